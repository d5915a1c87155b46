/* words.h - text as words that compare alike however they are printed, and dictionaries of phrases of such words.
 *
 * A word is a run of letters, a run of digits, or one Chinese character, since Chinese has no spaces. Its key holds its letters
 * without accents, in lower case: "Côte" and "COTE" are both "cote". A phrase is compared by the keys of its words run together,
 * so that spaces that a PDF puts into or drops from a name ("Vene zuela") make no difference.
 *
 * Ownership: an array of words is freed with g_ptr_array_unref, a Dictionary with dictionary_free (or g_autoptr). */
#pragma once

#include <glib.h>

typedef struct {
  char *key;
  gboolean digits;    /* the key is a decimal number */
  gboolean separated; /* one of the separators stands before the word */
  gboolean prefix;    /* the word behind is written as one with it */
  gsize start, end;   /* bytes of the text that it stands at */
} Word;

/* The words of TEXT as a new array of Word. SEPARATORS holds the characters that set `separated`. */
GPtrArray *words_split(const char *text, const char *separators);

/* Whether the character C is a word of its own, whatever stands beside it. */
gboolean word_is_character(gunichar c);

/* Parts the WORDS of TEXT behind what some languages write as one with the word that follows, such as the Arabic word for
 * "and": each word that begins with one of PREFIXES (char *, as keys are) becomes two, of which the first is told to be a prefix.
 * A phrase is found all the same where it begins so itself, as it is compared run together. */
void words_part(GPtrArray *words, const char *text, const GPtrArray *prefixes);

/* What a phrase means: a name, a number or both, as its dictionary has it. */
typedef struct {
  char *name;
  guint64 number;
} Meaning;

typedef struct Dictionary Dictionary;

Dictionary *dictionary_new(void);
void dictionary_free(Dictionary *dictionary);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Dictionary, dictionary_free)

/* Enters the phrase of WORDS; NAME may be NULL. Returns NULL, or what the phrase means already where that is another NAME or
 * NUMBER: then nothing is changed. A phrase without words is never found. */
const Meaning *dictionary_add(Dictionary *dictionary, const GPtrArray *words, const char *name, guint64 number);

/* Whether a phrase may end before word NEXT, which may lie behind the last word. */
typedef gboolean (*PhraseEnd)(const GPtrArray *words, guint next, gconstpointer data);

/* The longest phrase of the dictionary that begins at word FROM and ends where MAY_END allows (NULL: anywhere); *COUNT is
 * its length in words. NULL where there is none; then *COUNT is 0. */
const Meaning *dictionary_longest(const Dictionary *dictionary, const GPtrArray *words, guint from, PhraseEnd may_end,
                                  gconstpointer data, guint *count);
