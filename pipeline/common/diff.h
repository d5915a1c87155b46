/* diff.h - what is gone and what is new between two sequences: lines, or words.
 *
 * Ownership: arrays are the caller's; their texts are borrowed from the sequences. */
#pragma once

#include <glib.h>

typedef enum {
  DIFF_SAME,
  DIFF_GONE, /* in the first only */
  DIFF_NEW,  /* in the second only */
} DiffKind;

typedef struct {
  DiffKind kind;
  const char *text; /* what is the same is given as the second has it */
} DiffStep;

typedef gboolean (*DiffEqual)(const char *one, const char *other);

/* DiffStep: the shortest way from ONE to OTHER, sequences of char * that are NULL-terminated; EQUAL is NULL for the same bytes.
 * Takes time and memory with the product of the lengths of what differs; beyond DIFF_LONGEST all of that is gone and new. */
GArray *diff_steps(char *const *one, char *const *other, DiffEqual equal);
#define DIFF_LONGEST 4000

/* ONE and OTHER word by word, as one text in which {-gone-} and {+new+} words are marked. You free it. */
char *diff_words(const char *one, const char *other);
