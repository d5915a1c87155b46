/* alignment_weigh.c - what ties a recommendation to a topic, and whether it is enough; see alignment_private.h.
 *
 * Each kind of evidence weighs something from 0 to 1, and what several say together is 1 - (1 - a)(1 - b)...: two that are weak may
 * be enough, and none is enough by what another one lacks. */
#include "pipeline/alignment_private.h"

/* The weights were chosen on the fixtures' pairs of reports (fixtures/expected/alignments.txt), so that what a reader sees at once
 * is enough by itself, and a single word in common is not. */
static const double ENOUGH = 0.4;
static const double ITEM_ALONE = 0.7;     /* the report places it under this item and no other */
static const double ITEM_SHARED = 0.35;   /* under several, or under the item that the topic is but a part of */
static const double HEADING_LEAST = 0.5;  /* so much of a heading is the topic's name at least */
static const double HEADING_MOST = 0.8;   /* what a heading weighs that is the name */
static const double TERMS_LEAST = 0.15;   /* so much of the topic's name stands in the text at least */
static const double TERMS_ENOUGH = 0.4;   /* from here on several words are enough by themselves ... */
static const double TERM_ENOUGH = 0.6;    /* ... and a single one */
static const double PART_ENOUGH = 0.4;    /* so is a part of the name ("tracing", of "tracing and records") that is so much of it */
static const double TERMS_MOST = 0.85;
static const double TERMS_SUPPORT = 0.3;  /* what fewer of them weigh at most */
static const double SIDE_BY_SIDE = 0.5;   /* what two words add that stand side by side in both, of their own weight */

/* ---- agenda items and headings ---- */

static Evidence *evidence_for(GArray *found, guint topic) {
  for (guint i = 0; i < found->len; i++)
    if (g_array_index(found, Evidence, i).topic == topic) return &g_array_index(found, Evidence, i);
  Evidence evidence = {.topic = topic};
  g_array_append_val(found, evidence);
  return &g_array_index(found, Evidence, found->len - 1);
}

static void weigh_item(const Pass *pass, const char *named, gboolean only, GArray *found) {
  for (guint i = 0; i < pass->topics->len; i++) {
    const PassTopic *topic = g_ptr_array_index(pass->topics, i);
    for (guint j = 0; j < topic->items->len; j++) {
      ItemRelation relation = item_relation(named, topic->items->pdata[j]);
      double weight = relation == ITEM_OTHER ? 0 : relation == ITEM_SAME && only ? ITEM_ALONE : ITEM_SHARED;
      if (weight == 0) continue;
      Evidence *evidence = evidence_for(found, i);
      if (weight <= evidence->item) continue;
      evidence->item = weight;
      evidence->item_name = named;
    }
  }
}

static void weigh_heading(const Pass *pass, const PassContext *context, const char *text, GArray *found) {
  for (guint i = 0; context->alike != NULL && i < pass->topics->len; i++) {
    double weight = HEADING_MOST * context->alike[i];
    if (context->alike[i] < HEADING_LEAST) continue;
    Evidence *evidence = evidence_for(found, i);
    if (weight <= evidence->heading) continue;
    evidence->heading = weight;
    evidence->heading_text = text;
    evidence->same_title = context->alike[i] > 0.999;
  }
}

static void weigh_items(const Pass *pass, const GPtrArray *items, GArray *found) {
  for (guint i = 0; i < items->len; i++) weigh_item(pass, items->pdata[i], items->len == 1, found);
}

/* What the report itself says of where the recommendation belongs. The innermost heading that names items counts; the lead-in,
 * which stands below it, before that. */
static void weigh_place(Pass *pass, const Finding *finding, GArray *found) {
  const GPtrArray *items = NULL;
  if (finding->lead_in != NULL) items = pass_context(pass, finding->lead_in, FALSE)->items;
  for (guint i = finding->section->len; i-- > 0;) {
    const char *heading = finding->section->pdata[i];
    const PassContext *context = pass_context(pass, heading, TRUE);
    if (items == NULL || items->len == 0) items = context->items;
    weigh_heading(pass, context, heading, found);
  }
  if (items != NULL) weigh_items(pass, items, found);
}

/* ---- words ---- */

