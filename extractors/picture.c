#include "extractors/picture.h"

#include <math.h>
#include <string.h>

enum { WHITE = 255, SHADES = 256, LONGEST_STROKE = 64 };

Picture *picture_new(guint width, guint height, double resolution) {
  Picture *picture = g_new0(Picture, 1);
  picture->width = width;
  picture->height = height;
  picture->resolution = resolution;
  picture->pixels = g_malloc((gsize)width * height + 1);
  memset(picture->pixels, WHITE, (gsize)width * height);
  return picture;
}

void picture_free(Picture *picture) {
  if (!picture) return;
  g_free(picture->pixels);
  g_free(picture);
}

static guint8 *pixel_at(const Picture *picture, guint x, guint y) {
  return picture->pixels + (gsize)y * picture->width + x;
}

Picture *picture_turned(const Picture *picture, guint quarters) {
  guint width = picture->width, height = picture->height;
  gboolean across = quarters & 1;
  Picture *turned = picture_new(across ? height : width, across ? width : height, picture->resolution);
  for (guint y = 0; y < turned->height; y++)
    for (guint x = 0; x < turned->width; x++) {
      guint from_x = quarters == 1 ? width - 1 - y : quarters == 2 ? width - 1 - x : quarters == 3 ? y : x;
      guint from_y = quarters == 1 ? x : quarters == 2 ? height - 1 - y : quarters == 3 ? height - 1 - x : y;
      *pixel_at(turned, x, y) = *pixel_at(picture, from_x, from_y);
    }
  return turned;
}

/* The shade at a place between pixels: each of the four around it counts by its nearness. */
static guint8 shade_between(const Picture *picture, double x, double y) {
  double left = floor(x), top = floor(y);
  if (left < 0 || top < 0 || left + 1 >= picture->width || top + 1 >= picture->height) return WHITE;
  const guint8 *at = pixel_at(picture, (guint)left, (guint)top), *below = at + picture->width;
  double right = x - left, low = y - top;
  double upper = at[0] + right * (at[1] - at[0]), lower = below[0] + right * (below[1] - below[0]);
  return (guint8)lround(upper + low * (lower - upper));
}

Picture *picture_levelled(const Picture *picture, double skew) {
  Picture *level = picture_new(picture->width, picture->height, picture->resolution);
  double middle_x = picture->width / 2.0, middle_y = picture->height / 2.0;
  double along = cos(skew), down = sin(skew);
  for (guint y = 0; y < level->height; y++) {
    double dy = y - middle_y;
    for (guint x = 0; x < level->width; x++) {
      double dx = x - middle_x;
      *pixel_at(level, x, y) = shade_between(picture, middle_x + along * dx - down * dy, middle_y + down * dx + along * dy);
    }
  }
  return level;
}

/* The shade that parts the pixels into two classes whose means are farthest apart, each weighed by its size (N. Otsu's method).
 */
guint8 picture_ink(const Picture *picture) {
  guint64 counts[SHADES] = {0};
  gsize size = (gsize)picture->width * picture->height;
  double sum = 0, dark_sum = 0, best = -1;
  guint64 dark = 0;
  guint8 ink = SHADES / 2;
  for (gsize i = 0; i < size; i++) counts[picture->pixels[i]]++;
  for (guint shade = 0; shade < SHADES; shade++) sum += (double)shade * (double)counts[shade];
  for (guint shade = 0; shade + 1 < SHADES; shade++) {
    dark += counts[shade];
    dark_sum += (double)shade * (double)counts[shade];
    if (dark == 0 || dark == size) continue;
    double light = (double)(size - dark), apart = dark_sum / (double)dark - (sum - dark_sum) / light;
    double parted = (double)dark * light * apart * apart;
    if (parted > best) best = parted, ink = (guint8)(shade + 1);
  }
  return ink;
}

/* Upright strokes are what most rows of letters cut: bars and bows make longer runs, but few. */
double picture_stroke(const Picture *picture, const PixelBox *box, guint8 ink) {
  guint runs[LONGEST_STROKE + 1] = {0}, count = 0, seen = 0;
  int right = MIN(box->x1, (int)picture->width), bottom = MIN(box->y1, (int)picture->height);
  for (int y = MAX(box->y0, 0); y < bottom; y++)
    for (int x = MAX(box->x0, 0); x < right;) {
      int end = x;
      while (end < right && *pixel_at(picture, (guint)end, (guint)y) < ink) end++;
      if (end > x) runs[MIN(end - x, LONGEST_STROKE)]++, count++;
      x = end + 1;
    }
  for (guint length = 1; length <= LONGEST_STROKE; length++) {
    if (2 * (seen + runs[length]) >= count && runs[length] > 0) /* the median, between whole pixels */
      return length - 0.5 + (count / 2.0 - seen) / runs[length];
    seen += runs[length];
  }
  return 0;
}

Picture *picture_cut(const Picture *picture, const PixelBox *box, guint margin) {
  guint x0 = (guint)MAX(box->x0, 0), y0 = (guint)MAX(box->y0, 0);
  guint x1 = MIN((guint)MAX(box->x1, 0), picture->width), y1 = MIN((guint)MAX(box->y1, 0), picture->height);
  guint width = x1 > x0 ? x1 - x0 : 0, height = y1 > y0 ? y1 - y0 : 0;
  Picture *cut = picture_new(width + 2 * margin, height + 2 * margin, picture->resolution);
  for (guint y = 0; y < height; y++) memcpy(pixel_at(cut, margin, y + margin), pixel_at(picture, x0, y0 + y), width);
  return cut;
}
