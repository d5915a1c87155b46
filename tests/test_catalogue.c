/* test_catalogue.c - what goes into the catalogue comes out again, once, in an order of its own. */
#include "pipeline/catalogue/catalogue.h"

#include <glib/gstdio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "pipeline/catalogue/catalogue_database.h"
#include "pipeline/common/natural.h"
#include "pipeline/reports/report.h"
#include "rules/findings_format.h"
#include "tests/sample_findings.h"

/* ---- a catalogue for each test ---- */

typedef struct {
  char *folder, *path;
} Scratch;

static int set_up(void **state) {
  Scratch *scratch = g_new0(Scratch, 1);
  scratch->folder = g_dir_make_tmp("catalogue-XXXXXX", NULL);
  scratch->path = g_build_filename(scratch->folder, "c.db", NULL);
  *state = scratch;
  return scratch->folder == NULL;
}

static int tear_down(void **state) {
  Scratch *scratch = *state;
  g_unlink(scratch->path);
  g_rmdir(scratch->folder);
  g_free(scratch->path);
  g_free(scratch->folder);
  g_free(scratch);
  return 0;
}

static Catalogue *open_for(void **state, CatalogueMode mode) {
  g_autoptr(GError) error = NULL;
  Catalogue *catalogue = catalogue_open(((Scratch *)*state)->path, mode, &error);
  if (error != NULL) print_message("%s\n", error->message);
  assert_non_null(catalogue);
  return catalogue;
}

/* Records FINDINGS, which it frees, in a transaction of their own. */
static RecordResult record(Catalogue *catalogue, Findings *findings) {
  g_autoptr(Findings) owned = findings;
  g_autoptr(GError) error = NULL;
  RecordResult result = RECORD_NEW;
  assert_true(catalogue_begin(catalogue, CATALOGUE_WRITE, &error));
  if (!catalogue_record(catalogue, owned, &result, &error)) fail_msg("%s", error->message);
  assert_true(catalogue_commit(catalogue, &error));
  return result;
}

static char *line_of(const Findings *findings) {
  GString *line = g_string_new(NULL);
  findings_write(line, findings);
  return g_string_free(line, FALSE);
}

/* The names of all documents, in the catalogue's order, joined by spaces. */
static char *list(Catalogue *catalogue) {
  g_autoptr(GPtrArray) documents = catalogue_documents(catalogue, NULL);
  GString *names = g_string_new(NULL);
  for (guint i = 0; i < documents->len; i++) {
    const CatalogueDocument *document = g_ptr_array_index(documents, i);
    g_string_append_printf(names, "%s%s", i > 0 ? " " : "", catalogue_document_name(document));
  }
  return g_string_free(names, FALSE);
}

/* ---- recording ---- */

static Findings *make_report(void) {
  Findings *findings = sample_report("r.pdf", "CTOC/COP/WG.7/2023/5", "2023-10-06");
  sample_check(findings, "section_found", CHECK_FAILED, "No section was found.");
  return findings;
}

static Findings *make_rejected(void) {
  return sample_document("broken.pdf", OUTCOME_REJECTED, "The file is damaged beyond reading.");
}

static Findings *make_unread(void) {
  Findings *findings = sample_document("away.pdf", OUTCOME_REJECTED, "The file cannot be read.");
  findings->sha256[0] = '\0';
  return findings;
}

static Findings *make_odd(void) {
  Findings *findings = sample_document("odd \xe2\x80\xae'; DROP TABLE.pdf", OUTCOME_PARTIAL, "Page 2 holds no text.");
  Finding *finding = sample_finding(findings, FINDING_RECOMMENDATION, "\"';--", "a\nb\tc \x01 \U0001F600");
  g_clear_pointer(&finding->lead_in, g_free);
  g_clear_pointer(&finding->number_printed, g_free);
  g_ptr_array_set_size(finding->edits, 0);
  g_ptr_array_set_size(finding->section, 0);
  return findings;
}

