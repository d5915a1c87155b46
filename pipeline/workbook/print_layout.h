/* print_layout.h - how a table that is wider than a page is printed: on which pages across its columns stand, and how small.
 *
 * The first column names the row and stands on each page. Columns are counted from 0. */
#pragma once

#include "pipeline/workbook/workbook.h"

enum {
  PRINT_SCALE_LEAST = 70,   /* per cent: letters of 10 points are printed in 7, as footnotes are */
  PRINT_SCALE_SMALLEST = 10 /* Excel's own least ("Adjust to") */
};

typedef struct {
  guint scale;                          /* per cent of the size on the screen */
  guint breaks[SHEET_COLUMNS_MOST + 1]; /* columns that begin another page across, in ascending order; 0 behind the last */
} PrintLayout;

/* The layout of column 0 and the columns FIRST to COUNT - 1, of WIDTHS as Excel counts them, on pages with room for ROOM points:
 * on as few pages as the scale LEAST allows, and as large as these allow. A column that alone is wider than a page makes the
 * scale smaller. */
PrintLayout print_layout(const double *widths, guint first, guint count, double room, guint least);
