/* normal_people.h - what the two files of people share; for no others. */
#pragma once

#include "rules/normal_forms.h"

/* The lists of people.yaml, each of char *. */
struct PeopleWords {
  GPtrArray *honorifics;        /* "Mr": a name begins */
  GPtrArray *honorifics_behind; /* a name ends */
  GPtrArray *separators;        /* ";" */
  GPtrArray *joiners;           /* "and": parts people where an honorific follows, or one of those behind stands in front */
  GPtrArray *prefixes;          /* the same, written as one with the honorific */
  GPtrArray *articles;          /* may stand before an honorific */
  GPtrArray *functions;         /* "the", "Judge": a function begins, or in Chinese ends */
  GPtrArray *behind;            /* "of": a function begins behind the name */
};

/* Is there a letter at AT that makes words with those beside it? */
gboolean person_letter_at(const char *at);

/* The length of the longest of TEXTS that stands at AT as a whole word; 0 where none does. */
gsize person_word_length(const GPtrArray *texts, const char *at);

/* Where a word of TEXT begins that is in LIST, before END; NULL for none. */
const char *person_find_word(const GPtrArray *list, const char *text, const char *end);

/* The commas of all languages. */
#define PERSON_COMMAS ",，،"

/* Behind the spaces at AT. */
const char *person_skip_spaces(const char *at);

/* Does C open, or close, a parenthesis? */
gboolean person_opens(gunichar c);
gboolean person_closes(gunichar c);

/* The text from START to END with its spaces folded, and without the marks at its end that part people; you free it. */
char *person_trim(const char *start, const char *end);
