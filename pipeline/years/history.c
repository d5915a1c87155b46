/* history.c - which recommendation an ID names, and its chain; see history.h. */
#include "pipeline/years/history.h"

#include "pipeline/catalogue/catalogue_texts.h"
#include "pipeline/common/nearest.h"

#include <string.h>

G_DEFINE_QUARK(rapporteur_history_error, history_error)

/* ---- the ID ---- */

enum { NEAREST_MOST = 3 };

/* An ID that is written much like the one that was asked for. */
typedef struct {
  char *id;
  guint distance;
} NearId;

typedef struct {
  const char *id;
  const CatalogueDocument *document; /* that is being read */
  GPtrArray *holders;                /* CatalogueDocument: those with a recommendation of this ID */
  gboolean is_topic;
  NearId nearest[NEAREST_MOST];
} IdSearch;

static void note_near(IdSearch *search, const char *id) {
  NearId *nearest = search->nearest;
  guint worst = nearest[NEAREST_MOST - 1].distance, distance = name_distance(search->id, id, worst);
  if (distance >= worst) return;
  for (guint i = 0; i < NEAREST_MOST; i++)
    if (g_strcmp0(nearest[i].id, id) == 0) return;
  g_free(nearest[NEAREST_MOST - 1].id);
  guint at = NEAREST_MOST - 1;
  for (; at > 0 && nearest[at - 1].distance > distance; at--) nearest[at] = nearest[at - 1];
  nearest[at] = (NearId){.id = g_strdup(id), .distance = distance};
}

static void see_id(FindingKind kind, const char *id, gpointer data) {
  IdSearch *search = data;
  gboolean same = g_str_equal(id, search->id);
  if (kind == FINDING_RECOMMENDATION && same) g_ptr_array_add(search->holders, (gpointer)search->document);
  if (kind == FINDING_PANEL_TOPIC && same) search->is_topic = TRUE;
  if (kind == FINDING_RECOMMENDATION && search->holders->len == 0) note_near(search, id);
}

static gboolean nothing_found(const IdSearch *search, GError **error) {
  g_autoptr(GString) near = g_string_new(NULL);
  for (guint i = 0; i < NEAREST_MOST && search->nearest[i].id != NULL; i++)
    g_string_append_printf(near, "%s%s", i > 0 ? ", " : "", search->nearest[i].id);
  if (search->is_topic)
    g_set_error(error, HISTORY_ERROR, HISTORY_ERROR_TOPIC, "%s: this is a panel topic; only recommendations have a history",
                search->id);
  else if (near->len > 0)
    g_set_error(error, HISTORY_ERROR, HISTORY_ERROR_UNKNOWN, "%s: there is no such recommendation; the nearest: %s", search->id,
                near->str);
  else
    g_set_error(error, HISTORY_ERROR, HISTORY_ERROR_UNKNOWN, "%s: there is no such recommendation", search->id);
  return FALSE;
}

static gboolean search_documents(IdSearch *search, Catalogue *catalogue, const GPtrArray *documents, GError **error) {
  for (guint i = 0; i < documents->len; i++) {
    search->document = g_ptr_array_index(documents, i);
    if (!catalogue_each_id(catalogue, search->document, see_id, search, error)) return FALSE;
  }
  return search->holders->len > 0 || nothing_found(search, error);
}

/* Of several documents that hold the ID, the one that counts; else the first. */
static const CatalogueDocument *choose_holder(const GPtrArray *holders) {
  for (guint i = 0; i < holders->len; i++) {
    const CatalogueDocument *document = g_ptr_array_index(holders, i);
    if (catalogue_speaks(document, document->language)) return document;
  }
  return g_ptr_array_index(holders, 0);
}

static const CatalogueDocument *find_holder(Catalogue *catalogue, const GPtrArray *documents, const char *id, GError **error) {
  g_autoptr(GPtrArray) holders = g_ptr_array_new();
  const guint most = 4 + (guint)strlen(id) / 2; /* beyond that two IDs have nothing in common */
  IdSearch search = {.id = id, .holders = holders};
  for (guint i = 0; i < NEAREST_MOST; i++) search.nearest[i].distance = most;
  gboolean found = search_documents(&search, catalogue, documents, error);
  for (guint i = 0; i < NEAREST_MOST; i++) g_free(search.nearest[i].id);
  return found ? choose_holder(holders) : NULL;
}

/* ---- the version that counts ---- */

/* The version in the language of DOCUMENT that counts; DOCUMENT itself where none does. */
static const CatalogueDocument *version_that_counts(const CatalogueDocument *document) {
  if (catalogue_speaks(document, document->language)) return document;
  for (guint i = 0; i < document->other_versions->len; i++) {
    const CatalogueDocument *other = g_ptr_array_index(document->other_versions, i);
    if (g_strcmp0(other->language, document->language) == 0 && catalogue_speaks(other, document->language)) return other;
  }
  return document;
}

typedef struct {
  const char *id, *number; /* one of them is looked for, by the other */
  char *found;
} TextSearch;

static void find_number(const CatalogueText *text, gpointer data) {
  TextSearch *search = data;
  if (search->found == NULL && g_str_equal(text->id, search->id)) search->found = g_strdup(text->number);
}

static void find_id(const CatalogueText *text, gpointer data) {
  TextSearch *search = data;
  if (search->found == NULL && g_str_equal(text->number, search->number)) search->found = g_strdup(text->id);
}

/* Finds what stands under the number of the history's ID in the version that counts. */
static gboolean find_in_version(History *history, Catalogue *catalogue, GError **error) {
  TextSearch number = {.id = history->id};
  if (!catalogue_each_text(catalogue, history->document, find_number, &number, error)) return FALSE;
  g_autofree char *found = number.found;
  TextSearch same = {.number = found};
  if (!catalogue_each_text(catalogue, history->counts, find_id, &same, error)) return FALSE;
  history->counts_id = same.found;
  return TRUE;
}

/* ---- the history ---- */

static gboolean load_chain(History *history, Catalogue *catalogue, GError **error) {
  if (history->counts == history->document)
    history->counts_id = g_strdup(history->id);
  else if (!find_in_version(history, catalogue, error))
    return FALSE;
  if (!comparisons_prepare(history->comparisons, history->counts, error)) return FALSE;
  if (history->counts_id != NULL) history->chain = comparisons_chain(history->comparisons, history->counts, history->counts_id);
  return TRUE;
}

History *history_find(Catalogue *catalogue, const GPtrArray *documents, const char *id, GError **error) {
  const CatalogueDocument *document = find_holder(catalogue, documents, id, error);
  if (document == NULL) return NULL;
  g_autoptr(History) history = g_new0(History, 1);
  history->document = document;
  history->counts = version_that_counts(document);
  history->id = g_strdup(id);
  history->comparisons = comparisons_new(catalogue, documents, document->language);
  return load_chain(history, catalogue, error) ? g_steal_pointer(&history) : NULL;
}

void history_free(History *history) {
  if (history == NULL) return;
  g_clear_pointer(&history->chain, g_ptr_array_unref);
  comparisons_free(history->comparisons);
  g_free(history->id);
  g_free(history->counts_id);
  g_free(history);
}
