/* inspect_fonts.h - does a PDF's file say which characters its fonts' glyphs are? (PDF 32000-1, 9.10.2) */
#pragma once

#include "extractors/content_stream.h"
#include "extractors/inspect_objects.h"

/* May some of FONT's glyphs be of no known character? A quick look; what a page shows in such a font is worth counting. */
gboolean font_is_suspicious(Objects *objects, Object font);

/* What the count of glyphs needs to know of FONT; you free it with g_free. */
ContentFont *font_describe(Objects *objects, Object font);

/* Does NAME ("/g12", with its slash) tell no character? "/A", "/uni0041" and "/Delta" do, and so do names that nobody has
 * listed but that are words: only what is a number by its form does not. */
gboolean glyph_name_is_a_number(const char *name);
