/* What people correct: the file is read, put into findings, and written so that what others wrote in it stays. */
#include "pipeline/corrections/correction.h"

#include <glib/gstdio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define HEAD "format: rapporteur.overrides/1\ncorrections:\n"

static char *folder, *path;

static int set_up(G_GNUC_UNUSED void **state) {
  folder = g_dir_make_tmp(NULL, NULL);
  path = g_build_filename(folder, "overrides.yaml", NULL);
  return folder == NULL;
}

static int tear_down(G_GNUC_UNUSED void **state) {
  g_autofree char *copy = g_strconcat(path, "~", NULL);
  g_unlink(path);
  g_unlink(copy);
  g_rmdir(folder);
  g_clear_pointer(&path, g_free);
  g_clear_pointer(&folder, g_free);
  return 0;
}

static Corrections *load(const char *text) {
  g_autoptr(GError) error = NULL;
  assert_true(g_file_set_contents(path, text, -1, NULL));
  Corrections *corrections = corrections_load(path, &error);
  if (error != NULL) print_error("%s\n", error->message);
  assert_non_null(corrections);
  return corrections;
}

static Finding *sample(FindingKind kind) {
  Finding *finding = finding_new();
  finding->kind = kind;
  finding->id = g_strdup("X/1/en/3");
  finding->number = g_strdup("3");
  finding->text = g_strdup("States should share information.");
  if (kind == FINDING_PANEL_TOPIC) return finding;
  finding_add(finding, "themes", "Trade", "p/r");
  finding_add(finding, "themes", "Borders", "p/r");
  finding_add(finding, "strength", "3", "p/r");
  return finding;
}

/* The values of a field: "a; b". Free it with g_free. */
static char *values_of(const Finding *finding, const char *name) {
  const Field *field = finding_field(finding, name);
  return field != NULL ? correction_join(field->values) : g_strdup("");
}

/* ---- into findings ---- */

