/* json.c - C structures to JSON and back; see json.h. The only file that knows jansson, which reads; what is written is
 * streamed, since a document's line can hold several megabytes. */
#include "extractors/json.h"

#include <math.h>
#include <string.h>

/* jansson names the kinds of values JSON_OBJECT, JSON_ARRAY and JSON_STRING as json.h does: its own get other names here. Its
 * json_is_*() macros would then take ours for its own, so this file asks json_typeof() instead. */
#define JSON_OBJECT JANSSON_OBJECT
#define JSON_ARRAY JANSSON_ARRAY
#define JSON_STRING JANSSON_STRING
#include <jansson.h>
#undef JSON_OBJECT
#undef JSON_ARRAY
#undef JSON_STRING

G_DEFINE_QUARK(json - map - error - quark, json_map_error)

/* Where in the line a value stands, for messages: a member of an object, or where `name` is NULL an element of an array. */
typedef struct Path Path;
struct Path {
  const Path *parent; /* NULL for the line's object */
  const char *name;
  gsize index;
};

/* What a JsonType means: a row of the table at the end of this file. VALUE points at the member within its structure. */
typedef struct {
  const char *expected;                      /* what a message says that the value should be */
  gboolean (*left_out)(gconstpointer value); /* NULL: never */
  void (*write)(GString *out, const JsonField *field, gconstpointer value);
  /* TRUE when JSON is of the right kind and VALUE was set. FALSE without an error when JSON is of the wrong kind, with one
   * when something within it is wrong. */
  gboolean (*read)(const json_t *json, const JsonField *field, gpointer value, const Path *path, GError **error);
  gboolean counts; /* its zero says something, so only a sparse row leaves it out */
} Kind;
static const Kind kinds[];

#define AT(type, value) (*(type *)(value))
#define AT_CONST(type, value) (*(const type *)(value))

static void write_object(GString *out, const char *format, const JsonField *fields, gconstpointer structure);
static gboolean read_object(const json_t *json, const JsonField *fields, gpointer structure, const Path *path, GError **error);

/* ---- writing ---- */

/* g_string_append_len without a call where there is room: a document's line is some hundred thousand short pieces. */
static inline void append(GString *out, const char *piece, gsize length) {
  if (out->len + length >= out->allocated_len) {
    g_string_append_len(out, piece, (gssize)length);
    return;
  }
  memcpy(out->str + out->len, piece, length);
  out->len += length;
  out->str[out->len] = '\0';
}

static void append_escape(GString *out, guchar c) {
  static const char short_escapes[0x20] = {['\b'] = 'b', ['\f'] = 'f', ['\n'] = 'n', ['\r'] = 'r', ['\t'] = 't'};
  char letter = c >= 0x20 ? (char)c : short_escapes[c];
  if (letter != '\0')
    append(out, (const char[]){'\\', letter}, 2);
  else
    g_string_append_printf(out, "\\u%04x", c);
}

static void append_escaped(GString *out, const char *text) {
  const char *run = text, *at = text;
  for (; *at != '\0'; at++) {
    guchar c = (guchar)*at;
    if (c >= 0x20 && c != '"' && c != '\\') continue;
    append(out, run, (gsize)(at - run));
    append_escape(out, c);
    run = at + 1;
  }
  append(out, run, (gsize)(at - run));
}

void json_append_string(GString *out, const char *text) {
  g_string_append_c(out, '"');
  if (g_utf8_validate(text, -1, NULL)) {
    append_escaped(out, text);
  } else {
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    append_escaped(out, valid);
  }
  g_string_append_c(out, '"');
}

/* Room for the digits of any guint64, a sign and a point. printf takes several times as long, and a document's line is numbers
 * for the most part. */
enum { NUMBER_ROOM = 24 };

/* Writes the decimal digits of NUMBER in front of END, and returns where they begin. */
static char *put_digits(char *end, guint64 number) {
  do *--end = (char)('0' + number % 10);
  while ((number /= 10) > 0);
  return end;
}

static void append_number(GString *out, guint64 number) {
  char room[NUMBER_ROOM], *end = room + sizeof room;
  const char *start = put_digits(end, number);
  append(out, start, (gsize)(end - start));
}

