/* test_comparison.c - recommendations against earlier ones: by a catalogue of reports that say what the rows of a table tell.
 * Reads rules/data of the source tree, so run it from its root. */
#include "pipeline/years/comparison.h"
#include "pipeline/years/comparison_near.h"
#include "pipeline/years/comparison_series.h"

#include "sample_findings.h"

#include <glib/gstdio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* ---- two texts ---- */

/* EARLIER: recommendations of one report, parted by '|'; LATER: one of the next year's. Each may begin with its strength, "3:",
 * and "states:" where it names the States that made it. EXPECTED: "new", or what it is, the numbers of those that it is like, and
 * the change. */
typedef struct {
  const char *name, *language, *earlier, *later, *expected;
} Case;

#define MARKING "States should mark each firearm at the time of its manufacture with a serial number that cannot be removed."
#define LONG                                                                                                                     \
  "States should inspect the premises of dealers once a year without notice, withdraw the licence of those whose stock differs " \
  "from their books, and teach the staff of parcel companies to recognize weapons on the screens of their scanners."

static const Case cases[] = {
    {"word for word", "en", MARKING, MARKING, "repeated 1"},
    {"signs, capitals and hyphens make no difference", "en", "Co-operate with “all” States: decision-making on routes.",
     "Cooperate with 'all' states; decision making, on routes", "repeated 1"},
    {"nor do labels of items", "en", "States should: (a) Share what they know; (b) Train the crews of vessels.",
     "States should: (i) share what they know; (ii) train the crews of vessels.", "repeated 1"},
    {"nor who made it, where the report names States", "en", "states:Abolish the death penalty (Namibia);",
     "states:Abolish the death penalty (Venezuela (Bolivarian Republic of), Peru);", "repeated 1"},
    {"a paragraph that is cited is no label", "en", "Apply article 14 (2) of the Covenant to minors.",
     "Apply article 14 (3) of the Covenant to minors.", "new"},
    {"some words are others", "en", "States should train the crews of patrol vessels in first aid.",
     "States should train crews of patrol vessels and helicopters in first aid.",
     "reworded 1: States should train [-the-] crews of patrol vessels {+and helicopters+} in first aid."},
    {"another form of the same words", "en", "Consider ratifying the Convention on Refugees.",
     "Ratify the Convention on Refugees.", "reworded 1: [-Consider ratifying-] {+Ratify+} the Convention on Refugees."},
    {"asked more strongly", "en", "3:States should consider sharing evidence on routes.",
     "4:States should share evidence on routes.",
     "strengthened 1: States should [-consider sharing-] {+share+} evidence on routes."},
    {"asked less strongly", "en", "5:States shall share evidence on smuggling routes.",
     "2:States are invited to share evidence on smuggling routes.",
     "weakened 1: States [-shall-] {+are invited to+} share evidence on smuggling routes."},
    {"the same under a stronger lead-in", "en", "2:" MARKING, "5:" MARKING,
     "strengthened 1: The Working Group recommended that: " MARKING},
    {"a strength that is not known weakens nothing", "en", "States should share evidence on routes.",
     "1:States may wish to share evidence on routes.", "reworded 1: States [-should-] {+may wish to+} share evidence on routes."},
    {"one of two that it was split into", "en", LONG,
     "States should teach the staff of parcel companies to recognize weapons on the screens of their scanners.",
     "reworded 1: States should [-inspect the premises of dealers once a year without notice, withdraw the licence of those "
     "whose stock differs "
     "from their books, and-] teach the staff of parcel companies to recognize weapons on the screens of their scanners."},
    {"one that two were made into", "en",
     "States should inspect the premises of dealers once a year without notice, and withdraw the licence of those whose stock "
     "differs from "
     "their books.|States should teach the staff of parcel companies to recognize weapons on the screens of their scanners.",
     LONG,
     "reworded 1 2: States should inspect the premises of dealers once a year without notice, [-and-] withdraw the licence of "
     "those whose "
     "stock differs from their books, {+and teach the staff of parcel companies to recognize weapons on the screens of their "
     "scanners.+}"},
    {"of several the nearest comes first", "en",
     "States should train judges and crews of vessels in first aid and rescue.|States should train crews of vessels in first "
     "aid.",
     "States should train the crews of vessels in first aid.",
     "reworded 2 1: States should train {+the+} crews of vessels in first aid."},
    {"another treaty", "en", "Ratify the Convention against Torture.", "Ratify the Convention on the Rights of the Child.",
     "new"},
    {"another treaty by a short name", "en", "Ratify OP-CAT.", "Ratify OP-CEDAW.", "new"},
    {"another State", "en", "The Office should help the authorities of Kenya to build a store for seized weapons.",
     "The Office should help the authorities of Peru to build a store for seized weapons.", "new"},
    {"another number", "en", "The secretariat should publish figures of 40 States on seized weapons.",
     "The secretariat should publish figures of 65 States on seized weapons.", "new"},
    {"another number in words", "en", "Hold the second workshop on tracing in Vienna.",
     "Hold the third workshop on tracing in Vienna.", "new"},
    {"the opposite", "en", "States should allow passengers to carry parts of a rifle in the cabin.",
     "States should not allow passengers to carry parts of a rifle in the cabin.", "new"},
    {"a clause with a not turns nothing", "en", "States should ratify the treaty on the marking of weapons.",
     "States should ratify the treaty on the marking of weapons, which several parliaments have not debated.",
     "reworded 1: States should ratify the treaty on the marking of weapons, {+which several parliaments have not "
     "debated.+}"},
    {"the same form about something else", "en", "States should train customs officers in the detection of printed parts.",
     "States should train museum staff in the deactivation of old cannons.", "new"},
    {"words of asking are not enough", "en", "Continue its efforts to strengthen and promote measures.",
     "Continue to promote efforts and measures on bread.", "new"},
    {"French", "fr", "Les États devraient envisager de former les équipages aux premiers secours.",
     "Les Etats devraient former les équipages des navires aux premiers secours.",
     "reworded 1: Les Etats devraient [-envisager de-] former les équipages {+des navires+} aux premiers secours."},
    {"French: the opposite", "fr", "Les États devraient autoriser le transport d'armes en cabine.",
     "Les États ne devraient pas autoriser le transport d'armes en cabine.", "new"},
    {"Spanish", "es", "Los Estados deberían capacitar a las tripulaciones en primeros auxilios.",
     "Los Estados deberían capacitar a tripulaciones y pilotos en primeros auxilios.",
     "reworded 1: Los Estados deberían capacitar a [-las-] tripulaciones {+y pilotos+} en primeros auxilios."},
    {"Spanish: another State", "es", "La Oficina debería ayudar a las autoridades de Kenya a guardar armas.",
     "La Oficina debería ayudar a las autoridades de Honduras a guardar armas.", "new"},
    {"Russian", "ru", "Государствам следует обучать экипажи судов оказанию первой помощи.",
     "Государствам следует обучать экипажи патрульных судов оказанию первой помощи.",
     "reworded 1: Государствам следует обучать экипажи {+патрульных+} судов оказанию первой помощи."},
    {"Russian: the opposite", "ru", "Государствам следует разрешать перевозку оружия в кабине.",
     "Государствам не следует разрешать перевозку оружия в кабине.", "new"},
    {"Arabic", "ar", "ينبغي للدول أن تدرب أطقم السفن على الإسعافات الأولية",
     "ينبغي للدول أن تدرب أطقم السفن والطائرات على الإسعافات الأولية",
     "reworded 1: ينبغي للدول أن تدرب أطقم السفن {+والطائرات+} على الإسعافات الأولية"},
    {"Arabic: the opposite", "ar", "ينبغي السماح بنقل الأسلحة في مقصورة الركاب", "ينبغي عدم السماح بنقل الأسلحة في مقصورة الركاب",
     "new"},
    {"Chinese", "zh", "各国应当培训巡逻船船员掌握急救知识。", "各国应当培训巡逻船和直升机机组人员掌握急救知识。",
     "reworded 1: 各国应当培训巡逻船[-船-]{+和直升机机组人+}员掌握急救知识。"},
    {"Chinese: another object", "zh", "各国应当培训海关人员识别武器部件。", "各国应当检查商店出售图纸的价格。", "new"},
    {"a language that nothing is known of", "de", "Die Staaten sollen ihre Schiffe kennzeichnen und zählen.",
     "Die Staaten sollen ihre Schiffe kennzeichnen, zählen und melden.",
     "reworded 1: Die Staaten sollen ihre Schiffe kennzeichnen, [-und-] zählen {+und melden.+}"},
};

