/* take.c - see take.h. */
#include "pipeline/digest/take.h"

#include "pipeline/digest/digest.h"
#include "pipeline/digest/written.h"
#include "pipeline/reports/report.h"

#include <stdio.h>
#include <string.h>

/* A finding of the catalogue, as it was read. */
typedef struct {
  const Finding *finding;
  const CatalogueDocument *document;
} Known;

struct Take {
  Catalogue *catalogue;
  Corrections *corrections;
  TakeOptions options;
  GPtrArray *documents; /* CatalogueDocument */
  GHashTable *places;   /* ID → CatalogueDocument */
  GPtrArray *reports;   /* Report: those that were needed so far */
  GHashTable *loaded;   /* CatalogueDocument: of those */
  GHashTable *known;    /* ID → Known, of those */
  TakeResult result;
};

static void taken_free(Taken *taken) {
  g_free(taken->id);
  g_free(taken->before);
  g_free(taken->after);
  g_free(taken);
}

/* ---- the catalogue ---- */

typedef struct {
  Take *take;
  const CatalogueDocument *document;
} Candidate;

/* Of several documents with one ID the one counts that speaks for its work. */
static void note_place(G_GNUC_UNUSED FindingKind kind, const char *id, gpointer data) {
  const Candidate *place = data;
  const CatalogueDocument *other = g_hash_table_lookup(place->take->places, id);
  if (other == NULL || (catalogue_superseded_by(other) != NULL && catalogue_superseded_by(place->document) == NULL))
    g_hash_table_insert(place->take->places, g_strdup(id), (gpointer)place->document);
}

static gboolean find_places(Take *take, GError **error) {
  for (guint i = 0; i < take->documents->len; i++) {
    Candidate place = {take, g_ptr_array_index(take->documents, i)};
    if (!catalogue_each_id(take->catalogue, place.document, note_place, &place, error)) return FALSE;
  }
  return TRUE;
}

Take *take_new(Catalogue *catalogue, Corrections *corrections, const TakeOptions *options, GError **error) {
  g_autoptr(Take) take = g_new0(Take, 1);
  take->catalogue = catalogue;
  take->corrections = corrections;
  take->options = *options;
  take->places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  take->reports = g_ptr_array_new_with_free_func((GDestroyNotify)report_free);
  take->loaded = g_hash_table_new(g_direct_hash, g_direct_equal);
  take->known = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
  take->result.taken = g_ptr_array_new_with_free_func((GDestroyNotify)taken_free);
  take->result.told = g_ptr_array_new_with_free_func(g_free);
  take->result.quarters = g_ptr_array_new_with_free_func(g_free);
  take->documents = catalogue_documents(catalogue, error);
  return take->documents != NULL && find_places(take, error) ? g_steal_pointer(&take) : NULL;
}

void take_free(Take *take) {
  if (take == NULL) return;
  g_hash_table_unref(take->known);
  g_hash_table_unref(take->loaded);
  g_ptr_array_unref(take->reports);
  g_hash_table_unref(take->places);
  g_clear_pointer(&take->documents, g_ptr_array_unref);
  g_ptr_array_unref(take->result.taken);
  g_ptr_array_unref(take->result.told);
  g_ptr_array_unref(take->result.quarters);
  g_free(take);
}

const TakeResult *take_result(const Take *take) {
  return &take->result;
}

/* Loads DOCUMENT as it was read: report_load, and no collection, which would correct it and tie it to others. */
static gboolean load(Take *take, const CatalogueDocument *document, GError **error) {
  if (g_hash_table_contains(take->loaded, document)) return TRUE;
  Report *report = report_load(take->catalogue, document, error);
  if (report == NULL) return FALSE;
  g_hash_table_add(take->loaded, (gpointer)document);
  g_ptr_array_add(take->reports, report);
  for (guint i = 0; i < report->findings->findings->len; i++) {
    const Finding *finding = g_ptr_array_index(report->findings->findings, i);
    if (finding->kind == FINDING_FACT || g_hash_table_lookup(take->places, finding->id) != document) continue;
    Known *known = g_new0(Known, 1);
    *known = (Known){finding, document};
    g_hash_table_insert(take->known, finding->id, known);
  }
  return TRUE;
}

/* ---- what is told ---- */

static void tell(Take *take, const char *format, ...) G_GNUC_PRINTF(2, 3);
static void tell(Take *take, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  g_ptr_array_add(take->result.told, g_strdup_vprintf(format, arguments));
  va_end(arguments);
}

