/* test_digest_template.c - templates of digests: what they lay out, and what is wrong with them. */
#include "pipeline/digest/digest_layout.h"

#include <glib/gstdio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "pipeline/common/nearest.h"
#include "pipeline/digest/digest_template.h"

#define FORMAT "format: rapporteur.template/1\n"

/* A column with the key KEY of the sheet WHICH; NULL where it can have none. */
static const DigestColumn *find(DigestSheet which, const char *key) {
  const DigestColumn *column;
  for (guint i = 0; (column = digest_sheet_column(which, i)) != NULL; i++)
    if (g_str_equal(digest_column_key(column), key)) return column;
  return NULL;
}

/* ---- what can be chosen ---- */

static void each_column_has_a_key_of_its_own(G_GNUC_UNUSED void **state) {
  for (guint which = 0; which < N_SHEETS; which++) {
    g_autoptr(GHashTable) keys = g_hash_table_new(g_str_hash, g_str_equal);
    const DigestColumn *column;
    guint count = 0;
    for (; (column = digest_sheet_column((DigestSheet)which, count)) != NULL; count++) {
      if (digest_column_key(column) == NULL)
        fail_msg("%s: \"%s\" has no key: give its row in digest_columns.c one", digest_sheets[which].name, column->column.header);
      if (!g_hash_table_add(keys, (char *)digest_column_key(column)))
        fail_msg("%s: %s is the key of two columns", digest_sheets[which].name, digest_column_key(column));
    }
    assert_true(count <= SHEET_COLUMNS_MOST);
  }
}

static void what_an_export_tells_can_be_chosen(G_GNUC_UNUSED void **state) {
  for (const RowColumn *row = row_columns; row->name != NULL; row++) {
    gboolean chosen = FALSE;
    for (guint which = 0; which < N_SHEETS; which++)
      chosen |= (digest_sheets[which].kinds & row->kinds) != 0 && find((DigestSheet)which, row->name) != NULL;
    if (!chosen) fail_msg("no sheet can have %s: give it a row in digest_other_columns (digest_columns.c)", row->name);
  }
}

/* ---- templates ---- */

/* "recommendations as Recs: id \"ID\" 26 link 1, ...; summary as Summary" */
static char *describe(const Layout *layout) {
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < layout->sheets->len; i++) {
    const LayoutSheet *sheet = &g_array_index(layout->sheets, LayoutSheet, i);
    g_string_append_printf(text, "%s%s as %s", i > 0 ? "; " : "", digest_sheets[sheet->which].key, sheet->name);
    for (guint n = 0; n < sheet->columns->len; n++) {
      const DigestColumn *column = &g_array_index(sheet->columns, DigestColumn, n);
      g_string_append_printf(text, "%s %s \"%s\" %g", n > 0 ? "," : ":", digest_column_key(column), column->column.header,
                             column->column.width);
      if (column->rank > 0) g_string_append_printf(text, " link %u", column->rank);
    }
  }
  return g_string_free(text, FALSE);
}

/* The layout of the template TEXT, in a file of its own. */
static Layout *load(const char *text, GError **error) {
  g_autofree char *folder = g_dir_make_tmp("template-XXXXXX", NULL);
  g_autofree char *file = g_build_filename(folder, "t.yaml", NULL);
  assert_true(g_file_set_contents(file, text, -1, NULL));
  Layout *layout = layout_load(file, error);
  g_unlink(file);
  g_rmdir(folder);
  return layout;
}

static void a_template_lays_out_sheets_and_columns(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *text, *layout;
  } rows[] = {
      {"sheets: [about, summary]", "about as About; summary as Summary"},
      {"sheets: [{sheet: summary, name: Übersicht}]", "summary as Übersicht"},
      {"sheets: [{sheet: recommendations, columns: [id, text]}]",
       "recommendations as Recommendations: id \"ID\" 26 link 1, text \"Recommendation\" 62"},
      {"sheets: [{sheet: recommendations, columns: [{column: text, header: Wortlaut, width: 90.5}, {column: id}]}]",
       "recommendations as Recommendations: text \"Wortlaut\" 90.5, id \"ID\" 26 link 1"},
      {"sheets: [{sheet: panel_topics, columns: [source, number, related]}]", /* a link's rank is its place among those here */
       "panel_topics as Panel topics: source \"Source\" 20 link 2, number \"No.\" 8, related \"Related recommendations\" 36 link "
       "1"},
      {"sheets: [{sheet: checks, name: Meetings, columns: [check]}, {sheet: meetings, name: Checks, columns: [verdict]}]",
       "checks as Meetings: check \"Check\" 20; meetings as Checks: verdict \"Check\" 13"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].text);
    g_autofree char *text = g_strconcat(FORMAT, rows[i].text, NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(Layout) layout = load(text, &error);
    if (layout == NULL) fail_msg("%s", error->message);
    g_autofree char *described = describe(layout);
    assert_string_equal(described, rows[i].layout);
  }
}

