/* test_digest.c - periods, and what a digest of them holds. */
#include "pipeline/digest/digest.h"

#include <glib/gstdio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "pipeline/common/publish.h"
#include "pipeline/reports/source_link.h"
#include "tests/sample_findings.h"
#include "tests/workbook_part.h"

/* ---- periods ---- */

static void a_period_is_read_from_the_options(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *quarter, *from, *to;
    gboolean all;
    const char *first, *last, *words;
  } rows[] = {
      {"2023Q4", NULL, NULL, FALSE, "2023-10-01", "2023-12-31", "2023 Q4 (1 October 2023 to 31 December 2023)"},
      {"2024-q1", NULL, NULL, FALSE, "2024-01-01", "2024-03-31", "2024 Q1 (1 January 2024 to 31 March 2024)"},
      {"2024Q2", NULL, NULL, FALSE, "2024-04-01", "2024-06-30", "2024 Q2 (1 April 2024 to 30 June 2024)"},
      {NULL, "2023-10-05", "2023-10-06", FALSE, "2023-10-05", "2023-10-06", "5 October 2023 to 6 October 2023"},
      {NULL, "2023-10-05", NULL, FALSE, "2023-10-05", "", "from 5 October 2023"},
      {NULL, NULL, "2024-02-29", FALSE, "", "2024-02-29", "up to 29 February 2024"},
      {NULL, NULL, NULL, TRUE, "", "", "all reports"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].words);
    Period period;
    assert_true(period_parse(&period, rows[i].quarter, rows[i].from, rows[i].to, rows[i].all, NULL));
    g_autofree char *words = period_words(&period);
    assert_string_equal(period.from, rows[i].first);
    assert_string_equal(period.to, rows[i].last);
    assert_string_equal(words, rows[i].words);
  }
}

static void what_is_no_period_is_refused(G_GNUC_UNUSED void **state) {
  static const char one_way[] = "give one of --quarter, --from with --to, or --all";
  static const struct {
    const char *quarter, *from, *to;
    gboolean all;
    const char *message;
  } rows[] = {
      {NULL, NULL, NULL, FALSE, one_way},
      {"2023Q4", NULL, NULL, TRUE, one_way},
      {"2023Q4", "2023-10-01", NULL, FALSE, one_way},
      {NULL, NULL, "2023-10-01", TRUE, one_way},
      {"2023Q5", NULL, NULL, FALSE, "--quarter: \"2023Q5\" is not a quarter such as 2023Q4"},
      {"2023Q0", NULL, NULL, FALSE, "--quarter: \"2023Q0\" is not a quarter such as 2023Q4"},
      {"23Q4", NULL, NULL, FALSE, "--quarter: \"23Q4\" is not a quarter such as 2023Q4"},
      {"0999Q4", NULL, NULL, FALSE, "--quarter: \"0999Q4\" is not a quarter such as 2023Q4"},
      {"2023Q41", NULL, NULL, FALSE, "--quarter: \"2023Q41\" is not a quarter such as 2023Q4"},
      {"2023", NULL, NULL, FALSE, "--quarter: \"2023\" is not a quarter such as 2023Q4"},
      {"", NULL, NULL, FALSE, "--quarter: \"\" is not a quarter such as 2023Q4"},
      {NULL, "5 October", NULL, FALSE, "--from: \"5 October\" is not a date such as 2023-10-06"},
      {NULL, NULL, "2023-02-29", FALSE, "--to: \"2023-02-29\" is not a date such as 2023-10-06"},
      {NULL, NULL, "2023-13-01", FALSE, "--to: \"2023-13-01\" is not a date such as 2023-10-06"},
      {NULL, "2023-10-06", "2023-10-05", FALSE, "--to: \"2023-10-05\" is not on or behind the day of --from"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].message);
    Period period;
    g_autoptr(GError) error = NULL;
    assert_false(period_parse(&period, rows[i].quarter, rows[i].from, rows[i].to, rows[i].all, &error));
    assert_string_equal(error->message, rows[i].message);
  }
}

