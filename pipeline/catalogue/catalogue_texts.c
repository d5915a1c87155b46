/* catalogue_texts.c - see catalogue_texts.h. */
#include "pipeline/catalogue/catalogue_texts.h"

#include "pipeline/catalogue/catalogue_private.h"

static const char *const select_texts =
    "SELECT id, number, text, lead_in,"
    " (SELECT group_concat(value, char(10)) FROM finding_values AS v WHERE v.finding = f.finding AND name = 'legal_references'),"
    " (SELECT value FROM finding_values AS v WHERE v.finding = f.finding AND name = 'strength' ORDER BY ordinal LIMIT 1),"
    " (SELECT page FROM spans AS s WHERE s.finding = f.finding AND s.ordinal = 0),"
    " EXISTS (SELECT 1 FROM finding_values AS v WHERE v.finding = f.finding AND name = 'states')"
    " FROM findings AS f WHERE document = ? AND kind = 'recommendation' ORDER BY position";

typedef struct {
  EachText each;
  gpointer data;
} TextReader;

static gboolean read_text(G_GNUC_UNUSED Catalogue *catalogue, Statement *row, gpointer data, G_GNUC_UNUSED GError **error) {
  const TextReader *reader = data;
  CatalogueText text = {.id = statement_text(row)};
  text.number = statement_text(row);
  text.text = statement_text(row);
  text.lead_in = statement_text(row);
  text.references = statement_text(row);
  const char *strength = statement_text(row);
  text.strength = strength != NULL ? (guint)g_ascii_strtoull(strength, NULL, 10) : 0;
  text.page = (guint)statement_number(row);
  text.has_states = statement_number(row) != 0;
  reader->each(&text, reader->data);
  return TRUE;
}

gboolean catalogue_each_text(Catalogue *catalogue, const CatalogueDocument *document, EachText each, gpointer data,
                             GError **error) {
  TextReader reader = {.each = each, .data = data};
  return catalogue_each_row(catalogue, select_texts, document->key, read_text, &reader, error);
}