static void what_is_recorded_comes_back_the_same(void **state) {
  static const struct {
    const char *name;
    Findings *(*make)(void);
  } rows[] = {
      {"a report", make_report},
      {"a rejected file", make_rejected},
      {"a file that could not be read", make_unread},
      {"odd characters", make_odd},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    g_autoptr(Catalogue) catalogue = open_for(state, CATALOGUE_WRITE);
    g_autoptr(Findings) given = rows[i].make();
    assert_int_equal(record(catalogue, rows[i].make()), RECORD_NEW);
    g_autoptr(GPtrArray) documents = catalogue_documents(catalogue, NULL);
    g_autoptr(Findings) found = catalogue_findings(catalogue, g_ptr_array_index(documents, 0), NULL);
    g_autofree char *expected = line_of(given), *actual = line_of(found);
    assert_string_equal(actual, expected);
    g_unlink(((Scratch *)*state)->path);
  }
}

static Findings *make_newer_rules(void) {
  Findings *findings = make_report();
  g_free(findings->pack_version);
  findings->pack_version = g_strdup("1.1");
  g_ptr_array_set_size(findings->findings, (gint)findings->findings->len - 1); /* the panel topic is found no more */
  return findings;
}

static Findings *make_copy(void) {
  Findings *findings = make_report();
  g_free(findings->source_file);
  findings->source_file = g_strdup("copy of r.pdf");
  return findings;
}

static void a_document_is_recorded_once(void **state) {
  static const struct {
    const char *name;
    Findings *(*make)(void);
    RecordResult result;
    const char *names;
    guint topics, recordings;
  } rows[] = {
      {"the first time", make_report, RECORD_NEW, "r.pdf", 1, 1},
      {"the same again", make_report, RECORD_UNCHANGED, "r.pdf", 1, 1},
      {"under another name", make_copy, RECORD_COPY, "copy of r.pdf", 1, 1},
      {"under a name that is known", make_copy, RECORD_UNCHANGED, "copy of r.pdf", 1, 1},
      {"by newer rules", make_newer_rules, RECORD_REPLACED, "copy of r.pdf", 0, 2},
      {"by newer rules again", make_newer_rules, RECORD_UNCHANGED, "copy of r.pdf", 0, 2},
      {"by the older rules", make_report, RECORD_REPLACED, "copy of r.pdf", 1, 3},
  };
  g_autoptr(Catalogue) catalogue = open_for(state, CATALOGUE_WRITE);
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    assert_int_equal(record(catalogue, rows[i].make()), rows[i].result);
    g_autofree char *names = list(catalogue);
    assert_string_equal(names, rows[i].names);
    g_autoptr(GPtrArray) documents = catalogue_documents(catalogue, NULL);
    const CatalogueDocument *document = g_ptr_array_index(documents, 0);
    assert_int_equal(document->recommendations, 2);
    assert_int_equal(document->panel_topics, rows[i].topics);
    assert_int_equal(document->failed_checks, 1);
    g_autoptr(GPtrArray) recordings = catalogue_recordings(catalogue, document, NULL);
    assert_int_equal(recordings->len, rows[i].recordings);
  }
}

static void recording_the_same_again_does_not_touch_the_file(void **state) {
  g_autofree char *before = NULL, *after = NULL;
  gsize before_length = 0, after_length = 0;
  const char *path = ((Scratch *)*state)->path;
  g_autoptr(Catalogue) catalogue = open_for(state, CATALOGUE_WRITE);
  record(catalogue, make_report());
  assert_true(g_file_get_contents(path, &before, &before_length, NULL));
  record(catalogue, make_report());
  assert_true(g_file_get_contents(path, &after, &after_length, NULL));
  assert_int_equal(before_length, after_length);
  assert_memory_equal(before, after, before_length);
}

static void a_file_that_can_be_read_replaces_the_note_that_it_could_not(void **state) {
  g_autoptr(Catalogue) catalogue = open_for(state, CATALOGUE_WRITE);
  record(catalogue, make_unread());
  record(catalogue, make_rejected());
  record(catalogue, sample_report("away.pdf", "X/1", NULL));
  g_autofree char *names = list(catalogue);
  assert_string_equal(names, "away.pdf broken.pdf");
}

