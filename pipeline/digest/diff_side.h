/* diff_side.h - one of the two digests that `rapporteur diff` compares: a workbook's rows, or what a catalogue would say.
 *
 * Ownership: free a DiffSide with diff_side_free (or g_autoptr); what it gives is borrowed. */
#pragma once

#include "pipeline/changes/kept_digest.h"
#include "pipeline/digest/digest.h"

typedef struct {
  GPtrArray *tables;    /* DiffTable: of a workbook; else NULL */
  KeptDigest *kept;     /* of a catalogue; else NULL */
  GPtrArray *documents; /* CatalogueDocument: all that the catalogue has now; else NULL */
} DiffSide;

/* A sheet of a workbook. */
typedef struct {
  char *name;
  GPtrArray *heads; /* char *: of its columns, which the rows borrow */
  GPtrArray *rows;  /* KeptRow */
} DiffTable;

/* The rows of the workbook at PATH: of each sheet whose columns tell which row is which (an ID, a document's SHA-256, a check),
 * but for Changes. NULL with a BOOK_READ_ERROR (workbook_read.h). */
DiffSide *diff_side_workbook(const char *path, GError **error);

/* What a digest of OPTIONS would say, of a catalogue that is in a transaction; fails like digest_write. */
DiffSide *diff_side_catalogue(Catalogue *catalogue, const DigestOptions *options, GError **error);

/* What the last digest of OPTIONS said; one with number 0 in `kept` where none was kept. NULL with a CATALOGUE_ERROR. */
DiffSide *diff_side_last(Catalogue *catalogue, const DigestOptions *options, GError **error);

void diff_side_free(DiffSide *side);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DiffSide, diff_side_free)

/* What differs from BEFORE to AFTER, two workbooks or two of a catalogue: RowChange, of the sheets that both have. CATALOGUE has
 * the rows that are in no memory; NULL where there are none such. NULL with a CATALOGUE_ERROR. */
GPtrArray *diff_sides(DiffSide *before, DiffSide *after, Catalogue *catalogue, GError **error);
