/* pattern.h - searching text with regular expressions. The only file behind it that knows PCRE2 is pattern.c.
 *
 * Expressions are Perl's as PCRE2 reads them, in UTF-8 mode: \w, \d, \s, \b and (?i) know all of Unicode. Options are set
 * within the expression: (?i) for either case, (?x) for spaces and comments.
 *
 * Ownership: free a Pattern with pattern_free and a PatternMatch with pattern_match_free (or g_autoptr). A PatternMatch
 * borrows its Pattern and its text. A Pattern may be used by several threads at once, a PatternMatch by one. Patterns of the same
 * expression are one that is compiled once, and each is freed all the same.
 *
 * Units: offsets are bytes of the text. */
#pragma once

#include <glib.h>

typedef enum {
  PATTERN_ERROR_SYNTAX, /* the expression is no regular expression: the message tells why and at which character */
} PatternError;
#define PATTERN_ERROR (pattern_error_quark())
GQuark pattern_error_quark(void);

typedef enum {
  PATTERN_MATCHED,
  PATTERN_NO_MATCH, /* there is no match, or no further one */
  PATTERN_LIMIT,    /* the search was given up: whether there is a match is not known. Never to be read as "no match" */
} PatternResult;

/* What stops a search. The match limit is counted anew at each start position (RELIABILITY: 26 s at 1,000,000 in a subject
 * of 64 KiB), so callers keep subjects short and watch the clock as well. */
#define PATTERN_MATCH_LIMIT 1000000
#define PATTERN_DEPTH_LIMIT 100000
#define PATTERN_HEAP_LIMIT_KIB (64 * 1024)
#define PATTERN_STACK_LIMIT_BYTES (8 * 1024 * 1024)

typedef struct Pattern Pattern;
typedef struct PatternMatch PatternMatch;

/* NULL with a PATTERN_ERROR where REGEX, which is valid UTF-8, does not compile. */
Pattern *pattern_new(const char *regex, GError **error);
void pattern_free(Pattern *pattern);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Pattern, pattern_free)

/* The names of the named groups, each once, in the order in which they open; NULL-terminated. */
const char *const *pattern_groups(const Pattern *pattern);

/* How many groups capture and have no name: nothing can read them. */
guint pattern_unnamed_groups(const Pattern *pattern);

/* How much work it is to search a text with an expression, counted and not timed, so that the answer is the same everywhere. */
typedef struct PatternCount PatternCount;

/* NULL where REGEX does not compile. */
PatternCount *pattern_count_new(const char *regex);
void pattern_count_free(PatternCount *count);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PatternCount, pattern_count_free)

/* The items of the expression that are tried until the first match in TEXT, or its end, from all start positions together; MOST
 * where it would be more. What a look at the text beforehand could save is not saved: another text has what this one lacks. */
guint64 pattern_count_steps(PatternCount *count, const char *text, gsize length, guint64 most);

/* A search of the LENGTH bytes at TEXT, which must be valid UTF-8: this is not checked again. Nothing is searched yet:
 *
 *   g_autoptr(PatternMatch) match = pattern_search(pattern, text, length);
 *   while ((result = pattern_next(match)) == PATTERN_MATCHED) ... */
PatternMatch *pattern_search(const Pattern *pattern, const char *text, gsize length);
void pattern_match_free(PatternMatch *match);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PatternMatch, pattern_match_free)

/* Goes to the first match, then to each next one, left to right, none overlapping. After a result other than
 * PATTERN_MATCHED the search is over and further calls give that result again. */
PatternResult pattern_next(PatternMatch *match);

/* What is searched, and with what; both borrowed. */
const Pattern *pattern_match_pattern(const PatternMatch *match);
const char *pattern_match_text(const PatternMatch *match);

/* Where the current match lies. Only after PATTERN_MATCHED. */
void pattern_match_range(const PatternMatch *match, gsize *start, gsize *end);

/* Where group NAME lies in the current match; FALSE where it took no part in it or there is no such group. Where several
 * groups bear the name (?J), the first that took part counts. */
gboolean pattern_match_named_range(const PatternMatch *match, const char *name, gsize *start, gsize *end);

/* The text of group NAME in the current match, which you free; NULL where pattern_match_named_range gives FALSE. */
char *pattern_match_named(const PatternMatch *match, const char *name);

/* --- expressions seen at work, for those who ask why one does not match. REGEX is one that pattern_new took. */

/* A piece of an expression as PCRE2 parts it, with the quantifier behind it: a character, a class, an escape; a bracket that
 * opens with what belongs to it ("(", "(?:", "(?="), a bar, a bracket that closes. */
typedef struct {
  gsize start, length; /* bytes of the expression */
} PatternItem;

/* The items of REGEX in its order, as a new array of PatternItem; none where it is too large to be followed. */
GArray *pattern_items(const char *regex);

/* What a search does next: it tries the item that starts at byte ITEM of the expression (the expression's length, where all of it
 * has matched) at byte AT of the text, on its way from byte FROM. */
typedef void (*PatternStep)(gsize item, gsize from, gsize at, gpointer data);

/* Searches TEXT as pattern_search and one pattern_next do, and calls STEP for each step, PATTERN_TRACE_LIMIT at most.
 * PATTERN_LIMIT, too, where REGEX is too large to be followed. */
#define PATTERN_TRACE_LIMIT 500000
PatternResult pattern_trace(const char *regex, const char *text, gsize length, PatternStep step, gpointer data);
