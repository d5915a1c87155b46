/* apply.h - the one entry point of the rule engine: a Document in, Findings out. */
#pragma once

#include "rules/findings.h"
#include "rules/pack.h"

/* The packs and the word lists behind their normal forms. Read-only once loaded. */
typedef struct Rules Rules;

/* The packs below FOLDER, or the program's own where it is NULL. NULL with an error that names file, line and column. */
Rules *rules_load(const char *folder, GError **error);
void rules_free(Rules *rules);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Rules, rules_free)

/* The packs, by id. */
const GPtrArray *rules_packs(const Rules *rules);

/* What the pack that claims DOCUMENT finds in it. A document that no pack claims, or that holds no text, gets findings
 * without any, and checks that say so. */
Findings *rules_apply(const Rules *rules, const Document *document);
