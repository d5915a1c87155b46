/* test_attributes.c - addressees, action, strength, themes, legal references and goals of invented recommendations in the six
 * languages. Reads rules/data of the source tree, so run it from the tree's root. */
#include "rules/engine.h"
#include "rules/terms.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <glib/gstdio.h>
#include <string.h>

typedef struct {
  const char *text, *lead_in; /* lead_in: NULL for none */
  const char *expected;       /* FIELD=VALUE; VALUE, a field after the other, parted by " | " */
} Case;

typedef struct {
  Attributes *attributes;
  NormalData *normals;
} Data;

static int load(void **state) {
  static Data data;
  g_autoptr(GError) error = NULL;
  data.attributes = attributes_load("rules/data/attributes", &error);
  assert_null(error);
  data.normals = normal_data_load("rules/data", &error);
  assert_null(error);
  *state = &data;
  return 0;
}

static int unload(void **state) {
  Data *data = *state;
  attributes_free(data->attributes);
  normal_data_free(data->normals);
  return 0;
}

static char *describe(const Finding *finding) {
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < finding->fields->len; i++) {
    const Field *field = finding->fields->pdata[i];
    g_string_append_printf(text, "%s%s=", i > 0 ? " | " : "", field->name);
    for (guint v = 0; v < field->values->len; v++)
      g_string_append_printf(text, "%s%s", v > 0 ? "; " : "", (const char *)field->values->pdata[v]);
  }
  return g_string_free(text, FALSE);
}

/* The findings of one recommendation, with its attributes. FIELD and VALUE, which may be NULL, are what its pack has set. */
static Findings *read_case(const Data *data, char *language, const Case *one, const char *field, const char *value) {
  Findings *findings = findings_new();
  Finding *finding = finding_new();
  finding->kind = FINDING_RECOMMENDATION;
  finding->text = g_strdup(one->text);
  finding->lead_in = g_strdup(one->lead_in);
  if (field) finding_add(finding, field, value, "pack/rule");
  g_ptr_array_add(findings->findings, finding);
  Pack pack = {.id = (char *)"test", .language = language};
  Engine engine = {.pack = &pack, .findings = findings, .attributes = data->attributes, .normals = data->normals};
  attributes_read(&engine);
  assert_int_equal(findings->checks->len, 0);
  return findings;
}

static void check_cases(const Data *data, const char *language, const Case *cases, guint count) {
  guint faults = 0;
  g_autofree char *code = g_strdup(language);
  for (guint i = 0; i < count; i++) {
    g_autoptr(Findings) findings = read_case(data, code, &cases[i], NULL, NULL);
    g_autofree char *found = describe(findings->findings->pdata[0]);
    if (strcmp(found, cases[i].expected) == 0) continue;
    print_error("%s: %s\n  expected: %s\n  found:    %s\n", language, cases[i].text, cases[i].expected, found);
    faults++;
  }
  assert_int_equal(faults, 0);
}

#define CHECK_CASES(language, cases) check_cases(*state, language, cases, G_N_ELEMENTS(cases))

/* --- English: each mechanism */

static void english_says_whom_it_asks(void **state) {
  static const Case cases[] = {
      {"States parties should answer each request within a month.", NULL,
       "addressees=States parties | action=should | strength=4 | action_category=5 specific action"},
      {"With regard to vessels, and in the light of experience, States parties should answer requests.", NULL,
       "addressees=States parties | action=should | strength=4 | action_category=5 specific action | themes=At sea"},
      {"States parties and the secretariat should hold a seminar.", NULL,
       "addressees=States parties; Secretariat | action=should | strength=4 | action_category=5 specific action"},
      {"The Conference may wish to consider a second round.", NULL,
       "addressees=Conference of the Parties | action=may wish to consider | strength=1 | action_category=3 considering"},
      {"The United Nations Office on Drugs and Crime should, subject to resources, translate the guide.", NULL,
       "addressees=UNODC | action=should | strength=4 | action_category=5 specific action"},
      {"Harbour masters and their crews are encouraged to keep a log.", NULL,
       "addressees=Harbour masters and their crews | action=are encouraged to | strength=2 | action_category=2 continuing"},
      {"Ruritanian customs officers must stamp each sheet.", NULL,
       "addressees=Ruritanian customs officers | action=must | strength=5 | themes=Border control and travel documents"},
      {"Peru and Ghana should meet.", NULL, "addressees=Peru; Ghana | action=should | strength=4"},
      {"A list of contact points should be kept.", NULL, "action=should be | strength=4"},
      {"Training should cover the law of evidence.", NULL, "action=should | strength=4 | themes=Training"},
      {"States that have no list, which should be rare, are invited to draw one up.", NULL,
       "addressees=States | action=are invited to | strength=2 | action_category=4 general action"},
      {"The Working Group urges all Governments to answer.", NULL,
       "addressees=Government | action=urges | strength=5 | action_category=5 specific action"},
      {"The Committee recommends that the State party adopt a plan.", NULL,
       "addressees=State party | action=recommends that | strength=4 | action_category=5 specific action"},
  };
  CHECK_CASES("en", cases);
}

