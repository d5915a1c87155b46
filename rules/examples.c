#include "rules/examples.h"

#include <string.h>

static void example_free(gpointer data) {
  Example *example = data;
  g_free(example->text);
  g_free(example->label);
  if (example->values) g_ptr_array_unref(example->values);
  g_free(example);
}

void examples_clear(Examples *examples) {
  g_clear_pointer(&examples->matches, g_ptr_array_unref);
  g_clear_pointer(&examples->rejects, g_ptr_array_unref);
}

guint examples_count(const GPtrArray *list) {
  return list ? list->len : 0;
}

static gboolean read_text(char **text, const YamlNode *node, const char *key, GError **error) {
  if (yaml_kind(node) != YAML_SCALAR) return yaml_complain(error, node, "\"%s\" should be a text", key);
  g_free(*text);
  *text = g_strdup(yaml_text(node));
  return TRUE;
}

static gboolean read_values(Example *example, const YamlNode *node, GError **error) {
  gboolean list = yaml_kind(node) == YAML_SEQUENCE;
  example->values = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < (list ? yaml_length(node) : 1); i++) {
    char *value = NULL;
    if (!read_text(&value, list ? yaml_value(node, i) : node, "value", error)) return FALSE;
    g_ptr_array_add(example->values, value);
  }
  return TRUE;
}

static gboolean read_mapping(Example *example, const YamlNode *node, GError **error) {
  for (guint i = 0; i < yaml_length(node); i++) {
    const YamlNode *name = yaml_key(node, i), *value = yaml_value(node, i);
    gboolean read;
    if (strcmp(yaml_text(name), "text") == 0)
      read = read_text(&example->text, value, "text", error);
    else if (strcmp(yaml_text(name), "label") == 0)
      read = read_text(&example->label, value, "label", error);
    else if (strcmp(yaml_text(name), "value") == 0)
      read = read_values(example, value, error);
    else
      return yaml_complain(error, name, "\"%s\" is not known here; known are: text, label, value", yaml_text(name));
    if (!read) return FALSE;
  }
  return example->text || example->label || yaml_complain(error, node, "an example needs a \"text\"");
}

static gboolean read_example(GPtrArray *list, const YamlNode *node, const char *key, GError **error) {
  if (yaml_kind(node) == YAML_SEQUENCE) return yaml_complain(error, node, "\"%s\" should be a list of texts", key);
  Example *example = g_new0(Example, 1);
  g_ptr_array_add(list, example);
  example->file = yaml_file_name(node);
  example->line = yaml_line(node);
  example->column = yaml_column(node);
  if (yaml_kind(node) == YAML_SCALAR) return read_text(&example->text, node, key, error);
  return read_mapping(example, node, error);
}

gboolean examples_read(GPtrArray **list, const YamlNode *node, const char *key, GError **error) {
  if (!*list) *list = g_ptr_array_new_with_free_func(example_free);
  if (yaml_kind(node) != YAML_SEQUENCE) return read_example(*list, node, key, error);
  for (guint i = 0; i < yaml_length(node); i++)
    if (!read_example(*list, yaml_value(node, i), key, error)) return FALSE;
  return TRUE;
}
