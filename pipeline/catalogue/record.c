/* record.c - see record.h. */
#include "pipeline/catalogue/record.h"

#include "extractors/json.h"
#include "rules/findings_format.h"

/* A batch ends with the first of these. They bound what is lost if the program is killed, and what it holds in memory. */
enum {
  BATCH_DOCUMENTS = 64,
  BATCH_FINDINGS = 20 * 1000,
};

struct Recorder {
  Stage *stage;
  Catalogue *catalogue;
  gboolean json;
  GPtrArray *batch;     /* Findings */
  guint batch_findings; /* how many findings they hold in all */
  GHashTable *told;     /* a set of what was told of versions: several documents of a work have it to tell */
};

Recorder *recorder_new(Stage *stage, Catalogue *catalogue, gboolean json) {
  Recorder *recorder = g_new0(Recorder, 1);
  recorder->stage = stage;
  recorder->catalogue = catalogue;
  recorder->json = json;
  recorder->batch = g_ptr_array_new_with_free_func((GDestroyNotify)findings_free);
  recorder->told = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  return recorder;
}

void recorder_free(Recorder *recorder) {
  if (recorder == NULL) return;
  g_ptr_array_unref(recorder->batch);
  g_hash_table_unref(recorder->told);
  g_free(recorder);
}

/* ---- telling what became of a document ---- */

/* A document's result, as --json writes it. */
typedef struct {
  const char *source_file, *sha256;
  RecordResult result;
  Outcome outcome;
  guint recommendations, panel_topics, failed_checks;
} Result;

static const JsonField result_fields[] = {
    {.name = "source_file", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Result, source_file)},
    {.name = "sha256", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Result, sha256)},
    {.name = "result", .type = JSON_ENUM, .offset = G_STRUCT_OFFSET(Result, result), .names = record_result_names},
    {.name = "outcome", .type = JSON_ENUM, .offset = G_STRUCT_OFFSET(Result, outcome), .names = outcome_names},
    {.name = "recommendations", .type = JSON_UINT, .offset = G_STRUCT_OFFSET(Result, recommendations)},
    {.name = "panel_topics", .type = JSON_UINT, .offset = G_STRUCT_OFFSET(Result, panel_topics)},
    {.name = "failed_checks", .type = JSON_UINT, .offset = G_STRUCT_OFFSET(Result, failed_checks)},
    {.name = NULL},
};

static Result count(const Findings *findings, RecordResult recorded) {
  Result result = {
      .source_file = findings->source_file,
      .sha256 = findings->sha256,
      .result = recorded,
      .outcome = findings->outcome,
  };
  for (guint i = 0; i < findings->findings->len; i++) {
    const Finding *finding = g_ptr_array_index(findings->findings, i);
    result.recommendations += finding->kind == FINDING_RECOMMENDATION;
    result.panel_topics += finding->kind == FINDING_PANEL_TOPIC;
  }
  result.failed_checks = findings_count_failed(findings);
  return result;
}

/* A document that was not read wholly is warned of by its outcome: that the check of this failed too says nothing more. */
static gboolean to_be_told(const Findings *findings, const Check *check) {
  return check->result == CHECK_FAILED && !check_is_verdict(check) &&
         (findings->outcome == OUTCOME_COMPLETE || !g_str_equal(check->check, "complete_reading"));
}

/* One failed check is told in its own words, several by their names. */
static void warn_of_failed_checks(Recorder *recorder, const Findings *findings) {
  g_autoptr(GString) names = g_string_new(NULL);
  const Check *last = NULL;
  guint failed = 0;
  for (guint i = 0; i < findings->checks->len; i++) {
    const Check *check = g_ptr_array_index(findings->checks, i);
    if (!to_be_told(findings, check)) continue;
    g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "", check->check);
    if (*check->scope != '\0') g_string_append_printf(names, " (%s)", check->scope);
    last = check;
    failed++;
  }
  if (failed == 1)
    stage_warning(recorder->stage, findings->source_file, "check failed: %s: %s", names->str, last->message);
  else if (failed > 1)
    stage_warning(recorder->stage, findings->source_file, "%u checks failed: %s", failed, names->str);
}

static gboolean tell(Recorder *recorder, const Findings *findings, RecordResult recorded) {
  Result result = count(findings, recorded);
  stage_note(recorder->stage, findings->source_file, "%s: %s, %u recommendations, %u panel topics", record_result_names[recorded],
             outcome_names[findings->outcome], result.recommendations, result.panel_topics);
  if (findings->outcome != OUTCOME_COMPLETE)
    stage_warning(recorder->stage, findings->source_file, "%s: %s", outcome_names[findings->outcome],
                  findings->reason != NULL ? findings->reason : "no reason was given");
  if (result.failed_checks > 0) warn_of_failed_checks(recorder, findings);
  if (!recorder->json) return TRUE;
  g_autoptr(GString) line = g_string_new(NULL);
  json_write_line(line, NULL, result_fields, &result);
  return stage_write(recorder->stage, line);
}

