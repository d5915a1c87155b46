/* explanation_text.h - explanations (rules/explain.h) for people: expressions and texts with a mark below what stopped them. */
#pragma once

#include "rules/explain.h"

/* What claimed the document and why, and a line a finding. ALL shows the evidence of the packs that did not claim it, too. */
void explanation_text_summary(GString *out, const Explanation *explanation, gboolean all);

/* One finding in full. */
void explanation_text_finding(GString *out, const Explanation *explanation, const Finding *finding);

/* Block INDEX, with the rules tried on it: the nearest few, or ALL. */
void explanation_text_block(GString *out, const Explanation *explanation, guint index, gboolean all);
