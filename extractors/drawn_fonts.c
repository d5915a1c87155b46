#include "extractors/drawn_fonts.h"

#include <math.h>
#include <string.h>

/* How wide the letters a to z are, in thousandths of the font size: the mean of Times and Helvetica (the Core 14 AFM files).
 * Most faces for running text lie between the two. */
static const guint widths[26] = {500, 528, 472, 528, 500, 306, 528, 528, 250, 250, 500, 250, 806,
                                 528, 528, 528, 528, 333, 445, 278, 528, 500, 722, 500, 500, 472};

/* A page with fewer letters in a style is no sample; then the reader's guess stays. */
static const guint LEAST_LETTERS = 8;

/* Boxes of letters reach so far above and below the base line, in font sizes. */
static const double ASCENT = 0.75, DESCENT = 0.25;

/* The boxes that poppler gives to a font of unknown height do so (TextOutputDev, TextWord). */
static const double GUESSED_ASCENT = 0.95, GUESSED_DESCENT = 0.35;

/* Sizes are told in steps of half a point: the same font, measured by other words, is to have one size. */
static const double STEP = 0.5;

/* The size that the letters of STYLE show; 0 where there are too few of them. */
static double measured_size(const GlyphPage *page, guint style) {
  double seen = 0, known = 0;
  guint letters = 0;
  for (guint i = 0; i < page->glyphs->len; i++) {
    const Glyph *glyph = &g_array_index(page->glyphs, Glyph, i);
    if (glyph->style != style || glyph->character < 'a' || glyph->character > 'z') continue;
    seen += glyph->x1 - glyph->x0;
    known += widths[glyph->character - 'a'] / 1000.0;
    letters++;
  }
  return letters >= LEAST_LETTERS ? round(seen / known / STEP) * STEP : 0;
}

static void set_size(GlyphPage *page, guint index, double size) {
  GlyphStyle *style = page->styles->pdata[index];
  for (guint i = 0; i < page->glyphs->len; i++) {
    Glyph *glyph = &g_array_index(page->glyphs, Glyph, i);
    if (glyph->style != index) continue;
    double height = glyph->y1 - glyph->y0;
    double base = glyph->y1 - height * GUESSED_DESCENT / (GUESSED_ASCENT + GUESSED_DESCENT);
    glyph->y0 = base - ASCENT * size;
    glyph->y1 = base + DESCENT * size;
  }
  style->size = size;
}

void glyph_page_measure_drawn_fonts(GlyphPage *page) {
  for (guint i = 0; i < page->styles->len; i++) {
    const GlyphStyle *style = page->styles->pdata[i];
    double size = strcmp(style->font, DRAWN_FONT) == 0 ? measured_size(page, i) : 0;
    if (size > 0) set_size(page, i, size);
  }
}
