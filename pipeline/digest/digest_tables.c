/* digest_tables.c - the sheets that are tables, and a document's rows in them; see digest_private.h. */
#include "pipeline/digest/digest_flat.h"
#include "pipeline/digest/digest_layout.h"
#include "pipeline/digest/digest_tally.h"

#include "pipeline/evidence/evidence_link.h"
#include "pipeline/reports/source_link.h"

/* ---- sheets ---- */

/* Copies what the workbook needs to know of a sheet's columns. */
static GArray *sheet_columns(const LayoutSheet *layout) {
  GArray *columns = g_array_new(FALSE, FALSE, sizeof(SheetColumn));
  for (guint i = 0; i < layout->columns->len; i++)
    g_array_append_val(columns, g_array_index(layout->columns, DigestColumn, i).column);
  return columns;
}

void digest_add_sheets(Digest *digest) {
  for (guint i = 0; i < digest->layout->sheets->len; i++) {
    const LayoutSheet *layout = &g_array_index(digest->layout->sheets, LayoutSheet, i);
    Sheet *sheet = digest->sheets[layout->which] = book_add_sheet(digest->book, layout->name);
    sheet_set_tab(sheet, digest_sheets[layout->which].tab);
    if (layout->columns->len == 0) continue;
    g_autoptr(GArray) columns = sheet_columns(layout);
    sheet_set_columns(sheet, (const SheetColumn *)(gpointer)columns->data, columns->len);
  }
}

/* Which words of a column are marked, and how: the first row that applies counts. */
static const struct {
  DigestMark mark;
  MarkMatch match;
  const char *word;
  CellStyle style;
} marks[] = {
    {MARK_VERDICT, MATCH_EQUAL, "ok", STYLE_GOOD},
    {MARK_VERDICT, MATCH_BEGINS, READ_BY_OCR, STYLE_CAUTION},
    {MARK_VERDICT, MATCH_BEGINS, CORRECTED_BY_PEOPLE, STYLE_CAUTION},
    {MARK_VERDICT, MATCH_OTHER, "ok", STYLE_BAD},
    {MARK_RESULT, MATCH_EQUAL, "passed", STYLE_GOOD},
    {MARK_RESULT, MATCH_EQUAL, "failed", STYLE_BAD},
};

static void mark_column(Sheet *sheet, const DigestColumn *column, guint number, guint last) {
  for (guint i = 0; i < G_N_ELEMENTS(marks); i++)
    if (marks[i].mark == column->mark) sheet_mark(sheet, number, 1, last, marks[i].match, marks[i].word, marks[i].style);
}

/* The first column that is printed behind the one that names the row. All columns are, unless the sheet begins with its own. */
static guint printed_from(const LayoutSheet *layout) {
  const DigestSheetInfo *info = &digest_sheets[layout->which];
  for (guint i = 0; i < MIN(info->count, layout->columns->len) && info->print_from != NULL; i++) {
    const DigestColumn *column = &g_array_index(layout->columns, DigestColumn, i);
    if (!g_str_equal(digest_column_key(column), digest_column_key(&info->columns[i]))) break;
    if (i > 0 && g_strcmp0(column->value, info->print_from) == 0) return i;
  }
  return 1;
}

static void finish_table(const Digest *digest, const LayoutSheet *layout) {
  Sheet *sheet = digest->sheets[layout->which];
  guint rows = digest->rows[layout->which];
  g_autoptr(GArray) columns = sheet_columns(layout);
  sheet_add_table(sheet, digest_sheets[layout->which].table, 0, rows, (const SheetColumn *)(gpointer)columns->data, columns->len);
  sheet_freeze(sheet, 1, 1);
  sheet_print_wide(sheet, printed_from(layout), columns->len, MAX(rows, 1));
  for (guint i = 0; i < columns->len && rows > 0; i++)
    mark_column(sheet, &g_array_index(layout->columns, DigestColumn, i), i, rows);
}

void digest_finish_tables(Digest *digest) {
  for (guint i = 0; i < digest->layout->sheets->len; i++) {
    const LayoutSheet *layout = &g_array_index(digest->layout->sheets, LayoutSheet, i);
    if (layout->columns->len > 0) finish_table(digest, layout);
  }
}

/* ---- the rows of a document ---- */

void digest_put_cell(const CellSource *source, guint row, guint number, const Cell *cell) {
  if (source->sheet != NULL)
    sheet_put(source->sheet, row, number, cell);
  else
    flat_put_cell(source->digest->flat, number, cell);
}

void digest_put_rich(const CellSource *source, guint row, guint number, CellStyle style, const TextRun *runs, guint count) {
  if (source->sheet != NULL)
    sheet_put_rich(source->sheet, row, number, style, runs, count);
  else
    flat_put_rich(source->digest->flat, number, runs, count);
}

