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
  g_autoptr(GPtrArray) packs = pack_load(path, error);
  remove_pack(path);
  return packs ? g_ptr_array_steal_index(packs, 0) : NULL;
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
       "extends, abstract, define, without, recognise, facts, sections, records, told, suspects, exceptions"},
      {"an unknown key further in",
       HEAD "recognise: {threshold: 1, evidence: [{id: a, in: cover, match: b, weigth: 3}]}\n" RECORDS,
       ":6:67: \"weigth\" is not known here; known are: id, in, match, weight, matches, rejects"},
      {"a missing key", HEAD RECOGNISE, ":1:1: \"records\" is missing"},
      {"a missing key further in", HEAD "recognise:\n  threshold: 1\n  evidence:\n  - {id: a, match: b, weight: 3}\n" RECORDS,
       ":9:5: \"in\" is missing"},
      {"a key twice", HEAD RECOGNISE RECORDS "id: yours\n", ":8:1: key \"id\" stands here twice: first in line 2"},
      {"a list for a word", HEAD RECOGNISE RECORDS "author: [A, B]\n", ":8:9: \"author\" should be one value"},
      {"nothing for a word", HEAD RECOGNISE RECORDS "author:\n", ":8:1: \"author\" is empty"},
      {"a word for a number", HEAD "recognise: {threshold: high, evidence: []}\n" RECORDS,
       ":6:24: \"threshold\" should be a whole number"},
      {"half a number", HEAD "recognise: {threshold: 1.5, evidence: []}\n" RECORDS,
       ":6:24: \"threshold\" should be a whole number"},
      {"a number beyond all sense", HEAD "recognise: {threshold: 1000001, evidence: []}\n" RECORDS,
       ":6:24: \"threshold\" should be a whole number"},
      {"another word for true", HEAD RECOGNISE "sections: [{id: a, heading: b, expected: yes}]\n" RECORDS,
       ":7:42: \"expected\" should be true or false"},
      {"a scope that there is not",
       HEAD "recognise: {threshold: 1, evidence: [{id: a, in: page, match: b, weight: 3}]}\n" RECORDS,
       ":6:50: \"in\" should be one of: cover, body, headings, furniture, tables"},
      {"a kind that there is not", HEAD RECOGNISE "records: [{id: a, kind: fact, find: '(?<text>.)', number: '1'}]\n",
       ":7:25: \"kind\" should be one of: recommendation, panel_topic"},
      {"a mapping for a list of words", HEAD RECOGNISE RECORDS "references: {a: b}\n",
       ":8:13: \"references\" should be a list of values"},
      {"a mapping among words", HEAD RECOGNISE RECORDS "references: [a, {b: c}]\n",
       ":8:17: \"references\" should be a list of values"},
      {"a word for a list", HEAD RECOGNISE "records: none\n", ":7:10: \"records\" should be a list"},
      {"a word among mappings", HEAD RECOGNISE "records: [none]\n", ":7:11: \"records\" should be a list of mappings"},
      {"a list for a mapping", HEAD "recognise: []\n" RECORDS, ":6:12: \"recognise\" should be a mapping"},
      {"a word for settings", HEAD RECOGNISE "records: [{id: a, kind: panel_topic, find: '(?<text>.)', number: '1', set: red}]\n",
       ":7:76: \"set\" should be a mapping of names to values"},
      {"a list among settings",
       HEAD RECOGNISE "records: [{id: a, kind: panel_topic, find: '(?<text>.)', number: '1', set: {b: [red]}}]\n",
       ":7:80: \"set\" should be a mapping of names to single values"},
      {"a faulty regular expression", HEAD RECOGNISE "sections: [{id: a, heading: 'part (one'}]\n" RECORDS,
       ":7:29: \"heading\" is no regular expression: missing closing parenthesis (behind character 9 of the expression)"},
      {"one among several", HEAD RECOGNISE "facts: [{id: a, field: b, match: c, unless: ['d', '[e']}]\n" RECORDS,
       ":7:51: \"unless\" is no regular expression: missing terminating ] for character class (behind character 2 of the "
       "expression)"},
      {"a list for a regular expression", HEAD RECOGNISE "sections: [{id: a, heading: [b]}]\n" RECORDS,
       ":7:29: \"heading\" should be a regular expression"},
  };
  check_complaints(*state, rows, G_N_ELEMENTS(rows));
}

