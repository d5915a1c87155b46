/* read_pages.h - the pages of a PDF to printed lines: from the file's own text where that can be trusted, from their pictures
 * where it can't. */
#pragma once

#include "extractors/extract.h"
#include "extractors/inspect.h"
#include "extractors/layout.h"
#include "extractors/pdf.h"
#include "extractors/trust.h"

/* A page on its way. */
typedef struct {
  Page *page;        /* of the document, borrowed */
  GlyphPage *glyphs; /* what it says; NULL where it can't be read at all, and once its lines are made */
  PageInspection found;
  Trust trust;
  GPtrArray *lines;  /* PrintedLine */
  gboolean doubtful; /* it was read from its picture, and badly */
} SourcePage;

/* What was left out, as page numbers in the words of a reason, and why. */
typedef struct {
  GString *unread, *pictures, *unmapped, *doubtful;
  guint with_text;
  guint garbled;         /* pages whose text is not what they show */
  char *unread_pictures; /* why pictures were not read, and what to do; NULL where all were that had to be */
} PagesOutcome;

void pages_outcome_clear(PagesOutcome *outcome);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(PagesOutcome, pages_outcome_clear)

/* Reads the pages of PDF into DOCUMENT's pages and LINES (PrintedLine), in their order, and tells of them in its notices. */
void pages_read(Document *document, Pdf *pdf, Inspection *inspection, const ExtractOptions *options, GPtrArray *lines,
                PagesOutcome *outcome);

/* picture_pages.c: reads the pictures of those of PAGES (SourcePage) that need it, and chooses for each between its own text and
 * that; LANGUAGE is that of the other pages, or NULL, and BODY the size of their text, or 0. Names what it read with in
 * DOCUMENT's extractor. Where nothing can be read, that is told, and why in OUTCOME. */
void picture_pages_read(Document *document, Pdf *pdf, GPtrArray *pages, const char *language, double body,
                        const ExtractOptions *options, PagesOutcome *outcome);

/* Is PAGE one whose picture is to be read? */
gboolean picture_page_is_due(const SourcePage *page, const ExtractOptions *options);
