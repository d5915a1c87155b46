/* examples.h - the examples that stand beside a rule: texts that it must match, and texts that it must not. They are loaded with
 * the pack and cost a run nothing more; `rapporteur rules test` tries them.
 *
 *   matches:
 *     - held in Vienna on 5 October 2023                                # it must match
 *     - {text: held in Vienna on 5 October 2023, value: [2023-10-05]}   # and read this, in normal form
 *     - {label: (a), text: That States exchange lists, value: a}        # a start that looks at both
 *   rejects:
 *     - held in abeyance
 *
 * Ownership: Examples are a part of a rule's structure; examples_clear frees what they hold. */
#pragma once

#include "rules/yaml.h"

typedef struct {
  char *text;
  char *label;       /* NULL where none is given */
  GPtrArray *values; /* char *: what the rule must read from the text; NULL where the example does not tell */
  const char *file;  /* interned */
  guint line, column;
} Example;

typedef struct {
  const char *file; /* where the rule itself stands; interned, NULL for one that was not read from a file */
  guint line, column;
  GPtrArray *matches, *rejects; /* Example; NULL for none */
} Examples;

void examples_clear(Examples *examples);

/* Appends the examples of NODE, a list of texts and mappings, or one of them, to *LIST, which is made where it is NULL. FALSE
 * with a YAML_ERROR; KEY is what the list is called in messages. */
gboolean examples_read(GPtrArray **list, const YamlNode *node, const char *key, GError **error);

/* How many texts a rule must match, and must not. */
guint examples_count(const GPtrArray *list);
