/* test_export.c - the catalogue as flat rows, byte for byte. */
#include "pipeline/reports/export.h"

#include <glib/gstdio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "pipeline/commands/status.h"
#include "pipeline/reports/row.h"
#include "tests/sample_findings.h"

#define SHA256 "3ce4a3ce56b2a6bd55ad7c9d54e3e4ba3ba8d5d5b9f8bb4e9ed8f0bc0d0df0a1"

/* A catalogue in a file that is gone as soon as it is open. */
static Catalogue *make_catalogue(Findings *const *findings, guint count) {
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp("export-XXXXXX", NULL);
  g_autofree char *path = g_build_filename(folder, "c.db", NULL);
  Catalogue *catalogue = catalogue_open(path, CATALOGUE_WRITE, &error);
  assert_non_null(catalogue);
  assert_true(catalogue_begin(catalogue, CATALOGUE_WRITE, NULL));
  for (guint i = 0; i < count; i++) {
    g_autoptr(Findings) owned = findings[i];
    RecordResult result;
    if (!catalogue_record(catalogue, owned, &result, &error)) fail_msg("%s", error->message);
  }
  assert_true(catalogue_commit(catalogue, NULL));
  g_unlink(path);
  g_rmdir(folder);
  return catalogue;
}

/* A report whose hash is SHA256, so that it can be told in the expected text. */
static Findings *make_report(void) {
  Findings *findings = sample_report("r.pdf", "X/1", "2023-10-06");
  g_free(findings->sha256);
  findings->sha256 = g_strdup(SHA256);
  return findings;
}

static char *export(Catalogue *catalogue, const char *kind, ExportFormat format) {
  char *text = NULL;
  size_t length = 0;
  g_autoptr(GError) error = NULL;
  FILE *stream = open_memstream(&text, &length);
  ExportOptions options = {.kinds = export_kinds(kind, NULL), .format = format};
  gboolean done = export_write(catalogue, &options, stream, &error);
  fclose(stream);
  if (!done) fail_msg("%s", error->message);
  return text;
}

#define HEAD                                                                                                                     \
  "\"source_file\":\"r.pdf\",\"sha256\":\"" SHA256 "\",\"symbol\":\"X/1\",\"body\":\"Working Group on Tests\","                  \
  "\"session\":\"tenth meeting\",\"language\":\"en\",\"start\":\"2023-10-06\",\"end\":\"2023-10-06\","                           \
  "\"work\":\"X/1\",\"version_kind\":\"original\",\"superseded_by\":null,"
#define PLACED                                                                                                                   \
  "\"section\":[\"II. Recommendations\",\"A. At sea; on land\"],\"lead_in\":\"The Working Group recommended that:\","            \
  "\"page_first\":2,\"page_last\":3,\"boxes\":[{\"page\":2,\"box\":[72,700,500.25,712]},{\"page\":3,\"box\":[72,72,300,84]}],"   \
  "\"rule\":\"test/items\",\"pack_version\":\"1.0\","
#define OF_PEOPLE "\"status\":null,\"notes\":null,\"corrections\":[],"
#define TIED                                                                                                                     \
  "\"compared\":null,\"earlier\":[],\"change\":null,\"topics\":[\"X/1/en/panel-2\"],"                                            \
  "\"related_evidence\":[\"section \\\"A. At sea; on land\\\"\"]," OF_PEOPLE
#define EDITS                                                                                                                    \
  "\"edits\":[{\"kind\":\"line_break\",\"start\":7,\"removed\":\"\\n\",\"inserted\":\" "                                         \
  "\"}],\"ocr\":false,\"confidence\":null}\n"

