/* test_yaml.c - YAML files: their nodes, where each stands, and what is said of a file that can't be used. */
#include "rules/yaml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <glib/gstdio.h>

/* Writes NODE as LINE:COL and its text, or its children in brackets. */
static void describe(GString *out, const YamlNode *node) {
  g_string_append_printf(out, "%u:%u", yaml_line(node), yaml_column(node));
  if (yaml_kind(node) == YAML_SCALAR) {
    g_string_append_printf(out, "'%s'", yaml_text(node));
    return;
  }
  assert_null(yaml_text(node));
  g_string_append_c(out, yaml_kind(node) == YAML_MAPPING ? '{' : '[');
  for (guint i = 0; i < yaml_length(node); i++) {
    if (i > 0) g_string_append_c(out, ' ');
    if (yaml_kind(node) == YAML_MAPPING) {
      describe(out, yaml_key(node, i));
      g_string_append_c(out, '=');
    }
    describe(out, yaml_value(node, i));
  }
  g_string_append_c(out, yaml_kind(node) == YAML_MAPPING ? '}' : ']');
}

static void every_node_knows_where_it_stands(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *name, *text, *expected;
  } rows[] = {
      {"a scalar", "word", "1:1'word'"},
      {"a mapping", "a: 1\nb: two words\n", "1:1{1:1'a'=1:4'1' 2:1'b'=2:4'two words'}"},
      {"a sequence", "- a\n-   b\n", "1:1[1:3'a' 2:5'b']"},
      {"one within the other", "a:\n  - b: c\n", "1:1{1:1'a'=2:3[2:5{2:5'b'=2:8'c'}]}"},
      {"flow style", "{a: [b, 'c'], \"d\": {}}", "1:1{1:2'a'=1:5[1:6'b' 1:9'c'] 1:15'd'=1:20{}}"},
      {"an empty value stands at its key", "a: 1\nb:\n", "1:1{1:1'a'=1:4'1' 2:1'b'=2:1''}"},
      {"columns are characters", "é: ü", "1:1{1:1'é'=1:4'ü'}"},
      {"comments", "# c\na: b # d\n", "2:1{2:1'a'=2:4'b'}"},
      {"a byte order mark", "\ufeffa: b", "1:1{1:1'a'=1:4'b'}"},
      {"an expression in single quotes", "'(?<n>\\d+)''s'", "1:1'(?<n>\\d+)'s'"},
      {"escapes in double quotes", "\"a\\n\\u00e9\"", "1:1'a\né'"},
      {"a block of lines", "a: |\n  b\n  c\n", "1:1{1:1'a'=2:1'b\nc\n'}"},
      {"a folded block", "a: >-\n  b\n  c\n", "1:1{1:1'a'=2:1'b c'}"},
      {"a document between its marks", "---\na\n...\n", "2:1'a'"},
      {"words that others take for truth values", "[yes, no, null, ~]", "1:1[1:2'yes' 1:7'no' 1:11'null' 1:17'~']"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    g_autoptr(GError) error = NULL;
    g_autoptr(YamlFile) file = yaml_parse("t.yaml", rows[i].text, strlen(rows[i].text), &error);
    if (error != NULL) print_error("%s\n", error->message);
    assert_non_null(file);
    g_autoptr(GString) found = g_string_new(NULL);
    describe(found, yaml_root(file));
    assert_string_equal(found->str, rows[i].expected);
    assert_string_equal(yaml_file_name(yaml_root(file)), "t.yaml");
  }
}

static void what_is_not_plain_yaml_is_refused_at_its_place(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *name, *text, *message;
  } rows[] = {
      {"nothing", "", "t.yaml:1:1: the file is empty"},
      {"only comments", "# c\n", "t.yaml:1:1: the file is empty"},
      {"an open bracket", "a: [1,\n  2\n", "t.yaml:3:1: flow sequence without a closing bracket"},
      {"an open quotation mark", "a: \"x\n", "t.yaml:1:5: double-quoted scalar without closing quote"},
      {"a tab", "a:\n\tb: 1\n", "t.yaml:2:1: tab character may not be used as indentation"},
      {"two mappings in a line", "a: b: c\n", "t.yaml:1:5: invalid nested block mapping on the same line"},
      {"a key twice", "a: 1\nb: 2\na: 3\n", "t.yaml:3:1: key \"a\" stands here twice: first in line 1"},
      {"a key twice in flow style", "{a: 1, 'a': 2}", "t.yaml:1:8: key \"a\" stands here twice: first in line 1"},
      {"a key twice further in", "x:\n  - a: 1\n    a: 2\n", "t.yaml:3:5: key \"a\" stands here twice: first in line 2"},
      {"a key that is no text", "? [a]\n: 1\n", "t.yaml:1:3: a key should be plain text"},
      {"an anchor", "a: &x 1\n", "t.yaml:1:7: anchors (&name) are not used in rule files"},
      {"an alias", "a: *x\n", "t.yaml:1:5: aliases (*name) are not used in rule files: write the value out"},
      {"a tag", "- !t 1\n", "t.yaml:1:6: tags (!name) are not used in rule files"},
      {"two documents", "a: 1\n---\nb: 2\n", "t.yaml:3:1: a second document begins: a file holds one"},
      {"a deep nest", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
       "t.yaml:1:33: this is nested too deeply"},
      {"a control character", "a: b\001", "t.yaml:1:4: this holds a control character, or an escape that is no character"},
      {"an escaped control character", "a: \"b\\x1b\"",
       "t.yaml:1:4: this holds a control character, or an escape that is no character"},
      {"what is no character of XML", "a: [\"b\", \"\\uFFFE\"]",
       "t.yaml:1:10: this holds a control character, or an escape that is no character"},
      {"an escaped NUL", "a: \"\\0\"", "t.yaml:1:4: this holds a control character, or an escape that is no character"},
      {"a lone surrogate", "a: \"\\ud800\"", "t.yaml:1:5: double-quoted scalar has invalid UTF8 escape"},
      {"what libfyaml misreads", "a: b\nc: 'it''''s'\n",
       "t.yaml:2:7: four quotation marks in a row can't be read: write \\x27 for one in an expression, or use double quotes"},
      {"no UTF-8", "a: é\nbé\xff: 1\n", "t.yaml:2:3: this is not UTF-8 text"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    g_autoptr(GError) error = NULL;
    assert_null(yaml_parse("t.yaml", rows[i].text, strlen(rows[i].text), &error));
    assert_string_equal(error->message, rows[i].message);
    assert_true(g_error_matches(error, YAML_ERROR, YAML_ERROR_SYNTAX));
  }
}

