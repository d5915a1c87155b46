/* The page is laid out in small cells; those with ink that no box covers are joined where they lie side by side. */
#include "extractors/picture.h"

#include <math.h>
#include <string.h>

/* In inches. */
static const double CELL = 1 / 36.0;                          /* half a point of letters of 10 points is 0.028 */
static const double LEAST_HEIGHT = 0.06, LEAST_WIDTH = 0.012; /* a digit 1 of 8 points */
static const double MOST_HEIGHT = 0.5;                        /* letters of a title; rules and frames are longer, pictures too */
static const double GROWN = 0.012;                            /* boxes of words leave out a dot, or the end of a stroke */
enum { WHITE = 255, REACH = 3 /* cells: a word space */ };

typedef struct {
  guint across, down; /* cells */
  guint8 *inked;
  GArray *open; /* guint: the cells of the piece at hand */
} Grid;

static Picture *paint_out(const Picture *picture, const GArray *taken) {
  Picture *rest = picture_cut(picture, &(PixelBox){0, 0, (int)picture->width, (int)picture->height}, 0);
  int grown = (int)ceil(GROWN * picture->resolution);
  for (guint i = 0; i < taken->len; i++) {
    const PixelBox *box = &g_array_index(taken, PixelBox, i);
    int left = MAX(box->x0 - grown, 0), right = MIN(box->x1 + grown, (int)picture->width);
    for (int y = MAX(box->y0 - grown, 0); y < MIN(box->y1 + grown, (int)picture->height) && left < right; y++)
      memset(rest->pixels + (gsize)y * rest->width + left, WHITE, (gsize)(right - left));
  }
  return rest;
}

static void mark_cells(const Picture *picture, Grid *grid, guint cell, guint8 ink) {
  for (guint y = 0; y < picture->height; y++) {
    const guint8 *row = picture->pixels + (gsize)y * picture->width;
    for (guint x = 0; x < picture->width; x++)
      if (row[x] < ink) grid->inked[(y / cell) * grid->across + x / cell] = 1;
  }
}

static void visit(Grid *grid, int x, int y) {
  if (x < 0 || y < 0 || x >= (int)grid->across || y >= (int)grid->down) return;
  guint at = (guint)y * grid->across + (guint)x;
  if (!grid->inked[at]) return;
  grid->inked[at] = 0;
  g_array_append_val(grid->open, at);
}

/* The cells that cell X, Y reaches, as a box of cells. */
static PixelBox take_piece(Grid *grid, guint x, guint y) {
  PixelBox box = {(int)x, (int)y, (int)x + 1, (int)y + 1};
  g_array_set_size(grid->open, 0);
  visit(grid, (int)x, (int)y);
  for (guint i = 0; i < grid->open->len; i++) {
    guint at = g_array_index(grid->open, guint, i);
    int cx = (int)(at % grid->across), cy = (int)(at / grid->across);
    box.x0 = MIN(box.x0, cx), box.x1 = MAX(box.x1, cx + 1);
    box.y0 = MIN(box.y0, cy), box.y1 = MAX(box.y1, cy + 1);
    for (int dy = -1; dy <= 1; dy++)
      for (int dx = -REACH; dx <= REACH; dx++) visit(grid, cx + dx, cy + dy);
  }
  return box;
}

/* The box of the ink within BOX; an empty one where there is none. */
static PixelBox shrink(const Picture *picture, const PixelBox *box, guint8 ink) {
  PixelBox inner = {box->x1, box->y1, box->x0, box->y0};
  for (int y = box->y0; y < MIN(box->y1, (int)picture->height); y++)
    for (int x = box->x0; x < MIN(box->x1, (int)picture->width); x++) {
      if (picture->pixels[(gsize)y * picture->width + (gsize)x] >= ink) continue;
      inner.x0 = MIN(inner.x0, x), inner.x1 = MAX(inner.x1, x + 1);
      inner.y0 = MIN(inner.y0, y), inner.y1 = MAX(inner.y1, y + 1);
    }
  return inner;
}

static gboolean is_letters(const PixelBox *box, double resolution) {
  double width = (box->x1 - box->x0) / resolution, height = (box->y1 - box->y0) / resolution;
  return width >= LEAST_WIDTH && height >= LEAST_HEIGHT && height <= MOST_HEIGHT;
}

GArray *picture_rest(const Picture *picture, const GArray *taken) {
  g_autoptr(Picture) rest = paint_out(picture, taken);
  guint8 ink = picture_ink(picture);
  guint cell = MAX(1, (guint)lround(CELL * picture->resolution));
  g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(guint));
  Grid grid = {(picture->width + cell - 1) / cell, (picture->height + cell - 1) / cell, NULL, open};
  g_autofree guint8 *inked = grid.inked = g_malloc0((gsize)grid.across * grid.down + 1);
  mark_cells(rest, &grid, cell, ink);
  GArray *pieces = g_array_new(FALSE, FALSE, sizeof(PixelBox));
  for (guint y = 0; y < grid.down; y++)
    for (guint x = 0; x < grid.across; x++) {
      if (!inked[y * grid.across + x]) continue;
      PixelBox cells = take_piece(&grid, x, y),
               box = {cells.x0 * (int)cell, cells.y0 * (int)cell, cells.x1 * (int)cell, cells.y1 * (int)cell};
      box = shrink(rest, &box, ink);
      if (is_letters(&box, picture->resolution)) g_array_append_val(pieces, box);
    }
  return pieces;
}
