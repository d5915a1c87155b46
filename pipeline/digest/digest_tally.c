/* digest_tally.c - see digest_tally.h. */
#include "pipeline/digest/digest_tally.h"

#include "pipeline/common/natural.h"

static const char *const fields[N_TALLIES] = {[TALLY_THEMES] = "themes", [TALLY_ADDRESSEES] = "addressees"};

struct Tally {
  GHashTable *counts[N_TALLIES]; /* char * → guint * */
  guint without[N_TALLIES];
};

Tally *tally_new(void) {
  Tally *tally = g_new0(Tally, 1);
  for (guint i = 0; i < N_TALLIES; i++) tally->counts[i] = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  return tally;
}

void tally_free(Tally *tally) {
  if (tally == NULL) return;
  for (guint i = 0; i < N_TALLIES; i++) g_hash_table_unref(tally->counts[i]);
  g_free(tally);
}

static void count_value(GHashTable *counts, const char *value) {
  guint *count = g_hash_table_lookup(counts, value);
  if (count == NULL) g_hash_table_insert(counts, g_strdup(value), count = g_new0(guint, 1));
  ++*count;
}

void tally_add(Tally *tally, const Finding *recommendation) {
  for (guint i = 0; i < N_TALLIES; i++) {
    const Field *field = finding_field(recommendation, fields[i]);
    if (field == NULL || field->values->len == 0) tally->without[i]++;
    for (guint k = 0; field != NULL && k < field->values->len; k++)
      count_value(tally->counts[i], g_ptr_array_index(field->values, k));
  }
}

static gint compare_lines(gconstpointer a, gconstpointer b) {
  const TallyLine *left = a, *right = b;
  if (left->count != right->count) return left->count > right->count ? -1 : 1;
  return natural_compare(left->name, right->name);
}

GArray *tally_lines(const Tally *tally, TallyKind kind) {
  GArray *lines = g_array_new(FALSE, FALSE, sizeof(TallyLine));
  GHashTableIter iter;
  gpointer name, count;
  g_hash_table_iter_init(&iter, tally->counts[kind]);
  while (g_hash_table_iter_next(&iter, &name, &count)) {
    TallyLine line = {.name = name, .count = *(const guint *)count};
    g_array_append_val(lines, line);
  }
  g_array_sort(lines, compare_lines);
  return lines;
}

guint tally_without(const Tally *tally, TallyKind kind) {
  return tally->without[kind];
}