static void a_period_holds_its_first_and_last_day(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *quarter, *from, *to, *date;
    gboolean held;
  } rows[] = {
      {"2023Q4", NULL, NULL, "2023-09-30", FALSE},    {"2023Q4", NULL, NULL, "2023-10-01", TRUE},
      {"2023Q4", NULL, NULL, "2023-12-31", TRUE},     {"2023Q4", NULL, NULL, "2024-01-01", FALSE},
      {NULL, "2023-10-05", NULL, "9999-12-31", TRUE}, {NULL, NULL, "2023-10-05", "1000-01-01", TRUE},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].date);
    Period period;
    assert_true(period_parse(&period, rows[i].quarter, rows[i].from, rows[i].to, FALSE, NULL));
    assert_int_equal(period_holds(&period, rows[i].date), rows[i].held);
  }
}

static void days_and_seconds_are_the_same_time(G_GNUC_UNUSED void **state) {
  static const struct {
    gint64 seconds;
    const char *date, *quarter, *words;
  } rows[] = {
      {0, "1970-01-01", "1970Q1", "1 January 1970"},
      {1696550400, "2023-10-06", "2023Q4", "6 October 2023"},
      {1709164800, "2024-02-29", "2024Q1", "29 February 2024"},
      {-30610224000, "1000-01-01", "1000Q1", "1 January 1000"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].date);
    char date[DATE_SIZE], quarter[QUARTER_SIZE];
    g_autofree char *words = date_words(rows[i].date);
    date_of_time(rows[i].seconds + 86399, date);
    date_quarter(date, quarter);
    assert_string_equal(date, rows[i].date);
    assert_string_equal(quarter, rows[i].quarter);
    assert_string_equal(words, rows[i].words);
    assert_int_equal(date_time(date), rows[i].seconds);
  }
}

static void days_are_told_in_words(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *first, *last, *words;
  } rows[] = {
      {"2023-10-05", "2023-10-06", "5 October 2023 to 6 October 2023"},
      {"2023-10-05", "2023-10-05", "5 October 2023"},
      {"2023-10-05", NULL, "5 October 2023"},
      {NULL, "2023-10-06", "6 October 2023"},
      {"October", "2023-10-06", "6 October 2023"},
      {"2023-10-05", "", "5 October 2023"},
      {NULL, "2023-02-30", NULL},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autofree char *words = date_words_between(rows[i].first, rows[i].last);
    if (g_strcmp0(words, rows[i].words) != 0) fail_msg("%s to %s: %s", rows[i].first, rows[i].last, words);
  }
}

/* ---- a folder with a catalogue for each test ---- */

typedef struct {
  char *folder, *catalogue, *output;
} Scratch;

static int set_up(void **state) {
  Scratch *scratch = g_new0(Scratch, 1);
  scratch->folder = g_dir_make_tmp("digest-XXXXXX", NULL);
  scratch->catalogue = g_build_filename(scratch->folder, "c.db", NULL);
  scratch->output = g_build_filename(scratch->folder, "d.xlsx", NULL);
  *state = scratch;
  g_setenv("SOURCE_DATE_EPOCH", "1700000000", TRUE);
  return scratch->folder == NULL;
}

static int tear_down(void **state) {
  Scratch *scratch = *state;
  g_unlink(scratch->catalogue);
  g_unlink(scratch->output);
  int left = g_rmdir(scratch->folder); /* fails where a test left something behind */
  g_free(scratch->folder);
  g_free(scratch->catalogue);
  g_free(scratch->output);
  g_free(scratch);
  return left;
}

/* The documents that the tests below use, recorded from the one numbered FIRST on. */
static Catalogue *make_catalogue(const Scratch *scratch, guint first) {
  Findings *findings[] = {
      sample_report("a.pdf", "CTOC/COP/WG.7/2023/5", "2023-10-06"),
      sample_report("b.pdf", "CTOC/COP/WG.4/2024/3", "2024-07-05"),
      sample_document("broken.pdf", OUTCOME_REJECTED, "It is damaged."),
      sample_report("c.pdf", "X/1", NULL),
  };
  sample_check(findings[1], "told_count", CHECK_FAILED, "One is missing.");
  Catalogue *catalogue = catalogue_open(scratch->catalogue, CATALOGUE_WRITE, NULL);
  assert_true(catalogue_begin(catalogue, CATALOGUE_WRITE, NULL));
  for (guint i = 0; i < G_N_ELEMENTS(findings); i++) {
    g_autoptr(Findings) owned = findings[(i + first) % G_N_ELEMENTS(findings)];
    RecordResult result;
    assert_true(catalogue_record(catalogue, owned, &result, NULL));
  }
  assert_true(catalogue_commit(catalogue, NULL));
  return catalogue;
}