static void english_says_how_it_asks(void **state) {
  static const Case cases[] = {
      {"Ratify the agreement.", "The Committee urges the State party:",
       "addressees=State party | action=urges | strength=5 | action_category=5 specific action | themes=Treaty ratification and "
       "reservations"},
      {"Ensure that what should be known is told to all those who live there.", "The Committee calls upon the State party to:",
       "addressees=State party | action=calls upon | strength=3 | action_category=4 general action"},
      {"States parties should consider such a plan.", "The Working Group recommended the following:",
       "addressees=States parties | action=should consider | strength=3 | action_category=3 considering"},
      {"States parties consider such a plan;", "The Working Group recommended that:",
       "addressees=States parties | action=recommended that | strength=3 | action_category=3 considering"},
      {"In each case, the secretariat, where it can, publish a list;", "The Working Group recommended that:",
       "addressees=Secretariat | action=recommended that | strength=4 | action_category=5 specific action"},
      {"Consent be given in writing;", "The Working Group recommended that:", "action=recommended that | strength=4"},
      {"Consider signing the agreement (Peru);", NULL,
       "action=Consider | strength=3 | action_category=3 considering | themes=Treaty ratification and reservations"},
      {"Promptly sign the agreement (Peru);", NULL,
       "action=sign | strength=4 | action_category=5 specific action | themes=Treaty ratification and reservations"},
      {"In line with its own pledges, publish the list (Peru);", NULL,
       "action=publish | strength=4 | action_category=5 specific action"},
      {"Member States are strongly encouraged to do so.", NULL,
       "addressees=Member States | action=are strongly encouraged to | strength=3 | action_category=4 general action"},
      {"States parties should be encouraged to do so.", NULL,
       "addressees=States parties | action=should be encouraged to | strength=2 | action_category=4 general action"},
      {"Review mechanisms should be simple.", NULL, "action=should be | strength=4"},
      {"The list is long.", NULL, ""},
  };
  CHECK_CASES("en", cases);
}

static void english_says_what_it_is_about(void **state) {
  static const Case cases[] = {
      {"Send the late answers to the Committee on the Elimination of Discrimination against Women;", NULL,
       "action=Send | strength=4 | action_category=5 specific action | themes=Cooperation with UN human rights mechanisms"},
      {"Sign the Convention on the Elimination of All Forms of Discrimination against Women;", NULL,
       "action=Sign | strength=4 | action_category=5 specific action | themes=Treaty ratification and reservations; Gender and "
       "women's rights | legal_references=CEDAW"},
      {"Keep girls in school and train those who teach them (Lao People’s Democratic Republic);", NULL,
       "action=Keep | strength=4 | action_category=2 continuing | themes=Children; Gender and women's rights; Education; "
       "Training"},
      {"Create an environment for talks;", NULL, "action=Create | strength=4 | action_category=5 specific action"},
      {"The cat should be fed.", NULL, "action=should be | strength=4"},
      {"Ratify CAT and OP-CAT;", NULL,
       "action=Ratify | strength=4 | action_category=5 specific action | themes=Treaty ratification and reservations; Torture "
       "and ill-treatment | legal_references=CAT; OP-CAT"},
  };
  CHECK_CASES("en", cases);
}