static void corrections_reach_findings(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *name, *entry; /* what stands below the ID */
    FindingKind kind;
    const char *text, *themes, *strength, *tells, *verdict; /* NULL: no verdict */
  } cases[] = {
#define TEXT "States should share information."
      {"a list is set", "{set: {themes: [Arms, Trade]}}", FINDING_RECOMMENDATION, TEXT, "Arms; Trade", "3",
       "Themes (was: Trade; Borders)", "corrected"},
      {"a list is emptied", "{set: {themes: []}}", FINDING_RECOMMENDATION, TEXT, "", "3", "Themes (was: Trade; Borders)",
       "corrected"},
      {"one item as a text", "{set: {themes: Arms}}", FINDING_RECOMMENDATION, TEXT, "Arms", "3", "Themes (was: Trade; Borders)",
       "corrected"},
      {"items come and go", "{add: {themes: [Arms, Trade]}, remove: {themes: [Borders, Ghosts]}}", FINDING_RECOMMENDATION, TEXT,
       "Trade; Arms", "3", "Themes (was: Trade; Borders)", "corrected"},
      {"one value is set, another is emptied", "{set: {strength: 5, action: ''}}", FINDING_RECOMMENDATION, TEXT, "Trade; Borders",
       "5", "Strength (was: 3)", "corrected"},
      {"what was empty", "{set: {decision: noted}}", FINDING_RECOMMENDATION, TEXT, "Trade; Borders", "3", "Decision (was empty)",
       "corrected"},
      {"the text", "{set: {text: States should share it.}}", FINDING_RECOMMENDATION, "States should share it.", "Trade; Borders",
       "3", "Text (was: States should share information.)", "corrected"},
      {"what the rules say meanwhile is no correction", "{set: {themes: [Trade, Borders], strength: '3'}}",
       FINDING_RECOMMENDATION, TEXT, "Trade; Borders", "3", "", NULL},
      {"notes correct nothing", "{status: done, notes: seen}", FINDING_RECOMMENDATION, TEXT, "Trade; Borders", "3", "", NULL},
      {"of this text, as a whole", "{of: ' States  should share information.', set: {strength: 1}}", FINDING_RECOMMENDATION, TEXT,
       "Trade; Borders", "1", "Strength (was: 3)", "corrected"},
      {"of this text, by its beginning", "{of: States should…, set: {strength: 1}}", FINDING_RECOMMENDATION, TEXT,
       "Trade; Borders", "1", "Strength (was: 3)", "corrected"},
      {"of another text", "{of: States must…, set: {strength: 1}}", FINDING_RECOMMENDATION, TEXT, "Trade; Borders", "1",
       "Strength (was: 3)", "correction is stale"},
      {"of another text, by its hash", "{of: 'States should… #000000000000', set: {strength: 1}}", FINDING_RECOMMENDATION, TEXT,
       "Trade; Borders", "1", "Strength (was: 3)", "correction is stale"},
      {"a note of another text", "{of: Other, notes: seen}", FINDING_RECOMMENDATION, TEXT, "Trade; Borders", "3", "",
       "note is of an earlier text"},
      {"what such a finding doesn't have", "{set: {themes: [Arms], agenda_item: 4}}", FINDING_PANEL_TOPIC, TEXT, "", "",
       "Themes left out: a panel topic has none\nItem (was empty)", "corrected"},
#undef TEXT
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    print_message("# %s\n", cases[i].name);
    g_autofree char *file = g_strdup_printf(HEAD "  X/1/en/3: %s\n", cases[i].entry);
    g_autoptr(Corrections) corrections = load(file);
    Finding *finding = sample(cases[i].kind);
    const Correction *correction = corrections_apply(corrections, finding);
    assert_non_null(correction);
    g_ptr_array_add(correction->tells, NULL);
    g_autofree char *tells = g_strjoinv("\n", (char **)correction->tells->pdata);
    g_autofree char *themes = values_of(finding, "themes"), *strength = values_of(finding, "strength");
    assert_string_equal(finding->text, cases[i].text);
    assert_string_equal(themes, cases[i].themes);
    assert_string_equal(strength, cases[i].strength);
    assert_string_equal(tells, cases[i].tells);
    assert_int_equal(g_strcmp0(correction_verdict(correction), cases[i].verdict), 0);
    g_ptr_array_remove_index(correction->tells, correction->tells->len - 1);
    finding_free(finding);
  }
}

static void what_nobody_spoke_of_stays(G_GNUC_UNUSED void **state) {
  g_autoptr(Corrections) corrections = load(HEAD "  X/1/en/4: {status: done}\n");
  Finding *finding = sample(FINDING_RECOMMENDATION);
  assert_null(corrections_apply(corrections, finding));
  assert_null(correction_verdict(NULL));
  assert_false(correction_touches(NULL, "themes"));
  finding_free(finding);
}

static void the_text_as_it_was_read_is_kept(G_GNUC_UNUSED void **state) {
  g_autoptr(Corrections) corrections = load(HEAD "  X/1/en/3: {set: {text: Other, themes: [Arms]}, by: ana, date: 2024-05-01}\n");
  Finding *finding = sample(FINDING_RECOMMENDATION);
  const Correction *correction = corrections_apply(corrections, finding);
  assert_string_equal(correction->source_text, "States should share information.");
  assert_string_equal(correction->text, "Other");
  assert_string_equal(correction->by, "ana");
  assert_string_equal(correction->date, "2024-05-01");
  assert_true(correction_touches(correction, "text"));
  assert_true(correction_touches(correction, "themes"));
  assert_false(correction_touches(correction, "strength"));
  finding_free(finding);
}

/* ---- wrong files ---- */

