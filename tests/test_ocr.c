/* test_ocr.c - pages that are pictures are read as they were before they were printed: the reports of fixtures/scanned against
 * the born-digital ones and the texts that they were made of. */
#include "extractors/extract.h"
#include "extractors/ocr.h"
#include "rules/apply.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static Rules *rules;

static Document *read_as(const char *name, OcrMode mode) {
  g_autofree char *path = g_strdup_printf("fixtures/%s", name);
  char *content = NULL;
  gsize length = 0;
  assert_true(g_file_get_contents(path, &content, &length, NULL));
  g_autoptr(GBytes) bytes = g_bytes_new_take(content, length);
  Document *document = document_extract_with(path, bytes, &(ExtractOptions){.ocr = mode}, NULL);
  assert_non_null(document);
  return document;
}

/* Each document is read once, whatever is asked of it. */
static const Document *read_once(const char *name) {
  static GHashTable *read = NULL;
  if (!read) read = g_hash_table_new(g_str_hash, g_str_equal);
  Document *document = g_hash_table_lookup(read, name);
  if (!document) g_hash_table_insert(read, (gpointer)name, document = read_as(name, OCR_AUTO));
  return document;
}

/* --- texts compared */

/* The characters of the document's lines on PAGE, or of all for 0, without spaces. */
static gunichar *characters_of(const Document *document, guint page, glong *length) {
  g_autoptr(GString) text = g_string_new(NULL);
  for (guint i = 0; i < document->lines->len; i++) {
    const Line *line = document->lines->pdata[i];
    if (page == 0 || line->page == page) g_string_append(text, line->text);
  }
  g_string_replace(text, " ", "", 0);
  return g_utf8_to_ucs4_fast(text->str, -1, length);
}

/* 1 less the edit distance of both for each character of the longer one. */
static double similarity(const gunichar *a, glong a_length, const gunichar *b, glong b_length) {
  g_autofree int *row = g_new(int, b_length + 1);
  for (int j = 0; j <= b_length; j++) row[j] = j;
  for (glong i = 1; i <= a_length; i++) {
    int corner = row[0];
    row[0] = (int)i;
    for (glong j = 1; j <= b_length; j++) {
      int changed = corner + (a[i - 1] != b[j - 1]);
      corner = row[j];
      row[j] = MIN(changed, MIN(row[j], row[j - 1]) + 1);
    }
  }
  return MAX(a_length, b_length) ? 1 - (double)row[b_length] / (double)MAX(a_length, b_length) : 1;
}

static double similar_pages(const Document *one, const Document *other, guint page) {
  glong one_length = 0, other_length = 0;
  g_autofree gunichar *a = characters_of(one, page, &one_length), *b = characters_of(other, page, &other_length);
  return similarity(a, one_length, b, other_length);
}

/* --- a whole report */

static void a_scanned_report_has_its_text(G_GNUC_UNUSED void **state) {
  const Document *scan = read_once("scanned/upr-2014-narnia.pdf"), *printed = read_once("inbox/upr-2014-narnia.pdf");
  assert_int_equal(scan->outcome, OUTCOME_COMPLETE);
  assert_string_equal(scan->language, "en");
  double similar = similar_pages(scan, printed, 0);
  print_message("characters read rightly: %.4f\n", similar);
  assert_true(similar >= 0.98);
  for (guint i = 0; i < scan->pages->len; i++) {
    const Page *page = scan->pages->pdata[i];
    assert_true(page->ocr);
    assert_true(page->confidence > 90 && page->confidence <= 100);
  }
  for (guint i = 0; i < scan->blocks->len; i++) assert_true(((const Block *)scan->blocks->pdata[i])->ocr);
  assert_non_null(strstr(scan->extractor, "tesseract"));
  assert_non_null(strstr(scan->extractor, "(ocr auto, eng)"));
}

static const Findings *findings_of(const char *name) {
  static GHashTable *found = NULL;
  if (!found) found = g_hash_table_new(g_str_hash, g_str_equal);
  Findings *findings = g_hash_table_lookup(found, name);
  if (!findings) g_hash_table_insert(found, (gpointer)name, findings = rules_apply(rules, read_once(name)));
  return findings;
}

static GPtrArray *recommendations_of(const Findings *findings) {
  GPtrArray *recommendations = g_ptr_array_new();
  for (guint i = 0; i < findings->findings->len; i++) {
    Finding *finding = findings->findings->pdata[i];
    if (finding->kind == FINDING_RECOMMENDATION) g_ptr_array_add(recommendations, finding);
  }
  return recommendations;
}

/* Where a place of the printed page, 595 by 842 points, lies on its scan: even pages are turned the other way
 * (fixtures/recipe.sh). */
