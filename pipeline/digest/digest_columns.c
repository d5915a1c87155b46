/* digest_columns.c - the columns of the digest's tables, and how their cells come about; see digest_private.h. */
#include "pipeline/digest/digest_private.h"

#include "pipeline/evidence/evidence_link.h"

#include <math.h>

/* ---- cells ---- */

static void put_string(const CellSource *source, guint row, guint number, CellStyle style, const char *text) {
  digest_put_cell(source, row, number, &(Cell){.style = style, .text = text});
}

static void put_value(const CellSource *source, const DigestColumn *column, guint row, guint number, const char *separator) {
  g_autoptr(GString) text = g_string_new(NULL);
  row_append_text(text, source->row, row_column(column->value), separator);
  const FindingContext *context = source->row->context;
  gboolean corrected = context != NULL && correction_touches(context->correction, column->value);
  put_string(source, row, number, corrected ? STYLE_CORRECTED : STYLE_TEXT, text->str);
}

/* May the cells of COLUMN be links, so that each row of the sheet can have as many? */
static gboolean may_link(const CellSource *source, const DigestColumn *column) {
  return column->rank > 0 && column->rank <= source->links;
}

/* Puts TEXT, which leads to LINK where there is one. Takes LINK over. What can't be seen can't be followed. */
static void put_linked(const CellSource *source, guint row, guint number, const char *text, char *link, const char *tip) {
  if (*text == '\0') g_clear_pointer(&link, g_free);
  CellStyle style = link != NULL ? STYLE_LINK : STYLE_TEXT;
  digest_put_cell(source, row, number, &(Cell){.style = style, .text = text, .link = link, .tip = tip});
  g_free(link);
}

static void put_text(const CellSource *source, const DigestColumn *column, guint row, guint number) {
  put_value(source, column, row, number, "; ");
}

/* Headings hold semicolons of their own. */
static void put_section(const CellSource *source, const DigestColumn *column, guint row, guint number) {
  put_value(source, column, row, number, " › ");
}

static void put_lines(const CellSource *source, const DigestColumn *column, guint row, guint number) {
  put_value(source, column, row, number, "\n");
}

static void put_date(const CellSource *source, const DigestColumn *column, guint row, guint number) {
  g_autoptr(GString) date = g_string_new(NULL);
  row_append_text(date, source->row, row_column(column->value), "; ");
  digest_put_cell(source, row, number, &(Cell){.style = STYLE_DATE, .date = date->str});
}

static void put_count(const CellSource *source, const DigestColumn *column, guint row, guint number) {
  g_autoptr(GString) count = g_string_new(NULL);
  row_append_text(count, source->row, row_column(column->value), "");
  digest_put_cell(source, row, number, &(Cell){.style = STYLE_CENTRED, .number = (double)g_ascii_strtoull(count->str, NULL, 10)});
}

/* A number where there is one. */
static void put_number(const CellSource *source, const DigestColumn *column, guint row, guint number) {
  g_autoptr(GString) text = g_string_new(NULL);
  row_append_text(text, source->row, row_column(column->value), "");
  if (text->len > 0)
    digest_put_cell(source, row, number, &(Cell){.style = STYLE_CENTRED, .number = g_ascii_strtod(text->str, NULL)});
  else
    put_string(source, row, number, STYLE_TEXT, "");
}

/* The first page, which leads to that page of the PDF. */
static void put_page(const CellSource *source, const DigestColumn *column, guint row, guint number) {
  g_autoptr(GString) text = g_string_new(NULL);
  row_append_text(text, source->row, row_column(column->value), "");
  guint page = (guint)g_ascii_strtoull(text->str, NULL, 10);
  if (page == 0) {
    put_string(source, row, number, STYLE_TEXT, "");
    return;
  }
  g_autofree char *link = source->path != NULL && may_link(source, column) ? book_file_link(source->path, page) : NULL;
  digest_put_cell(source, row, number,
                  &(Cell){.style = link != NULL ? STYLE_LINK_CENTRED : STYLE_CENTRED,
                          .number = page,
                          .link = link,
                          .tip = "Open the page in the PDF"});
}

