/* workbook.c - the one file that includes xlsxwriter.h; see workbook.h. */
#include "pipeline/workbook/workbook.h"

#include "pipeline/common/period.h"
#include "pipeline/workbook/cell_lines.h"
#include "pipeline/workbook/cell_text.h"
#include "pipeline/workbook/print_layout.h"
#include "pipeline/workbook/row_heights.h"
#include "pipeline/workbook/workbook_looks.h"
#include "pipeline/workbook/workbook_verify.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>
#include <xlsxwriter.h>

G_DEFINE_QUARK(rapporteur_workbook_error, book_error)

enum { COLUMNS_MOST = SHEET_COLUMNS_MOST };

struct Book {
  Publication *publication;
  lxw_workbook *xlsx; /* NULL once it is closed */
  char *title;
  lxw_format *formats[N_STYLES][2]; /* for text that runs to the right, and to the left */
  lxw_format *run_formats[N_RUN_KINDS];
  const char *rich_folder; /* where libxlsxwriter writes each rich text, to read it again at once */
  GPtrArray *sheets;       /* Sheet */
  lxw_error failure;       /* the first mistake, reported when it is published */
};

typedef struct {
  guint first, last;
} RowRange;

struct Sheet {
  Book *book;
  lxw_worksheet *sheet;
  char *name;
  double widths[COLUMNS_MOST];
  RowHeights *heights;
  GArray *kept; /* RowRange: rows that shall stand on one page */
  guint scale;  /* in per cent, of what is printed */
  guint cells, links;
  gboolean lacks_links;
};

/* ---- formats ---- */

/* Numbers of libxlsxwriter for the order in which a cell is read (ECMA-376 part 1, 18.8.1, readingOrder). */
enum { READING_TO_LEFT = 2 };

/* What a format has of its own where it lies over another: in a marked cell. */
static void set_emphasis(lxw_format *format, const Look *look) {
  format_set_font_color(format, look->ink);
  if (look->fill != 0) format_set_bg_color(format, look->fill);
  if (look->bold) format_set_bold(format);
  if (look->italic) format_set_italic(format);
}

static lxw_format *make_font(lxw_workbook *xlsx, const Look *look) {
  lxw_format *format = workbook_add_format(xlsx);
  format_set_font_name(format, LOOK_FONT);
  format_set_font_size(format, look->size);
  set_emphasis(format, look);
  if (look->underline) format_set_underline(format, LXW_UNDERLINE_SINGLE);
  if (look->strikeout) format_set_font_strikeout(format);
  return format;
}

static void set_alignment(lxw_format *format, const Look *look, gboolean runs_left) {
  static const guint8 alignments[] = {
      [ALIGN_LEFT] = LXW_ALIGN_LEFT, [ALIGN_CENTRE] = LXW_ALIGN_CENTER, [ALIGN_RIGHT] = LXW_ALIGN_RIGHT};
  gboolean begins = look->align == ALIGN_GENERAL && (look->indent || runs_left);
  format_set_align(format, look->wrap || look->ruled ? LXW_ALIGN_VERTICAL_TOP : LXW_ALIGN_VERTICAL_CENTER);
  if (begins) format_set_align(format, runs_left ? LXW_ALIGN_RIGHT : LXW_ALIGN_LEFT);
  if (look->align != ALIGN_GENERAL) format_set_align(format, alignments[look->align]);
  if (look->indent) format_set_indent(format, 1);
  if (runs_left) format_set_reading_order(format, READING_TO_LEFT);
}

static lxw_format *make_format(lxw_workbook *xlsx, const Look *look, gboolean runs_left) {
  lxw_format *format = make_font(xlsx, look);
  set_alignment(format, look, runs_left);
  if (look->wrap) format_set_text_wrap(format);
  if (look->number_format != NULL) format_set_num_format(format, look->number_format);
  if (look->ruled) {
    format_set_border(format, LXW_BORDER_THIN);
    format_set_border_color(format, RULE);
  }
  return format;
}

