#include "pipeline/rules_bench/explanation_text.h"

#include "pipeline/stages/stage.h"

#include <string.h>

enum {
  WIDTH = 96, /* columns of an expression or a text, indentation left out */
  FRONT = 40, /* of them in front of the mark, at most */
  NEAREST = 4 /* trials shown of a block */
};

static guint columns_of(gunichar c) {
  if (g_unichar_iszerowidth(c)) return 0;
  return g_unichar_iswide(c) ? 2 : 1;
}

/* Appends what stands from FROM to END of TEXT, as far as MOST columns, on one line; returns the columns. */
static guint append_cells(GString *out, const char *text, gsize from, gsize end, guint most) {
  guint columns = 0;
  for (const char *at = text + from; at < text + end && columns < most; at = g_utf8_next_char(at)) {
    gunichar c = g_utf8_get_char(at);
    g_string_append_unichar(out, g_unichar_isspace(c) ? ' ' : c);
    columns += columns_of(c);
  }
  return columns;
}

/* The byte of TEXT at most MOST characters in front of AT. */
static gsize back(const char *text, gsize at, guint most) {
  const char *from = text + at;
  for (; most > 0 && from > text; most--) from = g_utf8_prev_char(from);
  return (gsize)(from - text);
}

/* Two lines: TEXT, cut to what can be seen at once, and a mark below bytes START to END; one column where that is empty. */
static void append_marked(GString *out, const char *indent, const char *text, gsize start, gsize end) {
  gsize from = back(text, start, FRONT);
  g_autoptr(GString) line = g_string_new(NULL);
  guint front = append_cells(line, text, from, start, G_MAXUINT);
  guint marked = append_cells(line, text, start, end, WIDTH - front);
  append_cells(line, text, MAX(start, end), strlen(text), WIDTH - front - MIN(marked, WIDTH - front));
  gboolean cut = line->len < strlen(text) - from;
  g_autofree char *visible = stage_visible(line->str);
  const char *before = from > 0 ? "... " : "";
  g_string_append_printf(out, "%s%s%s%s\n%s%*s", indent, before, visible, cut ? " ..." : "", indent,
                         (int)(front + strlen(before)), "");
  for (guint i = 0; i < MAX(marked, 1); i++) g_string_append_c(out, '^');
  g_string_append_c(out, '\n');
}

static void append_quoted(GString *out, const char *text, gsize most) {
  g_autoptr(GString) cells = g_string_new(NULL);
  append_cells(cells, text, 0, strlen(text), (guint)most);
  g_autofree char *visible = stage_visible(cells->str);
  g_string_append_printf(out, "\"%s%s\"", visible, cells->len < strlen(text) ? "..." : "");
}

/* TEXT, of a page of sentences, and a line end. */
static void append_line(GString *out, const char *indent, const char *text) {
  g_autofree char *visible = stage_visible(text);
  g_string_append_printf(out, "%s%s\n", indent, visible);
}

/* --- trials */

/* "records/topic/starts/numbered label (untoc/pack.yaml:40)" */
static void append_rule(GString *out, const Trial *trial) {
  g_autofree char *place = trial_place(trial);
  g_string_append_printf(out, "%s %s (%s)", trial->rule, trial->key, place);
}

static void append_captures(GString *out, const char *indent, const Trial *trial) {
  for (guint i = 0; i < trial->captures->len; i++) {
    const Capture *capture = trial->captures->pdata[i];
    g_string_append_printf(out, "%s%s = ", indent, capture->name);
    append_quoted(out, capture->text, WIDTH);
    g_string_append_c(out, '\n');
  }
}

/* The expression and its text, with marks: of a match below what it took, else below what stopped it. */
static void append_marks(GString *out, const char *indent, const Trial *trial) {
  const char *source = trial->expression->source;
  if (!trial->text) return;
  if (trial->result != TRIAL_NO_MATCH) {
    g_autofree char *shown = g_strdelimit(g_strdup(source), "\n\r\t", ' ');
    append_line(out, indent, shown);
    append_marked(out, indent, trial->text, trial->start, trial->end);
  } else if (trial->reach.kind != STOP_LIMIT) {
    append_marked(out, indent, source, trial->reach.part_start, trial->reach.part_end);
    append_marked(out, indent, trial->text, trial->reach.text_stop, trial->reach.forbidden_end);
  }
}

