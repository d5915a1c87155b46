/* Records that stand within sentences: topics named in a list, agenda items by their titles. */

#include "extractors/sentences.h"
#include "rules/trace.h"

#include <string.h>

enum { LONGEST_TITLE = 160 }; /* bytes: a title that the layout did not take for a heading is no longer */

/* A record that was found. */
typedef struct {
  Finding *finding; /* borrowed */
  guint block;      /* that matched */
  guint title;      /* that its text stands in: the same, or the title above */
} Found;

typedef struct {
  Engine *engine;
  const RecordRule *rule;
  GHashTable *seen; /* numbers, for `once` */
  GArray *found;    /* Found, in reading order */
  gboolean titled;  /* a title stands above block `below`, */
  Part title;       /* and the nearest is this */
  guint below;
} Search;

static gboolean in_section(const Engine *engine, const char *id, guint index) {
  if (!id) return TRUE;
  for (guint i = 0; i < engine->sections->len; i++) {
    const Section *section = &g_array_index(engine->sections, Section, i);
    if (strcmp(section->rule->id, id) == 0 && index >= section->first && index < section->end) return TRUE;
  }
  return FALSE;
}

/* Does LABEL tell a place, as a bullet or dash does not? */
static gboolean tells_place(const char *label) {
  return label && (text_has_letter(label) || strpbrk(label, "0123456789"));
}

/* What {paragraph} stands for: the label of the block of the record, or a number in front of its text that is no label to the
 * layout ("1003. At its meeting"); a block without either goes by the record's order. You free it. */
static char *paragraph_of(const Search *search, guint index) {
  const Block *block = engine_block(search->engine, index);
  gsize digits = strspn(block->text, "0123456789");
  if (tells_place(block->label)) return label_bare(block->label);
  if (digits > 0 && g_str_has_prefix(block->text + digits, ". ")) return g_strndup(block->text, digits);
  return g_strdup_printf("%u", search->found->len + 1);
}

/* The record's number. */
static char *number_of(const Search *search, guint block, const char *item) {
  g_autofree char *paragraph = paragraph_of(search, block);
  g_autofree char *heading = outline_label(search->engine, block);
  GString *number = g_string_new(search->rule->number);
  g_string_replace(number, "{item}", item, 0);
  g_string_replace(number, "{paragraph}", paragraph, 0);
  g_string_replace(number, "{heading}", heading, 0);
  return g_string_free(number, FALSE);
}

/* May INDEX be the title of what stands below it? A heading is; so is a short unlabelled paragraph that is no sentence. */
static gboolean is_title(const Engine *engine, guint index) {
  const Block *block = engine_block(engine, index);
  return block->kind == BLOCK_HEADING ||
         (block->kind == BLOCK_PARAGRAPH && !block->label && strlen(block->text) <= LONGEST_TITLE && !text_is_ended(block->text));
}

/* Is block INDEX a title as the rule asks for it? Then it is the search's own. */
static gboolean take_title(Search *search, guint index) {
  const char *text = engine_block(search->engine, index)->text;
  if (!is_title(search->engine, index)) return FALSE;
  g_autoptr(PatternMatch) match = engine_search(search->rule->titled, text);
  if (!engine_next(search->engine, match, search->rule->id)) return FALSE;
  gsize start = 0, end = 0;
  if (!pattern_match_named_range(match, "text", &start, &end)) end = strlen(text);
  search->title = (Part){.block = index, .start = (guint)start, .end = (guint)end};
  search->titled = TRUE;
  return TRUE;
}

/* Finds the nearest title above BLOCK. Blocks are searched in their order: above the last one there is nothing new. */
static gboolean find_title(Search *search, guint block) {
  guint index = block;
  while (index > search->below && !take_title(search, index - 1)) index--;
  search->below = block;
  return search->titled;
}

/* The part of a block that is the record's text: of the match, or where the rule names a title, of the nearest one above. */
static gboolean find_text(Search *search, guint block, const PatternMatch *match, Part *part) {
  if (search->rule->titled) {
    if (!find_title(search, block)) return FALSE;
    *part = search->title;
  } else {
    gsize start = 0, end = 0;
    if (!pattern_match_named_range(match, "text", &start, &end)) return FALSE;
    *part = (Part){.block = block, .start = (guint)start, .end = (guint)end};
  }
  return part->end > part->start;
}

