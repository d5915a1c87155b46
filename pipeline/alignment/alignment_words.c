/* alignment_words.c - texts as the terms that tell their subject; see alignment_private.h. */
#include "pipeline/alignment/alignment_private.h"

#include "pipeline/words/stemmer.h"

#include <string.h>

/* What is known of a word by its form: it is looked up once, however often it stands in the texts. */
typedef struct {
  char *stem;
  guint term; /* NO_TERM as long as nobody asked */
  gboolean silent, joins;
} KnownWord;

enum {
  NO_TERM = G_MAXUINT,
  SHORT_WORD = 6, /* bytes, its space included: for a first guess of how many there are */
};

struct SubjectWords {
  WordReader *reader;  /* of forms: their stems are kept in `known` */
  Stemmer *stemmer;    /* NULL for none */
  GHashTable *known;   /* form → KnownWord */
  GHashTable *terms;   /* stem → its number + 1 */
  GHashTable *general; /* a set of numbers + 1 */
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

static KnownWord *known_word(SubjectWords *words, const char *form) {
  KnownWord *known = g_hash_table_lookup(words->known, form);
  if (known != NULL) return known;
  known = g_new0(KnownWord, 1);
  known->term = NO_TERM;
  known->stem = g_strdup(words->stemmer != NULL ? stemmer_stem(words->stemmer, form, strlen(form)) : form);
  g_hash_table_insert(words->known, g_strdup(form), known);
  return known;
}

static void known_word_free(gpointer data) {
  KnownWord *known = data;
  g_free(known->stem);
  g_free(known);
}

/* A text that is being read. */
typedef struct {
  SubjectWords *words;
  const char *text;
  GArray *tokens;
  const char *stem; /* of the last word: a number behind it belongs to it; NULL where that is silent, or there is none */
  gunichar before;  /* the Chinese character before; 0 for none */
  guint part;       /* as in Token */
  gsize start, end; /* of the last word */
} Reading;

static void add_token(Reading *reading, guint term, gsize start, gsize end) {
  Token token = {.term = term, .part = reading->part, .start = start, .end = end};
  token.general = g_hash_table_contains(reading->words->general, GUINT_TO_POINTER(term + 1));
  g_array_append_val(reading->tokens, token);
}

/* The number makes another term of the word before it: article 16 is not article 18. A number alone tells nothing. */
static void read_number(Reading *reading, const TextWord *word) {
  if (reading->stem == NULL || reading->tokens->len == 0) return;
  Token *last = &g_array_index(reading->tokens, Token, reading->tokens->len - 1);
  g_autofree char *stem = g_strconcat(reading->stem, " ", word->form, NULL);
  last->term = term_number(reading->words, stem);
  last->general = FALSE;
  last->end = word->end;
}

static void read_letters(Reading *reading, const TextWord *word, KnownWord *known) {
  if (known->term == NO_TERM) known->term = term_number(reading->words, known->stem);
  add_token(reading, known->term, word->start, word->end);
}

/* Two characters side by side are a term; one alone is in too many words. */
static void read_character(Reading *reading, const TextWord *word, gboolean silent) {
  gunichar c = silent ? 0 : g_utf8_get_char(word->form);
  if (c != 0 && reading->before != 0 && reading->end == word->start) {
    char pair[13] = "";
    int length = g_unichar_to_utf8(reading->before, pair);
    pair[length + g_unichar_to_utf8(c, pair + length)] = '\0';
    add_token(reading, term_number(reading->words, pair), reading->start, word->end);
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
  gboolean han = word->is_character, number = g_ascii_isdigit(word->form[0]);
  KnownWord *known = known_word(reading->words, word->form);
  reading->part += known->joins || is_parted(reading, word);
  if (han)
    read_character(reading, word, known->silent);
  else if (number)
    read_number(reading, word);
  else if (!known->silent)
    read_letters(reading, word, known);
  if (!han) reading->before = 0;
  reading->stem = han || number || known->silent ? NULL : known->stem;
  reading->start = word->start;
  reading->end = word->end;
}

GArray *subject_words_read(SubjectWords *words, const char *text) {
  Reading reading = {.words = words, .text = text};
  reading.tokens = g_array_sized_new(FALSE, FALSE, sizeof(Token), (guint)(strlen(text) / SHORT_WORD));
  words_read(words->reader, text, read_word, &reading);
  return reading.tokens;
}

/* ---- the words that tell little ---- */

static void add_silent(const TextWord *word, gpointer words) {
  known_word(words, word->form)->silent = TRUE;
}

static void add_join(const TextWord *word, gpointer words) {
  known_word(words, word->form)->joins = TRUE;
}

static void add_general(SubjectWords *words, const char *text) {
  g_autoptr(GArray) tokens = subject_words_read(words, text);
  for (guint i = 0; i < tokens->len; i++)
    g_hash_table_add(words->general, GUINT_TO_POINTER(g_array_index(tokens, Token, i).term + 1));
}

SubjectWords *subject_words_new(const AlignmentWording *wording, const char *language) {
  SubjectWords *words = g_new0(SubjectWords, 1);
  words->reader = word_reader_new(NULL);
  words->stemmer = stemmer_new(language);
  words->known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, known_word_free);
  words->terms = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  words->general = g_hash_table_new(g_direct_hash, g_direct_equal);
  for (guint i = 0; i < wording->joins->len; i++) words_read(words->reader, wording->joins->pdata[i], add_join, words);
  for (guint i = 0; i < wording->silent->len; i++) words_read(words->reader, wording->silent->pdata[i], add_silent, words);
  for (guint i = 0; i < wording->general->len; i++) add_general(words, wording->general->pdata[i]);
  return words;
}

void subject_words_free(SubjectWords *words) {
  if (words == NULL) return;
  word_reader_free(words->reader);
  stemmer_free(words->stemmer);
  g_hash_table_unref(words->known);
  g_hash_table_unref(words->terms);
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
