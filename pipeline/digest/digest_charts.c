/* digest_charts.c - Summary's figures with a chart of each: by body, theme, addressee and year; see digest_summary.h. */
#include "pipeline/digest/digest_summary.h"

#include "pipeline/common/natural.h"
#include "pipeline/digest/digest_tally.h"
#include "pipeline/years/comparison_series.h"

#include <string.h>

enum {
  BARS_MOST = 24,      /* bodies of their chart; the list has all */
  TALLY_MOST = 12,     /* themes or addressees that stand by themselves */
  YEARS_MOST = 60,     /* years from the first to the last that a chart can show */
  BAR_HEIGHT = 22,     /* pixels a bar with a name in one line, */
  LINE_HEIGHT = 15,    /* and a line more: a program that finds no room for a name leaves every second one out */
  LETTER_PLACE = 20,   /* pixels of a chart's width for a letter of its names, which have a third of it or more */
  FRAME_HEIGHT = 100,  /* pixels for a chart's title and axis */
  WIDE = 1100,         /* pixels: the width of a chart below its list */
  BESIDE = 880,        /* and of one beside it, from START to BODY */
  COLUMNS_HEIGHT = 300 /* pixels: the height of a chart of years */
};

/* ---- a chart of a list ---- */

typedef struct {
  const char *of;    /* what the names are: "theme" */
  guint all;         /* how many names there are, where more than the chart shows; else 0 */
  guint first, last; /* the rows that the chart shows */
  guint values;      /* the column of its counts */
  guint row, column; /* where the chart stands */
  guint width;
  ChartKind kind;
  const char *names_title;
} ListChart;

/* "Recommendations by theme (the 12 most frequent of 57)" */
static char *title_of(const ListChart *chart) {
  if (chart->all == 0) return g_strdup_printf("Recommendations by %s", chart->of);
  return g_strdup_printf("Recommendations by %s (the %u most frequent of %u)", chart->of, chart->last - chart->first + 1,
                         chart->all);
}

/* The title, and "Children: 120; Health: 98": what the chart shows, for those who do not see it. */
static char *describe(const ListChart *chart, const char *title, const GArray *lines) {
  GString *text = g_string_new(title);
  g_string_append_c(text, '.');
  for (guint i = 0; i <= chart->last - chart->first; i++) {
    const TallyLine *line = &g_array_index(lines, TallyLine, i);
    g_string_append_printf(text, "%s %s: %u", i == 0 ? "" : ";", line->name, line->count);
  }
  return g_string_free(text, FALSE);
}

/* In how many lines the longest name that the chart shows is broken. */
static guint name_lines(const ListChart *chart, const GArray *lines) {
  glong longest = 0, room = chart->width / LETTER_PLACE;
  for (guint i = 0; i <= chart->last - chart->first; i++)
    longest = MAX(longest, g_utf8_strlen(g_array_index(lines, TallyLine, i).name, -1));
  return (guint)((longest + room - 1) / room);
}

static guint chart_height(const ListChart *chart, const GArray *lines) {
  guint bar = BAR_HEIGHT + (MAX(name_lines(chart, lines), 1) - 1) * LINE_HEIGHT;
  return chart->kind == CHART_COLUMNS ? COLUMNS_HEIGHT : FRAME_HEIGHT + (chart->last - chart->first + 1) * bar;
}

/* Puts the chart of LINES, whose first ones stand in the list's rows, and goes on below it. The list, its heading and the chart
 * stay together or, where no page holds them all, the chart does. */
static void put_chart(Summary *summary, const ListChart *chart, const GArray *lines) {
  g_autofree char *title = title_of(chart), *description = describe(chart, title, lines);
  guint height = chart_height(chart, lines);
  sheet_add_chart(summary->sheet, &(SheetChart){
                                      .kind = chart->kind,
                                      .title = title,
                                      .description = description,
                                      .values_title = "Recommendations",
                                      .names_title = chart->names_title,
                                      .row = chart->row,
                                      .column = chart->column,
                                      .width = chart->width,
                                      .height = height,
                                      .names = NAME,
                                      .values = chart->values,
                                      .first = chart->first,
                                      .last = chart->last,
                                  });
  summary->row = MAX(summary->row, sheet_row_below(summary->sheet, chart->row, height)) + 1;
  sheet_keep_together(summary->sheet, chart->first - 2, summary->row - 2);
  if (chart->row > chart->last) sheet_keep_together(summary->sheet, chart->row, summary->row - 2);
}

