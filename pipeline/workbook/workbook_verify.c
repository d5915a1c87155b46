/* workbook_verify.c - see workbook_verify.h. */
#include "pipeline/workbook/workbook_verify.h"

#include "pipeline/workbook/zip_parts.h"

#include <string.h>

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

typedef struct {
  GMarkupParseContext *context;
  guint8 last[2]; /* bytes in front of the piece */
} Parsing;

/* GMarkup takes controls and the two characters that are none as they come; XML 1.0 (2.2) has no place for them, and other
 * readers open no workbook with one. In UTF-8 those two are EF BF BE and EF BF BF. */
static gboolean holds_no_character(Parsing *parsing, const char *bytes, gsize length) {
  guint8 before = parsing->last[0], last = parsing->last[1];
  for (gsize i = 0; i < length; i++) {
    guint8 byte = (guint8)bytes[i];
    if (byte < ' ' && byte != '\t' && byte != '\n' && byte != '\r') return TRUE;
    if (byte >= 0xBE && before == 0xEF && last == 0xBF) return TRUE;
    before = last;
    last = byte;
  }
  parsing->last[0] = before;
  parsing->last[1] = last;
  return FALSE;
}

static gboolean parse_piece(const char *bytes, gsize length, gpointer data, GError **error) {
  Parsing *parsing = data;
  if (!holds_no_character(parsing, bytes, length))
    return g_markup_parse_context_parse(parsing->context, bytes, (gssize)length, error);
  g_set_error_literal(error, G_MARKUP_ERROR, G_MARKUP_ERROR_BAD_UTF8, "it holds what is no character of XML");
  return FALSE;
}

static gboolean read_part(ZipParts *parts, guint index, Counts *counts, GError **error) {
  static const GMarkupParser parser = {.start_element = count_element};
  const char *name = zip_parts_name(parts, index);
  g_autoptr(GMarkupParseContext) context = g_markup_parse_context_new(&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, counts, NULL);
  g_autoptr(GError) why = NULL;
  Parsing parsing = {.context = context};
  if (!zip_parts_read(parts, index, G_MAXUINT64, parse_piece, &parsing, &why) || !g_markup_parse_context_end_parse(context, &why))
    return broken(error, name, why->message);
  return counts->strings == counts->strings_told || broken(error, name, "strings are missing");
}

/* ---- the archive ---- */

/* Every part must be readable, whether or not it is one that is looked for. */
static gboolean read_all_parts(ZipParts *parts, GHashTable *counts, GError **error) {
  for (guint i = 0; i < zip_parts_count(parts); i++) {
    Counts *of_part = g_new0(Counts, 1);
    g_hash_table_insert(counts, g_strdup(zip_parts_name(parts, i)), of_part);
    if (!read_part(parts, i, of_part, error)) return FALSE;
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
  g_autoptr(GError) why = NULL;
  g_autoptr(ZipParts) parts = zip_parts_open(path, &why);
  if (parts == NULL) return broken(error, "the archive", why->message);
  return read_all_parts(parts, counts, error) && check_parts(counts, sizes, error);
}
