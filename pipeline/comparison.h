/* comparison.h - a recommendation against the earlier ones of its series: those of the same body, and where its reports are each
 * about one subject (a State under review), of the same subject.
 *
 * Ownership: Comparisons own all that they give; free them with comparisons_free (or g_autoptr). */
#pragma once

#include "pipeline/catalogue.h"

typedef enum {
  COMPARED_NEW,          /* none of the earlier ones is like it */
  COMPARED_REPEATED,     /* word for word, as far as a reader would say */
  COMPARED_REWORDED,     /* other words, asked as strongly */
  COMPARED_STRENGTHENED, /* other words, asked more strongly (the field `strength`) */
  COMPARED_WEAKENED,
} Compared;
extern const char *const compared_names[]; /* "new", "repeated", ...; NULL-terminated, indexed by Compared */

/* An earlier recommendation. */
typedef struct {
  char *id, *symbol, *date; /* date: report_date of its report; symbol may be NULL */
  char *text;
  double similarity; /* 0 to 1 */
} EarlierFinding;

/* A run of words of the change from the nearest earlier text to this one. */
typedef enum {
  WORDS_KEPT,
  WORDS_REMOVED,
  WORDS_ADDED,
} WordsKind;
typedef struct {
  WordsKind kind;
  char *text;
} Words;

typedef struct {
  Compared kind;
  GPtrArray *earlier; /* EarlierFinding, the nearest and among equals the latest first; empty where it is new */
  GPtrArray *change;  /* Words, from the first of `earlier`; empty where it is new or repeated */
} Comparison;

typedef struct Comparisons Comparisons;

/* Comparisons among DOCUMENTS (CatalogueDocument: all of CATALOGUE), of which those count that speak for their works in LANGUAGE
 * (catalogue_speaks). Both must outlive it, and the transaction that they were read in. Nothing is read yet. */
Comparisons *comparisons_new(Catalogue *catalogue, const GPtrArray *documents, const char *language);
void comparisons_free(Comparisons *comparisons);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Comparisons, comparisons_free)

/* Reads the series of DOCUMENT, where it was not read yet, and compares its recommendations. They are asked for by
 * comparisons_find. FALSE with a CATALOGUE_ERROR. */
gboolean comparisons_prepare(Comparisons *comparisons, const CatalogueDocument *document, GError **error);

/* The comparison of the recommendation ID of DOCUMENT, which was prepared; NULL where it is compared with nothing: DOCUMENT does
 * not speak for its work, or it has no body. */
const Comparison *comparisons_find(const Comparisons *comparisons, const CatalogueDocument *document, const char *id);
