/* Dots are pieces of ink as wide as high, with white around them; leaders are many of them in a row, at even distances. */
#include "extractors/picture.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* In inches. A full stop of a text of 8 to 14 points is 0.008 to 0.02 wide; noise is smaller. */
static const double SMALLEST_DOT = 0.007, LARGEST_DOT = 0.03;
static const double FARTHEST = 0.14; /* from one dot of a leader to the next */
static const double UNEVEN = 0.3;    /* distances in a leader differ by less than such a part */
enum { LEADER_DOTS = 7, WHITE = 255 };

typedef struct {
  guint width, height;
  const guint8 *pixels;
  guint8 *seen;
  guint8 ink;
  GArray *open; /* guint: pixels of the piece at hand */
} Search;

static gboolean is_ink(const Search *search, guint at) {
  return search->pixels[at] < search->ink;
}

static void visit(Search *search, guint at) {
  if (search->seen[at] || !is_ink(search, at)) return;
  search->seen[at] = 1;
  g_array_append_val(search->open, at);
}

/* The box of the piece of ink that holds pixel AT. A piece that is larger than LARGEST is left once that is known; its rest is
 * seen as pieces of their own, which then have ink beside them. */
static PixelBox piece_at(Search *search, guint at, guint largest) {
  PixelBox box = {(int)(at % search->width), (int)(at / search->width), 0, 0};
  box.x1 = box.x0 + 1, box.y1 = box.y0 + 1;
  g_array_set_size(search->open, 0);
  visit(search, at);
  for (guint i = 0; i < search->open->len; i++) {
    guint pixel = g_array_index(search->open, guint, i), x = pixel % search->width, y = pixel / search->width;
    box.x0 = MIN(box.x0, (int)x), box.x1 = MAX(box.x1, (int)x + 1);
    box.y0 = MIN(box.y0, (int)y), box.y1 = MAX(box.y1, (int)y + 1);
    if (box.x1 - box.x0 > (int)largest || box.y1 - box.y0 > (int)largest) return box;
    if (x > 0) visit(search, pixel - 1);
    if (x + 1 < search->width) visit(search, pixel + 1);
    if (y > 0) visit(search, pixel - search->width);
    if (y + 1 < search->height) visit(search, pixel + search->width);
  }
  return box;
}

/* Is there no ink right around BOX? */
static gboolean stands_alone(const Search *search, const PixelBox *box) {
  int left = MAX(box->x0 - 1, 0), right = MIN(box->x1 + 1, (int)search->width);
  int top = MAX(box->y0 - 1, 0), bottom = MIN(box->y1 + 1, (int)search->height);
  for (int y = top; y < bottom; y++)
    for (int x = left; x < right; x++) {
      gboolean inside = x >= box->x0 && x < box->x1 && y >= box->y0 && y < box->y1;
      if (!inside && is_ink(search, (guint)y * search->width + (guint)x)) return FALSE;
    }
  return TRUE;
}

static GArray *find_dots(const Picture *picture, guint8 *seen) {
  GArray *dots = g_array_new(FALSE, FALSE, sizeof(PixelBox));
  g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(guint));
  Search search = {picture->width, picture->height, picture->pixels, seen, picture_ink(picture), open};
  guint largest = (guint)ceil(LARGEST_DOT * picture->resolution);
  int smallest = (int)floor(SMALLEST_DOT * picture->resolution);
  for (guint at = 0; at < picture->width * picture->height; at++) {
    if (seen[at] || !is_ink(&search, at)) continue;
    PixelBox box = piece_at(&search, at, largest);
    int width = box.x1 - box.x0, height = box.y1 - box.y0;
    if (MIN(width, height) < smallest || MAX(width, height) > (int)largest ||
        abs(width - height) > MAX(2, MAX(width, height) / 2))
      continue;
    if (stands_alone(&search, &box)) g_array_append_val(dots, box);
  }
  return dots;
}

static int by_place(gconstpointer a, gconstpointer b) {
  const PixelBox *one = a, *other = b;
  return one->x0 != other->x0 ? one->x0 - other->x0 : one->y0 - other->y0;
}

/* The next of DOTS to the right of dot INDEX that stands on its row and was not used, no farther than REACH; -1 for none. */
static int next_dot(const GArray *dots, const gboolean *used, guint index, int reach) {
  const PixelBox *dot = &g_array_index(dots, PixelBox, index);
  for (guint i = index + 1; i < dots->len; i++) {
    const PixelBox *next = &g_array_index(dots, PixelBox, i);
    if (next->x0 - dot->x0 > reach) return -1;
    if (!used[i] && abs(next->y1 - dot->y1) <= (dot->y1 - dot->y0) / 2 + 1 && next->x0 >= dot->x1) return (int)i;
  }
  return -1;
}

/* The row of dots that begins with dot FIRST: its indices. */
static void follow(const GArray *dots, const gboolean *used, guint first, int reach, GArray *row) {
  g_array_set_size(row, 0);
  g_array_append_val(row, first);
  int last = (int)first, distance = 0;
  for (int next; (next = next_dot(dots, used, (guint)last, reach)) >= 0; last = next) {
    int step = g_array_index(dots, PixelBox, next).x0 - g_array_index(dots, PixelBox, last).x0;
    if (distance > 0 && abs(step - distance) > MAX(2, UNEVEN * distance)) return;
    distance = distance ? distance : step;
    guint index = (guint)next;
    g_array_append_val(row, index);
  }
}

static void paint_out(Picture *picture, const PixelBox *box) {
  int left = MAX(box->x0 - 1, 0), right = MIN(box->x1 + 1, (int)picture->width);
  for (int y = MAX(box->y0 - 1, 0); y < MIN(box->y1 + 1, (int)picture->height); y++)
    memset(picture->pixels + (gsize)y * picture->width + left, WHITE, (gsize)(right - left));
}

GArray *picture_take_leaders(Picture *picture) {
  g_autofree guint8 *seen = g_malloc0((gsize)picture->width * picture->height + 1);
  g_autoptr(GArray) dots = find_dots(picture, seen);
  g_array_sort(dots, by_place);
  g_autofree gboolean *used = g_new0(gboolean, dots->len + 1);
  g_autoptr(GArray) row = g_array_new(FALSE, FALSE, sizeof(guint));
  GArray *leaders = g_array_new(FALSE, FALSE, sizeof(PixelBox));
  for (guint first = 0; first < dots->len; first++) {
    if (used[first]) continue;
    follow(dots, used, first, (int)(FARTHEST * picture->resolution), row);
    for (guint i = 0; row->len >= LEADER_DOTS && i < row->len; i++) {
      guint index = g_array_index(row, guint, i);
      used[index] = TRUE;
      paint_out(picture, &g_array_index(dots, PixelBox, index));
      g_array_append_val(leaders, g_array_index(dots, PixelBox, index));
    }
  }
  return leaders;
}
