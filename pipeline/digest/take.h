/* take.h - what people changed in a digest, found out and put among the corrections.
 *
 * A cell is a person's where it says something else than it said when the workbook was written (written.h). A cell that still
 * says that was left alone, whatever newer rules would say there now. What can't be taken is told; nothing is taken in silence,
 * and nothing is thrown away because a row or a sheet is gone.
 *
 * Ownership: a Take borrows its catalogue and corrections and owns its results; free it with take_free (or g_autoptr). */
#pragma once

#include "pipeline/catalogue/catalogue.h"
#include "pipeline/corrections/correction.h"

typedef struct {
  const char *by;   /* who corrected; NULL for nobody in particular */
  const char *date; /* when: YYYY-MM-DD */
  gboolean trust;   /* take what differs from the catalogue even where a workbook doesn't tell what it said */
} TakeOptions;

/* One cell that was taken. */
typedef struct {
  char *id;
  const char *label; /* of the property */
  char *before, *after;
} Taken;

typedef struct {
  GPtrArray *taken;    /* Taken, of all workbooks */
  GPtrArray *told;     /* char *: what was not taken, and why, of the workbook read last */
  GPtrArray *quarters; /* char *: those whose digests say something else now */
} TakeResult;

typedef struct Take Take;

/* CATALOGUE must be in a transaction as long as workbooks are taken. NULL with a CATALOGUE_ERROR. */
Take *take_new(Catalogue *catalogue, Corrections *corrections, const TakeOptions *options, GError **error);
void take_free(Take *take);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Take, take_free)

/* Takes what people changed in the workbook at PATH into the corrections, which the caller saves. FALSE with a BOOK_READ_ERROR or
 * CATALOGUE_ERROR. */
gboolean take_workbook(Take *take, const char *path, GError **error);

const TakeResult *take_result(const Take *take);
