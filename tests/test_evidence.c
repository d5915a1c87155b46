/* test_evidence.c - what evidence pages are called, the ways to them, and what is done to text before it stands in them. */
#include "pipeline/evidence_link.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <glib/gstdio.h>

#include <cmocka.h>

#define SHA "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define LONG "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

static CatalogueDocument document_of(const char *symbol, const char *language, const char *file) {
  CatalogueDocument document = {.symbol = (char *)symbol, .language = (char *)language, .sha256 = (char *)SHA};
  document.source_files = g_ptr_array_new_with_free_func(g_free);
  g_ptr_array_add(document.source_files, g_strdup(file));
  return document;
}

/* ---- names ---- */

static const struct {
  const char *name, *symbol, *language, *file, *expected;
} names[] = {
    {"a symbol", "CTOC/COP/WG.7/2023/5", "en", "a.pdf", "CTOC-COP-WG.7-2023-5-en-0123456789ab"},
    {"without a language", "A/HRC/27/6", NULL, "a.pdf", "A-HRC-27-6-0123456789ab"},
    {"without a symbol", NULL, "fr", "/some/where/Meeting notes (2).pdf", "Meeting-notes-2-fr-0123456789ab"},
    {"of no letters that names have", NULL, "ar", "تقرير.pdf", "report-ar-0123456789ab"},
    {"that would go up", "../../etc/passwd", "en", "a.pdf", "etc-passwd-en-0123456789ab"},
    {"that would be hidden", ".htaccess", "en", "a.pdf", "htaccess-en-0123456789ab"},
    {"that would act in a page", "\"><script>alert(1)</script>", "en", "a.pdf", "script-alert-1-script-en-0123456789ab"},
    {"of control characters",
     "A\n\t\x01"
     "B",
     "e/n", "a.pdf", "A-B-e-n-0123456789ab"},
    {"that is too long", LONG LONG, "en", "a.pdf", LONG "-en-0123456789ab"},
    {"dots at its end", "A...", "en", "a.pdf", "A-en-0123456789ab"},
};

static void test_names(void **state) {
  (void)state;
  for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
    CatalogueDocument document = document_of(names[i].symbol, names[i].language, names[i].file);
    g_autofree char *name = evidence_name(&document);
    if (strcmp(name, names[i].expected) != 0) fail_msg("%s: %s, not %s", names[i].name, name, names[i].expected);
    g_ptr_array_unref(document.source_files);
  }
}

/* ---- anchors ---- */

static const struct {
  const char *id, *expected;
} anchors[] = {
    {"CTOC/COP/WG.7/2023/5/en/3", "id-CTOC_COP_WG.7_2023_5_en_3"},
    {"CTOC/COP/WG.7/2023/5/en/5(a)", "id-CTOC_COP_WG.7_2023_5_en_5~28a~29"},
    {"a_b", "id-a~5Fb"},
    {"a/b", "id-a_b"},
    {"a~2Fb", "id-a~7E2Fb"},
    {"a b\"<#%", "id-a~20b~22~3C~23~25"},
    {"é", "id-~C3~A9"},
    {"", "id-"},
};

static void test_anchors(void **state) {
  (void)state;
  for (guint i = 0; i < G_N_ELEMENTS(anchors); i++) {
    g_autofree char *anchor = evidence_anchor(anchors[i].id);
    g_autofree char *escaped = g_uri_escape_string(anchor, NULL, FALSE);
    if (strcmp(anchor, anchors[i].expected) != 0) fail_msg("%s: %s, not %s", anchors[i].id, anchor, anchors[i].expected);
    assert_string_equal(anchor, escaped); /* the same in an address and in a page */
  }
}

/* ---- ways ---- */

static const struct {
  const char *name, *folder, *output, *expected; /* folders below that of the test */
} ways[] = {
    {"from beside the folder", "home/evidence", "home/2023Q4.xlsx", "evidence/reports/A-HRC-27-6-en-0123456789ab.html"},
    {"from another folder", "home/evidence", "home/digests/2023Q4.xlsx", "../evidence/reports/A-HRC-27-6-en-0123456789ab.html"},
    {"from within", "home/evidence", "home/evidence/all.xlsx", "reports/A-HRC-27-6-en-0123456789ab.html"},
    {"to a folder whose name must be escaped", "a #1?", "all.xlsx", "a%20%231%3F/reports/A-HRC-27-6-en-0123456789ab.html"},
    {"to a folder that has no such page", "empty", "all.xlsx", NULL},
};

static void make_page(const char *folder) {
  g_autofree char *reports = g_build_filename(folder, "reports", NULL);
  g_autofree char *page = g_build_filename(reports, "A-HRC-27-6-en-0123456789ab.html", NULL);
  assert_int_equal(g_mkdir_with_parents(reports, 0700), 0);
  assert_true(g_file_set_contents(page, "", 0, NULL));
}

static void test_ways(void **state) {
  (void)state;
  g_autofree char *scratch = g_dir_make_tmp("rapporteur-XXXXXX", NULL);
  CatalogueDocument document = document_of("A/HRC/27/6", "en", "a.pdf");
  Finding finding = {.id = (char *)"A/HRC/27/6/en/1.(b)"};
  for (guint i = 0; i < G_N_ELEMENTS(ways); i++) {
    g_autofree char *folder = g_build_filename(scratch, ways[i].folder, NULL);
    g_autofree char *output = g_build_filename(scratch, ways[i].output, NULL);
    if (ways[i].expected) make_page(folder);
    g_autofree char *path = evidence_path(folder, output, &document, NULL);
    if (g_strcmp0(path, ways[i].expected) != 0) fail_msg("%s: %s, not %s", ways[i].name, path, ways[i].expected);
    g_autofree char *place = evidence_path(folder, output, &document, &finding);
    g_autofree char *expected = path ? g_strconcat(path, "#id-A_HRC_27_6_en_1.~28b~29", NULL) : NULL;
    if (g_strcmp0(place, expected) != 0) fail_msg("%s: %s, not %s", ways[i].name, place, expected);
  }
  assert_null(evidence_path(NULL, "all.xlsx", &document, NULL));
  g_ptr_array_unref(document.source_files);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_names),
      cmocka_unit_test(test_anchors),
      cmocka_unit_test(test_ways),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
