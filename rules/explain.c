/* Explanations: the engine's run, kept; the packs' cases for the document; which blocks are asked about. */
#include "rules/explain_private.h"

#include <string.h>

static void named_free(gpointer data) {
  NamedExpression *named = data;
  g_free(named->rule);
  g_free(named->key);
  g_free(named);
}

static void explained_pack_free(gpointer data) {
  ExplainedPack *explained = data;
  g_ptr_array_unref(explained->found);
  g_ptr_array_unref(explained->nearest);
  g_free(explained);
}

void explanation_free(Explanation *explanation) {
  if (!explanation) return;
  g_ptr_array_unref(explanation->packs);
  g_ptr_array_unref(explanation->expressions);
  trace_free(explanation->trace);
  findings_free(explanation->findings);
  g_free(explanation->verdict);
  g_free(explanation);
}

static void name_expression(const char *path, const char *key, const Expression *expression, gpointer data) {
  NamedExpression *named = g_new0(NamedExpression, 1);
  named->rule = g_strdup(path);
  named->key = g_strdup(key);
  named->expression = expression;
  g_ptr_array_add(data, named);
}

/* --- which pack claims the document */

/* EVIDENCE on the first block that shows it; else NULL, and in *NEAREST the nearest trial where that is wanted. */
static Trial *find_evidence(const Explanation *explanation, const Evidence *evidence, Trial **nearest) {
  const Engine *engine = &explanation->trace->engine;
  for (guint i = 0; i < explanation->document->blocks->len; i++) {
    const char *text = engine_block(engine, i)->text;
    if (!engine_in_scope(engine, i, (Scope)evidence->in)) continue;
    g_autoptr(PatternMatch) match = engine_search(evidence->match, text);
    gboolean found = pattern_next(match) == PATTERN_MATCHED;
    if (found || nearest) {
      Trial *trial = trial_new(explanation, evidence->match, i, text);
      if (found) return trial;
      *nearest = trial_nearer(*nearest, trial);
    }
  }
  return NULL;
}

static void free_trial(gpointer trial) {
  trial_free(trial);
}

static ExplainedPack *weigh_pack(const Explanation *explanation, const Pack *pack) {
  ExplainedPack *explained = g_new0(ExplainedPack, 1);
  explained->pack = pack;
  explained->chosen = pack == explanation->trace->engine.pack;
  explained->found = g_ptr_array_new_with_free_func(free_trial);
  explained->nearest = g_ptr_array_new_with_free_func(free_trial);
  for (guint i = 0; i < pack->recognise.evidence->len; i++) {
    const Evidence *evidence = pack->recognise.evidence->pdata[i];
    gboolean wanted = !explanation->trace->engine.pack && evidence->weight > 0;
    Trial *nearest = NULL;
    Trial *found = find_evidence(explanation, evidence, wanted ? &nearest : NULL);
    if (found) explained->weight += evidence->weight;
    if (found) g_clear_pointer(&nearest, trial_free);
    g_ptr_array_add(explained->found, found);
    g_ptr_array_add(explained->nearest, nearest);
  }
  return explained;
}

/* --- what would make a pack claim it */

/* The pack that lacks least of its threshold. */
static const ExplainedPack *nearest_pack(const Explanation *explanation) {
  const ExplainedPack *best = NULL;
  for (guint i = 0; i < explanation->packs->len; i++) {
    const ExplainedPack *pack = explanation->packs->pdata[i];
    if (!best || pack->pack->recognise.threshold - pack->weight < best->pack->recognise.threshold - best->weight) best = pack;
  }
  return best;
}

static void tell_evidence(GString *verdict, const Explanation *explanation, const ExplainedPack *explained) {
  const Trial *nearest = NULL;
  const Evidence *missing = NULL;
  for (guint i = 0; i < explained->found->len; i++) {
    const Evidence *evidence = explained->pack->recognise.evidence->pdata[i];
    const Trial *trial = explained->found->pdata[i], *near = explained->nearest->pdata[i];
    if (trial && evidence->weight < 0) {
      g_autofree char *block = quote_block(explanation, trial->block);
      g_string_append_printf(verdict, " Against it speaks `%s` (weight %d), found in %s.", evidence->id, evidence->weight, block);
    }
    if (near && trial_is_nearer(near, nearest)) {
      nearest = near;
      missing = evidence;
    }
  }
  if (!nearest) return;
  if (nearest->reach.share == 0) {
    g_string_append(verdict, " Nothing in the document resembles what is missing.");
    return;
  }
  g_autofree char *rule = quote_rule(nearest), *block = quote_block(explanation, nearest->block), *told = trial_told(nearest);
  g_string_append_printf(verdict, " What comes nearest of what is missing is %s, of weight %d: on %s it %s.", rule,
                         missing->weight, block, told);
}

