/* catalogue_database.c - the one file that includes sqlite3.h; see catalogue_database.h. */
#include "pipeline/catalogue/catalogue_database.h"

#include "pipeline/catalogue/catalogue.h"

#include <sqlite3.h>

/* How long a statement waits for another program's lock. A digest of 20,000 rows reads for about two seconds. */
enum { BUSY_MILLISECONDS = 10 * 1000 };

struct Database {
  sqlite3 *sqlite;
  char *path;
};

struct Statement {
  Database *database;
  sqlite3_stmt *sqlite;
  int parameter; /* the number of the parameter that was bound last, from 1 */
  int column;    /* the column that is read next, from 0 */
  int failure;   /* the first error of binding, reported when the statement runs */
};

/* ---- errors ---- */

typedef struct {
  int code; /* a primary result code of SQLite */
  CatalogueError error;
  const char *advice;
} Advice;

/* What SQLite's errors mean to the person who runs the program. */
static const Advice advices[] = {
    {SQLITE_BUSY, CATALOGUE_ERROR_BUSY, "another program is using the catalogue; try again when it has ended"},
    {SQLITE_LOCKED, CATALOGUE_ERROR_BUSY, "another program is using the catalogue; try again when it has ended"},
    {SQLITE_NOTADB, CATALOGUE_ERROR_DAMAGED, "this is not a catalogue; name the catalogue's file"},
    {SQLITE_CORRUPT, CATALOGUE_ERROR_DAMAGED,
     "the catalogue is damaged; put a copy of it back, or move it away and record the reports again"},
    {SQLITE_CANTOPEN, CATALOGUE_ERROR_ACCESS,
     "the catalogue cannot be opened; see that it is a file, that its folder exists and that both may be used"},
    {SQLITE_PERM, CATALOGUE_ERROR_ACCESS, "the catalogue may not be used; see to its permissions"},
    {SQLITE_READONLY, CATALOGUE_ERROR_ACCESS, "the catalogue cannot be written; see that it and its folder are not read-only"},
    {SQLITE_FULL, CATALOGUE_ERROR_ACCESS, "the disk is full; make room and run this again: nothing was half recorded"},
    {SQLITE_IOERR, CATALOGUE_ERROR_ACCESS,
     "the catalogue cannot be read or written; see to its disk, then run this again: nothing was half recorded"},
};

static gboolean fail(const Database *database, int code, GError **error) {
  int primary = code & 0xff;
  const char *why = sqlite3_errmsg(database->sqlite);
  for (gsize i = 0; i < G_N_ELEMENTS(advices); i++) {
    if (advices[i].code != primary) continue;
    g_set_error(error, CATALOGUE_ERROR, (int)advices[i].error, "%s: %s (SQLite: %s)", database->path, advices[i].advice, why);
    return FALSE;
  }
  g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_FAULT, "%s: the catalogue refused what this program asked (SQLite: %s)",
              database->path, why);
  return FALSE;
}

/* ---- the connection ---- */

/* SQLite's default, a rollback journal, stays: there is one writer at a time and its transactions are short, and the catalogue
 * remains one file that can be copied, kept on a network drive and read from a read-only folder; write-ahead logging would
 * put two files beside it and need shared memory. EXTRA syncs the folder too once the journal is gone, so that what was
 * committed survives a power cut. An untrusted schema, and the defensive mode, keep small what a hostile file could do. */
static const char *const settings = "PRAGMA synchronous = EXTRA;"
                                    "PRAGMA trusted_schema = OFF;"
                                    "PRAGMA foreign_keys = ON;";

