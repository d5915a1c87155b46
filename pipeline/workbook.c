/* workbook.c - the one file that includes xlsxwriter.h; see workbook.h. */
#include "pipeline/workbook.h"

#include "pipeline/cell_text.h"
#include "pipeline/period.h"
#include "pipeline/publish.h"
#include "pipeline/workbook_verify.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

G_DEFINE_QUARK(rapporteur_workbook_error, book_error)

enum { COLUMNS_MOST = SHEET_COLUMNS_MOST };

struct Book {
  Publication *publication;
  lxw_workbook *xlsx; /* NULL once it is closed */
  lxw_format *formats[N_STYLES];
  lxw_format *run_formats[N_RUN_KINDS];
  GPtrArray *sheets; /* Sheet */
  lxw_error failure; /* the first mistake, reported when it is published */
};

struct Sheet {
  Book *book;
  lxw_worksheet *sheet;
  char *name;
  double widths[COLUMNS_MOST];
  GArray *lines; /* guint: how many lines each row shows; 0 for a row without cells */
  GArray *sizes; /* double: the font size of the row's tallest cell */
  guint cells, links;
  gboolean lacks_links;
};

/* ---- styles ---- */

/* Arial is on every system that has a spreadsheet program or a font of the same widths (Liberation Sans): what fits here
 * fits there. */
static const char *const font = "Arial";

enum {
  INK = 0x1F2933,
  GREY = 0x66727F,
  RULE = 0xD5DBE1,
  NAVY = 0x1F3A5F,
  BLUE = 0x0B5394,
  WHITE = 0xFFFFFF,
  GREEN = 0x1E6B34,
  PALE_GREEN = 0xE3F4E7,
  RED = 0x9C1C1C,
  PALE_RED = 0xFCE4E4,
};

typedef struct {
  double size; /* of the font, in points */
  guint ink, fill;
  gboolean bold, italic, underline, wrap, ruled;
  guint8 align; /* of lxw_format_alignments; 0 for text on the left and numbers on the right */
  const char *number_format;
} Look;

static const Look looks[N_STYLES] = {
    [STYLE_TEXT] = {.size = 10, .ink = INK, .wrap = TRUE, .ruled = TRUE},
    [STYLE_NUMBER] = {.size = 10, .ink = INK, .ruled = TRUE, .number_format = "#,##0"},
    [STYLE_DATE] = {.size = 10, .ink = INK, .ruled = TRUE, .align = LXW_ALIGN_LEFT, .number_format = "yyyy\\-mm\\-dd"},
    [STYLE_LINK] = {.size = 10, .ink = BLUE, .underline = TRUE, .wrap = TRUE, .ruled = TRUE},
    [STYLE_LINK_NUMBER] = {.size = 10, .ink = BLUE, .underline = TRUE, .ruled = TRUE, .number_format = "#,##0"},
    [STYLE_CENTRED] = {.size = 10, .ink = INK, .ruled = TRUE, .align = LXW_ALIGN_CENTER},
    [STYLE_LINK_CENTRED] = {.size = 10, .ink = BLUE, .underline = TRUE, .ruled = TRUE, .align = LXW_ALIGN_CENTER},
    [STYLE_HEADER] = {.size = 10, .ink = WHITE, .fill = NAVY, .bold = TRUE, .wrap = TRUE},
    [STYLE_HEADER_NUMBER] = {.size = 10, .ink = WHITE, .fill = NAVY, .bold = TRUE, .wrap = TRUE, .align = LXW_ALIGN_RIGHT},
    [STYLE_TITLE] = {.size = 16, .ink = NAVY, .bold = TRUE},
    [STYLE_NOTE] = {.size = 9, .ink = GREY, .italic = TRUE, .wrap = TRUE},
    [STYLE_HEADING] = {.size = 12, .ink = NAVY, .bold = TRUE},
    [STYLE_LABEL] = {.size = 10, .ink = INK, .wrap = TRUE, .ruled = TRUE},
    [STYLE_FIGURE] = {.size = 12, .ink = NAVY, .bold = TRUE, .ruled = TRUE, .align = LXW_ALIGN_LEFT, .number_format = "#,##0"},
    [STYLE_GOOD] = {.size = 10, .ink = GREEN, .fill = PALE_GREEN, .wrap = TRUE, .ruled = TRUE},
    [STYLE_BAD] = {.size = 10, .ink = RED, .fill = PALE_RED, .wrap = TRUE, .ruled = TRUE},
};

