/* digest_tables.c - the sheets that are tables: their columns, and a document's rows in them; see digest_private.h. */
#include "pipeline/digest_private.h"

#include "pipeline/source_link.h"

/* What the cells of one row are made of. */
struct CellSource {
  Sheet *sheet;
  const Row *row;
  const char *verdict;                 /* of the report's checks */
  const char *path;                    /* of the report's PDF, from the workbook; NULL where it is not known */
  const Recording *recording, *before; /* in Changes: a recording, and the one before it or NULL */
};

/* ---- cells ---- */

static void put_string(const CellSource *source, guint row, guint number, CellStyle style, const char *text) {
  sheet_put(source->sheet, row, number, &(Cell){.style = style, .text = text});
}

static void put_value(const CellSource *source, const DigestColumn *column, guint row, guint number, const char *separator) {
  g_autoptr(GString) text = g_string_new(NULL);
  row_append_text(text, source->row, row_column(column->value), separator);
  put_string(source, row, number, STYLE_TEXT, text->str);
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
  sheet_put(source->sheet, row, number, &(Cell){.style = STYLE_DATE, .date = date->str});
}

static void put_count(const CellSource *source, const DigestColumn *column, guint row, guint number) {
  g_autoptr(GString) count = g_string_new(NULL);
  row_append_text(count, source->row, row_column(column->value), "");
  sheet_put(source->sheet, row, number,
            &(Cell){.style = STYLE_CENTRED, .number = (double)g_ascii_strtoull(count->str, NULL, 10)});
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
  g_autofree char *link = source->path != NULL ? book_file_link(source->path, page) : NULL;
  sheet_put(source->sheet, row, number,
            &(Cell){.style = link != NULL ? STYLE_LINK_CENTRED : STYLE_CENTRED,
                    .number = page,
                    .link = link,
                    .tip = "Open the page in the PDF"});
}

/* The file's name without its folders, which say where it happened to lie when it was read. */
static void put_source(const CellSource *source, G_GNUC_UNUSED const DigestColumn *column, guint row, guint number) {
  g_autofree char *name = g_path_get_basename(source->row->report->findings->source_file);
  g_autofree char *link = source->path != NULL ? book_file_link(source->path, 0) : NULL;
  sheet_put(source->sheet, row, number,
            &(Cell){.style = link != NULL ? STYLE_LINK : STYLE_TEXT, .text = name, .link = link, .tip = "Open the PDF"});
}

static void put_verdict(const CellSource *source, G_GNUC_UNUSED const DigestColumn *column, guint row, guint number) {
  put_string(source, row, number, STYLE_TEXT, source->verdict);
}

static void put_nothing(const CellSource *source, G_GNUC_UNUSED const DigestColumn *column, guint row, guint number) {
  put_string(source, row, number, STYLE_TEXT, "");
}

/* ---- cells of Meetings ---- */

static char *rules_words(const char *pack, const char *version) {
  if (pack == NULL) return g_strdup("none");
  return version != NULL ? g_strdup_printf("%s %s", pack, version) : g_strdup(pack);
}

static void put_rules(const CellSource *source, G_GNUC_UNUSED const DigestColumn *column, guint row, guint number) {
  const Findings *findings = source->row->report->findings;
  g_autofree char *rules = rules_words(findings->pack, findings->pack_version);
  put_string(source, row, number, STYLE_TEXT, rules);
}

static gint compare_keys(gconstpointer a, gconstpointer b) {
  return g_strcmp0(a, b);
}

/* The facts that have no column: "form: hybrid", a line each. */
static void put_other_facts(const CellSource *source, G_GNUC_UNUSED const DigestColumn *column, guint row, guint number) {
  const Report *report = source->row->report;
  g_autoptr(GList) names = g_list_sort(g_hash_table_get_keys(report->facts), compare_keys);
  g_autoptr(GString) text = g_string_new(NULL);
  for (const GList *at = names; at != NULL; at = at->next) {
    const GPtrArray *values = report_facts(report, at->data);
    if (row_has_fact(at->data)) continue;
    for (guint i = 0; i < values->len; i++)
      g_string_append_printf(text, "%s%s: %s", text->len > 0 ? "\n" : "", (const char *)at->data,
                             (const char *)g_ptr_array_index(values, i));
  }
  put_string(source, row, number, STYLE_TEXT, text->str);
}

/* ---- cells of Changes ---- */

static char *rules_of(const Recording *recording) {
  return rules_words(recording->pack, recording->pack_version);
}

