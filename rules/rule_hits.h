/* rule_hits.h - where the rules of a pack would match in a document, each for itself, whether another had its say before or not.
 */
#pragma once

#include "rules/normal.h"
#include "rules/rule_list.h"

typedef struct {
  guint hits;     /* blocks that the rule takes; of a record's fields: records */
  guint overlaps; /* those of them that a rule in front of it, for the same, takes too */
} RuleHits;

/* RuleHits, in step with rule_list(PACK). FINDINGS are what PACK found in DOCUMENT. */
GArray *rule_hits(const Pack *pack, const NormalData *normals, const Document *document, const Findings *findings);
