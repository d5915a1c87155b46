/* search_snippet.h - the part of a text in which most of what was asked for stands.
 *
 * Ownership: free a Snippet with search_snippet_free (or g_autoptr). */
#pragma once

#include "pipeline/words/search_query.h"

typedef struct {
  char *text;    /* whole, or a part of it that begins and ends at words */
  GArray *marks; /* TextRange of that text: what was asked for; empty where it holds none of it */
  guint64 terms; /* what was asked for and the whole text holds: as search_query_marks tells */
  gboolean cut_before, cut_behind;
} Snippet;

/* What QUERY finds in TEXT, of LANGUAGE, in some MOST characters. */
Snippet *search_snippet(const SearchQuery *query, const char *language, const char *text, guint most);
void search_snippet_free(Snippet *snippet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Snippet, search_snippet_free)

/* Appends the snippet with OPEN and CLOSE around what was asked for, and an ellipsis where it was cut. */
void search_snippet_append(GString *out, const Snippet *snippet, const char *open, const char *close);
