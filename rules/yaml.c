/* yaml.c - YAML files as trees of nodes; see yaml.h. The only file that knows libfyaml. The trees are built from its events
 * rather than taken from it, so that what yaml.h forbids is refused where it stands. */
#include "rules/yaml.h"

#include <glib/gstdio.h>
#include <libfyaml.h>
#include <string.h>

G_DEFINE_QUARK(yaml - error - quark, yaml_error)

struct YamlNode {
  YamlKind kind;
  const char *file; /* interned */
  guint line, column;
  char *text;        /* scalars */
  GPtrArray *keys;   /* mappings: YamlNode, in step with values */
  GPtrArray *values; /* mappings and sequences: YamlNode */
};

struct YamlFile {
  YamlNode *root;
};

typedef struct fy_parser Parser;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Parser, fy_parser_destroy)
typedef struct fy_diag Diagnostics;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Diagnostics, fy_diag_destroy)

/* One run of the parser. */
typedef struct {
  const char *file;
  Parser *parser;
  Diagnostics *diagnostics;
  guint line, column; /* of the event read last: an empty value has no place of its own and takes that of its key */
} Reader;

void yaml_node_free(YamlNode *node) {
  g_free(node->text);
  if (node->keys != NULL) g_ptr_array_unref(node->keys);
  if (node->values != NULL) g_ptr_array_unref(node->values);
  g_free(node);
}

/* What holds the children of a node of KIND. */
static void make_room(YamlNode *node, YamlKind kind) {
  node->kind = kind;
  if (kind == YAML_MAPPING) node->keys = g_ptr_array_new_with_free_func((GDestroyNotify)yaml_node_free);
  if (kind != YAML_SCALAR) node->values = g_ptr_array_new_with_free_func((GDestroyNotify)yaml_node_free);
}

static YamlNode *read_node(Reader *reader, struct fy_event *event, guint depth, GError **error);

static gboolean fail_at(GError **error, YamlError code, const char *file, guint line, guint column, const char *what) {
  g_set_error(error, YAML_ERROR, (int)code, "%s:%u:%u: %s", file, line, column, what);
  return FALSE;
}

static gboolean fail_at_node(GError **error, const YamlNode *node, const char *what) {
  return fail_at(error, YAML_ERROR_SYNTAX, node->file, node->line, node->column, what);
}

/* Says what libfyaml found wrong: the first of its complaints, since the others follow from it. */
static void fail_as_parsed(Reader *reader, GError **error) {
  void *before = NULL;
  const struct fy_diag_error *first = fy_diag_errors_iterate(reader->diagnostics, &before);
  if (first == NULL)
    fail_at(error, YAML_ERROR_SYNTAX, reader->file, 1, 1, "this can't be read as YAML");
  else
    fail_at(error, YAML_ERROR_SYNTAX, reader->file, (guint)MAX(first->line, 1), (guint)MAX(first->column, 1), first->msg);
}

/* The next event, to be given back with fy_parser_event_free; NULL with an error at the end of the stream or a fault. */
static struct fy_event *next_event(Reader *reader, GError **error) {
  struct fy_event *event = fy_parser_parse(reader->parser);
  if (event == NULL || fy_parser_get_stream_error(reader->parser)) {
    fy_parser_event_free(reader->parser, event);
    fail_as_parsed(reader, error);
    return NULL;
  }
  const struct fy_mark *mark = fy_event_start_mark(event);
  if (mark != NULL) reader->line = (guint)mark->line + 1;
  if (mark != NULL) reader->column = (guint)mark->column + 1;
  return event;
}

/* What keeps EVENT out of the plain part of YAML; NULL where nothing does. */
static const char *event_fault(struct fy_event *event, guint depth) {
  if (event->type == FYET_ALIAS) return "aliases (*name) are not used in rule files: write the value out";
  if (fy_event_get_anchor_token(event) != NULL) return "anchors (&name) are not used in rule files";
  if (fy_event_get_tag_token(event) != NULL) return "tags (!name) are not used in rule files";
  if (depth > YAML_MAX_DEPTH) return "this is nested too deeply";
  return NULL;
}

static gboolean read_scalar(YamlNode *node, struct fy_event *event, GError **error) {
  gsize length = 0;
  struct fy_token *token = fy_event_get_token(event);
  const char *text = token != NULL ? fy_token_get_text(token, &length) : NULL;
  node->text = g_strndup(text != NULL ? text : "", length);
  /* libfyaml tells where the text begins; people look for the quotation mark. */
  if (token != NULL && fy_token_scalar_style(token) == FYSS_SINGLE_QUOTED) node->column--;
  if (token != NULL && fy_token_scalar_style(token) == FYSS_DOUBLE_QUOTED) node->column--;
  /* Such characters break workbooks, and escapes in double quotes can spell what is no character at all. */
  gboolean good = strlen(node->text) == length && g_utf8_validate(node->text, -1, NULL);
  for (const char *at = node->text; good && *at != '\0'; at++) good = !g_ascii_iscntrl(*at) || *at == '\n' || *at == '\t';
  return good || fail_at_node(error, node, "this holds a control character, or an escape that is no character");
}

