/* workbook_verify.h - reads a workbook back, independently of what wrote it.
 *
 * libxlsxwriter reports success over a broken file when its temporary files could not be written. So before a workbook is
 * published it is read with libzip: the directory, each part's bytes against their checksums, each part as XML, and in the
 * sheets the number of rows and cells. */
#pragma once

#include <glib.h>

typedef enum {
  WORKBOOK_VERIFY_ERROR_BROKEN, /* it is not what it should be; the message says in which part */
} WorkbookVerifyError;
#define WORKBOOK_VERIFY_ERROR (workbook_verify_error_quark())
GQuark workbook_verify_error_quark(void);

/* How much a sheet holds: rows with a cell, or with a height of their own; and cells. */
typedef struct {
  guint rows, cells;
} SheetSize;

/* Verifies the workbook at PATH, whose sheets are of SIZES (SheetSize), in their order. */
gboolean workbook_verify(const char *path, const GArray *sizes, GError **error);