#define NO_FORM "there is no normal form \"colour\"; there are text, symbol, date, date_range, number, ordinal, states, people, names"

static void a_rule_that_could_never_work_is_refused(void **state) {
  static const Row rows[] = {
      {"another version of the format",
       "format: rapporteur.pack/2\nid: mine\ntitle: Mine\nversion: '1'\nlanguage: en\n" RECOGNISE RECORDS,
       ":1:9: format \"rapporteur.pack/2\" is not known; this program reads rapporteur.pack/1"},
      {"a fact with neither expression nor value", HEAD RECOGNISE "facts: [{id: a, field: b}]\n" RECORDS,
       ":7:9: rule \"a\" needs either \"match\" or \"value\""},
      {"a fact with both", HEAD RECOGNISE "facts: [{id: a, field: b, match: c, value: d}]\n" RECORDS,
       ":7:9: rule \"a\" needs either \"match\" or \"value\""},
      {"a normal form that there is not", HEAD RECOGNISE "facts: [{id: a, field: b, match: c, normal: colour}]\n" RECORDS,
       ":7:45: " NO_FORM},
      {"one in a record's fields",
       HEAD RECOGNISE "records:\n- id: a\n  kind: panel_topic\n  find: '(?<text>.)'\n  number: '1'\n"
                      "  fields: [{id: b, field: c, match: d, normal: colour}]\n",
       ":12:48: " NO_FORM},
      {"one in the fields of what follows",
       HEAD RECOGNISE "records:\n- id: a\n  kind: panel_topic\n  find: '(?<text>.)'\n  number: '1'\n"
                      "  following: [{id: b, field: c, match: d, normal: colour}]\n",
       ":12:51: " NO_FORM},
      {"a section that there is not",
       HEAD RECOGNISE "records: [{id: a, kind: panel_topic, section: part, find: '(?<text>.)', number: '1'}]\n",
       ":7:47: there is no section \"part\" in this pack"},
      {"a record with neither starts nor find", HEAD RECOGNISE "records: [{id: a, kind: panel_topic}]\n",
       ":7:11: rule \"a\" needs one of \"starts\", \"find\" and \"table\""},
      {"a record with both",
       HEAD RECOGNISE SECTIONS "records: [{id: a, kind: panel_topic, section: part, find: '(?<text>.)', number: '1', "
                               "starts: [{id: b, text: c, number: '1'}]}]\n",
       ":8:11: rule \"a\" needs one of \"starts\", \"find\" and \"table\""},
      {"beside a rule that is not in front of it",
       HEAD RECOGNISE
       "records: [{id: a, kind: panel_topic, beside: b, find: '(?<text>.)', number: '1'}, {id: b, kind: panel_topic, "
       "find: '(?<text>.)', number: '1'}]\n",
       ":7:46: there is no rule \"b\" in front of this one"},
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
       HEAD RECOGNISE SECTIONS
       "records: [{id: a, kind: panel_topic, section: part, starts: [{id: b, heading: c, number: '1'}]}]\n",
       ":8:62: start \"b\" needs a group (?<item>...): the place of the record in its list"},
      {"a told number without its group", HEAD RECOGNISE RECORDS "told: [{id: a, match: b}]\n",
       ":8:8: \"match\" needs a group (?<count>...)"},
  };
  check_complaints(*state, rows, G_N_ELEMENTS(rows));
}

/* --- several packs */

/* Where each %s of FORMAT stands, FOLDER; you free it. */
static char *fill(const char *format, const char *folder) {
  g_auto(GStrv) parts = g_strsplit(format, "%s", -1);
  return g_strjoinv(folder, parts);
}

#define PACK(id) "format: rapporteur.pack/1\nid: " id "\ntitle: T\nversion: '1'\nlanguage: en\n" RECOGNISE RECORDS

typedef struct {
  const char *folder, *text;
} PackFile;