static void each_slip_is_told_where_it_stands(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *text, *expected; /* behind the file's name */
  } cases[] = {
      {"corrections: {}", ":1:1: it should begin with \"format: rapporteur.overrides/1\""},
      {"format: rapporteur.overrides/2", ":1:9: this is of another format than rapporteur.overrides/1, which this program knows"},
      {HEAD "wrong: 1", ":3:1: there is no key \"wrong\" here; the keys are format, corrections"},
      {"format: rapporteur.overrides/1\ncorrections: [a]", ":2:14: corrections holds IDs, each with what is said of it"},
      {HEAD "  a: {}", ":3:3: nothing is said of this ID: give set, status or notes"},
      {HEAD "  a: {of: x}", ":3:3: nothing is said of this ID: give set, status or notes"},
      {HEAD "  a: {status: x}\n  a: {status: y}", ":4:3: key \"a\" stands here twice: first in line 3"},
      {HEAD "  a: {state: x}",
       ":3:7: there is no key \"state\" here; the keys are of, set, remove, add, status, notes, by, date"},
      {HEAD "  a: {status: [x]}", ":3:15: status is a text"},
      {HEAD "  a: {set: x}", ":3:12: set holds what is corrected, with its values: \"themes: [firearms]\""},
      {HEAD "  a: {set: {theme: x}}",
       ":3:13: \"theme\" can't be corrected; what can: text, addressees, action, strength, themes, states, decision,"
       " action_category, legal_references, sdg, agenda_item, panellists, moderator, keynote"},
      {HEAD "  a: {set: {status: x}}",
       ":3:13: \"status\" can't be corrected; what can: text, addressees, action, strength, themes, states, decision,"
       " action_category, legal_references, sdg, agenda_item, panellists, moderator, keynote"},
      {HEAD "  a: {set: {action: [x]}}", ":3:21: action has one value, no list"},
      {HEAD "  a: {set: {themes: {x: y}}}", ":3:21: themes is a text or a list, no mapping"},
      {HEAD "  a: {set: {themes: [[x]]}}", ":3:22: each item of themes is a text"},
      {HEAD "  a: {add: {action: x}}", ":3:13: action is no list: use set"},
      {HEAD "  a: {set: {strength: 6}}", ":3:23: strength: it is a whole number from 1 to 5"},
      {HEAD "  a: {set: {text: ''}}", ":3:19: text: a text can't be empty"},
      {HEAD "  a: {status: x, date: 2024-02-30}", ":3:3: the date \"2024-02-30\" is no day: write it as 2023-10-06"},
      {HEAD "  a: &x {status: x}", ":3:9: anchors (&name) are not used in rule files"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GError) error = NULL;
    assert_true(g_file_set_contents(path, cases[i].text, -1, NULL));
    assert_null(corrections_load(path, &error));
    print_message("# %s\n", cases[i].text);
    assert_true(g_str_has_prefix(error->message, path));
    assert_string_equal(error->message + strlen(path), cases[i].expected);
    assert_int_equal(correction_exit_code(error), EXIT_RULES);
  }
}

/* BEGIN, UNIT so many TIMES, and END. Free it with g_free. */
static char *repeat(const char *begin, const char *unit, guint times, const char *end) {
  GString *text = g_string_new(begin);
  for (guint i = 0; i < times; i++) g_string_append(text, unit);
  g_string_append(text, end);
  return g_string_free(text, FALSE);
}

