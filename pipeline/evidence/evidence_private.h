/* evidence_private.h - what the files that make the evidence pages share; nobody else includes it.
 *
 * evidence.c goes through the reports, evidence_pictures.c draws their pages, evidence_report.c writes the page of a report with
 * the cards of evidence_card.c, evidence_index.c the index and its data. */
#pragma once

#include "pipeline/evidence/evidence.h"
#include "pipeline/evidence/evidence_files.h"
#include "pipeline/reports/collection.h"
#include "pipeline/reports/row.h"

/* ---- pictures ---- */

/* A page of a report as it was drawn. */
typedef struct {
  guint number;         /* from 1 */
  double width, height; /* of the page as displayed, in points; 0 where it can't be read */
  guint across, down;   /* of the picture, in pixels; 0 where there is none */
  char *failure;        /* a sentence that says why there is none; NULL where there is one */
} DrawnPage;

typedef struct {
  char *drawn_by;   /* what drew them, and how: another version draws them anew */
  GPtrArray *pages; /* DrawnPage: all pages of the report, or none where they were not drawn */
  char *problem;    /* while they are drawn: why none can be; else NULL */
} DrawnPages;

void drawn_pages_free(DrawnPages *pages);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DrawnPages, drawn_pages_free)

/* Draws the pages of DOCUMENT, called NAME, where they are not drawn yet. PATH is its PDF; NULL where it is not there. Where none
 * can be drawn, PROBLEM (which you free) is a sentence that says why. FALSE with an EVIDENCE_ERROR or POOL_ERROR. */
gboolean evidence_draw(EvidenceFiles *files, const EvidenceOptions *options, const CatalogueDocument *document, const char *name,
                       const char *path, EvidenceCounts *counts, char **problem, GError **error);

/* The pages of the report NAME; their pictures are wanted from now on. Never NULL. */
DrawnPages *evidence_drawn(EvidenceFiles *files, const char *name);

/* How many pages of DOCUMENT are drawn: all, but of a report of giant length. */
guint evidence_page_count(const CatalogueDocument *document);

/* The name of the picture of page NUMBER of the report NAME, below the folder of the report's page. Free it with g_free. */
char *evidence_picture(const char *name, guint number);

/* ---- pages ---- */

/* What of the pages is no report's: frames, styles and scripts. */
typedef struct {
  char *index_template, *report_template;
  char *style, *index_script, *report_script; /* their names below the folder: assets/NAME-HASH.css */
} EvidenceAssets;

/* Where the page of a finding is. */
typedef struct {
  const CatalogueDocument *document;
  char *name; /* of its report */
} EvidencePlace;

typedef struct {
  Stage *stage;
  const EvidenceOptions *options;
  EvidenceCounts *counts;
  EvidenceFiles *files;
  EvidenceAssets assets;
  Collection *collection;
  GHashTable *places; /* ID of a finding → EvidencePlace */
  GHashTable *bodies; /* CatalogueDocument → the name under which its body is found, borrowed (series_body_names) */
} Evidence;

/* Puts CONTENT into FOLDER/STEM-HASH.ENDING, where HASH is the start of its own. Returns that name, which you free; NULL with an
 * EVIDENCE_ERROR. */
char *evidence_put_hashed(EvidenceFiles *files, const char *folder, const char *stem, const char *ending, const char *content,
                          gsize length, GError **error);

/* Does DOCUMENT have a page? It was read, and some rule pack knows it. */
gboolean evidence_takes(const CatalogueDocument *document);

/* Writes the page of REPORT, called NAME. */
gboolean evidence_put_report(Evidence *evidence, const Report *report, const char *name, GError **error);

/* Appends the card of what ROW tells. */
void evidence_append_card(GString *out, const Evidence *evidence, const Row *row);

/* What people call ROW's finding: "Recommendation 12", "Panel topic 3". Free it with g_free. */
char *evidence_title(const Row *row);

/* Appends a link from the page of a report to the finding ID, which shows TEXT; TEXT alone where that has no page. */
void evidence_append_link(GString *out, const Evidence *evidence, const char *id, const char *text);

/* The title of DOCUMENT and, where several of a meeting bear it, what this one is about. NULL where it has none; free it with
 * g_free. */
char *evidence_whole_title(const CatalogueDocument *document);

/* ---- the index ---- */

typedef struct EvidenceIndex EvidenceIndex;
EvidenceIndex *evidence_index_new(Evidence *evidence);
void evidence_index_free(EvidenceIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EvidenceIndex, evidence_index_free)

/* Adds REPORT, called NAME, and its findings. */
gboolean evidence_index_add(EvidenceIndex *index, const Report *report, const char *name, GError **error);

/* Writes the index once all reports are in it. */
gboolean evidence_index_put(EvidenceIndex *index, GError **error);
