/* evidence_card.c - what a report's page says of one finding: its text, what is known of it, and how it came about; see
 * evidence_private.h. */
#include "pipeline/evidence/evidence_private.h"

#include "pipeline/evidence/evidence_link.h"
#include "pipeline/evidence/page_markup.h"

#include <math.h>
#include <string.h>

char *evidence_title(const Row *row) {
  static const char *const nouns[] = {[ROW_RECOMMENDATION] = "Recommendation", [ROW_PANEL_TOPIC] = "Panel topic"};
  const char *number = row->finding->number;
  return number != NULL && *number != '\0' ? g_strdup_printf("%s %s", nouns[row->kind], number) : g_strdup(nouns[row->kind]);
}

void evidence_append_link(GString *out, const Evidence *evidence, const char *id, const char *text) {
  const EvidencePlace *place = g_hash_table_lookup(evidence->places, id);
  if (place == NULL) {
    markup_append(out, text);
    return;
  }
  g_autofree char *anchor = evidence_anchor(id);
  markup_print(out, "<a href=\"%s.html#%s\">%s</a>", place->name, anchor, text);
}

/* ---- what is known ---- */

/* Where a line of the card comes from: a column of row.h. */
typedef struct {
  const char *term, *column, *separator;
} CardLine;

static const CardLine card_lines[] = {
    {"Made by", "states", ", "},
    {"Asks", "addressees", "; "},
    {"To do", "action", "; "},
    {"Kind of act", "action_category", "; "},
    {"Strength, 1 to 5", "strength", "; "},
    {"Decision", "decision", "; "},
    {"Themes", "themes", ", "},
    {"Law named", "legal_references", "; "},
    {"Development Goals", "sdg", ", "},
    {"Agenda item", "agenda_item", "; "},
    {"Panellists", "panellists", "\n"},
    {"Moderator", "moderator", "\n"},
    {"Keynote", "keynote", "\n"},
    {"Status", "status", "; "},
    {"Notes", "notes", "\n"},
    {"Corrected", "corrections", "\n"},
};

/* TRUE where COLUMN stands in rows of this kind. */
static gboolean applies(const RowColumn *column, const Row *row) {
  return (column->kinds & 1u << row->kind) != 0;
}

static void append_line(GString *out, const Row *row, const CardLine *line) {
  const RowColumn *column = row_column(line->column);
  g_autoptr(GString) value = g_string_new(NULL);
  if (applies(column, row)) row_append_text(value, row, column, line->separator);
  if (value->len > 0)
    markup_print(out, "<div><dt>%s</dt><dd class=\"lines\" dir=\"auto\">%s</dd></div>\n", line->term, value->str);
}

/* Whose word a correction, a status or a note is. */
static void append_corrector(GString *out, const Correction *correction) {
  if (correction == NULL || correction->by == NULL) return;
  markup_print(out, "<div><dt>Said by</dt><dd dir=\"auto\">%s%s%s</dd></div>\n", correction->by,
               correction->date != NULL ? ", " : "", correction->date);
}

static void append_change(GString *out, const Comparison *comparison) {
  static const char *const tags[] = {[WORDS_KEPT] = NULL, [WORDS_REMOVED] = "del", [WORDS_ADDED] = "ins"};
  if (comparison->change == NULL || comparison->change->len == 0) return;
  const char *before = "";
  g_string_append(out, "<p class=\"change\" dir=\"auto\">");
  for (guint i = 0; i < comparison->change->len; i++) {
    const WordRun *words = g_ptr_array_index(comparison->change, i);
    const char *tag = tags[words->kind];
    if (i > 0 && !g_str_has_suffix(before, " ")) g_string_append_c(out, ' ');
    before = words->text;
    if (tag != NULL)
      markup_print(out, "<%s>%s</%s>", tag, words->text, tag);
    else
      markup_append(out, words->text);
  }
  g_string_append(out, "</p>\n");
}

static void append_earlier(GString *out, const Evidence *evidence, const EarlierFinding *earlier) {
  g_string_append(out, "<li>");
  evidence_append_link(out, evidence, earlier->id, earlier->id);
  markup_print(out, ", %s, %u %% alike</li>\n", earlier->date, (guint)lround(earlier->similarity * 100));
}

