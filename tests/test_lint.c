/* test_lint.c - what lint says of small packs: each slip with its place and its id, and nothing of what is well; and how examples
 * are tried. */
#include "rules/lint.h"
#include "rules/rule_try.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <glib/gstdio.h>

/* What every pack of these tests begins with: 8 lines, so that its own rules stand from line 9 on. */
#define HEAD                                                                                                                     \
  "format: rapporteur.pack/1\n"                                                                                                  \
  "id: mine\n"                                                                                                                   \
  "title: Mine\n"                                                                                                                \
  "version: 1.0.0\n"                                                                                                             \
  "author: A\n"                                                                                                                  \
  "modified: 2023-10-06\n"                                                                                                       \
  "references: [A/1]\n"                                                                                                          \
  "language: en\n"
#define EXPECTING "facts: [{id: known, field: x, in: cover, match: 'known', expected: true, matches: [known]}]\n"
#define KNOW "recognise: {threshold: 1, evidence: []}\n"
#define RECORDS "records: []\n"

typedef struct {
  const char *name;
  const char *files[3][2]; /* {path below the folder, text} */
  const char *told;        /* "FILE:LINE:COLUMN id", a line each */
} Row;

static char *folder;

static NormalData *normals;

static int begin(G_GNUC_UNUSED void **state) {
  folder = g_dir_make_tmp("rapporteur-test-XXXXXX", NULL);
  g_autofree char *words = g_build_filename("rules", "data", NULL);
  normals = normal_data_load(words, NULL);
  return folder && normals ? 0 : -1;
}

static int end(G_GNUC_UNUSED void **state) {
  normal_data_free(normals);
  int left = g_rmdir(folder);
  g_free(folder);
  return left;
}

static void write_files(const char *const files[3][2], gboolean there) {
  for (guint i = 0; i < 3 && files[i][0]; i++) {
    g_autofree char *path = g_build_filename(folder, files[i][0], NULL), *own = g_path_get_dirname(path);
    if (there) {
      assert_int_equal(g_mkdir_with_parents(own, 0700), 0);
      assert_true(g_file_set_contents(path, files[i][1], -1, NULL));
    } else {
      assert_int_equal(g_remove(path), 0);
      g_rmdir(own); /* the last file's */
    }
  }
}

static void lint_path(LintReport *report, const char *path) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) packs = pack_load_any(path, &error);
  if (!packs) fail_msg("%s", error->message);
  for (guint i = 0; i < packs->len; i++) {
    lint_rules(report, packs->pdata[i], normals);
    lint_expressions(report, packs->pdata[i]);
    lint_backtracking(report, packs->pdata[i]);
  }
  if (!lint_files(report, path, &error)) fail_msg("%s", error->message);
}

/* What lint says of the folder's packs, "FILE:LINE:COLUMN id" a line. */
static char *lint_folder(void) {
  g_autoptr(LintReport) report = lint_report_new();
  g_autoptr(GPtrArray) paths = pack_paths(folder, NULL);
  for (guint i = 0; i < paths->len; i++) lint_path(report, paths->pdata[i]);
  lint_report_sort(report);
  GString *told = g_string_new(NULL);
  for (guint i = 0; i < report->lints->len; i++) {
    const Lint *lint = report->lints->pdata[i];
    g_string_append_printf(told, "%s:%u:%u %s\n", lint->file + strlen(folder) + 1, lint->line, lint->column,
                           lint_infos[lint->kind].id);
  }
  return g_string_free(told, FALSE);
}

static void check_rows(const Row *rows, gsize count) {
  for (gsize i = 0; i < count; i++) {
    print_message("%s\n", rows[i].name);
    write_files(rows[i].files, TRUE);
    g_autofree char *told = lint_folder();
    write_files(rows[i].files, FALSE);
    assert_string_equal(told, rows[i].told);
  }
}

#define PACK(text)                                                                                                               \
  {                                                                                                                              \
    { "mine/pack.yaml", HEAD text }                                                                                              \
  }
#define EVIDENCE(rules) PACK(EXPECTING RECORDS "recognise:\n  threshold: 1\n  evidence:\n" rules)
#define AT(place, id) "mine/pack.yaml:" place " " id "\n"

