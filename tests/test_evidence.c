/* test_evidence.c - what evidence pages are called, the ways to them, and what is done to text before it stands in them. */
#include "extractors/pdf.h"
#include "extractors/picture_png.h"
#include "pipeline/evidence/evidence_files.h"
#include "pipeline/evidence/evidence_link.h"
#include "pipeline/evidence/page_markup.h"

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

/* ---- text ---- */

static const struct {
  const char *name, *text, *markup, *script;
} texts[] = {
    {"plain text", "Ratify.", "Ratify.", "\"Ratify.\""},
    {"nothing", NULL, "", "\"\""},
    {"marks of a page", "a<b>&\"c'", "a&lt;b&gt;&amp;&quot;c&#39;", "\"a\\u003Cb>&\\\"c'\""},
    {"the end of a script", "</script>", "&lt;/script&gt;", "\"\\u003C/script>\""},
    {"the begin of a comment", "<!--", "&lt;!--", "\"\\u003C!--\""},
    {"a backslash", "\\n", "\\n", "\"\\\\n\""},
    {"lines and tabs", "a\n\tb", "a\n\tb", "\"a\\n\\tb\""},
    {"line ends of Unicode", "a\u2028b\u2029", "a\u2028b\u2029", "\"a\\u2028b\\u2029\""},
    {"a control character", "a\x01z\x7F", "a\uFFFDz\uFFFD", "\"a\\u0001z\x7F\""},
    {"no UTF-8", "a\xFFz\xC3", "a\uFFFDz\uFFFD", "\"a\uFFFDz\uFFFD\""},
    {"other scripts", "\u0639\u4E2D\U0001F6A2", "\u0639\u4E2D\U0001F6A2", "\"\u0639\u4E2D\U0001F6A2\""},
};

static void test_texts(void **state) {
  (void)state;
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
    g_autoptr(GString) markup = g_string_new(NULL);
    g_autoptr(GString) script = g_string_new(NULL);
    markup_append(markup, texts[i].text);
    script_append(script, texts[i].text);
    if (strcmp(markup->str, texts[i].markup) != 0) fail_msg("%s: %s, not %s", texts[i].name, markup->str, texts[i].markup);
    if (strcmp(script->str, texts[i].script) != 0) fail_msg("%s: %s, not %s", texts[i].name, script->str, texts[i].script);
  }
}

static void test_frames(void **state) {
  (void)state;
  const MarkupValue values[] = {{"a", "{{b}}"}, {"b", "<i>"}, {NULL, NULL}};
  g_autoptr(GString) out = g_string_new(NULL);
  markup_fill(out, "x{{a}}y{{b}}{z}{{b}}", values);
  assert_string_equal(out->str, "x{{b}}y<i>{z}<i>"); /* values are not looked through */
  markup_print(out, "<b title=\"%s\">%u%%%s</b>", "\"", 7u, (char *)NULL);
  assert_string_equal(out->str, "x{{b}}y<i>{z}<i><b title=\"&quot;\">7%</b>");
}

/* ---- the folder ---- */

static void put(EvidenceFiles *files, const char *name, const char *content) {
  assert_true(evidence_files_put(files, name, content, strlen(content), NULL));
}

static gboolean is_there(const char *folder, const char *name) {
  g_autofree char *path = g_build_filename(folder, name, NULL);
  return g_file_test(path, G_FILE_TEST_EXISTS);
}

static void test_folder(void **state) {
  (void)state;
  static const char *const first[] = {"reports/A-0123456789ab.html", "reports/A-0123456789ab/page-001.png",
                                      "data/r-0123456789ab.js"};
  static const char *const second[] = {"reports/B-0123456789ab.html", "index.html"};
  g_autofree char *scratch = g_dir_make_tmp("rapporteur-XXXXXX", NULL);
  g_autofree char *folder = g_build_filename(scratch, "deep", "evidence", NULL);
  g_autoptr(EvidenceFiles) files = evidence_files_open(folder, NULL);
  assert_non_null(files);
  for (guint i = 0; i < G_N_ELEMENTS(first); i++) put(files, first[i], "a");
  assert_int_equal(evidence_files_written(files), 3);
  evidence_files_clean(files);
  assert_int_equal(evidence_files_removed(files), 0);
  g_clear_pointer(&files, evidence_files_free);

  files = evidence_files_open(folder, NULL);
  put(files, first[0], "a"); /* as it is: not written */
  put(files, first[2], "b"); /* of the same length */
  for (guint i = 0; i < G_N_ELEMENTS(second); i++) put(files, second[i], "b");
  assert_int_equal(evidence_files_written(files), 3);
  evidence_files_clean(files);
  assert_int_equal(evidence_files_removed(files), 1);
  assert_false(is_there(folder, "reports/A-0123456789ab"));
  for (guint i = 0; i < G_N_ELEMENTS(second); i++) assert_true(is_there(folder, second[i]));
}

