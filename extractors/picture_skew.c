/* Level lines leave white rows between them. So ink is counted by rows along each of many angles: at the angle of the lines the
 * counts differ most from row to row. */
#include "extractors/picture.h"

#include <math.h>
#include <string.h>

static const double COARSE = 75;           /* pixels an inch at which the ink is gathered: lines of text are 12 rows apart */
static const double MOST = 5 * G_PI / 180; /* radians: a sheet that lies farther askew is laid again */
static const double STEP = 0.2 * G_PI / 180, FINE_STEP = 0.02 * G_PI / 180;
static const double LEAST = 0.04 * G_PI / 180; /* half a pixel over a page's width of text: not worth turning */
static const double CLEAR = 1.02;              /* so much better than level at least */
enum { FEW_DOTS = 200, DEPTH = 4 /* rows a coarse pixel */ };

typedef struct {
  float x, y;
} Dot;

/* A dot for each coarse pixel that holds ink, and has less below: the feet of letters, not the insides of pictures. */
static GArray *gather_dots(const Picture *picture) {
  GArray *dots = g_array_new(FALSE, FALSE, sizeof(Dot));
  guint step = MAX(1, (guint)lround(picture->resolution / COARSE));
  guint8 ink = picture_ink(picture);
  for (guint y = 0; y + step < picture->height; y += MAX(1, step / 2))
    for (guint x = 0; x < picture->width; x += step) {
      const guint8 *at = picture->pixels + (gsize)y * picture->width + x;
      if (*at >= ink || at[(gsize)step * picture->width] < ink) continue;
      Dot dot = {(float)x - (float)picture->width / 2, (float)y - (float)picture->height / 2};
      g_array_append_val(dots, dot);
    }
  return dots;
}

/* How unevenly the dots fall into rows that fall by SKEW; ROWS is room for COUNT rows. */
static double unevenness(const GArray *dots, double skew, guint *rows, guint count, double pixels_a_row) {
  double along = cos(skew) / pixels_a_row, down = sin(skew) / pixels_a_row, sum = 0;
  memset(rows, 0, count * sizeof *rows);
  for (guint i = 0; i < dots->len; i++) {
    const Dot *dot = &g_array_index(dots, Dot, i);
    int row = (int)lround(dot->y * along - dot->x * down) + (int)count / 2;
    if (row >= 0 && row < (int)count) rows[row]++;
  }
  for (guint i = 0; i < count; i++) sum += (double)rows[i] * rows[i];
  return sum;
}

double picture_skew(const Picture *picture) {
  g_autoptr(GArray) dots = gather_dots(picture);
  if (dots->len < FEW_DOTS) return 0;
  double pixels_a_row = picture->resolution / COARSE / DEPTH * 2;
  guint count = (guint)((picture->width + picture->height) / pixels_a_row) + 1;
  g_autofree guint *rows = g_new(guint, count);
  double level = unevenness(dots, 0, rows, count, pixels_a_row), best = level, skew = 0;
  for (double angle = -MOST; angle <= MOST; angle += STEP) {
    double sum = unevenness(dots, angle, rows, count, pixels_a_row);
    if (sum > best) best = sum, skew = angle;
  }
  double middle = skew;
  for (double angle = middle - STEP; angle <= middle + STEP; angle += FINE_STEP) {
    double sum = unevenness(dots, angle, rows, count, pixels_a_row);
    if (sum > best) best = sum, skew = angle;
  }
  return fabs(skew) < LEAST || best < CLEAR * level ? 0 : skew;
}

/* How unevenly COUNTS are: their variance, in squares of their mean. */
static double variation(const guint *counts, guint count) {
  double sum = 0, squares = 0;
  for (guint i = 0; i < count; i++) sum += counts[i], squares += (double)counts[i] * counts[i];
  return sum > 0 ? squares * count / (sum * sum) - 1 : 0;
}

gboolean picture_may_be_sideways(const Picture *picture) {
  guint step = MAX(1, (guint)lround(picture->resolution / COARSE));
  guint across = picture->width / step + 1, down = picture->height / step + 1;
  g_autofree guint *columns = g_new0(guint, across), *rows = g_new0(guint, down);
  guint8 ink = picture_ink(picture);
  for (guint y = 0; y < picture->height; y++)
    for (guint x = 0; x < picture->width; x++) {
      if (picture->pixels[(gsize)y * picture->width + x] >= ink) continue;
      columns[x / step]++;
      rows[y / step]++;
    }
  return variation(columns, across) > variation(rows, down);
}