/* SEEN holds the mapping's keys so far by their text. */
static gboolean add_key(Reader *reader, YamlNode *mapping, GHashTable *seen, struct fy_event *event, guint depth,
                        GError **error) {
  g_autoptr(YamlNode) key = read_node(reader, event, depth, error);
  if (key == NULL) return FALSE;
  if (key->kind != YAML_SCALAR) return fail_at_node(error, key, "a key should be plain text");
  const YamlNode *other = g_hash_table_lookup(seen, key->text);
  if (other != NULL) {
    g_autofree char *what = g_strdup_printf("key \"%s\" stands here twice: first in line %u", key->text, other->line);
    return fail_at_node(error, key, what);
  }
  g_hash_table_insert(seen, key->text, key);
  g_ptr_array_add(mapping->keys, g_steal_pointer(&key));
  return TRUE;
}

/* Reads what a mapping or sequence holds, up to its END event. Keys and values alternate in a mapping. */
static gboolean read_children(Reader *reader, YamlNode *node, enum fy_event_type end, guint depth, GError **error) {
  g_autoptr(GHashTable) seen = node->keys != NULL ? g_hash_table_new(g_str_hash, g_str_equal) : NULL;
  for (;;) {
    struct fy_event *event = next_event(reader, error);
    if (event == NULL) return FALSE;
    gboolean done = event->type == end, good = TRUE;
    if (!done && node->keys != NULL && node->keys->len == node->values->len) {
      good = add_key(reader, node, seen, event, depth, error);
    } else if (!done) {
      YamlNode *value = read_node(reader, event, depth, error);
      good = value != NULL;
      if (good) g_ptr_array_add(node->values, value);
    }
    fy_parser_event_free(reader->parser, event);
    if (done || !good) return good;
  }
}

static YamlNode *read_node(Reader *reader, struct fy_event *event, guint depth, GError **error) {
  g_autoptr(YamlNode) node = g_new0(YamlNode, 1);
  node->file = reader->file;
  node->line = reader->line;
  node->column = reader->column;
  gboolean good = TRUE;
  const char *fault = event_fault(event, depth);
  if (fault != NULL) {
    good = fail_at_node(error, node, fault);
  } else if (event->type == FYET_MAPPING_START) {
    make_room(node, YAML_MAPPING);
    good = read_children(reader, node, FYET_MAPPING_END, depth + 1, error);
  } else if (event->type == FYET_SEQUENCE_START) {
    make_room(node, YAML_SEQUENCE);
    good = read_children(reader, node, FYET_SEQUENCE_END, depth + 1, error);
  } else {
    good = read_scalar(node, event, error);
  }
  return good ? g_steal_pointer(&node) : NULL;
}

/* Goes past the events that open and close streams and documents: the next one is given to the caller. */
static struct fy_event *next_content(Reader *reader, GError **error) {
  struct fy_event *event = next_event(reader, error);
  while (event != NULL &&
         (event->type == FYET_STREAM_START || event->type == FYET_DOCUMENT_START || event->type == FYET_DOCUMENT_END)) {
    fy_parser_event_free(reader->parser, event);
    event = next_event(reader, error);
  }
  return event;
}

/* Reads the one document of the stream. */
static YamlNode *read_stream(Reader *reader, GError **error) {
  struct fy_event *event = next_content(reader, error);
  if (event == NULL) return NULL;
  g_autoptr(YamlNode) root = NULL;
  if (event->type == FYET_STREAM_END)
    fail_at(error, YAML_ERROR_SYNTAX, reader->file, 1, 1, "the file is empty");
  else
    root = read_node(reader, event, 1, error);
  fy_parser_event_free(reader->parser, event);
  if (root == NULL) return NULL;

  event = next_content(reader, error);
  if (event == NULL) return NULL;
  gboolean alone = event->type == FYET_STREAM_END;
  if (!alone)
    fail_at(error, YAML_ERROR_SYNTAX, reader->file, reader->line, reader->column, "a second document begins: a file holds one");
  fy_parser_event_free(reader->parser, event);
  return alone ? g_steal_pointer(&root) : NULL;
}