static void rows_are_written_as_json_lines(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *kind, *expected;
  } rows[] = {
      {"recommendation",
       "{" HEAD "\"kind\":\"recommendation\",\"id\":\"X/1/en/1\",\"number\":\"1\",\"number_printed\":\"1.\","
       "\"text\":\"States should share \\\"all\\\" data, soon.\"," PLACED "\"addressees\":[\"States\"],\"action\":\"share\","
       "\"strength\":null,\"states\":[\"Ghana\",\"Peru\"],\"decision\":null,\"themes\":[],"
       "\"action_category\":null,\"legal_references\":[],\"sdg\":[]," TIED
       "\"raw\":\"1. States should share \\\"all\\\" data, soon.\"," EDITS "{" HEAD
       "\"kind\":\"recommendation\",\"id\":\"X/1/en/2\",\"number\":\"2\",\"number_printed\":\"2.\","
       "\"text\":\"=1+1\"," PLACED "\"addressees\":[],\"action\":null,\"strength\":null,\"states\":[],\"decision\":null,"
       "\"themes\":[],\"action_category\":null,\"legal_references\":[],\"sdg\":[]," TIED "\"raw\":\"2. =1+1\"," EDITS},
      {"panel_topic", "{" HEAD "\"kind\":\"panel_topic\",\"id\":\"X/1/en/panel-2\",\"number\":\"2\",\"number_printed\":\"2.\","
                      "\"text\":\"Who is a smuggler\"," PLACED "\"agenda_item\":\"2\",\"panellists\":[\"Ms. Belkacem, Algeria\"],"
                      "\"related\":[\"X/1/en/1\",\"X/1/en/2\"],\"related_evidence\":[\"section \\\"A. At sea; on land\\\"\","
                      "\"section \\\"A. At sea; on land\\\"\"],\"moderator\":[],\"keynote\":[]," OF_PEOPLE
                      "\"raw\":\"2. Who is a smuggler\"," EDITS},
      {"meeting",
       "{" HEAD "\"kind\":\"meeting\",\"id\":null,\"number\":null,\"text\":null,\"section\":[],\"page_first\":null,"
       "\"page_last\":null,\"boxes\":[],\"rule\":null,\"pack_version\":\"1.0\",\"panellists\":[],\"title\":null,\"place\":null,"
       "\"distribution_date\":null,\"chairs\":[\"Ms. Kakosimou (Greece)\",\"Mr. Testa (Italy)\"],\"rapporteurs\":[],"
       "\"pack\":\"test\",\"engine\":\"0.1.0\",\"extractor\":\"poppler 22.12\",\"outcome\":\"complete\",\"reason\":null,"
       "\"pages\":4,\"recommendations\":2,\"panel_topics\":1,\"failed_checks\":0,\"source_files\":[\"r.pdf\"],"
       "\"superseded_by_sha256\":null,\"other_versions\":[],\"form\":\"hybrid\"}\n"},
      {"check",
       "{" HEAD "\"kind\":\"check\",\"id\":null,\"number\":null,\"text\":null,\"section\":[],\"page_first\":2,\"page_last\":2,"
       "\"boxes\":[],\"rule\":null,\"pack_version\":\"1.0\",\"check\":\"numbering\",\"scope\":\"12\",\"result\":\"passed\","
       "\"expected\":\"3\",\"found\":\"2\",\"message\":\"The numbers run without a gap.\"}\n"
       "{" HEAD "\"kind\":\"check\",\"id\":null,\"number\":null,\"text\":null,\"section\":[],\"page_first\":2,\"page_last\":2,"
       "\"boxes\":[],\"rule\":null,\"pack_version\":\"1.0\",\"check\":\"told_count\",\"scope\":\"12\","
       "\"result\":\"unanswered\",\"expected\":\"3\",\"found\":\"2\",\"message\":\"No number is told.\"}\n"},
  };
  Findings *report = make_report();
  g_autoptr(Catalogue) catalogue = make_catalogue(&report, 1);
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].kind);
    g_autofree char *text = export(catalogue, rows[i].kind, EXPORT_JSONL);
    assert_string_equal(text, rows[i].expected);
  }
}

static void all_kinds_come_report_by_report(G_GNUC_UNUSED void **state) {
  static const char *const kinds[] = {"meeting", "recommendation", "recommendation", "panel_topic", "check", "check", "meeting"};
  Findings *findings[] = {make_report(), sample_document("n.pdf", OUTCOME_SKIPPED, "It is encrypted.")};
  g_autoptr(Catalogue) catalogue = make_catalogue(findings, G_N_ELEMENTS(findings));
  g_autofree char *text = export(catalogue, NULL, EXPORT_JSONL);
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
    g_autofree char *kind = g_strdup_printf("\"kind\":\"%s\"", kinds[i]);
    assert_non_null(strstr(lines[i], kind));
  }
  assert_non_null(strstr(lines[7], "\"message\":\"The document is skipped: It is encrypted.\""));
  assert_string_equal(lines[8], "");
}

static void facts_without_a_column_get_one(G_GNUC_UNUSED void **state) {
  Findings *findings[] = {make_report(), sample_report("s.pdf", "X/2", NULL)};
  sample_fact(findings[1], "outcome", "adopted"); /* the name of a column that is no fact's */
  sample_fact(findings[1], "form", "in person");  /* a second value */
  g_autoptr(Catalogue) catalogue = make_catalogue(findings, G_N_ELEMENTS(findings));
  g_autofree char *text = export(catalogue, "meeting", EXPORT_JSONL);
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  assert_true(g_str_has_suffix(lines[0], "\"form\":\"hybrid\",\"fact_outcome\":null}"));
  assert_true(g_str_has_suffix(lines[1], "\"form\":\"hybrid; in person\",\"fact_outcome\":\"adopted\"}"));
}