/* Makes ours the standard font, whose digits are what widths are counted in: Excel's own is not on every system, and another in
 * its place makes all columns wider. Both have digits of 7 pixels. */
static void set_standard_font(lxw_workbook *xlsx) {
  lxw_format *standard = STAILQ_FIRST(xlsx->formats);
  format_set_font_name(standard, LOOK_FONT);
  format_set_font_size(standard, cell_looks[STYLE_TEXT].size);
}

static void make_formats(Book *book) {
  set_standard_font(book->xlsx);
  for (guint i = 0; i < N_STYLES; i++)
    for (guint left = 0; left < 2; left++) book->formats[i][left] = make_format(book->xlsx, &cell_looks[i], left == 1);
  /* A run without a format of its own would be shown in the standard font, unless it is the first: each gets one. */
  for (guint i = 0; i < N_RUN_KINDS; i++) book->run_formats[i] = make_font(book->xlsx, &run_looks[i]);
}

/* ---- the workbook ---- */

static void note(Book *book, lxw_error error) {
  if (book->failure == LXW_NO_ERROR) book->failure = error;
}

static void sheet_free(Sheet *sheet) {
  g_free(sheet->name);
  row_heights_free(sheet->heights);
  g_array_unref(sheet->kept);
  g_free(sheet);
}

static void set_properties(Book *book, const BookProperties *properties) {
  g_autofree char *title = cell_text(properties->title);
  g_autofree char *subject = cell_text(properties->subject);
  g_autofree char *author = cell_text(properties->author);
  g_autofree char *keywords = cell_text(properties->keywords);
  g_autofree char *category = cell_text(properties->category);
  g_autofree char *comments = cell_text(properties->comments);
  lxw_doc_properties given = {
      .title = title,
      .subject = subject,
      .author = author,
      .keywords = keywords,
      .category = category,
      .comments = comments,
      .created = (time_t)MAX(properties->created, 1), /* libxlsxwriter takes 0 for "now" */
  };
  note(book, workbook_set_properties(book->xlsx, &given));
}

/* A file for each rich text, some thousands of them, costs a disk as much as all the rest of the workbook, and memory hardly
 * anything. There must be room for the largest text: a file that came out short would break the workbook. */
static const char *rich_folder(const Publication *publication) {
  static const char memory[] = "/dev/shm"; /* shm_overview(7) */
  enum { ROOM_LEAST = 16 * 1024 * 1024 };
  struct statvfs space;
  gboolean usable =
      access(memory, W_OK | X_OK) == 0 && statvfs(memory, &space) == 0 && (guint64)space.f_bavail * space.f_frsize >= ROOM_LEAST;
  return usable ? memory : publication_folder(publication);
}

Book *book_new(const char *output, const BookProperties *properties, GError **error) {
  g_autoptr(Book) book = g_new0(Book, 1);
  book->sheets = g_ptr_array_new_with_free_func((GDestroyNotify)sheet_free);
  book->publication = publication_new(output, error);
  if (book->publication == NULL) return NULL;
  lxw_workbook_options options = {.tmpdir = (char *)publication_folder(book->publication)};
  book->xlsx = workbook_new_opt(publication_file(book->publication), &options);
  if (book->xlsx == NULL) g_error("libxlsxwriter has no memory for a workbook");
  book->title = g_strdup(properties->title);
  book->rich_folder = rich_folder(book->publication);
  make_formats(book);
  set_properties(book, properties);
  return g_steal_pointer(&book);
}

void book_free(Book *book) {
  if (book == NULL) return;
  if (book->xlsx != NULL) lxw_workbook_free(book->xlsx);
  g_ptr_array_unref(book->sheets);
  publication_free(book->publication);
  g_free(book->title);
  g_free(book);
}

/* ---- sheets ---- */

