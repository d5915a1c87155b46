/* test_search.c - what is recorded is found: in its language, once, by what it holds and what stands around it. */
#include "pipeline/search/search.h"

#include <glib/gstdio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "pipeline/catalogue/catalogue_database.h"
#include "tests/sample_findings.h"

/* ---- reports ---- */

static Findings *make_document(const char *file, const char *symbol, const char *language, const char *body, const char *date) {
  Findings *findings = sample_document(file, OUTCOME_COMPLETE, NULL);
  findings->pack = g_strdup("test");
  findings->pack_version = g_strdup("1.0");
  sample_fact(findings, "symbol", symbol);
  if (language != NULL) sample_fact(findings, "language", language);
  sample_fact(findings, "body", body);
  sample_fact(findings, "end", date);
  return findings;
}

/* A recommendation under no heading, so that TEXT and its names alone are found. */
static Finding *add(Findings *findings, FindingKind kind, const char *number, const char *text) {
  Finding *finding = sample_finding(findings, kind, number, text);
  g_free(finding->id);
  finding->id = g_strdup_printf("%s/%s%s", findings->source_file, kind == FINDING_PANEL_TOPIC ? "t" : "", number);
  g_ptr_array_set_size(finding->section, 0);
  g_clear_pointer(&finding->lead_in, g_free);
  return finding;
}

static Findings *make_english(void) {
  Findings *findings = make_document("en.pdf", "X/WG.1/2023/5", "en", "Working Group on Rafts", "2023-10-06");
  sample_fact(findings, "title", "Report on the meeting on rafts");
  sample_fact(findings, "chairs", "Ms. Kakosimou (Greece)");
  Finding *first = add(findings, FINDING_RECOMMENDATION, "86.1", "States should inspect the rafts of smugglers.");
  finding_add(first, "states", "Guinea", "test/states");
  finding_add(first, "themes", "Inspection of vessels", "test/themes");
  finding_add(first, "addressees", "States parties", "test/addressees");
  Finding *second = add(findings, FINDING_RECOMMENDATION, "86.12", "States should protect children, and the children's mothers.");
  finding_add(second, "states", "Equatorial Guinea", "test/states");
  finding_add(second, "themes", "Children", "test/themes");
  g_ptr_array_add(second->section, g_strdup("A. Vessels"));
  g_ptr_array_add(second->section, g_strdup("B. Harbours"));
  second->lead_in = g_strdup("The Group recommended the following:");
  Finding *topic = add(findings, FINDING_PANEL_TOPIC, "2", "Who inspects a raft?");
  finding_add(topic, "panellists", "Ms. Belkacem, Algeria", "test/panellists");
  return findings;
}

static Findings *make_french(void) {
  Findings *findings = make_document("fr.pdf", "X/WG.2/2024/1", "fr", "Groupe de travail sur l'égalité", "2024-03-01");
  add(findings, FINDING_RECOMMENDATION, "1", "Les mesures recommandées garantissent l'égalité des enfants.");
  add(findings, FINDING_RECOMMENDATION, "2", "Children, un mot anglais dans un texte français.");
  return findings;
}

static Findings *make_chinese(void) {
  Findings *findings = make_document("zh.pdf", "X/WG.2/2024/2", "zh", "工作组", "2024-05-01");
  add(findings, FINDING_RECOMMENDATION, "1", "各国应保护儿童和移民。");
  return findings;
}

static Findings *make_other(void) {
  Findings *findings = make_document("pt.pdf", "X/WG.2/2024/3", NULL, "Grupo", "2024-06-01");
  add(findings, FINDING_RECOMMENDATION, "1", "Os Estados devem proteger as crianças.");
  return findings;
}

/* ---- a catalogue for each test ---- */

typedef struct {
  char *folder, *path, *overrides;
  Catalogue *catalogue;
} Scratch;

static void record(Catalogue *catalogue, Findings *findings) {
  g_autoptr(Findings) owned = findings;
  g_autoptr(GError) error = NULL;
  RecordResult result;
  assert_true(catalogue_begin(catalogue, CATALOGUE_WRITE, &error));
  if (!catalogue_record(catalogue, owned, &result, &error)) fail_msg("%s", error->message);
  assert_true(catalogue_commit(catalogue, &error));
}

static int set_up(void **state) {
  static Findings *(*const makers[])(void) = {make_english, make_french, make_chinese, make_other};
  Scratch *scratch = g_new0(Scratch, 1);
  scratch->folder = g_dir_make_tmp("search-XXXXXX", NULL);
  scratch->path = g_build_filename(scratch->folder, "c.db", NULL);
  scratch->catalogue = catalogue_open(scratch->path, CATALOGUE_WRITE, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(makers); i++) record(scratch->catalogue, makers[i]());
  *state = scratch;
  return scratch->catalogue == NULL;
}

