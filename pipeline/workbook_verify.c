/* workbook_verify.c - the one file that includes zip.h; see workbook_verify.h. */
#include "pipeline/workbook_verify.h"

#include <string.h>
#include <zip.h>

G_DEFINE_QUARK(rapporteur_workbook_verify_error, workbook_verify_error)

/* Parts without which there is no workbook (ECMA-376 part 1, 12.2, and part 2, 10.1); the sheets come on top. */
static const char *const needed_parts[] = {
    "[Content_Types].xml",        "_rels/.rels",   "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/sharedStrings.xml",
};

static gboolean broken(GError **error, const char *part, const char *what) {
  g_set_error(error, WORKBOOK_VERIFY_ERROR, WORKBOOK_VERIFY_ERROR_BROKEN,
              "the workbook came out broken (%s: %s); is the disk full?", part, what);
  return FALSE;
}

/* ---- a part as XML ---- */

typedef struct {
  guint rows, cells, strings;
  guint64 strings_told; /* how many strings the part's head announces */
} Counts;

static void count_element(G_GNUC_UNUSED GMarkupParseContext *context, const char *element, const char **names,
                          const char **values, gpointer data, G_GNUC_UNUSED GError **error) {
  Counts *counts = data;
  counts->rows += g_str_equal(element, "row");
  counts->cells += g_str_equal(element, "c");
  counts->strings += g_str_equal(element, "si");
  for (guint i = 0; g_str_equal(element, "sst") && names[i] != NULL; i++)
    if (g_str_equal(names[i], "uniqueCount")) counts->strings_told = g_ascii_strtoull(values[i], NULL, 10);
}

static gboolean read_xml(zip_file_t *file, const char *name, Counts *counts, GError **error) {
  static const GMarkupParser parser = {.start_element = count_element};
  g_autoptr(GMarkupParseContext) context = g_markup_parse_context_new(&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, counts, NULL);
  g_autoptr(GError) why = NULL;
  char buffer[64 * 1024];
  zip_int64_t length;
  while ((length = zip_fread(file, buffer, sizeof buffer)) > 0)
    if (!g_markup_parse_context_parse(context, buffer, length, &why)) return broken(error, name, why->message);
  if (length < 0) return broken(error, name, zip_file_strerror(file));
  if (!g_markup_parse_context_end_parse(context, &why)) return broken(error, name, why->message);
  return counts->strings == counts->strings_told || broken(error, name, "strings are missing");
}

static gboolean read_part(zip_t *archive, zip_uint64_t index, Counts *counts, GError **error) {
  const char *name = zip_get_name(archive, index, 0);
  zip_file_t *file = zip_fopen_index(archive, index, 0);
  if (name == NULL || file == NULL) return broken(error, name != NULL ? name : "a part", zip_strerror(archive));
  gboolean done = read_xml(file, name, counts, error);
  zip_fclose(file);
  return done;
}

/* ---- the archive ---- */

/* Every part must be readable, whether or not it is one that is looked for. */
static gboolean read_all_parts(zip_t *archive, GHashTable *counts, GError **error) {
  zip_int64_t parts = zip_get_num_entries(archive, 0);
  for (zip_uint64_t i = 0; i < (zip_uint64_t)parts; i++) {
    Counts *of_part = g_new0(Counts, 1);
    g_hash_table_insert(counts, g_strdup(zip_get_name(archive, i, 0)), of_part);
    if (!read_part(archive, i, of_part, error)) return FALSE;
  }
  return TRUE;
}

static gboolean check_parts(GHashTable *counts, const GArray *sizes, GError **error) {
  for (gsize i = 0; i < G_N_ELEMENTS(needed_parts); i++)
    if (!g_hash_table_contains(counts, needed_parts[i])) return broken(error, needed_parts[i], "it is missing");
  for (guint i = 0; i < sizes->len; i++) {
    const SheetSize *size = &g_array_index(sizes, SheetSize, i);
    g_autofree char *name = g_strdup_printf("xl/worksheets/sheet%u.xml", i + 1);
    const Counts *found = g_hash_table_lookup(counts, name);
    if (found == NULL) return broken(error, name, "it is missing");
    if (found->rows != size->rows) return broken(error, name, "rows are missing");
    if (found->cells != size->cells) return broken(error, name, "cells are missing");
  }
  return TRUE;
}

gboolean workbook_verify(const char *path, const GArray *sizes, GError **error) {
  g_autoptr(GHashTable) counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  int code = 0;
  zip_t *archive = zip_open(path, ZIP_RDONLY | ZIP_CHECKCONS, &code);
  if (archive == NULL) {
    zip_error_t why;
    zip_error_init_with_code(&why, code);
    broken(error, "the archive", zip_error_strerror(&why));
    zip_error_fini(&why);
    return FALSE;
  }
  gboolean done = read_all_parts(archive, counts, error) && check_parts(counts, sizes, error);
  zip_discard(archive);
  return done;
}
