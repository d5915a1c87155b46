/* yaml.c - YAML files as trees of nodes; see yaml.h. The only file that knows libfyaml. The trees are built from its events
 * rather than taken from it, so that what yaml.h forbids is refused where it stands. */
#include "rules/yaml_nodes.h"

#include <glib/gstdio.h>
#include <libfyaml.h>
#include <string.h>

G_DEFINE_QUARK(yaml - error - quark, yaml_error)

typedef struct fy_parser Parser;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Parser, fy_parser_destroy)
typedef struct fy_diag Diagnostics;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Diagnostics, fy_diag_destroy)

/* One run of the parser. */
typedef struct {
  YamlFile *file;
  const char *name; /* interned */
  GPtrArray *nodes; /* YamlNode: what the mappings and sequences that are open hold so far */
  Parser *parser;
  Diagnostics *diagnostics;
  guint line, column; /* of the event read last: an empty value has no place of its own and takes that of its key */
} Reader;

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
    fail_at(error, YAML_ERROR_SYNTAX, reader->name, 1, 1, "this can't be read as YAML");
  else
    fail_at(error, YAML_ERROR_SYNTAX, reader->name, (guint)MAX(first->line, 1), (guint)MAX(first->column, 1), first->msg);
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

static gboolean read_scalar(Reader *reader, YamlNode *node, struct fy_event *event, GError **error) {
  gsize length = 0;
  struct fy_token *token = fy_event_get_token(event);
  const char *text = token != NULL ? fy_token_get_text(token, &length) : NULL;
  node->text = yaml_file_text(reader->file, text != NULL ? text : "", length);
  /* libfyaml tells where the text begins; people look for the quotation mark. */
  if (token != NULL && fy_token_scalar_style(token) == FYSS_SINGLE_QUOTED) node->column--;
  if (token != NULL && fy_token_scalar_style(token) == FYSS_DOUBLE_QUOTED) node->column--;
  /* Such characters break workbooks, and escapes in double quotes can spell what is no character at all. */
  gboolean good = strlen(node->text) == length && g_utf8_validate(node->text, -1, NULL);
  for (const char *at = node->text; good && *at != '\0'; at++) good = !g_ascii_iscntrl(*at) || *at == '\n' || *at == '\t';
  good = good && strstr(node->text, "\uFFFE") == NULL && strstr(node->text, "\uFFFF") == NULL;
  return good || fail_at_node(error, node, "this holds a control character, or an escape that is no character");
}

/* SEEN holds the mapping's keys so far by their text. */
static gboolean add_key(Reader *reader, GHashTable *seen, struct fy_event *event, guint depth, GError **error) {
  YamlNode *key = read_node(reader, event, depth, error);
  if (key == NULL) return FALSE;
  if (key->kind != YAML_SCALAR) return fail_at_node(error, key, "a key should be plain text");
  const YamlNode *other = g_hash_table_lookup(seen, key->text);
  if (other != NULL) {
    g_autofree char *what = g_strdup_printf("key \"%s\" stands here twice: first in line %u", key->text, other->line);
    return fail_at_node(error, key, what);
  }
  g_hash_table_insert(seen, (gpointer)key->text, key);
  g_ptr_array_add(reader->nodes, key);
  return TRUE;
}

static gboolean add_value(Reader *reader, struct fy_event *event, guint depth, GError **error) {
  YamlNode *value = read_node(reader, event, depth, error);
  if (value != NULL) g_ptr_array_add(reader->nodes, value);
  return value != NULL;
}

/* Reads what a mapping or sequence holds, up to its END event. Keys and values alternate in a mapping. */
static gboolean read_children(Reader *reader, YamlNode *node, enum fy_event_type end, guint depth, GError **error) {
  gboolean mapping = node->kind == YAML_MAPPING;
  g_autoptr(GHashTable) seen = mapping ? g_hash_table_new(g_str_hash, g_str_equal) : NULL;
  for (guint from = reader->nodes->len;;) {
    struct fy_event *event = next_event(reader, error);
    if (event == NULL) return FALSE;
    gboolean done = event->type == end, good = TRUE;
    if (done)
      yaml_file_fill(reader->file, node, reader->nodes, from);
    else if (mapping && (reader->nodes->len - from) % 2 == 0)
      good = add_key(reader, seen, event, depth, error);
    else
      good = add_value(reader, event, depth, error);
    fy_parser_event_free(reader->parser, event);
    if (done || !good) return good;
  }
}

