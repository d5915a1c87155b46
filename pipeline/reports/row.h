/* row.h - the flat row: what exports and the workbook say of one finding, one meeting or one check, column by column. One
 * table, row_columns, says what each column is called, where its value comes from and in which kinds of row it stands.
 *
 * A Row borrows all that it points to. */
#pragma once

#include "pipeline/reports/report.h"

typedef enum {
  ROW_RECOMMENDATION,
  ROW_PANEL_TOPIC,
  ROW_MEETING, /* one a document, with all its facts */
  ROW_CHECK,
} RowKind;
extern const char *const row_kind_names[]; /* "recommendation", "panel_topic", "meeting", "check"; NULL-terminated */

/* Sets of kinds: 1 << RowKind, joined by |. */
enum { ROW_ALL_KINDS = 1 << ROW_RECOMMENDATION | 1 << ROW_PANEL_TOPIC | 1 << ROW_MEETING | 1 << ROW_CHECK };

typedef struct {
  RowKind kind;
  const Report *report;
  const Finding *finding;        /* of a recommendation or a panel topic; else NULL */
  const FindingContext *context; /* of a finding; else NULL */
  const Check *check;            /* of a check; else NULL */
} Row;

/* Calls EACH for the rows of REPORT whose kind is in KINDS: the meeting, the findings in reading order, the checks. FALSE
 * where EACH returned FALSE, which ends it. */
typedef gboolean (*RowEach)(const Row *row, gpointer data);
gboolean row_each(const Report *report, guint kinds, RowEach each, gpointer data);

typedef struct RowColumn RowColumn;
typedef struct RowValue RowValue;

struct RowColumn {
  const char *name;
  guint kinds; /* the kinds of row in which it stands */
  void (*get)(const Row *row, const RowColumn *column, RowValue *value);
  const char *key; /* the fact or the field that `get` looks up; NULL for a `get` that looks up none */
  gsize offset;    /* the member that `get` reads; 0 for a `get` that reads none */
};

/* All columns, in the order in which they are written; the row behind the last has no name. */
extern const RowColumn row_columns[];

/* The column NAME of row_columns, which must be there. */
const RowColumn *row_column(const char *name);

/* TRUE where row_columns has a column for FACT. */
gboolean row_has_fact(const char *fact);

/* A column, in meeting rows, for a FACT that has none in row_columns. It is called after the fact, or fact_NAME where another
 * column has that name. Its strings are put into STRINGS. */
RowColumn row_column_of_fact(const char *fact, GStringChunk *strings);

/* Appends the value as JSON: a string, a number, an array, or null where there is none. */
void row_append_json(GString *out, const Row *row, const RowColumn *column);

/* Appends the value as text: nothing where there is none, the elements of an array joined by SEPARATOR, edits and boxes as
 * JSON. */
void row_append_text(GString *out, const Row *row, const RowColumn *column, const char *separator);
