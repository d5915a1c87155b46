/* evidence.c - the way through the evidence pages: draw what is new, write the page of each report, then the index; see
 * evidence.h. */
#include "pipeline/evidence/evidence_private.h"

#include "extractors/data_files.h"
#include "pipeline/evidence/evidence_link.h"
#include "pipeline/reports/source_link.h"
#include "pipeline/stages/pool.h"
#include "pipeline/years/comparison_series.h"

#include <string.h>

gboolean evidence_takes(const CatalogueDocument *document) {
  return outcome_is_read(document->outcome) && document->pack != NULL && document->sha256[0] != '\0';
}

/* ---- frames, styles and scripts ---- */

static char *read_data(const char *name, gsize *length, GError **error) {
  g_autofree char *file = g_strconcat("pipeline/evidence/site/", name, NULL);
  g_autofree char *path = data_file_path(file, error);
  char *content = NULL;
  return path != NULL && g_file_get_contents(path, &content, length, error) ? content : NULL;
}

/* A file bears the start of its content's hash in its name, so that no page comes by one of another version. */
char *evidence_put_hashed(EvidenceFiles *files, const char *folder, const char *stem, const char *ending, const char *content,
                          gsize length, GError **error) {
  g_autofree char *hash = g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)content, length);
  g_autofree char *name = g_strdup_printf("%s/%s-%.12s%s", folder, stem, hash, ending);
  return evidence_files_put(files, name, content, length, error) ? g_steal_pointer(&name) : NULL;
}

static char *put_asset(EvidenceFiles *files, const char *stem, const char *ending, GError **error) {
  g_autofree char *file = g_strconcat(stem, ending, NULL);
  gsize length = 0;
  g_autofree char *content = read_data(file, &length, error);
  return content != NULL ? evidence_put_hashed(files, "assets", stem, ending, content, length, error) : NULL;
}

static gboolean load_assets(EvidenceAssets *assets, EvidenceFiles *files, GError **error) {
  return (assets->index_template = read_data("index.html", NULL, error)) != NULL &&
         (assets->report_template = read_data("report.html", NULL, error)) != NULL &&
         (assets->style = put_asset(files, "evidence", ".css", error)) != NULL &&
         (assets->index_script = put_asset(files, "index", ".js", error)) != NULL &&
         (assets->report_script = put_asset(files, "report", ".js", error)) != NULL;
}

static void clear_assets(EvidenceAssets *assets) {
  g_free(assets->index_template);
  g_free(assets->report_template);
  g_free(assets->style);
  g_free(assets->index_script);
  g_free(assets->report_script);
}

/* ---- pictures ---- */

static void tell(const Evidence *evidence, const CatalogueDocument *document, const char *what) {
  const char *name = catalogue_document_name(document);
  if (evidence->options->only_notes)
    stage_note(evidence->stage, name, "no pictures of its pages: %s", what);
  else
    stage_warning(evidence->stage, name, "no pictures of its pages: %s", what);
}

static gboolean draw_document(Evidence *evidence, const CatalogueDocument *document, GError **error) {
  g_autofree char *name = evidence_name(document);
  g_autofree char *path = source_path(evidence->options->sources, "here", document);
  g_autofree char *problem = NULL;
  EvidenceCounts *counts = evidence->counts;
  guint failed = counts->failed;
  if (!evidence_draw(evidence->files, evidence->options, document, name, path, counts, &problem, error)) return FALSE;
  if (problem != NULL) {
    counts->missing++;
    tell(evidence, document, problem);
  } else if (counts->failed > failed) {
    stage_warning(evidence->stage, catalogue_document_name(document), "%u of %u pages can't be drawn", counts->failed - failed,
                  document->pages);
  }
  return TRUE;
}

/* In no transaction: it takes minutes, and others shall be able to write. */
static gboolean draw_all(Evidence *evidence, Catalogue *catalogue, GError **error) {
  g_autoptr(GPtrArray) documents = catalogue_documents(catalogue, error);
  for (guint i = 0; documents != NULL && i < documents->len; i++) {
    const CatalogueDocument *document = g_ptr_array_index(documents, i);
    if (evidence_takes(document) && !draw_document(evidence, document, error)) return FALSE;
  }
  return documents != NULL;
}

/* ---- places ---- */

typedef struct {
  Evidence *evidence;
  const CatalogueDocument *document;
} Placing;

static void place_free(gpointer data) {
  EvidencePlace *place = data;
  g_free(place->name);
  g_free(place);
}

/* Two files of one version have the same IDs: the one that speaks for the work is meant. */
static void note_place(G_GNUC_UNUSED FindingKind kind, const char *id, gpointer data) {
  const Placing *placing = data;
  GHashTable *places = placing->evidence->places;
  if (g_hash_table_contains(places, id) && !collection_speaks(placing->evidence->collection, placing->document)) return;
  EvidencePlace *place = g_new0(EvidencePlace, 1);
  place->document = placing->document;
  place->name = evidence_name(placing->document);
  g_hash_table_replace(places, g_strdup(id), place);
}

