/* workbook.h - a thin, safe layer over libxlsxwriter: sheets with tables, links, heights and print set-up that come out right
 * and read back, or not at all. The only file behind it that knows xlsxwriter.h, which has taken the prefix workbook_, is
 * workbook.c.
 *
 * Ownership: a Book owns its sheets; free it with book_free (or g_autoptr), published or not. What is passed in is
 * copied.
 *
 * Rows and columns are counted from 0. Each cell is put once. Texts go through cell_text (cell_text.h), so any text will do,
 * and what begins with = + - @ stays text. Mistakes on the way (too many rows, no memory) are kept and reported by
 * book_publish.
 *
 * Limits are Excel's: support.microsoft.com, "Excel specifications and limits". */
#pragma once

#include "pipeline/common/publish.h"

enum {
  SHEET_COLUMNS_MOST = 64,   /* of ours; Excel has 16,384 */
  SHEET_ROWS_MOST = 1048576, /* "Total number of rows" on a worksheet */
  SHEET_LINKS_MOST = 65530,  /* "Hyperlinks in a worksheet" */
  LINK_LENGTH_MOST = 2079,   /* what libxlsxwriter takes, after Excel's own dialog */
};

typedef enum {
  BOOK_ERROR_CONTENT, /* it does not go into a workbook: too many rows for a sheet, ... */
  BOOK_ERROR_WRITE,   /* it could not be written, or did not come out whole */
} BookError;
#define BOOK_ERROR (book_error_quark())
GQuark book_error_quark(void);

typedef struct Book Book;
typedef struct Sheet Sheet;

/* What the file says of itself. */
typedef struct {
  const char *title, *subject, *author, *keywords, *category, *comments; /* NULL for nothing; the title heads each page */
  gint64 created; /* seconds since 1970 UTC; decides the bytes of the file, the clock never does */
} BookProperties;

/* Prepares a workbook that will appear as OUTPUT. Fails with a PUBLISH_ERROR (publish.h). */
Book *book_new(const char *output, const BookProperties *properties, GError **error);
void book_free(Book *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Book, book_free)

/* As publication_ask (publish.h). */
void book_ask(Book *book, PublishReady ready, gpointer data);

/* Writes the workbook, reads it back, and puts it in the place of OUTPUT: see publish.h and workbook_verify.h. Fails with a
 * BOOK_ERROR or PUBLISH_ERROR whose message begins with OUTPUT; OUTPUT is then as it was,
 * unless all went well but for the disk's word that it will stay. Nothing can be put afterwards. */
gboolean book_publish(Book *book, GError **error);

/* ---- sheets ---- */

/* Adds a sheet behind the others. It prints on A4 in landscape, as wide as the page unless sheet_print_wide says otherwise, with
 * its name and the book's title above and page numbers below. */
Sheet *book_add_sheet(Book *book, const char *name);

/* Colours the sheet's tab by what it holds. */
typedef enum {
  TAB_FRONT,    /* it is about the book */
  TAB_FINDINGS, /* what was found */
  TAB_RECORDS,  /* what that came from, and how */
} SheetTab;
void sheet_set_tab(Sheet *sheet, SheetTab tab);

typedef enum {
  STYLE_TEXT,       /* wrapped text in a table; where no row is high enough for it, STYLE_TEXT_SMALL takes its place */
  STYLE_TEXT_SMALL, /* the same in small letters */
  STYLE_NUMBER,     /* a whole number in a column of numbers */
  STYLE_DATE,       /* a date in a table, as 2023-10-06 */
  STYLE_LINK,       /* wrapped text that is a link; without one, a link style shows as its plain fellow */
  STYLE_LINK_NUMBER,
  STYLE_CENTRED, /* a number beside text: of a page, of things */
  STYLE_LINK_CENTRED,
  STYLE_HEADER,        /* the head of a column */
  STYLE_HEADER_NUMBER, /* the head of a column of numbers that has no filter */
  STYLE_TITLE,         /* the sheet's title */
  STYLE_NOTE,          /* small print */
  STYLE_HEADING,       /* above a part of the sheet */
  STYLE_FIGURE,        /* a figure that stands out */
  STYLE_GOOD,          /* a verdict */
  STYLE_CAUTION,       /* a verdict with a reservation */
  STYLE_BAD,           /* a verdict that asks for attention */
  STYLE_CORRECTED,     /* as STYLE_TEXT, for what a person put there: in italics, on a ground of its own */
  N_STYLES,
} CellStyle;

/* A cell: `text`, else `date`, else `number` is its value. */
typedef struct {
  CellStyle style;
  const char *text;
  const char *date; /* YYYY-MM-DD; what is no date, or before 1900, is shown as text */
  double number;
  const char *link; /* where it leads: from sheet_place or book_file_link; NULL for nowhere. Links that Excel has no
                       room for are left out */
  const char *tip;  /* shown over a link */
} Cell;

void sheet_put(Sheet *sheet, guint row, guint column, const Cell *cell);

