#include "rules/define.h"

#include "extractors/data_files.h"

#include <string.h>

enum { DEEPEST = 16 };         /* definitions within one another: more is one that uses itself */
enum { LONGEST = 256 * 1024 }; /* bytes of an expression filled in: a few definitions that double one another make terabytes */

typedef struct {
  const YamlNode *defined; /* the pack's mapping; NULL for none */
  YamlFile **file;         /* of all months */
  char *months;            /* an alternation; NULL until it is asked for */
  GHashTable *filled;      /* what names stand for, filled in themselves: many are used by several others */
  const char *language;
} Definitions;

static char *fill_text(Definitions *definitions, const YamlNode *place, const char *text, guint depth, GError **error);

/* All names of months that LIST, a list of lists, holds, the longest first so that none hides a longer one. */
static int longest_first(gconstpointer a, gconstpointer b) {
  const char *x = *(char *const *)a, *y = *(char *const *)b;
  gsize n = strlen(x), m = strlen(y);
  return n == m ? strcmp(x, y) : n < m ? 1 : -1;
}

static char *alternation(const YamlNode *list) {
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < yaml_length(list); i++) {
    const YamlNode *month = yaml_value(list, i);
    for (guint k = 0; k < yaml_length(month); k++)
      g_ptr_array_add(names, g_regex_escape_string(yaml_text(yaml_value(month, k)), -1));
  }
  g_ptr_array_sort(names, longest_first);
  g_ptr_array_add(names, NULL);
  return g_strjoinv("|", (char **)names->pdata);
}

static const char *month_names(Definitions *definitions, const YamlNode *place, GError **error) {
  if (definitions->months) return definitions->months;
  if (!*definitions->file) {
    g_autofree char *path = data_file_path("rules/data/months.yaml", error);
    *definitions->file = path ? yaml_load(path, error) : NULL;
  }
  if (!*definitions->file) return NULL;
  const YamlNode *root = yaml_root(*definitions->file);
  const YamlNode *language = definitions->language ? yaml_lookup(root, definitions->language) : NULL;
  const YamlNode *months = language ? yaml_lookup(language, "months") : NULL;
  if (months)
    definitions->months = alternation(months);
  else
    yaml_complain(error, place, "%%{month}: %s has no months in language \"%s\"", yaml_file_name(root),
                  definitions->language ? definitions->language : "");
  return definitions->months;
}

/* What NAME stands for, filled in itself; NULL with an error. */
static const char *definition(Definitions *definitions, const YamlNode *place, const char *name, guint depth, GError **error) {
  const char *known = g_hash_table_lookup(definitions->filled, name);
  const YamlNode *own = definitions->defined ? yaml_lookup(definitions->defined, name) : NULL;
  if (known) return known;
  if (own && depth > DEEPEST) {
    yaml_complain(error, own, "\"%s\" is defined by itself", name);
    return NULL;
  }
  if (own && yaml_kind(own) == YAML_SCALAR) {
    char *filled = fill_text(definitions, own, yaml_text(own), depth + 1, error);
    if (filled) g_hash_table_insert(definitions->filled, g_strdup(name), filled);
    return filled;
  }
  if (strcmp(name, "month") == 0) return month_names(definitions, place, error);
  yaml_complain(error, place, "%%{%s} is not defined: put it under \"define\"", name);
  return NULL;
}

static char *fill_text(Definitions *definitions, const YamlNode *place, const char *text, guint depth, GError **error) {
  g_autoptr(GString) filled = g_string_new(NULL);
  for (const char *open; (open = strstr(text, "%{"));) {
    const char *close = strchr(open, '}');
    if (!close) break;
    g_autofree char *name = g_strndup(open + 2, (gsize)(close - open - 2));
    const char *value = definition(definitions, place, name, depth, error);
    if (!value) return NULL;
    g_string_append_len(filled, text, open - text);
    g_string_append(filled, "(?:");
    g_string_append(filled, value);
    g_string_append_c(filled, ')');
    text = close + 1;
    if (filled->len <= LONGEST) continue;
    yaml_complain(error, place, "with its definitions filled in this is longer than %d bytes", LONGEST);
    return NULL;
  }
  g_string_append(filled, text);
  return g_string_free(g_steal_pointer(&filled), FALSE);
}

static YamlNode *fill_scalar(Definitions *definitions, const YamlNode *node, GError **error) {
  if (!strstr(yaml_text(node), "%{")) return yaml_share(node);
  g_autofree char *filled = fill_text(definitions, node, yaml_text(node), 0, error);
  return filled ? yaml_scalar(node, filled) : NULL;
}

static void add_value(YamlNode *tree, const YamlNode *from, guint index, YamlNode *value) {
  if (yaml_kind(tree) == YAML_MAPPING)
    yaml_put(tree, yaml_key(from, index), value);
  else
    yaml_append(tree, value);
}

/* A tree is made anew from the first value on that had to be filled in. */
static YamlNode *fill_node(Definitions *definitions, const YamlNode *node, GError **error) {
  if (yaml_kind(node) == YAML_SCALAR) return fill_scalar(definitions, node, error);
  g_autoptr(YamlNode) filled = NULL;
  for (guint i = 0; node != definitions->defined && i < yaml_length(node); i++) {
    YamlNode *value = fill_node(definitions, yaml_value(node, i), error);
    if (!value) return NULL;
    if (!filled && value == yaml_value(node, i)) {
      yaml_node_free(value);
      continue;
    }
    if (!filled) {
      filled = yaml_empty(node, yaml_kind(node));
      for (guint k = 0; k < i; k++) add_value(filled, node, k, yaml_share(yaml_value(node, k)));
    }
    add_value(filled, node, i, value);
  }
  return filled ? g_steal_pointer(&filled) : yaml_share(node);
}

YamlNode *define_fill(const YamlNode *root, const char *language, YamlFile **months, GError **error) {
  g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  Definitions definitions = {.defined = yaml_lookup(root, "define"), .file = months, .filled = known, .language = language};
  YamlNode *filled = fill_node(&definitions, root, error);
  g_free(definitions.months);
  return filled;
}
