/* yaml_quick.c - reads YAML as people write rule files, quickly; see yaml_nodes.h.
 *
 * It knows block mappings and sequences, flow ones, plain scalars and quoted ones in a line. Whatever else it meets (an escape,
 * a tab, a block of lines, a fault) it leaves the file to libfyaml, which reads all of YAML and tells what is wrong: so what is
 * read here must be right, but need not be all. */
#include "rules/yaml_nodes.h"

#include <string.h>

enum {
  DEEPEST = YAML_MAX_DEPTH / 2, /* deeper nests, and longer keys, are left to libfyaml with its limits */
  LONGEST_KEY = 500,
  FEW_KEYS = 16, /* compared one with the other; more by a table */
};

typedef struct {
  YamlFile *file;
  GPtrArray *nodes; /* YamlNode: what the mappings and sequences that are open hold so far */
  GString *text;    /* of a scalar of several lines */
  const char *at, *line_start;
  const char *counted; /* of the line, up to where its characters have been counted */
  guint line, column;  /* column: of `counted` */
  guint depth;
} Reader;

/* What a byte can be: a file is read byte by byte, so this is looked up and not asked. */
enum {
  STOPS = 1,      /* a plain scalar may end at it */
  STOPS_FLOW = 2, /* so it may in flow style */
  INDICATES = 4,  /* no plain scalar begins with it */
  SUSPECT = 8,    /* a character begins with it that may not mean the same to all */
};
static const guchar roles[256] = {
    ['\0'] = STOPS | STOPS_FLOW | INDICATES | SUSPECT,
    [1 ... '\n' - 1] = SUSPECT,
    ['\n'] = STOPS | STOPS_FLOW | INDICATES,
    ['\n' + 1 ... ' ' - 1] = SUSPECT,
    [' '] = INDICATES,
    [':'] = STOPS | STOPS_FLOW | INDICATES,
    ['#'] = STOPS | STOPS_FLOW | INDICATES,
    [','] = STOPS_FLOW | INDICATES,
    ['['] = STOPS_FLOW | INDICATES,
    [']'] = STOPS_FLOW | INDICATES,
    ['{'] = STOPS_FLOW | INDICATES,
    ['}'] = STOPS_FLOW | INDICATES,
    ['-'] = INDICATES,
    ['?'] = INDICATES,
    ['&'] = INDICATES,
    ['*'] = INDICATES,
    ['!'] = INDICATES,
    ['|'] = INDICATES,
    ['>'] = INDICATES,
    ['\''] = INDICATES,
    ['"'] = INDICATES,
    ['%'] = INDICATES,
    ['@'] = INDICATES,
    ['`'] = INDICATES,
    ['.'] = INDICATES, /* of the end of a document, where two more follow */
    [0x7F] = SUSPECT,
    [0xC2] = SUSPECT,
    [0xE2] = SUSPECT,
    [0xEF] = SUSPECT,
};

static guint role(char c) {
  return roles[(guchar)c];
}

static YamlNode *read_block(Reader *reader, int parent);
static YamlNode *read_flow(Reader *reader, int parent);

/* --- places */

static void begin_line(Reader *reader, const char *start) {
  reader->at = reader->line_start = reader->counted = start;
  reader->line++;
  reader->column = 1;
}

/* A node that stands where the reader is. */
static YamlNode *node_here(Reader *reader, YamlKind kind) {
  for (; reader->counted < reader->at; reader->counted++)
    if ((*reader->counted & 0xC0) != 0x80) reader->column++;
  return yaml_file_node(reader->file, kind, reader->line, reader->column);
}

/* How far the reader is from the start of its line: bytes, which are columns where only spaces stand before it. */
static int indent(const Reader *reader) {
  return (int)(reader->at - reader->line_start);
}

static gboolean ends_line(char c) {
  return c == '\n' || c == '\0';
}

static gboolean ends_word(char c) {
  return c == ' ' || ends_line(c);
}

static void skip_spaces(Reader *reader) {
  while (*reader->at == ' ') reader->at++;
}

/* Goes to the end of the line over spaces and a comment; FALSE where something else stands there. */
static gboolean skip_rest(Reader *reader) {
  const char *from = reader->at;
  skip_spaces(reader);
  if (*reader->at == '#' && (reader->at > from || from == reader->line_start || from[-1] == ' '))
    reader->at += strcspn(reader->at, "\n");
  return ends_line(*reader->at);
}

