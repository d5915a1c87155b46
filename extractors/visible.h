/* visible.h - does the page show what its text says? White letters on white paper and letters that are clipped away are in a
 * file's text, but nobody sees them: a picture of the page has no ink in their place. */
#pragma once

#include "extractors/glyphs.h"
#include "extractors/picture.h"

/* Letters so pale may be seen on a dark ground alone: shades from 0, black, to 1, white. */
#define PALE_SHADE 0.85

/* Has PAGE any pale letters? */
gboolean glyph_page_has_pale(const GlyphPage *page);

/* Takes the words out of PAGE that PICTURE, of the page as displayed, has no ink for, and counts their characters in `unseen`.
 * Asks for pale words only, unless ALL. Where something else is painted over a hidden word, ink is found, and the word stays. */
void glyph_page_drop_unseen(GlyphPage *page, const Picture *picture, gboolean all);
