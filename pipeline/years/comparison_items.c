/* comparison_items.c - the recommendations of a series, read and found again; see comparison_private.h. */
#include "pipeline/years/comparison_private.h"

#include "pipeline/catalogue/catalogue_texts.h"
#include "pipeline/catalogue/report_date.h"

/* ---- items ---- */

static void comparison_free(Comparison *comparison) {
  if (comparison == NULL) return;
  g_ptr_array_unref(comparison->earlier);
  g_ptr_array_unref(comparison->change);
  g_free(comparison->marked);
  g_free(comparison);
}

static void item_free(gpointer data) {
  Item *item = data;
  g_free(item->id);
  g_free(item->number);
  g_free(item->text);
  g_free(item->lead_in);
  if (item->matches != NULL) g_array_unref(item->matches);
  comparison_free(item->comparison);
  g_free(item);
}

/* Two documents may have the same ID: a file of the same symbol with quite another text. */
static guint hash_item(gconstpointer key) {
  const Item *item = key;
  return g_str_hash(item->id) ^ g_direct_hash(item->document);
}

static gboolean same_item(gconstpointer a, gconstpointer b) {
  const Item *one = a, *other = b;
  return one->document == other->document && g_str_equal(one->id, other->id);
}

Item *series_find(const Series *series, const CatalogueDocument *document, const char *id, guint *number) {
  const Item wanted = {.document = document, .id = (char *)id};
  gpointer item, value;
  if (!g_hash_table_lookup_extended(series->numbers, &wanted, &item, &value)) return NULL;
  if (number != NULL) *number = GPOINTER_TO_UINT(value);
  return item;
}

const char *series_date(const Series *series, const Item *item) {
  return g_ptr_array_index(series->dates, item->day);
}

/* ---- the series ---- */

Series *series_new(GPtrArray *documents) {
  Series *series = g_new0(Series, 1);
  series->documents = g_ptr_array_ref(documents);
  series->dates = g_ptr_array_new_with_free_func(g_free);
  series->numbers = g_hash_table_new(hash_item, same_item);
  return series;
}

void series_free(Series *series) {
  g_ptr_array_unref(series->documents);
  g_ptr_array_unref(series->dates);
  g_hash_table_unref(series->numbers);
  g_clear_pointer(&series->items, g_ptr_array_unref);
  g_free(series);
}

typedef struct {
  Series *series;
  TextSets *sets;
  const CatalogueDocument *document;
} SeriesReader;

static void read_item(const CatalogueText *text, gpointer data) {
  SeriesReader *reader = data;
  Item *item = g_new0(Item, 1);
  item->document = reader->document;
  item->id = g_strdup(text->id);
  item->number = g_strdup(text->number);
  item->text = g_strdup(text->text);
  item->lead_in = g_strdup(text->lead_in);
  item->page = text->page;
  item->strength = text->strength;
  item->has_states = text->has_states;
  item->day = reader->series->dates->len - 1;
  g_hash_table_insert(reader->series->numbers, item, GUINT_TO_POINTER(reader->series->items->len));
  g_ptr_array_add(reader->series->items, item);
  text_sets_add(reader->sets, text->text, text->references, text->has_states);
}

/* Reports of one day share its number. */
static void note_date(Series *series, const CatalogueDocument *document) {
  char date[DATE_SIZE];
  report_date(document, date);
  if (series->dates->len > 0 && g_str_equal(g_ptr_array_index(series->dates, series->dates->len - 1), date)) return;
  g_ptr_array_add(series->dates, g_strdup(date));
}

gboolean series_read(Series *series, Catalogue *catalogue, TextSets *sets, GError **error) {
  series->items = g_ptr_array_new_with_free_func(item_free);
  for (guint i = 0; i < series->documents->len; i++) {
    SeriesReader reader = {series, sets, g_ptr_array_index(series->documents, i)};
    note_date(series, reader.document);
    if (!catalogue_each_text(catalogue, reader.document, read_item, &reader, error)) return FALSE;
  }
  return TRUE;
}
