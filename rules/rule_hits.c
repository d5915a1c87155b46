#include "rules/rule_hits.h"

#include "rules/engine.h"
#include "rules/rule_try.h"

#include <string.h>

typedef struct {
  const Engine *engine;
  const NormalData *normals;
  const GArray *rules; /* RuleRef */
  GArray *hits;        /* RuleHits, in step */
  gboolean *takes;     /* in step: does the rule take the text at hand? */
} Count;

/* Tries the rules that TRIED says on one text, and counts. */
static void count_text(Count *count, const char *label, const char *text, const gboolean *tried) {
  memset(count->takes, 0, count->rules->len * sizeof(gboolean));
  for (guint i = 0; i < count->rules->len; i++) {
    const RuleRef *rule = &g_array_index(count->rules, RuleRef, i);
    if (!tried[i] || (rule->label && !label) || rule_try(rule, count->normals, label, text, NULL) != TRY_TAKES) continue;
    RuleHits *hits = &g_array_index(count->hits, RuleHits, i);
    count->takes[i] = TRUE;
    hits->hits++;
    for (guint k = 0; k < i; k++) {
      if (!count->takes[k] || !rule_competes(rule, &g_array_index(count->rules, RuleRef, k))) continue;
      hits->overlaps++;
      break;
    }
  }
}

static void count_blocks(Count *count) {
  g_autofree gboolean *tried = g_new0(gboolean, count->rules->len + 1);
  for (guint b = 0; b < count->engine->document->blocks->len; b++) {
    const Block *block = engine_block(count->engine, b);
    for (guint i = 0; i < count->rules->len; i++) {
      const RuleRef *rule = &g_array_index(count->rules, RuleRef, i);
      tried[i] =
          rule->kind != RULE_FIELD && rule->kind != RULE_COLUMN && engine_in_scope(count->engine, b, (Scope)rule_scope(rule));
    }
    count_text(count, block->label, block->text, tried);
  }
}

static void count_records(Count *count, const Findings *findings) {
  g_autofree gboolean *tried = g_new0(gboolean, count->rules->len + 1);
  for (guint f = 0; f < findings->findings->len; f++) {
    const Finding *finding = findings->findings->pdata[f];
    for (guint i = 0; i < count->rules->len; i++) {
      const RuleRef *rule = &g_array_index(count->rules, RuleRef, i);
      tried[i] = rule->kind == RULE_FIELD && rule->record->kind == (int)finding->kind;
    }
    count_text(count, NULL, finding->text, tried);
  }
}

GArray *rule_hits(const Pack *pack, const NormalData *normals, const Document *document, const Findings *findings) {
  const Engine engine = {.document = document, .pack = pack, .normals = normals};
  g_autoptr(GArray) rules = rule_list(pack);
  GArray *hits = g_array_new(FALSE, TRUE, sizeof(RuleHits));
  g_array_set_size(hits, rules->len);
  g_autofree gboolean *takes = g_new0(gboolean, rules->len + 1);
  Count count = {&engine, normals, rules, hits, takes};
  count_blocks(&count);
  count_records(&count, findings);
  return hits;
}
