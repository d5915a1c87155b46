/* reading.h - files through the extractor, and on to what is made of a document, in a pool of workers. */
#pragma once

#include "extractors/extract.h"
#include "pipeline/stages/stage.h"

/* What became of one file. */
typedef struct {
  guint index; /* of its path */
  const char *path;
  Outcome outcome;
  const char *reason; /* NULL where the outcome is complete */
  gboolean lost;      /* its worker crashed or took too long: the machine's fault perhaps, and not the file's */
  const char *text;   /* what was written of it, most often one line that ends in a newline */
  gsize length;       /* of the text, in bytes */
} Read;

/* Takes the files' results in the order of their paths. FALSE ends the work. */
typedef gboolean (*ReadingTake)(const Read *read, gpointer data);

/* Runs in a worker: appends to OUT what is wanted of DOCUMENT. */
typedef void (*ReadingWrite)(GString *out, const Document *document, gconstpointer data);

/* A ReadingWrite for lines of "rapporteur.findings/1"; DATA is the Rules (rules/apply.h). */
void reading_write_findings(GString *out, const Document *document, gconstpointer rules);

/* How files are read. */
typedef struct {
  guint jobs;            /* at a time */
  OcrMode ocr;           /* of all files, */
  const OcrMode *ocr_of; /* or one for each path; NULL for none */
} ReadingHow;

/* Reads the files at PATHS (char *) as HOW says, writes each with WRITE, and hands it over. A file that can't be read, or
 * that costs its worker its life, is a document that says so. FALSE where no worker could be started, which is reported to STAGE,
 * or where TAKE ended the work. */
gboolean reading_run(Stage *stage, const GPtrArray *paths, const ReadingHow *how, ReadingWrite write, gconstpointer write_data,
                     ReadingTake take, gpointer take_data);
