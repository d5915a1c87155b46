/* explain_private.h - what the parts of explaining share. Not for use outside rules/explain*.c. */
#pragma once

#include "rules/explain.h"

/* An expression of the pack by its name. */
typedef struct {
  char *rule, *key;
  const Expression *expression;
} NamedExpression;

/* explain_trial.c: EXPRESSION on TEXT of BLOCK; TRACE_NO_BLOCK for a finding's text. You free it. */
Trial *trial_new(const Explanation *explanation, const Expression *expression, guint block, const char *text);

/* explain_trial.c: a rule that was not tried, since WHY, which is taken over. */
Trial *trial_not_asked(const Explanation *explanation, const Expression *expression, guint block, char *why);

/* explain_trial.c: the match of EXPRESSION in TEXT whose group GROUP lies at START to END; else the first. */
Trial *trial_of_match(const Explanation *explanation, const Expression *expression, guint block, const char *text,
                      const char *group, gsize start, gsize end);

/* explain_trial.c: is ONE nearer to a match than OTHER, which may be NULL? */
gboolean trial_is_nearer(const Trial *one, const Trial *other);

/* explain_trial.c: the nearer of the two; the other is freed. Either may be NULL. */
Trial *trial_nearer(Trial *one, Trial *other);

/* explain_trial.c: for g_ptr_array_sort: nearest first. */
int trial_compare(gconstpointer a, gconstpointer b);

/* explain_words.c: TEXT in quotation marks, shortened. You free it. */
char *quote(const char *text, gsize length);

/* explain_words.c: "\"12. The working group ...\" (p. 3)". You free it. */
char *quote_block(const Explanation *explanation, guint block);

/* explain_words.c: "`records/topic/starts/numbered` (untoc/pack.yaml:40)". You free it. */
char *quote_rule(const Trial *trial);

/* explain_block.c: the section of rule SECTION that block INDEX stands in; NULL for none. Where SECTION is NULL,
 * as of rules that look everywhere, the whole document. */
const Section *section_around(const Explanation *explanation, const char *section, guint index);

/* explain.c: the decision on BLOCK for RULE, the last one; NULL for none. */
const Decision *decision_on(const Explanation *explanation, guint block, const char *rule);
