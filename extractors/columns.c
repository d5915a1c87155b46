/* Where the columns of a page's text end at the right. */

#include "extractors/layout.h"

#include <math.h>

static const double SAME_SIZE = 0.06; /* sizes that differ by a smaller part are one */
static const double FAR_LINES = 0.03; /* the part of a document's lines that may reach farther to the right than its text */

gboolean lines_overlap(const PrintedLine *a, const PrintedLine *b) {
  return MIN(a->line->box.x1, b->line->box.x1) > MAX(a->line->box.x0, b->line->box.x0);
}

static int by_value(gconstpointer a, gconstpointer b) {
  double da = *(const double *)a, db = *(const double *)b;
  return da < db ? -1 : da > db;
}

/* Pages of one width have their text end at one place. */
static gpointer width_key(const PrintedLine *line) {
  return GINT_TO_POINTER((int)lround(line->page_width));
}

/* Where the text of pages of each width ends at the right (GArray of one double by width_key): the few lines in a hundred that
 * reach farther are a figure's or a table's. */
static GHashTable *text_edges(const GPtrArray *lines, const Usual *usual) {
  GHashTable *edges = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_array_unref);
  for (guint i = 0; i < lines->len; i++) {
    const PrintedLine *line = lines->pdata[i];
    if (line->kind != BLOCK_PARAGRAPH || fabs(line->size - usual->size) > SAME_SIZE * usual->size) continue;
    GArray *seen = g_hash_table_lookup(edges, width_key(line));
    if (!seen) g_hash_table_insert(edges, width_key(line), seen = g_array_new(FALSE, FALSE, sizeof(double)));
    g_array_append_val(seen, line->line->box.x1);
  }
  GHashTableIter iter;
  gpointer value;
  g_hash_table_iter_init(&iter, edges);
  while (g_hash_table_iter_next(&iter, NULL, &value)) {
    GArray *seen = value;
    g_array_sort(seen, by_value);
    g_array_index(seen, double, 0) = g_array_index(seen, double, (guint)ceil((1 - FAR_LINES) * (seen->len - 1)));
    g_array_set_size(seen, 1);
  }
  return edges;
}

GArray *right_edges_find(const GPtrArray *lines, const Usual *usual) {
  g_autoptr(GHashTable) text = text_edges(lines, usual);
  GArray *edges = g_array_sized_new(FALSE, FALSE, sizeof(double), lines->len);
  for (guint first = 0; first < lines->len;) {
    guint end = first, page = ((PrintedLine *)lines->pdata[first])->line->page;
    while (end < lines->len && ((PrintedLine *)lines->pdata[end])->line->page == page) end++;
    for (guint i = first; i < end; i++) {
      const PrintedLine *line = lines->pdata[i];
      double right = line->line->box.x1;
      for (guint k = first; k < end; k++) {
        const PrintedLine *other = lines->pdata[k];
        if (other->kind == line->kind && lines_overlap(line, other)) right = MAX(right, other->line->box.x1);
      }
      const GArray *edge = g_hash_table_lookup(text, width_key(line));
      if (edge && line->kind == BLOCK_PARAGRAPH) right = MIN(right, g_array_index(edge, double, 0));
      g_array_append_val(edges, right);
    }
    first = end;
  }
  return edges;
}
