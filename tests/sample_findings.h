/* sample_findings.h - small reports for the tests of the catalogue and of what is made of it. */
#pragma once

#include "rules/findings.h"

#include <string.h>

static inline void sample_fact(Findings *findings, const char *name, const char *value) {
  Finding *fact = finding_new();
  Place place = {.page = 1, .box = {72, 100, 200.5, 112}};
  fact->kind = FINDING_FACT;
  fact->id = g_strdup_printf("%s#%s", findings->source_file, name);
  fact->number = g_strdup(name);
  fact->text = g_strdup(value);
  fact->raw = g_strdup(value);
  fact->rule = g_strdup_printf("test/%s", name);
  g_array_append_val(fact->places, place);
  g_ptr_array_add(findings->findings, fact);
}

/* A finding on pages 2 and 3 that has something in each of its members. */
static inline Finding *sample_finding(Findings *findings, FindingKind kind, const char *number, const char *text) {
  Finding *finding = finding_new();
  Place places[] = {{.page = 2, .box = {72, 700, 500.25, 712}}, {.page = 3, .box = {72, 72, 300, 84}}};
  Edit *edit = edit_new();
  const char *symbol = findings_fact(findings, "symbol");
  finding->kind = kind;
  finding->id =
      g_strdup_printf("%s/en/%s%s", symbol != NULL ? symbol : "none", kind == FINDING_PANEL_TOPIC ? "panel-" : "", number);
  finding->number = g_strdup(number);
  finding->number_printed = g_strdup_printf("%s.", number);
  finding->text = g_strdup(text);
  finding->raw = g_strdup_printf("%s. %s", number, text);
  edit->kind = EDIT_LINE_BREAK;
  edit->start = 7;
  edit->removed = g_strdup("\n");
  edit->inserted = g_strdup(" ");
  g_ptr_array_add(finding->edits, edit);
  g_ptr_array_add(finding->section, g_strdup("II. Recommendations"));
  g_ptr_array_add(finding->section, g_strdup("A. At sea; on land"));
  finding->lead_in = g_strdup("The Working Group recommended that:");
  finding->rule = g_strdup("test/items");
  g_array_append_vals(finding->places, places, G_N_ELEMENTS(places));
  g_ptr_array_add(findings->findings, finding);
  return finding;
}

static inline void sample_check(Findings *findings, const char *name, CheckResult result, const char *message) {
  Check *check = check_new();
  check->check = g_strdup(name);
  check->scope = g_strdup("12");
  check->result = result;
  check->expected = g_strdup("3");
  check->found = g_strdup("2");
  check->message = g_strdup(message);
  check->page = 2;
  g_ptr_array_add(findings->checks, check);
}

/* A document that nothing was found in. Its SHA-256 is that of SOURCE_FILE; "" for an outcome that could not read it. */
static inline Findings *sample_document(const char *source_file, Outcome outcome, const char *reason) {
  Findings *findings = findings_new();
  findings->source_file = g_strdup(source_file);
  findings->sha256 = g_compute_checksum_for_string(G_CHECKSUM_SHA256, source_file, -1);
  findings->bytes = strlen(source_file);
  findings->pages = 4;
  findings->outcome = outcome;
  findings->reason = g_strdup(reason);
  findings->extractor = g_strdup("poppler 22.12");
  findings->engine = g_strdup("0.1.0");
  return findings;
}

/* A report of SYMBOL whose meeting ended on END (NULL: no date), with two recommendations, a panel topic and two checks. */
static inline Findings *sample_report(const char *source_file, const char *symbol, const char *end) {
  Findings *findings = sample_document(source_file, OUTCOME_COMPLETE, NULL);
  findings->pack = g_strdup("test");
  findings->pack_version = g_strdup("1.0");
  sample_fact(findings, "symbol", symbol);
  sample_fact(findings, "body", "Working Group on Tests");
  sample_fact(findings, "session", "tenth meeting");
  sample_fact(findings, "language", "en");
  if (end != NULL) sample_fact(findings, "start", end);
  if (end != NULL) sample_fact(findings, "end", end);
  sample_fact(findings, "chairs", "Ms. Kakosimou (Greece)");
  sample_fact(findings, "chairs", "Mr. Testa (Italy)");
  sample_fact(findings, "form", "hybrid");
  Finding *first = sample_finding(findings, FINDING_RECOMMENDATION, "1", "States should share \"all\" data, soon.");
  finding_add(first, "addressees", "States", "test/addressees");
  finding_add(first, "states", "Ghana", "test/states");
  finding_add(first, "states", "Peru", "test/states");
  finding_add(first, "action", "share", "test/action");
  sample_finding(findings, FINDING_RECOMMENDATION, "2", "=1+1");
  Finding *topic = sample_finding(findings, FINDING_PANEL_TOPIC, "2", "Who is a smuggler");
  finding_add(topic, "agenda_item", "2", "test/items");
  finding_add(topic, "panellists", "Ms. Belkacem, Algeria", "test/panellists");
  sample_check(findings, "numbering", CHECK_PASSED, "The numbers run without a gap.");
  sample_check(findings, "told_count", CHECK_UNANSWERED, "No number is told.");
  return findings;
}