/* ---- the catalogue ---- */

typedef struct {
  char *folder, *path;
  Catalogue *catalogue;
  GPtrArray *documents; /* CatalogueDocument */
} Scratch;

/* What a text of a row begins with is taken off. */
static void add_recommendation(Findings *report, const char *language, const char *told, guint number) {
  g_autofree char *label = g_strdup_printf("%u", number);
  char strength[] = {told[0], '\0'};
  gboolean has_strength = g_ascii_isdigit(told[0]) && told[1] == ':';
  if (has_strength) told += 2;
  gboolean has_states = g_str_has_prefix(told, "states:");
  if (has_states) told += strlen("states:");
  Finding *finding = sample_finding(report, FINDING_RECOMMENDATION, label, told);
  g_free(finding->id);
  finding->id = g_strdup_printf("%s/%s/%u", findings_fact(report, "symbol"), language, number);
  if (has_strength) finding_add(finding, "strength", strength, "test/strength");
  if (has_states) finding_add(finding, "states", "Peru", "test/states");
}

static Findings *make_report(const char *symbol, const char *body, const char *language, const char *day, const char *texts) {
  Findings *report = sample_document(symbol, OUTCOME_COMPLETE, NULL);
  g_auto(GStrv) each = g_strsplit(texts, "|", -1);
  report->pack = g_strdup("test");
  sample_fact(report, "symbol", symbol);
  if (body != NULL) sample_fact(report, "body", body);
  sample_fact(report, "language", language);
  sample_fact(report, "end", day);
  for (guint i = 0; each[i] != NULL; i++) add_recommendation(report, language, each[i], i + 1);
  return report;
}