static char *tell_unclaimed(const Explanation *explanation) {
  GString *verdict = g_string_new("No pack claims the document, so no rule was tried.");
  const ExplainedPack *nearest = nearest_pack(explanation);
  if (explanation->document->blocks->len == 0) {
    g_string_assign(verdict, "The document has no text, so no rule was tried.");
  } else if (nearest) {
    const Pack *pack = nearest->pack;
    g_string_append_printf(verdict, " The nearest is \"%s\" (%s): the evidence found weighs %d, and it asks for %d.", pack->id,
                           pack->language, nearest->weight, pack->recognise.threshold);
    tell_evidence(verdict, explanation, nearest);
  }
  return g_string_free(verdict, FALSE);
}

Explanation *explanation_new(const Rules *rules, const Document *document, const Pack *applied) {
  Explanation *explanation = g_new0(Explanation, 1);
  explanation->document = document;
  explanation->trace = trace_new();
  explanation->trace->pack = applied;
  explanation->findings = rules_apply_traced(rules, document, explanation->trace);
  explanation->expressions = g_ptr_array_new_with_free_func(named_free);
  explanation->packs = g_ptr_array_new_with_free_func(explained_pack_free);
  const Pack *chosen = explanation->trace->engine.pack;
  const GPtrArray *packs = rules_packs(rules);
  for (guint i = 0; i < packs->len; i++)
    if (!chosen || packs->pdata[i] == chosen) pack_each_pattern(packs->pdata[i], name_expression, explanation->expressions);
  for (guint i = 0; i < packs->len; i++) g_ptr_array_add(explanation->packs, weigh_pack(explanation, packs->pdata[i]));
  if (!chosen) explanation->verdict = tell_unclaimed(explanation);
  return explanation;
}

/* --- what is asked about */

GPtrArray *explanation_findings(const Explanation *explanation, const char *id) {
  GPtrArray *found = g_ptr_array_new();
  for (guint i = 0; i < explanation->findings->findings->len; i++) {
    Finding *finding = explanation->findings->findings->pdata[i];
    if (g_strcmp0(finding->id, id) == 0 || g_strcmp0(finding->number, id) == 0) g_ptr_array_add(found, finding);
  }
  return found;
}

/* TEXT without spaces, whatever its case: so a passage is found however its lines break. */
static char *fold(const char *text) {
  g_autofree char *normal = g_utf8_normalize(text, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *folded = g_utf8_casefold(normal ? normal : text, -1);
  GString *out = g_string_new(NULL);
  for (const char *at = folded; *at; at = g_utf8_next_char(at))
    if (!g_unichar_isspace(g_utf8_get_char(at))) g_string_append_unichar(out, g_utf8_get_char(at));
  return g_string_free(out, FALSE);
}

GArray *explanation_blocks_with(const Explanation *explanation, const char *words) {
  g_autofree char *wanted = fold(words);
  GArray *blocks = g_array_new(FALSE, FALSE, sizeof(guint));
  for (guint i = 0; i < explanation->document->blocks->len && *wanted; i++) {
    const Block *block = explanation->document->blocks->pdata[i];
    g_autofree char *whole = g_strconcat(block->label ? block->label : "", block->text, NULL);
    g_autofree char *clean = fold(whole), *raw = fold(block->raw);
    if (strstr(clean, wanted) || strstr(raw, wanted)) g_array_append_val(blocks, i);
  }
  return blocks;
}

GArray *explanation_blocks_on(const Explanation *explanation, guint page) {
  GArray *blocks = g_array_new(FALSE, FALSE, sizeof(guint));
  for (guint i = 0; i < explanation->document->blocks->len; i++) {
    const Block *block = explanation->document->blocks->pdata[i];
    gboolean there = FALSE;
    for (guint s = 0; s < block->spans->len; s++) there = there || ((const Span *)block->spans->pdata[s])->page == page;
    if (there) g_array_append_val(blocks, i);
  }
  return blocks;
}

const Decision *decision_on(const Explanation *explanation, guint block, const char *rule) {
  const GPtrArray *decisions = explanation->trace->decisions;
  for (guint i = decisions->len; i > 0; i--) {
    const Decision *decision = decisions->pdata[i - 1];
    if (decision->block == block && strcmp(decision->rule, rule) == 0) return decision;
  }
  return NULL;
}
