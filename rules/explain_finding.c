/* A finding, with all that led to it. */
#include "rules/explain_private.h"

#include <string.h>

void explained_finding_free(ExplainedFinding *explained) {
  if (!explained) return;
  trial_free(explained->begin);
  trial_free(explained->lead_in);
  g_ptr_array_unref(explained->fields);
  g_ptr_array_unref(explained->missing);
  g_ptr_array_unref(explained->rivals);
  g_free(explained);
}

static void explained_field_free(gpointer data) {
  ExplainedField *field = data;
  trial_free(field->trial);
  g_free(field);
}

static void free_trial(gpointer trial) {
  trial_free(trial);
}

/* What is asked of while one finding is explained. */
typedef struct {
  const Explanation *explanation;
  const Engine *engine;
  const Finding *finding;
  const char *id;    /* of the rule that found it, without its pack */
  const Part *first; /* its first stretch of text; NULL for none */
  ExplainedFinding *explained;
} Question;

static const Part *first_part(const Explanation *explanation, const Finding *finding) {
  for (guint i = 0; i < explanation->trace->makings->len; i++) {
    const Making *making = explanation->trace->makings->pdata[i];
    if (making->finding == finding && making->parts->len > 0) return &g_array_index(making->parts, Part, 0);
  }
  return NULL;
}

static const char *bare_rule(const char *rule) {
  const char *slash = rule ? strchr(rule, '/') : NULL;
  return slash ? slash + 1 : "";
}

static const char *text_of(const Question *question, guint block) {
  return engine_block(question->engine, block)->text;
}

static void add_rival(const Question *question, Trial *trial) {
  g_ptr_array_add(question->explained->rivals, trial);
}

/* A rival that matches and was not asked lost by WHY. */
static void add_unasked(const Question *question, Trial *trial, const char *why) {
  if (trial->result == TRIAL_MATCHED) {
    trial->result = TRIAL_NOT_ASKED;
    trial->why = g_strdup(why);
  }
  add_rival(question, trial);
}

/* --- facts */

static void explain_fact(const Question *question, const FieldRule *rule) {
  const char *name = field_name(rule);
  question->explained->normal = rule->normal;
  if (question->first && rule->match)
    question->explained->begin =
        trial_of_match(question->explanation, rule->match, question->first->block, text_of(question, question->first->block),
                       rule->group ? rule->group : "value", question->first->start, question->first->end);
  for (guint i = 0; i < question->engine->pack->facts->len; i++) {
    const FieldRule *rival = question->engine->pack->facts->pdata[i];
    if (rival == rule || !rival->match || strcmp(field_name(rival), name) != 0 || !question->first) continue;
    guint block = question->first->block;
    Trial *trial = trial_new(question->explanation, rival->match, block, text_of(question, block));
    add_unasked(question, trial, "was not asked: a rule in front of it had found the fact, or it does not look here");
  }
}

/* --- the fields of a record */

static const FieldRule *rule_of(const GPtrArray *rules, const char *id) {
  for (guint i = 0; i < rules->len; i++)
    if (strcmp(((const FieldRule *)rules->pdata[i])->id, id) == 0) return rules->pdata[i];
  return NULL;
}

/* The trial of RULE on the blocks behind the record, the first that it matches. */
static Trial *trial_following(const Question *question, const FieldRule *rule) {
  for (guint i = question->first->block; i < question->explanation->document->blocks->len; i++) {
    PatternResult result;
    if (!trace_result(question->explanation->trace, rule->match->pattern, text_of(question, i), &result)) continue;
    g_autoptr(PatternMatch) match = engine_search(rule->match, text_of(question, i));
    if (pattern_next(match) == PATTERN_MATCHED) return trial_new(question->explanation, rule->match, i, text_of(question, i));
  }
  return NULL;
}

static void explain_field(const Question *question, const RecordRule *record, const Field *field) {
  ExplainedField *explained = g_new0(ExplainedField, 1);
  explained->field = field;
  const char *id = bare_rule(field->rule);
  const FieldRule *own = rule_of(record->fields, id), *following = own ? NULL : rule_of(record->following, id);
  const FieldRule *rule = own ? own : following;
  explained->normal = rule ? rule->normal : NULL;
  if (own && own->match)
    explained->trial = trial_new(question->explanation, own->match, TRACE_NO_BLOCK, question->finding->text);
  else if (following && following->match && question->first)
    explained->trial = trial_following(question, following);
  g_ptr_array_add(question->explained->fields, explained);
}

/* RULE found nothing in the record's text: its expressions do not take it, or what it read has no normal form. */
static Trial *trial_missing(const Question *question, const FieldRule *rule) {
  const char *text = question->finding->text;
  if (rule->where) {
    Trial *where = trial_new(question->explanation, rule->where, TRACE_NO_BLOCK, text);
    if (where->result != TRIAL_MATCHED) return where;
    trial_free(where);
  }
  Trial *trial = trial_new(question->explanation, rule->match, TRACE_NO_BLOCK, text);
  if (trial->result != TRIAL_MATCHED) return trial;
  trial->result = TRIAL_REFUSED;
  for (guint i = 0; i < rule->unless->len && !trial->why; i++) {
    g_autoptr(PatternMatch) exception = engine_search(rule->unless->pdata[i], text);
    if (pattern_next(exception) == PATTERN_MATCHED) trial->why = g_strdup("matches, but one of its exceptions does as well");
  }
  if (!trial->why)
    trial->why = g_strdup_printf("matches, but what it reads has no normal form \"%s\"", rule->normal ? rule->normal : "text");
  return trial;
}