static void put_recorded(const CellSource *source, G_GNUC_UNUSED const DigestColumn *column, guint row, guint number) {
  char date[DATE_SIZE];
  date_of_time(source->recording->recorded, date);
  sheet_put(source->sheet, row, number, &(Cell){.style = STYLE_DATE, .date = date});
}

static void append_change(GString *text, const char *what, const char *before, const char *after) {
  if (g_strcmp0(before, after) == 0) return;
  g_string_append_printf(text, "%s%s %s → %s", text->len > 0 ? "; " : "", what, before, after);
}

static void append_count_change(GString *text, const char *what, guint before, guint after) {
  if (before == after) return;
  g_string_append_printf(text, "%s%s %u → %u", text->len > 0 ? "; " : "", what, before, after);
}

/* What differs between two recordings of a document, as far as the catalogue keeps it. */
static char *describe_change(const Recording *before, const Recording *after) {
  g_autofree char *rules_before = rules_of(before), *rules_after = rules_of(after);
  g_autoptr(GString) text = g_string_new(NULL);
  append_change(text, "outcome", outcome_names[before->outcome], outcome_names[after->outcome]);
  append_change(text, "rules", rules_before, rules_after);
  append_change(text, "engine", before->engine, after->engine);
  append_change(text, "extractor", before->extractor, after->extractor);
  append_count_change(text, "recommendations", before->recommendations, after->recommendations);
  append_count_change(text, "panel topics", before->panel_topics, after->panel_topics);
  append_count_change(text, "failed checks", before->failed_checks, after->failed_checks);
  return g_strdup_printf("recorded again: %s", text->len > 0 ? text->str : "the same counts, other content");
}

static void put_change(const CellSource *source, G_GNUC_UNUSED const DigestColumn *column, guint row, guint number) {
  g_autofree char *text =
      source->before != NULL ? describe_change(source->before, source->recording) : g_strdup("first recorded");
  put_string(source, row, number, STYLE_TEXT, text);
}

static void put_recording_rules(const CellSource *source, G_GNUC_UNUSED const DigestColumn *column, guint row, guint number) {
  g_autofree char *rules = rules_of(source->recording);
  put_string(source, row, number, STYLE_TEXT, rules);
}

static void put_recording_outcome(const CellSource *source, G_GNUC_UNUSED const DigestColumn *column, guint row, guint number) {
  put_string(source, row, number, STYLE_TEXT, outcome_names[source->recording->outcome]);
}

static void put_recording_count(const CellSource *source, guint row, guint number, guint count) {
  sheet_put(source->sheet, row, number, &(Cell){.style = STYLE_CENTRED, .number = count});
}

static void put_recording_recommendations(const CellSource *source, G_GNUC_UNUSED const DigestColumn *column, guint row,
                                          guint number) {
  put_recording_count(source, row, number, source->recording->recommendations);
}

static void put_recording_topics(const CellSource *source, G_GNUC_UNUSED const DigestColumn *column, guint row, guint number) {
  put_recording_count(source, row, number, source->recording->panel_topics);
}

static void put_recording_failures(const CellSource *source, G_GNUC_UNUSED const DigestColumn *column, guint row, guint number) {
  put_recording_count(source, row, number, source->recording->failed_checks);
}

/* ---- columns ---- */

static const DigestColumn recommendation_columns[] = {
    {{"ID", 20}, put_text, "id", "Names the recommendation for ever: symbol, language and number of the report."},
    {{"Symbol", 18}, put_text, "symbol", "Of the report."},
    {{"Body", 21}, put_text, "body", "The working group, or whichever body made the report."},
    {{"Session", 11}, put_text, "session", NULL},
    {{"Start", 11}, put_date, "start", "The meeting's first day."},
    {{"End", 11}, put_date, "end", "The meeting's last day, which places the report in its quarter."},
    {{"No.", 8}, put_text, "number", "The recommendation's number within the report."},
    {{"Recommendation", 62},
     put_text,
     "text",
     "Verbatim: as printed, with line breaks undone and footnote marks lifted out, nothing else changed."},
    {{"Section", 27}, put_section, "section", "The headings that it stands under, outermost first."},
    {{"Addressee", 17}, put_text, "addressees", "Whom it asks."},
    {{"Action", 12}, put_text, "action", "What it asks for, by its verb."},
    {{"Strength", 11}, put_text, "strength", "How strongly it asks."},
    {{"Themes", 17}, put_text, "themes", "Found by the rule pack's word lists."},
    {{"States", 20}, put_text, "states", "The States that made it, where the report names them."},
    {{"Decision", 12}, put_text, "decision", "What became of it, where the report tells."},
    {{"Compared with earlier", 13}, put_nothing, NULL, "Empty: this version does not compare reports with earlier ones."},
    {{"Page", 8},
     put_page,
     "page_first",
     "Where it begins, counted from 1 in the PDF; leads to the page where the PDF is at hand."},
    {{"Check", 13},
     put_verdict,
     NULL,
     "\"ok\", or the report's failed checks: look them up in Checks before you rely on the row."},
    {{"Rule", 17}, put_text, "rule", "The rule that found it: pack/rule."},
    {{"Source", 20}, put_source, NULL, "The PDF's name as it came."},
};

