/* test_inspect.c - what stands behind the text of the PDFs of fixtures/odd, and of damaged ones. Run from the source tree's
 * root. */
#include "extractors/inspect.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static GBytes *read_file(const char *path) {
  char *content = NULL;
  gsize length = 0;
  return g_file_get_contents(path, &content, &length, NULL) ? g_bytes_new_take(content, length) : NULL;
}

static GBytes *read_fixture(const char *name) {
  g_autofree char *path = g_strdup_printf("fixtures/%s.pdf", name);
  GBytes *bytes = read_file(path);
  assert_non_null(bytes);
  return bytes;
}

static void a_page_tells_its_glyphs(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *file;
    guint page;
    PageInspection expected; /* known, images, counted, glyphs, unmapped, invisible, outside */
  } rows[] = {
      {"odd/invisible-layer", 1, {TRUE, TRUE, TRUE, 287, 0, 287, 0}},
      {"odd/invisible-layer", 2, {TRUE, TRUE, TRUE, 189, 0, 189, 0}},
      {"odd/mixed-invisible", 1, {TRUE, FALSE, TRUE, 533, 0, 38, 0}},
      {"odd/no-unicode", 1, {TRUE, FALSE, TRUE, 573, 573, 0, 0}}, /* which of them are spaces nobody knows */
      {"odd/glyph-names", 1, {TRUE, FALSE, TRUE, 476, 476, 0, 0}},
      {"odd/glyph-names", 2, {TRUE, FALSE, TRUE, 476, 11, 0, 0}},
      {"odd/glyph-names", 3, {TRUE, FALSE, FALSE, 0, 0, 0, 0}},
      {"odd/glyph-names", 4, {TRUE, FALSE, TRUE, 4, 4, 0, 0}},
      {"odd/glyph-names", 5, {TRUE, FALSE, TRUE, 476, 476, 0, 0}},
      {"odd/actual-text", 1, {TRUE, FALSE, TRUE, 476, 0, 0, 0}},
      {"odd/wrong-unicode", 1, {TRUE, FALSE, FALSE, 0, 0, 0, 0}},
      {"odd/in-form", 1, {TRUE, FALSE, TRUE, 512, 3, 14, 0}},
      {"odd/in-form", 2, {TRUE, FALSE, TRUE, 487, 0, 487, 0}},
      {"odd/hidden-layer", 1, {TRUE, FALSE, TRUE, 494, 0, 5, 0}},
      {"odd/attachments", 1, {TRUE, FALSE, FALSE, 0, 0, 0, 0}},
      {"odd/empty-user-password", 1, {TRUE, FALSE, FALSE, 0, 0, 0, 0}},
      {"odd/attachments", 2, {FALSE, FALSE, FALSE, 0, 0, 0, 0}}, /* there is no such page */
      {"odd/attachments", 0, {FALSE, FALSE, FALSE, 0, 0, 0, 0}},
      {"odd/clipped", 1, {TRUE, FALSE, TRUE, 413, 0, 0, 66}},
      {"broken/no-text", 1, {TRUE, TRUE, FALSE, 0, 0, 0, 0}},
      {"inbox/letter", 1, {TRUE, FALSE, TRUE, 1669, 0, 0, 0}}, /* its text is set within paths */
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s, page %u\n", rows[i].file, rows[i].page);
    g_autoptr(GBytes) bytes = read_fixture(rows[i].file);
    g_autoptr(Inspection) inspection = inspection_open(bytes);
    assert_non_null(inspection);
    PageInspection found = inspection_page(inspection, rows[i].page);
    assert_int_equal(found.known, rows[i].expected.known);
    assert_int_equal(found.images, rows[i].expected.images);
    assert_int_equal(found.counted, rows[i].expected.counted);
    assert_int_equal(found.glyphs, rows[i].expected.glyphs);
    assert_int_equal(found.unmapped, rows[i].expected.unmapped);
    assert_int_equal(found.invisible, rows[i].expected.invisible);
    assert_int_equal(found.outside, rows[i].expected.outside);
  }
}