/* TEXT for a header or footer, in which "&" begins an instruction; no more than Excel has room for beside ours. */
static char *header_text(const char *text) {
  enum { LETTERS_MOST = 100 }; /* of the 255 of a header or footer, "&" counted twice */
  g_autofree char *clean = cell_text(text);
  g_autofree char *begin = g_utf8_substring(clean, 0, MIN(g_utf8_strlen(clean, -1), LETTERS_MOST));
  g_auto(GStrv) parts = g_strsplit(begin, "&", -1);
  return g_strjoinv("&&", parts);
}

/* Margins in inches; within the upper and lower ones stand the header and the footer. */
static const double paper_width = 297 / 25.4, paper_height = 210 / 25.4; /* inches: A4, lying */
static const double side_margin = 0.4, top_margin = 0.75, bottom_margin = 0.65;

static void set_up_printing(Sheet *sheet) {
  enum { PAPER_A4 = 9 }; /* ECMA-376 part 1, 18.3.1.63 */
  g_autofree char *title = header_text(sheet->book->title);
  g_autofree char *header = g_strdup_printf("&L&\"" LOOK_FONT ",Bold\"&9&A&R&\"" LOOK_FONT ",Regular\"&8%s", title);
  worksheet_set_landscape(sheet->sheet);
  worksheet_set_paper(sheet->sheet, PAPER_A4);
  worksheet_fit_to_pages(sheet->sheet, 1, 0);
  worksheet_set_margins(sheet->sheet, side_margin, side_margin, top_margin, bottom_margin);
  note(sheet->book, worksheet_set_header(sheet->sheet, header));
  note(sheet->book, worksheet_set_footer(sheet->sheet, "&L&8&F&R&8Page &P of &N"));
}