/* Appends VALUE to 1/100 without trailing zeros. JSON has neither NaN nor infinity, and no page is 10^15 points wide: such
 * numbers are damage in a PDF and become the nearest that can be written. */
static void append_hundredths(GString *out, double value) {
  gint64 hundredths = isnan(value) ? 0 : llround(CLAMP(value, -1e15, 1e15) * 100);
  guint64 size = (guint64)ABS(hundredths);
  char room[NUMBER_ROOM], *end = room + sizeof room, *start = end;
  if (size % 10 != 0) *--start = (char)('0' + size % 10);
  if (size % 100 != 0) {
    *--start = (char)('0' + size % 100 / 10);
    *--start = '.';
  }
  start = put_digits(start, size / 100);
  if (hundredths < 0) *--start = '-';
  append(out, start, (gsize)(end - start));
}

static gboolean string_left_out(gconstpointer value) {
  return AT_CONST(char *, value) == NULL;
}

static gboolean bool_left_out(gconstpointer value) {
  return !AT_CONST(gboolean, value);
}

static gboolean uint_left_out(gconstpointer value) {
  return AT_CONST(guint, value) == 0;
}

static gboolean double_left_out(gconstpointer value) {
  return fabs(AT_CONST(double, value)) < 0.005; /* it would be written as 0 */
}

static void write_string(GString *out, G_GNUC_UNUSED const JsonField *field, gconstpointer value) {
  json_append_string(out, AT_CONST(char *, value));
}

static void write_uint(GString *out, G_GNUC_UNUSED const JsonField *field, gconstpointer value) {
  append_number(out, AT_CONST(guint, value));
}

static void write_uint64(GString *out, G_GNUC_UNUSED const JsonField *field, gconstpointer value) {
  append_number(out, AT_CONST(guint64, value));
}

static void write_double(GString *out, G_GNUC_UNUSED const JsonField *field, gconstpointer value) {
  append_hundredths(out, AT_CONST(double, value));
}

static void write_bool(GString *out, G_GNUC_UNUSED const JsonField *field, gconstpointer value) {
  g_string_append(out, AT_CONST(gboolean, value) ? "true" : "false");
}

static void write_enum(GString *out, const JsonField *field, gconstpointer value) {
  json_append_string(out, field->names[AT_CONST(int, value)]);
}

static void write_within(GString *out, const JsonField *field, gconstpointer value) {
  write_object(out, NULL, field->fields, value);
}

/* Separates the elements of an array: nothing before the first. */
static void append_comma(GString *out, gsize index) {
  if (index > 0) g_string_append_c(out, ',');
}

static void write_strings(GString *out, G_GNUC_UNUSED const JsonField *field, gconstpointer value) {
  const GPtrArray *array = AT_CONST(GPtrArray *, value);
  g_string_append_c(out, '[');
  for (guint i = 0; i < array->len; i++) {
    append_comma(out, i);
    json_append_string(out, g_ptr_array_index(array, i));
  }
  g_string_append_c(out, ']');
}

static void write_uints(GString *out, G_GNUC_UNUSED const JsonField *field, gconstpointer value) {
  const GArray *array = AT_CONST(GArray *, value);
  g_string_append_c(out, '[');
  for (guint i = 0; i < array->len; i++) {
    append_comma(out, i);
    append_number(out, g_array_index(array, guint, i));
  }
  g_string_append_c(out, ']');
}

static void write_array(GString *out, const JsonField *field, gconstpointer value) {
  const GPtrArray *array = AT_CONST(GPtrArray *, value);
  g_string_append_c(out, '[');
  for (guint i = 0; i < array->len; i++) {
    append_comma(out, i);
    write_object(out, NULL, field->fields, g_ptr_array_index(array, i));
  }
  g_string_append_c(out, ']');
}

static void write_vector(GString *out, const JsonField *field, gconstpointer value) {
  const GArray *array = AT_CONST(GArray *, value);
  g_string_append_c(out, '[');
  for (guint i = 0; i < array->len; i++) {
    append_comma(out, i);
    write_object(out, NULL, field->fields, array->data + i * field->size);
  }
  g_string_append_c(out, ']');
}

