/* explain_verdict.h - from what was tried on a block to what would make a rule fire. Not for use outside rules/explain*.c. */
#pragma once

#include "rules/explain_private.h"

/* What is asked of while one block is explained. */
typedef struct {
  const Explanation *explanation;
  const Engine *engine;
  ExplainedBlock *explained; /* its trials nearest first */
  gboolean listed;           /* it stands in a section that lists of records are looked for in */
} BlockQuestion;

/* explain_verdict.c: the verdict on the block, in plain sentences; you free it. */
char *block_verdict(const BlockQuestion *question);

/* explain_block.c: the section's rule by its id; NULL for none. Is there such a section in the document? */
const SectionRule *section_rule(const BlockQuestion *question, const char *id);
gboolean section_exists(const BlockQuestion *question, const SectionRule *rule);
