#include "rules/engine.h"

static gboolean is_there(Engine *engine, const Evidence *evidence) {
  for (guint i = 0; i < engine->document->blocks->len; i++)
    if (engine_in_scope(engine, i, (Scope)evidence->in) &&
        engine_matches(engine, evidence->match, engine_block(engine, i)->text, evidence->id))
      return TRUE;
  return FALSE;
}

int recognise_weigh(Engine *engine, const Pack *pack) {
  int weight = 0;
  for (guint i = 0; i < pack->recognise.evidence->len; i++) {
    const Evidence *evidence = pack->recognise.evidence->pdata[i];
    if (is_there(engine, evidence)) weight += evidence->weight;
  }
  return weight;
}
