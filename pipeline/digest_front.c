/* digest_front.c - the sheets about the digest: Summary and About; see digest_private.h. */
#include "pipeline/digest_layout.h"

#include "pipeline/natural.h"

#include <string.h>

/* ---- Summary: its grid ---- */

/* The columns of Summary; its lists share them. */
enum { NAME, BODY, SESSION, START, END, RECOMMENDATIONS, TOPICS, FAILED, COMPLETE, N_SUMMARY_COLUMNS };

static const SheetColumn summary_columns[N_SUMMARY_COLUMNS] = {
    [NAME] = {"Report", 30},
    [BODY] = {"Body", 46},
    [SESSION] = {"Session", 18},
    [START] = {"Start", 12},
    [END] = {"End", 12},
    [RECOMMENDATIONS] = {"Recommendations", 18},
    [TOPICS] = {"Panel topics", 14},
    [FAILED] = {"Failed checks", 14},
    [COMPLETE] = {"Complete", 14},
};

enum {
  ATTENTION_MOST = 40,     /* lines of the list of what needs attention; the rest is in Checks, where there is that sheet */
  CHART_BARS_MOST = 24,    /* reports of a chart by report; with more of them it is by body */
  CHART_BAR_HEIGHT = 22,   /* pixels a bar */
  CHART_FRAME_HEIGHT = 80, /* pixels for its title and axis */
  CHART_WIDTH = 560,       /* pixels: about the columns right of BODY */
};

/* A body's share of the digest. */
typedef struct {
  const char *name;
  guint reports, recommendations, topics, failed, complete;
} BodyLine;

typedef struct {
  Digest *digest;
  Sheet *sheet;
  guint row;                  /* the next that is free */
  GArray *bodies;             /* BodyLine */
  guint body_row, report_row; /* where the lists begin */
} Summary;

static void put(const Summary *summary, guint column, CellStyle style, const char *text) {
  sheet_put(summary->sheet, summary->row, column, &(Cell){.style = style, .text = text});
}

/* Takes LINK over. */
static void put_count(const Summary *summary, guint column, guint count, char *link) {
  sheet_put(summary->sheet, summary->row, column,
            &(Cell){.style = link != NULL ? STYLE_LINK_NUMBER : STYLE_NUMBER, .number = count, .link = link});
  g_free(link);
}

/* A link to ROW of the sheet WHICH; NULL for row 0, which is a header. */
static char *link_to(const Summary *summary, DigestSheet which, guint row) {
  return row > 0 ? digest_row_link(summary->digest, which, row) : NULL;
}

static void put_headers(Summary *summary, guint first) {
  for (guint i = first; i < N_SUMMARY_COLUMNS; i++)
    put(summary, i, i < RECOMMENDATIONS ? STYLE_HEADER : STYLE_HEADER_NUMBER, summary_columns[i].header);
  summary->row++;
}

/* ---- Summary: its parts ---- */

static void put_title(Summary *summary) {
  const Digest *digest = summary->digest;
  g_autofree char *period = period_words(&digest->options->period);
  g_autofree char *title = g_strdup_printf("Working Group reports: %s", period);
  put(summary, NAME, STYLE_TITLE, title);
  summary->row++;
  sheet_put_across(summary->sheet, summary->row, NAME, N_SUMMARY_COLUMNS - 1, STYLE_NOTE,
                   "Every text is verbatim, and each row names the page that it was read from. The sheet About tells how to read"
                   " this workbook.");
  summary->row += 2;
}

