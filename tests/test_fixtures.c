/* test_fixtures.c - each report of fixtures/ read in process, against what fixtures/expected tells of it, to the letter.
 *
 * The expectations are read with jansson itself, not with json.h: an oracle of somebody else's. A member that is listed there
 * and that the program knows nothing of is a mismatch, never passed over. Run from the source tree's root. */
#include "extractors/extract.h"
#include "rules/apply.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <jansson.h>

#define BROKEN "fixtures/broken"
#define VERSIONS "fixtures/versions"
#define EXPECTED "fixtures/expected"

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)

/* Faults are counted, so that one run tells all of them. */
typedef struct {
  const char *name; /* that of its expectation: without .pdf, and with its folder where that has one of its own */
  const Document *document;
  const Findings *findings;
  guint faults;
} Reading;

static Rules *rules;

static void fault(Reading *reading, const char *format, ...) G_GNUC_PRINTF(2, 3);
static void fault(Reading *reading, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  g_autofree char *message = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  print_error("%s: %s\n", reading->name, message);
  reading->faults++;
}

static Document *extract(const char *path) {
  g_autofree char *content = NULL;
  gsize length = 0;
  assert_true(g_file_get_contents(path, &content, &length, NULL));
  g_autoptr(GBytes) bytes = g_bytes_new_take(g_steal_pointer(&content), length);
  g_autoptr(GError) error = NULL;
  Document *document = document_extract(path, bytes, &error);
  assert_null(error);
  return document;
}

/* The name under EXPECTED of what PATH must yield: "upr/NAME"; what is in inbox/ or broken/ has no folder of its own there. */
static char *expected_name(const char *path) {
  g_autofree char *base = g_path_get_basename(path), *parent = g_path_get_dirname(path), *folder = g_path_get_basename(parent);
  gboolean plain = g_str_equal(folder, "inbox") || g_str_equal(folder, "broken");
  return g_strdup_printf("%s%s%.*s", plain ? "" : folder, plain ? "" : "/", (int)(strlen(base) - strlen(".pdf")), base);
}

/* Reads PATH and hands the reading to CHECK, which counts the faults. */
static void check_report(const char *path, void (*check)(Reading *reading)) {
  g_autofree char *name = expected_name(path);
  g_autoptr(Document) document = extract(path);
  g_autoptr(Findings) findings = rules_apply(rules, document);
  Reading reading = {.name = name, .document = document, .findings = findings};
  check(&reading);
  assert_int_equal(reading.faults, 0);
}

/* --- values: a member's value as strings, none where it is null or missing */

static GPtrArray *values_new(void) {
  return g_ptr_array_new_with_free_func(g_free);
}

static void add_strings(GPtrArray *values, const GPtrArray *strings) {
  for (guint i = 0; i < strings->len; i++) g_ptr_array_add(values, g_strdup(strings->pdata[i]));
}

static void add_string(GPtrArray *values, const char *string) {
  if (string) g_ptr_array_add(values, g_strdup(string));
}

static void add_page(GPtrArray *values, const Finding *finding, gboolean last) {
  guint index = last ? finding->places->len - 1 : 0;
  if (finding->places->len > 0) g_ptr_array_add(values, g_strdup_printf("%u", g_array_index(finding->places, Place, index).page));
}

static GPtrArray *expected_values(const json_t *value) {
  GPtrArray *values = values_new();
  if (json_is_integer(value)) g_ptr_array_add(values, g_strdup_printf("%" JSON_INTEGER_FORMAT, json_integer_value(value)));
  if (json_is_string(value)) add_string(values, json_string_value(value));
  for (gsize i = 0; i < json_array_size(value); i++) add_string(values, json_string_value(json_array_get(value, i)));
  return values;
}

