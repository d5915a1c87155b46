/* row_heights.c - see row_heights.h. */
#include "pipeline/workbook/row_heights.h"

#include <math.h>

static const double line_spacing = 1.28; /* of Arial, in font sizes, as Excel sets lines; others set them closer */
static const double air = 2;             /* points above the first line and below the last */
static const double usual_height = 15;   /* Excel's, for a row without a height of its own */
static const double step = 0.75;         /* a pixel */

struct RowHeights {
  GArray *heights; /* float, which holds steps exactly: 0 for a row without cells */
};

RowHeights *row_heights_new(void) {
  RowHeights *heights = g_new0(RowHeights, 1);
  heights->heights = g_array_new(FALSE, TRUE, sizeof(float));
  return heights;
}

void row_heights_free(RowHeights *heights) {
  if (heights == NULL) return;
  g_array_unref(heights->heights);
  g_free(heights);
}

void row_heights_need(RowHeights *heights, guint row, guint lines, double size) {
  if (row >= heights->heights->len) g_array_set_size(heights->heights, row + 1);
  float *height = &g_array_index(heights->heights, float, row);
  double needed = ceil((lines * size * line_spacing + air) / step) * step;
  *height = MAX(*height, (float)MIN(needed, ROW_HEIGHT_MOST));
}

guint row_heights_count(const RowHeights *heights) {
  return heights->heights->len;
}

double row_heights_of(const RowHeights *heights, guint row) {
  return row < heights->heights->len ? (double)g_array_index(heights->heights, float, row) : 0;
}

guint row_heights_lines_most(double size) {
  return (guint)((ROW_HEIGHT_MOST - air) / (size * line_spacing));
}

/* As it is shown. */
static double shown_height(const RowHeights *heights, guint row) {
  double height = row_heights_of(heights, row);
  return height > 0 ? height : usual_height;
}

guint row_heights_below(const RowHeights *heights, guint row, guint pixels) {
  double left = pixels * 72.0 / 96.0; /* a pixel is 1/96 inch, a point 1/72 */
  while (left > 0) left -= shown_height(heights, row++);
  return row;
}

double row_heights_sum(const RowHeights *heights, guint first, guint last) {
  double sum = 0;
  for (guint row = first; row <= last; row++) sum += shown_height(heights, row);
  return sum;
}
