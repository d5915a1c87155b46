/* catalogue_private.h - what the catalogue's own files share; nobody else includes it. */
#pragma once

#include "pipeline/catalogue/catalogue.h"
#include "pipeline/catalogue/catalogue_database.h"

struct Catalogue {
  Database *database;
  gboolean in_transaction;
  gboolean unsettled;     /* something was written in this transaction that the versions depend on */
  GHashTable *statements; /* text (a static string, known by its address) → Statement, prepared at its first use */
};

/* The statement TEXT, which must be static; NULL on error. It is the catalogue's. */
Statement *catalogue_statement(Catalogue *catalogue, const char *text, GError **error);

/* Reads one row of a query. FALSE on error, which ends the query. */
typedef gboolean (*EachRow)(Catalogue *catalogue, Statement *statement, gpointer data, GError **error);

/* Gives each row that the statement TEXT yields to EACH. KEY, where it is not 0, is the value of the statement's parameter. */
gboolean catalogue_each_row(Catalogue *catalogue, const char *text, gint64 key, EachRow each, gpointer data, GError **error);

/* The error that a row can't be what this program wrote: WHAT is wrong. FALSE. */
gboolean catalogue_damaged(const Catalogue *catalogue, GError **error, const char *what);

/* The number of NAME among NAMES, which end with NULL; an error where it is none of them. */
gboolean catalogue_name_number(const Catalogue *catalogue, const char *const *names, const char *name, int *number,
                               GError **error);

/* catalogue_versions.c: derives the versions anew of all that is recorded, within a transaction for writing. */
gboolean catalogue_settle(Catalogue *catalogue, GError **error);

/* catalogue_index.c: the index of words, within a transaction for writing. What is told of DOCUMENT is added once its rows are
 * there, and removed before they change or go. */
gboolean catalogue_index_add(Catalogue *catalogue, gint64 document, GError **error);
gboolean catalogue_index_remove(Catalogue *catalogue, gint64 document, GError **error);

/* Were the words of the index made as this program makes them? */
gboolean catalogue_index_is_current(Catalogue *catalogue, gboolean *current, GError **error);

/* Makes the index anew of all that is recorded. */
gboolean catalogue_index_rebuild(Catalogue *catalogue, GError **error);
