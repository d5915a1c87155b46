/* kept_reason.h - why a row of a digest differs from what the digest before it had: a new report, another version of it, other
 * rules, a correction, ... */
#pragma once

#include "pipeline/changes/kept_digest.h"

typedef struct {
  const KeptDigest *before, *after;
  Catalogue *catalogue;   /* of AFTER */
  const StateKey *key;    /* of both; NULL where they are of different catalogues, whose other periods tell nothing */
  GHashTable *catalogued; /* identity → CatalogueDocument: all that CATALOGUE has, see identities_of */
} ReasonSource;

/* The documents (CatalogueDocument) by their identity; free it with g_hash_table_unref. */
GHashTable *identities_of(const GPtrArray *documents);

/* Why CHANGE came about, in words: "rules: untoc 1.2 → untoc 1.3"; several reasons stand side by side, parted by "; ". NULL with
 * a CATALOGUE_ERROR. */
char *kept_reason(const ReasonSource *source, const RowChange *change, GError **error);
