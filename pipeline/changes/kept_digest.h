/* kept_digest.h - what a digest says: its documents, and the rows of each, as they are kept to be compared with the next digest.
 *
 * Ownership: a KeptDigest owns all that it gives, rows too; free it with kept_digest_free (or g_autoptr). */
#pragma once

#include "pipeline/catalogue/catalogue_states.h"
#include "pipeline/changes/kept_row.h"

/* The identity of DOCUMENT, as in KeptDocument; you free it. */
char *identity_of(const CatalogueDocument *document);

/* What a document was when the digest was written. The strings may be NULL but for identity and file. */
typedef struct {
  char *identity; /* its SHA-256; of a file that could not be read "unread:" and its name */
  char *file;     /* its name, without folders */
  char *symbol, *body, *language, *date;
  char *work, *version_kind;
  char *outcome, *reason;
  char *pack, *pack_version, *engine, *extractor;
  gboolean speaks; /* its recommendations and panel topics are rows */
  /* Its rows, in one of three forms at least. */
  char *hash;       /* by which the catalogue has them */
  GBytes *packed;   /* compressed */
  GPtrArray *rows;  /* KeptRow; NULL where they are not in memory; once compared, those that may differ */
  GPtrArray *heads; /* KeptHeads, which the rows borrow from */
} KeptDocument;

typedef struct {
  gint64 number, written; /* as in StateRecord; number 0: there is no such digest */
  GPtrArray *documents;   /* KeptDocument, in the digest's order */
  GHashTable *index;      /* identity → KeptDocument */
} KeptDigest;

KeptDigest *kept_digest_new(void);
void kept_digest_free(KeptDigest *digest);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KeptDigest, kept_digest_free)

/* The document IDENTITY; NULL where there is none. */
const KeptDocument *kept_digest_find(const KeptDigest *digest, const char *identity);

/* The heads of the columns of a sheet, as they stand in one document's rows. */
typedef struct {
  char *sheet;
  GPtrArray *heads; /* char * */
} KeptHeads;

/* Adds a document, to be filled, without rows. */
KeptDocument *kept_digest_add(KeptDigest *digest, const char *identity, const char *file);
KeptHeads *kept_document_add_heads(KeptDocument *document, const char *sheet);
KeptRow *kept_document_add_row(KeptDocument *document, const KeptHeads *heads, const char *id);

/* Packs the rows of DOCUMENT, which is complete; where LAST has the same ones, it is enough to know them by their hash. */
void kept_document_pack(KeptDocument *document, const KeptDigest *last);

/* The last digest of KEY that CATALOGUE keeps, or the one before it; an empty one with number 0 where there is none. NULL with a
 * CATALOGUE_ERROR. */
KeptDigest *kept_digest_load(Catalogue *catalogue, const StateKey *key, StateAge age, GError **error);

/* The same in the form in which the catalogue keeps it. */
StateRecord *kept_digest_record(const KeptDigest *digest);

/* What differs, as kept_rows_compare tells it; of rows that a version has in the place of another their own IDs alone, not also
 * those of each other that other columns name. Rows that are not in memory are taken out of CATALOGUE. NULL with a
 * CATALOGUE_ERROR. */
GPtrArray *kept_digests_compare(KeptDigest *before, KeptDigest *after, Catalogue *catalogue, GError **error);
