/* catalogue_read.c - documents and findings out of the catalogue; see catalogue.h. */
#include "pipeline/catalogue/catalogue_private.h"

#include "pipeline/catalogue/finding_json.h"
#include "pipeline/common/natural.h"

/* ---- values ---- */

gboolean catalogue_damaged(const Catalogue *catalogue, GError **error, const char *what) {
  g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_DAMAGED,
              "%s: the catalogue is damaged (%s); put a copy of it back, or move it away and record the reports again",
              database_path(catalogue->database), what);
  return FALSE;
}

gboolean catalogue_name_number(const Catalogue *catalogue, const char *const *names, const char *name, int *number,
                               GError **error) {
  for (*number = 0; names[*number] != NULL; (*number)++)
    if (g_strcmp0(names[*number], name) == 0) return TRUE;
  return catalogue_damaged(catalogue, error, name != NULL ? name : "a word is missing");
}

static char *copy_text(Statement *statement) {
  return g_strdup(statement_text(statement));
}

static guint read_count(Statement *statement) {
  return (guint)statement_number(statement);
}

gboolean catalogue_each_row(Catalogue *catalogue, const char *text, gint64 key, EachRow each, gpointer data, GError **error) {
  Statement *statement = catalogue_statement(catalogue, text, error);
  gboolean row;
  if (statement == NULL) return FALSE;
  if (key != 0) statement_bind_number(statement, key);
  for (;;) {
    if (!statement_next(statement, &row, error)) return FALSE;
    if (!row) return TRUE;
    if (!each(catalogue, statement, data, error)) {
      statement_reset(statement);
      return FALSE;
    }
  }
}

/* ---- the list of documents ---- */

static const char *const select_documents =
    "SELECT d.document, d.sha256, d.bytes, d.pages, d.outcome, d.reason, d.extractor, d.pack, d.pack_version, d.engine,"
    " m.symbol, m.language, m.body, m.session,"
    " (SELECT text FROM findings WHERE document = d.document AND kind = 'fact' AND number = 'title' ORDER BY position LIMIT 1),"
    " (SELECT text FROM findings WHERE document = d.document AND kind = 'fact' AND number = 'state_under_review'"
    "  ORDER BY position LIMIT 1),"
    " m.start_date, m.end_date, m.distribution_date,"
    " f.recorded, l.recommendations, l.panel_topics, l.failed_checks"
    " + (SELECT count(*) FROM version_checks WHERE document = d.document AND result = 'failed'),"
    " EXISTS (SELECT 1 FROM findings WHERE document = d.document AND ocr = 1),"
    " v.work, v.version_kind, v.superseded_by"
    " FROM documents AS d JOIN meetings AS m USING (document) LEFT JOIN versions AS v USING (document)"
    " JOIN recordings AS f ON f.document = d.document AND f.ordinal = 0"
    " JOIN recordings AS l ON l.document = d.document"
    " AND l.ordinal = (SELECT max(ordinal) FROM recordings WHERE document = d.document)"
    " ORDER BY d.document";
static const char *const select_files = "SELECT document, source_file FROM document_files ORDER BY document";
static const char *const select_fact_names = "SELECT DISTINCT number FROM findings WHERE kind = 'fact' ORDER BY number";

static void listed_document_free(CatalogueDocument *document) {
  g_ptr_array_unref(document->source_files);
  g_free(document->sha256);
  g_free(document->reason);
  g_free(document->extractor);
  g_free(document->pack);
  g_free(document->pack_version);
  g_free(document->engine);
  g_free(document->symbol);
  g_free(document->language);
  g_free(document->body);
  g_free(document->session);
  g_free(document->title);
  g_free(document->subject);
  g_free(document->start);
  g_free(document->end);
  g_free(document->distribution_date);
  g_free(document->work);
  g_ptr_array_unref(document->other_versions);
  g_free(document);
}

/* A document that was recorded in this transaction is no version yet. */
static gboolean read_version(Catalogue *catalogue, Statement *row, CatalogueDocument *document, GError **error) {
  int kind = VERSION_ORIGINAL;
  document->work = copy_text(row);
  const char *name = statement_text(row);
  if (document->work != NULL && !catalogue_name_number(catalogue, version_kind_names, name, &kind, error)) return FALSE;
  document->version_kind = (VersionKind)kind;
  document->superseded_by = statement_number(row);
  return TRUE;
}

