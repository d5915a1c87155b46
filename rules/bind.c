#include "rules/bind.h"

#include <stdlib.h>
#include <string.h>

void expression_free(Expression *expression) {
  if (!expression) return;
  g_free(expression->source);
  pattern_free(expression->pattern);
  g_free(expression);
}

void setting_free(Setting *setting) {
  g_free(setting->name);
  g_free(setting->value);
  g_free(setting);
}

static char *join_names(const char *const *names) {
  return g_strjoinv(", ", (char **)names);
}

static char *join_keys(const BindKey *keys) {
  GString *names = g_string_new(NULL);
  for (; keys->name; keys++)
    if (*keys->name) g_string_append_printf(names, "%s%s", names->len ? ", " : "", keys->name);
  return g_string_free(names, FALSE);
}

static gboolean expect(const YamlNode *node, YamlKind kind, const char *key, const char *what, GError **error) {
  return yaml_kind(node) == kind || yaml_complain(error, node, "\"%s\" should be %s", key, what);
}

gboolean expression_complain(GError **error, const Expression *expression, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  g_autofree char *what = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  g_set_error(error, YAML_ERROR, YAML_ERROR_CONTENT, "%s:%u:%u: %s", expression->file, expression->line, expression->column,
              what);
  return FALSE;
}

static Expression *read_source(const YamlNode *node, const char *key, GError **error) {
  if (!expect(node, YAML_SCALAR, key, "a regular expression", error)) return NULL;
  Expression *expression = g_new0(Expression, 1);
  expression->source = g_strdup(yaml_text(node));
  expression->file = yaml_file_name(node);
  expression->line = yaml_line(node);
  expression->column = yaml_column(node);
  return expression;
}

static Expression *read_expression(const YamlNode *node, const char *key, GError **error) {
  Expression *expression = read_source(node, key, error);
  if (!expression) return NULL;
  g_autoptr(GError) inner = NULL;
  expression->pattern = pattern_new(expression->source, &inner);
  if (expression->pattern) return expression;
  yaml_complain(error, node, "\"%s\" is no regular expression: %s", key, inner->message);
  expression_free(expression);
  return NULL;
}

static gboolean bind_string(const YamlNode *node, const BindKey *key, gpointer member, GError **error) {
  if (!expect(node, YAML_SCALAR, key->name, "one value", error)) return FALSE;
  if (!*yaml_text(node)) return yaml_complain(error, node, "\"%s\" is empty", key->name);
  *(char **)member = g_strdup(yaml_text(node));
  return TRUE;
}

static gboolean bind_pattern(const YamlNode *node, const BindKey *key, gpointer member, GError **error) {
  return (*(Expression **)member = read_expression(node, key->name, error)) != NULL;
}

static gboolean bind_source(const YamlNode *node, const BindKey *key, gpointer member, GError **error) {
  return (*(Expression **)member = read_source(node, key->name, error)) != NULL;
}

static gboolean bind_integer(const YamlNode *node, const BindKey *key, gpointer member, GError **error) {
  const char *text = yaml_kind(node) == YAML_SCALAR ? yaml_text(node) : "";
  gint64 value = 0;
  if (!g_ascii_string_to_signed(text, 10, -1000000, 1000000, &value, NULL))
    return yaml_complain(error, node, "\"%s\" should be a whole number", key->name);
  *(int *)member = (int)value;
  return TRUE;
}

static gboolean bind_boolean(const YamlNode *node, const BindKey *key, gpointer member, GError **error) {
  const char *text = yaml_kind(node) == YAML_SCALAR ? yaml_text(node) : "";
  gboolean yes = strcmp(text, "true") == 0;
  if (!yes && strcmp(text, "false") != 0) return yaml_complain(error, node, "\"%s\" should be true or false", key->name);
  *(gboolean *)member = yes;
  return TRUE;
}

static gboolean bind_choice(const YamlNode *node, const BindKey *key, gpointer member, GError **error) {
  const char *text = yaml_kind(node) == YAML_SCALAR ? yaml_text(node) : "";
  for (int i = 0; key->names[i]; i++) {
    if (strcmp(key->names[i], text) != 0) continue;
    *(int *)member = i;
    return TRUE;
  }
  g_autofree char *names = join_names(key->names);
  return yaml_complain(error, node, "\"%s\" should be one of: %s", key->name, names);
}

/* The items of a sequence, or a scalar as the only one. */
static guint item_count(const YamlNode *node) {
  return yaml_kind(node) == YAML_SEQUENCE ? yaml_length(node) : 1;
}

static const YamlNode *item_at(const YamlNode *node, guint index) {
  return yaml_kind(node) == YAML_SEQUENCE ? yaml_value(node, index) : node;
}

static gboolean bind_strings(const YamlNode *node, const BindKey *key, gpointer member, GError **error) {
  for (guint i = 0; i < item_count(node); i++) {
    const YamlNode *item = item_at(node, i);
    if (!expect(item, YAML_SCALAR, key->name, "a list of values", error)) return FALSE;
    g_ptr_array_add(*(GPtrArray **)member, g_strdup(yaml_text(item)));
  }
  return TRUE;
}

static gboolean bind_patterns(const YamlNode *node, const BindKey *key, gpointer member, GError **error) {
  for (guint i = 0; i < item_count(node); i++) {
    Expression *expression = read_expression(item_at(node, i), key->name, error);
    if (!expression) return FALSE;
    g_ptr_array_add(*(GPtrArray **)member, expression);
  }
  return TRUE;
}

