/* explanation_json.h - explanations (rules/explain.h) for programs: lines of "rapporteur.explanation/1", each with its "about":
 * document, finding or block. docs/schemas/explanation.schema.json describes them. */
#pragma once

#include "rules/explain.h"

#define EXPLANATION_FORMAT "rapporteur.explanation/1"

/* As explanation_text.h; the summary's ALL makes no difference, as everything is written. */
void explanation_json_summary(GString *out, const Explanation *explanation, gboolean all);
void explanation_json_finding(GString *out, const Explanation *explanation, const Finding *finding);
void explanation_json_block(GString *out, const Explanation *explanation, guint index);
