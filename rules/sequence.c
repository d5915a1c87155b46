/* Records that stand one below the other in a section: numbered, lettered or headed, below a lead-in or alone.
 *
 * Each block of the section is taken for one thing: the section's end, narrative, a heading, a lead-in, the begin of a record,
 * a part of the open record, or nothing known. The form in which the first record of a list begins is that of the whole list,
 * so that "(a)" is a record where a list of letters was opened and a sub-item where a list of numbers was; and its numbers
 * must go on from the last one, so that the report's own paragraph 68 between two lists is no record 68. Below a record whose
 * sentence ends in a colon a list of another form may open, where the rule says so; behind it the list around it goes on. */

#include "extractors/labels.h"
#include "extractors/sentences.h"
#include "rules/trace.h"

#include <math.h>
#include <string.h>

enum { LARGEST_GAP = 4 };              /* so many numbers may be missing in a list that goes on; the numbering check tells */
enum { LONGEST_TITLE = 160 };          /* bytes: a title within a list that the layout did not take for a heading */
static const double SAME_PLACE = 10.0; /* points: labels of one list stand no farther apart on a page */

/* A list that is still open around the one that is being read. */
typedef struct {
  const StartRule *form; /* NULL for none */
  List *list;
  guint last, last_block;
} Outer;

typedef struct {
  Engine *engine;
  const RecordRule *rule;
  gboolean whole;        /* it goes through the whole body: what it does not know there is no concern of its */
  const LeadIn *lead_in; /* of the open list; NULL for none */
  char *lead_text;       /* its sentence */
  char *paragraph;       /* number of the last paragraph of the report's own count: the lead-in's, where it bears one */
  char *lead;            /* number of the paragraph that the last record's label names itself; NULL where it names none */
  const StartRule *form; /* of the open list; NULL while it has no record */
  List *list;
  Outer outer;            /* the list that the open list is nested in */
  guint counted;          /* records whose places are not printed, in lists that stand under no paragraph */
  char *title;            /* of the part of the list, where it is no heading by its looks; NULL for none */
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
  gboolean of_records = as == BLOCK_IS_RECORD || as == BLOCK_IS_LEAD_IN;
  if (sequence->whole && !of_records) return;
  g_array_index(sequence->engine->classes, BlockClass, block) = as;
}

static double left_of(const Engine *engine, guint block) {
  const Block *b = engine_block(engine, block);
  const Line *line = engine->document->lines->pdata[g_array_index(b->lines, guint, 0)];
  return line->box.x0;
}

/* --- numbers */

/* The place that ITEM ("12", "c", "iv", "三") has in its list. A list that begins with "i" is one of roman numerals, any other
 * one of letters, or of the numerals of a script that has its own. */
