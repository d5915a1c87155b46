/* symbol.h - what the symbol of a document says: which work it is a version of, and which version.
 *
 * CTOC/COP/WG.7/2023/5/Rev.1 is the first revision of the work CTOC/COP/WG.7/2023/5. An addendum is a work of its own, and so is
 * a draft, whose symbol has nothing in common with that of the report that comes of it. The tables of symbol.c are the grammar:
 * suffixes as the United Nations' and FAO's manuals of symbols have them.
 *
 * Ownership: free a Symbol with symbol_free (or g_autoptr). */
#pragma once

#include <glib.h>

typedef struct {
  char *work;                  /* the symbol as printed, without spaces at its slashes and without what tells the version */
  char *key;                   /* of the work: what is the same for all ways in which its symbol is printed */
  guint revision, corrigendum; /* the number printed behind Rev. and Corr.; 0 where none is */
  gboolean draft;              /* of the limited series, or a conference room paper */
  gboolean addendum;
} Symbol;

/* PRINTED read; NULL where it is NULL or holds neither letter nor digit. */
Symbol *symbol_read(const char *printed);
void symbol_free(Symbol *symbol);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Symbol, symbol_free)
