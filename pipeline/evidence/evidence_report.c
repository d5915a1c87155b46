/* evidence_report.c - the page of a report: its pages with boxes, its meeting, its checks, its findings; see evidence_private.h.
 */
#include "pipeline/evidence/evidence_private.h"

#include "pipeline/evidence/evidence_link.h"
#include "pipeline/evidence/page_markup.h"
#include "pipeline/reports/source_link.h"

#include <string.h>

typedef struct {
  Evidence *evidence;
  const Report *report;
  const char *name;
  DrawnPages *drawn;
  GPtrArray *by_page; /* for each page a GArray of PlacedFinding, in the order of the findings */
} ReportPage;

/* The places of one finding on one page. */
typedef struct {
  const Finding *finding;
  guint first, end; /* of its places */
} PlacedFinding;

char *evidence_whole_title(const CatalogueDocument *document) {
  if (document->title == NULL || document->subject == NULL) return g_strdup(document->title);
  return g_strdup_printf("%s: %s", document->title, document->subject);
}

/* ---- boxes ---- */

static guint page_of(const Finding *finding, guint place) {
  return g_array_index(finding->places, Place, place).page;
}

static void place_finding(ReportPage *page, const Finding *finding) {
  for (guint first = 0, end; first < finding->places->len; first = end) {
    guint number = page_of(finding, first);
    for (end = first + 1; end < finding->places->len && page_of(finding, end) == number;) end++;
    if (number == 0 || number > page->by_page->len) continue;
    PlacedFinding placed = {finding, first, end};
    g_array_append_val((GArray *)g_ptr_array_index(page->by_page, number - 1), placed);
  }
}

static void append_number(GString *out, const char *name, double value) {
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  g_string_append_printf(out, " %s=\"%s\"", name, g_ascii_formatd(number, sizeof number, "%.2f", value));
}

static void append_rectangle(GString *out, const char *class, const Box *box, double margin) {
  g_string_append_printf(out, "<rect class=\"%s\"", class);
  append_number(out, "x", box->x0 - margin);
  append_number(out, "y", box->y0 - margin);
  append_number(out, "width", box->x1 - box->x0 + 2 * margin);
  append_number(out, "height", box->y1 - box->y0 + 2 * margin);
  g_string_append(out, "/>");
}

/* The finding's number beside its first line: where a reader has no colours, and where it is chosen, it is told apart by that. */
static void append_flag(GString *out, const Finding *finding, const Box *frame) {
  static const double beside = 6, room = 40; /* points */
  gboolean within = frame->x0 < room;
  g_string_append(out, "<text class=\"flag\"");
  append_number(out, "x", within ? frame->x0 : frame->x0 - beside);
  append_number(out, "y", within ? frame->y0 - beside : frame->y0 + 9);
  markup_print(out, " text-anchor=\"%s\">▶ %s</text>", within ? "start" : "end", finding->number);
}

/* A finding's box on one page: its lines, and a frame around them that is seen when it is chosen. The first of a finding's boxes
 * bears its anchor. */
static void append_box(GString *out, const PlacedFinding *placed) {
  static const char *const classes[] = {
      [FINDING_RECOMMENDATION] = "recommendation", [FINDING_PANEL_TOPIC] = "topic", [FINDING_FACT] = "fact"};
  const Finding *finding = placed->finding;
  g_autofree char *anchor = evidence_anchor(finding->id);
  Box frame = {0};
  markup_print(out, "<a class=\"box %s\" href=\"#%s\" data-finding=\"%s\" tabindex=\"-1\"", classes[finding->kind], anchor,
               anchor);
  if (placed->first == 0) markup_print(out, " id=\"%s\"", anchor);
  markup_print(out, "><title>%s</title>", finding->kind == FINDING_FACT ? finding->number : finding->id);
  for (guint i = placed->first; i < placed->end; i++) {
    const Box *box = &g_array_index(finding->places, Place, i).box;
    box_join(&frame, box);
    append_rectangle(out, "line", box, 0);
  }
  append_rectangle(out, "frame", &frame, 2.5);
  if (finding->kind != FINDING_FACT) append_flag(out, finding, &frame);
  g_string_append(out, "</a>\n");
}

/* ---- pages ---- */

