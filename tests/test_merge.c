/* test_merge.c - packs in several files: what one says over another, names filled in, languages, and what is complained of. */
#include "rules/define.h"
#include "rules/merge.h"
#include "rules/pack.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <glib/gstdio.h>

/* NODE on one line: {key: value}, [item], text. */
static void print_node(GString *out, const YamlNode *node) {
  if (yaml_kind(node) == YAML_SCALAR) {
    g_string_append(out, yaml_text(node));
    return;
  }
  gboolean mapping = yaml_kind(node) == YAML_MAPPING;
  g_string_append_c(out, mapping ? '{' : '[');
  for (guint i = 0; i < yaml_length(node); i++) {
    if (i > 0) g_string_append(out, ", ");
    if (mapping) g_string_append_printf(out, "%s: ", yaml_text(yaml_key(node, i)));
    print_node(out, yaml_value(node, i));
  }
  g_string_append_c(out, mapping ? '}' : ']');
}

static YamlFile *parse(const char *text) {
  g_autoptr(GError) error = NULL;
  YamlFile *file = yaml_parse("test.yaml", text, strlen(text), &error);
  if (error) print_error("%s\n", error->message);
  assert_non_null(file);
  return file;
}

static void own_rules_stand_over_inherited_ones(void **state) {
  (void)state;
  static const struct {
    const char *name, *own, *inherited, *without, *merged;
  } rows[] = {
      {"a scalar replaces", "{a: 1}", "{a: 2, b: 3}", NULL, "{a: 1, b: 3}"},
      {"lists of texts are joined, own first, each once", "{a: [x, y]}", "{a: [y, z]}", NULL, "{a: [x, y, z]}"},
      {"a text is a list of one", "{a: x}", "{a: [y]}", NULL, "{a: [x, y]}"},
      {"rules of one id are one", "{a: [{id: p, m: 1}]}", "{a: [{id: q, m: 2}, {id: p, m: 3, n: 4}]}", NULL,
       "{a: [{id: p, m: 1, n: 4}, {id: q, m: 2}]}"},
      {"so are rules within rules", "{a: [{id: p, b: [{id: r, m: 1}]}]}", "{a: [{id: p, b: [{id: s, m: 2}, {id: r, n: 3}]}]}",
       NULL, "{a: [{id: p, b: [{id: r, m: 1, n: 3}, {id: s, m: 2}]}]}"},
      {"rules without an id are all kept", "{a: [{m: 1}]}", "{a: [{m: 1}]}", NULL, "{a: [{m: 1}, {m: 1}]}"},
      {"what a pack does without is not inherited", "{b: 1}", "{a: [{id: p}, {id: q}]}", "[q]", "{b: 1, a: [{id: p}]}"},
      {"nor deep inside", "{b: 1}", "{a: [{id: p, c: [{id: q}, {id: r}]}]}", "[q]", "{b: 1, a: [{id: p, c: [{id: r}]}]}"},
      {"an own rule of that id stands alone", "{a: [{id: p, m: 1}]}", "{a: [{id: p, m: 2, n: 3}]}", "p", "{a: [{id: p, m: 1}]}"},
      {"nothing over something", "{}", "{a: [1]}", NULL, "{a: [1]}"},
      {"something over nothing", "{a: {b: [1]}}", "{}", NULL, "{a: {b: [1]}}"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    g_autoptr(YamlFile) own = parse(rows[i].own), inherited = parse(rows[i].inherited);
    g_autoptr(YamlFile) without = rows[i].without ? parse(rows[i].without) : NULL;
    g_autoptr(YamlNode) merged = merge_nodes(yaml_root(own), yaml_root(inherited), without ? yaml_root(without) : NULL);
    g_autoptr(GString) printed = g_string_new(NULL);
    print_node(printed, merged);
    assert_string_equal(printed->str, rows[i].merged);
  }
}

static void names_are_filled_in(void **state) {
  (void)state;
  static const struct {
    const char *name, *text, *filled; /* filled: what stands under `a`, or the complaint */
  } rows[] = {
      {"a name", "{define: {day: '\\d+'}, a: 'on %{day}'}", "on (?:\\d+)"},
      {"twice", "{define: {day: '\\d+'}, a: '%{day}-%{day}'}", "(?:\\d+)-(?:\\d+)"},
      {"within another", "{define: {date: '%{day} May', day: '\\d+'}, a: '%{date}'}", "(?:(?:\\d+) May)"},
      {"deep in the tree", "{define: {x: y}, a: [{b: ['%{x}']}]}", "[{b: [(?:y)]}]"},
      {"a quantifier is none", "{a: 'x{2}%'}", "x{2}%"},
      {"the months of a language", "{a: '^%{month}$'}",
       "^(?:septiembre|diciembre|noviembre|setiembre|febrero|octubre|agosto|abril|enero|julio|junio|marzo|mayo)$"},
      {"one that is not defined", "{define: {x: y}, a: '%{z}'}", "test.yaml:1:21: %{z} is not defined: put it under \"define\""},
      {"one defined by itself", "{define: {x: '%{y}', y: '%{x}'}, a: '%{x}'}", "test.yaml:1:25: \"y\" is defined by itself"},
      {"those that double one another without end",
       "{define: {a: '%{b}%{b}%{b}%{b}', b: '%{c}%{c}%{c}%{c}', c: '%{d}%{d}%{d}%{d}', d: '%{e}%{e}%{e}%{e}',\n"
       "e: '%{f}%{f}%{f}%{f}', f: '%{g}%{g}%{g}%{g}', g: '%{h}%{h}%{h}%{h}', h: '%{i}%{i}%{i}%{i}', i: '0123456789'},\n"
       "a: '%{a}'}",
       "test.yaml:1:14: with its definitions filled in this is longer than 262144 bytes"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    g_autoptr(YamlFile) file = parse(rows[i].text);
    g_autoptr(YamlFile) months = NULL;
    g_autoptr(GError) error = NULL;
    g_autoptr(YamlNode) tree = define_fill(yaml_root(file), "es", &months, &error);
    g_autoptr(GString) printed = g_string_new(NULL);
    if (tree)
      print_node(printed, yaml_lookup(tree, "a"));
    else
      g_string_append(printed, error->message);
    assert_string_equal(printed->str, rows[i].filled);
  }
}

/* --- packs in several files */

#define HEAD(id) "format: rapporteur.pack/1\nid: " id "\ntitle: T\nversion: '1'\n"
#define KNOW "recognise: {threshold: 1, evidence: [{id: e, in: cover, match: x, weight: 1}]}\n"
#define LANGUAGE "format: rapporteur.pack/1\n"
#define FACT(id, match) "facts: [{id: " id ", field: f, match: '" match "'}]\n"

typedef struct {
  const char *path, *text;
} File;

typedef struct {
  const char *name;
  File files[6];
  const char *packs; /* "id/language: facts' ids and expressions; ...", or the complaint with %s for the folder */
} Row;

static const Row rows[] = {
    {"two languages",
     {{"p/pack.yaml", HEAD("p") KNOW FACT("a", "all")},
      {"p/fr.yaml", LANGUAGE FACT("b", "fr") "records: []\n"},
      {"p/es.yaml", LANGUAGE FACT("a", "es") "records: []\n"}},
     "p/es: a=es; p/fr: b=fr a=all"},
    {"one pack extends another, in each language",
     {{"p/pack.yaml", HEAD("p") "extends: q\n" KNOW FACT("a", "p")},
      {"p/fr.yaml", LANGUAGE "records: []\n"},
      {"q/pack.yaml", HEAD("q") "abstract: true\n" FACT("b", "q")},
      {"q/fr.yaml", LANGUAGE FACT("c", "q-fr")}},
     "p/fr: a=p c=q-fr b=q"},
    {"definitions of the language go into rules of all languages",
     {{"p/pack.yaml", HEAD("p") KNOW "records: []\n" FACT("a", "%{w}")},
      {"p/fr.yaml", LANGUAGE "define: {w: un}\n"},
      {"p/es.yaml", LANGUAGE "define: {w: uno}\n"}},
     "p/es: a=(?:uno); p/fr: a=(?:un)"},
    {"a pack of a parent that there is not",
     {{"p/pack.yaml", HEAD("p") "language: en\nextends: nobody\n" KNOW "records: []\n"}},
     "%s/p/pack.yaml:6:10: there is no pack \"nobody\" to extend, in %s or among the program's own"},
    {"a circle",
     {{"p/pack.yaml", HEAD("p") "language: en\nextends: q\n" KNOW "records: []\n"},
      {"q/pack.yaml", HEAD("q") "language: en\nextends: p\n" KNOW "records: []\n"}},
     "%s/q/pack.yaml:6:10: the packs extend one another in a circle"},
    {"a fault in a language's file is told there",
     {{"p/pack.yaml", HEAD("p") KNOW "records: []\n"}, {"p/fr.yaml", LANGUAGE "facts: [{id: a, field: f, match: '('}]\n"}},
     "%s/p/fr.yaml:2:34: \"match\" is no regular expression: missing closing parenthesis (behind character 1 of the "
     "expression)"},
    {"a fault in what is inherited is told where it stands",
     {{"p/pack.yaml", HEAD("p") "language: en\nextends: q\n" KNOW "records: []\n"},
      {"q/pack.yaml", HEAD("q") "abstract: true\nfacts: [{id: a, field: f, mach: x}]\n"}},
     "%s/q/pack.yaml:6:27: \"mach\" is not known here; known are: id, field, in, where, match, group, value, normal, names, all, "
     "unless, expected, matches, rejects"},
    {"a group that there is not",
     {{"p/pack.yaml", HEAD("p") "language: en\n" KNOW "records: []\nfacts: [{id: a, field: f, match: x, group: g}]\n"}},
     "%s/p/pack.yaml:8:44: \"match\" has no group (?<g>...)"},
    {"no language at all", {{"p/pack.yaml", HEAD("p") KNOW "records: []\n"}}, "%s/p/pack.yaml:1:1: \"language\" is missing"},
    {"a language of another version of the format",
     {{"p/pack.yaml", HEAD("p") KNOW "records: []\n"}, {"p/fr.yaml", "format: rapporteur.pack/9\n"}},
     "%s/p/fr.yaml:1:9: format \"rapporteur.pack/9\" is not known; this program reads rapporteur.pack/1"},
};

static void write_files(const char *folder, const File *files) {
  for (; files->path; files++) {
    g_autofree char *path = g_build_filename(folder, files->path, NULL), *parent = g_path_get_dirname(path);
    assert_int_equal(g_mkdir_with_parents(parent, 0700), 0);
    assert_true(g_file_set_contents(path, files->text, -1, NULL));
  }
}

static void remove_files(const char *folder, const File *files) {
  for (const File *file = files; file->path; file++) {
    g_autofree char *path = g_build_filename(folder, file->path, NULL);
    assert_int_equal(g_remove(path), 0);
  }
  for (const File *file = files; file->path; file++) {
    g_autofree char *path = g_build_filename(folder, file->path, NULL), *parent = g_path_get_dirname(path);
    g_rmdir(parent); /* the first of several files in it takes it */
  }
}

static char *print_packs(const GPtrArray *packs) {
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < packs->len; i++) {
    const Pack *pack = packs->pdata[i];
    g_string_append_printf(out, "%s%s/%s:", i ? "; " : "", pack->id, pack->language);
    for (guint f = 0; f < pack->facts->len; f++) {
      const FieldRule *rule = pack->facts->pdata[f];
      g_string_append_printf(out, " %s=%s", rule->id, rule->match->source);
    }
  }
  return g_string_free(out, FALSE);
}

static void packs_are_merged_from_their_files(void **state) {
  (void)state;
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    g_autofree char *folder = g_dir_make_tmp("rapporteur-test-XXXXXX", NULL);
    write_files(folder, rows[i].files);
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) packs = packs_load(folder, &error);
    remove_files(folder, rows[i].files);
    assert_int_equal(g_rmdir(folder), 0);
    g_autofree char *printed = packs ? print_packs(packs) : g_strdup(error->message);
    g_auto(GStrv) parts = g_strsplit(rows[i].packs, "%s", -1);
    g_autofree char *expected = g_strjoinv(folder, parts);
    assert_string_equal(printed, expected);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(own_rules_stand_over_inherited_ones),
      cmocka_unit_test(names_are_filled_in),
      cmocka_unit_test(packs_are_merged_from_their_files),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
