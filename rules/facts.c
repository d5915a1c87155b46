/* Meeting facts: each is a finding of its own, with its place. Of several rules for one fact the first that finds it counts. */

#include "rules/trace.h"

#include <string.h>

static gboolean is_known(const Engine *engine, const char *name) {
  return findings_fact(engine->findings, name) != NULL;
}

/* A fact that PART shows, with VALUE in normal form. */
static void add_fact(Engine *engine, const FieldRule *rule, const char *name, const char *value, const Part *part) {
  g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(Part));
  g_array_append_val(parts, *part);
  Finding *fact = finding_assemble(engine, FINDING_FACT, parts);
  g_free(fact->number);
  fact->number = g_strdup(name);
  g_free(fact->text);
  fact->text = g_strdup(value);
  g_free(fact->rule);
  fact->rule = engine_rule_name(engine, rule->id);
  g_ptr_array_add(engine->findings->findings, fact);
}

/* The facts that one match of RULE gives. */
static gboolean take_match(Engine *engine, const FieldRule *rule, guint block, const PatternMatch *match) {
  const char *text = engine_block(engine, block)->text;
  gsize start = 0, end = 0;
  field_range(rule, match, &start, &end);
  g_autofree char *matched = g_strndup(text + start, end - start);
  g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func(g_free);
  if (!rule->normal)
    g_ptr_array_add(values, g_strdup(matched));
  else
    normal_form(rule->normal, engine->normals, matched, values, NULL);
  Part part = {.block = block, .start = (guint)start, .end = (guint)end};
  for (guint i = 0; i < values->len; i++)
    add_fact(engine, rule, i < rule->names->len ? rule->names->pdata[i] : rule->field, values->pdata[i], &part);
  if (values->len == 0)
    trace_decide(engine->trace, DECIDED_NORMAL_FORM, block, rule->id, "\"%s\" is no %s", matched, rule->normal);
  return values->len > 0;
}

static void find_fact(Engine *engine, const FieldRule *rule) {
  for (guint i = 0; i < engine->document->blocks->len; i++) {
    const char *text = engine_block(engine, i)->text;
    if (!engine_in_scope(engine, i, (Scope)rule->in) || (rule->where && !engine_matches(engine, rule->where, text, rule->id)))
      continue;
    if (engine_matches_any(engine, rule->unless, text, rule->id)) continue;
    g_autoptr(PatternMatch) search = engine_search(rule->match, text);
    while (engine_next(engine, search, rule->id))
      if (take_match(engine, rule, i, search) && !rule->all) return;
  }
}

/* A fact that is so for all of the body's reports stands on no page: the rule is its proof. */
static void state_fact(Engine *engine, const FieldRule *rule) {
  Finding *fact = finding_new();
  fact->kind = FINDING_FACT;
  fact->number = g_strdup(rule->field);
  fact->text = g_strdup(rule->value);
  fact->raw = g_strdup("");
  fact->rule = engine_rule_name(engine, rule->id);
  g_ptr_array_add(engine->findings->findings, fact);
}

void facts_find(Engine *engine) {
  for (guint i = 0; i < engine->pack->facts->len; i++) {
    const FieldRule *rule = engine->pack->facts->pdata[i];
    if (is_known(engine, field_name(rule))) continue;
    if (rule->value)
      state_fact(engine, rule);
    else
      find_fact(engine, rule);
  }
}