static void write_numbers(GString *out, const JsonField *field, gconstpointer value) {
  const double *numbers = value;
  g_string_append_c(out, '[');
  for (gsize i = 0; i < field->size; i++) {
    append_comma(out, i);
    append_hundredths(out, numbers[i]);
  }
  g_string_append_c(out, ']');
}

/* Members' names are ours: no sign of them needs an escape. */
static void append_member_name(GString *out, const char *name) {
  g_string_append_c(out, '"');
  append(out, name, strlen(name));
  append(out, "\":", 2);
}

static void write_object(GString *out, const char *format, const JsonField *fields, gconstpointer structure) {
  g_string_append_c(out, '{');
  gsize written = 0;
  if (format != NULL) {
    append_member_name(out, "format");
    json_append_string(out, format);
    written++;
  }
  for (const JsonField *field = fields; field->name != NULL; field++) {
    const Kind *kind = &kinds[field->type];
    gconstpointer value = (const char *)structure + field->offset;
    if (kind->left_out != NULL && (field->sparse || !kind->counts) && kind->left_out(value)) continue;
    append_comma(out, written++);
    append_member_name(out, field->name);
    kind->write(out, field, value);
  }
  g_string_append_c(out, '}');
}

void json_write_line(GString *out, const char *format, const JsonField *fields, gconstpointer structure) {
  write_object(out, format, fields, structure);
  g_string_append_c(out, '\n');
}

/* ---- reading ---- */

static void append_path(GString *out, const Path *path) {
  if (path->parent != NULL) append_path(out, path->parent);
  if (path->name == NULL)
    g_string_append_printf(out, "[%" G_GSIZE_FORMAT "]", path->index);
  else
    g_string_append_printf(out, "%s%s", out->len > 0 ? "." : "", path->name);
}

/* Fails with a message about the value at PATH, NULL being the line's object. */
static gboolean fail_at(const Path *path, GError **error, const char *what) {
  g_autoptr(GString) where = g_string_new(NULL);
  if (path != NULL) append_path(where, path);
  if (path != NULL)
    g_set_error(error, JSON_MAP_ERROR, JSON_ERROR_SHAPE, "member \"%s\" %s", where->str, what);
  else
    g_set_error(error, JSON_MAP_ERROR, JSON_ERROR_SHAPE, "the line %s", what);
  return FALSE;
}

/* Reads a value and turns "of the wrong kind" into an error that says what it should be. */
static gboolean read_value(const json_t *json, const JsonField *field, gpointer value, const Path *path, GError **error) {
  const Kind *kind = &kinds[field->type];
  GError *inner = NULL;
  if (kind->read(json, field, value, path, &inner)) return TRUE;
  if (inner != NULL) {
    g_propagate_error(error, inner);
    return FALSE;
  }
  g_autoptr(GString) what = g_string_new("should be ");
  g_string_append(what, kind->expected);
  if (field->type == JSON_ENUM) {
    g_autofree char *names = g_strjoinv(", ", (char **)field->names);
    g_string_append(what, names);
  } else if (field->type == JSON_NUMBERS) {
    g_string_append_printf(what, "%" G_GSIZE_FORMAT " numbers", field->size);
  }
  return fail_at(path, error, what->str);
}

static gboolean read_string(const json_t *json, G_GNUC_UNUSED const JsonField *field, gpointer value,
                            G_GNUC_UNUSED const Path *path, G_GNUC_UNUSED GError **error) {
  if (json_typeof(json) != JANSSON_STRING) return FALSE;
  g_free(AT(char *, value));
  AT(char *, value) = g_strdup(json_string_value(json));
  return TRUE;
}

static gboolean read_uint(const json_t *json, G_GNUC_UNUSED const JsonField *field, gpointer value,
                          G_GNUC_UNUSED const Path *path, G_GNUC_UNUSED GError **error) {
  if (json_typeof(json) != JSON_INTEGER) return FALSE;
  json_int_t number = json_integer_value(json);
  if (number < 0 || number > G_MAXUINT) return FALSE;
  AT(guint, value) = (guint)number;
  return TRUE;
}