static void put_figures(Summary *summary) {
  const DigestCounts *counts = &summary->digest->counts;
  const struct {
    const char *label;
    guint figure;
    DigestSheet sheet;
  } figures[] = {
      {"Reports", counts->reports, SHEET_MEETINGS},
      {"Complete, as far as they tell", counts->complete, SHEET_CHECKS},
      {"Recommendations", counts->recommendations, SHEET_RECOMMENDATIONS},
      {"Panel topics", counts->panel_topics, SHEET_PANEL_TOPICS},
      {"Other versions of reports", counts->versions, SHEET_MEETINGS},
      {"Failed checks", counts->failed_checks, SHEET_CHECKS},
      {"Documents of no known kind", counts->unknown, SHEET_CHECKS},
      {"Documents that could not be read", counts->unread, SHEET_CHECKS},
  };
  for (guint i = 0; i < G_N_ELEMENTS(figures); i++) {
    g_autofree char *link = digest_row_link(summary->digest, figures[i].sheet, 0);
    sheet_put(summary->sheet, summary->row, NAME, &(Cell){.style = STYLE_LINK, .text = figures[i].label, .link = link});
    sheet_put(summary->sheet, summary->row, BODY, &(Cell){.style = STYLE_FIGURE, .number = figures[i].figure});
    summary->row++;
  }
  summary->row++;
}

static void put_attention_line(Summary *summary, const Attention *attention) {
  g_autofree char *link = attention->id != NULL ? digest_finding_link(summary->digest, attention->id)
                                                : link_to(summary, SHEET_CHECKS, attention->check_row);
  sheet_put(summary->sheet, summary->row, NAME,
            &(Cell){.style = STYLE_LINK,
                    .text = attention->name,
                    .link = link,
                    .tip = attention->id != NULL ? "Show it" : "Show the check"});
  put(summary, BODY, STYLE_BAD, attention->message);
  summary->row++;
}

/* Links that found no room are as much a thing to know as a failed check. */
static void put_lacking_links(Summary *summary) {
  for (guint i = 0; i < N_SHEETS; i++) {
    const Sheet *sheet = summary->digest->sheets[i];
    if (sheet == NULL || !sheet_lacks_links(sheet)) continue;
    put(summary, NAME, STYLE_LABEL, layout_sheet(summary->digest->layout, (DigestSheet)i)->name);
    put(summary, BODY, STYLE_BAD, "Excel allows 65,530 links on a sheet: the last rows have none.");
    summary->row++;
  }
}

static void put_attention(Summary *summary) {
  const GPtrArray *attention = summary->digest->attention;
  const LayoutSheet *checks = layout_sheet(summary->digest->layout, SHEET_CHECKS);
  guint most = checks != NULL ? ATTENTION_MOST : attention->len;
  put(summary, NAME, STYLE_HEADING, "What needs attention");
  summary->row++;
  if (attention->len == 0) {
    put(summary, NAME, STYLE_GOOD, "Nothing");
    put(summary, BODY, STYLE_GOOD, "Every document was read and is of a known kind, and no check failed.");
    summary->row++;
  }
  for (guint i = 0; i < MIN(attention->len, most); i++) put_attention_line(summary, g_ptr_array_index(attention, i));
  if (attention->len > most) {
    g_autofree char *more = g_strdup_printf("and %u more: filter the sheet %s by failed", attention->len - most, checks->name);
    put(summary, NAME, STYLE_LABEL, "");
    put(summary, BODY, STYLE_BAD, more);
    summary->row++;
  }
  put_lacking_links(summary);
  summary->row++;
}

/* ---- Summary: by body and by report ---- */

static const char *body_of(const ReportLine *line) {
  return line->body != NULL ? line->body : "(no body was found)";
}

static gint compare_bodies(gconstpointer a, gconstpointer b) {
  return natural_compare(((const BodyLine *)a)->name, ((const BodyLine *)b)->name);
}

static BodyLine *find_body(GArray *bodies, const char *name) {
  for (guint i = 0; i < bodies->len; i++)
    if (g_str_equal(g_array_index(bodies, BodyLine, i).name, name)) return &g_array_index(bodies, BodyLine, i);
  BodyLine body = {.name = name};
  g_array_append_val(bodies, body);
  return &g_array_index(bodies, BodyLine, bodies->len - 1);
}

static void add_up_bodies(Summary *summary) {
  const GPtrArray *lines = summary->digest->lines;
  for (guint i = 0; i < lines->len; i++) {
    const ReportLine *line = g_ptr_array_index(lines, i);
    if (!line->is_report) continue;
    BodyLine *body = find_body(summary->bodies, body_of(line));
    body->reports++;
    body->recommendations += line->recommendations;
    body->topics += line->panel_topics;
    body->failed += line->failed_checks;
    body->complete += line->complete == CHECK_PASSED;
  }
  g_array_sort(summary->bodies, compare_bodies);
}