/* Goes on to what stands in the next line that is no comment, or to the end. */
static void skip_lines(Reader *reader) {
  while (skip_rest(reader) && *reader->at != '\0') begin_line(reader, reader->at + 1);
}

/* --- scalars */

/* May a plain scalar begin at AT? */
static gboolean plain_begins(const char *at) {
  return !(role(*at) & INDICATES) || (*at == '-' && g_ascii_isalnum(at[1]));
}

/* Where the plain scalar that goes on at AT stops in this line: the spaces in front of that are not part of it. */
static const char *plain_stop(const char *at, gboolean flow) {
  guint stops = flow ? STOPS_FLOW : STOPS;
  for (;; at++) {
    while (!(role(*at) & stops)) at++;
    if (*at == ':' && !ends_word(at[1]) && !(flow && role(at[1]) & STOPS_FLOW)) continue;
    if (*at == '#' && at[-1] != ' ') continue;
    return at;
  }
}

static const char *trim_end(const char *start, const char *end) {
  while (end > start && end[-1] == ' ') end--;
  return end;
}

/* The next line goes on with a plain scalar where it stands further in than PARENT, and holds neither a comment nor, in flow
 * style, what ends the scalar. */
static gboolean plain_goes_on(const char *line, int parent, gboolean flow) {
  gsize spaces = strspn(line, " ");
  const char *first = line + spaces;
  return (int)spaces > parent && !ends_line(*first) && *first != '#' && !(flow && strchr(",]}", *first));
}

/* Goes on with a plain scalar of several lines, of which the first ended at STOP: line ends are spaces. */
static gboolean read_more(Reader *reader, const char *stop, int parent, gboolean flow) {
  while (*stop == '\n' && plain_goes_on(stop + 1, parent, flow)) {
    begin_line(reader, stop + 1);
    skip_spaces(reader);
    stop = plain_stop(reader->at, flow);
    const char *end = trim_end(reader->at, stop);
    if (*stop == ':' || end == reader->at) return FALSE;
    g_string_append_c(reader->text, ' ');
    g_string_append_len(reader->text, reader->at, end - reader->at);
    reader->at = end;
  }
  return TRUE;
}

static YamlNode *read_plain(Reader *reader, int parent, gboolean flow) {
  if (!plain_begins(reader->at)) return NULL;
  YamlNode *node = node_here(reader, YAML_SCALAR);
  const char *start = reader->at, *stop = plain_stop(start, flow);
  reader->at = trim_end(start, stop);
  if (*stop != '\n' || !plain_goes_on(stop + 1, parent, flow)) {
    node->text = yaml_file_text(reader->file, start, (gsize)(reader->at - start));
    return node;
  }
  g_string_truncate(reader->text, 0);
  g_string_append_len(reader->text, start, reader->at - start);
  if (!read_more(reader, stop, parent, flow)) return NULL;
  node->text = yaml_file_text(reader->file, reader->text->str, reader->text->len);
  return node;
}

/* Behind the quoted scalar that begins at AT; NULL where it does not end in its line, or holds an escape. */
static const char *quoted_end(const char *at) {
  char quote = *at;
  for (at++;; at++) {
    at += strcspn(at, quote == '"' ? "\n\"\\" : "\n'");
    if (*at != quote) return NULL;
    if (quote == '"' || *++at != quote) return quote == '"' ? at + 1 : at;
  }
}

static YamlNode *read_quoted(Reader *reader) {
  YamlNode *node = node_here(reader, YAML_SCALAR);
  const char *end = quoted_end(reader->at);
  if (end == NULL) return NULL;
  const char *from = reader->at + 1, *last = end - 1;
  char quote = *reader->at, *to = yaml_file_room(reader->file, (gsize)(end - from));
  node->text = to;
  for (const char *next; (next = memchr(from, quote, (gsize)(last - from))) != NULL; from = next + 2) {
    memcpy(to, from, (gsize)(next + 1 - from)); /* up to one of two quotation marks, which stand for one */
    to += next + 1 - from;
  }
  memcpy(to, from, (gsize)(last - from));
  to[last - from] = '\0';
  reader->at = end;
  return node;
}