static void the_printed_template_is_the_digest_without_one(G_GNUC_UNUSED void **state) {
  g_autoptr(GString) text = g_string_new(NULL);
  digest_template_print(text);
  g_autoptr(GError) error = NULL;
  g_autoptr(Layout) printed = load(text->str, &error);
  g_autoptr(Layout) without = layout_default();
  if (printed == NULL) fail_msg("%s", error->message);
  g_autofree char *a = describe(printed), *b = describe(without), *differences = layout_differences(printed);
  assert_string_equal(a, b);
  assert_string_equal(differences, "");
}

static void each_column_of_a_comment_can_be_taken_in(G_GNUC_UNUSED void **state) {
  g_autoptr(GString) text = g_string_new(NULL);
  digest_template_print(text);
  g_string_replace(text, "      # - ", "      - ", 0);
  g_autoptr(GError) error = NULL;
  g_autoptr(Layout) layout = load(text->str, &error);
  if (layout == NULL) fail_msg("%s", error->message);
  assert_true(layout_sheet(layout, SHEET_RECOMMENDATIONS)->columns->len > digest_sheets[SHEET_RECOMMENDATIONS].count);
}

#define TEN "1234567890"

static void what_is_wrong_is_told_with_its_place(G_GNUC_UNUSED void **state) {
  static const char sheets[] = "summary, recommendations, panel_topics, meetings, changes, checks, about";
  static const struct {
    const char *text, *message; /* %s in the message: all sheets */
  } rows[] = {
      {"", "1:1: the file is empty"},
      {"- a", "1:1: a mapping should stand here, of: format, sheets"},
      {"sheets: [about]", "1:1: \"format\" is missing"},
      {"format: rapporteur.template/2\nsheets: [about]",
       "1:9: the format is \"rapporteur.template/2\", but only \"rapporteur.template/1\" can be read here"},
      {"format: [a]", "1:9: \"format\" should be a text"},
      {FORMAT "sheet: [about]", "2:1: \"sheet\" is not known here; did you mean \"sheets\"? There are: format, sheets"},
      {FORMAT "colour: red", "2:1: \"colour\" is not known here; there are: format, sheets"},
      {FORMAT, "1:1: \"sheets\" should be a list of at least one sheet"},
      {FORMAT "sheets: about", "2:9: \"sheets\" should be a list of at least one sheet"},
      {FORMAT "sheets: []", "2:9: \"sheets\" should be a list of at least one sheet"},
      {FORMAT "sheets: [abuot]", "2:10: there is no sheet \"abuot\"; did you mean \"about\"? There are: %s"},
      {FORMAT "sheets: [{sheet: evidence}]", "2:18: there is no sheet \"evidence\"; there are: %s"},
      {FORMAT "sheets: [about, about]", "2:17: the sheet \"about\" is chosen twice"},
      {FORMAT "sheets: [{name: x}]", "2:10: \"sheet\" is missing"},
      {FORMAT "sheets: [[about]]", "2:10: a mapping should stand here, of: sheet, name, columns"},
      {FORMAT "sheets: [{sheet: about, names: x}]",
       "2:25: \"names\" is not known here; did you mean \"name\"? There are: sheet, name, columns"},
      {FORMAT "sheets: [{sheet: about, name: ''}]", "2:31: \"name\" should be a text"},
      {FORMAT "sheets: [{sheet: about, name: " TEN TEN TEN "12}]", "2:31: a sheet's name has 31 characters at most"},
      {FORMAT "sheets: [{sheet: about, name: 'a/b'}]", "2:31: a sheet's name has none of the characters []:*?/\\"},
      {FORMAT "sheets: [{sheet: about, name: \"'a\"}]", "2:31: a sheet's name neither begins nor ends with an apostrophe"},
      {FORMAT "sheets: [{sheet: about, name: \"a\\nb\"}]", "2:31: a sheet's name is one line"},
      {FORMAT "sheets: [{sheet: about, name: history}]", "2:31: Excel keeps the name \"history\" for itself"},
      {FORMAT "sheets: [checks, {sheet: about, name: CHECKS}]", "2:39: another sheet has the name \"CHECKS\", too"},
      {FORMAT "sheets: [{sheet: about, columns: [id]}]", "2:34: the sheet \"about\" has no columns to choose"},
      {FORMAT "sheets: [{sheet: checks, columns: []}]", "2:35: \"columns\" should be a list of at least one column"},
      {FORMAT "sheets: [{sheet: checks, columns: check}]", "2:35: \"columns\" should be a list of at least one column"},
      {FORMAT "sheets: [{sheet: checks, columns: [check, check]}]",
       "2:43: the column \"check\" stands in the sheet \"checks\" twice"},
      {FORMAT "sheets: [{sheet: checks, columns: [{header: x}]}]", "2:36: \"column\" is missing"},
      {FORMAT "sheets: [{sheet: checks, columns: [{column: check, with: 8}]}]",
       "2:52: \"with\" is not known here; did you mean \"width\"? There are: column, header, width"},
      {FORMAT "sheets: [{sheet: checks, columns: [{column: check, width: wide}]}]",
       "2:59: \"width\" should be a number from 1 to 255: how many digits fit into the column"},
      {FORMAT "sheets: [{sheet: checks, columns: [{column: check, width: 256}]}]",
       "2:59: \"width\" should be a number from 1 to 255: how many digits fit into the column"},
      {FORMAT "sheets: [{sheet: checks, columns: [{column: check, width: nan}]}]",
       "2:59: \"width\" should be a number from 1 to 255: how many digits fit into the column"},
      {FORMAT "sheets: [{sheet: checks, columns: [{column: check, header: \"a\\nb\"}]}]", "2:60: a header is one line"},
      {FORMAT "sheets: [{sheet: checks, columns: [check, {column: found, header: CHECK}]}]",
       "2:67: another column of this sheet has the header \"CHECK\", too"},
      {FORMAT "sheets: [{sheet: changes, columns: [sha256]}]", NULL},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].text);
    g_autoptr(GError) error = NULL;
    g_autoptr(Layout) layout = load(rows[i].text, &error);
    assert_null(layout);
    const char *place = strstr(error->message, "t.yaml:") + strlen("t.yaml:");
    g_auto(GStrv) around = g_strsplit(rows[i].message != NULL ? rows[i].message : "", "%s", 2);
    g_autofree char *expected = g_strjoinv(sheets, around);
    if (rows[i].message != NULL)
      assert_string_equal(place, expected);
    else
      assert_non_null(strstr(place, "2:37: the sheet \"changes\" has no column \"sha256\"; "));
  }
}

