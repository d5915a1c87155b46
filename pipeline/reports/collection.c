/* collection.c - see collection.h. */
#include "pipeline/reports/collection.h"

struct Collection {
  Catalogue *catalogue;
  char *language;
  GPtrArray *documents;     /* CatalogueDocument */
  Comparisons *comparisons; /* NULL, as the alignments, where reports come untied */
  Alignments *alignments;
  Corrections *corrections; /* NULL where there is no file for them */
  gboolean corrects;        /* and it is there */
};

Collection *collection_open(Catalogue *catalogue, const CollectionOptions *options, GError **error) {
  g_autoptr(Collection) collection = g_new0(Collection, 1);
  collection->catalogue = catalogue;
  collection->language = g_strdup(options->language);
  collection->documents = catalogue_documents(catalogue, error);
  if (collection->documents == NULL) return NULL;
  if (options->overrides != NULL) {
    collection->corrections = corrections_load(options->overrides, error);
    if (collection->corrections == NULL) return NULL;
    collection->corrects = g_file_test(options->overrides, G_FILE_TEST_EXISTS);
  }
  if (options->untied) return g_steal_pointer(&collection);
  collection->comparisons = comparisons_new(catalogue, collection->documents, collection->language);
  collection->alignments = alignments_new(catalogue, collection->documents, collection->language);
  return g_steal_pointer(&collection);
}

void collection_free(Collection *collection) {
  if (collection == NULL) return;
  g_clear_pointer(&collection->comparisons, comparisons_free);
  g_clear_pointer(&collection->alignments, alignments_free);
  g_clear_pointer(&collection->corrections, corrections_free);
  g_clear_pointer(&collection->documents, g_ptr_array_unref);
  g_free(collection->language);
  g_free(collection);
}

const GPtrArray *collection_documents(const Collection *collection) {
  return collection->documents;
}

gboolean collection_speaks(const Collection *collection, const CatalogueDocument *document) {
  return catalogue_speaks(document, collection->language);
}

static void add_context(Collection *collection, Report *report, Finding *finding) {
  FindingContext *context = g_new0(FindingContext, 1);
  if (collection->comparisons != NULL)
    context->comparison = comparisons_find(collection->comparisons, report->document, finding->id);
  if (collection->alignments != NULL) context->ties = alignments_find(collection->alignments, report->document, finding->id);
  if (collection->corrections != NULL) context->correction = corrections_apply(collection->corrections, finding);
  g_hash_table_insert(report->contexts, finding, context);
}

Report *collection_report(Collection *collection, const CatalogueDocument *document, GError **error) {
  g_autoptr(Report) report = report_load(collection->catalogue, document, error);
  if (report == NULL) return NULL;
  if (collection->comparisons != NULL && !comparisons_prepare(collection->comparisons, document, error)) return NULL;
  if (collection->alignments != NULL && !alignments_prepare(collection->alignments, document, report->findings, error))
    return NULL;
  for (guint i = 0; i < report->findings->findings->len; i++) {
    Finding *finding = g_ptr_array_index(report->findings->findings, i);
    if (finding->kind != FINDING_FACT) add_context(collection, report, finding);
  }
  return g_steal_pointer(&report);
}

gboolean collection_corrects(const Collection *collection) {
  return collection->corrects;
}

void collection_correct(Collection *collection, Finding *finding) {
  if (collection->corrections != NULL) corrections_apply(collection->corrections, finding);
}

/* ---- corrections that are not seen ---- */

static void unseen_free(gpointer data) {
  UnseenCorrection *unseen = data;
  g_free(unseen->id);
  g_free(unseen);
}

/* A document, and what is known by now of the corrections: ID → UnseenCorrection, borrowed. */
typedef struct {
  const CatalogueDocument *newer; /* than the document; NULL where it counts, or says the same as the one that does */
  GHashTable *unseen;
} Striking;

/* A finding that some report shows is seen, whatever others have its ID. */
static void strike_out(G_GNUC_UNUSED FindingKind kind, const char *id, gpointer data) {
  const Striking *striking = data;
  UnseenCorrection *unseen = g_hash_table_lookup(striking->unseen, id);
  if (unseen == NULL) return;
  if (striking->newer != NULL)
    unseen->newer = striking->newer;
  else
    g_hash_table_remove(striking->unseen, id);
}

GPtrArray *collection_unseen_corrections(const Collection *collection, GError **error) {
  g_autoptr(GPtrArray) ids = collection->corrections != NULL ? corrections_ids(collection->corrections) : g_ptr_array_new();
  g_autoptr(GHashTable) unseen = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, unseen_free);
  for (guint i = 0; i < ids->len; i++) {
    UnseenCorrection *correction = g_new0(UnseenCorrection, 1);
    correction->id = g_strdup(g_ptr_array_index(ids, i));
    g_hash_table_insert(unseen, correction->id, correction);
  }
  for (guint i = 0; i < collection->documents->len && g_hash_table_size(unseen) > 0; i++) {
    const CatalogueDocument *document = g_ptr_array_index(collection->documents, i);
    Striking striking = {document->version_kind != VERSION_COPY ? catalogue_superseded_by(document) : NULL, unseen};
    if (!catalogue_each_id(collection->catalogue, document, strike_out, &striking, error)) return NULL;
  }
  GPtrArray *left = g_ptr_array_new_with_free_func(unseen_free);
  for (guint i = 0; i < ids->len; i++) {
    gpointer correction = NULL;
    if (g_hash_table_steal_extended(unseen, g_ptr_array_index(ids, i), NULL, &correction)) g_ptr_array_add(left, correction);
  }
  return left;
}