static void colour(lxw_format *format, const Look *look) {
  format_set_font_color(format, look->ink);
  if (look->fill != 0) format_set_bg_color(format, look->fill);
}

static lxw_format *make_format(lxw_workbook *xlsx, const Look *look) {
  lxw_format *format = workbook_add_format(xlsx);
  format_set_font_name(format, font);
  format_set_font_size(format, look->size);
  format_set_align(format, look->wrap || look->ruled ? LXW_ALIGN_VERTICAL_TOP : LXW_ALIGN_VERTICAL_CENTER);
  colour(format, look);
  if (look->bold) format_set_bold(format);
  if (look->italic) format_set_italic(format);
  if (look->underline) format_set_underline(format, LXW_UNDERLINE_SINGLE);
  if (look->wrap) format_set_text_wrap(format);
  if (look->align != 0) format_set_align(format, look->align);
  if (look->number_format != NULL) format_set_num_format(format, look->number_format);
  if (look->ruled) {
    format_set_border(format, LXW_BORDER_THIN);
    format_set_border_color(format, RULE);
  }
  return format;
}

/* A run without a format of its own would be shown in the standard font, unless it is the first: each gets one. */
static lxw_format *make_run_format(lxw_workbook *xlsx, RunKind kind) {
  lxw_format *format = workbook_add_format(xlsx);
  format_set_font_name(format, font);
  format_set_font_size(format, looks[STYLE_TEXT].size);
  switch (kind) {
  case RUN_REMOVED:
    format_set_font_color(format, RED);
    format_set_font_strikeout(format);
    break;
  case RUN_ADDED:
    format_set_font_color(format, GREEN);
    format_set_bold(format);
    format_set_underline(format, LXW_UNDERLINE_SINGLE);
    break;
  default:
    format_set_font_color(format, looks[STYLE_TEXT].ink);
  }
  return format;
}

/* ---- the workbook ---- */

static void note(Book *book, lxw_error error) {
  if (book->failure == LXW_NO_ERROR) book->failure = error;
}

static void sheet_free(Sheet *sheet) {
  g_free(sheet->name);
  g_array_unref(sheet->lines);
  g_array_unref(sheet->sizes);
  g_free(sheet);
}

static void set_properties(Book *book, const BookProperties *properties) {
  g_autofree char *title = cell_text(properties->title);
  g_autofree char *subject = cell_text(properties->subject);
  g_autofree char *author = cell_text(properties->author);
  g_autofree char *comments = cell_text(properties->comments);
  lxw_doc_properties given = {
      .title = title,
      .subject = subject,
      .author = author,
      .comments = comments,
      .created = (time_t)MAX(properties->created, 1), /* libxlsxwriter takes 0 for "now" */
  };
  note(book, workbook_set_properties(book->xlsx, &given));
}

Book *book_new(const char *output, const BookProperties *properties, GError **error) {
  g_autoptr(Book) book = g_new0(Book, 1);
  book->sheets = g_ptr_array_new_with_free_func((GDestroyNotify)sheet_free);
  book->publication = publication_new(output, error);
  if (book->publication == NULL) return NULL;
  lxw_workbook_options options = {.tmpdir = (char *)publication_folder(book->publication)};
  book->xlsx = workbook_new_opt(publication_file(book->publication), &options);
  if (book->xlsx == NULL) g_error("libxlsxwriter has no memory for a workbook");
  for (guint i = 0; i < N_STYLES; i++) book->formats[i] = make_format(book->xlsx, &looks[i]);
  for (guint i = 0; i < N_RUN_KINDS; i++) book->run_formats[i] = make_run_format(book->xlsx, (RunKind)i);
  set_properties(book, properties);
  return g_steal_pointer(&book);
}

