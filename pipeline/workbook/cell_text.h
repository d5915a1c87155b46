/* cell_text.h - text as a spreadsheet cell can hold it.
 *
 * Limits are Excel's: support.microsoft.com, "Excel specifications and limits". */
#pragma once

#include <glib.h>

enum {
  CELL_TEXT_MOST = 32767, /* "Total number of characters that a cell can contain", counted in UTF-16 units */
};

/* TEXT made fit for a cell; free it with g_free. NULL gives "".
 *   invalid UTF-8               becomes U+FFFD, byte by byte
 *   U+FFFE, U+FFFF, surrogates  become U+FFFD: XML has no place for them, and the workbook would not open
 *   C0 controls                 go, but for tab and line feed; a carriage return becomes a line feed, or goes before one
 *   a literal _xHHHH_           is written so that it is shown as it stands; a reader would take it for an escape
 *   more than CELL_TEXT_MOST    is cut, and the cell says so at its end */
char *cell_text(const char *text);

/* The COUNT texts of TEXTS made fit to stand in one cell, one behind the other, each as by cell_text and all of them within its
 * limit. A NULL-terminated array, as long as TEXTS or, where the cell is cut, shorter; free it with g_strfreev. */
char **cell_text_pieces(const char *const *texts, guint count);

/* TRUE where TEXT is read from right to left: where most of its letters are of such a script. */
gboolean cell_text_runs_left(const char *text);