static void record(Catalogue *catalogue, Findings *taken) {
  g_autoptr(Findings) findings = taken;
  g_autoptr(GError) error = NULL;
  RecordResult result;
  if (!catalogue_record(catalogue, findings, &result, &error)) fail_msg("%s", error->message);
}

static void record_case(Catalogue *catalogue, const Case *row, guint number) {
  g_autofree char *body = g_strdup_printf("Group %u", number);
  g_autofree char *first = g_strdup_printf("ROW/%u/2019", number), *second = g_strdup_printf("ROW/%u/2020", number);
  record(catalogue, make_report(first, body, row->language, "2019-05-03", row->earlier));
  record(catalogue, make_report(second, body, row->language, "2020-05-03", row->later));
}

static int set_up(void **state) {
  Scratch *scratch = g_new0(Scratch, 1);
  scratch->folder = g_dir_make_tmp("comparison-XXXXXX", NULL);
  scratch->path = g_build_filename(scratch->folder, "catalogue.db", NULL);
  scratch->catalogue = catalogue_open(scratch->path, CATALOGUE_WRITE, NULL);
  *state = scratch;
  return scratch->catalogue != NULL ? 0 : -1;
}

static int tear_down(void **state) {
  Scratch *scratch = *state;
  g_clear_pointer(&scratch->documents, g_ptr_array_unref);
  catalogue_close(scratch->catalogue);
  g_unlink(scratch->path);
  g_rmdir(scratch->folder);
  g_free(scratch->path);
  g_free(scratch->folder);
  g_free(scratch);
  return 0;
}

static void begin(Scratch *scratch) {
  assert_true(catalogue_begin(scratch->catalogue, CATALOGUE_WRITE, NULL));
}

