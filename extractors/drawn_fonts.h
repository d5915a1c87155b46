/* drawn_fonts.h - fonts whose glyphs the file draws itself (Type 3, PDF 32000-1, 9.6.5). Such a font may be drawn on a grid of
 * any scale, so its size in the file says nothing: readers guess one, and guess boxes by it. */
#pragma once

#include "extractors/glyphs.h"

/* The name under which a reader hands over the styles of a font that has none. */
#define DRAWN_FONT "Default"

/* Gives the styles of such fonts the size that their letters' widths tell, and their glyphs boxes of that height. */
void glyph_page_measure_drawn_fonts(GlyphPage *page);