/* The file's name without its folders, which say where it happened to lie when it was read. */
static void put_source(const CellSource *source, const DigestColumn *column, guint row, guint number) {
  g_autofree char *name = g_path_get_basename(source->row->report->findings->source_file);
  char *link = source->path != NULL && may_link(source, column) ? book_file_link(source->path, 0) : NULL;
  put_linked(source, row, number, name, link, "Open the PDF");
}

/* The ID, which leads to the finding's place on its evidence page. */
static void put_id(const CellSource *source, const DigestColumn *column, guint row, guint number) {
  const char *id = source->row->finding->id;
  g_autofree char *anchor = evidence_anchor(id);
  gboolean linked = source->evidence != NULL && may_link(source, column);
  put_linked(source, row, number, id, linked ? g_strconcat(source->evidence, "#", anchor, NULL) : NULL,
             "Show it on the page of the report");
}

/* The report's symbol, which leads to its meeting. */
static void put_symbol(const CellSource *source, const DigestColumn *column, guint row, guint number) {
  g_autoptr(GString) symbol = g_string_new(NULL);
  row_append_text(symbol, source->row, row_column(column->value), "; ");
  char *link = may_link(source, column) ? digest_meeting_link(source->digest, source->row->report->document) : NULL;
  put_linked(source, row, number, symbol->str, link, "Show the meeting");
}

/* IDs of findings, a line each, which lead to the first of them that is in this digest. */
static void put_ids(const CellSource *source, const DigestColumn *column, guint row, guint number) {
  g_autoptr(GString) ids = g_string_new(NULL);
  row_append_text(ids, source->row, row_column(column->value), "\n");
  g_auto(GStrv) each = g_strsplit(ids->str, "\n", -1);
  char *link = NULL;
  for (guint i = 0; may_link(source, column) && each[i] != NULL && link == NULL; i++)
    link = digest_finding_link(source->digest, each[i]);
  put_linked(source, row, number, ids->str, link, "Show the first of them that is here");
}

/* A topic's recommendations by their numbers, which lead to the first of them that is in this digest. */
static void put_related(const CellSource *source, const DigestColumn *column, guint row, guint number) {
  const GPtrArray *ties = source->row->context->ties;
  g_autofree char *numbers = digest_ties_numbers(ties);
  char *link = NULL;
  for (guint i = 0; may_link(source, column) && ties != NULL && i < ties->len && link == NULL; i++)
    link = digest_finding_link(source->digest, ((const Tie *)g_ptr_array_index(ties, i))->id);
  put_linked(source, row, number, numbers, link, "Show the surest of them that is here");
}

/* An empty cell would not say whether anybody looked. */
static void put_why(const CellSource *source, G_GNUC_UNUSED const DigestColumn *column, guint row, guint number) {
  g_autofree char *why = digest_ties_why(source->row->context->ties);
  put_string(source, row, number, STYLE_TEXT, *why != '\0' ? why : "(no recommendation has enough in common with it)");
}

static void add_verdict(GString *verdict, const char *word) {
  if (g_str_equal(verdict->str, "ok")) g_string_truncate(verdict, 0);
  g_string_append_printf(verdict, "%s%s", verdict->len > 0 ? "; " : "", word);
}

/* The report's verdict, and what is to be known of this row alone: its text is a machine's reading of a picture, people corrected
 * it. */
static void put_verdict(const CellSource *source, G_GNUC_UNUSED const DigestColumn *column, guint row, guint number) {
  const Finding *finding = source->row->finding;
  g_autoptr(GString) verdict = g_string_new(source->verdict);
  if (finding && finding->ocr) {
    g_autofree char *ocr = g_strdup_printf(READ_BY_OCR ", confidence %.0f %%", floor(finding->confidence));
    add_verdict(verdict, ocr);
  }
  const char *corrected = finding ? correction_verdict(source->row->context->correction) : NULL;
  if (corrected) add_verdict(verdict, corrected);
  put_string(source, row, number, STYLE_TEXT, verdict->str);
}

/* ---- cells of Meetings ---- */

char *digest_rules(const char *pack, const char *version) {
  if (pack == NULL) return g_strdup("none");
  return version != NULL ? g_strdup_printf("%s %s", pack, version) : g_strdup(pack);
}

static void put_rules(const CellSource *source, G_GNUC_UNUSED const DigestColumn *column, guint row, guint number) {
  const Findings *findings = source->row->report->findings;
  g_autofree char *rules = digest_rules(findings->pack, findings->pack_version);
  put_string(source, row, number, STYLE_TEXT, rules);
}

