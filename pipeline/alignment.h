/* alignment.h - which recommendations came of which panel topic, and what shows it.
 *
 * A panel and the recommendations that came of it stand in one report, or in those of two meetings held one after the other: the
 * working group's and the constructive dialogue's.
 *
 * Ownership: Alignments own all that they give; free them with alignments_free (or g_autoptr). */
#pragma once

#include "pipeline/catalogue.h"

/* The other end of an alignment. */
typedef struct {
  char *id;       /* of a recommendation for a topic, of a topic for a recommendation */
  char *evidence; /* what shows it, in words: "agenda item 2; section \"Border controls\"; shared terms: sea, interception" */
  double score;   /* 0 to 1 */
} Tie;

typedef struct Alignments Alignments;

/* Alignments among DOCUMENTS (CatalogueDocument: all of CATALOGUE), of which those count that speak for their works in LANGUAGE
 * (catalogue_speaks). Both must outlive it, and the transaction that they were read in. Nothing is read yet. */
Alignments *alignments_new(Catalogue *catalogue, const GPtrArray *documents, const char *language);
void alignments_free(Alignments *alignments);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Alignments, alignments_free)

/* Reads what DOCUMENT's findings can be aligned with, where that was not read yet, and aligns them. FALSE with a
 * CATALOGUE_ERROR. */
gboolean alignments_prepare(Alignments *alignments, const CatalogueDocument *document, GError **error);

/* What the finding ID of DOCUMENT, which was prepared, is aligned with: Tie, the strongest first; NULL for nothing. */
const GPtrArray *alignments_find(const Alignments *alignments, const CatalogueDocument *document, const char *id);