static gboolean read_document(Catalogue *catalogue, Statement *row, gpointer data, GError **error) {
  GPtrArray *documents = data;
  CatalogueDocument *document = g_new0(CatalogueDocument, 1);
  int outcome;
  g_ptr_array_add(documents, document);
  document->other_versions = g_ptr_array_new();
  document->source_files = g_ptr_array_new_with_free_func(g_free);
  document->key = statement_number(row);
  document->sha256 = copy_text(row);
  document->bytes = (guint64)statement_number(row);
  document->pages = read_count(row);
  if (!catalogue_name_number(catalogue, outcome_names, statement_text(row), &outcome, error)) return FALSE;
  document->outcome = (Outcome)outcome;
  char **const texts[] = {
      &document->reason,  &document->extractor, &document->pack, &document->pack_version,     &document->engine,
      &document->symbol,  &document->language,  &document->body, &document->session,          &document->title,
      &document->subject, &document->start,     &document->end,  &document->distribution_date};
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) *texts[i] = copy_text(row);
  document->first_recorded = statement_number(row);
  document->recommendations = read_count(row);
  document->panel_topics = read_count(row);
  document->failed_checks = read_count(row);
  document->ocr = statement_number(row) != 0;
  return read_version(catalogue, row, document, error);
}

/* The files come in the order of the documents' keys, as the documents do. */
typedef struct {
  GPtrArray *documents;
  guint at;
} FileReader;

static gboolean read_file(Catalogue *catalogue, Statement *row, gpointer data, GError **error) {
  FileReader *reader = data;
  gint64 key = statement_number(row);
  for (; reader->at < reader->documents->len; reader->at++) {
    CatalogueDocument *document = g_ptr_array_index(reader->documents, reader->at);
    if (document->key > key) break;
    if (document->key < key) continue;
    g_ptr_array_add(document->source_files, copy_text(row));
    return TRUE;
  }
  return catalogue_damaged(catalogue, error, "a file name without its document");
}

static gint compare_names(gconstpointer a, gconstpointer b) {
  return natural_compare(*(const char *const *)a, *(const char *const *)b);
}

const char *catalogue_document_name(const CatalogueDocument *document) {
  return g_ptr_array_index(document->source_files, 0);
}

const char *catalogue_document_label(const CatalogueDocument *document) {
  return document->symbol != NULL ? document->symbol : catalogue_document_name(document);
}

static gint compare_documents(gconstpointer a, gconstpointer b) {
  const CatalogueDocument *x = *(const CatalogueDocument *const *)a, *y = *(const CatalogueDocument *const *)b;
  int order = natural_compare(x->symbol, y->symbol);
  if (order == 0) order = natural_compare(x->language, y->language);
  if (order == 0 && x->symbol == NULL) order = natural_compare(catalogue_document_name(x), catalogue_document_name(y));
  return order != 0 ? order : g_strcmp0(x->sha256, y->sha256);
}

/* Each document knows the others of its work. */
static void link_versions(const GPtrArray *documents) {
  g_autoptr(GHashTable) works = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
  for (guint i = 0; i < documents->len; i++) {
    CatalogueDocument *document = g_ptr_array_index(documents, i);
    if (document->work == NULL) continue;
    GPtrArray *members = g_hash_table_lookup(works, document->work);
    if (members == NULL) {
      members = g_ptr_array_new();
      g_hash_table_insert(works, document->work, members);
    }
    for (guint j = 0; j < members->len; j++) {
      CatalogueDocument *other = g_ptr_array_index(members, j);
      g_ptr_array_add(other->other_versions, document);
      g_ptr_array_add(document->other_versions, other);
    }
    g_ptr_array_add(members, document);
  }
}

