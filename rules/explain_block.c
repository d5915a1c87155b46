/* A block, with what the engine took it for and every rule that was or would have been tried on it. */
#include "rules/explain_verdict.h"

#include <string.h>

static const double WORTH_TELLING = 0.25; /* of an expression that looks into sentences: less is no resemblance */

void explained_block_free(ExplainedBlock *explained) {
  if (!explained) return;
  g_ptr_array_unref(explained->trials);
  g_free(explained->taken_told);
  g_free(explained->verdict);
  g_free(explained);
}

static void free_trial(gpointer trial) {
  trial_free(trial);
}

static const Block *block_of(const BlockQuestion *question) {
  return engine_block(question->engine, question->explained->block);
}

static Trial *try_text(const BlockQuestion *question, const Expression *expression) {
  return trial_new(question->explanation, expression, question->explained->block, block_of(question)->text);
}

static void add_trial(BlockQuestion *question, Trial *trial) {
  g_ptr_array_add(question->explained->trials, trial);
}

static void set_why(Trial *trial, TrialResult result, const char *why) {
  trial->result = result;
  trial->why = g_strdup(why);
}

const Section *section_around(const Explanation *explanation, const char *section, guint index) {
  static const Section whole = {.end = G_MAXUINT};
  const GArray *sections = explanation->trace->engine.sections;
  if (!section) return &whole;
  for (guint i = 0; i < sections->len; i++) {
    const Section *s = &g_array_index(sections, Section, i);
    if (strcmp(s->rule->id, section) == 0 && index >= s->first && index < s->end) return s;
  }
  return NULL;
}

/* --- sections */

static int parent_of(const BlockQuestion *question, guint index) {
  return g_array_index(question->engine->parents, int, index);
}

const SectionRule *section_rule(const BlockQuestion *question, const char *id) {
  const GPtrArray *sections = question->engine->pack->sections;
  for (guint i = 0; i < sections->len; i++)
    if (strcmp(((const SectionRule *)sections->pdata[i])->id, id) == 0) return sections->pdata[i];
  return NULL;
}

gboolean section_exists(const BlockQuestion *question, const SectionRule *rule) {
  for (guint i = 0; i < question->engine->sections->len; i++)
    if (g_array_index(question->engine->sections, Section, i).rule == rule) return TRUE;
  return FALSE;
}

static Trial *try_heading(const BlockQuestion *question, const SectionRule *rule, guint index) {
  return trial_new(question->explanation, rule->heading, index, engine_block(question->engine, index)->text);
}

/* Of the headings that the block stands under, and itself, the one that comes nearest to RULE's; NULL for none. */
static Trial *nearest_above(const BlockQuestion *question, const SectionRule *rule) {
  guint index = question->explained->block;
  gboolean itself = block_of(question)->kind == BLOCK_HEADING;
  Trial *nearest = itself ? try_heading(question, rule, index) : NULL;
  for (int at = parent_of(question, index); at >= 0; at = parent_of(question, (guint)at))
    nearest = trial_nearer(nearest, try_heading(question, rule, (guint)at));
  return nearest;
}

/* Where there is no such section at all, any heading may come nearer, and any short block, as the engine takes one for a title
 * that the layout did not know as a heading. */
static Trial *nearest_title(const BlockQuestion *question, const SectionRule *rule) {
  Trial *nearest = nearest_above(question, rule);
  guint count = section_exists(question, rule) ? 0 : question->explanation->document->blocks->len;
  for (guint any = 0; any < 2 && (!nearest || nearest->reach.share == 0); any++)
    for (guint i = 0; i < count; i++) {
      if (any ? !outline_is_title(question->engine, i) : engine_block(question->engine, i)->kind != BLOCK_HEADING) continue;
      Trial *trial = try_heading(question, rule, i);
      /* Of equals the last in front of the block. */
      gboolean before = i < question->explained->block;
      if (trial->reach.share > 0)
        nearest = trial_nearer(before ? trial : nearest, before ? nearest : trial);
      else
        trial_free(trial);
    }
  return nearest;
}

/* The section's heading is what a block outside of it is asked about, once for all rules that look into it. */
static void try_section(BlockQuestion *question, const char *id) {
  const SectionRule *rule = section_rule(question, id);
  for (guint i = 0; i < question->explained->trials->len; i++)
    if (((const Trial *)question->explained->trials->pdata[i])->expression == rule->heading) return;
  Trial *trial = nearest_title(question, rule);
  if (trial) add_trial(question, trial);
}

/* --- records in lists */

