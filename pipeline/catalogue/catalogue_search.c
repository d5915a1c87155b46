/* catalogue_search.c - the catalogue's index of words, asked; see catalogue_search.h. */
#include "pipeline/catalogue/catalogue_search.h"

#include "pipeline/catalogue/catalogue_private.h"

static const char *const select_languages = "SELECT DISTINCT language FROM search_languages ORDER BY language";

/* A word of the text itself weighs four times what one of its section or its names does. */
static const char *const select_matches =
    "SELECT search.rowid, bm25(search, 4.0, 4.0, 1.0, 1.0), r.document, r.position, r.topic"
    " FROM search LEFT JOIN search_rows AS r ON r.finding = search.rowid WHERE search MATCH ?";

static gboolean check_current(Catalogue *catalogue, GError **error) {
  gboolean current;
  if (!catalogue_index_is_current(catalogue, &current, error)) return FALSE;
  if (current) return TRUE;
  g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_VERSION,
              "%s: another version of the program made the index of words; rapporteur run makes it anew",
              database_path(catalogue->database));
  return FALSE;
}

static gboolean add_language(G_GNUC_UNUSED Catalogue *catalogue, Statement *row, gpointer data, G_GNUC_UNUSED GError **error) {
  g_ptr_array_add(data, g_strdup(statement_text(row)));
  return TRUE;
}

GPtrArray *catalogue_search_languages(Catalogue *catalogue, GError **error) {
  g_autoptr(GPtrArray) languages = g_ptr_array_new_with_free_func(g_free);
  if (!check_current(catalogue, error) || !catalogue_each_row(catalogue, select_languages, 0, add_language, languages, error))
    return NULL;
  return g_steal_pointer(&languages);
}

/* A meeting's row bears the number of its document, and no finding has one below 1. */
static gboolean read_match(Catalogue *catalogue, Statement *row, CatalogueMatch *match, GError **error) {
  match->finding = statement_number(row);
  match->rank = statement_real(row);
  match->document = statement_number(row);
  match->position = statement_number(row);
  match->kind = statement_number(row) != 0 ? FINDING_PANEL_TOPIC : FINDING_RECOMMENDATION;
  if (match->finding > 0) return match->document > 0 || catalogue_damaged(catalogue, error, "words without their finding");
  match->document = -match->finding;
  match->position = 0;
  match->kind = FINDING_FACT;
  return TRUE;
}

GArray *catalogue_search(Catalogue *catalogue, const char *expression, GError **error) {
  g_autoptr(GArray) matches = g_array_new(FALSE, FALSE, sizeof(CatalogueMatch));
  Statement *statement = catalogue_statement(catalogue, select_matches, error);
  if (statement == NULL) return NULL;
  statement_bind_text(statement, expression);
  for (gboolean row;;) {
    CatalogueMatch match;
    if (!statement_next(statement, &row, error)) return NULL;
    if (!row) return g_steal_pointer(&matches);
    if (!read_match(catalogue, statement, &match, error)) {
      statement_reset(statement);
      return NULL;
    }
    g_array_append_val(matches, match);
  }
}

static const char *const select_finding = "SELECT id, number, text, raw, rule FROM findings WHERE finding = ?";
static const char *const select_values = "SELECT name, value, rule FROM finding_values WHERE finding = ?"
                                         " AND name IN ('states', 'addressees', 'themes') ORDER BY ordinal";

static gboolean read_finding(G_GNUC_UNUSED Catalogue *catalogue, Statement *row, gpointer data, G_GNUC_UNUSED GError **error) {
  Finding *finding = data;
  char **const texts[] = {&finding->id, &finding->number, &finding->text, &finding->raw, &finding->rule};
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) *texts[i] = g_strdup(statement_text(row));
  return TRUE;
}

static gboolean read_value(G_GNUC_UNUSED Catalogue *catalogue, Statement *row, gpointer data, G_GNUC_UNUSED GError **error) {
  const char *name = statement_text(row), *value = statement_text(row), *rule = statement_text(row);
  finding_add(data, name, value, rule);
  return TRUE;
}

Finding *catalogue_search_finding(Catalogue *catalogue, const CatalogueMatch *match, gboolean texts, GError **error) {
  Finding *finding = finding_new();
  finding->kind = match->kind;
  if ((!texts || catalogue_each_row(catalogue, select_finding, match->finding, read_finding, finding, error)) &&
      catalogue_each_row(catalogue, select_values, match->finding, read_value, finding, error))
    return finding;
  finding_free(finding);
  return NULL;
}