/* TEXT as a message can hold it: its first words in quotation marks. */
static char *quote(const char *text) {
  enum { SHOWN_MOST = 60 }; /* characters */
  g_autofree char *line = g_strdelimit(g_strdup(text), "\r\n\t", ' ');
  glong length = g_utf8_strlen(line, -1);
  g_autofree char *start = g_utf8_substring(line, 0, MIN(length, SHOWN_MOST));
  return g_strdup_printf("\"%s%s\"", start, length > SHOWN_MOST ? "…" : "");
}

/* ---- a sheet ---- */

typedef struct {
  guint number;      /* of the column */
  const char *value; /* what it shows: the name of a column of row.h */
  const char *header;
} Column;

/* A sheet that is being gone through. */
typedef struct {
  Take *take;
  const Written *written; /* NULL where the workbook doesn't tell */
  const ReadSheet *sheet;
  GArray *columns; /* Column */
  guint id_column;
  GHashTable *seen; /* IDs of the workbook's rows */
  guint unsure;     /* cells that differ, of which it can't be told why */
} TakenSheet;

/* A row of it. */
typedef struct {
  TakenSheet *sheet;
  const char *id;
  const Known *known;
  const WrittenRow *written; /* NULL where the workbook doesn't tell */
} TakenRow;

static const char *value_of(const TakenSheet *sheet, const char *header) {
  const char *value = sheet->written != NULL ? written_value(sheet->written, sheet->sheet->name, header) : NULL;
  return value != NULL ? value : digest_column_value(header);
}

/* Reads ROW as the head of a table of findings: TRUE where a column shows IDs, and another what can be corrected. */
static gboolean read_head(TakenSheet *sheet, const ReadRow *row) {
  gboolean has_id = FALSE, has_field = FALSE;
  g_array_set_size(sheet->columns, 0);
  for (guint i = 0; i < row->cells->len; i++) {
    const ReadCell *cell = &g_array_index(row->cells, ReadCell, i);
    g_autofree char *header = g_strstrip(g_strdup(cell->text));
    Column column = {cell->column, value_of(sheet, header), cell->text};
    gboolean is_id = g_strcmp0(column.value, "id") == 0;
    if (is_id && !has_id) sheet->id_column = cell->column;
    has_id |= is_id;
    has_field |= column.value != NULL && correction_field(column.value) != NULL;
    if (!is_id) g_array_append_val(sheet->columns, column);
  }
  return has_id && has_field;
}

static void tell_strange_columns(TakenSheet *sheet) {
  for (guint i = 0; i < sheet->columns->len; i++) {
    const Column *column = &g_array_index(sheet->columns, Column, i);
    if (column->value == NULL)
      tell(sheet->take, "sheet %s: the column \"%s\" is none of a digest's: not taken", sheet->sheet->name, column->header);
  }
}

/* ---- a cell ---- */

/* Did a program make a number or a day of TEXT: 16.1 of "16.10", the first of February of "1/2"? */
static gboolean is_made_of(const ReadCell *cell, const char *text) {
  guint first, second, month, day, year;
  char end, *number_end = NULL;
  if (cell->kind == READ_NUMBER) {
    double number = g_ascii_strtod(text, &number_end);
    return number_end != text && *number_end == '\0' && number == g_ascii_strtod(cell->text, NULL);
  }
  return cell->kind == READ_DATE && sscanf(text, "%2u%*1[/.-]%2u%c", &first, &second, &end) == 2 &&
         sscanf(cell->text, "%4u-%2u-%2u", &year, &month, &day) == 3 &&
         ((first == day && second == month) || (first == month && second == day) || (first == month && second == year % 100));
}

/* VALUES as a cell shows them, a line each. */
static char *shown(const GPtrArray *values) {
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < values->len; i++)
    g_string_append_printf(text, "%s%s", i > 0 ? "\n" : "", (const char *)g_ptr_array_index(values, i));
  return g_string_free(text, FALSE);
}

static gboolean says_the_same(const CorrectionField *field, const char *a, const char *b) {
  g_autofree char *x = correction_comparable(field, a), *y = correction_comparable(field, b);
  return g_str_equal(x, y);
}