static const DigestColumn topic_columns[] = {
    {{"ID", 20}, put_text, "id", "As for recommendations."},
    {{"Symbol", 18}, put_text, "symbol", NULL},
    {{"Body", 21}, put_text, "body", NULL},
    {{"Session", 11}, put_text, "session", NULL},
    {{"Start", 11}, put_date, "start", NULL},
    {{"End", 11}, put_date, "end", NULL},
    {{"Item", 8}, put_text, "agenda_item", "The agenda item under which the panel was held."},
    {{"Topic", 52}, put_text, "text", "Verbatim."},
    {{"Panellists", 36}, put_lines, "panellists", "As the report names them, a line each."},
    {{"Related recommendations", 20}, put_lines, "related", "The IDs of recommendations on the same subject."},
    {{"Page", 8}, put_page, "page_first", NULL},
    {{"Check", 13}, put_verdict, NULL, NULL},
    {{"Rule", 17}, put_text, "rule", NULL},
    {{"Source", 20}, put_source, NULL, NULL},
};

static const DigestColumn meeting_columns[] = {
    {{"Symbol", 18}, put_text, "symbol", NULL},
    {{"Body", 21}, put_text, "body", NULL},
    {{"Session", 11}, put_text, "session", NULL},
    {{"Title", 40}, put_text, "title", NULL},
    {{"Start", 11}, put_date, "start", NULL},
    {{"End", 11}, put_date, "end", NULL},
    {{"Place", 11}, put_text, "place", NULL},
    {{"Chairs", 28}, put_lines, "chairs", NULL},
    {{"Rapporteurs", 22}, put_lines, "rapporteurs", NULL},
    {{"Other facts", 28}, put_other_facts, NULL, "What else the rules found of the meeting."},
    {{"Distributed", 13}, put_date, "distribution_date", "The date that the document bears."},
    {{"Language", 11}, put_text, "language", NULL},
    {{"Pages", 8}, put_count, "pages", NULL},
    {{"Recommendations", 18}, put_count, "recommendations", NULL},
    {{"Panel topics", 9}, put_count, "panel_topics", NULL},
    {{"Check", 13}, put_verdict, NULL, NULL},
    {{"Outcome", 11}, put_text, "outcome", "\"complete\" where every page was read."},
    {{"Rules", 12}, put_rules, NULL, "The rule pack and its version."},
    {{"SHA-256", 20}, put_text, "sha256", "Of the PDF: two files of the same are the same document."},
    {{"All names", 24}, put_lines, "source_files", "Each name under which the PDF came, a line each."},
    {{"Source", 20}, put_source, NULL, NULL},
};

static const DigestColumn change_columns[] = {
    {{"Symbol", 20}, put_text, "symbol", NULL},
    {{"Body", 30}, put_text, "body", NULL},
    {{"Recorded", 12}, put_recorded, NULL, "The day on which this was recorded."},
    {{"What", 60}, put_change, NULL, "What was new about the document then."},
    {{"Rules", 14}, put_recording_rules, NULL, "The rule pack and its version then."},
    {{"Outcome", 12}, put_recording_outcome, NULL, NULL},
    {{"Recommendations", 18}, put_recording_recommendations, NULL, NULL},
    {{"Panel topics", 9}, put_recording_topics, NULL, NULL},
    {{"Failed checks", 9}, put_recording_failures, NULL, NULL},
    {{"Source", 30}, put_source, NULL, NULL},
};

static const DigestColumn check_columns[] = {
    {{"Symbol", 20}, put_text, "symbol", NULL},
    {{"Body", 30}, put_text, "body", NULL},
    {{"Check", 20}, put_text, "check", "The question's name."},
    {{"Asked of", 11}, put_text, "scope", "A paragraph or section; empty for the whole report."},
    {{"Result", 13}, put_text, "result", "\"unanswered\" where the question does not arise."},
    {{"What it says", 62}, put_text, "message", NULL},
    {{"Expected", 14}, put_text, "expected", NULL},
    {{"Found", 14}, put_text, "found", NULL},
    {{"Page", 8}, put_page, "page_first", NULL},
    {{"Source", 30}, put_source, NULL, NULL},
};

