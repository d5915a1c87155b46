/* digest_written.c - what people's corrections need of a digest: a hidden sheet that tells what its rows said (written.h), and
 * what of them asks for attention. */
#include "pipeline/digest/digest_layout.h"

/* Does a template call a sheet NAME? */
static gboolean is_taken(const Layout *layout, const char *name) {
  for (guint i = 0; i < layout->sheets->len; i++)
    if (g_ascii_strcasecmp(g_array_index(layout->sheets, LayoutSheet, i).name, name) == 0) return TRUE;
  return FALSE;
}

void digest_begin_written(Digest *digest) {
  g_autoptr(GString) name = g_string_new("As written");
  while (is_taken(digest->layout, name->str)) g_string_append_c(name, '_');
  Sheet *sheet = book_add_sheet(digest->book, name->str);
  sheet_hide(sheet);
  digest->written = written_notes_new(sheet);
  for (guint i = 0; i < digest->layout->sheets->len; i++) {
    const LayoutSheet *layout = &g_array_index(digest->layout->sheets, LayoutSheet, i);
    for (guint c = 0; c < layout->columns->len; c++) {
      const DigestColumn *column = &g_array_index(layout->columns, DigestColumn, c);
      written_notes_add_column(digest->written, layout->name, column->column.header, digest_column_key(column));
    }
  }
}

const char *digest_column_value(const char *header) {
  static const DigestSheet sheets[] = {SHEET_RECOMMENDATIONS, SHEET_PANEL_TOPICS};
  for (guint i = 0; i < G_N_ELEMENTS(sheets); i++)
    for (guint c = 0; c < digest_sheets[sheets[i]].count; c++)
      if (g_str_equal(digest_sheets[sheets[i]].columns[c].column.header, header))
        return digest_column_key(&digest_sheets[sheets[i]].columns[c]);
  return NULL;
}

/* ---- attention ---- */

static void note(Digest *digest, const char *name, const char *message, const char *id) {
  Attention *attention = g_new0(Attention, 1);
  attention->name = g_strdup(name);
  attention->message = g_strdup(message);
  attention->id = g_strdup(id);
  g_ptr_array_add(digest->attention, attention);
}

void digest_note_correction(Digest *digest, const Row *row) {
  const Correction *correction = row->context->correction;
  if (correction == NULL) return;
  if (correction->stale)
    note(digest, correction->id, "overrides: what people said of it is of an earlier text: compare, and correct it anew",
         correction->id);
  if (correction->misplaced)
    note(digest, correction->id, "overrides: it can't have what people corrected: see its column Corrected", correction->id);
}

static void note_unseen(Digest *digest, const UnseenCorrection *unseen) {
  if (unseen->newer == NULL) {
    note(digest, unseen->id, "overrides: people spoke of it, and no report that was read has it", NULL);
  } else if (g_hash_table_contains(digest->meetings, unseen->newer)) {
    const char *newer = catalogue_document_label(unseen->newer);
    g_autofree char *message =
        g_strdup_printf("overrides: people spoke of it, and %s counts in its place: say it of that report, too", newer);
    note(digest, unseen->id, message, NULL);
  }
}

gboolean digest_note_unseen_corrections(Digest *digest, GError **error) {
  g_autoptr(GPtrArray) unseen = collection_unseen_corrections(digest->collection, error);
  for (guint i = 0; unseen != NULL && i < unseen->len; i++) note_unseen(digest, g_ptr_array_index(unseen, i));
  return unseen != NULL;
}
