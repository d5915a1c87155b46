/* report.c - see report.h. */
#include "pipeline/reports/report.h"

#include <string.h>

/* ---- the checks that are added ---- */

static void add_check(Report *report, const char *name, CheckResult result, char *message) {
  Check *check = check_new();
  check->check = g_strdup(name);
  check->scope = g_strdup("");
  check->result = result;
  check->message = message;
  g_ptr_array_add(report->findings->checks, check);
}

static gboolean has_failed(const Report *report, const char *name) {
  for (guint i = 0; i < report->findings->checks->len; i++) {
    const Check *check = g_ptr_array_index(report->findings->checks, i);
    if (check->result == CHECK_FAILED && g_str_equal(check->check, name)) return TRUE;
  }
  return FALSE;
}

static void check_reading(Report *report) {
  static const char *const name = "complete_reading";
  const Findings *findings = report->findings;
  if (findings->outcome == OUTCOME_COMPLETE || has_failed(report, name)) return;
  const char *reason = findings->reason != NULL ? findings->reason : "no reason was given";
  add_check(report, name, CHECK_FAILED, g_strdup_printf("The document is %s: %s", outcome_names[findings->outcome], reason));
}

static void check_pack(Report *report) {
  const Findings *findings = report->findings;
  if (!outcome_is_read(findings->outcome) || findings->pack != NULL || has_failed(report, "recognised")) return;
  add_check(
      report, "recognised", CHECK_FAILED,
      g_strdup("No rule pack knows reports of this kind, so nothing was taken from it. A rule pack can be written for it."));
}

/* A document that was not read has no date to be found: its reason is told by complete_reading. In one that no pack knows
 * none was looked for. */
static void check_quarter(Report *report) {
  char quarter[QUARTER_SIZE];
  CheckResult result = report->findings->pack != NULL ? CHECK_FAILED : CHECK_UNANSWERED;
  if (!outcome_is_read(report->findings->outcome)) return;
  date_quarter(report->date, quarter);
  if (report->dated_by == DATED_BY_DISTRIBUTION)
    add_check(report, "quarter", CHECK_UNANSWERED,
              g_strdup_printf("No date of the meeting was found; the report is placed in %s by its distribution date.", quarter));
  if (report->dated_by == DATED_BY_RECORDING)
    add_check(report, "quarter", result,
              g_strdup_printf("No date was found in the report; it is placed in %s, when it was first recorded.", quarter));
}

/* The answers that the versions of the report's work give together go behind its own. */
static gboolean take_version_checks(Report *report, Catalogue *catalogue, GError **error) {
  g_autoptr(GPtrArray) checks = catalogue_version_checks(catalogue, report->document, error);
  if (checks == NULL) return FALSE;
  g_ptr_array_extend_and_steal(report->findings->checks, g_steal_pointer(&checks));
  return TRUE;
}

/* ---- loading ---- */

static void tell_other_versions(Report *report) {
  const GPtrArray *others = report->document->other_versions;
  report->other_versions = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; others != NULL && i < others->len; i++) {
    const CatalogueDocument *other = g_ptr_array_index(others, i);
    g_autofree char *file = g_path_get_basename(catalogue_document_name(other));
    g_ptr_array_add(report->other_versions,
                    g_strdup_printf("%s%s%s%s(%s, %s)", other->language != NULL ? other->language : "",
                                    other->language != NULL ? ": " : "", other->symbol != NULL ? other->symbol : "",
                                    other->symbol != NULL ? " " : "", version_kind_names[other->version_kind], file));
  }
}

static void index_facts(Report *report) {
  for (guint i = 0; i < report->findings->findings->len; i++) {
    const Finding *finding = g_ptr_array_index(report->findings->findings, i);
    if (finding->kind != FINDING_FACT) continue;
    GPtrArray *values = g_hash_table_lookup(report->facts, finding->number);
    if (values == NULL) {
      values = g_ptr_array_new();
      g_hash_table_insert(report->facts, finding->number, values);
    }
    g_ptr_array_add(values, finding->text);
  }
}

Report *report_load(Catalogue *catalogue, const CatalogueDocument *document, GError **error) {
  g_autoptr(Report) report = g_new0(Report, 1);
  report->document = document;
  report->facts = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
  report->contexts = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, g_free);
  report->findings = catalogue_findings(catalogue, document, error);
  if (report->findings == NULL) return NULL;
  report->dated_by = report_date(document, report->date);
  index_facts(report);
  tell_other_versions(report);
  check_reading(report);
  check_pack(report);
  check_quarter(report);
  if (!take_version_checks(report, catalogue, error)) return NULL;
  return g_steal_pointer(&report);
}

void report_free(Report *report) {
  if (report == NULL) return;
  g_hash_table_unref(report->facts);
  g_hash_table_unref(report->contexts);
  g_clear_pointer(&report->other_versions, g_ptr_array_unref);
  findings_free(report->findings);
  g_free(report);
}

/* ---- asking ---- */

const GPtrArray *report_facts(const Report *report, const char *name) {
  static const GPtrArray none = {.len = 0};
  const GPtrArray *values = g_hash_table_lookup(report->facts, name);
  return values != NULL ? values : &none;
}

const char *report_fact(const Report *report, const char *name) {
  const GPtrArray *values = report_facts(report, name);
  return values->len > 0 ? g_ptr_array_index(values, 0) : NULL;
}

const FindingContext *report_context(const Report *report, const Finding *finding) {
  static const FindingContext empty = {.comparison = NULL};
  const FindingContext *context = g_hash_table_lookup(report->contexts, finding);
  return context != NULL ? context : &empty;
}

guint report_count_checks(const Report *report, CheckResult result) {
  guint count = 0;
  for (guint i = 0; i < report->findings->checks->len; i++) {
    const Check *check = g_ptr_array_index(report->findings->checks, i);
    count += check->result == result && !check_is_verdict(check);
  }
  return count;
}

char *report_verdict(const Report *report) {
  g_autoptr(GHashTable) named = g_hash_table_new(g_str_hash, g_str_equal);
  GString *verdict = g_string_new(NULL);
  for (guint i = 0; i < report->findings->checks->len; i++) {
    const Check *check = g_ptr_array_index(report->findings->checks, i);
    if (check->result != CHECK_FAILED || check_is_verdict(check) || !g_hash_table_add(named, check->check)) continue;
    g_string_append_printf(verdict, "%s%s", verdict->len > 0 ? "; " : "", check->check);
  }
  if (verdict->len == 0) g_string_append(verdict, "ok");
  return g_string_free(verdict, FALSE);
}