static void put_body(Summary *summary, const BodyLine *body) {
  sheet_put_across(summary->sheet, summary->row, NAME, BODY, STYLE_TEXT, body->name);
  put_count(summary, SESSION, body->reports, NULL);
  put(summary, START, STYLE_TEXT, "");
  put(summary, END, STYLE_TEXT, "");
  put_count(summary, RECOMMENDATIONS, body->recommendations, NULL);
  put_count(summary, TOPICS, body->topics, NULL);
  put_count(summary, FAILED, body->failed, NULL);
  put_count(summary, COMPLETE, body->complete, NULL);
  summary->row++;
}

static void put_bodies(Summary *summary) {
  put(summary, NAME, STYLE_HEADING, "By body");
  summary->row++;
  sheet_put_across(summary->sheet, summary->row, NAME, BODY, STYLE_HEADER, "Body");
  put(summary, SESSION, STYLE_HEADER_NUMBER, "Reports");
  put(summary, START, STYLE_HEADER, "");
  put(summary, END, STYLE_HEADER, "");
  put_headers(summary, RECOMMENDATIONS);
  summary->body_row = summary->row;
  for (guint i = 0; i < summary->bodies->len; i++) put_body(summary, &g_array_index(summary->bodies, BodyLine, i));
  summary->row++;
}

/* Is the report complete? A link leads to the certificate's verdict, which says what it rests on. */
static void put_verdict(const Summary *summary, const ReportLine *line) {
  static const char *const words[] = {[CHECK_PASSED] = "yes", [CHECK_FAILED] = "no", [CHECK_UNANSWERED] = ""};
  g_autofree char *link = link_to(summary, SHEET_CHECKS, line->verdict_row);
  CellStyle style = line->complete == CHECK_FAILED ? STYLE_BAD : STYLE_LINK;
  sheet_put(summary->sheet, summary->row, COMPLETE,
            &(Cell){.style = style, .text = words[line->complete], .link = link, .tip = "Show what the verdict rests on"});
}

static void put_report(Summary *summary, const ReportLine *line) {
  g_autofree char *meeting = link_to(summary, SHEET_MEETINGS, line->meeting_row);
  sheet_put(summary->sheet, summary->row, NAME,
            &(Cell){.style = STYLE_LINK, .text = line->name, .link = meeting, .tip = "Show the meeting"});
  put(summary, BODY, STYLE_TEXT, body_of(line));
  put(summary, SESSION, STYLE_TEXT, line->session != NULL ? line->session : "");
  sheet_put(summary->sheet, summary->row, START, &(Cell){.style = STYLE_DATE, .date = line->start != NULL ? line->start : ""});
  sheet_put(summary->sheet, summary->row, END, &(Cell){.style = STYLE_DATE, .date = line->end != NULL ? line->end : ""});
  put_count(summary, RECOMMENDATIONS, line->recommendations, link_to(summary, SHEET_RECOMMENDATIONS, line->recommendation_row));
  put_count(summary, TOPICS, line->panel_topics, link_to(summary, SHEET_PANEL_TOPICS, line->panel_topic_row));
  put_count(summary, FAILED, line->failed_checks, link_to(summary, SHEET_CHECKS, line->check_row));
  put_verdict(summary, line);
  summary->row++;
}

static void put_reports(Summary *summary) {
  const GPtrArray *lines = summary->digest->lines;
  put(summary, NAME, STYLE_HEADING, "By report");
  summary->row++;
  put_headers(summary, NAME);
  summary->report_row = summary->row;
  for (guint i = 0; i < lines->len; i++) {
    const ReportLine *line = g_ptr_array_index(lines, i);
    if (line->is_report) put_report(summary, line);
  }
}

/* ---- Summary: the chart ---- */