static void english_says_which_law_it_names(void **state) {
  static const Case cases[] = {
      {"Apply article 16, paragraph 5, of the Organized Crime Convention;", NULL,
       "action=Apply | strength=4 | action_category=5 specific action | legal_references=article 16, paragraph 5, of the "
       "Organized Crime Convention; UNTOC"},
      {"Apply articles 6 and 7 of the Optional Protocol to CEDAW, and General Assembly resolution 55/25;", NULL,
       "action=Apply | strength=4 | action_category=5 specific action | themes=Gender and women's rights | "
       "legal_references=articles 6 and 7 of the Optional Protocol to CEDAW; OP-CEDAW; General Assembly resolution 55/25"},
      {"Follow Security Council resolution 1325 (2000) within 12 months;", NULL,
       "action=Follow | strength=4 | action_category=4 general action | legal_references=Security Council resolution 1325 "
       "(2000)"},
      {"Reach Sustainable Development Goals 5 and 16, in particular target 16.2;", NULL,
       "action=Reach | strength=4 | action_category=4 general action | themes=Poverty and development | sdg=SDG 5; SDG 16; SDG "
       "16.2"},
      {"Reach the Sustainable Development Goals;", NULL,
       "action=Reach | strength=4 | action_category=4 general action | themes=Poverty and development | sdg=SDG"},
      {"Reach Millennium Development Goal 4;", NULL,
       "action=Reach | strength=4 | action_category=4 general action | themes=Poverty and development"},
  };
  CHECK_CASES("en", cases);
}

/* --- the other languages */

static void french_is_read(void **state) {
  static const Case cases[] = {
      {"Les États parties devraient répondre aux demandes d’entraide judiciaire.", NULL,
       "addressees=States parties | action=devraient | strength=4 | themes=Mutual legal assistance"},
      {"Adopter un plan contre la traite des personnes ;", "Le Comité recommande à l’État partie :",
       "addressees=State party | action=recommande à | strength=4 | action_category=5 specific action | themes=Trafficking in "
       "persons"},
      {"Envisager de ratifier la Convention contre la torture (Pérou) ;", NULL,
       "action=Envisager de | strength=3 | action_category=3 considering | themes=Treaty ratification and reservations; Torture "
       "and ill-treatment | legal_references=CAT"},
      {"Le secrétariat est invité à publier un guide, conformément à la résolution 5/3.", NULL,
       "addressees=Secretariat | action=est invité à | strength=2 | action_category=5 specific action | "
       "legal_references=résolution 5/3"},
      {"La Conférence souhaitera peut-être examiner l’article 18 de la Convention.", NULL,
       "addressees=Conference of the Parties | action=souhaitera peut-être | strength=1 | action_category=3 considering | "
       "legal_references=article 18 de la Convention"},
      {"Garantir l’éducation des filles, dans l’esprit de l’objectif de développement durable 4.2 ;", NULL,
       "action=Garantir | strength=4 | action_category=4 general action | themes=Education; Gender and women's rights; Poverty "
       "and development | sdg=SDG 4.2"},
  };
  CHECK_CASES("fr", cases);
}

static void spanish_is_read(void **state) {
  static const Case cases[] = {
      {"Los Estados partes deberían marcar las armas de fuego.", NULL,
       "addressees=States parties | action=deberían | strength=4 | themes=Firearms"},
      {"Aprobar una ley contra la violencia doméstica;", "El Comité insta al Estado parte a:",
       "addressees=State party | action=insta | strength=5 | action_category=5 specific action | themes=Gender-based and "
       "domestic violence"},
      {"Considerar la posibilidad de ratificar la Convención contra la Tortura (Perú);", NULL,
       "action=Considerar la posibilidad | strength=3 | action_category=3 considering | themes=Treaty ratification and "
       "reservations; Torture and ill-treatment | legal_references=CAT"},
      {"Se alienta a los Estados Miembros a que publiquen la resolución 5/3.", NULL,
       "addressees=Member States | action=Se alienta | strength=2 | legal_references=resolución 5/3"},
      {"La Conferencia tal vez desee examinar el artículo 18 de la Convención.", NULL,
       "addressees=Conference of the Parties | action=tal vez desee | strength=1 | action_category=3 considering | "
       "legal_references=artículo 18 de la Convención"},
  };
  CHECK_CASES("es", cases);
}

