/* export.c - see export.h. */
#include "pipeline/reports/export.h"

#include "pipeline/reports/collection.h"
#include "pipeline/reports/flat_text.h"
#include "pipeline/reports/row.h"

#include <errno.h>

G_DEFINE_QUARK(rapporteur_export_error, export_error)

const char *const export_format_names[] = {
    [EXPORT_JSONL] = "jsonl",
    [EXPORT_CSV] = "csv",
    NULL,
};

typedef struct Export {
  const ExportOptions *options;
  GArray *columns;       /* RowColumn: those of row_columns that stand in any of the kinds, then one for each other fact */
  GStringChunk *strings; /* the names of the columns for facts */
  GString *line;
  FILE *stream;
  void (*append_row)(GString *line, const Row *row, const GArray *columns);
  int failure; /* errno of the write that failed, else 0 */
} Export;

guint export_kinds(const char *name, GError **error) {
  if (name == NULL) return ROW_ALL_KINDS;
  for (guint kind = 0; row_kind_names[kind] != NULL; kind++)
    if (g_str_equal(row_kind_names[kind], name)) return 1u << kind;
  g_autofree char *names = g_strjoinv(", ", (char **)row_kind_names);
  g_set_error(error, EXPORT_ERROR, EXPORT_ERROR_KIND, "there are no rows of kind \"%s\"; the kinds are %s", name, names);
  return 0;
}

/* ---- columns ---- */

static gboolean choose_columns(Export *export, Catalogue *catalogue, GError **error) {
  for (const RowColumn *column = row_columns; column->name != NULL; column++)
    if ((column->kinds & export->options->kinds) != 0) g_array_append_vals(export->columns, column, 1);
  if ((export->options->kinds & 1u << ROW_MEETING) == 0) return TRUE;
  g_autoptr(GPtrArray) facts = catalogue_fact_names(catalogue, error);
  for (guint i = 0; facts != NULL && i < facts->len; i++) {
    const char *fact = g_ptr_array_index(facts, i);
    if (row_has_fact(fact)) continue;
    RowColumn column = row_column_of_fact(fact, export->strings);
    g_array_append_val(export->columns, column);
  }
  return facts != NULL;
}

/* ---- rows ---- */

static void append_json_row(GString *line, const Row *row, const GArray *columns) {
  gboolean first = TRUE;
  for (guint i = 0; i < columns->len; i++) {
    const RowColumn *column = &g_array_index(columns, RowColumn, i);
    if ((column->kinds & 1u << row->kind) == 0) continue;
    jsonl_append_name(line, first, column->name);
    row_append_json(line, row, column);
    first = FALSE;
  }
  jsonl_end_row(line);
}

static void append_csv_row(GString *line, const Row *row, const GArray *columns) {
  g_autoptr(GString) text = g_string_new(NULL);
  for (guint i = 0; i < columns->len; i++) {
    const RowColumn *column = &g_array_index(columns, RowColumn, i);
    g_string_truncate(text, 0);
    if ((column->kinds & 1u << row->kind) != 0) row_append_text(text, row, column, "; ");
    csv_append_cell(line, i == 0, text->str);
  }
  csv_end_row(line);
}

static void append_csv_header(GString *line, const GArray *columns) {
  csv_begin(line);
  for (guint i = 0; i < columns->len; i++) csv_append_cell(line, i == 0, g_array_index(columns, RowColumn, i).name);
  csv_end_row(line);
}

/* ---- writing ---- */

static gboolean write_line(Export *export) {
  if (fwrite(export->line->str, 1, export->line->len, export->stream) < export->line->len) export->failure = errno;
  g_string_truncate(export->line, 0);
  return export->failure == 0;
}

static gboolean write_row(const Row *row, gpointer data) {
  Export *export = data;
  export->append_row(export->line, row, export->columns);
  return write_line(export);
}

/* The kinds of which DOCUMENT gives rows. */
static guint kinds_of(const ExportOptions *options, gboolean speaks) {
  static const guint found = 1u << ROW_RECOMMENDATION | 1u << ROW_PANEL_TOPIC;
  return speaks || options->all_versions ? options->kinds : options->kinds & ~found;
}

static gboolean write_documents(Export *export, Catalogue *catalogue, GError **error) {
  const CollectionOptions options = {.language = export->options->language, .overrides = export->options->overrides};
  g_autoptr(Collection) collection = collection_open(catalogue, &options, error);
  if (collection == NULL) return FALSE;
  const GPtrArray *documents = collection_documents(collection);
  for (guint i = 0; i < documents->len; i++) {
    const CatalogueDocument *document = g_ptr_array_index(documents, i);
    g_autoptr(Report) report = collection_report(collection, document, error);
    if (report == NULL) return FALSE;
    if (!row_each(report, kinds_of(export->options, collection_speaks(collection, document)), write_row, export)) break;
  }
  return TRUE;
}

static gboolean write_all(Export *export, Catalogue *catalogue, GError **error) {
  if (!choose_columns(export, catalogue, error)) return FALSE;
  if (export->options->format == EXPORT_CSV) append_csv_header(export->line, export->columns);
  if (write_line(export) && !write_documents(export, catalogue, error)) return FALSE;
  if (export->failure == 0 && fflush(export->stream) != 0) export->failure = errno;
  if (export->failure == 0) return TRUE;
  g_set_error_literal(error, EXPORT_ERROR, EXPORT_ERROR_WRITE, g_strerror(export->failure));
  return FALSE;
}

gboolean export_write(Catalogue *catalogue, const ExportOptions *options, FILE *stream, GError **error) {
  g_autoptr(GArray) columns = g_array_new(FALSE, FALSE, sizeof(RowColumn));
  g_autoptr(GStringChunk) strings = g_string_chunk_new(1024);
  g_autoptr(GString) line = g_string_new(NULL);
  Export export = {
      .options = options,
      .columns = columns,
      .strings = strings,
      .line = line,
      .stream = stream,
      .append_row = options->format == EXPORT_CSV ? append_csv_row : append_json_row,
  };
  if (!catalogue_begin(catalogue, CATALOGUE_READ, error)) return FALSE;
  gboolean done = write_all(&export, catalogue, error);
  catalogue_rollback(catalogue); /* nothing was changed: this only ends the reading */
  return done;
}
