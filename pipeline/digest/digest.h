/* digest.h - the digest: the workbook of one quarter, or of any period; or the rows of its tables as CSV or JSON Lines.
 *
 * Of several versions of one work, Recommendations and Panel topics hold what one says; Meetings, Changes and Checks hold all.
 *
 * A document belongs to the period that holds the day which report_date (report.h) tells. The same catalogue and options
 * give the same bytes: nothing in a digest comes from the clock or from the order of arrival. What earlier digests of the period
 * said is part of the catalogue: Changes tells what differs. */
#pragma once

#include "pipeline/catalogue/catalogue.h"
#include "pipeline/common/period.h"
#include "pipeline/common/publish.h"

typedef enum {
  DIGEST_XLSX,
  DIGEST_CSV,   /* one table, as flat_text.h tells: the headers and texts of the workbook */
  DIGEST_JSONL, /* an object a row: its sheet's key, then a member a column by its key, with the values of exports (export.h).
                   Rows come document by document */
} DigestFormat;
extern const char *const digest_format_names[]; /* "xlsx", "csv", "jsonl"; NULL-terminated */

/* The format that the name of a file asks for by its ending: DIGEST_XLSX unless it is another's. */
DigestFormat digest_format_of(const char *output);

typedef enum {
  DIGEST_ERROR_SHEET, /* there is no such table: a message for the command line */
} DigestError;
#define DIGEST_ERROR (digest_error_quark())
GQuark digest_error_quark(void);

typedef struct {
  Period period;
  const char *output; /* the file to write; its folder must exist */
  DigestFormat format;
  const char *sheet;          /* of CSV and JSON Lines: the one table, by its name or key; NULL for the recommendations (CSV) and
                                 for all (JSON Lines) */
  const char *const *sources; /* folders with the PDFs, named SHA256~NAME or as they came, NULL-terminated; cells lead to
                                 the first that is there, by a path relative to the output. NULL for no such links */
  const char *evidence;       /* the folder with the evidence pages (evidence_link.h), which cells lead to; NULL for none */
  const char *overrides;      /* the file with what people corrected (correction.h); NULL for none */
  const char *template;       /* the file that says which sheets and columns there are (docs/template.md); NULL for all */
  const char *language;       /* as for catalogue_speaks */
  gboolean fresh;             /* as if it were the first of its period: Changes compares it with none, and it is not kept */
  void (*note)(const char *message, gpointer data); /* told where it was written, but can't be kept; NULL for nobody */
  gpointer note_data;
  PublishReady ready; /* asked before the file takes its place (publish.h); NULL for nobody */
  gpointer ready_data;
} DigestOptions;

/* What went into a digest. */
typedef struct {
  guint documents;       /* of the period: the sum of the four below */
  guint reports;         /* read, of a kind that some rule pack knows, and speaking for their works (catalogue_speaks) */
  guint versions;        /* the same, but for other versions: superseded ones, corrigenda, other languages */
  guint complete;        /* of the reports, those whose certificate says so */
  guint unknown;         /* read, but of no kind that a rule pack knows */
  guint unread;          /* rejected or skipped */
  guint recommendations; /* rows */
  guint panel_topics;
  guint failed_checks; /* but for those of superseded versions */
} DigestCounts;

/* Writes the digest. What a workbook says is kept in CATALOGUE, for the sheet Changes of the next digest of the same period,
 * language and corrections; that a catalogue can't be written is no error. A digest that says what the last one said is compared
 * with the one before that, as the last one was: writing it again gives the same bytes. COUNTS may be NULL. Fails with a
 * CATALOGUE_ERROR, DIGEST_ERROR, BOOK_ERROR (workbook.h) or PUBLISH_ERROR (publish.h), whose message begins with the name of the
 * file, with the YAML_ERROR of a template, a CORRECTION_ERROR, with the G_FILE_ERROR or YAML_ERROR of a data file of ours, or
 * with the error of OPTIONS' ready; an earlier digest is then still in its place. */
gboolean digest_write(Catalogue *catalogue, const DigestOptions *options, DigestCounts *counts, GError **error);

/* What a column HEADER of the tables of findings tells, where no template renamed it: the name of a column of row.h. NULL where
 * none is called so. */
const char *digest_column_value(const char *header);

/* The exit code for an error of digest_write. */
ExitCode digest_exit_code(const GError *error);
