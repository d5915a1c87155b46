#include "pipeline/stages/reading.h"

#include "pipeline/stages/pool.h"
#include "pipeline/stages/source.h"
#include "rules/apply.h"
#include "rules/findings_format.h"

#include <string.h>

typedef struct {
  const GPtrArray *paths;
  const ReadingHow *how;
  ReadingWrite write;
  gconstpointer write_data;
  ReadingTake take;
  gpointer take_data;
} Reading;

void reading_write_findings(GString *out, const Document *document, gconstpointer rules) {
  g_autoptr(Findings) findings = rules_apply(rules, document);
  findings_write(out, findings);
}

/* A worker's answer: the outcome's number, the reason, a newline, and what is wanted of the document. */
static void write_answer(GString *out, const Reading *reading, const Document *document) {
  g_string_append_printf(out, "%d%s\n", document->outcome, document->reason ? document->reason : "");
  reading->write(out, document, reading->write_data);
}

static void tell_progress(G_GNUC_UNUSED gpointer data) {
  pool_tell_progress();
}

/* The mode for PATH, one of the reading's own. */
static OcrMode mode_for(const Reading *reading, const char *path) {
  guint index = 0;
  if (!reading->how->ocr_of || !g_ptr_array_find((GPtrArray *)reading->paths, path, &index)) return reading->how->ocr;
  return reading->how->ocr_of[index];
}

static Document *read_document(const Reading *reading, const char *path) {
  g_autofree char *name = g_path_get_basename(path);
  g_autofree char *reason = NULL;
  g_autoptr(GBytes) bytes = source_read(path, &reason);
  if (!bytes) return document_unreadable(name, reason);
  g_autoptr(GError) error = NULL;
  ExtractOptions options = {.ocr = mode_for(reading, path), .progress = tell_progress};
  Document *document = document_extract_with(name, bytes, &options, &error);
  /* A data file of ours that is missing is every document's fault; the caller has made sure that they are there. */
  return document ? document : document_unreadable(name, error->message);
}

static GString *read_in_worker(const char *path, gpointer data) {
  const Reading *reading = data;
  g_autoptr(Document) document = read_document(reading, path);
  GString *line = g_string_new(NULL);
  write_answer(line, reading, document);
  return line;
}

/* A document that cost its worker its life: known by its hash all the same, so that it is recorded once. */
static Document *lost_document(const char *path, PoolEnd end) {
  g_autofree char *name = g_path_get_basename(path);
  g_autofree char *reason =
      end == POOL_TIMED_OUT
          ? g_strdup_printf("took more than %d s to read: damaged or hostile, most likely", POOL_SECONDS)
          : g_strdup_printf("the reader crashed on it, or needed more than %d MiB", (int)(POOL_MEMORY / (1024 * 1024)));
  g_autofree char *unread = NULL;
  g_autoptr(GBytes) bytes = source_read(path, &unread);
  Document *document = document_unreadable(name, reason);
  if (!bytes) return document;
  g_free(document->sha256);
  document->sha256 = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, bytes);
  document->bytes = g_bytes_get_size(bytes);
  return document;
}

/* Hands on an answer of a worker, or of ours in its place. */
static gboolean hand_over(Reading *reading, guint index, const char *answer, gsize length, gboolean lost) {
  const char *reason_end = memchr(answer, '\n', length);
  g_autofree char *reason = g_strndup(answer + 1, (gsize)(reason_end - answer - 1));
  Read read = {.index = index, .path = reading->paths->pdata[index], .outcome = (Outcome)(answer[0] - '0'), .lost = lost};
  read.reason = *reason ? reason : NULL;
  read.text = reason_end + 1;
  read.length = length - (gsize)(read.text - answer);
  return reading->take(&read, reading->take_data);
}

/* A worker is not to be trusted: it has read an untrusted file. */
static gboolean is_answer(const char *answer, gsize length) {
  return length > 1 && answer[0] >= '0' && answer[0] <= '0' + OUTCOME_REJECTED && memchr(answer, '\n', length);
}

static gboolean take_answer(guint index, PoolEnd end, const char *answer, gsize length, gpointer data) {
  Reading *reading = data;
  if (end == POOL_DONE && is_answer(answer, length)) return hand_over(reading, index, answer, length, FALSE);
  g_autoptr(Document) document = lost_document(reading->paths->pdata[index], end);
  g_autoptr(GString) own = g_string_new(NULL);
  write_answer(own, reading, document);
  return hand_over(reading, index, own->str, own->len, TRUE);
}

gboolean reading_run(Stage *stage, const GPtrArray *paths, const ReadingHow *how, ReadingWrite write, gconstpointer write_data,
                     ReadingTake take, gpointer take_data) {
  Reading reading = {paths, how, write, write_data, take, take_data};
  Pool pool = {.jobs = how->jobs, .work = read_in_worker, .take = take_answer, .data = &reading};
  g_autoptr(GError) error = NULL;
  gboolean done = pool_run(&pool, paths, &error);
  if (error) stage_error(stage, EXIT_FAULT, NULL, "%s", error->message);
  return done;
}
