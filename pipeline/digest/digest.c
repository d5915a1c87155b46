/* digest.c - the way through a digest: choose the documents, write their rows, then the sheets about them; see digest.h. */
#include "pipeline/digest/digest_flat.h"
#include "pipeline/digest/digest_layout.h"
#include "pipeline/digest/digest_tally.h"

#include "extractors/data_files.h"
#include "pipeline/common/clock.h"
#include "pipeline/common/publish.h"
#include "rules/yaml.h"

#include <string.h>

/* ---- what is gathered ---- */

static void line_free_fields(ReportLine *line) {
  g_free(line->name);
  g_free(line->body);
  g_free(line->session);
  g_free(line->start);
  g_free(line->end);
  g_free(line);
}

static void attention_free(Attention *attention) {
  g_free(attention->name);
  g_free(attention->message);
  g_free(attention->id);
  g_free(attention);
}

static void digest_clear(Digest *digest) {
  g_clear_pointer(&digest->flat, flat_free);
  g_clear_pointer(&digest->book, book_free);
  g_clear_pointer(&digest->lines, g_ptr_array_unref);
  g_clear_pointer(&digest->written, written_notes_free);
  g_clear_pointer(&digest->attention, g_ptr_array_unref);
  g_clear_pointer(&digest->tally, tally_free);
  g_clear_pointer(&digest->documents, g_ptr_array_unref);
  g_clear_pointer(&digest->places, g_hash_table_unref);
  g_clear_pointer(&digest->meetings, g_hash_table_unref);
  g_clear_pointer(&digest->collection, collection_free);
  g_clear_pointer(&digest->versions, g_hash_table_unref);
  g_clear_pointer(&digest->scale, g_ptr_array_unref);
  g_clear_pointer(&digest->paths, g_hash_table_unref);
  g_clear_pointer(&digest->changes, g_ptr_array_unref);
  g_clear_pointer(&digest->kept, kept_digest_free);
  g_clear_pointer(&digest->last, kept_digest_free);
  g_clear_pointer(&digest->older, kept_digest_free);
  g_clear_pointer(&digest->layout, layout_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Digest, digest_clear)

/* ---- documents ---- */

/* Chooses the documents of the period. */
static void choose_documents(Digest *digest) {
  const GPtrArray *all = collection_documents(digest->collection);
  for (guint i = 0; i < all->len; i++) {
    CatalogueDocument *document = g_ptr_array_index(all, i);
    char date[DATE_SIZE];
    report_date(document, date);
    if (!period_holds(&digest->options->period, date)) continue;
    g_ptr_array_add(digest->documents, document);
    if (digest->first_date[0] == '\0' || strcmp(date, digest->first_date) < 0) g_strlcpy(digest->first_date, date, DATE_SIZE);
    if (strcmp(date, digest->last_date) > 0) g_strlcpy(digest->last_date, date, DATE_SIZE);
  }
}

static gboolean put_document(Digest *digest, const CatalogueDocument *document, GError **error) {
  g_autoptr(Report) report = collection_report(digest->collection, document, error);
  if (report == NULL) return FALSE;
  digest_put_report(digest, report);
  digest_keep_report(digest->kept, report, collection_speaks(digest->collection, document), digest->last);
  return TRUE;
}

static gboolean put_documents(Digest *digest, Catalogue *catalogue, GError **error) {
  for (guint i = 0; i < digest->documents->len; i++)
    if (!put_document(digest, g_ptr_array_index(digest->documents, i), error)) return FALSE;
  return digest_find_changes(digest, catalogue, error) && digest_put_changes(digest, catalogue, error);
}

/* ---- the book ---- */

/* The time that the file gives as that of its making: SOURCE_DATE_EPOCH, else the day of the period's newest document, else
 * the first day that a ZIP archive can tell. */
static gint64 time_of_making(const Digest *digest) {
  gint64 seconds;
  if (clock_source_date(&seconds)) return seconds;
  return date_time(digest->last_date[0] != '\0' ? digest->last_date : "1980-01-01");
}

static Book *make_book(const Digest *digest, GError **error) {
  g_autofree char *period = period_words(&digest->options->period);
  g_autofree char *title = g_strdup_printf("Working Group reports: %s", period);
  BookProperties properties = {
      .title = title,
      .subject = "Recommendations and panel topics of Working Group reports",
      .author = "rapporteur " RAPPORTEUR_VERSION,
      .keywords = "recommendations; working groups; intergovernmental meetings; reports",
      .category = "Digest of reports",
      .comments = "Each row was read from a report in PDF. The sheet About tells how; the sheet Checks tells what to look at.",
      .created = time_of_making(digest),
  };
  return book_new(digest->options->output, &properties, error);
}

static gboolean load_scale(Digest *digest, GError **error) {
  g_autofree char *folder = data_file_path("rules/data/attributes", error);
  digest->scale = folder != NULL ? attributes_scale(folder, error) : NULL;
  return digest->scale != NULL;
}

static gboolean write_book(Digest *digest, Catalogue *catalogue, GError **error) {
  if (!load_scale(digest, error) || !digest_find_places(digest, catalogue, error)) return FALSE;
  digest->book = make_book(digest, error);
  if (digest->book == NULL) return FALSE;
  digest_add_sheets(digest);
  digest_begin_written(digest);
  if (!put_documents(digest, catalogue, error) || !digest_note_unseen_corrections(digest, error)) return FALSE;
  catalogue_rollback(catalogue); /* ends the reading: the rest needs no catalogue, and others may write to it */
  digest_finish_tables(digest);
  if (digest->sheets[SHEET_SUMMARY] != NULL) digest_put_summary(digest);
  if (digest->sheets[SHEET_ABOUT] != NULL) digest_put_about(digest);
  book_ask(digest->book, digest->options->ready, digest->options->ready_data);
  if (!book_publish(digest->book, error)) return FALSE;
  /* A program that is ended here has published what the next one will compare with the same digest again, and tell the same of.
   */
  digest_remember(digest, catalogue);
  return TRUE;
}

static gboolean write_flat(Digest *digest, Catalogue *catalogue, GError **error) {
  digest->flat = flat_new(digest->options, digest->layout, error);
  if (digest->flat == NULL || !put_documents(digest, catalogue, error)) return FALSE;
  catalogue_rollback(catalogue);
  return flat_publish(digest->flat, error);
}

static gboolean write_wanted(Digest *digest, Catalogue *catalogue, GError **error) {
  const CollectionOptions options = {.language = digest->options->language, .overrides = digest->options->overrides};
  digest->collection = collection_open(catalogue, &options, error);
  if (digest->collection == NULL) return FALSE;
  choose_documents(digest);
  if (!digest_recall(digest, catalogue, error)) return FALSE;
  return digest->options->format == DIGEST_XLSX ? write_book(digest, catalogue, error) : write_flat(digest, catalogue, error);
}

gboolean digest_write(Catalogue *catalogue, const DigestOptions *options, DigestCounts *counts, GError **error) {
  g_auto(Digest) digest = {
      .options = options,
      .documents = g_ptr_array_new(),
      .places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free),
      .meetings = g_hash_table_new(g_direct_hash, g_direct_equal),
      .lines = g_ptr_array_new_with_free_func((GDestroyNotify)line_free_fields),
      .attention = g_ptr_array_new_with_free_func((GDestroyNotify)attention_free),
      .tally = tally_new(),
      .versions = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
      .paths = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, g_free),
      .key = digest_state_key(options),
      .kept = kept_digest_new(),
  };
  digest.layout = options->template != NULL ? layout_load(options->template, error) : layout_default();
  if (digest.layout == NULL || !catalogue_begin(catalogue, CATALOGUE_READ, error)) return FALSE;
  gboolean done = write_wanted(&digest, catalogue, error);
  catalogue_rollback(catalogue);
  if (counts != NULL) *counts = digest.counts;
  return done;
}

ExitCode digest_exit_code(const GError *error) {
  if (g_error_matches(error, PUBLISH_ERROR, PUBLISH_ERROR_BUSY)) return EXIT_BUSY;
  if (error->domain == DIGEST_ERROR) return EXIT_USAGE;
  if (error->domain == CORRECTION_ERROR) return correction_exit_code(error);
  if (error->domain == YAML_ERROR) return error->code == YAML_ERROR_READ ? EXIT_INPUT : EXIT_RULES;
  if (error->domain == CATALOGUE_ERROR) return catalogue_exit_code(error, EXIT_INPUT);
  return error->domain == BOOK_ERROR || error->domain == PUBLISH_ERROR ? EXIT_OUTPUT : EXIT_FAULT;
}