static void append_block(GString *out, const Explanation *explanation, guint block) {
  const Block *b = explanation->document->blocks->pdata[block];
  g_autofree char *whole = g_strconcat(b->label ? b->label : "", b->label ? " " : "", b->text, NULL);
  g_string_append_printf(out, "p. %u, %s ", engine_page(&explanation->trace->engine, block), block_kind_names[b->kind]);
  append_quoted(out, whole, WIDTH);
  g_string_append_c(out, '\n');
}

/* How near a trial came, in a column of its own. */
static void append_nearness(GString *out, const Trial *trial) {
  if (trial->result == TRIAL_NO_MATCH)
    g_string_append_printf(out, "  %3.0f%%  ", MIN(99, 100 * trial->reach.share)); /* all but what forbids it */
  else
    g_string_append_printf(out, "  %s  ", trial->result == TRIAL_MATCHED ? " yes" : "  no");
}

/* Where it was tried on another block than OWN, that is told. */
static void append_trial(GString *out, const Explanation *explanation, const Trial *trial, guint own) {
  append_nearness(out, trial);
  append_rule(out, trial);
  g_string_append_c(out, '\n');
  if (trial->block != own && trial->block != TRACE_NO_BLOCK) {
    g_string_append(out, "        on ");
    append_block(out, explanation, trial->block);
  }
  append_marks(out, "        ", trial);
  g_autofree char *told = trial_told(trial);
  append_line(out, "        it ", told);
}

/* --- the summary */

static void append_evidence(GString *out, const Explanation *explanation, const ExplainedPack *pack) {
  for (guint i = 0; i < pack->found->len; i++) {
    const Evidence *evidence = pack->pack->recognise.evidence->pdata[i];
    const Trial *found = pack->found->pdata[i], *nearest = pack->nearest->pdata[i];
    g_string_append_printf(out, "  %+d  %s", evidence->weight, evidence->id);
    if (found) {
      g_string_append(out, ": found, ");
      append_block(out, explanation, found->block);
    } else {
      g_string_append(out, ": not found\n");
    }
    if (nearest && nearest->reach.share > 0) append_trial(out, explanation, nearest, TRACE_NO_BLOCK);
  }
}

static void append_packs(GString *out, const Explanation *explanation, gboolean all) {
  for (guint i = 0; i < explanation->packs->len; i++) {
    const ExplainedPack *pack = explanation->packs->pdata[i];
    if (!pack->chosen && explanation->trace->engine.pack && !all) continue;
    g_string_append_printf(out, "pack %s %s (%s): evidence of weight %d, where it asks for %d%s\n", pack->pack->id,
                           pack->pack->version, pack->pack->language, pack->weight, pack->pack->recognise.threshold,
                           !pack->chosen                                    ? ""
                           : pack->weight < pack->pack->recognise.threshold ? ": applied as asked"
                                                                            : ": it claims the document");
    if (pack->weight > 0 || pack->chosen || all) append_evidence(out, explanation, pack);
  }
}

static void append_finding_line(GString *out, const Explanation *explanation, const Finding *finding) {
  g_autoptr(ExplainedFinding) explained = explain_finding(explanation, finding);
  guint page = finding->places->len ? g_array_index(finding->places, Place, 0).page : 0;
  g_autofree char *number = stage_visible(finding->number);
  g_string_append_printf(out, "%-14s %-20s ", finding_kind_names[finding->kind], number);
  if (page > 0)
    g_string_append_printf(out, "p. %-3u ", page);
  else
    g_string_append(out, "no page "); /* a rule states it */
  append_quoted(out, finding->text, FRONT);
  g_string_append(out, "  ");
  if (explained->begin)
    append_rule(out, explained->begin);
  else
    g_string_append(out, finding->rule);
  g_string_append_c(out, '\n');
}

void explanation_text_summary(GString *out, const Explanation *explanation, gboolean all) {
  append_line(out, "", explanation->document->source_file);
  append_packs(out, explanation, all);
  if (explanation->verdict) append_line(out, "", explanation->verdict);
  for (guint i = 0; i < explanation->findings->findings->len; i++)
    append_finding_line(out, explanation, explanation->findings->findings->pdata[i]);
}

/* --- a finding */

static void append_found_by(GString *out, const Explanation *explanation, const char *what, const Trial *trial, guint own) {
  g_string_append_printf(out, "%s ", what);
  append_rule(out, trial);
  g_string_append_c(out, '\n');
  if (trial->block != own && trial->block != TRACE_NO_BLOCK) {
    g_string_append(out, "    on ");
    append_block(out, explanation, trial->block);
  }
  append_marks(out, "    ", trial);
  append_captures(out, "    ", trial);
}

