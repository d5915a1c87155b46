#include "pipeline/digest/owed_digests.h"

#include "pipeline/digest/sparing.h"
#include "pipeline/reports/report.h"
#include "pipeline/years/comparison_series.h"

#include <stdio.h>

const CatalogueDocument *documents_find(const GPtrArray *documents, const char *sha256) {
  for (guint i = 0; i < documents->len; i++) {
    const CatalogueDocument *document = documents->pdata[i];
    if (g_str_equal(document->sha256, sha256)) return document;
  }
  return NULL;
}

/* Adds QUARTER, once. */
static void add_quarter(GPtrArray *quarters, const char *quarter) {
  if (*quarter && !g_ptr_array_find_with_equal_func(quarters, quarter, g_str_equal, NULL))
    g_ptr_array_add(quarters, g_strdup(quarter));
}

static void add_quarter_of(GPtrArray *quarters, const CatalogueDocument *document) {
  char date[DATE_SIZE], quarter[QUARTER_SIZE];
  report_date(document, date);
  date_quarter(date, quarter);
  add_quarter(quarters, quarter);
}

/* Are two arrays of documents the same files, as what they were? Keys stay while a document is known. */
static gboolean same_versions(const GPtrArray *a, const GPtrArray *b) {
  if (a->len != b->len) return FALSE;
  for (guint i = 0; i < a->len; i++) {
    const CatalogueDocument *x = a->pdata[i], *y = b->pdata[i];
    if (x->key != y->key || x->version_kind != y->version_kind) return FALSE;
  }
  return TRUE;
}

/* Does the catalogue say of the versions of a document's work what it said before? */
static gboolean same_standing(const CatalogueDocument *now, const CatalogueDocument *then) {
  return g_strcmp0(now->work, then->work) == 0 && now->version_kind == then->version_kind &&
         now->superseded_by == then->superseded_by && now->failed_checks == then->failed_checks &&
         same_versions(now->other_versions, then->other_versions);
}

/* The works of DOCUMENTS, as a set. */
static GHashTable *works_of(const GPtrArray *documents) {
  GHashTable *works = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 0; i < documents->len; i++) {
    const CatalogueDocument *document = documents->pdata[i];
    if (document->work) g_hash_table_add(works, document->work);
  }
  return works;
}

/* The quarters of documents that were not read now, but stand otherwise, or beside one that was read: what it says of them may
 * have changed. */
static void add_touched(GPtrArray *quarters, const GPtrArray *documents, const GPtrArray *all, const GPtrArray *before) {
  g_autoptr(GHashTable) works = works_of(documents);
  g_autoptr(GHashTable) by_hash = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 0; i < before->len; i++)
    g_hash_table_insert(by_hash, ((CatalogueDocument *)before->pdata[i])->sha256, before->pdata[i]);
  for (guint i = 0; i < all->len; i++) {
    const CatalogueDocument *now = all->pdata[i], *then = g_hash_table_lookup(by_hash, now->sha256);
    if (then && ((now->work && g_hash_table_contains(works, now->work)) || !same_standing(now, then)))
      add_quarter_of(quarters, now);
  }
}

/* The first of SERIES, documents by date, that is among HASHES; its length where none is. */
static guint first_of_pass(const GPtrArray *series, GHashTable *hashes) {
  guint i = 0;
  while (i < series->len && !g_hash_table_contains(hashes, ((const CatalogueDocument *)series->pdata[i])->sha256)) i++;
  return i;
}

/* The quarters of reports that come behind one of DOCUMENTS in their series among ALL: they are compared with it. */
static void add_later(GPtrArray *quarters, const GPtrArray *documents, const GPtrArray *all) {
  g_autoptr(GHashTable) hashes = g_hash_table_new(g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) derived = series_derive(all, NULL);
  for (guint i = 0; i < documents->len; i++) g_hash_table_add(hashes, ((CatalogueDocument *)documents->pdata[i])->sha256);
  for (guint i = 0; i < derived->len; i++) {
    const GPtrArray *series = derived->pdata[i];
    for (guint j = first_of_pass(series, hashes); j < series->len; j++) add_quarter_of(quarters, series->pdata[j]);
  }
}

GPtrArray *owed_quarters(const Home *home, const GPtrArray *documents, const GPtrArray *all, const GPtrArray *before) {
  GPtrArray *quarters = g_ptr_array_new_with_free_func(g_free);
  g_auto(GStrv) pending = home_pending(home);
  for (char **quarter = pending; *quarter; quarter++) add_quarter(quarters, *quarter);
  for (guint i = 0; i < documents->len; i++) {
    const CatalogueDocument *now = documents->pdata[i], *then = documents_find(before, now->sha256);
    add_quarter_of(quarters, now);
    if (then) add_quarter_of(quarters, then);
  }
  add_touched(quarters, documents, all, before);
  add_later(quarters, documents, all);
  add_later(quarters, documents, before);
  return quarters;
}

gboolean owed_note(const DigestWriter *writer, const GPtrArray *quarters) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) list = g_ptr_array_new();
  for (guint i = 0; i < quarters->len; i++) g_ptr_array_add(list, quarters->pdata[i]);
  g_ptr_array_add(list, NULL);
  if (home_set_pending(writer->home, (char *const *)list->pdata, &error)) return TRUE;
  stage_error(writer->stage, home_exit_code(error), NULL, "%s", error->message);
  return FALSE;
}

/* Where a note is about a digest: for DigestOptions. */
typedef struct {
  Stage *stage;
  const char *file;
} NoteTarget;

static void tell_unkept(const char *message, gpointer data) {
  const NoteTarget *target = data;
  stage_tell(target->stage, target->file, "%s", message);
}

static gboolean write_digest(const DigestWriter *writer, const Period *period, const char *file) {
  g_autoptr(GError) error = NULL;
  NoteTarget target = {writer->stage, file};
  DigestOptions wanted = {.period = *period,
                          .output = file,
                          .note = tell_unkept,
                          .note_data = &target,
                          .format = digest_format_of(file),
                          .sources = writer->sources,
                          .evidence = home_evidence(writer->home),
                          .overrides = home_overrides(writer->home),
                          .template = home_template(writer->home)};
  gboolean written = sparing_write(writer->stage, writer->home, writer->catalogue, &wanted, NULL, &error);
  if (!written)
    stage_error(writer->stage, sparing_exit_code(error), NULL, "%s", error->message);
  else if (!writer->stage->quiet)
    printf("written: %s\n", file);
  return written;
}

static gboolean write_quarter(const DigestWriter *writer, const char *quarter) {
  Period period;
  g_autofree char *name = g_strconcat(quarter, ".xlsx", NULL);
  g_autofree char *file = g_build_filename(home_digests(writer->home), name, NULL);
  return !period_parse(&period, quarter, NULL, NULL, FALSE, NULL) || write_digest(writer, &period, file);
}

void owed_write(const DigestWriter *writer, const GPtrArray *quarters) {
  g_autoptr(GPtrArray) owed = g_ptr_array_new();
  for (guint i = 0; i < quarters->len; i++)
    if (!write_quarter(writer, quarters->pdata[i])) g_ptr_array_add(owed, quarters->pdata[i]);
  owed_note(writer, owed);
}

void owed_write_all(const DigestWriter *writer, const char *file) {
  Period all;
  if (period_parse(&all, NULL, NULL, NULL, TRUE, NULL)) write_digest(writer, &all, file);
}
