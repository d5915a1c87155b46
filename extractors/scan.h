/* scan.h - a page that was read from its picture, as a page of glyphs: one glyph a character, in the sizes and weights in which
 * the document's lines are set, and with them one extent for all letters of a line, so that the layout measures it as a page of a
 * born-digital file.
 *
 * A Scan borrows nothing. */
#pragma once

#include "extractors/glyphs.h"
#include "extractors/ocr.h"

typedef struct Scan Scan;

/* Page NUMBER, of WIDTH by HEIGHT points as displayed, whose READING is of PICTURE; the picture was turned upright by QUARTERS
 * quarter turns and then levelled by SKEW. LEADERS (PixelBox) are the dots that were taken out of it. Takes READING and LEADERS
 * over. */
Scan *scan_new(guint number, double width, double height, guint quarters, double skew, const Picture *picture,
               OcrReading *reading, GArray *leaders);
void scan_free(Scan *scan);

const OcrReading *scan_reading(const Scan *scan);

/* Sizes and weights are measured with an error, which is taken out over all SCANS (Scan) of a document, in their order: lines of
 * nearly one size are of that size. Labels are mended by those in front. BODY is the size of the text of the document's other
 * pages, in points; 0 where it has none. */
void scans_settle(const GPtrArray *scans, double body);

/* The settled page; you free it. */
GlyphPage *scan_glyphs(const Scan *scan);
