#include "rules/merge.h"

#include <string.h>

static const char *id_of(const YamlNode *node) {
  const YamlNode *id = yaml_lookup(node, "id");
  return id ? yaml_text(id) : NULL;
}

static guint item_count(const YamlNode *node) {
  return yaml_kind(node) == YAML_SEQUENCE ? yaml_length(node) : 1;
}

/* The items of a sequence, or a scalar as the only one. */
static const YamlNode *item_at(const YamlNode *node, guint index) {
  return yaml_kind(node) == YAML_SEQUENCE ? yaml_value(node, index) : node;
}

/* Does LIST, which may be NULL, hold the scalar TEXT? */
static gboolean holds_text(const YamlNode *list, const char *text) {
  for (guint i = 0; list && i < item_count(list); i++)
    if (g_strcmp0(yaml_text(item_at(list, i)), text) == 0) return TRUE;
  return FALSE;
}

/* The item of LIST that bears ID; NULL where none does. */
static const YamlNode *find_id(const YamlNode *list, const char *id) {
  for (guint i = 0; id && i < item_count(list); i++)
    if (g_strcmp0(id_of(item_at(list, i)), id) == 0) return item_at(list, i);
  return NULL;
}

static gboolean is_dropped(const YamlNode *item, const YamlNode *without) {
  const char *id = id_of(item);
  return id && holds_text(without, id);
}

/* INHERITED less what is dropped, at any depth. */
static YamlNode *copy_without(const YamlNode *inherited, const YamlNode *without) {
  if (!without || yaml_kind(inherited) == YAML_SCALAR) return yaml_share(inherited);
  YamlNode *copy = yaml_empty(inherited, yaml_kind(inherited));
  for (guint i = 0; i < yaml_length(inherited); i++) {
    const YamlNode *value = yaml_value(inherited, i);
    if (yaml_kind(copy) == YAML_MAPPING)
      yaml_put(copy, yaml_key(inherited, i), copy_without(value, without));
    else if (!is_dropped(value, without))
      yaml_append(copy, copy_without(value, without));
  }
  return copy;
}

static YamlNode *merge_mappings(const YamlNode *own, const YamlNode *inherited, const YamlNode *without) {
  YamlNode *merged = yaml_empty(own, YAML_MAPPING);
  for (guint i = 0; i < yaml_length(own); i++) {
    const YamlNode *other = yaml_lookup(inherited, yaml_text(yaml_key(own, i)));
    const YamlNode *value = yaml_value(own, i);
    yaml_put(merged, yaml_key(own, i), other ? merge_nodes(value, other, without) : yaml_share(value));
  }
  for (guint i = 0; i < yaml_length(inherited); i++)
    if (!yaml_lookup(own, yaml_text(yaml_key(inherited, i))))
      yaml_put(merged, yaml_key(inherited, i), copy_without(yaml_value(inherited, i), without));
  return merged;
}

static YamlNode *merge_lists(const YamlNode *own, const YamlNode *inherited, const YamlNode *without) {
  YamlNode *merged = yaml_empty(own, YAML_SEQUENCE);
  for (guint i = 0; i < item_count(own); i++) {
    const YamlNode *item = item_at(own, i), *other = find_id(inherited, id_of(item));
    yaml_append(merged, other && !is_dropped(other, without) ? merge_nodes(item, other, without) : yaml_share(item));
  }
  for (guint i = 0; i < item_count(inherited); i++) {
    const YamlNode *item = item_at(inherited, i);
    gboolean known = yaml_text(item) ? holds_text(own, yaml_text(item)) : find_id(own, id_of(item)) != NULL;
    if (!known && !is_dropped(item, without)) yaml_append(merged, copy_without(item, without));
  }
  return merged;
}

YamlNode *merge_nodes(const YamlNode *own, const YamlNode *inherited, const YamlNode *without) {
  if (yaml_kind(own) == YAML_MAPPING && yaml_kind(inherited) == YAML_MAPPING) return merge_mappings(own, inherited, without);
  if (yaml_kind(own) == YAML_SEQUENCE || yaml_kind(inherited) == YAML_SEQUENCE) return merge_lists(own, inherited, without);
  return yaml_share(own);
}
