/* json.h - C structures to JSON and back, by tables. The only file behind it that knows jansson is json.c.
 *
 * A JsonField row maps one member of a structure to one member of an object, both ways, so that what is written and what is
 * read cannot drift apart. Members that a table does not name are ignored when read; a missing member keeps the value that
 * the structure was made with, unless the row is required. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  JSON_STRING,  /* char *; NULL is left out */
  JSON_UINT,    /* guint */
  JSON_UINT64,  /* guint64 */
  JSON_DOUBLE,  /* double, written to 1/100 */
  JSON_BOOL,    /* gboolean; FALSE is left out */
  JSON_ENUM,    /* an enum (int-sized) written as one of `names` */
  JSON_STRINGS, /* GPtrArray of char *; empty is [] */
  JSON_UINTS,   /* GArray of guint */
  JSON_OBJECT,  /* a structure within this one, `fields` */
  JSON_ARRAY,   /* GPtrArray of structures made by `make`, `fields` */
  JSON_VECTOR,  /* GArray of structures of `size` bytes, `fields` */
  JSON_NUMBERS, /* `size` doubles in a row within the structure, written as an array to 1/100 */
} JsonType;

typedef struct JsonField JsonField;
struct JsonField {
  const char *name;
  JsonType type;
  gsize offset;
  gboolean required;
  gboolean sparse;          /* JSON_UINT, JSON_DOUBLE, JSON_ENUM: zero, the first name, is left out */
  const char *const *names; /* JSON_ENUM */
  const JsonField *fields;  /* JSON_OBJECT, JSON_ARRAY, JSON_VECTOR; ends with a row whose name is NULL */
  gpointer (*make)(void);   /* JSON_ARRAY */
  gsize size;               /* JSON_VECTOR, JSON_NUMBERS */
};

typedef enum {
  JSON_ERROR_SYNTAX, /* not JSON */
  JSON_ERROR_FORMAT, /* JSON of another format or version: the message names both */
  JSON_ERROR_SHAPE,  /* a member is missing or of the wrong type: the message names it */
} JsonError;
#define JSON_MAP_ERROR (json_map_error_quark())
GQuark json_map_error_quark(void);

/* Appends {"format": FORMAT, ...} and a newline to OUT; FORMAT may be NULL (then no such member). Invalid UTF-8 in a string
 * is written as U+FFFD, so that a line is always valid JSON. */
void json_write_line(GString *out, const char *format, const JsonField *fields, gconstpointer structure);

/* Fills STRUCTURE from one line. Fails with JSON_MAP_ERROR. On failure STRUCTURE may be partly filled; free it as usual. */
gboolean json_read_line(const char *line, gsize length, const char *format, const JsonField *fields, gpointer structure,
                        GError **error);

/* Appends TEXT as a JSON string, quotes included. */
void json_append_string(GString *out, const char *text);

G_END_DECLS
