/* reach.h - how far an expression goes into a text that it does not match: which of its parts stopped it, and where.
 *
 * Of all ways that the search tries, the one counts that has most of the expression behind it. An expression's parts weigh by
 * what they ask of a text: a character, a class or an escape weighs 1, a word as many as it has letters; what may be missing (x?,
 * x*,
 * (...)?), and what only looks around (^, \b, a lookahead), weighs nothing. Of alternatives the one that was tried counts, so
 * that the last of (?:a|b|c) is no farther than the first. A word counts when all of it stands there.
 *
 * Units: bytes of the expression and of the text. */
#pragma once

#include "rules/pattern.h"

typedef enum {
  STOP_NONE,    /* it matches */
  STOP_PART,    /* a part that does not stand where it should */
  STOP_NOWHERE, /* a part that stands nowhere behind `from` */
  STOP_FORBIDS, /* a part that forbids what stands there: (?!...), (?<!...) */
  STOP_BEGIN,   /* the ^ in front of it: but for that it matches, from `text_stop` to `forbidden_end` */
  STOP_LIMIT,   /* the search was given up: how far it goes is not known */
} StopKind;

typedef struct {
  StopKind kind;
  double share;               /* of its weight that has matched, 0 to 1 */
  gsize part_start, part_end; /* the part of the expression that stopped it */
  gsize text_start;           /* where the way began that went farthest */
  gsize text_stop; /* where the part was tried: what stands in front of it has matched; of STOP_NOWHERE, the first place */
  gsize
      forbidden_end; /* where the forbidden text ends, as far as it is known, or what matches but for its place; else text_stop */
} Reach;

/* How far REGEX, one that pattern_new took, goes into the LENGTH bytes at TEXT. */
Reach reach_of(const char *regex, const char *text, gsize length);
