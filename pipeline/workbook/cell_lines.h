/* cell_lines.h - how many lines a text takes in a cell.
 *
 * Widths are those of Arial, from which Liberation Sans, its stand-in on other systems, does not differ. */
#pragma once

#include <glib.h>

/* How many lines TEXT, as cell_text gives it, takes when it is wrapped in a column of WIDTH in letters of SIZE points. WIDTH is
 * in digits of the standard font, as Excel counts it, without the room that a cell keeps at its sides. An estimate that rather
 * takes a line too many: programs differ by a few hundredths in how wide they draw a text. */
guint cell_lines(const char *text, double width, double size);