static void russian_is_read(void **state) {
  static const Case cases[] = {
      {"Государствам-участникам следует оказывать взаимную правовую помощь.", NULL,
       "addressees=States parties | action=следует | strength=4 | action_category=4 general action | themes=Mutual legal "
       "assistance"},
      {"принять закон о борьбе с торговлей людьми;", "Комитет настоятельно призывает государство-участник:",
       "addressees=State party | action=настоятельно призывает | strength=5 | action_category=5 specific action | "
       "themes=Trafficking in persons"},
      {"Рассмотреть вопрос о ратификации Конвенции против пыток (Перу);", NULL,
       "action=Рассмотреть вопрос | strength=3 | action_category=3 considering | themes=Treaty ratification and reservations; "
       "Torture and ill-treatment | legal_references=CAT"},
      {"Секретариату предлагается издать руководство согласно резолюции 5/3 Конференции.", NULL,
       "addressees=Secretariat | action=предлагается | strength=2 | legal_references=резолюции 5/3 Конференции"},
      {"Конференция, возможно, пожелает рассмотреть статью 18 Конвенции.", NULL,
       "addressees=Conference of the Parties | action=возможно, пожелает рассмотреть | strength=1 | action_category=3 "
       "considering | legal_references=статью 18 Конвенции"},
  };
  CHECK_CASES("ru", cases);
}

static void arabic_is_read(void **state) {
  static const Case cases[] = {
      {"ينبغي للدول الأطراف أن تتبادل المعلومات عن تهريب المهاجرين.", NULL,
       "addressees=States parties | action=ينبغي | strength=4 | action_category=1 minimal action | themes=Smuggling of migrants"},
      {"اعتماد قانون لحماية الأطفال؛", "تحث اللجنة الدولة الطرف على ما يلي:",
       "addressees=State party | action=تحث | strength=5 | action_category=5 specific action | themes=Children"},
      {"النظر في التصديق على اتفاقية مناهضة التعذيب (بيرو)؛", NULL,
       "action=النظر في | strength=3 | action_category=3 considering | themes=Treaty ratification and reservations; Torture and "
       "ill-treatment | legal_references=CAT"},
      {"تطبيق المادة 18 من الاتفاقية والقرار 5/3؛", NULL,
       "action=تطبيق | strength=4 | action_category=5 specific action | legal_references=المادة 18 من الاتفاقية; القرار 5/3"},
  };
  CHECK_CASES("ar", cases);
}

static void chinese_is_read(void **state) {
  static const Case cases[] = {
      {"缔约国应当加强司法协助。", NULL,
       "addressees=States parties | action=应当 | strength=4 | action_category=4 general action | themes=Mutual legal "
       "assistance"},
      {"通过一项打击人口贩运的法律；", "委员会敦促缔约国：",
       "addressees=States parties | action=敦促 | strength=5 | action_category=5 specific action | themes=Trafficking in "
       "persons"},
      {"考虑批准《禁止酷刑公约》（秘鲁）；", NULL,
       "action=考虑 | strength=3 | action_category=3 considering | themes=Treaty ratification and reservations; Torture and "
       "ill-treatment | legal_references=CAT"},
      {"缔约方会议不妨审议第十八条。", NULL,
       "addressees=Conference of the Parties | action=不妨 | strength=1 | action_category=3 considering | "
       "legal_references=第十八条"},
      {"鼓励会员国执行大会第55/25号决议。", NULL,
       "addressees=Member States | action=鼓励 | strength=2 | action_category=5 specific action | "
       "legal_references=大会第55/25号决议"},
  };
  CHECK_CASES("zh", cases);
}

/* --- what packs and other languages have to do with it */

