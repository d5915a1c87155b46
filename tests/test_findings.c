/* test_findings.c - findings: their line of JSON, and asking for facts and fields. */
#include "rules/findings_format.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "extractors/json.h"

/* findings.h leaves single findings to their Findings; the tests make one alone. */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Finding, finding_free)

#define HEAD                                                                                                                     \
  "{\"format\":\"rapporteur.findings/1\",\"source_file\":\"r.pdf\",\"sha256\":\"\",\"bytes\":1024,\"pages\":22,"                 \
  "\"outcome\":\"complete\",\"extractor\":\"poppler 22.12\","
#define FACT                                                                                                                     \
  "{\"kind\":\"fact\",\"id\":\"A/HRC/13/6/en/start\",\"number\":\"start\",\"text\":\"2009-11-30\",\"raw\":\"30 November\","      \
  "\"edits\":[],\"section\":[],\"places\":[{\"page\":1,\"box\":[1,2,3,4]}],\"fields\":[],\"rule\":\"upr/dates\"}"
#define RECOMMENDATION                                                                                                           \
  "{\"kind\":\"recommendation\",\"id\":\"A/HRC/13/6/en/67.3\",\"number\":\"67.3\",\"number_printed\":\"3.\","                    \
  "\"text\":\"Ratify CRPD (Azerbaijan, Peru);\",\"raw\":\"3. Ratify CRPD (Azerbaijan,\\nPeru);\","                               \
  "\"edits\":[{\"kind\":\"line_break\",\"start\":27,\"removed\":\"\\n\",\"inserted\":\" \"}],"                                   \
  "\"section\":[\"II. Conclusions\",\"A. Accepted\"],\"lead_in\":\"The following enjoy support:\","                              \
  "\"places\":[{\"page\":13,\"box\":[56.7,700,300,712.5]},{\"page\":14,\"box\":[56.7,60,120,72.5]}],"                            \
  "\"fields\":[{\"name\":\"states\",\"values\":[\"Azerbaijan\",\"Peru\"],\"rule\":\"upr/states\"}],\"rule\":\"upr/items\"}"
#define CHECKS                                                                                                                   \
  "\"checks\":[{\"check\":\"told_count\",\"scope\":\"67\",\"result\":\"failed\",\"expected\":\"106\",\"found\":\"105\","         \
  "\"message\":\"One is missing.\",\"page\":13},"                                                                                \
  "{\"check\":\"meeting_date\",\"scope\":\"\",\"result\":\"passed\",\"message\":\"A date was found.\",\"page\":0}]"
#define SAMPLE                                                                                                                   \
  HEAD "\"pack\":\"upr\",\"pack_version\":\"1\",\"engine\":\"0.1.0\",\"findings\":[" FACT "," RECOMMENDATION "]," CHECKS "}\n"

static void findings_come_back_as_they_were_written(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *name, *line;
  } rows[] = {
      {"a claimed document", SAMPLE},
      {"a document without a pack", HEAD "\"engine\":\"0.1.0\",\"findings\":[],\"checks\":[]}\n"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    g_autoptr(GError) error = NULL;
    g_autoptr(Findings) findings = findings_read(rows[i].line, strlen(rows[i].line), &error);
    assert_null(error);
    g_autoptr(GString) out = g_string_new(NULL);
    findings_write(out, findings);
    assert_string_equal(out->str, rows[i].line);
  }
}

static void a_line_that_is_no_findings_is_refused(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *name, *line, *message;
  } rows[] = {
      {"a document", "{\"format\":\"rapporteur.document/1\"}",
       "the line's format is \"rapporteur.document/1\", but only \"rapporteur.findings/1\" can be read here"},
      {"a later version", "{\"format\":\"rapporteur.findings/2\"}",
       "the line's format is \"rapporteur.findings/2\", but only \"rapporteur.findings/1\" can be read here"},
      {"no engine", HEAD "\"findings\":[],\"checks\":[]}", "member \"engine\" is missing"},
      {"an unknown kind", HEAD "\"engine\":\"x\",\"findings\":[{\"kind\":\"wish\"}],\"checks\":[]}",
       "member \"findings[0].kind\" should be one of recommendation, panel_topic, fact"},
      {"an unknown result",
       HEAD "\"engine\":\"x\",\"findings\":[],\"checks\":[{\"check\":\"c\",\"scope\":\"\",\"result\":\"ok\"}]}",
       "member \"checks[0].result\" should be one of passed, failed, unanswered"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    g_autoptr(GError) error = NULL;
    assert_null(findings_read(rows[i].line, strlen(rows[i].line), &error));
    assert_string_equal(error->message, rows[i].message);
    assert_true(error->domain == JSON_MAP_ERROR);
  }
}

static void a_fact_is_known_by_its_name(G_GNUC_UNUSED void **state) {
  g_autoptr(Findings) findings = findings_read(SAMPLE, strlen(SAMPLE), NULL);
  assert_string_equal(findings_fact(findings, "start"), "2009-11-30");
  assert_null(findings_fact(findings, "end"));
  assert_null(findings_fact(findings, "67.3")); /* a recommendation's number is no fact's name */
}

static void a_value_joins_its_field_or_makes_it(G_GNUC_UNUSED void **state) {
  g_autoptr(Finding) finding = finding_new();
  assert_null(finding_field(finding, "states"));
  finding_add(finding, "states", "Ghana", "upr/states");
  finding_add(finding, "themes", "gender", "upr/themes");
  finding_add(finding, "states", "Peru", "upr/other");
  assert_int_equal(finding->fields->len, 2);
  const Field *states = finding_field(finding, "states");
  assert_int_equal(states->values->len, 2);
  assert_string_equal(g_ptr_array_index(states->values, 1), "Peru");
  assert_string_equal(states->rule, "upr/states");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(findings_come_back_as_they_were_written),
      cmocka_unit_test(a_line_that_is_no_findings_is_refused),
      cmocka_unit_test(a_fact_is_known_by_its_name),
      cmocka_unit_test(a_value_joins_its_field_or_makes_it),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