/* Adds the trials of EXPRESSIONS that match, told as WHY; FALSE where none does. */
static gboolean try_taking(BlockQuestion *question, const GPtrArray *expressions, const char *why) {
  for (guint i = 0; i < expressions->len; i++) {
    Trial *trial = try_text(question, expressions->pdata[i]);
    if (trial->result == TRIAL_MATCHED) {
      trial->why = g_strdup(why);
      add_trial(question, trial);
      return TRUE;
    }
    trial_free(trial);
  }
  return FALSE;
}

/* The form of the list that is open in front of BLOCK: the last start in SECTION. */
static const char *open_form(const BlockQuestion *question, const Section *section) {
  const GPtrArray *decisions = question->explanation->trace->decisions;
  for (guint i = decisions->len; i > 0; i--) {
    const Decision *decision = decisions->pdata[i - 1];
    if (decision->decided == DECIDED_RECORD && decision->block < question->explained->block && decision->block >= section->first)
      return decision->rule;
  }
  return NULL;
}

/* Why a start that matches was not asked. */
static char *unasked(const BlockQuestion *question, const Section *section) {
  BlockClass taken = g_array_index(question->engine->classes, BlockClass, question->explained->block);
  const char *form = open_form(question, section);
  if (taken == BLOCK_IS_LEAD_IN) return g_strdup("was not asked: the block was taken for a lead-in before");
  if (taken == BLOCK_IS_NARRATIVE) return g_strdup("was not asked: the block was taken for narrative before");
  if (form) return g_strdup_printf("was not asked: the open list is one of `%s`, and one list has one form", form);
  return g_strdup("was not asked: another rule had taken the block");
}

/* What the engine itself had against a start whose expression matches. */
static void refuse_start(const BlockQuestion *question, const StartRule *start, const Section *section, Trial *trial) {
  static const char *const told[] = {
      [DECIDED_NO_LEAD_IN] = "matches, but no lead-in is open above it",
      [DECIDED_LEAD_IN_ASKS] = "matches, but the text is not what the lead-in asks of its records",
      [DECIDED_HEADING] = "matches, but the block is a heading, and a heading opens no list of labels",
      [DECIDED_WITHIN] = NULL, /* the last one: a lead-in or a section may bear the id of a start */
  };
  const Decision *decision = decision_on(question->explanation, question->explained->block, start->id);
  if (decision && decision->decided == DECIDED_RECORD) return;
  trial->result = decision ? TRIAL_REFUSED : TRIAL_NOT_ASKED;
  if (!decision)
    trial->why = unasked(question, section);
  else if (decision->message)
    trial->why = g_strdup_printf("matches, but %s", decision->message);
  else if (told[decision->decided])
    trial->why = g_strdup(told[decision->decided]);
  else
    trial->why = unasked(question, section);
}

static void try_start(BlockQuestion *question, const StartRule *start, const Section *section) {
  const Block *block = block_of(question);
  const Explanation *explanation = question->explanation;
  guint index = question->explained->block;
  const Expression *expression = start->label ? start->label : start->heading ? start->heading : start->text;
  if (start->label && !block->label) {
    add_trial(question, trial_not_asked(explanation, expression, index, g_strdup("looks at a label, and the block bears none")));
    return;
  }
  Trial *trial = trial_new(explanation, expression, index, start->label ? block->label : block->text);
  if (trial->result == TRIAL_MATCHED && start->text && expression != start->text) {
    Trial *text = try_text(question, start->text);
    if (text->result != TRIAL_MATCHED) {
      trial_free(trial);
      add_trial(question, text);
      return;
    }
    trial_free(text);
  }
  gboolean unlabelled = expression == start->text;
  if (trial->result == TRIAL_MATCHED && unlabelled && block->label)
    set_why(trial, TRIAL_NOT_ASKED, "looks at blocks without a label");
  else if (trial->result == TRIAL_MATCHED && unlabelled && block->kind != BLOCK_PARAGRAPH)
    set_why(trial, TRIAL_NOT_ASKED, "looks at paragraphs, and the block is none");
  else if (trial->result == TRIAL_MATCHED)
    refuse_start(question, start, section, trial);
  add_trial(question, trial);
}

/* A start that takes the block, and was not asked since it stands in no section: what the section would bring. */
static void try_outside(BlockQuestion *question, const RecordRule *record) {
  const Block *block = block_of(question);
  for (guint i = 0; i < record->starts->len; i++) {
    const StartRule *start = record->starts->pdata[i];
    const Expression *expression = start->label ? start->label : start->heading;
    const char *text = start->label ? block->label : block->text;
    if (!expression || !text) continue;
    Trial *trial = trial_new(question->explanation, expression, question->explained->block, text);
    if (trial->result == TRIAL_MATCHED)
      set_why(trial, TRIAL_NOT_ASKED, "would take it, but was not asked, as it looks into its section only");
    else
      g_clear_pointer(&trial, trial_free);
    if (trial) add_trial(question, trial);
  }
}

