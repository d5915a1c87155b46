#include "rules/rule_list.h"

#include "rules/engine.h"

#include <string.h>

const char *const rule_kind_names[] = {"evidence", "fact",      "section", "record", "lead-in", "start",
                                       "field",    "following", "column",  "told",   NULL};

static const char *const no_groups[] = {NULL};
static const char *const value_groups[] = {"value", NULL};
static const char *const start_groups[] = {"item", "lead", NULL};
static const char *const find_groups[] = {"text", "item", "printed", NULL};
static const char *const told_groups[] = {"count", NULL};

static void add_evidence(GArray *list, const GPtrArray *rules) {
  for (guint i = 0; i < rules->len; i++) {
    const Evidence *rule = rules->pdata[i];
    RuleRef ref = {.kind = RULE_EVIDENCE,
                   .id = rule->id,
                   .list = rules,
                   .examples = &rule->examples,
                   .match = rule->match,
                   .groups = no_groups};
    g_array_append_val(list, ref);
  }
}

static void add_fields(GArray *list, RuleKind kind, const GPtrArray *rules, const RecordRule *record) {
  for (guint i = 0; i < rules->len; i++) {
    const FieldRule *rule = rules->pdata[i];
    RuleRef ref = {.kind = kind,
                   .id = rule->id,
                   .list = rules,
                   .examples = &rule->examples,
                   .match = rule->match,
                   .where = kind == RULE_COLUMN ? NULL : rule->where, /* there it is tried on the column's heading */
                   .unless = rule->unless,
                   .groups = value_groups,
                   .field = rule,
                   .record = record};
    g_array_append_val(list, ref);
  }
}

static void add_sections(GArray *list, const GPtrArray *rules) {
  for (guint i = 0; i < rules->len; i++) {
    const SectionRule *rule = rules->pdata[i];
    RuleRef ref = {.kind = RULE_SECTION,
                   .id = rule->id,
                   .list = rules,
                   .examples = &rule->examples,
                   .match = rule->heading,
                   .groups = no_groups};
    g_array_append_val(list, ref);
  }
}

static void add_lead_ins(GArray *list, const RecordRule *record) {
  for (guint i = 0; i < record->lead_ins->len; i++) {
    const LeadIn *rule = record->lead_ins->pdata[i];
    RuleRef ref = {.kind = RULE_LEAD_IN,
                   .id = rule->id,
                   .list = record->lead_ins,
                   .examples = &rule->examples,
                   .match = rule->match,
                   .groups = no_groups,
                   .record = record};
    g_array_append_val(list, ref);
  }
}

static void add_starts(GArray *list, const RecordRule *record) {
  for (guint i = 0; i < record->starts->len; i++) {
    const StartRule *rule = record->starts->pdata[i];
    RuleRef ref = {.kind = RULE_START,
                   .id = rule->id,
                   .list = record->starts,
                   .examples = &rule->examples,
                   .label = rule->label,
                   .match = rule->heading && !rule->label ? rule->heading : rule->text,
                   .groups = start_groups,
                   .record = record};
    g_array_append_val(list, ref);
  }
}

static void add_record(GArray *list, const GPtrArray *rules, const RecordRule *rule) {
  RuleRef ref = {.kind = RULE_RECORD,
                 .id = rule->id,
                 .list = rules,
                 .examples = &rule->examples,
                 .match = rule->find ? rule->find : rule->table,
                 .where = rule->where,
                 .unless = rule->find ? rule->narrative : NULL,
                 .groups = rule->find ? find_groups : no_groups,
                 .record = rule};
  g_array_append_val(list, ref);
  add_lead_ins(list, rule);
  add_starts(list, rule);
  add_fields(list, RULE_FIELD, rule->fields, rule);
  add_fields(list, RULE_FOLLOWING, rule->following, rule);
  add_fields(list, RULE_COLUMN, rule->columns, rule);
}

static void add_told(GArray *list, const GPtrArray *rules) {
  for (guint i = 0; i < rules->len; i++) {
    const ToldRule *rule = rules->pdata[i];
    RuleRef ref = {.kind = RULE_TOLD,
                   .id = rule->id,
                   .list = rules,
                   .examples = &rule->examples,
                   .match = rule->match,
                   .groups = told_groups};
    g_array_append_val(list, ref);
  }
}

GArray *rule_list(const Pack *pack) {
  GArray *list = g_array_new(FALSE, FALSE, sizeof(RuleRef));
  add_evidence(list, pack->recognise.evidence);
  add_fields(list, RULE_FACT, pack->facts, NULL);
  add_sections(list, pack->sections);
  for (guint i = 0; i < pack->records->len; i++) add_record(list, pack->records, pack->records->pdata[i]);
  add_told(list, pack->told);
  return list;
}

int rule_scope(const RuleRef *rule) {
  if (rule->kind == RULE_SECTION) return IN_HEADINGS;
  if (rule->kind == RULE_FACT) return rule->field->in;
  if (rule->kind == RULE_RECORD && rule->record->find) return rule->record->in;
  if (rule->kind != RULE_EVIDENCE) return IN_BODY;
  const Evidence *evidence =
      (const Evidence *)(gconstpointer)((const char *)rule->examples - G_STRUCT_OFFSET(Evidence, examples));
  return evidence->in;
}

gboolean rule_competes(const RuleRef *rule, const RuleRef *other) {
  if (rule->list != other->list) return FALSE;
  if (rule->field) return strcmp(field_name(rule->field), field_name(other->field)) == 0;
  return rule->kind == RULE_LEAD_IN || rule->kind == RULE_START;
}

const char *rule_of_path(const char *path) {
  const char *last = strrchr(path, '/');
  return last ? last + 1 : path;
}
