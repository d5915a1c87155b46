/* pdf.h - a PDF as pages of glyphs. The only file behind it that knows poppler is pdf_poppler.c. */
#pragma once

#include "extractors/document.h"
#include "extractors/glyphs.h"
#include "extractors/picture.h"

typedef struct Pdf Pdf;

/* Opens BYTES, which the Pdf keeps a reference to. Where they can't be read, returns NULL, sets OUTCOME to skipped (encrypted)
 * or rejected, and REASON (which you free) to a sentence that says why and what to do. */
Pdf *pdf_open(GBytes *bytes, Outcome *outcome, char **reason);
void pdf_close(Pdf *pdf);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Pdf, pdf_close)

guint pdf_page_count(const Pdf *pdf);

/* Page NUMBER (from 1); NULL where it can't be read. What the page does not show is left out: for pale letters, and for all where
 * LOOK is set, a picture of the page tells. */
GlyphPage *pdf_read_page(Pdf *pdf, guint number, gboolean look);

/* A picture of page NUMBER with about RESOLUTION pixels an inch, fewer for a page of giant size; NULL where there is none. */
Picture *pdf_draw_page(Pdf *pdf, guint number, double resolution);

/* The size of page NUMBER as displayed, in points; 0 where it can't be read. */
void pdf_page_size(Pdf *pdf, guint number, double *width, double *height);

/* Page NUMBER as displayed, as a picture of RESOLUTION pixels an inch, or of less where that would be more than PICTURE_MOST
 * pixels; NULL where it can't be drawn. */
Picture *pdf_draw_page(Pdf *pdf, guint number, double resolution);

/* Page NUMBER as displayed, in colour, for people to look at: a PNG file of RESOLUTION pixels an inch, or of less where that
 * would be more than MOST pixels. It holds the whole page and nothing else, so that a place on the page is found at the same
 * share of WIDTH and HEIGHT, which are those of the picture in pixels. NULL where it can't be drawn; free it with g_bytes_unref.
 */
GBytes *pdf_page_png(Pdf *pdf, guint number, double resolution, double most, guint *width, guint *height);

/* Half as much again as a sheet of A3 has at 300 pixels an inch. A page may be 14,400 points wide (PDF 32000-1, Annex C). */
#define PICTURE_MOST (26 * 1000 * 1000)

/* Name and version of the library that reads. */
const char *pdf_reader(void);