/* Puts a chart of the first SHOWN of ALL LINES beside their list, whose heads stand in ROW. */
static void put_chart_beside(Summary *summary, const char *of, guint row, guint shown, guint all, ChartKind kind,
                             const GArray *lines) {
  if (shown < 2) {
    summary->row++;
    return;
  }
  put_chart(summary,
            &(ListChart){.of = of,
                         .all = all > shown ? all : 0,
                         .first = row + 1,
                         .last = row + shown,
                         .values = FIGURE,
                         .row = row,
                         .column = START,
                         .width = BESIDE,
                         .kind = kind,
                         .names_title = kind == CHART_COLUMNS ? "Year in which the meeting ended" : NULL},
            lines);
}

static void put_pair(Summary *summary, const char *name, guint count) {
  summary_put(summary, NAME, STYLE_TEXT, name);
  summary_put_count(summary, FIGURE, count, NULL);
  summary->row++;
}

/* ---- by body ---- */

/* A body's share of the digest. */
typedef struct {
  TallyLine line; /* its name, and its recommendations; the first member, so that a body is a line, too */
  guint reports, topics, failed, complete;
  const char *start, *end; /* of its first and its last meeting; NULL where no day is known */
} BodyLine;

static gint compare_bodies(gconstpointer a, gconstpointer b) {
  const BodyLine *left = a, *right = b;
  if (left->line.count != right->line.count) return left->line.count > right->line.count ? -1 : 1;
  return natural_compare(left->line.name, right->line.name);
}

static BodyLine *find_body(GArray *bodies, const char *name) {
  for (guint i = 0; i < bodies->len; i++)
    if (g_str_equal(g_array_index(bodies, BodyLine, i).line.name, name)) return &g_array_index(bodies, BodyLine, i);
  BodyLine body = {.line.name = name};
  g_array_append_val(bodies, body);
  return &g_array_index(bodies, BodyLine, bodies->len - 1);
}

static void add_report(BodyLine *body, const ReportLine *line) {
  body->line.count += line->recommendations;
  body->reports++;
  body->topics += line->panel_topics;
  body->failed += line->failed_checks;
  body->complete += line->complete == CHECK_PASSED;
  if (line->start != NULL && (body->start == NULL || strcmp(line->start, body->start) < 0)) body->start = line->start;
  if (line->end != NULL && (body->end == NULL || strcmp(line->end, body->end) > 0)) body->end = line->end;
}

/* One working group is one body, however its name varies between years and languages. */
static GArray *add_up_bodies(const Digest *digest) {
  g_autoptr(GPtrArray) reports = summary_reports(digest), documents = g_ptr_array_new();
  for (guint i = 0; i < reports->len; i++)
    g_ptr_array_add(documents, (gpointer)((const ReportLine *)g_ptr_array_index(reports, i))->document);
  g_autoptr(GPtrArray) names = series_body_names(documents, digest->options->language);
  GArray *bodies = g_array_new(FALSE, FALSE, sizeof(BodyLine));
  for (guint i = 0; i < reports->len; i++) {
    const char *name = g_ptr_array_index(names, i);
    add_report(find_body(bodies, name != NULL ? name : "(no body was found)"), g_ptr_array_index(reports, i));
  }
  g_array_sort(bodies, compare_bodies);
  return bodies;
}

static void put_body(Summary *summary, const BodyLine *body) {
  summary_put(summary, NAME, STYLE_TEXT, body->line.name);
  summary_put_count(summary, FIGURE, body->reports, NULL);
  sheet_put(summary->sheet, summary->row, START, &(Cell){.style = STYLE_DATE, .date = body->start != NULL ? body->start : ""});
  sheet_put(summary->sheet, summary->row, END, &(Cell){.style = STYLE_DATE, .date = body->end != NULL ? body->end : ""});
  summary_put_count(summary, RECOMMENDATIONS, body->line.count, NULL);
  summary_put_count(summary, TOPICS, body->topics, NULL);
  summary_put_count(summary, FAILED, body->failed, NULL);
  summary_put_count(summary, COMPLETE, body->complete, NULL);
  summary->row++;
}

/* The bodies as lines of a chart. */
static GArray *lines_of_bodies(const GArray *bodies) {
  GArray *lines = g_array_new(FALSE, FALSE, sizeof(TallyLine));
  for (guint i = 0; i < bodies->len; i++) g_array_append_val(lines, g_array_index(bodies, BodyLine, i).line);
  return lines;
}

