/* comparison.h - a recommendation against the earlier ones of its series: those of the same body in the same language, and where
 * its reports are each about one subject (a State under review), of the same subject.
 *
 * Which reports are a series, comparison_series.h tells; when two texts ask for the same, comparison_sets.h; how candidates are
 * found among many, comparison_near.h; how the change is told, comparison_change.h. Texts are compared as the reports have them,
 * whatever people corrected in them.
 *
 * Ownership: Comparisons own all that they give; free them with comparisons_free (or g_autoptr). */
#pragma once

#include "pipeline/catalogue/catalogue.h"
#include "pipeline/years/comparison_change.h"

typedef enum {
  COMPARED_NEW,          /* none of the earlier ones is like it */
  COMPARED_REPEATED,     /* word for word, and asked as strongly: line breaks, hyphens, quotes and capitals make no difference */
  COMPARED_REWORDED,     /* other words, asked as strongly as far as that is known */
  COMPARED_STRENGTHENED, /* asked more strongly (the field `strength`) */
  COMPARED_WEAKENED,
} Compared;
extern const char *const compared_names[]; /* "new", "repeated", ...; NULL-terminated, indexed by Compared */

/* An earlier recommendation. */
typedef struct {
  const char *id, *symbol, *date; /* date: report_date of its report; symbol may be NULL */
  const char *text;
  double similarity; /* 0 to 1: comparison_sets.h */
} EarlierFinding;

typedef struct {
  Compared kind;
  GPtrArray *earlier; /* EarlierFinding, the nearest and among equals the latest first; empty where it is new */
  GPtrArray *change;  /* WordRun, from the first of `earlier`, with the sentences above both where only these differ; empty where
                         it  is  new or repeated */
  char *marked;       /* the change as one text: "States [-may-] {+should+} act"; NULL where there is none */
} Comparison;

enum { EARLIER_MOST = 50 }; /* of very many that are alike, the nearest are told */

typedef struct Comparisons Comparisons;

/* Comparisons among DOCUMENTS (CatalogueDocument: all of CATALOGUE), of which those count that speak for their works in LANGUAGE
 * (catalogue_speaks). Both must outlive it, and the transaction that they were read in. Nothing is read yet. */
Comparisons *comparisons_new(Catalogue *catalogue, const GPtrArray *documents, const char *language);
void comparisons_free(Comparisons *comparisons);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Comparisons, comparisons_free)

/* Reads the series of DOCUMENT, where it was not read yet, and compares its recommendations. They are asked for by
 * comparisons_find. FALSE with a CATALOGUE_ERROR, or with the G_FILE_ERROR or YAML_ERROR of a data file of ours. */
gboolean comparisons_prepare(Comparisons *comparisons, const CatalogueDocument *document, GError **error);

/* The comparison of the recommendation ID of DOCUMENT, which was prepared; NULL where there is nothing to compare it with:
 * DOCUMENT does not speak for its work, has neither body nor symbol, or is the first of its series. */
const Comparison *comparisons_find(Comparisons *comparisons, const CatalogueDocument *document, const char *id);

/* A recommendation of a chain: what came of one, and what it came of. */
typedef struct {
  const CatalogueDocument *document;
  const char *id, *number, *text, *date;
  guint page, strength;         /* 0 where not known */
  gboolean asked_for;           /* it is the one whose chain this is */
  const Comparison *comparison; /* as comparisons_find gives it */
} ChainLink;

/* The chain of the recommendation ID of DOCUMENT, which was prepared: those earlier ones that it is like, those that these are
 * like, and so on; and likewise the later ones; by date and then as the reports have them. An array of ChainLink that holds it
 * alone at least; NULL where DOCUMENT is of no series, or has no such recommendation. */
GPtrArray *comparisons_chain(Comparisons *comparisons, const CatalogueDocument *document, const char *id);
