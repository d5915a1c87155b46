/* zip_parts.c - the one file that includes zip.h; see zip_parts.h. */
#include "pipeline/workbook/zip_parts.h"

#include <zip.h>

G_DEFINE_QUARK(rapporteur_zip_parts_error, zip_parts_error)

struct ZipParts {
  zip_t *archive;
  GPtrArray *names; /* char * */
};

static gboolean fail(GError **error, ZipPartsError code, const char *why) {
  g_set_error_literal(error, ZIP_PARTS_ERROR, (int)code, why);
  return FALSE;
}

ZipParts *zip_parts_open(const char *path, GError **error) {
  int code = 0;
  zip_t *archive = zip_open(path, ZIP_RDONLY | ZIP_CHECKCONS, &code);
  if (archive == NULL) {
    zip_error_t why;
    zip_error_init_with_code(&why, code);
    fail(error, ZIP_PARTS_ERROR_OPEN, zip_error_strerror(&why));
    zip_error_fini(&why);
    return NULL;
  }
  ZipParts *parts = g_new0(ZipParts, 1);
  parts->archive = archive;
  parts->names = g_ptr_array_new_with_free_func(g_free);
  zip_int64_t count = zip_get_num_entries(archive, 0);
  for (zip_uint64_t i = 0; i < (zip_uint64_t)count; i++) {
    const char *name = zip_get_name(archive, i, 0);
    g_ptr_array_add(parts->names, g_strdup(name != NULL ? name : ""));
  }
  return parts;
}

void zip_parts_free(ZipParts *parts) {
  if (parts == NULL) return;
  zip_discard(parts->archive);
  g_ptr_array_unref(parts->names);
  g_free(parts);
}

guint zip_parts_count(const ZipParts *parts) {
  return parts->names->len;
}

const char *zip_parts_name(const ZipParts *parts, guint index) {
  return g_ptr_array_index(parts->names, index);
}

gboolean zip_parts_find(const ZipParts *parts, const char *name, guint *index) {
  zip_int64_t found = zip_name_locate(parts->archive, name, ZIP_FL_NOCASE);
  if (found >= 0) *index = (guint)found;
  return found >= 0;
}

/* Reads FILE to its end: there libzip compares the checksum. */
static gboolean read_pieces(zip_file_t *file, guint64 most, ZipPiece each, gpointer data, GError **error) {
  char buffer[64 * 1024];
  guint64 sum = 0;
  zip_int64_t length;
  while ((length = zip_fread(file, buffer, sizeof buffer)) > 0) {
    sum += (guint64)length;
    if (sum > most) return fail(error, ZIP_PARTS_ERROR_LARGE, "it is larger than this program reads");
    if (!each(buffer, (gsize)length, data, error)) return FALSE;
  }
  return length == 0 || fail(error, ZIP_PARTS_ERROR_BROKEN, zip_file_strerror(file));
}

gboolean zip_parts_read(ZipParts *parts, guint index, guint64 most, ZipPiece each, gpointer data, GError **error) {
  zip_file_t *file = zip_fopen_index(parts->archive, index, 0);
  if (file == NULL) return fail(error, ZIP_PARTS_ERROR_BROKEN, zip_strerror(parts->archive));
  gboolean done = read_pieces(file, most, each, data, error);
  zip_fclose(file);
  return done;
}
