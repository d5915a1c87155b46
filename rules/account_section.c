/* The account of the recommendations sections: each block is a recommendation, a heading, a lead-in or narrative. What no rule
 * takes is told, and so is narrative that may be none: a paragraph that reads like a recommendation, and a table, which no rule
 * that goes from block to block looks at. */
#include "extractors/labels.h"
#include "rules/certificate.h"

#include <string.h>

typedef struct {
  Engine *engine;
  guint classes[BLOCK_UNCLASSIFIED + 1];
  guint cells;        /* blocks of tables */
  GString *narrative; /* labels of the numbered paragraphs among the narrative */
  Faults suspects;
} Account;

/* A section that a rule goes through block by block, in search of recommendations. */
static gboolean is_gone_through(const Engine *engine, const Section *section) {
  for (guint i = 0; i < engine->pack->records->len; i++) {
    const RecordRule *rule = engine->pack->records->pdata[i];
    gboolean asked = rule->kind == FINDING_RECOMMENDATION && rule->starts->len > 0 && rule->section;
    if (asked && strcmp(rule->section, section->rule->id) == 0) return TRUE;
  }
  return FALSE;
}

static gboolean reads_tables(const Engine *engine) {
  for (guint i = 0; i < engine->pack->records->len; i++) {
    const RecordRule *rule = engine->pack->records->pdata[i];
    if (rule->kind == FINDING_RECOMMENDATION && rule->table) return TRUE;
  }
  return FALSE;
}

static void take_narrative(Account *account, guint index) {
  const Block *block = engine_block(account->engine, index);
  if (block->label) g_string_append_printf(account->narrative, "%s%s", account->narrative->len ? ", " : "", block->label);
  const SuspectRule *rule = suspect_of(account->engine, index);
  if (!rule) return;
  g_autofree char *words = first_words(block->text);
  fault_add(&account->suspects, engine_page(account->engine, index),
            "\"%s%s%s\" was taken for narrative and reads otherwise (%s)", block->label ? block->label : "",
            block->label ? " " : "", words, rule->id);
}

static void take_block(Account *account, guint index) {
  const Block *block = engine_block(account->engine, index);
  if (block->kind == BLOCK_TABLE && *block->text && !reads_tables(account->engine)) {
    if (account->cells++ > 0) return;
    g_autofree char *words = first_words(block->text);
    fault_add(&account->suspects, engine_page(account->engine, index), "a table stands there that no rule reads: \"%s\"", words);
  }
  if (!engine_is_body(account->engine, index)) return;
  BlockClass class = g_array_index(account->engine->classes, BlockClass, index);
  account->classes[class]++;
  if (class == BLOCK_IS_NARRATIVE) take_narrative(account, index);
}

/* Does nothing at all stand under the lead-in of block INDEX: does the report's next paragraph follow it, or a heading? */
static gboolean leads_to_nothing(const Engine *engine, guint index) {
  guint next = index + 1;
  while (next < engine->document->blocks->len && !engine_is_body(engine, next)) next++;
  if (next == engine->document->blocks->len || engine_block(engine, next)->kind == BLOCK_HEADING) return TRUE;
  const char *label = engine_block(engine, index)->label, *following = engine_block(engine, next)->label;
  LabelForm form = LABEL_NONE;
  return label && following && label_parse(label, &form) && form == LABEL_NUMBER && label_parse(following, &form) &&
         form == LABEL_NUMBER && label_value(following, form) == label_value(label, form) + 1;
}

/* A sentence that ends with a colon leads to something. */
static void check_leads(Account *account) {
  for (guint i = 0; i < account->engine->leads->len; i++) {
    const LeadCount *lead = &g_array_index(account->engine->leads, LeadCount, i);
    const Block *block = engine_block(account->engine, lead->block);
    if (lead->records > 0 || !g_str_has_suffix(block->text, ":") || !leads_to_nothing(account->engine, lead->block)) continue;
    g_autofree char *words = first_words(block->text);
    fault_add(&account->suspects, engine_page(account->engine, lead->block), "\"%s%s%s\" leads to nothing",
              block->label ? block->label : "", block->label ? " " : "", words);
  }
}

static guint count_records(const Engine *engine) {
  guint count = 0;
  for (guint i = 0; i < engine->findings->findings->len; i++)
    count += ((const Finding *)engine->findings->findings->pdata[i])->kind == FINDING_RECOMMENDATION;
  return count;
}

static char *plural(guint count, const char *one, const char *many) {
  return g_strdup_printf("%u %s", count, count == 1 ? one : many);
}

/* "16 recommendations in 21 blocks, 3 headings, 1 lead-in, 2 narrative (6., 7.), 0 unclassified"; you free it. */
static char *describe(const Account *account) {
  const guint *classes = account->classes;
  g_autofree char *records = plural(count_records(account->engine), "recommendation", "recommendations");
  g_autofree char *blocks = plural(classes[BLOCK_IS_RECORD], "block", "blocks");
  g_autofree char *headings = plural(classes[BLOCK_IS_HEADING], "heading", "headings");
  g_autofree char *lead_ins = plural(classes[BLOCK_IS_LEAD_IN], "lead-in", "lead-ins");
  g_autofree char *labels = account->narrative->len ? g_strdup_printf(" (%s)", account->narrative->str) : g_strdup("");
  return g_strdup_printf("%s in %s, %s, %s, %u narrative%s, %u unclassified", records, blocks, headings, lead_ins,
                         classes[BLOCK_IS_NARRATIVE], labels, classes[BLOCK_UNCLASSIFIED]);
}

static void check_unclassified(Engine *engine) {
  guint count = 0, page = 0;
  g_autofree char *first = NULL;
  for (guint i = 0; i < engine->classes->len; i++) {
    if (g_array_index(engine->classes, BlockClass, i) != BLOCK_UNCLASSIFIED) continue;
    if (count++ > 0) continue;
    first = g_utf8_substring(engine_block(engine, i)->text, 0, MIN(60, g_utf8_strlen(engine_block(engine, i)->text, -1)));
    page = engine_page(engine, i);
  }
  g_autofree char *found = g_strdup_printf("%u", count);
  if (count == 0)
    engine_check(engine, "unclassified", NULL, CHECK_PASSED, "0", found, 0,
                 "every block of the recommendations section is accounted for");
  else
    engine_check(engine, "unclassified", NULL, CHECK_FAILED, "0", found, page,
                 "%u blocks of the recommendations section are taken by no rule, first: \"%s...\"", count, first);
}

void account_section(Engine *engine) {
  g_autoptr(GString) narrative = g_string_new(NULL);
  Account account = {.engine = engine, .narrative = narrative};
  for (guint s = 0; s < engine->sections->len; s++) {
    const Section *section = &g_array_index(engine->sections, Section, s);
    if (!is_gone_through(engine, section)) continue;
    for (guint i = section->first; i < section->end; i++) take_block(&account, i);
  }
  check_leads(&account);
  g_autofree char *found = describe(&account);
  faults_check(engine, &account.suspects, "section_blocks", NULL, found, found);
  faults_clear(&account.suspects);
  check_unclassified(engine);
}
