/* normal_numbers.c - numbers and ordinals in words or digits; see normal.h. */
#include "rules/normal_forms.h"

#include <string.h>

/* Larger numbers of sessions, items and paragraphs are misread ones. */
#define MAX_NUMBER 999999

struct NumberWords {
  Dictionary *words; /* each with the name of its role */
};

/* A number as far as it was read. */
typedef struct {
  guint64 thousands; /* what stands before the word for thousand */
  guint64 rest;      /* what stands behind it */
  guint64 room;      /* the next term must be smaller: 10 behind "forty", 100 behind "hundred" */
  gboolean begun, ended;
} Reading;

static gboolean read_term(Reading *reading, guint64 value) {
  if (value >= reading->room || (value == 0 && reading->begun)) return FALSE;
  reading->rest += value;
  reading->room = value >= 20 && value < 100 && value % 10 == 0 ? 10 : 1;
  return TRUE;
}

static gboolean read_factor(Reading *reading, guint64 factor) {
  guint64 multiplied = reading->rest > 0 ? reading->rest : 1;
  if (multiplied >= factor || (factor >= 1000 && reading->thousands > 0)) return FALSE;
  reading->room = factor;
  reading->rest = factor >= 1000 ? 0 : multiplied * factor;
  if (factor >= 1000) reading->thousands = multiplied * factor;
  return TRUE;
}

static gboolean read_suffix(Reading *reading, G_GNUC_UNUSED guint64 value) {
  return reading->begun;
}

/* What the lists of numbers.yaml hold. The functions return FALSE where a word can't stand where it does. */
static const struct {
  const char *name;
  gboolean valued; /* a mapping from words to numbers, not a list of words */
  gboolean ends;   /* makes an ordinal: no more than words around the number may follow */
  gboolean (*read)(Reading *reading, guint64 value);
} roles[] = {
    {.name = "cardinals", .valued = TRUE, .read = read_term},
    {.name = "ordinals", .valued = TRUE, .ends = TRUE, .read = read_term},
    {.name = "factors", .valued = TRUE, .read = read_factor},
    {.name = "ordinal_factors", .valued = TRUE, .ends = TRUE, .read = read_factor},
    {.name = "suffixes", .ends = TRUE, .read = read_suffix},
    {.name = "around"},
};

static gboolean add_valued(NumberWords *words, const YamlNode *mapping, const char *role, GError **error) {
  for (guint i = 0; i < yaml_length(mapping); i++) {
    const YamlNode *value = yaml_value(mapping, i);
    guint64 number = 0;
    if (!data_is(value, YAML_SCALAR, "a number", error)) return FALSE;
    if (!g_ascii_string_to_unsigned(yaml_text(value), 10, 0, MAX_NUMBER, &number, NULL))
      return yaml_complain(error, value, "\"%s\" is no number from 0 to %d", yaml_text(value), MAX_NUMBER);
    if (!data_add_phrase(words->words, yaml_key(mapping, i), NULL, role, number, error)) return FALSE;
  }
  return TRUE;
}

static gboolean add_language(NumberWords *words, const YamlNode *language, GError **error) {
  for (gsize i = 0; i < G_N_ELEMENTS(roles); i++) {
    const YamlNode *node = data_member(language, roles[i].name, roles[i].valued ? YAML_MAPPING : YAML_SEQUENCE, error);
    if (node == NULL) return FALSE;
    gboolean added = roles[i].valued ? add_valued(words, node, roles[i].name, error)
                                     : data_add_phrases(words->words, node, NULL, roles[i].name, 0, error);
    if (!added) return FALSE;
  }
  return TRUE;
}

NumberWords *number_words_load(const char *path, GError **error) {
  g_autoptr(YamlFile) file = yaml_load(path, error);
  if (file == NULL || !data_is(yaml_root(file), YAML_MAPPING, "the file", error)) return NULL;
  g_autoptr(NumberWords) words = g_new0(NumberWords, 1);
  words->words = dictionary_new();
  for (guint i = 0; i < yaml_length(yaml_root(file)); i++)
    if (!add_language(words, yaml_value(yaml_root(file), i), error)) return NULL;
  return g_steal_pointer(&words);
}

void number_words_free(NumberWords *words) {
  if (words == NULL) return;
  dictionary_free(words->words);
  g_free(words);
}

/* Digits stand alone, or before a factor or a suffix. */
static gboolean read_digits(Reading *reading, const char *digits) {
  if (reading->begun || strlen(digits) > strlen(G_STRINGIFY(MAX_NUMBER))) return FALSE;
  reading->rest = g_ascii_strtoull(digits, NULL, 10);
  reading->room = 0;
  reading->begun = TRUE;
  return TRUE;
}

static gboolean read_meaning(Reading *reading, const Meaning *meaning) {
  for (gsize i = 0; i < G_N_ELEMENTS(roles); i++) {
    if (!g_str_equal(meaning->name, roles[i].name)) continue;
    if (roles[i].read == NULL) return TRUE;
    if (reading->ended || !roles[i].read(reading, meaning->number)) return FALSE;
    reading->begun = TRUE;
    reading->ended = roles[i].ends;
  }
  return TRUE;
}

gboolean number_words_apply(const NumberWords *words, const char *text, gboolean ordinals, guint64 *number) {
  g_autoptr(GPtrArray) printed = words_split(text, "");
  Reading reading = {.room = MAX_NUMBER};
  for (guint i = 0, count; i < printed->len; i += count) {
    const Word *word = g_ptr_array_index(printed, i);
    const Meaning *meaning = dictionary_longest(words->words, printed, i, NULL, NULL, &count);
    if (meaning == NULL) count = 1;
    if (meaning != NULL ? !read_meaning(&reading, meaning) : !word->digits || !read_digits(&reading, word->key)) return FALSE;
  }
  *number = reading.thousands + reading.rest;
  return reading.begun && (ordinals || !reading.ended);
}