guint digest_put_row(Digest *digest, DigestSheet which, const CellSource *source) {
  const LayoutSheet *layout = layout_sheet(digest->layout, which);
  if (layout == NULL) return 0;
  guint row = ++digest->rows[which];
  CellSource here = *source;
  here.digest = digest;
  here.sheet = digest->sheets[which];
  here.links = here.sheet != NULL ? digest_links_a_row(digest, which) : 0;
  if (here.sheet == NULL) flat_put_row(digest->flat, layout, &here, row);
  for (guint i = 0; here.sheet != NULL && i < layout->columns->len; i++) {
    const DigestColumn *column = &g_array_index(layout->columns, DigestColumn, i);
    column->put(&here, column, row, i);
  }
  return row;
}

static void note_first(guint *first, guint row) {
  if (*first == 0) *first = row;
}

typedef struct {
  Digest *digest;
  const CatalogueDocument *document;
  ReportLine *line;
  CellSource source;
} ReportWriter;

/* What is wrong with a version that does not count needs no attention. */
static void note_check(ReportWriter *writer, const Check *check, guint row) {
  if (check_is_verdict(check)) {
    writer->line->complete = check->result;
    writer->line->verdict_row = row;
    return;
  }
  if (check->result != CHECK_FAILED || catalogue_superseded_by(writer->document) != NULL) return;
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
  if (row->kind == ROW_MEETING ? !line->is_known : row->kind != ROW_CHECK && !line->is_report) return TRUE;
  writer->source.row = row;
  if (row->kind == ROW_RECOMMENDATION) tally_add(writer->digest->tally, row->finding);
  guint number = digest_put_row(writer->digest, sheet_of_kind[row->kind], &writer->source);
  guint *const firsts[] = {
      [ROW_RECOMMENDATION] = &line->recommendation_row,
      [ROW_PANEL_TOPIC] = &line->panel_topic_row,
      [ROW_MEETING] = &line->meeting_row,
  };
  if (row->finding != NULL && writer->digest->written != NULL) {
    written_notes_add_row(writer->digest->written, row);
    digest_note_correction(writer->digest, row);
  }
  if (row->kind == ROW_CHECK)
    note_check(writer, row->check, number);
  else
    note_first(firsts[row->kind], number);
  return TRUE;
}

static ReportLine *add_line(Digest *digest, const CatalogueDocument *document) {
  ReportLine *line = g_new0(ReportLine, 1);
  line->document = document;
  line->name = document->symbol != NULL ? g_strdup(document->symbol) : g_path_get_basename(catalogue_document_name(document));
  line->body = g_strdup(document->body);
  line->session = g_strdup(document->session);
  line->start = g_strdup(document->start);
  line->end = g_strdup(document->end);
  line->is_known = digest_takes_meeting(document);
  line->is_report = digest_takes_findings(digest, document);
  line->recommendations = line->is_report ? document->recommendations : 0;
  line->panel_topics = line->is_report ? document->panel_topics : 0;
  line->complete = CHECK_UNANSWERED;
  g_ptr_array_add(digest->lines, line);
  return line;
}

static void count_line(DigestCounts *counts, const ReportLine *line, const CatalogueDocument *document) {
  guint *kind = line->is_report                      ? &counts->reports
                : line->is_known                     ? &counts->versions
                : outcome_is_read(document->outcome) ? &counts->unknown
                                                     : &counts->unread;
  ++*kind;
  counts->documents++;
  counts->recommendations += line->recommendations;
  counts->panel_topics += line->panel_topics;
  counts->failed_checks += line->failed_checks;
  counts->complete += line->is_report && line->complete == CHECK_PASSED;
}

static void note_versions(Digest *digest, const Findings *findings) {
  g_autofree char *rules = digest_rules(findings->pack, findings->pack_version);
  g_hash_table_add(digest->versions, g_strdup_printf("rules: %s", rules));
  g_hash_table_add(digest->versions, g_strdup_printf("rule engine: %s", findings->engine));
  g_hash_table_add(digest->versions, g_strdup_printf("PDF reader: %s", findings->extractor));
}

void digest_put_report(Digest *digest, const Report *report) {
  g_autofree char *verdict = report_verdict(report);
  g_autofree char *path = source_path(digest->options->sources, digest->options->output, report->document);
  g_autofree char *evidence = evidence_path(digest->options->evidence, digest->options->output, report->document, NULL);
  ReportWriter writer = {
      .digest = digest,
      .document = report->document,
      .line = add_line(digest, report->document),
      .source = {.verdict = verdict, .path = path, .evidence = evidence},
  };
  row_each(report, ROW_ALL_KINDS, put_report_row, &writer);
  count_line(&digest->counts, writer.line, report->document);
  if (writer.line->is_known) note_versions(digest, report->findings);
  g_hash_table_insert(digest->paths, (gpointer)report->document, g_steal_pointer(&path));
}
