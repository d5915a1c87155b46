/* comparison_words.h - what words are to the comparison of recommendations, as rules/data/comparison.yaml tells it by language:
 * which say nothing, which ask, which turn the sense; and what is left of a word when its ending is taken off.
 *
 * Ownership: free a ComparisonWords with comparison_words_free (or g_autoptr); what it gives is borrowed. */
#pragma once

#include <glib.h>

/* A word of several lists is of the first of these. */
typedef enum {
  WORD_LIGHT,
  WORD_NEGATION,
  WORD_JOINING,
  WORD_ASKING,
  WORD_COUNT,
  WORD_BODY,
  N_WORD_LISTS,
  WORD_PLAIN = N_WORD_LISTS, /* of no list */
} WordClass;

typedef struct ComparisonWords ComparisonWords;
typedef struct LanguageWords LanguageWords;

/* The file at PATH. NULL with a YAML_ERROR (rules/yaml.h). */
ComparisonWords *comparison_words_load(const char *path, GError **error);
void comparison_words_free(ComparisonWords *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ComparisonWords, comparison_words_free)

/* The words of LANGUAGE; of a language that the file does not have, or NULL, those of none. Never NULL. */
const LanguageWords *comparison_words_of(const ComparisonWords *words, const char *language);

/* What the word KEY is (its letters as rules/words.h folds them). */
WordClass language_word_class(const LanguageWords *language, const char *key);

/* KEY without its ending, and in languages that write some words as one with the next, without them. Free it with g_free. */
char *language_word_root(const LanguageWords *language, const char *key);

/* How many words make up what one word is in English: 1, or more where a word is a character. */
guint language_grain(const LanguageWords *language);
