/* digest_places.c - which row each finding and each meeting has, known before the first is put, so that cells can lead to rows
 * that are yet to come; see digest_private.h. */
#include "pipeline/digest/digest_private.h"

gboolean digest_takes_meeting(const CatalogueDocument *document) {
  return outcome_is_read(document->outcome) && document->pack != NULL;
}

gboolean digest_takes_findings(const Digest *digest, const CatalogueDocument *document) {
  return digest_takes_meeting(document) && collection_speaks(digest->collection, document);
}

static void note_place(FindingKind kind, const char *id, gpointer data) {
  Digest *digest = data;
  DigestSheet sheet = kind == FINDING_RECOMMENDATION ? SHEET_RECOMMENDATIONS : SHEET_PANEL_TOPICS;
  DigestPlace *place = g_new(DigestPlace, 1);
  *place = (DigestPlace){.sheet = sheet, .row = ++digest->rows_to_come[sheet]};
  g_hash_table_insert(digest->places, g_strdup(id), place);
}

gboolean digest_find_places(Digest *digest, Catalogue *catalogue, GError **error) {
  for (guint i = 0; i < digest->documents->len; i++) {
    CatalogueDocument *document = g_ptr_array_index(digest->documents, i);
    if (digest_takes_meeting(document))
      g_hash_table_insert(digest->meetings, document, GUINT_TO_POINTER(++digest->rows_to_come[SHEET_MEETINGS]));
    if (digest_takes_findings(digest, document) && !catalogue_each_id(catalogue, document, note_place, digest, error))
      return FALSE;
  }
  return TRUE;
}

char *digest_row_link(const Digest *digest, DigestSheet which, guint row) {
  const Sheet *sheet = digest->sheets[which];
  return sheet != NULL ? sheet_place(sheet, row, 0) : NULL;
}

char *digest_finding_link(const Digest *digest, const char *id) {
  const DigestPlace *place = g_hash_table_lookup(digest->places, id);
  return place != NULL ? digest_row_link(digest, place->sheet, place->row) : NULL;
}

char *digest_meeting_link(const Digest *digest, const CatalogueDocument *document) {
  guint row = GPOINTER_TO_UINT(g_hash_table_lookup(digest->meetings, document));
  return row > 0 ? digest_row_link(digest, SHEET_MEETINGS, row) : NULL;
}

guint digest_links_a_row(const Digest *digest, DigestSheet which) {
  return SHEET_LINKS_MOST / MAX(digest->rows_to_come[which], 1);
}
