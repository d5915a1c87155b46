/* test_alignment.c - agenda items, names and words by themselves, and which meetings belong together. What is found in whole
 * reports, alignments.sh asks. */
#include "pipeline/alignment/alignment_private.h"

#include <glib/gstdio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tests/sample_findings.h"

static AlignmentData *data;

static int load_data(G_GNUC_UNUSED void **state) {
  data = alignment_data_load(NULL);
  return data != NULL ? 0 : -1;
}

static int free_data(G_GNUC_UNUSED void **state) {
  alignment_data_free(data);
  return 0;
}

static const AlignmentWording *wording_of(const char *language) {
  return &data->wordings[alignment_language(language)];
}

static void check(const char *text, const char *expected, const char *seen) {
  if (!g_str_equal(expected, seen)) fail_msg("\"%s\" gives \"%s\", should be \"%s\"", text, seen, expected);
}

/* ---- agenda items ---- */

static const struct {
  const char *language, *text, *items;
} named[] = {
    {"en", "In the light of the discussion on agenda item 2, it recommended that:", "2"},
    {"en", "On agenda items 2 and 3, it recommended that:", "2 3"},
    {"en", "Under agenda items 3 (a) and (b), it recommended that:", "3(a) 3(b)"},
    {"en", "Recommendations on item 12 (c) of the provisional agenda", "12(c)"},
    {"en", "Agenda items 2, 4 and 5 (a)", "2 4 5(a)"},
    {"en", "Under agenda item (b), speakers recommended that:", "b"},
    {"en", "Item 2 of the list, and the agenda", ""},
    {"en", "Article 2 of the Protocol", ""},
    {"fr", "Au titre des points 2 et 3 de l’ordre du jour, il a recommandé :", "2 3"},
    {"fr", "Le point 3 a) de son ordre du jour", "3(a)"},
    {"es", "En relación con los temas 2 y 4 del programa, recomendó:", "2 4"},
    {"ru", "По пунктам 2 и 3 повестки дня группа рекомендовала:", "2 3"},
    {"ar", "في إطار البند 2 من جدول الأعمال، أوصى الفريق العامل بما يلي:", "2"},
    {"zh", "关于议程项目2和3，工作组建议：", "2 3"},
};

static void agenda_items_are_found(G_GNUC_UNUSED void **state) {
  for (gsize i = 0; i < G_N_ELEMENTS(named); i++) {
    g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func(g_free);
    items_find(wording_of(named[i].language), named[i].text, items);
    g_ptr_array_add(items, NULL);
    g_autofree char *seen = g_strjoinv(" ", (char **)items->pdata);
    check(named[i].text, named[i].items, seen);
  }
}

static void an_item_holds_its_sub_items(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *named, *discussed;
    ItemRelation relation;
  } rows[] = {
      {"2", "2", ITEM_SAME},      {"2(a)", "2(a)", ITEM_SAME},  {"2(a)", "2", ITEM_SAME},
      {"2", "2(a)", ITEM_PARENT}, {"2(a)", "2(b)", ITEM_OTHER}, {"2", "20", ITEM_OTHER},
      {"20", "2", ITEM_OTHER},    {"a", "a", ITEM_SAME},        {"3", "2(a)", ITEM_OTHER},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
    assert_int_equal(item_relation(rows[i].named, rows[i].discussed), rows[i].relation);
}

/* ---- words ---- */

/* The words that tell something: general ones in brackets, a bar between parts. */
static const struct {
  const char *language, *text, *words;
} telling[] = {
    {"en", "Tracing and the exchange of information", "Tracing | [exchange] information"},
    {"en", "Use of article 18 of the Convention", "[Use] article 18 [Convention]"},
    {"en", "victim-centred approaches, by 2030", "victim centred [approaches] |"},
    {"fr", "l’accueil des enfants et des mères", "accueil enfants | mères"},
    {"es", "Testimonio a distancia de las víctimas", "Testimonio distancia víctimas"},
    {"ru", "Маркировка оружия и его учет", "Маркировка оружия | учет"},
    {"zh", "远程作证和庇护", "远程 程作 作证 | 庇护"},
};

static char *tokens_text(const char *text, const GArray *tokens) {
  GString *seen = g_string_new(NULL);
  guint part = 0;
  for (guint i = 0; i < tokens->len; i++) {
    const Token *token = &g_array_index(tokens, Token, i);
    if (token->part != part) g_string_append(seen, seen->len > 0 ? " |" : "|");
    part = token->part;
    g_string_append_printf(seen, "%s%s%.*s%s", seen->len > 0 ? " " : "", token->general ? "[" : "",
                           (int)(token->end - token->start), text + token->start, token->general ? "]" : "");
  }
  return g_string_free(seen, FALSE);
}

