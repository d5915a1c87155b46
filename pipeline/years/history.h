/* history.h - the history of one recommendation: which document of a catalogue holds its ID, and the chain that it is part of, as
 * text or as JSON Lines.
 *
 * Ownership: free a History with history_free (or g_autoptr), before the catalogue and the documents. */
#pragma once

#include "pipeline/years/comparison.h"

typedef enum {
  HISTORY_ERROR_UNKNOWN, /* no recommendation has this ID; the message names those that are written most alike */
  HISTORY_ERROR_TOPIC,   /* it is the ID of a panel topic */
} HistoryError;
#define HISTORY_ERROR (history_error_quark())
GQuark history_error_quark(void);

typedef struct {
  Comparisons *comparisons;
  const CatalogueDocument *document; /* that holds ID */
  const CatalogueDocument *counts;   /* the version of its work that counts; the same, unless that is superseded */
  char *id;                          /* as it was asked for */
  char *counts_id;                   /* of the recommendation of the same number there; NULL where there is none */
  GPtrArray *chain;                  /* ChainLink, as comparisons_chain; NULL where its report is of no series */
} History;

/* The history of ID among DOCUMENTS (all of CATALOGUE, which must be in a transaction). NULL with a HISTORY_ERROR,
 * CATALOGUE_ERROR, or an error of comparisons_prepare. */
History *history_find(Catalogue *catalogue, const GPtrArray *documents, const char *id, GError **error);
void history_free(History *history);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(History, history_free)

/* history_print.c: appends the chain, the earliest first. */
typedef struct {
  gboolean json;   /* an object a line for each recommendation */
  gboolean colour; /* what was removed and added is coloured; marks tell it otherwise */
  guint width;     /* columns of a line; 0 for no limit */
} HistoryPrintOptions;
void history_print(GString *out, const History *history, const HistoryPrintOptions *options);