static void what_was_not_committed_is_not_there(void **state) {
  g_autoptr(Catalogue) catalogue = open_for(state, CATALOGUE_WRITE);
  g_autoptr(Findings) findings = make_report();
  RecordResult result;
  assert_true(catalogue_begin(catalogue, CATALOGUE_WRITE, NULL));
  assert_true(catalogue_record(catalogue, findings, &result, NULL));
  catalogue_rollback(catalogue);
  g_autofree char *names = list(catalogue);
  assert_string_equal(names, "");
}

static Findings *make_twice_the_same_id(void) {
  Findings *findings = make_report();
  sample_finding(findings, FINDING_RECOMMENDATION, "2", "again");
  return findings;
}

static Findings *make_no_hash(void) {
  Findings *findings = make_report();
  g_free(findings->sha256);
  findings->sha256 = g_strdup("ABC");
  return findings;
}

static void findings_that_cannot_be_recorded_leave_the_others_alone(void **state) {
  static const struct {
    const char *name;
    Findings *(*make)(void);
    const char *message;
  } rows[] = {
      {"an ID twice", make_twice_the_same_id, "r.pdf: two findings have the ID \"CTOC/COP/WG.7/2023/5/en/2\""},
      {"no SHA-256", make_no_hash, "r.pdf: this is no SHA-256: \"ABC\""},
  };
  g_autoptr(Catalogue) catalogue = open_for(state, CATALOGUE_WRITE);
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    g_autoptr(Findings) bad = rows[i].make();
    g_autoptr(Findings) good = make_rejected();
    g_autoptr(GError) error = NULL;
    RecordResult result;
    assert_true(catalogue_begin(catalogue, CATALOGUE_WRITE, NULL));
    assert_false(catalogue_record(catalogue, bad, &result, &error));
    assert_true(g_error_matches(error, CATALOGUE_ERROR, CATALOGUE_ERROR_CONTENT));
    assert_string_equal(error->message, rows[i].message);
    assert_true(catalogue_record(catalogue, good, &result, NULL));
    assert_true(catalogue_commit(catalogue, NULL));
    g_autofree char *names = list(catalogue);
    assert_string_equal(names, "broken.pdf");
  }
}

/* ---- order ---- */

static void numbers_in_names_count_by_their_value(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *a, *b;
    int order;
  } rows[] = {
      {"", "", 0},
      {NULL, "", 0},
      {"a", NULL, -1},
      {"a", "", -1},
      {"a", "a", 0},
      {"a", "b", -1},
      {"a", "ab", -1},
      {"WG.7/2023/9", "WG.7/2023/10", -1},
      {"WG.7/2023/10", "WG.7/2023/9", 1},
      {"WG.7/2023/10", "WG.7/2023/10/Rev.1", -1},
      {"A/HRC/13/6", "A/HRC/8/27", 1},
      {"7", "007", 1},
      {"7", "008", -1},
      {"99999999999999999999998", "99999999999999999999999", -1},
      {"é", "z", 1},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s, %s\n", rows[i].a, rows[i].b);
    int order = natural_compare(rows[i].a, rows[i].b), reverse = natural_compare(rows[i].b, rows[i].a);
    assert_int_equal((order > 0) - (order < 0), rows[i].order);
    assert_int_equal((reverse > 0) - (reverse < 0), -rows[i].order);
  }
}

static void the_order_of_arrival_does_not_matter(void **state) {
  static const char expected[] = "d.pdf c.pdf b.pdf a.pdf broken.pdf";
  for (guint rotation = 0; rotation < 4; rotation++) {
    g_autoptr(Catalogue) catalogue = open_for(state, CATALOGUE_WRITE);
    Findings *reports[] = {
        sample_report("a.pdf", "CTOC/COP/WG.7/2023/10", NULL),
        sample_report("b.pdf", "CTOC/COP/WG.7/2023/10", NULL), /* before a.pdf by its hash */
        sample_report("c.pdf", "CTOC/COP/WG.7/2023/9", NULL),
        sample_report("d.pdf", "CTOC/COP/WG.6/2023/11", NULL),
    };
    record(catalogue, make_rejected());
    for (guint i = 0; i < G_N_ELEMENTS(reports); i++) record(catalogue, reports[(i + rotation) % G_N_ELEMENTS(reports)]);
    g_autofree char *names = list(catalogue);
    assert_string_equal(names, expected);
    g_unlink(((Scratch *)*state)->path);
  }
}

