/* alignment_words.c - texts as the terms that tell their subject; see alignment_private.h. */
#include "pipeline/alignment_private.h"

#include <string.h>

struct SubjectWords {
  WordReader *reader;
  GHashTable *terms;          /* stem → its number + 1 */
  GHashTable *joins, *silent; /* sets of forms */
  GHashTable *general;        /* a set of numbers + 1 */
};

/* ---- terms ---- */

static guint term_number(SubjectWords *words, const char *stem) {
  guint number = GPOINTER_TO_UINT(g_hash_table_lookup(words->terms, stem));
  if (number == 0) {
    number = g_hash_table_size(words->terms) + 1;
    g_hash_table_insert(words->terms, g_strdup(stem), GUINT_TO_POINTER(number));
  }
  return number - 1;
}

/* A text that is being read. */
typedef struct {
  SubjectWords *words;
  const char *text;
  GArray *tokens;
  GString *stem;    /* of the last telling word: a number behind it belongs to it; "" where none stands there */
  gunichar before;  /* the Chinese character before; 0 for none */
  guint part;       /* as in Token */
  gsize start, end; /* of the last word */
} Reading;

static void add_token(Reading *reading, const char *stem, gsize start, gsize end) {
  Token token = {.term = term_number(reading->words, stem), .part = reading->part, .start = start, .end = end};
  token.general = g_hash_table_contains(reading->words->general, GUINT_TO_POINTER(token.term + 1));
  g_array_append_val(reading->tokens, token);
}

/* The number makes another term of the word before it: article 16 is not article 18. A number alone tells nothing. */
static void read_number(Reading *reading, const TextWord *word) {
  if (reading->stem->len == 0 || reading->tokens->len == 0) return;
  Token *last = &g_array_index(reading->tokens, Token, reading->tokens->len - 1);
  g_autofree char *stem = g_strconcat(reading->stem->str, " ", word->form, NULL);
  last->term = term_number(reading->words, stem);
  last->general = FALSE;
  last->end = word->end;
  g_string_truncate(reading->stem, 0);
}

/* Unicode's Chinese characters begin with the radicals, U+2E80. */
static gboolean is_han(gunichar c) {
  return c >= 0x2E80 && g_unichar_get_script(c) == G_UNICODE_SCRIPT_HAN;
}

/* Two characters side by side are a term; one alone is in too many words. */
static void read_character(Reading *reading, const TextWord *word, gboolean silent) {
  gunichar c = silent ? 0 : g_utf8_get_char(word->form);
  if (c != 0 && reading->before != 0 && reading->end == word->start) {
    char pair[13] = "";
    int length = g_unichar_to_utf8(reading->before, pair);
    pair[length + g_unichar_to_utf8(c, pair + length)] = '\0';
    add_token(reading, pair, reading->start, word->end);
  }
  reading->before = c;
}

/* A comma or a semicolon, of any script, parts what stands before and behind it. */
static gboolean is_parted(const Reading *reading, const TextWord *word) {
  for (const char *at = reading->text + reading->end; at < reading->text + word->start; at = g_utf8_next_char(at))
    if (strchr(",;:", *at) != NULL || g_str_has_prefix(at, "、") || g_str_has_prefix(at, "，") || g_str_has_prefix(at, "،") ||
        g_str_has_prefix(at, "；") || g_str_has_prefix(at, "؛"))
      return TRUE;
  return FALSE;
}

static void read_word(const TextWord *word, gpointer data) {
  Reading *reading = data;
  const SubjectWords *words = reading->words;
  gunichar first = g_utf8_get_char(word->form);
  gboolean silent = g_hash_table_contains(words->silent, word->form);
  reading->part += is_parted(reading, word) || g_hash_table_contains(words->joins, word->form);
  if (is_han(first)) {
    read_character(reading, word, silent);
  } else if (g_ascii_isdigit(word->form[0])) {
    read_number(reading, word);
  } else if (!silent) {
    add_token(reading, word->stem, word->start, word->end);
    g_string_assign(reading->stem, word->stem);
  } else {
    g_string_truncate(reading->stem, 0);
  }
  if (!is_han(first)) reading->before = 0;
  reading->start = word->start;
  reading->end = word->end;
}