GPtrArray *catalogue_documents(Catalogue *catalogue, GError **error) {
  g_autoptr(GPtrArray) documents = g_ptr_array_new_with_free_func((GDestroyNotify)listed_document_free);
  FileReader reader = {.documents = documents};
  if (!catalogue_each_row(catalogue, select_documents, 0, read_document, documents, error) ||
      !catalogue_each_row(catalogue, select_files, 0, read_file, &reader, error))
    return NULL;
  for (guint i = 0; i < documents->len; i++) {
    const CatalogueDocument *document = g_ptr_array_index(documents, i);
    if (document->source_files->len == 0) {
      catalogue_damaged(catalogue, error, "a document without a file name");
      return NULL;
    }
    g_ptr_array_sort(document->source_files, compare_names);
  }
  g_ptr_array_sort(documents, compare_documents);
  link_versions(documents);
  return g_steal_pointer(&documents);
}

static gboolean read_name(G_GNUC_UNUSED Catalogue *catalogue, Statement *row, gpointer data, G_GNUC_UNUSED GError **error) {
  g_ptr_array_add(data, copy_text(row));
  return TRUE;
}

GPtrArray *catalogue_fact_names(Catalogue *catalogue, GError **error) {
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
  if (!catalogue_each_row(catalogue, select_fact_names, 0, read_name, names, error)) return NULL;
  return g_steal_pointer(&names);
}

/* ---- the findings of a document ---- */

static const char *const select_findings =
    "SELECT position, kind, id, number, number_printed, text, raw, edits, section, lead_in, rule,"
    " ocr, confidence FROM findings WHERE document = ? ORDER BY position";
static const char *const select_values = "SELECT f.position, v.name, v.value, v.rule"
                                         " FROM findings AS f JOIN finding_values AS v USING (finding)"
                                         " WHERE f.document = ? ORDER BY f.position, v.ordinal";
static const char *const select_spans = "SELECT f.position, s.page, s.x0, s.y0, s.x1, s.y1"
                                        " FROM findings AS f JOIN spans AS s USING (finding)"
                                        " WHERE f.document = ? ORDER BY f.position, s.ordinal";
static const char *const select_checks = "SELECT name, scope, result, expected, found, message, page"
                                         " FROM checks WHERE document = ? ORDER BY position";

static gboolean read_finding(Catalogue *catalogue, Statement *row, gpointer data, GError **error) {
  Findings *findings = data;
  Finding *finding = finding_new();
  int kind;
  g_autoptr(GError) why = NULL;
  g_ptr_array_add(findings->findings, finding);
  if (statement_number(row) != findings->findings->len - 1) return catalogue_damaged(catalogue, error, "a finding is missing");
  if (!catalogue_name_number(catalogue, finding_kind_names, statement_text(row), &kind, error)) return FALSE;
  finding->kind = (FindingKind)kind;
  finding->id = copy_text(row);
  finding->number = copy_text(row);
  finding->number_printed = copy_text(row);
  finding->text = copy_text(row);
  finding->raw = copy_text(row);
  if (!json_member_read(statement_text(row), finding_edits, finding, &why) ||
      !json_member_read(statement_text(row), finding_section, finding, &why))
    return catalogue_damaged(catalogue, error, why->message);
  finding->lead_in = copy_text(row);
  finding->rule = copy_text(row);
  finding->ocr = statement_number(row) != 0;
  finding->confidence = statement_real(row);
  return TRUE;
}

/* The finding whose position the row's next column tells; NULL where there is none, which is damage. */
static Finding *finding_of_row(const Findings *findings, Statement *row) {
  gint64 position = statement_number(row);
  return position >= 0 && position < findings->findings->len ? g_ptr_array_index(findings->findings, (guint)position) : NULL;
}

static gboolean read_value(Catalogue *catalogue, Statement *row, gpointer data, GError **error) {
  Finding *finding = finding_of_row(data, row);
  if (finding == NULL) return catalogue_damaged(catalogue, error, "a value without its finding");
  const char *name = statement_text(row), *value = statement_text(row), *rule = statement_text(row);
  finding_add(finding, name, value, rule);
  return TRUE;
}

static gboolean read_span(Catalogue *catalogue, Statement *row, gpointer data, GError **error) {
  Finding *finding = finding_of_row(data, row);
  if (finding == NULL) return catalogue_damaged(catalogue, error, "a span without its finding");
  Place place = {.page = read_count(row)};
  place.box.x0 = statement_real(row);
  place.box.y0 = statement_real(row);
  place.box.x1 = statement_real(row);
  place.box.y1 = statement_real(row);
  g_array_append_val(finding->places, place);
  return TRUE;
}