static void append_field(GString *out, const ExplainedField *explained) {
  g_string_append_printf(out, "  %s =", explained->field->name);
  for (guint i = 0; i < explained->field->values->len; i++) {
    g_string_append(out, i ? ", " : " ");
    append_quoted(out, explained->field->values->pdata[i], WIDTH);
  }
  g_string_append_printf(out, ", by %s", explained->field->rule);
  if (explained->trial) {
    g_autofree char *place = trial_place(explained->trial);
    g_string_append_printf(out, " (%s)", place);
  }
  g_string_append(out, explained->normal ? ", in the normal form " : "");
  g_string_append(out, explained->normal ? explained->normal : "");
  g_string_append_c(out, '\n');
  if (!explained->trial) return;
  append_marks(out, "    ", explained->trial);
  append_captures(out, "    ", explained->trial);
}

void explanation_text_finding(GString *out, const Explanation *explanation, const Finding *finding) {
  g_autoptr(ExplainedFinding) explained = explain_finding(explanation, finding);
  const Pack *pack = explanation->trace->engine.pack;
  g_autofree char *number = stage_visible(finding->number), *id = stage_visible(finding->id);
  g_string_append_printf(out, "%s %s, %s, by %s of the pack %s %s\n", finding_kind_names[finding->kind], number, id,
                         finding->rule, pack->id, pack->version);
  if (explained->block != TRACE_NO_BLOCK) append_block(out, explanation, explained->block);
  g_string_append(out, "text: ");
  append_quoted(out, finding->text, 4 * WIDTH);
  g_string_append(out, explained->normal ? ", in the normal form " : "");
  g_string_append_printf(out, "%s\n", explained->normal ? explained->normal : "");
  for (guint i = 0; i < finding->section->len; i++) append_line(out, "under ", finding->section->pdata[i]);
  if (explained->begin)
    append_found_by(out, explanation, "rule:", explained->begin, explained->block);
  else
    append_line(out, "rule: ", "it states the value for all reports");
  if (explained->lead_in) append_found_by(out, explanation, "lead-in:", explained->lead_in, explained->block);
  if (explained->fields->len) g_string_append(out, "fields:\n");
  for (guint i = 0; i < explained->fields->len; i++) append_field(out, explained->fields->pdata[i]);
  if (explained->missing->len) g_string_append(out, "rules for fields that found nothing:\n");
  for (guint i = 0; i < explained->missing->len; i++)
    append_trial(out, explanation, explained->missing->pdata[i], explained->block);
  if (explained->rivals->len) g_string_append(out, "other rules for the same:\n");
  for (guint i = 0; i < explained->rivals->len; i++)
    append_trial(out, explanation, explained->rivals->pdata[i], explained->block);
}

/* --- blocks */

/* How many of the first few resemble the block at all. */
static guint near_trials(const ExplainedBlock *explained) {
  guint count = 0;
  for (guint i = 0; i < MIN(NEAREST, explained->trials->len); i++) {
    const Trial *trial = explained->trials->pdata[i];
    if (trial->result != TRIAL_NO_MATCH ? trial->text != NULL : trial->reach.share > 0 || trial->block != explained->block)
      count = i + 1;
  }
  return count;
}

static void append_trials(GString *out, const Explanation *explanation, const ExplainedBlock *explained, TextDetail detail) {
  guint all = explained->trials->len, nearest = explained->finding ? 0 : near_trials(explained);
  guint most = detail == TEXT_ALL ? all : detail == TEXT_NEAREST ? nearest : 0;
  for (guint i = 0; i < most; i++) append_trial(out, explanation, explained->trials->pdata[i], explained->block);
  if (detail == TEXT_NEAREST && most < all && !explained->finding)
    g_string_append_printf(out, "  %u more came no nearer: --verbose shows them\n", all - most);
}

void explanation_text_blocks(GString *out, const Explanation *explanation, const GArray *blocks, TextDetail detail) {
  g_autofree char *before = NULL;
  for (guint i = 0; i < blocks->len; i++) {
    g_autoptr(ExplainedBlock) explained = explain_block(explanation, g_array_index(blocks, guint, i));
    gboolean same = detail == TEXT_BRIEF && g_strcmp0(explained->verdict, before) == 0;
    if (i > 0 && !same) g_string_append_c(out, '\n');
    append_block(out, explanation, explained->block);
    if (same) continue;
    append_line(out, "", explained->taken_told);
    append_trials(out, explanation, explained, detail);
    if (*explained->verdict) append_line(out, "", explained->verdict);
    g_free(before);
    before = g_strdup(explained->verdict);
  }
}