static void try_listed(BlockQuestion *question, const RecordRule *record) {
  const Section *section = section_around(question->explanation, record->section, question->explained->block);
  if (!section) {
    try_section(question, record->section);
    try_outside(question, record);
    return;
  }
  try_taking(question, record->narrative, "takes it for narrative");
  for (guint i = 0; i < record->lead_ins->len; i++) {
    Trial *trial = try_text(question, ((const LeadIn *)record->lead_ins->pdata[i])->match);
    if (trial->result == TRIAL_MATCHED)
      set_why(trial, TRIAL_MATCHED, "takes it for a lead-in");
    else if (trial->reach.share == 0)
      g_clear_pointer(&trial, trial_free);
    if (trial) add_trial(question, trial);
  }
  for (guint i = 0; i < record->starts->len; i++) try_start(question, record->starts->pdata[i], section);
}

/* --- records within sentences, and facts */

/* Marks a trial that matches as refused where the engine had something against it. */
static void refuse_match(const BlockQuestion *question, const char *rule, Trial *trial) {
  const Decision *decision = decision_on(question->explanation, question->explained->block, rule);
  if (trial->result != TRIAL_MATCHED || !decision || !decision->message) return;
  trial->result = TRIAL_REFUSED;
  trial->why = g_strdup_printf("matches, but %s", decision->message);
}

/* A rule whose expression matches, but whose `where` does not, or one of whose exceptions does: that is told of it. FALSE where
 * nothing was against it. */
static gboolean refuse_beside(const BlockQuestion *question, const Expression *where, const GPtrArray *exceptions, Trial *trial) {
  g_autoptr(Trial) beside = where ? try_text(question, where) : NULL;
  gboolean refused = beside && beside->result != TRIAL_MATCHED;
  if (refused) {
    g_autofree char *told = trial_told(beside);
    trial->why = g_strdup_printf("matches, but its `where` %s", told);
  }
  for (guint i = 0; !refused && i < exceptions->len; i++) {
    g_autoptr(Trial) exception = try_text(question, exceptions->pdata[i]);
    if (exception->result != TRIAL_MATCHED) continue;
    g_autofree char *what = quote(exception->text + exception->start, exception->end - exception->start);
    trial->why = g_strdup_printf("matches, but its `%s` takes %s", exception->key, what);
    refused = TRUE;
  }
  if (refused) trial->result = TRIAL_NOT_ASKED;
  return refused;
}

/* Adds TRIAL, of a rule that looks into sentences, where it resembles the block. */
static void add_near(BlockQuestion *question, Trial *trial) {
  if (trial->result == TRIAL_NO_MATCH && trial->reach.share < WORTH_TELLING)
    trial_free(trial);
  else
    add_trial(question, trial);
}

static void try_found(BlockQuestion *question, const RecordRule *record) {
  if (record->section && !section_around(question->explanation, record->section, question->explained->block)) {
    try_section(question, record->section);
    return;
  }
  Trial *trial = try_text(question, record->find);
  if (trial->result == TRIAL_MATCHED && !refuse_beside(question, record->where, record->narrative, trial))
    refuse_match(question, record->id, trial);
  add_near(question, trial);
}

static void try_fact(BlockQuestion *question, const FieldRule *rule) {
  if (!rule->match || !engine_in_scope(question->engine, question->explained->block, (Scope)rule->in)) return;
  Trial *trial = try_text(question, rule->match);
  PatternResult result;
  gboolean asked = trace_result(question->explanation->trace, rule->match->pattern, block_of(question)->text, &result);
  if (trial->result == TRIAL_MATCHED && !refuse_beside(question, rule->where, rule->unless, trial)) {
    refuse_match(question, rule->id, trial);
    if (trial->result == TRIAL_MATCHED && !asked) {
      trial->result = TRIAL_NOT_ASKED;
      trial->why = g_strdup_printf("matches, but was not asked: `%s` had been found before", field_name(rule));
    }
  }
  add_near(question, trial);
}

/* --- what it was taken for */

static gboolean holds_block(const Making *making, guint block) {
  for (guint i = 0; i < making->parts->len; i++)
    if (g_array_index(making->parts, Part, i).block == block) return TRUE;
  return FALSE;
}

/* Does a record begin at BLOCK? Where that is its heading, the record is what stands below it. */
static gboolean begins_record(const BlockQuestion *question, guint block) {
  const GPtrArray *decisions = question->explanation->trace->decisions;
  for (guint i = 0; i < decisions->len; i++) {
    const Decision *decision = decisions->pdata[i];
    if (decision->decided == DECIDED_RECORD && decision->block == block) return TRUE;
  }
  return FALSE;
}

