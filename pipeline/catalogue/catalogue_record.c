/* catalogue_record.c - findings into the catalogue; see catalogue.h. */
#include "pipeline/catalogue/catalogue_private.h"

#include "pipeline/catalogue/finding_json.h"
#include "pipeline/common/clock.h"
#include "rules/findings_format.h"

#include <string.h>

const char *const record_result_names[] = {
    [RECORD_NEW] = "new", [RECORD_UNCHANGED] = "unchanged", [RECORD_COPY] = "copy", [RECORD_REPLACED] = "replaced", NULL,
};

/* ---- what is looked at before anything is written ---- */

static gboolean refuse(const Findings *findings, GError **error, const char *what, const char *which) {
  g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_CONTENT, "%s: %s \"%s\"", findings->source_file, what, which);
  return FALSE;
}

static gboolean is_sha256(const char *text) {
  static const gsize length = 64;
  return strlen(text) == length && strspn(text, "0123456789abcdef") == length;
}

/* Within a kind: a report may number its recommendations and its panel topics alike. */
static gboolean ids_differ(const Findings *findings, FindingKind kind, GError **error) {
  g_autoptr(GHashTable) ids = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 0; i < findings->findings->len; i++) {
    const Finding *finding = g_ptr_array_index(findings->findings, i);
    if (finding->kind == kind && !g_hash_table_add(ids, finding->id))
      return refuse(findings, error, "two findings have the ID", finding->id);
  }
  return TRUE;
}

static gboolean check_content(const Findings *findings, GError **error) {
  if (findings->sha256[0] != '\0' && !is_sha256(findings->sha256))
    return refuse(findings, error, "this is no SHA-256:", findings->sha256);
  return ids_differ(findings, FINDING_RECOMMENDATION, error) && ids_differ(findings, FINDING_PANEL_TOPIC, error);
}

/* The SHA-256 of all that is recorded but the file's name: two copies of a document have the same content. */
static char *content_hash(const Findings *findings) {
  g_autoptr(GString) line = g_string_new(NULL);
  Findings nameless = *findings;
  nameless.source_file = (char *)"";
  findings_write(line, &nameless);
  return g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)line->str, line->len);
}

static char *unread_identity(const char *source_file) {
  return g_strconcat("unread:", source_file, NULL);
}

static char *identity(const Findings *findings) {
  return findings->sha256[0] != '\0' ? g_strdup(findings->sha256) : unread_identity(findings->source_file);
}

static guint count_findings(const Findings *findings, FindingKind kind) {
  guint count = 0;
  for (guint i = 0; i < findings->findings->len; i++)
    count += ((const Finding *)g_ptr_array_index(findings->findings, i))->kind == kind;
  return count;
}

/* ---- the document's own rows ---- */

static const char *const find_document = "SELECT document, content FROM documents WHERE identity = ?";
static const char *const insert_document =
    "INSERT INTO documents (identity, sha256, bytes, pages, outcome, reason, extractor, pack, pack_version, engine, content)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
static const char *const update_document =
    "UPDATE documents SET bytes = ?, pages = ?, outcome = ?, reason = ?, extractor = ?, pack = ?, pack_version = ?, engine = ?,"
    " content = ? WHERE document = ?";
static const char *const delete_document = "DELETE FROM documents WHERE document = ?";
static const char *const find_file = "SELECT count(*) FROM document_files WHERE document = ? AND source_file = ?";
static const char *const insert_file = "INSERT INTO document_files (document, source_file) VALUES (?, ?)";
static const char *const insert_recording =
    "INSERT INTO recordings (document, ordinal, recorded, outcome, extractor, pack, pack_version, engine, recommendations,"
    " panel_topics, failed_checks) VALUES (?1, (SELECT count(*) FROM recordings WHERE document = ?1), ?, ?, ?, ?, ?, ?, ?, ?, ?)";

/* What the catalogue holds of a document before it is recorded. */
typedef struct {
  gint64 key; /* 0 where it is not known */
  gboolean same_content, known_name;
} Known;

static gboolean look_up(Catalogue *catalogue, const Findings *findings, const char *content, Known *known, GError **error) {
  g_autofree char *name = identity(findings);
  gboolean row;
  Statement *statement = catalogue_statement(catalogue, find_document, error);
  if (statement == NULL) return FALSE;
  statement_bind_text(statement, name);
  if (!statement_next(statement, &row, error)) return FALSE;
  if (!row) return TRUE;
  known->key = statement_number(statement);
  known->same_content = g_strcmp0(statement_text(statement), content) == 0;
  statement_reset(statement);

  statement = catalogue_statement(catalogue, find_file, error);
  if (statement == NULL) return FALSE;
  statement_bind_number(statement, known->key);
  statement_bind_text(statement, findings->source_file);
  if (!statement_next(statement, &row, error)) return FALSE;
  known->known_name = row && statement_number(statement) > 0;
  statement_reset(statement);
  return TRUE;
}

static void bind_reading(Statement *statement, const Findings *findings) {
  statement_bind_number(statement, (gint64)findings->bytes);
  statement_bind_number(statement, findings->pages);
  statement_bind_text(statement, outcome_names[findings->outcome]);
  statement_bind_text(statement, findings->reason);
}

