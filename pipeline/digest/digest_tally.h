/* digest_tally.h - how many recommendations have each theme, and each addressee: counted as their rows are written.
 *
 * Ownership: free a Tally with tally_free; names are borrowed from it. */
#pragma once

#include "pipeline/reports/row.h"

typedef enum {
  TALLY_THEMES,
  TALLY_ADDRESSEES,
  N_TALLIES,
} TallyKind;

typedef struct Tally Tally;

Tally *tally_new(void);
void tally_free(Tally *tally);

/* Counts a recommendation once for each value that it has. */
void tally_add(Tally *tally, const Finding *recommendation);

typedef struct {
  const char *name;
  guint count;
} TallyLine;

/* The values of KIND: an array of TallyLine, the most frequent first, and those of one count in natural order. Free it with
 * g_array_unref. */
GArray *tally_lines(const Tally *tally, TallyKind kind);

/* How many recommendations have no value of KIND. */
guint tally_without(const Tally *tally, TallyKind kind);
