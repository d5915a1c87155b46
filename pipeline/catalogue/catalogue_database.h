/* catalogue_database.h - the catalogue's SQLite database: connection, statements, and SQLite's errors turned into ours. The
 * only file behind it that knows sqlite3.h is catalogue_database.c; only the catalogue's own files use it.
 *
 * Ownership: what is made here is freed with its _free or _close; a statement must go before its database. Text read from a
 * row is borrowed until the statement moves on.
 *
 * Errors: all in CATALOGUE_ERROR (catalogue.h). The message begins with the file's name and says what to do. */
#pragma once

#include <glib.h>

typedef struct Database Database;
typedef struct Statement Statement;

typedef enum {
  DATABASE_READ,
  DATABASE_CHANGE, /* it can be written, unless the file system forbids it: that shows at the first attempt */
  DATABASE_MAKE,   /* the same, and it is made where it is missing */
} DatabaseAccess;

Database *database_open(const char *path, DatabaseAccess access, GError **error);
void database_close(Database *database);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Database, database_close)

const char *database_path(const Database *database);

/* Runs statements that give no rows. */
gboolean database_run(Database *database, const char *script, GError **error);

/* The first column of the first row that QUERY gives. */
gboolean database_number(Database *database, const char *query, gint64 *number, GError **error);

/* The rowid of the row that was inserted last. */
gint64 database_last_row(const Database *database);

Statement *database_prepare(Database *database, const char *text, GError **error);
void statement_free(Statement *statement);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Statement, statement_free)

/* Gives a value to the next parameter, in the order in which the parameters stand. TEXT may be NULL; it must live until the
 * statement has run. */
void statement_bind_text(Statement *statement, const char *text);
void statement_bind_number(Statement *statement, gint64 number);
void statement_bind_real(Statement *statement, double number);
void statement_bind_bytes(Statement *statement, GBytes *bytes);

/* Runs the statement, which gives no rows, and makes it ready for the next values. */
gboolean statement_run(Statement *statement, GError **error);

/* Moves to the next row; *ROW tells whether there is one. Behind the last the statement is ready for the next values. */
gboolean statement_next(Statement *statement, gboolean *row, GError **error);

/* Ends a query before its last row. */
void statement_reset(Statement *statement);

/* The next column of the row, in the order in which the columns stand. */
const char *statement_text(Statement *statement); /* NULL where the column is */
gint64 statement_number(Statement *statement);
double statement_real(Statement *statement);
GBytes *statement_bytes(Statement *statement); /* a copy, which is the caller's */
