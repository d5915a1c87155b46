/* digest_keep.h - what a digest says, made from the catalogue: to be compared with what earlier ones said, and kept for later
 * ones.
 *
 * Kept are the rows of Recommendations, Panel topics and Meetings, with all columns that tell of them alone: what a report says
 * of its meeting stands in Meetings once. */
#pragma once

#include "pipeline/changes/kept_digest.h"
#include "pipeline/digest/digest.h"
#include "pipeline/reports/report.h"

/* The key of all digests that are compared with the one that OPTIONS ask for. */
StateKey digest_state_key(const DigestOptions *options);

/* Adds what the digest says of REPORT to KEPT: its row in Meetings where it is of a kind that some rule pack knows, and with
 * SPEAKS its findings. Rows that LAST, the last digest kept, has as well are not kept twice. */
void digest_keep_report(KeptDigest *kept, const Report *report, gboolean speaks, const KeptDigest *last);

/* What a digest of OPTIONS would say now, in whole; no workbook is written. Fails like digest_write. */
KeptDigest *digest_keep_all(Catalogue *catalogue, const DigestOptions *options, GError **error);

/* What is new in a digest: of the rows of each kind how many. */
typedef struct {
  guint added, gone, altered;
} ChangeCounts;
ChangeCounts changes_count(const GPtrArray *changes, const char *sheet);