static void rows_are_written_as_csv(G_GNUC_UNUSED void **state) {
  static const char expected[] =
      "\uFEFFsource_file,sha256,symbol,body,session,language,start,end,work,version_kind,superseded_by,kind,id,number,number_"
      "printed,text,section,lead_in,"
      "page_first,page_last,boxes,rule,pack_version,agenda_item,panellists,related,related_evidence,moderator,keynote,status,"
      "notes,corrections,raw,edits,ocr,confidence\r\n"
      "r.pdf," SHA256
      ",X/1,Working Group on Tests,tenth meeting,en,2023-10-06,2023-10-06,X/1,original,,panel_topic,X/1/en/panel-2,2,2.,"
      "Who is a smuggler,II. Recommendations; A. At sea; on land,The Working Group recommended that:,2,3,"
      "\"[{\"\"page\"\":2,\"\"box\"\":[72,700,500.25,712]},{\"\"page\"\":3,\"\"box\"\":[72,72,300,84]}]\",test/items,1.0,2,"
      "\"Ms. Belkacem, Algeria\",X/1/en/1; X/1/en/2,"
      "\"section \"\"A. At sea; on land\"\"; section \"\"A. At sea; on land\"\"\",,,,,,2. Who is a smuggler,"
      "\"[{\"\"kind\"\":\"\"line_break\"\",\"\"start\"\":7,\"\"removed\"\":\"\"\\n\"\",\"\"inserted\"\":\"\" \"\"}]\",false,\r\n";
  Findings *report = make_report();
  g_autoptr(Catalogue) catalogue = make_catalogue(&report, 1);
  g_autofree char *text = export(catalogue, "panel_topic", EXPORT_CSV);
  assert_string_equal(text, expected);
}

static void csv_cells_are_quoted_and_guarded(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *text, *cell;
  } rows[] = {
      {"plain", ",plain,"},
      {"a, b", ",\"a, b\","},
      {"say \"no\"", ",\"say \"\"no\"\"\","},
      {"two\nlines", ",\"two\nlines\","},
      {"=1+1", ",'=1+1,"},
      {"+1", ",'+1,"},
      {"-1", ",'-1,"},
      {"@SUM(A1)", ",'@SUM(A1),"},
      {"\ttab", ",'\ttab,"},
      {"\rreturn", ",\"'\rreturn\","},
      {"=\"a\",b", ",\"'=\"\"a\"\",b\","},
      {" =1", ",' =1,"},
      {"\u00A0\u200B=1", ",'\u00A0\u200B=1,"},
      {"\uFF1D1+1", ",'\uFF1D1+1,"},
      {"\uFF20SUM(A1)", ",'\uFF20SUM(A1),"},
      {"'=1", ",''=1,"},
      {"'so-called'", ",'so-called',"},
      {"\"=1\"", ",\"\"\"=1\"\"\","},
      {"\u22121", ",\u22121,"},
      {"1=1", ",1=1,"},
      {"a\x1B[31mb\x07\xC2\x9B"
       "c\u202E",
       ",a[31mbc\u202E,"},
      {"\x1B=1", ",'=1,"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].text);
    Findings *report = sample_document("r.pdf", OUTCOME_COMPLETE, NULL);
    sample_finding(report, FINDING_RECOMMENDATION, "1", rows[i].text);
    g_autoptr(Catalogue) catalogue = make_catalogue(&report, 1);
    g_autofree char *text = export(catalogue, "recommendation", EXPORT_CSV);
    g_autofree char *expected = g_strdup_printf(",1.%sII. Recommendations", rows[i].cell);
    assert_non_null(strstr(text, expected));
  }
}

static void a_csv_of_all_kinds_has_one_header(G_GNUC_UNUSED void **state) {
  Findings *report = make_report();
  g_autoptr(Catalogue) catalogue = make_catalogue(&report, 1);
  g_autofree char *text = export(catalogue, NULL, EXPORT_CSV);
  g_auto(GStrv) lines = g_strsplit(text, "\r\n", -1);
  assert_int_equal(g_strv_length(lines), 1 + 6 + 1);
  assert_true(g_str_has_suffix(lines[0], ",check,scope,result,expected,found,message,form"));
  assert_true(g_str_has_suffix(lines[1], ",,,,,,,hybrid"));
}

