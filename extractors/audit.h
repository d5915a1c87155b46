/* audit.h - where the characters of a document went: each one that a page shows is in exactly one block. */
#pragma once

#include "extractors/document.h"

typedef struct {
  guint page;
  guint shown;                        /* characters that the page shows, spaces not counted */
  guint in_kind[BLOCK_FURNITURE + 1]; /* of them, those in blocks of each kind */
  gint lost;                          /* those in no block; below zero: those in more than one */
  guint unmapped;                     /* glyphs shown that the file maps to no character, and that text may lack (document.h) */
  guint invisible;                    /* characters of the text that the page does not show */
} AuditPage;

/* The account of DOCUMENT's pages: AuditPage, one a page, in order. */
GArray *document_audit(const Document *document);