/* The ids of the packs that FOLDER has while it holds COUNT files, in their order; NULL with an error. */
static char *load_ids(const char *folder, const PackFile *files, gsize count, GError **error) {
  g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
  for (gsize i = 0; i < count && files[i].folder; i++) g_ptr_array_add(paths, write_pack(folder, files[i].folder, files[i].text));
  g_autoptr(GPtrArray) packs = packs_load(folder, error);
  for (guint i = 0; i < paths->len; i++) remove_pack(paths->pdata[i]);
  if (!packs) return NULL;
  g_autoptr(GPtrArray) ids = g_ptr_array_new();
  for (guint i = 0; i < packs->len; i++) g_ptr_array_add(ids, ((Pack *)packs->pdata[i])->id);
  g_ptr_array_add(ids, NULL);
  return g_strjoinv(" ", (char **)ids->pdata);
}

static void a_folder_of_packs_is_loaded_whole_or_not_at_all(void **state) {
  static const struct {
    const char *name;
    PackFile files[2];
    const char *ids;     /* NULL: an error */
    const char *message; /* %s stands for the folder */
  } rows[] = {
      {"one", {{"one", PACK("mine")}}, "mine", NULL},
      {"two, by their ids", {{"one", PACK("zz")}, {"two", PACK("aa")}}, "aa zz", NULL},
      {"two the other way round", {{"one", PACK("aa")}, {"two", PACK("zz")}}, "aa zz", NULL},
      {"none", {{0}}, NULL, "%s: no rule packs there (NAME/pack.yaml)"},
      {"one of two is wrong",
       {{"one", PACK("mine")}, {"two", HEAD RECOGNISE}},
       NULL,
       "%s/two/pack.yaml:1:1: \"records\" is missing"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    g_autoptr(GError) error = NULL;
    g_autofree char *ids = load_ids(*state, rows[i].files, G_N_ELEMENTS(rows[i].files), &error);
    g_autofree char *message = rows[i].message ? fill(rows[i].message, *state) : g_strdup("");
    assert_string_equal(error ? error->message : "", message);
    assert_string_equal(ids ? ids : "none", rows[i].ids ? rows[i].ids : "none");
  }
}

/* Which of the two is named first hangs on the order in which the folder lists them. */
static void two_packs_of_one_id_are_refused(void **state) {
  static const PackFile files[] = {{"one", PACK("mine")}, {"two", PACK("mine")}};
  g_autoptr(GError) error = NULL;
  g_autofree char *ids = load_ids(*state, files, G_N_ELEMENTS(files), &error);
  assert_null(ids);
  g_autofree char *two = fill("%s/two/pack.yaml: its id \"mine\" is that of %s/one/pack.yaml too", *state);
  g_autofree char *one = fill("%s/one/pack.yaml: its id \"mine\" is that of %s/two/pack.yaml too", *state);
  assert_string_equal(error->message, g_str_has_prefix(error->message, one) ? one : two);
}

static void folders_without_a_pack_are_passed_over(void **state) {
  g_autofree char *pack = write_pack(*state, "mine", PACK("mine"));
  g_autofree char *other = g_build_filename(*state, "notes", NULL), *file = g_build_filename(*state, "README", NULL);
  assert_int_equal(g_mkdir(other, 0700), 0);
  assert_true(g_file_set_contents(file, "notes", -1, NULL));
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) packs = packs_load(*state, &error);
  remove_pack(pack);
  assert_int_equal(g_rmdir(other) + g_remove(file), 0);
  assert_null(error);
  assert_int_equal(packs->len, 1);
}

static void a_folder_that_there_is_not_is_told(void **state) {
  g_autofree char *folder = g_build_filename(*state, "nowhere", NULL);
  g_autoptr(GError) error = NULL;
  assert_null(packs_load(folder, &error));
  g_autofree char *message = fill("Error opening directory “%s”: No such file or directory", folder);
  assert_string_equal(error->message, message);
}

/* --- what is right */

