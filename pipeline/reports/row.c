/* row.c - see row.h. */
#include "pipeline/reports/row.h"

#include "extractors/json.h"
#include "pipeline/catalogue/finding_json.h"

#include <string.h>

const char *const row_kind_names[] = {
    [ROW_RECOMMENDATION] = "recommendation",
    [ROW_PANEL_TOPIC] = "panel_topic",
    [ROW_MEETING] = "meeting",
    [ROW_CHECK] = "check",
    NULL,
};

/* ---- values ---- */

typedef enum {
  VALUE_NONE,    /* nothing is known: null */
  VALUE_TEXT,    /* one string */
  VALUE_TEXTS,   /* an array of strings */
  VALUE_LIST,    /* an array of structures, of which each gives a string */
  VALUE_JOINED,  /* an array of strings of which there should be one: shown as one string */
  VALUE_NUMBER,  /* a whole number */
  VALUE_BOOLEAN, /* number is 0 or 1 */
  VALUE_PERCENT, /* real: a number with a decimal */
  VALUE_MEMBERS, /* a member of the finding that is an array of objects */
} ValueType;

/* The strings of a value are borrowed from the row. */
struct RowValue {
  ValueType type;
  const char *text;
  const GPtrArray *texts;
  gsize offset; /* of VALUE_LIST: where each structure has its string */
  guint64 number;
  double real;
  const JsonField *member; /* of VALUE_MEMBERS: a table of finding_json.h */
};

static void set_text(RowValue *value, const char *text) {
  if (text != NULL) *value = (RowValue){.type = VALUE_TEXT, .text = text};
}

static void set_texts(RowValue *value, ValueType type, const GPtrArray *texts) {
  *value = (RowValue){.type = type, .texts = texts};
}

static void set_number(RowValue *value, guint64 number) {
  *value = (RowValue){.type = VALUE_NUMBER, .number = number};
}

/* ---- where the values come from ---- */

#define MEMBER(type, structure, column) (*(const type *)((const char *)(structure) + (column)->offset))

static void get_kind(const Row *row, G_GNUC_UNUSED const RowColumn *column, RowValue *value) {
  set_text(value, row_kind_names[row->kind]);
}

static void get_findings_text(const Row *row, const RowColumn *column, RowValue *value) {
  set_text(value, MEMBER(char *, row->report->findings, column));
}

static void get_findings_count(const Row *row, const RowColumn *column, RowValue *value) {
  set_number(value, MEMBER(guint, row->report->findings, column));
}

static void get_document_count(const Row *row, const RowColumn *column, RowValue *value) {
  set_number(value, MEMBER(guint, row->report->document, column));
}

static void get_outcome(const Row *row, G_GNUC_UNUSED const RowColumn *column, RowValue *value) {
  set_text(value, outcome_names[row->report->findings->outcome]);
}

static void get_source_files(const Row *row, G_GNUC_UNUSED const RowColumn *column, RowValue *value) {
  set_texts(value, VALUE_TEXTS, row->report->document->source_files);
}

static void get_work(const Row *row, G_GNUC_UNUSED const RowColumn *column, RowValue *value) {
  set_text(value, row->report->document->work);
}

static void get_version_kind(const Row *row, G_GNUC_UNUSED const RowColumn *column, RowValue *value) {
  set_text(value, version_kind_names[row->report->document->version_kind]);
}

static void get_superseded_by(const Row *row, G_GNUC_UNUSED const RowColumn *column, RowValue *value) {
  const CatalogueDocument *newer = catalogue_superseded_by(row->report->document);
  if (newer != NULL) set_text(value, catalogue_document_label(newer));
}

static void get_superseded_by_sha256(const Row *row, G_GNUC_UNUSED const RowColumn *column, RowValue *value) {
  const CatalogueDocument *newer = catalogue_superseded_by(row->report->document);
  if (newer != NULL) set_text(value, newer->sha256);
}

static void get_other_versions(const Row *row, G_GNUC_UNUSED const RowColumn *column, RowValue *value) {
  set_texts(value, VALUE_TEXTS, row->report->other_versions);
}

static void get_failed(const Row *row, G_GNUC_UNUSED const RowColumn *column, RowValue *value) {
  set_number(value, report_count_checks(row->report, CHECK_FAILED));
}

static void get_fact(const Row *row, const RowColumn *column, RowValue *value) {
  set_texts(value, VALUE_JOINED, report_facts(row->report, column->key));
}