static DigestCounts write_digest(Catalogue *catalogue, const Scratch *scratch, const char *quarter) {
  DigestOptions options = {.output = scratch->output};
  DigestCounts counts;
  g_autoptr(GError) error = NULL;
  assert_true(period_parse(&options.period, quarter, NULL, NULL, quarter == NULL, NULL));
  if (!digest_write(catalogue, &options, &counts, &error)) fail_msg("%s", error->message);
  return counts;
}

/* ---- digests ---- */

static void a_digest_holds_the_reports_of_its_period(void **state) {
  static const struct {
    const char *quarter; /* NULL for all */
    DigestCounts counts;
  } rows[] = {
      {"2023Q4", {.documents = 3, .reports = 2, .unread = 1, .recommendations = 4, .panel_topics = 2, .failed_checks = 2}},
      {"2024Q3", {.documents = 1, .reports = 1, .recommendations = 2, .panel_topics = 1, .failed_checks = 1}},
      {"2020Q1", {.documents = 0}},
      {NULL, {.documents = 4, .reports = 3, .unread = 1, .recommendations = 6, .panel_topics = 3, .failed_checks = 3}},
  };
  g_autoptr(Catalogue) catalogue = make_catalogue(*state, 0);
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].quarter);
    DigestCounts counts = write_digest(catalogue, *state, rows[i].quarter);
    assert_memory_equal(&counts, &rows[i].counts, sizeof counts);
  }
}

/* The values of attribute NAME of each ELEMENT in TEXT, joined by '|'. */
static char *attributes(const char *text, const char *element, const char *name) {
  GString *found = g_string_new(NULL);
  g_autofree char *pattern = g_strdup_printf("<%s [^>]*?%s=\"([^\"]*)\"", element, name);
  g_autoptr(GRegex) regex = g_regex_new(pattern, 0, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;
  for (g_regex_match(regex, text, 0, &match); g_match_info_matches(match); g_match_info_next(match, NULL)) {
    g_autofree char *value = g_match_info_fetch(match, 1);
    g_string_append_printf(found, "%s%s", found->len > 0 ? "|" : "", value);
  }
  return g_string_free(found, FALSE);
}

static void sheets_and_columns_have_their_names(void **state) {
  static const struct {
    const char *part, *element, *names;
  } rows[] = {
      {"xl/workbook.xml", "sheet", "Summary|Recommendations|Panel topics|Meetings|Changes|Checks|About|As written"},
      {"xl/tables/table1.xml", "tableColumn",
       "ID|Symbol|Body|Session|Start|End|No.|Recommendation|Section|Addressee|Action|Strength|Themes|States|Decision|"
       "Compared with earlier|Page|Check|Rule|Source|Category|Legal references|SDG|"
       "Earlier recommendations|Panel topics|Status|Notes|Corrected"},
      {"xl/tables/table2.xml", "tableColumn",
       "ID|Symbol|Body|Session|Start|End|Item|Topic|Panellists|Related recommendations|Page|Check|Rule|Source|Why related|"
       "Status|Notes|Corrected"},
      {"xl/tables/table3.xml", "tableColumn",
       "Symbol|Body|Session|Title|Start|End|Place|Chairs|Rapporteurs|Panellists|Other "
       "facts|Distributed|Language|Version|Superseded by|Other versions|Pages|Recommendations|"
       "Panel topics|Check|Outcome|Rules|SHA-256|All names|Source"},
      {"xl/tables/table4.xml", "tableColumn", "What|Sheet|ID|Columns|Change|Why|Symbol|Body|Recorded|Rules|Source"},
      {"xl/tables/table5.xml", "tableColumn", "Symbol|Body|Check|Asked of|Result|What it says|Expected|Found|Page|Source"},
  };
  g_autoptr(Catalogue) catalogue = make_catalogue(*state, 0);
  write_digest(catalogue, *state, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].part);
    g_autofree char *part = workbook_part(((Scratch *)*state)->output, rows[i].part);
    g_autofree char *names = attributes(part, rows[i].element, "name");
    assert_string_equal(names, rows[i].names);
  }
}

