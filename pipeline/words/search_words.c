/* search_words.c - see search_words.h. */
#include "pipeline/words/search_words.h"

#include "extractors/characters.h"
#include "pipeline/words/stemmer.h"
#include "rules/words.h"

#include <string.h>

struct WordReader {
  Stemmer *stemmer; /* NULL for none */
  GString *form;
};

WordReader *word_reader_new(const char *language) {
  WordReader *reader = g_new0(WordReader, 1);
  reader->stemmer = stemmer_new(language);
  reader->form = g_string_sized_new(WORD_MOST);
  return reader;
}

void word_reader_free(WordReader *reader) {
  if (reader == NULL) return;
  stemmer_free(reader->stemmer);
  g_string_free(reader->form, TRUE);
  g_free(reader);
}

/* ---- characters ---- */

enum {
  SHORT_I = 0x439,        /* й, which Unicode decomposes into и and a mark */
  LETTER_I = 0x438,       /* и */
  BREVE = 0x306,          /* the mark */
  TATWEEL = 0x640,        /* lengthens an Arabic word in print */
  FARSI_YEH_LIKE = 0x649, /* ى, for which ي is often written at a word's end */
  YEH = 0x64A,
};

/* Letters that are no accented ones by Unicode, though people write others for them. */
static const struct {
  gunichar letter;
  const char *form;
} letters[] = {
    {0xDF, "ss"}, {0xE6, "ae"}, {0xF0, "d"}, {0xF8, "o"}, {0xFE, "th"}, {0x111, "d"}, {0x131, "i"}, {0x142, "l"}, {0x153, "oe"},
};

static gboolean is_apostrophe(gunichar c) {
  return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x2BC || c == '`';
}

/* What stands within words and is none of their letters. */
static gboolean is_passed_over(gunichar c) {
  if (c < 0x80) return FALSE;
  return c == TATWEEL || character_is_mark(c) || (g_unichar_type(c) == G_UNICODE_FORMAT && c != 0x200B);
}

static gboolean is_of_word(gunichar c) {
  return c < 0x80 ? g_ascii_isalnum((char)c) : g_unichar_isalnum(c);
}

static void append_letter(GString *form, gunichar c) {
  gunichar small = g_unichar_tolower(c);
  int digit = g_unichar_digit_value(small);
  for (gsize i = 0; i < G_N_ELEMENTS(letters); i++) {
    if (letters[i].letter != small) continue;
    g_string_append(form, letters[i].form);
    return;
  }
  if (digit >= 0)
    g_string_append_c(form, (char)('0' + digit));
  else
    g_string_append_unichar(form, small == FARSI_YEH_LIKE ? YEH : small);
}

static void append_decomposed(GString *form, gunichar c) {
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  gsize count = g_unichar_fully_decompose(c, TRUE, parts, G_N_ELEMENTS(parts));
  for (gsize i = 0; i < count; i++)
    if (is_of_word(parts[i])) append_letter(form, parts[i]);
}

/* Appends C as the form has it. */
static void append_character(GString *form, gunichar c) {
  if (form->len >= WORD_MOST) return;
  if (c < 0x80)
    g_string_append_c(form, g_ascii_tolower((char)c));
  else if (g_unichar_tolower(c) == SHORT_I)
    g_string_append_unichar(form, SHORT_I);
  else
    append_decomposed(form, c);
}

/* A mark is passed over, but that which makes й of и. */
static void pass_over(GString *form, gunichar c) {
  static const char i[] = "\xD0\xB8";
  if (c != BREVE || !g_str_has_suffix(form->str, i)) return;
  g_string_truncate(form, form->len - strlen(i));
  g_string_append_unichar(form, SHORT_I);
}

/* ---- words ---- */

/* Reads the word that begins at AT into the form; returns its end. */
static const char *read_word(WordReader *reader, const char *at) {
  g_string_truncate(reader->form, 0);
  gboolean han = word_is_character(character_at(at)), digit = FALSE;
  for (;;) {
    gunichar c = character_at(at);
    const char *next = g_utf8_next_char(at);
    if (c == '.' && digit && character_is_digit(character_at(next)))
      g_string_append_c(reader->form, '.');
    else if (c != 0 && is_passed_over(c))
      pass_over(reader->form, c);
    else if (c == 0 || !is_of_word(c) || (!han && word_is_character(c)))
      return at;
    else
      append_character(reader->form, c);
    if (!is_passed_over(c)) digit = character_is_digit(c);
    at = next;
    if (han) return at;
  }
}

/* Is the word from START to END of TEXT an article or a possessive, which an apostrophe parts from its word? */
static gboolean is_apart(const WordReader *reader, const char *text, const char *start, const char *end) {
  const char *form = reader->form->str;
  gunichar behind = character_at(end), before = start > text ? g_utf8_get_char(g_utf8_prev_char(start)) : 0;
  if (!is_apostrophe(behind) && !is_apostrophe(before)) return FALSE;
  gboolean letter = g_utf8_strlen(form, -1) == 1 && g_unichar_isalpha(g_utf8_get_char(form));
  if (is_apostrophe(before) && letter) return form[0] == 's' && !is_apostrophe(behind);
  return is_apostrophe(behind) && (letter || g_str_equal(form, "qu")) && is_of_word(character_at(g_utf8_next_char(end)));
}

void words_read(WordReader *reader, const char *text, EachWord each, gpointer data) {
  for (const char *at = text; *at != '\0';) {
    if (!is_of_word(character_at(at))) {
      at = g_utf8_next_char(at);
      continue;
    }
    const char *end = read_word(reader, at);
    const GString *form = reader->form;
    if (form->len > 0 && !is_apart(reader, text, at, end)) {
      TextWord word = {.start = (gsize)(at - text),
                       .end = (gsize)(end - text),
                       .form = form->str,
                       .stem = form->str,
                       .is_character = word_is_character(character_at(at))};
      if (reader->stemmer != NULL && !g_ascii_isdigit(form->str[0]))
        word.stem = stemmer_stem(reader->stemmer, form->str, form->len);
      each(&word, data);
    }
    at = end;
  }
}

static void append_form(const TextWord *word, gpointer data) {
  GString *folded = data;
  if (folded->len > 0) g_string_append_c(folded, ' ');
  g_string_append(folded, word->form);
}

char *words_folded(const char *text) {
  g_autoptr(WordReader) reader = word_reader_new(NULL);
  GString *folded = g_string_new(NULL);
  words_read(reader, text, append_form, folded);
  return g_string_free(folded, FALSE);
}
