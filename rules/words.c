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

/* Letters in the sense of words.h: not the modifier letters, which PDFs use for accents that stand alone. */
static gboolean is_letter(gunichar c) {
  if (c < FIRST_BEYOND_ASCII) return g_ascii_isalpha((char)c);
  return g_unichar_isalpha(c) && g_unichar_type(c) != G_UNICODE_MODIFIER_LETTER;
}

/* Unicode's Chinese characters begin with the radicals; asking for the script of each letter costs. */
#define FIRST_RADICAL 0x2E80

gboolean word_is_character(gunichar c) {
  return c >= FIRST_RADICAL && g_unichar_get_script(c) == G_UNICODE_SCRIPT_HAN;
}

static gboolean is_digit(gunichar c) {
  return c < FIRST_BEYOND_ASCII ? g_ascii_isdigit((char)c) : g_unichar_isdigit(c);
}

/* What neither belongs to a key nor ends a word: accents that follow their letter, and soft hyphens and their like. */
static gboolean is_silent(gunichar c) {
  return c >= FIRST_BEYOND_ASCII && (g_unichar_ismark(c) || g_unichar_type(c) == G_UNICODE_FORMAT);
}

static void append_folded(GString *key, gunichar c) {
  if (c < FIRST_BEYOND_ASCII) {
    if (g_ascii_isalpha((char)c)) g_string_append_c(key, g_ascii_tolower((char)c));
    return;
  }
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  gsize count = g_unichar_fully_decompose(c, TRUE, parts, G_N_ELEMENTS(parts));
  for (gsize i = 0; i < count; i++)
    if (is_letter(parts[i])) g_string_append_unichar(key, g_unichar_tolower(parts[i]));
}

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

static void read_character(Reader *reader, gunichar c, gsize start, gsize end) {
  if (reader->key->len == 0) reader->start = start;
  reader->end = end;
  reader->digits = is_digit(c);
  reader->character = word_is_character(c);
  if (reader->digits)
    g_string_append_c(reader->key, (char)('0' + g_unichar_digit_value(c)));
  else
    append_folded(reader->key, c);
}

/* Does C go on with the word that is being read? */
static gboolean joins_word(const Reader *reader, gunichar c) {
  return is_digit(c) == reader->digits && !reader->character && !word_is_character(c);
}

GPtrArray *words_split(const char *text, const char *separators) {
  GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GString) key = g_string_new(NULL);
  Reader reader = {.key = key};
  for (const char *at = text, *next; *at != '\0'; at = next) {
    gunichar c = g_utf8_get_char(at);
    next = g_utf8_next_char(at);
    if (is_silent(c)) continue;
    gboolean inside = is_letter(c) || is_digit(c);
    if (!inside || !joins_word(&reader, c)) finish_word(&reader, words);
    if (inside)
      read_character(&reader, c, (gsize)(at - text), (gsize)(next - text));
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

static void append_key(GString *key, const GPtrArray *words, guint index) {
  const Word *word = g_ptr_array_index(words, index);
  g_string_append(key, word->key);
}

const Meaning *dictionary_add(Dictionary *dictionary, const GPtrArray *words, const char *name, guint64 number) {
  g_autoptr(GString) key = g_string_new(NULL);
  for (guint i = 0; i < words->len; i++) append_key(key, words, i);
  const Meaning *known = g_hash_table_lookup(dictionary->meanings, key->str);
  if (known != NULL) return g_strcmp0(known->name, name) == 0 && known->number == number ? NULL : known;
  Meaning *meaning = g_new0(Meaning, 1);
  meaning->name = g_strdup(name);
  meaning->number = number;
  dictionary->longest = MAX(dictionary->longest, key->len);
  g_hash_table_insert(dictionary->meanings, g_strdup(key->str), meaning);
  return NULL;
}

static gsize word_length(const GPtrArray *words, guint index) {
  const Word *word = g_ptr_array_index(words, index);
  return strlen(word->key);
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
