/* normal_states.c - lists of States; see normal.h. */
#include "rules/normal_forms.h"

struct StateNames {
  char *separators;
  Dictionary *ignored; /* "the": left out of names and lists alike */
  Dictionary *joiners; /* "and", "on behalf of" */
  GPtrArray *prefixes; /* char *, joiners that are written as one with the name behind: see words_part */
  Dictionary *names;   /* every name and alias → the name in normal form */
  GHashTable *normal;  /* char *, the names in normal form, as the file has them */
};

/* The names in normal form, and others beside them. */
static gboolean add_normal_names(StateNames *names, const YamlNode *root, const char *key, GError **error) {
  const YamlNode *mapping = data_member(root, key, YAML_MAPPING, error);
  if (mapping == NULL) return FALSE;
  for (guint i = 0; i < yaml_length(mapping); i++) {
    const YamlNode *name = yaml_key(mapping, i);
    if (!data_add_phrase(names->names, name, names->ignored, yaml_text(name), 0, error)) return FALSE;
    if (!data_add_phrases(names->names, yaml_value(mapping, i), names->ignored, yaml_text(name), 0, error)) return FALSE;
    g_hash_table_add(names->normal, g_strdup(yaml_text(name)));
  }
  return TRUE;
}

/* The names in another language, by those in normal form: one, or a list. */
static gboolean add_translations(StateNames *names, const YamlNode *language, GError **error) {
  const YamlNode *mapping = data_member(language, "names", YAML_MAPPING, error);
  for (guint i = 0; mapping != NULL && i < yaml_length(mapping); i++) {
    const char *name = yaml_text(yaml_key(mapping, i));
    const YamlNode *others = yaml_value(mapping, i);
    if (!g_hash_table_contains(names->normal, name))
      return yaml_complain(error, yaml_key(mapping, i), "there is no State or group \"%s\"", name);
    if (!(yaml_kind(others) == YAML_SCALAR ? data_add_phrase : data_add_phrases)(names->names, others, names->ignored, name, 0,
                                                                                 error))
      return FALSE;
  }
  return mapping != NULL;
}

/* The words around names in one language. */
static gboolean add_words(StateNames *names, const YamlNode *language, GError **error) {
  const YamlNode *ignored = data_member(language, "ignored", YAML_SEQUENCE, error);
  if (ignored == NULL || !data_add_phrases(names->ignored, ignored, NULL, NULL, 0, error)) return FALSE;
  const YamlNode *joiners = data_member(language, "joiners", YAML_SEQUENCE, error);
  return joiners != NULL && data_add_phrases(names->joiners, joiners, NULL, NULL, 0, error) &&
         data_read_keys(language, "prefixes", names->prefixes, error);
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

/* The files of the other languages that ROOT names, in FOLDER; NULL with an error where one is wrong. */
static GPtrArray *load_languages(const YamlNode *root, const char *folder, GError **error) {
  g_autoptr(GPtrArray) codes = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func((GDestroyNotify)yaml_file_free);
  if (!data_read_texts(root, "languages", codes, error)) return NULL;
  for (guint i = 0; i < codes->len; i++) {
    g_autofree char *name = g_strconcat((char *)g_ptr_array_index(codes, i), ".yaml", NULL);
    g_autofree char *path = g_build_filename(folder, name, NULL);
    YamlFile *file = yaml_load(path, error);
    if (file == NULL) return NULL;
    g_ptr_array_add(files, file);
  }
  return g_steal_pointer(&files);
}

/* All words to ignore are known before any name is entered, since names are without them. */
static gboolean add_all(StateNames *names, const YamlNode *root, const GPtrArray *languages, GError **error) {
  if (!add_words(names, root, error)) return FALSE;
  for (guint i = 0; i < languages->len; i++)
    if (!add_words(names, yaml_root(g_ptr_array_index(languages, i)), error)) return FALSE;
  if (!add_normal_names(names, root, "states", error) || !add_normal_names(names, root, "groups", error)) return FALSE;
  for (guint i = 0; i < languages->len; i++)
    if (!add_translations(names, yaml_root(g_ptr_array_index(languages, i)), error)) return FALSE;
  return TRUE;
}

StateNames *state_names_load(const char *path, const char *folder, GError **error) {
  g_autoptr(YamlFile) file = yaml_load(path, error);
  g_autoptr(GPtrArray) languages = file != NULL ? load_languages(yaml_root(file), folder, error) : NULL;
  if (languages == NULL) return NULL;
  g_autoptr(StateNames) names = g_new0(StateNames, 1);
  names->ignored = dictionary_new();
  names->joiners = dictionary_new();
  names->prefixes = g_ptr_array_new_with_free_func(g_free);
  names->names = dictionary_new();
  names->normal = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  names->separators = read_separators(yaml_root(file), error);
  if (names->separators == NULL || !add_all(names, yaml_root(file), languages, error)) return NULL;
  return g_steal_pointer(&names);
}

void state_names_free(StateNames *names) {
  if (names == NULL) return;
  g_free(names->separators);
  dictionary_free(names->ignored);
  dictionary_free(names->joiners);
  if (names->prefixes != NULL) g_ptr_array_unref(names->prefixes);
  dictionary_free(names->names);
  if (names->normal != NULL) g_hash_table_unref(names->normal);
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

static const Meaning *find_state(const StateNames *names, const GPtrArray *words, guint from, guint *count) {
  return dictionary_longest(names->names, words, from, name_may_end, names, count);
}

/* How many words from NEXT on join two names, as joiner_length says; but what a misprint begins with joins nothing, even where
 * it looks like a joiner that is written as one with a name. */
static guint skipped_length(const StateNames *names, const GPtrArray *words, guint next) {
  guint joiner = joiner_length(names, words, next), count;
  const Word *word = g_ptr_array_index(words, next);
  return word->prefix && find_state(names, words, next + 1, &count) == NULL ? 0 : joiner;
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
  words_part(words, text, names->prefixes);
  guint known = 0, unknown = 0;
  for (guint i = 0, count; i < words->len; i += count) {
    const Meaning *state = find_state(names, words, i, &count);
    if (state != NULL) {
      known++;
      add_once(found, g_strdup(state->name));
      continue;
    }
    count = skipped_length(names, words, i);
    if (count > 0) continue;
    unknown++;
    count = unknown_length(names, words, i);
    const Word *first = g_ptr_array_index(words, i), *last = g_ptr_array_index(words, i + count - 1);
    add_once(found, g_strndup(text + first->start, last->end - first->start));
  }
  if (known > unknown) g_ptr_array_extend_and_steal(values, g_steal_pointer(&found));
}
