/* catalogue_versions.c - the versions of works in the catalogue: derived, written, and asked for; see catalogue.h. */
#include "pipeline/catalogue/catalogue_private.h"
#include "pipeline/catalogue/works.h"

const char *const version_kind_names[] = {
    [VERSION_ORIGINAL] = "original",
    [VERSION_REVISION] = "revision",
    [VERSION_TRANSLATION] = "translation",
    [VERSION_DRAFT] = "draft",
    [VERSION_CORRIGENDUM] = "corrigendum",
    [VERSION_COPY] = "copy",
    NULL,
};

/* ---- deriving ---- */

static const char *const select_texts =
    "SELECT kind, number, text FROM findings WHERE document = ? AND kind <> 'fact' ORDER BY position";
static const char *const delete_versions = "DELETE FROM versions; DELETE FROM version_checks;";
static const char *const insert_version =
    "INSERT INTO versions (document, work, version_kind, superseded_by) VALUES (?, ?, ?, ?)";
static const char *const insert_version_check = "INSERT INTO version_checks (document, position, name, scope, result, expected, "
                                                "found, message) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";

static gboolean read_text(G_GNUC_UNUSED Catalogue *catalogue, Statement *row, gpointer data, G_GNUC_UNUSED GError **error) {
  VersionTexts *texts = data;
  gboolean recommendation = g_strcmp0(statement_text(row), finding_kind_names[FINDING_RECOMMENDATION]) == 0;
  const char *number = statement_text(row);
  if (recommendation) g_ptr_array_add(texts->numbers, g_strdup(number));
  g_ptr_array_add(texts->texts, g_strdup(statement_text(row)));
  return TRUE;
}

static gboolean load_texts(Version *version, gpointer data, GError **error) {
  return catalogue_each_row(data, select_texts, version->document->key, read_text, &version->texts, error);
}

static gboolean write_check(Catalogue *catalogue, gint64 document, guint position, const Check *check, GError **error) {
  Statement *statement = catalogue_statement(catalogue, insert_version_check, error);
  if (statement == NULL) return FALSE;
  statement_bind_number(statement, document);
  statement_bind_number(statement, position);
  statement_bind_text(statement, check->check);
  statement_bind_text(statement, check->scope);
  statement_bind_text(statement, check_result_names[check->result]);
  statement_bind_text(statement, check->expected);
  statement_bind_text(statement, check->found);
  statement_bind_text(statement, check->message);
  return statement_run(statement, error);
}

static gboolean write_version(Catalogue *catalogue, const Version *version, GError **error) {
  gint64 key = version->document->key;
  Statement *statement = catalogue_statement(catalogue, insert_version, error);
  if (statement == NULL) return FALSE;
  statement_bind_number(statement, key);
  statement_bind_text(statement, version->work);
  statement_bind_text(statement, version_kind_names[version->kind]);
  if (version->superseded_by != NULL)
    statement_bind_number(statement, version->superseded_by->document->key);
  else
    statement_bind_text(statement, NULL);
  if (!statement_run(statement, error)) return FALSE;
  for (guint i = 0; i < version->checks->len; i++)
    if (!write_check(catalogue, key, i, g_ptr_array_index(version->checks, i), error)) return FALSE;
  return TRUE;
}

gboolean catalogue_settle(Catalogue *catalogue, GError **error) {
  g_autoptr(GPtrArray) documents = catalogue_documents(catalogue, error);
  if (documents == NULL) return FALSE;
  g_autoptr(GPtrArray) versions = works_derive(documents, load_texts, catalogue, error);
  if (versions == NULL || !database_run(catalogue->database, delete_versions, error)) return FALSE;
  for (guint i = 0; i < versions->len; i++)
    if (!write_version(catalogue, g_ptr_array_index(versions, i), error)) return FALSE;
  return TRUE;
}

/* ---- asking ---- */

const CatalogueDocument *catalogue_superseded_by(const CatalogueDocument *document) {
  for (guint i = 0; document->superseded_by != 0 && i < document->other_versions->len; i++) {
    const CatalogueDocument *other = g_ptr_array_index(document->other_versions, i);
    if (other->key == document->superseded_by) return other;
  }
  return NULL;
}

static gboolean counts(const CatalogueDocument *document) {
  return document->superseded_by == 0 && document->version_kind != VERSION_CORRIGENDUM;
}

gboolean catalogue_speaks(const CatalogueDocument *document, const char *language) {
  gboolean all = g_strcmp0(language, "all") == 0, corrigendum = document->version_kind == VERSION_CORRIGENDUM;
  if (document->superseded_by != 0) return FALSE;
  for (guint i = 0; i < document->other_versions->len; i++) {
    const CatalogueDocument *other = g_ptr_array_index(document->other_versions, i);
    if (!counts(other)) continue;
    if (corrigendum) return FALSE;
    if (!all && g_strcmp0(other->language, document->language) != 0 &&
        language_comes_first(other->language, document->language, language))
      return FALSE;
  }
  return TRUE;
}

static const char *const select_version_checks = "SELECT name, scope, result, expected, found, message FROM version_checks"
                                                 " WHERE document = ? ORDER BY position";

static gboolean read_version_check(Catalogue *catalogue, Statement *row, gpointer data, GError **error) {
  Check *check = check_new();
  int result;
  g_ptr_array_add(data, check);
  check->check = g_strdup(statement_text(row));
  check->scope = g_strdup(statement_text(row));
  if (!catalogue_name_number(catalogue, check_result_names, statement_text(row), &result, error)) return FALSE;
  check->result = (CheckResult)result;
  check->expected = g_strdup(statement_text(row));
  check->found = g_strdup(statement_text(row));
  check->message = g_strdup(statement_text(row));
  return TRUE;
}

GPtrArray *catalogue_version_checks(Catalogue *catalogue, const CatalogueDocument *document, GError **error) {
  g_autoptr(GPtrArray) checks = g_ptr_array_new_with_free_func((GDestroyNotify)check_free);
  if (!catalogue_each_row(catalogue, select_version_checks, document->key, read_version_check, checks, error)) return NULL;
  return g_steal_pointer(&checks);
}

static const char *const select_failures =
    "SELECT (SELECT min(source_file) FROM document_files AS f WHERE f.document = w.document) AS name, c.name, c.scope, c.message"
    " FROM documents AS d JOIN versions AS v USING (document) JOIN versions AS w ON w.work = v.work"
    " JOIN version_checks AS c ON c.document = w.document"
    " WHERE d.identity = ? AND c.result = 'failed' AND w.superseded_by IS NULL ORDER BY name, w.document, c.position";

static void failure_free(VersionFailure *failure) {
  g_free(failure->source_file);
  g_free(failure->check);
  g_free(failure->scope);
  g_free(failure->message);
  g_free(failure);
}

GPtrArray *catalogue_version_failures(Catalogue *catalogue, const char *sha256, GError **error) {
  g_autoptr(GPtrArray) failures = g_ptr_array_new_with_free_func((GDestroyNotify)failure_free);
  Statement *statement = catalogue_statement(catalogue, select_failures, error);
  if (statement == NULL) return NULL;
  statement_bind_text(statement, sha256);
  for (gboolean row;;) {
    if (!statement_next(statement, &row, error)) return NULL;
    if (!row) return g_steal_pointer(&failures);
    VersionFailure *failure = g_new0(VersionFailure, 1);
    g_ptr_array_add(failures, failure);
    failure->source_file = g_strdup(statement_text(statement));
    failure->check = g_strdup(statement_text(statement));
    failure->scope = g_strdup(statement_text(statement));
    failure->message = g_strdup(statement_text(statement));
  }
}
