#include "rules/grammar.h"

#include <string.h>

static const char *const type_words[] = {
    [BIND_STRING] = "text",
    [BIND_PATTERN] = "expression",
    [BIND_INTEGER] = "whole number",
    [BIND_BOOLEAN] = "true or false",
    [BIND_CHOICE] = "one of ",
    [BIND_STRINGS] = "text, or list of texts",
    [BIND_PATTERNS] = "expression, or list of expressions",
    [BIND_SETTINGS] = "mapping of names to texts",
    [BIND_LIST] = "list of ",
    [BIND_STRUCT] = "",
    [BIND_EXAMPLES] = "text, {text, value}, or list of these",
};

/* A mapping whose grammar is still to be told. */
typedef struct {
  const char *name;
  const BindKey *keys;
} Mapping;

/* The name of the mapping that KEYS describe: that under which it was met first, to be told in its turn. */
static const char *mapping_name(GArray *mappings, const char *name, const BindKey *keys) {
  for (guint i = 0; i < mappings->len; i++)
    if (g_array_index(mappings, Mapping, i).keys == keys) return g_array_index(mappings, Mapping, i).name;
  Mapping mapping = {name, keys};
  g_array_append_val(mappings, mapping);
  return name;
}

static void append_key(GString *out, GArray *mappings, const BindKey *key) {
  g_string_append_printf(out, "  %-12s %s", key->name, type_words[key->type]);
  for (guint i = 0; key->type == BIND_CHOICE && key->names[i]; i++)
    g_string_append_printf(out, "%s%s", i ? ", " : "", key->names[i]);
  if (key->keys) g_string_append(out, mapping_name(mappings, key->name, key->keys));
  g_string_append(out, key->required ? ", required\n" : "\n");
}

char *grammar_of(const char *name, const BindKey *keys) {
  GString *out = g_string_new(NULL);
  g_autoptr(GArray) mappings = g_array_new(FALSE, FALSE, sizeof(Mapping));
  mapping_name(mappings, name, keys);
  for (guint i = 0; i < mappings->len; i++) { /* grows meanwhile */
    Mapping mapping = g_array_index(mappings, Mapping, i);
    g_string_append_printf(out, "%s%s\n", i ? "\n" : "", mapping.name);
    for (const BindKey *key = mapping.keys; key->name; key++)
      if (*key->name) append_key(out, mappings, key);
  }
  return g_string_free(out, FALSE);
}
