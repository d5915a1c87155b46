/* Records that stand within sentences: topics named in a list, agenda items by their titles. */

#include "rules/engine.h"

#include <string.h>

typedef struct {
  Engine *engine;
  const RecordRule *rule;
  GHashTable *seen; /* numbers, for `once` */
  GPtrArray *found; /* Finding, borrowed */
  GArray *blocks;   /* guint: the block that each was found in */
} Search;

static gboolean in_section(const Engine *engine, const char *id, guint index) {
  if (!id) return TRUE;
  for (guint i = 0; i < engine->sections->len; i++) {
    const Section *section = &g_array_index(engine->sections, Section, i);
    if (strcmp(section->rule->id, id) == 0 && index >= section->first && index < section->end) return TRUE;
  }
  return FALSE;
}

static char *number_of(const RecordRule *rule, const char *item) {
  GString *number = g_string_new(rule->number);
  g_string_replace(number, "{item}", item, 0);
  return g_string_free(number, FALSE);
}

static void take_match(Search *search, guint block, const PatternMatch *match) {
  Engine *engine = search->engine;
  const RecordRule *rule = search->rule;
  g_autofree char *named = pattern_match_named(match, "item");
  const char *item = named ? named : "";
  g_autofree char *number = number_of(rule, item);
  gsize start = 0, end = 0;
  if (!pattern_match_named_range(match, "text", &start, &end) || end == start) return;
  if (rule->once && !g_hash_table_add(search->seen, g_strdup(number))) return;
  g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(Part));
  Part part = {.block = block, .start = (guint)start, .end = (guint)end};
  g_array_append_val(parts, part);
  Finding *finding = finding_assemble(engine, (FindingKind)rule->kind, parts);
  g_free(finding->number);
  g_free(finding->rule);
  finding->number = g_steal_pointer(&number);
  finding->number_printed = pattern_match_named(match, "printed");
  finding->rule = engine_rule_name(engine, rule->id);
  fields_set(engine, finding, rule->set, item, rule->id);
  fields_read(engine, finding, rule->fields);
  g_ptr_array_add(engine->findings->findings, finding);
  g_ptr_array_add(search->found, finding);
  g_array_append_val(search->blocks, block);
  BlockClass *class = &g_array_index(engine->classes, BlockClass, block);
  if (rule->kind == FINDING_RECOMMENDATION && *class == BLOCK_UNSEEN) *class = BLOCK_IS_RECORD;
}

static void search_block(Search *search, guint index) {
  Engine *engine = search->engine;
  const RecordRule *rule = search->rule;
  const char *text = engine_block(engine, index)->text;
  if (rule->where && !engine_matches(engine, rule->where, text, rule->id)) return;
  if (engine_matches_any(engine, rule->narrative, text, rule->id)) return;
  g_autoptr(PatternMatch) match = engine_search(rule->find, text);
  while (engine_next(engine, match, rule->id)) take_match(search, index, match);
}

/* How far the blocks reach that tell more of the record found in BLOCK: to the next record, and no farther than its part. */
static guint following_end(const Search *search, guint which) {
  const Engine *engine = search->engine;
  guint block = g_array_index(search->blocks, guint, which);
  int heading = engine_block(engine, block)->kind == BLOCK_HEADING ? (int)block : g_array_index(engine->parents, int, block);
  guint end = heading >= 0 ? outline_end(engine, (guint)heading) : engine->document->blocks->len;
  for (guint i = which + 1; i < search->blocks->len; i++) {
    guint next = g_array_index(search->blocks, guint, i);
    if (next > block) return MIN(end, next);
  }
  return end;
}

void search_find(Engine *engine, const RecordRule *rule) {
  g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GPtrArray) found = g_ptr_array_new();
  g_autoptr(GArray) blocks = g_array_new(FALSE, FALSE, sizeof(guint));
  Search search = {engine, rule, seen, found, blocks};
  for (guint i = 0; i < engine->document->blocks->len; i++)
    if (engine_is_body(engine, i) && in_section(engine, rule->section, i)) search_block(&search, i);
  for (guint i = 0; i < found->len; i++) {
    guint block = g_array_index(blocks, guint, i);
    fields_read_blocks(engine, found->pdata[i], rule->following, block, following_end(&search, i));
  }
}
