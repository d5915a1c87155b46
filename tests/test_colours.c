/* test_colours.c - colours are set aside while text is read: the text is the same, who renders has them, and rendering without
 * them does no harm. Over a page of our own with a colour space of its own, the fixtures, and the real reports of a corpus where
 * there is one (CORPUS, or ../shared/corpus). Run from the source tree's root. */
#include "extractors/colours.h"
#include "extractors/pdf.h"

#include <cairo.h>
#include <lcms2.h>
#include <poppler.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(PopplerDocument, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PopplerPage, g_object_unref)

enum { SIDE = 100, MOST_PAGES = 3 }; /* points and pixels; pages of a report, which are alike */

/* --- a page of our own: a square of middle grey in a colour space without gamma, which a screen shows much lighter */

static GBytes *linear_profile(void) {
  const cmsCIExyY white = {0.3127, 0.3290, 1};
  const cmsCIExyYTRIPLE primaries = {{0.64, 0.33, 1}, {0.30, 0.60, 1}, {0.15, 0.06, 1}};
  cmsToneCurve *linear = cmsBuildGamma(NULL, 1.0);
  cmsHPROFILE profile = cmsCreateRGBProfile(&white, &primaries, (cmsToneCurve *[]){linear, linear, linear});
  cmsUInt32Number size = 0;
  assert_true(cmsSaveProfileToMem(profile, NULL, &size));
  guint8 *data = g_malloc(size);
  assert_true(cmsSaveProfileToMem(profile, data, &size));
  cmsCloseProfile(profile);
  cmsFreeToneCurve(linear);
  return g_bytes_new_take(data, size);
}

static void add_object(GString *pdf, GArray *offsets, const char *head, const void *stream, gsize length) {
  gsize offset = pdf->len;
  g_array_append_val(offsets, offset);
  g_string_append_printf(pdf, "%u 0 obj\n<<%s", offsets->len, head);
  if (stream) {
    g_string_append_printf(pdf, "/Length %" G_GSIZE_FORMAT ">>\nstream\n", length);
    g_string_append_len(pdf, stream, (gssize)length);
    g_string_append(pdf, "\nendstream\nendobj\n");
  } else {
    g_string_append(pdf, ">>\nendobj\n");
  }
}

static GBytes *grey_square(void) {
  static const char content[] = "/Linear cs 0.5 0.5 0.5 sc 0 0 100 60 re f\nBT /F 10 Tf 10 80 Td (Ports count ships) Tj ET";
  g_autoptr(GBytes) profile = linear_profile();
  gsize length = 0;
  const void *data = g_bytes_get_data(profile, &length);
  GString *pdf = g_string_new("%PDF-1.5\n");
  g_autoptr(GArray) offsets = g_array_new(FALSE, FALSE, sizeof(gsize));
  add_object(pdf, offsets, "/Type/Catalog/Pages 2 0 R", NULL, 0);
  add_object(pdf, offsets, "/Type/Pages/Kids[3 0 R]/Count 1", NULL, 0);
  add_object(pdf, offsets,
             "/Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 4 0 R/Resources<</ColorSpace<</Linear[/ICCBased 5 0 R]>>"
             "/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>",
             NULL, 0);
  add_object(pdf, offsets, "", content, strlen(content));
  add_object(pdf, offsets, "/N 3", data, length);
  gsize table = pdf->len;
  g_string_append_printf(pdf, "xref\n0 %u\n0000000000 65535 f \n", offsets->len + 1);
  for (guint i = 0; i < offsets->len; i++)
    g_string_append_printf(pdf, "%010" G_GSIZE_FORMAT " 00000 n \n", g_array_index(offsets, gsize, i));
  g_string_append_printf(pdf, "trailer\n<</Size %u/Root 1 0 R>>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n", offsets->len + 1,
                         table);
  return g_string_free_to_bytes(pdf);
}

/* --- what a page says and shows */

