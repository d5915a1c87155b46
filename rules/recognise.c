/* Which pack is for a document. The evidence on its cover and in its headings is weighed for all packs first: the whole body is a
 * hundred times as long, and is searched only for packs that can still claim the document. */
#include "rules/engine.h"

#include <string.h>

typedef struct {
  const Pack *pack;
  guint order; /* among all packs */
  int weight;  /* of what was found so far */
  int rest;    /* the most that evidence not yet looked for can add */
} Candidate;

static gboolean is_there(Engine *engine, const Evidence *evidence) {
  for (guint i = 0; i < engine->document->blocks->len; i++)
    if (engine_in_scope(engine, i, (Scope)evidence->in) &&
        engine_matches(engine, evidence->match, engine_block(engine, i)->text, evidence->id))
      return TRUE;
  return FALSE;
}

/* Looks for CANDIDATE's evidence IN_BODY the body, or elsewhere. */
static void weigh(Engine *engine, Candidate *candidate, gboolean in_body) {
  const GPtrArray *evidence = candidate->pack->recognise.evidence;
  engine->pack = candidate->pack; /* a rule that is stopped is named with its pack */
  candidate->rest = 0;
  for (guint i = 0; i < evidence->len; i++) {
    const Evidence *one = evidence->pdata[i];
    if ((one->in == IN_BODY) != in_body)
      candidate->rest += MAX(one->weight, 0);
    else if (is_there(engine, one))
      candidate->weight += one->weight;
  }
}

/* Most weight first, then in the packs' own order. */
static int by_weight(gconstpointer a, gconstpointer b) {
  const Candidate *x = a, *y = b;
  if (x->weight != y->weight) return x->weight > y->weight ? -1 : 1;
  return x->order < y->order ? -1 : 1;
}

static gboolean is_in_language(const Engine *engine, const Candidate *candidate) {
  const char *language = engine->document->language;
  return language && strcmp(candidate->pack->language, language) == 0;
}

static gboolean is_better(const Engine *engine, const Candidate *candidate, const Candidate *best) {
  if (candidate->weight < candidate->pack->recognise.threshold) return FALSE;
  if (!best || candidate->weight != best->weight) return !best || candidate->weight > best->weight;
  gboolean nearer = is_in_language(engine, candidate), near = is_in_language(engine, best);
  return nearer != near ? nearer : candidate->order < best->order;
}

const Pack *recognise_pack(Engine *engine, const GPtrArray *packs) {
  g_autoptr(GArray) candidates = g_array_new(FALSE, TRUE, sizeof(Candidate));
  for (guint i = 0; i < packs->len; i++) {
    Candidate candidate = {.pack = packs->pdata[i], .order = i};
    weigh(engine, &candidate, FALSE);
    g_array_append_val(candidates, candidate);
  }
  g_array_sort(candidates, by_weight);
  const Candidate *best = NULL;
  for (guint i = 0; i < candidates->len; i++) {
    Candidate *candidate = &g_array_index(candidates, Candidate, i);
    int least = MAX(candidate->pack->recognise.threshold, best ? best->weight : 0);
    if (candidate->weight + candidate->rest < least && !engine->trace) continue; /* one who asks why is told all */
    weigh(engine, candidate, TRUE);
    if (is_better(engine, candidate, best)) best = candidate;
  }
  return best ? best->pack : NULL;
}