/* What another rule found by its number is found. */
static void note_earlier(Search *search) {
  const GPtrArray *findings = search->engine->findings->findings;
  for (guint i = 0; i < findings->len; i++) {
    const Finding *finding = findings->pdata[i];
    if ((int)finding->kind == search->rule->kind) g_hash_table_add(search->seen, g_strdup(finding->number));
  }
}

/* The number of an item as the match has it, NULL for none; as everywhere, no space stands within a number: 3(a), not 3 (a). */
static char *item_of(const PatternMatch *match) {
  char *item = pattern_match_named(match, "item"), *end = item;
  for (const char *at = item; at && *at != '\0'; at++)
    if (*at != ' ') *end++ = *at;
  if (end) *end = '\0';
  return item;
}

static void take_match(Search *search, guint block, const PatternMatch *match) {
  Engine *engine = search->engine;
  const RecordRule *rule = search->rule;
  g_autofree char *named = item_of(match);
  const char *item = named ? named : "";
  g_autofree char *number = number_of(search, block, item);
  Part part = {0};
  if (!find_text(search, block, match, &part)) {
    trace_decide(engine->trace, DECIDED_EMPTY, block, rule->id, "the group \"text\" is empty");
    return;
  }
  if (rule->once && !g_hash_table_add(search->seen, g_strdup(number))) {
    trace_decide(engine->trace, DECIDED_REPEATED, block, rule->id, "%s was found before, and `once` passes over it", number);
    return;
  }
  g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(Part));
  g_array_append_val(parts, part);
  Finding *finding = finding_assemble(engine, (FindingKind)rule->kind, parts);
  g_free(finding->number);
  g_free(finding->rule);
  finding->number = g_steal_pointer(&number);
  finding->number_printed = pattern_match_named(match, "printed");
  /* A record that is all of its paragraph, and goes by its label, bears that as its own. */
  gboolean labelled = !rule->titled && part.start == 0 && strstr(rule->number, "{paragraph}");
  if (!finding->number_printed && labelled) finding->number_printed = g_strdup(engine_block(engine, block)->label);
  finding->rule = engine_rule_name(engine, rule->id);
  fields_set(engine, finding, rule->set, item, rule->id);
  fields_read(engine, finding, rule->fields);
  g_ptr_array_add(engine->findings->findings, finding);
  Found found = {finding, block, part.block};
  g_array_append_val(search->found, found);
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

/* The first block behind the part of the report that block INDEX stands in, or opens. */
static guint part_end(const Engine *engine, guint index) {
  gboolean opens = engine_block(engine, index)->kind == BLOCK_HEADING;
  int heading = opens ? (int)index : g_array_index(engine->parents, int, index);
  return heading >= 0 ? outline_end(engine, (guint)heading) : engine->document->blocks->len;
}

static const Found *found_at(const Search *search, guint which) {
  return which < search->found->len ? &g_array_index(search->found, Found, which) : NULL;
}

/* How far the blocks reach that tell more of record WHICH: to the next record, and no farther than its part. */
static guint following_end(const Search *search, guint which) {
  const Found *found = found_at(search, which);
  guint end = part_end(search->engine, found->title);
  for (const Found *next; (next = found_at(search, ++which));)
    if (next->block > found->block) return MIN(end, next->title > found->title ? next->title : found->block + 1);
  return end;
}

/* Where the blocks begin that tell more of record WHICH: at its title, or of two records under one title, behind the first. */
static guint following_start(const Search *search, guint which) {
  const Found *found = found_at(search, which), *before = which > 0 ? found_at(search, which - 1) : NULL;
  return before && before->title == found->title && before->block < found->block ? before->block + 1 : found->title;
}

void search_find(Engine *engine, const RecordRule *rule) {
  g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(Found));
  Search search = {.engine = engine, .rule = rule, .seen = seen, .found = found};
  note_earlier(&search);
  for (guint i = 0; i < engine->document->blocks->len; i++)
    if (engine_in_scope(engine, i, (Scope)rule->in) && in_section(engine, rule->section, i)) search_block(&search, i);
  for (guint i = 0; rule->following->len > 0 && i < found->len; i++)
    fields_read_blocks(engine, found_at(&search, i)->finding, rule->following, following_start(&search, i),
                       following_end(&search, i));
}
