/* workbook_read.c - the way through a workbook that is read back: from the archive to its sheets; see workbook_read.h. */
#include "pipeline/workbook/workbook_read_private.h"

#include <string.h>

G_DEFINE_QUARK(rapporteur_book_read_error, book_read_error)

/* ---- XML ---- */

const char *xml_local(const char *name) {
  const char *colon = strchr(name, ':');
  return colon != NULL ? colon + 1 : name;
}

const char *xml_attribute(const char *const *names, const char *const *values, const char *name) {
  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal(names[i], name)) return values[i];
  return NULL;
}

/* The same for an attribute of another namespace than its element: with a prefix, whatever that is. */
static const char *prefixed_attribute(const char *const *names, const char *const *values, const char *name) {
  for (guint i = 0; names[i] != NULL; i++)
    if (strchr(names[i], ':') != NULL && g_str_equal(xml_local(names[i]), name)) return values[i];
  return NULL;
}

gboolean xml_true(const char *value) {
  return value != NULL && (g_str_equal(value, "1") || g_str_equal(value, "true"));
}

void xml_refuse(GError **error, const char *what) {
  g_set_error_literal(error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT, what);
}

void xml_too_large(GError **error, const char *what) {
  g_set_error_literal(error, BOOK_READ_ERROR, BOOK_READ_ERROR_LARGE, what);
}

/* A document type is refused: it is the way to bombs of entities. */
static void pass_through(G_GNUC_UNUSED GMarkupParseContext *context, const char *text, G_GNUC_UNUSED gsize length,
                         G_GNUC_UNUSED gpointer data, GError **error) {
  if (g_str_has_prefix(text, "<!DOCTYPE")) xml_refuse(error, "a workbook has no document type");
}

/* ---- parts ---- */

gboolean book_read_fail(const BookReader *reader, BookReadError code, const char *why, GError **error) {
  static const char *const advice[] = {
      [BOOK_READ_ERROR_ACCESS] = "",
      [BOOK_READ_ERROR_FORMAT] = ". Save it as an Excel workbook (.xlsx), and try again",
      [BOOK_READ_ERROR_LARGE] = ". Take it in parts",
  };
  g_set_error(error, BOOK_READ_ERROR, (int)code, "%s: %s%s", reader->path, why, advice[code]);
  return FALSE;
}

/* A part that is being read, and who reads it: between them stands a look at how deeply its elements are nested, since the
 * parser keeps the names of all that are open. */
typedef struct {
  BookReader *reader;
  GMarkupParseContext *context;
  const GMarkupParser *parser;
  gpointer data;
  guint depth;
  gboolean begun;
} Parsing;

static void begin_element(GMarkupParseContext *context, const char *element, const char **names, const char **values,
                          gpointer data, GError **error) {
  Parsing *parsing = data;
  if (++parsing->depth > READ_DEPTH_MOST)
    xml_refuse(error, "its elements are nested too deeply");
  else if (parsing->parser->start_element != NULL)
    parsing->parser->start_element(context, element, names, values, parsing->data, error);
}

static void end_element(GMarkupParseContext *context, const char *element, gpointer data, GError **error) {
  Parsing *parsing = data;
  parsing->depth--;
  if (parsing->parser->end_element != NULL) parsing->parser->end_element(context, element, parsing->data, error);
}

static void pass_text(GMarkupParseContext *context, const char *text, gsize length, gpointer data, GError **error) {
  Parsing *parsing = data;
  if (parsing->parser->text != NULL) parsing->parser->text(context, text, length, parsing->data, error);
}

static const GMarkupParser watched = {
    .start_element = begin_element, .end_element = end_element, .text = pass_text, .passthrough = pass_through};

static gboolean parse_piece(const char *bytes, gsize length, gpointer data, GError **error) {
  static const char mark[] = "\xEF\xBB\xBF"; /* some writers begin with a byte order mark */
  Parsing *parsing = data;
  gsize skip = !parsing->begun && length >= 3 && memcmp(bytes, mark, 3) == 0 ? 3 : 0;
  parsing->begun = TRUE;
  parsing->reader->bytes += length;
  if (parsing->reader->bytes > READ_BYTES_MOST) {
    xml_too_large(error, "its sheets hold more than this program reads");
    return FALSE;
  }
  return g_markup_parse_context_parse(parsing->context, bytes + skip, (gssize)(length - skip), error);
}

/* What went wrong with PART, as an error of ours. */
static gboolean fail_in_part(const BookReader *reader, const char *part, const GError *why, GError **error) {
  gboolean large = g_error_matches(why, ZIP_PARTS_ERROR, ZIP_PARTS_ERROR_LARGE) ||
                   g_error_matches(why, BOOK_READ_ERROR, BOOK_READ_ERROR_LARGE);
  g_autofree char *what = g_strdup_printf("%s: %s", part, why->message);
  return book_read_fail(reader, large ? BOOK_READ_ERROR_LARGE : BOOK_READ_ERROR_FORMAT, what, error);
}