static gboolean is_quote(char c) {
  return c == '\'' || c == '"';
}

/* --- flow style */

/* Goes over spaces, comments and line ends; FALSE at the end of the file, or in a line that stands no further in than PARENT. */
static gboolean skip_flow(Reader *reader, int parent) {
  guint line = reader->line;
  skip_lines(reader);
  return *reader->at != '\0' && *reader->at != '#' && (reader->line == line || indent(reader) > parent);
}

/* Is there one key twice in what MAPPING holds, NODES from index FROM on? */
static gboolean repeats_key(const GPtrArray *nodes, guint from) {
  guint count = (nodes->len - from) / 2;
  g_autoptr(GHashTable) seen = count > FEW_KEYS ? g_hash_table_new(g_str_hash, g_str_equal) : NULL;
  for (guint i = from; i < nodes->len; i += 2) {
    const char *key = ((const YamlNode *)nodes->pdata[i])->text;
    if (seen != NULL && !g_hash_table_add(seen, (gpointer)key)) return TRUE;
    for (guint k = from; seen == NULL && k < i; k += 2)
      if (strcmp(((const YamlNode *)nodes->pdata[k])->text, key) == 0) return TRUE;
  }
  return FALSE;
}

/* NODE holds what was read since FROM; NULL where it can't. */
static YamlNode *finish(Reader *reader, YamlNode *node, guint from) {
  if (node->kind == YAML_MAPPING && repeats_key(reader->nodes, from)) return NULL;
  yaml_file_fill(reader->file, node, reader->nodes, from);
  reader->depth--;
  return node;
}

static gboolean add(Reader *reader, YamlNode *node) {
  if (node != NULL) g_ptr_array_add(reader->nodes, node);
  return node != NULL;
}

/* Reads a key and goes behind its colon: both in one line. */
static gboolean read_flow_key(Reader *reader, int parent) {
  guint line = reader->line;
  if (!add(reader, is_quote(*reader->at) ? read_quoted(reader) : read_plain(reader, parent, TRUE))) return FALSE;
  if (reader->line != line || *reader->at != ':' || !ends_word(reader->at[1])) return FALSE;
  reader->at++;
  return skip_flow(reader, parent);
}

/* What stands in brackets, up to CLOSE. */
static YamlNode *read_brackets(Reader *reader, YamlKind kind, char close, int parent) {
  if (++reader->depth > DEEPEST) return NULL;
  YamlNode *node = node_here(reader, kind);
  guint from = reader->nodes->len;
  for (reader->at++; skip_flow(reader, parent);) {
    if (*reader->at != close) {
      if (kind == YAML_MAPPING && !read_flow_key(reader, parent)) return NULL;
      if (!add(reader, read_flow(reader, parent)) || !skip_flow(reader, parent)) return NULL;
    }
    char behind = *reader->at++;
    if (behind == close) return finish(reader, node, from);
    if (behind != ',') return NULL;
  }
  return NULL;
}

static YamlNode *read_flow(Reader *reader, int parent) {
  switch (*reader->at) {
  case '[':
    return read_brackets(reader, YAML_SEQUENCE, ']', parent);
  case '{':
    return read_brackets(reader, YAML_MAPPING, '}', parent);
  case '\'':
  case '"':
    return read_quoted(reader);
  default:
    return read_plain(reader, parent, TRUE);
  }
}

/* --- block style. Each of these ends in front of the next line that says something, or at the end of the file. */

static gboolean is_dash(const char *at) {
  return *at == '-' && ends_word(at[1]);
}

/* The colon behind the key that begins at AT; NULL where none does. */
static const char *key_colon(const char *at) {
  const char *colon = is_quote(*at) ? quoted_end(at) : plain_begins(at) ? plain_stop(at, FALSE) : NULL;
  gboolean is_key = colon != NULL && *colon == ':' && ends_word(colon[1]) && colon[-1] != ' ' && colon - at <= LONGEST_KEY;
  return is_key ? colon : NULL;
}

