/* trace.h - what the engine did while a pack was applied, for those who ask why a rule fired or did not. An engine without a
 * trace (NULL, as in normal runs) keeps nothing.
 *
 * Ownership: free a Trace with trace_free (or g_autoptr). It borrows the document, the rules and the findings. */
#pragma once

#include "rules/engine.h"

/* What the engine decided on a block, where its own conditions decided and not an expression alone. */
typedef enum {
  DECIDED_LEAD_IN,      /* the rule's lead-in opened a list */
  DECIDED_RECORD,       /* a record begins */
  DECIDED_NO_LEAD_IN,   /* a record would begin here, but no lead-in stands above it */
  DECIDED_NUMBER,       /* ..., but its number neither goes on nor opens a list */
  DECIDED_PLACE,        /* ..., but it does not stand where the list's records do */
  DECIDED_LEAD_IN_ASKS, /* ..., but its text is not what the lead-in asks for */
  DECIDED_HEADING,      /* ..., but it is a heading, which opens no list of labels */
  DECIDED_REPEATED,     /* its number was found before */
  DECIDED_EMPTY,        /* the group that holds the value took no part in the match */
  DECIDED_NORMAL_FORM,  /* the value can't be brought into its normal form */
  DECIDED_WITHIN,       /* a section's heading stands within a section of that rule already */
} Decided;

typedef struct {
  Decided decided;
  guint block;      /* TRACE_NO_BLOCK where it is about none */
  const char *rule; /* its id, borrowed */
  char *message;    /* a sentence's end, "its number 9 does not go on: 5 was the last"; NULL where the decision says all */
} Decision;

#define TRACE_NO_BLOCK G_MAXUINT

/* One search. */
typedef struct {
  const Pattern *pattern;
  const char *text; /* borrowed: a block's text or label, or a finding's text; never read, it may be gone */
  PatternResult result;
} Attempt;

/* The parts that a finding was made of. */
typedef struct {
  const Finding *finding;
  GArray *parts; /* Part */
} Making;

typedef struct Trace {
  Engine engine;        /* as it was at the end, its arrays kept; document NULL before */
  GArray *attempts;     /* Attempt, in order */
  GPtrArray *decisions; /* Decision, in order */
  GPtrArray *makings;   /* Making, in order */
  const Pack *pack;     /* set it to have this pack applied, whichever claims the document; NULL for the one that does */
} Trace;

Trace *trace_new(void);
void trace_free(Trace *trace);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Trace, trace_free)

/* rules_apply (rules/apply.h) with a new TRACE; that may be NULL. apply.c. */
Findings *rules_apply_traced(const Rules *rules, const Document *document, Trace *trace);

/* What the engine reports. Each does nothing where TRACE is NULL. */
void trace_attempt(Trace *trace, const PatternMatch *search, PatternResult result);
void trace_making(Trace *trace, const Finding *finding, const GArray *parts);
void trace_end(Trace *trace, const Engine *engine);

/* FINDING, of rule RULE, is about to go: it only says again what a record says. */
void trace_unmake(Trace *trace, const Finding *finding, const char *rule);

/* Always FALSE, so that a caller can `return trace_decide(...)` where a rule does not fire. FORMAT may be NULL. */
gboolean trace_decide(Trace *trace, Decided decided, guint block, const char *rule, const char *format, ...) G_GNUC_PRINTF(5, 6);

/* What became of the last search of TEXT by PATTERN; FALSE where none was made. */
gboolean trace_result(const Trace *trace, const Pattern *pattern, const char *text, PatternResult *result);
