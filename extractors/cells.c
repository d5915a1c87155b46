#include "extractors/cells.h"

#include <math.h>

enum { LEAST_EDGES = 2 };
static const double SAME_EDGE = 1.0;   /* points: cells of a column begin no farther apart */
static const double NEAR = 10.0;       /* font sizes: rows of a table that are farther away tell nothing */
static const double LEAST_GAP = 0.45;  /* font sizes, */
static const double WIDER = 1.5;       /* and so many word spaces: the narrowest gap between two cells */
static const double WORD_SPACE = 0.25; /* font sizes, where the line tells none */

gboolean cells_part(const GArray *edges, double x, double y, double gap, double usual, double size) {
  if (gap < LEAST_GAP * size || gap < WIDER * MAX(usual, WORD_SPACE * size)) return FALSE;
  guint near = 0;
  for (guint i = 0; i < edges->len; i++) {
    const CellEdge *edge = &g_array_index(edges, CellEdge, i);
    near += fabs(edge->x - x) <= SAME_EDGE && fabs(edge->y - y) < NEAR * size;
  }
  return near >= LEAST_EDGES;
}
