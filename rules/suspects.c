/* What reads like a recommendation, or leads to some, and is none of the records: the pack says how such sentences read. */
#include "rules/certificate.h"

const SuspectRule *suspect_of(Engine *engine, guint index) {
  const char *text = engine_block(engine, index)->text;
  for (guint i = 0; i < engine->pack->suspects->len; i++) {
    const SuspectRule *rule = engine->pack->suspects->pdata[i];
    if (!engine_matches(engine, rule->match, text, rule->id)) continue;
    if (!engine_matches_any(engine, rule->unless, text, rule->id)) return rule;
  }
  return NULL;
}

void account_outside(Engine *engine) {
  g_auto(Faults) faults = {0}, doubts = {0};
  if (engine->pack->suspects->len == 0) {
    engine_check(engine, "outside", NULL, CHECK_UNANSWERED, NULL, NULL, 0,
                 "the rule pack does not say how a recommendation outside the sections would read");
    return;
  }
  for (guint i = 0; i < engine->document->blocks->len; i++) {
    if (!engine_is_body(engine, i) || g_array_index(engine->classes, BlockClass, i) != BLOCK_UNSEEN) continue;
    const SuspectRule *rule = suspect_of(engine, i);
    if (!rule) continue;
    g_autofree char *words = first_words(engine_block(engine, i)->text);
    fault_add(rule->doubtful ? &doubts : &faults, engine_page(engine, i),
              "\"%s\" stands outside every section and is no record (%s)", words, rule->id);
  }
  const char *passed = "nothing outside the sections reads like a recommendation that was left out";
  if (faults.count == 0)
    doubts_check(engine, &doubts, "outside", NULL, NULL, passed);
  else
    faults_check(engine, &faults, "outside", NULL, NULL, passed);
}
