/* digest.h - the digest: the workbook of one quarter, or of any period.
 *
 * A document belongs to the period that holds the day which report_date (report.h) tells. The same catalogue and options
 * give the same bytes: nothing in a digest comes from the clock or from the order of arrival. */
#pragma once

#include "pipeline/catalogue.h"
#include "pipeline/period.h"

typedef struct {
  Period period;
  const char *output;         /* the workbook's file; its folder must exist */
  const char *const *sources; /* folders with the PDFs, named SHA256~NAME or as they came, NULL-terminated; cells lead to
                                 the first that is there, by a path relative to the output. NULL for no such links */
} DigestOptions;

/* What went into a digest. */
typedef struct {
  guint documents;       /* of the period: the sum of the three below */
  guint reports;         /* read, and of a kind that some rule pack knows */
  guint complete;        /* of them, those whose certificate says so */
  guint unknown;         /* read, but of no kind that a rule pack knows */
  guint unread;          /* rejected or skipped */
  guint recommendations; /* rows */
  guint panel_topics;
  guint failed_checks;
} DigestCounts;

/* Writes the digest. COUNTS may be NULL. Fails with a CATALOGUE_ERROR, BOOK_ERROR (workbook.h) or PUBLISH_ERROR (publish.h),
 * whose message begins with the name of the file; an earlier digest is then still in its place. */
gboolean digest_write(Catalogue *catalogue, const DigestOptions *options, DigestCounts *counts, GError **error);

/* The exit code for an error of digest_write. */
ExitCode digest_exit_code(const GError *error);
