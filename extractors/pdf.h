/* pdf.h - a PDF as pages of glyphs. The only file behind it that knows poppler is pdf_poppler.c. */
#pragma once

#include "extractors/document.h"
#include "extractors/glyphs.h"

typedef struct Pdf Pdf;

/* Opens BYTES, which the Pdf keeps a reference to. Where they can't be read, returns NULL, sets OUTCOME to skipped (encrypted)
 * or rejected, and REASON (which you free) to a sentence that says why and what to do. */
Pdf *pdf_open(GBytes *bytes, Outcome *outcome, char **reason);
void pdf_close(Pdf *pdf);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Pdf, pdf_close)

guint pdf_page_count(const Pdf *pdf);

/* Page NUMBER (from 1); NULL where it can't be read. */
GlyphPage *pdf_read_page(Pdf *pdf, guint number);

/* Name and version of the library that reads. */
const char *pdf_reader(void);