/* Its characters, their places and their fonts. */
static char *text_of(PopplerPage *page) {
  GString *text = g_string_new(NULL);
  g_autofree char *characters = poppler_page_get_text(page);
  g_autofree PopplerRectangle *boxes = NULL;
  guint count = 0;
  g_string_append(text, characters);
  if (poppler_page_get_text_layout(page, &boxes, &count))
    for (guint i = 0; i < count; i++)
      g_string_append_printf(text, "\n%.17g %.17g %.17g %.17g", boxes[i].x1, boxes[i].y1, boxes[i].x2, boxes[i].y2);
  GList *runs = poppler_page_get_text_attributes(page);
  for (const GList *run = runs; run; run = run->next) {
    const PopplerTextAttributes *style = run->data;
    g_string_append_printf(text, "\n%s %.17g %d %d", style->font_name, style->font_size, style->start_index, style->end_index);
  }
  poppler_page_free_text_attributes(runs);
  return g_string_free(text, FALSE);
}

static char *text_with_colours(PopplerDocument *document, int index, gboolean aside) {
  g_autoptr(PopplerPage) page = poppler_document_get_page(document, index);
  colours_set_aside(aside);
  char *text = page ? text_of(page) : g_strdup("");
  colours_set_aside(FALSE);
  return text;
}

/* Its upper left SIDE points, a pixel each. */
static cairo_surface_t *picture_of(PopplerPage *page) {
  cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, SIDE, SIDE);
  cairo_t *cairo = cairo_create(surface);
  poppler_page_render(page, cairo);
  assert_int_equal(cairo_status(cairo), CAIRO_STATUS_SUCCESS);
  cairo_destroy(cairo);
  cairo_surface_flush(surface);
  return surface;
}

/* The blue of the pixel in the middle of the square. */
static guint grey_of(PopplerPage *page) {
  cairo_surface_t *surface = picture_of(page);
  guint grey = cairo_image_surface_get_data(surface)[70 * cairo_image_surface_get_stride(surface) + 4 * 50];
  cairo_surface_destroy(surface);
  return grey;
}

/* --- the tests */

static PopplerDocument *open_square(void) {
  g_autoptr(GBytes) bytes = grey_square();
  PopplerDocument *document = poppler_document_new_from_bytes(bytes, NULL, NULL);
  assert_non_null(document);
  return document;
}

#ifdef COLOURS_KEEP
static const gboolean refuses = FALSE;
#else
static const gboolean refuses = TRUE;
#endif

static void transforms_are_refused_while_text_is_read(G_GNUC_UNUSED void **state) {
  g_autoptr(GBytes) bytes = grey_square();
  Outcome outcome;
  char *reason = NULL;
  g_autoptr(Pdf) pdf = pdf_open(bytes, &outcome, &reason);
  guint before = colours_refused();
  g_autoptr(GlyphPage) page = pdf_read_page(pdf, 1, FALSE);
  assert_int_equal(page->glyphs->len, strlen("Ports count ships"));
  assert_true((colours_refused() > before) == refuses);
}

static void and_made_as_ever_else(G_GNUC_UNUSED void **state) {
  g_autoptr(PopplerDocument) document = open_square();
  guint before = colours_refused();
  g_autofree char *text = text_with_colours(document, 0, FALSE);
  assert_true(g_str_has_prefix(text, "Ports count ships"));
  assert_int_equal(colours_refused(), before);
}

static void who_renders_a_page_that_was_read_has_its_colours(G_GNUC_UNUSED void **state) {
  g_autoptr(PopplerDocument) document = open_square();
  g_autoptr(PopplerPage) page = poppler_document_get_page(document, 0);
  guint shown = grey_of(page);
  assert_in_range(shown, 180, 195); /* 0.5 without gamma, in sRGB: 188 */
  colours_set_aside(TRUE);
  g_autofree char *text = text_of(page);
  assert_true(text && *text);
  colours_set_aside(FALSE);
  assert_int_equal(grey_of(page), shown);
}

