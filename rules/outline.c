/* The headings of a document as a tree, and the sections that the rules name in it. */

#include "rules/trace.h"

#include <string.h>

enum { SHORT_BLOCK = 160 }; /* bytes: a section's title that the layout did not take for a heading is no longer */

static int parent_of(const Engine *engine, guint index) {
  return g_array_index(engine->parents, int, index);
}

/* The parts of a decimal LABEL: 2 of "8.1."; 0 of any other. */
static guint count_parts(const char *label) {
  if (!label || !g_ascii_isdigit(*label)) return 0;
  g_autofree char *bare = label_bare(label);
  guint parts = 1;
  for (const char *c = bare; *c; c++)
    if (*c == '.') parts++;
  return parts;
}

/* Does LABEL, of fewer parts, count on behind OTHER, as "9." does behind "8.2."? */
static gboolean counts_on(const char *other, const char *label) {
  return g_ascii_strtoull(label, NULL, 10) > g_ascii_strtoull(other, NULL, 10);
}

/* Does heading INNER stand deeper than OUTER? By its level; but decimal labels know better than the type that they are set in. */
static gboolean is_deeper(const Block *outer, const Block *inner) {
  guint outside = count_parts(outer->label), inside = count_parts(inner->label);
  if (outside > 0 && inside > outside) return TRUE;
  if (inside > 0 && outside > inside && counts_on(outer->label, inner->label)) return FALSE;
  return inner->level > outer->level;
}

static void find_parents(Engine *engine) {
  int above = -1;
  for (guint i = 0; i < engine->document->blocks->len; i++) {
    const Block *block = engine_block(engine, i);
    if (block->kind == BLOCK_HEADING)
      while (above >= 0 && !is_deeper(engine_block(engine, (guint)above), block)) above = parent_of(engine, (guint)above);
    g_array_append_val(engine->parents, above);
    if (block->kind == BLOCK_HEADING) above = (int)i;
  }
}

guint outline_end(const Engine *engine, guint heading) {
  const Block *outer = engine_block(engine, heading);
  for (guint i = heading + 1; i < engine->document->blocks->len; i++) {
    const Block *block = engine_block(engine, i);
    if (block->kind == BLOCK_HEADING && !is_deeper(outer, block)) return i;
  }
  return engine->document->blocks->len;
}

static char *heading_text(const Block *block) {
  return block->label ? g_strdup_printf("%s %s", block->label, block->text) : g_strdup(block->text);
}

GPtrArray *outline_path(const Engine *engine, guint index) {
  GPtrArray *path = g_ptr_array_new_with_free_func(g_free);
  for (int at = parent_of(engine, index); at >= 0; at = parent_of(engine, (guint)at))
    g_ptr_array_insert(path, 0, heading_text(engine_block(engine, (guint)at)));
  return path;
}

char *outline_label(const Engine *engine, guint index) {
  for (int at = parent_of(engine, index); at >= 0; at = parent_of(engine, (guint)at))
    if (engine_block(engine, (guint)at)->label) return label_bare(engine_block(engine, (guint)at)->label);
  return g_strdup("");
}

/* Does a record begin at this heading ("Recommendation 3")? Then it ends no section. */
static gboolean begins_record(Engine *engine, const Block *block) {
  for (guint r = 0; r < engine->pack->records->len; r++) {
    const RecordRule *rule = engine->pack->records->pdata[r];
    for (guint s = 0; s < rule->starts->len; s++) {
      const StartRule *start = rule->starts->pdata[s];
      const Expression *title = start->heading ? start->heading : start_runs_in(start) ? start->text : NULL;
      if (title && engine_matches(engine, title, block->text, start->id)) return TRUE;
    }
  }
  return FALSE;
}

/* Is block INDEX part of a section of RULE already? "B. Recommendations" within "II. Conclusions and recommendations" is. */
static gboolean is_within(const Engine *engine, const SectionRule *rule, guint index) {
  for (guint i = 0; i < engine->sections->len; i++) {
    const Section *section = &g_array_index(engine->sections, Section, i);
    if (section->rule == rule && index >= section->first && index < section->end) return TRUE;
  }
  return FALSE;
}

static void add_section(Engine *engine, const SectionRule *rule, guint heading) {
  if (is_within(engine, rule, heading)) {
    trace_decide(engine->trace, DECIDED_WITHIN, heading, rule->id, NULL);
    return;
  }
  Section section = {.rule = rule, .heading = heading, .first = heading + 1};
  const Block *title = engine_block(engine, heading);
  const Block untitled = {.level = 1}, *outer = title->kind == BLOCK_HEADING ? title : &untitled;
  guint end = section.first;
  for (; end < engine->document->blocks->len; end++) {
    const Block *block = engine_block(engine, end);
    if (block->kind == BLOCK_HEADING && !is_deeper(outer, block) && !begins_record(engine, block)) break;
    if (engine_is_body(engine, end) && engine_matches(engine, rule->ends, block->text, rule->id)) break;
  }
  section.end = end;
  g_array_append_val(engine->sections, section);
}

gboolean outline_is_title(const Engine *engine, guint index) {
  return engine_is_body(engine, index) && strlen(engine_block(engine, index)->text) < SHORT_BLOCK;
}

/* The sections of RULE whose title is a heading; where there is none, those whose title is any short block. */
static void find_sections(Engine *engine, const SectionRule *rule) {
  guint before = engine->sections->len;
  for (guint any = 0; any < 2 && engine->sections->len == before; any++)
    for (guint i = 0; i < engine->document->blocks->len; i++) {
      const Block *block = engine_block(engine, i);
      gboolean title = any ? outline_is_title(engine, i) : block->kind == BLOCK_HEADING;
      if (title && engine_matches(engine, rule->heading, block->text, rule->id)) add_section(engine, rule, i);
    }
}

void outline_build(Engine *engine) {
  find_parents(engine);
  for (guint i = 0; i < engine->pack->sections->len; i++) find_sections(engine, engine->pack->sections->pdata[i]);
}
