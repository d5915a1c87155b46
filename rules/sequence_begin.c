/* Where a record begins: its label, heading or first words, and whether its number goes on with the open list; see sequence.c. */
#include "rules/sequence_private.h"

#include "extractors/labels.h"

#include <math.h>
#include <string.h>

static const double SAME_PLACE = 10.0; /* points: labels of one list stand no farther apart on a page */

static double left_of(const Engine *engine, guint block) {
  const Block *b = engine_block(engine, block);
  if (b->lines->len == 0) return 0;
  const Line *line = engine->document->lines->pdata[g_array_index(b->lines, guint, 0)];
  return line->box.x0;
}

gboolean block_is_paragraph(const Block *block) {
  LabelForm form = LABEL_NONE;
  return block->label && label_parse(block->label, &form) && form == LABEL_NUMBER;
}

gboolean sequence_is_next_paragraph(const Sequence *sequence, const Block *block) {
  return sequence->paragraph && block_is_paragraph(block) &&
         label_value(block->label, LABEL_NUMBER) == sequence_paragraph(sequence) + 1;
}

/* Does block INDEX stand where the list's records do? Its depth tells; its place on the page does where it looks like a heading,
 * or bears the label of the report's own next paragraph as well. */
static gboolean in_place(const Sequence *sequence, guint index) {
  const Engine *engine = sequence->engine;
  const Block *block = engine_block(engine, index);
  gboolean doubtful = block->kind == BLOCK_HEADING || sequence_is_next_paragraph(sequence, block);
  if (doubtful && engine_page(engine, index) == engine_page(engine, sequence->last_block))
    return fabs(left_of(engine, index) - left_of(engine, sequence->last_block)) < SAME_PLACE;
  return block_is_paragraph(block) || block->depth <= engine_block(engine, sequence->last_block)->depth;
}

/* May VALUE be the first of a list? */
static gboolean opens_list(const Sequence *sequence, const StartRule *start, guint block, guint value) {
  if (sequence->restarts) return value == 1;
  gboolean next_paragraph = sequence_is_next_paragraph(sequence, engine_block(sequence->engine, block));
  if (start_counts_with_report(start)) return next_paragraph || value == 1 || !sequence->paragraph || sequence->whole;
  if (next_paragraph) return FALSE;
  return (value >= 1 && value <= LARGEST_GAP + 1) || (sequence->before > 0 && value == sequence->before + 1);
}

/* Does VALUE go on with the open list, or open one? OWN tells that the label itself names the paragraph that it stands under
 * ("86.12"): no other number looks like it. */
static gboolean goes_on(const Sequence *sequence, const StartRule *start, guint block, guint value, gboolean own) {
  if (own) return TRUE;
  if (start->counted) return !sequence->form || in_place(sequence, block);
  if (!sequence->form) return opens_list(sequence, start, block, value);
  /* A number that is printed twice is a misprint, not a reason to lose a record: the numbering check tells. */
  gboolean again = value == sequence->last && !sequence->restarts;
  if (value == sequence->last + 1 || again) return in_place(sequence, block);
  return value > sequence->last && value <= sequence->last + LARGEST_GAP + 1 &&
         !sequence_is_next_paragraph(sequence, engine_block(sequence->engine, block)) && in_place(sequence, block);
}

/* The begin of a record, as its label or heading tells it. */
typedef struct {
  char *item;    /* as printed: "12", "c" */
  char *printed; /* where it stands in the text itself: "Recommendation 12:"; else NULL */
  guint text;    /* where the record's text begins in its block */
  char *lead;    /* number of the paragraph that the label names: 86 in "86.12"; NULL where it names none */
  guint value;   /* the place in the list */
} Begin;

static void begin_clear(Begin *begin) {
  g_free(begin->item);
  g_free(begin->printed);
  g_free(begin->lead);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Begin, begin_clear)

/* The place of a record that prints none: the next of its list, or where that stands under no paragraph, of them all. */
static guint count_place(const Sequence *sequence) {
  return (sequence->paragraph ? sequence->last : sequence->counted) + 1;
}

