/* flat_text.h - rows as text that other programs read: CSV and JSON Lines, for exports and for a digest's sheets.
 *
 * CSV: RFC 4180 with CRLF line ends and, in front of all, a byte order mark, without which Excel takes UTF-8 for an 8-bit
 * encoding. A cell that a spreadsheet would run as a formula gets an apostrophe in front: one whose first character, behind any
 * spaces and characters that do not show, is = + - @ or the full-width form of one (which Excel takes for the same where it is
 * set to Chinese or Japanese), and one that begins with a tab or a line's end, which some programs drop before they look. A cell
 * whose text is apostrophes and then such a text gets one more, so that whoever takes one off has the text back.
 * Control characters but for tabs and line ends are left out. */
#pragma once

#include <glib.h>

/* Begins a CSV: the byte order mark. */
void csv_begin(GString *out);

/* Appends TEXT as a cell, FIRST in its row or behind another. */
void csv_append_cell(GString *out, gboolean first, const char *text);

void csv_end_row(GString *out);

/* TRUE where csv_append_cell puts an apostrophe in front of TEXT. */
gboolean csv_guards(const char *text);

/* Begins the member NAME of an object, FIRST in it or behind another: its value is to follow. */
void jsonl_append_name(GString *out, gboolean first, const char *name);

void jsonl_end_row(GString *out);
