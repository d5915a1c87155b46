/* digest_private.h - what the digest's own files share; nobody else includes it.
 *
 * digest.c goes through the documents, digest_tables.c writes their rows, digest_front.c writes Summary and About. */
#pragma once

#include "pipeline/digest.h"
#include "pipeline/report.h"
#include "pipeline/row.h"
#include "pipeline/workbook.h"

/* The sheets, in the order in which they stand. */
typedef enum {
  SHEET_SUMMARY,
  SHEET_RECOMMENDATIONS,
  SHEET_PANEL_TOPICS,
  SHEET_MEETINGS,
  SHEET_CHANGES,
  SHEET_CHECKS,
  SHEET_ABOUT,
  N_SHEETS,
} DigestSheet;

/* What Summary says of one document. Rows are those of the sheets, 0 for none: each sheet begins with its header. */
typedef struct {
  char *name;                         /* its symbol, else its file's name */
  char *body, *session, *start, *end; /* NULL where not found */
  gboolean read;
  guint recommendations, panel_topics, failed_checks;
  guint recommendation_row, panel_topic_row, meeting_row, check_row; /* the first of each; check_row: of a failed one */
} ReportLine;

/* A failed check, as Summary shows it. */
typedef struct {
  char *name; /* of its document, as in ReportLine */
  char *message;
  guint check_row;
} Attention;

typedef struct {
  const DigestOptions *options;
  Book *book;
  Sheet *sheets[N_SHEETS];
  guint rows[N_SHEETS]; /* how many rows were put below each table's header */
  DigestCounts counts;
  GPtrArray *lines;     /* ReportLine, one a document */
  GPtrArray *attention; /* Attention */
  GPtrArray *documents; /* CatalogueDocument: all that the catalogue holds */
  GHashTable *versions; /* a set of "untoc 1.2", "poppler 22.12", ...: what read the period's reports */
} Digest;

/* A column of a table, and how a cell of it comes about. */
typedef struct DigestColumn DigestColumn;
typedef struct CellSource CellSource; /* private to digest_tables.c */
struct DigestColumn {
  SheetColumn column;
  void (*put)(const CellSource *source, const DigestColumn *column, guint row, guint number);
  const char *value; /* the name in row_columns, where `put` looks there; else NULL */
  const char *about; /* what it tells, for the sheet About; NULL where the header says it */
};

/* A sheet that is one table. */
typedef struct {
  const char *name;  /* of the sheet */
  const char *table; /* the table's name in Excel; NULL for a sheet that is none */
  const char *about; /* what the sheet is, for the sheet About */
  const DigestColumn *columns;
  guint count;
  guint frozen; /* how many columns stay in view */
} DigestSheetInfo;
extern const DigestSheetInfo digest_sheets[N_SHEETS];

/* Adds the sheets to the book and sets their columns. */
void digest_add_sheets(Digest *digest);

/* Puts the rows of REPORT, and its RECORDINGS, and fills its line. */
void digest_put_report(Digest *digest, const Report *report, const GPtrArray *recordings);

/* Makes tables of what was put. */
void digest_finish_tables(Digest *digest);

/* Write the first and the last sheet, when all else is done. */
void digest_put_summary(Digest *digest);
void digest_put_about(Digest *digest);
