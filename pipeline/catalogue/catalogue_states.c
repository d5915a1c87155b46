/* catalogue_states.c - see catalogue_states.h. */
#include "pipeline/catalogue/catalogue_states.h"

#include "pipeline/catalogue/catalogue_private.h"

/* ---- records ---- */

static void part_free(StatePart *part) {
  g_free(part->identity);
  g_free(part->about);
  g_free(part->hash);
  g_clear_pointer(&part->rows, g_bytes_unref);
  g_free(part);
}

StateRecord *state_record_new(void) {
  StateRecord *record = g_new0(StateRecord, 1);
  record->parts = g_ptr_array_new_with_free_func((GDestroyNotify)part_free);
  return record;
}

void state_record_free(StateRecord *record) {
  if (record == NULL) return;
  g_ptr_array_unref(record->parts);
  g_free(record);
}

StatePart *state_record_add(StateRecord *record, const char *identity) {
  StatePart *part = g_new0(StatePart, 1);
  part->identity = g_strdup(identity);
  g_ptr_array_add(record->parts, part);
  return part;
}

/* ---- reading ---- */

#define OF_KEY " period_from = ? AND period_to = ? AND language = ? AND corrected = ?"

static const char *const select_state = "SELECT state, written FROM digest_states WHERE" OF_KEY " AND age = ?";
static const char *const select_parts =
    "SELECT identity, about, rows FROM digest_state_documents WHERE state = ? ORDER BY position";
static const char *const select_rows = "SELECT content FROM digest_state_rows WHERE hash = ?";
static const char *const select_elsewhere =
    "SELECT s.period_from, s.period_to FROM digest_state_documents AS d JOIN digest_states AS s USING (state)"
    " WHERE d.identity = ?1 AND s.language = ?2 AND s.corrected = ?3"
    " AND NOT (?4 >= s.period_from AND (s.period_to = '' OR ?4 <= s.period_to))"
    " ORDER BY s.period_from DESC, s.period_to LIMIT 1";

static void bind_key(Statement *statement, const StateKey *key) {
  statement_bind_text(statement, key->from);
  statement_bind_text(statement, key->to);
  statement_bind_text(statement, key->language);
  statement_bind_number(statement, key->corrected ? 1 : 0);
}

static gboolean read_part(G_GNUC_UNUSED Catalogue *catalogue, Statement *row, gpointer data, G_GNUC_UNUSED GError **error) {
  StatePart *part = state_record_add(data, statement_text(row));
  part->about = g_strdup(statement_text(row));
  part->hash = g_strdup(statement_text(row));
  return TRUE;
}

StateRecord *catalogue_state(Catalogue *catalogue, const StateKey *key, StateAge age, GError **error) {
  g_autoptr(StateRecord) record = state_record_new();
  Statement *statement = catalogue_statement(catalogue, select_state, error);
  gboolean row;
  if (statement == NULL) return NULL;
  bind_key(statement, key);
  statement_bind_number(statement, (gint64)age);
  if (!statement_next(statement, &row, error)) return NULL;
  if (!row) return g_steal_pointer(&record);
  record->number = statement_number(statement);
  record->written = statement_number(statement);
  statement_reset(statement);
  if (!catalogue_each_row(catalogue, select_parts, record->number, read_part, record, error)) return NULL;
  return g_steal_pointer(&record);
}

GBytes *catalogue_state_rows(Catalogue *catalogue, const char *hash, GError **error) {
  Statement *statement = catalogue_statement(catalogue, select_rows, error);
  gboolean row;
  if (statement == NULL) return NULL;
  statement_bind_text(statement, hash);
  if (!statement_next(statement, &row, error)) return NULL;
  if (!row) {
    catalogue_damaged(catalogue, error, "rows of a digest are missing");
    return NULL;
  }
  GBytes *rows = statement_bytes(statement);
  statement_reset(statement);
  return rows;
}

gboolean catalogue_state_elsewhere(Catalogue *catalogue, const StateKey *key, const char *identity, const char *date, char **from,
                                   char **to, GError **error) {
  Statement *statement = catalogue_statement(catalogue, select_elsewhere, error);
  gboolean row;
  if (statement == NULL) return FALSE;
  statement_bind_text(statement, identity);
  statement_bind_text(statement, key->language);
  statement_bind_number(statement, key->corrected ? 1 : 0);
  statement_bind_text(statement, date);
  if (!statement_next(statement, &row, error)) return FALSE;
  *from = row ? g_strdup(statement_text(statement)) : NULL;
  *to = row ? g_strdup(statement_text(statement)) : NULL;
  if (row) statement_reset(statement);
  return TRUE;
}

