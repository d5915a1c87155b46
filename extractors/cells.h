/* cells.h - where the cells of a page's tables begin, as the rows tell that leave wide gaps: a cell that is nearly full leaves a
 * narrow one to the next. Units as in document.h. */
#pragma once

#include <glib.h>

/* A cell begins at X, behind a gap that no word space has; its row's foot is at Y. */
typedef struct {
  double x, y;
} CellEdge;

/* Do words part at X, on the row with its foot at Y, as cells do? EDGES (CellEdge) are those of the page; GAP is the white space
 * in front of X, USUAL that between words of the line, 0 where it has none, SIZE its font size. */
gboolean cells_part(const GArray *edges, double x, double y, double gap, double usual, double size);