gboolean book_read_part(BookReader *reader, const char *name, const GMarkupParser *parser, gpointer data, GError **error) {
  guint index;
  if (!zip_parts_find(reader->parts, name, &index)) {
    g_autofree char *what = g_strdup_printf("this is no Excel workbook, or a broken one: it has no %s", name);
    return book_read_fail(reader, BOOK_READ_ERROR_FORMAT, what, error);
  }
  Parsing parsing = {.reader = reader, .parser = parser, .data = data};
  g_autoptr(GMarkupParseContext) context = g_markup_parse_context_new(&watched, G_MARKUP_TREAT_CDATA_AS_TEXT, &parsing, NULL);
  g_autoptr(GError) why = NULL;
  parsing.context = context;
  if (zip_parts_read(reader->parts, index, READ_PART_MOST, parse_piece, &parsing, &why) &&
      g_markup_parse_context_end_parse(context, &why))
    return TRUE;
  return fail_in_part(reader, name, why, error);
}

/* ---- which part is what ---- */

/* A relation of a part to another (ECMA-376 part 2, 6.5). */
typedef struct {
  char *id, *type; /* type: the last word of the address that tells it: "worksheet" */
  char *part;      /* its name in the archive */
} Relation;

static void relation_free(Relation *relation) {
  g_free(relation->id);
  g_free(relation->type);
  g_free(relation->part);
  g_free(relation);
}

typedef struct {
  const char *folder; /* of the part whose relations they are: "xl/", or "" */
  GPtrArray *list;    /* Relation */
} Relations;

/* The name of the part that TARGET leads to from FOLDER. */
static char *resolve(const char *folder, const char *target) {
  g_autofree char *plain = g_uri_unescape_string(target, NULL);
  const char *path = plain != NULL ? plain : target;
  g_autofree char *joined = *path == '/' ? g_strdup(path) : g_strconcat("/", folder, path, NULL);
  g_strdelimit(joined, "\\", '/');
  g_autofree char *canonical = g_canonicalize_filename(joined, "/");
  return g_strdup(canonical + 1);
}

static void begin_relation(G_GNUC_UNUSED GMarkupParseContext *context, const char *element, const char **names,
                           const char **values, gpointer data, G_GNUC_UNUSED GError **error) {
  Relations *relations = data;
  const char *id = xml_attribute(names, values, "Id"), *type = xml_attribute(names, values, "Type");
  const char *target = xml_attribute(names, values, "Target"), *mode = xml_attribute(names, values, "TargetMode");
  if (!g_str_equal(xml_local(element), "Relationship") || id == NULL || type == NULL || target == NULL) return;
  if (g_strcmp0(mode, "External") == 0) return;
  const char *slash = strrchr(type, '/');
  Relation *relation = g_new0(Relation, 1);
  relation->id = g_strdup(id);
  relation->type = g_strdup(slash != NULL ? slash + 1 : type);
  relation->part = resolve(relations->folder, target);
  g_ptr_array_add(relations->list, relation);
}

/* The relations of PART, or with "" those of the whole archive; NULL where they can't be read. */
static GPtrArray *read_relations(BookReader *reader, const char *part, GError **error) {
  static const GMarkupParser parser = {.start_element = begin_relation};
  const char *slash = strrchr(part, '/');
  const char *base = slash != NULL ? slash + 1 : part;
  g_autofree char *folder = g_strndup(part, (gsize)(base - part));
  g_autofree char *name = g_strdup_printf("%s_rels/%s.rels", folder, base);
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)relation_free);
  Relations relations = {.folder = folder, .list = list};
  return book_read_part(reader, name, &parser, &relations, error) ? g_steal_pointer(&list) : NULL;
}

/* The part of the first relation of TYPE, or with ID; either may be NULL. NULL where there is none. */
static const char *related(const GPtrArray *relations, const char *type, const char *id) {
  for (guint i = 0; i < relations->len; i++) {
    const Relation *relation = g_ptr_array_index(relations, i);
    if ((type == NULL || g_str_equal(relation->type, type)) && (id == NULL || g_str_equal(relation->id, id)))
      return relation->part;
  }
  return NULL;
}

/* ---- the workbook ---- */

typedef struct {
  BookReader *reader;
  GPtrArray *ids; /* char *: of the relation of each of the copy's sheets */
} Workbook;

static void read_sheet_free(ReadSheet *sheet) {
  g_free(sheet->name);
  g_clear_pointer(&sheet->rows, g_ptr_array_unref);
  g_free(sheet);
}

