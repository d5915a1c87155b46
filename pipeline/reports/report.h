/* report.h - a document of the catalogue as its readers see it: dated, with its facts by name, and with the checks that only
 * the catalogue can answer. What the workbook, the exports and the status say of a document comes from here.
 *
 * Ownership: a Report borrows its CatalogueDocument and owns the rest; results are borrowed until it is freed. */
#pragma once

#include "pipeline/alignment/alignment.h"
#include "pipeline/catalogue/report_date.h"
#include "pipeline/corrections/correction.h"
#include "pipeline/years/comparison.h"

/* What is known of a finding beyond its report: a collection (collection.h) tells it, and owns it all. NULL each where there is
 * nothing to tell. */
typedef struct {
  const Comparison *comparison; /* of a recommendation with earlier ones */
  const GPtrArray *ties;        /* Tie: a topic's recommendations, or a recommendation's topics */
  const Correction *correction; /* what people said of it, and was put into the finding */
} FindingContext;

typedef struct {
  const CatalogueDocument *document;
  char date[DATE_SIZE]; /* as report_date tells it */
  DatedBy dated_by;
  Findings *findings;        /* as recorded, and behind its own checks those that this module adds */
  GHashTable *facts;         /* name → GPtrArray of const char *, in reading order; see report_facts */
  GHashTable *contexts;      /* Finding → FindingContext; see report_context */
  GPtrArray *other_versions; /* char *: the others of its work, one a line: "fr: CTOC/COP/WG.7/2023/5 (translation, f.pdf)" */
} Report;

/* Loads all of DOCUMENT. Checks are added where there is something to say: complete_reading (the document was not read
 * wholly), recognised (no pack claimed it), quarter (it is not placed by its meeting), and those that it answers together with
 * other versions of its work (catalogue_version_checks). NULL with a CATALOGUE_ERROR. */
Report *report_load(Catalogue *catalogue, const CatalogueDocument *document, GError **error);
void report_free(Report *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Report, report_free)

/* The values of fact NAME, as many as were found; an empty array where none was. */
const GPtrArray *report_facts(const Report *report, const char *name);

/* The first value of fact NAME; NULL where it was not found. */
const char *report_fact(const Report *report, const char *name);

/* What is known of FINDING beyond the report. Never NULL; empty where the report came of no collection. */
const FindingContext *report_context(const Report *report, const Finding *finding);

/* How many checks have RESULT; the verdict that sums them up is left out here and in report_verdict. */
guint report_count_checks(const Report *report, CheckResult result);

/* "ok", or the names of the failed checks, each once: "numbering; told_count". Free it with g_free. */
char *report_verdict(const Report *report);