Sheet *book_add_sheet(Book *book, const char *name) {
  Sheet *sheet = g_new0(Sheet, 1);
  sheet->book = book;
  sheet->name = g_strdup(name);
  sheet->heights = row_heights_new();
  sheet->kept = g_array_new(FALSE, FALSE, sizeof(RowRange));
  sheet->scale = 100;
  g_ptr_array_add(book->sheets, sheet);
  sheet->sheet = workbook_add_worksheet(book->xlsx, name);
  if (sheet->sheet == NULL) g_error("libxlsxwriter refuses a sheet named %s", name);
  sheet->sheet->tmpdir = (char *)book->rich_folder;
  set_up_printing(sheet);
  worksheet_gridlines(sheet->sheet, LXW_HIDE_ALL_GRIDLINES);
  /* Item numbers are text that looks like numbers, and Excel would flag each. */
  worksheet_ignore_errors(sheet->sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576");
  return sheet;
}

void sheet_set_tab(Sheet *sheet, SheetTab tab) {
  static const guint colours[] = {[TAB_FRONT] = NAVY, [TAB_FINDINGS] = 0x2E7D8C, [TAB_RECORDS] = 0x9AA5B1};
  worksheet_set_tab_color(sheet->sheet, colours[tab]);
}

void sheet_hide(Sheet *sheet) {
  worksheet_hide(sheet->sheet);
}

void sheet_set_columns(Sheet *sheet, const SheetColumn *columns, guint count) {
  g_return_if_fail(count <= COLUMNS_MOST);
  for (guint i = 0; i < count; i++) {
    sheet->widths[i] = columns[i].width;
    note(sheet->book, worksheet_set_column(sheet->sheet, (lxw_col_t)i, (lxw_col_t)i, columns[i].width, NULL));
  }
}

/* Rows beyond Excel's last are refused by libxlsxwriter, cell by cell; growing would only take memory. */
static gboolean row_exists(Sheet *sheet, guint row) {
  if (row < SHEET_ROWS_MOST) return TRUE;
  note(sheet->book, LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE);
  return FALSE;
}

static const double bold_width = 1.08; /* bold letters are wider by about as much */

/* How many lines TEXT shows in STYLE, within columns of WIDTH together. */
static guint lines_of(const char *text, CellStyle style, double width) {
  static const double indent_width = 1.3; /* 9 pixels of 7 */
  const Look *look = &cell_looks[style];
  return look->wrap ? cell_lines(text, width - (look->indent ? indent_width : 0), look->size) : 1;
}

static void need_lines(Sheet *sheet, guint row, CellStyle style, guint lines) {
  row_heights_need(sheet->heights, row, lines, cell_looks[style].size);
}

static double width_of(const Sheet *sheet, guint first, guint last) {
  double width = 0;
  for (guint i = first; i <= MIN(last, COLUMNS_MOST - 1); i++) width += sheet->widths[i];
  return width;
}

guint sheet_row_below(const Sheet *sheet, guint row, guint pixels) {
  return row_heights_below(sheet->heights, row, pixels);
}

/* ---- cells ---- */

static lxw_format *format_for(const Sheet *sheet, CellStyle style, const char *text) {
  return sheet->book->formats[style][text != NULL && cell_text_runs_left(text)];
}

/* The style for a text of LINES lines in STYLE: a text in a table that no row is high enough for is set smaller. */
static CellStyle fitting_style(CellStyle style, guint lines) {
  return style == STYLE_TEXT && lines > row_heights_lines_most(cell_looks[style].size) ? STYLE_TEXT_SMALL : style;
}

static void put_text(Sheet *sheet, guint row, guint column, CellStyle style, const char *text) {
  g_autofree char *clean = cell_text(text);
  double width = width_of(sheet, column, column);
  guint lines = lines_of(clean, style, width);
  CellStyle fitting = fitting_style(style, lines);
  /* An empty string is written by libxlsxwriter as a blank cell. */
  note(sheet->book, worksheet_write_string(sheet->sheet, row, (lxw_col_t)column, clean, format_for(sheet, fitting, clean)));
  need_lines(sheet, row, fitting, fitting == style ? lines : lines_of(clean, fitting, width));
}

static void put_date(Sheet *sheet, guint row, guint column, CellStyle style, const char *date) {
  if (!date_valid(date) || strcmp(date, "1900-01-01") < 0) {
    put_text(sheet, row, column, style, date);
    return;
  }
  lxw_datetime value = {.year = 0};
  sscanf(date, "%d-%d-%d", &value.year, &value.month, &value.day);
  note(sheet->book, worksheet_write_datetime(sheet->sheet, row, (lxw_col_t)column, &value, sheet->book->formats[style][0]));
  need_lines(sheet, row, style, 1);
}

static void put_number(Sheet *sheet, guint row, guint column, CellStyle style, double number) {
  note(sheet->book, worksheet_write_number(sheet->sheet, row, (lxw_col_t)column, number, sheet->book->formats[style][0]));
  need_lines(sheet, row, style, 1);
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
  note(sheet->book, worksheet_write_url_opt(sheet->sheet, row, (lxw_col_t)column, cell->link,
                                            sheet->book->formats[cell->style][0], shown, cell->tip));
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
static gboolean put_tuples(Sheet *sheet, guint row, guint column, lxw_format *format, const GArray *tuples) {
  enum { TUPLES_MOST = 254 };
  if (tuples->len < 2 || tuples->len > TUPLES_MOST) return FALSE;
  g_autofree lxw_rich_string_tuple **list = g_new0(lxw_rich_string_tuple *, tuples->len + 1);
  for (guint i = 0; i < tuples->len; i++) list[i] = &g_array_index(tuples, lxw_rich_string_tuple, i);
  lxw_error error = worksheet_write_rich_string(sheet->sheet, row, (lxw_col_t)column, list, format);
  if (error == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED) return FALSE;
  note(sheet->book, error);
  return TRUE;
}

char *text_runs_marked(const TextRun *runs, guint count) {
  static const char *const marks[N_RUN_KINDS][2] = {{"", ""}, {"[-", "-]"}, {"{+", "+}"}};
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < count; i++) {
    if (runs[i].text == NULL || *runs[i].text == '\0') continue;
    const char *const *mark = marks[runs[i].kind];
    g_string_append_printf(text, "%s%s%s", mark[0], runs[i].text, mark[1]);
  }
  return g_string_free(text, FALSE);
}

void sheet_put_rich(Sheet *sheet, guint row, guint column, CellStyle style, const TextRun *runs, guint count) {
  g_return_if_fail(column < COLUMNS_MOST);
  if (!row_exists(sheet, row)) return;
  g_autofree const char **texts = g_new0(const char *, count + 1);
  for (guint i = 0; i < count; i++) texts[i] = runs[i].text;
  g_auto(GStrv) pieces = cell_text_pieces(texts, count);
  g_autoptr(GStringChunk) strings = g_string_chunk_new(64);
  g_autoptr(GArray) tuples = rich_tuples(sheet->book, runs, pieces, strings);
  g_autofree char *whole = g_strjoinv("", pieces);
  if (put_tuples(sheet, row, column, format_for(sheet, style, whole), tuples)) {
    need_lines(sheet, row, style, lines_of(whole, style, sheet->widths[column] / bold_width));
  } else {
    g_autofree char *text = text_runs_marked(runs, count);
    put_text(sheet, row, column, style, text);
  }
  sheet->cells++;
}

void sheet_put_across(Sheet *sheet, guint row, guint first, guint last, CellStyle style, const char *text) {
  g_return_if_fail(first < last && last < COLUMNS_MOST);
  if (!row_exists(sheet, row)) return;
  g_autofree char *clean = cell_text(text);
  note(sheet->book,
       worksheet_merge_range(sheet->sheet, row, (lxw_col_t)first, row, (lxw_col_t)last, clean, format_for(sheet, style, clean)));
  need_lines(sheet, row, style, lines_of(clean, style, width_of(sheet, first, last)));
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
    table_columns[i].header_format = sheet->book->formats[STYLE_HEADER][0];
    table_column_list[i] = &table_columns[i];
    /* The filter's button lies over the end of the last line, which is to be empty. */
    guint lines = lines_of(columns[i].header, STYLE_HEADER, columns[i].width / bold_width);
    need_lines(sheet, first_row, STYLE_HEADER, MAX(lines, 2));
  }
  lxw_table_options options = {
      .name = (char *)name,
      .style_type = LXW_TABLE_STYLE_TYPE_LIGHT,
      .style_type_number = 1,
      .no_banded_rows = LXW_TRUE, /* rules part the rows, in programs that know no table styles, too */
      .columns = table_column_list,
  };
  note(sheet->book, worksheet_add_table(sheet->sheet, first_row, 0, first_row + MAX(rows, 1), (lxw_col_t)(count - 1), &options));
  sheet->cells += count;
}

