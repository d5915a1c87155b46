/* owed_digests.h - the digests that a pass has to write.
 *
 * They are noted in the home as owed before the files leave its inbox, and struck out once they are written: a pass that is cut
 * off, or can't write one, leaves the note to the next. */
#pragma once

#include "pipeline/catalogue/catalogue.h"
#include "pipeline/home/home.h"
#include "pipeline/stages/stage.h"

typedef struct {
  Stage *stage; /* told of what goes wrong, and whether to tell what was written */
  const Home *home;
  Catalogue *catalogue;
  const char *const *sources; /* as in DigestOptions */
} DigestWriter;

/* The document of DOCUMENTS (CatalogueDocument) with these bytes; NULL where there is none. */
const CatalogueDocument *documents_find(const GPtrArray *documents, const char *sha256);

/* The quarters (char *) whose digests are owed once DOCUMENTS are recorded: those noted before, and those of the documents, as
 * they are now and as they were BEFORE, all documents of then: a report whose dates are read otherwise now leaves a quarter. Of
 * ALL documents of now those, too, of which the catalogue says something else: another version of their work has come, or an
 * earlier report of their series (comparison_series.h), with which they are compared. */
GPtrArray *owed_quarters(const Home *home, const GPtrArray *documents, const GPtrArray *all, const GPtrArray *before);

/* Notes QUARTERS as owed, in the place of what was noted. FALSE where that can't be written, which is told. */
gboolean owed_note(const DigestWriter *writer, const GPtrArray *quarters);

/* Writes the digests of QUARTERS, and strikes out those that were written. */
void owed_write(const DigestWriter *writer, const GPtrArray *quarters);

/* Writes one digest of all reports to FILE. */
void owed_write_all(const DigestWriter *writer, const char *file);