static const Finding *finding_of(const BlockQuestion *question) {
  const GPtrArray *makings = question->explanation->trace->makings;
  guint block = question->explained->block;
  gboolean heading = begins_record(question, block);
  for (guint i = 0; i < makings->len; i++) {
    const Making *making = makings->pdata[i];
    if (making->finding->kind == FINDING_FACT) continue;
    if (holds_block(making, block) || (heading && g_array_index(making->parts, Part, 0).block > block)) return making->finding;
  }
  return NULL;
}

static gboolean in_record_section(const BlockQuestion *question) {
  const GPtrArray *records = question->engine->pack->records;
  for (guint i = 0; i < records->len; i++) {
    const RecordRule *record = records->pdata[i];
    gboolean listed = record->starts->len > 0 || record->section;
    if (listed && section_around(question->explanation, record->section, question->explained->block)) return TRUE;
  }
  return FALSE;
}

static gboolean opens_section(const BlockQuestion *question) {
  for (guint i = 0; i < question->engine->sections->len; i++)
    if (g_array_index(question->engine->sections, Section, i).heading == question->explained->block) return TRUE;
  return FALSE;
}

static void tell_taken(const BlockQuestion *question) {
  static const struct {
    const char *name, *told;
  } of_class[] = {
      [BLOCK_UNSEEN] = {"in_no_section", "It stands in no section that lists of records are looked for in."},
      [BLOCK_IS_HEADING] = {"heading", "It was taken for a heading."},
      [BLOCK_IS_LEAD_IN] = {"lead_in", "It was taken for a lead-in."},
      [BLOCK_IS_RECORD] = {"record", "It was taken for a record, or a part of one."},
      [BLOCK_IS_NARRATIVE] = {"narrative", "It was taken for what the report tells beside its records."},
      [BLOCK_UNCLASSIFIED] = {"unclassified",
                              "No rule takes it, though it looks as if one should: the check \"unclassified\" names it."},
  };
  static const char *const kind_words[] = {
      [BLOCK_FOOTNOTE] = "footnote", [BLOCK_TABLE] = "table", [BLOCK_FURNITURE] = "piece of furniture, which pages repeat"};
  ExplainedBlock *explained = question->explained;
  BlockClass class = g_array_index(question->engine->classes, BlockClass, explained->block);
  gboolean seen = class != BLOCK_UNSEEN || explained->finding;
  if (!seen && question->listed) class = BLOCK_IS_NARRATIVE; /* a rule went through the whole report, and passed over it */
  explained->taken = of_class[class].name;
  explained->taken_told = g_strdup(of_class[class].told);
  if (!engine_is_body(question->engine, explained->block)) {
    explained->taken = "not_body";
    g_free(explained->taken_told);
    explained->taken_told =
        g_strdup_printf("It was read as a %s, and records are looked for in headings, paragraphs and list items only.",
                        kind_words[block_of(question)->kind]);
  } else if (opens_section(question)) {
    explained->taken = "section_heading";
    g_free(explained->taken_told);
    explained->taken_told = g_strdup("It was taken for the heading of a section.");
  } else if (explained->finding && class == BLOCK_UNSEEN) {
    explained->taken = "record";
    g_free(explained->taken_told);
    explained->taken_told = g_strdup("A record was found in its text.");
  }
}

ExplainedBlock *explain_block(const Explanation *explanation, guint block) {
  ExplainedBlock *explained = g_new0(ExplainedBlock, 1);
  explained->block = block;
  explained->trials = g_ptr_array_new_with_free_func(free_trial);
  BlockQuestion question = {.explanation = explanation, .engine = &explanation->trace->engine, .explained = explained};
  const Pack *pack = question.engine->pack;
  if (!pack) {
    explained->taken = "not_asked";
    explained->taken_told = g_strdup("No pack claims the document: nothing was looked for in it.");
    explained->verdict = g_strdup(explanation->verdict);
    return explained;
  }
  explained->finding = finding_of(&question);
  question.listed = in_record_section(&question);
  tell_taken(&question);
  for (guint i = 0; i < pack->records->len && engine_is_body(question.engine, block); i++) {
    const RecordRule *record = pack->records->pdata[i];
    if (record->find)
      try_found(&question, record);
    else if (record->starts->len > 0)
      try_listed(&question, record);
  }
  for (guint i = 0; i < pack->facts->len; i++) try_fact(&question, pack->facts->pdata[i]);
  g_ptr_array_sort(explained->trials, trial_compare);
  explained->verdict = block_verdict(&question);
  return explained;
}
