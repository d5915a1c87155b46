/* digest_flat.c - a digest as CSV or JSON Lines: the rows of its tables, as they would stand in the workbook; see digest.h. */
#include "pipeline/digest/digest_flat.h"

#include "extractors/json.h"
#include "pipeline/common/nearest.h"
#include "pipeline/reports/flat_text.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

G_DEFINE_QUARK(rapporteur_digest_error, digest_error)

const char *const digest_format_names[] = {
    [DIGEST_XLSX] = "xlsx",
    [DIGEST_CSV] = "csv",
    [DIGEST_JSONL] = "jsonl",
    NULL,
};

struct FlatDigest {
  Publication *publication;
  FILE *stream;
  DigestFormat format;
  const LayoutSheet *only; /* the one sheet whose rows are written; NULL for all */
  GString *line;
  int failure; /* errno of the write that failed, else 0 */
};

DigestFormat digest_format_of(const char *output) {
  const char *ending = strrchr(output, '.');
  for (guint i = 0; ending != NULL && digest_format_names[i] != NULL; i++)
    if (g_ascii_strcasecmp(ending + 1, digest_format_names[i]) == 0) return (DigestFormat)i;
  return DIGEST_XLSX;
}

/* ---- the sheet ---- */

static gboolean is_table(const LayoutSheet *sheet) {
  return sheet->columns->len > 0;
}

/* The table that NAME names, as the workbook would or by its key; NULL with a DIGEST_ERROR. */
static const LayoutSheet *find_table(const Layout *layout, const char *name, GError **error) {
  g_autoptr(GPtrArray) names = g_ptr_array_new();
  for (guint i = 0; i < layout->sheets->len; i++) {
    const LayoutSheet *sheet = &g_array_index(layout->sheets, LayoutSheet, i);
    if (!is_table(sheet)) continue;
    if (g_str_equal(sheet->name, name) || g_str_equal(digest_sheets[sheet->which].key, name)) return sheet;
    g_ptr_array_add(names, (char *)sheet->name);
  }
  g_ptr_array_add(names, NULL);
  const char *const *known = (const char *const *)names->pdata, *nearest = nearest_name(name, known);
  g_autofree char *all = g_strjoinv(", ", (char **)names->pdata);
  g_autofree char *meant = nearest != NULL ? g_strdup_printf("; did you mean \"%s\"?", nearest) : g_strdup("");
  g_set_error(error, DIGEST_ERROR, DIGEST_ERROR_SHEET, "the digest has no table \"%s\"%s (its tables: %s)", name, meant,
              names->len > 1 ? all : "none");
  return NULL;
}

/* The recommendations or, where they are left out, the first table. */
static const LayoutSheet *first_table(const Layout *layout, GError **error) {
  const LayoutSheet *table = layout_sheet(layout, SHEET_RECOMMENDATIONS);
  for (guint i = 0; table == NULL && i < layout->sheets->len; i++) {
    const LayoutSheet *sheet = &g_array_index(layout->sheets, LayoutSheet, i);
    if (is_table(sheet)) table = sheet;
  }
  if (table == NULL) g_set_error(error, DIGEST_ERROR, DIGEST_ERROR_SHEET, "%s: it has no sheet that is a table", layout->file);
  return table;
}

static gboolean choose_table(FlatDigest *flat, const Layout *layout, const char *name, GError **error) {
  if (name == NULL && flat->format == DIGEST_JSONL) return TRUE;
  flat->only = name != NULL ? find_table(layout, name, error) : first_table(layout, error);
  return flat->only != NULL;
}

/* ---- rows ---- */

static void write_line(FlatDigest *flat) {
  if (flat->failure == 0 && fwrite(flat->line->str, 1, flat->line->len, flat->stream) < flat->line->len) flat->failure = errno;
  g_string_truncate(flat->line, 0);
}

static void put_header(FlatDigest *flat) {
  csv_begin(flat->line);
  for (guint i = 0; i < flat->only->columns->len; i++)
    csv_append_cell(flat->line, i == 0, g_array_index(flat->only->columns, DigestColumn, i).column.header);
  csv_end_row(flat->line);
  write_line(flat);
}

void flat_put_cell(FlatDigest *flat, guint number, const Cell *cell) {
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  const char *text = cell->text != NULL ? cell->text : cell->date;
  const char *shown = text != NULL ? text : g_ascii_formatd(digits, sizeof digits, "%.15g", cell->number);
  if (flat->format == DIGEST_CSV)
    csv_append_cell(flat->line, number == 0, shown);
  else if (text != NULL)
    json_append_string(flat->line, text);
  else
    g_string_append(flat->line, shown);
}

void flat_put_rich(FlatDigest *flat, guint number, const TextRun *runs, guint count) {
  g_autofree char *text = text_runs_marked(runs, count);
  flat_put_cell(flat, number, &(Cell){.text = text});
}

/* What an export says of the same is said as exports say it: an array stays one. */
static void put_member(FlatDigest *flat, const CellSource *source, const DigestColumn *column, guint row, guint number) {
  jsonl_append_name(flat->line, FALSE, digest_column_key(column));
  if (column->value != NULL)
    row_append_json(flat->line, source->row, row_column(column->value));
  else
    column->put(source, column, row, number);
}

void flat_put_row(FlatDigest *flat, const LayoutSheet *sheet, const CellSource *source, guint row) {
  if (flat->only != NULL && flat->only != sheet) return;
  if (flat->format == DIGEST_JSONL) {
    jsonl_append_name(flat->line, TRUE, "sheet");
    json_append_string(flat->line, digest_sheets[sheet->which].key);
  }
  for (guint i = 0; i < sheet->columns->len; i++) {
    const DigestColumn *column = &g_array_index(sheet->columns, DigestColumn, i);
    if (flat->format == DIGEST_JSONL)
      put_member(flat, source, column, row, i);
    else
      column->put(source, column, row, i);
  }
  if (flat->format == DIGEST_JSONL)
    jsonl_end_row(flat->line);
  else
    csv_end_row(flat->line);
  write_line(flat);
}

/* ---- the file ---- */

static gboolean fail(const FlatDigest *flat, int error_number, GError **error) {
  g_set_error(error, PUBLISH_ERROR, PUBLISH_ERROR_OUTPUT, "%s: %s", publication_output(flat->publication),
              g_strerror(error_number));
  return FALSE;
}

FlatDigest *flat_new(const DigestOptions *options, const Layout *layout, GError **error) {
  g_autoptr(FlatDigest) flat = g_new0(FlatDigest, 1);
  flat->format = options->format;
  flat->line = g_string_new(NULL);
  if (!choose_table(flat, layout, options->sheet, error)) return NULL;
  flat->publication = publication_new(options->output, error);
  if (flat->publication == NULL) return NULL;
  publication_ask(flat->publication, options->ready, options->ready_data);
  flat->stream = g_fopen(publication_file(flat->publication), "wbe");
  if (flat->stream == NULL) {
    fail(flat, errno, error);
    return NULL;
  }
  if (flat->format == DIGEST_CSV) put_header(flat);
  return g_steal_pointer(&flat);
}

void flat_free(FlatDigest *flat) {
  if (flat == NULL) return;
  if (flat->stream != NULL) fclose(flat->stream);
  publication_free(flat->publication);
  g_string_free(flat->line, TRUE);
  g_free(flat);
}

gboolean flat_publish(FlatDigest *flat, GError **error) {
  if (fclose(g_steal_pointer(&flat->stream)) != 0 && flat->failure == 0) flat->failure = errno;
  return flat->failure == 0 ? publication_publish(flat->publication, error) : fail(flat, flat->failure, error);
}