/* A pack that uses each key of each table. */
#define FULL                                                                                                                     \
  HEAD "author: A. Author\n"                                                                                                     \
       "modified: 2026-11-24\n"                                                                                                  \
       "references: [A/1, A/2]\n"                                                                                                \
       "recognise: {threshold: 5, evidence: [{id: e, in: furniture, match: 'x', weight: -3}]}\n"                                 \
       "facts:\n"                                                                                                                \
       "- {id: f, field: dates, in: headings, where: 'w', match: 'm', normal: date_range, names: [start, end], all: true,\n"     \
       "   unless: u, expected: true}\n"                                                                                         \
       "- {id: g, field: body, value: Body}\n"                                                                                   \
       "sections: [{id: part, heading: 'h', ends: 'e', expected: true}]\n"                                                       \
       "records:\n"                                                                                                              \
       "- id: r\n"                                                                                                               \
       "  kind: recommendation\n"                                                                                                \
       "  section: part\n"                                                                                                       \
       "  lead_ins: [{id: l, match: 'l', set: {decision: noted}}]\n"                                                             \
       "  starts: [{id: s, label: '(?<item>.)', text: 't', number: '{item}', alone: true, single: true, continues: any}]\n"      \
       "  continues: 'c'\n"                                                                                                      \
       "  narrative: ['n', 'o']\n"                                                                                               \
       "  none: ['p']\n"                                                                                                         \
       "  set: {a: b, c: d}\n"                                                                                                   \
       "  fields: [{id: i, field: j, match: 'k'}]\n"                                                                             \
       "- {id: q, kind: panel_topic, where: 'v', find: '(?<text>.)', number: '{item}', once: true,\n"                            \
       "   following: [{id: y, field: z, match: 'z'}]}\n"                                                                        \
       "told: [{id: t, match: '(?<count>.)'}]\n"

static void print_expressions(GString *out, const char *name, const GPtrArray *expressions) {
  g_string_append_printf(out, ", %s", name);
  for (guint i = 0; i < expressions->len; i++)
    g_string_append_printf(out, " /%s/", ((const Expression *)expressions->pdata[i])->source);
}

static void print_settings(GString *out, const GPtrArray *settings) {
  for (guint i = 0; i < settings->len; i++) {
    const Setting *setting = settings->pdata[i];
    g_string_append_printf(out, ", %s=%s", setting->name, setting->value);
  }
}

static const char *or_dash(const char *text) {
  return text ? text : "-";
}

static const char *source(const Expression *expression) {
  return expression ? expression->source : "-";
}

static void print_fields(GString *out, const GPtrArray *rules) {
  for (guint i = 0; i < rules->len; i++) {
    const FieldRule *rule = rules->pdata[i];
    g_string_append_printf(out, "field %s %s, in %d where %s match %s value %s normal %s%s%s, names", rule->id, rule->field,
                           rule->in, source(rule->where), source(rule->match), or_dash(rule->value), or_dash(rule->normal),
                           rule->all ? ", all" : "", rule->expected ? ", expected" : "");
    for (guint k = 0; k < rule->names->len; k++) g_string_append_printf(out, " %s", (char *)rule->names->pdata[k]);
    print_expressions(out, "unless", rule->unless);
    g_string_append_c(out, '\n');
  }
}

static void print_lists(GString *out, const RecordRule *rule) {
  for (guint i = 0; i < rule->lead_ins->len; i++) {
    const LeadIn *lead_in = rule->lead_ins->pdata[i];
    g_string_append_printf(out, "lead-in %s %s", lead_in->id, source(lead_in->match));
    print_settings(out, lead_in->set);
    g_string_append_c(out, '\n');
  }
  for (guint i = 0; i < rule->starts->len; i++) {
    const StartRule *start = rule->starts->pdata[i];
    g_string_append_printf(out, "start %s label %s heading %s text %s number %s%s%s, continues %d\n", start->id,
                           source(start->label), source(start->heading), source(start->text), start->number,
                           start->alone ? ", alone" : "", start->single ? ", single" : "", start->continues);
  }
}

