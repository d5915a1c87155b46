/* catalogue.h - the catalogue: the SQLite database of all that was found, and the one place where it is kept.
 *
 * Ownership: a Catalogue is closed with catalogue_close, the lists and Findings that it gives are the caller's; all have an
 * autoptr or are GPtrArrays that free their elements. Units as in extractors/document.h; times are seconds since 1970 UTC.
 *
 * Order: whatever comes out is in an order that depends on the documents alone, never on when or how they arrived.
 *
 * Errors: CATALOGUE_ERROR. Each message begins with the catalogue's file name and says what to do. */
#pragma once

#include "pipeline/common/exit_codes.h"
#include "rules/findings.h"

typedef enum {
  CATALOGUE_ERROR_ACCESS,  /* it cannot be opened, read or written; the disk is full */
  CATALOGUE_ERROR_DAMAGED, /* it is damaged, or no catalogue of ours */
  CATALOGUE_ERROR_VERSION, /* it was made by another version of the program, and cannot be used by this one */
  CATALOGUE_ERROR_BUSY,    /* another program holds it; trying again later helps */
  CATALOGUE_ERROR_CONTENT, /* these findings cannot be recorded; others can. The message begins with the document's name */
  CATALOGUE_ERROR_FAULT,   /* a fault of ours */
} CatalogueError;
#define CATALOGUE_ERROR (catalogue_error_quark())
GQuark catalogue_error_quark(void);

/* The exit code for an ERROR of this domain; OTHERWISE is EXIT_INPUT or EXIT_OUTPUT, whatever the catalogue was opened for. */
ExitCode catalogue_exit_code(const GError *error, ExitCode otherwise);

typedef enum {
  CATALOGUE_READ,  /* the catalogue must exist, and nothing in it changes */
  CATALOGUE_NOTE,  /* the same, but what was read may be noted in it (catalogue_states.h) where it can be written */
  CATALOGUE_WRITE, /* it is made where it is missing, and brought up to date where it is older than this program */
} CatalogueMode;

typedef struct Catalogue Catalogue;

Catalogue *catalogue_open(const char *path, CatalogueMode mode, GError **error);
void catalogue_close(Catalogue *catalogue);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Catalogue, catalogue_close)

/* A transaction: with CATALOGUE_WRITE or CATALOGUE_NOTE nobody else writes until it ends, and all or nothing of it stays; with
 * CATALOGUE_READ all that is read in it is of one moment. A writer waits for readers: keep both short. Transactions don't nest.
 */
gboolean catalogue_begin(Catalogue *catalogue, CatalogueMode mode, GError **error);
gboolean catalogue_commit(Catalogue *catalogue, GError **error);
void catalogue_rollback(Catalogue *catalogue); /* does nothing where no transaction is open */

/* ---- recording ---- */

typedef enum {
  RECORD_NEW,       /* the document was not known */
  RECORD_UNCHANGED, /* it was, and nothing has changed: nothing was written */
  RECORD_COPY,      /* the same, but under another file name, which was noted */
  RECORD_REPLACED,  /* it was known with other content, which gave way: other rules, another extractor, ... */
} RecordResult;
extern const char *const record_result_names[]; /* "new", "unchanged", "copy", "replaced"; NULL-terminated */

/* Records what was found in one document, within a transaction for writing. Which version of which work each document is, is
 * derived anew when the transaction is committed. A document is known by its SHA-256; a file that could not be read, by its name,
 * until a file of that name can be. After CATALOGUE_ERROR_CONTENT the transaction goes on as if this document had not been; after
 * any other error it must be rolled back. */
gboolean catalogue_record(Catalogue *catalogue, const Findings *findings, RecordResult *result, GError **error);

/* ---- reading ---- */

/* What a document is among the versions of its work (works.h tells how that is derived). The first that is true counts, from
 * the last to the first. */
typedef enum {
  VERSION_ORIGINAL,
  VERSION_REVISION,
  VERSION_TRANSLATION, /* in another language than the one that speaks for the work, be it a revision or not */
  VERSION_DRAFT,
  VERSION_CORRIGENDUM, /* some lines that change another version */
  VERSION_COPY,        /* another file of a version that counts */
} VersionKind;
extern const char *const version_kind_names[]; /* "original", ...; NULL-terminated, indexed by VersionKind */

