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

/* Half as much again as a sheet of A3 has at 300 pixels an inch. A page may be 14,400 points wide (PDF 32000-1, Annex C). */
#define PICTURE_MOST (26 * 1000 * 1000)

/* Name and version of the library that reads. */
const char *pdf_reader(void);