static void turn_place(guint page, double *x, double *y) {
  double angle = (page % 2 ? 0.6 : -0.48) * G_PI / 180, dx = *x - 595.3 / 2, dy = *y - 841.9 / 2;
  *x = 595.3 / 2 + cos(angle) * dx - sin(angle) * dy;
  *y = 841.9 / 2 + sin(angle) * dx + cos(angle) * dy;
}

static gboolean stands_on(const Place *scanned, const Place *printed) {
  double x = (printed->box.x0 + printed->box.x1) / 2, y = (printed->box.y0 + printed->box.y1) / 2;
  turn_place(printed->page, &x, &y);
  return scanned->page == printed->page && fabs((scanned->box.x0 + scanned->box.x1) / 2 - x) < 4 &&
         fabs((scanned->box.y0 + scanned->box.y1) / 2 - y) < 3;
}

static void a_scanned_report_has_its_findings(G_GNUC_UNUSED void **state) {
  const Findings *scan = findings_of("scanned/upr-2014-narnia.pdf"), *printed = findings_of("inbox/upr-2014-narnia.pdf");
  g_autoptr(GPtrArray) seen = recommendations_of(scan), expected = recommendations_of(printed);
  guint astray = 0;
  assert_int_equal(seen->len, expected->len);
  for (guint i = 0; i < seen->len; i++) {
    const Finding *one = seen->pdata[i], *other = expected->pdata[i];
    assert_string_equal(one->number, other->number);
    assert_true(one->ocr && one->confidence > 90);
    assert_false(other->ocr);
    if (one->places->len != other->places->len) print_message("%s has other lines\n", one->number);
    if (stands_on(&g_array_index(one->places, Place, 0), &g_array_index(other->places, Place, 0))) continue;
    print_error("%s stands beside its words\n", one->number);
    astray++;
  }
  assert_int_equal(astray, 0);
  static const char *const facts[] = {"symbol", "body", "session", "start", "end", "distribution_date", "state_under_review"};
  for (gsize i = 0; i < G_N_ELEMENTS(facts); i++)
    assert_string_equal(findings_fact(scan, facts[i]), findings_fact(printed, facts[i]));
}

/* --- one page of several */

static void a_mixed_report_is_read_page_by_page(G_GNUC_UNUSED void **state) {
  const Document *mixed = read_once("scanned/mixed.pdf"), *printed = read_once("inbox/wg7-2023-smuggling.pdf");
  assert_int_equal(mixed->outcome, OUTCOME_COMPLETE);
  for (guint number = 1; number <= mixed->pages->len; number++) {
    const Page *page = mixed->pages->pdata[number - 1];
    double similar = similar_pages(mixed, printed, number);
    assert_int_equal(page->ocr, number == 3);
    if (number != 3) assert_true(similar >= 1 && page->confidence <= 0);
    if (number == 3) assert_true(similar >= 0.98 && page->confidence > 90);
  }
  assert_int_equal(mixed->notices->len, 1);
  const Notice *notice = mixed->notices->pdata[0];
  assert_string_equal(notice->about, "ocr");
  assert_non_null(strstr(notice->text, "page 3 was read from its picture by OCR"));
  g_autoptr(GPtrArray) seen = recommendations_of(findings_of("scanned/mixed.pdf"));
  g_autoptr(GPtrArray) expected = recommendations_of(findings_of("inbox/wg7-2023-smuggling.pdf"));
  assert_int_equal(seen->len, expected->len);
  for (guint i = 0; i < seen->len; i++)
    assert_string_equal(((Finding *)seen->pdata[i])->number, ((Finding *)expected->pdata[i])->number);
}

/* --- languages */

static void each_language_is_found_and_read(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *language, *model, *file;
    double least;
  } rows[] = {
      {"fr", "fra", "scanned/fr.pdf", 0.98}, {"es", "spa", "scanned/es.pdf", 0.98},     {"ru", "rus", "scanned/ru.pdf", 0.98},
      {"ar", "ara", "scanned/ar.pdf", 0.93}, {"zh", "chi_sim", "scanned/zh.pdf", 0.93},
  };
  guint faults = 0;
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    const Document *document = read_once(rows[i].file);
    g_autofree char *path = g_strdup_printf("fixtures/sources/scanned/%s.txt", rows[i].language), *source = NULL;
    g_autofree char *model = g_strdup_printf("(ocr auto, %s)", rows[i].model);
    assert_true(g_file_get_contents(path, &source, NULL, NULL));
    g_autoptr(GString) text = g_string_new(source);
    g_string_replace(text, " ", "", 0);
    g_string_replace(text, "\n", "", 0);
    glong expected = 0, seen = 0;
    g_autofree gunichar *a = g_utf8_to_ucs4_fast(text->str, -1, &expected), *b = characters_of(document, 0, &seen);
    double similar = similarity(a, expected, b, seen);
    print_message("%s: %.4f\n", rows[i].language, similar);
    if (similar >= rows[i].least && g_strcmp0(document->language, rows[i].language) == 0 && strstr(document->extractor, model))
      continue;
    print_error("%s: %s, %s\n", rows[i].file, document->language, document->extractor);
    faults++;
  }
  assert_int_equal(faults, 0);
}