static void count_begin(const Sequence *sequence, Begin *begin) {
  g_free(begin->item);
  begin->item = g_strdup_printf("%u", count_place(sequence));
}

gboolean start_runs_in(const StartRule *start) {
  return !start->label && !start->heading && g_strv_contains(pattern_groups(start->text->pattern), "item");
}

/* The expression by which START tells the place of a record. */
static const Expression *numbering_of(const StartRule *start) {
  return start->label ? start->label : start->heading ? start->heading : start->text;
}

/* What MATCH takes of TEXT is the record's label, without the spaces and stops behind it: "Recommendation 12". */
static void read_run_in(const PatternMatch *match, const char *text, Begin *begin) {
  gsize start = 0, end = 0, item_start = 0, item_end = 0;
  pattern_match_range(match, &start, &end);
  pattern_match_named_range(match, "item", &item_start, &item_end);
  begin->printed = g_strndup(text + start, item_end - start);
  begin->text = (guint)end;
}

/* How START's expression takes the label, heading or first words of block INDEX. */
static gboolean read_begin(Sequence *sequence, const StartRule *start, guint index, Begin *begin) {
  const Block *block = engine_block(sequence->engine, index);
  const char *text = start->label ? block->label : block->text;
  /* "1. General" may head a part of the list: a heading opens no list of labels, though it may go on with one. */
  if (!text) return FALSE;
  if (start->label && block->kind == BLOCK_HEADING && !sequence->form)
    return trace_decide(sequence->engine->trace, DECIDED_HEADING, index, start->id, NULL);
  g_autoptr(PatternMatch) match = engine_search(numbering_of(start), text);
  if (!engine_next(sequence->engine, match, start->id)) return FALSE;
  gboolean asks_text = start->text && (start->label || start->heading);
  if (asks_text && !engine_matches(sequence->engine, start->text, block->text, start->id)) return FALSE;
  begin->item = pattern_match_named(match, "item");
  begin->lead = pattern_match_named(match, "lead");
  if (start->counted) count_begin(sequence, begin);
  if (!begin->item) /* the expression took it without the group */
    return trace_decide(sequence->engine->trace, DECIDED_EMPTY, index, start->id, "the group \"item\" is empty");
  if (!start->label && !start->heading) read_run_in(match, text, begin);
  begin->value = sequence_item_value(sequence, begin->item);
  return TRUE;
}

/* A label that names a later paragraph, and counts from 1, opens that paragraph's list, though its lead-in was not seen. */
static gboolean names_later_paragraph(const Sequence *sequence, const Begin *begin) {
  return begin->lead && sequence->paragraph && begin->value == 1 &&
         g_ascii_strtoull(begin->lead, NULL, 10) > sequence_paragraph(sequence);
}

/* "8.2. Companies" behind 8.1.7 is a heading of the report: a heading goes on with a list, but opens none. */
static gboolean is_other_heading(const Sequence *sequence, const Begin *begin, guint index) {
  return engine_block(sequence->engine, index)->kind == BLOCK_HEADING && begin->lead && sequence->lead &&
         strcmp(begin->lead, sequence->lead) != 0;
}

static gboolean names_paragraph(const Sequence *sequence, const Begin *begin) {
  return begin->lead && (!sequence->paragraph || strcmp(begin->lead, sequence->paragraph) == 0);
}

/* What the lead-in asks of the texts below it. */
static gboolean suits_lead_in(Sequence *sequence, guint index) {
  const LeadIn *lead_in = sequence->lead_in;
  return !lead_in || !lead_in->records ||
         engine_matches(sequence->engine, lead_in->records, engine_block(sequence->engine, index)->text, lead_in->id);
}

/* An unlabelled block that is a record: the only one of its list, or one of those that are counted. */
static gboolean begins_unlabelled(Sequence *sequence, const StartRule *start, guint index) {
  const Block *block = engine_block(sequence->engine, index);
  return !block->label && block->kind == BLOCK_PARAGRAPH && (!sequence->form || start->counted) &&
         engine_matches(sequence->engine, start->text, block->text, start->id);
}