static void what_no_cell_holds_is_told(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *name, *begin, *unit;
    guint times;
    const char *end, *expected; /* NULL: it is read */
  } cases[] = {
      {"a text", "  a: {set: {text: '", "é", 32767, "'}}", NULL},
      {"a longer text", "  a: {set: {text: '", "é", 32768, "'}}",
       ":3:19: text: this is longer than the 32,767 characters that a cell holds"},
      {"a long note", "  a: {notes: '", "é", 32768, "'}",
       ":3:14: notes: this is longer than the 32,767 characters that a cell holds"},
      {"a list", "  a: {add: {themes: [x", ",y", 999, "]}}", NULL},
      {"a longer list", "  a: {add: {themes: [x", ",y", 1000, "]}}", ":3:21: themes: a list has 1,000 items at most"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *entry = repeat(cases[i].begin, cases[i].unit, cases[i].times, cases[i].end);
    g_autofree char *file = g_strconcat(HEAD, entry, NULL);
    g_autoptr(GError) error = NULL;
    print_message("# %s\n", cases[i].name);
    assert_true(g_file_set_contents(path, file, -1, NULL));
    g_autoptr(Corrections) corrections = corrections_load(path, &error);
    assert_int_equal(corrections == NULL, cases[i].expected != NULL);
    if (error != NULL) assert_string_equal(error->message + strlen(path), cases[i].expected);
  }
}

static void a_file_that_is_not_there_says_nothing(G_GNUC_UNUSED void **state) {
  g_autoptr(GError) error = NULL;
  g_autoptr(Corrections) corrections = corrections_load(path, &error);
  g_autoptr(GPtrArray) ids = corrections_ids(corrections);
  assert_int_equal(ids->len, 0);
  assert_null(corrections_load(folder, &error));
  assert_int_equal(correction_exit_code(error), EXIT_INPUT);
}

/* ---- writing ---- */

/* Says VALUES ("a|b"; NULL withdraws) of a field of ID. */
static void say(Corrections *corrections, const char *id, const char *field, const char *values) {
  g_autoptr(GPtrArray) list = g_ptr_array_new();
  g_auto(GStrv) items = g_strsplit(values != NULL ? values : "", "|", -1);
  for (guint i = 0; items[i] != NULL; i++) g_ptr_array_add(list, items[i]);
  corrections_set(corrections, id, correction_field(field), values != NULL ? list : NULL);
}

static char *save_and_read(Corrections *corrections, gboolean expect_rewritten) {
  g_autoptr(GError) error = NULL;
  gboolean rewritten = FALSE;
  char *text = NULL;
  assert_true(corrections_save(corrections, &rewritten, &error));
  assert_int_equal(rewritten, expect_rewritten);
  assert_true(g_file_get_contents(path, &text, NULL, NULL));
  return text;
}

static void a_new_file_is_whole(G_GNUC_UNUSED void **state) {
  g_autoptr(Corrections) corrections = corrections_load(path, NULL);
  say(corrections, "X/1/en/10", "themes", "Arms|\"quoted\" \\ and ''''");
  say(corrections, "X/1/en/9", "notes", "two\nlines: # no comment");
  say(corrections, "X/1/en/9", "strength", "2");
  say(corrections, "X/1/en/8", "themes", NULL);
  corrections_sign(corrections, "X/1/en/9", "States should", "0123456789ab", "ana", "2024-05-01");
  g_autofree char *text = save_and_read(corrections, FALSE);
  assert_string_equal(text, "# What people corrected, and noted, by the IDs of recommendations and panel topics.\n"
                            "# Edit it as you like; rapporteur take adds what it finds in edited workbooks.\n"
                            "format: rapporteur.overrides/1\n\n"
                            "corrections:\n"
                            "  \"X/1/en/9\":\n"
                            "    of: \"States should… #0123456789ab\"\n"
                            "    set:\n"
                            "      strength: \"2\"\n"
                            "    notes: \"two\\nlines: # no comment\"\n"
                            "    by: \"ana\"\n"
                            "    date: \"2024-05-01\"\n"
                            "  \"X/1/en/10\":\n"
                            "    set:\n"
                            "      themes: [\"Arms\", \"\\\"quoted\\\" \\\\ and \\u0027\\u0027\\u0027\\u0027\"]\n");
  g_autoptr(Corrections) again = corrections_load(path, NULL);
  Finding *finding = sample(FINDING_RECOMMENDATION);
  g_free(finding->id);
  finding->id = g_strdup("X/1/en/10");
  corrections_apply(again, finding);
  g_autofree char *themes = values_of(finding, "themes");
  assert_string_equal(themes, "Arms; \"quoted\" \\ and ''''");
  finding_free(finding);
}