static void get_facts(const Row *row, const RowColumn *column, RowValue *value) {
  set_texts(value, VALUE_TEXTS, report_facts(row->report, column->key));
}

static void get_finding_text(const Row *row, const RowColumn *column, RowValue *value) {
  if (row->finding != NULL) set_text(value, MEMBER(char *, row->finding, column));
}

/* What a row without a finding has of an array. */
static const GPtrArray no_texts = {.len = 0};

static void get_ocr(const Row *row, G_GNUC_UNUSED const RowColumn *column, RowValue *value) {
  *value = (RowValue){.type = VALUE_BOOLEAN, .number = row->finding->ocr ? 1 : 0};
}

static void get_confidence(const Row *row, G_GNUC_UNUSED const RowColumn *column, RowValue *value) {
  if (row->finding->ocr) *value = (RowValue){.type = VALUE_PERCENT, .real = row->finding->confidence};
}

static void get_section(const Row *row, G_GNUC_UNUSED const RowColumn *column, RowValue *value) {
  set_texts(value, VALUE_TEXTS, row->finding != NULL ? row->finding->section : &no_texts);
}

static void get_edits(G_GNUC_UNUSED const Row *row, G_GNUC_UNUSED const RowColumn *column, RowValue *value) {
  *value = (RowValue){.type = VALUE_MEMBERS, .member = finding_edits};
}

static void get_boxes(const Row *row, G_GNUC_UNUSED const RowColumn *column, RowValue *value) {
  if (row->finding != NULL)
    *value = (RowValue){.type = VALUE_MEMBERS, .member = finding_places};
  else
    set_texts(value, VALUE_TEXTS, &no_texts);
}

/* The page of the place LAST or first; a check has one page at most. */
static void get_page(const Row *row, gboolean last, RowValue *value) {
  const GArray *places = row->finding != NULL ? row->finding->places : NULL;
  guint page = row->check != NULL ? row->check->page : 0;
  if (places != NULL && places->len > 0) page = g_array_index(places, Place, last ? places->len - 1 : 0).page;
  if (page > 0) set_number(value, page);
}

static void get_page_first(const Row *row, G_GNUC_UNUSED const RowColumn *column, RowValue *value) {
  get_page(row, FALSE, value);
}

static void get_page_last(const Row *row, G_GNUC_UNUSED const RowColumn *column, RowValue *value) {
  get_page(row, TRUE, value);
}

static void get_field_values(const Row *row, const RowColumn *column, ValueType type, RowValue *value) {
  const Field *field = finding_field(row->finding, column->key);
  set_texts(value, type, field != NULL ? field->values : &no_texts);
}

static void get_field(const Row *row, const RowColumn *column, RowValue *value) {
  get_field_values(row, column, VALUE_JOINED, value);
}

static void get_fields(const Row *row, const RowColumn *column, RowValue *value) {
  get_field_values(row, column, VALUE_TEXTS, value);
}

/* Panellists are a field of a panel topic or, where the report does not tell which topic was whose, a fact of the meeting. */
static void get_panellists(const Row *row, const RowColumn *column, RowValue *value) {
  if (row->finding != NULL)
    get_fields(row, column, value);
  else
    get_facts(row, column, value);
}

static void get_check_text(const Row *row, const RowColumn *column, RowValue *value) {
  set_text(value, MEMBER(char *, row->check, column));
}

static void get_check_result(const Row *row, G_GNUC_UNUSED const RowColumn *column, RowValue *value) {
  set_text(value, check_result_names[row->check->result]);
}

static void get_compared(const Row *row, G_GNUC_UNUSED const RowColumn *column, RowValue *value) {
  if (row->context->comparison != NULL) set_text(value, compared_names[row->context->comparison->kind]);
}

static void get_change(const Row *row, G_GNUC_UNUSED const RowColumn *column, RowValue *value) {
  if (row->context->comparison != NULL) set_text(value, row->context->comparison->marked);
}

static void set_list(RowValue *value, const GPtrArray *list, gsize offset) {
  *value = (RowValue){.type = VALUE_LIST, .texts = list != NULL ? list : &no_texts, .offset = offset};
}

static void get_earlier(const Row *row, const RowColumn *column, RowValue *value) {
  const Comparison *comparison = row->context->comparison;
  set_list(value, comparison != NULL ? comparison->earlier : NULL, column->offset);
}

