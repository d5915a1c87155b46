/* What would make a rule fire on a block, in plain sentences. */
#include "rules/explain_verdict.h"

#include <string.h>

enum { FARTHEST_LEAD_IN = 60 }; /* blocks: a lead-in that stands farther in front of a record is not its own */

static void tell(GString *verdict, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Appends a sentence. */
static void tell(GString *verdict, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  if (verdict->len > 0) g_string_append_c(verdict, ' ');
  g_string_append_vprintf(verdict, format, arguments);
  va_end(arguments);
}

/* What would have to change for an expression that stopped. */
static void tell_remedy(GString *verdict, const Trial *trial) {
  static const char *const remedies[] = {
      [STOP_NONE] = NULL,
      [STOP_PART] = "It would match if that part took what stands there.",
      [STOP_NOWHERE] = "It would match if that part took something that stands there, or could be missing.",
      [STOP_FORBIDS] = "It would match without that part.",
      [STOP_BEGIN] = "It would match without that part, or with what may stand in front.",
      [STOP_LIMIT] = "It needs less that can be repeated within what is repeated.",
  };
  if (trial->result == TRIAL_NO_MATCH) tell(verdict, "%s", remedies[trial->reach.kind]);
}

static void tell_nearest(GString *verdict, const Trial *trial) {
  g_autofree char *rule = quote_rule(trial), *told = trial_told(trial);
  tell(verdict, "The nearest rule is %s: it %s.", rule, told);
  tell_remedy(verdict, trial);
}

/* Whose rule is TRIAL? */
static gboolean is_of(const Trial *trial, const char *prefix) {
  return g_str_has_prefix(trial->rule, prefix);
}

static gboolean is_start(const Trial *trial) {
  return is_of(trial, "records/") && strstr(trial->rule, "/starts/");
}

/* The first trial, nearest first, that TAKES accepts; NULL for none. */
static const Trial *first_trial(const BlockQuestion *question, gboolean (*takes)(const Trial *)) {
  for (guint i = 0; i < question->explained->trials->len; i++)
    if (takes(question->explained->trials->pdata[i])) return question->explained->trials->pdata[i];
  return NULL;
}

/* --- outside of all sections */

static gboolean is_section(const Trial *trial) {
  return is_of(trial, "sections/");
}

/* The section of RULE that ends last in front of the block, or begins first behind it. */
static const Section *nearest_section(const BlockQuestion *question, const SectionRule *rule, guint *count) {
  const GArray *sections = question->engine->sections;
  const Section *before = NULL, *behind = NULL;
  *count = 0;
  for (guint i = 0; i < sections->len; i++) {
    const Section *section = &g_array_index(sections, Section, i);
    if (section->rule != rule) continue;
    ++*count;
    if (section->end <= question->explained->block)
      before = section;
    else if (!behind)
      behind = section;
  }
  return before ? before : behind;
}

/* Where the nearest section of RULE is, and what ended it. */
static void tell_where(GString *verdict, const BlockQuestion *question, const SectionRule *rule) {
  const Engine *engine = question->engine;
  guint count = 0;
  const Section *section = nearest_section(question, rule, &count);
  g_autofree char *from = quote_block(question->explanation, section->heading);
  g_autofree char *what = count > 1 ? g_strdup_printf("Of its %u parts the nearest", count) : g_strdup("The section");
  if (section->end >= engine->document->blocks->len) {
    tell(verdict, "%s runs from %s to the document's end.", what, from);
    return;
  }
  g_autofree char *to = quote_block(question->explanation, section->end);
  gboolean heading = engine_block(engine, section->end)->kind == BLOCK_HEADING;
  tell(verdict, "%s runs from %s to %s, which ends it %s.", what, from, to,
       heading ? "as a heading that is no deeper" : "by matching `ends`");
}

static void tell_section(GString *verdict, const BlockQuestion *question, const Trial *trial) {
  g_autofree char *rule = quote_rule(trial), *block = quote_block(question->explanation, trial->block), *told = trial_told(trial);
  const char *id = strchr(trial->rule, '/') + 1;
  const SectionRule *section = section_rule(question, id);
  gboolean there = section && section_exists(question, section);
  gboolean itself = trial->block == question->explained->block;
  if (there) {
    tell(verdict, "It is not in the section `%s`, where records are looked for.", id);
    tell_where(verdict, question, section);
  } else {
    tell(verdict, "It is in no section, as no heading of the document matches %s.", rule);
  }
  if (trial->result == TRIAL_MATCHED) return;
  if (trial->reach.share > 0)
    tell(verdict, "%s is %s: %s %s.",
         itself  ? "This heading"
         : there ? "The nearest heading above it"
                 : "The nearest heading",
         block, there ? rule : "the expression", told);
  else
    tell(verdict, "%s, %s, does not resemble what the expression asks for%s.", itself ? "This heading" : "The heading above it",
         block, there ? "" : ", and no other does");
  tell(verdict, "The section would be looked into if the expression took that heading.");
}

static gboolean is_unasked_start(const Trial *trial) {
  return is_start(trial) && trial->result == TRIAL_NOT_ASKED && trial->text;
}

static void tell_no_section(GString *verdict, const BlockQuestion *question) {
  const Trial *trial = first_trial(question, is_section), *start = first_trial(question, is_unasked_start);
  if (trial)
    tell_section(verdict, question, trial);
  else
    tell(verdict, "It is in no section that records are looked for in, and no heading stands above it that could open one.");
  if (!start) return;
  g_autofree char *rule = quote_rule(start);
  tell(verdict, "Within the section, %s would be asked.", rule);
}

/* --- no lead-in */

static gboolean is_near_lead_in(const Trial *trial) {
  return strstr(trial->rule, "/lead_ins/") && trial->result == TRIAL_NO_MATCH;
}

/* The record rule whose start TRIAL is of. */
static const RecordRule *record_of(const BlockQuestion *question, const Trial *trial) {
  const GPtrArray *records = question->engine->pack->records;
  for (guint i = 0; i < records->len; i++) {
    const RecordRule *record = records->pdata[i];
    g_autofree char *prefix = g_strdup_printf("records/%s/", record->id);
    if (g_str_has_prefix(trial->rule, prefix)) return record;
  }
  return NULL;
}

static Trial *nearest_lead_in(const BlockQuestion *question, const RecordRule *record, const Section *section) {
  Trial *nearest = NULL;
  guint index = question->explained->block;
  guint first = MAX(section->first, index > FARTHEST_LEAD_IN ? index - FARTHEST_LEAD_IN : 0);
  for (guint i = index; i > first; i--) {
    if (!engine_is_body(question->engine, i - 1)) continue;
    for (guint k = 0; k < record->lead_ins->len; k++) {
      const LeadIn *lead_in = record->lead_ins->pdata[k];
      const char *text = engine_block(question->engine, i - 1)->text;
      nearest = trial_nearer(nearest, trial_new(question->explanation, lead_in->match, i - 1, text));
    }
  }
  return nearest;
}

/* The report's own paragraph that ended the list of the lead-in at block FROM; -1 for none in front of the block. */
static int ending_paragraph(const BlockQuestion *question, guint from) {
  for (guint i = from + 1; i < question->explained->block; i++)
    if (g_array_index(question->engine->classes, BlockClass, i) == BLOCK_IS_NARRATIVE && engine_block(question->engine, i)->label)
      return (int)i;
  return -1;
}

/* The block may have been meant for a lead-in itself. */
static void tell_own_lead_in(GString *verdict, const BlockQuestion *question) {
  const Trial *own = first_trial(question, is_near_lead_in);
  if (!own) return;
  g_autofree char *rule = quote_rule(own), *told = trial_told(own);
  tell(verdict, "As a lead-in itself, by %s, it %s.", rule, told);
}

static void tell_lead_in(GString *verdict, const BlockQuestion *question, const Trial *start) {
  const RecordRule *record = record_of(question, start);
  const Section *section = record ? section_around(question->explanation, record->section, question->explained->block) : NULL;
  if (!section) return;
  g_autoptr(Trial) nearest = nearest_lead_in(question, record, section);
  if (!nearest) {
    tell(verdict,
         "Nothing stands between the section's heading and the block that could be a lead-in; `alone: true` in the start "
         "would do without.");
    return;
  }
  g_autofree char *rule = quote_rule(nearest), *block = quote_block(question->explanation, nearest->block);
  g_autofree char *told = trial_told(nearest);
  int ended = nearest->result == TRIAL_MATCHED ? ending_paragraph(question, nearest->block) : -1;
  g_autofree char *by = ended >= 0 ? quote_block(question->explanation, (guint)ended) : NULL;
  if (by)
    tell(verdict, "The lead-in %s had opened a list, and %s ended it, as the report's own paragraph.", block, by);
  else if (nearest->result == TRIAL_MATCHED)
    tell(verdict, "The lead-in %s, by %s, had opened a list that has ended.", block, rule);
  else
    tell(verdict, "What comes nearest to a lead-in is %s, on which %s %s.", block, rule, told);
  tell_remedy(verdict, nearest);
}

/* --- in a section */

static gboolean takes_for_narrative(const Trial *trial) {
  return trial->result == TRIAL_MATCHED && strcmp(trial->key, "narrative") == 0;
}

static gboolean takes_for_lead_in(const Trial *trial) {
  return trial->result == TRIAL_MATCHED && strstr(trial->rule, "/lead_ins/");
}

static gboolean resembles(const Trial *trial) {
  return trial->result != TRIAL_NO_MATCH || trial->reach.share > 0;
}

/* A start that was tried on the block, or would have been. */
static gboolean is_near_start(const Trial *trial) {
  return is_start(trial) && trial->text && resembles(trial);
}

static gboolean is_start_of_labels(const Trial *trial) {
  return is_start(trial) && !trial->text;
}

static gboolean is_record_trial(const Trial *trial) {
  return is_of(trial, "records/") && trial->text && resembles(trial);
}

/* What the lead-in above the block asks of its records, and the block does not have. */
static void tell_asked(GString *verdict, const BlockQuestion *question, const Trial *start) {
  const RecordRule *record = record_of(question, start);
  const Block *block = engine_block(question->engine, question->explained->block);
  for (guint i = 0; record && i < record->lead_ins->len; i++) {
    const LeadIn *lead_in = record->lead_ins->pdata[i];
    PatternResult result;
    if (!lead_in->records || !trace_result(question->explanation->trace, lead_in->records->pattern, block->text, &result))
      continue;
    g_autoptr(Trial) trial = trial_new(question->explanation, lead_in->records, question->explained->block, block->text);
    g_autofree char *rule = quote_rule(trial), *told = trial_told(trial);
    tell(verdict, "%s %s.", rule, told);
    tell_remedy(verdict, trial);
    return;
  }
}

static void tell_start(GString *verdict, const BlockQuestion *question, const Trial *start) {
  const char *id = strrchr(start->rule, '/') + 1;
  const Decision *decision = decision_on(question->explanation, question->explained->block, id);
  g_autofree char *rule = quote_rule(start), *told = trial_told(start);
  if (start->result == TRIAL_NO_MATCH) {
    tell_nearest(verdict, start);
    return;
  }
  tell(verdict, "%s %s.", rule, told);
  if (decision && decision->decided == DECIDED_NO_LEAD_IN) {
    tell_lead_in(verdict, question, start);
    tell_own_lead_in(verdict, question);
  }
  if (decision && decision->decided == DECIDED_LEAD_IN_ASKS) tell_asked(verdict, question, start);
}

static void tell_listed(GString *verdict, const BlockQuestion *question) {
  const Trial *narrative = first_trial(question, takes_for_narrative), *lead_in = first_trial(question, takes_for_lead_in);
  const Trial *start = first_trial(question, is_near_start), *record = first_trial(question, is_record_trial);
  const Trial *by = narrative ? narrative : lead_in;
  const Block *block = engine_block(question->engine, question->explained->block);
  if (by) {
    g_autofree char *rule = quote_rule(by), *what = quote(by->text + by->start, by->end - by->start), *told = trial_told(by);
    tell(verdict, "%s %s, by %s. Without that match the rules behind it would be asked.", rule, told, what);
  }
  if (start)
    tell_start(verdict, question, start);
  else if (block->kind == BLOCK_HEADING && !by)
    tell(verdict, "It is a heading, and no start takes it.");
  else if (first_trial(question, is_start_of_labels) && !by)
    tell(verdict, "It bears no label, and records begin at labels here: a start with `text` alone would take it.");
  if (!start && !by && record) tell_nearest(verdict, record);
  if (verdict->len == 0) tell(verdict, "No rule for records resembles it.");
}

/* A block within a finding: where the finding does not begin at it, why it is no record of its own. */
static void tell_finding(GString *verdict, const BlockQuestion *question, const Finding *finding) {
  const Trial *start = first_trial(question, is_near_start);
  gboolean begins = start && start->result == TRIAL_MATCHED;
  tell(verdict, "It is part of %s %s, found by %s: --id '%s' explains that.",
       finding->kind == FINDING_PANEL_TOPIC ? "panel topic" : "recommendation", finding->number, finding->rule, finding->id);
  const char *label = engine_block(question->engine, question->explained->block)->label;
  if (begins || !question->listed || !label) return;
  if (!start) {
    tell(verdict, "It is no record of its own, as no start takes its label \"%s\".", label);
    return;
  }
  tell(verdict, "It is no record of its own.");
  tell_start(verdict, question, start);
}

/* --- the verdict */

static gboolean is_fact(const Trial *trial) {
  return is_of(trial, "facts/");
}

/* Tells what a fact's rule would have made of the block; where ALONE is false, only where it is near. */
static void tell_fact(GString *verdict, const BlockQuestion *question, gboolean alone) {
  const Trial *trial = first_trial(question, is_fact);
  if (!trial) {
    if (alone) tell(verdict, "No rule for a fact resembles it.");
    return;
  }
  g_autofree char *rule = quote_rule(trial), *told = trial_told(trial);
  if (!alone && trial->result == TRIAL_NO_MATCH && trial->reach.share < 0.5) return;
  if (trial->result == TRIAL_MATCHED && !trial->why)
    tell(verdict, "%s finds a fact in it.", rule);
  else
    tell(verdict, "Of the rules for facts %s comes nearest: it %s.", rule, told);
  tell_remedy(verdict, trial);
}

static gboolean is_near_in_text(const Trial *trial) {
  return is_of(trial, "records/") && trial->text && !is_start(trial) && trial->result != TRIAL_MATCHED;
}

/* The section whose heading the block is; NULL for none. */
static const Section *opened_section(const BlockQuestion *question) {
  const GArray *sections = question->engine->sections;
  for (guint i = 0; i < sections->len; i++)
    if (g_array_index(sections, Section, i).heading == question->explained->block) return &g_array_index(sections, Section, i);
  return NULL;
}

char *block_verdict(const BlockQuestion *question) {
  GString *verdict = g_string_new(NULL);
  const Finding *finding = question->explained->finding;
  const Section *opened = opened_section(question);
  if (opened && !finding) {
    tell(verdict, "It opens the section `%s`: records are looked for below it.", opened->rule->id);
    return g_string_free(verdict, FALSE);
  }
  if (finding) {
    tell_finding(verdict, question, finding);
    return g_string_free(verdict, FALSE);
  }
  gboolean body = engine_is_body(question->engine, question->explained->block);
  if (body && question->listed) {
    tell_listed(verdict, question);
  } else if (body) {
    const Trial *near = first_trial(question, is_near_in_text);
    tell_no_section(verdict, question);
    if (near) tell_nearest(verdict, near);
  }
  tell_fact(verdict, question, !body || verdict->len == 0);
  return g_string_free(verdict, FALSE);
}
