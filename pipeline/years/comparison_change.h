/* comparison_change.h - what changed from one text to another, word by word, in runs of words: kept, removed, added.
 *
 * Kept words are as the later text prints them; a word is the same whatever its capitals, quotes and stops are. The kept and the
 * added runs together are the later text, the kept and the removed ones the earlier one but for such signs. Runs end with the
 * space behind them; where a text ends and has none, what is removed beside it has one of its own. A Chinese character is a word.
 */
#pragma once

#include "pipeline/years/comparison_words.h"

typedef enum {
  WORDS_KEPT,
  WORDS_REMOVED,
  WORDS_ADDED,
} WordRunKind;

typedef struct {
  WordRunKind kind;
  char *text;
} WordRun;

/* The runs (WordRun, freed with their array) from EARLIER to LATER. Light words between two changes are part of them: nothing is
 * gained by keeping a single "the". */
GPtrArray *change_of(const LanguageWords *language, const char *earlier, const char *later);

/* A run of its own array, freed with word_run_free. */
WordRun *word_run_new(WordRunKind kind, const char *text, gsize length);
void word_run_free(gpointer run);

/* Appends TEXT to RUNS as a run, unless it is empty, and empties it. */
void word_run_flush(GPtrArray *runs, WordRunKind kind, GString *text);

/* Does CHANGE turn the sense: does one of its places have a word such as "not" on one side only, with one word that says
 * something beside it at most? A clause that is new as a whole ("which has not been signed") turns nothing. */
gboolean change_turns_sense(const LanguageWords *language, const GPtrArray *change);

/* Does CHANGE put a name in the place of another: has one of its places, on both sides, words of which half at least are names? A
 * name is a word with a capital that is neither light nor one of asking, of a body or a paper, and does not begin a sentence. */
gboolean change_replaces_name(const LanguageWords *language, const GPtrArray *change);

/* RUNS with stretches of kept words that are longer than KEPT_MOST characters cut to what stands beside the changes, and "…" for
 * the rest; an array of WordRun, freed with it. */
GPtrArray *words_shortened(const GPtrArray *runs, guint kept_most);

/* RUNS as one text, in which what is removed and added stands between marks: those of plain_word_marks, or the codes of a
 * terminal. Spaces at the ends of runs stand outside. Free it with g_free. */
typedef struct {
  const char *remove, *removed, *add, *added;
} WordMarks;
extern const WordMarks plain_word_marks; /* "States [-may-] {+should+} act" */
char *words_marked(const GPtrArray *runs, const WordMarks *marks);
