/* yaml_nodes.c - the nodes of YAML trees: what they hold, who keeps them; see yaml.h and yaml_nodes.h. */
#include "rules/yaml_nodes.h"

#include <string.h>

struct YamlFile {
  YamlKeeper keeper;
  const char *name; /* interned */
  YamlNode *root;
  GSList *blocks;    /* of memory, the one that is being filled in front */
  char *next, *last; /* what is free in it */
};

/* A node of a caller's own. */
typedef struct {
  YamlNode node;
  YamlKeeper keeper;
} OwnNode;

/* --- who keeps what */

static void file_clear(YamlFile *file) {
  g_slist_free_full(file->blocks, g_free);
  g_free(file);
}

static void own_clear(YamlNode *node) {
  for (guint i = 0; i < node->length; i++) {
    if (node->keys) yaml_node_free(node->keys[i]);
    yaml_node_free(node->values[i]);
  }
  g_free((char *)node->text);
  g_free(node->keys);
  g_free(node->values);
  g_free(node);
}

YamlNode *yaml_share(const YamlNode *node) {
  node->keeper->holders++;
  return (YamlNode *)node;
}

void yaml_node_free(YamlNode *node) {
  YamlKeeper *keeper = node->keeper;
  if (--keeper->holders > 0) return;
  if (keeper->file)
    file_clear(keeper->file);
  else
    own_clear(node);
}

void yaml_file_free(YamlFile *file) {
  if (file && --file->keeper.holders == 0) file_clear(file);
}

/* --- the nodes of a file */

YamlFile *yaml_file_new(const char *name, gsize expected) {
  YamlFile *file = g_new0(YamlFile, 1);
  file->keeper = (YamlKeeper){.holders = 1, .file = file};
  file->name = g_intern_string(name);
  file->blocks = g_slist_prepend(NULL, g_malloc(expected));
  file->next = file->blocks->data;
  file->last = file->next + expected;
  return file;
}

/* LENGTH bytes; at the begin of a block they are aligned for pointers, else for text only. */
static char *text_room(YamlFile *file, gsize length) {
  enum { BLOCK = 16 * 1024 };
  if (length > (gsize)(file->last - file->next)) {
    gsize size = MAX(length, BLOCK);
    file->next = g_malloc(size);
    file->last = file->next + size;
    file->blocks = g_slist_prepend(file->blocks, file->next);
  }
  char *room = file->next;
  file->next += length;
  return room;
}

/* The same, aligned for pointers. */
static gpointer aligned_room(YamlFile *file, gsize length) {
  gsize over = GPOINTER_TO_SIZE(file->next) % sizeof(gpointer), skip = over ? sizeof(gpointer) - over : 0;
  if (length + skip <= (gsize)(file->last - file->next)) return text_room(file, length + skip) + skip;
  file->next = file->last; /* what is left is too little */
  return text_room(file, length);
}

char *yaml_file_text(YamlFile *file, const char *text, gsize length) {
  char *copy = text_room(file, length + 1);
  memcpy(copy, text, length);
  copy[length] = '\0';
  return copy;
}

YamlNode *yaml_file_node(YamlFile *file, YamlKind kind, guint line, guint column) {
  YamlNode *node = aligned_room(file, sizeof(YamlNode));
  *node = (YamlNode){.kind = kind, .line = line, .column = column, .file = file->name, .keeper = &file->keeper};
  return node;
}

void yaml_file_fill(YamlFile *file, YamlNode *node, GPtrArray *nodes, guint from) {
  guint count = nodes->len - from;
  YamlNode **held = aligned_room(file, count * sizeof(YamlNode *));
  node->length = node->room = node->kind == YAML_MAPPING ? count / 2 : count;
  node->values = node->kind == YAML_MAPPING ? held + node->length : held;
  node->keys = node->kind == YAML_MAPPING ? held : NULL;
  for (guint i = 0; i < node->length; i++) {
    if (node->keys) node->keys[i] = nodes->pdata[from + 2 * i];
    node->values[i] = nodes->pdata[node->keys ? from + 2 * i + 1 : from + i];
  }
  g_ptr_array_set_size(nodes, (int)from);
}

void yaml_file_set_root(YamlFile *file, YamlNode *root) {
  file->root = root;
}

/* --- what nodes tell */

const YamlNode *yaml_root(const YamlFile *file) {
  return file->root;
}

YamlKind yaml_kind(const YamlNode *node) {
  return node->kind;
}

const char *yaml_file_name(const YamlNode *node) {
  return node->file;
}

guint yaml_line(const YamlNode *node) {
  return node->line;
}

guint yaml_column(const YamlNode *node) {
  return node->column;
}

const char *yaml_text(const YamlNode *node) {
  return node->text;
}

guint yaml_length(const YamlNode *node) {
  return node->length;
}

const YamlNode *yaml_value(const YamlNode *node, guint index) {
  return node->values[index];
}

const YamlNode *yaml_key(const YamlNode *mapping, guint index) {
  return mapping->keys[index];
}

const YamlNode *yaml_lookup(const YamlNode *node, const char *key) {
  if (node->kind != YAML_MAPPING) return NULL;
  for (guint i = 0; i < node->length; i++)
    if (strcmp(node->keys[i]->text, key) == 0) return node->values[i];
  return NULL;
}

/* --- trees of a caller's own */

static YamlNode *own_node(const YamlNode *place, YamlKind kind) {
  OwnNode *own = g_new0(OwnNode, 1);
  own->node = (YamlNode){.kind = kind, .line = place->line, .column = place->column, .file = place->file};
  own->node.keeper = &own->keeper;
  own->keeper.holders = 1;
  return &own->node;
}

YamlNode *yaml_empty(const YamlNode *place, YamlKind kind) {
  return own_node(place, kind);
}

YamlNode *yaml_scalar(const YamlNode *place, const char *text) {
  YamlNode *node = own_node(place, YAML_SCALAR);
  node->text = g_strdup(text);
  return node;
}

/* Makes room for one value more. */
static void make_room(YamlNode *node) {
  if (node->length < node->room) return;
  node->room = MAX(8, 2 * node->room);
  node->values = g_renew(YamlNode *, node->values, node->room);
  if (node->kind == YAML_MAPPING) node->keys = g_renew(YamlNode *, node->keys, node->room);
}

void yaml_append(YamlNode *sequence, YamlNode *item) {
  make_room(sequence);
  sequence->values[sequence->length++] = item;
}

void yaml_put(YamlNode *mapping, const YamlNode *key, YamlNode *value) {
  make_room(mapping);
  mapping->keys[mapping->length] = yaml_share(key);
  mapping->values[mapping->length++] = value;
}