/* ---- versions ---- */

/* What each document is, in the catalogue's order: "a.pdf X/1 original; b.pdf X/1 copy of a.pdf". */
static char *describe_versions(Catalogue *catalogue) {
  g_autoptr(GPtrArray) documents = catalogue_documents(catalogue, NULL);
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < documents->len; i++) {
    const CatalogueDocument *document = g_ptr_array_index(documents, i), *newer = catalogue_superseded_by(document);
    g_string_append_printf(text, "%s%s %s %s%s%s", i > 0 ? "; " : "", catalogue_document_name(document), document->work,
                           version_kind_names[document->version_kind], newer != NULL ? " < " : "",
                           newer != NULL ? catalogue_document_name(newer) : "");
  }
  return g_string_free(text, FALSE);
}

static void assert_versions(Catalogue *catalogue, const char *expected) {
  g_autofree char *text = describe_versions(catalogue);
  assert_string_equal(text, expected);
}

/* Which version a document is follows what is recorded, whichever way that changes. */
static void versions_follow_what_is_recorded(void **state) {
  g_autoptr(Catalogue) catalogue = open_for(state, CATALOGUE_WRITE);
  record(catalogue, sample_report("a.pdf", "X/1", "2023-10-06"));
  assert_versions(catalogue, "a.pdf X/1 original");
  record(catalogue, sample_report("b.pdf", "X/1/Rev.1", "2023-10-06"));
  assert_versions(catalogue, "a.pdf X/1 original < b.pdf; b.pdf X/1 revision");
  record(catalogue, sample_report("c.pdf", "X/2", "2023-10-06"));
  assert_versions(catalogue, "a.pdf X/1 original < b.pdf; b.pdf X/1 revision; c.pdf X/2 original");
  record(catalogue, sample_report("b.pdf", "X/2/Rev.1", "2023-10-06")); /* read anew, and otherwise */
  assert_versions(catalogue, "a.pdf X/1 original; c.pdf X/2 original < b.pdf; b.pdf X/2 revision");
  record(catalogue, sample_report("b.pdf", "X/3", "2023-10-06"));
  assert_versions(catalogue, "a.pdf X/1 original; c.pdf X/2 original; b.pdf X/3 original");
}

/* What was recorded before there were versions has them once the catalogue is brought up to date. */
static void an_older_catalogue_learns_of_versions(void **state) {
  const char *path = ((Scratch *)*state)->path;
  g_autoptr(Catalogue) older = open_for(state, CATALOGUE_WRITE);
  record(older, sample_report("a.pdf", "X/1", "2023-10-06"));
  record(older, sample_report("b.pdf", "X/1/Rev.1", "2023-10-06"));
  g_clear_pointer(&older, catalogue_close);
  g_autoptr(Database) database = database_open(path, DATABASE_MAKE, NULL);
  assert_true(
      database_run(database,
                   "DROP TABLE versions; DROP TABLE version_checks; DROP TABLE digest_state_documents;"
                   " DROP TABLE digest_states; DROP TABLE digest_state_rows; DROP TABLE search; DROP TABLE search_rows;"
                   " DROP TABLE search_languages; DROP TABLE search_state; DROP INDEX findings_ocr; PRAGMA user_version = 2",
                   NULL));
  g_clear_pointer(&database, database_close);
  g_autoptr(Catalogue) catalogue = open_for(state, CATALOGUE_WRITE);
  assert_versions(catalogue, "a.pdf X/1 original < b.pdf; b.pdf X/1 revision");
}

/* ---- reports ---- */