void summary_put_bodies(Summary *summary) {
  g_autoptr(GArray) bodies = add_up_bodies(summary->digest);
  g_autoptr(GArray) lines = lines_of_bodies(bodies);
  guint first = summary->row + 2, shown = MIN(bodies->len, BARS_MOST);
  if (bodies->len == 0) return;
  summary_put_heading(summary, "By body: each under the name that most of its reports print");
  summary_put_heads(summary, "Body", "Reports", COMPLETE);
  for (guint i = 0; i < bodies->len; i++) put_body(summary, &g_array_index(bodies, BodyLine, i));
  summary->row++;
  if (shown < 2 || summary->digest->counts.recommendations == 0) return;
  put_chart(summary,
            &(ListChart){.of = "body",
                         .all = bodies->len > shown ? bodies->len : 0,
                         .first = first,
                         .last = first + shown - 1,
                         .values = RECOMMENDATIONS,
                         .row = summary->row,
                         .column = NAME,
                         .width = WIDE},
            lines);
}

/* ---- by theme and addressee ---- */

/* How many values the lines from FIRST on have together. */
static guint count_rest(const GArray *lines, guint first) {
  guint count = 0;
  for (guint i = first; i < lines->len; i++) count += g_array_index(lines, TallyLine, i).count;
  return count;
}

/* The most frequent by themselves, the rest in one line, which the chart leaves out: its bar would make all others short. */
static void put_tally(Summary *summary, TallyKind kind, const char *heading, const char *of, const char *head) {
  const Tally *tally = summary->digest->tally;
  g_autoptr(GArray) lines = tally_lines(tally, kind);
  guint shown = MIN(lines->len, TALLY_MOST), row = summary->row + 1;
  if (lines->len == 0) return;
  summary_put_heading(summary, heading);
  summary_put_heads(summary, head, summary_columns[RECOMMENDATIONS].header, FIGURE);
  for (guint i = 0; i < shown; i++) {
    const TallyLine *line = &g_array_index(lines, TallyLine, i);
    put_pair(summary, line->name, line->count);
  }
  if (lines->len > shown) {
    g_autofree char *rest = g_strdup_printf("%u others", lines->len - shown);
    put_pair(summary, rest, count_rest(lines, shown));
  }
  if (tally_without(tally, kind) > 0) put_pair(summary, "(none was found)", tally_without(tally, kind));
  put_chart_beside(summary, of, row, shown, lines->len, CHART_BARS, lines);
}

void summary_put_tallies(Summary *summary) {
  put_tally(summary, TALLY_THEMES, "By theme: a recommendation counts for each of its themes", "theme", "Theme");
  put_tally(summary, TALLY_ADDRESSEES, "By addressee: a recommendation counts for each whom it asks", "addressee", "Addressee");
}

/* ---- by year ---- */

static guint year_of(const ReportLine *line) {
  const char *date = line->end != NULL ? line->end : line->start;
  return date != NULL ? (guint)g_ascii_strtoull(date, NULL, 10) : 0;
}

static void find_years(const Digest *digest, guint *first, guint *last) {
  *first = *last = 0;
  for (guint i = 0; i < digest->lines->len; i++) {
    const ReportLine *line = g_ptr_array_index(digest->lines, i);
    guint year = line->is_report ? year_of(line) : 0;
    if (year == 0) continue;
    *first = *first == 0 ? year : MIN(*first, year);
    *last = MAX(*last, year);
  }
}

/* The years from FIRST to LAST, those without a recommendation too, as lines; their names are put into STRINGS. */
static GArray *add_up_years(const Digest *digest, guint first, guint last, GStringChunk *strings) {
  GArray *lines = g_array_new(FALSE, TRUE, sizeof(TallyLine));
  g_array_set_size(lines, last - first + 1);
  for (guint year = first; year <= last; year++) {
    char name[16];
    g_snprintf(name, sizeof name, "%u", year);
    g_array_index(lines, TallyLine, year - first).name = g_string_chunk_insert(strings, name);
  }
  for (guint i = 0; i < digest->lines->len; i++) {
    const ReportLine *line = g_ptr_array_index(digest->lines, i);
    if (line->is_report && year_of(line) > 0)
      g_array_index(lines, TallyLine, year_of(line) - first).count += line->recommendations;
  }
  return lines;
}

void summary_put_years(Summary *summary) {
  guint first = 0, last = 0;
  find_years(summary->digest, &first, &last);
  if (first == last || last - first >= YEARS_MOST) return;
  g_autoptr(GStringChunk) strings = g_string_chunk_new(512);
  g_autoptr(GArray) lines = add_up_years(summary->digest, first, last, strings);
  summary_put_heading(summary, "By year");
  guint row = summary->row;
  summary_put_heads(summary, "Year in which the meeting ended", summary_columns[RECOMMENDATIONS].header, FIGURE);
  for (guint i = 0; i < lines->len; i++) {
    const TallyLine *line = &g_array_index(lines, TallyLine, i);
    put_pair(summary, line->name, line->count);
  }
  put_chart_beside(summary, "year", row, lines->len, lines->len, CHART_COLUMNS, lines);
}
