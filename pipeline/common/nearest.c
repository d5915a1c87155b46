/* nearest.c - see nearest.h. */
#include "pipeline/common/nearest.h"

#include <string.h>

/* The table of the distances between the beginnings of both, row by row, of which the last three are kept (the optimal string
 * alignment distance). */
guint name_distance(const char *a, const char *b, guint most) {
  gsize height = strlen(a), width = strlen(b);
  if ((height > width ? height - width : width - height) > most) return most + 1;
  g_autofree guint *table = g_new(guint, 3 * (width + 1));
  guint *rows[] = {table, table + width + 1, table + 2 * (width + 1)};
  for (gsize j = 0; j <= width; j++) rows[0][j] = (guint)j;
  for (gsize i = 1; i <= height; i++) {
    guint *row = rows[i % 3], *above = rows[(i + 2) % 3], *over = rows[(i + 1) % 3];
    row[0] = (guint)i;
    for (gsize j = 1; j <= width; j++) {
      gboolean same = g_ascii_tolower(a[i - 1]) == g_ascii_tolower(b[j - 1]);
      row[j] = MIN(MIN(above[j], row[j - 1]) + 1, above[j - 1] + !same);
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = MIN(row[j], over[j - 2] + 1);
    }
  }
  return MIN(rows[height % 3][width], most + 1);
}

const char *nearest_name(const char *word, const char *const *names) {
  const char *nearest = NULL;
  guint least = G_MAXUINT;
  gsize length = strlen(word);
  for (; *names != NULL; names++) {
    guint most = (guint)(MAX(length, strlen(*names)) / 3), steps = name_distance(word, *names, most);
    if (steps > most || steps >= least) continue;
    least = steps;
    nearest = *names;
  }
  return nearest;
}
