/* written.c - see written.h.
 *
 * The sheet: its first cell holds the format, the next says what it is for. Then rows whose first cell tells what they are:
 *   values  NAME NAME ...           what the hashes are of, in their order
 *   column  SHEET HEADER VALUE      what a column shows
 *   row     ID HASHES               a row's hashes, HASH_DIGITS characters each, and behind a space that of its source text */
#include "pipeline/digest/written.h"

#include "pipeline/workbook/cell_text.h"

#include <string.h>

const char *const written_fixed[] = {"symbol", "body",    "session",    "start", "end",
                                     "number", "section", "page_first", "rule",  NULL};

enum { HASH_DIGITS = 4 }; /* of 6 bits: one change in 16 million goes unnoticed */
static const char no_hash[] = "----";

/* ---- hashes ---- */

/* Appends the hash of what TEXT says: FNV-1a (Fowler, Noll and Vo) of 32 bits, folded to 24. */
static void append_hash(GString *out, const CorrectionField *field, const char *text) {
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  g_autofree char *comparable = correction_comparable(field, text);
  guint32 hash = 2166136261u;
  for (const char *at = comparable; *at != '\0'; at++) hash = (hash ^ (guint8)*at) * 16777619u;
  hash = (hash >> 24) ^ (hash & 0xFFFFFF);
  for (guint i = 0; i < HASH_DIGITS; i++) g_string_append_c(out, digits[hash >> 6 * i & 63]);
}

/* ---- writing ---- */

/* A value that is kept, and what the row before said of it: much is the same in all rows of a report. */
typedef struct {
  const RowColumn *column;
  const CorrectionField *field; /* NULL where it can't be corrected */
  GString *last, *last_hash;
} KeptValue;

struct WrittenNotes {
  Sheet *sheet;
  guint row;      /* the next that is free */
  GArray *values; /* KeptValue, in the order of their hashes */
  GString *text;  /* of the value that is being noted */
};

static void add_cells(WrittenNotes *notes, const char *const *cells, guint count) {
  for (guint i = 0; i < count; i++) sheet_put(notes->sheet, notes->row, i, &(Cell){.style = STYLE_NUMBER, .text = cells[i]});
  notes->row++;
}

static void add_value(WrittenNotes *notes, const char *name) {
  KeptValue value = {row_column(name), correction_field(name), g_string_new(NULL), g_string_new(NULL)};
  append_hash(value.last_hash, value.field, "");
  g_array_append_val(notes->values, value);
}

static void clear_value(gpointer data) {
  KeptValue *value = data;
  g_string_free(value->last, TRUE);
  g_string_free(value->last_hash, TRUE);
}

WrittenNotes *written_notes_new(Sheet *sheet) {
  static const char about[] = "What the rows of this workbook said when it was written: rapporteur take tells by it what people"
                              " changed since. Leave this sheet as it is.";
  WrittenNotes *notes = g_new0(WrittenNotes, 1);
  notes->sheet = sheet;
  notes->text = g_string_new(NULL);
  notes->values = g_array_new(FALSE, FALSE, sizeof(KeptValue));
  g_array_set_clear_func(notes->values, clear_value);
  for (const CorrectionField *field = correction_fields; field->name != NULL; field++) add_value(notes, field->name);
  for (guint i = 0; written_fixed[i] != NULL; i++) add_value(notes, written_fixed[i]);
  g_autoptr(GString) names = g_string_new(NULL);
  for (guint i = 0; i < notes->values->len; i++)
    g_string_append_printf(names, "%s%s", i > 0 ? " " : "", g_array_index(notes->values, KeptValue, i).column->name);
  add_cells(notes, (const char *const[]){WRITTEN_FORMAT, about}, 2);
  add_cells(notes, (const char *const[]){"values", names->str}, 2);
  return notes;
}

void written_notes_free(WrittenNotes *notes) {
  if (notes == NULL) return;
  g_array_unref(notes->values);
  g_string_free(notes->text, TRUE);
  g_free(notes);
}

void written_notes_add_column(WrittenNotes *notes, const char *name, const char *header, const char *value) {
  add_cells(notes, (const char *const[]){"column", name, header, value != NULL ? value : ""}, 4);
}

/* Appends the hash of what ROW says of VALUE, as a cell can hold it. */
static void append_value(WrittenNotes *notes, GString *hashes, const Row *row, KeptValue *value) {
  if ((value->column->kinds & 1u << row->kind) == 0) {
    g_string_append(hashes, no_hash);
    return;
  }
  g_string_truncate(notes->text, 0);
  row_append_text(notes->text, row, value->column, "\n");
  if (!g_string_equal(notes->text, value->last)) {
    g_autofree char *cut = notes->text->len > CELL_TEXT_MOST ? cell_text(notes->text->str) : NULL;
    g_string_assign(value->last, notes->text->str);
    g_string_truncate(value->last_hash, 0);
    append_hash(value->last_hash, value->field, cut != NULL ? cut : notes->text->str);
  }
  g_string_append(hashes, value->last_hash->str);
}