static void what_a_pack_has_set_stands(void **state) {
  static const Case one = {.text = "States parties should do so."};
  g_autoptr(Findings) findings = read_case(*state, (char *)"en", &one, "addressees", "Nobody else");
  const Field *field = finding_field(findings->findings->pdata[0], "addressees");
  assert_int_equal(field->values->len, 1);
  assert_string_equal(field->values->pdata[0], "Nobody else");
  assert_string_equal(field->rule, "pack/rule");
}

static void each_value_names_its_rule(void **state) {
  static const Case one = {.text = "States parties should train judges."};
  static const char *const rules[][2] = {
      {"addressees", "attributes/addressees/states-parties"},
      {"action", "attributes/actions/should"},
      {"strength", "attributes/actions/should"},
      {"action_category", "attributes/categories/specific"},
      {"themes", "attributes/themes/training; attributes/themes/justice"},
  };
  g_autoptr(Findings) findings = read_case(*state, (char *)"en", &one, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS(rules); i++)
    assert_string_equal(finding_field(findings->findings->pdata[0], rules[i][0])->rule, rules[i][1]);
}

static void other_languages_have_none(void **state) {
  static const Case one = {.text = "States parties should do so."};
  g_autoptr(Findings) findings = read_case(*state, (char *)"de", &one, NULL, NULL);
  assert_int_equal(((const Finding *)findings->findings->pdata[0])->fields->len, 0);
}

/* --- terms */

static void terms_are_found(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *term, *text;
    guint words; /* that it takes; 0 where it is not found at the text's begin */
  } rows[] = {
      {"child", "child", 1},
      {"child", "children", 0},
      {"child*", "children", 1},
      {"child*", "Child", 1},
      {"non governmental organization*", "Non-governmental organizations’", 3},
      {"traite des êtres humains", "traite des etres humains", 4},
      {"l enfant", "l’enfant", 2},
      {"CAT", "cat", 0},
      {"CAT", "CAT", 1},
      {"OP-CAT", "OP CAT", 2},
      {"ICCPR-OP2", "ICCPR-OP 2", 3},
      {"人口贩运", "人口贩运问题", 4},
      {"a* b", "aaa b", 2},
      {"a* b", "a c", 0},
  };
  for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(Terms) terms = terms_new(NULL);
    g_autoptr(TermText) text = term_text_new();
    TermMatch match = {0};
    assert_true(terms_add(terms, rows[i].term, 7));
    term_text_set(text, rows[i].text);
    gboolean found = terms_longest(terms, text, 0, &match);
    if ((found ? match.end : 0) != rows[i].words) fail_msg("\"%s\" in \"%s\"", rows[i].term, rows[i].text);
    if (found) assert_int_equal(match.meaning, 7);
  }
}

static void prefixes_are_passed_over(G_GNUC_UNUSED void **state) {
  g_autoptr(GPtrArray) prefixes = g_ptr_array_new();
  g_ptr_array_add(prefixes, (gpointer) "ال");
  g_ptr_array_add(prefixes, (gpointer) "وال");
  g_autoptr(Terms) terms = terms_new(prefixes);
  g_autoptr(TermText) text = term_text_new();
  assert_true(terms_add(terms, "أطفال", 1));
  assert_false(terms_add(terms, "...", 1));
  term_text_set(text, "والأطفال");
  assert_true(terms_occur(terms, text));
  term_text_set(text, "بأطفال");
  assert_false(terms_occur(terms, text));
}

/* --- wrong data */