static void bind_versions(Statement *statement, const Findings *findings) {
  statement_bind_text(statement, findings->extractor);
  statement_bind_text(statement, findings->pack);
  statement_bind_text(statement, findings->pack_version);
  statement_bind_text(statement, findings->engine);
}

static gboolean add_document(Catalogue *catalogue, const Findings *findings, const char *content, gint64 *key, GError **error) {
  g_autofree char *name = identity(findings);
  Statement *statement = catalogue_statement(catalogue, insert_document, error);
  if (statement == NULL) return FALSE;
  statement_bind_text(statement, name);
  statement_bind_text(statement, findings->sha256);
  bind_reading(statement, findings);
  bind_versions(statement, findings);
  statement_bind_text(statement, content);
  if (!statement_run(statement, error)) return FALSE;
  *key = database_last_row(catalogue->database);
  return TRUE;
}

static gboolean change_document(Catalogue *catalogue, const Findings *findings, const char *content, gint64 key, GError **error) {
  Statement *statement = catalogue_statement(catalogue, update_document, error);
  if (statement == NULL) return FALSE;
  bind_reading(statement, findings);
  bind_versions(statement, findings);
  statement_bind_text(statement, content);
  statement_bind_number(statement, key);
  return statement_run(statement, error);
}

static gboolean add_file(Catalogue *catalogue, gint64 key, const char *source_file, GError **error) {
  Statement *statement = catalogue_statement(catalogue, insert_file, error);
  if (statement == NULL) return FALSE;
  statement_bind_number(statement, key);
  statement_bind_text(statement, source_file);
  return statement_run(statement, error);
}

static gboolean add_recording(Catalogue *catalogue, gint64 key, const Findings *findings, GError **error) {
  Statement *statement = catalogue_statement(catalogue, insert_recording, error);
  if (statement == NULL) return FALSE;
  statement_bind_number(statement, key);
  statement_bind_number(statement, clock_now());
  statement_bind_text(statement, outcome_names[findings->outcome]);
  bind_versions(statement, findings);
  statement_bind_number(statement, count_findings(findings, FINDING_RECOMMENDATION));
  statement_bind_number(statement, count_findings(findings, FINDING_PANEL_TOPIC));
  statement_bind_number(statement, findings_count_failed(findings));
  return statement_run(statement, error);
}

/* ---- findings and checks ---- */

static const char *const delete_findings = "DELETE FROM findings WHERE document = ?"; /* values and spans go with them */
static const char *const delete_checks = "DELETE FROM checks WHERE document = ?";
static const char *const insert_finding =
    "INSERT INTO findings (document, position, kind, id, number, number_printed, text, raw, edits, section, lead_in, rule,"
    " ocr, confidence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
static const char *const insert_value = "INSERT INTO finding_values (finding, ordinal, name, value, rule) VALUES (?, ?, ?, ?, ?)";
static const char *const insert_span = "INSERT INTO spans (finding, ordinal, page, x0, y0, x1, y1) VALUES (?, ?, ?, ?, ?, ?, ?)";
static const char *const insert_check =
    "INSERT INTO checks (document, position, name, scope, result, expected, found, message, page)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";

static gboolean add_values(Catalogue *catalogue, gint64 key, const Finding *finding, GError **error) {
  Statement *statement = catalogue_statement(catalogue, insert_value, error);
  if (statement == NULL) return FALSE;
  gint64 ordinal = 0;
  for (guint i = 0; i < finding->fields->len; i++) {
    const Field *field = g_ptr_array_index(finding->fields, i);
    for (guint j = 0; j < field->values->len; j++) {
      statement_bind_number(statement, key);
      statement_bind_number(statement, ordinal++);
      statement_bind_text(statement, field->name);
      statement_bind_text(statement, g_ptr_array_index(field->values, j));
      statement_bind_text(statement, field->rule);
      if (!statement_run(statement, error)) return FALSE;
    }
  }
  return TRUE;
}

static gboolean add_spans(Catalogue *catalogue, gint64 key, const Finding *finding, GError **error) {
  Statement *statement = catalogue_statement(catalogue, insert_span, error);
  if (statement == NULL) return FALSE;
  for (guint i = 0; i < finding->places->len; i++) {
    const Place *place = &g_array_index(finding->places, Place, i);
    statement_bind_number(statement, key);
    statement_bind_number(statement, i);
    statement_bind_number(statement, place->page);
    statement_bind_real(statement, place->box.x0);
    statement_bind_real(statement, place->box.y0);
    statement_bind_real(statement, place->box.x1);
    statement_bind_real(statement, place->box.y1);
    if (!statement_run(statement, error)) return FALSE;
  }
  return TRUE;
}

