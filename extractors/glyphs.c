#include "extractors/glyphs.h"

#include "extractors/characters.h"

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

guint glyph_page_count(const GlyphPage *page) {
  guint count = 0;
  for (guint i = 0; i < page->glyphs->len; i++) count += !character_is_white(g_array_index(page->glyphs, Glyph, i).character);
  return count;
}

/* In font sizes. No two letters of a word stand so near to each other: the narrowest are a fifth of a size wide. */
static const double DOUBLE_REACH = 0.12;

/* Where the page's glyphs stand, for a look at those around a place. A bucket chains the glyphs of one character and style in
 * one cell of a grid, and what else falls into it by chance. */
typedef struct {
  const Glyph *glyphs;
  guint *last;     /* by bucket: the glyph put there last, counted from 1; 0 for none */
  guint *previous; /* by glyph: the one in front of it in its bucket */
  guint mask;      /* number of buckets, a power of two, less one */
} Places;

typedef struct {
  const Glyph *glyph;
  double reach;
  double column, row; /* in cells */
} Place;

/* Cells are so many reaches wide, about a letter's width: seldom does more than one lie within reach of a place. */
static const double CELL = 8;

static double in_cells(double length, double reach) {
  static const double far = 1e6; /* beyond are no places, but damage */
  return CLAMP(length / (CELL * reach), -far, far) + 2 * far;
}

static Place place_of(const GlyphPage *page, const Glyph *glyph) {
  double reach = DOUBLE_REACH * ((const GlyphStyle *)page->styles->pdata[glyph->style])->size;
  return (Place){glyph, reach, in_cells(glyph->x0, reach), in_cells(glyph->y0, reach)};
}

static guint bucket_of(const Places *places, const Glyph *glyph, guint column, guint row) {
  guint hash = column * 0x9E3779B1u ^ row * 0x85EBCA77u ^ (glyph->character << 8 ^ glyph->style) * 0xC2B2AE3Du; /* odd numbers */
  return (hash ^ hash >> 15) & places->mask;
}

static gboolean is_double(const Glyph *a, const Glyph *b, double reach) {
  return a->character == b->character && a->style == b->style && fabs(a->x0 - b->x0) < reach && fabs(a->y0 - b->y0) < reach;
}

static gboolean has_double_in(const Places *places, guint bucket, const Place *place) {
  for (guint at = places->last[bucket]; at > 0; at = places->previous[at])
    if (is_double(place->glyph, &places->glyphs[at - 1], place->reach)) return TRUE;
  return FALSE;
}

static gboolean has_double(const Places *places, const Place *place) {
  const double reach = 1 / CELL;
  guint last_column = (guint)(place->column + reach), last_row = (guint)(place->row + reach);
  for (guint column = (guint)(place->column - reach); column <= last_column; column++)
    for (guint row = (guint)(place->row - reach); row <= last_row; row++)
      if (has_double_in(places, bucket_of(places, place->glyph, column, row), place)) return TRUE;
  return FALSE;
}

/* Adds PLACE, that of the page's glyph NUMBER, counted from 1. */
static void add_place(const Places *places, const Place *place, guint number) {
  guint bucket = bucket_of(places, place->glyph, (guint)place->column, (guint)place->row);
  places->previous[number] = places->last[bucket];
  places->last[bucket] = number;
}

void glyph_page_drop_doubles(GlyphPage *page) {
  guint buckets = 1, kept = 0;
  while (buckets < 2 * page->glyphs->len) buckets *= 2;
  g_autofree guint *last = g_new0(guint, buckets), *previous = g_new(guint, page->glyphs->len + 1);
  Glyph *glyphs = (Glyph *)(gpointer)page->glyphs->data;
  Places places = {glyphs, last, previous, buckets - 1};
  for (guint i = 0; i < page->glyphs->len; i++) {
    Glyph glyph = glyphs[i];
    gboolean white = character_is_white(glyph.character);
    Place place = place_of(page, &glyph);
    gboolean placed = !white && place.reach > 0;
    if (placed && has_double(&places, &place)) continue;
    glyphs[kept++] = glyph;
    if (placed) add_place(&places, &place, kept);
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
