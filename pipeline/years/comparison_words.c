/* comparison_words.c - see comparison_words.h. */
#include "pipeline/years/comparison_words.h"

#include "rules/words.h"
#include "rules/yaml.h"

#include <string.h>

struct LanguageWords {
  GHashTable *classes; /* a word's key → WordClass */
  GPtrArray *suffixes; /* char *: keys, the longest first */
  GPtrArray *prefixes; /* char *: likewise */
  guint root, grain;
};

struct ComparisonWords {
  GHashTable *languages; /* name → LanguageWords */
  LanguageWords *none;
};

static const char *const list_names[N_WORD_LISTS] = {
    [WORD_LIGHT] = "light",   [WORD_NEGATION] = "negations", [WORD_JOINING] = "joining",
    [WORD_ASKING] = "asking", [WORD_COUNT] = "counts",       [WORD_BODY] = "bodies",
};

static LanguageWords *language_new(void) {
  LanguageWords *language = g_new0(LanguageWords, 1);
  language->classes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  language->suffixes = g_ptr_array_new_with_free_func(g_free);
  language->prefixes = g_ptr_array_new_with_free_func(g_free);
  language->root = 1;
  language->grain = 1;
  return language;
}

static void language_free(LanguageWords *language) {
  g_hash_table_unref(language->classes);
  g_ptr_array_unref(language->suffixes);
  g_ptr_array_unref(language->prefixes);
  g_free(language);
}

void comparison_words_free(ComparisonWords *words) {
  if (words == NULL) return;
  g_hash_table_unref(words->languages);
  language_free(words->none);
  g_free(words);
}

/* ---- reading the file ---- */

/* The key of the one word that NODE is. NULL with an error. */
static char *read_key(const YamlNode *node, GError **error) {
  const char *text = yaml_text(node);
  if (text == NULL) {
    yaml_complain(error, node, "a word is expected");
    return NULL;
  }
  g_autoptr(GPtrArray) words = words_split(text, "");
  if (words->len != 1) {
    yaml_complain(error, node, "\"%s\" is not one word", text);
    return NULL;
  }
  return g_strdup(((const Word *)g_ptr_array_index(words, 0))->key);
}

/* How many items LIST has; NULL is a list that the language does not need. */
static guint list_length(const YamlNode *list) {
  return list != NULL ? yaml_length(list) : 0;
}

static gboolean read_class(LanguageWords *language, WordClass class, const YamlNode *list, GError **error) {
  for (guint i = 0; i < list_length(list); i++) {
    char *key = read_key(yaml_value(list, i), error);
    if (key == NULL) return FALSE;
    if (g_hash_table_contains(language->classes, key))
      g_free(key);
    else
      g_hash_table_insert(language->classes, key, GUINT_TO_POINTER(class));
  }
  return TRUE;
}

static gint longest_first(gconstpointer a, gconstpointer b) {
  const char *one = *(const char *const *)a, *other = *(const char *const *)b;
  gsize x = strlen(one), y = strlen(other);
  return x != y ? (x < y ? 1 : -1) : strcmp(one, other);
}

static gboolean read_affixes(GPtrArray *affixes, const YamlNode *list, GError **error) {
  for (guint i = 0; i < list_length(list); i++) {
    char *key = read_key(yaml_value(list, i), error);
    if (key == NULL) return FALSE;
    g_ptr_array_add(affixes, key);
  }
  g_ptr_array_sort(affixes, longest_first);
  return TRUE;
}

static gboolean read_count(guint *count, const YamlNode *node, GError **error) {
  guint64 number;
  if (node == NULL) return TRUE;
  if (yaml_text(node) == NULL || !g_ascii_string_to_unsigned(yaml_text(node), 10, 1, 16, &number, NULL))
    return yaml_complain(error, node, "a number from 1 to 16 is expected");
  *count = (guint)number;
  return TRUE;
}

static gboolean read_language(LanguageWords *language, const YamlNode *node, GError **error) {
  for (guint i = 0; i < N_WORD_LISTS; i++)
    if (!read_class(language, (WordClass)i, yaml_lookup(node, list_names[i]), error)) return FALSE;
  return read_affixes(language->suffixes, yaml_lookup(node, "suffixes"), error) &&
         read_affixes(language->prefixes, yaml_lookup(node, "prefixes"), error) &&
         read_count(&language->root, yaml_lookup(node, "root"), error) &&
         read_count(&language->grain, yaml_lookup(node, "grain"), error);
}

ComparisonWords *comparison_words_load(const char *path, GError **error) {
  g_autoptr(YamlFile) file = yaml_load(path, error);
  if (file == NULL) return NULL;
  const YamlNode *root = yaml_root(file);
  g_autoptr(ComparisonWords) words = g_new0(ComparisonWords, 1);
  words->languages = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)language_free);
  words->none = language_new();
  for (guint i = 0; i < yaml_length(root); i++) {
    LanguageWords *language = language_new();
    g_hash_table_insert(words->languages, g_strdup(yaml_text(yaml_key(root, i))), language);
    if (!read_language(language, yaml_value(root, i), error)) return NULL;
  }
  return g_steal_pointer(&words);
}

/* ---- words ---- */

const LanguageWords *comparison_words_of(const ComparisonWords *words, const char *language) {
  const LanguageWords *found = language != NULL ? g_hash_table_lookup(words->languages, language) : NULL;
  return found != NULL ? found : words->none;
}

WordClass language_word_class(const LanguageWords *language, const char *key) {
  gpointer class;
  return g_hash_table_lookup_extended(language->classes, key, NULL, &class) ? (WordClass)GPOINTER_TO_UINT(class) : WORD_PLAIN;
}

/* Would ROOT letters at least be left of KEY without AFFIX? Counted in characters. */
static gboolean leaves_root(const LanguageWords *language, const char *key, const char *affix) {
  return g_utf8_strlen(key, -1) >= g_utf8_strlen(affix, -1) + (glong)language->root;
}

char *language_word_root(const LanguageWords *language, const char *key) {
  for (guint i = 0; i < language->prefixes->len; i++) {
    const char *prefix = g_ptr_array_index(language->prefixes, i);
    if (!g_str_has_prefix(key, prefix) || !leaves_root(language, key, prefix)) continue;
    key += strlen(prefix);
    break;
  }
  for (guint i = 0; i < language->suffixes->len; i++) {
    const char *suffix = g_ptr_array_index(language->suffixes, i);
    if (g_str_has_suffix(key, suffix) && leaves_root(language, key, suffix)) return g_strndup(key, strlen(key) - strlen(suffix));
  }
  return g_strdup(key);
}

guint language_grain(const LanguageWords *language) {
  return language->grain;
}