/* What the chart shows a bar for: reports while they are few, else bodies; 0 where there is nothing to compare. */
static guint count_bars(const Summary *summary) {
  guint reports = summary->digest->counts.reports;
  if (summary->digest->counts.recommendations == 0) return 0;
  if (reports >= 2 && reports <= CHART_BARS_MOST) return reports;
  return summary->bodies->len >= 2 && summary->bodies->len <= CHART_BARS_MOST ? summary->bodies->len : 0;
}

static guint chart_height(guint bars) {
  return CHART_FRAME_HEIGHT + bars * CHART_BAR_HEIGHT;
}

static void put_chart(const Summary *summary, guint first_row) {
  guint bars = count_bars(summary);
  gboolean by_report = bars == summary->digest->counts.reports;
  guint first = by_report ? summary->report_row : summary->body_row;
  if (bars == 0) return;
  sheet_add_chart(summary->sheet, &(SheetChart){
                                      .title = by_report ? "Recommendations by report" : "Recommendations by body",
                                      .row = first_row,
                                      .column = SESSION,
                                      .width = CHART_WIDTH,
                                      .height = chart_height(bars),
                                      .names = NAME,
                                      .values = RECOMMENDATIONS,
                                      .first = first,
                                      .last = first + bars - 1,
                                  });
}

void digest_put_summary(Digest *digest) {
  g_autoptr(GArray) bodies = g_array_new(FALSE, TRUE, sizeof(BodyLine));
  Summary summary = {.digest = digest, .sheet = digest->sheets[SHEET_SUMMARY], .bodies = bodies};
  sheet_set_columns(summary.sheet, summary_columns, N_SUMMARY_COLUMNS);
  add_up_bodies(&summary);
  put_title(&summary);
  guint chart_row = summary.row;
  put_figures(&summary);
  put_attention(&summary);
  /* The lists begin below the chart, which stands to the right of the figures. */
  if (count_bars(&summary) > 0)
    summary.row = MAX(summary.row, sheet_row_below(summary.sheet, chart_row, chart_height(count_bars(&summary))) + 1);
  put_bodies(&summary);
  put_reports(&summary);
  put_chart(&summary, chart_row);
}

/* ---- About ---- */

/* How to read the workbook, in the order in which a reader asks. */
static const struct {
  const char *question, *answer;
} answers[] = {
    {"Is the text what the report says?",
     "Yes. It is taken as printed; line breaks are undone, hyphens at the end of a line are dropped where the word goes on, and"
     " footnote marks are lifted out. Nothing else is changed. A text too long for a cell is cut, and says so; the catalogue"
     " keeps it whole, with the raw lines and each of these edits."},
    {"Is anything missing?",
     "Each report is asked questions that would show it: whether the numbers run without a gap, whether as many were found as"
     " the report tells, and others; the check \"complete\" sums them up, and names what it rests on. The answers are in Checks. "
     "The column Check of each row says \"ok\", or names what failed."},
    {"Where does a row come from?", "Page and Source name the page of the PDF, and lead to it where the PDF is at hand. Rule "
                                    "names the rule that found the row."},
    {"Which reports are in here?",
     "Those of the period. A report belongs to the day on which its meeting ended; where no date of the meeting was found, to"
     " that of its distribution; where there is none either, to the day on which it was first recorded. Checks says so."},
    {"What of several versions of one report?",
     "Recommendations and Panel topics hold those of the newest version, each once: a draft, an earlier version or another file "
     "of the"
     " same text adds no rows, nor does a translation where the report is here in English, or in the language that was asked for."
     " A corrigendum changes some lines, and adds no rows either: the check \"corrected\" of the report names it. Meetings lists "
     "all"
     " versions, and what supersedes which."},
    {"Can a cell be dangerous?",
     "No cell holds a formula or a macro: what looks like one is text of a report. Beware when you save a sheet as CSV, since"
     " another program may then read such a text as a formula."},
};

typedef struct {
  Sheet *sheet;
  guint row;
} About;

static void put_about_heading(About *about, const char *text) {
  sheet_put(about->sheet, ++about->row, 0, &(Cell){.style = STYLE_HEADING, .text = text});
  about->row++;
}

static void put_about_line(About *about, const char *label, const char *text) {
  sheet_put(about->sheet, about->row, 0, &(Cell){.style = STYLE_LABEL, .text = label});
  sheet_put(about->sheet, about->row, 1, &(Cell){.style = STYLE_LABEL, .text = text});
  about->row++;
}

