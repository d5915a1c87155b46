/* nearest.c - see nearest.h. */
#include "pipeline/nearest.h"

#include <string.h>

enum { NAME_MOST = 63 }; /* bytes: longer words are nobody's slip of a name */

/* How many steps lead from A to B: the table of the distances between their beginnings, row by row, of which the last three
 * are kept (the optimal string alignment distance). */
static guint distance(const char *a, const char *b) {
  guint rows[3][NAME_MOST + 1];
  gsize width = strlen(b);
  for (gsize j = 0; j <= width; j++) rows[0][j] = (guint)j;
  for (gsize i = 1; a[i - 1] != '\0'; i++) {
    guint *row = rows[i % 3], *above = rows[(i + 2) % 3], *over = rows[(i + 1) % 3];
    row[0] = (guint)i;
    for (gsize j = 1; j <= width; j++) {
      gboolean same = g_ascii_tolower(a[i - 1]) == g_ascii_tolower(b[j - 1]);
      row[j] = MIN(MIN(above[j], row[j - 1]) + 1, above[j - 1] + !same);
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = MIN(row[j], over[j - 2] + 1);
    }
  }
  return rows[strlen(a) % 3][width];
}

const char *nearest_name(const char *word, const char *const *names) {
  const char *nearest = NULL;
  guint least = G_MAXUINT;
  for (; *names != NULL && strlen(word) <= NAME_MOST; names++) {
    gsize length = strlen(*names);
    if (length > NAME_MOST) continue;
    guint steps = distance(word, *names);
    if (steps >= least || 3 * steps > MAX(length, strlen(word))) continue;
    least = steps;
    nearest = *names;
  }
  return nearest;
}