static int tear_down(void **state) {
  Scratch *scratch = *state;
  catalogue_close(scratch->catalogue);
  g_unlink(scratch->path);
  g_rmdir(scratch->folder);
  g_free(scratch->path);
  g_free(scratch->folder);
  g_free(scratch);
  return 0;
}

/* ---- searching ---- */

/* A hit by its document's symbol and its number: "X/WG.1/2023/5 86.1"; a meeting by its symbol alone. */
static void append_hit(GString *out, Catalogue *catalogue, const SearchHit *hit) {
  g_autoptr(Findings) findings = catalogue_findings(catalogue, hit->document, NULL);
  g_string_append_printf(out, "%s%s", out->len > 0 ? ", " : "", hit->document->symbol);
  if (hit->position < 0) return;
  const Finding *finding = g_ptr_array_index(findings->findings, (guint)hit->position);
  g_string_append_printf(out, " %s%s", hit->kind == ROW_PANEL_TOPIC ? "topic " : "", finding->number);
}

/* The hits, in their order, and behind a semicolon how many are elsewhere, where any are. */
static char *search(Catalogue *catalogue, const char *question, const SearchFilter *filter) {
  const char *language = filter->language != NULL ? filter->language : filter->all_versions ? "all" : NULL;
  const CollectionOptions options = {.language = language, .untied = TRUE};
  g_autoptr(GError) error = NULL;
  g_autoptr(SearchQuery) query = search_query_parse(question, &error);
  if (query == NULL) fail_msg("%s", error->message);
  assert_true(catalogue_begin(catalogue, CATALOGUE_READ, NULL));
  g_autoptr(Collection) collection = collection_open(catalogue, &options, &error);
  g_autoptr(SearchResult) result = search_run(catalogue, collection, query, filter, &error);
  if (result == NULL) fail_msg("%s", error->message);
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < result->hits->len; i++) append_hit(out, catalogue, &g_array_index(result->hits, SearchHit, i));
  if (result->elsewhere > 0) g_string_append_printf(out, "; %u", result->elsewhere);
  catalogue_rollback(catalogue);
  return g_string_free(out, FALSE);
}

static void what_is_asked_for_is_found(void **state) {
  static const struct {
    const char *question, *hits;
  } rows[] = {
      {"rafts inspected", "X/WG.1/2023/5 topic 2, X/WG.1/2023/5 86.1"},
      {"RAFTS smuggler", "X/WG.1/2023/5 86.1"},
      {"child", "X/WG.1/2023/5 86.12"},                     /* the French text's "Children" is no English word */
      {"children", "X/WG.1/2023/5 86.12, X/WG.2/2024/1 2"}, /* and is found as it stands */
      {"mother child", "X/WG.1/2023/5 86.12"},
      {"\"children's mothers\"", "X/WG.1/2023/5 86.12"},
      {"\"children mother\"", ""},
      {"86.12", "X/WG.1/2023/5 86.12"},
      {"86.1", "X/WG.1/2023/5 86.1"},
      {"harbours", "X/WG.1/2023/5 86.12"},
      {"\"vessels b harbours\"", ""}, /* no phrase goes from one heading into the next */
      {"\"group recommended\"", "X/WG.1/2023/5 86.12"},
      {"belkacem", "X/WG.1/2023/5 topic 2"},
      {"kakosimou", "X/WG.1/2023/5"},
      {"égalité", "X/WG.2/2024/1 1, X/WG.2/2024/1"},
      {"egalite", "X/WG.2/2024/1 1, X/WG.2/2024/1"},
      {"recommandé", "X/WG.2/2024/1 1"},
      {"儿童", "X/WG.2/2024/2 1"},
      {"童儿", ""},
      {"criancas", "X/WG.2/2024/3 1"},
      {"inspect*", "X/WG.1/2023/5 topic 2, X/WG.1/2023/5 86.1"},
      {"raft NOT smugglers", "X/WG.1/2023/5 topic 2, X/WG.1/2023/5"},
      {"smugglers OR 移民", "X/WG.2/2024/2 1, X/WG.1/2023/5 86.1"},
      {"states NEAR/2 rafts", ""},
      {"states NEAR/3 rafts", "X/WG.1/2023/5 86.1"},
      {"X/WG.1/2023/5", "X/WG.1/2023/5"},
      {"nowhere", ""},
  };
  const SearchFilter filter = {.kinds = 0};
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].question);
    g_autofree char *hits = search(((Scratch *)*state)->catalogue, rows[i].question, &filter);
    assert_string_equal(hits, rows[i].hits);
  }
}

