/* normal_numbers.c - numbers and ordinals in words or digits; see normal.h. */
#include "rules/normal_forms.h"

#include <string.h>

/* Larger numbers of sessions, items and paragraphs are misread ones. */
#define MAX_NUMBER 999999

/* In a word of numbers.yaml it stands for each of the language's endings. */
#define ENDING "~"

/* A number is read in one language: "once" is no number in English, and eleven in Spanish. */
typedef struct {
  Dictionary *words;   /* each with the name of its role */
  GPtrArray *prefixes; /* char *, as keys are: see words_part */
  GPtrArray *endings;  /* char * */
} Language;

struct NumberWords {
  GPtrArray *languages; /* Language */
};

/* A number as far as it was read: its thousands, what stands before the last word that multiplies, and behind it. */
typedef struct {
  guint64 thousands, done, last;
  guint64 factor; /* the last word that multiplies; what follows must be smaller */
  guint64 room;   /* the next term must be smaller: 10 behind "forty", 100 behind "hundred" */
  gboolean begun;
  gboolean ordinal;
  gboolean ended; /* nothing may follow but tens and words around the number */
} Reading;

static guint64 room_behind(guint64 value) {
  if (value >= 100 && value % 100 == 0) return 100;
  return value >= 20 && value % 10 == 0 ? 10 : 1;
}

static gboolean read_term(Reading *reading, guint64 value) {
  if (value >= reading->room || (value == 0 && reading->begun)) return FALSE;
  reading->last += value;
  reading->room = room_behind(value);
  return TRUE;
}

/* Tens alone, or behind their units: "seven and twenty". */
static gboolean read_tens(Reading *reading, guint64 value) {
  guint64 units = reading->last % 100;
  if (units == 0) return !reading->ended && read_term(reading, value);
  if (units > 9 || value >= reading->factor) return FALSE;
  reading->last += value;
  reading->room = 1;
  return TRUE;
}

/* Tens of an ordinal, behind which its units are one too: "vigésima séptima". */
static gboolean read_ordinal_tens(Reading *reading, guint64 value) {
  if (!read_term(reading, value)) return FALSE;
  reading->room = value >= 100 ? 100 : 10;
  return TRUE;
}

static gboolean read_factor(Reading *reading, guint64 factor) {
  guint64 multiplied = reading->last > 0 ? reading->last : 1;
  if (multiplied >= factor || multiplied * factor >= reading->factor) return FALSE;
  reading->done += multiplied * factor;
  reading->last = 0;
  reading->factor = reading->room = factor;
  return TRUE;
}

static gboolean read_thousand(Reading *reading, guint64 thousand) {
  guint64 multiplied = MAX(reading->done + reading->last, 1);
  if (multiplied >= thousand || reading->thousands > 0) return FALSE;
  reading->thousands = multiplied * thousand;
  reading->done = reading->last = 0;
  reading->factor = reading->room = thousand;
  return TRUE;
}

static gboolean read_suffix(Reading *reading, G_GNUC_UNUSED guint64 value) {
  return reading->begun;
}

static gboolean read_mark(Reading *reading, G_GNUC_UNUSED guint64 value) {
  return !reading->begun;
}

/* What the lists of numbers.yaml hold. The functions return FALSE where a word can't stand where it does. */
static const struct Role {
  const char *name;
  gboolean valued;   /* a mapping from words to numbers, not a list of words */
  gboolean counts;   /* it is part of the number itself */
  gboolean ordinal;  /* makes an ordinal */
  gboolean ends;     /* and ends it */
  gboolean may_tail; /* may stand behind what ended it */
  gboolean (*read)(Reading *reading, guint64 value);
} roles[] = {
    {.name = "cardinals", .valued = TRUE, .counts = TRUE, .read = read_term},
    {.name = "ordinals", .valued = TRUE, .counts = TRUE, .ordinal = TRUE, .ends = TRUE, .read = read_term},
    {.name = "tens", .valued = TRUE, .counts = TRUE, .may_tail = TRUE, .read = read_tens},
    {.name = "ordinal_tens", .valued = TRUE, .counts = TRUE, .ordinal = TRUE, .read = read_ordinal_tens},
    {.name = "factors", .valued = TRUE, .counts = TRUE, .read = read_factor},
    {.name = "ordinal_factors", .valued = TRUE, .counts = TRUE, .ordinal = TRUE, .ends = TRUE, .read = read_factor},
    {.name = "thousands", .valued = TRUE, .counts = TRUE, .read = read_thousand},
    {.name = "ordinal_thousands", .valued = TRUE, .counts = TRUE, .ordinal = TRUE, .ends = TRUE, .read = read_thousand},
    {.name = "suffixes", .ordinal = TRUE, .ends = TRUE, .read = read_suffix},
    {.name = "marks", .ordinal = TRUE, .read = read_mark},
    {.name = "around", .may_tail = TRUE},
};

static const struct Role *find_role(const char *name) {
  for (gsize i = 0; i < G_N_ELEMENTS(roles); i++)
    if (g_str_equal(roles[i].name, name)) return &roles[i];
  return NULL;
}

static void language_free(gpointer data) {
  Language *language = data;
  dictionary_free(language->words);
  g_ptr_array_unref(language->prefixes);
  g_ptr_array_unref(language->endings);
  g_free(language);
}

/* Enters the word NODE, once with each ending where it has the sign for them. */
static gboolean add_word(Language *language, const YamlNode *node, const char *role, guint64 number, GError **error) {
  if (!data_is(node, YAML_SCALAR, "a word", error)) return FALSE;
  if (strstr(yaml_text(node), ENDING) == NULL) return data_add_phrase(language->words, node, NULL, role, number, error);
  g_auto(GStrv) parts = g_strsplit(yaml_text(node), ENDING, 2);
  for (guint i = 0; i < language->endings->len; i++) {
    g_autofree char *word = g_strconcat(parts[0], g_ptr_array_index(language->endings, i), parts[1], NULL);
    if (!data_add_text(language->words, node, word, NULL, role, number, error)) return FALSE;
  }
  return TRUE;
}

