/* test_pack.c - rule packs: what a pack.yaml says comes into the structures, and each slip in one is complained of with its
 * place, what is wrong and what would be right. */
#include "rules/pack.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <glib/gstdio.h>

/* The least that a pack needs, line by line. */
#define HEAD                                                                                                                     \
  "format: rapporteur.pack/1\n"                                                                                                  \
  "id: mine\n"                                                                                                                   \
  "title: Mine\n"                                                                                                                \
  "version: 1.0.0\n"                                                                                                             \
  "language: en\n"
#define RECOGNISE "recognise: {threshold: 1, evidence: []}\n" /* line 6 */
#define RECORDS "records: []\n"                               /* line 7 */
#define SECTIONS "sections: [{id: part, heading: Part}]\n"    /* line 7, where RECORDS stand on line 8 */

static int make_folder(void **state) {
  *state = g_dir_make_tmp("rapporteur-test-XXXXXX", NULL);
  return *state ? 0 : -1;
}

static int remove_folder(void **state) {
  g_autofree char *folder = *state;
  return g_rmdir(folder);
}

/* FOLDER/NAME/pack.yaml holds TEXT; you free its path. */
static char *write_pack(const char *folder, const char *name, const char *text) {
  g_autofree char *pack = g_build_filename(folder, name, NULL);
  assert_int_equal(g_mkdir_with_parents(pack, 0700), 0);
  char *path = g_build_filename(pack, "pack.yaml", NULL);
  assert_true(g_file_set_contents(path, text, -1, NULL));
  return path;
}

static void remove_pack(const char *path) {
  g_autofree char *folder = g_path_get_dirname(path);
  assert_int_equal(g_remove(path), 0);
  assert_int_equal(g_rmdir(folder), 0);
}

static Pack *load_text(const char *folder, const char *text, GError **error) {
  g_autofree char *path = write_pack(folder, "mine", text);
  Pack *pack = pack_load(path, error);
  remove_pack(path);
  return pack;
}

/* --- what is wrong */

typedef struct {
  const char *name, *text;
  const char *message; /* behind the file's path */
} Row;

static void check_complaints(const char *folder, const Row *rows, gsize count) {
  g_autofree char *path = g_build_filename(folder, "mine", "pack.yaml", NULL);
  for (gsize i = 0; i < count; i++) {
    print_message("%s\n", rows[i].name);
    g_autoptr(GError) error = NULL;
    g_autoptr(Pack) pack = load_text(folder, rows[i].text, &error);
    assert_null(pack);
    assert_true(g_str_has_prefix(error->message, path));
    assert_string_equal(error->message + strlen(path), rows[i].message);
    assert_true(error->domain == YAML_ERROR);
  }
}

static void a_value_that_does_not_fit_is_refused_at_its_place(void **state) {
  static const Row rows[] = {
      {"no mapping at all", "- one\n- two\n", ":1:1: a mapping of names to values should stand here"},
      {"an unknown key", HEAD RECOGNISE RECORDS "colour: red\n",
       ":8:1: \"colour\" is not known here; known are: format, id, title, version, author, modified, language, references, "
       "recognise, facts, sections, records, told"},
      {"an unknown key further in", HEAD "recognise: {threshold: 1, evidence: [{id: a, in: cover, match: b, weigth: 3}]}\n" RECORDS,
       ":6:67: \"weigth\" is not known here; known are: id, in, match, weight"},
      {"a missing key", HEAD RECOGNISE, ":1:1: \"records\" is missing"},
      {"a missing key further in", HEAD "recognise:\n  threshold: 1\n  evidence:\n  - {id: a, match: b, weight: 3}\n" RECORDS,
       ":9:5: \"in\" is missing"},
      {"a key twice", HEAD RECOGNISE RECORDS "id: yours\n", ""},
      {"a list for a word", HEAD RECOGNISE RECORDS "author: [A, B]\n", ":8:9: \"author\" should be one value"},
      {"nothing for a word", HEAD RECOGNISE RECORDS "author:\n", ":8:1: \"author\" is empty"},
      {"a word for a number", HEAD "recognise: {threshold: high, evidence: []}\n" RECORDS,
       ":6:24: \"threshold\" should be a whole number"},
      {"half a number", HEAD "recognise: {threshold: 1.5, evidence: []}\n" RECORDS,
       ":6:24: \"threshold\" should be a whole number"},
      {"a number beyond all sense", HEAD "recognise: {threshold: 1000001, evidence: []}\n" RECORDS,
       ":6:24: \"threshold\" should be a whole number"},
      {"another word for true", HEAD RECOGNISE "sections: [{id: a, heading: b, expected: yes}]\n" RECORDS,
       ":7:43: \"expected\" should be true or false"},
      {"a scope that there is not", HEAD "recognise: {threshold: 1, evidence: [{id: a, in: page, match: b, weight: 3}]}\n" RECORDS,
       ":6:50: \"in\" should be one of: cover, body, headings, furniture"},
      {"a kind that there is not", HEAD RECOGNISE "records: [{id: a, kind: fact, find: '(?<text>.)', number: '1'}]\n",
       ":7:25: \"kind\" should be one of: recommendation, panel_topic"},
      {"a mapping for a list of words", HEAD RECOGNISE RECORDS "references: {a: b}\n",
       ":8:13: \"references\" should be a list of values"},
      {"a mapping among words", HEAD RECOGNISE RECORDS "references: [a, {b: c}]\n",
       ":8:17: \"references\" should be a list of values"},
      {"a word for a list", HEAD RECOGNISE "records: none\n", ":7:10: \"records\" should be a list"},
      {"a word among mappings", HEAD RECOGNISE "records: [none]\n", ":7:11: \"records\" should be a list of mappings"},
      {"a list for a mapping", HEAD "recognise: []\n" RECORDS, ":6:12: \"recognise\" should be a mapping"},
      {"a word for settings",
       HEAD RECOGNISE "records: [{id: a, kind: panel_topic, find: '(?<text>.)', number: '1', set: red}]\n",
       ":7:76: \"set\" should be a mapping of names to values"},
      {"a list among settings",
       HEAD RECOGNISE "records: [{id: a, kind: panel_topic, find: '(?<text>.)', number: '1', set: {b: [red]}}]\n",
       ":7:80: \"set\" should be a mapping of names to single values"},
      {"a faulty regular expression", HEAD RECOGNISE "sections: [{id: a, heading: 'part (one'}]\n" RECORDS,
       ":7:29: \"heading\" is no regular expression: missing closing parenthesis (behind character 9 of the expression)"},
      {"one among several",
       HEAD RECOGNISE "facts: [{id: a, field: b, match: c, unless: ['d', '[e']}]\n" RECORDS,
       ":7:51: \"unless\" is no regular expression: missing terminating ] for character class (behind character 2 of the "
       "expression)"},
      {"a list for a regular expression", HEAD RECOGNISE "sections: [{id: a, heading: [b]}]\n" RECORDS,
       ":7:29: \"heading\" should be a regular expression"},
  };
  check_complaints(*state, rows, G_N_ELEMENTS(rows));
}