static gint compare_keys(gconstpointer a, gconstpointer b) {
  return g_strcmp0(a, b);
}

char *digest_other_facts(const Report *report, const char *separator) {
  g_autoptr(GList) names = g_list_sort(g_hash_table_get_keys(report->facts), compare_keys);
  GString *text = g_string_new(NULL);
  for (const GList *at = names; at != NULL; at = at->next) {
    const GPtrArray *values = report_facts(report, at->data);
    if (row_has_fact(at->data)) continue;
    for (guint i = 0; i < values->len; i++)
      g_string_append_printf(text, "%s%s: %s", text->len > 0 ? separator : "", (const char *)at->data,
                             (const char *)g_ptr_array_index(values, i));
  }
  return g_string_free(text, FALSE);
}

static void put_other_facts(const CellSource *source, G_GNUC_UNUSED const DigestColumn *column, guint row, guint number) {
  g_autofree char *facts = digest_other_facts(source->row->report, "\n");
  put_string(source, row, number, STYLE_TEXT, facts);
}

/* ---- columns ---- */

static const DigestColumn recommendation_columns[] = {
    {{"ID", 26},
     put_id,
     .key = "id",
     .about = "Names the recommendation for ever: symbol, language and number of the report; leads to its place on the page where"
              " there are evidence pages.",
     .rank = 1},
    {{"Symbol", 18}, put_symbol, .value = "symbol", .about = "Of the report; leads to its meeting.", .rank = 5},
    {{"Body", 21}, put_text, .value = "body", .about = "The working group, or whichever body made the report."},
    {{"Session", 11}, put_text, .value = "session"},
    {{"Start", 11}, put_date, .value = "start", .about = "The meeting's first day."},
    {{"End", 11}, put_date, .value = "end", .about = "The meeting's last day, which places the report in its quarter."},
    {{"No.", 8}, put_text, .value = "number", .about = "The recommendation's number within the report."},
    {{"Recommendation", 62},
     put_text,
     .value = "text",
     .about = "Verbatim: as printed, with line breaks undone and footnote marks lifted out, nothing else changed."},
    {{"Section", 27}, put_section, .value = "section", .about = "The headings that it stands under, outermost first."},
    {{"Addressee", 17},
     put_text,
     .value = "addressees",
     .about = "Whom it asks, where it tells: by a usual name, else as printed."},
    {{"Action", 12},
     put_text,
     .value = "action",
     .about = "How it asks, as printed: \"are encouraged to\", or by its first verb: \"Ratify\"."},
    {{"Strength", 11}, put_text, .value = "strength", .about = "How strongly it asks, from 1 to 5: see the scale below."},
    {{"Themes", 28},
     put_text,
     .value = "themes",
     .about = "What it is about, by the word lists of a taxonomy: a help to filter, not a judgement."},
    {{"States", 24}, put_text, .value = "states", .about = "The States that made it, where the report names them."},
    {{"Decision", 12}, put_text, .value = "decision", .about = "What became of it, where the report tells."},
    {{"Compared with earlier", 46},
     digest_put_comparison,
     .value = "compared",
     .about =
         "Whether it is new, repeated, reworded, strengthened or weakened against earlier ones of the same body, and of the same"
         " State where its reports are about one each; from which of them, the nearest; and what changed: what it no longer says"
         " is struck through, what it says now is underlined. \"no earlier report\": none of that body is in the catalogue."},
    {{"Page", 8},
     put_page,
     .value = "page_first",
     .rank = 2,
     .about = "Where it begins, counted from 1 in the PDF; leads to the page where the PDF is at hand."},
    {{"Check", 13},
     put_verdict,
     .key = "verdict",
     .about =
         "\"ok\", or the report's failed checks: look them up in Checks before you rely on the row. \"read by OCR\": the page"
         " is a picture; compare the text with it before you quote. \"corrected\": people changed cells, which are in italics; "
         "the"
         " last column tells what stood there.",
     .mark = MARK_VERDICT},
    {{"Rule", 17}, put_text, .value = "rule", .about = "The rule that found it: pack/rule."},
    {{"Source", 20}, put_source, .key = "source", .rank = 6, .about = "The PDF's name as it came."},
    {{"Category", 16},
     put_text,
     .value = "action_category",
     .about = "What kind of act it asks for, by its first verb: 1 minimal, 2 continuing, 3 considering, 4 general, 5 specific."},
    {{"Legal references", 24},
     put_text,
     .value = "legal_references",
     .about = "Instruments of law that it names, by a short name, and articles and resolutions as printed."},
    {{"SDG", 10}, put_text, .value = "sdg", .about = "Sustainable Development Goals and targets that it names."},
    {{"Earlier recommendations", 22},
     put_ids,
     .value = "earlier",
     .about = "The IDs of the earlier ones that it is like, the nearest first; leads to the first that is in this workbook.",
     .rank = 3},
    {{"Panel topics", 32},
     put_ids,
     .value = "topics",
     .about =
         "The IDs of the panel topics that it came of, the surest first; leads to the first of them that is in this workbook.",
     .rank = 4},
    {{"Status", 14}, put_text, .value = "status", .about = "Yours: what `rapporteur take` reads here comes back in each digest."},
    {{"Notes", 30}, put_text, .value = "notes", .about = "Yours, as Status."},
    {{"Corrected", 24}, put_lines, .value = "corrections", .about = "What people corrected in this row, and what stood there."},
};