void sheet_freeze(Sheet *sheet, guint rows, guint columns) {
  worksheet_freeze_panes(sheet->sheet, rows, (lxw_col_t)columns);
  if (rows > 0) note(sheet->book, worksheet_repeat_rows(sheet->sheet, 0, rows - 1));
}

static void print_columns(Sheet *sheet, guint first, guint count, guint last_row, guint least) {
  g_return_if_fail(first > 0 && count <= COLUMNS_MOST && first < count);
  PrintLayout layout = print_layout(sheet->widths, first, count, (paper_width - 2 * side_margin) * 72, least);
  lxw_col_t breaks[SHEET_COLUMNS_MOST + 1] = {0};
  for (guint i = 0; layout.breaks[i] != 0; i++) breaks[i] = (lxw_col_t)layout.breaks[i];
  sheet->scale = layout.scale;
  worksheet_set_print_scale(sheet->sheet, (uint16_t)layout.scale); /* takes the place of fitting to a page */
  worksheet_print_across(sheet->sheet);
  if (breaks[0] != 0) note(sheet->book, worksheet_set_v_pagebreaks(sheet->sheet, breaks));
  note(sheet->book, worksheet_print_area(sheet->sheet, 0, first > 1 ? (lxw_col_t)first : 0, last_row, (lxw_col_t)(count - 1)));
}