static GPtrArray *found_values(const Finding *finding, const char *member) {
  GPtrArray *values = values_new();
  if (g_str_equal(member, "text"))
    add_string(values, finding->text);
  else if (g_str_equal(member, "number"))
    add_string(values, finding->number);
  else if (g_str_equal(member, "number_printed"))
    add_string(values, finding->number_printed);
  else if (g_str_equal(member, "section"))
    add_strings(values, finding->section);
  else if (g_str_equal(member, "page_first"))
    add_page(values, finding, FALSE);
  else if (g_str_equal(member, "page_last"))
    add_page(values, finding, TRUE);
  else if (finding_field(finding, member))
    add_strings(values, finding_field(finding, member)->values);
  return values;
}

/* A fact with several values is several findings of one name. */
static GPtrArray *fact_values(const Findings *findings, const char *name) {
  GPtrArray *values = values_new();
  for (guint i = 0; i < findings->findings->len; i++) {
    const Finding *finding = findings->findings->pdata[i];
    if (finding->kind == FINDING_FACT && g_str_equal(finding->number, name)) add_string(values, finding->text);
  }
  return values;
}

static char *join(const GPtrArray *values) {
  GString *joined = g_string_new(NULL);
  for (guint i = 0; i < values->len; i++) g_string_append_printf(joined, "%s%s", i > 0 ? " | " : "", (char *)values->pdata[i]);
  return g_string_free(joined, FALSE);
}

/* WHAT names the member and its row in the message. */
static void compare(Reading *reading, const char *what, const GPtrArray *found, const json_t *expected) {
  g_autoptr(GPtrArray) wanted = expected_values(expected);
  g_autofree char *left = join(found), *right = join(wanted);
  if (found->len != wanted->len || !g_str_equal(left, right))
    fault(reading, "%s\n  is        %s\n  should be %s", what, left, right);
}

/* --- the expectations */

static GPtrArray *load_rows(const Reading *reading) {
  g_autofree char *path = g_strdup_printf(EXPECTED "/%s.jsonl", reading->name);
  g_autofree char *content = NULL;
  if (!g_file_get_contents(path, &content, NULL, NULL)) fail_msg("%s is missing", path);
  g_auto(GStrv) lines = g_strsplit(content, "\n", -1);
  GPtrArray *rows = g_ptr_array_new_with_free_func((GDestroyNotify)json_decref);
  for (guint i = 0; lines[i] && *lines[i]; i++) {
    json_t *row = json_loads(lines[i], JSON_REJECT_DUPLICATES, NULL);
    if (!row) fail_msg("%s:%u: no JSON", path, i + 1);
    g_ptr_array_add(rows, row);
  }
  return rows;
}

static GPtrArray *rows_of_kind(const GPtrArray *rows, const char *kind) {
  GPtrArray *of_kind = g_ptr_array_new();
  for (guint i = 0; i < rows->len; i++)
    if (g_strcmp0(json_string_value(json_object_get(rows->pdata[i], "kind")), kind) == 0)
      g_ptr_array_add(of_kind, rows->pdata[i]);
  return of_kind;
}

static GPtrArray *findings_of_kind(const Findings *findings, FindingKind kind) {
  GPtrArray *of_kind = g_ptr_array_new();
  for (guint i = 0; i < findings->findings->len; i++)
    if (((Finding *)findings->findings->pdata[i])->kind == kind) g_ptr_array_add(of_kind, findings->findings->pdata[i]);
  return of_kind;
}

/* Facts are found by a pack: of a document that none claims, no more can be told than that none does. */
static void compare_meeting(Reading *reading, json_t *row) {
  g_autoptr(GPtrArray) pack = values_new();
  add_string(pack, reading->findings->pack);
  compare(reading, "pack", pack, json_object_get(row, "pack"));
  if (json_is_null(json_object_get(row, "pack"))) return;
  const char *name;
  json_t *value;
  json_object_foreach(row, name, value) {
    if (g_str_equal(name, "kind") || g_str_equal(name, "pack")) continue;
    g_autoptr(GPtrArray) found = fact_values(reading->findings, name);
    compare(reading, name, found, value);
  }
}

