/* row_heights.h - how high each row of a sheet must be, so that its cells are seen whole. Rows are counted from 0; heights are in
 * points.
 *
 * Ownership: free a RowHeights with row_heights_free (or g_autoptr). */
#pragma once

#include <glib.h>

enum {
  ROW_HEIGHT_MOST = 409, /* "Row height", in points: support.microsoft.com, "Excel specifications and limits" */
};

typedef struct RowHeights RowHeights;

RowHeights *row_heights_new(void);
void row_heights_free(RowHeights *heights);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RowHeights, row_heights_free)

/* A cell of ROW shows LINES lines of SIZE points. */
void row_heights_need(RowHeights *heights, guint row, guint lines, double size);

/* How many rows there are up to the last that has a cell. */
guint row_heights_count(const RowHeights *heights);

/* The height of ROW; 0 for a row without cells, which is as high as the program that shows it likes. */
double row_heights_of(const RowHeights *heights, guint row);

/* How many lines of SIZE points the highest row has room for. */
guint row_heights_lines_most(double size);

/* The first row that lies wholly more than PIXELS (of 1/96 inch) below the top of ROW. */
guint row_heights_below(const RowHeights *heights, guint row, guint pixels);

/* The height of the rows FIRST to LAST together. */
double row_heights_sum(const RowHeights *heights, guint first, guint last);
