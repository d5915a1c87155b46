/* rule_try.h - a rule tried on a text by itself, as the engine tries it on a block, and the examples of a pack tried so.
 *
 * Ownership: lists are the caller's. */
#pragma once

#include "rules/normal.h"
#include "rules/rule_list.h"

typedef enum {
  TRY_TAKES,
  TRY_PASSES,
  TRY_STOPPED, /* the search was given up: see rules/pattern.h */
} TryResult;

/* Does RULE take TEXT? A start with a `label` looks at LABEL, or at TEXT where that is NULL. What it reads is appended to VALUES
 * (char *; NULL for not wanted) in normal form: a field's values, a start's item, a record's text, a told count. */
TryResult rule_try(const RuleRef *rule, const NormalData *normals, const char *label, const char *text, GPtrArray *values);

/* An example that does not come out as it says. */
typedef struct {
  char *rule; /* "pack/rule" */
  const char *language;
  const Example *example; /* borrowed from the pack */
  char *expected, *found; /* for people: "no match", "2010-01-27" */
} ExampleFailure;

/* Tries all examples of PACK: TRIED, which may be NULL, grows by their number; ExampleFailure, in the pack's order. */
GPtrArray *examples_try(const Pack *pack, const NormalData *normals, guint *tried);
