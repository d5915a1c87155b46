/* The rules of a pack beside one another: what stands twice, what another hides, what nobody uses. */

#include "rules/engine.h"
#include "rules/lint.h"
#include "rules/rule_try.h"

#include <string.h>

#define RULE_AT(rules, index) (&g_array_index(rules, RuleRef, index))

static void tell(LintReport *report, LintKind kind, const RuleRef *rule, const char *what, const char *more) {
  const Examples *at = rule->examples;
  lint_tell(report, kind, at->file, at->line, at->column, "%s \"%s\" %s%s", rule_kind_names[rule->kind], rule->id, what, more);
}

/* Findings name the rule that made them, and must tell it by its id alone; that of a field is told by its record. */
static gboolean makes_findings(RuleKind kind) {
  return kind == RULE_FACT || kind == RULE_RECORD || kind == RULE_LEAD_IN || kind == RULE_START;
}

static void check_id(LintReport *report, const GArray *rules, guint index) {
  const RuleRef *rule = RULE_AT(rules, index);
  for (guint i = 0; i < index; i++) {
    const RuleRef *other = RULE_AT(rules, i);
    gboolean together = other->list == rule->list || (makes_findings(other->kind) && makes_findings(rule->kind));
    if (!together || strcmp(other->id, rule->id) != 0) continue;
    g_autofree char *where = g_strdup_printf("%s in line %u", rule_kind_names[other->kind], other->examples->line);
    tell(report, LINT_DUPLICATE_ID, rule, "has the id of the ", where);
    return;
  }
}

static gboolean same_expression(const Expression *one, const Expression *other) {
  return one && other ? strcmp(one->source, other->source) == 0 : one == other;
}

/* Does OTHER, tried first, look at all the texts that RULE looks at, with the same expression? */
static gboolean repeats(const RuleRef *rule, const RuleRef *other) {
  gboolean wide = same_expression(rule->where, other->where) || !other->where;
  return (rule->match || rule->label) && same_expression(rule->match, other->match) &&
         same_expression(rule->label, other->label) && rule_scope(rule) == rule_scope(other) && wide &&
         (!other->unless || other->unless->len == 0);
}

static gboolean reads_same(const FieldRule *one, const FieldRule *other) {
  return g_strcmp0(one->group ? one->group : "value", other->group ? other->group : "value") == 0;
}

static void check_reach(LintReport *report, const GArray *rules, guint index) {
  const RuleRef *rule = RULE_AT(rules, index);
  for (guint i = 0; i < index; i++) {
    const RuleRef *other = RULE_AT(rules, i);
    if (rule->list != other->list) continue;
    if (rule_competes(rule, other)) {
      const char *why = other->field && other->field->value ? "which always has a value" : "which looks for the same";
      if (!(other->field && other->field->value) && !repeats(rule, other)) continue;
      g_autofree char *behind = g_strdup_printf("\"%s\", %s", other->id, why);
      tell(report, LINT_UNREACHABLE, rule, "is never reached behind ", behind);
      return;
    }
    if (!repeats(rule, other) || (rule->field && !reads_same(rule->field, other->field)) || rule->kind == RULE_RECORD) continue;
    g_autofree char *as = g_strdup_printf("\"%s\"", other->id);
    if (!rule->field) tell(report, LINT_DUPLICATE_EXPRESSION, rule, "has the same expression as ", as);
    return;
  }
}

static gboolean takes_all(const RuleRef *rule, const RuleRef *other, const NormalData *normals) {
  const GPtrArray *examples = rule->examples->matches;
  for (guint i = 0; i < examples->len; i++) {
    const Example *example = examples->pdata[i];
    if (rule_try(other, normals, example->label, example->text, NULL) != TRY_TAKES) return FALSE;
  }
  return TRUE;
}

/* A field's rule all of whose examples an earlier rule takes in the same blocks. */
static void check_shadow(LintReport *report, const GArray *rules, guint index, const NormalData *normals) {
  const RuleRef *rule = RULE_AT(rules, index);
  if (!rule->field || !rule->match || examples_count(rule->examples->matches) == 0) return;
  for (guint i = 0; i < index; i++) {
    const RuleRef *other = RULE_AT(rules, i);
    if (!rule_competes(rule, other) || !other->match || rule_scope(rule) != rule_scope(other) || !takes_all(rule, other, normals))
      continue;
    g_autofree char *name = g_strdup_printf("\"%s\"", other->id);
    tell(report, LINT_SHADOWED, rule, "has no example that is not taken before by ", name);
    return;
  }
}

/* A rule that only states a value, or whose records all begin by its starts, has nothing to try. */
static void check_examples(LintReport *report, const RuleRef *rule) {
  if (!rule->match && !rule->label) return;
  if (examples_count(rule->examples->matches) == 0) tell(report, LINT_NO_EXAMPLES, rule, "has no examples", "");
}

/* A section that a report is expected to have serves the certificate, though no rule looks for records in it. */
static void check_sections(LintReport *report, const Pack *pack) {
  for (guint i = 0; i < pack->sections->len; i++) {
    const SectionRule *section = pack->sections->pdata[i];
    gboolean used = section->expected;
    for (guint k = 0; k < pack->records->len; k++)
      used = used || g_strcmp0(((const RecordRule *)pack->records->pdata[k])->section, section->id) == 0;
    const Examples *at = &section->examples;
    if (!used)
      lint_tell(report, LINT_UNUSED_SECTION, at->file, at->line, at->column, "no rule looks for records in section \"%s\"",
                section->id);
  }
}

static gboolean expects_anything(const Pack *pack) {
  for (guint i = 0; i < pack->facts->len; i++)
    if (((const FieldRule *)pack->facts->pdata[i])->expected) return TRUE;
  for (guint i = 0; i < pack->sections->len; i++)
    if (((const SectionRule *)pack->sections->pdata[i])->expected) return TRUE;
  return FALSE;
}

static void check_metadata(LintReport *report, const Pack *pack) {
  g_autofree char *folder = g_path_get_dirname(pack->path), *shared = g_build_filename(folder, "pack.yaml", NULL);
  const char *file = g_intern_string(shared);
  GString *missing = g_string_new(NULL);
  const struct {
    const char *name;
    gboolean there;
  } rows[] = {{"author", pack->author != NULL}, {"modified", pack->modified != NULL}, {"references", pack->references->len > 0}};
  for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
    if (!rows[i].there) g_string_append_printf(missing, "%s%s", missing->len ? ", " : "", rows[i].name);
  if (missing->len) lint_tell(report, LINT_NO_METADATA, file, 1, 1, "pack \"%s\" lacks %s", pack->id, missing->str);
  if (!pack->abstract && !expects_anything(pack))
    lint_tell(report, LINT_NOTHING_EXPECTED, file, 1, 1, "pack \"%s\" expects no fact and no section of a report", pack->id);
  g_string_free(missing, TRUE);
}

void lint_rules(LintReport *report, const Pack *pack, const NormalData *normals) {
  g_autoptr(GArray) rules = rule_list(pack);
  for (guint i = 0; i < rules->len; i++) {
    check_id(report, rules, i);
    check_reach(report, rules, i);
    check_shadow(report, rules, i, normals);
    check_examples(report, RULE_AT(rules, i));
  }
  check_sections(report, pack);
  check_metadata(report, pack);
}
