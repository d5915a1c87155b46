/* workbook_part.h - a workbook's bytes and parts, for the tests to look into. */
#pragma once

#include <glib.h>
#include <zip.h>

static inline char *file_contents(const char *path, gsize *length) {
  char *bytes = NULL;
  assert_true(g_file_get_contents(path, &bytes, length, NULL));
  return bytes;
}

/* The text of the part NAME of the workbook at PATH. */
static inline char *workbook_part(const char *path, const char *name) {
  zip_t *archive = zip_open(path, ZIP_RDONLY, NULL);
  zip_stat_t status;
  assert_int_equal(zip_stat(archive, name, 0, &status), 0);
  zip_file_t *file = zip_fopen(archive, name, 0);
  char *text = g_malloc0(status.size + 1);
  assert_int_equal(zip_fread(file, text, status.size), status.size);
  zip_fclose(file);
  zip_discard(archive);
  return text;
}