static YamlNode *read_node(Reader *reader, struct fy_event *event, guint depth, GError **error) {
  YamlKind kind = event->type == FYET_MAPPING_START    ? YAML_MAPPING
                  : event->type == FYET_SEQUENCE_START ? YAML_SEQUENCE
                                                       : YAML_SCALAR;
  YamlNode *node = yaml_file_node(reader->file, kind, reader->line, reader->column);
  gboolean good = TRUE;
  const char *fault = event_fault(event, depth);
  if (fault != NULL)
    good = fail_at_node(error, node, fault);
  else if (kind == YAML_SCALAR)
    good = read_scalar(reader, node, event, error);
  else
    good = read_children(reader, node, kind == YAML_MAPPING ? FYET_MAPPING_END : FYET_SEQUENCE_END, depth + 1, error);
  return good ? node : NULL;
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
static gboolean read_stream(Reader *reader, GError **error) {
  struct fy_event *event = next_content(reader, error);
  if (event == NULL) return FALSE;
  YamlNode *root = NULL;
  if (event->type == FYET_STREAM_END)
    fail_at(error, YAML_ERROR_SYNTAX, reader->name, 1, 1, "the file is empty");
  else
    root = read_node(reader, event, 1, error);
  fy_parser_event_free(reader->parser, event);
  if (root == NULL) return FALSE;
  yaml_file_set_root(reader->file, root);

  event = next_content(reader, error);
  if (event == NULL) return FALSE;
  gboolean alone = event->type == FYET_STREAM_END;
  if (!alone)
    fail_at(error, YAML_ERROR_SYNTAX, reader->name, reader->line, reader->column, "a second document begins: a file holds one");
  fy_parser_event_free(reader->parser, event);
  return alone;
}

/* A fault at AT in TEXT, which is sound up to there. */
static gboolean fail_in_text(GError **error, const char *name, const char *text, const char *at, const char *what) {
  guint line = 1;
  const char *line_start = text;
  for (const char *c = text; c < at; c++)
    if (*c == '\n') line++, line_start = c + 1;
  return fail_at(error, YAML_ERROR_SYNTAX, name, line, (guint)g_utf8_strlen(line_start, at - line_start) + 1, what);
}

/* libfyaml tells bad UTF-8 only as a failed read, and misreads two doubled quotation marks in a row without a word (0.7.12: one
 * mark too many, and the scalar's last character lost): both are looked for first. */
static gboolean check_text(const char *name, const char *text, gsize length, gsize most, GError **error) {
  const char *bad = text;
  if (length > most) {
    g_set_error(error, YAML_ERROR, YAML_ERROR_READ, "%s: the file is larger than %" G_GSIZE_FORMAT " bytes", name, most);
    return FALSE;
  }
  if (!g_utf8_validate_len(text, length, &bad)) return fail_in_text(error, name, text, bad, "this is not UTF-8 text");
  const char *marks = g_strstr_len(text, (gssize)length, "''''");
  return !marks ||
         fail_in_text(error, name, text, marks,
                      "four quotation marks in a row can't be read: write \\x27 for one in an expression, or use double quotes");
}

/* Reads all that there is, and tells what is wrong. */
static gboolean read_with_libfyaml(YamlFile *file, const char *name, const char *text, gsize length, GError **error) {
  g_autoptr(Diagnostics) diagnostics = fy_diag_create(NULL);
  fy_diag_set_collect_errors(diagnostics, true);
  const struct fy_parse_cfg config = {.flags = FYPCF_QUIET | FYPCF_COLLECT_DIAG | FYPCF_JSON_NONE, .diag = diagnostics};
  g_autoptr(Parser) parser = fy_parser_create(&config);
  if (parser == NULL || fy_parser_set_string(parser, text, length) != 0) g_error("out of memory");
  g_autoptr(GPtrArray) nodes = g_ptr_array_new();
  Reader reader = {.file = file,
                   .name = g_intern_string(name),
                   .nodes = nodes,
                   .parser = parser,
                   .diagnostics = diagnostics,
                   .line = 1,
                   .column = 1};
  return read_stream(&reader, error);
}

YamlFile *yaml_parse_within(const char *name, const char *text, gsize length, gsize most, GError **error) {
  if (!check_text(name, text, length, most, error)) return NULL;
  g_autoptr(YamlFile) file = yaml_file_new(name, 2 * length);
  return read_with_libfyaml(file, name, text, length, error) ? g_steal_pointer(&file) : NULL;
}

YamlFile *yaml_parse(const char *name, const char *text, gsize length, GError **error) {
  return yaml_parse_within(name, text, length, YAML_MAX_BYTES, error);
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

gboolean yaml_complain(GError **error, const YamlNode *node, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  g_autofree char *what = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  return fail_at(error, YAML_ERROR_CONTENT, node->file, node->line, node->column, what);
}
