/* written.h - what the rows of a workbook said when it was written: a sheet of its own, hidden, that travels with the workbook.
 *
 * Whoever reads an edited workbook can then tell what people changed in it from what newer rules would say otherwise. Of each
 * cell there is a hash of what it says (correction_comparable), of each row one of the source text (corrections_hash); and which
 * sheet and header tell what, since templates rename them.
 *
 * Ownership: free WrittenNotes with written_notes_free and Written with written_free (or g_autoptr).
 */
#pragma once

#include "pipeline/reports/row.h"
#include "pipeline/workbook/workbook.h"
#include "pipeline/workbook/workbook_read.h"

#define WRITTEN_FORMAT "rapporteur.written/1"

/* ---- writing it ---- */

typedef struct WrittenNotes WrittenNotes;

/* Begins to fill SHEET, which is empty and lives longer. */
WrittenNotes *written_notes_new(Sheet *sheet);
void written_notes_free(WrittenNotes *notes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(WrittenNotes, written_notes_free)

/* Notes that the column HEADER of the sheet called NAME shows VALUE (the name of a column of row.h). */
void written_notes_add_column(WrittenNotes *notes, const char *name, const char *header, const char *value);

/* Notes what ROW, of a recommendation or panel topic, says. */
void written_notes_add_row(WrittenNotes *notes, const Row *row);

/* ---- reading it ---- */

typedef struct Written Written;
typedef struct WrittenRow WrittenRow;

/* Is SHEET the one that holds it? */
gboolean written_is_sheet(const ReadSheet *sheet);

/* What COPY holds of it, under whatever name the sheet has now; NULL where it holds nothing. */
Written *written_read(const BookCopy *copy);
void written_free(Written *written);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Written, written_free)

/* What the column HEADER of SHEET showed; of another sheet where this one was renamed. NULL where none was called so. */
const char *written_value(const Written *written, const char *sheet, const char *header);

/* The row of ID; NULL where it had none. */
const WrittenRow *written_row(const Written *written, const char *id);

/* The IDs of all rows: const char *, in their order. */
const GPtrArray *written_ids(const Written *written);

/* corrections_hash of the text that was read, before any correction. */
const char *written_source(const WrittenRow *row);

/* What a cell of VALUE said. */
typedef enum {
  WRITTEN_UNKNOWN, /* there was none, or it is not kept */
  WRITTEN_SAME,    /* the same as TEXT */
  WRITTEN_OTHER,
} WrittenSays;
WrittenSays written_says(const Written *written, const WrittenRow *row, const char *value, const char *text);

/* The values that are kept and that nobody may correct: symbol, number, page_first and others; NULL-terminated. */
extern const char *const written_fixed[];