static gboolean read_uint64(const json_t *json, G_GNUC_UNUSED const JsonField *field, gpointer value,
                            G_GNUC_UNUSED const Path *path, G_GNUC_UNUSED GError **error) {
  if (json_typeof(json) != JSON_INTEGER || json_integer_value(json) < 0) return FALSE;
  AT(guint64, value) = (guint64)json_integer_value(json);
  return TRUE;
}

static gboolean read_double(const json_t *json, G_GNUC_UNUSED const JsonField *field, gpointer value,
                            G_GNUC_UNUSED const Path *path, G_GNUC_UNUSED GError **error) {
  if (json_typeof(json) != JSON_INTEGER && json_typeof(json) != JSON_REAL) return FALSE;
  AT(double, value) = json_number_value(json);
  return TRUE;
}

static gboolean read_bool(const json_t *json, G_GNUC_UNUSED const JsonField *field, gpointer value,
                          G_GNUC_UNUSED const Path *path, G_GNUC_UNUSED GError **error) {
  if (json_typeof(json) != JSON_TRUE && json_typeof(json) != JSON_FALSE) return FALSE;
  AT(gboolean, value) = json_typeof(json) == JSON_TRUE;
  return TRUE;
}

static gboolean read_enum(const json_t *json, const JsonField *field, gpointer value, G_GNUC_UNUSED const Path *path,
                          G_GNUC_UNUSED GError **error) {
  if (json_typeof(json) != JANSSON_STRING) return FALSE;
  for (int i = 0; field->names[i] != NULL; i++) {
    if (!g_str_equal(field->names[i], json_string_value(json))) continue;
    AT(int, value) = i;
    return TRUE;
  }
  return FALSE;
}

static gboolean read_within(const json_t *json, const JsonField *field, gpointer value, const Path *path, GError **error) {
  return read_object(json, field->fields, value, path, error);
}

static gboolean read_strings(const json_t *json, G_GNUC_UNUSED const JsonField *field, gpointer value, const Path *path,
                             GError **error) {
  static const JsonField element = {.type = JSON_STRING};
  GPtrArray *array = AT(GPtrArray *, value);
  if (json_typeof(json) != JANSSON_ARRAY) return FALSE;
  g_ptr_array_set_size(array, 0);
  for (gsize i = 0; i < json_array_size(json); i++) {
    Path here = {.parent = path, .index = i};
    char *text = NULL;
    if (!read_value(json_array_get(json, i), &element, &text, &here, error)) return FALSE;
    g_ptr_array_add(array, text);
  }
  return TRUE;
}

static gboolean read_uints(const json_t *json, G_GNUC_UNUSED const JsonField *field, gpointer value, const Path *path,
                           GError **error) {
  static const JsonField element = {.type = JSON_UINT};
  GArray *array = AT(GArray *, value);
  if (json_typeof(json) != JANSSON_ARRAY) return FALSE;
  g_array_set_size(array, 0);
  for (gsize i = 0; i < json_array_size(json); i++) {
    Path here = {.parent = path, .index = i};
    guint number = 0;
    if (!read_value(json_array_get(json, i), &element, &number, &here, error)) return FALSE;
    g_array_append_val(array, number);
  }
  return TRUE;
}

/* An element joins its array before it is filled, so that whoever frees the array frees a half-filled element too. */
static gboolean read_array(const json_t *json, const JsonField *field, gpointer value, const Path *path, GError **error) {
  const JsonField element = {.type = JSON_OBJECT, .fields = field->fields};
  GPtrArray *array = AT(GPtrArray *, value);
  if (json_typeof(json) != JANSSON_ARRAY) return FALSE;
  g_ptr_array_set_size(array, 0);
  for (gsize i = 0; i < json_array_size(json); i++) {
    Path here = {.parent = path, .index = i};
    gpointer structure = field->make();
    g_ptr_array_add(array, structure);
    if (!read_value(json_array_get(json, i), &element, structure, &here, error)) return FALSE;
  }
  return TRUE;
}

