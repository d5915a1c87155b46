/* Records that stand one below the other in a section: numbered, lettered or headed, below a lead-in or alone.
 *
 * Each block of the section is taken for one thing: the section's end, narrative, a heading, a lead-in, the begin of a record,
 * a part of the open record, or nothing known. The form in which the first record of a list begins is that of the whole list,
 * so that "(a)" is a record where a list of letters was opened and a sub-item where a list of numbers was; and its numbers
 * must go on from the last one, so that the report's own paragraph 68 between two lists is no record 68. */

#include "extractors/labels.h"
#include "extractors/sentences.h"
#include "rules/engine.h"

#include <math.h>
#include <string.h>

enum { LARGEST_GAP = 4 };              /* so many numbers may be missing in a list that goes on; the numbering check tells */
static const double SAME_PLACE = 10.0; /* points: labels of one list stand no farther apart on a page */

typedef struct {
  Engine *engine;
  const RecordRule *rule;
  const LeadIn *lead_in; /* of the open list; NULL for none */
  char *lead_text;       /* its sentence */
  char *paragraph;       /* number of the last paragraph of the report's own count: the lead-in's, where it bears one */
  char *lead;            /* number of the paragraph that the last record's label names itself; NULL where it names none */
  const StartRule *form; /* of the open list; NULL while it has no record */
  List *list;
  gboolean restarts;      /* a heading stands behind its last record: it may begin anew, from 1 */
  guint last;             /* place of its last record */
  guint before;           /* that of the last record of the list before it */
  guint last_block;       /* where that begins */
  GArray *parts;          /* Part: the open record */
  const StartRule *start; /* how that began; NULL for none */
  char *printed;          /* its label as printed */
  char *number, *item;
} Sequence;

static List *list_new(const char *scope) {
  List *list = g_new0(List, 1);
  list->scope = g_strdup(scope);
  list->items = g_array_new(FALSE, FALSE, sizeof(guint));
  list->blocks = g_array_new(FALSE, FALSE, sizeof(guint));
  return list;
}

static void classify(Sequence *sequence, guint block, BlockClass as) {
  g_array_index(sequence->engine->classes, BlockClass, block) = as;
}

static double left_of(const Engine *engine, guint block) {
  const Block *b = engine_block(engine, block);
  const Line *line = engine->document->lines->pdata[g_array_index(b->lines, guint, 0)];
  return line->box.x0;
}

/* --- numbers */

/* The place that ITEM ("12", "c", "iv") has in its list. A list that begins with "i" is one of roman numerals, any other one of
 * letters. */
static guint item_value(const Sequence *sequence, const char *item) {
  if (g_ascii_isdigit(item[0])) return (guint)g_ascii_strtoull(item, NULL, 10);
  gboolean roman =
      sequence->form ? sequence->list && sequence->list->numerals == NUMERALS_ROMAN : g_ascii_strcasecmp(item, "i") == 0;
  return label_value(item, roman ? LABEL_ROMAN_PAREN : LABEL_LETTER_PAREN);
}

/* TEMPLATE with {item}, {paragraph}, {heading} and {under} filled in. */
static char *fill_number(const Sequence *sequence, const char *template, const char *item, guint block) {
  g_autofree char *heading = outline_label(sequence->engine, block);
  const char *paragraph = sequence->paragraph ? sequence->paragraph : sequence->lead ? sequence->lead : "";
  const char *under = sequence->lead_in && *paragraph ? paragraph : heading;
  GString *number = g_string_new(template);
  g_string_replace(number, "{item}", item, 0);
  g_string_replace(number, "{paragraph}", paragraph, 0);
  g_string_replace(number, "{heading}", heading, 0);
  g_string_replace(number, "{under}", under, 0);
  return g_string_free(number, FALSE);
}

/* --- the open record and the open list */

