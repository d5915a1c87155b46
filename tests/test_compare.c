/* What findings_compare tells of two sets of findings. */
#include "pipeline/common/compare.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static Finding *sample(const char *id) {
  Finding *finding = finding_new();
  Place place = {.page = 3, .box = {72, 100, 200.5, 112}};
  finding->kind = FINDING_RECOMMENDATION;
  finding->id = g_strdup(id);
  finding->number = g_strdup("1");
  finding->number_printed = g_strdup("1.");
  finding->text = g_strdup("States should act.");
  finding->raw = g_strdup("States should\nact.");
  finding->rule = g_strdup("pack/rule");
  g_array_append_val(finding->places, place);
  finding_add(finding, "states", "Peru", "pack/states");
  return finding;
}

static Findings *findings_of(const char *const *ids) {
  Findings *findings = findings_new();
  for (; *ids; ids++) g_ptr_array_add(findings->findings, sample(*ids));
  return findings;
}

static void replace(char **member, const char *value) {
  g_free(*member);
  *member = g_strdup(value);
}

static Place *place_of(Finding *finding) {
  return &g_array_index(finding->places, Place, 0);
}

static void change_nothing(G_GNUC_UNUSED Finding *finding) {
}
static void change_text(Finding *finding) {
  replace(&finding->text, "States should not act.");
}
static void change_raw(Finding *finding) {
  replace(&finding->raw, "States\nshould act.");
}
static void change_page(Finding *finding) {
  place_of(finding)->page = 4;
}
static void change_box(Finding *finding) {
  place_of(finding)->box.x1 += 0.5;
}
static void round_box(Finding *finding) {
  place_of(finding)->box.x1 += 0.01;
}
static void add_place(Finding *finding) {
  Place place = *place_of(finding);
  g_array_append_val(finding->places, place);
}
static void change_number(Finding *finding) {
  replace(&finding->number, "2");
}
static void change_label(Finding *finding) {
  replace(&finding->number_printed, NULL);
}
static void change_value(Finding *finding) {
  finding_add(finding, "states", "Ghana", "pack/states");
}
static void change_rule(Finding *finding) {
  replace(&finding->rule, "pack/other");
}

static void change_kind(Finding *finding) {
  finding->kind = FINDING_PANEL_TOPIC;
}
static void change_section(Finding *finding) {
  g_ptr_array_add(finding->section, g_strdup("II. Lamps"));
}
static void change_lead_in(Finding *finding) {
  replace(&finding->lead_in, "It was recommended that:");
}
static void change_edits(Finding *finding) {
  Edit *edit = edit_new();
  edit->kind = EDIT_LINE_BREAK;
  edit->removed = g_strdup("\n");
  edit->inserted = g_strdup(" ");
  g_ptr_array_add(finding->edits, edit);
}

static void check_sentences(const Findings *recorded, const Findings *derived, const char *expected) {
  g_autoptr(GPtrArray) sentences = findings_compare(recorded, derived);
  g_autoptr(GString) found = g_string_new(NULL);
  for (guint i = 0; i < sentences->len; i++) g_string_append_printf(found, "%s\n", (char *)sentences->pdata[i]);
  assert_string_equal(found->str, expected);
}

static void a_finding_that_differs_is_told_by_what_does(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *name;
    void (*change)(Finding *finding);
    const char *expected;
  } rows[] = {
      {"nothing", change_nothing, ""},
      {"its text", change_text, "a has another text now\n"},
      {"its raw text", change_raw, "a has another raw text now\n"},
      {"its page", change_page, "a has another place now\n"},
      {"its box", change_box, "a has another place now\n"},
      {"its box, by what rounding makes of it", round_box, ""},
      {"a line more", add_place, "a has another place now\n"},
      {"its number", change_number, "a has another number now\n"},
      {"its label", change_label, "a has another number now\n"},
      {"a field", change_value, "a has other fields now\n"},
      {"its kind", change_kind, "a has another kind now\n"},
      {"its section", change_section, "a has another section now\n"},
      {"its lead-in", change_lead_in, "a has another lead-in now\n"},
      {"its edits", change_edits, "a has other edits now\n"},
      {"its rule", change_rule, "a has another rule now\n"},
  };
  static const char *const ids[] = {"a", NULL};
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    g_autoptr(Findings) recorded = findings_of(ids), derived = findings_of(ids);
    rows[i].change(derived->findings->pdata[0]);
    check_sentences(recorded, derived, rows[i].expected);
  }
}

static void findings_that_come_and_go_are_told(G_GNUC_UNUSED void **state) {
  static const char *const old[] = {"a", "b", NULL}, *const new[] = {"b", "c", NULL};
  g_autoptr(Findings) recorded = findings_of(old), derived = findings_of(new);
  check_sentences(recorded, derived, "a is not found any more\nc is found now, and is not recorded\n");
}

static Check *add_check(Findings *findings, const char *name, const char *scope, CheckResult result) {
  Check *check = check_new();
  replace(&check->check, name);
  replace(&check->scope, scope);
  check->result = result;
  g_ptr_array_add(findings->checks, check);
  return check;
}

static void change_bytes(Findings *findings) {
  replace(&findings->sha256, "cd");
  replace(&findings->pack_version, "3");
}
static void lose_bytes(Findings *findings) {
  replace(&findings->sha256, "");
  replace(&findings->reason, "Permission denied");
}
static void change_outcome(Findings *findings) {
  findings->outcome = OUTCOME_PARTIAL;
}
static void change_pack(Findings *findings) {
  replace(&findings->pack, NULL);
}
static void change_version(Findings *findings) {
  replace(&findings->pack_version, "3");
}
static void change_answer(Findings *findings) {
  ((Check *)findings->checks->pdata[0])->result = CHECK_FAILED;
}
static void change_question(Findings *findings) {
  replace(&((Check *)findings->checks->pdata[0])->scope, "87");
}

static Findings *sample_document(void) {
  static const char *const ids[] = {"a", NULL};
  Findings *findings = findings_of(ids);
  replace(&findings->sha256, "ab");
  replace(&findings->pack, "untoc");
  replace(&findings->pack_version, "2");
  add_check(findings, "numbering", "86", CHECK_PASSED);
  return findings;
}

static void a_document_that_differs_is_told(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *name;
    void (*change)(Findings *derived);
    const char *expected;
  } rows[] = {
      {"other bytes, and then nothing else is compared", change_bytes,
       "this is not the PDF that was recorded: as many bytes, but others\n"},
      {"a file that can't be read", lose_bytes, "it can't be read: Permission denied\n"},
      {"its outcome", change_outcome, "it was recorded as complete, and is partial now\n"},
      {"its pack", change_pack, "it was recorded with the pack untoc, and is claimed by none now\n"},
      {"its pack's version", change_version, "it was recorded with version 2 of the pack untoc, which is version 3 now\n"},
      {"the answer of a check", change_answer, "check numbering of 86 has another answer now\n"},
      {"what is asked", change_question,
       "check numbering of 86 is not asked any more\ncheck numbering is asked now, and is not recorded\n"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    g_autoptr(Findings) recorded = sample_document(), derived = sample_document();
    rows[i].change(derived);
    check_sentences(recorded, derived, rows[i].expected);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_finding_that_differs_is_told_by_what_does),
      cmocka_unit_test(findings_that_come_and_go_are_told),
      cmocka_unit_test(a_document_that_differs_is_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
