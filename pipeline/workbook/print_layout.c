/* print_layout.c - see print_layout.h. */
#include "pipeline/workbook/print_layout.h"

/* In points: 7 pixels a digit and 5 for the sides, of 1/96 inch, as Excel makes columns of its standard font. */
static double column_points(double width) {
  return (width * 7 + 5) * 0.75;
}

/* Lays the columns out at LAYOUT's scale, and returns how many pages across they take; 0 where one does not fit. */
static guint lay_out(PrintLayout *layout, const double *widths, guint first, guint count, double room) {
  static const double doubt = 1.07; /* LibreOffice's columns are as wide as its digits, of 7.4 pixels */
  double left_all = room * 100 / layout->scale / doubt - column_points(widths[0]), left = left_all;
  guint pages = 1;
  for (guint i = first; i < count; i++) {
    double points = column_points(widths[i]);
    if (points > left_all) return 0;
    if (points > left) {
      layout->breaks[pages++ - 1] = i;
      left = left_all;
    }
    left -= points;
  }
  layout->breaks[pages - 1] = 0;
  return pages;
}

PrintLayout print_layout(const double *widths, guint first, guint count, double room, guint least) {
  PrintLayout layout = {.scale = least};
  g_return_val_if_fail(count > 0 && count <= SHEET_COLUMNS_MOST, layout);
  guint pages = lay_out(&layout, widths, first, count, room);
  while (pages == 0 && layout.scale > PRINT_SCALE_SMALLEST) {
    layout.scale--;
    pages = lay_out(&layout, widths, first, count, room);
  }
  PrintLayout larger = layout;
  for (larger.scale++; larger.scale <= 100; larger.scale++) {
    if (lay_out(&larger, widths, first, count, room) != pages) break;
    layout = larger;
  }
  return layout;
}