static gboolean add_valued(Language *language, const YamlNode *mapping, const char *role, GError **error) {
  for (guint i = 0; i < yaml_length(mapping); i++) {
    const YamlNode *value = yaml_value(mapping, i);
    guint64 number = 0;
    if (!data_is(value, YAML_SCALAR, "a number", error)) return FALSE;
    if (!g_ascii_string_to_unsigned(yaml_text(value), 10, 0, MAX_NUMBER, &number, NULL))
      return yaml_complain(error, value, "\"%s\" is no number from 0 to %d", yaml_text(value), MAX_NUMBER);
    if (!add_word(language, yaml_key(mapping, i), role, number, error)) return FALSE;
  }
  return TRUE;
}

static gboolean add_listed(Language *language, const YamlNode *list, const char *role, GError **error) {
  for (guint i = 0; i < yaml_length(list); i++)
    if (!add_word(language, yaml_value(list, i), role, 0, error)) return FALSE;
  return TRUE;
}

/* All roles are optional: no language needs each. */
static gboolean add_roles(Language *language, const YamlNode *node, GError **error) {
  for (gsize i = 0; i < G_N_ELEMENTS(roles); i++) {
    const YamlNode *words = yaml_lookup(node, roles[i].name);
    if (words == NULL) continue;
    if (!data_is(words, roles[i].valued ? YAML_MAPPING : YAML_SEQUENCE, roles[i].name, error)) return FALSE;
    if (!(roles[i].valued ? add_valued : add_listed)(language, words, roles[i].name, error)) return FALSE;
  }
  return TRUE;
}

static gboolean check_keys(const YamlNode *language, GError **error) {
  for (guint i = 0; i < yaml_length(language); i++) {
    const YamlNode *key = yaml_key(language, i);
    if (find_role(yaml_text(key)) == NULL && !g_str_equal(yaml_text(key), "prefixes") && !g_str_equal(yaml_text(key), "endings"))
      return yaml_complain(error, key, "\"%s\" is no list of number words", yaml_text(key));
  }
  return TRUE;
}

static gboolean add_language(NumberWords *words, const YamlNode *node, GError **error) {
  Language *language = g_new0(Language, 1);
  language->words = dictionary_new();
  language->prefixes = g_ptr_array_new_with_free_func(g_free);
  language->endings = g_ptr_array_new_with_free_func(g_free);
  g_ptr_array_add(words->languages, language);
  return data_is(node, YAML_MAPPING, "a language", error) && check_keys(node, error) &&
         data_read_keys(node, "prefixes", language->prefixes, error) &&
         data_read_texts(node, "endings", language->endings, error) && add_roles(language, node, error);
}

NumberWords *number_words_load(const char *path, GError **error) {
  g_autoptr(YamlFile) file = yaml_load(path, error);
  if (file == NULL || !data_is(yaml_root(file), YAML_MAPPING, "the file", error)) return NULL;
  g_autoptr(NumberWords) words = g_new0(NumberWords, 1);
  words->languages = g_ptr_array_new_with_free_func(language_free);
  for (guint i = 0; i < yaml_length(yaml_root(file)); i++)
    if (!add_language(words, yaml_value(yaml_root(file), i), error)) return NULL;
  return g_steal_pointer(&words);
}

void number_words_free(NumberWords *words) {
  if (words == NULL) return;
  g_ptr_array_unref(words->languages);
  g_free(words);
}

/* Digits stand alone, or before a factor or a suffix. */
static gboolean read_digits(Reading *reading, const char *digits) {
  if (reading->begun || strlen(digits) > strlen(G_STRINGIFY(MAX_NUMBER))) return FALSE;
  reading->last = g_ascii_strtoull(digits, NULL, 10);
  reading->room = 0;
  reading->begun = TRUE;
  return TRUE;
}

static gboolean read_meaning(Reading *reading, const Meaning *meaning) {
  const struct Role *role = find_role(meaning->name);
  if (reading->ended && !role->may_tail) return FALSE;
  if (role->read != NULL && !role->read(reading, meaning->number)) return FALSE;
  reading->begun = reading->begun || role->counts;
  reading->ordinal = reading->ordinal || role->ordinal;
  reading->ended = reading->ended || role->ends;
  return TRUE;
}

static gboolean read_number(const Language *language, const char *text, Reading *reading) {
  g_autoptr(GPtrArray) printed = words_split(text, "");
  words_part(printed, text, language->prefixes);
  for (guint i = 0, count; i < printed->len; i += count) {
    const Word *word = g_ptr_array_index(printed, i);
    const Meaning *meaning = dictionary_longest(language->words, printed, i, NULL, NULL, &count);
    if (meaning == NULL) count = 1;
    if (meaning != NULL ? !read_meaning(reading, meaning) : !word->digits || !read_digits(reading, word->key)) return FALSE;
  }
  return reading->begun;
}

gboolean number_words_apply(const NumberWords *words, const char *text, gboolean ordinals, guint64 *number) {
  for (guint i = 0; i < words->languages->len; i++) {
    Reading reading = {.factor = MAX_NUMBER, .room = MAX_NUMBER};
    if (!read_number(g_ptr_array_index(words->languages, i), text, &reading)) continue;
    if (reading.ordinal && !ordinals) continue;
    *number = reading.thousands + reading.done + reading.last;
    return TRUE;
  }
  return FALSE;
}