#define COLUMNS(array) .columns = (array), .count = G_N_ELEMENTS(array)

const DigestSheetInfo digest_sheets[N_SHEETS] = {
    [SHEET_SUMMARY] = {.name = "Summary", .about = "How much there is of what, and what needs a look before the rest is used."},
    [SHEET_RECOMMENDATIONS] = {.name = "Recommendations",
                               .table = "Recommendations",
                               .about = "One row for each recommendation.",
                               .frozen = 1,
                               COLUMNS(recommendation_columns)},
    [SHEET_PANEL_TOPICS] = {.name = "Panel topics",
                            .table = "PanelTopics",
                            .about = "One row for each topic that a panel discussed.",
                            .frozen = 1,
                            COLUMNS(topic_columns)},
    [SHEET_MEETINGS] = {.name = "Meetings",
                        .table = "Meetings",
                        .about = "One row for each report that could be read, with the facts of its meeting.",
                        .frozen = 1,
                        COLUMNS(meeting_columns)},
    [SHEET_CHANGES] = {.name = "Changes",
                       .table = "Changes",
                       .about = "One row for each time that something new was recorded of one of these documents: when it came,"
                                " and when newer rules read it otherwise.",
                       .frozen = 1,
                       COLUMNS(change_columns)},
    [SHEET_CHECKS] = {.name = "Checks",
                      .table = "Checks",
                      .about = "One row for each question asked of a document, with its answer. A document that could not be read"
                               " is here, too.",
                      .frozen = 1,
                      COLUMNS(check_columns)},
    [SHEET_ABOUT] = {.name = "About", .about = "This sheet."},
};

/* ---- sheets ---- */

/* Copies what the workbook needs to know of INFO's columns. */
static GArray *sheet_columns(const DigestSheetInfo *info) {
  GArray *columns = g_array_new(FALSE, FALSE, sizeof(SheetColumn));
  for (guint i = 0; i < info->count; i++) g_array_append_val(columns, info->columns[i].column);
  return columns;
}

void digest_add_sheets(Digest *digest) {
  for (guint i = 0; i < N_SHEETS; i++) {
    const DigestSheetInfo *info = &digest_sheets[i];
    digest->sheets[i] = book_add_sheet(digest->book, info->name);
    if (info->table == NULL) continue;
    g_autoptr(GArray) columns = sheet_columns(info);
    sheet_set_columns(digest->sheets[i], (const SheetColumn *)(gpointer)columns->data, columns->len);
  }
}

/* The column of INFO whose cells are verdicts, or results of checks; the count of columns where there is none. */
static guint marked_column(const DigestSheetInfo *info) {
  guint i = 0;
  while (i < info->count && info->columns[i].put != put_verdict && g_strcmp0(info->columns[i].value, "result") != 0) i++;
  return i;
}

static void mark_verdicts(const Digest *digest, DigestSheet which) {
  const DigestSheetInfo *info = &digest_sheets[which];
  Sheet *sheet = digest->sheets[which];
  guint column = marked_column(info), last = digest->rows[which];
  if (column == info->count || last == 0) return;
  if (which == SHEET_CHECKS) {
    sheet_mark(sheet, column, 1, last, TRUE, check_result_names[CHECK_PASSED], STYLE_GOOD);
    sheet_mark(sheet, column, 1, last, TRUE, check_result_names[CHECK_FAILED], STYLE_BAD);
  } else {
    sheet_mark(sheet, column, 1, last, TRUE, "ok", STYLE_GOOD);
    sheet_mark(sheet, column, 1, last, FALSE, "ok", STYLE_BAD);
  }
}

void digest_finish_tables(Digest *digest) {
  for (guint i = 0; i < N_SHEETS; i++) {
    const DigestSheetInfo *info = &digest_sheets[i];
    if (info->table == NULL) continue;
    g_autoptr(GArray) columns = sheet_columns(info);
    sheet_add_table(digest->sheets[i], info->table, 0, digest->rows[i], (const SheetColumn *)(gpointer)columns->data,
                    columns->len);
    sheet_freeze(digest->sheets[i], 1, info->frozen);
    mark_verdicts(digest, (DigestSheet)i);
  }
}

/* ---- the rows of a document ---- */

/* Puts a row into the sheet WHICH and returns its number. */
static guint put_row(Digest *digest, DigestSheet which, const CellSource *source) {
  const DigestSheetInfo *info = &digest_sheets[which];
  guint row = ++digest->rows[which];
  CellSource here = *source;
  here.sheet = digest->sheets[which];
  for (guint i = 0; i < info->count; i++) info->columns[i].put(&here, &info->columns[i], row, i);
  return row;
}

