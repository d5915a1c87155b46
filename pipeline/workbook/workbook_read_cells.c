/* workbook_read_cells.c - the cells of a workbook's sheets, and their texts; see workbook_read_private.h. */
#include "pipeline/workbook/workbook_read_private.h"

#include "pipeline/workbook/cell_text.h"
#include "pipeline/workbook/workbook.h"

#include <string.h>

enum {
  COLUMNS_MOST = 16384,                 /* Excel's: support.microsoft.com, "Excel specifications and limits" */
  TEXT_BYTES_MOST = 8 * CELL_TEXT_MOST, /* characters that are written as _xHHHH_ take 7 each */
};

/* ---- texts ---- */

/* The character that _xHHHH_ at AT stands for (ECMA-376 part 1, 22.9.2.19); -1 where it is no such escape. */
static gint escaped(const char *at) {
  gint c = 0;
  if (at[0] != '_' || at[1] != 'x') return -1;
  for (int i = 2; i < 6; i++) {
    if (!g_ascii_isxdigit(at[i])) return -1;
    c = c * 16 + g_ascii_xdigit_value(at[i]);
  }
  return at[6] == '_' ? c : -1;
}

/* Makes "\n" of each "\r\n" and "\r", in one pass. */
static void even_line_ends(GString *text) {
  gsize length = 0;
  for (gsize i = 0; i < text->len; i++) {
    char c = text->str[i];
    if (c == '\r' && text->str[i + 1] == '\n') continue;
    text->str[length++] = c == '\r' ? '\n' : c;
  }
  g_string_truncate(text, length);
}

/* TEXT with escapes undone and line ends as "\n". Free it with g_free. */
static char *plain_text(const GString *text) {
  GString *plain = g_string_sized_new(text->len);
  for (const char *at = text->str; *at != '\0';) {
    gint c = escaped(at);
    gboolean is_character = c > 0 && g_unichar_validate((gunichar)c);
    if (is_character)
      g_string_append_unichar(plain, (gunichar)c);
    else
      g_string_append_c(plain, *at);
    at += is_character ? 7 : 1;
  }
  even_line_ends(plain);
  return g_string_free(plain, FALSE);
}

/* Keeps TEXT, which is taken over, for cells to point to. */
static const char *keep(BookReader *reader, char *text) {
  g_ptr_array_add(reader->copy->texts, text);
  return text;
}

/* What is being read of a text: `t` within `si` or `is`, in runs `r` or without, but not in `rPh`, which tells how it is
 * pronounced. */
typedef struct {
  GString *text;
  gboolean is_open, in_phonetic;
} Text;

static void text_begin(Text *text, const char *local) {
  if (g_str_equal(local, "rPh")) text->in_phonetic = TRUE;
  if (g_str_equal(local, "t")) text->is_open = !text->in_phonetic;
}

static void text_end(Text *text, const char *local) {
  if (g_str_equal(local, "rPh")) text->in_phonetic = FALSE;
  if (g_str_equal(local, "t")) text->is_open = FALSE;
}

/* ---- shared strings ---- */

typedef struct {
  BookReader *reader;
  Text text;
} Shared;

static void begin_shared(G_GNUC_UNUSED GMarkupParseContext *context, const char *element, G_GNUC_UNUSED const char **names,
                         G_GNUC_UNUSED const char **values, gpointer data, G_GNUC_UNUSED GError **error) {
  Shared *shared = data;
  const char *local = xml_local(element);
  if (g_str_equal(local, "si")) g_string_truncate(shared->text.text, 0);
  text_begin(&shared->text, local);
}

static void add_characters(Text *text, const char *characters, gsize length, GError **error) {
  if (!text->is_open) return;
  if (text->text->len + length > TEXT_BYTES_MOST)
    xml_too_large(error, "a cell holds more text than one can");
  else
    g_string_append_len(text->text, characters, (gssize)length);
}

static void shared_characters(G_GNUC_UNUSED GMarkupParseContext *context, const char *characters, gsize length, gpointer data,
                              GError **error) {
  add_characters(&((Shared *)data)->text, characters, length, error);
}

static void end_shared(G_GNUC_UNUSED GMarkupParseContext *context, const char *element, gpointer data, GError **error) {
  Shared *shared = data;
  const char *local = xml_local(element);
  text_end(&shared->text, local);
  if (!g_str_equal(local, "si")) return;
  if (shared->reader->shared->len == READ_TEXTS_MOST)
    xml_too_large(error, "it has more texts than this program reads");
  else
    g_ptr_array_add(shared->reader->shared, (gpointer)keep(shared->reader, plain_text(shared->text.text)));
}

