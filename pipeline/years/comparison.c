/* comparison.c - the way through a comparison: read a series, find what is alike, say what became of it; see comparison.h. */
#include "pipeline/years/comparison.h"

#include "extractors/data_files.h"
#include "pipeline/years/comparison_change.h"
#include "pipeline/years/comparison_near.h"
#include "pipeline/years/comparison_private.h"
#include "pipeline/years/comparison_series.h"

const char *const compared_names[] = {
    [COMPARED_NEW] = "new",           [COMPARED_REPEATED] = "repeated",
    [COMPARED_REWORDED] = "reworded", [COMPARED_STRENGTHENED] = "strengthened",
    [COMPARED_WEAKENED] = "weakened", NULL,
};

/* ---- comparisons ---- */

Comparisons *comparisons_new(Catalogue *catalogue, const GPtrArray *documents, const char *language) {
  Comparisons *comparisons = g_new0(Comparisons, 1);
  comparisons->catalogue = catalogue;
  comparisons->documents = documents;
  comparisons->language = g_strdup(language);
  comparisons->series_of = g_hash_table_new(g_direct_hash, g_direct_equal);
  return comparisons;
}

void comparisons_free(Comparisons *comparisons) {
  if (comparisons == NULL) return;
  g_free(comparisons->language);
  comparison_words_free(comparisons->words);
  g_clear_pointer(&comparisons->series, g_ptr_array_unref);
  g_hash_table_unref(comparisons->series_of);
  g_free(comparisons);
}

/* ---- what is alike ---- */

typedef struct {
  Series *series;
  const TextSets *sets;
} Matcher;

/* The text of ITEM without those who made it: whoever asks the same does not ask for another thing. */
static char *text_asked(const LanguageWords *language, const Item *item) {
  return item->has_states ? text_without_names(language, item->text) : g_strdup(item->text);
}

/* Do the two ask for different things, though nearly in the same words: the opposite, or the same of somebody else? */
static gboolean is_another(const Matcher *matcher, guint later, guint earlier, gboolean other_names) {
  gboolean turned = text_sets_negations(matcher->sets, later) != text_sets_negations(matcher->sets, earlier);
  if (!turned && !other_names) return FALSE;
  const Item *one = g_ptr_array_index(matcher->series->items, earlier), *other = g_ptr_array_index(matcher->series->items, later);
  const LanguageWords *language = matcher->series->language;
  g_autofree char *before = text_asked(language, one), *after = text_asked(language, other);
  g_autoptr(GPtrArray) change = change_of(language, before, after);
  return (turned && change_turns_sense(language, change)) || (other_names && change_replaces_name(language, change));
}

static void match(guint later, guint earlier, gpointer data) {
  const Matcher *matcher = data;
  Likeness likeness = text_sets_compare(matcher->sets, later, earlier);
  if (likeness.similarity <= 0 || is_another(matcher, later, earlier, likeness.other_names)) return;
  Item *item = g_ptr_array_index(matcher->series->items, later);
  if (item->matches == NULL) item->matches = g_array_new(FALSE, FALSE, sizeof(Match));
  Match found = {.item = earlier, .similarity = (float)likeness.similarity, .part = likeness.part};
  g_array_append_val(item->matches, found);
}

/* The nearest first; of those that are as near the latest, and of one day the first in the report. */
static gint compare_matches(gconstpointer a, gconstpointer b, gpointer data) {
  const Match *one = a, *other = b;
  const GPtrArray *items = data;
  if (one->similarity != other->similarity) return one->similarity > other->similarity ? -1 : 1;
  guint x = ((const Item *)g_ptr_array_index(items, one->item))->day,
        y = ((const Item *)g_ptr_array_index(items, other->item))->day;
  if (x != y) return x > y ? -1 : 1;
  return (one->item > other->item) - (one->item < other->item);
}

static void find_matches(Series *series, const TextSets *sets) {
  Matcher matcher = {.series = series, .sets = sets};
  g_autofree guint *days = g_new(guint, series->items->len);
  for (guint i = 0; i < series->items->len; i++) days[i] = ((const Item *)g_ptr_array_index(series->items, i))->day;
  near_pairs(sets, days, match, &matcher);
  for (guint i = 0; i < series->items->len; i++) {
    GArray *matches = ((const Item *)g_ptr_array_index(series->items, i))->matches;
    if (matches == NULL) continue;
    g_array_sort_with_data(matches, compare_matches, series->items);
    if (matches->len > EARLIER_MOST) g_array_set_size(matches, EARLIER_MOST);
  }
}

/* ---- reading ---- */