/* A scalar, or brackets. */
static YamlNode *read_inline(Reader *reader, int parent) {
  gboolean flow = is_quote(*reader->at) || *reader->at == '[' || *reader->at == '{';
  YamlNode *node = flow ? read_flow(reader, parent) : read_plain(reader, parent, FALSE);
  if (node == NULL || !skip_rest(reader)) return NULL;
  skip_lines(reader);
  return node;
}

static YamlNode *read_sequence(Reader *reader) {
  if (++reader->depth > DEEPEST) return NULL;
  YamlNode *node = node_here(reader, YAML_SEQUENCE);
  int column = indent(reader);
  guint from = reader->nodes->len;
  while (indent(reader) == column && is_dash(reader->at)) {
    reader->at++;
    skip_lines(reader);
    if (*reader->at == '\0' || indent(reader) <= column || !add(reader, read_block(reader, column))) return NULL;
  }
  return finish(reader, node, from);
}

/* What stands behind the colon of KEY, in a mapping at COLUMN. */
static YamlNode *read_value(Reader *reader, const YamlNode *key, gboolean quoted, int column) {
  skip_spaces(reader);
  if (!ends_line(*reader->at) && *reader->at != '#') return read_inline(reader, column);
  skip_lines(reader);
  if (*reader->at != '\0' && indent(reader) > column) return read_block(reader, column);
  if (*reader->at != '\0' && indent(reader) == column && is_dash(reader->at)) return read_sequence(reader);
  if (quoted) return NULL;
  YamlNode *nothing = yaml_file_node(reader->file, YAML_SCALAR, key->line, key->column);
  nothing->text = yaml_file_text(reader->file, "", 0);
  return nothing;
}

static YamlNode *read_mapping(Reader *reader) {
  if (++reader->depth > DEEPEST) return NULL;
  YamlNode *node = node_here(reader, YAML_MAPPING);
  int column = indent(reader);
  guint from = reader->nodes->len;
  do {
    const char *colon = key_colon(reader->at);
    gboolean quoted = is_quote(*reader->at);
    YamlNode *key = colon == NULL ? NULL : quoted ? read_quoted(reader) : read_plain(reader, column, FALSE);
    if (!add(reader, key)) return NULL;
    reader->at = colon + 1;
    if (!add(reader, read_value(reader, key, quoted, column))) return NULL;
  } while (*reader->at != '\0' && indent(reader) == column);
  if (*reader->at != '\0' && indent(reader) > column) return NULL;
  return finish(reader, node, from);
}

/* What stands here, further in than PARENT. */
static YamlNode *read_block(Reader *reader, int parent) {
  if (is_dash(reader->at)) return read_sequence(reader);
  return key_colon(reader->at) != NULL ? read_mapping(reader) : read_inline(reader, parent);
}

/* --- the file */

/* Does TEXT hold only characters that mean the same to all: no tabs or other controls, line ends of other kinds, or marks of the
 * byte order? */
static gboolean is_simple(const char *text, gsize length) {
  const guchar *at = (const guchar *)text;
  for (const guchar *end = at + length; at < end; at++) {
    if (!(roles[*at] & SUSPECT)) continue;
    if (*at < ' ' || *at == 0x7F) return FALSE;
    if (*at == 0xC2 && at[1] < 0xA0) return FALSE;                                      /* U+0080 to U+009F */
    if (*at == 0xE2 && at[1] == 0x80 && (at[2] == 0xA8 || at[2] == 0xA9)) return FALSE; /* U+2028, U+2029 */
    if (*at == 0xEF && ((at[1] == 0xBB && at[2] == 0xBF) || (at[1] == 0xBF && at[2] >= 0xBE))) return FALSE;
  }
  return TRUE;
}

gboolean yaml_read_quickly(YamlFile *file, const char *text, gsize length) {
  if (!is_simple(text, length)) return FALSE;
  g_autoptr(GPtrArray) nodes = g_ptr_array_new();
  g_autoptr(GString) scalar = g_string_new(NULL);
  Reader reader = {.file = file, .nodes = nodes, .text = scalar};
  begin_line(&reader, text);
  skip_lines(&reader);
  gboolean block = is_dash(reader.at) || key_colon(reader.at) != NULL;
  YamlNode *root = block && indent(&reader) == 0 ? read_block(&reader, -1) : NULL;
  yaml_file_set_root(file, root);
  return root != NULL && *reader.at == '\0';
}
