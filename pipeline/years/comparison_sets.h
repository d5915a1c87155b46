/* comparison_sets.h - texts as sets of numbers, so that a hundred thousand can be compared with each other: what each asks for,
 * the names and numbers in it, and whether two of them ask for the same.
 *
 * A word counts by its class (comparison_words.h): a plain one as 1, one for a body or paper as 1/2, one of asking as 1/4. Two
 * texts are as alike as what they have in common is of all that either has. They ask for different things, however alike they
 * are, where each has a name, a number or an instrument of law that the other lacks: "Ratify the Convention on Cluster Munitions"
 * is never the same as "Ratify the Convention on Refugees".
 *
 * And so they do, unless they are long, where only one asks to become a party to a treaty, and the other for something else about
 * it.
 *
 * How alike two must be was found by reading the closest pairs of real reports: a word that differs on both sides (one object in
 * the place of another) weighs heavily in a short text; words that one adds to the other do not. A text that is part of another,
 * as when one is split in two, is told by the share of the shorter that both have, and by how many of its words stand beside each
 * other in both.
 *
 * Ownership: free a TextSets with text_sets_free (or g_autoptr). */
#pragma once

#include "pipeline/years/comparison_words.h"

typedef enum {
  SET_PLAIN,      /* roots of plain words, and of those that count */
  SET_BODY,       /* of words for bodies and papers */
  SET_ASKING,     /* of words of asking */
  SET_NAMES,      /* of plain words with a capital, where none is due to a sentence's begin */
  SET_NUMBERS,    /* in digits or words */
  SET_REFERENCES, /* instruments of law */
  SET_SHINGLES,   /* see text_shingles */
  N_TEXT_SETS,
} TextSet;

typedef struct TextSets TextSets;

TextSets *text_sets_new(const LanguageWords *language);
void text_sets_free(TextSets *sets);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TextSets, text_sets_free)

/* TEXT with spaces for what stands in brackets and begins each word with a capital: the States that made it ("(Peru, Ghana)"),
 * and short forms of what stands before. Free it with g_free. */
char *text_without_names(const LanguageWords *language, const char *text);

/* Adds TEXT, whose number, counted from 0, is returned. REFERENCES: the instruments that it names, a line each, or NULL. With
 * STRIPPED it is read as text_without_names has it. */
guint text_sets_add(TextSets *sets, const char *text, const char *references, gboolean stripped);

/* The members of a set of text NUMBER, in ascending order; *COUNT of them. */
const guint32 *text_set(const TextSets *sets, guint number, TextSet set, guint *count);

/* A number that two texts have in common where their letters and digits are the same, whatever parts their words: line breaks,
 * hyphens, quotes, capitals, labels of items. Others have it in common once in 2^64 pairs. */
guint64 text_sets_identity(const TextSets *sets, guint number);

/* How alike two texts are, which ask for the same as far as their words tell. */
typedef struct {
  double similarity;    /* 0 to 1; 0 where they do not ask for the same, or not surely */
  gboolean part;        /* only one being a part of the other speaks for it */
  gboolean other_names; /* each has names that the other lacks, too many to be passed over wherever they stand */
} Likeness;
Likeness text_sets_compare(const TextSets *sets, guint one, guint other);

/* How many words that turn the sense ("not", "without") text NUMBER has. */
guint text_sets_negations(const TextSets *sets, guint number);

/* How many texts there are. */
guint text_sets_count(const TextSets *sets);
