/* words.c - comparable words and dictionaries of them; see words.h. */
#include "rules/words.h"

#include <string.h>

struct Dictionary {
  GHashTable *meanings; /* run-together keys → Meaning */
  gsize longest;        /* bytes of the longest key: no search looks further */
};

/* A word with room for its key behind it. */
static Word *word_new(const char *key, gsize length) {
  Word *word = g_malloc(sizeof(Word) + length + 1);
  *word = (Word){.key = (char *)(word + 1)};
  memcpy(word->key, key, length);
  word->key[length] = '\0';
  return word;
}

static void meaning_free(gpointer data) {
  Meaning *meaning = data;
  g_free(meaning->name);
  g_free(meaning);
}

/* Most characters are ASCII, of which all is known without GLib's tables. */
#define FIRST_BEYOND_ASCII 0x80

typedef enum {
  OUTSIDE, /* it ends a word */
  SILENT,  /* it neither belongs to a key nor ends a word: accents that follow their letter, soft hyphens and their like */
  LETTER,  /* not the modifier letters, which PDFs use for accents that stand alone */
  DIGIT,
} CharacterKind;

static CharacterKind character_kind(gunichar c) {
  if (c < FIRST_BEYOND_ASCII) return g_ascii_isalpha((char)c) ? LETTER : g_ascii_isdigit((char)c) ? DIGIT : OUTSIDE;
  switch (g_unichar_type(c)) {
  case G_UNICODE_LOWERCASE_LETTER:
  case G_UNICODE_UPPERCASE_LETTER:
  case G_UNICODE_TITLECASE_LETTER:
  case G_UNICODE_OTHER_LETTER:
    return LETTER;
  case G_UNICODE_DECIMAL_NUMBER:
    return DIGIT;
  case G_UNICODE_NON_SPACING_MARK:
  case G_UNICODE_SPACING_MARK:
  case G_UNICODE_ENCLOSING_MARK:
  case G_UNICODE_FORMAT:
    return SILENT;
  default:
    return OUTSIDE;
  }
}

/* Unicode's Chinese characters begin with the radicals; asking for the script of each letter costs. */
#define FIRST_RADICAL 0x2E80

gboolean word_is_character(gunichar c) {
  return c >= FIRST_RADICAL && g_unichar_get_script(c) == G_UNICODE_SCRIPT_HAN;
}

static void append_folded(GString *key, gunichar c) {
  if (c < FIRST_BEYOND_ASCII) {
    if (g_ascii_isalpha((char)c)) g_string_append_c(key, g_ascii_tolower((char)c));
    return;
  }
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  gsize count = g_unichar_fully_decompose(c, TRUE, parts, G_N_ELEMENTS(parts));
  for (gsize i = 0; i < count; i++)
    if (character_kind(parts[i]) == LETTER) g_string_append_unichar(key, g_unichar_tolower(parts[i]));
}

enum { LONG_WORD = 64 }; /* bytes: few words need more memory */

/* The word that is being read. */
typedef struct {
  GString *key;
  gboolean digits, separated;
  gboolean character; /* it is a character that is a word of its own */
  gsize start, end;
} Reader;

static void finish_word(Reader *reader, GPtrArray *words) {
  if (reader->key->len == 0) return;
  Word *word = word_new(reader->key->str, reader->key->len);
  word->digits = reader->digits;
  word->separated = reader->separated;
  word->start = reader->start;
  word->end = reader->end;
  g_ptr_array_add(words, word);
  g_string_truncate(reader->key, 0);
  reader->separated = FALSE;
}

/* Reads the character C, a letter or digit. ALONE tells whether it is a word of its own. */
static void read_character(Reader *reader, gunichar c, gboolean digit, gboolean alone, gsize start, gsize end) {
  if (reader->key->len == 0) reader->start = start;
  reader->end = end;
  reader->digits = digit;
  reader->character = alone;
  if (digit)
    g_string_append_c(reader->key, (char)('0' + g_unichar_digit_value(c)));
  else
    append_folded(reader->key, c);
}

GPtrArray *words_split(const char *text, const char *separators) {
  GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GString) key = g_string_sized_new(LONG_WORD);
  Reader reader = {.key = key};
  for (const char *at = text, *next; *at != '\0'; at = next) {
    gunichar c = g_utf8_get_char(at);
    next = g_utf8_next_char(at);
    CharacterKind kind = character_kind(c);
    if (kind == SILENT) continue;
    gboolean digit = kind == DIGIT, alone = word_is_character(c);
    gboolean joins = kind != OUTSIDE && digit == reader.digits && !reader.character && !alone;
    if (!joins) finish_word(&reader, words);
    if (kind != OUTSIDE)
      read_character(&reader, c, digit, alone, (gsize)(at - text), (gsize)(next - text));
    else if (g_utf8_strchr(separators, -1, c) != NULL)
      reader.separated = TRUE;
  }
  finish_word(&reader, words);
  return words;
}