static void make_finding(Sequence *sequence) {
  Engine *engine = sequence->engine;
  Finding *finding = finding_assemble(engine, (FindingKind)sequence->rule->kind, sequence->parts);
  g_free(finding->number);
  g_free(finding->rule);
  finding->number = g_steal_pointer(&sequence->number);
  finding->number_printed = g_steal_pointer(&sequence->printed);
  finding->lead_in = g_strdup(sequence->lead_text);
  finding->rule = engine_rule_name(engine, sequence->start->id);
  if (sequence->start->heading) { /* its own heading is its label, not a section that it stands in */
    g_ptr_array_unref(finding->section);
    finding->section = outline_path(engine, sequence->last_block);
  }
  if (sequence->lead_in) {
    g_array_index(engine->leads, Lead, engine->leads->len - 1).records++;
    fields_set(engine, finding, sequence->lead_in->set, sequence->item, sequence->lead_in->id);
  }
  fields_set(engine, finding, sequence->rule->set, sequence->item, sequence->rule->id);
  fields_read(engine, finding, sequence->rule->fields);
  g_ptr_array_add(engine->findings->findings, finding);
}

/* A label or heading with nothing behind it. */
static gboolean is_empty(const Sequence *sequence) {
  for (guint i = 0; i < sequence->parts->len; i++)
    if (*engine_block(sequence->engine, g_array_index(sequence->parts, Part, i).block)->text) return FALSE;
  return TRUE;
}

static void close_record(Sequence *sequence) {
  if (!sequence->start) return;
  if (!is_empty(sequence))
    make_finding(sequence);
  else
    engine_check(sequence->engine, "record_text", sequence->number, CHECK_FAILED, NULL, NULL,
                 engine_page(sequence->engine, sequence->last_block), "\"%s\" stands there without a text", sequence->printed);
  g_clear_pointer(&sequence->number, g_free);
  g_clear_pointer(&sequence->printed, g_free);
  g_clear_pointer(&sequence->item, g_free);
  g_array_set_size(sequence->parts, 0);
  sequence->start = NULL;
}

static void close_list(Sequence *sequence) {
  close_record(sequence);
  if (sequence->last > 0) sequence->before = sequence->last;
  sequence->form = NULL;
  sequence->list = NULL;
  sequence->last = 0;
  sequence->restarts = FALSE;
}

static void leave_lead_in(Sequence *sequence) {
  close_list(sequence);
  sequence->lead_in = NULL;
  g_clear_pointer(&sequence->lead_text, g_free);
}

static void set_paragraph(Sequence *sequence, const char *label) {
  g_free(sequence->paragraph);
  sequence->paragraph = label_bare(label);
}

static void add_part(Sequence *sequence, guint block, gboolean label) {
  Part part = {.block = block, .end = (guint)strlen(engine_block(sequence->engine, block)->text), .label = label};
  g_array_append_val(sequence->parts, part);
  classify(sequence, block, BLOCK_IS_RECORD);
}

static guint paragraph_value(const Sequence *sequence) {
  return sequence->paragraph ? (guint)g_ascii_strtoull(sequence->paragraph, NULL, 10) : 0;
}

/* Do START's records count on with the report's own paragraphs, rather than from 1 below one of them? */
static gboolean counts_with_report(const StartRule *start) {
  return start->label && g_str_has_prefix(start->number, "{item}");
}

/* The place that the first record of a list should have, where it has VALUE. */
static guint first_place(const Sequence *sequence, guint value) {
  if (value == 1 || value == sequence->before + 1) return value;
  if (!counts_with_report(sequence->form)) return 1;
  return sequence->paragraph ? paragraph_value(sequence) + 1 : value;
}

static void note_item(Sequence *sequence, guint block, guint value) {
  Engine *engine = sequence->engine;
  if (!sequence->list) {
    const char *scope = sequence->lead_in && sequence->paragraph ? sequence->paragraph : "";
    sequence->list = list_new(scope);
    sequence->list->page = engine_page(engine, block);
    sequence->list->first = first_place(sequence, value);
    sequence->list->numerals = g_ascii_isdigit(sequence->item[0])             ? NUMERALS_DECIMAL
                               : g_ascii_strcasecmp(sequence->item, "i") == 0 ? NUMERALS_ROMAN
                                                                              : NUMERALS_LETTERS;
    g_ptr_array_add(engine->lists, sequence->list);
  }
  g_array_append_val(sequence->list->items, value);
  g_array_append_val(sequence->list->blocks, block);
  sequence->last = value;
  sequence->last_block = block;
  sequence->restarts = FALSE;
}