gboolean book_read_shared(BookReader *reader, const char *part, GError **error) {
  static const GMarkupParser parser = {
      .start_element = begin_shared,
      .end_element = end_shared,
      .text = shared_characters,
  };
  g_autoptr(GString) text = g_string_new(NULL);
  Shared shared = {.reader = reader, .text = {.text = text}};
  return book_read_part(reader, part, &parser, &shared, error);
}

/* ---- cells ---- */

typedef struct {
  BookReader *reader;
  ReadSheet *sheet;
  gboolean in_data;
  ReadRow *row;   /* that is open */
  guint next_row; /* for a row that doesn't tell its number */
  guint column;   /* of the cell that is open */
  guint next;     /* column of a cell that doesn't tell where it is */
  guint style;    /* of the cell */
  char type[16];  /* of the cell's value: "s", "str", "inlineStr", "b", "e", "d", "n" */
  gboolean in_inline;
  Text text; /* the value as it is written */
} Cells;

static void read_row_free(ReadRow *row) {
  if (row == NULL) return;
  g_array_unref(row->cells);
  g_free(row);
}

static ReadRow *read_row_new(guint number) {
  ReadRow *row = g_new0(ReadRow, 1);
  row->number = number;
  row->cells = g_array_new(FALSE, FALSE, sizeof(ReadCell));
  return row;
}

/* The column that a cell's name tells: "AB12" gives 27. COLUMNS_MOST where it is no such name. */
static guint column_of(const char *name) {
  guint column = 0;
  for (; g_ascii_isalpha(*name) && column < COLUMNS_MOST; name++)
    column = column * 26 + (guint)(g_ascii_toupper(*name) - 'A') + 1;
  return column > 0 && column <= COLUMNS_MOST ? column - 1 : COLUMNS_MOST;
}

static void begin_row(Cells *cells, const char *const *names, const char *const *values, GError **error) {
  const char *told = xml_attribute(names, values, "r");
  guint64 number = told != NULL ? g_ascii_strtoull(told, NULL, 10) : cells->next_row + 1;
  if (number < 1 || number > SHEET_ROWS_MOST) {
    xml_refuse(error, "a row has a number that none can have");
    return;
  }
  g_clear_pointer(&cells->row, read_row_free);
  cells->row = read_row_new((guint)number - 1);
  cells->next_row = (guint)number;
  cells->next = 0;
}

static void begin_cell(Cells *cells, const char *const *names, const char *const *values, GError **error) {
  const char *place = xml_attribute(names, values, "r"), *style = xml_attribute(names, values, "s");
  const char *type = xml_attribute(names, values, "t");
  cells->column = place != NULL ? column_of(place) : cells->next;
  cells->next = cells->column + 1;
  cells->style = style != NULL ? (guint)g_ascii_strtoull(style, NULL, 10) : 0;
  g_strlcpy(cells->type, type != NULL ? type : "n", sizeof cells->type);
  g_string_truncate(cells->text.text, 0);
  if (cells->row == NULL || cells->column >= COLUMNS_MOST) xml_refuse(error, "a cell is in no place that one can have");
}

static void begin(G_GNUC_UNUSED GMarkupParseContext *context, const char *element, const char **names, const char **values,
                  gpointer data, GError **error) {
  Cells *cells = data;
  const char *local = xml_local(element);
  if (g_str_equal(local, "sheetData")) cells->in_data = TRUE;
  if (!cells->in_data) return;
  if (g_str_equal(local, "row")) begin_row(cells, names, values, error);
  if (g_str_equal(local, "c")) begin_cell(cells, names, values, error);
  if (g_str_equal(local, "is")) cells->in_inline = TRUE;
  if (cells->in_inline) text_begin(&cells->text, local);
  if (g_str_equal(local, "v")) cells->text.is_open = TRUE;
}

static void characters_of_cell(G_GNUC_UNUSED GMarkupParseContext *context, const char *characters, gsize length, gpointer data,
                               GError **error) {
  add_characters(&((Cells *)data)->text, characters, length, error);
}

/* A number in its shortest form, or the date that it is. */
static char *number_text(const Cells *cells, ReadKind *kind) {
  const GArray *dates = cells->reader->dates;
  char number[G_ASCII_DTOSTR_BUF_SIZE], *end = NULL;
  double value = g_ascii_strtod(cells->text.text->str, &end);
  if (end == cells->text.text->str) return NULL;
  gboolean is_date = cells->style < dates->len && g_array_index(dates, guint8, cells->style) != 0;
  char *date = is_date ? book_read_date(cells->reader, value) : NULL;
  *kind = date != NULL ? READ_DATE : READ_NUMBER;
  return date != NULL ? date : g_strdup(g_ascii_formatd(number, sizeof number, "%.15g", value));
}

