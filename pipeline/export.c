/* export.c - see export.h. */
#include "pipeline/export.h"

#include "extractors/json.h"
#include "pipeline/row.h"

#include <errno.h>
#include <string.h>

G_DEFINE_QUARK(rapporteur-export-error, export_error)

const char *const export_format_names[] = {
    [EXPORT_JSONL] = "jsonl",
    [EXPORT_CSV] = "csv",
    NULL,
};

typedef struct {
  guint kinds;
  GArray *columns; /* RowColumn: those of row_columns that stand in any of the kinds, then one for each other fact */
  FILE *stream;
  GString *line;
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

/* A column made for a fact owns its name; those of row_columns are static. */
static void clear_column(gpointer data) {
  RowColumn *column = data;
  if (column->key != NULL && !row_has_fact(column->key)) g_free((char *)column->name);
}
