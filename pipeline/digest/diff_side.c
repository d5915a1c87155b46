/* diff_side.c - see diff_side.h. */
#include "pipeline/digest/diff_side.h"

#include "pipeline/digest/digest_keep.h"
#include "pipeline/workbook/workbook_read.h"
#include "rules/symbol.h"

#include <string.h>

void diff_side_free(DiffSide *side) {
  if (side == NULL) return;
  g_clear_pointer(&side->tables, g_ptr_array_unref);
  g_clear_pointer(&side->kept, kept_digest_free);
  g_clear_pointer(&side->documents, g_ptr_array_unref);
  g_free(side);
}

/* ---- a workbook ---- */

static void table_free(DiffTable *table) {
  g_ptr_array_unref(table->rows);
  g_ptr_array_unref(table->heads);
  g_free(table->name);
  g_free(table);
}

enum { NAMING_MOST = 4, HEAD_ROWS_MOST = 10 };

/* The columns that tell which row is which, and those that tell it to readers; the first line counts whose columns a sheet has.
 */
static const struct {
  const char *heads[NAMING_MOST + 1], *names[NAMING_MOST + 1];
} namings[] = {
    {{"ID"}, {"ID"}},
    {{"SHA-256"}, {"Symbol", "Source"}},
    {{"Symbol", "Check", "Asked of", "Source"}, {"Symbol", "Source", "Check", "Asked of"}},
};

/* A sheet of changes is no part of what two digests say. */
static const char *const of_changes[] = {"What", "Change", "Why", NULL};

/* The column below HEAD in the row of heads; -1 for none. */
static int find_head(const ReadRow *heads, const char *head) {
  for (guint i = 0; i < heads->cells->len; i++) {
    const ReadCell *cell = &g_array_index(heads->cells, ReadCell, i);
    if (g_str_equal(cell->text, head)) return (int)cell->column;
  }
  return -1;
}

static gboolean has_all(const ReadRow *heads, const char *const *names) {
  for (; *names != NULL; names++)
    if (find_head(heads, *names) < 0) return FALSE;
  return TRUE;
}

/* Which of `namings` the sheet with these heads has; -1 for none. */
static int naming_of(const ReadRow *heads) {
  if (has_all(heads, of_changes)) return -1;
  for (guint i = 0; i < G_N_ELEMENTS(namings); i++)
    if (has_all(heads, namings[i].heads)) return (int)i;
  return -1;
}

/* The texts below HEADS_WANTED, parted by SEPARATOR; those that are empty are left out where SPARSE. */
static char *join(const ReadRow *heads, const ReadRow *row, const char *const *heads_wanted, const char *separator,
                  gboolean sparse) {
  g_autoptr(GString) text = g_string_new(NULL);
  for (; *heads_wanted != NULL; heads_wanted++) {
    int column = find_head(heads, *heads_wanted);
    const char *value = column >= 0 ? read_row_text(row, (guint)column) : "";
    if (!sparse || *value != '\0') g_string_append_printf(text, "%s%s", text->len > 0 ? separator : "", value);
  }
  return g_strdup(text->str);
}

/* IDs begin with the report's symbol: those of a revision differ from those of what it revises in the version that it tells. */
static char *place_of(const ReadRow *heads, const ReadRow *row, const char *id) {
  int column = find_head(heads, "Symbol");
  const char *printed = column >= 0 ? read_row_text(row, (guint)column) : "";
  g_autoptr(Symbol) symbol = symbol_read(printed);
  return symbol != NULL && g_str_has_prefix(id, printed) ? g_strjoin("\n", symbol->key, id + strlen(printed), NULL) : NULL;
}

static KeptRow *read_row(const DiffTable *table, const ReadRow *heads, const ReadRow *row, int naming) {
  g_autofree char *id = join(heads, row, namings[naming].heads, "\n", FALSE);
  KeptRow *kept = kept_row_new(table->name, id);
  g_free(kept->name);
  kept->name = join(heads, row, namings[naming].names, " · ", TRUE);
  kept->place = place_of(heads, row, id);
  kept->heads = table->heads;
  for (guint i = 0; i < heads->cells->len; i++)
    g_ptr_array_add(kept->values, g_strdup(read_row_text(row, g_array_index(heads->cells, ReadCell, i).column)));
  return kept;
}