static void rules_beside_one_another(G_GNUC_UNUSED void **state) {
  static const Row rows[] = {
      {"nothing", PACK(KNOW EXPECTING RECORDS), ""},
      {"an id twice",
       EVIDENCE("  - {id: a, in: cover, match: x, weight: 1, matches: [x]}\n"
                "  - {id: a, in: cover, match: y, weight: 1, matches: [y]}\n"),
       AT("15:5", "duplicate-id")},
      {"evidence may be called as a fact is", EVIDENCE("  - {id: known, in: cover, match: x, weight: 1, matches: [x]}\n"), ""},
      {"an expression twice",
       EVIDENCE("  - {id: a, in: cover, match: x, weight: 1, matches: [x]}\n"
                "  - {id: b, in: cover, match: x, weight: 1, matches: [x]}\n"),
       AT("15:5", "duplicate-expression")},
      {"but of other blocks",
       EVIDENCE("  - {id: a, in: cover, match: x, weight: 1, matches: [x]}\n"
                "  - {id: b, in: body, match: x, weight: 1, matches: [x]}\n"),
       ""},
      {"a fact behind one that always has a value",
       PACK(KNOW RECORDS "facts:\n- {id: a, field: f, value: v, expected: true}\n"
                         "- {id: b, field: f, in: cover, match: x, matches: [x]}\n"),
       AT("13:3", "unreachable")},
      {"one with the same expression",
       PACK(KNOW RECORDS "facts:\n- {id: a, field: f, in: cover, match: x, expected: true, matches: [x]}\n"
                         "- {id: b, field: f, in: cover, match: x}\n"),
       AT("13:3", "unreachable") AT("13:3", "no-examples")},
      {"the same expression for another fact",
       PACK(KNOW RECORDS "facts:\n- {id: a, field: f, in: cover, match: x, expected: true, matches: [x]}\n"
                         "- {id: b, field: g, in: cover, match: x, matches: [x]}\n"),
       ""},
      {"one whose examples an earlier one takes",
       PACK(KNOW RECORDS "facts:\n- {id: a, field: f, in: cover, match: 'x+', expected: true, matches: [x]}\n"
                         "- {id: b, field: f, in: cover, match: 'xy?', matches: [xy]}\n"),
       AT("13:3", "shadowed")},
      {"a section in which nothing is looked for",
       PACK(KNOW EXPECTING RECORDS "sections: [{id: part, heading: Part, matches: [Part]}]\n"), AT("12:12", "unused-section")},
      {"one that a report is expected to have serves by being there",
       PACK(KNOW EXPECTING RECORDS "sections: [{id: part, heading: Part, expected: true, matches: [Part]}]\n"), ""},
      {"no examples", EVIDENCE("  - {id: a, in: cover, match: x, weight: 1}\n"), AT("14:5", "no-examples")},
      {"nothing expected, and nobody who says it",
       {{"mine/pack.yaml", "format: rapporteur.pack/1\nid: mine\ntitle: Mine\nversion: '1'\nlanguage: en\n" KNOW RECORDS}},
       AT("1:1", "no-metadata") AT("1:1", "nothing-expected")},
  };
  check_rows(rows, G_N_ELEMENTS(rows));
}

#define WRITTEN(expression) EVIDENCE("  - {id: a, in: cover, weight: 1, matches: [x], match: '" expression "'}\n")
#define SLIP(id) AT("14:56", id)

static void expressions_as_they_are_written(G_GNUC_UNUSED void **state) {
  static const Row rows[] = {
      {"a group without a name", WRITTEN("(x|y)"), SLIP("unnamed-group")},
      {"one with a name that nothing reads", WRITTEN("(?<val>x)"), SLIP("unread-group")},
      {"one that the expression reads itself", WRITTEN("(?<a>x)\\k<a>"), ""},
      {"groups that only hold together", WRITTEN("(?:x|y)(?i:z)(?=a)(?<!b)"), ""},
      {"text behind the end", WRITTEN("x$."), SLIP("never-matches")},
      {"an end that is escaped", WRITTEN("x\\$."), ""},
      {"one in a class", WRITTEN("x[$.]y"), ""},
      {"one in front of an alternative", WRITTEN("x$|y"), ""},
      {"one of lines", WRITTEN("(?m)x$\\ny"), ""},
      {"a beginning behind text", WRITTEN("x^y"), SLIP("never-matches")},
      {"a beginning behind what may be missing", WRITTEN("x?^y"), ""},
      {"a beginning in a group with a name", WRITTEN("(?i)(?:^x|y)"), ""},
      {"what matches everything", WRITTEN("x?"), SLIP("matches-empty")},
      {"repeats within repeats", WRITTEN("^(?:a+)+b"), SLIP("backtracking")},
      {"repeats of words", WRITTEN("(?:(?:\\w+ )*\\w+ )*recommends"), SLIP("backtracking")},
      {"from every place to the end", WRITTEN("a.*b.*c.*d"), SLIP("backtracking")},
      {"from every place to the end, once", WRITTEN("\\w.*X"), SLIP("slow")},
      {"the same from one place", WRITTEN("^(?>.*?a)(?>.*?b)(?>.*?c).*d"), ""},
  };
  check_rows(rows, G_N_ELEMENTS(rows));
}

