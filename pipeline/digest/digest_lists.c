/* digest_lists.c - what is new in Summary, and its lists of reports; see digest_summary.h. */
#include "pipeline/digest/digest_summary.h"

#include "pipeline/common/natural.h"

enum { NEWEST_MOST = 15 }; /* reports of the list that a glance takes */

/* Is the report complete? A link leads to the certificate's verdict, which says what it rests on. */
static void put_verdict(const Summary *summary, const ReportLine *line) {
  static const char *const words[] = {[CHECK_PASSED] = "yes", [CHECK_FAILED] = "no", [CHECK_UNANSWERED] = ""};
  g_autofree char *link = summary_link(summary, SHEET_CHECKS, line->verdict_row);
  CellStyle style = line->complete == CHECK_FAILED ? STYLE_BAD : STYLE_LINK;
  sheet_put(summary->sheet, summary->row, COMPLETE,
            &(Cell){.style = style, .text = words[line->complete], .link = link, .tip = "Show what the verdict rests on"});
}

/* Of several reports of one body and session only what each is about tells them apart. */
static void put_body(const Summary *summary, const ReportLine *line) {
  const char *body = line->body != NULL ? line->body : "", *subject = line->document->subject;
  g_autofree char *both = subject != NULL ? g_strconcat(body, ": ", subject, NULL) : NULL;
  summary_put(summary, BODY, STYLE_TEXT, both != NULL ? both : body);
}

static void put_report(Summary *summary, const ReportLine *line) {
  g_autofree char *meeting = summary_link(summary, SHEET_MEETINGS, line->meeting_row);
  sheet_put(summary->sheet, summary->row, NAME,
            &(Cell){.style = STYLE_LINK, .text = line->name, .link = meeting, .tip = "Show the meeting"});
  summary_put(summary, FIGURE, STYLE_TEXT, line->session != NULL ? line->session : "");
  sheet_put(summary->sheet, summary->row, START, &(Cell){.style = STYLE_DATE, .date = line->start != NULL ? line->start : ""});
  sheet_put(summary->sheet, summary->row, END, &(Cell){.style = STYLE_DATE, .date = line->end != NULL ? line->end : ""});
  summary_put_count(summary, RECOMMENDATIONS, line->recommendations,
                    summary_link(summary, SHEET_RECOMMENDATIONS, line->recommendation_row));
  summary_put_count(summary, TOPICS, line->panel_topics, summary_link(summary, SHEET_PANEL_TOPICS, line->panel_topic_row));
  summary_put_count(summary, FAILED, line->failed_checks, summary_link(summary, SHEET_CHECKS, line->check_row));
  put_verdict(summary, line);
  put_body(summary, line);
  summary->row++;
}

/* The newest first; those of one day, and those without a day, in natural order. */
static gint compare_lines(gconstpointer a, gconstpointer b) {
  const ReportLine *left = *(ReportLine *const *)a, *right = *(ReportLine *const *)b;
  int by_date = g_strcmp0(right->end, left->end);
  return by_date != 0 ? by_date : natural_compare(left->name, right->name);
}

GPtrArray *summary_reports(const Digest *digest) {
  GPtrArray *reports = g_ptr_array_new();
  for (guint i = 0; i < digest->lines->len; i++) {
    ReportLine *line = g_ptr_array_index(digest->lines, i);
    if (line->is_report) g_ptr_array_add(reports, line);
  }
  g_ptr_array_sort(reports, compare_lines);
  return reports;
}

static void put_reports(Summary *summary, const GPtrArray *reports, guint first, guint end) {
  summary_put_heads(summary, summary_columns[NAME].header, summary_columns[FIGURE].header, BODY);
  for (guint i = first; i < end; i++) put_report(summary, g_ptr_array_index(reports, i));
}

/* What differs from the digest before, in a line that leads to Changes. */
static void put_news(Summary *summary) {
  const DigestNews *news = &summary->digest->news;
  g_autofree char *since = g_strdup_printf("Since the digest of %s", news->since), *words = digest_news_words(news);
  g_autofree char *link = digest_row_link(summary->digest, SHEET_CHANGES, 0);
  if (news->first) return;
  sheet_put(summary->sheet, summary->row, NAME,
            &(Cell){.style = STYLE_LINK, .text = since, .link = link, .tip = "Show what differs"});
  sheet_put_across(summary->sheet, summary->row, FIGURE, N_SUMMARY_COLUMNS - 1, STYLE_TEXT, words);
  summary->row += 2;
}

void summary_put_newest(Summary *summary) {
  g_autoptr(GPtrArray) reports = summary_reports(summary->digest);
  summary_put_heading(summary, "What is new");
  put_news(summary);
  put_reports(summary, reports, 0, MIN(reports->len, NEWEST_MOST));
  if (reports->len > NEWEST_MOST) {
    g_autofree char *more = g_strdup_printf("and %u earlier reports: see the end of this sheet", reports->len - NEWEST_MOST);
    sheet_put_across(summary->sheet, summary->row++, NAME, N_SUMMARY_COLUMNS - 1, STYLE_NOTE, more);
  }
  summary->row++;
}

void summary_put_other_reports(Summary *summary) {
  g_autoptr(GPtrArray) reports = summary_reports(summary->digest);
  if (reports->len <= NEWEST_MOST) return;
  summary_put_heading(summary, "Earlier reports");
  put_reports(summary, reports, NEWEST_MOST, reports->len);
}