static void hits_are_filtered(void **state) {
  static const char *const guinea[] = {"Guinea", NULL}, *const both[] = {"Guinea", "Equatorial Guinea", NULL};
  static const struct {
    const char *name;
    SearchFilter filter;
    const char *hits;
  } rows[] = {
      {"nothing", {.kinds = 0}, "X/WG.1/2023/5 86.1, X/WG.1/2023/5 86.12"},
      {"kind", {.kinds = 1 << ROW_PANEL_TOPIC}, ""},
      {"kinds", {.kinds = 1 << ROW_PANEL_TOPIC | 1 << ROW_RECOMMENDATION}, "X/WG.1/2023/5 86.1, X/WG.1/2023/5 86.12"},
      {"body", {.body = "RAFTS"}, "X/WG.1/2023/5 86.1, X/WG.1/2023/5 86.12"},
      {"another body", {.body = "ships"}, ""},
      {"half a word of a body", {.body = "raft"}, ""},
      {"symbol", {.symbol = "x/wg.1/"}, "X/WG.1/2023/5 86.1, X/WG.1/2023/5 86.12"},
      {"half a symbol", {.symbol = "X/WG"}, ""},
      {"State", {.states = guinea}, "X/WG.1/2023/5 86.1"},
      {"States", {.states = both}, "X/WG.1/2023/5 86.1, X/WG.1/2023/5 86.12"},
      {"theme", {.theme = "inspection"}, "X/WG.1/2023/5 86.1"},
      {"theme in other letters", {.theme = "CHILDREN"}, "X/WG.1/2023/5 86.12"},
      {"addressee", {.addressee = "states parties"}, "X/WG.1/2023/5 86.1"},
      {"language", {.language = "en"}, "X/WG.1/2023/5 86.1, X/WG.1/2023/5 86.12"},
      {"another language", {.language = "fr"}, ""},
      {"a language that no text is in", {.language = "ru"}, ""},
      {"from", {.period = {.from = "2023-10-07"}}, ""},
      {"from and to", {.period = {.from = "2023-10-06", .to = "2023-10-06"}}, "X/WG.1/2023/5 86.1, X/WG.1/2023/5 86.12"},
      {"all of it", {.states = guinea, .theme = "children"}, ""},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    g_autofree char *hits = search(((Scratch *)*state)->catalogue, "states should", &rows[i].filter);
    assert_string_equal(hits, rows[i].hits);
  }
}

/* ---- kept in step ---- */

static Findings *make_rewritten(void) {
  Findings *findings = make_english();
  Finding *first = g_ptr_array_index(findings->findings, findings->findings->len - 3);
  g_free(first->text);
  first->text = g_strdup("States should inspect the boats of smugglers.");
  g_ptr_array_set_size(findings->findings, (gint)findings->findings->len - 2);
  return findings;
}

static void check_index(const Scratch *scratch) {
  g_autoptr(Database) database = database_open(scratch->path, DATABASE_MAKE, NULL);
  assert_true(database_run(database, "INSERT INTO search (search) VALUES ('integrity-check')", NULL));
  gint64 stray = -1;
  assert_true(database_number(database,
                              "SELECT count(*) FROM search_docsize WHERE id NOT IN (SELECT finding FROM search_rows)"
                              " AND -id NOT IN (SELECT document FROM search_languages)",
                              &stray, NULL));
  assert_int_equal(stray, 0);
}

static void what_is_recorded_anew_takes_the_place_of_what_was(void **state) {
  const SearchFilter filter = {.kinds = 1 << ROW_RECOMMENDATION | 1 << ROW_PANEL_TOPIC};
  Catalogue *catalogue = ((Scratch *)*state)->catalogue;
  record(catalogue, make_rewritten());
  g_autofree char *gone = search(catalogue, "raft OR mothers OR belkacem", &filter);
  g_autofree char *there = search(catalogue, "boat", &filter);
  assert_string_equal(gone, "");
  assert_string_equal(there, "X/WG.1/2023/5 86.1");
  check_index(*state);
}

static void what_was_not_committed_is_not_found(void **state) {
  const SearchFilter filter = {.kinds = 0};
  Catalogue *catalogue = ((Scratch *)*state)->catalogue;
  g_autoptr(Findings) findings = make_rewritten();
  RecordResult result;
  assert_true(catalogue_begin(catalogue, CATALOGUE_WRITE, NULL));
  assert_true(catalogue_record(catalogue, findings, &result, NULL));
  catalogue_rollback(catalogue);
  g_autofree char *boats = search(catalogue, "boats", &filter), *rafts = search(catalogue, "smugglers", &filter);
  assert_string_equal(boats, "");
  assert_string_equal(rafts, "X/WG.1/2023/5 86.1");
  check_index(*state);
}