static void a_field_that_reads_nothing(G_GNUC_UNUSED void **state) {
  static const Row rows[] = {
      {"the group is called otherwise",
       PACK(KNOW RECORDS "facts: [{id: a, field: f, in: cover, match: '(?<val>x)', expected: true, matches: [x]}]\n"),
       AT("11:45", "unread-group")},
      {"another of a definition's groups is read",
       PACK(KNOW RECORDS
            "define: {held: '(?<place>x) (?<dates>y)'}\n"
            "facts: [{id: a, field: f, in: cover, match: '%{held}', group: place, expected: true, matches: [x y]}]\n"),
       ""},
  };
  check_rows(rows, G_N_ELEMENTS(rows));
}

#define BASE(text)                                                                                                               \
  { "base/pack.yaml", HEAD "abstract: true\n" text }

static void files_beside_one_another(G_GNUC_UNUSED void **state) {
  static const Row rows[] = {
      {"a definition that nobody uses",
       PACK("define: {used: x, idle: y}\n" KNOW RECORDS
            "facts: [{id: a, field: f, in: cover, match: '%{used}', expected: true, matches: [x]}]\n"),
       AT("9:19", "unused-define")},
      {"one that a pack above uses",
       {BASE("define: {name: x}\nfacts: [{id: a, field: f, in: cover, match: '%{name}', expected: true, matches: [x]}]\n"),
        {"mine/pack.yaml", HEAD "extends: base\ndefine: {name: x|y}\n" KNOW RECORDS}},
       ""},
      {"without what there is",
       {BASE(EXPECTING), {"mine/pack.yaml", HEAD "extends: base\nwithout: [known]\n" KNOW RECORDS}},
       AT("1:1", "nothing-expected")},
      {"without what there is not",
       {BASE(EXPECTING), {"mine/pack.yaml", HEAD "extends: base\nwithout: [knwon]\n" KNOW RECORDS}},
       AT("10:11", "without-nothing")},
      {"what several inherit is told once",
       {BASE("facts: [{id: a, field: f, in: cover, match: 'x$.', expected: true, matches: [x]}]\n"),
        {"mine/pack.yaml", HEAD "extends: base\n" KNOW RECORDS}},
       "base/pack.yaml:10:45 never-matches\n"},
      {"a language that lacks a list",
       {{"mine/pack.yaml", "format: rapporteur.pack/1\nid: mine\ntitle: M\nversion: '1'\nauthor: A\nmodified: '1'\n"
                           "references: [A]\n" KNOW RECORDS EXPECTING},
        {"mine/en.yaml", "format: rapporteur.pack/1\ntold: [{id: t, match: 'all (?<count>two)', matches: [all two]}]\n"},
        {"mine/fr.yaml", "format: rapporteur.pack/1\n"}},
       "mine/fr.yaml:1:1 language-lacks\n"},
  };
  check_rows(rows, G_N_ELEMENTS(rows));
}

/* --- examples */

typedef struct {
  const char *name;
  const char *rules; /* the pack's lines from the 9th on */
  const char *told;  /* "LINE rule: expected | found", a line each */
} Trial;