/* "2 attached (1 PDF): a, b; portfolio; 3 fields; 1 hidden layer; encrypted" */
static char *describe(const DocumentInspection *document) {
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < document->attachments->len; i++)
    g_string_append_printf(out, "%s ", (const char *)document->attachments->pdata[i]);
  g_string_append_printf(out, "%u PDFs", document->attached_pdfs);
  if (document->portfolio) g_string_append(out, ", a portfolio");
  if (document->filled_fields) g_string_append_printf(out, ", %u fields", document->filled_fields);
  if (document->hidden_layers) g_string_append_printf(out, ", %u hidden layers", document->hidden_layers);
  if (document->encrypted) g_string_append(out, ", encrypted");
  return g_string_free(out, FALSE);
}

static void a_document_tells_what_it_holds_beside_its_pages(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *file, *expected;
  } rows[] = {
      {"odd/attachments", "harbours.csv note.txt 0 PDFs"},
      {"odd/portfolio", "first.pdf second.pdf 2 PDFs, a portfolio"},
      {"odd/form-fields", "0 PDFs, 3 fields"},
      {"odd/hidden-layer", "0 PDFs, 1 hidden layers"},
      {"odd/empty-user-password", "harbours.csv note.txt 0 PDFs, encrypted"},
      {"inbox/letter", "0 PDFs"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].file);
    g_autoptr(GBytes) bytes = read_fixture(rows[i].file);
    g_autoptr(Inspection) inspection = inspection_open(bytes);
    assert_non_null(inspection);
    inspection_page(inspection, 1);
    g_autofree char *found = describe(inspection_document(inspection));
    assert_string_equal(found, rows[i].expected);
  }
}

static void what_cannot_be_inspected_is_unknown(G_GNUC_UNUSED void **state) {
  static const char *const files[] = {"broken/empty", "broken/not-a-pdf", "broken/encrypted"};
  for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
    print_message("%s\n", files[i]);
    g_autoptr(GBytes) bytes = read_fixture(files[i]);
    assert_null(inspection_open(bytes));
  }
  assert_false(inspection_page(NULL, 1).known);
  assert_int_equal(inspection_document(NULL)->filled_fields, 0);
}

/* Inspects each PDF of FOLDER; no file may take long. */
static void inspect_folder(const char *folder) {
  const char *named = g_getenv("CORPUS");
  g_autofree char *path = g_build_filename(named ? named : "../shared/corpus", folder, NULL);
  g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
  if (!dir) skip();
  for (const char *name; (name = g_dir_read_name(dir));) {
    g_autofree char *file = g_build_filename(path, name, NULL);
    g_autoptr(GBytes) bytes = read_file(file);
    if (!bytes) continue;
    gint64 start = g_get_monotonic_time();
    g_autoptr(Inspection) inspection = inspection_open(bytes);
    for (guint page = 1; page < 200; page++) inspection_page(inspection, page);
    if (g_get_monotonic_time() - start > 5 * G_USEC_PER_SEC) fail_msg("%s took more than 5 s", name);
  }
}

static void hostile_files_do_no_harm(G_GNUC_UNUSED void **state) {
  inspect_folder("hostile");
}

/* Each cut of a sound file is damaged in another place. */
static void nor_do_files_that_were_cut_off(G_GNUC_UNUSED void **state) {
  static const char *const files[] = {"odd/in-form", "odd/empty-user-password", "odd/form-fields"};
  for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
    g_autoptr(GBytes) bytes = read_fixture(files[i]);
    for (gsize length = 0; length < g_bytes_get_size(bytes); length += 97) {
      g_autoptr(GBytes) cut = g_bytes_new_from_bytes(bytes, 0, length);
      g_autoptr(Inspection) inspection = inspection_open(cut);
      inspection_page(inspection, 1);
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_page_tells_its_glyphs),
      cmocka_unit_test(a_document_tells_what_it_holds_beside_its_pages),
      cmocka_unit_test(what_cannot_be_inspected_is_unknown),
      cmocka_unit_test(hostile_files_do_no_harm),
      cmocka_unit_test(nor_do_files_that_were_cut_off),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