static void begin_workbook(G_GNUC_UNUSED GMarkupParseContext *context, const char *element, const char **names,
                           const char **values, gpointer data, GError **error) {
  Workbook *workbook = data;
  const char *local = xml_local(element);
  if (g_str_equal(local, "workbookPr")) workbook->reader->from_1904 = xml_true(xml_attribute(names, values, "date1904"));
  if (!g_str_equal(local, "sheet")) return;
  const char *name = xml_attribute(names, values, "name"), *id = prefixed_attribute(names, values, "id");
  const char *state = xml_attribute(names, values, "state");
  if (name == NULL || id == NULL || workbook->ids->len == READ_SHEETS_MOST) {
    xml_refuse(error, name == NULL || id == NULL ? "a sheet has no name or no content" : "there are too many sheets");
    return;
  }
  ReadSheet *sheet = g_new0(ReadSheet, 1);
  sheet->name = g_strdup(name);
  sheet->hidden = state != NULL && !g_str_equal(state, "visible");
  g_ptr_array_add(workbook->reader->copy->sheets, sheet);
  g_ptr_array_add(workbook->ids, g_strdup(id));
}

/* Reads the sheets, and leaves out those of IDS that RELATIONS give as something else: charts. */
static gboolean read_sheets(BookReader *reader, const GPtrArray *relations, const GPtrArray *ids, GError **error) {
  GPtrArray *sheets = reader->copy->sheets;
  for (guint i = 0, at = 0; i < ids->len; i++) {
    const char *part = related(relations, "worksheet", g_ptr_array_index(ids, i));
    if (part == NULL)
      g_ptr_array_remove_index(sheets, at);
    else if (!book_read_sheet(reader, part, g_ptr_array_index(sheets, at++), error))
      return FALSE;
  }
  return TRUE;
}

static gboolean read_workbook(BookReader *reader, const char *part, GError **error) {
  static const GMarkupParser parser = {.start_element = begin_workbook};
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GPtrArray) relations = read_relations(reader, part, error);
  Workbook workbook = {.reader = reader, .ids = ids};
  if (relations == NULL || !book_read_part(reader, part, &parser, &workbook, error)) return FALSE;
  const char *strings = related(relations, "sharedStrings", NULL), *styles = related(relations, "styles", NULL);
  return (strings == NULL || book_read_shared(reader, strings, error)) &&
         (styles == NULL || book_read_styles(reader, styles, error)) && read_sheets(reader, relations, ids, error);
}

static gboolean read_archive(BookReader *reader, GError **error) {
  g_autoptr(GPtrArray) relations = read_relations(reader, "", error);
  if (relations == NULL) return FALSE;
  const char *part = related(relations, "officeDocument", NULL);
  if (part == NULL) return book_read_fail(reader, BOOK_READ_ERROR_FORMAT, "this is no Excel workbook", error);
  return read_workbook(reader, part, error);
}

BookCopy *workbook_read(const char *path, GError **error) {
  g_autoptr(GError) why = NULL;
  g_autoptr(ZipParts) parts = zip_parts_open(path, &why);
  BookReader reader = {.path = path, .parts = parts};
  if (parts == NULL) {
    gboolean there = g_file_test(path, G_FILE_TEST_IS_REGULAR);
    g_autofree char *what = g_strdup_printf(there ? "this is no Excel workbook: %s" : "it can't be read: %s", why->message);
    book_read_fail(&reader, there ? BOOK_READ_ERROR_FORMAT : BOOK_READ_ERROR_ACCESS, what, error);
    return NULL;
  }
  g_autoptr(BookCopy) copy = g_new0(BookCopy, 1);
  copy->sheets = g_ptr_array_new_with_free_func((GDestroyNotify)read_sheet_free);
  copy->texts = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GPtrArray) shared = g_ptr_array_new();
  g_autoptr(GArray) dates = g_array_new(FALSE, FALSE, sizeof(guint8));
  reader.copy = copy;
  reader.shared = shared;
  reader.dates = dates;
  return read_archive(&reader, error) ? g_steal_pointer(&copy) : NULL;
}

void book_copy_free(BookCopy *copy) {
  if (copy == NULL) return;
  g_ptr_array_unref(copy->sheets);
  g_ptr_array_unref(copy->texts);
  g_free(copy);
}

/* ---- looking up ---- */

const ReadSheet *book_copy_sheet(const BookCopy *copy, const char *name) {
  g_autofree char *wanted = g_utf8_casefold(name, -1);
  for (guint i = 0; i < copy->sheets->len; i++) {
    const ReadSheet *sheet = g_ptr_array_index(copy->sheets, i);
    g_autofree char *called = g_utf8_casefold(sheet->name, -1);
    if (g_str_equal(called, wanted)) return sheet;
  }
  return NULL;
}

const ReadCell *read_row_cell(const ReadRow *row, guint column) {
  guint first = 0, behind = row->cells->len;
  while (first < behind) {
    guint middle = first + (behind - first) / 2;
    const ReadCell *cell = &g_array_index(row->cells, ReadCell, middle);
    if (cell->column == column) return cell;
    if (cell->column < column)
      first = middle + 1;
    else
      behind = middle;
  }
  return NULL;
}

const char *read_row_text(const ReadRow *row, guint column) {
  const ReadCell *cell = read_row_cell(row, column);
  return cell != NULL ? cell->text : "";
}