static void a_digest_of_nothing_says_so(void **state) {
  g_autoptr(Catalogue) catalogue = make_catalogue(*state, 0);
  write_digest(catalogue, *state, "2020Q1");
  g_autofree char *strings = workbook_part(((Scratch *)*state)->output, "xl/sharedStrings.xml");
  assert_non_null(strstr(strings, "Working Group reports: 2020 Q1 (1 January 2020 to 31 March 2020)"));
}

/* How many rows the chart of a digest of two bodies, one of them called BODY, covers. */
static guint chart_rows(const Scratch *scratch, const char *body) {
  Findings *findings[] = {sample_report("a.pdf", "X/1", "2023-10-06"), sample_report("b.pdf", "Y/1", "2023-10-06")};
  for (guint i = 0; i < findings[1]->findings->len; i++) {
    Finding *fact = g_ptr_array_index(findings[1]->findings, i);
    if (!g_str_equal(fact->number, "body")) continue;
    g_free(fact->text);
    fact->text = g_strdup(body);
  }
  g_autoptr(Catalogue) catalogue = catalogue_open(scratch->catalogue, CATALOGUE_WRITE, NULL);
  assert_true(catalogue_begin(catalogue, CATALOGUE_WRITE, NULL));
  for (guint i = 0; i < G_N_ELEMENTS(findings); i++) {
    g_autoptr(Findings) owned = findings[i];
    RecordResult result;
    assert_true(catalogue_record(catalogue, owned, &result, NULL));
  }
  assert_true(catalogue_commit(catalogue, NULL));
  write_digest(catalogue, scratch, NULL);
  g_autofree char *drawing = workbook_part(scratch->output, "xl/drawings/drawing1.xml");
  const char *from = strstr(drawing, "<xdr:row>"), *to = strstr(strstr(drawing, "<xdr:to>"), "<xdr:row>");
  g_unlink(scratch->catalogue);
  return (guint)(atoi(to + strlen("<xdr:row>")) - atoi(from + strlen("<xdr:row>")));
}

/* A program that finds no room for a name in its lines leaves every second name out. */
static void a_chart_has_room_for_the_names_of_its_bars(void **state) {
  guint low = chart_rows(*state, "Group of Experts"),
        high = chart_rows(*state, "Special Committee on the Situation with regard to the "
                                  "Keeping of Lighthouses, Buoys and Beacons, and to "
                                  "the Marking of Wrecks in Coastal and Inland Waters");
  assert_true(low > 0);
  assert_true(high > low);
}

static void the_same_catalogue_gives_the_same_bytes(void **state) {
  const Scratch *scratch = *state;
  g_autofree char *expected = NULL;
  gsize expected_length = 0;
  for (guint first = 0; first < 4; first++) {
    gsize length = 0;
    g_autoptr(Catalogue) catalogue = make_catalogue(scratch, first);
    write_digest(catalogue, scratch, NULL);
    g_autofree char *bytes = file_contents(scratch->output, &length);
    if (expected == NULL) {
      expected = g_steal_pointer(&bytes);
      expected_length = length;
    } else {
      assert_int_equal(length, expected_length);
      assert_memory_equal(bytes, expected, length);
    }
    g_unlink(scratch->catalogue);
  }
}

/* Without SOURCE_DATE_EPOCH the file tells the day of its newest report, not that of its making. */
static void the_time_of_making_is_told_by_the_reports(void **state) {
  g_autoptr(Catalogue) catalogue = make_catalogue(*state, 0);
  g_unsetenv("SOURCE_DATE_EPOCH");
  write_digest(catalogue, *state, NULL);
  g_autofree char *core = workbook_part(((Scratch *)*state)->output, "docProps/core.xml");
  assert_non_null(strstr(core, "2024-07-05T00:00:00Z</dcterms:created>"));
}

static void what_goes_wrong_leaves_the_last_digest(void **state) {
  const Scratch *scratch = *state;
  g_autoptr(Catalogue) catalogue = make_catalogue(scratch, 0);
  g_autoptr(Publication) other = publication_new(scratch->output, NULL);
  assert_non_null(other);
  DigestOptions options = {.output = scratch->output};
  g_autoptr(GError) error = NULL;
  assert_true(g_file_set_contents(scratch->output, "the last", -1, NULL));
  assert_false(digest_write(catalogue, &options, NULL, &error));
  assert_int_equal(digest_exit_code(error), EXIT_BUSY);
  g_autofree char *left = file_contents(scratch->output, NULL);
  assert_string_equal(left, "the last");
}