static void end(Scratch *scratch) {
  assert_true(catalogue_commit(scratch->catalogue, NULL));
  assert_true(catalogue_begin(scratch->catalogue, CATALOGUE_READ, NULL));
  scratch->documents = catalogue_documents(scratch->catalogue, NULL);
  assert_non_null(scratch->documents);
}

static const CatalogueDocument *document_of(const Scratch *scratch, const char *symbol) {
  for (guint i = 0; i < scratch->documents->len; i++) {
    const CatalogueDocument *document = g_ptr_array_index(scratch->documents, i);
    if (g_strcmp0(document->symbol, symbol) == 0) return document;
  }
  fail_msg("there is no %s", symbol);
  return NULL;
}

/* "reworded 1 2: the change"; the numbers are the ends of the IDs. */
static char *describe(const Comparison *comparison) {
  if (comparison == NULL) return g_strdup("nothing earlier");
  GString *text = g_string_new(compared_names[comparison->kind]);
  for (guint i = 0; i < comparison->earlier->len; i++) {
    const EarlierFinding *earlier = g_ptr_array_index(comparison->earlier, i);
    g_string_append_printf(text, " %s", strrchr(earlier->id, '/') + 1);
  }
  if (comparison->marked != NULL) g_string_append_printf(text, ": %s", comparison->marked);
  return g_string_free(text, FALSE);
}

static guint check_case(const Scratch *scratch, Comparisons *comparisons, const Case *row, guint number) {
  g_autofree char *symbol = g_strdup_printf("ROW/%u/2020", number);
  g_autofree char *id = g_strdup_printf("%s/%s/1", symbol, row->language);
  const CatalogueDocument *document = document_of(scratch, symbol);
  assert_true(comparisons_prepare(comparisons, document, NULL));
  g_autofree char *seen = describe(comparisons_find(comparisons, document, id));
  if (g_str_equal(seen, row->expected)) return 0;
  print_error("%s:\n  expected: %s\n  seen:     %s\n", row->name, row->expected, seen);
  return 1;
}

static void texts_are_compared(void **state) {
  Scratch *scratch = *state;
  guint wrong = 0;
  begin(scratch);
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) record_case(scratch->catalogue, &cases[i], i);
  end(scratch);
  g_autoptr(Comparisons) comparisons = comparisons_new(scratch->catalogue, scratch->documents, "all");
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) wrong += check_case(scratch, comparisons, &cases[i], i);
  assert_int_equal(wrong, 0);
}

/* ---- series ---- */

static void reports_of_one_body_are_a_series(void **state) {
  static const struct {
    const char *name, *symbol, *body, *other_symbol, *other_body;
    gboolean same;
  } rows[] = {
      {"the same name", "A/1", "Working Group on Boats", "B/2", "Working Group on Boats", TRUE},
      {"articles, capitals and who may take part", "A/1", "Working Group on the Smuggling of Boats", "B/2",
       "Open-ended intergovernmental working group on Smuggling of Boats", TRUE},
      {"another subject", "A/1", "Working Group on Boats", "B/2", "Working Group on Trains", FALSE},
      {"a longer name under the same symbol", "X/WG.2/2019/4", "Working Group of Government Experts on Technical Assistance",
       "X/WG.2/2021/3", "Working Group on Technical Assistance", TRUE},
      {"a longer name under another symbol", "X/WG.2/2019/4", "Working Group of Government Experts on Technical Assistance",
       "X/WG.3/2021/3", "Working Group on Technical Assistance", FALSE},
      {"no name under the same symbol", "X/WG.2/2019/4", "Working Group on Boats", "X/WG.2/2021/3", NULL, TRUE},
      {"quite another name under the same symbol", "X/WG.2/2019/4", "Working Group on Boats", "X/WG.2/2021/3",
       "Constructive dialogue on Trains", FALSE},
      {"no names, and a symbol that names no body", "A/1", NULL, "A/2", NULL, FALSE},
  };
  Scratch *scratch = *state;
  for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
    begin(scratch);
    record(scratch->catalogue, make_report(rows[i].symbol, rows[i].body, "en", "2019-05-03", MARKING));
    record(scratch->catalogue, make_report(rows[i].other_symbol, rows[i].other_body, "en", "2021-05-03", MARKING));
    g_autoptr(GPtrArray) documents = catalogue_documents(scratch->catalogue, NULL);
    for (guint j = 0; j < documents->len; j++) { /* each of them speaks for itself */
      CatalogueDocument *document = g_ptr_array_index(documents, j);
      document->superseded_by = 0;
      document->version_kind = VERSION_ORIGINAL;
    }
    g_autoptr(GPtrArray) series = series_derive(documents, "all");
    gboolean same = series->len == 1 && ((GPtrArray *)g_ptr_array_index(series, 0))->len == 2;
    if (same != rows[i].same) fail_msg("%s: %u series", rows[i].name, series->len);
    catalogue_rollback(scratch->catalogue);
  }
}