static gboolean find_places(Evidence *evidence, Catalogue *catalogue, const GPtrArray *documents, GError **error) {
  for (guint i = 0; i < documents->len; i++) {
    Placing placing = {evidence, g_ptr_array_index(documents, i)};
    if (!catalogue_each_id(catalogue, placing.document, note_place, &placing, error)) return FALSE;
  }
  return TRUE;
}

/* ---- pages ---- */

/* The newest first, which is what people come for; those of one day in the catalogue's order. */
static gint compare_dates(gconstpointer a, gconstpointer b) {
  char date_a[DATE_SIZE], date_b[DATE_SIZE];
  report_date(*(const CatalogueDocument *const *)a, date_a);
  report_date(*(const CatalogueDocument *const *)b, date_b);
  return strcmp(date_b, date_a);
}

static GPtrArray *choose_documents(const Collection *collection) {
  const GPtrArray *all = collection_documents(collection);
  GPtrArray *documents = g_ptr_array_new();
  for (guint i = 0; i < all->len; i++)
    if (evidence_takes(g_ptr_array_index(all, i))) g_ptr_array_add(documents, g_ptr_array_index(all, i));
  g_ptr_array_sort(documents, compare_dates); /* GLib's sort is stable */
  return documents;
}

static gboolean put_document(Evidence *evidence, EvidenceIndex *index, const CatalogueDocument *document, GError **error) {
  g_autofree char *name = evidence_name(document);
  g_autoptr(Report) report = collection_report(evidence->collection, document, error);
  if (report == NULL || !evidence_put_report(evidence, report, name, error)) return FALSE;
  evidence->counts->reports++;
  evidence->counts->findings += document->recommendations + document->panel_topics;
  return evidence_index_add(index, report, name, error);
}

/* The index finds all reports of a body under one name. */
static GHashTable *name_bodies(const GPtrArray *documents, const char *language) {
  GHashTable *bodies = g_hash_table_new(g_direct_hash, g_direct_equal);
  g_autoptr(GPtrArray) names = series_body_names(documents, language);
  for (guint i = 0; i < documents->len; i++)
    g_hash_table_insert(bodies, g_ptr_array_index(documents, i), g_ptr_array_index(names, i));
  return bodies;
}

static gboolean put_pages(Evidence *evidence, Catalogue *catalogue, GError **error) {
  const CollectionOptions wanted = {.language = evidence->options->language, .overrides = evidence->options->overrides};
  g_autoptr(Collection) collection = evidence->collection = collection_open(catalogue, &wanted, error);
  if (collection == NULL) return FALSE;
  g_autoptr(GPtrArray) documents = choose_documents(collection);
  g_autoptr(GHashTable) bodies = name_bodies(documents, evidence->options->language);
  evidence->bodies = bodies;
  g_autoptr(EvidenceIndex) index = evidence_index_new(evidence);
  if (!find_places(evidence, catalogue, documents, error)) return FALSE;
  for (guint i = 0; i < documents->len; i++)
    if (!put_document(evidence, index, g_ptr_array_index(documents, i), error)) return FALSE;
  return evidence_index_put(index, error);
}

static gboolean write_all(Evidence *evidence, Catalogue *catalogue, GError **error) {
  if (!load_assets(&evidence->assets, evidence->files, error) || !draw_all(evidence, catalogue, error)) return FALSE;
  if (!catalogue_begin(catalogue, CATALOGUE_READ, error)) return FALSE;
  gboolean put = put_pages(evidence, catalogue, error);
  catalogue_rollback(catalogue);
  if (put) evidence_files_clean(evidence->files);
  return put;
}

gboolean evidence_write(Stage *stage, Catalogue *catalogue, const EvidenceOptions *options, EvidenceCounts *counts,
                        GError **error) {
  *counts = (EvidenceCounts){0};
  g_autoptr(EvidenceFiles) files = evidence_files_open(options->folder, error);
  if (files == NULL) return FALSE;
  g_autoptr(GHashTable) places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, place_free);
  Evidence evidence = {.stage = stage, .options = options, .counts = counts, .files = files, .places = places};
  gboolean written = write_all(&evidence, catalogue, error);
  clear_assets(&evidence.assets);
  counts->files_written = evidence_files_written(files);
  counts->files_removed = evidence_files_removed(files);
  return written;
}

ExitCode evidence_exit_code(const GError *error) {
  if (g_error_matches(error, EVIDENCE_ERROR, EVIDENCE_ERROR_BUSY)) return EXIT_BUSY;
  if (error->domain == EVIDENCE_ERROR) return EXIT_OUTPUT;
  if (error->domain == CORRECTION_ERROR) return correction_exit_code(error);
  if (error->domain == CORRECTION_ERROR) return correction_exit_code(error);
  if (error->domain == CATALOGUE_ERROR) return catalogue_exit_code(error, EXIT_INPUT);
  return error->domain == POOL_ERROR || error->domain == G_FILE_ERROR ? EXIT_FAULT : EXIT_INPUT;
}