/* Each takes a note for X/1/en/5, and withdraws that of X/1/en/7. */
static void what_others_wrote_stays(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *name, *before, *after;
    gboolean rewritten;
  } cases[] = {
      {"comments and layout",
       "# ours\nformat: rapporteur.overrides/1\n\ncorrections:\n  # the first\n  X/1/en/3: {status: done} # quick\n\n"
       "  # the fifth\n  X/1/en/5:\n    # why\n    status: open\n    set: {themes: [A,\n      B]}\n\n  # gone\n  X/1/en/7:\n    "
       "notes: x\n"
       "\n  X/1/en/9:\n    notes: |\n      a # b\n\n      # c\n# the end\n",
       "# ours\nformat: rapporteur.overrides/1\n\ncorrections:\n  # the first\n  X/1/en/3: {status: done} # quick\n\n"
       "  # the fifth\n  \"X/1/en/5\":\n    # why\n    set:\n      themes: [\"A\", \"B\"]\n    status: \"open\"\n    notes: "
       "\"new\"\n\n"
       "  # gone\n\n  X/1/en/9:\n    notes: |\n      a # b\n\n      # c\n# the end\n",
       FALSE},
      {"a new one comes before those behind it", HEAD "  X/1/en/3: {status: a}\n  X/1/en/20: {status: b}\n",
       HEAD "  X/1/en/3: {status: a}\n  \"X/1/en/5\":\n    notes: \"new\"\n  X/1/en/20: {status: b}\n", FALSE},
      {"the format behind", "corrections:\n  X/1/en/3: {status: a}\nformat: rapporteur.overrides/1\n",
       "corrections:\n  X/1/en/3: {status: a}\n  \"X/1/en/5\":\n    notes: \"new\"\nformat: rapporteur.overrides/1\n", FALSE},
      {"nothing yet", "# ours\nformat: rapporteur.overrides/1\n",
       "# ours\nformat: rapporteur.overrides/1\ncorrections:\n  \"X/1/en/5\":\n    notes: \"new\"\n", FALSE},
      {"no line end", HEAD "  X/1/en/3: {status: a}", HEAD "  X/1/en/3: {status: a}\n  \"X/1/en/5\":\n    notes: \"new\"\n",
       FALSE},
      {"all in one line", "{format: rapporteur.overrides/1, corrections: {X/1/en/3: {status: a}}}\n",
       "# What people corrected, and noted, by the IDs of recommendations and panel topics.\n"
       "# Edit it as you like; rapporteur take adds what it finds in edited workbooks.\n"
       "format: rapporteur.overrides/1\n\ncorrections:\n"
       "  \"X/1/en/3\":\n    status: \"a\"\n  \"X/1/en/5\":\n    notes: \"new\"\n",
       TRUE},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    print_message("# %s\n", cases[i].name);
    g_autoptr(Corrections) corrections = load(cases[i].before);
    say(corrections, "X/1/en/5", "notes", "new");
    say(corrections, "X/1/en/7", "notes", NULL);
    g_autofree char *after = save_and_read(corrections, cases[i].rewritten);
    assert_string_equal(after, cases[i].after);
    g_autofree char *copy = g_strconcat(path, "~", NULL), *kept = NULL;
    assert_true(g_file_get_contents(copy, &kept, NULL, NULL));
    assert_string_equal(kept, cases[i].before);
  }
}

