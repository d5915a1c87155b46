/* workbook_read.h - reads a workbook back, whichever program wrote it: its sheets as rows of cells, each as the text that a
 * person sees in it, or nearly.
 *
 *   texts              of shared strings and in the cell itself; the runs of a rich text are joined, pronunciation is left out
 *   numbers            in their shortest form, with the 15 digits that Excel keeps: "5", "0.25"
 *   dates              numbers whose format shows a day: "2023-10-06", with "2023-10-06 14:30" where it has a time
 *   truths and errors  "TRUE", "FALSE", "#N/A"
 *   formulas           the result that was stored with them
 * Line ends are "\n". What is empty is left out.
 *
 * Ownership: a BookCopy owns all that is reachable from it; free it with book_copy_free (or g_autoptr).
 *
 * Units: rows and columns are counted from 0, as in workbook.h.
 *
 * Errors: BOOK_READ_ERROR. Messages begin with the file's name and say what to do. */
#pragma once

#include <glib.h>

typedef enum {
  BOOK_READ_ERROR_ACCESS, /* the file can't be opened */
  BOOK_READ_ERROR_FORMAT, /* it is no workbook, or a broken one */
  BOOK_READ_ERROR_LARGE,  /* it holds more than is read: see below */
} BookReadError;
#define BOOK_READ_ERROR (book_read_error_quark())
GQuark book_read_error_quark(void);

/* What is read at most, so that a small file can't take all memory. The digest of 100,000 recommendations has a sheet of some
 * 200 MiB and 3 million cells. */
enum {
  READ_PART_MOST = 512 * 1024 * 1024, /* bytes of one part, unpacked */
  READ_CELLS_MOST = 10 * 1000 * 1000, /* cells and rows of all sheets */
  READ_TEXTS_MOST = 4 * 1000 * 1000,  /* shared strings */
  READ_SHEETS_MOST = 1000,
  READ_DEPTH_MOST = 100, /* elements one within the other; ECMA-376 has some ten */
};

/* Bytes of all parts that are read, unpacked: a part can be named as the content of many sheets. */
#define READ_BYTES_MOST (G_GUINT64_CONSTANT(2) * 1024 * 1024 * 1024)

typedef enum {
  READ_TEXT,
  READ_NUMBER,
  READ_DATE,
  READ_BOOLEAN,
  READ_ERROR,
} ReadKind;

typedef struct {
  guint column;
  ReadKind kind;
  const char *text; /* never empty */
} ReadCell;

typedef struct {
  guint number;  /* of the row in its sheet */
  GArray *cells; /* ReadCell, by column; never empty */
} ReadRow;

typedef struct {
  char *name;
  gboolean hidden; /* a person doesn't see it */
  GPtrArray *rows; /* ReadRow, by number */
} ReadSheet;

typedef struct {
  GPtrArray *sheets; /* ReadSheet, in their order; chart sheets are left out */
  GPtrArray *texts;  /* what the cells' texts are kept in */
} BookCopy;

/* Reads the workbook at PATH: an .xlsx or .xlsm file. */
BookCopy *workbook_read(const char *path, GError **error);
void book_copy_free(BookCopy *copy);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BookCopy, book_copy_free)

/* The sheet NAME, in capitals or small letters, as Excel compares them; NULL where there is none. */
const ReadSheet *book_copy_sheet(const BookCopy *copy, const char *name);

/* The text of the cell in COLUMN; "" where it is empty. */
const char *read_row_text(const ReadRow *row, guint column);

/* The cell in COLUMN; NULL where it is empty. */
const ReadCell *read_row_cell(const ReadRow *row, guint column);
