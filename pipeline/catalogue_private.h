/* catalogue_private.h - what the catalogue's own files share; nobody else includes it. */
#pragma once

#include "pipeline/catalogue.h"
#include "pipeline/catalogue_database.h"

struct Catalogue {
  Database *database;
  gboolean in_transaction;
  GHashTable *statements; /* text (a static string, known by its address) → Statement, prepared at its first use */
};

/* The statement TEXT, which must be static; NULL on error. It is the catalogue's. */
Statement *catalogue_statement(Catalogue *catalogue, const char *text, GError **error);