static void get_ties(const Row *row, const RowColumn *column, RowValue *value) {
  set_list(value, row->context->ties, column->offset);
}

static void get_correction_text(const Row *row, const RowColumn *column, RowValue *value) {
  if (row->context->correction != NULL) set_text(value, MEMBER(char *, row->context->correction, column));
}

static void get_corrections(const Row *row, G_GNUC_UNUSED const RowColumn *column, RowValue *value) {
  const Correction *correction = row->context->correction;
  set_texts(value, VALUE_TEXTS, correction != NULL ? correction->tells : &no_texts);
}

/* ---- the columns ---- */

#define RECOMMENDATION (1 << ROW_RECOMMENDATION)
#define TOPIC (1 << ROW_PANEL_TOPIC)
#define FINDING (RECOMMENDATION | TOPIC)
#define MEETING (1 << ROW_MEETING)
#define CHECK (1 << ROW_CHECK)

#define OF_FINDINGS(member) .offset = G_STRUCT_OFFSET(Findings, member)
#define OF_DOCUMENT(member) .offset = G_STRUCT_OFFSET(CatalogueDocument, member)
#define OF_FINDING(member) .offset = G_STRUCT_OFFSET(Finding, member)
#define OF_EARLIER(member) .offset = G_STRUCT_OFFSET(EarlierFinding, member)
#define OF_TIE(member) .offset = G_STRUCT_OFFSET(Tie, member)
#define OF_CORRECTION(member) .offset = G_STRUCT_OFFSET(Correction, member)
#define OF_CHECK(member) .offset = G_STRUCT_OFFSET(Check, member)