static void tell_failure(Recorder *recorder, const VersionFailure *failure) {
  g_autofree char *scope = *failure->scope != '\0' ? g_strdup_printf(" (%s)", failure->scope) : g_strdup("");
  g_autofree char *text = g_strdup_printf("check failed: %s%s: %s", failure->check, scope, failure->message);
  if (g_hash_table_add(recorder->told, g_strconcat(failure->source_file, "\n", text, NULL)))
    stage_warning(recorder->stage, failure->source_file, "%s", text);
}

/* What the versions of the works of the batch say of each other. A new one may show what is wrong with one that was there. */
static gboolean tell_versions(Recorder *recorder, GError **error) {
  for (guint i = 0; i < recorder->batch->len; i++) {
    const Findings *findings = g_ptr_array_index(recorder->batch, i);
    g_autoptr(GPtrArray) failures = catalogue_version_failures(recorder->catalogue, findings->sha256, error);
    if (failures == NULL) return FALSE;
    for (guint j = 0; j < failures->len; j++) tell_failure(recorder, g_ptr_array_index(failures, j));
  }
  return TRUE;
}

/* ---- recording ---- */

static gboolean report_failure(Recorder *recorder, const GError *error) {
  catalogue_rollback(recorder->catalogue);
  stage_error(recorder->stage, catalogue_exit_code(error, EXIT_OUTPUT), NULL, "%s", error->message);
  return FALSE;
}

/* Records the findings INDEX of the batch. What cannot be recorded leaves the batch, and the others go on. */
static gboolean record_one(Recorder *recorder, guint index, RecordResult *result, GError **error) {
  g_autoptr(GError) why = NULL;
  if (catalogue_record(recorder->catalogue, g_ptr_array_index(recorder->batch, index), result, &why)) return TRUE;
  if (!g_error_matches(why, CATALOGUE_ERROR, CATALOGUE_ERROR_CONTENT)) {
    g_propagate_error(error, g_steal_pointer(&why));
    return FALSE;
  }
  stage_error(recorder->stage, EXIT_ATTENTION, NULL, "%s; not recorded", why->message);
  g_ptr_array_remove_index(recorder->batch, index);
  return TRUE;
}

static gboolean record_batch(Recorder *recorder, GArray *results, GError **error) {
  if (!catalogue_begin(recorder->catalogue, CATALOGUE_WRITE, error)) return FALSE;
  while (results->len < recorder->batch->len) {
    guint before = recorder->batch->len;
    RecordResult result;
    if (!record_one(recorder, results->len, &result, error)) return FALSE;
    if (recorder->batch->len == before) g_array_append_val(results, result);
  }
  return catalogue_commit(recorder->catalogue, error);
}

gboolean recorder_flush(Recorder *recorder) {
  g_autoptr(GArray) results = g_array_new(FALSE, FALSE, sizeof(RecordResult));
  g_autoptr(GError) error = NULL;
  if (recorder->batch->len == 0) return TRUE;
  if (!record_batch(recorder, results, &error)) return report_failure(recorder, error);
  gboolean told = TRUE;
  for (guint i = 0; told && i < results->len; i++)
    told = tell(recorder, g_ptr_array_index(recorder->batch, i), g_array_index(results, RecordResult, i));
  if (told && !tell_versions(recorder, &error)) return report_failure(recorder, error);
  g_ptr_array_set_size(recorder->batch, 0);
  recorder->batch_findings = 0;
  return told;
}

gboolean recorder_take(Recorder *recorder, Findings *findings) {
  g_ptr_array_add(recorder->batch, findings);
  recorder->batch_findings += findings->findings->len;
  if (recorder->batch->len < BATCH_DOCUMENTS && recorder->batch_findings < BATCH_FINDINGS) return TRUE;
  return recorder_flush(recorder);
}

gboolean recorder_take_line(Stage *stage, const StageItem *item, gpointer data) {
  g_autoptr(GError) error = NULL;
  Findings *findings = findings_read(item->text, item->length, &error);
  if (findings != NULL) return recorder_take(data, findings);
  stage_error(stage, EXIT_INPUT, item->file, "line %" G_GUINT64_FORMAT ": %s", item->line, error->message);
  return TRUE;
}
