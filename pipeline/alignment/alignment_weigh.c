/* alignment_weigh.c - what ties a recommendation to a topic, and whether it is enough; see alignment_private.h.
 *
 * Each kind of evidence weighs something from 0 to 1, and what several say together is 1 - (1 - a)(1 - b)...: two that are weak
 * may be enough, and none is enough by what another one lacks. */
#include "pipeline/alignment/alignment_private.h"

/* The weights were chosen on the fixtures' pairs of reports (fixtures/expected/alignments.txt), so that what a reader sees at
 * once is enough by itself, and a single word in common is not. */
static const double ENOUGH = 0.4;
static const double TERMS_LEAST = 0.15; /* so much of the topic's name stands in the text at least */
static const double TERMS_ENOUGH = 0.4; /* from here on several words are enough by themselves ... */
static const double TERM_ENOUGH = 0.6;  /* ... and a single one */
static const double PART_ENOUGH = 0.4;  /* so is a part of the name ("tracing", of "tracing and records") that is so much of it */
static const double TERMS_MOST = 0.85;
static const double TERMS_SUPPORT = 0.3; /* what fewer of them weigh at most */
static const double SIDE_BY_SIDE = 0.5;  /* what two words add that stand side by side in both, of their own weight */

static Evidence *evidence_for(const Pass *pass, GArray *found, guint topic) {
  guint *place = &pass->places[topic];
  if (*place == 0) {
    Evidence evidence = {.topic = topic};
    g_array_append_val(found, evidence);
    *place = found->len;
  }
  return &g_array_index(found, Evidence, *place - 1);
}

/* ---- where the report places it ---- */

static void take_headings(const Pass *pass, const GArray *headings, GArray *found) {
  for (guint i = 0; i < headings->len; i++) {
    const Evidence *heading = &g_array_index(headings, Evidence, i);
    Evidence *evidence = evidence_for(pass, found, heading->topic);
    if (heading->heading <= evidence->heading) continue;
    evidence->heading = heading->heading;
    evidence->heading_text = heading->heading_text;
    evidence->same_title = heading->same_title;
  }
}

static void take_items(const Pass *pass, const GArray *items, GArray *found) {
  for (guint i = 0; i < items->len; i++) {
    const Evidence *item = &g_array_index(items, Evidence, i);
    Evidence *evidence = evidence_for(pass, found, item->topic);
    evidence->item = item->item;
    evidence->item_name = item->item_name;
  }
}

/* Of several texts that name agenda items the innermost counts: the lead-in, which stands below all headings, before them. */
static void weigh_place(Pass *pass, const Finding *finding, GArray *found) {
  const PassContext *named = finding->lead_in != NULL ? pass_context(pass, finding->lead_in, FALSE) : NULL;
  for (guint i = finding->section->len; i-- > 0;) {
    const PassContext *heading = pass_context(pass, finding->section->pdata[i], TRUE);
    if (named == NULL || named->named->len == 0) named = heading;
    take_headings(pass, heading->headings, found);
  }
  if (named != NULL) take_items(pass, named->items, found);
}

/* ---- words ---- */

/* What words that stand side by side in both add. */
static double weigh_pairs(const Pass *pass, const PassTopic *topic, const GArray *runs) {
  double weight = 0;
  for (guint i = 0; runs != NULL && i < runs->len; i++) {
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
  /* One term has none beside it: most have no more in common, and are spared the search. */
  g_autoptr(GArray) runs = evidence->shared > 1 ? shared_runs(topic, recommendation) : NULL;
  double share = MIN((evidence->terms + weigh_pairs(pass, topic, runs)) / topic->weight, 1);
  gboolean enough = share >= TERM_ENOUGH || (evidence->shared > 1 && share >= TERMS_ENOUGH) ||
                    shared_parts(pass, topic, recommendation) >= PART_ENOUGH * topic->weight;
  evidence->terms = enough ? CLAMP(share, ENOUGH, TERMS_MOST) : MIN(share, TERMS_SUPPORT);
  evidence->named = runs != NULL ? runs->len : 1;
}

static void find_terms(const Pass *pass, const PassRecommendation *recommendation, GArray *found) {
  for (guint i = 0; recommendation->terms != NULL && i < recommendation->terms->len; i++) {
    guint term = g_array_index(recommendation->terms, guint, i);
    const GArray *topics = term < pass->with_term->len ? pass->with_term->pdata[term] : NULL;
    for (guint j = 0; topics != NULL && j < topics->len; j++) {
      Evidence *evidence = evidence_for(pass, found, g_array_index(topics, guint, j));
      evidence->terms += pass_weight(pass, term);
      evidence->shared++;
    }
  }
  for (guint i = 0; i < found->len; i++) weigh_terms(pass, recommendation, &g_array_index(found, Evidence, i));
}

/* ---- what is enough ---- */

/* Is EVIDENCE set aside for what is known of RIVAL's topic? The report's own order comes first: where it places the
 * recommendation under a topic, words alone put it under no other one of the same list, and under one of another list only where
 * they name two things at least. Where it names several items of a list at once, words choose among them, if they can. */
static gboolean gives_way(const Pass *pass, const Evidence *evidence, const Evidence *rival) {
  const PassTopic *one = g_ptr_array_index(pass->topics, evidence->topic), *other = g_ptr_array_index(pass->topics, rival->topic);
  gboolean same_list = g_str_equal(one->list, other->list);
  if (evidence_places(evidence)) return FALSE;
  if (evidence->item > 0) return same_list && evidence->terms == 0 && (rival->terms > 0 || evidence_places(rival));
  return evidence_places(rival) && (same_list || evidence->named < 2);
}

static gboolean is_out_of_place(const Pass *pass, const GArray *found, guint index) {
  for (guint i = 0; i < found->len; i++)
    if (i != index && gives_way(pass, &g_array_index(found, Evidence, index), &g_array_index(found, Evidence, i))) return TRUE;
  return FALSE;
}

static gint compare_evidence(gconstpointer a, gconstpointer b) {
  const Evidence *x = a, *y = b;
  if (x->score != y->score) return x->score > y->score ? -1 : 1;
  return x->topic < y->topic ? -1 : x->topic > y->topic;
}

static void drop_weak(GArray *found) {
  guint kept = 0;
  for (guint i = 0; i < found->len; i++) {
    Evidence evidence = g_array_index(found, Evidence, i);
    if (evidence.score >= ENOUGH) g_array_index(found, Evidence, kept++) = evidence;
  }
  g_array_set_size(found, kept);
}

void pass_weigh(Pass *pass, const PassRecommendation *recommendation, GArray *found) {
  g_array_set_size(found, 0);
  weigh_place(pass, recommendation->finding, found);
  find_terms(pass, recommendation, found);
  for (guint i = 0; i < found->len; i++) {
    Evidence *evidence = &g_array_index(found, Evidence, i);
    evidence->score = 1 - (1 - evidence->item) * (1 - evidence->heading) * (1 - evidence->terms);
    pass->places[evidence->topic] = 0;
  }
  drop_weak(found);
  g_autofree gboolean *out = g_new(gboolean, found->len);
  for (guint i = 0; i < found->len; i++) out[i] = is_out_of_place(pass, found, i);
  for (guint i = 0; i < found->len; i++)
    if (out[i]) g_array_index(found, Evidence, i).score = 0;
  drop_weak(found);
  g_array_sort(found, compare_evidence);
}
