#include "rules/engine.h"

static gboolean is_there(Engine *engine, const Evidence *evidence) {
  for (guint i = 0; i < engine->document->blocks->len; i++)
    if (engine_in_scope(engine, i, (Scope)evidence->in) &&
        engine_matches(engine, evidence->match, engine_block(engine, i)->text, evidence->id))
      return TRUE;
  return FALSE;
}

/* The whole body is a hundred times the cover: evidence in it is looked for only where it can still make a difference. */
static gboolean is_dear(const Evidence *evidence) {
  return evidence->in == IN_BODY;
}

/* The weights of PACK's evidence of one kind that is there, added up; the most that the other kind could add goes to POSSIBLE. */
static int weigh_kind(Engine *engine, const Pack *pack, gboolean dear, int *possible) {
  int weight = 0;
  *possible = 0;
  for (guint i = 0; i < pack->recognise.evidence->len; i++) {
    const Evidence *evidence = pack->recognise.evidence->pdata[i];
    if (is_dear(evidence) != dear) *possible += MAX(evidence->weight, 0);
    if (is_dear(evidence) == dear && is_there(engine, evidence)) weight += evidence->weight;
  }
  return weight;
}

int recognise_weigh(Engine *engine, const Pack *pack) {
  int possible = 0, weight = weigh_kind(engine, pack, FALSE, &possible);
  gboolean open = weight + possible >= pack->recognise.threshold;
  if (!open && !engine->trace) return weight; /* it claims nothing; one who asks why is told all */
  return weight + weigh_kind(engine, pack, TRUE, &possible);
}