/* What words that stand side by side in both add. */
static double weigh_pairs(const Pass *pass, const PassTopic *topic, const GArray *runs) {
  double weight = 0;
  for (guint i = 0; i < runs->len; i++) {
    const SharedRun *run = &g_array_index(runs, SharedRun, i);
    for (guint j = run->first; run->end > run->first + 1 && j < run->end; j++) {
      const Token *token = &g_array_index(topic->name, Token, j);
      if (!token->general) weight += SIDE_BY_SIDE * pass_weight(pass, token->term);
    }
  }
  return weight;
}

/* So far `terms` is the sum of the weights that were found in common. */
static void weigh_terms(const Pass *pass, const PassRecommendation *recommendation, Evidence *evidence) {
  const PassTopic *topic = g_ptr_array_index(pass->topics, evidence->topic);
  if (evidence->shared == 0 || topic->weight <= 0) return;
  if (evidence->terms / topic->weight < TERMS_LEAST) {
    evidence->terms = 0;
    return;
  }
  g_autoptr(GArray) runs = shared_runs(topic, recommendation);
  double share = MIN((evidence->terms + weigh_pairs(pass, topic, runs)) / topic->weight, 1);
  gboolean enough = share >= TERM_ENOUGH || (evidence->shared > 1 && share >= TERMS_ENOUGH) ||
                    shared_parts(pass, topic, recommendation) >= PART_ENOUGH * topic->weight;
  evidence->terms = enough ? CLAMP(share, ENOUGH, TERMS_MOST) : MIN(share, TERMS_SUPPORT);
  evidence->named = runs->len;
}

static void find_terms(const Pass *pass, const PassRecommendation *recommendation, GArray *found) {
  for (guint i = 0; recommendation->terms != NULL && i < recommendation->terms->len; i++) {
    guint term = g_array_index(recommendation->terms, guint, i);
    const GArray *topics = term < pass->with_term->len ? pass->with_term->pdata[term] : NULL;
    for (guint j = 0; topics != NULL && j < topics->len; j++) {
      Evidence *evidence = evidence_for(found, g_array_index(topics, guint, j));
      evidence->terms += pass_weight(pass, term);
      evidence->shared++;
    }
  }
  for (guint i = 0; i < found->len; i++) weigh_terms(pass, recommendation, &g_array_index(found, Evidence, i));
}

/* ---- what is enough ---- */

static gboolean is_placed(const Evidence *evidence) {
  return evidence->heading > 0 || evidence->item >= ITEM_ALONE;
}

/* The report's own order comes first. Where it places the recommendation under a topic, words alone put it under no other one of the
 * same list, and under one of another list only where they name two things at least. */
static gboolean is_out_of_place(const Pass *pass, const GArray *found, const Evidence *evidence) {
  const PassTopic *topic = g_ptr_array_index(pass->topics, evidence->topic);
  for (guint i = 0; !is_placed(evidence) && i < found->len; i++) {
    const Evidence *other = &g_array_index(found, Evidence, i);
    const PassTopic *rival = g_ptr_array_index(pass->topics, other->topic);
    if (is_placed(other) && (evidence->named < 2 || g_str_equal(rival->list, topic->list))) return TRUE;
  }
  return FALSE;
}

static gint compare_evidence(gconstpointer a, gconstpointer b) {
  const Evidence *x = a, *y = b;
  if (x->score != y->score) return x->score > y->score ? -1 : 1;
  return x->topic < y->topic ? -1 : x->topic > y->topic;
}

void pass_weigh(Pass *pass, const PassRecommendation *recommendation, GArray *found) {
  guint kept = 0;
  g_array_set_size(found, 0);
  weigh_place(pass, recommendation->finding, found);
  find_terms(pass, recommendation, found);
  for (guint i = 0; i < found->len; i++) {
    Evidence *evidence = &g_array_index(found, Evidence, i);
    evidence->score = 1 - (1 - evidence->item) * (1 - evidence->heading) * (1 - evidence->terms);
    if (is_out_of_place(pass, found, evidence)) evidence->score = 0;
  }
  for (guint i = 0; i < found->len; i++) {
    Evidence evidence = g_array_index(found, Evidence, i);
    if (evidence.score >= ENOUGH) g_array_index(found, Evidence, kept++) = evidence;
  }
  g_array_set_size(found, kept);
  g_array_sort(found, compare_evidence);
}
