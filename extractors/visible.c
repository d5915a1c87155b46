#include "extractors/visible.h"

#include <math.h>

/* Shades of 255 between the darkest and the lightest point of a letter's box: smooth grounds differ by less. */
enum { LEAST_CONTRAST = 16 };

static gboolean shows(const Glyph *glyph) {
  return !g_unichar_isspace(glyph->character);
}

static gboolean is_pale(const GlyphPage *page, const Glyph *glyph) {
  return ((const GlyphStyle *)page->styles->pdata[glyph->style])->pale;
}

gboolean glyph_page_has_pale(const GlyphPage *page) {
  for (guint i = 0; i < page->styles->len; i++)
    if (((const GlyphStyle *)page->styles->pdata[i])->pale) return TRUE;
  return FALSE;
}

static guint pixel_at(double point, double scale, guint limit) {
  return (guint)CLAMP(floor(point * scale), 0, (double)limit);
}

static gboolean has_ink(const Picture *picture, const Glyph *glyph) {
  double scale = picture->resolution / POINTS_AN_INCH;
  guint left = pixel_at(glyph->x0, scale, picture->width), top = pixel_at(glyph->y0, scale, picture->height);
  guint right = pixel_at(glyph->x1 + 1 / scale, scale, picture->width);
  guint bottom = pixel_at(glyph->y1 + 1 / scale, scale, picture->height);
  int darkest = 255, lightest = 0;
  for (guint y = top; y < bottom; y++)
    for (guint x = left; x < right; x++) {
      int shade = picture->pixels[(gsize)y * picture->width + x];
      darkest = MIN(darkest, shade), lightest = MAX(lightest, shade);
    }
  return lightest - darkest >= LEAST_CONTRAST;
}

/* Where the word of letters of one kind, pale or not, that begins at glyph FIRST ends. */
static guint end_of_word(const GlyphPage *page, guint first) {
  guint end = first;
  while (end < page->glyphs->len) {
    const Glyph *glyph = &g_array_index(page->glyphs, Glyph, end);
    if (!shows(glyph) || is_pale(page, glyph) != is_pale(page, &g_array_index(page->glyphs, Glyph, first))) break;
    end++;
  }
  return end;
}

/* Half of a word's letters tell: others may touch a rule, or lie across the edge of what is clipped. */
static gboolean is_seen(const GlyphPage *page, guint first, guint end, const Picture *picture) {
  guint with_ink = 0;
  for (guint i = first; i < end; i++) with_ink += has_ink(picture, &g_array_index(page->glyphs, Glyph, i)) ? 1 : 0;
  return 2 * with_ink >= end - first;
}

void glyph_page_drop_unseen(GlyphPage *page, const Picture *picture, gboolean all) {
  guint kept = 0;
  for (guint i = 0, end; i < page->glyphs->len; i = end) {
    const Glyph *glyph = &g_array_index(page->glyphs, Glyph, i);
    end = shows(glyph) ? end_of_word(page, i) : i + 1;
    if (shows(glyph) && (all || is_pale(page, glyph)) && !is_seen(page, i, end, picture)) {
      page->unseen += end - i;
      continue;
    }
    for (guint k = i; k < end; k++) g_array_index(page->glyphs, Glyph, kept++) = g_array_index(page->glyphs, Glyph, k);
  }
  g_array_set_size(page->glyphs, kept);
}