static void open_record(Sequence *sequence, const StartRule *start, guint index, const Begin *begin) {
  const Block *block = engine_block(sequence->engine, index);
  sequence_close_record(sequence);
  trace_decide(sequence->engine->trace, DECIDED_RECORD, index, start->id, NULL);
  sequence->form = start;
  sequence->start = start;
  sequence->item = g_strdup(begin->item);
  sequence->number = sequence_fill_number(sequence, start->number, begin->item, index);
  if (start->heading) {
    sequence->printed = g_strdup(block->text);
    sequence_classify(sequence, index, BLOCK_IS_RECORD);
  } else {
    sequence->printed = g_strdup(begin->printed ? begin->printed : block->label);
    sequence_add_part(sequence, index, begin->text, FALSE);
  }
  if (start->counted && !sequence->paragraph) sequence->counted++;
  if (!start->single)
    sequence_note_item(sequence, index, begin->value);
  else
    sequence->last_block = index;
  /* Paragraphs of the report that are records each: what follows counts on from them, and stands under them. */
  if (!sequence->lead_in && start_counts_with_report(start) && block_is_paragraph(block))
    sequence_set_paragraph(sequence, block->label);
}

/* Tells, where somebody asks, why a label that looks like a record's begins none. */
static gboolean refuse(const Sequence *sequence, const StartRule *start, guint index, const Begin *begin) {
  struct Trace *trace = sequence->engine->trace;
  gboolean next_paragraph = sequence_is_next_paragraph(sequence, engine_block(sequence->engine, index));
  const char *also = next_paragraph ? "; it is the report's own next paragraph by its number" : "";
  if (!sequence->form)
    return trace_decide(trace, DECIDED_NUMBER, index, start->id, "its number %s opens no list%s", begin->item, also);
  guint first = sequence->last + 1, most = sequence->last + LARGEST_GAP + 1;
  gboolean fits = begin->value >= sequence->last && begin->value <= most;
  if (!fits || (next_paragraph && begin->value > first))
    return trace_decide(trace, DECIDED_NUMBER, index, start->id, "its number %s does not go on: %u to %u would%s", begin->item,
                        first, most, also);
  return trace_decide(trace, DECIDED_PLACE, index, start->id,
                      "it stands deeper than the list's records, or elsewhere on the page%s", also);
}

static gboolean try_numbered(Sequence *sequence, const StartRule *start, guint index) {
  g_auto(Begin) begin = {0};
  if (!read_begin(sequence, start, index, &begin) || is_other_heading(sequence, &begin, index)) return FALSE;
  if (names_later_paragraph(sequence, &begin)) {
    sequence_leave_lead_in(sequence);
    sequence_set_paragraph(sequence, begin.lead);
  }
  gboolean own = names_paragraph(sequence, &begin), nested = sequence->outer.form && start->nested;
  struct Trace *trace = sequence->engine->trace;
  if (!sequence->lead_in && !start->alone && !own && !nested)
    return trace_decide(trace, DECIDED_NO_LEAD_IN, index, start->id, NULL);
  gboolean named = !start->label && (!sequence->form || sequence->form == start || begin.value == sequence->last + 1);
  if (!goes_on(sequence, start, index, begin.value, own || named)) return refuse(sequence, start, index, &begin);
  if (!suits_lead_in(sequence, index)) return trace_decide(trace, DECIDED_LEAD_IN_ASKS, index, start->id, NULL);
  /* "8.2.1" behind "8.1.7": a list of its own. */
  if (begin.lead && sequence->lead && strcmp(begin.lead, sequence->lead) != 0) sequence_close_list(sequence);
  g_free(sequence->lead);
  sequence->lead = g_steal_pointer(&begin.lead);
  open_record(sequence, start, index, &begin);
  return TRUE;
}