/* libfyaml tells bad UTF-8 only as a failed read, so it is looked for first. */
static gboolean check_text(const char *name, const char *text, gsize length, GError **error) {
  const char *bad = text;
  if (length > YAML_MAX_BYTES) {
    g_set_error(error, YAML_ERROR, YAML_ERROR_READ, "%s: the file is larger than %d bytes", name, YAML_MAX_BYTES);
    return FALSE;
  }
  if (g_utf8_validate_len(text, length, &bad)) return TRUE;
  guint line = 1;
  const char *line_start = text;
  for (const char *at = text; at < bad; at++)
    if (*at == '\n') line++, line_start = at + 1;
  return fail_at(error, YAML_ERROR_SYNTAX, name, line, (guint)g_utf8_strlen(line_start, bad - line_start) + 1,
                 "this is not UTF-8 text");
}

YamlFile *yaml_parse(const char *name, const char *text, gsize length, GError **error) {
  if (!check_text(name, text, length, error)) return NULL;
  g_autoptr(Diagnostics) diagnostics = fy_diag_create(NULL);
  fy_diag_set_collect_errors(diagnostics, true);
  const struct fy_parse_cfg config = {.flags = FYPCF_QUIET | FYPCF_COLLECT_DIAG | FYPCF_JSON_NONE, .diag = diagnostics};
  g_autoptr(Parser) parser = fy_parser_create(&config);
  if (parser == NULL || fy_parser_set_string(parser, text, length) != 0) g_error("out of memory");

  g_autoptr(YamlFile) file = g_new0(YamlFile, 1);
  Reader reader = {.file = g_intern_string(name), .parser = parser, .diagnostics = diagnostics, .line = 1, .column = 1};
  file->root = read_stream(&reader, error);
  return file->root != NULL ? g_steal_pointer(&file) : NULL;
}

YamlFile *yaml_load(const char *path, GError **error) {
  g_autofree char *text = NULL;
  gsize length = 0;
  GStatBuf status;
  GError *inner = NULL;
  /* Looked at first, since opening a FIFO would wait for ever and a sparse file can claim a terabyte. */
  if (g_stat(path, &status) == 0 && (!S_ISREG(status.st_mode) || status.st_size > YAML_MAX_BYTES)) {
    g_set_error(error, YAML_ERROR, YAML_ERROR_READ, "%s: this is no regular file of at most %d bytes", path, YAML_MAX_BYTES);
    return NULL;
  }
  if (!g_file_get_contents(path, &text, &length, &inner)) {
    g_set_error(error, YAML_ERROR, YAML_ERROR_READ, "%s: %s", path, inner->message);
    g_error_free(inner);
    return NULL;
  }
  return yaml_parse(path, text, length, error);
}

void yaml_file_free(YamlFile *file) {
  if (file == NULL) return;
  if (file->root != NULL) yaml_node_free(file->root);
  g_free(file);
}

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
  return node->values != NULL ? node->values->len : 0;
}

const YamlNode *yaml_value(const YamlNode *node, guint index) {
  return g_ptr_array_index(node->values, index);
}

const YamlNode *yaml_key(const YamlNode *mapping, guint index) {
  return g_ptr_array_index(mapping->keys, index);
}

const YamlNode *yaml_lookup(const YamlNode *node, const char *key) {
  if (node->kind != YAML_MAPPING) return NULL;
  for (guint i = 0; i < node->keys->len; i++)
    if (g_str_equal(yaml_text(yaml_key(node, i)), key)) return yaml_value(node, i);
  return NULL;
}

YamlNode *yaml_empty(const YamlNode *place, YamlKind kind) {
  YamlNode *node = g_new0(YamlNode, 1);
  node->file = place->file;
  node->line = place->line;
  node->column = place->column;
  make_room(node, kind);
  return node;
}

YamlNode *yaml_copy(const YamlNode *node) {
  YamlNode *copy = yaml_empty(node, node->kind);
  copy->text = g_strdup(node->text);
  for (guint i = 0; node->keys != NULL && i < node->keys->len; i++) g_ptr_array_add(copy->keys, yaml_copy(yaml_key(node, i)));
  for (guint i = 0; i < yaml_length(node); i++) g_ptr_array_add(copy->values, yaml_copy(yaml_value(node, i)));
  return copy;
}

void yaml_append(YamlNode *sequence, YamlNode *item) {
  g_ptr_array_add(sequence->values, item);
}

void yaml_put(YamlNode *mapping, const YamlNode *key, YamlNode *value) {
  g_ptr_array_add(mapping->keys, yaml_copy(key));
  g_ptr_array_add(mapping->values, value);
}

YamlNode *yaml_own_value(YamlNode *node, guint index) {
  return g_ptr_array_index(node->values, index);
}

void yaml_set_text(YamlNode *scalar, const char *text) {
  g_free(scalar->text);
  scalar->text = g_strdup(text);
}

gboolean yaml_complain(GError **error, const YamlNode *node, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  g_autofree char *what = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  return fail_at(error, YAML_ERROR_CONTENT, node->file, node->line, node->column, what);
}
