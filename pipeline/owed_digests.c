#include "pipeline/owed_digests.h"

#include "pipeline/digest.h"
#include "pipeline/report.h"

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

GPtrArray *owed_quarters(const Home *home, const GPtrArray *documents, const GPtrArray *before) {
  GPtrArray *quarters = g_ptr_array_new_with_free_func(g_free);
  g_auto(GStrv) pending = home_pending(home);
  for (char **quarter = pending; *quarter; quarter++) add_quarter(quarters, *quarter);
  for (guint i = 0; i < documents->len; i++) {
    const CatalogueDocument *now = documents->pdata[i], *then = documents_find(before, now->sha256);
    add_quarter_of(quarters, now);
    if (then) add_quarter_of(quarters, then);
  }
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

static gboolean write_digest(const DigestWriter *writer, const Period *period, const char *file) {
  g_autoptr(GError) error = NULL;
  DigestOptions wanted = {.period = *period, .output = file, .sources = writer->sources};
  gboolean written = digest_write(writer->catalogue, &wanted, NULL, &error);
  if (!written)
    stage_error(writer->stage, digest_exit_code(error), NULL, "%s", error->message);
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