static void put_about_versions(About *about, const Digest *digest) {
  g_autoptr(GList) versions = g_list_sort(g_hash_table_get_keys(digest->versions), (GCompareFunc)natural_compare);
  g_autoptr(GString) text = g_string_new(NULL);
  for (const GList *at = versions; at != NULL; at = at->next)
    g_string_append_printf(text, "%s%s", text->len > 0 ? "\n" : "", (const char *)at->data);
  put_about_line(about, "The reports were read with", text->len > 0 ? text->str : "none was read");
}

/* How many documents the period has, and of which days. Of the rest of the catalogue a digest says nothing: reports of other
 * periods, which come and go, would change its bytes. */
static char *describe_documents(const Digest *digest) {
  const DigestCounts *counts = &digest->counts;
  GString *text = g_string_new(NULL);
  g_string_append_printf(
      text, "%u document%s: %u report%s, %u other version%s of reports, %u of no known kind, %u that could not be read",
      counts->documents, counts->documents == 1 ? "" : "s", counts->reports, counts->reports == 1 ? "" : "s", counts->versions,
      counts->versions == 1 ? "" : "s", counts->unknown, counts->unread);
  if (counts->documents > 0) g_string_append_printf(text, "; dated from %s to %s", digest->first_date, digest->last_date);
  return g_string_free(text, FALSE);
}

static void put_about_columns(About *about, const LayoutSheet *sheet) {
  g_autofree char *heading = g_strdup_printf("The columns of %s", sheet->name);
  put_about_heading(about, heading);
  for (guint i = 0; i < sheet->columns->len; i++) {
    const DigestColumn *column = &g_array_index(sheet->columns, DigestColumn, i);
    if (column->about != NULL) put_about_line(about, column->column.header, column->about);
  }
}

/* The scale of the column Strength, as the rules' data file has it. */
static void put_about_scale(About *about, const GPtrArray *scale) {
  put_about_heading(about, "How strongly a recommendation asks");
  for (guint i = 0; i < scale->len; i++) {
    const ScaleStep *step = g_ptr_array_index(scale, i);
    g_autofree char *label = g_strdup_printf("%d %s", step->strength, step->name);
    put_about_line(about, label, step->about);
  }
}

void digest_put_about(Digest *digest) {
  static const SheetColumn columns[] = {{"", 34}, {"", 110}};
  About about = {.sheet = digest->sheets[SHEET_ABOUT]};
  g_autofree char *period = period_words(&digest->options->period);
  g_autofree char *documents = describe_documents(digest);
  g_autofree char *layout = layout_differences(digest->layout);
  sheet_set_columns(about.sheet, columns, G_N_ELEMENTS(columns));
  sheet_put(about.sheet, about.row++, 0, &(Cell){.style = STYLE_TITLE, .text = "About this workbook"});
  put_about_heading(&about, "What it is");
  put_about_line(&about, "Period", period);
  put_about_line(&about, "Written by", "rapporteur " RAPPORTEUR_VERSION);
  put_about_versions(&about, digest);
  put_about_line(&about, "The catalogue's documents", documents);
  if (*layout != '\0') put_about_line(&about, "Laid out by a template", layout);
  put_about_heading(&about, "How to read it");
  for (guint i = 0; i < G_N_ELEMENTS(answers); i++) put_about_line(&about, answers[i].question, answers[i].answer);
  put_about_heading(&about, "The sheets");
  const GArray *sheets = digest->layout->sheets;
  for (guint i = 0; i < sheets->len; i++) {
    const LayoutSheet *sheet = &g_array_index(sheets, LayoutSheet, i);
    put_about_line(&about, sheet->name, digest_sheets[sheet->which].about);
  }
  for (guint i = 0; i < sheets->len; i++) {
    const LayoutSheet *sheet = &g_array_index(sheets, LayoutSheet, i);
    if (sheet->columns->len > 0) put_about_columns(&about, sheet);
  }
  put_about_scale(&about, digest->scale);
}
