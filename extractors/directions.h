/* directions.h - text that is written from right to left.
 *
 * A page of such text is laid out in a mirror: its characters' boxes are mirrored left to right, so that its lines, too, begin
 * at the left and its labels hang in the left margin. What steps there are behind need no second case; extract.c turns the
 * finished lines' places back. */
#pragma once

#include "extractors/glyphs.h"

/* Is CHARACTER a letter of a script that is written from right to left? */
gboolean is_right_to_left(gunichar character);

/* Is PAGE written from right to left, by most of its letters? */
gboolean glyph_page_is_right_to_left(const GlyphPage *page);

/* Mirrors PAGE, sets its `mirrored`, and orders its glyphs anew by rows, each from its start to its end, with white space where
 * the boxes leave room for it: a reader that takes pages for left to right tears such rows. */
void glyph_page_mirror(GlyphPage *page);

/* One sign of a printed line; NULL for the space between two words. */
typedef const Glyph *Sign;

/* Brings SIGNS (Sign), a printed line from its start to its end, into the order in which they are read: what is written
 * against the direction of PAGE (numbers and Latin names in Arabic, Arabic words in English) stands reversed. */
void signs_to_reading_order(GArray *signs, const GlyphPage *page);
