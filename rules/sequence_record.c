/* The record and the list that are open while a section is walked through; see sequence.c. */
#include "rules/sequence_private.h"

#include "extractors/labels.h"

#include <string.h>

static List *list_new(const char *scope) {
  List *list = g_new0(List, 1);
  list->scope = g_strdup(scope);
  list->items = g_array_new(FALSE, FALSE, sizeof(guint));
  list->blocks = g_array_new(FALSE, FALSE, sizeof(guint));
  return list;
}

void sequence_classify(Sequence *sequence, guint block, BlockClass as) {
  gboolean of_records = as == BLOCK_IS_RECORD || as == BLOCK_IS_LEAD_IN;
  if (sequence->whole && !of_records) return;
  g_array_index(sequence->engine->classes, BlockClass, block) = as;
}

/* --- numbers */

guint sequence_item_value(const Sequence *sequence, const char *item) {
  static const LabelForm forms[] = {LABEL_LETTER_PAREN, LABEL_NUMBER_PAREN, LABEL_ROMAN_PAREN};
  if (g_unichar_isdigit(g_utf8_get_char(item))) return label_value(item, LABEL_NUMBER);
  gboolean roman =
      sequence->form ? sequence->list && sequence->list->numerals == NUMERALS_ROMAN : g_ascii_strcasecmp(item, "i") == 0;
  if (roman) return label_value(item, LABEL_ROMAN_PAREN);
  guint value = 0;
  for (gsize i = 0; value == 0 && i < G_N_ELEMENTS(forms); i++) value = label_value(item, forms[i]);
  return value;
}

char *sequence_fill_number(const Sequence *sequence, const char *template, const char *item, guint block) {
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

/* The open record counts in no list: it was found before. */
static void leave_list(Sequence *sequence) {
  if (!sequence->own) return;
  g_array_set_size(sequence->own->items, sequence->own->items->len - 1);
  g_array_set_size(sequence->own->blocks, sequence->own->blocks->len - 1);
}

static void make_finding(Sequence *sequence) {
  Engine *engine = sequence->engine;
  Finding *finding = finding_assemble(engine, (FindingKind)sequence->rule->kind, sequence->parts);
  g_free(finding->number);
  g_free(finding->rule);
  finding->number = g_steal_pointer(&sequence->number);
  if (sequence->rule->once && is_known(engine, finding)) {
    leave_list(sequence);
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
  for (guint i = 0; i < sequence->parts->len; i++) {
    const Part *part = &g_array_index(sequence->parts, Part, i);
    if (part->end > part->start) return FALSE;
  }
  return TRUE;
}

void sequence_close_record(Sequence *sequence) {
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
  sequence->own = NULL;
  sequence->start = NULL;
}

void sequence_close_list(Sequence *sequence) {
  sequence_close_record(sequence);
  if (sequence->last > 0) sequence->before = sequence->last;
  sequence->form = NULL;
  sequence->list = NULL;
  sequence->outer = (Outer){0};
  sequence->last = 0;
  sequence->restarts = FALSE;
  g_clear_pointer(&sequence->title, g_free);
}

void sequence_leave_lead_in(Sequence *sequence) {
  sequence_close_list(sequence);
  sequence->lead_in = NULL;
  g_clear_pointer(&sequence->lead_text, g_free);
}

void sequence_set_paragraph(Sequence *sequence, const char *label) {
  g_free(sequence->paragraph);
  sequence->paragraph = label_bare(label);
}

void sequence_add_part(Sequence *sequence, guint block, guint start, gboolean label) {
  Part part = {.block = block, .start = start, .end = (guint)strlen(engine_block(sequence->engine, block)->text), .label = label};
  g_array_append_val(sequence->parts, part);
  sequence_classify(sequence, block, BLOCK_IS_RECORD);
}

guint sequence_paragraph(const Sequence *sequence) {
  return sequence->paragraph ? (guint)g_ascii_strtoull(sequence->paragraph, NULL, 10) : 0;
}

gboolean start_counts_with_report(const StartRule *start) {
  return start->label && g_str_has_prefix(start->number, "{item}");
}

/* The place that the first record of a list should have, where it has VALUE. */
static guint first_place(const Sequence *sequence, guint value) {
  if (value == 1 || value == sequence->before + 1) return value;
  if (!start_counts_with_report(sequence->form)) return 1;
  return sequence->paragraph ? sequence_paragraph(sequence) + 1 : value;
}

void sequence_note_item(Sequence *sequence, guint block, guint value) {
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
  sequence->own = sequence->list;
  sequence->last = value;
  sequence->last_block = block;
  sequence->restarts = FALSE;
}
