/* catalogue.c - opening the catalogue, bringing its tables up to date, and transactions; see catalogue.h. */
#include "pipeline/catalogue/catalogue_private.h"

G_DEFINE_QUARK(rapporteur_catalogue_error, catalogue_error)

/* "rapp": what pipeline/catalogue/migrations/001-catalogue.sql writes into the file's head as its application_id. */
static const gint64 application_id = 1918988400;

typedef struct {
  const char *name; /* its file in pipeline/catalogue/migrations */
  const char *script;
} Migration;

/* In the order of their numbers, which begin with 1 and have no gaps: the Makefile makes the rows of the files. */
static const Migration migrations[] = {
#include "migrations.inc"
};

ExitCode catalogue_exit_code(const GError *error, ExitCode otherwise) {
  if (g_error_matches(error, CATALOGUE_ERROR, CATALOGUE_ERROR_BUSY)) return EXIT_BUSY;
  return g_error_matches(error, CATALOGUE_ERROR, CATALOGUE_ERROR_FAULT) ? EXIT_FAULT : otherwise;
}

/* ---- versions ---- */

typedef struct {
  gint64 application, version, tables;
} Head;

static gboolean read_head(Catalogue *catalogue, Head *head, GError **error) {
  Database *database = catalogue->database;
  return database_number(database, "PRAGMA application_id", &head->application, error) &&
         database_number(database, "PRAGMA user_version", &head->version, error) &&
         database_number(database, "SELECT count(*) FROM sqlite_schema", &head->tables, error);
}

/* A file that SQLite has just made, or that holds nothing. */
static gboolean is_empty(const Head *head) {
  return head->application == 0 && head->version == 0 && head->tables == 0;
}

static gboolean check_head(const Catalogue *catalogue, const Head *head, GError **error) {
  static const gint64 known = G_N_ELEMENTS(migrations);
  const char *path = database_path(catalogue->database);
  if (head->application != application_id && !is_empty(head)) {
    g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_DAMAGED,
                "%s: this is another program's database, not a catalogue; name the catalogue's file", path);
    return FALSE;
  }
  if (head->version <= known) return TRUE;
  g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_VERSION,
              "%s: the catalogue is of version %" G_GINT64_FORMAT ", this program knows versions up to %" G_GINT64_FORMAT
              "; use a newer rapporteur",
              path, head->version, known);
  return FALSE;
}

/* Applies what HEAD lacks, within a transaction. */
static gboolean migrate(Catalogue *catalogue, const Head *head, GError **error) {
  for (gsize i = (gsize)head->version; i < G_N_ELEMENTS(migrations); i++) {
    g_autofree char *version = g_strdup_printf("PRAGMA user_version = %" G_GSIZE_FORMAT, i + 1);
    if (!database_run(catalogue->database, migrations[i].script, error) || !database_run(catalogue->database, version, error)) {
      g_prefix_error(error, "%s: ", migrations[i].name);
      return FALSE;
    }
  }
  return TRUE;
}

/* The index of words: filled where the catalogue is older than it, made anew where its words would be others today. */
static gboolean update_index(Catalogue *catalogue, GError **error) {
  gboolean current;
  if (!catalogue_index_is_current(catalogue, &current, error)) return FALSE;
  return current || catalogue_index_rebuild(catalogue, error);
}

/* Another program may be doing the same: the head counts that is read once the lock is held. */
static gboolean bring_up_to_date(Catalogue *catalogue, GError **error) {
  Head head;
  if (!catalogue_begin(catalogue, CATALOGUE_WRITE, error)) return FALSE;
  catalogue->unsettled = TRUE;
  if (read_head(catalogue, &head, error) && check_head(catalogue, &head, error) && migrate(catalogue, &head, error) &&
      update_index(catalogue, error))
    return catalogue_commit(catalogue, error);
  catalogue_rollback(catalogue);
  return FALSE;
}

static gboolean prepare_for(Catalogue *catalogue, CatalogueMode mode, GError **error) {
  Head head;
  if (!read_head(catalogue, &head, error) || !check_head(catalogue, &head, error)) return FALSE;
  gboolean current = head.version == G_N_ELEMENTS(migrations);
  if (current && mode == CATALOGUE_WRITE && !catalogue_index_is_current(catalogue, &current, error)) return FALSE;
  if (current) return TRUE;
  if (mode == CATALOGUE_WRITE) return bring_up_to_date(catalogue, error);
  g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_VERSION,
              "%s: the catalogue is empty or of an older version; record a report into it first",
              database_path(catalogue->database));
  return FALSE;
}

/* ---- opening ---- */

Catalogue *catalogue_open(const char *path, CatalogueMode mode, GError **error) {
  static const DatabaseAccess access[] = {
      [CATALOGUE_READ] = DATABASE_READ,
      [CATALOGUE_NOTE] = DATABASE_CHANGE,
      [CATALOGUE_WRITE] = DATABASE_MAKE,
  };
  g_autoptr(Catalogue) catalogue = g_new0(Catalogue, 1);
  catalogue->statements = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, (GDestroyNotify)statement_free);
  catalogue->database = database_open(path, access[mode], error);
  if (catalogue->database == NULL || !prepare_for(catalogue, mode, error)) return NULL;
  return g_steal_pointer(&catalogue);
}

void catalogue_close(Catalogue *catalogue) {
  if (catalogue == NULL) return;
  catalogue_rollback(catalogue);
  g_hash_table_unref(catalogue->statements);
  database_close(catalogue->database);
  g_free(catalogue);
}

Statement *catalogue_statement(Catalogue *catalogue, const char *text, GError **error) {
  Statement *statement = g_hash_table_lookup(catalogue->statements, text);
  if (statement != NULL) return statement;
  statement = database_prepare(catalogue->database, text, error);
  if (statement != NULL) g_hash_table_insert(catalogue->statements, (gpointer)text, statement);
  return statement;
}

/* ---- transactions ---- */

gboolean catalogue_begin(Catalogue *catalogue, CatalogueMode mode, GError **error) {
  g_return_val_if_fail(!catalogue->in_transaction, FALSE);
  catalogue->in_transaction = database_run(catalogue->database, mode == CATALOGUE_READ ? "BEGIN" : "BEGIN IMMEDIATE", error);
  return catalogue->in_transaction;
}

gboolean catalogue_commit(Catalogue *catalogue, GError **error) {
  g_return_val_if_fail(catalogue->in_transaction, FALSE);
  if ((catalogue->unsettled && !catalogue_settle(catalogue, error)) || !database_run(catalogue->database, "COMMIT", error)) {
    catalogue_rollback(catalogue);
    return FALSE;
  }
  catalogue->in_transaction = FALSE;
  catalogue->unsettled = FALSE;
  return TRUE;
}

void catalogue_rollback(Catalogue *catalogue) {
  if (!catalogue->in_transaction) return;
  /* After some failures, a full disk for one, SQLite has rolled back already and refuses to do it again. */
  database_run(catalogue->database, "ROLLBACK", NULL);
  catalogue->in_transaction = FALSE;
  catalogue->unsettled = FALSE;
}