static void note_first(guint *first, guint row) {
  if (*first == 0) *first = row;
}

typedef struct {
  Digest *digest;
  ReportLine *line;
  CellSource source;
} ReportWriter;

static void note_check(ReportWriter *writer, const Check *check, guint row) {
  if (check->result != CHECK_FAILED) return;
  Attention *attention = g_new0(Attention, 1);
  attention->name = g_strdup(writer->line->name);
  attention->message = *check->scope != '\0' ? g_strdup_printf("%s (%s): %s", check->check, check->scope, check->message)
                                             : g_strdup_printf("%s: %s", check->check, check->message);
  attention->check_row = row;
  g_ptr_array_add(writer->digest->attention, attention);
  note_first(&writer->line->check_row, row);
  writer->line->failed_checks++;
}

/* In which sheet the rows of a kind stand. */
static const DigestSheet sheet_of_kind[] = {
    [ROW_RECOMMENDATION] = SHEET_RECOMMENDATIONS,
    [ROW_PANEL_TOPIC] = SHEET_PANEL_TOPICS,
    [ROW_MEETING] = SHEET_MEETINGS,
    [ROW_CHECK] = SHEET_CHECKS,
};

static gboolean put_report_row(const Row *row, gpointer data) {
  ReportWriter *writer = data;
  ReportLine *line = writer->line;
  if (row->kind == ROW_MEETING && !line->read) return TRUE;
  writer->source.row = row;
  guint number = put_row(writer->digest, sheet_of_kind[row->kind], &writer->source);
  guint *const firsts[] = {
      [ROW_RECOMMENDATION] = &line->recommendation_row,
      [ROW_PANEL_TOPIC] = &line->panel_topic_row,
      [ROW_MEETING] = &line->meeting_row,
  };
  if (row->kind == ROW_CHECK)
    note_check(writer, row->check, number);
  else
    note_first(firsts[row->kind], number);
  return TRUE;
}

static void put_recordings(ReportWriter *writer, const Report *report, const GPtrArray *recordings) {
  Row row = {.kind = ROW_MEETING, .report = report};
  CellSource source = writer->source;
  source.row = &row;
  for (guint i = 0; i < recordings->len; i++) {
    source.before = source.recording;
    source.recording = g_ptr_array_index(recordings, i);
    put_row(writer->digest, SHEET_CHANGES, &source);
  }
}

static ReportLine *add_line(Digest *digest, const CatalogueDocument *document) {
  ReportLine *line = g_new0(ReportLine, 1);
  line->name = document->symbol != NULL ? g_strdup(document->symbol) : g_path_get_basename(catalogue_document_name(document));
  line->body = g_strdup(document->body);
  line->session = g_strdup(document->session);
  line->start = g_strdup(document->start);
  line->end = g_strdup(document->end);
  line->read = outcome_is_read(document->outcome);
  line->recommendations = document->recommendations;
  line->panel_topics = document->panel_topics;
  g_ptr_array_add(digest->lines, line);
  return line;
}

static void count_line(Digest *digest, const ReportLine *line) {
  digest->counts.documents++;
  digest->counts.reports += line->read ? 1 : 0;
  digest->counts.unread += line->read ? 0 : 1;
  digest->counts.recommendations += line->recommendations;
  digest->counts.panel_topics += line->panel_topics;
  digest->counts.failed_checks += line->failed_checks;
}

static void note_versions(Digest *digest, const Findings *findings) {
  g_autofree char *rules = rules_words(findings->pack, findings->pack_version);
  g_hash_table_add(digest->versions, g_strdup_printf("rules: %s", rules));
  g_hash_table_add(digest->versions, g_strdup_printf("rule engine: %s", findings->engine));
  g_hash_table_add(digest->versions, g_strdup_printf("PDF reader: %s", findings->extractor));
}

void digest_put_report(Digest *digest, const Report *report, const GPtrArray *recordings) {
  g_autofree char *verdict = report_verdict(report);
  g_autofree char *path = source_path(digest->options->sources, digest->options->output, report->document);
  ReportWriter writer = {
      .digest = digest,
      .line = add_line(digest, report->document),
      .source = {.verdict = verdict, .path = path},
  };
  row_each(report, ROW_ALL_KINDS, put_report_row, &writer);
  put_recordings(&writer, report, recordings);
  count_line(digest, writer.line);
  if (writer.line->read) note_versions(digest, report->findings);
}
