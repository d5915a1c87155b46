/* Exceptions that a pack declares: labels that are no part of the report's own counts, such as those of a resolution that it
 * quotes. They are shown with their reason, so that nobody takes them for having been counted. */
#include "rules/certificate.h"

static gboolean is_below(Engine *engine, const ExceptionRule *rule, guint index) {
  g_autoptr(GPtrArray) path = outline_path(engine, index);
  for (guint i = 0; i < path->len; i++)
    if (engine_matches(engine, rule->heading, path->pdata[i], rule->id)) return TRUE;
  return FALSE;
}

static gboolean applies(Engine *engine, const ExceptionRule *rule, guint index) {
  const Block *block = engine_block(engine, index);
  if (rule->label && (!block->label || !engine_matches(engine, rule->label, block->label, rule->id))) return FALSE;
  if (rule->match && !engine_matches(engine, rule->match, block->text, rule->id)) return FALSE;
  return !rule->heading || is_below(engine, rule, index);
}

const ExceptionRule *exception_of(Engine *engine, guint index) {
  for (guint i = 0; i < engine->pack->exceptions->len; i++)
    if (applies(engine, engine->pack->exceptions->pdata[i], index)) return engine->pack->exceptions->pdata[i];
  return NULL;
}

void account_exceptions(Engine *engine) {
  for (guint r = 0; r < engine->pack->exceptions->len; r++) {
    const ExceptionRule *rule = engine->pack->exceptions->pdata[r];
    guint count = 0, page = 0;
    for (guint i = 0; i < engine->document->blocks->len; i++) {
      if (!engine_is_body(engine, i) || !engine_block(engine, i)->label || exception_of(engine, i) != rule) continue;
      if (count++ == 0) page = engine_page(engine, i);
    }
    if (count == 0) continue;
    g_autofree char *found = g_strdup_printf("%u", count);
    engine_check(engine, "exception", rule->id, CHECK_PASSED, NULL, found, page,
                 "%u labels are left out of the account, as the rule pack declares: %s", count, rule->reason);
  }
}