/* A page that was not drawn is a blank sheet of A4, or of what its boxes need. */
static void blank_size(const GArray *placed, double *width, double *height) {
  static const double a4_width = 595.28, a4_height = 841.89, margin = 36;
  *width = a4_width, *height = a4_height;
  for (guint i = 0; i < placed->len; i++) {
    const PlacedFinding *at = &g_array_index(placed, PlacedFinding, i);
    for (guint k = at->first; k < at->end; k++) {
      const Box *box = &g_array_index(at->finding->places, Place, k).box;
      *width = MAX(*width, box->x1 + margin), *height = MAX(*height, box->y1 + margin);
    }
  }
}

/* Where nothing of a report was drawn, pages without boxes are left out. */
static gboolean shows_page(const ReportPage *page, guint number) {
  return number > 0 && number <= page->by_page->len &&
         (number <= page->drawn->pages->len || ((GArray *)g_ptr_array_index(page->by_page, number - 1))->len > 0);
}

static void append_picture(GString *out, const ReportPage *page, const DrawnPage *drawn) {
  g_autofree char *picture = evidence_picture(page->name, drawn->number);
  markup_print(out,
               "<img src=\"%s\" width=\"%u\" height=\"%u\" loading=\"lazy\" decoding=\"async\" alt=\"Page %u of the report\">",
               picture, drawn->across, drawn->down, drawn->number);
}

/* The boxes, in a drawing whose units are the page's points: it lies over the picture, whatever that is enlarged to. */
static void append_boxes(GString *out, const GArray *placed, double width, double height) {
  char across[G_ASCII_DTOSTR_BUF_SIZE], down[G_ASCII_DTOSTR_BUF_SIZE];
  g_ascii_formatd(across, sizeof across, "%.2f", width);
  g_ascii_formatd(down, sizeof down, "%.2f", height);
  markup_print(out, "<svg aria-hidden=\"true\" focusable=\"false\" width=\"%s\" height=\"%s\" viewBox=\"0 0 %s %s\">\n", across,
               down, across, down);
  for (guint i = 0; i < placed->len; i++) append_box(out, &g_array_index(placed, PlacedFinding, i));
  g_string_append(out, "</svg>");
}

static void append_page(GString *out, const ReportPage *page, guint number) {
  static const DrawnPage not_drawn = {0};
  const DrawnPage *drawn = number <= page->drawn->pages->len ? g_ptr_array_index(page->drawn->pages, number - 1) : &not_drawn;
  const GArray *placed = g_ptr_array_index(page->by_page, number - 1);
  double width = drawn->width, height = drawn->height;
  if (!(width > 0 && height > 0)) blank_size(placed, &width, &height);
  markup_print(out, "<figure class=\"page\" id=\"page-%u\"><figcaption>Page %u of %u</figcaption>\n<div class=\"sheet\">", number,
               number, page->by_page->len);
  if (drawn->across > 0) append_picture(out, page, drawn);
  append_boxes(out, placed, width, height);
  if (drawn->failure != NULL) markup_print(out, "<p class=\"failure\">This page can't be shown: %s.</p>", drawn->failure);
  g_string_append(out, "</div></figure>\n");
}

static char *pages_html(const ReportPage *page) {
  GString *out = g_string_new(NULL);
  if (page->drawn->pages->len == 0)
    g_string_append(out,
                    "<p class=\"notice\">There are no pictures of this report's pages: its PDF was not there when these pages "
                    "were made. The boxes stand where its text does.</p>\n");
  for (guint number = 1; number <= page->by_page->len; number++)
    if (shows_page(page, number)) append_page(out, page, number);
  return g_string_free(out, FALSE);
}

/* ---- meeting and checks ---- */

static char *meeting_html(const ReportPage *page) {
  const GPtrArray *findings = page->report->findings->findings;
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < findings->len; i++) {
    const Finding *finding = g_ptr_array_index(findings, i);
    if (finding->kind != FINDING_FACT) continue;
    g_autofree char *anchor = evidence_anchor(finding->id);
    g_autofree char *term = g_strdelimit(g_strdup(finding->number), "_", ' ');
    markup_print(out, "<div data-finding=\"%s\"><dt>%s</dt><dd dir=\"auto\">", anchor, term);
    if (finding->places->len > 0)
      markup_print(out, "<a class=\"to-box\" href=\"#%s\">%s</a>", anchor, finding->text);
    else
      markup_append(out, finding->text);
    g_string_append(out, "</dd></div>\n");
  }
  return g_string_free(out, FALSE);
}