static void one_body_is_one_whatever_its_name(void **state) {
  static const struct {
    const char *name, *pack, *language, *symbol, *body, *other_pack, *other_language, *other_symbol, *other_body;
    const char *called, *other_called;
  } rows[] = {
      {"who may take part: as the newer says", "untoc", "en", "X/WG.6/2020/3",
       "open-ended intergovernmental Working Group on Boats", "untoc", "en", "X/WG.6/2022/3", "Working Group on Boats",
       "Working Group on Boats", "Working Group on Boats"},
      {"another body", "untoc", "en", "X/WG.6/2020/3", "Working Group on Boats", "untoc", "en", "X/WG.7/2022/3",
       "Working Group on Trains", "Working Group on Boats", "Working Group on Trains"},
      {"another language: as it is called in the wanted one", "untoc", "en", "X/WG.6/2020/3", "Working Group on Boats", "untoc",
       "fr", "X/WG.6/2022/3", "Groupe de travail sur les bateaux", "Working Group on Boats", "Working Group on Boats"},
      {"another language, and a symbol of another body", "untoc", "en", "X/WG.6/2020/3", "Working Group on Boats", "untoc", "fr",
       "X/WG.7/2022/3", "Groupe de travail sur les bateaux", "Working Group on Boats", "Groupe de travail sur les bateaux"},
      {"another language, and a symbol that names none", "untoc", "en", "X/2020/3", "Working Group on Boats", "untoc", "fr",
       "X/2022/3", "Groupe de travail sur les bateaux", "Working Group on Boats", "Groupe de travail sur les bateaux"},
      {"a dialogue under the symbol of a working group, in another language", "untoc", "en", "X/WG.6/2020/3",
       "Working Group on Boats", "dialogue", "fr", "X/WG.6/2022/CRP.1", "Dialogue constructif sur les bateaux",
       "Working Group on Boats", "Dialogue constructif sur les bateaux"},
      {"no name", "untoc", "en", "X/WG.6/2020/3", "Working Group on Boats", "untoc", "en", "X/WG.6/2022/3", NULL,
       "Working Group on Boats", NULL},
      {"a name that says nothing", "untoc", "en", "X/2020/3", "The", "untoc", "en", "X/2022/3", "Working Group on Boats", "The",
       "Working Group on Boats"},
  };
  (void)state;
  for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
    CatalogueDocument one = {.pack = (char *)rows[i].pack,
                             .language = (char *)rows[i].language,
                             .symbol = (char *)rows[i].symbol,
                             .body = (char *)rows[i].body,
                             .subject = (char *)"Ruritania",
                             .end = (char *)"2020-05-08"};
    CatalogueDocument other = {.pack = (char *)rows[i].other_pack,
                               .language = (char *)rows[i].other_language,
                               .symbol = (char *)rows[i].other_symbol,
                               .body = (char *)rows[i].other_body,
                               .subject = (char *)"Graustark",
                               .end = (char *)"2022-05-08"};
    g_autoptr(GPtrArray) documents = g_ptr_array_new();
    g_ptr_array_add(documents, &one);
    g_ptr_array_add(documents, &other);
    g_autoptr(GPtrArray) names = series_body_names(documents, rows[i].language);
    const char *first = g_ptr_array_index(names, 0), *second = g_ptr_array_index(names, 1);
    if (g_strcmp0(first, rows[i].called) != 0) fail_msg("%s: %s", rows[i].name, first);
    if (g_strcmp0(second, rows[i].other_called) != 0) fail_msg("%s, the other: %s", rows[i].name, second);
  }
}

