#include "extractors/trust.h"

#include "extractors/characters.h"
#include "extractors/language.h"

const char *const trust_names[] = {
    [TRUST_OK] = "ok",
    [TRUST_NO_TEXT] = "no text",
    [TRUST_INVISIBLE] = "invisible",
    [TRUST_UNMAPPED] = "unmapped",
    [TRUST_UNREADABLE] = "unreadable",
    NULL,
};

/* A page of text has a few bullets and symbols without a character; one glyph of thirty is more than those, and spoils a word
 * of six. Measured: none of 1,900 pages of real reports has any. */
static const double MOST_UNMAPPED = 0.03;

/* Readers guess characters from names such as "c65". Where they lost no glyph, and the text reads well, they guessed right. */
static const double LEAST_KEPT = 0.98;

static char *page_text(const GlyphPage *page) {
  GString *text = g_string_sized_new(page->glyphs->len + 1);
  for (guint i = 0; i < page->glyphs->len; i++) text_append_character(text, g_array_index(page->glyphs, Glyph, i).character);
  return g_string_free(text, FALSE);
}

static gboolean is_a_language(const GlyphPage *page) {
  g_autofree char *text = page_text(page);
  return language_of_text(text) != NULL;
}

/* A few stray spaces begin outside of what is shown in many a table, and show nothing wherever they stand. Where most of a page
 * is invisible it is the reading of a scan, whose ink is the scan's. */
enum { FEW_HIDDEN = 10 };

gboolean trust_wants_look(const PageInspection *found) {
  gboolean layer = 2 * found->invisible > found->glyphs;
  return found->counted && !layer && found->outside + found->invisible >= FEW_HIDDEN;
}

static gboolean guessed_right(const GlyphPage *page, const PageInspection *found, guint characters) {
  return characters >= LEAST_KEPT * found->glyphs && page_reads_well(page) && is_a_language(page);
}

Trust trust_page(const GlyphPage *page, const PageInspection *found) {
  guint characters = glyph_page_count(page);
  guint visible = found->glyphs - found->invisible;
  if (found->counted && 2 * found->invisible > found->glyphs) return (Trust){TRUST_INVISIBLE, !is_a_language(page)};
  if (found->counted && found->unmapped > MOST_UNMAPPED * visible && !guessed_right(page, found, characters))
    return (Trust){TRUST_UNMAPPED, TRUE};
  if (characters == 0) return page->picture_only || found->images ? (Trust){TRUST_NO_TEXT, TRUE} : (Trust){TRUST_OK, FALSE};
  if (page_is_unreadable(page)) return (Trust){TRUST_UNREADABLE, TRUE};
  return (Trust){TRUST_OK, FALSE};
}