static void a_page_on_its_side_or_its_head_is_turned(G_GNUC_UNUSED void **state) {
  const Document *turned = read_once("scanned/turned.pdf");
  glong expected = 0, seen = 0;
  g_autofree gunichar *upright = characters_of(read_once("scanned/fr.pdf"), 1, &expected);
  assert_string_equal(turned->language, "fr");
  for (guint number = 1; number <= 2; number++) {
    g_autofree gunichar *characters = characters_of(turned, number, &seen);
    assert_true(similarity(upright, expected, characters, seen) > 0.97);
  }
  /* Its title is 100 points below the upper edge of the sheet, and so that far from the right edge, or the lower one. */
  const Line *title = turned->lines->pdata[0];
  assert_true(title->box.x0 > 842 - 100 && title->box.y1 - title->box.y0 > 10 * (title->box.x1 - title->box.x0));
}

/* --- which pages are read */

static void a_layer_that_nobody_sees_is_compared_with_the_picture(G_GNUC_UNUSED void **state) {
  const Document *document = read_once("odd/invisible-layer.pdf");
  assert_int_equal(document->outcome, OUTCOME_COMPLETE);
  assert_string_equal(document->language, "en");
  for (guint i = 0; i < document->pages->len; i++) assert_true(((const Page *)document->pages->pdata[i])->characters > 0);
  assert_int_equal(document->notices->len, 4);
  const Notice *compared = document->notices->pdata[0], *told = document->notices->pdata[1];
  assert_string_equal(compared->about, "ocr");
  assert_string_equal(compared->text,
                      "98 % of the words of the file's invisible text were read in the page's picture, too: the file's "
                      "text was kept");
  assert_string_equal(told->about, "invisible");
}

static void wrong_characters_give_way_to_the_picture(G_GNUC_UNUSED void **state) {
  static const char *const files[] = {"odd/wrong-unicode.pdf", "odd/no-unicode.pdf"};
  for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
    const Document *document = read_once(files[i]);
    const Line *line = document->lines->pdata[0];
    print_message("%s: %s\n", files[i], line->text);
    assert_true(((const Page *)document->pages->pdata[0])->ocr);
    assert_true(line->confidence > 90);
    assert_string_equal(document->language, "en");
    assert_true(g_str_has_prefix(line->text, "The Working Group held its fourth meeting in the old harbour hall"));
  }
}

static void the_mode_says_which_pages_are_read(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *file;
    OcrMode mode;
    Outcome outcome;
    const char *reason;
    gboolean ocr;
  } rows[] = {
      {"broken/no-text.pdf", OCR_NEVER, OUTCOME_SKIPPED,
       "no text on any page, a scan? OCR was switched off: read it again without --ocr never", FALSE},
      {"broken/no-text.pdf", OCR_AUTO, OUTCOME_COMPLETE, NULL, TRUE},
      {"inbox/letter.pdf", OCR_AUTO, OUTCOME_COMPLETE, NULL, FALSE},
      {"inbox/letter.pdf", OCR_ALWAYS, OUTCOME_COMPLETE, NULL, TRUE},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(Document) document = read_as(rows[i].file, rows[i].mode);
    print_message("%s, %s\n", rows[i].file, ocr_mode_names[rows[i].mode]);
    assert_int_equal(document->outcome, rows[i].outcome);
    assert_true(g_strcmp0(document->reason, rows[i].reason) == 0);
    assert_int_equal(((const Page *)document->pages->pdata[0])->ocr, rows[i].ocr);
    assert_int_equal(ocr_mode_of(document->extractor), rows[i].ocr || rows[i].mode == OCR_NEVER ? rows[i].mode : OCR_AUTO);
    if (rows[i].mode == OCR_ALWAYS) assert_true(similar_pages(document, read_once("inbox/letter.pdf"), 0) > 0.97);
  }
}

/* --- what is missing */

static void link_model(const char *folder, const char *model) {
  g_autofree char *name = g_strconcat(model, ".traineddata", NULL), *link = g_build_filename(folder, name, NULL);
  g_autofree char *file = g_build_filename("/usr/share/tesseract-ocr/5/tessdata", name, NULL);
  assert_int_equal(symlink(file, link), 0);
}

