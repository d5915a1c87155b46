/* sparing.h - digests that don't write over people's work.
 *
 * The home keeps, in its file .written, the SHA-256 of each digest as it was written. Where a digest is to be written and the
 * file in its place is another than was written there, people changed it: it stays beside the new one, as NAME.edited-DATE.xlsx.
 * Of a file that the home knows nothing of, nothing can be told: it gives way. */
#pragma once

#include "pipeline/digest/digest.h"
#include "pipeline/home/home.h"
#include "pipeline/stages/stage.h"

/* Writes the digest as digest_write does. STAGE is told of an edited file: as a thing to look at, but as a note where
 * sparing_note_taken has spoken of it. Fails also with a HOME_ERROR where the edited file can't be kept; nothing is written
 * then. */
gboolean sparing_write(Stage *stage, const Home *home, Catalogue *catalogue, const DigestOptions *options, DigestCounts *counts,
                       GError **error);

/* Notes that what people changed in the file at PATH, as it is now, was taken. */
void sparing_note_taken(const Home *home, const char *path);

/* The exit code for an error of sparing_write. */
ExitCode sparing_exit_code(const GError *error);