static void a_column_may_be_named_by_its_header(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *written, *meant;
  } rows[] = {{"Recommendation", "text"}, {"page", "page_first"}, {"Addressee", "addressees"}, {"theems", "themes"}};
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].written);
    g_autofree char *text = g_strdup_printf(FORMAT "sheets: [{sheet: recommendations, columns: [%s]}]", rows[i].written);
    g_autofree char *expected =
        g_strdup_printf("has no column \"%s\"; did you mean \"%s\"? There are: id, ", rows[i].written, rows[i].meant);
    g_autoptr(GError) error = NULL;
    assert_null(load(text, &error));
    if (strstr(error->message, expected) == NULL) fail_msg("%s", error->message);
  }
}

static void what_differs_is_told(G_GNUC_UNUSED void **state) {
  static const char text[] = FORMAT "sheets: [summary, about, changes, checks, meetings, {sheet: recommendations, name: Recs,"
                                    " columns: [{column: text, header: Words}, {column: raw, header: As printed}]}]";
  g_autoptr(Layout) layout = load(text, NULL);
  g_autofree char *differences = layout_differences(layout);
  assert_string_equal(differences, "The sheet \"Recommendations\" is called \"Recs\".\n"
                                   "The column \"Recommendation\" of \"Recs\" is called \"Words\".\n"
                                   "The sheet \"Panel topics\" is left out.");
}

/* ---- names ---- */

static void the_nearest_name_is_found(G_GNUC_UNUSED void **state) {
  static const char *const names[] = {"text", "themes", "page_first", "page_last", NULL};
  static const struct {
    const char *word, *nearest;
  } rows[] = {
      {"text", "text"},
      {"tetx", "text"},
      {"thmes", "themes"},
      {"THEMES", "themes"},
      {"page_firts", "page_first"},
      {"page_lsat", "page_last"},
      {"", NULL},
      {"x", NULL},
      {"number", NULL},
      {"tExtt", "text"},
      {"pagefirst", "page_first"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].word);
    const char *nearest = nearest_name(rows[i].word, names);
    if (g_strcmp0(nearest, rows[i].nearest) != 0) fail_msg("%s", nearest);
  }
  g_autofree char *longer = g_strnfill(100, 't');
  assert_null(nearest_name(longer, names));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_column_has_a_key_of_its_own),
      cmocka_unit_test(what_an_export_tells_can_be_chosen),
      cmocka_unit_test(a_template_lays_out_sheets_and_columns),
      cmocka_unit_test(the_printed_template_is_the_digest_without_one),
      cmocka_unit_test(each_column_of_a_comment_can_be_taken_in),
      cmocka_unit_test(what_is_wrong_is_told_with_its_place),
      cmocka_unit_test(a_column_may_be_named_by_its_header),
      cmocka_unit_test(what_differs_is_told),
      cmocka_unit_test(the_nearest_name_is_found),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