static void a_rule_that_could_never_work_is_refused(void **state) {
  static const Row rows[] = {
      {"another version of the format", "format: rapporteur.pack/2\nid: mine\ntitle: Mine\nversion: '1'\nlanguage: en\n" RECOGNISE RECORDS,
       ":1:9: format \"rapporteur.pack/2\" is not known; this program reads rapporteur.pack/1"},
      {"a fact with neither expression nor value", HEAD RECOGNISE "facts: [{id: a, field: b}]\n" RECORDS,
       ":7:9: rule \"a\" needs either \"match\" or \"value\""},
      {"a fact with both", HEAD RECOGNISE "facts: [{id: a, field: b, match: c, value: d}]\n" RECORDS,
       ":7:9: rule \"a\" needs either \"match\" or \"value\""},
      {"a normal form that there is not", HEAD RECOGNISE "facts: [{id: a, field: b, match: c, normal: colour}]\n" RECORDS, ""},
      {"one in a record's fields",
       HEAD RECOGNISE "records:\n- id: a\n  kind: panel_topic\n  find: '(?<text>.)'\n  number: '1'\n"
                      "  fields: [{id: b, field: c, match: d, normal: colour}]\n",
       ""},
      {"one in the fields of what follows",
       HEAD RECOGNISE "records:\n- id: a\n  kind: panel_topic\n  find: '(?<text>.)'\n  number: '1'\n"
                      "  following: [{id: b, field: c, match: d, normal: colour}]\n",
       ""},
      {"a section that there is not",
       HEAD RECOGNISE "records: [{id: a, kind: panel_topic, section: part, find: '(?<text>.)', number: '1'}]\n",
       ":7:47: there is no section \"part\" in this pack"},
      {"a record with neither starts nor find", HEAD RECOGNISE "records: [{id: a, kind: panel_topic}]\n",
       ":7:11: rule \"a\" needs either \"starts\" or \"find\""},
      {"a record with both",
       HEAD RECOGNISE SECTIONS "records: [{id: a, kind: panel_topic, section: part, find: '(?<text>.)', number: '1', "
                               "starts: [{id: b, text: c, number: '1'}]}]\n",
       ":8:11: rule \"a\" needs either \"starts\" or \"find\""},
      {"starts without a section",
       HEAD RECOGNISE "records: [{id: a, kind: panel_topic, starts: [{id: b, text: c, number: '1'}]}]\n",
       ":7:11: rule \"a\" needs a \"section\" for its \"starts\""},
      {"find without the group of the text", HEAD RECOGNISE "records: [{id: a, kind: panel_topic, find: b, number: '1'}]\n",
       ":7:11: rule \"a\" needs a group (?<text>...) in \"find\", and a \"number\""},
      {"find without a number", HEAD RECOGNISE "records: [{id: a, kind: panel_topic, find: '(?<text>.)'}]\n",
       ":7:11: rule \"a\" needs a group (?<text>...) in \"find\", and a \"number\""},
      {"a start that tells nothing",
       HEAD RECOGNISE SECTIONS "records: [{id: a, kind: panel_topic, section: part, starts: [{id: b, number: '1'}]}]\n",
       ":8:62: start \"b\" needs \"label\", \"heading\" or \"text\""},
      {"a label without the group of its place",
       HEAD RECOGNISE SECTIONS "records: [{id: a, kind: panel_topic, section: part, starts: [{id: b, label: c, number: '1'}]}]\n",
       ":8:62: start \"b\" needs a group (?<item>...): the place of the record in its list"},
      {"a heading without it",
       HEAD RECOGNISE SECTIONS "records: [{id: a, kind: panel_topic, section: part, starts: [{id: b, heading: c, number: '1'}]}]\n",
       ":8:62: start \"b\" needs a group (?<item>...): the place of the record in its list"},
      {"a told number without its group", HEAD RECOGNISE RECORDS "told: [{id: a, match: b}]\n",
       ":8:8: \"match\" needs a group (?<count>...)"},
  };
  check_complaints(*state, rows, G_N_ELEMENTS(rows));
}

static void a_folder_of_packs_is_loaded_whole_or_not_at_all(void **state) {
  (void)state;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_value_that_does_not_fit_is_refused_at_its_place),
      cmocka_unit_test(a_rule_that_could_never_work_is_refused),
      cmocka_unit_test(a_folder_of_packs_is_loaded_whole_or_not_at_all),
  };
  return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
