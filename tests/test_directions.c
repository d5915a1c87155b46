/* The order of reading of a printed line, from the places of its characters: what stands where on the page is given from left to
 * right; what must come out is the text as it is typed. */
#include "extractors/directions.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* A page on which TEXT stands on one row from left to right, each character 6 points wide, alef and lam 3 points less. */
static GlyphPage *page_of(const char *text) {
  GlyphPage *page = glyph_page_new(1, 600, 800);
  guint style = glyph_page_style(page, "Naskh", 12, FALSE);
  double x = 50;
  for (const char *p = text; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    double width = c == 0x627 ? 3 : c == 0x644 ? 4 : 6;
    Glyph glyph = {c, style, x, 100, x + width, 112, 0};
    g_array_append_val(page->glyphs, glyph);
    x += width;
  }
  return page;
}

/* The text of the page's only row, in reading order. */
static char *text_of(GlyphPage *page) {
  g_autoptr(GArray) signs = g_array_new(FALSE, FALSE, sizeof(Sign));
  for (guint i = 0; i < page->glyphs->len; i++) {
    Sign glyph = &g_array_index(page->glyphs, Glyph, i);
    if (glyph->character == '\n') continue;
    if (glyph->character == ' ') glyph = NULL;
    g_array_append_val(signs, glyph);
  }
  signs_to_reading_order(signs, page);
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < signs->len; i++) {
    Sign sign = g_array_index(signs, Sign, i);
    g_string_append_unichar(text, sign ? sign->character : ' ');
  }
  return g_string_free(text, FALSE);
}

/* Escapes keep this file readable in an editor that has its own mind about directions: \u0627 alef, \u0628 beh, \u062A teh. */
static const struct {
  const char *name;
  gboolean arabic; /* the page */
  const char *on_page, *read;
} rows[] = {
    {"Latin stays as it is", FALSE, "Report of 2 May", "Report of 2 May"},
    {"Arabic reads from the right", TRUE, "\u062A\u0628\u0627", "\u0627\u0628\u062A"},
    {"two words", TRUE, "\u062A\u0628 \u0628\u0627", "\u0627\u0628 \u0628\u062A"},
    {"a number reads from the left", TRUE, "\u0628 24 \u0627\u062A", "\u062A\u0627 24 \u0628"},
    {"so does one with signs within", TRUE, "\u0628 1,234/7 \u0627\u062A", "\u062A\u0627 1,234/7 \u0628"},
    {"two numbers stand in the line's order", TRUE, "\u0628 25 24 \u0627\u062A", "\u062A\u0627 24 25 \u0628"},
    {"a number in groups of three", TRUE, "\u0628 1 234 567 \u0627\u062A", "\u062A\u0627 1 234 567 \u0628"},
    {"a number and one of three digits", TRUE, "\u0628 2023 250 \u0627\u062A", "\u062A\u0627 250 2023 \u0628"},
    {"a symbol in Latin letters", TRUE, "\u0628 CTOC/COP/WG.7/2023/5 \u0627\u062A", "\u062A\u0627 CTOC/COP/WG.7/2023/5 \u0628"},
    {"one that the line's end cuts behind a stroke", TRUE, "CTOC/) \u0627\u062A", "\u062A\u0627 (CTOC/"},
    {"brackets in a line of Latin", TRUE, "V.23-18804 (A) 251023", "V.23-18804 (A) 251023"},
    {"brackets named by what they are", TRUE, "\u0628 )WG.7( \u0627\u062A", "\u062A\u0627 (WG.7) \u0628"},
    {"brackets named by their shapes", TRUE, "\u0628 (WG.7) \u0627\u062A", "\u062A\u0627 (WG.7) \u0628"},
    {"a label at the right", TRUE, "\u0628\u0627 )\u062A(", "(\u062A) \u0627\u0628"},
    {"a full stop at the left", TRUE, ".\u0628 2 \u0627\u062A", "\u062A\u0627 2 \u0628."},
    {"a line of Latin that ends at the left", TRUE, ".)WG.7/L.1", "WG.7/L.1)."},
    {"a line of Latin on an Arabic page", TRUE, "see WG.7 of May.", "see WG.7 of May."},
};

static void a_line_reads_as_it_is_typed(G_GNUC_UNUSED void **state) {
  for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    g_autoptr(GlyphPage) page = page_of(rows[i].on_page);
    if (rows[i].arabic) glyph_page_mirror(page);
    g_autofree char *text = text_of(page);
    assert_string_equal(text, rows[i].read);
  }
}

static void an_arabic_word_in_a_latin_line_is_turned_alone(G_GNUC_UNUSED void **state) {
  g_autoptr(GlyphPage) page = page_of("the word \u062A\u0628 2 \u0628\u0627 means");
  g_autofree char *text = text_of(page);
  assert_string_equal(text, "the word \u0627\u0628 2 \u0628\u062A means");
}

static void a_ligature_of_two_characters_is_put_right(G_GNUC_UNUSED void **state) {
  /* On the page from left to right: lam and alef as the halves of one glyph, then beh. */
  g_autoptr(GlyphPage) page = page_of("\u0644\u0627\u0628");
  Glyph *lam = &g_array_index(page->glyphs, Glyph, 0), *alef = lam + 1;
  lam->x1 = alef->x0 = lam->x0 + 3.5;
  alef->x1 = alef->x0 + 3.5;
  glyph_page_mirror(page);
  g_autofree char *text = text_of(page);
  assert_string_equal(text, "\u0628\u0644\u0627");
}

static void lam_behind_alef_stays(G_GNUC_UNUSED void **state) {
  g_autoptr(GlyphPage) page = page_of("\u0628\u0644\u0627");
  glyph_page_mirror(page);
  g_autofree char *text = text_of(page);
  assert_string_equal(text, "\u0627\u0644\u0628");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_line_reads_as_it_is_typed),
      cmocka_unit_test(an_arabic_word_in_a_latin_line_is_turned_alone),
      cmocka_unit_test(a_ligature_of_two_characters_is_put_right),
      cmocka_unit_test(lam_behind_alef_stays),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
