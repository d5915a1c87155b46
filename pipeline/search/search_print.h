/* search_print.h - the hits of a search, for people or as JSON Lines.
 *
 * For people each hit is a block: its ID; body, session and days of the meeting; its number, page and file; the text with what
 * was asked for marked, which is bold in COLOUR, else between « and ». Where the text holds none of it, a line tells where it
 * stands. Nothing of a report acts on the terminal.
 *
 * JSON: an object a hit, with `rank` (from 1), `snippet`, the part of a text with what was asked for between « and »,
 * `snippet_of`, the name of the member that it is of, and behind these the members of the flat row (row.h). */
#pragma once

#include "pipeline/search/search.h"

#include <stdio.h>

typedef enum {
  SEARCH_PRINT_ERROR_WRITE, /* the stream cannot be written; the message is the system's */
} SearchPrintError;
#define SEARCH_PRINT_ERROR (search_print_error_quark())
GQuark search_print_error_quark(void);

typedef struct {
  gboolean json, colour;
  guint width;                /* of the terminal, in columns: longer lines are broken; 0 for none */
  guint first, count;         /* which hits: from FIRST (0 is the best one) on, COUNT at most */
  const char *const *sources; /* folders with the PDFs, as for source_path */
} SearchPrintOptions;

/* Writes the hits of QUERY to STREAM and flushes it. Fails with a CATALOGUE_ERROR or SEARCH_PRINT_ERROR. */
gboolean search_print(Collection *collection, const SearchQuery *query, const GArray *hits, const SearchPrintOptions *options,
                      FILE *stream, GError **error);