static void words_tell_a_subject_or_not(G_GNUC_UNUSED void **state) {
  for (gsize i = 0; i < G_N_ELEMENTS(telling); i++) {
    SubjectWords *words = subject_words_new(wording_of(telling[i].language), telling[i].language);
    g_autoptr(GArray) tokens = subject_words_read(words, telling[i].text);
    g_autofree char *seen = tokens_text(telling[i].text, tokens);
    g_autofree char *expected = g_strchomp(g_strdup(telling[i].words));
    if (g_str_has_suffix(expected, " |")) expected[strlen(expected) - 2] = '\0';
    check(telling[i].text, expected, seen);
    subject_words_free(words);
  }
}

/* ---- meetings ---- */

static const struct {
  const char *symbol, *name, *series;
  gboolean follows;
} meetings[] = {
    {"CTOC/COP/WG.7/2023/5", "Working Group on the Smuggling of Migrants", "CTOC/COP/WG.7", FALSE},
    {NULL, "Constructive Dialogue on the Smuggling of Migrants", "CTOC/COP/WG.7", TRUE},
    {NULL, "dialogue constructif sur les armes à feu", "CTOC/COP/WG.6", TRUE},
    {NULL, "конструктивного диалога по проблеме незаконного ввоза мигрантов", "CTOC/COP/WG.7", TRUE},
    {NULL, "الحوار البنّاء بشأن الأسلحة النارية", "CTOC/COP/WG.6", TRUE},
    {NULL, "贩运人口问题工作组", "CTOC/COP/WG.4", FALSE},
    {"CTOC/COP/WG.4/2024/CRP.2", "Constructive Dialogue", "CTOC/COP/WG.4", TRUE},
    {"CTOC/COP/WG.70/2024/1", NULL, NULL, FALSE},
    {"A/HRC/27/25", "Working Group on the Universal Periodic Review", NULL, FALSE},
};

static void meetings_are_known_by_symbol_and_subject(G_GNUC_UNUSED void **state) {
  for (gsize i = 0; i < G_N_ELEMENTS(meetings); i++) {
    const char *series = alignment_series(data, meetings[i].symbol, meetings[i].name);
    if (g_strcmp0(series, meetings[i].series) != 0) fail_msg("%s: %s", meetings[i].name, series);
    assert_int_equal(alignment_follows(data, meetings[i].name), meetings[i].follows);
  }
}

static Findings *make_meeting(const char *file, const char *body, const char *start, const char *end) {
  Findings *findings = sample_document(file, OUTCOME_COMPLETE, NULL);
  findings->pack = g_strdup("test");
  findings->pack_version = g_strdup("1.0");
  sample_fact(findings, "body", body);
  sample_fact(findings, "language", "en");
  if (start != NULL) sample_fact(findings, "start", start);
  if (end != NULL) sample_fact(findings, "end", end);
  return findings;
}

static Catalogue *make_catalogue(Findings *report, Findings *dialogue) {
  g_autofree char *folder = g_dir_make_tmp("alignment-XXXXXX", NULL);
  g_autofree char *path = g_build_filename(folder, "c.db", NULL);
  Catalogue *catalogue = catalogue_open(path, CATALOGUE_WRITE, NULL);
  RecordResult result;
  assert_true(catalogue_begin(catalogue, CATALOGUE_WRITE, NULL));
  assert_true(catalogue_record(catalogue, report, &result, NULL) && catalogue_record(catalogue, dialogue, &result, NULL));
  assert_true(catalogue_commit(catalogue, NULL));
  g_unlink(path);
  g_rmdir(folder);
  return catalogue;
}

/* Is the recommendation of a meeting from START to END aligned with the topic of a dialogue of BODY from AT to its last day? */
static gboolean are_aligned(const char *start, const char *end, const char *body, const char *at) {
  g_autoptr(Findings) report = make_meeting("r.pdf", "Working Group on Firearms", start, end);
  g_autoptr(Findings) dialogue = make_meeting("d.pdf", body, at, at);
  Finding *one = sample_finding(report, FINDING_RECOMMENDATION, "1", "Silencers should be marked.");
  sample_finding(dialogue, FINDING_PANEL_TOPIC, "1", "Silencers");
  g_autoptr(Catalogue) catalogue = make_catalogue(report, dialogue);
  assert_true(catalogue_begin(catalogue, CATALOGUE_READ, NULL));
  g_autoptr(GPtrArray) documents = catalogue_documents(catalogue, NULL);
  g_autoptr(Alignments) alignments = alignments_new(catalogue, documents, NULL);
  gboolean found = FALSE;
  for (guint i = 0; i < documents->len; i++) {
    g_autoptr(Findings) findings = catalogue_findings(catalogue, documents->pdata[i], NULL);
    assert_true(alignments_prepare(alignments, documents->pdata[i], findings, NULL));
    found |= alignments_find(alignments, documents->pdata[i], one->id) != NULL;
  }
  return found;
}

