/* Where lines stand on the page as displayed. The layout works on pages that are upright, level and written from left to right;
 * what was done to make them so is undone here, the last step first. */

#include "extractors/layout.h"

#include <math.h>

static void mirror(double *x0, double *x1, double width) {
  double left = width - *x1;
  *x1 = width - *x0;
  *x0 = left;
}

/* BOX of a page that was turned upright by QUARTERS, back on the page as displayed; WIDTH and HEIGHT are the upright page's. */
static Box turned_box(Box box, guint quarters, double width, double height) {
  switch (quarters) {
  case 1:
    return (Box){height - box.y1, box.x0, height - box.y0, box.x1};
  case 2:
    return (Box){width - box.x1, height - box.y1, width - box.x0, height - box.y0};
  case 3:
    return (Box){box.y0, width - box.x1, box.y1, width - box.x0};
  default:
    return box;
  }
}

/* BOX of a page that was made level, back on the page whose lines fall to the right by SKEW: the box around it. */
static Box skewed_box(Box box, double skew, double width, double height) {
  const double xs[] = {box.x0, box.x1, box.x0, box.x1}, ys[] = {box.y0, box.y0, box.y1, box.y1};
  Box around = {G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE};
  for (guint i = 0; i < G_N_ELEMENTS(xs); i++) {
    double dx = xs[i] - width / 2, dy = ys[i] - height / 2;
    double x = width / 2 + cos(skew) * dx - sin(skew) * dy, y = height / 2 + sin(skew) * dx + cos(skew) * dy;
    around.x0 = MIN(around.x0, x), around.x1 = MAX(around.x1, x);
    around.y0 = MIN(around.y0, y), around.y1 = MAX(around.y1, y);
  }
  return around;
}

/* Makes LINE of a page that was made level fall as it does on the page. */
static void skew_line(Line *line, double skew, double width, double height) {
  for (guint i = 0; i < line->words->len; i++) {
    Word *word = &g_array_index(line->words, Word, i);
    Box box = skewed_box((Box){word->x0, line->box.y0, word->x1, line->box.y1}, skew, width, height);
    word->x0 = box.x0, word->x1 = box.x1;
  }
  line->box = skewed_box(line->box, skew, width, height);
}

static void mirror_words(GArray *words, double width) {
  for (guint i = 0; i < words->len; i++) {
    Word *word = &g_array_index(words, Word, i);
    mirror(&word->x0, &word->x1, width);
  }
}

void printed_line_place(PrintedLine *printed) {
  Line *line = printed->line;
  double width = printed->page_width, height = printed->page_height;
  if (printed->mirrored) {
    mirror(&line->box.x0, &line->box.x1, width);
    mirror_words(line->words, width);
  }
  if (printed->skew < 0 || printed->skew > 0) skew_line(line, printed->skew, width, height);
  line->box = turned_box(line->box, printed->quarters, width, height);
  line->vertical = printed->quarters & 1;
  if (printed->quarters >= 2) mirror_words(line->words, width);
}