static void a_report_is_dated_by_the_best_date_that_it_has(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *name, *end, *start, *distribution;
    gint64 recorded;
    const char *date;
    DatedBy by;
  } rows[] = {
      {"all", "2023-10-06", "2023-10-05", "2023-10-20", 0, "2023-10-06", DATED_BY_END},
      {"no end", NULL, "2023-10-05", "2023-10-20", 0, "2023-10-05", DATED_BY_START},
      {"only the distribution", NULL, NULL, "2023-10-20", 0, "2023-10-20", DATED_BY_DISTRIBUTION},
      {"none", NULL, NULL, NULL, 1700000000, "2023-11-14", DATED_BY_RECORDING},
      {"an end that is no date", "October", NULL, "2023-10-20", 0, "2023-10-20", DATED_BY_DISTRIBUTION},
      {"a day that is not in the calendar", "2023-02-30", NULL, NULL, 0, "1970-01-01", DATED_BY_RECORDING},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    char date[DATE_SIZE];
    CatalogueDocument document = {
        .end = (char *)rows[i].end,
        .start = (char *)rows[i].start,
        .distribution_date = (char *)rows[i].distribution,
        .first_recorded = rows[i].recorded,
    };
    assert_int_equal(report_date(&document, date), rows[i].by);
    assert_string_equal(date, rows[i].date);
  }
}

static void checks_are_added_where_there_is_something_to_say(void **state) {
  const struct {
    const char *name;
    Findings *findings;
    const char *verdict;
  } rows[] = {
      {"a report", sample_report("a.pdf", "X/1", "2023-10-06"), "ok"},
      {"a report without a date", sample_report("a.pdf", "X/1", NULL), "quarter"},
      {"a failed check", make_report(), "section_found"},
      {"a rejected file", make_rejected(), "complete_reading"},
      {"a report that no pack knows", sample_document("n.pdf", OUTCOME_COMPLETE, NULL), "recognised"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    g_autoptr(Catalogue) catalogue = open_for(state, CATALOGUE_WRITE);
    record(catalogue, rows[i].findings);
    g_autoptr(GPtrArray) documents = catalogue_documents(catalogue, NULL);
    g_autoptr(Report) report = report_load(catalogue, g_ptr_array_index(documents, 0), NULL);
    g_autofree char *verdict = report_verdict(report);
    assert_string_equal(verdict, rows[i].verdict);
    g_unlink(((Scratch *)*state)->path);
  }
}

/* ---- files that are no catalogue, or not of this version ---- */

static void make_nothing(G_GNUC_UNUSED const char *path) {
}

static void make_empty(const char *path) {
  assert_true(g_file_set_contents(path, "", 0, NULL));
}

static void make_text(const char *path) {
  g_autofree char *text = g_strnfill(5000, 'x');
  assert_true(g_file_set_contents(path, text, -1, NULL));
}

static void make_other(const char *path) {
  g_autoptr(Database) database = database_open(path, DATABASE_MAKE, NULL);
  assert_true(database_run(database, "CREATE TABLE bookmarks (url TEXT)", NULL));
}

static void make_newer(const char *path) {
  g_autoptr(Catalogue) catalogue = catalogue_open(path, CATALOGUE_WRITE, NULL);
  g_clear_pointer(&catalogue, catalogue_close);
  g_autoptr(Database) database = database_open(path, DATABASE_MAKE, NULL);
  assert_true(database_run(database, "PRAGMA user_version = 99", NULL));
}

static void make_cut(const char *path) {
  g_autoptr(Catalogue) catalogue = catalogue_open(path, CATALOGUE_WRITE, NULL);
  g_clear_pointer(&catalogue, catalogue_close);
  assert_int_equal(truncate(path, 9000), 0);
}

static void make_folder(const char *path) {
  assert_int_equal(g_mkdir(path, 0700), 0);
}

/* Opens the catalogue and, where that works, reads it; the first failure is what counts. */
static gboolean open_and_read(const char *path, CatalogueMode mode, GError **error) {
  g_autoptr(Catalogue) catalogue = catalogue_open(path, mode, error);
  if (catalogue == NULL) return FALSE;
  g_autoptr(GPtrArray) documents = catalogue_documents(catalogue, error);
  return documents != NULL;
}

static void what_cannot_be_used_is_refused_with_advice(void **state) {
  static const struct {
    const char *name;
    void (*make)(const char *path);
    CatalogueMode mode;
    CatalogueError code;
    const char *message; /* behind the file's name */
  } rows[] = {
      {"nothing, to read", make_nothing, CATALOGUE_READ, CATALOGUE_ERROR_ACCESS,
       "the catalogue cannot be opened; see that it is a file, that its folder exists and that both may be used (SQLite: unable"
       " to open database file)"},
      {"an empty file, to read", make_empty, CATALOGUE_READ, CATALOGUE_ERROR_VERSION,
       "the catalogue is empty or of an older version; record a report into it first"},
      {"no database", make_text, CATALOGUE_WRITE, CATALOGUE_ERROR_DAMAGED,
       "this is not a catalogue; name the catalogue's file (SQLite: file is not a database)"},
      {"another program's database", make_other, CATALOGUE_WRITE, CATALOGUE_ERROR_DAMAGED,
       "this is another program's database, not a catalogue; name the catalogue's file"},
      {"a newer version", make_newer, CATALOGUE_WRITE, CATALOGUE_ERROR_VERSION,
       "the catalogue is of version 99, this program knows versions up to 5; use a newer rapporteur"},
      {"a file that was cut", make_cut, CATALOGUE_READ, CATALOGUE_ERROR_DAMAGED,
       "the catalogue is damaged; put a copy of it back, or move it away and record the reports again (SQLite: database disk"
       " image is malformed)"},
      {"a folder", make_folder, CATALOGUE_WRITE, CATALOGUE_ERROR_ACCESS,
       "the catalogue cannot be opened; see that it is a file, that its folder exists and that both may be used (SQLite: unable"
       " to open database file)"},
  };
  const char *path = ((Scratch *)*state)->path;
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    g_autofree char *expected = g_strdup_printf("%s: %s", path, rows[i].message);
    g_autoptr(GError) error = NULL;
    rows[i].make(path);
    assert_false(open_and_read(path, rows[i].mode, &error));
    assert_string_equal(error->message, expected);
    assert_true(g_error_matches(error, CATALOGUE_ERROR, (int)rows[i].code));
    g_remove(path);
  }
}

