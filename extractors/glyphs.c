#include "extractors/glyphs.h"

#include <math.h>
#include <string.h>

static void glyph_style_free(gpointer data) {
  GlyphStyle *style = data;
  g_free(style->font);
  g_free(style);
}

GlyphPage *glyph_page_new(guint number, double width, double height) {
  GlyphPage *page = g_new0(GlyphPage, 1);
  page->number = number;
  page->width = width;
  page->height = height;
  page->glyphs = g_array_new(FALSE, FALSE, sizeof(Glyph));
  page->styles = g_ptr_array_new_with_free_func(glyph_style_free);
  return page;
}

void glyph_page_free(GlyphPage *page) {
  if (!page) return;
  g_array_unref(page->glyphs);
  g_ptr_array_unref(page->styles);
  g_free(page);
}

/* In font sizes. No two letters of a word stand so near to each other: the narrowest are a fifth of a size wide. */
static const double DOUBLE_REACH = 0.12;

/* The cell of a grid of 2 points in which X, Y lies. */
static guint cell_of(double x, double y) {
  return ((guint)(int)floor(x / 2) & 0xFFFF) << 16 | ((guint)(int)floor(y / 2) & 0xFFFF);
}

static gboolean is_double(const GlyphPage *page, const Glyph *a, const Glyph *b) {
  double reach = DOUBLE_REACH * ((const GlyphStyle *)page->styles->pdata[a->style])->size;
  return a->character == b->character && a->style == b->style && fabs(a->x0 - b->x0) < reach && fabs(a->y0 - b->y0) < reach;
}

/* Is there a glyph that GLYPH doubles in the cells around its place? CELLS maps a cell to the last glyph in it, PREVIOUS a glyph
 * to the one in front of it in its cell; both count from 1. */
static gboolean has_double(const GlyphPage *page, GHashTable *cells, const guint *previous, const Glyph *glyph) {
  for (int dx = -1; dx <= 1; dx++)
    for (int dy = -1; dy <= 1; dy++) {
      guint cell = cell_of(glyph->x0 + 2 * dx, glyph->y0 + 2 * dy);
      guint at = GPOINTER_TO_UINT(g_hash_table_lookup(cells, GUINT_TO_POINTER(cell)));
      for (; at > 0; at = previous[at])
        if (is_double(page, glyph, &g_array_index(page->glyphs, Glyph, at - 1))) return TRUE;
    }
  return FALSE;
}

void glyph_page_drop_doubles(GlyphPage *page) {
  g_autoptr(GHashTable) cells = g_hash_table_new(NULL, NULL);
  g_autofree guint *previous = g_new0(guint, page->glyphs->len + 1);
  guint kept = 0;
  for (guint i = 0; i < page->glyphs->len; i++) {
    Glyph glyph = g_array_index(page->glyphs, Glyph, i);
    gboolean white = g_unichar_isspace(glyph.character);
    if (!white && has_double(page, cells, previous, &glyph)) continue;
    g_array_index(page->glyphs, Glyph, kept++) = glyph;
    if (white) continue;
    gpointer cell = GUINT_TO_POINTER(cell_of(glyph.x0, glyph.y0));
    previous[kept] = GPOINTER_TO_UINT(g_hash_table_lookup(cells, cell));
    g_hash_table_replace(cells, cell, GUINT_TO_POINTER(kept));
  }
  g_array_set_size(page->glyphs, kept);
}

/* "ABCDEF+Times-Bold" is the font Times-Bold, of which a subset is embedded (PDF 32000-1, 9.6.4). */
static const char *without_subset_tag(const char *font) {
  for (guint i = 0; i < 6; i++)
    if (!g_ascii_isupper(font[i])) return font;
  return font[6] == '+' ? font + 7 : font;
}

static gboolean names_any(const char *font, const char *const *words) {
  g_autofree char *lower = g_ascii_strdown(font, -1);
  for (; *words; words++)
    if (strstr(lower, *words)) return TRUE;
  return FALSE;
}

guint glyph_page_style(GlyphPage *page, const char *font, double size, gboolean pale) {
  static const char *const bold[] = {"bold", "black", "heavy", "demi", NULL};
  static const char *const italic[] = {"italic", "oblique", NULL};
  font = without_subset_tag(font ? font : "");
  for (guint i = 0; i < page->styles->len; i++) {
    const GlyphStyle *style = page->styles->pdata[i];
    if (fabs(style->size - size) < 0.01 && style->pale == pale && strcmp(style->font, font) == 0) return i;
  }
  GlyphStyle *style = g_new0(GlyphStyle, 1);
  style->font = g_strdup(font);
  style->size = size;
  style->pale = pale;
  style->bold = names_any(font, bold);
  style->italic = names_any(font, italic);
  g_ptr_array_add(page->styles, style);
  return page->styles->len - 1;
}