/* SHEET as a table whose heads are row FIRST of its rows. */
static DiffTable *read_table(const ReadSheet *sheet, guint first, int naming) {
  const ReadRow *heads = sheet->rows->pdata[first];
  DiffTable *table = g_new0(DiffTable, 1);
  table->name = g_strdup(sheet->name);
  table->heads = g_ptr_array_new_with_free_func(g_free);
  table->rows = g_ptr_array_new_with_free_func((GDestroyNotify)kept_row_free);
  for (guint i = 0; i < heads->cells->len; i++)
    g_ptr_array_add(table->heads, g_strdup(g_array_index(heads->cells, ReadCell, i).text));
  for (guint i = first + 1; i < sheet->rows->len; i++)
    g_ptr_array_add(table->rows, read_row(table, heads, sheet->rows->pdata[i], naming));
  return table;
}

/* Somebody may have put a line or two above the table. What is hidden is for programs: the workbook's record of itself. */
static void add_sheet(DiffSide *side, const ReadSheet *sheet) {
  if (sheet->hidden) return;
  for (guint i = 0; i < MIN(sheet->rows->len, HEAD_ROWS_MOST); i++) {
    int naming = naming_of(sheet->rows->pdata[i]);
    if (naming < 0) continue;
    g_ptr_array_add(side->tables, read_table(sheet, i, naming));
    return;
  }
}

DiffSide *diff_side_workbook(const char *path, GError **error) {
  g_autoptr(BookCopy) copy = workbook_read(path, error);
  if (copy == NULL) return NULL;
  DiffSide *side = g_new0(DiffSide, 1);
  side->tables = g_ptr_array_new_with_free_func((GDestroyNotify)table_free);
  for (guint i = 0; i < copy->sheets->len; i++) add_sheet(side, copy->sheets->pdata[i]);
  return side;
}

/* ---- a catalogue ---- */

DiffSide *diff_side_catalogue(Catalogue *catalogue, const DigestOptions *options, GError **error) {
  g_autoptr(DiffSide) side = g_new0(DiffSide, 1);
  side->documents = catalogue_documents(catalogue, error);
  side->kept = side->documents != NULL ? digest_keep_all(catalogue, options, error) : NULL;
  return side->kept != NULL ? g_steal_pointer(&side) : NULL;
}

DiffSide *diff_side_last(Catalogue *catalogue, const DigestOptions *options, GError **error) {
  g_autoptr(DiffSide) side = g_new0(DiffSide, 1);
  StateKey key = digest_state_key(options);
  side->kept = kept_digest_load(catalogue, &key, STATE_LAST, error);
  return side->kept != NULL ? g_steal_pointer(&side) : NULL;
}

/* ---- both ---- */

static gboolean has_table(const DiffSide *side, const char *name) {
  for (guint i = 0; i < side->tables->len; i++)
    if (g_str_equal(((const DiffTable *)side->tables->pdata[i])->name, name)) return TRUE;
  return FALSE;
}

/* The rows of SIDE that stand in a sheet that OTHER has, too. */
static GPtrArray *shared_rows(const DiffSide *side, const DiffSide *other) {
  GPtrArray *rows = g_ptr_array_new();
  for (guint i = 0; i < side->tables->len; i++) {
    const DiffTable *table = side->tables->pdata[i];
    if (has_table(other, table->name)) g_ptr_array_extend(rows, table->rows, NULL, NULL);
  }
  return rows;
}

GPtrArray *diff_sides(DiffSide *before, DiffSide *after, Catalogue *catalogue, GError **error) {
  if (before->kept != NULL) return kept_digests_compare(before->kept, after->kept, catalogue, error);
  g_autoptr(GPtrArray) old_rows = shared_rows(before, after), new_rows = shared_rows(after, before);
  return kept_rows_compare(old_rows, new_rows);
}
