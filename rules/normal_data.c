/* normal_data.c - reading the data files of the normal forms; see normal_forms.h. */
#include "rules/normal_forms.h"

static const char *const kind_names[] = {
    [YAML_SCALAR] = "text",
    [YAML_SEQUENCE] = "a list",
    [YAML_MAPPING] = "a mapping",
};

gboolean data_is(const YamlNode *node, YamlKind kind, const char *what, GError **error) {
  return yaml_kind(node) == kind || yaml_complain(error, node, "%s should be %s", what, kind_names[kind]);
}

const YamlNode *data_member(const YamlNode *mapping, const char *key, YamlKind kind, GError **error) {
  const YamlNode *member = yaml_lookup(mapping, key);
  g_autofree char *what = g_strdup_printf("\"%s\"", key);
  if (member == NULL) {
    yaml_complain(error, mapping, "%s is missing", what);
    return NULL;
  }
  return data_is(member, kind, what, error) ? member : NULL;
}

void words_drop(GPtrArray *words, const Dictionary *ignored) {
  guint count;
  for (guint i = words->len; i-- > 0;) {
    if (dictionary_longest(ignored, words, i, NULL, NULL, &count) == NULL || count != 1) continue;
    const Word *word = g_ptr_array_index(words, i);
    if (word->separated && i + 1 < words->len) ((Word *)g_ptr_array_index(words, i + 1))->separated = TRUE;
    g_ptr_array_remove_index(words, i);
  }
}

gboolean data_add_text(Dictionary *dictionary, const YamlNode *node, const char *text, const Dictionary *ignored,
                       const char *name, guint64 number, GError **error) {
  g_autoptr(GPtrArray) words = words_split(text, "");
  if (ignored != NULL) words_drop(words, ignored);
  if (words->len == 0) return yaml_complain(error, node, "\"%s\" holds no word", text);
  const Meaning *known = dictionary_add(dictionary, words, name, number);
  if (known == NULL) return TRUE;
  if (known->number == 0) return yaml_complain(error, node, "\"%s\" already means %s", text, known->name);
  return yaml_complain(error, node, "\"%s\" already means %" G_GUINT64_FORMAT, text, known->number);
}

gboolean data_add_phrase(Dictionary *dictionary, const YamlNode *node, const Dictionary *ignored, const char *name,
                         guint64 number, GError **error) {
  return data_is(node, YAML_SCALAR, "a word", error) &&
         data_add_text(dictionary, node, yaml_text(node), ignored, name, number, error);
}

gboolean data_add_phrases(Dictionary *dictionary, const YamlNode *node, const Dictionary *ignored, const char *name,
                          guint64 number, GError **error) {
  if (!data_is(node, YAML_SEQUENCE, "this", error)) return FALSE;
  for (guint i = 0; i < yaml_length(node); i++)
    if (!data_add_phrase(dictionary, yaml_value(node, i), ignored, name, number, error)) return FALSE;
  return TRUE;
}

gboolean data_read_texts(const YamlNode *mapping, const char *key, GPtrArray *texts, GError **error) {
  const YamlNode *list = yaml_lookup(mapping, key);
  if (list == NULL) return TRUE;
  g_autofree char *what = g_strdup_printf("\"%s\"", key);
  if (!data_is(list, YAML_SEQUENCE, what, error)) return FALSE;
  for (guint i = 0; i < yaml_length(list); i++) {
    const YamlNode *item = yaml_value(list, i);
    if (!data_is(item, YAML_SCALAR, "a word", error)) return FALSE;
    if (*yaml_text(item) == '\0') return yaml_complain(error, item, "a word is missing");
    g_ptr_array_add(texts, g_strdup(yaml_text(item)));
  }
  return TRUE;
}

gboolean data_read_keys(const YamlNode *mapping, const char *key, GPtrArray *keys, GError **error) {
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
  if (!data_read_texts(mapping, key, texts, error)) return FALSE;
  for (guint i = 0; i < texts->len; i++) {
    g_autoptr(GPtrArray) words = words_split(g_ptr_array_index(texts, i), "");
    if (words->len != 1)
      return yaml_complain(error, yaml_lookup(mapping, key), "\"%s\" is not one word", (char *)g_ptr_array_index(texts, i));
    g_ptr_array_add(keys, g_strdup(((Word *)g_ptr_array_index(words, 0))->key));
  }
  return TRUE;
}