static gboolean derive_series(Comparisons *comparisons, GError **error) {
  g_autofree char *path = data_file_path("rules/data/comparison.yaml", error);
  comparisons->words = path != NULL ? comparison_words_load(path, error) : NULL;
  if (comparisons->words == NULL) return FALSE;
  comparisons->series = g_ptr_array_new_with_free_func((GDestroyNotify)series_free);
  g_autoptr(GPtrArray) derived = series_derive(comparisons->documents, comparisons->language);
  for (guint i = 0; i < derived->len; i++) {
    Series *series = series_new(g_ptr_array_index(derived, i));
    const CatalogueDocument *first = g_ptr_array_index(series->documents, 0);
    series->language = comparison_words_of(comparisons->words, first->language);
    g_ptr_array_add(comparisons->series, series);
    for (guint j = 0; j < series->documents->len; j++)
      g_hash_table_insert(comparisons->series_of, g_ptr_array_index(series->documents, j), series);
  }
  return TRUE;
}

gboolean comparisons_prepare(Comparisons *comparisons, const CatalogueDocument *document, GError **error) {
  if (comparisons->series == NULL && !derive_series(comparisons, error)) return FALSE;
  Series *series = g_hash_table_lookup(comparisons->series_of, document);
  if (series == NULL || series->items != NULL) return TRUE;
  g_autoptr(TextSets) sets = text_sets_new(series->language);
  if (!series_read(series, comparisons->catalogue, sets, error)) return FALSE;
  find_matches(series, sets);
  return TRUE;
}

/* ---- what became of it ---- */

/* How strongly a text asks is known of the whole: where only a part is another, no more can be told than that its words changed.
 */
static Compared verdict(const Item *item, const Item *nearest, const Match *match) {
  if (!match->part && item->strength > 0 && nearest->strength > 0 && item->strength != nearest->strength)
    return item->strength > nearest->strength ? COMPARED_STRENGTHENED : COMPARED_WEAKENED;
  return match->similarity >= 1 ? COMPARED_REPEATED : COMPARED_REWORDED;
}

/* What changed; where the texts are the same, the sentences that they stand under are asked more or less strongly. */
static GPtrArray *change_between(const LanguageWords *language, const Item *earlier, const Item *later, gboolean same) {
  if (!same || earlier->lead_in == NULL || later->lead_in == NULL) return change_of(language, earlier->text, later->text);
  g_autofree char *one = g_strjoin(" ", earlier->lead_in, earlier->text, NULL);
  g_autofree char *other = g_strjoin(" ", later->lead_in, later->text, NULL);
  return change_of(language, one, other);
}

static void add_earlier(const Series *series, Comparison *comparison, const Match *match) {
  const Item *item = g_ptr_array_index(series->items, match->item);
  EarlierFinding *earlier = g_new(EarlierFinding, 1);
  *earlier = (EarlierFinding){.id = item->id,
                              .symbol = item->document->symbol,
                              .date = series_date(series, item),
                              .text = item->text,
                              .similarity = match->similarity};
  g_ptr_array_add(comparison->earlier, earlier);
}

static void compare_with_nearest(const Series *series, const Item *item, Comparison *comparison) {
  const Match *nearest = &g_array_index(item->matches, Match, 0);
  const Item *earlier = g_ptr_array_index(series->items, nearest->item);
  gboolean same = nearest->similarity >= 1;
  comparison->kind = verdict(item, earlier, nearest);
  if (comparison->kind == COMPARED_REPEATED) return;
  g_ptr_array_unref(comparison->change);
  comparison->change = change_between(series->language, earlier, item, same);
  comparison->marked = words_marked(comparison->change, &plain_word_marks);
}

const Comparison *series_comparison(const Series *series, Item *item) {
  if (item->comparison != NULL) return item->comparison;
  item->comparison = g_new0(Comparison, 1);
  item->comparison->earlier = g_ptr_array_new_with_free_func(g_free);
  item->comparison->change = g_ptr_array_new();
  if (item->matches == NULL) return item->comparison;
  for (guint i = 0; i < item->matches->len; i++) add_earlier(series, item->comparison, &g_array_index(item->matches, Match, i));
  compare_with_nearest(series, item, item->comparison);
  return item->comparison;
}

const Comparison *comparisons_find(Comparisons *comparisons, const CatalogueDocument *document, const char *id) {
  const Series *series = g_hash_table_lookup(comparisons->series_of, document);
  Item *item = series != NULL && series->items != NULL ? series_find(series, document, id, NULL) : NULL;
  return item != NULL && item->day > 0 ? series_comparison(series, item) : NULL;
}
