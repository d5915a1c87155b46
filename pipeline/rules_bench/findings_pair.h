/* findings_pair.h - which finding of one set is which of another: what two sets of rules find in the same document.
 *
 * Ownership: the array is the caller's, the findings are borrowed. */
#pragma once

#include "rules/findings.h"

/* One finding in both sets, or in one of them. */
typedef struct {
  const Finding *before, *after; /* NULL: it is in the other set only */
} FindingPair;

/* FindingPair, in the order of AFTER, those that are only in BEFORE where they stood. Findings of one kind belong together that
 * have number and text in common; else those with the same text, whose number has changed (facts apart: there the number is the
 * name); else those with the same number, whose text has. */
GArray *findings_pair(const Findings *before, const Findings *after);

/* Do the two differ in number, text or fields? A pair that lacks one does. */
gboolean pair_differs(const FindingPair *pair);

/* The values of field NAME joined by "; "; "" where FINDING has none. You free it. */
char *field_joined(const Finding *finding, const char *name);

/* The names of the fields that the two have, each once (borrowed), NULL-terminated; you free the array. */
GPtrArray *pair_field_names(const FindingPair *pair);
