/* collection.h - a catalogue as its readers see it: every report with what people corrected in it, and with what ties its
 * findings to those of other reports. What the workbook, the exports and the evidence pages say comes from here.
 *
 * Ownership: a Collection borrows its catalogue; free it with collection_free (or g_autoptr), after its reports. */
#pragma once

#include "pipeline/reports/report.h"

typedef struct {
  const char *language;  /* as for catalogue_speaks */
  const char *overrides; /* the file with the corrections (correction.h); NULL for none */
  gboolean untied;       /* reports come without what ties their findings to others, which costs a look at those */
} CollectionOptions;

typedef struct Collection Collection;

/* Reads the list of documents. CATALOGUE must be in a transaction, which lasts as long as reports are asked for. Fails with a
 * CATALOGUE_ERROR or CORRECTION_ERROR. */
Collection *collection_open(Catalogue *catalogue, const CollectionOptions *options, GError **error);
void collection_free(Collection *collection);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Collection, collection_free)

/* All documents, in the catalogue's order (catalogue_documents). */
const GPtrArray *collection_documents(const Collection *collection);

/* Does DOCUMENT speak for its work, in the collection's language? */
gboolean collection_speaks(const Collection *collection, const CatalogueDocument *document);

/* All of DOCUMENT, corrected; each recommendation and panel topic has its FindingContext. NULL with a CATALOGUE_ERROR, or
 * an error of alignments_prepare. */
Report *collection_report(Collection *collection, const CatalogueDocument *document, GError **error);

/* Can there be corrections? */
gboolean collection_corrects(const Collection *collection);

/* Puts what people corrected into FINDING, which was read by itself and not with its report. */
void collection_correct(Collection *collection, Finding *finding);

/* What people corrected (correction.h), and no report that counts shows. */
typedef struct {
  char *id;
  const CatalogueDocument *newer; /* it counts in the place of the one that has the finding; NULL where none has it */
} UnseenCorrection;

/* All such: UnseenCorrection, in natural order of their IDs. NULL with a CATALOGUE_ERROR. */
GPtrArray *collection_unseen_corrections(const Collection *collection, GError **error);