/* Members that the expectations list wherever the page shows something. */
static void check_unlisted(Reading *reading, const Finding *finding, const json_t *row) {
  static const struct {
    FindingKind kind;
    const char *member;
  } members[] = {
      {FINDING_RECOMMENDATION, "number_printed"}, {FINDING_RECOMMENDATION, "states"},  {FINDING_RECOMMENDATION, "decision"},
      {FINDING_PANEL_TOPIC, "agenda_item"},       {FINDING_PANEL_TOPIC, "panellists"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(members); i++) {
    if (members[i].kind != finding->kind || json_object_get(row, members[i].member)) continue;
    g_autoptr(GPtrArray) found = found_values(finding, members[i].member);
    g_autofree char *values = join(found);
    if (found->len > 0) fault(reading, "%s has no %s, but \"%s\" was found", finding->number, members[i].member, values);
  }
}

static void compare_row(Reading *reading, const Finding *finding, json_t *row) {
  const char *member;
  json_t *value;
  json_object_foreach(row, member, value) {
    if (g_str_equal(member, "kind")) continue;
    g_autoptr(GPtrArray) found = found_values(finding, member);
    g_autofree char *what = g_strdup_printf("%s %s: %s", finding_kind_names[finding->kind], finding->number, member);
    compare(reading, what, found, value);
  }
  check_unlisted(reading, finding, row);
}

static void compare_kind(Reading *reading, const GPtrArray *rows, FindingKind kind) {
  g_autoptr(GPtrArray) expected = rows_of_kind(rows, finding_kind_names[kind]);
  g_autoptr(GPtrArray) found = findings_of_kind(reading->findings, kind);
  if (found->len != expected->len)
    fault(reading, "%u rows of kind %s should be %u", found->len, finding_kind_names[kind], expected->len);
  for (guint i = 0; i < MIN(found->len, expected->len); i++) compare_row(reading, found->pdata[i], expected->pdata[i]);
}

/* The reports are sound: a check that fails on one cries wolf. */
static void check_checks(Reading *reading) {
  for (guint i = 0; reading->findings->pack && i < reading->findings->checks->len; i++) {
    const Check *check = reading->findings->checks->pdata[i];
    if (check->result == CHECK_FAILED) fault(reading, "check %s fails: %s", check->check, check->message);
  }
}

static void compare_all(Reading *reading) {
  g_autoptr(GPtrArray) rows = load_rows(reading);
  g_autoptr(GPtrArray) meetings = rows_of_kind(rows, "meeting");
  assert_int_equal(meetings->len, 1);
  compare_meeting(reading, meetings->pdata[0]);
  compare_kind(reading, rows, FINDING_RECOMMENDATION);
  compare_kind(reading, rows, FINDING_PANEL_TOPIC);
  check_checks(reading);
}

static void is_read_as_expected(void **state) {
  check_report(*state, compare_all);
}

/* --- what holds for every document, whatever is in it */

/* RAW from byte START on with EDITS made; NULL where an edit removes what does not stand there. */
static char *edited(const char *raw, guint start, const GPtrArray *edits) {
  g_autoptr(GString) text = g_string_new(NULL);
  guint at = start;
  for (guint i = 0; i < edits->len; i++) {
    const Edit *edit = edits->pdata[i];
    if (edit->start < start) continue; /* within the label */
    if (edit->start < at || edit->start > strlen(raw) || !g_str_has_prefix(raw + edit->start, edit->removed)) return NULL;
    g_string_append_len(text, raw + at, edit->start - at);
    g_string_append(text, edit->inserted);
    at = edit->start + (guint)strlen(edit->removed);
  }
  g_string_append(text, raw + at);
  return g_strdup(text->str);
}

static void check_blocks(Reading *reading) {
  for (guint i = 0; i < reading->document->blocks->len; i++) {
    const Block *block = reading->document->blocks->pdata[i];
    g_autofree char *text = block->text_start <= strlen(block->raw) ? edited(block->raw, block->text_start, block->edits) : NULL;
    if (g_strcmp0(text, block->text) != 0)
      fault(reading, "block %u: edits make of its raw text\n  %s\n  not its text\n  %s", i, text ? text : "nothing", block->text);
    if (block->label && !g_str_has_prefix(block->raw, block->label)) fault(reading, "block %u: its label is not printed", i);
  }
}

static void check_places(Reading *reading, const Finding *finding) {
  gboolean stated = finding->kind == FINDING_FACT && *finding->raw == '\0'; /* by a rule, of all the body's reports */
  if ((finding->places->len == 0) != stated) fault(reading, "%s stands %s", finding->id, stated ? "somewhere" : "nowhere");
  for (guint i = 0; i < finding->places->len; i++) {
    const Place *place = &g_array_index(finding->places, Place, i);
    if (place->page < 1 || place->page > reading->document->pages->len) {
      fault(reading, "%s stands on page %u of %u", finding->id, place->page, reading->document->pages->len);
      continue;
    }
    const Page *page = reading->document->pages->pdata[place->page - 1];
    const Box *box = &place->box;
    if (!(0 <= box->x0 && box->x0 < box->x1 && box->x1 <= page->width && 0 <= box->y0 && box->y0 < box->y1 &&
          box->y1 <= page->height))
      fault(reading, "%s stands at %g,%g to %g,%g: outside page %u", finding->id, box->x0, box->y0, box->x1, box->y1,
            place->page);
  }
}

static void check_finding(Reading *reading, const Finding *finding, GHashTable *ids) {
  if (!g_hash_table_add(ids, finding->id)) fault(reading, "%s is the id of two findings", finding->id);
  check_places(reading, finding);
  if (finding->kind == FINDING_FACT) return; /* its text is in normal form */
  g_autofree char *text = edited(finding->raw, 0, finding->edits);
  if (g_strcmp0(text, finding->text) != 0)
    fault(reading, "%s: edits make of its raw text\n  %s\n  not its text\n  %s", finding->id, text ? text : "nothing",
          finding->text);
}

static void check_invariants(Reading *reading) {
  g_autoptr(GHashTable) ids = g_hash_table_new(g_str_hash, g_str_equal);
  check_blocks(reading);
  for (guint i = 0; i < reading->findings->findings->len; i++) check_finding(reading, reading->findings->findings->pdata[i], ids);
}

static void leads_back_to_its_pages(void **state) {
  check_report(*state, check_invariants);
}

/* --- the broken ones */

static void a_broken_file_yields_a_reason_and_no_findings(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *name;
    Outcome outcome;
    const char *reason;
  } rows[] = {
      {"empty.pdf", OUTCOME_REJECTED, "the file is empty: fetch it again"},
      {"not-a-pdf.pdf", OUTCOME_REJECTED, "this is no PDF: it does not begin with \"%PDF-\""},
      {"truncated.pdf", OUTCOME_REJECTED, "damaged: PDF document is damaged; fetch it again"},
      {"encrypted.pdf", OUTCOME_SKIPPED, "encrypted: it opens only with a password; put an open copy in its place"},
      {"no-text.pdf", OUTCOME_COMPLETE, NULL}, /* it is read from its picture: see test_ocr.c */
      {"name with spaces.pdf", OUTCOME_COMPLETE, NULL},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    g_autofree char *path = g_build_filename(BROKEN, rows[i].name, NULL);
    g_autoptr(Document) document = extract(path);
    assert_int_equal(document->outcome, rows[i].outcome);
    assert_true(g_strcmp0(document->reason, rows[i].reason) == 0);
    assert_int_equal(strlen(document->sha256), 64);
    if (rows[i].outcome == OUTCOME_COMPLETE) continue;
    g_autoptr(Findings) findings = rules_apply(rules, document);
    assert_int_equal(findings->findings->len, 0);
    assert_int_equal(findings->checks->len, 1);
    const Check *check = findings->checks->pdata[0];
    assert_string_equal(check->check, "complete_reading");
    assert_int_equal(check->result, CHECK_FAILED);
    assert_string_equal(check->message, rows[i].reason);
  }
}

