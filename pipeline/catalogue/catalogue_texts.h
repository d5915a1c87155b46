/* catalogue_texts.h - the recommendations of a document as they are compared with those of others: text by text, without the
 * boxes, edits and checks that make a whole Findings slow to read.
 *
 * Units and errors as in catalogue.h. */
#pragma once

#include "pipeline/catalogue/catalogue.h"

/* All strings are borrowed, and live until the callback returns. */
typedef struct {
  const char *id, *number, *text;
  const char *lead_in;    /* NULL where it stands under no sentence */
  const char *references; /* the laws that it names (the field legal_references), a line each; NULL for none */
  guint strength;         /* 1 to 5; 0 where none is told */
  guint page;             /* on which it begins; 0 where no place is known */
  gboolean has_states;    /* it names the States that made it */
} CatalogueText;

/* Gives each recommendation of DOCUMENT to EACH, in reading order. FALSE on error. */
typedef void (*EachText)(const CatalogueText *text, gpointer data);
gboolean catalogue_each_text(Catalogue *catalogue, const CatalogueDocument *document, EachText each, gpointer data,
                             GError **error);
