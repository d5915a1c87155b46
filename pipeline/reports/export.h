/* export.h - the catalogue as flat rows for other programs: JSON Lines or CSV.
 *
 * Rows come document by document (catalogue_documents tells their order): the meeting, its recommendations and panel topics
 * in reading order, its checks. A meeting row has a member for each fact that any document of the catalogue has.
 *
 * A recommendation or panel topic that stands in several versions of a work comes once, of the version that speaks for the work
 * (catalogue_speaks). Meetings and checks come of all versions; `superseded_by` tells which of them do not count.
 *
 * JSON Lines: an object a row, with the members that its kind has; a value that is not known is null, an array may be empty.
 * It is the format for programs: text in it is exactly what the report says.
 *
 * CSV as flat_text.h tells it, with a header line; the elements of an array are joined with "; ". */
#pragma once

#include "pipeline/catalogue/catalogue.h"

#include <stdio.h>

typedef enum {
  EXPORT_JSONL,
  EXPORT_CSV,
} ExportFormat;
extern const char *const export_format_names[]; /* "jsonl", "csv"; NULL-terminated */

typedef enum {
  EXPORT_ERROR_WRITE, /* the stream cannot be written; the message is the system's */
  EXPORT_ERROR_KIND,  /* no such kind of row: a message for the command line */
} ExportError;
#define EXPORT_ERROR (export_error_quark())
GQuark export_error_quark(void);

/* The kinds that NAME ("recommendation", ... as row_kind_names has them) stands for; all for NULL; 0 with an error where
 * there is no such kind. */
guint export_kinds(const char *name, GError **error);

typedef struct {
  guint kinds; /* of rows: see export_kinds */
  ExportFormat format;
  const char *language;  /* as for catalogue_speaks */
  const char *overrides; /* the file with what people corrected (correction.h); NULL for none */
  gboolean all_versions; /* recommendations and panel topics of all versions, those too that are superseded */
} ExportOptions;

/* Writes the rows of OPTIONS to STREAM and flushes it. Fails with a CATALOGUE_ERROR, EXPORT_ERROR_WRITE,
 * or an error of corrections_load. */
gboolean export_write(Catalogue *catalogue, const ExportOptions *options, FILE *stream, GError **error);
