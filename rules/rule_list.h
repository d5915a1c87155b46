/* rule_list.h - a pack's rules one by one, whatever they are: what the rule author's bench goes through. */
#pragma once

#include "rules/pack.h"

typedef enum {
  RULE_EVIDENCE,
  RULE_FACT,
  RULE_SECTION,
  RULE_RECORD, /* one that finds within sentences or in tables has a `match` (find, table); one with starts has none */
  RULE_LEAD_IN,
  RULE_START,
  RULE_FIELD,     /* read from a record's text */
  RULE_FOLLOWING, /* read from what stands behind a record */
  RULE_COLUMN,    /* read from the cells beside a record */
  RULE_TOLD,
} RuleKind;
extern const char *const rule_kind_names[]; /* "evidence", "fact", ...; NULL-terminated, by RuleKind */

/* A rule; all is borrowed from its pack. */
typedef struct {
  RuleKind kind;
  const char *id;
  gconstpointer list; /* the array that it stands in: rules of one list are tried in turn */
  const Examples *examples;
  const Expression *label;   /* starts: tried on the label; NULL for none */
  const Expression *match;   /* what its texts are tried on; NULL where it has none */
  const Expression *where;   /* its texts must match this too; NULL for none */
  const GPtrArray *unless;   /* Expression: and none of these; NULL for none */
  const char *const *groups; /* the named groups that are read from `match` and `label`; NULL-terminated */
  const FieldRule *field;    /* facts and fields; NULL for others */
  const RecordRule *record;  /* that it is, or belongs to; NULL for none */
} RuleRef;

/* RuleRef, in the pack's order. */
GArray *rule_list(const Pack *pack);

/* Which blocks RULE looks at: a Scope. */
int rule_scope(const RuleRef *rule);

/* Are the two tried for the same thing, so that the second is not tried once the first has had its say? */
gboolean rule_competes(const RuleRef *rule, const RuleRef *other);

/* The id of the rule that an expression at PATH, as pack_each_pattern gives it, stands in; borrowed from PATH. */
const char *rule_of_path(const char *path);