/* Facts and fields that a report can have several of are arrays (get_facts, get_fields). */
const RowColumn row_columns[] = {
    {"source_file", ROW_ALL_KINDS, get_findings_text, OF_FINDINGS(source_file)},
    {"sha256", ROW_ALL_KINDS, get_findings_text, OF_FINDINGS(sha256)},
    {"symbol", ROW_ALL_KINDS, get_fact, .key = "symbol"},
    {"body", ROW_ALL_KINDS, get_fact, .key = "body"},
    {"session", ROW_ALL_KINDS, get_fact, .key = "session"},
    {"language", ROW_ALL_KINDS, get_fact, .key = "language"},
    {"start", ROW_ALL_KINDS, get_fact, .key = "start"},
    {"end", ROW_ALL_KINDS, get_fact, .key = "end"},
    {"work", ROW_ALL_KINDS, .get = get_work},
    {"version_kind", ROW_ALL_KINDS, .get = get_version_kind},
    {"superseded_by", ROW_ALL_KINDS, .get = get_superseded_by},
    {"kind", ROW_ALL_KINDS, .get = get_kind},
    {"id", ROW_ALL_KINDS, get_finding_text, OF_FINDING(id)},
    {"number", ROW_ALL_KINDS, get_finding_text, OF_FINDING(number)},
    {"number_printed", FINDING, get_finding_text, OF_FINDING(number_printed)},
    {"text", ROW_ALL_KINDS, get_finding_text, OF_FINDING(text)},
    {"section", ROW_ALL_KINDS, .get = get_section},
    {"lead_in", FINDING, get_finding_text, OF_FINDING(lead_in)},
    {"page_first", ROW_ALL_KINDS, .get = get_page_first},
    {"page_last", ROW_ALL_KINDS, .get = get_page_last},
    {"boxes", ROW_ALL_KINDS, .get = get_boxes},
    {"rule", ROW_ALL_KINDS, get_finding_text, OF_FINDING(rule)},
    {"pack_version", ROW_ALL_KINDS, get_findings_text, OF_FINDINGS(pack_version)},
    {"addressees", RECOMMENDATION, get_fields, .key = "addressees"},
    {"action", RECOMMENDATION, get_field, .key = "action"},
    {"strength", RECOMMENDATION, get_field, .key = "strength"},
    {"states", RECOMMENDATION, get_fields, .key = "states"},
    {"decision", RECOMMENDATION, get_field, .key = "decision"},
    {"themes", RECOMMENDATION, get_fields, .key = "themes"},
    {"action_category", RECOMMENDATION, get_field, .key = "action_category"},
    {"legal_references", RECOMMENDATION, get_fields, .key = "legal_references"},
    {"sdg", RECOMMENDATION, get_fields, .key = "sdg"},
    {"compared", RECOMMENDATION, .get = get_compared},
    {"earlier", RECOMMENDATION, get_earlier, OF_EARLIER(id)},
    {"change", RECOMMENDATION, .get = get_change},
    {"topics", RECOMMENDATION, get_ties, OF_TIE(id)},
    {"agenda_item", TOPIC, get_field, .key = "agenda_item"},
    {"panellists", TOPIC | MEETING, get_panellists, .key = "panellists"},
    {"related", TOPIC, get_ties, OF_TIE(id)},
    {"related_evidence", FINDING, get_ties, OF_TIE(evidence)},
    {"moderator", TOPIC, get_fields, .key = "moderator"},
    {"keynote", TOPIC, get_fields, .key = "keynote"},
    {"status", FINDING, get_correction_text, OF_CORRECTION(status)},
    {"notes", FINDING, get_correction_text, OF_CORRECTION(notes)},
    {"corrections", FINDING, .get = get_corrections},
    {"raw", FINDING, get_finding_text, OF_FINDING(raw)},
    {"edits", FINDING, .get = get_edits},
    {"ocr", FINDING, .get = get_ocr},
    {"confidence", FINDING, .get = get_confidence},
    {"title", MEETING, get_fact, .key = "title"},
    {"place", MEETING, get_fact, .key = "place"},
    {"distribution_date", MEETING, get_fact, .key = "distribution_date"},
    {"chairs", MEETING, get_facts, .key = "chairs"},
    {"rapporteurs", MEETING, get_facts, .key = "rapporteurs"},
    {"pack", MEETING, get_findings_text, OF_FINDINGS(pack)},
    {"engine", MEETING, get_findings_text, OF_FINDINGS(engine)},
    {"extractor", MEETING, get_findings_text, OF_FINDINGS(extractor)},
    {"outcome", MEETING, .get = get_outcome},
    {"reason", MEETING, get_findings_text, OF_FINDINGS(reason)},
    {"pages", MEETING, get_findings_count, OF_FINDINGS(pages)},
    {"recommendations", MEETING, get_document_count, OF_DOCUMENT(recommendations)},
    {"panel_topics", MEETING, get_document_count, OF_DOCUMENT(panel_topics)},
    {"failed_checks", MEETING, .get = get_failed},
    {"source_files", MEETING, .get = get_source_files},
    {"superseded_by_sha256", MEETING, .get = get_superseded_by_sha256},
    {"other_versions", MEETING, .get = get_other_versions},
    {"check", CHECK, get_check_text, OF_CHECK(check)},
    {"scope", CHECK, get_check_text, OF_CHECK(scope)},
    {"result", CHECK, .get = get_check_result},
    {"expected", CHECK, get_check_text, OF_CHECK(expected)},
    {"found", CHECK, get_check_text, OF_CHECK(found)},
    {"message", CHECK, get_check_text, OF_CHECK(message)},
    {.name = NULL},
};

static const RowColumn *find_column(const char *name) {
  for (const RowColumn *column = row_columns; column->name != NULL; column++)
    if (g_str_equal(column->name, name)) return column;
  return NULL;
}

const RowColumn *row_column(const char *name) {
  const RowColumn *column = find_column(name);
  g_return_val_if_fail(column != NULL, NULL);
  return column;
}

gboolean row_has_fact(const char *fact) {
  const RowColumn *column = find_column(fact);
  return column != NULL && (column->get == get_fact || column->get == get_facts || column->get == get_panellists);
}

RowColumn row_column_of_fact(const char *fact, GStringChunk *strings) {
  const char *key = g_string_chunk_insert(strings, fact);
  g_autofree char *longer = g_strconcat("fact_", fact, NULL);
  const char *name = find_column(fact) != NULL ? g_string_chunk_insert(strings, longer) : key;
  return (RowColumn){.name = name, .kinds = MEETING, .get = get_fact, .key = key};
}

/* ---- writing ---- */

static void append_null(GString *out, G_GNUC_UNUSED const Row *row, G_GNUC_UNUSED const RowValue *value) {
  g_string_append(out, "null");
}

static void append_json_text(GString *out, G_GNUC_UNUSED const Row *row, const RowValue *value) {
  json_append_string(out, value->text);
}

/* The string of element I of an array. */
static const char *value_text(const RowValue *value, guint i) {
  const char *element = g_ptr_array_index(value->texts, i);
  return value->type == VALUE_LIST ? G_STRUCT_MEMBER(const char *, element, value->offset) : element;
}

