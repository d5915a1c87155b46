/* alignment_runs.c - what a topic's name and a recommendation have in common; see alignment_private.h. */
#include "pipeline/alignment/alignment_private.h"

static const Token *token_at(const GArray *tokens, guint index) {
  return &g_array_index(tokens, Token, index);
}

static gboolean has_pair(const PassRecommendation *recommendation, const Token *a, const Token *b) {
  return pairs_hold(recommendation->pairs, token_pair(a->term, b->term));
}

/* ---- runs ---- */

/* The end of the run that begins at FIRST. General words may go on with one, as in "border measures"; none begins with them. */
static guint run_end(const PassRecommendation *recommendation, const GArray *name, guint first) {
  guint end = first + 1;
  while (end < name->len && has_pair(recommendation, token_at(name, end - 1), token_at(name, end))) end++;
  return end;
}

/* Names may have a word twice. */
static gboolean stands_before(const GArray *name, SharedRun run) {
  for (guint i = 0; run.end == run.first + 1 && i < run.first; i++)
    if (token_at(name, i)->term == token_at(name, run.first)->term) return TRUE;
  return FALSE;
}

GArray *shared_runs(const PassTopic *topic, const PassRecommendation *recommendation) {
  const GArray *name = topic->name;
  GArray *runs = g_array_new(FALSE, FALSE, sizeof(SharedRun));
  SharedRun run;
  for (run.first = 0; run.first < name->len; run.first = run.end) {
    const Token *token = token_at(name, run.first);
    run.end = run.first + 1;
    if (token->general || !terms_hold(recommendation->terms, token->term)) continue;
    run.end = run_end(recommendation, name, run.first);
    if (!stands_before(name, run)) g_array_append_val(runs, run);
  }
  return runs;
}

/* ---- parts ---- */

/* The end of the part of NAME that begins at FIRST. */
static guint part_end(const GArray *name, guint first) {
  guint end = first + 1;
  while (end < name->len && token_at(name, end)->part == token_at(name, first)->part) end++;
  return end;
}

/* Do all words of the part stand in the recommendation, side by side? */
static gboolean part_stands(const PassRecommendation *recommendation, const GArray *name, guint first, guint end) {
  for (guint i = first; i < end; i++)
    if (!terms_hold(recommendation->terms, token_at(name, i)->term) ||
        (i > first && !has_pair(recommendation, token_at(name, i - 1), token_at(name, i))))
      return FALSE;
  return TRUE;
}

double shared_parts(const Pass *pass, const PassTopic *topic, const PassRecommendation *recommendation) {
  double weight = 0;
  for (guint first = 0, end; first < topic->name->len; first = end) {
    end = part_end(topic->name, first);
    if (!part_stands(recommendation, topic->name, first, end)) continue;
    for (guint i = first; i < end; i++)
      if (!token_at(topic->name, i)->general) weight += pass_weight(pass, token_at(topic->name, i)->term);
  }
  return weight;
}
