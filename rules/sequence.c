/* Records that stand one below the other in a section: numbered, lettered or headed, below a lead-in or alone.
 *
 * Each block of the section is taken for one thing: the section's end, narrative, a heading, a lead-in, the begin of a record,
 * a part of the open record, or nothing known. The form in which the first record of a list begins is that of the whole list,
 * so that "(a)" is a record where a list of letters was opened and a sub-item where a list of numbers was; and its numbers
 * must go on from the last one, so that the report's own paragraph 68 between two lists is no record 68. Below a record whose
 * sentence ends in a colon a list of another form may open, where the rule says so; behind it the list around it goes on. */

#include "extractors/labels.h"
#include "extractors/sentences.h"
#include "rules/sequence_private.h"

#include <math.h>
#include <string.h>

enum { LONGEST_TITLE = 160 }; /* bytes: a title within a list that the layout did not take for a heading */

static gboolean is_unfinished(const Sequence *sequence) {
  const Part *last = &g_array_index(sequence->parts, Part, sequence->parts->len - 1);
  const char *text = engine_block(sequence->engine, last->block)->text;
  return g_str_has_suffix(text, ":") || !text_is_ended(text);
}

/* A heading by its looks, but in the type of the open record, whose sentence is not at its end: it is the sentence's next
 * part, which a page's end or a wide line has set apart. */
static gboolean is_torn_off(const Sequence *sequence, const Block *block) {
  if (!sequence->start || sequence->parts->len == 0 || block->label || !is_unfinished(sequence)) return FALSE;
  const Block *record = engine_block(sequence->engine, g_array_index(sequence->parts, Part, sequence->parts->len - 1).block);
  return record->bold == block->bold && fabs(record->size - block->size) < 0.1;
}

/* Does BLOCK bear a label of the open list's form, and stand no deeper than its records? Then it is out of order, and no part
 * of the record in front of it. */
static gboolean is_out_of_order(Sequence *sequence, const Block *block) {
  const StartRule *form = sequence->form;
  if (!block->label || !form || !form->label || !engine_matches(sequence->engine, form->label, block->label, form->id))
    return FALSE;
  return block->depth <= engine_block(sequence->engine, sequence->last_block)->depth;
}

/* Is BLOCK set in the same bold type as the open record's first block? In a box it is. */
static gboolean is_alike(const Sequence *sequence, const Block *block) {
  const Block *record = engine_block(sequence->engine, g_array_index(sequence->parts, Part, 0).block);
  return sequence->start->continues == CONTINUES_ALIKE && record->bold && block->bold && fabs(record->size - block->size) < 0.1;
}

/* A block that belongs to the open record: a sub-item, or unlabelled text that runs on. */
static gboolean take_continuation(Sequence *sequence, guint index) {
  const Block *block = engine_block(sequence->engine, index);
  if (!sequence->start) return FALSE;
  gboolean belongs = FALSE;
  if (sequence->parts->len == 0 || sequence->start->continues == CONTINUES_ANY)
    belongs = TRUE;
  else if (is_alike(sequence, block))
    belongs = !block_is_paragraph(block);
  else if (block->label)
    belongs = !block_is_paragraph(block) && !is_out_of_order(sequence, block);
  else
    belongs = is_unfinished(sequence) ||
              engine_matches_any(sequence->engine, sequence->rule->continues, block->text, sequence->rule->id);
  if (belongs) sequence_add_part(sequence, index, 0, TRUE);
  return belongs;
}

static gboolean take_lead_in(Sequence *sequence, guint index) {
  const Block *block = engine_block(sequence->engine, index);
  for (guint i = 0; i < sequence->rule->lead_ins->len; i++) {
    const LeadIn *lead_in = sequence->rule->lead_ins->pdata[i];
    if (!engine_matches(sequence->engine, lead_in->match, block->text, lead_in->id)) continue;
    sequence_leave_lead_in(sequence);
    trace_decide(sequence->engine->trace, DECIDED_LEAD_IN, index, lead_in->id, NULL);
    sequence->lead_in = lead_in;
    sequence->lead_text = g_strdup(block->text);
    g_clear_pointer(&sequence->paragraph, g_free);
    if (block_is_paragraph(block)) sequence_set_paragraph(sequence, block->label);
    sequence_classify(sequence, index, BLOCK_IS_LEAD_IN);
    LeadCount lead = {.block = index};
    g_array_append_val(sequence->engine->leads, lead);
    return TRUE;
  }
  return FALSE;
}

/* Below a title of its own the list may begin anew. */
static void restart(Sequence *sequence, guint index) {
  sequence_close_record(sequence);
  if (sequence->outer.form) sequence_set_open(sequence, sequence->outer);
  sequence->outer = (Outer){0};
  sequence->restarts = sequence->form != NULL;
  g_clear_pointer(&sequence->title, g_free);
  sequence_classify(sequence, index, BLOCK_IS_HEADING);
}

/* A heading closes the record above it, and what is to be passed over. */
static void take_heading(Sequence *sequence, guint index) {
  restart(sequence, index);
  if (sequence->lead_in && sequence->lead_in->skip) sequence_leave_lead_in(sequence);
}

/* The next block of the text behind INDEX; NULL at the end. */
static const Block *next_block(const Sequence *sequence, guint index) {
  for (guint i = index + 1; i < sequence->engine->document->blocks->len; i++)
    if (engine_is_body(sequence->engine, i)) return engine_block(sequence->engine, i);
  return NULL;
}

/* Is LABEL that of the first record of a list of the form START? */
static gboolean is_first_label(Sequence *sequence, const StartRule *start, const char *label) {
  if (!start->label || start->counted) return FALSE;
  g_autoptr(PatternMatch) match = engine_search(start->label, label);
  if (!engine_next(sequence->engine, match, start->id)) return FALSE;
  g_autofree char *item = pattern_match_named(match, "item");
  return item && sequence_item_value(sequence, item) == 1;
}