/* --- the list of tests */

static void list_files(const char *folder, const char *ending, GPtrArray *paths) {
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  for (const char *name; dir && (name = g_dir_read_name(dir));)
    if (g_str_has_suffix(name, ending)) g_ptr_array_add(paths, g_build_filename(folder, name, NULL));
}

static int by_name(gconstpointer a, gconstpointer b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The sound reports, the versions of one (a corrigendum is no report), and one with an odd name. */
static GPtrArray *list_reports(void) {
  static const char *const folders[] = {"fixtures/inbox",     "fixtures/upr",   "fixtures/bodies",
                                        "fixtures/languages", "fixtures/untoc", "fixtures/years"};
  static const char *const versions[] = {"copy", "l1", "rev1"};
  GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
  for (gsize i = 0; i < G_N_ELEMENTS(folders); i++) list_files(folders[i], ".pdf", paths);
  g_ptr_array_sort(paths, by_name);
  for (guint i = 0; i < G_N_ELEMENTS(versions); i++) g_ptr_array_add(paths, g_strdup_printf(VERSIONS "/%s.pdf", versions[i]));
  g_ptr_array_add(paths, g_strdup(BROKEN "/name with spaces.pdf"));
  return paths;
}

static void every_expectation_has_its_report(void **state) {
  const GPtrArray *reports = *state;
  static const char *const folders[] = {
      EXPECTED,          EXPECTED "/upr",  EXPECTED "/bodies", EXPECTED "/versions", EXPECTED "/languages",
      EXPECTED "/untoc", EXPECTED "/years"};
  g_autoptr(GPtrArray) expectations = g_ptr_array_new_with_free_func(g_free);
  for (gsize i = 0; i < G_N_ELEMENTS(folders); i++) list_files(folders[i], ".jsonl", expectations);
  assert_true(reports->len > 1);
  assert_int_equal(expectations->len, reports->len); /* is_read_as_expected tells of a report without one */
}

static void add_test(GArray *tests, CMUnitTestFunction function, const char *sentence, char *path) {
  g_autofree char *name = g_path_get_basename(path);
  struct CMUnitTest test = {.name = g_strdup_printf("%s %s", name, sentence), .test_func = function, .initial_state = path};
  g_array_append_val(tests, test);
}

static int load_rules(G_GNUC_UNUSED void **state) {
  g_autoptr(GError) error = NULL;
  rules = rules_load(NULL, &error);
  if (!rules) print_error("%s\n", error->message);
  return rules ? 0 : -1;
}

static int free_rules(G_GNUC_UNUSED void **state) {
  rules_free(rules);
  return 0;
}

int main(void) {
  g_autoptr(GPtrArray) reports = list_reports();
  g_autoptr(GArray) tests = g_array_new(FALSE, TRUE, sizeof(struct CMUnitTest));
  const struct CMUnitTest fixed[] = {
      cmocka_unit_test_prestate(every_expectation_has_its_report, reports),
      cmocka_unit_test(a_broken_file_yields_a_reason_and_no_findings),
  };
  g_array_append_vals(tests, fixed, G_N_ELEMENTS(fixed));
  for (guint i = 0; i < reports->len; i++) add_test(tests, is_read_as_expected, "is read as expected", reports->pdata[i]);
  for (guint i = 0; i < reports->len; i++) add_test(tests, leads_back_to_its_pages, "leads back to its pages", reports->pdata[i]);
  int failed =
      _cmocka_run_group_tests("fixtures", (const struct CMUnitTest *)(gpointer)tests->data, tests->len, load_rules, free_rules);
  for (guint i = G_N_ELEMENTS(fixed); i < tests->len; i++) g_free((char *)g_array_index(tests, struct CMUnitTest, i).name);
  return failed;
}