static void append_json_texts(GString *out, G_GNUC_UNUSED const Row *row, const RowValue *value) {
  g_string_append_c(out, '[');
  for (guint i = 0; i < value->texts->len; i++) {
    if (i > 0) g_string_append_c(out, ',');
    json_append_string(out, value_text(value, i));
  }
  g_string_append_c(out, ']');
}

static void append_number(GString *out, G_GNUC_UNUSED const Row *row, const RowValue *value) {
  g_string_append_printf(out, "%" G_GUINT64_FORMAT, value->number);
}

static void append_boolean(GString *out, G_GNUC_UNUSED const Row *row, const RowValue *value) {
  g_string_append(out, value->number ? "true" : "false");
}

static void append_percent(GString *out, G_GNUC_UNUSED const Row *row, const RowValue *value) {
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  g_string_append(out, g_ascii_formatd(number, sizeof number, "%.1f", value->real));
}

static void append_members(GString *out, const Row *row, const RowValue *value) {
  json_member_write(out, value->member, row->finding);
}

static void append_joined(GString *out, const RowValue *value, const char *separator) {
  for (guint i = 0; i < value->texts->len; i++) {
    if (i > 0) g_string_append(out, separator);
    g_string_append(out, value_text(value, i));
  }
}

static void append_json_joined(GString *out, const Row *row, const RowValue *value) {
  g_autoptr(GString) joined = g_string_new(NULL);
  append_joined(joined, value, "; ");
  if (value->texts->len > 0)
    json_append_string(out, joined->str);
  else
    append_null(out, row, value);
}

void row_append_json(GString *out, const Row *row, const RowColumn *column) {
  static void (*const writers[])(GString * out, const Row *row, const RowValue *value) = {
      [VALUE_NONE] = append_null,       [VALUE_TEXT] = append_json_text,     [VALUE_TEXTS] = append_json_texts,
      [VALUE_LIST] = append_json_texts, [VALUE_JOINED] = append_json_joined, [VALUE_NUMBER] = append_number,
      [VALUE_BOOLEAN] = append_boolean, [VALUE_PERCENT] = append_percent,    [VALUE_MEMBERS] = append_members,
  };
  RowValue value = {.type = VALUE_NONE};
  column->get(row, column, &value);
  writers[value.type](out, row, &value);
}

void row_append_text(GString *out, const Row *row, const RowColumn *column, const char *separator) {
  RowValue value = {.type = VALUE_NONE};
  column->get(row, column, &value);
  if (value.type == VALUE_TEXT)
    g_string_append(out, value.text);
  else if (value.texts != NULL)
    append_joined(out, &value, separator);
  else if (value.type != VALUE_NONE)
    row_append_json(out, row, column);
}

/* ---- the rows of a report ---- */

static gboolean each_finding(const Report *report, guint kinds, RowEach each, gpointer data) {
  static const RowKind row_kinds[] = {
      [FINDING_RECOMMENDATION] = ROW_RECOMMENDATION,
      [FINDING_PANEL_TOPIC] = ROW_PANEL_TOPIC,
  };
  const GPtrArray *findings = report->findings->findings;
  for (guint i = 0; i < findings->len; i++) {
    const Finding *finding = g_ptr_array_index(findings, i);
    if (finding->kind == FINDING_FACT) continue;
    Row row = {
        .kind = row_kinds[finding->kind],
        .report = report,
        .finding = finding,
        .context = report_context(report, finding),
    };
    if ((kinds & 1u << row.kind) != 0 && !each(&row, data)) return FALSE;
  }
  return TRUE;
}

static gboolean each_check(const Report *report, RowEach each, gpointer data) {
  const GPtrArray *checks = report->findings->checks;
  for (guint i = 0; i < checks->len; i++) {
    Row row = {.kind = ROW_CHECK, .report = report, .check = g_ptr_array_index(checks, i)};
    if (!each(&row, data)) return FALSE;
  }
  return TRUE;
}

gboolean row_each(const Report *report, guint kinds, RowEach each, gpointer data) {
  Row meeting = {.kind = ROW_MEETING, .report = report};
  if ((kinds & MEETING) != 0 && !each(&meeting, data)) return FALSE;
  if ((kinds & FINDING) != 0 && !each_finding(report, kinds, each, data)) return FALSE;
  return (kinds & CHECK) == 0 || each_check(report, each, data);
}
