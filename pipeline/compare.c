#include "pipeline/compare.h"

#include <math.h>
#include <string.h>

static const double SAME_PLACE = 0.02; /* points */

static gboolean same_edge(double a, double b) {
  return fabs(a - b) < SAME_PLACE;
}

static gboolean same_places(const GArray *one, const GArray *other) {
  if (one->len != other->len) return FALSE;
  for (guint i = 0; i < one->len; i++) {
    const Place *a = &g_array_index(one, Place, i), *b = &g_array_index(other, Place, i);
    if (a->page != b->page || !same_edge(a->box.x0, b->box.x0) || !same_edge(a->box.y0, b->box.y0) ||
        !same_edge(a->box.x1, b->box.x1) || !same_edge(a->box.y1, b->box.y1))
      return FALSE;
  }
  return TRUE;
}

static gboolean same_fields(const GPtrArray *one, const GPtrArray *other) {
  if (one->len != other->len) return FALSE;
  for (guint i = 0; i < one->len; i++) {
    const Field *a = one->pdata[i], *b = other->pdata[i];
    if (strcmp(a->name, b->name) != 0 || a->values->len != b->values->len) return FALSE;
    for (guint v = 0; v < a->values->len; v++)
      if (strcmp(a->values->pdata[v], b->values->pdata[v]) != 0) return FALSE;
  }
  return TRUE;
}

/* What of A and B differs, the weightiest first; NULL where nothing does. */
static const char *difference(const Finding *a, const Finding *b) {
  if (g_strcmp0(a->text, b->text) != 0) return "another text";
  if (g_strcmp0(a->raw, b->raw) != 0) return "another raw text";
  if (!same_places(a->places, b->places)) return "another place";
  if (g_strcmp0(a->number, b->number) != 0 || g_strcmp0(a->number_printed, b->number_printed) != 0) return "another number";
  if (!same_fields(a->fields, b->fields)) return "other fields";
  if (!a->ocr != !b->ocr) return a->ocr ? "its text from the file" : "its text from a picture";
  return g_strcmp0(a->rule, b->rule) != 0 ? "another rule" : NULL;
}

static GHashTable *by_id(const Findings *findings) {
  GHashTable *table = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 0; i < findings->findings->len; i++) {
    const Finding *finding = findings->findings->pdata[i];
    g_hash_table_insert(table, finding->id, (gpointer)finding);
  }
  return table;
}

GPtrArray *findings_compare(const Findings *recorded, const Findings *derived) {
  GPtrArray *sentences = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GHashTable) old = by_id(recorded), new = by_id(derived);
  for (guint i = 0; i < recorded->findings->len; i++) {
    const Finding *finding = recorded->findings->pdata[i], *now = g_hash_table_lookup(new, finding->id);
    const char *what = now ? difference(finding, now) : NULL;
    if (!now)
      g_ptr_array_add(sentences, g_strdup_printf("%s is not found any more", finding->id));
    else if (what)
      g_ptr_array_add(sentences, g_strdup_printf("%s has %s now", finding->id, what));
  }
  for (guint i = 0; i < derived->findings->len; i++) {
    const Finding *finding = derived->findings->pdata[i];
    if (!g_hash_table_contains(old, finding->id))
      g_ptr_array_add(sentences, g_strdup_printf("%s is found now, and is not recorded", finding->id));
  }
  return sentences;
}