static gboolean bind_settings(const YamlNode *node, const BindKey *key, gpointer member, GError **error) {
  if (!expect(node, YAML_MAPPING, key->name, "a mapping of names to values", error)) return FALSE;
  for (guint i = 0; i < yaml_length(node); i++) {
    const YamlNode *value = yaml_value(node, i);
    if (!expect(value, YAML_SCALAR, key->name, "a mapping of names to single values", error)) return FALSE;
    Setting *setting = g_new0(Setting, 1);
    setting->name = g_strdup(yaml_text(yaml_key(node, i)));
    setting->value = g_strdup(yaml_text(value));
    g_ptr_array_add(*(GPtrArray **)member, setting);
  }
  return TRUE;
}

static gboolean bind_list(const YamlNode *node, const BindKey *key, gpointer member, GError **error) {
  if (!expect(node, YAML_SEQUENCE, key->name, "a list", error)) return FALSE;
  for (guint i = 0; i < yaml_length(node); i++) {
    const YamlNode *item = yaml_value(node, i);
    gpointer structure = key->make();
    g_ptr_array_add(*(GPtrArray **)member, structure);
    if (!expect(item, YAML_MAPPING, key->name, "a list of mappings", error)) return FALSE;
    if (!bind_mapping(item, key->keys, structure, error)) return FALSE;
  }
  return TRUE;
}

static gboolean bind_struct(const YamlNode *node, const BindKey *key, gpointer member, GError **error) {
  if (!expect(node, YAML_MAPPING, key->name, "a mapping", error)) return FALSE;
  return bind_mapping(node, key->keys, member, error);
}

static gboolean bind_examples(const YamlNode *node, const BindKey *key, gpointer member, GError **error) {
  return examples_read(member, node, key->name, error);
}

static void bind_place(const YamlNode *mapping, gpointer member) {
  Examples *examples = member;
  examples->file = yaml_file_name(mapping);
  examples->line = yaml_line(mapping);
  examples->column = yaml_column(mapping);
}

typedef gboolean (*Binder)(const YamlNode *node, const BindKey *key, gpointer member, GError **error);
static const Binder binders[] = {
    [BIND_STRING] = bind_string, [BIND_PATTERN] = bind_pattern, [BIND_INTEGER] = bind_integer,   [BIND_BOOLEAN] = bind_boolean,
    [BIND_CHOICE] = bind_choice, [BIND_STRINGS] = bind_strings, [BIND_PATTERNS] = bind_patterns, [BIND_SETTINGS] = bind_settings,
    [BIND_SOURCE] = bind_source, [BIND_LIST] = bind_list,       [BIND_STRUCT] = bind_struct,     [BIND_EXAMPLES] = bind_examples,
};

static const BindKey *find_key(const BindKey *keys, const char *name) {
  for (; keys->name; keys++)
    if (*name && strcmp(keys->name, name) == 0) return keys;
  return NULL;
}

gboolean bind_mapping(const YamlNode *mapping, const BindKey *keys, gpointer structure, GError **error) {
  if (yaml_kind(mapping) != YAML_MAPPING) return yaml_complain(error, mapping, "a mapping of names to values should stand here");
  for (guint i = 0; i < yaml_length(mapping); i++) {
    const YamlNode *name = yaml_key(mapping, i);
    const BindKey *key = find_key(keys, yaml_text(name));
    if (!key) {
      g_autofree char *known = join_keys(keys);
      return yaml_complain(error, name, "\"%s\" is not known here; known are: %s", yaml_text(name), known);
    }
    if (!binders[key->type](yaml_value(mapping, i), key, (char *)structure + key->offset, error)) return FALSE;
  }
  for (const BindKey *key = keys; key->name; key++) {
    if (key->type == BIND_PLACE) bind_place(mapping, (char *)structure + key->offset);
    if (key->required && !yaml_lookup(mapping, key->name)) return yaml_complain(error, mapping, "\"%s\" is missing", key->name);
  }
  return TRUE;
}

/* The id of STRUCTURE; "" where it has none. */
static const char *structure_id(const BindKey *keys, gconstpointer structure) {
  const BindKey *key = find_key(keys, "id");
  const char *id = key ? *(char *const *)(gconstpointer)((const char *)structure + key->offset) : NULL;
  return id ? id : "";
}

static char *join_path(const char *prefix, const char *name, const char *id) {
  return g_strconcat(prefix, *prefix ? "/" : "", name, *id ? "/" : "", id, NULL);
}

static void walk_list(const BindKey *key, const GPtrArray *list, const char *prefix, BindEach each, gpointer data) {
  for (guint i = 0; i < list->len; i++) {
    g_autofree char *path = join_path(prefix, key->name, structure_id(key->keys, list->pdata[i]));
    bind_each_pattern(key->keys, list->pdata[i], path, each, data);
  }
}

void bind_each_pattern(const BindKey *keys, gconstpointer structure, const char *prefix, BindEach each, gpointer data) {
  for (const BindKey *key = keys; key->name; key++) {
    gconstpointer member = (const char *)structure + key->offset;
    if (key->type == BIND_PATTERN && *(Expression *const *)member) {
      each(prefix, key->name, *(Expression *const *)member, data);
    } else if (key->type == BIND_PATTERNS) {
      const GPtrArray *list = *(GPtrArray *const *)member;
      for (guint i = 0; i < list->len; i++) each(prefix, key->name, list->pdata[i], data);
    } else if (key->type == BIND_LIST) {
      walk_list(key, *(GPtrArray *const *)member, prefix, each, data);
    } else if (key->type == BIND_STRUCT) {
      g_autofree char *path = join_path(prefix, key->name, "");
      bind_each_pattern(key->keys, member, path, each, data);
    }
  }
}