static gboolean configure(Database *database, GError **error) {
  int code = sqlite3_busy_timeout(database->sqlite, BUSY_MILLISECONDS);
  if (code == SQLITE_OK) code = sqlite3_db_config(database->sqlite, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  if (code != SQLITE_OK) return fail(database, code, error);
  return database_run(database, settings, error);
}

Database *database_open(const char *path, DatabaseAccess access, GError **error) {
  static const int flags[] = {
      [DATABASE_READ] = SQLITE_OPEN_READONLY,
      [DATABASE_CHANGE] = SQLITE_OPEN_READWRITE,
      [DATABASE_MAKE] = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
  };
  g_autoptr(Database) database = g_new0(Database, 1);
  /* A name that begins with "file:" or ":" would mean something else to SQLite than to the file system. */
  g_autofree char *file = g_path_is_absolute(path) ? g_strdup(path) : g_build_filename(".", path, NULL);
  database->path = g_strdup(path);
  int code = sqlite3_open_v2(file, &database->sqlite, flags[access], NULL);
  if (code != SQLITE_OK) {
    fail(database, code, error);
    return NULL;
  }
  if (!configure(database, error)) return NULL;
  return g_steal_pointer(&database);
}

void database_close(Database *database) {
  if (database == NULL) return;
  sqlite3_close(database->sqlite);
  g_free(database->path);
  g_free(database);
}

const char *database_path(const Database *database) {
  return database->path;
}

gboolean database_run(Database *database, const char *script, GError **error) {
  int code = sqlite3_exec(database->sqlite, script, NULL, NULL, NULL);
  return code == SQLITE_OK || fail(database, code, error);
}

gboolean database_number(Database *database, const char *query, gint64 *number, GError **error) {
  g_autoptr(Statement) statement = database_prepare(database, query, error);
  gboolean row;
  if (statement == NULL || !statement_next(statement, &row, error)) return FALSE;
  *number = row ? statement_number(statement) : 0;
  return TRUE;
}

gint64 database_last_row(const Database *database) {
  return sqlite3_last_insert_rowid(database->sqlite);
}

/* ---- statements ---- */

Statement *database_prepare(Database *database, const char *text, GError **error) {
  sqlite3_stmt *sqlite = NULL;
  int code = sqlite3_prepare_v3(database->sqlite, text, -1, SQLITE_PREPARE_PERSISTENT, &sqlite, NULL);
  if (code != SQLITE_OK) {
    fail(database, code, error);
    return NULL;
  }
  Statement *statement = g_new0(Statement, 1);
  statement->database = database;
  statement->sqlite = sqlite;
  return statement;
}

void statement_free(Statement *statement) {
  if (statement == NULL) return;
  sqlite3_finalize(statement->sqlite);
  g_free(statement);
}

static void note_failure(Statement *statement, int code) {
  if (statement->failure == SQLITE_OK) statement->failure = code;
}

void statement_bind_text(Statement *statement, const char *text) {
  note_failure(statement, sqlite3_bind_text(statement->sqlite, ++statement->parameter, text, -1, SQLITE_STATIC));
}

void statement_bind_number(Statement *statement, gint64 number) {
  note_failure(statement, sqlite3_bind_int64(statement->sqlite, ++statement->parameter, number));
}

void statement_bind_real(Statement *statement, double number) {
  note_failure(statement, sqlite3_bind_double(statement->sqlite, ++statement->parameter, number));
}

void statement_bind_bytes(Statement *statement, GBytes *bytes) {
  gsize length;
  const void *data = g_bytes_get_data(bytes, &length);
  note_failure(statement, sqlite3_bind_blob64(statement->sqlite, ++statement->parameter, data, length, SQLITE_STATIC));
}

void statement_reset(Statement *statement) {
  /* An error that this returns is the one of the step before it, which was reported then. */
  sqlite3_reset(statement->sqlite);
  sqlite3_clear_bindings(statement->sqlite);
  statement->parameter = 0;
  statement->failure = SQLITE_OK;
}

gboolean statement_next(Statement *statement, gboolean *row, GError **error) {
  int code = statement->failure != SQLITE_OK ? statement->failure : sqlite3_step(statement->sqlite);
  statement->column = 0;
  *row = code == SQLITE_ROW;
  if (code == SQLITE_ROW) return TRUE;
  gboolean done = code == SQLITE_DONE || fail(statement->database, code, error);
  statement_reset(statement);
  return done;
}

gboolean statement_run(Statement *statement, GError **error) {
  gboolean row;
  gboolean done = statement_next(statement, &row, error);
  if (row) statement_reset(statement);
  return done;
}

const char *statement_text(Statement *statement) {
  return (const char *)sqlite3_column_text(statement->sqlite, statement->column++);
}

gint64 statement_number(Statement *statement) {
  return sqlite3_column_int64(statement->sqlite, statement->column++);
}

double statement_real(Statement *statement) {
  return sqlite3_column_double(statement->sqlite, statement->column++);
}

GBytes *statement_bytes(Statement *statement) {
  const void *data = sqlite3_column_blob(statement->sqlite, statement->column);
  return g_bytes_new(data, (gsize)sqlite3_column_bytes(statement->sqlite, statement->column++));
}
