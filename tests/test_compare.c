/* What findings_compare tells of two sets of findings. */
#include "pipeline/compare.h"

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

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_finding_that_differs_is_told_by_what_does),
      cmocka_unit_test(findings_that_come_and_go_are_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
