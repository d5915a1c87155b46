/* bench_documents.h - the documents that the rule author's bench applies rules to: PDFs, and lines of rapporteur-extract, which
 * need not be read again. */
#pragma once

#include "pipeline/stages/reading.h"

/* Hands what WRITE makes of each document of PATHS (char *) to TAKE: the PDFs first, read by JOBS workers (0 for as many as there
 * are processors), then those of files whose names end in ".jsonl", a document a line. Read.index is that of the path. A PDF
 * that can't be read is handed over with its outcome and reason; a line that is no document is told to STAGE. FALSE where TAKE
 * ended the work. */
gboolean bench_documents(Stage *stage, const GPtrArray *paths, guint jobs, ReadingWrite write, gconstpointer write_data,
                         ReadingTake take, gpointer take_data);
