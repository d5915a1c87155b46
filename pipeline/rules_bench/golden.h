/* golden.h - what must be found in a whole report, as a text that people can write and read:
 *
 *     # Lines that begin with # say nothing.
 *     fields: decision, states
 *     report: ../../../../fixtures/inbox/upr-2010-graustark.pdf
 *
 *     pack: upr en
 *     fact symbol: A/HRC/15/4
 *     recommendation 86.1: Ratify the Convention ... by 2012 (Ghana; Peru)
 *       decision: accepted
 *       states: Ghana; Peru
 *     panel_topic 2: Prevention
 *     failed numbering 86
 *
 * The report's path is relative to the file's own folder; it is a PDF, or a line of rapporteur-extract (.jsonl). Of a text only
 * the first and the last words need stand there, with " ... " between. Checks are listed where they failed. "fields:", above the
 * report, says which fields are compared; without it all are. */
#pragma once

#include "rules/findings.h"

/* The files of the pack in FOLDER: FOLDER/tests/NAME.expected, by name (char *); empty where there are none. */
GPtrArray *golden_paths(const char *folder);

/* Appends what was found, in the notation above, from "pack:" on. */
void golden_write(GString *out, const Findings *findings);

typedef struct {
  char *path, *report; /* the report's own path, ready to be opened */
  char *head;          /* the file's text up to its "report:" line, that included: kept when the rest is written anew */
  char **fields;       /* names of the fields that are compared; NULL for all */
  char **lines;        /* the others, without comments and empty ones */
} Golden;

void golden_free(Golden *golden);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Golden, golden_free)

/* The file at PATH; NULL with a G_FILE_ERROR where it can't be read or names no report. */
Golden *golden_read(const char *path, GError **error);

/* FOUND, a text of golden_write, without the fields that GOLDEN does not compare. You free it. */
char *golden_select(const Golden *golden, const char *found);

/* Appends to OUT what differs between GOLDEN and FOUND, which was selected: a line with "-" for what was expected, with "+" for
 * what was found, with "~" where both tell of the same finding or field, their words marked as diff.h does, all of it as
 * messages show it. Returns how many lines. */
guint golden_compare(GString *out, const Golden *golden, const char *found);

/* Writes FOUND behind the golden file's head. */
gboolean golden_update(const Golden *golden, const char *found, GError **error);