/* A document as a list shows it. The strings that may be NULL say so. */
typedef struct {
  gint64 key;              /* within this catalogue only; says nothing of order */
  GPtrArray *source_files; /* char *: the names under which it came, in natural order; never empty */
  char *sha256;            /* "" where the file could not be read */
  guint64 bytes;
  guint pages;
  Outcome outcome;
  char *reason; /* NULL where the outcome is complete */
  char *extractor;
  char *pack, *pack_version; /* NULL where no pack claimed it */
  char *engine;
  /* Facts; NULL where not found. */
  char *symbol, *language, *body, *session, *title, *start, *end, *distribution_date;
  char *subject; /* what of several reports of one meeting this one is about: the State under review */
  gint64 first_recorded;
  guint recommendations, panel_topics, failed_checks; /* failed: those recorded, and those of the versions together */
  gboolean ocr;                                       /* some finding was read from a picture */
  char *work;                                         /* the same for all versions of a work */
  VersionKind version_kind;
  gint64 superseded_by;      /* key of the document that counts in its place; 0 where it counts itself */
  GPtrArray *other_versions; /* CatalogueDocument, borrowed from the list of all: the others of its work, in the list's order */
} CatalogueDocument;

/* The name that stands for the document: the first of its names. */
const char *catalogue_document_name(const CatalogueDocument *document);

/* What readers know the document by: its symbol, or that name where it has none. */
const char *catalogue_document_label(const CatalogueDocument *document);

/* All documents: by symbol in natural order (.../9 before .../10), language and SHA-256; those without a symbol last, by
 * name. NULL on error; else an array of CatalogueDocument. */
GPtrArray *catalogue_documents(Catalogue *catalogue, GError **error);

/* The document that counts in the place of DOCUMENT; NULL where it counts itself. */
const CatalogueDocument *catalogue_superseded_by(const CatalogueDocument *document);

/* Does DOCUMENT speak for its work: shall its recommendations stand where each should stand once? It is a version that counts, in
 * LANGUAGE where the work has one in it, else in English, else in the first of its languages; for "all" in each language. NULL
 * is English. A corrigendum does where nothing else of its work is there. */
gboolean catalogue_speaks(const CatalogueDocument *document, const char *language);

/* The checks (Check) that DOCUMENT's versions answer together; see works_checks.c. NULL on error. */
GPtrArray *catalogue_version_checks(Catalogue *catalogue, const CatalogueDocument *document, GError **error);

/* A failed check of a version that counts. */
typedef struct {
  char *source_file;             /* a name of the document */
  char *check, *scope, *message; /* as in Check */
} VersionFailure;

/* The failed checks that the versions of the work of document SHA256 answer together: those of other documents, too. An array of
 * VersionFailure; NULL on error. */
GPtrArray *catalogue_version_failures(Catalogue *catalogue, const char *sha256, GError **error);

/* All that was recorded of DOCUMENT, in reading order, as it was given to catalogue_record; source_file is the name that
 * stands for the document. */
Findings *catalogue_findings(Catalogue *catalogue, const CatalogueDocument *document, GError **error);

/* Gives each recommendation and panel topic of DOCUMENT to EACH, in reading order. FALSE on error. */
typedef void (*EachId)(FindingKind kind, const char *id, gpointer data);
gboolean catalogue_each_id(Catalogue *catalogue, const CatalogueDocument *document, EachId each, gpointer data, GError **error);

/* One time that something new was recorded of a document. */
typedef struct {
  gint64 recorded;
  Outcome outcome;
  char *extractor, *pack, *pack_version, *engine; /* as in CatalogueDocument */
  guint recommendations, panel_topics, failed_checks;
} Recording;

/* The recordings of DOCUMENT, the first one first: an array of Recording. NULL on error. */
GPtrArray *catalogue_recordings(Catalogue *catalogue, const CatalogueDocument *document, GError **error);

/* The names of all facts in the catalogue, in alphabetical order: an array of char *. NULL on error. */
GPtrArray *catalogue_fact_names(Catalogue *catalogue, GError **error);
