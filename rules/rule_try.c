#include "rules/rule_try.h"

#include "rules/engine.h"

#include <string.h>

static TryResult matches(const Expression *expression, const char *text) {
  static const TryResult results[] = {
      [PATTERN_MATCHED] = TRY_TAKES, [PATTERN_NO_MATCH] = TRY_PASSES, [PATTERN_LIMIT] = TRY_STOPPED};
  g_autoptr(PatternMatch) search = engine_search(expression, text);
  return results[pattern_next(search)];
}

/* What stands around the match itself: `where` and `unless`. */
static TryResult admits(const RuleRef *rule, const char *text) {
  if (rule->where) {
    TryResult where = matches(rule->where, text);
    if (where != TRY_TAKES) return where;
  }
  for (guint i = 0; rule->unless && i < rule->unless->len; i++) {
    TryResult unless = matches(rule->unless->pdata[i], text);
    if (unless != TRY_PASSES) return unless == TRY_TAKES ? TRY_PASSES : unless;
  }
  return TRY_TAKES;
}

/* The values of one match; FALSE where it gives none, as a word that is no date. */
static gboolean read_values(const RuleRef *rule, const NormalData *normals, const PatternMatch *match, const char *text,
                            GPtrArray *values) {
  gsize start = 0, end = 0;
  const char *normal = rule->kind == RULE_TOLD ? "number" : rule->field ? rule->field->normal : NULL;
  if (rule->field)
    field_range(rule->field, match, &start, &end);
  else if (!rule->groups[0] || !pattern_match_named_range(match, rule->groups[0], &start, &end))
    return rule->kind != RULE_RECORD || rule->record->titled || rule->record->table; /* the text stands elsewhere */
  g_autofree char *value = g_strndup(text + start, end - start);
  if (normal) return normal_form(normal, normals, value, values, NULL) && values->len > 0;
  g_ptr_array_add(values, g_steal_pointer(&value));
  return TRUE;
}

static TryResult search_values(const RuleRef *rule, const Expression *expression, const NormalData *normals, const char *text,
                               GPtrArray *values) {
  gboolean all = rule->field ? rule->field->all : rule->kind == RULE_RECORD;
  TryResult result = TRY_PASSES;
  g_autoptr(PatternMatch) search = engine_search(expression, text);
  PatternResult step;
  while ((step = pattern_next(search)) == PATTERN_MATCHED)
    if (read_values(rule, normals, search, text, values)) {
      result = TRY_TAKES;
      if (!all) break;
    }
  return step == PATTERN_LIMIT ? TRY_STOPPED : result;
}

TryResult rule_try(const RuleRef *rule, const NormalData *normals, const char *label, const char *text, GPtrArray *values) {
  g_autoptr(GPtrArray) own = g_ptr_array_new_with_free_func(g_free);
  if (!values) values = own;
  if (rule->label) {
    TryResult result = search_values(rule, rule->label, normals, label ? label : text, values);
    return result == TRY_TAKES && label && text && rule->match ? matches(rule->match, text) : result;
  }
  if (!rule->match || !text) return TRY_PASSES;
  TryResult result = admits(rule, text);
  return result == TRY_TAKES ? search_values(rule, rule->match, normals, text, values) : result;
}

/* --- examples */

static void failure_free(gpointer data) {
  ExampleFailure *failure = data;
  g_free(failure->rule);
  g_free(failure->expected);
  g_free(failure->found);
  g_free(failure);
}

typedef struct {
  const Pack *pack;
  const NormalData *normals;
  const GArray *rules; /* RuleRef */
  GPtrArray *failures;
  guint tried;
} Trial;

static char *join_values(const GPtrArray *values) {
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < values->len; i++) g_string_append_printf(text, "%s%s", i ? "; " : "", (char *)values->pdata[i]);
  return g_string_free(text, FALSE);
}

static void fail(Trial *trial, const RuleRef *rule, const Example *example, const char *expected, const char *found) {
  ExampleFailure *failure = g_new0(ExampleFailure, 1);
  failure->rule = g_strdup_printf("%s/%s", trial->pack->id, rule->id);
  failure->language = trial->pack->language;
  failure->example = example;
  failure->expected = g_strdup(expected);
  failure->found = g_strdup(found);
  g_ptr_array_add(trial->failures, failure);
}

static gboolean same_values(const GPtrArray *one, const GPtrArray *other) {
  if (one->len != other->len) return FALSE;
  for (guint i = 0; i < one->len; i++)
    if (strcmp(one->pdata[i], other->pdata[i]) != 0) return FALSE;
  return TRUE;
}

/* The lead-in in front of RULE that takes EXAMPLE first, as the engine tries them in turn; NULL for none. */
static const RuleRef *taken_before(const Trial *trial, const RuleRef *rule, const Example *example) {
  for (guint i = 0; rule->kind == RULE_LEAD_IN && i < trial->rules->len; i++) {
    const RuleRef *other = &g_array_index(trial->rules, RuleRef, i);
    if (other == rule) break;
    if (other->list == rule->list && rule_try(other, trial->normals, NULL, example->text, NULL) == TRY_TAKES) return other;
  }
  return NULL;
}

static void try_match(Trial *trial, const RuleRef *rule, const Example *example) {
  g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func(g_free);
  TryResult result = rule_try(rule, trial->normals, example->label, example->text, values);
  g_autofree char *expected = example->values ? join_values(example->values) : g_strdup("a match");
  g_autofree char *found = join_values(values);
  const RuleRef *before = result == TRY_TAKES ? taken_before(trial, rule, example) : NULL;
  if (before) {
    g_autofree char *taken = g_strdup_printf("\"%s\", which stands above, takes it", before->id);
    fail(trial, rule, example, expected, taken);
  } else if (result != TRY_TAKES) {
    fail(trial, rule, example, expected, result == TRY_PASSES ? "no match" : "the search was given up: too much backtracking");
  } else if (example->values && !same_values(example->values, values)) {
    fail(trial, rule, example, expected, values->len ? found : "a match without a value");
  }
}

static void try_reject(Trial *trial, const RuleRef *rule, const Example *example) {
  g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func(g_free);
  TryResult result = rule_try(rule, trial->normals, example->label, example->text, values);
  if (result == TRY_PASSES) return;
  g_autofree char *read = join_values(values);
  g_autofree char *found = values->len ? g_strdup_printf("a match: %s", read) : g_strdup("a match");
  fail(trial, rule, example, "no match", result == TRY_TAKES ? found : "the search was given up: too much backtracking");
}

GPtrArray *examples_try(const Pack *pack, const NormalData *normals, guint *tried) {
  g_autoptr(GArray) rules = rule_list(pack);
  Trial trial = {pack, normals, rules, g_ptr_array_new_with_free_func(failure_free), 0};
  for (guint i = 0; i < rules->len; i++) {
    const RuleRef *rule = &g_array_index(rules, RuleRef, i);
    const GPtrArray *good = rule->examples->matches, *bad = rule->examples->rejects;
    for (guint k = 0; good && k < good->len; k++) try_match(&trial, rule, good->pdata[k]);
    for (guint k = 0; bad && k < bad->len; k++) try_reject(&trial, rule, bad->pdata[k]);
    trial.tried += examples_count(good) + examples_count(bad);
  }
  if (tried) *tried += trial.tried;
  return trial.failures;
}
