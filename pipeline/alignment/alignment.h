/* alignment.h - which recommendations came of which panel topic, and what shows it.
 *
 * A panel and the recommendations that came of it stand in one report, or in those of two meetings held one after the other: the
 * working group's and the constructive dialogue's.
 *
 * What shows it: the agenda item that stands above a recommendation, in its lead-in or a heading; a heading that is the topic's
 * name; words of the topic's name that the recommendation has, too, of which those count most that few findings of the meeting
 * have. A report's own order comes first: a recommendation that stands under one topic's heading is aligned with no other one of
 * the same agenda by words alone. What has too little in common with all topics is aligned with none. rules/data/alignment.yaml
 * has the wording in six languages.
 *
 * Two meetings belong together where one is called a dialogue, both are of one working group (by symbol, else by its subject),
 * and the dialogue was held during the other one or within ALIGNMENT_DAYS behind it. Reports in two languages are aligned by
 * versions of theirs in a common one, where there are some; else by agenda items alone.
 *
 * Ownership: Alignments own all that they give; free them with alignments_free (or g_autoptr). */
#pragma once

#include "pipeline/catalogue/catalogue.h"

/* The dialogues are held "immediately after" the working groups' meetings, which end on a Friday, say: within a week. */
enum { ALIGNMENT_DAYS = 7 };

/* The other end of an alignment: a recommendation for a topic, a topic for a recommendation. */
typedef struct {
  char *id;
  const CatalogueDocument *document; /* its report */
  char *number;                      /* within the report */
  guint position;                    /* among the report's findings */
  char *evidence; /* what shows it, in words: "agenda item 2; section \"Border controls\"; both name \"sea\", \"interception\"" */
  double score;   /* 0 to 1 */
} Tie;

typedef struct Alignments Alignments;

/* Alignments among DOCUMENTS (CatalogueDocument: all of CATALOGUE), of which those count that speak for their works in LANGUAGE
 * (catalogue_speaks). Both must outlive it, and the transaction that they were read in. Nothing is read yet. */
Alignments *alignments_new(Catalogue *catalogue, const GPtrArray *documents, const char *language);
void alignments_free(Alignments *alignments);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Alignments, alignments_free)

/* Aligns the FINDINGS of DOCUMENT, as recorded, with each other and with those of other reports, which are read where they are
 * needed. FALSE with a CATALOGUE_ERROR, or an error of the file with the wording: YAML_ERROR, G_FILE_ERROR. */
gboolean alignments_prepare(Alignments *alignments, const CatalogueDocument *document, const Findings *findings, GError **error);

/* What the finding ID of DOCUMENT, which was prepared, is aligned with: Tie, the strongest first; NULL for nothing. */
const GPtrArray *alignments_find(const Alignments *alignments, const CatalogueDocument *document, const char *id);