/* The nearest are told at once, the others where they are asked for. */
static void append_all_earlier(GString *out, const Evidence *evidence, const GPtrArray *earlier) {
  enum { AT_ONCE = 5 };
  g_string_append(out, "<ul>\n");
  for (guint i = 0; i < earlier->len; i++) {
    if (i == AT_ONCE) markup_print(out, "</ul>\n<details><summary>%u more</summary><ul>\n", earlier->len - AT_ONCE);
    append_earlier(out, evidence, g_ptr_array_index(earlier, i));
  }
  g_string_append(out, earlier->len > AT_ONCE ? "</ul></details>\n" : "</ul>\n");
}

static void append_comparison(GString *out, const Evidence *evidence, const Comparison *comparison) {
  if (comparison == NULL) return;
  markup_print(out, "<div><dt>Compared with earlier</dt><dd><strong class=\"compared\">%s</strong>",
               compared_names[comparison->kind]);
  if (comparison->earlier->len > 0) append_all_earlier(out, evidence, comparison->earlier);
  append_change(out, comparison);
  g_string_append(out, "</dd></div>\n");
}

/* "Recommendation 5"; of another report, with its symbol in front. */
static char *tie_title(const Row *row, const Tie *tie) {
  const char *noun = row->kind == ROW_PANEL_TOPIC ? "Recommendation" : "Panel topic";
  const CatalogueDocument *other = tie->document;
  if (other == row->report->document) return g_strdup_printf("%s %s", noun, tie->number);
  return g_strdup_printf("%s, %s %s", catalogue_document_label(other), noun, tie->number);
}

static void append_ties(GString *out, const Evidence *evidence, const Row *row) {
  const GPtrArray *ties = row->context->ties;
  if (ties == NULL || ties->len == 0) return;
  markup_print(out, "<div><dt>%s</dt><dd><ul>\n", row->kind == ROW_PANEL_TOPIC ? "Recommendations of it" : "Panel topics");
  for (guint i = 0; i < ties->len; i++) {
    const Tie *tie = g_ptr_array_index(ties, i);
    g_autofree char *title = tie_title(row, tie);
    g_string_append(out, "<li>");
    evidence_append_link(out, evidence, tie->id, title);
    markup_print(out, " <span class=\"why\" dir=\"auto\">%s</span></li>\n", tie->evidence);
  }
  g_string_append(out, "</ul></dd></div>\n");
}

/* ---- how it came about ---- */

static const char *const edit_words[] = {
    [EDIT_LINE_BREAK] = "line break undone",           [EDIT_HYPHEN] = "hyphen at a line's end dropped, the word is joined",
    [EDIT_FOOTNOTE_MARK] = "footnote mark lifted out", [EDIT_SPACE] = "space dropped",
    [EDIT_LETTER_FORM] = "joined letters parted",
};

/* What an edit removed, with line ends that can be seen. */
static void append_removed(GString *out, const Edit *edit) {
  g_auto(GStrv) parts = g_strsplit(edit->removed, "\n", -1);
  markup_print(out, "<del title=\"%s\">", edit_words[edit->kind]);
  for (guint i = 0; parts[i] != NULL; i++) {
    if (i > 0) g_string_append(out, "↵");
    markup_append(out, parts[i]);
  }
  g_string_append(out, "</del>");
  if (strcmp(edit->inserted, " ") != 0 && *edit->inserted != '\0') markup_print(out, "<ins>%s</ins>", edit->inserted);
  if (strchr(edit->removed, '\n') != NULL) g_string_append_c(out, '\n');
}

/* The text as printed, line by line, with all that was done to it marked. */
static void append_raw(GString *out, const Finding *finding) {
  const char *raw = finding->raw;
  gsize length = strlen(raw), at = 0;
  g_string_append(out, "<pre dir=\"auto\">");
  for (guint i = 0; i < finding->edits->len; i++) {
    const Edit *edit = g_ptr_array_index(finding->edits, i);
    if (edit->start < at || edit->start + strlen(edit->removed) > length) continue;
    markup_append_length(out, raw + at, edit->start - at);
    append_removed(out, edit);
    at = edit->start + strlen(edit->removed);
  }
  markup_append(out, raw + at);
  g_string_append(out, "</pre>\n");
}