static void explain_fields(const Question *question, const RecordRule *record) {
  for (guint i = 0; i < record->fields->len; i++) {
    const FieldRule *rule = record->fields->pdata[i];
    const Field *field = finding_field(question->finding, field_name(rule));
    /* What all recommendations are asked is read where no rule of the pack found anything. */
    gboolean without = !field || g_str_has_prefix(field->rule, "attributes/");
    if (rule->match && without) g_ptr_array_add(question->explained->missing, trial_missing(question, rule));
  }
  for (guint i = 0; i < question->finding->fields->len; i++) explain_field(question, record, question->finding->fields->pdata[i]);
}

/* --- records in a list */

/* The block at which the record begins: its first text, or the heading above that. */
static guint begin_of(const Question *question, const StartRule *start) {
  guint block = question->first->block;
  for (guint i = block + 1; start->heading && i > 0; i--) {
    const Decision *decision = decision_on(question->explanation, i - 1, start->id);
    if (decision && decision->decided == DECIDED_RECORD) return i - 1;
  }
  return block;
}

static Trial *trial_start(const Question *question, const StartRule *start, guint block) {
  const Block *b = engine_block(question->engine, block);
  const Expression *expression = start->label ? start->label : start->heading ? start->heading : start->text;
  const char *text = start->label ? b->label : b->text;
  if (text && (start->label || start->heading || !b->label)) return trial_new(question->explanation, expression, block, text);
  return trial_not_asked(question->explanation, expression, block,
                         g_strdup(start->label ? "was not asked: it looks at a label, and there is none"
                                               : "was not asked: it looks at blocks without a label"));
}

/* The lead-in's rule: the last that opened a list in front of block INDEX. */
static Trial *trial_lead_in(const Question *question, const RecordRule *record, guint index) {
  const GPtrArray *decisions = question->explanation->trace->decisions;
  for (guint i = decisions->len; i > 0; i--) {
    const Decision *decision = decisions->pdata[i - 1];
    if (decision->decided != DECIDED_LEAD_IN || decision->block > index) continue;
    for (guint k = 0; k < record->lead_ins->len; k++) {
      const LeadIn *lead_in = record->lead_ins->pdata[k];
      if (strcmp(lead_in->id, decision->rule) == 0)
        return trial_new(question->explanation, lead_in->match, decision->block, text_of(question, decision->block));
    }
  }
  return NULL;
}

static void explain_listed(const Question *question, const RecordRule *record, const StartRule *start) {
  guint block = begin_of(question, start);
  question->explained->block = block;
  question->explained->begin = trial_start(question, start, block);
  if (question->finding->lead_in) question->explained->lead_in = trial_lead_in(question, record, block);
  explain_fields(question, record);
  for (guint i = 0; i < record->starts->len; i++) {
    const StartRule *rival = record->starts->pdata[i];
    if (rival == start) continue;
    g_autofree char *why = g_strdup_printf("was not asked: its list is one of `%s`, or that stands in front of it", start->id);
    add_unasked(question, trial_start(question, rival, block), why);
  }
}

/* --- records within sentences */

static void explain_found(const Question *question, const RecordRule *record) {
  guint block = question->first->block;
  question->explained->begin = trial_of_match(question->explanation, record->find, block, text_of(question, block), "text",
                                              question->first->start, question->first->end);
  explain_fields(question, record);
  for (guint i = 0; i < question->engine->pack->records->len; i++) {
    const RecordRule *rival = question->engine->pack->records->pdata[i];
    if (rival == record || !rival->find || rival->kind != record->kind) continue;
    add_unasked(question, trial_new(question->explanation, rival->find, block, text_of(question, block)),
                "matches as well, and found what it found beside it");
  }
}

static void explain_record(const Question *question) {
  const GPtrArray *records = question->engine->pack->records;
  for (guint r = 0; r < records->len; r++) {
    const RecordRule *record = records->pdata[r];
    if ((FindingKind)record->kind != question->finding->kind) continue;
    if (record->find && strcmp(record->id, question->id) == 0) return explain_found(question, record);
    for (guint s = 0; s < record->starts->len; s++) {
      const StartRule *start = record->starts->pdata[s];
      if (strcmp(start->id, question->id) == 0) return explain_listed(question, record, start);
    }
  }
}

ExplainedFinding *explain_finding(const Explanation *explanation, const Finding *finding) {
  ExplainedFinding *explained = g_new0(ExplainedFinding, 1);
  explained->finding = finding;
  explained->fields = g_ptr_array_new_with_free_func(explained_field_free);
  explained->missing = g_ptr_array_new_with_free_func(free_trial);
  explained->rivals = g_ptr_array_new_with_free_func(free_trial);
  Question question = {
      explanation, &explanation->trace->engine, finding, bare_rule(finding->rule), first_part(explanation, finding), explained};
  explained->block = question.first ? question.first->block : TRACE_NO_BLOCK;
  const FieldRule *fact = finding->kind == FINDING_FACT ? rule_of(question.engine->pack->facts, question.id) : NULL;
  if (fact)
    explain_fact(&question, fact);
  else if (question.first)
    explain_record(&question);
  return explained;
}