static char *checks_html(const ReportPage *page) {
  static const char *const marks[] = {[CHECK_PASSED] = "✓", [CHECK_FAILED] = "✗", [CHECK_UNANSWERED] = "–"};
  const GPtrArray *checks = page->report->findings->checks;
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < checks->len; i++) {
    const Check *check = g_ptr_array_index(checks, i);
    const char *result = check_result_names[check->result];
    markup_print(out, "<tr class=\"%s\"><td>%s %s</td><td>%s", result, marks[check->result], result, check->check);
    if (check->scope != NULL && *check->scope != '\0') markup_print(out, " (%s)", check->scope);
    markup_print(out, "</td><td dir=\"auto\">%s", check->message);
    if (shows_page(page, check->page)) markup_print(out, " <a href=\"#page-%u\">page %u</a>", check->page, check->page);
    g_string_append(out, "</td></tr>\n");
  }
  return g_string_free(out, FALSE);
}

/* ---- findings ---- */

typedef struct {
  GString *out;
  const Evidence *evidence;
  char *section;       /* the headings above the card before */
  const char *lead_in; /* and the sentence above it */
  guint count;
} Cards;

/* A sentence that several findings stand under is told once, above the first. */
static void append_lead_in(Cards *cards, const Row *row, gboolean new_section) {
  const char *lead_in = row->finding->lead_in;
  if (lead_in != NULL && (new_section || g_strcmp0(lead_in, cards->lead_in) != 0))
    markup_print(cards->out, "<p class=\"lead-in\" lang=\"%s\" dir=\"auto\">%s</p>\n", row->report->document->language, lead_in);
  cards->lead_in = lead_in;
}

static gboolean append_row(const Row *row, gpointer data) {
  Cards *cards = data;
  const GPtrArray *headings = row->finding->section;
  g_autoptr(GString) section = g_string_new(NULL);
  for (guint i = 0; i < headings->len; i++)
    g_string_append_printf(section, "%s%s", i > 0 ? " › " : "", (const char *)g_ptr_array_index(headings, i));
  if (section->len > 0 && g_strcmp0(cards->section, section->str) != 0)
    markup_print(cards->out, "<h3 dir=\"auto\">%s</h3>\n", section->str);
  append_lead_in(cards, row, g_strcmp0(cards->section, section->str) != 0);
  g_free(cards->section);
  cards->section = g_strdup(section->str);
  evidence_append_card(cards->out, cards->evidence, row);
  cards->count++;
  return TRUE;
}

static char *findings_html(const ReportPage *page) {
  static const struct {
    RowKind kind;
    const char *title;
  } parts[] = {{ROW_PANEL_TOPIC, "Panel topics"}, {ROW_RECOMMENDATION, "Recommendations"}};
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
    g_autoptr(GString) part = g_string_new(NULL);
    Cards cards = {.out = part, .evidence = page->evidence};
    row_each(page->report, 1u << parts[i].kind, append_row, &cards);
    g_free(cards.section);
    if (cards.count > 0)
      markup_print(out, "<section class=\"part\">\n<h2>%s <span class=\"count\">%u</span></h2>\n", parts[i].title, cards.count);
    if (cards.count > 0) g_string_append_printf(out, "%s</section>\n", part->str);
  }
  if (out->len == 0)
    g_string_append(out, "<p class=\"notice\">No recommendations and no panel topics were found in this report.</p>\n");
  return g_string_free(out, FALSE);
}

/* ---- the page ---- */