static void reports_of_one_day_are_not_compared(void **state) {
  Scratch *scratch = *state;
  begin(scratch);
  record(scratch->catalogue, make_report("D/1", "Group", "en", "2019-05-03", MARKING));
  record(scratch->catalogue, make_report("D/2", "Group", "en", "2020-05-03", MARKING));
  record(scratch->catalogue, make_report("D/3", "Group", "en", "2020-05-03", MARKING));
  end(scratch);
  g_autoptr(Comparisons) comparisons = comparisons_new(scratch->catalogue, scratch->documents, NULL);
  const CatalogueDocument *document = document_of(scratch, "D/3");
  assert_true(comparisons_prepare(comparisons, document, NULL));
  const Comparison *comparison = comparisons_find(comparisons, document, "D/3/en/1");
  assert_int_equal(comparison->earlier->len, 1);
  assert_string_equal(((const EarlierFinding *)g_ptr_array_index(comparison->earlier, 0))->symbol, "D/1");
  g_autoptr(GPtrArray) chain = comparisons_chain(comparisons, document_of(scratch, "D/1"), "D/1/en/1");
  assert_int_equal(chain->len, 3);
}

/* ---- many texts ---- */

static void count_pair(G_GNUC_UNUSED guint later, guint earlier, gpointer data) {
  guint *pairs = data;
  pairs[earlier]++;
}

/* Of more texts than are compared one by one, those that are like another are found all the same, and few others. */
static void pairs_are_found_among_many(G_GNUC_UNUSED void **state) {
  g_autoptr(ComparisonWords) words = comparison_words_load("rules/data/comparison.yaml", NULL);
  g_autoptr(TextSets) sets = text_sets_new(comparison_words_of(words, NULL));
  enum { COUNT = 2 * NEAR_ALL_MOST };
  g_autofree guint *days = g_new0(guint, COUNT), *pairs = g_new0(guint, COUNT);
  g_autoptr(GRand) chance = g_rand_new_with_seed(7);
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < COUNT; i++) {
    GString *text = g_string_new(NULL);
    days[i] = i / NEAR_ALL_MOST;
    if (i < NEAR_ALL_MOST)
      for (guint j = 0; j < 20; j++)
        g_string_append_printf(text, "word%c%c ", (char)('a' + g_rand_int_range(chance, 0, 26)),
                               (char)('a' + g_rand_int_range(chance, 0, 26)));
    else /* the same with two words behind it */
      g_string_append_printf(text, "%sother another", (const char *)g_ptr_array_index(texts, i - NEAR_ALL_MOST));
    text_sets_add(sets, text->str, NULL, FALSE);
    g_ptr_array_add(texts, g_string_free(text, FALSE));
  }
  near_pairs(sets, days, count_pair, pairs);
  guint found = 0, all = 0;
  for (guint i = 0; i < COUNT; i++) {
    found += pairs[i] > 0;
    all += pairs[i];
  }
  assert_int_equal(found, NEAR_ALL_MOST);
  assert_in_range(all, NEAR_ALL_MOST, 100 * NEAR_ALL_MOST);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(texts_are_compared, set_up, tear_down),
      cmocka_unit_test_setup_teardown(reports_of_one_body_are_a_series, set_up, tear_down),
      cmocka_unit_test(one_body_is_one_whatever_its_name),
      cmocka_unit_test_setup_teardown(reports_of_one_day_are_not_compared, set_up, tear_down),
      cmocka_unit_test(pairs_are_found_among_many),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
