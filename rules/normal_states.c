/* normal_states.c - lists of States; see normal.h. */
#include "rules/normal_forms.h"

struct StateNames {
  char *separators;
  Dictionary *ignored; /* "the": left out of names and lists alike */
  Dictionary *joiners; /* "and", "on behalf of" */
  Dictionary *names;   /* every name and alias → the name in normal form */
};

static gboolean add_names(StateNames *names, const YamlNode *root, const char *key, GError **error) {
  const YamlNode *mapping = data_member(root, key, YAML_MAPPING, error);
  if (mapping == NULL) return FALSE;
  for (guint i = 0; i < yaml_length(mapping); i++) {
    const YamlNode *name = yaml_key(mapping, i);
    if (!data_add_phrase(names->names, name, names->ignored, yaml_text(name), 0, error)) return FALSE;
    if (!data_add_phrases(names->names, yaml_value(mapping, i), names->ignored, yaml_text(name), 0, error)) return FALSE;
  }
  return TRUE;
}

static char *read_separators(const YamlNode *root, GError **error) {
  const YamlNode *list = data_member(root, "separators", YAML_SEQUENCE, error);
  if (list == NULL) return NULL;
  g_autoptr(GString) separators = g_string_new(NULL);
  for (guint i = 0; i < yaml_length(list); i++) {
    if (!data_is(yaml_value(list, i), YAML_SCALAR, "a separator", error)) return NULL;
    g_string_append(separators, yaml_text(yaml_value(list, i)));
  }
  return g_string_free(g_steal_pointer(&separators), FALSE);
}

StateNames *state_names_load(const char *path, GError **error) {
  g_autoptr(YamlFile) file = yaml_load(path, error);
  if (file == NULL) return NULL;
  const YamlNode *root = yaml_root(file);
  g_autoptr(StateNames) names = g_new0(StateNames, 1);
  names->ignored = dictionary_new();
  names->joiners = dictionary_new();
  names->names = dictionary_new();
  names->separators = read_separators(root, error);
  if (names->separators == NULL) return NULL;
  const YamlNode *ignored = data_member(root, "ignored", YAML_SEQUENCE, error);
  if (ignored == NULL || !data_add_phrases(names->ignored, ignored, NULL, NULL, 0, error)) return NULL;
  const YamlNode *joiners = data_member(root, "joiners", YAML_SEQUENCE, error);
  if (joiners == NULL || !data_add_phrases(names->joiners, joiners, names->ignored, NULL, 0, error)) return NULL;
  if (!add_names(names, root, "states", error) || !add_names(names, root, "groups", error)) return NULL;
  return g_steal_pointer(&names);
}

void state_names_free(StateNames *names) {
  if (names == NULL) return;
  g_free(names->separators);
  dictionary_free(names->ignored);
  dictionary_free(names->joiners);
  dictionary_free(names->names);
  g_free(names);
}

/* How many words from NEXT on join two names of a list; 0 for none. */
static guint joiner_length(const StateNames *names, const GPtrArray *words, guint next) {
  guint count;
  dictionary_longest(names->joiners, words, next, NULL, NULL, &count);
  return count;
}

static gboolean name_may_end(const GPtrArray *words, guint next, gconstpointer data) {
  if (next == words->len) return TRUE;
  const Word *word = g_ptr_array_index(words, next);
  return word->separated || joiner_length(data, words, next) > 0;
}

/* The length of the part of a list that begins at word FROM and holds no name. */
static guint unknown_length(const StateNames *names, const GPtrArray *words, guint from) {
  guint count = 1;
  while (!name_may_end(words, from + count, names)) count++;
  return count;
}

static void add_once(GPtrArray *values, char *value) {
  if (g_ptr_array_find_with_equal_func(values, value, g_str_equal, NULL))
    g_free(value);
  else
    g_ptr_array_add(values, value);
}

/* A list in which most parts are names is a list of States: its other parts are misprints, kept as printed so that they show.
 * A text in which they are not is none, such as the name of a town and its country. */
void state_names_apply(const StateNames *names, const char *text, GPtrArray *values) {
  g_autoptr(GPtrArray) words = words_split(text, names->separators);
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(g_free);
  words_drop(words, names->ignored);
  guint known = 0, unknown = 0;
  for (guint i = 0, count; i < words->len; i += count) {
    count = joiner_length(names, words, i);
    if (count > 0) continue;
    const Meaning *state = dictionary_longest(names->names, words, i, name_may_end, names, &count);
    if (state != NULL) {
      known++;
      add_once(found, g_strdup(state->name));
    } else {
      unknown++;
      count = unknown_length(names, words, i);
      const Word *first = g_ptr_array_index(words, i), *last = g_ptr_array_index(words, i + count - 1);
      add_once(found, g_strndup(text + first->start, last->end - first->start));
    }
  }
  if (known > unknown) g_ptr_array_extend_and_steal(values, g_steal_pointer(&found));
}
