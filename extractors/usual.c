#include "extractors/characters.h"
#include "extractors/layout.h"

#include <math.h>

/* A step that is seen more than a fifth as often as the most frequent one is frequent. */
enum { OFTEN = 5 };

/* Sizes are told apart to a tenth of a point, distances to a twentieth of the font size. */
static int size_key(double size) {
  return (int)lround(size * 10);
}

static int pitch_key(double pitch) {
  return (int)lround(pitch * 20);
}

static void count(GHashTable *counts, int key, guint by) {
  guint old = GPOINTER_TO_UINT(g_hash_table_lookup(counts, GINT_TO_POINTER(key)));
  g_hash_table_replace(counts, GINT_TO_POINTER(key), GUINT_TO_POINTER(old + by));
}

/* The key counted most often; of equals the smallest. */
static int most_frequent(GHashTable *counts, int otherwise) {
  GHashTableIter iter;
  gpointer key, value;
  guint most = 0;
  int best = otherwise;
  g_hash_table_iter_init(&iter, counts);
  while (g_hash_table_iter_next(&iter, &key, &value)) {
    guint times = GPOINTER_TO_UINT(value);
    if (times > most || (times == most && GPOINTER_TO_INT(key) < best)) most = times, best = GPOINTER_TO_INT(key);
  }
  return best;
}

/* The smallest key that is counted often: where paragraphs of one line are many, the steps between them are, too, but those
 * within paragraphs are smaller. */
static int smallest_frequent(GHashTable *counts, int otherwise) {
  int most = most_frequent(counts, otherwise), best = most;
  guint enough = GPOINTER_TO_UINT(g_hash_table_lookup(counts, GINT_TO_POINTER(most))) / OFTEN;
  GHashTableIter iter;
  gpointer key, value;
  g_hash_table_iter_init(&iter, counts);
  while (g_hash_table_iter_next(&iter, &key, &value))
    if (GPOINTER_TO_UINT(value) > enough && GPOINTER_TO_INT(key) < best) best = GPOINTER_TO_INT(key);
  return best;
}

Usual usual_measure(const GPtrArray *lines) {
  g_autoptr(GHashTable) sizes = g_hash_table_new(NULL, NULL);
  g_autoptr(GHashTable) pitches = g_hash_table_new(NULL, NULL);
  const PrintedLine *last = NULL;
  for (guint i = 0; i < lines->len; i++) {
    const PrintedLine *line = lines->pdata[i];
    if (line->kind != BLOCK_PARAGRAPH) continue;
    count(sizes, size_key(line->size), text_length(line->line->text));
    double step = last && last->line->page == line->line->page ? line->foot - last->foot : 0;
    if (step > 0.8 * line->size && step < 2.5 * line->size) count(pitches, pitch_key(step / line->size), 1);
    last = line;
  }
  return (Usual){.size = most_frequent(sizes, 100) / 10.0, .pitch = smallest_frequent(pitches, 24) / 20.0};
}