static gboolean add_finding(Catalogue *catalogue, gint64 document, guint position, const Finding *finding, GError **error) {
  g_autoptr(GString) edits = g_string_new(NULL);
  g_autoptr(GString) section = g_string_new(NULL);
  json_member_write(edits, finding_edits, finding);
  json_member_write(section, finding_section, finding);
  Statement *statement = catalogue_statement(catalogue, insert_finding, error);
  if (statement == NULL) return FALSE;
  statement_bind_number(statement, document);
  statement_bind_number(statement, position);
  statement_bind_text(statement, finding_kind_names[finding->kind]);
  statement_bind_text(statement, finding->id);
  statement_bind_text(statement, finding->number);
  statement_bind_text(statement, finding->number_printed);
  statement_bind_text(statement, finding->text);
  statement_bind_text(statement, finding->raw);
  statement_bind_text(statement, edits->str);
  statement_bind_text(statement, section->str);
  statement_bind_text(statement, finding->lead_in);
  statement_bind_text(statement, finding->rule);
  statement_bind_number(statement, finding->ocr ? 1 : 0);
  statement_bind_real(statement, finding->confidence);
  if (!statement_run(statement, error)) return FALSE;
  gint64 key = database_last_row(catalogue->database);
  return add_values(catalogue, key, finding, error) && add_spans(catalogue, key, finding, error);
}

static gboolean add_check(Catalogue *catalogue, gint64 document, guint position, const Check *check, GError **error) {
  Statement *statement = catalogue_statement(catalogue, insert_check, error);
  if (statement == NULL) return FALSE;
  statement_bind_number(statement, document);
  statement_bind_number(statement, position);
  statement_bind_text(statement, check->check);
  statement_bind_text(statement, check->scope);
  statement_bind_text(statement, check_result_names[check->result]);
  statement_bind_text(statement, check->expected);
  statement_bind_text(statement, check->found);
  statement_bind_text(statement, check->message);
  statement_bind_number(statement, check->page);
  return statement_run(statement, error);
}

static gboolean run_on_document(Catalogue *catalogue, const char *text, gint64 key, GError **error) {
  Statement *statement = catalogue_statement(catalogue, text, error);
  if (statement == NULL) return FALSE;
  statement_bind_number(statement, key);
  return statement_run(statement, error);
}

static gboolean add_all(Catalogue *catalogue, gint64 key, const Findings *findings, GError **error) {
  for (guint i = 0; i < findings->findings->len; i++)
    if (!add_finding(catalogue, key, i, g_ptr_array_index(findings->findings, i), error)) return FALSE;
  for (guint i = 0; i < findings->checks->len; i++)
    if (!add_check(catalogue, key, i, g_ptr_array_index(findings->checks, i), error)) return FALSE;
  return catalogue_index_add(catalogue, key, error) && add_recording(catalogue, key, findings, error);
}

/* ---- recording ---- */

/* A file that can be read now takes the place of the note that a file of this name could not be. */
static gboolean forget_unread(Catalogue *catalogue, const Findings *findings, GError **error) {
  if (findings->sha256[0] == '\0') return TRUE;
  g_autofree char *name = unread_identity(findings->source_file);
  gint64 key = 0;
  Statement *statement = catalogue_statement(catalogue, find_document, error);
  gboolean row;
  if (statement == NULL) return FALSE;
  statement_bind_text(statement, name);
  if (!statement_next(statement, &row, error)) return FALSE;
  if (!row) return TRUE;
  key = statement_number(statement);
  statement_reset(statement);
  return catalogue_index_remove(catalogue, key, error) && run_on_document(catalogue, delete_document, key, error);
}

static gboolean record_new(Catalogue *catalogue, const Findings *findings, const char *content, GError **error) {
  gint64 key;
  return forget_unread(catalogue, findings, error) && add_document(catalogue, findings, content, &key, error) &&
         add_file(catalogue, key, findings->source_file, error) && add_all(catalogue, key, findings, error);
}

static gboolean record_again(Catalogue *catalogue, const Findings *findings, const char *content, const Known *known,
                             GError **error) {
  if (!known->known_name &&
      (!forget_unread(catalogue, findings, error) || !add_file(catalogue, known->key, findings->source_file, error)))
    return FALSE;
  if (known->same_content) return TRUE;
  return catalogue_index_remove(catalogue, known->key, error) && run_on_document(catalogue, delete_findings, known->key, error) &&
         run_on_document(catalogue, delete_checks, known->key, error) &&
         change_document(catalogue, findings, content, known->key, error) && add_all(catalogue, known->key, findings, error);
}

gboolean catalogue_record(Catalogue *catalogue, const Findings *findings, RecordResult *result, GError **error) {
  g_return_val_if_fail(catalogue->in_transaction, FALSE);
  if (!check_content(findings, error)) return FALSE;
  g_autofree char *content = content_hash(findings);
  Known known = {0};
  if (!look_up(catalogue, findings, content, &known, error)) return FALSE;
  if (known.key == 0) {
    *result = RECORD_NEW;
    catalogue->unsettled = TRUE;
    return record_new(catalogue, findings, content, error);
  }
  *result = !known.same_content ? RECORD_REPLACED : !known.known_name ? RECORD_COPY : RECORD_UNCHANGED;
  if (*result != RECORD_UNCHANGED) catalogue->unsettled = TRUE; /* a new name, too: it is told to those of the other versions */
  return record_again(catalogue, findings, content, &known, error);
}