/* "2 x line break undone; 1 x footnote mark lifted out" */
static void append_edit_counts(GString *out, const Finding *finding) {
  guint counts[G_N_ELEMENTS(edit_words)] = {0};
  for (guint i = 0; i < finding->edits->len; i++) counts[((const Edit *)finding->edits->pdata[i])->kind]++;
  g_string_append(out, "<div><dt>Done to the text</dt><dd>");
  if (finding->edits->len == 0) g_string_append(out, "nothing");
  for (guint kind = 0, told = 0; kind < G_N_ELEMENTS(counts); kind++)
    if (counts[kind] > 0) markup_print(out, "%s%u × %s", told++ > 0 ? "; " : "", counts[kind], edit_words[kind]);
  g_string_append(out, "</dd></div>\n");
}

static void append_field_rules(GString *out, const Finding *finding) {
  for (guint i = 0; i < finding->fields->len; i++) {
    const Field *field = g_ptr_array_index(finding->fields, i);
    if (field->rule == NULL) continue;
    g_autofree char *name = g_strdelimit(g_strdup(field->name), "_", ' ');
    markup_print(out, "%s <code>%s</code>\n", name, field->rule);
  }
}

static void append_origin(GString *out, const Row *row) {
  const Finding *finding = row->finding;
  const Findings *findings = row->report->findings;
  g_string_append(out,
                  "<details class=\"origin\"><summary>How this was read</summary>\n<p class=\"hint\">As printed, line by line. "
                  "What is struck out was lifted from the text; ↵ is the end of a line.</p>\n");
  append_raw(out, finding);
  g_string_append(out, "<dl>\n");
  append_edit_counts(out, finding);
  if (finding->ocr)
    markup_print(out, "<div><dt>Read from a picture</dt><dd>by OCR, confidence %u %%</dd></div>\n",
                 (guint)floor(finding->confidence));
  markup_print(out, "<div><dt>Rule</dt><dd><code>%s</code>, rules %s %s</dd></div>\n", finding->rule, findings->pack,
               findings->pack_version);
  if (finding->fields->len > 0) {
    g_string_append(out, "<div><dt>Rules of the rest</dt><dd class=\"lines\">");
    append_field_rules(out, finding);
    g_string_append(out, "</dd></div>\n");
  }
  markup_print(out, "<div><dt>ID</dt><dd><code>%s</code></dd></div>\n</dl></details>\n", finding->id);
}

/* ---- the card ---- */

/* Marks in words: what a reader should know before using the text. */
static void append_marks(GString *out, const Row *row) {
  const Correction *correction = row->context->correction;
  if (row->finding->ocr) g_string_append(out, " <span class=\"mark\">read by OCR</span>");
  if (correction == NULL) return;
  if (correction->tells != NULL && correction->tells->len > 0) g_string_append(out, " <span class=\"mark\">corrected</span>");
  if (correction->stale) g_string_append(out, " <span class=\"mark look\">correction is stale: the source has changed</span>");
}

static void append_head(GString *out, const Row *row, const char *anchor) {
  const GArray *places = row->finding->places;
  g_autofree char *title = evidence_title(row);
  markup_print(out, "<h4><a class=\"to-box\" href=\"#%s\">%s</a>", anchor, title);
  if (places->len > 0) markup_print(out, " <span class=\"where\">page %u</span>", g_array_index(places, Place, 0).page);
  append_marks(out, row);
  g_string_append(out, "</h4>\n");
}

void evidence_append_card(GString *out, const Evidence *evidence, const Row *row) {
  static const char *const classes[] = {[ROW_RECOMMENDATION] = "recommendation", [ROW_PANEL_TOPIC] = "topic"};
  const Finding *finding = row->finding;
  const char *language = row->report->document->language;
  g_autofree char *anchor = evidence_anchor(finding->id);
  markup_print(out, "<article class=\"card %s\" id=\"card-%s\" data-finding=\"%s\" tabindex=\"-1\">\n", classes[row->kind],
               anchor, anchor);
  append_head(out, row, anchor);
  markup_print(out, "<blockquote lang=\"%s\" dir=\"auto\">%s</blockquote>\n<dl>\n", language, finding->text);
  for (guint i = 0; i < G_N_ELEMENTS(card_lines); i++) append_line(out, row, &card_lines[i]);
  append_corrector(out, row->context->correction);
  append_comparison(out, evidence, row->context->comparison);
  append_ties(out, evidence, row);
  g_string_append(out, "</dl>\n");
  append_origin(out, row);
  g_string_append(out, "</article>\n");
}