static void wrong_data_is_told(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *file, *content, *complaint; /* behind the file's name */
  } rows[] = {
      {"themes.yaml", "themes:\n  - {id: a, name: A}\n  - {id: a, name: B}\nnames: []\n", ":3:5: id \"a\" stands here twice"},
      {"themes.yaml", "themes: []\nnames:\n  - {id: n, name: N, themes: [lost]}\n",
       ":3:30: there is no theme \"lost\" in themes.yaml"},
      {"themes.yaml", "themes:\n  - {id: a, name: A, de: [x]}\nnames: []\n",
       ":2:22: \"de\" is not known here; known are: id, name, about, themes, ar, en, es, fr, ru, zh"},
      {"themes.yaml", "themes:\n  - {id: a, name: A, en: [x, '...']}\nnames: []\n", ":2:30: \"...\" holds no word"},
      {"actions.yaml", "imperative: 4\nscale: []\ncategories:\n  - {id: a, name: A, category: 6}\n",
       ":4:32: \"category\" should be 1 to 5"},
      {"languages.yaml", "en:\n  forms:\n    - {id: a, strength: 0, addressee: none, match: x}\n",
       ":3:25: \"strength\" should be 1 to 5"},
      {"languages.yaml", "en:\n  forms:\n    - {id: a, strength: 1, addressee: all, match: x}\n",
       ":3:39: \"addressee\" should be one of: subject, object, none"},
      {"languages.yaml",
       "en:\n  forms:\n    - {id: a, strength: 1, addressee: none, match: x}\n"
       "    - {id: b, strength: 1, addressee: none, match: '(x'}\n",
       ":4:52: \"match\" is no regular expression: missing closing parenthesis (behind character 2 of the expression)"},
      {"languages.yaml", "en:\n  forms: []\n  citations:\n    - {id: a, match: '(?<n>x)'}\n    - {id: b, match: '(?<n>y)'}\n",
       ":4:22: this and those behind it are no regular expression together: two named subpatterns have the same name "
       "(PCRE2_DUPNAMES not set) (behind character 26 of the expression)"},
  };
  static const char *const names[] = {"themes.yaml", "addressees.yaml", "references.yaml", "actions.yaml", "languages.yaml"};
  static const char *const good[] = {"themes: []\nnames: []\n", "addressees: []\n", "instruments: []\n",
                                     "imperative: 4\nscale: []\ncategories: []\n", "{}\n"};
  g_autofree char *folder = g_dir_make_tmp("attributes-XXXXXX", NULL);
  for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(GError) error = NULL;
    for (guint f = 0; f < G_N_ELEMENTS(names); f++) {
      g_autofree char *path = g_build_filename(folder, names[f], NULL);
      assert_true(g_file_set_contents(path, strcmp(names[f], rows[i].file) == 0 ? rows[i].content : good[f], -1, NULL));
    }
    Attributes *attributes = attributes_load(folder, &error);
    g_autofree char *expected = g_strdup_printf("%s/%s%s", folder, rows[i].file, rows[i].complaint);
    assert_null(attributes);
    assert_string_equal(error->message, expected);
  }
  for (guint f = 0; f < G_N_ELEMENTS(names); f++) {
    g_autofree char *path = g_build_filename(folder, names[f], NULL);
    g_unlink(path);
  }
  g_rmdir(folder);
}

static void the_scale_has_five_steps(G_GNUC_UNUSED void **state) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) scale = attributes_scale("rules/data/attributes", &error);
  assert_null(error);
  assert_int_equal(scale->len, 5);
  for (guint i = 0; i < scale->len; i++) assert_int_equal(((const ScaleStep *)scale->pdata[i])->strength, 5 - i);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(english_says_whom_it_asks, load, unload),
      cmocka_unit_test_setup_teardown(english_says_how_it_asks, load, unload),
      cmocka_unit_test_setup_teardown(english_says_what_it_is_about, load, unload),
      cmocka_unit_test_setup_teardown(english_says_which_law_it_names, load, unload),
      cmocka_unit_test_setup_teardown(french_is_read, load, unload),
      cmocka_unit_test_setup_teardown(spanish_is_read, load, unload),
      cmocka_unit_test_setup_teardown(russian_is_read, load, unload),
      cmocka_unit_test_setup_teardown(arabic_is_read, load, unload),
      cmocka_unit_test_setup_teardown(chinese_is_read, load, unload),
      cmocka_unit_test_setup_teardown(what_a_pack_has_set_stands, load, unload),
      cmocka_unit_test_setup_teardown(each_value_names_its_rule, load, unload),
      cmocka_unit_test_setup_teardown(other_languages_have_none, load, unload),
      cmocka_unit_test(terms_are_found),
      cmocka_unit_test(prefixes_are_passed_over),
      cmocka_unit_test(wrong_data_is_told),
      cmocka_unit_test(the_scale_has_five_steps),
  };
  return cmocka_run_group_tests_name("attributes", tests, NULL, NULL);
}
