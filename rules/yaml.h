/* yaml.h - rule and data files as trees of nodes that know where they stand. The only file behind it that knows libfyaml is
 * yaml.c; yaml_nodes.c holds the trees.
 *
 * What is allowed is the plain part of YAML: one document of mappings, sequences and scalars. Anchors, aliases, tags, keys
 * that are not scalars and keys that occur twice are errors: in a rule file each is a slip or a bomb.
 *
 * Ownership: a YamlFile owns its nodes and their text; free it with yaml_file_free (or g_autoptr). Nodes are borrowed, unless
 * yaml_share gave one. The names of files live as long as the program. A file and trees made of its nodes belong to one thread.
 *
 * Units: lines and columns are counted from 1, columns in characters. */
#pragma once

#include <glib.h>

typedef enum {
  YAML_ERROR_READ,   /* the file can't be read, or is too large: the message is "FILE: what is wrong" */
  YAML_ERROR_SYNTAX, /* it is not YAML, or not of the plain part: "FILE:LINE:COL: what is wrong" */
  YAML_ERROR_CONTENT /* what a caller says with yaml_complain: "FILE:LINE:COL: what is wrong" */
} YamlError;
#define YAML_ERROR (yaml_error_quark())
GQuark yaml_error_quark(void);

#define YAML_MAX_BYTES (1024 * 1024)
#define YAML_MAX_DEPTH 32

typedef enum {
  YAML_SCALAR,
  YAML_SEQUENCE,
  YAML_MAPPING,
} YamlKind;

typedef struct YamlFile YamlFile;
typedef struct YamlNode YamlNode;

/* The file at PATH; NULL with a YAML_ERROR. */
YamlFile *yaml_load(const char *path, GError **error);

/* The same for LENGTH bytes in memory; NAME stands for the file in messages. */
YamlFile *yaml_parse(const char *name, const char *text, gsize length, GError **error);

/* The same for a text that programs add to, and that may take up to MOST bytes rather than YAML_MAX_BYTES. */
YamlFile *yaml_parse_within(const char *name, const char *text, gsize length, gsize most, GError **error);

void yaml_file_free(YamlFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(YamlFile, yaml_file_free)

/* The outermost node. */
const YamlNode *yaml_root(const YamlFile *file);

YamlKind yaml_kind(const YamlNode *node);
const char *yaml_file_name(const YamlNode *node);
guint yaml_line(const YamlNode *node);
guint yaml_column(const YamlNode *node);

/* A scalar's text, "" for an empty value; NULL for other nodes. */
const char *yaml_text(const YamlNode *node);

/* How many pairs a mapping has, or items a sequence; 0 for a scalar. */
guint yaml_length(const YamlNode *node);

/* The value at INDEX, counted from 0, of a mapping's pairs or a sequence's items, in the file's order. */
const YamlNode *yaml_value(const YamlNode *node, guint index);

/* The key, always a scalar, of a mapping's pair at INDEX. */
const YamlNode *yaml_key(const YamlNode *mapping, guint index);

/* The value of KEY; NULL where NODE has none or is no mapping. */
const YamlNode *yaml_lookup(const YamlNode *node, const char *key);

/* --- trees of the caller's own, made of nodes that were read: each keeps its place. Free one with yaml_node_free. */

void yaml_node_free(YamlNode *node);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(YamlNode, yaml_node_free)

/* NODE itself, which stays alive, with all that it holds, until you free it: trees share what they have in common. */
YamlNode *yaml_share(const YamlNode *node);

/* An empty mapping or sequence that stands where PLACE does. */
YamlNode *yaml_empty(const YamlNode *place, YamlKind kind);

/* A scalar that stands where PLACE does and says TEXT. */
YamlNode *yaml_scalar(const YamlNode *place, const char *text);

/* Appends ITEM, which is taken over, to a sequence of your own that nobody shares yet. */
void yaml_append(YamlNode *sequence, YamlNode *item);

/* Appends the pair of KEY, which is shared and which the mapping does not have, and VALUE, which is taken over. */
void yaml_put(YamlNode *mapping, const YamlNode *key, YamlNode *value);

/* Sets YAML_ERROR_CONTENT with the message "FILE:LINE:COL: " and what FORMAT gives. Always FALSE, so that a caller can
 * `return yaml_complain(error, node, ...)`. */
gboolean yaml_complain(GError **error, const YamlNode *node, const char *format, ...) G_GNUC_PRINTF(3, 4);