void written_notes_add_row(WrittenNotes *notes, const Row *row) {
  const Correction *correction = row->context->correction;
  const char *source = correction != NULL && correction->source_text != NULL ? correction->source_text : row->finding->text;
  g_autofree char *hash = corrections_hash(source);
  g_autoptr(GString) hashes = g_string_sized_new(notes->values->len * HASH_DIGITS + 16);
  for (guint i = 0; i < notes->values->len; i++) append_value(notes, hashes, row, &g_array_index(notes->values, KeptValue, i));
  g_string_append_printf(hashes, " %s", hash);
  add_cells(notes, (const char *const[]){"row", row->finding->id, hashes->str}, 3);
}

/* ---- reading ---- */

struct WrittenRow {
  const char *hashes, *source; /* borrowed from the copy's cells */
};

typedef struct {
  const char *sheet, *header, *value;
} WrittenColumn;

struct Written {
  char **values;
  GArray *columns;  /* WrittenColumn */
  GHashTable *rows; /* ID → WrittenRow */
  GPtrArray *ids;
};

static void read_line(Written *written, const ReadRow *line) {
  const char *kind = read_row_text(line, 0), *second = read_row_text(line, 1), *third = read_row_text(line, 2),
             *fourth = read_row_text(line, 3);
  if (g_str_equal(kind, "values") && written->values == NULL) written->values = g_strsplit(second, " ", -1);
  if (g_str_equal(kind, "column")) {
    WrittenColumn column = {second, third, fourth};
    g_array_append_val(written->columns, column);
  }
  if (!g_str_equal(kind, "row") || g_hash_table_contains(written->rows, second)) return;
  const char *space = strchr(third, ' ');
  WrittenRow *row = g_new0(WrittenRow, 1);
  *row = (WrittenRow){.hashes = third, .source = space != NULL ? space + 1 : ""};
  g_hash_table_insert(written->rows, (gpointer)second, row);
  g_ptr_array_add(written->ids, (gpointer)second);
}

gboolean written_is_sheet(const ReadSheet *sheet) {
  return sheet->rows->len > 0 && g_str_equal(read_row_text(g_ptr_array_index(sheet->rows, 0), 0), WRITTEN_FORMAT);
}

static const ReadSheet *find_sheet(const BookCopy *copy) {
  for (guint i = 0; i < copy->sheets->len; i++) {
    const ReadSheet *sheet = g_ptr_array_index(copy->sheets, i);
    if (written_is_sheet(sheet)) return sheet;
  }
  return NULL;
}

Written *written_read(const BookCopy *copy) {
  const ReadSheet *sheet = find_sheet(copy);
  if (sheet == NULL) return NULL;
  Written *written = g_new0(Written, 1);
  written->columns = g_array_new(FALSE, FALSE, sizeof(WrittenColumn));
  written->rows = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
  written->ids = g_ptr_array_new();
  for (guint i = 1; i < sheet->rows->len; i++) read_line(written, g_ptr_array_index(sheet->rows, i));
  if (written->values == NULL) written->values = g_new0(char *, 1);
  return written;
}

void written_free(Written *written) {
  if (written == NULL) return;
  g_strfreev(written->values);
  g_array_unref(written->columns);
  g_hash_table_unref(written->rows);
  g_ptr_array_unref(written->ids);
  g_free(written);
}

const char *written_value(const Written *written, const char *sheet, const char *header) {
  const char *elsewhere = NULL;
  for (guint i = 0; i < written->columns->len; i++) {
    const WrittenColumn *column = &g_array_index(written->columns, WrittenColumn, i);
    if (!g_str_equal(column->header, header)) continue;
    if (g_str_equal(column->sheet, sheet)) return column->value;
    if (elsewhere == NULL) elsewhere = column->value;
  }
  return elsewhere;
}

const WrittenRow *written_row(const Written *written, const char *id) {
  return g_hash_table_lookup(written->rows, id);
}

const GPtrArray *written_ids(const Written *written) {
  return written->ids;
}

const char *written_source(const WrittenRow *row) {
  return row->source;
}

WrittenSays written_says(const Written *written, const WrittenRow *row, const char *value, const char *text) {
  for (gsize i = 0; written->values[i] != NULL; i++) {
    if (!g_str_equal(written->values[i], value)) continue;
    if (strlen(row->hashes) < (i + 1) * HASH_DIGITS) break;
    const char *hash = row->hashes + i * HASH_DIGITS;
    if (strncmp(hash, no_hash, HASH_DIGITS) == 0) break;
    g_autoptr(GString) seen = g_string_new(NULL);
    append_hash(seen, correction_field(value), text);
    return strncmp(hash, seen->str, HASH_DIGITS) == 0 ? WRITTEN_SAME : WRITTEN_OTHER;
  }
  return WRITTEN_UNKNOWN;
}