GArray *subject_words_read(SubjectWords *words, const char *text) {
  g_autoptr(GString) stem = g_string_new(NULL);
  Reading reading = {.words = words, .text = text, .stem = stem};
  reading.tokens = g_array_new(FALSE, FALSE, sizeof(Token));
  words_read(words->reader, text, read_word, &reading);
  return reading.tokens;
}

/* ---- the words that tell little ---- */

static void add_form(const TextWord *word, gpointer forms) {
  g_hash_table_add(forms, g_strdup(word->form));
}

static void add_general(SubjectWords *words, const char *text) {
  g_autoptr(GArray) tokens = subject_words_read(words, text);
  for (guint i = 0; i < tokens->len; i++)
    g_hash_table_add(words->general, GUINT_TO_POINTER(g_array_index(tokens, Token, i).term + 1));
}

SubjectWords *subject_words_new(const AlignmentWording *wording, const char *language) {
  SubjectWords *words = g_new0(SubjectWords, 1);
  words->reader = word_reader_new(language);
  words->terms = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  words->joins = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  words->silent = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  words->general = g_hash_table_new(g_direct_hash, g_direct_equal);
  for (guint i = 0; i < wording->joins->len; i++) words_read(words->reader, wording->joins->pdata[i], add_form, words->joins);
  for (guint i = 0; i < wording->silent->len; i++) words_read(words->reader, wording->silent->pdata[i], add_form, words->silent);
  for (guint i = 0; i < wording->general->len; i++) add_general(words, wording->general->pdata[i]);
  return words;
}

void subject_words_free(SubjectWords *words) {
  if (words == NULL) return;
  word_reader_free(words->reader);
  g_hash_table_unref(words->terms);
  g_hash_table_unref(words->joins);
  g_hash_table_unref(words->silent);
  g_hash_table_unref(words->general);
  g_free(words);
}

/* ---- sets of terms ---- */

guint64 token_pair(guint a, guint b) {
  return (guint64)MIN(a, b) << 32 | MAX(a, b);
}

static gint compare_terms(gconstpointer a, gconstpointer b) {
  guint x = *(const guint *)a, y = *(const guint *)b;
  return x < y ? -1 : x > y;
}

static gint compare_pairs(gconstpointer a, gconstpointer b) {
  guint64 x = *(const guint64 *)a, y = *(const guint64 *)b;
  return x < y ? -1 : x > y;
}

GArray *tokens_terms(const GArray *tokens) {
  GArray *terms = g_array_sized_new(FALSE, FALSE, sizeof(guint), tokens->len);
  for (guint i = 0; i < tokens->len; i++) g_array_append_val(terms, g_array_index(tokens, Token, i).term);
  g_array_sort(terms, compare_terms);
  guint kept = 0;
  for (guint i = 0; i < terms->len; i++) {
    guint term = g_array_index(terms, guint, i);
    if (kept == 0 || g_array_index(terms, guint, kept - 1) != term) g_array_index(terms, guint, kept++) = term;
  }
  g_array_set_size(terms, kept);
  return terms;
}

GArray *tokens_pairs(const GArray *tokens) {
  GArray *pairs = g_array_sized_new(FALSE, FALSE, sizeof(guint64), tokens->len);
  for (guint i = 1; i < tokens->len; i++) {
    guint64 pair = token_pair(g_array_index(tokens, Token, i - 1).term, g_array_index(tokens, Token, i).term);
    g_array_append_val(pairs, pair);
  }
  g_array_sort(pairs, compare_pairs);
  return pairs;
}

gboolean terms_hold(const GArray *terms, guint term) {
  return g_array_binary_search((GArray *)terms, &term, compare_terms, NULL);
}

gboolean pairs_hold(const GArray *pairs, guint64 pair) {
  return g_array_binary_search((GArray *)pairs, &pair, compare_pairs, NULL);
}