/* Part of a text that shows how it came of an earlier one; what each is can be told without colours. */
typedef enum {
  RUN_PLAIN,   /* it stands in both */
  RUN_REMOVED, /* it stood in the earlier one: red and struck through */
  RUN_ADDED,   /* it is new: green, bold and underlined */
  N_RUN_KINDS,
} RunKind;

typedef struct {
  RunKind kind;
  const char *text; /* with the spaces that part it from its neighbours; an empty one is passed over */
} TextRun;

/* The COUNT runs as one text without looks, where marks stand for them: "States [-may-]{+should+} act". Free it with g_free. */
char *text_runs_marked(const TextRun *runs, guint count);

/* Puts a text of COUNT runs, each shown as its kind asks, into a cell of STYLE. It is one text, with the limits of one, and
 * cannot be a link. Where so many runs find no room in a cell (some 150 of them take half of it, beside the text), it is put as
 * text_runs_marked has it. */
void sheet_put_rich(Sheet *sheet, guint row, guint column, CellStyle style, const TextRun *runs, guint count);

/* Puts a text over the columns FIRST to LAST of ROW. It cannot be a link. */
void sheet_put_across(Sheet *sheet, guint row, guint first, guint last, CellStyle style, const char *text);

typedef struct {
  const char *header;
  double width; /* in digits of the standard font, as Excel counts it */
} SheetColumn;

/* Hides SHEET, which holds what only programs read. The first sheet can't be hidden. */
void sheet_hide(Sheet *sheet);

/* Sets the widths of the first COUNT columns; to be done before cells are put, whose row grows as high as their text needs. */
void sheet_set_columns(Sheet *sheet, const SheetColumn *columns, guint count);

/* Makes rows below FIRST_ROW, which becomes the header, an Excel table NAME with filters: ROWS of them, of which an Excel
 * table needs one, if an empty one. */
void sheet_add_table(Sheet *sheet, const char *name, guint first_row, guint rows, const SheetColumn *columns, guint count);

/* Keeps the first ROWS and COLUMNS in view, and repeats the rows on each printed page. */
void sheet_freeze(Sheet *sheet, guint rows, guint columns);

/* Prints column 0 and the columns FIRST to COUNT - 1, down to LAST_ROW, in letters that can be read: on as many pages across as
 * that takes, column 0 on each (print_layout.h). Columns between 0 and FIRST are not printed. To be done when the columns are
 * set. */
void sheet_print_wide(Sheet *sheet, guint first, guint count, guint last_row);

/* Prints the columns up to COUNT - 1 side by side on one page across, however small that makes them. */
void sheet_print_whole(Sheet *sheet, guint count, guint last_row);

/* The rows FIRST to LAST of a sheet that one of the two prints stand on one page, where one page holds them: a list and the
 * chart beside it. To be called from the top of the sheet to its end. */
void sheet_keep_together(Sheet *sheet, guint first, guint last);

/* Marks cells of COLUMN, in rows FIRST to LAST: colours them like STYLE, which is STYLE_GOOD, STYLE_CAUTION or STYLE_BAD, and
 * puts a sign in front of what they show, which stays what it is. Those are marked whose text is WORD, begins with it, or is
 * another. Of several marks the first that applies counts. */
typedef enum {
  MATCH_OTHER,
  MATCH_EQUAL,
  MATCH_BEGINS,
} MarkMatch;
void sheet_mark(Sheet *sheet, guint column, guint first, guint last, MarkMatch match, const char *word, CellStyle style);

/* The first row that lies wholly more than PIXELS below the top of ROW, by the cells that are put so far. */
guint sheet_row_below(const Sheet *sheet, guint row, guint pixels);

typedef enum {
  CHART_BARS,    /* lying, one below the other, for names of any length */
  CHART_COLUMNS, /* standing side by side, for years */
} ChartKind;

/* A chart with its corner in ROW and COLUMN, of WIDTH and HEIGHT pixels, of the values in VALUES for the names in NAMES,
 * both columns of this sheet, rows FIRST to LAST. It stays one: who changes the cells changes it. */
typedef struct {
  ChartKind kind;
  const char *title;
  const char *description;  /* what it shows, in words, for those who do not see it */
  const char *values_title; /* what is counted */
  const char *names_title;  /* what the names are; NULL where the title says it */
  guint row, column, width, height;
  guint names, values, first, last;
} SheetChart;
void sheet_add_chart(Sheet *sheet, const SheetChart *chart);

/* TRUE where a link was left out because the sheet holds SHEET_LINKS_MOST. */
gboolean sheet_lacks_links(const Sheet *sheet);

/* ---- links ---- */

/* A link to a cell of SHEET; free it with g_free. */
char *sheet_place(const Sheet *sheet, guint row, guint column);

/* A link to PAGE, counted from 1, of the PDF at PATH, which is relative to the workbook's folder; 0 for no page in
 * particular. Free it with g_free. */
char *book_file_link(const char *path, guint page);
