/* digest_summary.c - the sheet Summary from the top: what it is, the figures, what needs attention; see digest_summary.h. */
#include "pipeline/digest/digest_summary.h"

#include "pipeline/digest/digest_layout.h"

const SheetColumn summary_columns[N_SUMMARY_COLUMNS] = {
    [NAME] = {"Report", 48},
    [FIGURE] = {"Session", 20},
    [START] = {"Start", 13},
    [END] = {"End", 13},
    [RECOMMENDATIONS] = {"Recommendations", 18},
    [TOPICS] = {"Panel topics", 14},
    [FAILED] = {"Failed checks", 14},
    [COMPLETE] = {"Complete", 12},
    [BODY] = {"Body", 48},
};

enum { ATTENTION_MOST = 40 }; /* lines of the list of what needs attention; the rest is in Checks, where there is that sheet */

/* ---- what the parts share ---- */

void summary_put(const Summary *summary, guint column, CellStyle style, const char *text) {
  sheet_put(summary->sheet, summary->row, column, &(Cell){.style = style, .text = text});
}

void summary_put_count(const Summary *summary, guint column, guint count, char *link) {
  sheet_put(summary->sheet, summary->row, column, &(Cell){.style = STYLE_LINK_NUMBER, .number = count, .link = link});
  g_free(link);
}

void summary_put_heading(Summary *summary, const char *text) {
  summary_put(summary, NAME, STYLE_HEADING, text);
  summary->row++;
}

void summary_put_heads(Summary *summary, const char *name, const char *figure, guint last) {
  for (guint i = 0; i <= last; i++) {
    const char *head = i == NAME ? name : i == FIGURE ? figure : summary_columns[i].header;
    gboolean number = (i >= RECOMMENDATIONS && i <= COMPLETE) || (i == FIGURE && head != summary_columns[i].header);
    summary_put(summary, i, number ? STYLE_HEADER_NUMBER : STYLE_HEADER, head);
  }
  summary->row++;
}

char *summary_link(const Summary *summary, DigestSheet which, guint row) {
  return row > 0 ? digest_row_link(summary->digest, which, row) : NULL;
}

/* ---- the top ---- */

static void put_title(Summary *summary) {
  const Digest *digest = summary->digest;
  g_autofree char *period = period_words(&digest->options->period);
  g_autofree char *title = g_strdup_printf("Working Group reports: %s", period);
  summary_put(summary, NAME, STYLE_TITLE, title);
  summary->row++;
  sheet_put_across(summary->sheet, summary->row, NAME, N_SUMMARY_COLUMNS - 1, STYLE_NOTE,
                   "Every text is verbatim, and each row names the page that it was read from. The sheet About tells how to read"
                   " this workbook.");
  summary->row += 2;
}

/* The figures stand side by side, each below what it counts. */
static void put_figures(Summary *summary) {
  const DigestCounts *counts = &summary->digest->counts;
  const struct {
    const char *label;
    guint figure;
    DigestSheet sheet;
  } figures[] = {
      {"Recommendations", counts->recommendations, SHEET_RECOMMENDATIONS},
      {"Panel topics", counts->panel_topics, SHEET_PANEL_TOPICS},
      {"Reports", counts->reports, SHEET_MEETINGS},
      {"Complete", counts->complete, SHEET_CHECKS},
      {"Other versions", counts->versions, SHEET_MEETINGS},
      {"Failed checks", counts->failed_checks, SHEET_CHECKS},
      {"Unknown kind", counts->unknown, SHEET_CHECKS},
      {"Not readable", counts->unread, SHEET_CHECKS},
  };
  for (guint i = 0; i < G_N_ELEMENTS(figures); i++) {
    g_autofree char *link = digest_row_link(summary->digest, figures[i].sheet, 0);
    sheet_put(summary->sheet, summary->row, i, &(Cell){.style = STYLE_LINK, .text = figures[i].label, .link = link});
    sheet_put(summary->sheet, summary->row + 1, i, &(Cell){.style = STYLE_FIGURE, .number = figures[i].figure});
  }
  summary->row += 3;
}

/* ---- what needs attention ---- */

/* A line: of what, and what is the matter with it. */
static void put_attention_line(Summary *summary, const Cell *name, CellStyle style, const char *message) {
  sheet_put(summary->sheet, summary->row, NAME, name);
  sheet_put_across(summary->sheet, summary->row, FIGURE, N_SUMMARY_COLUMNS - 1, style, message);
  summary->row++;
}

static void put_failure(Summary *summary, const Attention *attention) {
  gboolean finding = attention->id != NULL;
  g_autofree char *link =
      finding ? digest_finding_link(summary->digest, attention->id) : summary_link(summary, SHEET_CHECKS, attention->check_row);
  const char *tip = finding ? "Show it" : "Show the check";
  put_attention_line(summary, &(Cell){.style = STYLE_LINK, .text = attention->name, .link = link, .tip = tip}, STYLE_BAD,
                     attention->message);
}

/* Links that found no room are as much a thing to know as a failed check. */
static void put_lacking_links(Summary *summary) {
  for (guint i = 0; i < N_SHEETS; i++) {
    const Sheet *sheet = summary->digest->sheets[i];
    if (sheet == NULL || !sheet_lacks_links(sheet)) continue;
    const char *name = layout_sheet(summary->digest->layout, (DigestSheet)i)->name;
    put_attention_line(summary, &(Cell){.style = STYLE_TEXT, .text = name}, STYLE_BAD,
                       "Excel allows 65,530 links on a sheet: the last rows have none.");
  }
}

static void put_attention(Summary *summary) {
  const GPtrArray *attention = summary->digest->attention;
  const LayoutSheet *checks = layout_sheet(summary->digest->layout, SHEET_CHECKS);
  guint most = checks != NULL ? ATTENTION_MOST : attention->len;
  summary_put_heading(summary, "What needs attention");
  if (attention->len == 0)
    put_attention_line(summary, &(Cell){.style = STYLE_TEXT, .text = "Nothing"}, STYLE_GOOD,
                       "Every document was read and is of a known kind, and no check failed.");
  for (guint i = 0; i < MIN(attention->len, most); i++) put_failure(summary, g_ptr_array_index(attention, i));
  if (attention->len > most) {
    g_autofree char *more = g_strdup_printf("and %u more: filter the sheet %s by failed", attention->len - most, checks->name);
    put_attention_line(summary, &(Cell){.style = STYLE_TEXT, .text = ""}, STYLE_BAD, more);
  }
  put_lacking_links(summary);
  summary->row++;
}

void digest_put_summary(Digest *digest) {
  Summary summary = {.digest = digest, .sheet = digest->sheets[SHEET_SUMMARY]};
  sheet_set_columns(summary.sheet, summary_columns, N_SUMMARY_COLUMNS);
  put_title(&summary);
  put_figures(&summary);
  put_attention(&summary);
  summary_put_newest(&summary);
  summary_put_bodies(&summary);
  summary_put_tallies(&summary);
  summary_put_years(&summary);
  summary_put_other_reports(&summary);
  sheet_print_whole(summary.sheet, N_SUMMARY_COLUMNS, summary.row - 1);
}