void book_free(Book *book) {
  if (book == NULL) return;
  if (book->xlsx != NULL) lxw_workbook_free(book->xlsx);
  g_ptr_array_unref(book->sheets);
  publication_free(book->publication);
  g_free(book);
}

/* ---- sheets ---- */

/* Numbers of paper sizes (ECMA-376 part 1, 18.3.1.63), and the widest sheet, in digits, that can be read when it is shrunk to
 * the smaller one. */
enum { PAPER_A3 = 8, PAPER_A4 = 9, A4_WIDTH_MOST = 240 };

static void set_up_printing(lxw_worksheet *sheet) {
  worksheet_set_landscape(sheet);
  worksheet_set_paper(sheet, PAPER_A4);
  worksheet_fit_to_pages(sheet, 1, 0);
  worksheet_set_margins(sheet, 0.4, 0.4, 0.6, 0.7); /* inches */
  worksheet_set_footer(sheet, "&L&8&F&C&8&A&R&8Page &P of &N");
}

Sheet *book_add_sheet(Book *book, const char *name) {
  Sheet *sheet = g_new0(Sheet, 1);
  sheet->book = book;
  sheet->name = g_strdup(name);
  sheet->lines = g_array_new(FALSE, TRUE, sizeof(guint));
  sheet->sizes = g_array_new(FALSE, TRUE, sizeof(double));
  g_ptr_array_add(book->sheets, sheet);
  sheet->sheet = workbook_add_worksheet(book->xlsx, name);
  if (sheet->sheet == NULL) g_error("libxlsxwriter refuses a sheet named %s", name);
  set_up_printing(sheet->sheet);
  worksheet_gridlines(sheet->sheet, LXW_HIDE_ALL_GRIDLINES);
  /* Item numbers are text that looks like numbers, and Excel would flag each. */
  worksheet_ignore_errors(sheet->sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576");
  return sheet;
}

void sheet_set_columns(Sheet *sheet, const SheetColumn *columns, guint count) {
  g_return_if_fail(count <= COLUMNS_MOST);
  double width = 0;
  for (guint i = 0; i < count; i++) {
    sheet->widths[i] = columns[i].width;
    width += columns[i].width;
    note(sheet->book, worksheet_set_column(sheet->sheet, (lxw_col_t)i, (lxw_col_t)i, columns[i].width, NULL));
  }
  if (width > A4_WIDTH_MOST) worksheet_set_paper(sheet->sheet, PAPER_A3);
}

/* Makes ROW as high as LINES lines in STYLE need, at least. */
static void grow_row(Sheet *sheet, guint row, CellStyle style, guint lines) {
  if (row >= sheet->lines->len) {
    g_array_set_size(sheet->lines, row + 1);
    g_array_set_size(sheet->sizes, row + 1);
  }
  guint *row_lines = &g_array_index(sheet->lines, guint, row);
  double *row_size = &g_array_index(sheet->sizes, double, row);
  *row_lines = MAX(*row_lines, lines);
  *row_size = MAX(*row_size, looks[style].size);
}

/* Rows beyond Excel's last are refused by libxlsxwriter, cell by cell; growing would only take memory. */
static gboolean row_exists(Sheet *sheet, guint row) {
  if (row < SHEET_ROWS_MOST) return TRUE;
  note(sheet->book, LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE);
  return FALSE;
}

static guint lines_of(const char *text, CellStyle style, double width) {
  return looks[style].wrap ? cell_text_lines(text, width * 10 / looks[style].size) : 1;
}

/* The height of ROW in points; 15 is Excel's for a row without a height of its own. */
static double row_height(const Sheet *sheet, guint row) {
  static const double line_spacing = 1.28; /* of Arial, in font sizes, and a little air */
  guint lines = row < sheet->lines->len ? g_array_index(sheet->lines, guint, row) : 0;
  if (lines == 0) return 15;
  return MIN(lines * g_array_index(sheet->sizes, double, row) * line_spacing + 3, ROW_HEIGHT_MOST);
}

guint sheet_row_below(const Sheet *sheet, guint row, guint pixels) {
  double left = pixels * 72.0 / 96.0; /* a pixel is 1/96 inch, a point 1/72 */
  while (left > 0) left -= row_height(sheet, row++);
  return row;
}

/* ---- cells ---- */

static void put_text(Sheet *sheet, guint row, guint column, CellStyle style, const char *text) {
  g_autofree char *clean = cell_text(text);
  lxw_format *format = sheet->book->formats[style];
  double width = column < COLUMNS_MOST ? sheet->widths[column] : 0;
  /* An empty string is written by libxlsxwriter as a blank cell. */
  note(sheet->book, worksheet_write_string(sheet->sheet, row, (lxw_col_t)column, clean, format));
  grow_row(sheet, row, style, lines_of(clean, style, width));
}

static void put_date(Sheet *sheet, guint row, guint column, CellStyle style, const char *date) {
  if (!date_valid(date) || strcmp(date, "1900-01-01") < 0) {
    put_text(sheet, row, column, style, date);
    return;
  }
  lxw_datetime value = {.year = 0};
  sscanf(date, "%d-%d-%d", &value.year, &value.month, &value.day);
  note(sheet->book, worksheet_write_datetime(sheet->sheet, row, (lxw_col_t)column, &value, sheet->book->formats[style]));
  grow_row(sheet, row, style, 1);
}

static void put_number(Sheet *sheet, guint row, guint column, CellStyle style, double number) {
  note(sheet->book, worksheet_write_number(sheet->sheet, row, (lxw_col_t)column, number, sheet->book->formats[style]));
  grow_row(sheet, row, style, 1);
}

/* Writes the link; the cell's value is written over what this shows, which stays as the link's own name. FALSE where there is
 * none, or no room for it. */
static gboolean put_link(Sheet *sheet, guint row, guint column, const Cell *cell) {
  if (cell->link == NULL || strlen(cell->link) > LINK_LENGTH_MOST) return FALSE;
  if (sheet->links == SHEET_LINKS_MOST) {
    sheet->lacks_links = TRUE;
    return FALSE;
  }
  g_autofree char *shown = cell->text != NULL ? cell_text(cell->text) : g_strdup_printf("%.0f", cell->number);
  note(sheet->book, worksheet_write_url_opt(sheet->sheet, row, (lxw_col_t)column, cell->link, sheet->book->formats[cell->style],
                                            shown, cell->tip));
  sheet->links++;
  return TRUE;
}

/* What leads nowhere shall not look as if it did. */
static CellStyle without_link(CellStyle style) {
  static const struct {
    CellStyle link, plain;
  } styles[] = {{STYLE_LINK, STYLE_TEXT}, {STYLE_LINK_NUMBER, STYLE_NUMBER}, {STYLE_LINK_CENTRED, STYLE_CENTRED}};
  for (guint i = 0; i < G_N_ELEMENTS(styles); i++)
    if (styles[i].link == style) return styles[i].plain;
  return style;
}

void sheet_put(Sheet *sheet, guint row, guint column, const Cell *cell) {
  if (!row_exists(sheet, row)) return;
  CellStyle style = put_link(sheet, row, column, cell) ? cell->style : without_link(cell->style);
  if (cell->text != NULL)
    put_text(sheet, row, column, style, cell->text);
  else if (cell->date != NULL)
    put_date(sheet, row, column, style, cell->date);
  else
    put_number(sheet, row, column, style, cell->number);
  sheet->cells++;
}

/* The runs in the form of libxlsxwriter, which takes two at least, none of them empty: a single one is taken apart behind its
 * first character. The texts are borrowed from PIECES. */
static GArray *rich_tuples(const Book *book, const TextRun *runs, char **pieces, GStringChunk *strings) {
  GArray *tuples = g_array_new(FALSE, TRUE, sizeof(lxw_rich_string_tuple));
  for (guint i = 0; pieces[i] != NULL; i++) {
    lxw_rich_string_tuple tuple = {.format = book->run_formats[runs[i].kind], .string = pieces[i]};
    if (*pieces[i] != '\0') g_array_append_val(tuples, tuple);
  }
  if (tuples->len != 1) return tuples;
  lxw_rich_string_tuple *only = &g_array_index(tuples, lxw_rich_string_tuple, 0);
  lxw_rich_string_tuple rest = {.format = only->format, .string = g_utf8_next_char(only->string)};
  only->string = g_string_chunk_insert_len(strings, only->string, rest.string - only->string);
  if (*rest.string != '\0') g_array_append_val(tuples, rest);
  return tuples;
}

/* FALSE where libxlsxwriter does not take it: it counts the runs' mark-up, too, against the room of a cell, and the runs with
 * a byte, which makes it turn for ever where there are more. */
static gboolean put_tuples(Sheet *sheet, guint row, guint column, CellStyle style, const GArray *tuples) {
  enum { TUPLES_MOST = 254 };
  if (tuples->len < 2 || tuples->len > TUPLES_MOST) return FALSE;
  g_autofree lxw_rich_string_tuple **list = g_new0(lxw_rich_string_tuple *, tuples->len + 1);
  for (guint i = 0; i < tuples->len; i++) list[i] = &g_array_index(tuples, lxw_rich_string_tuple, i);
  lxw_error error = worksheet_write_rich_string(sheet->sheet, row, (lxw_col_t)column, list, sheet->book->formats[style]);
  if (error == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED) return FALSE;
  note(sheet->book, error);
  return TRUE;
}

/* The runs as one text without formats. */
static char *marked_text(const TextRun *runs, guint count) {
  static const char *const marks[N_RUN_KINDS][2] = {{"", ""}, {"[-", "-]"}, {"{+", "+}"}};
  g_autoptr(GString) text = g_string_new(NULL);
  for (guint i = 0; i < count; i++) {
    if (runs[i].text == NULL || *runs[i].text == '\0') continue;
    const char *const *mark = marks[runs[i].kind];
    g_string_append_printf(text, "%s%s%s", count > 1 ? mark[0] : "", runs[i].text, count > 1 ? mark[1] : "");
  }
  return g_string_free(g_steal_pointer(&text), FALSE);
}

void sheet_put_rich(Sheet *sheet, guint row, guint column, CellStyle style, const TextRun *runs, guint count) {
  static const double bold_width = 1.08; /* bold letters are wider by about as much */
  g_return_if_fail(column < COLUMNS_MOST);
  if (!row_exists(sheet, row)) return;
  g_autofree const char **texts = g_new0(const char *, count + 1);
  for (guint i = 0; i < count; i++) texts[i] = runs[i].text;
  g_auto(GStrv) pieces = cell_text_pieces(texts, count);
  g_autoptr(GStringChunk) strings = g_string_chunk_new(64);
  g_autoptr(GArray) tuples = rich_tuples(sheet->book, runs, pieces, strings);
  if (put_tuples(sheet, row, column, style, tuples)) {
    g_autofree char *whole = g_strjoinv("", pieces);
    grow_row(sheet, row, style, lines_of(whole, style, sheet->widths[column] / bold_width));
  } else {
    g_autofree char *text = marked_text(runs, count);
    put_text(sheet, row, column, style, text);
  }
  sheet->cells++;
}

void sheet_put_across(Sheet *sheet, guint row, guint first, guint last, CellStyle style, const char *text) {
  g_return_if_fail(first < last && last < COLUMNS_MOST);
  if (!row_exists(sheet, row)) return;
  g_autofree char *clean = cell_text(text);
  double width = 0;
  for (guint i = first; i <= last; i++) width += sheet->widths[i];
  note(sheet->book,
       worksheet_merge_range(sheet->sheet, row, (lxw_col_t)first, row, (lxw_col_t)last, clean, sheet->book->formats[style]));
  grow_row(sheet, row, style, lines_of(clean, style, width));
  sheet->cells += last - first + 1;
}

/* ---- tables and what goes with them ---- */

void sheet_add_table(Sheet *sheet, const char *name, guint first_row, guint rows, const SheetColumn *columns, guint count) {
  g_return_if_fail(count > 0 && count <= COLUMNS_MOST);
  if (!row_exists(sheet, first_row + rows)) return;
  lxw_table_column table_columns[COLUMNS_MOST] = {{.header = NULL}};
  lxw_table_column *table_column_list[COLUMNS_MOST + 1] = {NULL};
  for (guint i = 0; i < count; i++) {
    table_columns[i].header = (char *)columns[i].header;
    table_columns[i].header_format = sheet->book->formats[STYLE_HEADER];
    table_column_list[i] = &table_columns[i];
    /* Some of the width is the filter's button. */
    grow_row(sheet, first_row, STYLE_HEADER, lines_of(columns[i].header, STYLE_HEADER, columns[i].width - 2));
  }
  lxw_table_options options = {
      .name = (char *)name,
      .style_type = LXW_TABLE_STYLE_TYPE_LIGHT,
      .style_type_number = 1,
      .columns = table_column_list,
  };
  note(sheet->book, worksheet_add_table(sheet->sheet, first_row, 0, first_row + MAX(rows, 1), (lxw_col_t)(count - 1), &options));
  sheet->cells += count;
}

void sheet_freeze(Sheet *sheet, guint rows, guint columns) {
  worksheet_freeze_panes(sheet->sheet, rows, (lxw_col_t)columns);
  if (rows > 0) note(sheet->book, worksheet_repeat_rows(sheet->sheet, 0, rows - 1));
}

void sheet_mark(Sheet *sheet, guint column, guint first, guint last, gboolean equal, const char *word, CellStyle style) {
  lxw_format *format = workbook_add_format(sheet->book->xlsx);
  g_autofree char *quoted = g_strdup_printf("\"%s\"", word);
  colour(format, &looks[style]);
  lxw_conditional_format rule = {
      .type = LXW_CONDITIONAL_TYPE_CELL,
      .criteria = equal ? LXW_CONDITIONAL_CRITERIA_EQUAL_TO : LXW_CONDITIONAL_CRITERIA_NOT_EQUAL_TO,
      .value_string = quoted,
      .format = format,
  };
  note(sheet->book, worksheet_conditional_format_range(sheet->sheet, first, (lxw_col_t)column, last, (lxw_col_t)column, &rule));
}

void sheet_add_chart(Sheet *sheet, const SheetChart *chart) {
  lxw_chart *bars = workbook_add_chart(sheet->book->xlsx, LXW_CHART_BAR);
  lxw_chart_series *series = chart_add_series(bars, NULL, NULL);
  lxw_chart_font title_font = {.name = (char *)font, .size = 11, .bold = LXW_TRUE, .color = NAVY};
  lxw_chart_font label_font = {.name = (char *)font, .size = 9, .color = INK};
  lxw_chart_fill fill = {.color = BLUE};
  lxw_chart_line no_line = {.none = LXW_TRUE};
  lxw_chart_line grid_line = {.color = RULE, .width = 0.75f};
  chart_series_set_categories(series, sheet->name, chart->first, (lxw_col_t)chart->names, chart->last, (lxw_col_t)chart->names);
  chart_series_set_values(series, sheet->name, chart->first, (lxw_col_t)chart->values, chart->last, (lxw_col_t)chart->values);
  chart_series_set_fill(series, &fill);
  chart_series_set_labels(series);
  chart_series_set_labels_font(series, &label_font);
  chart_set_series_gap(bars, 60); /* per cent of a bar's width */
  chart_title_set_name(bars, chart->title);
  chart_title_set_name_font(bars, &title_font);
  chart_legend_set_position(bars, LXW_CHART_LEGEND_NONE);
  chart_axis_set_num_font(bars->x_axis, &label_font);
  chart_axis_set_num_font(bars->y_axis, &label_font);
  /* In a bar chart libxlsxwriter calls the axis of the names, which stands upright, y. */
  chart_axis_set_reverse(bars->y_axis); /* the first row of the list on top */
  chart_axis_major_gridlines_set_line(bars->x_axis, &grid_line);
  chart_axis_set_line(bars->x_axis, &no_line);
  lxw_chart_options options = {
      .object_position = LXW_OBJECT_MOVE_DONT_SIZE,
      .x_scale = chart->width / 480.0, /* 480 by 288 pixels is a chart's size to begin with */
      .y_scale = chart->height / 288.0,
  };
  note(sheet->book, worksheet_insert_chart_opt(sheet->sheet, chart->row, (lxw_col_t)chart->column, bars, &options));
}

gboolean sheet_lacks_links(const Sheet *sheet) {
  return sheet->lacks_links;
}

/* ---- links ---- */

char *sheet_place(const Sheet *sheet, guint row, guint column) {
  char cell[LXW_MAX_CELL_NAME_LENGTH];
  lxw_rowcol_to_cell(cell, row, (lxw_col_t)column);
  g_autoptr(GString) name = g_string_new(sheet->name);
  g_string_replace(name, "'", "''", 0);
  return g_strdup_printf("internal:'%s'!%s", name->str, cell);
}

char *book_file_link(const char *path, guint page) {
  /* All but letters, digits and a few marks is escaped, so that no character of a file's name can act in the address.
   * Without the prefix "external:", which makes backslashes of the slashes, the address suits every system. */
  g_autofree char *address = g_uri_escape_string(path, "/", FALSE);
  return page > 0 ? g_strdup_printf("%s#page=%u", address, page) : g_steal_pointer(&address);
}

/* ---- publishing ---- */

/* Sets the heights, and tells how much the sheet should hold. */
static SheetSize finish_sheet(Sheet *sheet) {
  SheetSize size = {.cells = sheet->cells};
  for (guint row = 0; row < sheet->lines->len; row++) {
    if (g_array_index(sheet->lines, guint, row) == 0) continue;
    note(sheet->book, worksheet_set_row(sheet->sheet, row, row_height(sheet, row), NULL));
    size.rows++;
  }
  return size;
}

static gboolean fail(const Book *book, BookError code, const char *why, GError **error) {
  g_set_error(error, BOOK_ERROR, (int)code, "%s: %s", publication_output(book->publication), why);
  return FALSE;
}

/* Writes the file. What libxlsxwriter prints of its own accord when it fails is kept from stderr, whose lines have a form;
 * the system's error tells as much. */
static gboolean close_book(Book *book, GError **error) {
  int silent = open("/dev/null", O_WRONLY | O_CLOEXEC), stderr_copy = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 0);
  if (silent != -1 && stderr_copy != -1) dup2(silent, STDERR_FILENO);
  errno = 0;
  lxw_error closed = workbook_close(g_steal_pointer(&book->xlsx));
  int failure = errno;
  if (silent != -1 && stderr_copy != -1) dup2(stderr_copy, STDERR_FILENO);
  if (silent != -1) close(silent);
  if (stderr_copy != -1) close(stderr_copy);
  if (closed == LXW_NO_ERROR) return TRUE;
  return fail(book, BOOK_ERROR_WRITE, failure != 0 ? g_strerror(failure) : lxw_strerror(closed), error);
}

gboolean book_publish(Book *book, GError **error) {
  g_autoptr(GArray) sizes = g_array_new(FALSE, FALSE, sizeof(SheetSize));
  g_autoptr(GError) why = NULL;
  for (guint i = 0; i < book->sheets->len; i++) {
    SheetSize size = finish_sheet(g_ptr_array_index(book->sheets, i));
    g_array_append_val(sizes, size);
  }
  if (book->failure == LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE)
    return fail(book, BOOK_ERROR_CONTENT, "there are more rows than a sheet can hold; choose a shorter period", error);
  if (book->failure != LXW_NO_ERROR) return fail(book, BOOK_ERROR_CONTENT, lxw_strerror(book->failure), error);
  if (!close_book(book, error)) return FALSE;
  if (!workbook_verify(publication_file(book->publication), sizes, &why))
    return fail(book, BOOK_ERROR_WRITE, why->message, error);
  return publication_publish(book->publication, error);
}