static void an_unknown_kind_is_refused(G_GNUC_UNUSED void **state) {
  g_autoptr(GError) error = NULL;
  assert_int_equal(export_kinds("topics", &error), 0);
  assert_string_equal(error->message,
                      "there are no rows of kind \"topics\"; the kinds are recommendation, panel_topic, meeting, check");
}

static void a_full_disk_is_reported(G_GNUC_UNUSED void **state) {
  Findings *report = make_report();
  g_autoptr(Catalogue) catalogue = make_catalogue(&report, 1);
  g_autoptr(GError) error = NULL, why = NULL;
  FILE *full = fopen("/dev/full", "w");
  ExportOptions options = {.kinds = ROW_ALL_KINDS, .format = EXPORT_JSONL};
  assert_false(export_write(catalogue, &options, full, &error));
  assert_string_equal(error->message, "No space left on device");
  assert_true(g_error_matches(error, EXPORT_ERROR, EXPORT_ERROR_WRITE));
  assert_false(status_print(catalogue, NULL, STATUS_TEXT, full, &why));
  assert_string_equal(why->message, "No space left on device");
  fclose(full);
}

/* ---- the status, which goes to the same places ---- */

static void the_status_names_what_needs_attention(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *name;
    StatusFormat format;
    const char *expected;
  } rows[] = {
      {"text", STATUS_TEXT,
       "       3  documents\n"
       "       1    complete\n"
       "       1    partial\n"
       "       0    skipped\n"
       "       1    rejected\n"
       "       2  recommendations\n"
       "       1  panel topics\n"
       "       4  failed checks\n"
       "       0  reports complete by their certificates, 1 not\n"
       "\nNeeds attention:\n"
       "  X/1: failed: told_count\n"
       "    not complete: one is missing\n"
       "  broken\\x1B[2J.pdf: rejected: It is damaged. - failed: complete_reading\n"
       "  part.pdf: partial: Page 2 holds no text. - failed: complete_reading; recognised\n"},
      {"JSON", STATUS_JSON,
       "{\"documents\":3,\"complete\":1,\"partial\":1,\"skipped\":0,\"rejected\":1,\"recommendations\":2,\"panel_topics\":1,"
       "\"failed_checks\":4,\"certified_complete\":0,\"certified_incomplete\":1,\"corrections\":0,\"corrections_stale\":0,"
       "\"corrections_outdated\":0,\"corrections_lost\":0,\"attention\":["
       "{\"source_file\":\"r.pdf\",\"sha256\":\"" SHA256 "\",\"symbol\":\"X/1\",\"outcome\":\"complete\","
       "\"failed_checks\":\"told_count\",\"incomplete\":\"not complete: one is missing\"},"
       "{\"source_file\":\"broken\\u001b[2J.pdf\",\"sha256\":\"\",\"outcome\":\"rejected\",\"reason\":\"It is damaged.\","
       "\"failed_checks\":\"complete_reading\"},"
       "{\"source_file\":\"part.pdf\",\"sha256\":\"\",\"outcome\":\"partial\",\"reason\":\"Page 2 holds no text.\","
       "\"failed_checks\":\"complete_reading; recognised\"}],\"superseded\":[]}\n"},
  };
  Findings *findings[] = {
      sample_document("broken\x1b[2J.pdf", OUTCOME_REJECTED, "It is damaged."),
      make_report(),
      sample_document("part.pdf", OUTCOME_PARTIAL, "Page 2 holds no text."),
  };
  findings[0]->sha256[0] = findings[2]->sha256[0] = '\0';
  sample_check(findings[1], "told_count", CHECK_FAILED, "One is missing.");
  sample_check(findings[1], "complete", CHECK_FAILED, "not complete: one is missing");
  g_autoptr(Catalogue) catalogue = make_catalogue(findings, G_N_ELEMENTS(findings));
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    g_autofree char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);
    assert_true(status_print(catalogue, NULL, rows[i].format, stream, NULL));
    fclose(stream);
    assert_string_equal(text, rows[i].expected);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(rows_are_written_as_json_lines),
      cmocka_unit_test(all_kinds_come_report_by_report),
      cmocka_unit_test(facts_without_a_column_get_one),
      cmocka_unit_test(rows_are_written_as_csv),
      cmocka_unit_test(csv_cells_are_quoted_and_guarded),
      cmocka_unit_test(a_csv_of_all_kinds_has_one_header),
      cmocka_unit_test(an_unknown_kind_is_refused),
      cmocka_unit_test(a_full_disk_is_reported),
      cmocka_unit_test(the_status_names_what_needs_attention),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