static guint item_value(const Sequence *sequence, const char *item) {
  static const LabelForm forms[] = {LABEL_LETTER_PAREN, LABEL_NUMBER_PAREN, LABEL_ROMAN_PAREN};
  if (g_unichar_isdigit(g_utf8_get_char(item))) return label_value(item, LABEL_NUMBER);
  gboolean roman =
      sequence->form ? sequence->list && sequence->list->numerals == NUMERALS_ROMAN : g_ascii_strcasecmp(item, "i") == 0;
  if (roman) return label_value(item, LABEL_ROMAN_PAREN);
  guint value = 0;
  for (gsize i = 0; value == 0 && i < G_N_ELEMENTS(forms); i++) value = label_value(item, forms[i]);
  return value;
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

/* Was FINDING found before? A summary says what the report says later, too. */
static gboolean is_known(const Engine *engine, const Finding *finding) {
  for (guint i = 0; i < engine->findings->findings->len; i++) {
    const Finding *other = engine->findings->findings->pdata[i];
    if (other->kind == finding->kind && g_strcmp0(other->number, finding->number) == 0 && strcmp(other->text, finding->text) == 0)
      return TRUE;
  }
  return FALSE;
}

static void make_finding(Sequence *sequence) {
  Engine *engine = sequence->engine;
  Finding *finding = finding_assemble(engine, (FindingKind)sequence->rule->kind, sequence->parts);
  g_free(finding->number);
  g_free(finding->rule);
  finding->number = g_steal_pointer(&sequence->number);
  if (sequence->rule->once && is_known(engine, finding)) {
    if (sequence->list && !sequence->start->single) g_array_set_size(sequence->list->items, sequence->list->items->len - 1);
    finding->rule = NULL;
    finding_free(finding);
    return;
  }
  finding->number_printed = g_steal_pointer(&sequence->printed);
  finding->lead_in = g_strdup(sequence->lead_text);
  finding->rule = engine_rule_name(engine, sequence->start->id);
  if (sequence->start->heading) { /* its own heading is its label, not a section that it stands in */
    g_ptr_array_unref(finding->section);
    finding->section = outline_path(engine, sequence->last_block);
  }
  if (sequence->title) g_ptr_array_add(finding->section, g_strdup(sequence->title));
  if (sequence->lead_in) {
    g_array_index(engine->leads, LeadCount, engine->leads->len - 1).records++;
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
  sequence->outer = (Outer){0};
  sequence->last = 0;
  sequence->restarts = FALSE;
  g_clear_pointer(&sequence->title, g_free);
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

/* Block BLOCK from byte START on belongs to the open record. */
static void add_part(Sequence *sequence, guint block, guint start, gboolean label) {
  Part part = {.block = block, .start = start, .end = (guint)strlen(engine_block(sequence->engine, block)->text), .label = label};
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
    gboolean below = sequence->lead_in || sequence->outer.form;
    const char *scope = below && sequence->paragraph ? sequence->paragraph : "";
    sequence->list = list_new(scope);
    sequence->list->page = engine_page(engine, block);
    sequence->list->first = first_place(sequence, value);
    sequence->list->numerals = !g_ascii_isalpha(sequence->item[0])            ? NUMERALS_DECIMAL
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
  if (counts_with_report(start)) return next_paragraph || value == 1 || !sequence->paragraph || sequence->whole;
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
         !is_next_paragraph(sequence, engine_block(sequence->engine, block)) && in_place(sequence, block);
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
  begin->value = item_value(sequence, begin->item);
  return TRUE;
}

/* A label that names a later paragraph, and counts from 1, opens that paragraph's list, though its lead-in was not seen. */
static gboolean names_later_paragraph(const Sequence *sequence, const Begin *begin) {
  return begin->lead && sequence->paragraph && begin->value == 1 &&
         g_ascii_strtoull(begin->lead, NULL, 10) > paragraph_value(sequence);
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
  close_record(sequence);
  trace_decide(sequence->engine->trace, DECIDED_RECORD, index, start->id, NULL);
  sequence->form = start;
  sequence->start = start;
  sequence->item = g_strdup(begin->item);
  sequence->number = fill_number(sequence, start->number, begin->item, index);
  if (start->heading) {
    sequence->printed = g_strdup(block->text);
    classify(sequence, index, BLOCK_IS_RECORD);
  } else {
    sequence->printed = g_strdup(begin->printed ? begin->printed : block->label);
    add_part(sequence, index, begin->text, FALSE);
  }
  if (start->counted && !sequence->paragraph) sequence->counted++;
  if (!start->single)
    note_item(sequence, index, begin->value);
  else
    sequence->last_block = index;
  /* Paragraphs of the report that are records each: what follows counts on from them, and stands under them. */
  if (!sequence->lead_in && counts_with_report(start) && is_paragraph_label(block)) set_paragraph(sequence, block->label);
}

/* Tells, where somebody asks, why a label that looks like a record's begins none. */
static gboolean refuse(const Sequence *sequence, const StartRule *start, guint index, const Begin *begin) {
  struct Trace *trace = sequence->engine->trace;
  gboolean next_paragraph = is_next_paragraph(sequence, engine_block(sequence->engine, index));
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
    leave_lead_in(sequence);
    set_paragraph(sequence, begin.lead);
  }
  gboolean own = names_paragraph(sequence, &begin), nested = sequence->outer.form && start->nested;
  struct Trace *trace = sequence->engine->trace;
  if (!sequence->lead_in && !start->alone && !own && !nested)
    return trace_decide(trace, DECIDED_NO_LEAD_IN, index, start->id, NULL);
  gboolean named = !start->label && (!sequence->form || sequence->form == start || begin.value == sequence->last + 1);
  if (!goes_on(sequence, start, index, begin.value, own || named)) return refuse(sequence, start, index, &begin);
  if (!suits_lead_in(sequence, index)) return trace_decide(trace, DECIDED_LEAD_IN_ASKS, index, start->id, NULL);
  /* "8.2.1" behind "8.1.7": a list of its own. */
  if (begin.lead && sequence->lead && strcmp(begin.lead, sequence->lead) != 0) close_list(sequence);
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

static void set_open(Sequence *sequence, Outer open) {
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
    set_open(sequence, (Outer){.last_block = sequence->last_block});
    if (try_start(sequence, start, index)) return TRUE;
  }
  set_open(sequence, sequence->outer);
  sequence->outer = (Outer){0};
  return FALSE;
}

/* The next record of the list around the open one, which ends that. */
static gboolean take_outer(Sequence *sequence, guint index) {
  if (!sequence->outer.form) return FALSE;
  Outer outer = sequence->outer, inner = get_open(sequence);
  sequence->outer = (Outer){0};
  set_open(sequence, outer);
  if (try_start(sequence, outer.form, index)) return TRUE;
  sequence->outer = outer;
  set_open(sequence, inner);
  return FALSE;
}

/* Records that are named ("Recommendation 3"), as headings or in their texts, may be so by turns. */
static gboolean take_named(Sequence *sequence, guint index) {
  for (guint i = 0; !sequence->form->label && !sequence->form->single && i < sequence->rule->starts->len; i++) {
    const StartRule *start = sequence->rule->starts->pdata[i];
    if (start == sequence->form || start->label || !(start->heading || start_runs_in(start))) continue;
    if (try_numbered(sequence, start, index)) return TRUE;
  }
  return FALSE;
}

static gboolean take_start(Sequence *sequence, guint index) {
  if (!sequence->form) return take_first(sequence, index);
  return try_start(sequence, sequence->form, index) || take_named(sequence, index) || take_nested(sequence, index) ||
         take_outer(sequence, index) || (sequence->restarts && take_restart(sequence, index));
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
    belongs = !is_paragraph_label(block);
  else if (block->label)
    belongs = !is_paragraph_label(block) && !is_out_of_order(sequence, block);
  else
    belongs = is_unfinished(sequence) ||
              engine_matches_any(sequence->engine, sequence->rule->continues, block->text, sequence->rule->id);
  if (belongs) add_part(sequence, index, 0, TRUE);
  return belongs;
}

static gboolean take_lead_in(Sequence *sequence, guint index) {
  const Block *block = engine_block(sequence->engine, index);
  for (guint i = 0; i < sequence->rule->lead_ins->len; i++) {
    const LeadIn *lead_in = sequence->rule->lead_ins->pdata[i];
    if (!engine_matches(sequence->engine, lead_in->match, block->text, lead_in->id)) continue;
    leave_lead_in(sequence);
    trace_decide(sequence->engine->trace, DECIDED_LEAD_IN, index, lead_in->id, NULL);
    sequence->lead_in = lead_in;
    sequence->lead_text = g_strdup(block->text);
    g_clear_pointer(&sequence->paragraph, g_free);
    if (is_paragraph_label(block)) set_paragraph(sequence, block->label);
    classify(sequence, index, BLOCK_IS_LEAD_IN);
    LeadCount lead = {.block = index};
    g_array_append_val(sequence->engine->leads, lead);
    return TRUE;
  }
  return FALSE;
}

/* Below a title of its own the list may begin anew. */
static void restart(Sequence *sequence, guint index) {
  close_record(sequence);
  if (sequence->outer.form) set_open(sequence, sequence->outer);
  sequence->outer = (Outer){0};
  sequence->restarts = sequence->form != NULL;
  g_clear_pointer(&sequence->title, g_free);
  classify(sequence, index, BLOCK_IS_HEADING);
}

/* A heading closes the record above it, and what is to be passed over. */
static void take_heading(Sequence *sequence, guint index) {
  restart(sequence, index);
  if (sequence->lead_in && sequence->lead_in->skip) leave_lead_in(sequence);
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
  return item && item_value(sequence, item) == 1;
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
  if (!sequence->lead_in || !sequence->lead_in->skip || block->kind == BLOCK_HEADING || is_next_paragraph(sequence, block))
    return FALSE;
  if (!take_lead_in(sequence, index)) classify(sequence, index, BLOCK_IS_NARRATIVE);
  return TRUE;
}

/* A paragraph of the report's own count that is neither lead-in nor record ends the list in front of it. */
static void take_paragraph(Sequence *sequence, guint index) {
  leave_lead_in(sequence);
  set_paragraph(sequence, engine_block(sequence->engine, index)->label);
  classify(sequence, index, BLOCK_IS_NARRATIVE);
}

/* Does BLOCK, by its label, go on with the report's own paragraphs? Throughout a whole report they may begin anew. */
static gboolean counts_on(const Sequence *sequence, const Block *block) {
  return is_next_paragraph(sequence, block) || !sequence->paragraph || (sequence->whole && !sequence->form);
}

/* A paragraph that does not go on with the list in front of it may open one of the report's own paragraphs. */
static void take_behind_list(Sequence *sequence, guint index) {
  leave_lead_in(sequence);
  if (!take_first(sequence, index)) take_paragraph(sequence, index);
}

/* Does BLOCK, which is no record, bear the next number of an open list that counts with the report's paragraphs? */
static gboolean takes_number(const Sequence *sequence, const Block *block) {
  return sequence->form && counts_with_report(sequence->form) && is_paragraph_label(block) &&
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
    if (takes_number(sequence, block)) pass_number(sequence);
    classify(sequence, index, BLOCK_IS_NARRATIVE);
    return;
  }
  if (take_skipped(sequence, index)) return;
  /* The open list goes on before anything else: an item may well speak of recommendations that enjoy support. Only a label
   * that is the next of the report's own paragraphs too is first asked whether it is a lead-in. */
  gboolean list_first = sequence->form && !is_next_paragraph(sequence, block);
  if (list_first && take_start(sequence, index)) return;
  if (take_lead_in(sequence, index) || (!list_first && take_start(sequence, index))) return;
  if (block->kind == BLOCK_HEADING && !is_torn_off(sequence, block))
    take_heading(sequence, index);
  else if (take_title(sequence, index) || take_continuation(sequence, index))
    return;
  else if (is_paragraph_label(block) && counts_on(sequence, block))
    take_behind_list(sequence, index);
  else
    take_stray(sequence, index);
}

void sequence_find(Engine *engine, const RecordRule *rule, const Section *section) {
  Sequence sequence = {.engine = engine, .rule = rule, .whole = !section->rule, .parts = g_array_new(FALSE, FALSE, sizeof(Part))};
  for (guint i = section->first; i < section->end; i++)
    if (engine_is_body(engine, i)) take_block(&sequence, i);
  leave_lead_in(&sequence);
  g_free(sequence.paragraph);
  g_free(sequence.lead);
  g_array_unref(sequence.parts);
}