/* Does LABEL begin the open list anew, or below a lead-in open one? */
static gboolean is_begin_of_list(Sequence *sequence, const char *label) {
  if (sequence->form) return is_first_label(sequence, sequence->form, label);
  for (guint i = 0; sequence->lead_in && i < sequence->rule->starts->len; i++)
    if (is_first_label(sequence, sequence->rule->starts->pdata[i], label)) return TRUE;
  return FALSE;
}

/* The title of a part of the list, though it is no heading by its looks: behind it the list begins anew. */
static gboolean take_title(Sequence *sequence, guint index) {
  const Block *block = engine_block(sequence->engine, index), *next = next_block(sequence, index);
  if (block->label || !next || !next->label || strlen(block->text) > LONGEST_TITLE || text_is_ended(block->text)) return FALSE;
  if (!is_begin_of_list(sequence, next->label)) return FALSE;
  restart(sequence, index);
  sequence->title = g_strdup(block->text);
  return TRUE;
}

/* What stands under a lead-in to something else is no record, up to the next lead-in, paragraph or heading. */
static gboolean take_skipped(Sequence *sequence, guint index) {
  const Block *block = engine_block(sequence->engine, index);
  if (!sequence->lead_in || !sequence->lead_in->skip || block->kind == BLOCK_HEADING ||
      sequence_is_next_paragraph(sequence, block))
    return FALSE;
  if (!take_lead_in(sequence, index)) sequence_classify(sequence, index, BLOCK_IS_NARRATIVE);
  return TRUE;
}

/* A paragraph of the report's own count that is neither lead-in nor record ends the list in front of it. */
static void take_paragraph(Sequence *sequence, guint index) {
  sequence_leave_lead_in(sequence);
  sequence_set_paragraph(sequence, engine_block(sequence->engine, index)->label);
  sequence_classify(sequence, index, BLOCK_IS_NARRATIVE);
}

/* Does BLOCK, by its label, go on with the report's own paragraphs? Throughout a whole report they may begin anew. */
static gboolean counts_on(const Sequence *sequence, const Block *block) {
  return sequence_is_next_paragraph(sequence, block) || !sequence->paragraph || (sequence->whole && !sequence->form);
}

/* A paragraph that does not go on with the list in front of it may open one of the report's own paragraphs. */
static void take_behind_list(Sequence *sequence, guint index) {
  sequence_leave_lead_in(sequence);
  if (!sequence_take_first(sequence, index)) take_paragraph(sequence, index);
}

/* Does BLOCK, which is no record, bear the next number of an open list that counts with the report's paragraphs? */
static gboolean takes_number(const Sequence *sequence, const Block *block) {
  return sequence->form && start_counts_with_report(sequence->form) && block_is_paragraph(block) &&
         label_value(block->label, LABEL_NUMBER) == sequence->last + 1;
}

/* The list goes on behind the number that is not its own. */
static void pass_number(Sequence *sequence) {
  sequence->list = NULL;
  sequence->last++;
  sequence->before = sequence->last;
}

/* Nothing known: what stands behind it belongs to no record in front of it. */
static void take_stray(Sequence *sequence, guint index) {
  /* Under a lead-in that asks something of its records, what is no such thing is what the report says beside them. */
  gboolean led = sequence->lead_in && !sequence->lead_in->records;
  gboolean suspect = led || engine_block(sequence->engine, index)->label;
  sequence_close_record(sequence);
  sequence_classify(sequence, index, suspect ? BLOCK_UNCLASSIFIED : BLOCK_IS_NARRATIVE);
}

static void take_block(Sequence *sequence, guint index) {
  const Block *block = engine_block(sequence->engine, index);
  if (engine_matches_any(sequence->engine, sequence->rule->none, block->text, sequence->rule->id))
    sequence->engine->told_none = TRUE;
  if (engine_matches_any(sequence->engine, sequence->rule->narrative, block->text, sequence->rule->id)) {
    if (block_is_paragraph(block) && (!sequence->form || sequence_is_next_paragraph(sequence, block)))
      return take_paragraph(sequence, index);
    sequence_close_record(sequence);
    if (takes_number(sequence, block)) pass_number(sequence);
    sequence_classify(sequence, index, BLOCK_IS_NARRATIVE);
    return;
  }
  if (take_skipped(sequence, index)) return;
  /* The open list goes on before anything else: an item may well speak of recommendations that enjoy support. Only a label
   * that is the next of the report's own paragraphs too is first asked whether it is a lead-in. */
  gboolean list_first = sequence->form && !sequence_is_next_paragraph(sequence, block);
  if (list_first && sequence_take_start(sequence, index)) return;
  if (take_lead_in(sequence, index) || (!list_first && sequence_take_start(sequence, index))) return;
  if (block->kind == BLOCK_HEADING && !is_torn_off(sequence, block))
    take_heading(sequence, index);
  else if (take_title(sequence, index) || take_continuation(sequence, index))
    return;
  else if (block_is_paragraph(block) && counts_on(sequence, block))
    take_behind_list(sequence, index);
  else
    take_stray(sequence, index);
}

void sequence_find(Engine *engine, const RecordRule *rule, const Section *section) {
  Sequence sequence = {.engine = engine, .rule = rule, .whole = !section->rule, .parts = g_array_new(FALSE, FALSE, sizeof(Part))};
  for (guint i = section->first; i < section->end; i++)
    if (engine_is_body(engine, i)) take_block(&sequence, i);
  sequence_leave_lead_in(&sequence);
  g_free(sequence.paragraph);
  g_free(sequence.lead);
  g_array_unref(sequence.parts);
}
