/* turns.h - text that does not run from left to right across the page: stamps in the margin, watermarks, pages laid down on
 * their side. A reader hands such letters over as if they stood upright, among those of the lines that they cross. */
#pragma once

#include "extractors/glyphs.h"

/* Where most of PAGE's text is turned by one quarter turn, lays the page out upright and sets its `quarters`. */
void glyph_page_turn_upright(GlyphPage *page);

/* Takes the glyphs that are turned against the others out of PAGE: a GlyphPage a piece of such text, in reading order, with
 * PAGE's styles and size. (GPtrArray of GlyphPage, which you free.) */
GPtrArray *glyph_page_take_turned(GlyphPage *page);