/* What SQLite and other programs read is what the readers read; the tables hold together. */
static void the_database_is_sound(void **state) {
  g_autoptr(Catalogue) catalogue = open_for(state, CATALOGUE_WRITE);
  record(catalogue, make_report());
  record(catalogue, make_newer_rules());
  g_clear_pointer(&catalogue, catalogue_close);
  static const struct {
    const char *query;
    gint64 number;
  } rows[] = {
      {"SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'", 0},
      {"SELECT count(*) FROM pragma_foreign_key_check", 0},
      {"SELECT count(*) FROM documents", 1},
      {"SELECT count(*) FROM findings WHERE kind <> 'fact'", 2},
      {"SELECT count(*) FROM finding_values", 4},
      {"SELECT count(*) FROM spans", 13},
      {"SELECT count(*) FROM meetings WHERE symbol = 'CTOC/COP/WG.7/2023/5' AND end_date = '2023-10-06'", 1},
  };
  g_autoptr(Database) database = database_open(((Scratch *)*state)->path, DATABASE_READ, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    gint64 number = -1;
    print_message("%s\n", rows[i].query);
    assert_true(database_number(database, rows[i].query, &number, NULL));
    assert_int_equal(number, rows[i].number);
  }
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(what_is_recorded_comes_back_the_same),
      TEST(a_document_is_recorded_once),
      TEST(recording_the_same_again_does_not_touch_the_file),
      TEST(a_file_that_can_be_read_replaces_the_note_that_it_could_not),
      TEST(what_was_not_committed_is_not_there),
      TEST(findings_that_cannot_be_recorded_leave_the_others_alone),
      cmocka_unit_test(numbers_in_names_count_by_their_value),
      TEST(the_order_of_arrival_does_not_matter),
      TEST(versions_follow_what_is_recorded),
      TEST(an_older_catalogue_learns_of_versions),
      cmocka_unit_test(a_report_is_dated_by_the_best_date_that_it_has),
      TEST(checks_are_added_where_there_is_something_to_say),
      TEST(what_cannot_be_used_is_refused_with_advice),
      TEST(the_database_is_sound),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
