/* inspect.h - what a PDF holds beside the text that its reader gives: invisible text, glyphs of no known character, pictures,
 * attachments, filled forms, hidden layers. Facts only; trust.h judges them.
 *
 * All of it is cheap, and bounded in time and memory. An Inspection borrows nothing; what cannot be found out is unknown, and
 * never a failure. */
#pragma once

#include <glib.h>

typedef struct Inspection Inspection;

/* Opens BYTES, which it keeps a reference to; NULL where they can't be inspected. */
Inspection *inspection_open(GBytes *bytes);
void inspection_close(Inspection *inspection);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Inspection, inspection_close)

/* Of one page. Counts leave out spaces. */
typedef struct {
  gboolean known;   /* FALSE: the page could not be inspected, and nothing below means anything */
  gboolean images;  /* it shows pictures */
  gboolean counted; /* its glyphs were counted, since something may be wrong with them; else all four are 0 */
  guint glyphs;     /* what its text operators show, visible or not */
  guint unmapped;   /* of them, visible ones of which the file does not say which character they are */
  guint invisible;  /* of them, those painted in no way */
  guint outside;    /* of the visible ones, those that are clipped away, most likely: their lines begin where nothing shows */
} PageInspection;

/* Page NUMBER, from 1. INSPECTION may be NULL. */
PageInspection inspection_page(Inspection *inspection, guint number);

/* Of the document as a whole. */
typedef struct {
  GPtrArray *attachments; /* names of the files inside it, as shown by viewers (char *) */
  guint attached_pdfs;    /* of them, how many are PDFs */
  gboolean portfolio;     /* it is a portfolio: a cover, and the files are what it is for (PDF 32000-1, 12.3.5) */
  guint filled_fields;    /* fields of a form that hold a value: text, a choice, a box that is ticked */
  guint hidden_layers;    /* layers that viewers do not show; the reader leaves their text out, too */
  gboolean encrypted;     /* it needs no password to be read, but it is encrypted */
} DocumentInspection;

/* Borrowed from INSPECTION, which may be NULL; what is attached to pages is among it once they were inspected. */
const DocumentInspection *inspection_document(Inspection *inspection);
