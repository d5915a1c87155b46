/* zip_parts.h - the parts of a ZIP archive, as workbooks are. The only file behind it that knows zip.h is zip_parts.c.
 *
 * Ownership: free ZipParts with zip_parts_free (or g_autoptr); names are borrowed from it. A part is given piece by piece, so
 * one of any size takes little memory.
 *
 * Errors: ZIP_PARTS_ERROR. Messages tell what is wrong ("CRC error"), and neither the file nor the part, which the caller
 * knows. */
#pragma once

#include <glib.h>

typedef enum {
  ZIP_PARTS_ERROR_OPEN,   /* the file can't be opened, or is no ZIP archive */
  ZIP_PARTS_ERROR_BROKEN, /* a part is missing, or its bytes are not what the archive says */
  ZIP_PARTS_ERROR_LARGE,  /* a part is larger than the caller allows */
} ZipPartsError;
#define ZIP_PARTS_ERROR (zip_parts_error_quark())
GQuark zip_parts_error_quark(void);

typedef struct ZipParts ZipParts;

/* Opens the archive at PATH, whose directory is checked for consistency. */
ZipParts *zip_parts_open(const char *path, GError **error);
void zip_parts_free(ZipParts *parts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZipParts, zip_parts_free)

guint zip_parts_count(const ZipParts *parts);

/* The name of part INDEX, counted from 0, as UTF-8. */
const char *zip_parts_name(const ZipParts *parts, guint index);

/* Finds the part NAME, in capitals or small letters: names of parts differ by more than that (ECMA-376 part 2, 7.3). FALSE where
 * there is none. */
gboolean zip_parts_find(const ZipParts *parts, const char *name, guint *index);

/* Gives the bytes of part INDEX to EACH, piece by piece, and compares them with the archive's checksum. A part that holds more
 * than MOST bytes is an error, whatever the archive says of its size. FALSE, too, where EACH returned FALSE with its error. */
typedef gboolean (*ZipPiece)(const char *bytes, gsize length, gpointer data, GError **error);
gboolean zip_parts_read(ZipParts *parts, guint index, guint64 most, ZipPiece each, gpointer data, GError **error);