/* What keeps VALUES, which CELL says, from being taken as those of FIELD; NULL where nothing does. Free it with g_free. */
static char *obstacle(const TakenRow *row, const CorrectionField *field, const ReadCell *cell, const GPtrArray *values,
                      const char *now) {
  const Written *written = row->sheet->written;
  const char *why;
  if ((field->kinds & 1u << row->known->finding->kind) == 0)
    return g_strdup_printf("a %s has none", correction_kind_words[row->known->finding->kind]);
  if (cell != NULL && cell->kind == READ_ERROR) return g_strdup("that is a formula's error");
  if (correction_is_wrong(field, values, &why)) return g_strdup(why);
  if (row->written == NULL || !corrections_have(row->sheet->take->corrections, row->id, field)) return NULL;
  if (written_says(written, row->written, field->name, now) != WRITTEN_OTHER) return NULL;
  g_autofree char *other = quote(now);
  return g_strdup_printf("since this workbook was written it was corrected to %s", other);
}

static void note_quarter(Take *take, const CatalogueDocument *document) {
  char date[DATE_SIZE], quarter[QUARTER_SIZE];
  report_date(document, date);
  date_quarter(date, quarter);
  if (*quarter != '\0' && !g_ptr_array_find_with_equal_func(take->result.quarters, quarter, g_str_equal, NULL))
    g_ptr_array_add(take->result.quarters, g_strdup(quarter));
}

/* Ties the correction to the text that the person saw: that of the workbook. A note alone leaves a correction's tie as it is. */
static void sign(const TakenRow *row, const CorrectionField *field) {
  Take *take = row->sheet->take;
  for (const CorrectionField *other = correction_fields; other->name != NULL && field->part == CORRECTION_NOTE; other++)
    if (other->part != CORRECTION_NOTE && corrections_have(take->corrections, row->id, other)) return;
  const char *text = row->known->finding->text;
  g_autofree char *now = corrections_hash(text);
  const char *seen = row->written != NULL && *written_source(row->written) != '\0' ? written_source(row->written) : now;
  corrections_sign(take->corrections, row->id, text, seen, take->options.by, take->options.date);
}

/* What people put back to what was read is no correction any more. */
static void take_values(const TakenRow *row, const CorrectionField *field, const GPtrArray *values, const char *now) {
  Take *take = row->sheet->take;
  g_autoptr(GPtrArray) own = correction_values(field, row->known->finding);
  g_autofree char *read = shown(own), *wanted = shown(values);
  gboolean is_own = field->part != CORRECTION_NOTE && says_the_same(field, read, wanted);
  corrections_set(take->corrections, row->id, field, is_own ? NULL : values);
  sign(row, field);
  Taken *taken = g_new0(Taken, 1);
  *taken = (Taken){g_strdup(row->id), field->label, g_strdup(now), g_steal_pointer(&wanted)};
  g_ptr_array_add(take->result.taken, taken);
  note_quarter(take, row->known->document);
}

/* Is what a cell of FIELD says, which is not what a digest would say now, a person's word? */
static gboolean is_persons(const TakenRow *row, const CorrectionField *field, const char *text) {
  WrittenSays says = row->written != NULL ? written_says(row->sheet->written, row->written, field->name, text) : WRITTEN_UNKNOWN;
  if (says != WRITTEN_UNKNOWN) return says == WRITTEN_OTHER;
  if (field->part == CORRECTION_NOTE || row->sheet->take->options.trust) return *text != '\0';
  row->sheet->unsure++;
  return FALSE;
}

static void look_at_field(const TakenRow *row, const CorrectionField *field, const ReadCell *cell) {
  const char *text = cell != NULL ? cell->text : "";
  g_autoptr(GPtrArray) present = corrections_values(row->sheet->take->corrections, row->known->finding, field);
  g_autofree char *now = shown(present);
  if (says_the_same(field, text, now) || (cell != NULL && is_made_of(cell, now)) || !is_persons(row, field, text)) return;
  g_autoptr(GPtrArray) values = correction_split(field, text);
  g_autofree char *why = obstacle(row, field, cell, values, now), *quoted = quote(text);
  if (why == NULL)
    take_values(row, field, values, now);
  else
    tell(row->sheet->take, "%s: %s: %s is not taken: %s", row->id, field->label, quoted, why);
}

/* A column that nobody may correct. */
static void look_at_fixed(const TakenRow *row, const Column *column, const ReadCell *cell) {
  const char *text = cell != NULL ? cell->text : "";
  if (row->written == NULL || written_says(row->sheet->written, row->written, column->value, text) != WRITTEN_OTHER) return;
  if (cell != NULL && g_str_equal(column->value, "number") && is_made_of(cell, row->known->finding->number)) return;
  g_autofree char *quoted = quote(text);
  tell(row->sheet->take, "%s: %s: %s is not taken: this can't be corrected", row->id, column->header, quoted);
}

/* ---- rows ---- */