/* The first of PREFIXES that KEY begins with and goes on behind; NULL for none. */
static const char *find_prefix(const char *key, const GPtrArray *prefixes) {
  for (guint i = 0; i < prefixes->len; i++) {
    const char *prefix = g_ptr_array_index(prefixes, i);
    if (g_str_has_prefix(key, prefix) && key[strlen(prefix)] != '\0') return prefix;
  }
  return NULL;
}

/* Where in TEXT the characters from START on end that fold into LENGTH bytes of a key. */
static gsize folded_end(const char *text, gsize start, gsize length) {
  g_autoptr(GString) key = g_string_new(NULL);
  const char *at = text + start;
  for (; key->len < length; at = g_utf8_next_char(at)) append_folded(key, g_utf8_get_char(at));
  return (gsize)(at - text);
}

void words_part(GPtrArray *words, const char *text, const GPtrArray *prefixes) {
  for (guint i = 0; i < words->len; i++) {
    Word *word = g_ptr_array_index(words, i);
    const char *prefix = word->digits ? NULL : find_prefix(word->key, prefixes);
    if (prefix == NULL) continue;
    const char *behind = word->key + strlen(prefix);
    Word *rest = word_new(behind, strlen(behind));
    rest->start = folded_end(text, word->start, strlen(prefix));
    rest->end = word->end;
    word->prefix = TRUE;
    word->key[strlen(prefix)] = '\0';
    word->end = rest->start;
    g_ptr_array_insert(words, (int)i + 1, rest);
  }
}

Dictionary *dictionary_new(void) {
  Dictionary *dictionary = g_new0(Dictionary, 1);
  dictionary->meanings = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, meaning_free);
  return dictionary;
}

void dictionary_free(Dictionary *dictionary) {
  if (dictionary == NULL) return;
  g_hash_table_unref(dictionary->meanings);
  g_free(dictionary);
}

/* The keys of WORDS as one. */
static char *run_together(const GPtrArray *words) {
  gsize length = 0;
  for (guint i = 0; i < words->len; i++) length += strlen(((const Word *)g_ptr_array_index(words, i))->key);
  char *key = g_malloc(length + 1), *end = key;
  for (guint i = 0; i < words->len; i++) end = g_stpcpy(end, ((const Word *)g_ptr_array_index(words, i))->key);
  *end = '\0';
  return key;
}

const Meaning *dictionary_add(Dictionary *dictionary, const GPtrArray *words, const char *name, guint64 number) {
  g_autofree char *key = run_together(words);
  const Meaning *known = g_hash_table_lookup(dictionary->meanings, key);
  if (known != NULL) return g_strcmp0(known->name, name) == 0 && known->number == number ? NULL : known;
  Meaning *meaning = g_new0(Meaning, 1);
  meaning->name = g_strdup(name);
  meaning->number = number;
  dictionary->longest = MAX(dictionary->longest, strlen(key));
  g_hash_table_insert(dictionary->meanings, g_steal_pointer(&key), meaning);
  return NULL;
}

static gsize word_length(const GPtrArray *words, guint index) {
  const Word *word = g_ptr_array_index(words, index);
  return strlen(word->key);
}

static void append_key(GString *key, const GPtrArray *words, guint index) {
  const Word *word = g_ptr_array_index(words, index);
  g_string_append(key, word->key);
}

const Meaning *dictionary_longest(const Dictionary *dictionary, const GPtrArray *words, guint from, PhraseEnd may_end,
                                  gconstpointer data, guint *count) {
  *count = 0;
  if (from >= words->len || word_length(words, from) > dictionary->longest) return NULL;
  const Meaning *longest = NULL;
  g_autoptr(GString) key = g_string_new(NULL);
  for (guint next = from; next < words->len;) {
    append_key(key, words, next++);
    if (key->len > dictionary->longest) break;
    const Meaning *meaning = g_hash_table_lookup(dictionary->meanings, key->str);
    if (meaning == NULL || (may_end != NULL && !may_end(words, next, data))) continue;
    longest = meaning;
    *count = next - from;
  }
  return longest;
}
