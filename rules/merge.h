/* merge.h - one rule file laid over another.
 *
 * What both say once (a scalar), the own file says. Mappings are merged key by key. Of lists the own items come first; items
 * that bear the same `id` are one, merged; texts that both hold stand once. So a language's rules, or those of a body, say only
 * what is their own. */
#pragma once

#include "rules/yaml.h"

/* OWN laid over INHERITED, without those inherited mappings whose id is among the scalars of the sequence WITHOUT (NULL for
 * none). You free it; what is as it was in one of them is shared with it. */
YamlNode *merge_nodes(const YamlNode *own, const YamlNode *inherited, const YamlNode *without);