/* ---- keeping ---- */

static const char *const delete_state = "DELETE FROM digest_states WHERE" OF_KEY " AND age = ?"; /* its documents go with it */
static const char *const age_state = "UPDATE digest_states SET age = 1 WHERE" OF_KEY " AND age = 0";
static const char *const insert_state =
    "INSERT INTO digest_states (period_from, period_to, language, corrected, age, written) VALUES (?, ?, ?, ?, 0, ?)";
static const char *const insert_part =
    "INSERT INTO digest_state_documents (state, position, identity, about, rows) VALUES (?, ?, ?, ?, ?)";
static const char *const insert_rows = "INSERT INTO digest_state_rows (hash, content) VALUES (?, ?) ON CONFLICT DO NOTHING";
static const char *const delete_rows = "DELETE FROM digest_state_rows WHERE NOT EXISTS"
                                       " (SELECT 1 FROM digest_state_documents WHERE rows = digest_state_rows.hash)";

static gboolean run_on_key(Catalogue *catalogue, const char *text, const StateKey *key, GError **error) {
  Statement *statement = catalogue_statement(catalogue, text, error);
  if (statement == NULL) return FALSE;
  bind_key(statement, key);
  return statement_run(statement, error);
}

static gboolean delete_of_age(Catalogue *catalogue, const StateKey *key, StateAge age, GError **error) {
  Statement *statement = catalogue_statement(catalogue, delete_state, error);
  if (statement == NULL) return FALSE;
  bind_key(statement, key);
  statement_bind_number(statement, (gint64)age);
  return statement_run(statement, error);
}

static gboolean add_rows(Catalogue *catalogue, const StatePart *part, GError **error) {
  if (part->rows == NULL) return TRUE;
  Statement *statement = catalogue_statement(catalogue, insert_rows, error);
  if (statement == NULL) return FALSE;
  statement_bind_text(statement, part->hash);
  statement_bind_bytes(statement, part->rows);
  return statement_run(statement, error);
}

static gboolean add_part(Catalogue *catalogue, gint64 state, guint position, const StatePart *part, GError **error) {
  Statement *statement = catalogue_statement(catalogue, insert_part, error);
  if (statement == NULL) return FALSE;
  statement_bind_number(statement, state);
  statement_bind_number(statement, position);
  statement_bind_text(statement, part->identity);
  statement_bind_text(statement, part->about);
  statement_bind_text(statement, part->hash);
  return statement_run(statement, error) && add_rows(catalogue, part, error);
}

static gboolean add_state(Catalogue *catalogue, const StateKey *key, const StateRecord *record, GError **error) {
  Statement *statement = catalogue_statement(catalogue, insert_state, error);
  if (statement == NULL) return FALSE;
  bind_key(statement, key);
  statement_bind_number(statement, record->written);
  if (!statement_run(statement, error)) return FALSE;
  gint64 state = database_last_row(catalogue->database);
  for (guint i = 0; i < record->parts->len; i++)
    if (!add_part(catalogue, state, i, g_ptr_array_index(record->parts, i), error)) return FALSE;
  return database_run(catalogue->database, delete_rows, error);
}

/* The new rows go in before those that nothing needs any more go out: a part that brings none shares those of the last one. */
static gboolean keep(Catalogue *catalogue, const StateKey *key, const StateRecord *record, StateChange change, gint64 seen,
                     GError **error) {
  g_autoptr(StateRecord) last = catalogue_state(catalogue, key, STATE_LAST, error);
  if (last == NULL) return FALSE;
  if (last->number != seen) return TRUE;
  if (change == STATE_REPLACE)
    return delete_of_age(catalogue, key, STATE_LAST, error) && add_state(catalogue, key, record, error);
  return delete_of_age(catalogue, key, STATE_BEFORE, error) && run_on_key(catalogue, age_state, key, error) &&
         add_state(catalogue, key, record, error);
}

gboolean catalogue_state_keep(Catalogue *catalogue, const StateKey *key, const StateRecord *record, StateChange change,
                              gint64 seen, GError **error) {
  if (!catalogue_begin(catalogue, CATALOGUE_NOTE, error)) return FALSE;
  if (keep(catalogue, key, record, change, seen, error)) return catalogue_commit(catalogue, error);
  catalogue_rollback(catalogue);
  return FALSE;
}