void sheet_print_wide(Sheet *sheet, guint first, guint count, guint last_row) {
  note(sheet->book, worksheet_repeat_columns(sheet->sheet, 0, 0));
  print_columns(sheet, first, count, last_row, PRINT_SCALE_LEAST);
}

void sheet_print_whole(Sheet *sheet, guint count, guint last_row) {
  print_columns(sheet, 1, count, last_row, PRINT_SCALE_SMALLEST);
}

void sheet_keep_together(Sheet *sheet, guint first, guint last) {
  RowRange rows = {.first = first, .last = last};
  g_array_append_val(sheet->kept, rows);
}

/* Would rows of HEIGHT, with rows of BEFORE in front of them since a page began, be parted on pages with ROOM? */
static gboolean is_parted(double before, double height, double room) {
  double used = fmod(before, room);
  return used > 0 && used + height > room;
}

/* Begins a page in front of rows that would not stand on one otherwise. Programs differ by a few hundredths in how high they
 * print: no page of theirs shall part the rows, whether it has a little more room or a little less. */
static void break_pages(Sheet *sheet) {
  static const double doubt = 1.03;
  double most = (paper_height - top_margin - bottom_margin) * 72 * 100 / sheet->scale, least = most / doubt;
  g_autoptr(GArray) breaks = g_array_new(TRUE, FALSE, sizeof(lxw_row_t));
  guint page = 0; /* the first row of the page */
  for (guint i = 0; i < sheet->kept->len; i++) {
    const RowRange *rows = &g_array_index(sheet->kept, RowRange, i);
    double before = rows->first > page ? row_heights_sum(sheet->heights, page, rows->first - 1) : 0;
    double height = row_heights_sum(sheet->heights, rows->first, rows->last);
    if (height > least || (!is_parted(before, height, least) && !is_parted(before, height, most))) continue;
    lxw_row_t begins = page = rows->first;
    g_array_append_val(breaks, begins);
  }
  if (breaks->len > 0) note(sheet->book, worksheet_set_h_pagebreaks(sheet->sheet, (lxw_row_t *)(gpointer)breaks->data));
}

void sheet_mark(Sheet *sheet, guint column, guint first, guint last, MarkMatch match, const char *word, CellStyle style) {
  static const struct {
    guint8 type, criteria;
  } rules[] = {
      [MATCH_OTHER] = {LXW_CONDITIONAL_TYPE_CELL, LXW_CONDITIONAL_CRITERIA_NOT_EQUAL_TO},
      [MATCH_EQUAL] = {LXW_CONDITIONAL_TYPE_CELL, LXW_CONDITIONAL_CRITERIA_EQUAL_TO},
      [MATCH_BEGINS] = {LXW_CONDITIONAL_TYPE_TEXT, LXW_CONDITIONAL_CRITERIA_TEXT_BEGINS_WITH},
  };
  const Look *look = &cell_looks[style];
  g_autofree char *quoted = match == MATCH_BEGINS ? g_strdup(word) : g_strdup_printf("\"%s\"", word);
  lxw_format *format = workbook_add_format(sheet->book->xlsx);
  set_emphasis(format, look);
  if (look->sign != NULL) format_set_num_format(format, look->sign);
  lxw_conditional_format rule = {
      .type = rules[match].type,
      .criteria = rules[match].criteria,
      .value_string = quoted,
      .format = format,
      .stop_if_true = LXW_TRUE,
  };
  note(sheet->book, worksheet_conditional_format_range(sheet->sheet, first, (lxw_col_t)column, last, (lxw_col_t)column, &rule));
}

/* ---- charts ---- */

static lxw_chart_font title_font = {.name = (char *)LOOK_FONT, .size = 11, .bold = LXW_TRUE, .color = NAVY};
static lxw_chart_font label_font = {.name = (char *)LOOK_FONT, .size = 9, .bold = LXW_EXPLICIT_FALSE, .color = INK};

