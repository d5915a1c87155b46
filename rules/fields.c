/* Fields of findings: what a rule reads from a text, brought to its normal form. */

#include "rules/engine.h"

#include <string.h>

const char *field_name(const FieldRule *rule) {
  return rule->names->len ? rule->names->pdata[0] : rule->field;
}

void field_range(const FieldRule *rule, const PatternMatch *match, gsize *start, gsize *end) {
  if (!pattern_match_named_range(match, rule->group ? rule->group : "value", start, end)) pattern_match_range(match, start, end);
}

/* The values of TEXT in RULE's normal form; empty where it can't be brought into it. */
static GPtrArray *normal_values(const Engine *engine, const FieldRule *rule, const char *text) {
  GPtrArray *values = g_ptr_array_new_with_free_func(g_free);
  if (!rule->normal)
    g_ptr_array_add(values, g_strdup(text));
  else
    normal_form(rule->normal, engine->normals, text, values, NULL);
  return values;
}

static gboolean has_value(const Finding *finding, const char *name, const char *value) {
  const Field *field = finding_field(finding, name);
  if (!field) return FALSE;
  for (guint i = 0; i < field->values->len; i++)
    if (strcmp(field->values->pdata[i], value) == 0) return TRUE;
  return FALSE;
}

/* Adds what RULE makes of TEXT. The values go to the fields that `names` lists in turn, else all to `field`, each once. */
static void add_values(Engine *engine, Finding *finding, const FieldRule *rule, const char *text) {
  g_autoptr(GPtrArray) values = normal_values(engine, rule, text);
  g_autofree char *name = engine_rule_name(engine, rule->id);
  for (guint i = 0; i < values->len; i++) {
    const char *field = i < rule->names->len ? rule->names->pdata[i] : rule->field;
    if (!has_value(finding, field, values->pdata[i])) finding_add(finding, field, values->pdata[i], name);
  }
}

/* TRUE once RULE has what it looks for. */
static gboolean read_text(Engine *engine, Finding *finding, const FieldRule *rule, const char *text) {
  if (rule->value) {
    g_autofree char *name = engine_rule_name(engine, rule->id);
    finding_add(finding, rule->field, rule->value, name);
    return TRUE;
  }
  g_autoptr(PatternMatch) search = engine_search(rule->match, text);
  while (engine_next(engine, search, rule->id)) {
    gsize start = 0, end = 0;
    field_range(rule, search, &start, &end);
    g_autofree char *value = g_strndup(text + start, end - start);
    add_values(engine, finding, rule, value);
    if (!rule->all && finding_field(finding, field_name(rule))) return TRUE;
  }
  return FALSE;
}

void fields_read_text(Engine *engine, Finding *finding, const FieldRule *rule, const char *text) {
  read_text(engine, finding, rule, text);
}

void fields_read(Engine *engine, Finding *finding, const GPtrArray *rules) {
  for (guint i = 0; i < rules->len; i++) {
    const FieldRule *rule = rules->pdata[i];
    if (finding_field(finding, field_name(rule))) continue; /* an earlier rule for the field had its say */
    if (rule->where && !engine_matches(engine, rule->where, finding->text, rule->id)) continue;
    if (engine_matches_any(engine, rule->unless, finding->text, rule->id)) continue;
    read_text(engine, finding, rule, finding->text);
  }
}

void fields_read_blocks(Engine *engine, Finding *finding, const GPtrArray *rules, guint first, guint end) {
  for (guint i = 0; i < rules->len; i++) {
    const FieldRule *rule = rules->pdata[i];
    if (finding_field(finding, field_name(rule))) continue;
    for (guint b = first; b < end; b++) {
      const char *text = engine_block(engine, b)->text;
      if (!engine_is_body(engine, b) || (rule->where && !engine_matches(engine, rule->where, text, rule->id))) continue;
      if (engine_matches_any(engine, rule->unless, text, rule->id)) continue;
      if (read_text(engine, finding, rule, text)) break;
    }
  }
}

/* TEMPLATE with {item}, and with each {FACT} of the meeting, filled in; NULL where a fact was not found. You free it. */
static char *fill_setting(const Engine *engine, const char *template, const char *item) {
  g_autoptr(GString) value = g_string_new(template);
  g_string_replace(value, "{item}", item, 0);
  const char *open = strchr(value->str, '{'), *close = open ? strchr(open, '}') : NULL;
  while (close) {
    g_autofree char *name = g_strndup(open + 1, (gsize)(close - open - 1));
    const char *fact = findings_fact(engine->findings, name);
    gsize at = (gsize)(open - value->str);
    if (!fact) return NULL;
    g_string_erase(value, (gssize)at, (gssize)(close - open + 1));
    g_string_insert(value, (gssize)at, fact);
    open = strchr(value->str + at + strlen(fact), '{');
    close = open ? strchr(open, '}') : NULL;
  }
  return g_string_free(g_steal_pointer(&value), FALSE);
}

void fields_set(Engine *engine, Finding *finding, const GPtrArray *settings, const char *item, const char *rule) {
  g_autofree char *name = engine_rule_name(engine, rule);
  for (guint i = 0; i < settings->len; i++) {
    const Setting *setting = settings->pdata[i];
    g_autofree char *value = fill_setting(engine, setting->value, item);
    if (value) finding_add(finding, setting->name, value, name);
  }
}
