/* digest_flat.h - where the rows of a digest go that is no workbook; for the digest's own files.
 *
 * Ownership: a FlatDigest borrows its layout; free it with flat_free (or g_autoptr), published or not. */
#pragma once

#include "pipeline/digest/digest_layout.h"

/* Prepares the file of OPTIONS, and chooses the sheet. NULL with a DIGEST_ERROR_SHEET or a PUBLISH_ERROR (publish.h). */
FlatDigest *flat_new(const DigestOptions *options, const Layout *layout, GError **error);
void flat_free(FlatDigest *flat);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FlatDigest, flat_free)

/* Puts the row of SHEET that SOURCE tells, where it is one of those that are written. What cannot be written is reported by
 * flat_publish. */
void flat_put_row(FlatDigest *flat, const LayoutSheet *sheet, const CellSource *source, guint row);

/* Put a cell of that row: for digest_put_cell and digest_put_rich. Runs of a text are put as
 * text_runs_marked has them. */
void flat_put_cell(FlatDigest *flat, guint number, const Cell *cell);
void flat_put_rich(FlatDigest *flat, guint number, const TextRun *runs, guint count);

/* Puts the file in its place; fails with a PUBLISH_ERROR whose message begins with its name. Nothing can be put afterwards. */
gboolean flat_publish(FlatDigest *flat, GError **error);
