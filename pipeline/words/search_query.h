/* search_query.h - what people ask the search, read and made into what the index understands.
 *
 *   smuggling migrants     both words, in any of their forms, anywhere in a text, its section, lead-in, names, number or symbol
 *   86.12 WG.7 follow-up   what is written without a space is found as it stands
 *   "smuggled migrants"    these words one behind the other, in just these forms; also “...” and «...»
 *   traffick*              words that begin so; at least two characters, or one that is Chinese
 *   a OR b · a NOT b · -b  either; without; AND may be written between words, and changes nothing
 *   a NEAR b · a NEAR/5 b  with at most 10 (5) words between the two, in any order and in any of their forms
 *   ( )                    what belongs together. NOT binds most strongly, then words side by side, then OR
 *
 * The operators are in capitals: "and", "or" and "not" are words. Case and accents do not matter.
 *
 * What is made of it holds the words' forms (search_words.h), which are letters, digits and points, and signs of ours: nothing
 * that people type is ever read by SQLite. A text is asked by the rules of its language, so there is an expression for each.
 *
 * Ownership: free a SearchQuery with search_query_free (or g_autoptr). */
#pragma once

#include <glib.h>

typedef enum {
  SEARCH_QUERY_ERROR_SYNTAX, /* the message says what is wrong, for the command line */
} SearchQueryError;
#define SEARCH_QUERY_ERROR (search_query_error_quark())
GQuark search_query_error_quark(void);

/* No question that a person asks is longer; it keeps what one can cost small. */
enum {
  SEARCH_QUERY_MOST = 2000, /* bytes */
  SEARCH_TERMS_MOST = 32,   /* words and phrases; search_query_marks has a bit for each */
  SEARCH_DEPTH_MOST = 20,   /* parentheses within parentheses */
};

typedef struct SearchQuery SearchQuery;

SearchQuery *search_query_parse(const char *text, GError **error);
void search_query_free(SearchQuery *query);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SearchQuery, search_query_free)

/* The expression of FTS5 that finds, of the texts in LANGUAGE, those that QUERY asks for. Free it with g_free. */
char *search_query_expression(const SearchQuery *query, const char *language);

/* A part of a text, in bytes: END is behind its last one. */
typedef struct {
  gsize start, end;
} TextRange;

/* The parts of TEXT, of LANGUAGE, that QUERY asks for: words and phrases, but for those of NOT. An array of TextRange in the
 * order of the text, none of which touch; free it with g_array_unref. *TERMS, unless TERMS is NULL, tells which of the words and
 * phrases those are: a bit for each, in the order in which they were asked for. */
GArray *search_query_marks(const SearchQuery *query, const char *language, const char *text, guint64 *terms);

/* ---- how the index is written; for catalogue_index.c ---- */

/* A text goes into the index twice: as its words' stems, and as their forms. A word bears in front the two letters of its text's
 * language, "xx" where that is not known: so a word of one language is never found by the rules of another. What parts two
 * headings or two names is SEARCH_GAP, which no word is and no phrase goes across.
 *
 * Appends the words of TEXT to both; text may be NULL. */
#define SEARCH_GAP "\xC2\xB6"
struct WordReader;
void search_append_words(struct WordReader *reader, const char *language, const char *text, GString *stems, GString *forms);

/* The columns of the index (005-search.sql), of a text and of what stands around it. */
#define SEARCH_STEMS "{text_stems around_stems}"
#define SEARCH_FORMS "{text_forms around_forms}"