/* --- where a record begins */

static gboolean is_paragraph_label(const Block *block) {
  LabelForm form = LABEL_NONE;
  return block->label && label_parse(block->label, &form) && form == LABEL_NUMBER;
}

/* Is BLOCK the next of the report's own paragraphs, by its label? */
static gboolean is_next_paragraph(const Sequence *sequence, const Block *block) {
  return sequence->paragraph && is_paragraph_label(block) &&
         label_value(block->label, LABEL_NUMBER) == paragraph_value(sequence) + 1;
}

/* Does block INDEX stand where the list's records do? Its depth tells; its place on the page does where it looks like a heading,
 * or bears the label of the report's own next paragraph as well. */
static gboolean in_place(const Sequence *sequence, guint index) {
  const Engine *engine = sequence->engine;
  const Block *block = engine_block(engine, index);
  gboolean doubtful = block->kind == BLOCK_HEADING || is_next_paragraph(sequence, block);
  if (doubtful && engine_page(engine, index) == engine_page(engine, sequence->last_block))
    return fabs(left_of(engine, index) - left_of(engine, sequence->last_block)) < SAME_PLACE;
  return is_paragraph_label(block) || block->depth <= engine_block(engine, sequence->last_block)->depth;
}

/* May VALUE be the first of a list? */
static gboolean opens_list(const Sequence *sequence, const StartRule *start, guint block, guint value) {
  if (sequence->restarts) return value == 1;
  gboolean next_paragraph = is_next_paragraph(sequence, engine_block(sequence->engine, block));
  if (counts_with_report(start)) return next_paragraph || value == 1 || !sequence->paragraph;
  if (next_paragraph) return FALSE;
  return (value >= 1 && value <= LARGEST_GAP + 1) || (sequence->before > 0 && value == sequence->before + 1);
}

/* Does VALUE go on with the open list, or open one? OWN tells that the label itself names the paragraph that it stands under
 * ("86.12"): no other number looks like it. */
static gboolean goes_on(const Sequence *sequence, const StartRule *start, guint block, guint value, gboolean own) {
  if (own) return TRUE;
  if (!sequence->form) return opens_list(sequence, start, block, value);
  /* A number that is printed twice is a misprint, not a reason to lose a record: the numbering check tells. */
  gboolean again = value == sequence->last && !sequence->restarts;
  if (value == sequence->last + 1 || again) return in_place(sequence, block);
  return value > sequence->last && value <= sequence->last + LARGEST_GAP + 1 &&
         !is_next_paragraph(sequence, engine_block(sequence->engine, block)) && in_place(sequence, block);
}

/* The begin of a record, as its label or heading tells it. */
typedef struct {
  char *item;  /* as printed: "12", "c" */
  char *lead;  /* number of the paragraph that the label names: 86 in "86.12"; NULL where it names none */
  guint value; /* the place in the list */
} Begin;

static void begin_clear(Begin *begin) {
  g_free(begin->item);
  g_free(begin->lead);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Begin, begin_clear)

/* How START's expression takes the label or heading of block INDEX. */
static gboolean read_begin(Sequence *sequence, const StartRule *start, guint index, Begin *begin) {
  const Block *block = engine_block(sequence->engine, index);
  const char *text = start->label ? block->label : block->text;
  /* "1. General" may head a part of the list: a heading opens no list of labels, though it may go on with one. */
  if (!text || (start->label && block->kind == BLOCK_HEADING && !sequence->form)) return FALSE;
  g_autoptr(PatternMatch) match = engine_search(start->label ? start->label : start->heading, text);
  if (!engine_next(sequence->engine, match, start->id)) return FALSE;
  if (start->text && !engine_matches(sequence->engine, start->text, block->text, start->id)) return FALSE;
  begin->item = pattern_match_named(match, "item");
  begin->lead = pattern_match_named(match, "lead");
  if (!begin->item) return FALSE; /* the expression took it without the group */
  begin->value = item_value(sequence, begin->item);
  return TRUE;
}