static Findings *make_revision(void) {
  Findings *findings = make_document("rev.pdf", "X/WG.1/2023/5/Rev.1", "en", "Working Group on Rafts", "2023-10-06");
  add(findings, FINDING_RECOMMENDATION, "1", "States should inspect the rafts of smugglers at night.");
  return findings;
}

static Findings *make_translation(void) {
  Findings *findings = make_document("en-fr.pdf", "X/WG.1/2023/5", "fr", "Groupe de travail sur les radeaux", "2023-10-06");
  add(findings, FINDING_RECOMMENDATION, "86.1", "Les États devraient inspecter les radeaux.");
  return findings;
}

static void versions_that_do_not_count_are_told(void **state) {
  static const struct {
    const char *question;
    SearchFilter filter;
    const char *hits;
  } rows[] = {
      {"smugglers", {.kinds = 0}, "X/WG.1/2023/5/Rev.1 1; 1"},
      {"smugglers", {.all_versions = TRUE}, "X/WG.1/2023/5/Rev.1 1, X/WG.1/2023/5 86.1"},
      {"radeau", {.kinds = 0}, "; 2"},
      {"radeau", {.kinds = 1 << ROW_RECOMMENDATION, .language = "fr", .all_versions = TRUE}, "X/WG.1/2023/5 86.1"},
      {"smugglers", {.language = "fr"}, ""},
  };
  Catalogue *catalogue = ((Scratch *)*state)->catalogue;
  record(catalogue, make_revision());
  record(catalogue, make_translation());
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].question);
    g_autofree char *hits = search(catalogue, rows[i].question, &rows[i].filter);
    assert_string_equal(hits, rows[i].hits);
  }
}

static void a_file_that_can_be_read_leaves_no_words_of_the_one_that_could_not(void **state) {
  const SearchFilter filter = {.kinds = 0};
  Catalogue *catalogue = ((Scratch *)*state)->catalogue;
  Findings *unread = make_document("late.pdf", "X/9", "en", "Late Group", "2023-01-01");
  unread->outcome = OUTCOME_REJECTED;
  unread->reason = g_strdup("The file cannot be read.");
  unread->sha256[0] = '\0';
  record(catalogue, unread);
  record(catalogue, make_document("late.pdf", "X/10", "en", "Other Group", "2023-01-01"));
  g_autofree char *hits = search(catalogue, "late OR other", &filter);
  assert_string_equal(hits, "X/10");
  check_index(*state);
}

/* As a catalogue is that was made before there was an index, or by a program that made other words. */
static void an_older_index_is_made_anew(void **state) {
  Scratch *scratch = *state;
  const SearchFilter filter = {.kinds = 0};
  g_autoptr(GError) error = NULL;
  catalogue_close(scratch->catalogue);
  g_autoptr(Database) database = database_open(scratch->path, DATABASE_MAKE, NULL);
  assert_true(database_run(database,
                           "INSERT INTO search (search) VALUES ('delete-all'); DELETE FROM search_rows;"
                           "DELETE FROM search_languages; DELETE FROM search_state;",
                           NULL));
  scratch->catalogue = catalogue_open(scratch->path, CATALOGUE_READ, NULL);
  g_autoptr(SearchQuery) query = search_query_parse("rafts", NULL);
  g_autoptr(Collection) collection = collection_open(scratch->catalogue, &(CollectionOptions){.untied = TRUE}, NULL);
  g_autoptr(SearchResult) none = search_run(scratch->catalogue, collection, query, &filter, &error);
  g_autofree char *message =
      g_strdup_printf("%s: another version of the program made the index of words; rapporteur run makes it anew", scratch->path);
  assert_null(none);
  assert_true(g_error_matches(error, CATALOGUE_ERROR, CATALOGUE_ERROR_VERSION));
  assert_string_equal(error->message, message);
  catalogue_close(scratch->catalogue);
  scratch->catalogue = catalogue_open(scratch->path, CATALOGUE_WRITE, NULL);
  g_autofree char *hits = search(scratch->catalogue, "rafts smugglers", &filter);
  assert_string_equal(hits, "X/WG.1/2023/5 86.1");
  check_index(scratch);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(what_is_asked_for_is_found, set_up, tear_down),
      cmocka_unit_test_setup_teardown(hits_are_filtered, set_up, tear_down),
      cmocka_unit_test_setup_teardown(what_is_recorded_anew_takes_the_place_of_what_was, set_up, tear_down),
      cmocka_unit_test_setup_teardown(what_was_not_committed_is_not_found, set_up, tear_down),
      cmocka_unit_test_setup_teardown(versions_that_do_not_count_are_told, set_up, tear_down),
      cmocka_unit_test_setup_teardown(a_file_that_can_be_read_leaves_no_words_of_the_one_that_could_not, set_up, tear_down),
      cmocka_unit_test_setup_teardown(an_older_index_is_made_anew, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