static void set_series(lxw_chart *drawn, const Sheet *sheet, const SheetChart *chart) {
  lxw_chart_series *series = chart_add_series(drawn, NULL, NULL);
  lxw_chart_fill fill = {.color = BLUE};
  chart_series_set_name(series, chart->values_title);
  chart_series_set_categories(series, sheet->name, chart->first, (lxw_col_t)chart->names, chart->last, (lxw_col_t)chart->names);
  chart_series_set_values(series, sheet->name, chart->first, (lxw_col_t)chart->values, chart->last, (lxw_col_t)chart->values);
  chart_series_set_fill(series, &fill);
  chart_series_set_labels(series);
  chart_series_set_labels_num_format(series, "#,##0");
  chart_series_set_labels_font(series, &label_font);
  chart_set_series_gap(drawn, 60); /* per cent of a bar's width */
}

/* The axis of the names shows each of them. That of the values says what it counts; its numbers stand at the bars already. */
static void set_axes(const SheetChart *chart, lxw_chart_axis *names, lxw_chart_axis *values) {
  lxw_chart_line grid_line = {.color = RULE, .width = 0.75f}, no_line = {.none = LXW_TRUE};
  chart_axis_set_num_font(names, &label_font);
  chart_axis_set_interval_unit(names, 1);
  chart_axis_set_major_tick_mark(names, LXW_CHART_AXIS_TICK_MARK_NONE);
  if (chart->names_title != NULL) {
    chart_axis_set_name(names, chart->names_title);
    chart_axis_set_name_font(names, &label_font);
  }
  chart_axis_set_name(values, chart->values_title);
  chart_axis_set_name_font(values, &label_font);
  chart_axis_set_num_font(values, &label_font);
  chart_axis_set_num_format(values, "#,##0");
  chart_axis_set_min(values, 0);
  chart_axis_set_line(values, &no_line);
  chart_axis_major_gridlines_set_line(values, &grid_line);
}

void sheet_add_chart(Sheet *sheet, const SheetChart *chart) {
  gboolean bars = chart->kind == CHART_BARS;
  lxw_chart *drawn = workbook_add_chart(sheet->book->xlsx, bars ? LXW_CHART_BAR : LXW_CHART_COLUMN);
  /* In a bar chart libxlsxwriter calls the axis of the names, which stands upright, y. */
  lxw_chart_axis *names = bars ? drawn->y_axis : drawn->x_axis, *values = bars ? drawn->x_axis : drawn->y_axis;
  set_series(drawn, sheet, chart);
  chart_title_set_name(drawn, chart->title);
  chart_title_set_name_font(drawn, &title_font);
  chart_legend_set_position(drawn, LXW_CHART_LEGEND_NONE);
  set_axes(chart, names, values);
  if (bars) {
    chart_axis_set_reverse(names); /* the first row of the list on top */
    chart_axis_set_crossing_max(names);
  }
  g_autofree char *description = cell_text(chart->description);
  lxw_chart_options options = {
      .object_position = LXW_OBJECT_MOVE_DONT_SIZE,
      .x_scale = chart->width / 480.0, /* 480 by 288 pixels is a chart's size to begin with */
      .y_scale = chart->height / 288.0,
      .description = description,
  };
  note(sheet->book, worksheet_insert_chart_opt(sheet->sheet, chart->row, (lxw_col_t)chart->column, drawn, &options));
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
  break_pages(sheet);
  for (guint row = 0; row < row_heights_count(sheet->heights); row++) {
    double height = row_heights_of(sheet->heights, row);
    if (height <= 0) continue;
    note(sheet->book, worksheet_set_row(sheet->sheet, row, height, NULL));
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

void book_ask(Book *book, PublishReady ready, gpointer data) {
  publication_ask(book->publication, ready, data);
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