static gboolean read_check(Catalogue *catalogue, Statement *row, gpointer data, GError **error) {
  Findings *findings = data;
  Check *check = check_new();
  int result;
  g_ptr_array_add(findings->checks, check);
  check->check = copy_text(row);
  check->scope = copy_text(row);
  if (!catalogue_name_number(catalogue, check_result_names, statement_text(row), &result, error)) return FALSE;
  check->result = (CheckResult)result;
  check->expected = copy_text(row);
  check->found = copy_text(row);
  check->message = copy_text(row);
  check->page = read_count(row);
  return TRUE;
}

static Findings *findings_of_document(const CatalogueDocument *document) {
  Findings *findings = findings_new();
  findings->source_file = g_strdup(catalogue_document_name(document));
  findings->sha256 = g_strdup(document->sha256);
  findings->bytes = document->bytes;
  findings->pages = document->pages;
  findings->outcome = document->outcome;
  findings->reason = g_strdup(document->reason);
  findings->extractor = g_strdup(document->extractor);
  findings->pack = g_strdup(document->pack);
  findings->pack_version = g_strdup(document->pack_version);
  findings->engine = g_strdup(document->engine);
  return findings;
}

Findings *catalogue_findings(Catalogue *catalogue, const CatalogueDocument *document, GError **error) {
  g_autoptr(Findings) findings = findings_of_document(document);
  if (!catalogue_each_row(catalogue, select_findings, document->key, read_finding, findings, error) ||
      !catalogue_each_row(catalogue, select_values, document->key, read_value, findings, error) ||
      !catalogue_each_row(catalogue, select_spans, document->key, read_span, findings, error) ||
      !catalogue_each_row(catalogue, select_checks, document->key, read_check, findings, error))
    return NULL;
  return g_steal_pointer(&findings);
}

/* ---- their IDs alone ---- */

static const char *const select_ids = "SELECT kind, id FROM findings WHERE document = ? AND kind <> 'fact' ORDER BY position";

typedef struct {
  EachId each;
  gpointer data;
} IdReader;

static gboolean read_id(Catalogue *catalogue, Statement *row, gpointer data, GError **error) {
  const IdReader *reader = data;
  int kind;
  if (!catalogue_name_number(catalogue, finding_kind_names, statement_text(row), &kind, error)) return FALSE;
  reader->each((FindingKind)kind, statement_text(row), reader->data);
  return TRUE;
}

gboolean catalogue_each_id(Catalogue *catalogue, const CatalogueDocument *document, EachId each, gpointer data, GError **error) {
  IdReader reader = {.each = each, .data = data};
  return catalogue_each_row(catalogue, select_ids, document->key, read_id, &reader, error);
}

/* ---- the recordings of a document ---- */

static const char *const select_recordings =
    "SELECT recorded, outcome, extractor, pack, pack_version, engine, recommendations, panel_topics, failed_checks"
    " FROM recordings WHERE document = ? ORDER BY ordinal";

static void recording_free(Recording *recording) {
  g_free(recording->extractor);
  g_free(recording->pack);
  g_free(recording->pack_version);
  g_free(recording->engine);
  g_free(recording);
}

static gboolean read_recording(Catalogue *catalogue, Statement *row, gpointer data, GError **error) {
  Recording *recording = g_new0(Recording, 1);
  int outcome;
  g_ptr_array_add(data, recording);
  recording->recorded = statement_number(row);
  if (!catalogue_name_number(catalogue, outcome_names, statement_text(row), &outcome, error)) return FALSE;
  recording->outcome = (Outcome)outcome;
  recording->extractor = copy_text(row);
  recording->pack = copy_text(row);
  recording->pack_version = copy_text(row);
  recording->engine = copy_text(row);
  recording->recommendations = read_count(row);
  recording->panel_topics = read_count(row);
  recording->failed_checks = read_count(row);
  return TRUE;
}

GPtrArray *catalogue_recordings(Catalogue *catalogue, const CatalogueDocument *document, GError **error) {
  g_autoptr(GPtrArray) recordings = g_ptr_array_new_with_free_func((GDestroyNotify)recording_free);
  if (!catalogue_each_row(catalogue, select_recordings, document->key, read_recording, recordings, error)) return NULL;
  return g_steal_pointer(&recordings);
}