static void who_renders_without_them_has_those_of_the_device(G_GNUC_UNUSED void **state) {
  g_autoptr(PopplerDocument) document = open_square();
  g_autoptr(PopplerPage) page = poppler_document_get_page(document, 0);
  colours_set_aside(refuses);
  guint shown = grey_of(page);
  colours_set_aside(FALSE);
  if (refuses) assert_in_range(shown, 126, 129);
}

/* Reads the pages of the PDF at PATH with and without colours, and renders them without. Returns on how many the texts differ. */
static guint faulty_pages(const char *path) {
  char *content = NULL;
  gsize length = 0;
  assert_true(g_file_get_contents(path, &content, &length, NULL));
  g_autoptr(GBytes) bytes = g_bytes_new_take(content, length);
  g_autoptr(PopplerDocument) document = poppler_document_new_from_bytes(bytes, NULL, NULL);
  guint faults = 0;
  for (int i = 0; document && i < poppler_document_get_n_pages(document) && i < MOST_PAGES; i++) {
    g_autofree char *without = text_with_colours(document, i, TRUE), *with = text_with_colours(document, i, FALSE);
    if (strcmp(without, with) != 0) {
      print_error("%s: page %d: the text depends on colours\n", path, i + 1);
      faults++;
    }
    g_autoptr(PopplerPage) page = poppler_document_get_page(document, i);
    colours_set_aside(TRUE);
    if (page) cairo_surface_destroy(picture_of(page));
    colours_set_aside(FALSE);
  }
  return faults;
}

static void check_folder(const char *folder) {
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  if (!dir) {
    print_message("%s is not here\n", folder);
    skip();
  }
  guint faults = 0;
  for (const char *name; (name = g_dir_read_name(dir));) {
    g_autofree char *path = g_build_filename(folder, name, NULL);
    if (g_str_has_suffix(name, ".pdf") && g_file_test(path, G_FILE_TEST_IS_REGULAR)) faults += faulty_pages(path);
  }
  assert_int_equal(faults, 0);
}

static void check_corpus(const char *folder) {
  const char *named = g_getenv("CORPUS");
  g_autofree char *path = g_build_filename(named ? named : "../shared/corpus", folder, NULL);
  check_folder(path);
}

static void the_text_of_the_fixtures_is_the_same(G_GNUC_UNUSED void **state) {
  check_folder("fixtures/inbox");
  check_folder("fixtures/odd");
}

static void and_that_of_real_reports_of_one_body(G_GNUC_UNUSED void **state) {
  check_corpus("upr/pdf");
}

static void and_that_of_other_bodies_reports(G_GNUC_UNUSED void **state) {
  check_corpus("bodies/pdf");
}

static void and_that_of_damaged_and_hostile_files(G_GNUC_UNUSED void **state) {
  check_corpus("hostile");
}

#ifdef __SANITIZE_ADDRESS__
/* fontconfig, which finds the font to draw with, keeps what it found for as long as the program runs. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void) {
  return "leak:libfontconfig";
}
#endif

/* poppler tells each oddity of a file. */
static void keep_quiet(G_GNUC_UNUSED const char *domain, G_GNUC_UNUSED GLogLevelFlags level, G_GNUC_UNUSED const char *message,
                       G_GNUC_UNUSED gpointer data) {
}

int main(void) {
  g_log_set_handler("Poppler", G_LOG_LEVEL_MASK, keep_quiet, NULL);
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(transforms_are_refused_while_text_is_read),
      cmocka_unit_test(and_made_as_ever_else),
      cmocka_unit_test(who_renders_a_page_that_was_read_has_its_colours),
      cmocka_unit_test(who_renders_without_them_has_those_of_the_device),
      cmocka_unit_test(the_text_of_the_fixtures_is_the_same),
      cmocka_unit_test(and_that_of_real_reports_of_one_body),
      cmocka_unit_test(and_that_of_other_bodies_reports),
      cmocka_unit_test(and_that_of_damaged_and_hostile_files),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
