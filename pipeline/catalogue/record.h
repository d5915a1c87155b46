/* record.h - findings into the catalogue, many at a time.
 *
 * A Recorder gathers findings and records each batch in one short transaction, so that the catalogue is not locked while the
 * stages before it work. It borrows its stage and its catalogue. */
#pragma once

#include "pipeline/catalogue/catalogue.h"
#include "pipeline/stages/stage.h"

typedef struct Recorder Recorder;

/* With JSON each document's result is written to stdout as a line of JSON. */
Recorder *recorder_new(Stage *stage, Catalogue *catalogue, gboolean json);

/* Frees it; what was taken since the last flush is not recorded. */
void recorder_free(Recorder *recorder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Recorder, recorder_free)

/* Takes findings over, and records the batch when it is large enough. FALSE where the catalogue or stdout cannot be written:
 * that is reported, and nothing of the batch is recorded. Findings that cannot be recorded are reported and passed over.
 * Documents that were not read, or failed a check, are warned of, and versions that a document of the batch shows to be wrong. */
gboolean recorder_take(Recorder *recorder, Findings *findings);

/* Records what was taken. FALSE as for recorder_take. */
gboolean recorder_flush(Recorder *recorder);

/* The same for lines of "rapporteur.findings/1", as a callback of stage_each_line; DATA is the Recorder. A line that is none
 * is reported with its number, and the others go on. */
gboolean recorder_take_line(Stage *stage, const StageItem *item, gpointer data);
