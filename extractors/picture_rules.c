#include "extractors/picture.h"

#include <math.h>

/* In inches. */
static const double LEAST_LENGTH = 0.6; /* no stroke of a letter is as long, */
static const double MOST_THICK = 0.03;  /* and what is thicker is a bar, perhaps with white letters on it */
static const double BREAK = 0.012;      /* noise breaks rules */
static const double ROW = 0.055;        /* capitals of 6 points, or the small letters of 9 */
enum { WHITE = 255 };

/* A picture by columns as well as by rows: along a line, and from line to line. */
typedef struct {
  guint8 *pixels;
  gsize along, across; /* from one pixel to the next */
  guint length, lines;
  guint8 ink;
} Strokes;

static guint8 *pixel_of(const Strokes *strokes, guint line, guint at) {
  return strokes->pixels + line * strokes->across + at * strokes->along;
}

static gboolean is_ink(const Strokes *strokes, guint line, guint at) {
  return *pixel_of(strokes, line, at) < strokes->ink;
}

/* Is the ink at AT of LINE no thicker than MOST? */
static gboolean is_thin(const Strokes *strokes, guint line, guint at, guint most) {
  guint first = line, last = line;
  while (first > 0 && line - first <= most && is_ink(strokes, first - 1, at)) first--;
  while (last + 1 < strokes->lines && last - line <= most && is_ink(strokes, last + 1, at)) last++;
  return last - first + 1 <= most;
}

/* Paints the thin places of a run out, with the grey at its sides; a letter that stands on the rule is thick there, and stays. */
static void paint_run(const Strokes *strokes, guint line, guint first, guint end, guint most) {
  for (guint at = first; at < end; at++) {
    if (!is_thin(strokes, line, at, most)) continue;
    if (line > 0 && !is_ink(strokes, line - 1, at)) *pixel_of(strokes, line - 1, at) = WHITE;
    if (line + 1 < strokes->lines && !is_ink(strokes, line + 1, at)) *pixel_of(strokes, line + 1, at) = WHITE;
    *pixel_of(strokes, line, at) = WHITE;
  }
}

/* Most of a rule is thin; of a bar or a picture nothing is. */
static gboolean is_rule(const Strokes *strokes, guint line, guint first, guint end, guint most) {
  guint thin = 0, count = 0;
  for (guint at = first; at < end; at += 4, count++) thin += is_thin(strokes, line, at, most) != FALSE;
  return 4 * thin >= 3 * count;
}

static void drop_along(const Strokes *strokes, double resolution) {
  guint least = (guint)(LEAST_LENGTH * resolution), most = (guint)ceil(MOST_THICK * resolution);
  guint gap = (guint)ceil(BREAK * resolution);
  for (guint line = 0; line < strokes->lines; line++)
    for (guint at = 0; at < strokes->length; at++) {
      if (!is_ink(strokes, line, at)) continue;
      guint end = at + 1, white = 0;
      for (guint next = end; next < strokes->length && white <= gap; next++) {
        white = is_ink(strokes, line, next) ? 0 : white + 1;
        if (white == 0) end = next + 1;
      }
      if (end - at >= least && is_rule(strokes, line, at, end, most)) paint_run(strokes, line, at, end, most);
      at = end;
    }
}

void picture_drop_rules(Picture *picture) {
  guint8 ink = picture_ink(picture);
  Strokes rows = {picture->pixels, 1, picture->width, picture->width, picture->height, ink};
  Strokes columns = {picture->pixels, picture->width, 1, picture->height, picture->width, ink};
  drop_along(&rows, picture->resolution);
  drop_along(&columns, picture->resolution);
}

gboolean picture_has_rows(const Picture *picture, const PixelBox *box, guint8 ink) {
  int row = (int)lround(ROW * picture->resolution), high = 0;
  guint rows = 0;
  for (int y = MAX(box->y0, 0); y < MIN(box->y1, (int)picture->height); y++) {
    gboolean inked = FALSE;
    for (int x = MAX(box->x0, 0); x < MIN(box->x1, (int)picture->width) && !inked; x++)
      inked = picture->pixels[(gsize)y * picture->width + (gsize)x] < ink;
    high = inked ? high + 1 : 0;
    if (high == row) rows++;
  }
  return rows > 1;
}