static const DigestColumn topic_columns[] = {
    {{"ID", 26}, put_id, .key = "id", .about = "As for recommendations.", .rank = 1},
    {{"Symbol", 18}, put_symbol, .value = "symbol", .rank = 5},
    {{"Body", 21}, put_text, .value = "body"},
    {{"Session", 11}, put_text, .value = "session"},
    {{"Start", 11}, put_date, .value = "start"},
    {{"End", 11}, put_date, .value = "end"},
    {{"Item", 8}, put_text, .value = "agenda_item", .about = "The agenda item under which the panel was held."},
    {{"Topic", 52}, put_text, .value = "text", .about = "Verbatim."},
    {{"Panellists", 36}, put_lines, .value = "panellists", .about = "As the report names them, a line each."},
    {{"Related recommendations", 36},
     put_related,
     .value = "related",
     .about =
         "The numbers of the recommendations that came of it, report by report; leads to the surest of them. To see all, filter"
         " Recommendations by the topic's ID in Panel topics.",
     .rank = 3},
    {{"Page", 8}, put_page, .value = "page_first", .rank = 2},
    {{"Check", 13}, put_verdict, .key = "verdict", .mark = MARK_VERDICT},
    {{"Rule", 17}, put_text, .value = "rule"},
    {{"Source", 20}, .put = put_source, .key = "source", .rank = 6},
    {{"Why related", 36},
     put_why,
     .value = "related_evidence",
     .about =
         "What shows that the recommendations came of the topic: an agenda item, a section's title, words that both have. It is"
         " told, not judged: read before you rely on it."},
    {{"Status", 14}, put_text, .value = "status"},
    {{"Notes", 30}, put_text, .value = "notes"},
    {{"Corrected", 24}, put_lines, .value = "corrections"},
};

static const DigestColumn meeting_columns[] = {
    {{"Symbol", 18}, put_text, .value = "symbol"},
    {{"Body", 21}, put_text, .value = "body"},
    {{"Session", 11}, put_text, .value = "session"},
    {{"Title", 40}, put_text, .value = "title"},
    {{"Start", 11}, put_date, .value = "start"},
    {{"End", 11}, put_date, .value = "end"},
    {{"Place", 11}, put_text, .value = "place"},
    {{"Chairs", 28}, put_lines, .value = "chairs"},
    {{"Rapporteurs", 22}, put_lines, .value = "rapporteurs"},
    {{"Panellists", 26}, put_lines, .value = "panellists", .about = "Those whose topic the report does not tell."},
    {{"Other facts", 28}, put_other_facts, .key = "other_facts", .about = "What else the rules found of the meeting."},
    {{"Distributed", 13}, put_date, .value = "distribution_date", .about = "The date that the document bears."},
    {{"Language", 11}, put_text, .value = "language"},
    {{"Version", 12},
     put_text,
     .value = "version_kind",
     .about =
         "Original, revision, corrigendum (some lines that change another version), draft, translation, or copy: another file"
         " of the same version."},
    {{"Superseded by", 18},
     put_text,
     .value = "superseded_by",
     .about = "The version that counts in its place, whose recommendations are in this workbook; empty where this one counts."},
    {{"Other versions", 30},
     put_lines,
     .value = "other_versions",
     .about = "Those of the same report that were read, a line each: language, symbol, version and file."},
    {{"Pages", 8}, put_count, .value = "pages"},
    {{"Recommendations", 18}, put_count, .value = "recommendations"},
    {{"Panel topics", 9}, put_count, .value = "panel_topics"},
    {{"Check", 13}, put_verdict, .key = "verdict", .mark = MARK_VERDICT},
    {{"Outcome", 11}, put_text, .value = "outcome", .about = "\"complete\" where every page was read."},
    {{"Rules", 12}, put_rules, .key = "rules", .about = "The rule pack and its version."},
    {{"SHA-256", 20}, put_text, .value = "sha256", .about = "Of the PDF: two files of the same are the same document."},
    {{"All names", 24}, put_lines, .value = "source_files", .about = "Each name under which the PDF came, a line each."},
    {{"Source", 20}, .put = put_source, .key = "source", .rank = 6},
};

