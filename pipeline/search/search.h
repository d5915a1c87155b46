/* search.h - which recommendations, panel topics and meetings a question finds, and in what order.
 *
 * Of a work in several versions, that is searched which speaks for it (catalogue_speaks); what it searches by is what the report
 * says, what it filters by and shows is what people made of that (correction.h).
 *
 * Ownership: borrowed is what an option or a hit points to. */
#pragma once

#include "pipeline/reports/collection.h"
#include "pipeline/reports/row.h"
#include "pipeline/words/search_query.h"

/* What a hit must be beside what the question asks; NULL and 0 for whatever it is. Names are compared without case and accents.
 */
typedef struct {
  guint kinds;                   /* a set of RowKind: recommendations, panel topics, meetings */
  const char *body;              /* words of the body's name: "smuggling" */
  const char *symbol;            /* the document's symbol or its first parts: "CTOC/COP/WG.7" */
  const char *theme, *addressee; /* words of one of its themes, addressees */
  const char *const *states;     /* one of the States that made it is one of these; NULL-terminated */
  const char *language;          /* ISO 639-1: only texts in it, and the versions that speak for their works in it */
  gboolean all_versions;         /* in all versions, those that are superseded too */
  Period period;                 /* of the report's date (report_date) */
} SearchFilter;

typedef struct {
  const CatalogueDocument *document;
  guint order;     /* of the document among all */
  gint64 position; /* of the finding in its document; -1 for a meeting */
  RowKind kind;
  double rank; /* the smaller, the more relevant */
} SearchHit;

typedef struct {
  GArray *hits;    /* SearchHit */
  guint elsewhere; /* what else would be hits, but stands in versions or languages that do not speak for their works */
} SearchResult;

void search_result_free(SearchResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SearchResult, search_result_free)

/* The hits of QUERY: the most relevant first, of equal ones by the order of documents, and within a document the meeting first
 * and findings in reading order. NULL with a CATALOGUE_ERROR. */
SearchResult *search_run(Catalogue *catalogue, Collection *collection, const SearchQuery *query, const SearchFilter *filter,
                         GError **error);