static gboolean read_vector(const json_t *json, const JsonField *field, gpointer value, const Path *path, GError **error) {
  const JsonField element = {.type = JSON_OBJECT, .fields = field->fields};
  GArray *array = AT(GArray *, value);
  if (json_typeof(json) != JANSSON_ARRAY) return FALSE;
  g_array_set_size(array, 0);
  for (gsize i = 0; i < json_array_size(json); i++) {
    Path here = {.parent = path, .index = i};
    g_array_set_size(array, (guint)i + 1);
    char *structure = array->data + i * field->size;
    memset(structure, 0, field->size);
    if (!read_value(json_array_get(json, i), &element, structure, &here, error)) return FALSE;
  }
  return TRUE;
}

static gboolean read_numbers(const json_t *json, const JsonField *field, gpointer value, const Path *path, GError **error) {
  static const JsonField element = {.type = JSON_DOUBLE};
  double *numbers = value;
  if (json_typeof(json) != JANSSON_ARRAY || json_array_size(json) != field->size) return FALSE;
  for (gsize i = 0; i < field->size; i++) {
    Path here = {.parent = path, .index = i};
    if (!read_value(json_array_get(json, i), &element, &numbers[i], &here, error)) return FALSE;
  }
  return TRUE;
}

static gboolean read_object(const json_t *json, const JsonField *fields, gpointer structure, const Path *path, GError **error) {
  if (json_typeof(json) != JANSSON_OBJECT) return FALSE;
  for (const JsonField *field = fields; field->name != NULL; field++) {
    Path here = {.parent = path, .name = field->name};
    const json_t *member = json_object_get(json, field->name);
    if (member == NULL && field->required) return fail_at(&here, error, "is missing");
    if (member != NULL && !read_value(member, field, (char *)structure + field->offset, &here, error)) return FALSE;
  }
  return TRUE;
}

static gboolean check_format(const json_t *root, const char *format, GError **error) {
  const char *found = json_string_value(json_object_get(root, "format"));
  if (g_strcmp0(found, format) == 0) return TRUE;
  if (found == NULL)
    g_set_error(error, JSON_MAP_ERROR, JSON_ERROR_FORMAT, "the line does not tell its format; it should be \"%s\"", format);
  else
    g_set_error(error, JSON_MAP_ERROR, JSON_ERROR_FORMAT, "the line's format is \"%s\", but only \"%s\" can be read here", found,
                format);
  return FALSE;
}

gboolean json_read_line(const char *line, gsize length, const char *format, const JsonField *fields, gpointer structure,
                        GError **error) {
  json_error_t why;
  json_auto_t *root = json_loadb(line, length, JSON_REJECT_DUPLICATES, &why);
  if (root == NULL) {
    g_set_error(error, JSON_MAP_ERROR, JSON_ERROR_SYNTAX, "the line is not JSON: %s (byte %d)", why.text, why.position);
    return FALSE;
  }
  if (json_typeof(root) != JANSSON_OBJECT) return fail_at(NULL, error, "should be an object");
  if (format != NULL && !check_format(root, format, error)) return FALSE;
  return read_object(root, fields, structure, NULL, error);
}

static const Kind kinds[] = {
    [JSON_STRING] = {"a string", string_left_out, write_string, .read = read_string},
    [JSON_UINT] = {"a whole number", uint_left_out, write_uint, .read = read_uint, .counts = TRUE},
    [JSON_UINT64] = {"a whole number", NULL, write_uint64, .read = read_uint64},
    [JSON_DOUBLE] = {"a number", double_left_out, write_double, .read = read_double, .counts = TRUE},
    [JSON_BOOL] = {"true or false", bool_left_out, write_bool, .read = read_bool},
    [JSON_ENUM] = {"one of ", uint_left_out, write_enum, .read = read_enum, .counts = TRUE},
    [JSON_STRINGS] = {"an array", NULL, write_strings, .read = read_strings},
    [JSON_UINTS] = {"an array", NULL, write_uints, .read = read_uints},
    [JSON_OBJECT] = {"an object", NULL, write_within, .read = read_within},
    [JSON_ARRAY] = {"an array", NULL, write_array, .read = read_array},
    [JSON_VECTOR] = {"an array", NULL, write_vector, .read = read_vector},
    [JSON_NUMBERS] = {"an array of ", NULL, write_numbers, .read = read_numbers},
};
