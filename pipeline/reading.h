/* reading.h - files through the extractor, and on through the rules, in a pool of workers. */
#pragma once

#include "pipeline/stage.h"
#include "rules/apply.h"

/* What became of one file. */
typedef struct {
  guint index; /* of its path */
  const char *path;
  Outcome outcome;
  const char *reason; /* NULL where the outcome is complete */
  const char *line;   /* "rapporteur.document/1", or "rapporteur.findings/1" where rules were given; ends in a newline */
  gsize length;
} Read;

/* Takes the files' results in the order of their paths. FALSE ends the work. */
typedef gboolean (*ReadingTake)(const Read *read, gpointer data);

/* Reads the files at PATHS (char *), JOBS at a time; with RULES, which may be NULL, applies them. A file that can't be read, or
 * that costs its worker its life, gives a line that says so. FALSE where no worker could be started, which is reported to
 * STAGE, or where TAKE ended the work. */
gboolean reading_run(Stage *stage, const Rules *rules, const GPtrArray *paths, guint jobs, ReadingTake take, gpointer data);