static void examples_are_tried(G_GNUC_UNUSED void **state) {
#define FACT(keys) KNOW RECORDS "facts:\n- {id: a, field: f, in: cover, " keys "}\n"
#define LIST KNOW "sections: [{id: part, heading: '^Part'}]\nrecords:\n- id: r\n  kind: recommendation\n  section: part\n"
  static const Trial rows[] = {
      {"a match, and none", FACT("match: 'held', matches: [was held], rejects: [was told]"), ""},
      {"no match", FACT("match: 'held', matches: [was told]"), "12 mine/a: a match | no match\n"},
      {"a match that should not be", FACT("match: '(?<value>held)', rejects: [was held]"),
       "12 mine/a: no match | a match: held\n"},
      {"a value", FACT("match: 'on (?<value>.+)', normal: date, matches: [{text: on 27 January 2010, value: 2010-01-27}]"), ""},
      {"another value", FACT("match: 'on (?<value>.+)', normal: date, matches: [{text: on 27 January 2010, value: 2010-01-28}]"),
       "12 mine/a: 2010-01-28 | 2010-01-27\n"},
      {"several values",
       FACT("match: '(?<value>\\d.+)', normal: date_range, matches: [{text: 4 to 6 May 2010, value: [2010-05-04, 2010-05-06]}]"),
       ""},
      {"a value that has no normal form", FACT("match: '(?<value>x)', normal: date, matches: [x]"),
       "12 mine/a: a match | no match\n"},
      {"blocks that are passed over", FACT("match: 'x', unless: 'y', where: 'z', matches: [xz], rejects: [x, xyz]"), ""},
      {"one text instead of a list", FACT("match: 'x', matches: x"), ""},
      {"a told number",
       KNOW RECORDS "told: [{id: t, match: 'of (?<count>\\w+) rec', matches: [{text: of sixteen recommendations, value: 16}]}]\n",
       ""},
      {"a label",
       LIST "  starts: [{id: s, label: '^(?<item>\\d+)\\.$', number: '{item}', matches: [{text: 4., value: 4}],"
            " rejects: [4, a.]}]\n",
       ""},
      {"a label and its text",
       LIST
       "  starts: [{id: s, label: '^(?<item>\\d+)\\.$', text: '^That', number: '{item}', matches: [{label: 4., text: That x}],"
       " rejects: [{label: 4., text: This}]}]\n",
       ""},
      {"a lead-in that another takes first",
       LIST "  lead_ins:\n  - {id: all, match: 'support'}\n  - {id: no, match: 'not support', matches: [do not support]}\n"
            "  starts: [{id: s, label: '^(?<item>\\d+)\\.$', number: '{item}'}]\n",
       "17 mine/no: a match | \"all\", which stands above, takes it\n"},
      {"records within a sentence",
       KNOW "records:\n- {id: r, kind: panel_topic, find: '(?<item>\\d)\\) (?<text>\\w+)', number: '{item}',"
            " matches: [{text: '1) one 2) two', value: [one, two]}]}\n",
       ""},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    g_autofree char *text = g_strconcat(HEAD, rows[i].rules, NULL);
    const char *const files[3][2] = {{"mine/pack.yaml", text}};
    write_files(files, TRUE);
    g_autofree char *path = g_build_filename(folder, "mine", "pack.yaml", NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) packs = pack_load(path, &error);
    write_files(files, FALSE);
    if (!packs) fail_msg("%s", error->message);
    g_autoptr(GPtrArray) failures = examples_try(packs->pdata[0], normals, NULL);
    g_autoptr(GString) told = g_string_new(NULL);
    for (guint k = 0; k < failures->len; k++) {
      const ExampleFailure *failure = failures->pdata[k];
      g_string_append_printf(told, "%u %s: %s | %s\n", failure->example->line, failure->rule, failure->expected, failure->found);
    }
    assert_string_equal(told->str, rows[i].told);
  }
}

static void an_example_that_is_none_is_refused(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *name, *examples, *message;
  } rows[] = {
      {"an unknown key", "{txt: x}", ":12:61: \"txt\" is not known here; known are: text, label, value"},
      {"no text", "{value: x}", ":12:60: an example needs a \"text\""},
      {"a list in a list", "[x]", ":12:60: \"matches\" should be a list of texts"},
      {"a list for a text", "{text: [x]}", ":12:67: \"text\" should be a text"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    g_autofree char *text = g_strconcat(HEAD KNOW RECORDS "facts:\n- {id: a, field: f, in: cover, match: 'held', matches:    [",
                                        rows[i].examples, "]}\n", NULL);
    const char *const files[3][2] = {{"mine/pack.yaml", text}};
    write_files(files, TRUE);
    g_autofree char *path = g_build_filename(folder, "mine", "pack.yaml", NULL);
    g_autoptr(GError) error = NULL;
    assert_null(pack_load(path, &error));
    write_files(files, FALSE);
    assert_string_equal(error->message + strlen(path), rows[i].message);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(rules_beside_one_another),   cmocka_unit_test(expressions_as_they_are_written),
      cmocka_unit_test(a_field_that_reads_nothing), cmocka_unit_test(files_beside_one_another),
      cmocka_unit_test(examples_are_tried),         cmocka_unit_test(an_example_that_is_none_is_refused),
  };
  return cmocka_run_group_tests(tests, begin, end);
}
