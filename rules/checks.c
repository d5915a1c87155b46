/* The questions asked of every report. Each is answered and kept, so that a silent miss has to pass all of them. */

#include "rules/certificate.h"
#include "rules/symbol.h"

#include <string.h>

static guint count_findings(const Engine *engine, FindingKind kind) {
  guint count = 0;
  for (guint i = 0; i < engine->findings->findings->len; i++)
    if (((const Finding *)engine->findings->findings->pdata[i])->kind == kind) count++;
  return count;
}

static gboolean finds_recommendations(const Engine *engine) {
  for (guint i = 0; i < engine->pack->records->len; i++)
    if (((const RecordRule *)engine->pack->records->pdata[i])->kind == FINDING_RECOMMENDATION) return TRUE;
  return FALSE;
}

/* PLACE as LIST prints it; you free it. */
static char *print_place(const List *list, guint place) {
  static const char *const ones[] = {"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"};
  static const char *const tens[] = {"", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx"};
  if (list->numerals == NUMERALS_LETTERS && place >= 1 && place <= 26) return g_strdup_printf("%c", 'a' + (int)place - 1);
  if (list->numerals == NUMERALS_ROMAN && place < 90) return g_strconcat(tens[place / 10], ones[place % 10], NULL);
  return g_strdup_printf("%u", place);
}

static void add_fault(GString *faults, const List *list, guint last, guint item) {
  const char *comma = faults->len ? ", " : "";
  g_autofree char *this = print_place(list, item), *before = print_place(list, last), *after = print_place(list, last + 1);
  g_autofree char *until = print_place(list, item > 0 ? item - 1 : 0);
  if (item == last)
    g_string_append_printf(faults, "%s%s twice", comma, this);
  else if (item < last)
    g_string_append_printf(faults, "%s%s behind %s", comma, this, before);
  else if (item == last + 2)
    g_string_append_printf(faults, "%s%s missing", comma, after);
  else if (item > last + 2)
    g_string_append_printf(faults, "%s%s to %s missing", comma, after, until);
}

/* Gaps, repeats and steps back among the places of LIST's records, as "4 missing, 7 twice"; empty where there are none. */
static char *faults_of(const List *list) {
  GString *faults = g_string_new(NULL);
  guint last = list->first > 0 ? list->first - 1 : 0;
  for (guint i = 0; i < list->items->len; i++) {
    guint item = g_array_index(list->items, guint, i);
    if (i > 0 || item != last) add_fault(faults, list, last, item);
    last = MAX(item, last);
  }
  return g_string_free(faults, FALSE);
}

static void check_numbering(Engine *engine) {
  for (guint i = 0; i < engine->lists->len; i++) {
    List *list = engine->lists->pdata[i];
    g_autofree char *faults = faults_of(list);
    list->faulty = *faults != '\0';
    g_autofree char *found = g_strdup_printf("%u", list->items->len);
    if (*faults)
      engine_check(engine, "numbering", list->scope, CHECK_FAILED, "no gaps, no repeats", faults, list->page,
                   "the numbering has faults: %s; look at the page", faults);
    else
      engine_check(engine, "numbering", list->scope, CHECK_PASSED, NULL, found, list->page,
                   "numbered without gaps or repeats: %s", found);
  }
}

static gboolean has_section(const Engine *engine, const SectionRule *rule) {
  for (guint i = 0; i < engine->sections->len; i++)
    if (g_array_index(engine->sections, Section, i).rule == rule) return TRUE;
  return FALSE;
}

/* Does a section of RULE run to a block that ends it? */
static gboolean is_closed(Engine *engine, const SectionRule *rule) {
  for (guint i = 0; i < engine->sections->len; i++) {
    const Section *section = &g_array_index(engine->sections, Section, i);
    if (section->rule != rule || section->end >= engine->document->blocks->len) continue;
    if (engine_matches(engine, rule->ends, engine_block(engine, section->end)->text, rule->id)) return TRUE;
  }
  return FALSE;
}

static void check_closed(Engine *engine, const SectionRule *rule) {
  gboolean closed = is_closed(engine, rule);
  engine_check(engine, "section_end", rule->id, closed ? CHECK_PASSED : CHECK_FAILED, NULL, NULL, 0,
               closed ? "the section \"%s\" ends with the words that it ends with in other reports"
                      : "the words with which the section \"%s\" ends in other reports are missing: is it whole?",
               rule->id);
}

static void check_sections(Engine *engine) {
  for (guint i = 0; i < engine->pack->sections->len; i++) {
    const SectionRule *rule = engine->pack->sections->pdata[i];
    if (rule->closed) check_closed(engine, rule);
    if (!rule->expected) continue;
    gboolean found = has_section(engine, rule);
    engine_check(engine, "section_found", rule->id, found ? CHECK_PASSED : CHECK_FAILED, NULL, NULL, 0,
                 found ? "the section \"%s\" was found"
                       : "no heading of a section \"%s\" was found: is this a report, and its headings known to the pack?",
                 rule->id);
  }
}

static void check_found(Engine *engine) {
  guint count = count_findings(engine, FINDING_RECOMMENDATION);
  g_autofree char *found = g_strdup_printf("%u", count);
  if (count > 0)
    engine_check(engine, "something_found", NULL, CHECK_PASSED, NULL, found, 0, "%u recommendations were found", count);
  else if (engine->told_none)
    engine_check(engine, "something_found", NULL, CHECK_PASSED, "0", found, 0,
                 "the report says that no recommendations were put forward");
  else
    engine_check(engine, "something_found", NULL, CHECK_FAILED, NULL, found, 0,
                 "no recommendation was found, and the report does not say that there is none");
}

static void check_fact(Engine *engine, const FieldRule *rule) {
  const char *name = field_name(rule), *value = findings_fact(engine->findings, name);
  engine_check(engine, "fact_found", name, value ? CHECK_PASSED : CHECK_FAILED, NULL, value, 0,
               value ? "the meeting's %s was found" : "the meeting's %s was not found", rule->field);
}

static void check_facts(Engine *engine) {
  for (guint i = 0; i < engine->pack->facts->len; i++) {
    const FieldRule *rule = engine->pack->facts->pdata[i];
    if (rule->expected) check_fact(engine, rule);
  }
}

static void check_date(Engine *engine) {
  const char *end = findings_fact(engine->findings, "end"), *distributed = findings_fact(engine->findings, "distribution_date");
  if (end)
    engine_check(engine, "meeting_date", NULL, CHECK_PASSED, NULL, end, 0, "the meeting ended on %s", end);
  else if (distributed)
    engine_check(engine, "meeting_date", NULL, CHECK_FAILED, NULL, distributed, 0,
                 "no meeting dates were found; the report counts by its distribution date, %s", distributed);
  else
    engine_check(engine, "meeting_date", NULL, CHECK_FAILED, NULL, NULL, 0,
                 "neither meeting dates nor a distribution date were found; the report counts by its arrival");
}

/* Did RULE make FINDING? Records bear the name of the form that they begin in. */
static gboolean is_made_by(const RecordRule *rule, const Finding *finding) {
  const char *slash = strrchr(finding->rule, '/');
  const char *name = slash ? slash + 1 : finding->rule;
  if (strcmp(rule->id, name) == 0) return TRUE;
  for (guint i = 0; i < rule->starts->len; i++)
    if (strcmp(((const StartRule *)rule->starts->pdata[i])->id, name) == 0) return TRUE;
  return FALSE;
}

/* A field that each record of RULE should have. */
static void check_field(Engine *engine, const RecordRule *rule, const char *name) {
  g_autoptr(GString) lacking = g_string_new(NULL);
  guint page = 0;
  for (guint i = 0; i < engine->findings->findings->len; i++) {
    const Finding *finding = engine->findings->findings->pdata[i];
    if (finding->kind == FINDING_FACT || !is_made_by(rule, finding) || finding_field(finding, name)) continue;
    if (lacking->len == 0 && finding->places->len > 0) page = g_array_index(finding->places, Place, 0).page;
    g_string_append_printf(lacking, "%s%s", lacking->len ? ", " : "", finding->number);
  }
  if (lacking->len == 0)
    engine_check(engine, "field_found", name, CHECK_PASSED, NULL, NULL, 0, "every record has its %s", name);
  else
    engine_check(engine, "field_found", name, CHECK_FAILED, NULL, lacking->str, page, "no %s found in %s", name, lacking->str);
}

static void check_expected(Engine *engine, const RecordRule *rule, const GPtrArray *fields) {
  for (guint i = 0; i < fields->len; i++)
    if (((const FieldRule *)fields->pdata[i])->expected) check_field(engine, rule, field_name(fields->pdata[i]));
}

static void check_fields(Engine *engine) {
  for (guint i = 0; i < engine->pack->records->len; i++) {
    const RecordRule *rule = engine->pack->records->pdata[i];
    for (guint f = 0; f < rule->expects->len; f++) check_field(engine, rule, rule->expects->pdata[f]);
    check_expected(engine, rule, rule->fields);
    check_expected(engine, rule, rule->following);
  }
}

static gboolean is_corrigendum(const Engine *engine) {
  g_autoptr(Symbol) symbol = symbol_read(findings_fact(engine->findings, "symbol"));
  return symbol && symbol->corrigendum > 0;
}

/* It has no sections, no recommendations of its own and tells no days: what is asked of a report would only fail. That somebody
 * should look at it is told by the checks between documents (pipeline/catalogue/works.h), beside the report that it corrects. */
static void answer_for_corrigendum(Engine *engine) {
  account_pages(engine);
  engine_check(engine, "complete", NULL, CHECK_UNANSWERED, NULL, NULL, 0,
               "a corrigendum: it says what changes in another document, and is not asked what a whole report is asked");
}

void checks_answer(Engine *engine) {
  if (is_corrigendum(engine)) {
    answer_for_corrigendum(engine);
    return;
  }
  check_facts(engine);
  check_date(engine);
  check_sections(engine);
  check_fields(engine);
  if (finds_recommendations(engine)) {
    check_found(engine);
    check_numbering(engine);
    account_told(engine);
    account_section(engine);
    account_lists(engine);
    account_outside(engine);
  }
  account_labels(engine);
  account_headings(engine);
  account_exceptions(engine);
  account_contents(engine);
  account_pages(engine);
  certificate_sum_up(engine);
}
