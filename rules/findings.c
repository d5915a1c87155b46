/* findings.c - making, freeing and asking findings; see findings.h. */
#include "rules/findings.h"

const char *const finding_kind_names[] = {
    [FINDING_RECOMMENDATION] = "recommendation",
    [FINDING_PANEL_TOPIC] = "panel_topic",
    [FINDING_FACT] = "fact",
    NULL,
};

/* Those of the document's notices that tell of lost text are among them. */
const char *const certificate_questions[] = {
    "complete_reading", "unreadable",     "unmapped",        "ocr_missing", "recognised",   "rule_limit",
    "section_found",    "section_end",    "something_found", "numbering",   "record_text",  "told_count",
    "said_again",       "section_blocks", "unclassified",    "list_end",    "run_together", "white_space",
    "outside",          "sequence",       "exception",       "contents",    "pages",        NULL,
};

const char *const check_result_names[] = {
    [CHECK_PASSED] = "passed",
    [CHECK_FAILED] = "failed",
    [CHECK_UNANSWERED] = "unanswered",
    NULL,
};

Field *field_new(void) {
  Field *field = g_new0(Field, 1);
  field->values = g_ptr_array_new_with_free_func(g_free);
  return field;
}

static void field_free(Field *field) {
  g_free(field->name);
  g_ptr_array_unref(field->values);
  g_free(field->rule);
  g_free(field);
}

Finding *finding_new(void) {
  Finding *finding = g_new0(Finding, 1);
  finding->edits = g_ptr_array_new_with_free_func((GDestroyNotify)edit_free);
  finding->section = g_ptr_array_new_with_free_func(g_free);
  finding->places = g_array_new(FALSE, FALSE, sizeof(Place));
  finding->fields = g_ptr_array_new_with_free_func((GDestroyNotify)field_free);
  return finding;
}

void finding_free(Finding *finding) {
  if (finding == NULL) return;
  g_free(finding->id);
  g_free(finding->number);
  g_free(finding->number_printed);
  g_free(finding->text);
  g_free(finding->raw);
  g_ptr_array_unref(finding->edits);
  g_ptr_array_unref(finding->section);
  g_free(finding->lead_in);
  g_array_unref(finding->places);
  g_ptr_array_unref(finding->fields);
  g_free(finding->rule);
  g_free(finding);
}

Check *check_new(void) {
  return g_new0(Check, 1);
}

void check_free(Check *check) {
  g_free(check->check);
  g_free(check->scope);
  g_free(check->expected);
  g_free(check->found);
  g_free(check->message);
  g_free(check);
}

Findings *findings_new(void) {
  Findings *findings = g_new0(Findings, 1);
  findings->findings = g_ptr_array_new_with_free_func((GDestroyNotify)finding_free);
  findings->checks = g_ptr_array_new_with_free_func((GDestroyNotify)check_free);
  return findings;
}

void findings_free(Findings *findings) {
  if (findings == NULL) return;
  g_free(findings->source_file);
  g_free(findings->sha256);
  g_free(findings->reason);
  g_free(findings->extractor);
  g_free(findings->pack);
  g_free(findings->pack_version);
  g_free(findings->engine);
  g_ptr_array_unref(findings->findings);
  g_ptr_array_unref(findings->checks);
  g_free(findings);
}

const char *findings_fact(const Findings *findings, const char *name) {
  for (guint i = 0; i < findings->findings->len; i++) {
    const Finding *finding = g_ptr_array_index(findings->findings, i);
    if (finding->kind == FINDING_FACT && g_str_equal(finding->number, name)) return finding->text;
  }
  return NULL;
}

gboolean check_is_verdict(const Check *check) {
  return strcmp(check->check, "complete") == 0;
}

const Check *findings_verdict(const Findings *findings) {
  for (guint i = 0; i < findings->checks->len; i++)
    if (check_is_verdict(findings->checks->pdata[i])) return findings->checks->pdata[i];
  return NULL;
}

guint findings_count_failed(const Findings *findings) {
  guint count = 0;
  for (guint i = 0; i < findings->checks->len; i++) {
    const Check *check = findings->checks->pdata[i];
    count += check->result == CHECK_FAILED && !check_is_verdict(check);
  }
  return count;
}

const Field *finding_field(const Finding *finding, const char *name) {
  for (guint i = 0; i < finding->fields->len; i++) {
    const Field *field = g_ptr_array_index(finding->fields, i);
    if (g_str_equal(field->name, name)) return field;
  }
  return NULL;
}

void finding_add(Finding *finding, const char *name, const char *value, const char *rule) {
  const Field *known = finding_field(finding, name);
  if (known == NULL) {
    Field *field = field_new();
    field->name = g_strdup(name);
    field->rule = g_strdup(rule);
    g_ptr_array_add(finding->fields, field);
    known = field;
  }
  g_ptr_array_add(known->values, g_strdup(value));
}
