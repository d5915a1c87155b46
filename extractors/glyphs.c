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

guint glyph_page_style(GlyphPage *page, const char *font, double size) {
  static const char *const bold[] = {"bold", "black", "heavy", "demi", NULL};
  static const char *const italic[] = {"italic", "oblique", NULL};
  font = without_subset_tag(font ? font : "");
  for (guint i = 0; i < page->styles->len; i++) {
    const GlyphStyle *style = page->styles->pdata[i];
    if (fabs(style->size - size) < 0.01 && strcmp(style->font, font) == 0) return i;
  }
  GlyphStyle *style = g_new0(GlyphStyle, 1);
  style->font = g_strdup(font);
  style->size = size;
  style->bold = names_any(font, bold);
  style->italic = names_any(font, italic);
  g_ptr_array_add(page->styles, style);
  return page->styles->len - 1;
}
