/* Trials: an expression on a text, with what it took or what stopped it. */
#include "rules/explain_private.h"

const char *const trial_result_names[] = {
    [TRIAL_MATCHED] = "matched",     [TRIAL_NO_MATCH] = "no_match", [TRIAL_REFUSED] = "refused",
    [TRIAL_NOT_ASKED] = "not_asked", [TRIAL_NOT_ASKED + 1] = NULL,
};

static void capture_free(gpointer data) {
  Capture *capture = data;
  g_free(capture->name);
  g_free(capture->text);
  g_free(capture);
}

void trial_free(Trial *trial) {
  if (!trial) return;
  g_free(trial->rule);
  g_free(trial->key);
  g_free(trial->why);
  g_ptr_array_unref(trial->captures);
  g_free(trial);
}

/* The trial of EXPRESSION, named; nothing is tried yet. */
static Trial *name_trial(const Explanation *explanation, const Expression *expression, guint block, const char *text) {
  Trial *trial = g_new0(Trial, 1);
  trial->expression = expression;
  trial->block = block;
  trial->text = text;
  trial->captures = g_ptr_array_new_with_free_func(capture_free);
  for (guint i = 0; i < explanation->expressions->len; i++) {
    const NamedExpression *named = explanation->expressions->pdata[i];
    if (named->expression != expression) continue;
    trial->rule = g_strdup(named->rule);
    trial->key = g_strdup(named->key);
    return trial;
  }
  trial->rule = g_strdup("");
  trial->key = g_strdup("");
  return trial;
}

static void take_match(Trial *trial, const PatternMatch *match) {
  trial->result = TRIAL_MATCHED;
  pattern_match_range(match, &trial->start, &trial->end);
  for (const char *const *name = pattern_groups(trial->expression->pattern); *name; name++) {
    char *text = pattern_match_named(match, *name);
    if (!text) continue;
    Capture *capture = g_new0(Capture, 1);
    capture->name = g_strdup(*name);
    capture->text = text;
    g_ptr_array_add(trial->captures, capture);
  }
}

static gboolean is_range(const PatternMatch *match, const char *group, gsize start, gsize end) {
  gsize from = 0, to = 0;
  if (!pattern_match_named_range(match, group, &from, &to)) pattern_match_range(match, &from, &to);
  return from == start && to == end;
}

Trial *trial_of_match(const Explanation *explanation, const Expression *expression, guint block, const char *text,
                      const char *group, gsize start, gsize end) {
  Trial *trial = name_trial(explanation, expression, block, text);
  g_autoptr(PatternMatch) match = engine_search(expression, text);
  while (pattern_next(match) == PATTERN_MATCHED) {
    if (!is_range(match, group, start, end)) continue;
    take_match(trial, match);
    return trial;
  }
  trial_free(trial);
  return trial_new(explanation, expression, block, text);
}

Trial *trial_new(const Explanation *explanation, const Expression *expression, guint block, const char *text) {
  Trial *trial = name_trial(explanation, expression, block, text);
  g_autoptr(PatternMatch) match = engine_search(expression, text);
  if (pattern_next(match) == PATTERN_MATCHED) {
    take_match(trial, match);
  } else {
    trial->result = TRIAL_NO_MATCH;
    trial->reach = reach_of(expression->source, text, engine_subject(text));
    /* It was given up, though with more patience it matches. */
    if (trial->reach.kind == STOP_NONE) trial->reach = (Reach){.kind = STOP_LIMIT};
  }
  return trial;
}

Trial *trial_not_asked(const Explanation *explanation, const Expression *expression, guint block, char *why) {
  Trial *trial = name_trial(explanation, expression, block, NULL);
  trial->result = TRIAL_NOT_ASKED;
  trial->why = why;
  return trial;
}

/* Of two that match, one that was asked is nearer; then what matters is how much of the expression has matched, then how much of
 * the text. */
static double nearness(const Trial *trial) {
  static const double of_result[] = {[TRIAL_MATCHED] = 3, [TRIAL_REFUSED] = 2.5, [TRIAL_NO_MATCH] = 0, [TRIAL_NOT_ASKED] = 0};
  if (trial->result == TRIAL_NOT_ASKED && trial->end > 0) return 2;
  return of_result[trial->result] + trial->reach.share;
}

int trial_compare(gconstpointer a, gconstpointer b) {
  const Trial *one = *(Trial *const *)a, *other = *(Trial *const *)b;
  double x = nearness(one), y = nearness(other);
  if (x != y) return x > y ? -1 : 1;
  gsize n = one->reach.text_stop - one->reach.text_start, m = other->reach.text_stop - other->reach.text_start;
  return n == m ? 0 : n > m ? -1 : 1;
}

gboolean trial_is_nearer(const Trial *one, const Trial *other) {
  return !other || trial_compare(&one, &other) < 0;
}

Trial *trial_nearer(Trial *one, Trial *other) {
  if (!one || !other) return one ? one : other;
  gboolean nearer = trial_is_nearer(other, one);
  trial_free(nearer ? one : other);
  return nearer ? other : one;
}