static void test_refusals(void **state) {
  (void)state;
  g_autofree char *scratch = g_dir_make_tmp("rapporteur-XXXXXX", NULL);
  g_autofree char *folder = g_build_filename(scratch, "evidence", NULL);
  g_autoptr(GError) busy = NULL;
  g_autoptr(GError) foreign = NULL;
  g_autoptr(EvidenceFiles) files = evidence_files_open(folder, NULL);
  assert_null(evidence_files_open(folder, &busy));
  assert_true(g_error_matches(busy, EVIDENCE_ERROR, EVIDENCE_ERROR_BUSY));
  assert_null(evidence_files_open(scratch, &foreign));
  assert_true(g_error_matches(foreign, EVIDENCE_ERROR, EVIDENCE_ERROR_FOREIGN));
}

/* ---- pictures ---- */

/* Pixels that are told by a function of their place, and what kind of file they make: PNG's colour type and bits. */
typedef guint32 (*Shade)(guint x, guint y);

static guint32 grey(guint x, guint y) {
  return ((x + y) % 256) * 0x010101u;
}

static guint32 nearly_grey(guint x, guint y) {
  return grey(x, y) | (x % 2);
}

static guint32 stripes(guint x, guint y) {
  return y % 8 == 0 ? 0x2060C0u : x % 2 ? 0xFFFFFFu : 0x000000u;
}

static guint32 colours(guint x, guint y) {
  return (x * 4 % 256) << 16 | (y * 4 % 256) << 8 | (x * y % 256);
}

static const struct {
  const char *name;
  Shade shade;
  guint8 depth, type;
} forms[] = {
    {"grey", grey, 4, 0},
    {"grey but for rounding", nearly_grey, 4, 0},
    {"few colours", stripes, 8, 3},
    {"many colours", colours, 8, 2},
};

static void test_pictures(void **state) {
  (void)state;
  enum { WIDTH = 63, HEIGHT = 64, DEPTH_AT = 24, TYPE_AT = 25 }; /* PNG specification, section 11.2.2 */
  static guint32 pixels[WIDTH * HEIGHT];
  for (guint i = 0; i < G_N_ELEMENTS(forms); i++) {
    for (guint k = 0; k < WIDTH * HEIGHT; k++) pixels[k] = forms[i].shade(k % WIDTH, k / WIDTH);
    g_autoptr(GBytes) png = picture_png((const guint8 *)pixels, WIDTH * sizeof pixels[0], WIDTH, HEIGHT);
    assert_non_null(png);
    const guint8 *bytes = g_bytes_get_data(png, NULL);
    if (bytes[DEPTH_AT] != forms[i].depth || bytes[TYPE_AT] != forms[i].type)
      fail_msg("%s: %u bits of type %u", forms[i].name, bytes[DEPTH_AT], bytes[TYPE_AT]);
  }
}

/* Pages of all shapes: what is drawn has the shape of the page as displayed, and no more pixels than it may have. */
static const struct {
  const char *name, *page; /* the members of the page's dictionary */
  guint width, height;     /* of its picture at 72 pixels an inch, with 1,000,000 pixels at the most */
} shapes[] = {
    {"upright", "/MediaBox[0 0 300 400]", 300, 400},
    {"turned", "/MediaBox[0 0 300 400]/Rotate 90", 400, 300},
    {"on its head", "/MediaBox[0 0 300 400]/Rotate 180", 300, 400},
    {"cropped", "/MediaBox[0 0 300 400]/CropBox[50 100 150 300]", 100, 200},
    {"cropped and turned", "/MediaBox[-50 -50 300 400]/CropBox[50 100 150 300]/Rotate 270", 200, 100},
    {"as large as a page may be", "/MediaBox[0 0 14400 14400]", 1000, 1000},
    {"a long strip", "/MediaBox[0 0 14400 3.6]", 14400, 4},
};

static void test_shapes(void **state) {
  (void)state;
  for (guint i = 0; i < G_N_ELEMENTS(shapes); i++) {
    g_autofree char *text = g_strdup_printf("%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
                                            "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
                                            "3 0 obj<</Type/Page/Parent 2 0 R%s>>endobj\ntrailer<</Root 1 0 R>>\n%%%%EOF\n",
                                            shapes[i].page);
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    Outcome outcome;
    g_autofree char *reason = NULL;
    g_autoptr(Pdf) pdf = pdf_open(bytes, &outcome, &reason);
    guint width = 0, height = 0;
    g_autoptr(GBytes) png = pdf ? pdf_page_png(pdf, 1, 72, 1e6, &width, &height) : NULL;
    if (!png || width != shapes[i].width || height != shapes[i].height)
      fail_msg("%s: %u by %u, not %u by %u", shapes[i].name, width, height, shapes[i].width, shapes[i].height);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_names),    cmocka_unit_test(test_anchors),  cmocka_unit_test(test_ways),
      cmocka_unit_test(test_texts),    cmocka_unit_test(test_frames),   cmocka_unit_test(test_folder),
      cmocka_unit_test(test_refusals), cmocka_unit_test(test_pictures), cmocka_unit_test(test_shapes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