/* ---- links to the PDFs ---- */

/* Two files can be the document's: NAME, and NAME with the hash before it. */
static void of_two_names_the_one_with_the_right_bytes_counts(void **state) {
  const Scratch *scratch = *state;
  static const struct {
    const char *name, *contents, *path;
  } rows[] = {
      {"it came twice", "12345", "archive/a.pdf"},
      {"another has its name", "54321", "archive/5994471abb01~a.pdf"},
  };
  g_autofree char *archive = g_build_filename(scratch->folder, "archive", NULL);
  g_autofree char *plain = g_build_filename(archive, "a.pdf", NULL);
  g_autofree char *marked = g_build_filename(archive, "5994471abb01~a.pdf", NULL);
  g_autofree char *sha256 = g_compute_checksum_for_string(G_CHECKSUM_SHA256, "12345", -1);
  g_autoptr(GPtrArray) names = g_ptr_array_new();
  CatalogueDocument document = {.source_files = names, .sha256 = sha256, .bytes = 5};
  g_ptr_array_add(names, (gpointer) "a.pdf");
  const char *const folders[] = {"/nowhere", archive, NULL};
  assert_int_equal(g_mkdir(archive, 0700), 0);
  assert_true(g_file_set_contents(marked, "12345", -1, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    assert_true(g_file_set_contents(plain, rows[i].contents, -1, NULL));
    g_autofree char *path = source_path(folders, scratch->output, &document);
    assert_string_equal(path, rows[i].path);
  }
  g_unlink(plain);
  g_unlink(marked);
  g_rmdir(archive);
}

static void a_pdf_is_found_by_its_name_and_size(void **state) {
  const Scratch *scratch = *state;
  static const struct {
    const char *name, *file, *source_file, *contents, *path;
  } rows[] = {
      {"under its name", "a.pdf", "a.pdf", "12345", "archive/a.pdf"},
      {"its name had folders", "a.pdf", "/inbox/old/a.pdf", "12345", "archive/a.pdf"},
      {"marked with its hash", "0123456789ab~a.pdf", "a.pdf", "12345", "archive/0123456789ab~a.pdf"},
      {"another of that name", "a.pdf", "a.pdf", "123456", NULL},
      {"not there", "b.pdf", "a.pdf", "12345", NULL},
      {"a name that leads elsewhere", "a.pdf", "..", "12345", NULL},
      {"a hidden file", ".a.pdf", ".a.pdf", "12345", NULL},
  };
  g_autofree char *archive = g_build_filename(scratch->folder, "archive", NULL);
  const char *const folders[] = {"/nowhere", archive, NULL};
  assert_int_equal(g_mkdir(archive, 0700), 0);
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    g_autofree char *file = g_build_filename(archive, rows[i].file, NULL);
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    CatalogueDocument document = {.source_files = names, .sha256 = (char *)"0123456789abcdef", .bytes = 5};
    g_ptr_array_add(names, (gpointer)rows[i].source_file);
    assert_true(g_file_set_contents(file, rows[i].contents, -1, NULL));
    g_autofree char *path = source_path(folders, scratch->output, &document);
    if (rows[i].path != NULL)
      assert_string_equal(path, rows[i].path);
    else
      assert_null(path);
    g_unlink(file);
  }
  g_rmdir(archive);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_period_is_read_from_the_options),
      cmocka_unit_test(what_is_no_period_is_refused),
      cmocka_unit_test(a_period_holds_its_first_and_last_day),
      cmocka_unit_test(days_and_seconds_are_the_same_time),
      cmocka_unit_test(days_are_told_in_words),
      TEST(a_digest_holds_the_reports_of_its_period),
      TEST(sheets_and_columns_have_their_names),
      TEST(a_digest_of_nothing_says_so),
      TEST(a_chart_has_room_for_the_names_of_its_bars),
      TEST(the_same_catalogue_gives_the_same_bytes),
      TEST(the_time_of_making_is_told_by_the_reports),
      TEST(what_goes_wrong_leaves_the_last_digest),
      TEST(a_pdf_is_found_by_its_name_and_size),
      TEST(of_two_names_the_one_with_the_right_bytes_counts),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