static void only_meetings_held_together_are_aligned(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *name, *start, *end, *body, *dialogue;
    gboolean aligned;
  } rows[] = {
      {"the next working day", "2024-04-10", "2024-04-12", "Constructive Dialogue on Firearms", "2024-04-15", TRUE},
      {"the last day", "2024-04-10", "2024-04-12", "Constructive Dialogue on Firearms", "2024-04-12", TRUE},
      {"a week behind", "2024-04-10", "2024-04-12", "Constructive Dialogue on Firearms", "2024-04-19", TRUE},
      {"eight days behind", "2024-04-10", "2024-04-12", "Constructive Dialogue on Firearms", "2024-04-20", FALSE},
      {"before", "2024-04-10", "2024-04-12", "Constructive Dialogue on Firearms", "2024-04-09", FALSE},
      {"across the year's end", "2024-12-30", "2024-12-31", "Constructive Dialogue on Firearms", "2025-01-02", TRUE},
      {"only its first day is known", "2024-04-10", NULL, "Constructive Dialogue on Firearms", "2024-04-12", TRUE},
      {"of another working group", "2024-04-10", "2024-04-12", "Constructive Dialogue on Trafficking in Persons", "2024-04-15",
       FALSE},
      {"a working group, too", "2024-04-10", "2024-04-12", "Working Group on Firearms", "2024-04-15", FALSE},
      {"without a date", "2024-04-10", "2024-04-12", "Constructive Dialogue on Firearms", NULL, FALSE},
      {"a report without a date", NULL, NULL, "Constructive Dialogue on Firearms", "2024-04-15", FALSE},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
    if (are_aligned(rows[i].start, rows[i].end, rows[i].body, rows[i].dialogue) != rows[i].aligned)
      fail_msg("%s: should be %s", rows[i].name, rows[i].aligned ? "aligned" : "apart");
}

/* A report whose topic and recommendation are of one subject, and have the IDs that another's have, too. */
static Findings *make_namesake(const char *file, const char *topic, const char *recommendation) {
  Findings *findings = make_meeting(file, "Working Group on Firearms", "2024-04-10", "2024-04-12");
  Finding *one = sample_finding(findings, FINDING_PANEL_TOPIC, "1", topic);
  Finding *other = sample_finding(findings, FINDING_RECOMMENDATION, "1", recommendation);
  g_free(one->id);
  g_free(other->id);
  one->id = g_strdup("X/t1");
  other->id = g_strdup("X/1");
  return findings;
}

static void findings_of_one_id_have_ties_of_their_own(G_GNUC_UNUSED void **state) {
  g_autoptr(Findings) first = make_namesake("a.pdf", "Silencers", "Silencers should be marked.");
  g_autoptr(Findings) second = make_namesake("b.pdf", "Ballast", "Ballast should be weighed.");
  g_autoptr(Catalogue) catalogue = make_catalogue(first, second);
  assert_true(catalogue_begin(catalogue, CATALOGUE_READ, NULL));
  g_autoptr(GPtrArray) documents = catalogue_documents(catalogue, NULL);
  g_autoptr(Alignments) alignments = alignments_new(catalogue, documents, "all");
  assert_int_equal(documents->len, 2);
  for (guint i = 0; i < documents->len; i++) {
    g_autoptr(Findings) findings = catalogue_findings(catalogue, documents->pdata[i], NULL);
    assert_true(alignments_prepare(alignments, documents->pdata[i], findings, NULL));
  }
  for (guint i = 0; i < documents->len; i++) {
    const GPtrArray *ties = alignments_find(alignments, documents->pdata[i], "X/1");
    assert_non_null(ties);
    assert_int_equal(ties->len, 1);
    assert_ptr_equal(((const Tie *)ties->pdata[0])->document, documents->pdata[i]);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(agenda_items_are_found),
      cmocka_unit_test(an_item_holds_its_sub_items),
      cmocka_unit_test(words_tell_a_subject_or_not),
      cmocka_unit_test(meetings_are_known_by_symbol_and_subject),
      cmocka_unit_test(only_meetings_held_together_are_aligned),
      cmocka_unit_test(findings_of_one_id_have_ties_of_their_own),
  };
  return cmocka_run_group_tests_name("alignment", tests, load_data, free_data);
}