static void look_at_row(const TakenRow *row, const ReadRow *cells) {
  for (guint i = 0; i < row->sheet->columns->len; i++) {
    const Column *column = &g_array_index(row->sheet->columns, Column, i);
    const CorrectionField *field = column->value != NULL ? correction_field(column->value) : NULL;
    const ReadCell *cell = read_row_cell(cells, column->number);
    if (field != NULL)
      look_at_field(row, field, cell);
    else if (column->value != NULL)
      look_at_fixed(row, column, cell);
  }
}

static gboolean take_row(TakenSheet *sheet, const ReadRow *cells, GError **error) {
  Take *take = sheet->take;
  g_autofree char *id = g_strstrip(g_strdup(read_row_text(cells, sheet->id_column)));
  if (*id == '\0') {
    tell(take, "sheet %s, row %u: it has no ID: nothing of it is taken", sheet->sheet->name, cells->number + 1);
    return TRUE;
  }
  g_hash_table_add(sheet->seen, g_strdup(id));
  const CatalogueDocument *document = g_hash_table_lookup(take->places, id);
  if (document == NULL) {
    tell(take, "%s: no report that was read has this ID: nothing of the row is taken", id);
    return TRUE;
  }
  if (!load(take, document, error)) return FALSE;
  TakenRow row = {
      .sheet = sheet,
      .id = id,
      .known = g_hash_table_lookup(take->known, id),
      .written = sheet->written != NULL ? written_row(sheet->written, id) : NULL,
  };
  if (row.known != NULL) look_at_row(&row, cells);
  return TRUE;
}

/* Goes through the sheet's rows below its head, which may stand below a title. */
static gboolean take_sheet(TakenSheet *sheet, gboolean *has_table, GError **error) {
  enum { HEAD_WITHIN = 20 }; /* rows */
  const GPtrArray *rows = sheet->sheet->rows;
  guint head = 0;
  while (head < MIN(rows->len, HEAD_WITHIN) && !read_head(sheet, g_ptr_array_index(rows, head))) head++;
  if (head >= MIN(rows->len, HEAD_WITHIN)) return TRUE;
  *has_table = TRUE;
  tell_strange_columns(sheet);
  for (guint i = head + 1; i < rows->len; i++)
    if (!take_row(sheet, g_ptr_array_index(rows, i), error)) return FALSE;
  return TRUE;
}

/* ---- a workbook ---- */

static void tell_missing_rows(Take *take, const Written *written, GHashTable *seen) {
  enum { NAMED_MOST = 3 };
  const GPtrArray *ids = written_ids(written);
  g_autoptr(GString) names = g_string_new(NULL);
  guint missing = 0;
  for (guint i = 0; i < ids->len; i++) {
    const char *id = g_ptr_array_index(ids, i);
    if (g_hash_table_contains(seen, id)) continue;
    if (missing++ < NAMED_MOST) g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "", id);
  }
  if (missing > 0)
    tell(take, "%u row%s that the digest had %s not here any more (%s%s): nothing is deleted", missing, missing > 1 ? "s" : "",
         missing > 1 ? "are" : "is", names->str, missing > NAMED_MOST ? ", …" : "");
}

static gboolean take_sheets(Take *take, const BookCopy *copy, const Written *written, GHashTable *seen, GError **error) {
  g_autoptr(GArray) columns = g_array_new(FALSE, FALSE, sizeof(Column));
  gboolean has_table = FALSE;
  guint unsure = 0;
  for (guint i = 0; i < copy->sheets->len; i++) {
    TakenSheet sheet = {take, written, g_ptr_array_index(copy->sheets, i), columns, 0, seen, 0};
    if (written_is_sheet(sheet.sheet)) continue;
    if (!take_sheet(&sheet, &has_table, error)) return FALSE;
    unsure += sheet.unsure;
  }
  if (!has_table) tell(take, "no sheet has a column ID beside one that can be corrected: nothing can be taken");
  if (unsure > 0)
    tell(take,
         "%u cells differ from what a digest would say now, and this workbook doesn't tell what it said when it was written: not"
         " taken. With --trust they are",
         unsure);
  return TRUE;
}

gboolean take_workbook(Take *take, const char *path, GError **error) {
  g_ptr_array_set_size(take->result.told, 0);
  g_autoptr(BookCopy) copy = workbook_read(path, error);
  if (copy == NULL) return FALSE;
  g_autoptr(Written) written = written_read(copy);
  g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  if (!take_sheets(take, copy, written, seen, error)) return FALSE;
  if (written != NULL) tell_missing_rows(take, written, seen);
  return TRUE;
}