static const DigestColumn check_columns[] = {
    {{"Symbol", 20}, put_text, .value = "symbol"},
    {{"Body", 30}, put_text, .value = "body"},
    {{"Check", 20},
     put_text,
     .value = "check",
     .about = "The question's name. \"complete\" sums the others up, and Summary counts it by itself."},
    {{"Asked of", 11}, put_text, .value = "scope", .about = "A paragraph or section; empty for the whole report."},
    {{"Result", 13},
     put_text,
     .value = "result",
     .about = "\"unanswered\" where the question does not arise.",
     .mark = MARK_RESULT},
    {{"What it says", 62}, put_text, .value = "message"},
    {{"Expected", 14}, put_text, .value = "expected"},
    {{"Found", 30}, put_text, .value = "found"},
    {{"Page", 8}, put_page, .value = "page_first", .rank = 2},
    {{"Source", 30}, .put = put_source, .key = "source", .rank = 6},
};

#define RECOMMENDATION (1 << ROW_RECOMMENDATION)
#define TOPIC (1 << ROW_PANEL_TOPIC)
#define FINDING (RECOMMENDATION | TOPIC)
#define MEETING (1 << ROW_MEETING)
#define CHECK (1 << ROW_CHECK)

const DigestOtherColumn digest_other_columns[] = {
    {ROW_ALL_KINDS, {{"Source file", 30}, put_text, .value = "source_file", .about = "The PDF's name with its folders."}},
    {ROW_ALL_KINDS, {{"SHA-256", 20}, put_text, .value = "sha256", .about = "Of the PDF."}},
    {ROW_ALL_KINDS, {{"Language", 11}, put_text, .value = "language", .about = "Of the report."}},
    {ROW_ALL_KINDS, {{"Work", 24}, put_text, .value = "work", .about = "What all versions of a report have in common."}},
    {ROW_ALL_KINDS, {{"Version", 12}, put_text, .value = "version_kind", .about = "Original, revision, draft, translation, ..."}},
    {ROW_ALL_KINDS,
     {{"Superseded by", 18}, put_text, .value = "superseded_by", .about = "The version that counts in the report's place."}},
    {ROW_ALL_KINDS, {{"Kind", 16}, put_text, .value = "kind", .about = "Recommendation, panel topic, meeting or check."}},
    {ROW_ALL_KINDS, {{"Rules version", 11}, put_text, .value = "pack_version", .about = "Of the rule pack."}},
    {FINDING, {{"No. as printed", 12}, put_text, .value = "number_printed", .about = "The label in front of the text."}},
    {FINDING, {{"Lead-in", 40}, put_text, .value = "lead_in", .about = "The sentence that the text goes on from."}},
    {RECOMMENDATION,
     {{"Change", 40},
      put_text,
      .value = "change",
      .about = "The nearest earlier text as it became this one: [-what is gone-], {+what was added+}."}},
    {FINDING, {{"Last page", 8}, put_number, .value = "page_last", .about = "Where it ends, counted from 1 in the PDF."}},
    {FINDING,
     {{"Boxes", 40}, put_text, .value = "boxes", .about = "Where it stands on its pages, in points from their top left corner."}},
    {FINDING, {{"Raw text", 62}, put_text, .value = "raw", .about = "The lines as they stand on the page."}},
    {FINDING, {{"Edits", 40}, put_text, .value = "edits", .about = "What was undone between the raw text and the text."}},
    {FINDING, {{"Read by OCR", 10}, put_text, .value = "ocr", .about = "\"true\" where the page is a picture."}},
    {FINDING, {{"Confidence", 11}, put_number, .value = "confidence", .about = "Of that reading, in per cent."}},
    {RECOMMENDATION,
     {{"Why related", 36}, put_lines, .value = "related_evidence", .about = "What shows that it came of the panel topics."}},
    {TOPIC, {{"No.", 8}, put_text, .value = "number", .about = "The topic's number within the report."}},
    {TOPIC, {{"Section", 27}, put_section, .value = "section", .about = "The headings that it stands under, outermost first."}},
    {TOPIC, {{"Moderator", 26}, put_lines, .value = "moderator"}},
    {TOPIC, {{"Keynote", 26}, put_lines, .value = "keynote"}},
    {MEETING, {{"SHA-256 of the newer", 20}, put_text, .value = "superseded_by_sha256", .about = "Of what supersedes it."}},
    {MEETING, {{"Rule pack", 12}, put_text, .value = "pack"}},
    {MEETING, {{"Rule engine", 14}, put_text, .value = "engine"}},
    {MEETING, {{"PDF reader", 20}, put_text, .value = "extractor"}},
    {MEETING, {{"Reason", 40}, put_text, .value = "reason", .about = "Why it was not read, or not wholly."}},
    {MEETING, {{"Failed checks", 9}, put_count, .value = "failed_checks"}},
    {CHECK, {{"Session", 11}, put_text, .value = "session"}},
    {CHECK, {{"Start", 11}, put_date, .value = "start"}},
    {CHECK, {{"End", 11}, put_date, .value = "end"}},
    {.kinds = 0},
};