static void what_people_saved_meanwhile_is_not_written_over(G_GNUC_UNUSED void **state) {
  static const char theirs[] = HEAD "  X/1/en/4: {status: theirs}\n";
  static const char *const before[] = {HEAD "  X/1/en/3: {status: done}\n", NULL}; /* NULL: there was no file */
  for (gsize i = 0; i < G_N_ELEMENTS(before); i++) {
    g_autoptr(GError) error = NULL;
    gboolean rewritten = FALSE;
    g_unlink(path);
    g_autoptr(Corrections) corrections = before[i] != NULL ? load(before[i]) : corrections_load(path, NULL);
    say(corrections, "X/1/en/5", "notes", "ours");
    assert_true(g_file_set_contents(path, theirs, -1, NULL));
    assert_false(corrections_save(corrections, &rewritten, &error));
    assert_int_equal(correction_exit_code(error), EXIT_BUSY);
    assert_string_equal(error->message + strlen(path), ": it was changed meanwhile, and is left as it is; try again");
    g_autofree char *now = NULL;
    assert_true(g_file_get_contents(path, &now, NULL, NULL));
    assert_string_equal(now, theirs);
  }
}

static void nothing_new_writes_nothing(G_GNUC_UNUSED void **state) {
  g_autoptr(Corrections) corrections = load(HEAD "  X/1/en/3: {status: a}\n");
  g_autofree char *text = save_and_read(corrections, FALSE), *copy = g_strconcat(path, "~", NULL);
  assert_string_equal(text, HEAD "  X/1/en/3: {status: a}\n");
  assert_false(g_file_test(copy, G_FILE_TEST_EXISTS));
}

/* ---- cells ---- */

static void cells_say_the_same_whatever_programs_do(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *field, *a, *b; /* NULL: a column that can't be corrected */
    gboolean same;
  } cases[] = {
      {"themes", "a; b", "a;b ;", TRUE},
      {"themes", "a; b", "a\r\nb\r\n", TRUE},
      {"themes", "a; b", "b; a", FALSE},
      {"themes", "a; b", "a b", FALSE},
      {"text", "a b", " a\u00A0 b\n", TRUE},
      {"text", "a b", "ab", FALSE},
      {"text", "e\u0301", "\u00E9", TRUE},
      {"notes", "a\nb", "a \r\nb ", TRUE},
      {"notes", "a\nb", "a b", FALSE},
      {"panellists", "A; x\nB", "A; x; B", FALSE},
      {"panellists", "A\nB", "A\r\nB", TRUE},
      {NULL, "A › B; C", "A B\nC", TRUE},
      {NULL, "A 1", "A 2", FALSE},
      {"status", "", "  \n", TRUE},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    const CorrectionField *field = cases[i].field != NULL ? correction_field(cases[i].field) : NULL;
    g_autofree char *a = correction_comparable(field, cases[i].a), *b = correction_comparable(field, cases[i].b);
    print_message("# %s: %s, %s\n", cases[i].field != NULL ? cases[i].field : "-", cases[i].a, cases[i].b);
    assert_int_equal(g_str_equal(a, b), cases[i].same);
  }
}

static void a_file_without_a_word_corrects_nothing(G_GNUC_UNUSED void **state) {
  static const char *const texts[] = {"", "\n\n", "# mine\n", "  # mine\r\n\t\n# and yours"};
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
    g_autoptr(Corrections) corrections = load(texts[i]);
    g_autoptr(GPtrArray) ids = corrections_ids(corrections);
    assert_int_equal(ids->len, 0);
  }
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      TEST(corrections_reach_findings),
      TEST(what_nobody_spoke_of_stays),
      TEST(the_text_as_it_was_read_is_kept),
      TEST(each_slip_is_told_where_it_stands),
      TEST(what_no_cell_holds_is_told),
      TEST(a_file_that_is_not_there_says_nothing),
      TEST(a_file_without_a_word_corrects_nothing),
      TEST(a_new_file_is_whole),
      TEST(what_others_wrote_stays),
      TEST(what_people_saved_meanwhile_is_not_written_over),
      TEST(nothing_new_writes_nothing),
      TEST(cells_say_the_same_whatever_programs_do),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