/* A label that names a later paragraph, and counts from 1, opens that paragraph's list, though its lead-in was not seen. */
static gboolean names_later_paragraph(const Sequence *sequence, const Begin *begin) {
  return begin->lead && sequence->paragraph && begin->value == 1 &&
         g_ascii_strtoull(begin->lead, NULL, 10) > paragraph_value(sequence);
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

/* An unlabelled block that is the only record of its list. */
static gboolean begins_unlabelled(Sequence *sequence, const StartRule *start, guint index) {
  const Block *block = engine_block(sequence->engine, index);
  return !block->label && block->kind == BLOCK_PARAGRAPH && !sequence->form &&
         engine_matches(sequence->engine, start->text, block->text, start->id);
}

static void open_record(Sequence *sequence, const StartRule *start, guint index, const char *item, guint value) {
  const Block *block = engine_block(sequence->engine, index);
  close_record(sequence);
  sequence->form = start;
  sequence->start = start;
  sequence->item = g_strdup(item);
  sequence->number = fill_number(sequence, start->number, item, index);
  if (start->heading) {
    sequence->printed = g_strdup(block->text);
    classify(sequence, index, BLOCK_IS_RECORD);
  } else {
    sequence->printed = g_strdup(block->label);
    add_part(sequence, index, FALSE);
  }
  if (!start->single)
    note_item(sequence, index, value);
  else
    sequence->last_block = index;
}

static gboolean try_numbered(Sequence *sequence, const StartRule *start, guint index) {
  g_auto(Begin) begin = {0};
  if (!read_begin(sequence, start, index, &begin)) return FALSE;
  if (names_later_paragraph(sequence, &begin)) {
    leave_lead_in(sequence);
    set_paragraph(sequence, begin.lead);
  }
  gboolean own = names_paragraph(sequence, &begin);
  if (!sequence->lead_in && !start->alone && !own) return FALSE;
  if (!goes_on(sequence, start, index, begin.value, own || start->heading) || !suits_lead_in(sequence, index)) return FALSE;
  g_free(sequence->lead);
  sequence->lead = g_steal_pointer(&begin.lead);
  open_record(sequence, start, index, begin.item, begin.value);
  return TRUE;
}

static gboolean try_start(Sequence *sequence, const StartRule *start, guint index) {
  if (start->label || start->heading) return try_numbered(sequence, start, index);
  if (!(sequence->lead_in || start->alone) || !begins_unlabelled(sequence, start, index)) return FALSE;
  open_record(sequence, start, index, "", 0);
  return TRUE;
}

static gboolean take_first(Sequence *sequence, guint index) {
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
  if (take_first(sequence, index)) return TRUE;
  sequence->form = form;
  sequence->list = list;
  sequence->last = last;
  return FALSE;
}

static gboolean take_start(Sequence *sequence, guint index) {
  if (!sequence->form) return take_first(sequence, index);
  return try_start(sequence, sequence->form, index) || (sequence->restarts && take_restart(sequence, index));
}

/* --- what else a block can be */

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

/* A block that belongs to the open record: a sub-item, or unlabelled text that runs on. */
static gboolean take_continuation(Sequence *sequence, guint index) {
  const Block *block = engine_block(sequence->engine, index);
  if (!sequence->start) return FALSE;
  gboolean belongs = FALSE;
  if (sequence->parts->len == 0 || sequence->start->continues == CONTINUES_ANY)
    belongs = TRUE;
  else if (block->label)
    belongs = !is_paragraph_label(block) && !is_out_of_order(sequence, block);
  else
    belongs = is_unfinished(sequence) ||
              engine_matches_any(sequence->engine, sequence->rule->continues, block->text, sequence->rule->id);
  if (belongs) add_part(sequence, index, TRUE);
  return belongs;
}

static gboolean take_lead_in(Sequence *sequence, guint index) {
  const Block *block = engine_block(sequence->engine, index);
  for (guint i = 0; i < sequence->rule->lead_ins->len; i++) {
    const LeadIn *lead_in = sequence->rule->lead_ins->pdata[i];
    if (!engine_matches(sequence->engine, lead_in->match, block->text, lead_in->id)) continue;
    leave_lead_in(sequence);
    sequence->lead_in = lead_in;
    sequence->lead_text = g_strdup(block->text);
    g_clear_pointer(&sequence->paragraph, g_free);
    if (is_paragraph_label(block)) set_paragraph(sequence, block->label);
    classify(sequence, index, BLOCK_IS_LEAD_IN);
    Lead lead = {.block = index};
    g_array_append_val(sequence->engine->leads, lead);
    return TRUE;
  }
  return FALSE;
}

/* A heading closes the record above it; the list may begin anew below it. */
static void take_heading(Sequence *sequence, guint index) {
  close_record(sequence);
  sequence->restarts = sequence->form != NULL;
  classify(sequence, index, BLOCK_IS_HEADING);
}

/* A paragraph of the report's own count that is neither lead-in nor record ends the list in front of it. */
static void take_paragraph(Sequence *sequence, guint index) {
  leave_lead_in(sequence);
  set_paragraph(sequence, engine_block(sequence->engine, index)->label);
  classify(sequence, index, BLOCK_IS_NARRATIVE);
}

/* Nothing known: what stands behind it belongs to no record in front of it. */
static void take_stray(Sequence *sequence, guint index) {
  /* Under a lead-in that asks something of its records, what is no such thing is what the report says beside them. */
  gboolean led = sequence->lead_in && !sequence->lead_in->records;
  gboolean suspect = led || engine_block(sequence->engine, index)->label;
  close_record(sequence);
  classify(sequence, index, suspect ? BLOCK_UNCLASSIFIED : BLOCK_IS_NARRATIVE);
}

static void take_block(Sequence *sequence, guint index) {
  const Block *block = engine_block(sequence->engine, index);
  if (engine_matches_any(sequence->engine, sequence->rule->none, block->text, sequence->rule->id))
    sequence->engine->told_none = TRUE;
  if (engine_matches_any(sequence->engine, sequence->rule->narrative, block->text, sequence->rule->id)) {
    if (is_paragraph_label(block) && (!sequence->form || is_next_paragraph(sequence, block)))
      return take_paragraph(sequence, index);
    close_record(sequence);
    classify(sequence, index, BLOCK_IS_NARRATIVE);
    return;
  }
  /* The open list goes on before anything else: an item may well speak of recommendations that enjoy support. Only a label
   * that is the next of the report's own paragraphs too is first asked whether it is a lead-in. */
  gboolean list_first = sequence->form && !is_next_paragraph(sequence, block);
  if (list_first && take_start(sequence, index)) return;
  if (take_lead_in(sequence, index) || (!list_first && take_start(sequence, index))) return;
  if (block->kind == BLOCK_HEADING && !is_torn_off(sequence, block))
    take_heading(sequence, index);
  else if (take_continuation(sequence, index))
    return;
  else if (is_paragraph_label(block) && (is_next_paragraph(sequence, block) || !sequence->paragraph))
    take_paragraph(sequence, index);
  else
    take_stray(sequence, index);
}

void sequence_find(Engine *engine, const RecordRule *rule, const Section *section) {
  Sequence sequence = {.engine = engine, .rule = rule, .parts = g_array_new(FALSE, FALSE, sizeof(Part))};
  for (guint i = section->first; i < section->end; i++)
    if (engine_is_body(engine, i)) take_block(&sequence, i);
  leave_lead_in(&sequence);
  g_free(sequence.paragraph);
  g_free(sequence.lead);
  g_array_unref(sequence.parts);
}