#define COLUMNS(array) .columns = (array), .count = G_N_ELEMENTS(array)

const DigestSheetInfo digest_sheets[N_SHEETS] = {
    [SHEET_SUMMARY] = {.key = "summary",
                       .name = "Summary",
                       .about = "How much there is of what, and what needs a look before the rest is used."},
    [SHEET_RECOMMENDATIONS] = {.key = "recommendations",
                               .name = "Recommendations",
                               .table = "Recommendations",
                               .tab = TAB_FINDINGS,
                               .print_from = "number",
                               .about = "One row for each recommendation, of the newest version of each report.",
                               .kinds = RECOMMENDATION,
                               COLUMNS(recommendation_columns)},
    [SHEET_PANEL_TOPICS] = {.key = "panel_topics",
                            .name = "Panel topics",
                            .table = "PanelTopics",
                            .tab = TAB_FINDINGS,
                            .print_from = "agenda_item",
                            .about = "One row for each topic that a panel discussed.",
                            .kinds = TOPIC,
                            COLUMNS(topic_columns)},
    [SHEET_MEETINGS] = {.key = "meetings",
                        .name = "Meetings",
                        .table = "Meetings",
                        .tab = TAB_RECORDS,
                        .about = "One row for each version of each report, with the facts of its meeting.",
                        .kinds = MEETING,
                        COLUMNS(meeting_columns)},
    [SHEET_CHANGES] = {.key = "changes",
                       .name = "Changes",
                       .table = "Changes",
                       .tab = TAB_RECORDS,
                       .about =
                           "What differs from an earlier digest of this period, a row each; below it each time that something new"
                           " was recorded of one of these documents: when it came, and when newer rules read it otherwise.",
                       .columns = digest_change_columns,
                       .count = N_CHANGE_COLUMNS},
    [SHEET_CHECKS] = {.key = "checks",
                      .name = "Checks",
                      .table = "Checks",
                      .tab = TAB_RECORDS,
                      .about =
                          "One row for each question asked of a document, with its answer. A document that could not be read,"
                          " or is of no known kind, is here, too.",
                      .kinds = CHECK,
                      COLUMNS(check_columns)},
    [SHEET_ABOUT] = {.key = "about", .name = "About", .about = "This sheet."},
};
