#include "rules/engine.h"

#include "rules/trace.h"

#include <stdarg.h>
#include <string.h>

/* A search of a longer text may run for seconds within its limits; no paragraph of a report comes near. */
enum { LONGEST_SUBJECT = 64 * 1024 };

const Block *engine_block(const Engine *engine, guint index) {
  return engine->document->blocks->pdata[index];
}

guint engine_page(const Engine *engine, guint index) {
  const Block *block = engine_block(engine, index);
  return block->spans->len ? ((const Span *)block->spans->pdata[0])->page : 0;
}

gboolean engine_is_body(const Engine *engine, guint index) {
  BlockKind kind = engine_block(engine, index)->kind;
  return kind == BLOCK_HEADING || kind == BLOCK_PARAGRAPH || kind == BLOCK_LIST_ITEM;
}

gboolean engine_in_scope(const Engine *engine, guint index, Scope scope) {
  const Block *block = engine_block(engine, index);
  switch (scope) {
  case IN_COVER:
    return engine_page(engine, index) == 1;
  case IN_BODY:
    return engine_is_body(engine, index);
  case IN_HEADINGS:
    return block->kind == BLOCK_HEADING;
  case IN_FURNITURE:
    return block->kind == BLOCK_FURNITURE;
  case IN_TABLES:
    return block->kind == BLOCK_TABLE;
  }
  return FALSE;
}

void engine_check(Engine *engine, const char *name, const char *scope, CheckResult result, const char *expected,
                  const char *found, guint page, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  Check *check = check_new();
  check->check = g_strdup(name);
  check->scope = g_strdup(scope ? scope : "");
  check->result = result;
  check->expected = g_strdup(expected);
  check->found = g_strdup(found);
  check->message = g_strdup_vprintf(format, arguments);
  check->page = page;
  g_ptr_array_add(engine->findings->checks, check);
  va_end(arguments);
}

static gboolean check_exists(const Engine *engine, const char *name, const char *scope) {
  for (guint i = 0; i < engine->findings->checks->len; i++) {
    const Check *check = engine->findings->checks->pdata[i];
    if (strcmp(check->check, name) == 0 && strcmp(check->scope, scope) == 0) return TRUE;
  }
  return FALSE;
}

gboolean engine_next(Engine *engine, PatternMatch *search, const char *rule) {
  PatternResult result = pattern_next(search);
  trace_attempt(engine->trace, search, result);
  if (result != PATTERN_LIMIT) return result == PATTERN_MATCHED;
  g_autofree char *name = engine_rule_name(engine, rule);
  if (!check_exists(engine, "rule_limit", name))
    engine_check(engine, "rule_limit", name, CHECK_FAILED, NULL, NULL, 0,
                 "rule \"%s\" stopped: too much backtracking (match limit %d); other rules were applied", name,
                 PATTERN_MATCH_LIMIT);
  return FALSE;
}

gsize engine_subject(const char *text) {
  gsize length = strlen(text);
  if (length <= LONGEST_SUBJECT) return length;
  const char *end = text + LONGEST_SUBJECT;
  while (((guchar)*end & 0xC0) == 0x80) end--; /* not within a character */
  return (gsize)(end - text);
}

PatternMatch *engine_search(const Expression *expression, const char *text) {
  return pattern_search(expression->pattern, text, engine_subject(text));
}

gboolean engine_matches(Engine *engine, const Expression *expression, const char *text, const char *rule) {
  if (!expression) return FALSE;
  g_autoptr(PatternMatch) search = engine_search(expression, text);
  return engine_next(engine, search, rule);
}

gboolean engine_matches_any(Engine *engine, const GPtrArray *expressions, const char *text, const char *rule) {
  for (guint i = 0; i < expressions->len; i++)
    if (engine_matches(engine, expressions->pdata[i], text, rule)) return TRUE;
  return FALSE;
}

char *engine_rule_name(const Engine *engine, const char *rule) {
  return g_strdup_printf("%s/%s", engine->pack->id, rule);
}

/* Letters and numbers of any script are what a label says; brackets, stops, dashes and quotation marks stand around it. */
char *label_bare(const char *label) {
  if (!label) return g_strdup("");
  const char *start = label, *end = label + strlen(label);
  while (*start && !g_unichar_isalnum(g_utf8_get_char(start))) start = g_utf8_next_char(start);
  while (end > start && !g_unichar_isalnum(g_utf8_get_char(g_utf8_prev_char(end)))) end = g_utf8_prev_char(end);
  return g_strndup(start, (gsize)(end - start));
}
