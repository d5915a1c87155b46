/* yaml_nodes.h - what yaml.h's trees are made of; for the files that read them, and no others.
 *
 * The nodes of a file, and all that they hold, lie in its store: thousands of small pieces that live and die together. They
 * live as long as anybody holds the file or one of them. */
#pragma once

#include "rules/yaml.h"

/* What keeps nodes alive: those of a file together, each of a caller's own alone. Counted by one thread at a time. */
typedef struct {
  guint holders;
  YamlFile *file; /* NULL for a node of a caller's own */
} YamlKeeper;

struct YamlNode {
  YamlKind kind;
  guint line, column;
  guint length, room; /* of values, and of keys */
  const char *file;   /* interned */
  const char *text;   /* scalars */
  YamlNode **keys;    /* mappings: in step with values */
  YamlNode **values;  /* mappings and sequences */
  YamlKeeper *keeper;
};

/* A file without a root whose nodes will bear NAME; most of what it stores will take some EXPECTED bytes. */
YamlFile *yaml_file_new(const char *name, gsize expected);

/* A node that holds nothing yet. */
YamlNode *yaml_file_node(YamlFile *file, YamlKind kind, guint line, guint column);

/* A copy of the LENGTH bytes at TEXT, with a NUL behind them. */
char *yaml_file_text(YamlFile *file, const char *text, gsize length);

/* What NODE holds are those of NODES (YamlNode) from index FROM on, which leave it; in a mapping keys and values alternate. */
void yaml_file_fill(YamlFile *file, YamlNode *node, GPtrArray *nodes, guint from);

void yaml_file_set_root(YamlFile *file, YamlNode *root);
