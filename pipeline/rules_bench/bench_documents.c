#include "pipeline/rules_bench/bench_documents.h"

#include "extractors/document_format.h"

typedef struct {
  Stage *stage;
  GArray *indices; /* guint: of the PDFs in all paths */
  ReadingWrite write;
  gconstpointer write_data;
  ReadingTake take;
  gpointer take_data;
  const char *path; /* of the lines that are read */
  guint index;
} Bench;

static gboolean is_lines(const char *path) {
  return g_str_has_suffix(path, ".jsonl");
}

static gboolean take_pdf(const Read *read, gpointer data) {
  const Bench *bench = data;
  Read own = *read;
  own.index = g_array_index(bench->indices, guint, read->index);
  return bench->take(&own, bench->take_data);
}

static gboolean take_line(Stage *stage, const StageItem *item, gpointer data) {
  const Bench *bench = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(Document) document = document_read(item->text, item->length, &error);
  if (!document) {
    stage_error(stage, EXIT_INPUT, bench->path, "line %" G_GUINT64_FORMAT ": %s", item->line, error->message);
    return TRUE;
  }
  g_autoptr(GString) text = g_string_new(NULL);
  bench->write(text, document, bench->write_data);
  const char *reason = document->reason ? document->reason : "no reason was given";
  Read read = {.index = bench->index,
               .path = bench->path,
               .outcome = document->outcome,
               .reason = document->outcome == OUTCOME_COMPLETE ? NULL : reason,
               .text = text->str,
               .length = text->len};
  return bench->take(&read, bench->take_data);
}

gboolean bench_documents(Stage *stage, const GPtrArray *paths, guint jobs, ReadingWrite write, gconstpointer write_data,
                         ReadingTake take, gpointer take_data) {
  g_autoptr(GPtrArray) pdfs = g_ptr_array_new();
  g_autoptr(GArray) indices = g_array_new(FALSE, FALSE, sizeof(guint));
  Bench bench = {stage, indices, write, write_data, take, take_data, NULL, 0};
  for (guint i = 0; i < paths->len; i++) {
    if (is_lines(paths->pdata[i])) continue;
    g_ptr_array_add(pdfs, paths->pdata[i]);
    g_array_append_val(indices, i);
  }
  ReadingHow how = {.jobs = jobs ? jobs : g_get_num_processors(), .ocr = OCR_AUTO};
  if (pdfs->len && !reading_run(stage, pdfs, &how, write, write_data, take_pdf, &bench)) return FALSE;
  for (guint i = 0; i < paths->len; i++) {
    if (!is_lines(paths->pdata[i])) continue;
    bench.path = paths->pdata[i];
    bench.index = i;
    char *names[] = {paths->pdata[i], NULL};
    if (!stage_each_line(stage, names, take_line, &bench)) return FALSE;
  }
  return TRUE;
}
