/* comparison_chain.c - what came of a recommendation, and what it came of; see comparison.h. */
#include "pipeline/years/comparison_private.h"

/* Marks the items that NUMBER is like, and those that they are like. Items are marked before those that they lead to. */
static void mark_earlier(const Series *series, guint number, gboolean *marked) {
  marked[number] = TRUE;
  for (guint i = number + 1; i-- > 0;) {
    const GArray *matches = ((const Item *)g_ptr_array_index(series->items, i))->matches;
    if (!marked[i] || matches == NULL) continue;
    for (guint j = 0; j < matches->len; j++) marked[g_array_index(matches, Match, j).item] = TRUE;
  }
}

/* Marks the items that are like NUMBER, and those that are like these. */
static void mark_later(const Series *series, guint number, gboolean *marked) {
  marked[number] = TRUE;
  for (guint i = number + 1; i < series->items->len; i++) {
    const GArray *matches = ((const Item *)g_ptr_array_index(series->items, i))->matches;
    for (guint j = 0; matches != NULL && j < matches->len && !marked[i]; j++)
      marked[i] = marked[g_array_index(matches, Match, j).item];
  }
}

static void add_link(GPtrArray *chain, const Series *series, guint number, gboolean asked_for) {
  Item *item = g_ptr_array_index(series->items, number);
  ChainLink *link = g_new(ChainLink, 1);
  *link = (ChainLink){.document = item->document,
                      .id = item->id,
                      .number = item->number,
                      .text = item->text,
                      .date = series_date(series, item),
                      .page = item->page,
                      .strength = item->strength,
                      .asked_for = asked_for,
                      .comparison = item->day > 0 ? series_comparison(series, item) : NULL};
  g_ptr_array_add(chain, link);
}

GPtrArray *comparisons_chain(Comparisons *comparisons, const CatalogueDocument *document, const char *id) {
  const Series *series = g_hash_table_lookup(comparisons->series_of, document);
  guint number;
  if (series == NULL || series->items == NULL || series_find(series, document, id, &number) == NULL) return NULL;
  g_autofree gboolean *earlier = g_new0(gboolean, series->items->len);
  g_autofree gboolean *later = g_new0(gboolean, series->items->len);
  mark_earlier(series, number, earlier);
  mark_later(series, number, later);
  GPtrArray *chain = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < series->items->len; i++)
    if (earlier[i] || later[i]) add_link(chain, series, i, i == number);
  return chain;
}