static void what_is_missing_is_named(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *file, *models[3], *reason;
    Outcome outcome;
  } rows[] = {
      {"broken/no-text.pdf",
       {NULL},
       "no text on any page, a scan? the OCR model \"osd\" is not installed: install Debian's package tesseract-ocr-osd",
       OUTCOME_SKIPPED},
      {"scanned/mixed.pdf",
       {"osd"},
       "no text, only pictures, on page 3; the OCR model \"eng\" is not installed: install Debian's package tesseract-ocr-eng",
       OUTCOME_PARTIAL},
      {"scanned/fr.pdf",
       {"osd", "eng"},
       "no text on any page, a scan? the OCR model \"fra\" is not installed: install Debian's package tesseract-ocr-fra",
       OUTCOME_SKIPPED},
      {"scanned/zh.pdf",
       {"osd", "eng"},
       "no text on any page, a scan? the OCR model \"chi_sim\" is not installed: install Debian's package tesseract-ocr-chi-sim",
       OUTCOME_SKIPPED},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autofree char *folder = g_dir_make_tmp("models-XXXXXX", NULL);
    for (guint m = 0; rows[i].models[m]; m++) link_model(folder, rows[i].models[m]);
    g_setenv("TESSDATA_PREFIX", folder, TRUE);
    g_autoptr(Document) document = read_as(rows[i].file, OCR_AUTO);
    g_unsetenv("TESSDATA_PREFIX");
    print_message("%s\n", document->reason);
    assert_int_equal(document->outcome, rows[i].outcome);
    assert_string_equal(document->reason, rows[i].reason);
    const Notice *notice = document->notices->pdata[document->notices->len - 1];
    assert_string_equal(notice->about, "ocr_missing");
    for (guint m = 0; rows[i].models[m]; m++) {
      g_autofree char *path = g_strdup_printf("%s/%s.traineddata", folder, rows[i].models[m]);
      unlink(path);
    }
    rmdir(folder);
  }
}

/* --- pictures */

/* A picture of lines, each a row of small upright strokes, that fall to the right by SKEW. */
static Picture *draw_lines(double skew) {
  Picture *picture = picture_new(1200, 1600, 300);
  for (int line = 0; line < 25; line++)
    for (int x = 100; x < 1100; x++)
      for (int y = 0; y < 20; y++) {
        int row = (int)lround(100 + 55 * line + y + (x - 600) * tan(skew));
        if (x % 12 < 4 && row > 0 && row < 1600) picture->pixels[row * 1200 + x] = 0;
      }
  return picture;
}

static void the_skew_of_a_page_is_found(G_GNUC_UNUSED void **state) {
  static const double rows[] = {0, 0.7, -0.56, 2.5, -4};
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(Picture) picture = draw_lines(rows[i] * G_PI / 180);
    double found = picture_skew(picture) * 180 / G_PI;
    print_message("%.2f degrees: %.3f\n", rows[i], found);
    assert_true(fabs(found - rows[i]) < 0.06);
    g_autoptr(Picture) level = picture_levelled(picture, found * G_PI / 180);
    assert_true(fabs(picture_skew(level)) * 180 / G_PI < 0.06);
  }
}

static void a_picture_is_turned_upright(G_GNUC_UNUSED void **state) {
  g_autoptr(Picture) picture = picture_new(3, 2, 300);
  picture->pixels[0] = 0; /* its top-left corner */
  static const struct {
    guint quarters, x, y; /* where the corner then lies */
  } rows[] = {{0, 0, 0}, {1, 0, 2}, {2, 2, 1}, {3, 1, 0}};
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(Picture) turned = picture_turned(picture, rows[i].quarters);
    assert_int_equal(turned->pixels[rows[i].y * turned->width + rows[i].x], 0);
  }
}

static int load_rules(G_GNUC_UNUSED void **state) {
  rules = rules_load(NULL, NULL);
  return rules ? 0 : -1;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_skew_of_a_page_is_found),
      cmocka_unit_test(a_picture_is_turned_upright),
      cmocka_unit_test(a_scanned_report_has_its_text),
      cmocka_unit_test(a_scanned_report_has_its_findings),
      cmocka_unit_test(a_mixed_report_is_read_page_by_page),
      cmocka_unit_test(each_language_is_found_and_read),
      cmocka_unit_test(a_page_on_its_side_or_its_head_is_turned),
      cmocka_unit_test(a_layer_that_nobody_sees_is_compared_with_the_picture),
      cmocka_unit_test(wrong_characters_give_way_to_the_picture),
      cmocka_unit_test(the_mode_says_which_pages_are_read),
      cmocka_unit_test(what_is_missing_is_named),
  };
  return cmocka_run_group_tests(tests, load_rules, NULL);
}
