/* Every character that poppler reads from a page is in exactly one block, and in the order of its line: over the fixtures, and
 * over the real reports of a corpus where there is one (CORPUS, or ../shared/corpus). */
#include "extractors/audit.h"
#include "extractors/extract.h"
#include "extractors/pdf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* How often each character occurs: gunichar → count. */
static void count(GHashTable *counts, gunichar character, int by) {
  if (g_unichar_isspace(character) || character == 0xA0) return;
  int times = GPOINTER_TO_INT(g_hash_table_lookup(counts, GUINT_TO_POINTER(character))) + by;
  if (times == 0)
    g_hash_table_remove(counts, GUINT_TO_POINTER(character));
  else
    g_hash_table_replace(counts, GUINT_TO_POINTER(character), GINT_TO_POINTER(times));
}

static void count_text(GHashTable *counts, const char *text, int by) {
  for (const char *p = text; *p; p = g_utf8_next_char(p)) count(counts, g_utf8_get_char(p), by);
}

/* The lines of page NUMBER, block by block. */
static void count_blocks(GHashTable *counts, const Document *document, guint number) {
  for (guint b = 0; b < document->blocks->len; b++) {
    const Block *block = document->blocks->pdata[b];
    for (guint i = 0; i < block->lines->len; i++) {
      const Line *line = document->lines->pdata[g_array_index(block->lines, guint, i)];
      if (line->page == number) count_text(counts, line->text, -1);
    }
  }
}

/* How many pages of the PDF at PATH have other characters in their blocks than poppler reads from them. */
static guint faulty_pages(const char *path) {
  char *content = NULL;
  gsize length = 0;
  assert_true(g_file_get_contents(path, &content, &length, NULL));
  g_autoptr(GBytes) bytes = g_bytes_new_take(content, length);
  g_autoptr(Document) document = document_extract_with(path, bytes, &(ExtractOptions){.ocr = OCR_NEVER}, NULL);
  Outcome outcome;
  char *reason = NULL;
  g_autoptr(Pdf) pdf = pdf_open(bytes, &outcome, &reason);
  guint faults = 0;
  for (guint number = 1; pdf && number <= pdf_page_count(pdf); number++) {
    g_autoptr(GHashTable) counts = g_hash_table_new(NULL, NULL);
    g_autoptr(GlyphPage) page = pdf_read_page(pdf, number, FALSE);
    for (guint i = 0; page && i < page->glyphs->len; i++) count(counts, g_array_index(page->glyphs, Glyph, i).character, 1);
    count_blocks(counts, document, number);
    if (g_hash_table_size(counts) == 0) continue;
    print_error("%s: page %u: %u characters are lost or doubled\n", path, number, g_hash_table_size(counts));
    faults++;
  }
  g_free(reason);
  return faults;
}

/* All PDFs of FOLDER. */
static void check_folder(const char *folder) {
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  if (!dir) {
    print_message("%s is not here\n", folder);
    skip();
  }
  guint faults = 0, files = 0;
  for (const char *name; (name = g_dir_read_name(dir));) {
    if (!g_str_has_suffix(name, ".pdf")) continue;
    g_autofree char *path = g_build_filename(folder, name, NULL);
    faults += faulty_pages(path);
    files++;
  }
  assert_int_not_equal(files, 0);
  assert_int_equal(faults, 0);
}

static void check_corpus(const char *folder) {
  const char *named = g_getenv("CORPUS");
  g_autofree char *path = g_build_filename(named ? named : "../shared/corpus", folder, NULL);
  check_folder(path);
}

static void no_character_of_the_fixtures_is_lost(G_GNUC_UNUSED void **state) {
  check_folder("fixtures/inbox");
}

static void nor_of_real_reports_of_one_body(G_GNUC_UNUSED void **state) {
  check_corpus("upr/pdf");
}

static void nor_of_documents_on_the_template_of_2025(G_GNUC_UNUSED void **state) {
  check_corpus("un2025");
}

static void nor_of_other_bodies_reports(G_GNUC_UNUSED void **state) {
  check_corpus("bodies/pdf");
}

static void nor_of_damaged_and_hostile_files(G_GNUC_UNUSED void **state) {
  check_corpus("hostile");
}

static void the_audit_tells_what_is_lost_and_what_is_doubled(G_GNUC_UNUSED void **state) {
  g_autoptr(Document) document = document_new();
  Page *page = page_new();
  page->number = 1;
  page->unmapped = 3;
  page->invisible = 2;
  page->characters = 6; /* "Act" twice, of which one line is in two blocks, and the other in none */
  g_ptr_array_add(document->pages, page);
  for (guint i = 0; i < 2; i++) {
    Line *line = line_new();
    line->page = 1;
    line->text = g_strdup("A ct");
    g_ptr_array_add(document->lines, line);
  }
  for (guint first = 0; first < 3; first++) {
    Block *block = block_new();
    block->kind = first == 0 ? BLOCK_HEADING : BLOCK_PARAGRAPH;
    guint index = 0;
    g_array_append_val(block->lines, index);
    g_ptr_array_add(document->blocks, block);
    g_autoptr(GArray) pages = document_audit(document);
    const AuditPage *account = &g_array_index(pages, AuditPage, 0);
    assert_int_equal(account->shown, 6);
    assert_int_equal(account->in_kind[BLOCK_HEADING], 3);
    assert_int_equal(account->in_kind[BLOCK_PARAGRAPH], 3 * first);
    assert_int_equal(account->lost, 3 - 3 * (int)first);
    assert_int_equal(account->unmapped, 3);
    assert_int_equal(account->invisible, 2);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(no_character_of_the_fixtures_is_lost),
      cmocka_unit_test(nor_of_real_reports_of_one_body),
      cmocka_unit_test(nor_of_documents_on_the_template_of_2025),
      cmocka_unit_test(nor_of_other_bodies_reports),
      cmocka_unit_test(nor_of_damaged_and_hostile_files),
      cmocka_unit_test(the_audit_tells_what_is_lost_and_what_is_doubled),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