/* A date as ISO 8601 writes it: 2023-10-06T00:00:00. */
static char *iso_date_text(const char *written) {
  const char *time = strchr(written, 'T');
  if (time == NULL || !g_str_is_ascii(written)) return g_strdup(written);
  g_autofree char *clock = g_str_has_prefix(time, "T00:00") ? g_strdup("") : g_strdup_printf(" %.5s", time + 1);
  return g_strdup_printf("%.*s%s", (int)(time - written), written, clock);
}

static const char *shared_text(Cells *cells, GError **error) {
  guint64 number;
  if (g_ascii_string_to_unsigned(cells->text.text->str, 10, 0, G_MAXUINT, &number, NULL) && number < cells->reader->shared->len)
    return g_ptr_array_index(cells->reader->shared, number);
  xml_refuse(error, "a cell has a text that isn't there");
  return NULL;
}

/* The value of the cell that ends, and of what kind it is; NULL where it is empty. */
static const char *cell_value(Cells *cells, ReadKind *kind, GError **error) {
  const char *written = cells->text.text->str;
  *kind = READ_TEXT;
  if (*written == '\0') return NULL;
  if (g_str_equal(cells->type, "s")) return shared_text(cells, error);
  if (g_str_equal(cells->type, "str") || g_str_equal(cells->type, "inlineStr"))
    return keep(cells->reader, plain_text(cells->text.text));
  if (g_str_equal(cells->type, "b")) {
    *kind = READ_BOOLEAN;
    return xml_true(written) ? "TRUE" : "FALSE";
  }
  if (g_str_equal(cells->type, "e") || g_str_equal(cells->type, "d")) {
    *kind = *cells->type == 'e' ? READ_ERROR : READ_DATE;
    return keep(cells->reader, *cells->type == 'e' ? g_strdup(written) : iso_date_text(written));
  }
  char *number = number_text(cells, kind);
  return number != NULL ? keep(cells->reader, number) : NULL;
}

/* Counts a cell, or a row, which takes as much. */
static void count_cell(Cells *cells, GError **error) {
  if (++cells->reader->cells > READ_CELLS_MOST) xml_too_large(error, "it has more cells than this program reads");
}

static void end_cell(Cells *cells, GError **error) {
  ReadCell cell = {.column = cells->column};
  cell.text = cell_value(cells, &cell.kind, error);
  if (cell.text == NULL || *cell.text == '\0') return;
  count_cell(cells, error);
  g_array_append_val(cells->row->cells, cell);
}

static gint compare_cells(gconstpointer a, gconstpointer b) {
  guint x = ((const ReadCell *)a)->column, y = ((const ReadCell *)b)->column;
  return x < y ? -1 : x > y;
}

static void end_row(Cells *cells, GError **error) {
  if (cells->row == NULL || cells->row->cells->len == 0) return;
  count_cell(cells, error);
  g_array_sort(cells->row->cells, compare_cells);
  g_ptr_array_add(cells->sheet->rows, g_steal_pointer(&cells->row));
}

static void end(G_GNUC_UNUSED GMarkupParseContext *context, const char *element, gpointer data, GError **error) {
  Cells *cells = data;
  const char *local = xml_local(element);
  if (!cells->in_data) return;
  if (cells->in_inline) text_end(&cells->text, local);
  if (g_str_equal(local, "v")) cells->text.is_open = FALSE;
  if (g_str_equal(local, "is")) cells->in_inline = FALSE;
  if (g_str_equal(local, "c") && cells->row != NULL) end_cell(cells, error);
  if (g_str_equal(local, "row")) end_row(cells, error);
  if (g_str_equal(local, "sheetData")) cells->in_data = FALSE;
}

static gint compare_rows(gconstpointer a, gconstpointer b) {
  guint x = (*(ReadRow *const *)a)->number, y = (*(ReadRow *const *)b)->number;
  return x < y ? -1 : x > y;
}

gboolean book_read_sheet(BookReader *reader, const char *part, ReadSheet *sheet, GError **error) {
  static const GMarkupParser parser = {
      .start_element = begin,
      .end_element = end,
      .text = characters_of_cell,
  };
  g_autoptr(GString) text = g_string_new(NULL);
  Cells cells = {.reader = reader, .sheet = sheet, .text = {.text = text}};
  sheet->rows = g_ptr_array_new_with_free_func((GDestroyNotify)read_row_free);
  gboolean done = book_read_part(reader, part, &parser, &cells, error);
  g_clear_pointer(&cells.row, read_row_free);
  g_ptr_array_sort(sheet->rows, compare_rows);
  return done;
}