static void a_value_is_looked_up_by_its_key(G_GNUC_UNUSED void **state) {
  static const char text[] = "a: 1\nb: [x]\n";
  g_autoptr(YamlFile) file = yaml_parse("t.yaml", text, strlen(text), NULL);
  const YamlNode *root = yaml_root(file);
  assert_string_equal(yaml_text(yaml_lookup(root, "a")), "1");
  assert_int_equal(yaml_length(yaml_lookup(root, "b")), 1);
  assert_int_equal(yaml_length(yaml_lookup(root, "a")), 0);
  assert_null(yaml_lookup(root, "c"));
  assert_null(yaml_lookup(yaml_lookup(root, "b"), "x"));
  assert_null(yaml_lookup(yaml_lookup(root, "a"), "1"));
}

static void a_complaint_tells_where(G_GNUC_UNUSED void **state) {
  static const char text[] = "a:\n  b: Perú\n";
  g_autoptr(YamlFile) file = yaml_parse("packs/t.yaml", text, strlen(text), NULL);
  g_autoptr(GError) error = NULL;
  const YamlNode *node = yaml_lookup(yaml_lookup(yaml_root(file), "a"), "b");
  assert_false(yaml_complain(&error, node, "\"%s\" is no number from %d to %d", yaml_text(node), 1, 9));
  assert_string_equal(error->message, "packs/t.yaml:2:6: \"Perú\" is no number from 1 to 9");
  assert_true(g_error_matches(error, YAML_ERROR, YAML_ERROR_CONTENT));
}

typedef enum { NOTHING, A_FOLDER, A_FIFO, A_FILE, A_LARGE_FILE, A_SPARSE_FILE } What;

static void make(What what, const char *path) {
  g_autofree char *spaces = g_strnfill(YAML_MAX_BYTES + 1, ' ');
  switch (what) {
  case A_FOLDER:
    assert_int_equal(g_mkdir(path, 0700), 0);
    break;
  case A_FIFO:
    assert_int_equal(mkfifo(path, 0600), 0);
    break;
  case A_FILE:
    assert_true(g_file_set_contents(path, "a: 1\n", -1, NULL));
    break;
  case A_LARGE_FILE:
    assert_true(g_file_set_contents(path, spaces, YAML_MAX_BYTES + 1, NULL));
    break;
  case A_SPARSE_FILE:
    assert_true(g_file_set_contents(path, "", 0, NULL));
    assert_int_equal(truncate(path, (off_t)1 << 40), 0);
    break;
  case NOTHING:
    break;
  }
}

static void only_small_regular_files_are_read(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *name;
    What what;
    const char *message; /* %s stands for the path; NULL: it is read */
  } rows[] = {
      {"no file", NOTHING, "%s: Failed to open file “%s”: No such file or directory"},
      {"a folder", A_FOLDER, "%s: this is no regular file of at most 1048576 bytes"},
      {"a FIFO", A_FIFO, "%s: this is no regular file of at most 1048576 bytes"},
      {"a large file", A_LARGE_FILE, "%s: this is no regular file of at most 1048576 bytes"},
      {"a sparse file of a terabyte", A_SPARSE_FILE, "%s: this is no regular file of at most 1048576 bytes"},
      {"a file", A_FILE, NULL},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    g_autofree char *folder = g_dir_make_tmp("rapporteur-test-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "t.yaml", NULL);
    make(rows[i].what, path);
    g_autoptr(GError) error = NULL;
    g_autoptr(YamlFile) file = yaml_load(path, &error);
    assert_true((file == NULL) == (error != NULL));
    g_remove(path);
    g_rmdir(folder);
    g_auto(GStrv) parts = g_strsplit(rows[i].message != NULL ? rows[i].message : "", "%s", -1);
    g_autofree char *expected = g_strjoinv(path, parts);
    assert_string_equal(error != NULL ? error->message : "", expected);
    if (error != NULL) assert_true(g_error_matches(error, YAML_ERROR, YAML_ERROR_READ));
  }
}

static void too_much_text_is_refused(G_GNUC_UNUSED void **state) {
  g_autofree char *text = g_strnfill(YAML_MAX_BYTES + 1, ' ');
  g_autoptr(GError) error = NULL;
  assert_null(yaml_parse("t.yaml", text, YAML_MAX_BYTES + 1, &error));
  assert_string_equal(error->message, "t.yaml: the file is larger than 1048576 bytes");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_node_knows_where_it_stands),  cmocka_unit_test(what_is_not_plain_yaml_is_refused_at_its_place),
      cmocka_unit_test(a_value_is_looked_up_by_its_key),   cmocka_unit_test(a_complaint_tells_where),
      cmocka_unit_test(only_small_regular_files_are_read), cmocka_unit_test(too_much_text_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
