/* The numbers that a report tells of its own recommendations, in words or digits, against those found: of all, wherever they are
 * told, and of a list, in the sentence that leads to it. */
#include "rules/certificate.h"

#include <string.h>

enum { MOST_TOLD = 12 }; /* different totals: more are no total */

static guint count_records(const Engine *engine) {
  guint count = 0;
  for (guint i = 0; i < engine->findings->findings->len; i++)
    count += ((const Finding *)engine->findings->findings->pdata[i])->kind == FINDING_RECOMMENDATION;
  return count;
}

/* How many records stand under the lead-in of block INDEX; -1 where it is none. */
static int count_under(const Engine *engine, guint index) {
  for (guint i = 0; i < engine->leads->len; i++) {
    const LeadCount *lead = &g_array_index(engine->leads, LeadCount, i);
    if (lead->block == index) return (int)lead->records;
  }
  return -1;
}

static void compare(Engine *engine, guint index, const char *told, guint count) {
  const Block *block = engine_block(engine, index);
  g_autofree char *found = g_strdup_printf("%u", count);
  gboolean same = strcmp(told, found) == 0;
  engine_check(engine, "told_count", block->label, same ? CHECK_PASSED : CHECK_FAILED, told, found, engine_page(engine, index),
               same ? "the lead-in tells of %s recommendations, and as many were found"
                    : "the lead-in tells of %s recommendations, but %s were found",
               told, found);
}

/* What RULE reads from block INDEX, each number that it tells. Numbers of all recommendations are added to TOLD. */
static void read_block(Engine *engine, const ToldRule *rule, guint index, GPtrArray *told, guint *page) {
  int under = rule->of == TOLD_LIST ? count_under(engine, index) : 0;
  if (under < 0) return;
  g_autoptr(PatternMatch) match = engine_search(rule->match, engine_block(engine, index)->text);
  while (engine_next(engine, match, rule->id)) {
    g_autofree char *count = pattern_match_named(match, "count");
    g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func(g_free);
    if (!count || !normal_form("number", engine->normals, count, values, NULL)) continue;
    if (rule->of == TOLD_LIST) {
      compare(engine, index, values->pdata[0], (guint)under);
      return;
    }
    if (told->len == 0) *page = engine_page(engine, index);
    if (told->len < MOST_TOLD && !g_ptr_array_find_with_equal_func(told, values->pdata[0], g_str_equal, NULL))
      g_ptr_array_add(told, g_strdup(values->pdata[0]));
  }
}

/* The report's own total: told several times, it is told the same each time. */
static void check_total(Engine *engine, const GPtrArray *told, guint page) {
  g_autofree char *found = g_strdup_printf("%u", count_records(engine));
  g_autoptr(GString) all = g_string_new(NULL);
  for (guint i = 0; i < told->len; i++) g_string_append_printf(all, "%s%s", i ? " and " : "", (const char *)told->pdata[i]);
  if (told->len == 0)
    engine_check(engine, "told_count", NULL, CHECK_UNANSWERED, NULL, found, 0,
                 "the report does not tell how many recommendations there are");
  else if (strcmp(all->str, found) == 0)
    engine_check(engine, "told_count", NULL, CHECK_PASSED, all->str, found, page,
                 "the report tells of %s recommendations, and as many were found", all->str);
  else
    engine_check(engine, "told_count", NULL, CHECK_FAILED, all->str, found, page,
                 "the report tells of %s recommendations, but %s were found", all->str, found);
}

void account_told(Engine *engine) {
  g_autoptr(GPtrArray) told = g_ptr_array_new_with_free_func(g_free);
  guint page = 0;
  for (guint r = 0; r < engine->pack->told->len; r++)
    for (guint i = 0; i < engine->document->blocks->len; i++)
      if (engine_is_body(engine, i)) read_block(engine, engine->pack->told->pdata[r], i, told, &page);
  check_total(engine, told, page);
}
