/* works.h - which documents are versions of one work, which of them counts, and what they say of each other.
 *
 * The same report comes as a revision, a corrigendum, a draft, a translation, or as another file of the same text. All of this
 * is derived from what the documents say of themselves, and from nothing else: the order of their arrival changes nothing.
 *
 * What makes one work:
 *   - the same symbol, but for what tells the version (rules/symbol.h), of a meeting on the same days: an addendum is a work of
 *     its own, and so is a document of the same symbol and other days, whose symbol was misprinted or misread;
 *   - a draft is of the work of the one report that has its language, body, last day, session, subject and title, as far as both
 *     tell them;
 *   - a document without a symbol is of the work of the one report that has its language, body and days and says the same;
 *     several without a symbol are of one work where they have the same language, title, body and days and much the same text.
 *
 * Which counts, in each language: the newest revision; drafts only where there is no report. Of several files of that version the
 * one that was read best; the others are its copies. A file whose text is another altogether is no copy, whatever its symbol,
 * and counts, too: nothing is given up for a symbol that may be misread. A corrigendum never takes the place of what it
 * corrects, and counts where there is nothing else.
 *
 * Ownership: a Version borrows its document and owns the rest; free it with version_free. Within an array of versions they
 * point to each other. */
#pragma once

#include "pipeline/catalogue/catalogue.h"
#include "rules/symbol.h"

/* What is compared of a document: of its recommendations and panel topics in reading order. */
typedef struct {
  GPtrArray *numbers; /* char *: of its recommendations alone, as in Finding */
  GPtrArray *texts;   /* char *: of both */
} VersionTexts;

typedef struct Version Version;
struct Version {
  const CatalogueDocument *document;
  Symbol *symbol; /* NULL where the document has none */
  VersionTexts texts;
  gboolean loaded;     /* texts are there */
  GHashTable *phrases; /* of the texts: see works_alike; NULL until they are asked for */
  guint group;         /* the number of its work */
  guint rank;          /* among the versions of its work: drafts below reports, revisions in their order */
  char *work;          /* the work's name */
  VersionKind kind;
  Version *copy_of; /* the file of the same version that counts for it; NULL where it is none's copy */
  Version *superseded_by;
  Version *corrects; /* what a corrigendum corrects; NULL where that is not there */
  GPtrArray *checks; /* Check: those that only the versions together can answer */
};

/* Fills the texts of VERSION. FALSE with an error. */
typedef gboolean (*VersionLoad)(Version *version, gpointer data, GError **error);

/* The versions (Version) that DOCUMENTS (CatalogueDocument, in the catalogue's order) are. Texts are loaded only of documents
 * that have to be compared. NULL where LOAD failed. */
GPtrArray *works_derive(const GPtrArray *documents, VersionLoad load, gpointer data, GError **error);
void version_free(Version *version);

/* What the versions of a work are told apart by for people: the symbol, else the file's name. Borrowed. */
const char *version_name(const Version *version);

/* Does language A come before B where one version is to be chosen: WANTED, which may be NULL, before English, English before the
 * others, these in alphabetical order, NULL last? */
gboolean language_comes_first(const char *a, const char *b, const char *wanted);