static void print_record(GString *out, const RecordRule *rule) {
  g_string_append_printf(out, "record %s kind %d section %s where %s find %s number %s%s", rule->id, rule->kind,
                         or_dash(rule->section), source(rule->where), source(rule->find), or_dash(rule->number),
                         rule->once ? ", once" : "");
  print_expressions(out, "continues", rule->continues);
  print_expressions(out, "narrative", rule->narrative);
  print_expressions(out, "none", rule->none);
  print_settings(out, rule->set);
  g_string_append_c(out, '\n');
  print_lists(out, rule);
  print_fields(out, rule->fields);
  print_fields(out, rule->following);
}

static void print_pack(GString *out, const Pack *pack) {
  g_string_append_printf(out, "%s %s %s %s %s %s %s, references", pack->format, pack->id, pack->title, pack->version,
                         pack->author, pack->modified, pack->language);
  for (guint i = 0; i < pack->references->len; i++) g_string_append_printf(out, " %s", (char *)pack->references->pdata[i]);
  g_string_append_printf(out, ", threshold %d\n", pack->recognise.threshold);
  for (guint i = 0; i < pack->recognise.evidence->len; i++) {
    const Evidence *evidence = pack->recognise.evidence->pdata[i];
    g_string_append_printf(out, "evidence %s in %d match %s weight %d\n", evidence->id, evidence->in, source(evidence->match),
                           evidence->weight);
  }
  print_fields(out, pack->facts);
  for (guint i = 0; i < pack->sections->len; i++) {
    const SectionRule *section = pack->sections->pdata[i];
    g_string_append_printf(out, "section %s heading %s ends %s%s\n", section->id, source(section->heading), source(section->ends),
                           section->expected ? ", expected" : "");
  }
  for (guint i = 0; i < pack->records->len; i++) print_record(out, pack->records->pdata[i]);
  for (guint i = 0; i < pack->told->len; i++) {
    const ToldRule *told = pack->told->pdata[i];
    g_string_append_printf(out, "told %s %s\n", told->id, source(told->match));
  }
}

#define FULL_PRINTED                                                                                                             \
  "rapporteur.pack/1 mine Mine 1.0.0 A. Author 2026-11-24 en, references A/1 A/2, threshold 5\n"                                 \
  "evidence e in 3 match x weight -3\n"                                                                                          \
  "field f dates, in 2 where w match m value - normal date_range, all, expected, names start end, unless /u/\n"                  \
  "field g body, in 0 where - match - value Body normal -, names, unless\n"                                                      \
  "section part heading h ends e, expected\n"                                                                                    \
  "record r kind 0 section part where - find - number -, continues /c/, narrative /n/ /o/, none /p/, a=b, c=d\n"                 \
  "lead-in l l, decision=noted\n"                                                                                                \
  "start s label (?<item>.) heading - text t number {item}, alone, single, continues 1\n"                                        \
  "field i j, in 0 where - match k value - normal -, names, unless\n"                                                            \
  "record q kind 1 section - where v find (?<text>.) number {item}, once, continues, narrative, none\n"                          \
  "field y z, in 0 where - match z value - normal -, names, unless\n"                                                            \
  "told t (?<count>.)\n"

static void a_pack_holds_what_its_file_says(void **state) {
  g_autoptr(GError) error = NULL;
  g_autoptr(Pack) pack = load_text(*state, FULL, &error);
  if (error) print_error("%s\n", error->message);
  assert_non_null(pack);
  g_autoptr(GString) found = g_string_new(NULL);
  print_pack(found, pack);
  assert_string_equal(found->str, FULL_PRINTED);
  const Expression *heading = ((const SectionRule *)pack->sections->pdata[0])->heading;
  assert_int_equal(heading->line, 14); /* for messages about it later on */
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_value_that_does_not_fit_is_refused_at_its_place),
      cmocka_unit_test(a_rule_that_could_never_work_is_refused),
      cmocka_unit_test(a_folder_of_packs_is_loaded_whole_or_not_at_all),
      cmocka_unit_test(two_packs_of_one_id_are_refused),
      cmocka_unit_test(folders_without_a_pack_are_passed_over),
      cmocka_unit_test(a_folder_that_there_is_not_is_told),
      cmocka_unit_test(a_pack_holds_what_its_file_says),
  };
  return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