static gboolean try_start(Sequence *sequence, const StartRule *start, guint index) {
  if (start->label || start->heading || start_runs_in(start)) return try_numbered(sequence, start, index);
  if (!(sequence->lead_in || start->alone))
    return trace_decide(sequence->engine->trace, DECIDED_NO_LEAD_IN, index, start->id, NULL);
  if (!begins_unlabelled(sequence, start, index)) return FALSE;
  g_auto(Begin) begin = {.value = start->counted ? count_place(sequence) : 0};
  begin.item = start->counted ? g_strdup_printf("%u", begin.value) : g_strdup("");
  open_record(sequence, start, index, &begin);
  return TRUE;
}

gboolean sequence_take_first(Sequence *sequence, guint index) {
  for (guint i = 0; i < sequence->rule->starts->len; i++)
    if (try_start(sequence, sequence->rule->starts->pdata[i], index)) return TRUE;
  return FALSE;
}

/* Behind a heading, a list goes on or begins anew; one that does neither is as it was. */
static gboolean take_restart(Sequence *sequence, guint index) {
  const StartRule *form = sequence->form;
  List *list = sequence->list;
  guint last = sequence->last;
  sequence->form = NULL;
  sequence->list = NULL;
  sequence->last = 0;
  if (sequence_take_first(sequence, index)) return TRUE;
  sequence->form = form;
  sequence->list = list;
  sequence->last = last;
  return FALSE;
}

void sequence_set_open(Sequence *sequence, Outer open) {
  sequence->form = open.form;
  sequence->list = open.list;
  sequence->last = open.last;
  sequence->last_block = open.last_block;
}

static Outer get_open(const Sequence *sequence) {
  return (Outer){sequence->form, sequence->list, sequence->last, sequence->last_block};
}

/* The first item of a list that stands below the open record, whose sentence leads in to it. */
static gboolean take_nested(Sequence *sequence, guint index) {
  if (sequence->outer.form || !sequence->start || sequence->parts->len == 0) return FALSE;
  const Part *last = &g_array_index(sequence->parts, Part, sequence->parts->len - 1);
  if (!g_str_has_suffix(engine_block(sequence->engine, last->block)->text, ":")) return FALSE;
  sequence->outer = get_open(sequence);
  for (guint i = 0; i < sequence->rule->starts->len; i++) {
    const StartRule *start = sequence->rule->starts->pdata[i];
    if (!start->nested || start == sequence->outer.form) continue;
    sequence_set_open(sequence, (Outer){.last_block = sequence->last_block});
    if (try_start(sequence, start, index)) return TRUE;
  }
  sequence_set_open(sequence, sequence->outer);
  sequence->outer = (Outer){0};
  return FALSE;
}

/* The next record of the list around the open one, which ends that. */
static gboolean take_outer(Sequence *sequence, guint index) {
  if (!sequence->outer.form) return FALSE;
  Outer outer = sequence->outer, inner = get_open(sequence);
  sequence->outer = (Outer){0};
  sequence_set_open(sequence, outer);
  if (try_start(sequence, outer.form, index)) return TRUE;
  sequence->outer = outer;
  sequence_set_open(sequence, inner);
  return FALSE;
}

/* Records that are named ("Recommendation 3"), as headings or in their texts, may be so by turns. */
static gboolean take_named(Sequence *sequence, guint index) {
  /* One that names a later paragraph has closed the list, and may be refused none the less. */
  for (guint i = 0; sequence->form && !sequence->form->label && !sequence->form->single && i < sequence->rule->starts->len; i++) {
    const StartRule *start = sequence->rule->starts->pdata[i];
    if (start == sequence->form || start->label || !(start->heading || start_runs_in(start))) continue;
    if (try_numbered(sequence, start, index)) return TRUE;
  }
  return FALSE;
}

gboolean sequence_take_start(Sequence *sequence, guint index) {
  if (!sequence->form) return sequence_take_first(sequence, index);
  return try_start(sequence, sequence->form, index) || take_named(sequence, index) || take_nested(sequence, index) ||
         take_outer(sequence, index) || (sequence->restarts && take_restart(sequence, index));
}
