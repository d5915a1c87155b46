/* kept_row.h - a row of a digest's sheet as texts by the heads of their columns, and what differs between the rows of two
 * digests.
 *
 * Ownership: a row owns its texts and borrows its heads; a RowChange borrows its rows and the heads that it names. */
#pragma once

#include <glib.h>

typedef struct {
  char *sheet;            /* the name of the sheet that it stands in */
  char *id;               /* names it there: a finding's ID, the SHA-256 of a meeting's document */
  char *name;             /* what a reader calls it: the ID; of a meeting its symbol, else its file */
  char *source;           /* which of the digest's documents it is of; "" where that is not known */
  char *place;            /* the same for the rows that versions of one work have in each other's place; NULL for none */
  const GPtrArray *heads; /* char *: of the columns that it has */
  GPtrArray *values;      /* char *, one a head; "" for an empty cell */
} KeptRow;

KeptRow *kept_row_new(const char *sheet, const char *id);
void kept_row_free(KeptRow *row);

/* The text below HEAD; NULL where the row has no such column. */
const char *kept_row_value(const KeptRow *row, const char *head);

/* What of the row a reader would quote, and in *HEAD what it stands below. NULL for a row without values. */
const char *kept_row_main(const KeptRow *row, const char **head);

typedef enum {
  ROW_ADDED,
  ROW_GONE,
  ROW_ALTERED,
} RowChangeKind;
extern const char *const row_change_names[]; /* "added", "gone", "altered" */

typedef struct {
  RowChangeKind kind;
  const KeptRow *before, *after; /* NULL where it is in the other digest only */
  GPtrArray *heads;              /* const char *: of the columns that both have, those whose texts differ */
} RowChange;

/* What differs: an array of RowChange, in the order of AFTER (KeptRow), what is gone where it stood in BEFORE. Rows belong
 * together that have sheet, ID and source in common; else sheet and ID; else sheet and place. Neither the order of rows and
 * columns nor a column that only one of the two has is a difference. */
GPtrArray *kept_rows_compare(const GPtrArray *before, const GPtrArray *after);
