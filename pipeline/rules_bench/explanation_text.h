/* explanation_text.h - explanations (rules/explain.h) for people: expressions and texts with a mark below what stopped them. */
#pragma once

#include "rules/explain.h"

/* What claimed the document and why, and a line a finding. ALL shows the evidence of the packs that did not claim it, too. */
void explanation_text_summary(GString *out, const Explanation *explanation, gboolean all);

/* One finding in full. */
void explanation_text_finding(GString *out, const Explanation *explanation, const Finding *finding);

/* How much is told of a block. */
typedef enum {
  TEXT_BRIEF,   /* what it was taken for, and the verdict, once for neighbours that share it */
  TEXT_NEAREST, /* the rules that came nearest, too */
  TEXT_ALL,     /* all rules that were or would have been tried */
} TextDetail;

/* BLOCKS (guint), one below the other. */
void explanation_text_blocks(GString *out, const Explanation *explanation, const GArray *blocks, TextDetail detail);
