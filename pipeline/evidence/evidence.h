/* evidence.h - the evidence pages: static web pages that show each report as it looks, with a box around each finding, and beside
 * it the text, the rule that found it, and what was done to the text.
 *
 *     FOLDER/index.html            all findings, to search and filter
 *     FOLDER/reports/NAME.html     a report: see evidence_link.h for names
 *     FOLDER/reports/NAME/         the pictures of its pages, and pages.json, which tells what drew them
 *     FOLDER/data/, assets/        what the index searches; styles and scripts
 *
 * They work from a folder, a stick or a server, without a network and without anything that is loaded from elsewhere; a content
 * policy holds browsers to that. Text of documents is text in them and never acts. */
#pragma once

#include "pipeline/catalogue/catalogue.h"
#include "pipeline/stages/stage.h"

typedef struct {
  const char *folder;         /* of the pages; made where it is missing */
  const char *const *sources; /* folders with the PDFs, as in DigestOptions */
  const char *language;       /* as for catalogue_speaks */
  const char *overrides;      /* as in CollectionOptions */
  guint jobs;                 /* pages that are drawn at a time; at least 1 */
  gboolean redraw;            /* draws all pages anew, not only those that are new or were drawn by another version */
  gboolean only_notes;        /* what has no picture is noted, not warned of */
} EvidenceOptions;

typedef struct {
  guint reports;                      /* that have a page */
  guint findings;                     /* on them: recommendations and panel topics */
  guint drawn, kept;                  /* pages whose pictures were made now, and were there already */
  guint failed;                       /* pages that could not be drawn, of those that were tried now */
  guint missing;                      /* reports without pictures: their PDFs are not there */
  guint files_written, files_removed; /* pages, pictures and data that were new or are no longer wanted */
} EvidenceCounts;

/* Brings the pages up to date with CATALOGUE. What can't be drawn is told to STAGE, and in its place on the page. Pictures are
 * drawn in worker processes with limits (pool.h), before the catalogue is read in one transaction. FALSE with an EVIDENCE_ERROR
 * (evidence_files.h), a CATALOGUE_ERROR, a POOL_ERROR, an error of collection_open or the G_FILE_ERROR of a data file of ours;
 * each page that was there is then still whole. */
gboolean evidence_write(Stage *stage, Catalogue *catalogue, const EvidenceOptions *options, EvidenceCounts *counts,
                        GError **error);

/* The exit code for an error of evidence_write. */
ExitCode evidence_exit_code(const GError *error);