/* Body, session and days, as far as they are known; what counts in the report's place; the PDF. */
static char *about_html(const ReportPage *page) {
  const CatalogueDocument *document = page->report->document;
  const CatalogueDocument *newer = catalogue_superseded_by(document);
  g_autofree char *dates = date_words_between(document->start, document->end);
  const char *const parts[] = {document->body, document->session, dates};
  GString *out = g_string_new("<p>");
  for (guint i = 0, told = 0; i < G_N_ELEMENTS(parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0') markup_print(out, "%s<bdi>%s</bdi>", told++ > 0 ? " · " : "", parts[i]);
  g_string_append(out, "</p>\n");
  if (newer != NULL) {
    g_autofree char *name = evidence_name(newer);
    markup_print(out, "<p class=\"notice\">Superseded: <a href=\"%s.html\">%s</a> counts in its place.</p>\n", name,
                 catalogue_document_label(newer));
  }
  return g_string_free(out, FALSE);
}

/* The way to the PDF, from the page. */
static char *pdf_html(const ReportPage *page) {
  const EvidenceOptions *options = page->evidence->options;
  g_autofree char *output = g_build_filename(options->folder, EVIDENCE_REPORTS, EVIDENCE_INDEX, NULL);
  g_autofree char *path = source_path(options->sources, output, page->report->document);
  g_autofree char *address = path != NULL ? g_uri_escape_string(path, "/", FALSE) : NULL;
  GString *out = g_string_new(NULL);
  if (address != NULL) markup_print(out, "<a class=\"button\" href=\"%s\">PDF</a>", address);
  return g_string_free(out, FALSE);
}

static char *source_html(const ReportPage *page) {
  const Findings *findings = page->report->findings;
  g_autofree char *file = g_path_get_basename(findings->source_file);
  GString *out = g_string_new(NULL);
  markup_print(out,
               "<div><dt>File</dt><dd dir=\"auto\">%s</dd></div>\n<div><dt>SHA-256</dt><dd><code>%s</code></dd></div>\n"
               "<div><dt>Read by</dt><dd>%s</dd></div>\n<div><dt>Rules</dt><dd>%s %s</dd></div>\n",
               file, findings->sha256, findings->extractor, findings->pack, findings->pack_version);
  return g_string_free(out, FALSE);
}

static gboolean fill(const ReportPage *page, GError **error) {
  const EvidenceAssets *assets = &page->evidence->assets;
  const CatalogueDocument *document = page->report->document;
  g_autoptr(GString) symbol = g_string_new(NULL), title = g_string_new(NULL), verdict = g_string_new(NULL);
  g_autofree char *said = report_verdict(page->report);
  g_autofree char *about = about_html(page), *pdf = pdf_html(page), *pages = pages_html(page), *meeting = meeting_html(page),
                  *checks = checks_html(page), *findings = findings_html(page), *source = source_html(page);
  markup_append(symbol, catalogue_document_label(document));
  g_autofree char *whole = evidence_whole_title(document);
  markup_append(title, whole);
  guint failed = report_count_checks(page->report, CHECK_FAILED);
  if (failed > 0)
    markup_print(verdict, "<span class=\"look\">✗ %u failed: %s</span>", failed, said);
  else
    g_string_append(verdict, "<span class=\"ok\">✓ none failed</span>");
  const MarkupValue values[] = {
      {"style", assets->style},
      {"script", assets->report_script},
      {"symbol", symbol->str},
      {"title", title->str},
      {"about", about},
      {"pdf", pdf},
      {"pages", pages},
      {"meeting", meeting},
      {"checks", checks},
      {"verdict", verdict->str},
      {"findings", findings},
      {"source", source},
      {"version", RAPPORTEUR_VERSION},
      {NULL, NULL},
  };
  g_autoptr(GString) html = g_string_new(NULL);
  markup_fill(html, assets->report_template, values);
  g_autofree char *file = g_strdup_printf(EVIDENCE_REPORTS "/%s.html", page->name);
  return evidence_files_put(page->evidence->files, file, html->str, html->len, error);
}

gboolean evidence_put_report(Evidence *evidence, const Report *report, const char *name, GError **error) {
  g_autoptr(DrawnPages) drawn = evidence_drawn(evidence->files, name);
  g_autoptr(GPtrArray) by_page = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
  ReportPage page = {evidence, report, name, drawn, by_page};
  guint count = drawn->pages->len > 0 ? drawn->pages->len : evidence_page_count(report->document);
  for (guint i = 0; i < count; i++) g_ptr_array_add(by_page, g_array_new(FALSE, FALSE, sizeof(PlacedFinding)));
  for (guint i = 0; i < report->findings->findings->len; i++)
    place_finding(&page, g_ptr_array_index(report->findings->findings, i));
  return fill(&page, error);
}
