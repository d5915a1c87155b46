/* explain.h - why a rule fired or did not: findings with all that led to them, and blocks with what the engine took them for, the
 * rules that were tried on them, nearest first, and what would make one fire.
 *
 * Ownership: free each with its x_free (or g_autoptr). An Explanation borrows its rules and its document; what is made of it
 * borrows the explanation. Texts and offsets are as in document.h, shares as in reach.h. */
#pragma once

#include "rules/reach.h"
#include "rules/trace.h"

typedef enum {
  TRIAL_MATCHED,
  TRIAL_NO_MATCH,
  TRIAL_REFUSED,   /* the expression matches, and a condition of the engine's own decided: `why` tells */
  TRIAL_NOT_ASKED, /* the rule was not tried: `why` tells */
} TrialResult;
extern const char *const trial_result_names[]; /* "matched", ...; NULL-terminated, indexed by TrialResult */

typedef struct {
  char *name, *text;
} Capture;

/* A rule's expression on one text. */
typedef struct {
  char *rule; /* by the names of keys and ids: "records/topic/starts/numbered" */
  char *key;  /* the expression's own: "label", "match" */
  const Expression *expression;
  guint block;      /* whose text or label it is; TRACE_NO_BLOCK: a finding's text */
  const char *text; /* NULL where it has none to be tried on */
  TrialResult result;
  Reach reach;         /* TRIAL_NO_MATCH */
  gsize start, end;    /* of the match, where it matches */
  GPtrArray *captures; /* Capture: the named groups that took part */
  char *why;           /* TRIAL_REFUSED, TRIAL_NOT_ASKED; else NULL */
} Trial;
void trial_free(Trial *trial);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Trial, trial_free)

/* "untoc/pack.yaml:40": the last two names of the file that TRIAL's expression stands in; you free it. */
char *trial_place(const Trial *trial);

/* How far TRIAL goes, or why it was refused, as the end of a sentence: "stops at `recommendations`, where ..."; you free it. */
char *trial_told(const Trial *trial);

/* A pack's case for claiming the document. */
typedef struct {
  const Pack *pack;
  int weight;      /* of the evidence found */
  gboolean chosen; /* it claimed the document, or was applied as the caller asked */
  GPtrArray
      *found; /* Trial: on the first block that shows it; in step with pack->recognise.evidence, NULL where it is not found */
  GPtrArray *nearest; /* Trial: in step, of evidence that is not found and counts for the pack; else NULL */
} ExplainedPack;

typedef struct {
  const Document *document;
  Findings *findings;
  Trace *trace;
  GPtrArray *expressions; /* NamedExpression, of the pack; see explain_private.h */
  GPtrArray *packs;       /* ExplainedPack, by the order of the rules; nearest trials only where no pack claimed the document */
  char *verdict;          /* where no pack did: what would make one claim it, in plain sentences; else NULL */
} Explanation;

/* Applies RULES to DOCUMENT, and keeps what leads to each explanation. PACK, one of RULES, is applied even where it does not
 * claim the document; NULL for the pack that does. */
Explanation *explanation_new(const Rules *rules, const Document *document, const Pack *pack);
void explanation_free(Explanation *explanation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Explanation, explanation_free)

/* A property of a finding: who set it, and from what. */
typedef struct {
  const Field *field;
  Trial *trial;       /* NULL where no expression read it: the rule's, lead-in's or value's own word */
  const char *normal; /* the normal form that it was brought to; NULL for none */
} ExplainedField;

typedef struct {
  const Finding *finding;
  guint block;        /* where it begins; TRACE_NO_BLOCK for a fact that is so for all reports */
  Trial *begin;       /* what began or found it; NULL where a rule states it */
  Trial *lead_in;     /* NULL for none */
  const char *normal; /* facts: the normal form; NULL for none */
  GPtrArray *fields;  /* ExplainedField */
  GPtrArray *missing; /* Trial: rules for fields that found nothing, each with what stopped it */
  GPtrArray *rivals;  /* Trial: other rules for the same thing, and why they lost */
} ExplainedFinding;

ExplainedFinding *explain_finding(const Explanation *explanation, const Finding *finding);
void explained_finding_free(ExplainedFinding *explained);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ExplainedFinding, explained_finding_free)

/* The findings whose id or number is ID, borrowed; you free the array. */
GPtrArray *explanation_findings(const Explanation *explanation, const char *id);

typedef struct {
  guint block;
  const char *taken;      /* "record", "lead_in", "heading", "section_heading", "narrative", "unclassified", "in_no_section",
                             "not_body", "not_asked" */
  char *taken_told;       /* the same, a sentence */
  const Finding *finding; /* that it belongs to; NULL for none */
  GPtrArray *trials;      /* Trial, nearest first */
  char *verdict;          /* in plain sentences: why no rule fires, and what would make one fire */
} ExplainedBlock;

ExplainedBlock *explain_block(const Explanation *explanation, guint block);
void explained_block_free(ExplainedBlock *explained);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ExplainedBlock, explained_block_free)

/* The blocks (guint) that hold WORDS, whatever the case and the spaces between them; those of page PAGE. You free the array. */
GArray *explanation_blocks_with(const Explanation *explanation, const char *words);
GArray *explanation_blocks_on(const Explanation *explanation, guint page);
