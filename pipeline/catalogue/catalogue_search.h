/* catalogue_search.h - the catalogue's index of words, as the search asks it. It is kept by the catalogue itself: what is
 * recorded is in it once the transaction is committed, of all versions of a work.
 *
 * How it is made. SQLite's FTS5 keeps the index, but knows nothing of words: those are made before (search_words.h), and marked
 * with their language (search_query.h). The other ways were weighed: a tokenizer of ours in the connection would leave a file
 * that no other SQLite can check or change, and does not know the language of a row; a table for each language makes relevance
 * differ between them. The index keeps no texts (they are in `findings`), so what is taken out of it must be told the words that
 * went in: they are made again of the rows before these change, and search_state.stamp tells whether they would come out the
 * same.
 *
 * Errors: CATALOGUE_ERROR. */
#pragma once

#include "pipeline/catalogue/catalogue.h"

/* What was found: a finding, or a meeting. */
typedef struct {
  gint64 document;  /* CatalogueDocument.key */
  gint64 finding;   /* within this catalogue only; negative for a meeting */
  gint64 position;  /* among the document's findings, from 0; of no meaning for a meeting */
  FindingKind kind; /* FINDING_FACT for a meeting */
  double rank;      /* of relevance (BM25): the smaller, the more */
} CatalogueMatch;

/* The languages of the documents in the index, in alphabetical order: an array of char *, "" for those of which it is not known.
 * NULL on error. */
GPtrArray *catalogue_search_languages(Catalogue *catalogue, GError **error);

/* All that an EXPRESSION of search_query_expression finds, in no particular order: an array of CatalogueMatch. NULL on error. */
GArray *catalogue_search(Catalogue *catalogue, const char *expression, GError **error);

/* Of the finding of MATCH, which is no meeting, the fields that a search filters by (states, addressees, themes), and with TEXTS
 * its ID, number, text and raw lines: what corrections are made of. Free it with finding_free. NULL on error. */
Finding *catalogue_search_finding(Catalogue *catalogue, const CatalogueMatch *match, gboolean texts, GError **error);
