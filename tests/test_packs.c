/* test_packs.c - the program's own packs on small documents (notation.h): how the reports of the UNTOC working groups are worded,
 * in all the years and languages. */
#include "tests/notation.h"

typedef struct {
  const char *name, *document;
  const char *expected; /* what the printing function of the test makes of the findings */
} Row;

/* Asked of whole reports: these documents are parts of one. */
static gboolean is_of_whole(const Check *check) {
  static const char *const names[] = {"sequence", "complete", "section_found adoption", NULL};
  g_autofree char *scoped = g_strdup_printf("%s %s", check->check, check->scope);
  return g_strv_contains(names, check->check) || g_strv_contains(names, scoped);
}

/* The records, and the checks that fail. */
static void print_records(GString *out, const Findings *findings) {
  g_string_append_printf(out, "%s\n", findings->pack ? findings->pack : "no pack");
  for (guint i = 0; i < findings->findings->len; i++) {
    const Finding *finding = findings->findings->pdata[i];
    if (finding->kind == FINDING_FACT) continue;
    g_auto(GStrv) lines = g_strsplit(finding->text, "\n", -1);
    g_autofree char *text = g_strjoinv(" / ", lines);
    g_string_append_printf(out, "%s [%s] %s\n", finding->number, finding->number_printed ? finding->number_printed : "", text);
  }
  for (guint i = 0; i < findings->checks->len; i++) {
    const Check *check = findings->checks->pdata[i];
    if (check->result == CHECK_FAILED && !is_of_whole(check)) g_string_append_printf(out, "! %s\n", check->check);
  }
}

static void check_rows_of_program(const char *cover, const Row *rows, gsize count,
                                  void (*print)(GString *out, const Findings *findings)) {
  g_autoptr(GError) error = NULL;
  g_autoptr(Rules) rules = rules_load(NULL, &error);
  if (!rules) fail_msg("%s", error->message);
  guint faults = 0;
  for (gsize i = 0; i < count; i++) {
    print_message("%s\n", rows[i].name);
    g_autofree char *notation = g_strconcat(cover, rows[i].document, NULL);
    g_autoptr(Document) document = write_document(notation);
    g_autoptr(Findings) findings = rules_apply(rules, document);
    g_autoptr(GString) found = g_string_new(NULL);
    print(found, findings);
    if (g_str_equal(found->str, rows[i].expected)) continue;
    print_error("%s\nis:\n%sshould be:\n%s", rows[i].name, found->str, rows[i].expected);
    faults++;
  }
  assert_int_equal(faults, 0);
}

#define ENGLISH                                                                                                                  \
  ". CTOC/COP/WG.3/2012/4\n. Distr.: General 29 October 2012\n"                                                                  \
  "# Report on the meeting of the Working Group on International Cooperation held in Vienna from 8 to 10 October 2012\n/\n"

static void recommendations_are_found_as_they_are_worded(G_GNUC_UNUSED void **state) {
  static const Row rows[] = {
      {"numbered paragraphs below a lead-in",
       "# II. | Recommendations adopted by the Working Group\n- 3. | The Working Group adopted the recommendations below for "
       "consideration by the Conference at its sixth session.\n## A. | Requests\n- 4. | Requests should be short.\n- 5. | They "
       "should be dated.\n",
       "untoc\n4 [4.] Requests should be short.\n5 [5.] They should be dated.\n"},
      {"Roman and arabic sub-headings between them",
       "# II. | Conclusions and recommendations\n- 3. | The Working Group made the following recommendations:\n## I. | Requests\n"
       "- 4. | Requests should be short.\n## II. | Costs\n- 5. | Costs should be shared.\n### 6. | Small ones\n- 6. | Small "
       "costs "
       "should be borne.\n",
       "untoc\n4 [4.] Requests should be short.\n5 [5.] Costs should be shared.\n6 [6.] Small costs should be borne.\n"},
      {"letters up to (z) and beyond",
       "# II. | Recommendations\n- 3. | The Working Group agreed on the following:\n- (a) | A;\n- (b) | B;\n- (c) | C;\n"
       "- (d) | D;\n- (e) | E;\n- (f) | F;\n- (g) | G;\n- (h) | H;\n- (i) | I;\n- (j) | J;\n- (k) | K;\n- (l) | L;\n- (m) | M;\n"
       "- (n) | N;\n- (o) | O;\n- (p) | P;\n- (q) | Q;\n- (r) | R;\n- (s) | S;\n- (t) | T;\n- (u) | U;\n- (v) | V;\n- (w) | W;\n"
       "- (x) | X;\n- (y) | Y;\n- (z) | Z;\n- (aa) | AA;\n- (bb) | BB.\n",
       "untoc\n3(a) [(a)] A;\n3(b) [(b)] B;\n3(c) [(c)] C;\n3(d) [(d)] D;\n3(e) [(e)] E;\n3(f) [(f)] F;\n3(g) [(g)] G;\n"
       "3(h) [(h)] H;\n3(i) [(i)] I;\n3(j) [(j)] J;\n3(k) [(k)] K;\n3(l) [(l)] L;\n3(m) [(m)] M;\n3(n) [(n)] N;\n3(o) [(o)] O;\n"
       "3(p) [(p)] P;\n3(q) [(q)] Q;\n3(r) [(r)] R;\n3(s) [(s)] S;\n3(t) [(t)] T;\n3(u) [(u)] U;\n3(v) [(v)] V;\n3(w) [(w)] W;\n"
       "3(x) [(x)] X;\n3(y) [(y)] Y;\n3(z) [(z)] Z;\n3(aa) [(aa)] AA;\n3(bb) [(bb)] BB.\n"},
      {"invitations and encouragements lead lists, too",
       "# II. | Recommendations\n- 3. | The Working Group invited States parties:\n- (a) | To name authorities;\n- (b) | To "
       "train "
       "them.\n- 4. | The Working Group encouraged States:\n- (a) | To share guides.\n",
       "untoc\n3(a) [(a)] To name authorities;\n3(b) [(b)] To train them.\n4(a) [(a)] To share guides.\n"},
      {"paragraphs that each say what was recommended, invited or requested",
       "# II. | Recommendations\n- 3. | The Working Group recommended that States name one authority.\n- 4. | The Working Group "
       "also "
       "invited States to share guides.\n- 5. | The Working Group requested the Secretariat to report.\n",
       "untoc\n3 [3.] The Working Group recommended that States name one authority.\n4 [4.] The Working Group also invited "
       "States "
       "to share guides.\n5 [5.] The Working Group requested the Secretariat to report.\n"},
      {"paragraphs without any lead-in",
       "# II. | Recommendations\n- 3. | States parties should act.\n- 4. | UNODC should help.\n",
       "untoc\n3 [3.] States parties should act.\n4 [4.] UNODC should help.\n"},
      {"headings of their own, the text below",
       "# II. | Recommendations\n## A. | Boats\n### Recommendation 1\n. States should look.\n### Recommendation 2\n. States "
       "should "
       "act.\n",
       "untoc\n1 [Recommendation 1] States should look.\n2 [Recommendation 2] States should act.\n"},
      {"bold words with a colon, the text behind on the line",
       "# II. | Recommendations\n. The Working Group adopted the recommendations below.\n. Recommendation 1: States should "
       "look.\n"
       ". Recommendation 2. States should act.\n. Recommendation 3 – States should meet.\n. Recommendation 4 States should "
       "talk.\n",
       "untoc\n1 [Recommendation 1] States should look.\n2 [Recommendation 2] States should act.\n3 [Recommendation 3] States "
       "should meet.\n4 [Recommendation 4] States should talk.\n"},
      {"letters under sub-headings with lead-ins of their own",
       "# II. | Recommendations\n## A. | Boats\n. The Working Group recommended that:\n- (a) | States look;\n- (b) | States "
       "act.\n"
       "## B. | Ports\n. The Working Group recommended that:\n- (a) | Ports open.\n",
       "untoc\nA(a) [(a)] States look;\nA(b) [(b)] States act.\nB(a) [(a)] Ports open.\n"},
      {"Roman items",
       "# II. | Recommendations\n- 3. | The Working Group formulated the following recommendations:\n- (i) | Look;\n"
       "- (ii) | Act;\n- (iii) | Meet.\n",
       "untoc\n3(i) [(i)] Look;\n3(ii) [(ii)] Act;\n3(iii) [(iii)] Meet.\n"},
      {"a list, then paragraphs of the report's count behind a heading",
       "# II. | Recommendations\n- 3. | The Working Group adopted the following recommendations:\n## A. | Boats\n- (a) | States "
       "should look.\n## B. | Ports\n- 4. | States should consider opening ports.\n",
       "untoc\n3(a) [(a)] States should look.\n4 [4.] States should consider opening ports.\n"},
      {"bullets below a lead-in, and wherever it says on",
       "# II. | Recommendations\n- 3. | The Working Group adopted the following recommendations:\n- • | Look;\n- • | Act;\n- • | "
       "Meet.\n- 4. | The Working Group invited States:\n- – | To talk;\n- – | To write.\n",
       "untoc\n3(1) [•] Look;\n3(2) [•] Act;\n3(3) [•] Meet.\n4(1) [–] To talk;\n4(2) [–] To write.\n"},
      {"bullets that are steps of a recommendation",
       "# II. | Recommendations\n- 3. | The Working Group adopted the following recommendations:\n- (a) | States should:\n- • | "
       "look;\n- • | act;\n- (b) | UNODC should help.\n",
       "untoc\n3(a) [(a)] States should: / • look; / • act;\n3(b) [(b)] UNODC should help.\n"},
      {"paragraphs without labels below a lead-in",
       "# II. | Recommendations\n- 3. | The Working Group adopted the following recommendations:\n. States should look.\n. The "
       "Secretariat is requested to report.\n# III. | Summary\n- 4. | The Chair closed.\n",
       "untoc\n3(1) [] States should look.\n3(2) [] The Secretariat is requested to report.\n"},
      {"narrative between them",
       "# II. | Recommendations\n- 3. | The Working Group adopted the following recommendations:\n- 4. | States should act.\n- "
       "5. | "
       "Some speakers noted that States should not.\n",
       "untoc\n4 [4.] States should act.\n"},
      {"topics for future consideration",
       "# II. | Recommendations\n## Recommendation 1\n. States should act.\n# III. | Topics for future consideration\n- 4. | The "
       "Working Group recommended that its next meeting consider the following:\n- (a) | Boats;\n- (b) | Ports.\n",
       "untoc\n1 [Recommendation 1] States should act.\n4(a) [(a)] Boats;\n4(b) [(b)] Ports.\n"},
      {"a report that says that there are none",
       "# II. | Recommendations\n- 3. | The Working Group did not reach agreement on any recommendations.\n", "untoc\n"},
      {"and one whose items bear no labels that a rule knows fails its checks",
       "# II. | Recommendations\n- 3. | The Working Group adopted the following recommendations:\n. Look.\n. Act.\n",
       "untoc\n! something_found\n! unclassified\n"},
      {"a number told that is not the number found",
       "# II. | Recommendations\n## Recommendation 1\n. States should act.\n# III. | Close\n. The Working Group had adopted a "
       "total "
       "of twenty-two recommendations.\n",
       "untoc\n1 [Recommendation 1] States should act.\n! told_count\n"},
      {"agenda items with and without their titles, each once",
       "# II. | Recommendations\n- 3. | No recommendations were adopted.\n# III. | Summary\n- 4. | The Working Group considered "
       "item 2 "
       "of its agenda, entitled “Boats”.\n- 5. | The discussion on agenda item 2 was led by A.\n- 6. | The discussion on agenda "
       "item "
       "3 was led by B.\n",
       "untoc\n2 [] Boats\n3 [] agenda item 3\n"},
  };
  check_rows_of_program(ENGLISH, rows, G_N_ELEMENTS(rows), print_records);
}

/* What each language says for the same. */
static void the_same_is_found_in_each_language(G_GNUC_UNUSED void **state) {
  static const Row rows[] = {
      {"French: letters, then what the group asks for",
       ". CTOC/COP/WG.7/2012/6\n# Rapport sur la réunion du Groupe de travail sur le trafic illicite de migrants tenue à Vienne "
       "du "
       "30 mai au 1er juin 2012\n/\n# II. | Conclusions et recommandations\n- 3. | Le Groupe de travail a formulé les "
       "recommandations "
       "suivantes :\n- a) | Les États devraient agir ;\n- b) | Les États devraient coopérer.\n- 4. | Le Groupe de travail a prié "
       "le "
       "Secrétariat :\n- a) | De faire rapport.\n- 5. | Plusieurs orateurs ont souligné que les États devraient attendre.\n",
       "untoc\n3(a) [a)] Les États devraient agir ;\n3(b) [b)] Les États devraient coopérer.\n4(a) [a)] De faire rapport.\n"},
      {"French: labels that begin the text, a number told, and a topic",
       ". CTOC/COP/WG.7/2012/6\n# Rapport sur la réunion du Groupe de travail sur le trafic illicite de migrants tenue à Vienne "
       "du "
       "30 mai au 1er juin 2012\n/\n# II. | Recommandations adoptées par le Groupe de travail\n. Recommandation 1 : Les États "
       "devraient agir.\n. Recommandation 2 Les États devraient coopérer.\n# III. | Résumé\n- 5. | Le Groupe de travail a adopté "
       "au "
       "total deux recommandations et a examiné le point 2 de son ordre du jour, intitulé « Bateaux ».\n",
       "untoc\n1 [Recommandation 1] Les États devraient agir.\n2 [Recommandation 2] Les États devraient coopérer.\n2 [] "
       "Bateaux\n"},
      {"French: bullets",
       ". CTOC/COP/WG.7/2012/6\n# Rapport sur la réunion du Groupe de travail sur le trafic illicite de migrants tenue à Vienne "
       "du 30 mai au 1er juin 2012\n/\n# II. | Recommandations\n- 3. | Le Groupe de travail a adopté les recommandations "
       "suivantes :\n- • | Les États devraient agir ;\n- • | Les États devraient coopérer.\n",
       "untoc\n3(1) [•] Les États devraient agir ;\n3(2) [•] Les États devraient coopérer.\n"},
      {"French: paragraphs without labels",
       ". CTOC/COP/WG.7/2012/6\n# Rapport sur la réunion du Groupe de travail sur le trafic illicite de migrants tenue à Vienne "
       "du 30 mai au 1er juin 2012\n/\n# II. | Recommandations\n- 3. | Le Groupe de travail a adopté les recommandations "
       "suivantes :\n. Les États devraient agir.\n. Le Secrétariat est prié de faire rapport.\n",
       "untoc\n3(1) [] Les États devraient agir.\n3(2) [] Le Secrétariat est prié de faire rapport.\n"},
      {"French: none",
       ". CTOC/COP/WG.7/2012/6\n# Rapport sur la réunion du Groupe de travail sur le trafic illicite de migrants "
       "tenue à Vienne du 30 mai au 1er juin 2012\n/\n# II. | Recommandations\n- 3. | Le Groupe de travail n’a "
       "formulé aucune recommandation.\n",
       "untoc\n"},
      {"Spanish: paragraphs, each for itself",
       ". CTOC/COP/WG.4/2010/6\n# Informe sobre la reunión del Grupo de Trabajo sobre la Trata de Personas celebrada en Viena "
       "del 27 "
       "al 29 de enero de 2010\n/\n# II. | Recomendaciones\n- 3. | El Grupo de Trabajo recomendó que los Estados actuaran.\n- 4. "
       "| "
       "Se alienta a los Estados partes a que cooperen.\n- 5. | Los Estados partes deberían informar.\n",
       "untoc\n3 [3.] El Grupo de Trabajo recomendó que los Estados actuaran.\n4 [4.] Se alienta a los Estados partes a que "
       "cooperen.\n5 [5.] Los Estados partes deberían informar.\n"},
      {"Spanish: headings, a number told, and a topic",
       ". CTOC/COP/WG.4/2010/6\n# Informe sobre la reunión del Grupo de Trabajo sobre la Trata de Personas celebrada en Viena "
       "del 27 "
       "al 29 de enero de 2010\n/\n# II. | Recomendaciones aprobadas por el Grupo de Trabajo\n## Recomendación 1\n. Los Estados "
       "deberían actuar.\n## Recomendación núm. 2\n. Los Estados deberían cooperar.\n# III. | Resumen\n- 5. | Se aprobaron en "
       "total dos "
       "recomendaciones, y se examinó el tema 3 del programa, titulado “Barcos”.\n",
       "untoc\n1 [Recomendación 1] Los Estados deberían actuar.\n2 [Recomendación núm. 2] Los Estados deberían cooperar.\n"
       "3 [] Barcos\n"},
      {"Spanish: none",
       ". CTOC/COP/WG.4/2010/6\n# Informe sobre la reunión del Grupo de Trabajo sobre la Trata de Personas "
       "celebrada en Viena del 27 al 29 de enero de 2010\n/\n# II. | Recomendaciones\n- 3. | El Grupo de Trabajo no "
       "formuló ninguna recomendación.\n",
       "untoc\n"},
      {"Russian: letters, and what is said beside them",
       ". CTOC/COP/WG.7/2012/6\n# Доклад о работе совещания Рабочей группы по незаконному ввозу мигрантов, проходившего в Вене "
       "30 мая "
       "– 1 июня 2012 года\n/\n# II. | Выводы и рекомендации\n- 3. | Рабочая группа приняла следующие рекомендации:\n- a) | "
       "государствам следует действовать;\n- b) | государствам следует сотрудничать.\n- 4. | Рабочая группа просила "
       "Секретариат:\n"
       "- a) | представить доклад.\n- 5. | Ряд ораторов отметили, что государствам следует подождать.\n",
       "untoc\n3(a) [a)] государствам следует действовать;\n3(b) [b)] государствам следует сотрудничать.\n4(a) [a)] представить "
       "доклад.\n"},
      {"Russian: headings, and a topic",
       ". CTOC/COP/WG.7/2012/6\n# Доклад о работе совещания Рабочей группы по незаконному ввозу мигрантов, проходившего в Вене "
       "30 мая "
       "– 1 июня 2012 года\n/\n# II. | Рекомендации, принятые Рабочей группой\n## Рекомендация 1\n. Государствам следует "
       "действовать.\n. Рекомендация 2. Государствам следует сотрудничать.\n# III. | Резюме\n- 5. | Рабочая группа рассмотрела "
       "пункт 2 "
       "повестки дня, озаглавленный «Суда».\n",
       "untoc\n1 [Рекомендация 1] Государствам следует действовать.\n2 [Рекомендация 2] Государствам следует сотрудничать.\n"
       "2 [] Суда\n"},
      {"Russian: none",
       ". CTOC/COP/WG.7/2012/6\n# Доклад о работе совещания Рабочей группы по незаконному ввозу мигрантов, "
       "проходившего в Вене 30 мая – 1 июня 2012 года\n/\n# II. | Рекомендации\n- 3. | Рабочая группа не вынесла "
       "каких-либо рекомендаций.\n",
       "untoc\n"},
      {"Arabic: paragraphs below a lead-in",
       ". CTOC/COP/WG.7/2017/4\n# تقرير عن اجتماع الفريق العامل المعني بتهريب المهاجرين المعقود في فيينا من 6 إلى 8 أيلول/سبتمبر "
       "2017\n/\n# ثانيا - | الاستنتاجات والتوصيات\n- 3 - | اعتمد الفريق العامل التوصيات التالية:\n- 4 - | ينبغي للدول أن "
       "تعمل.\n- 5 - | ينبغي للدول أن تتعاون.\n- 6 - | وأشار عدة متكلمين إلى أنه ينبغي للدول أن تنتظر.\n",
       "untoc\n4 [4 -] ينبغي للدول أن تعمل.\n5 [5 -] ينبغي للدول أن تتعاون.\n"},
      {"Arabic: headings, and a topic",
       ". CTOC/COP/WG.7/2017/4\n# تقرير عن اجتماع الفريق العامل المعني بتهريب المهاجرين المعقود في فيينا من 6 إلى 8 أيلول/سبتمبر "
       "2017\n/\n# ثانيا - | التوصيات التي اعتمدها الفريق العامل\n## التوصية 1\n. ينبغي للدول أن تعمل.\n## التوصية 2\n. ينبغي "
       "للدول "
       "أن تتعاون.\n# ثالثا - | ملخص المداولات\n- 5 - | نظر الفريق العامل في البند 2 من جدول الأعمال، المعنون \"القوارب\".\n",
       "untoc\n1 [التوصية 1] ينبغي للدول أن تعمل.\n2 [التوصية 2] ينبغي للدول أن تتعاون.\n2 [] القوارب\n"},
      {"Arabic: none",
       ". CTOC/COP/WG.7/2017/4\n# تقرير عن اجتماع الفريق العامل المعني بتهريب المهاجرين المعقود في فيينا من 6 إلى 8 "
       "أيلول/سبتمبر 2017\n/\n# ثانيا - | التوصيات\n- 3 - | لم يعتمد الفريق العامل أي توصيات.\n",
       "untoc\n"},
      {"Chinese: letters, and what is said beside them",
       ". CTOC/COP/WG.7/2017/4\n# 2017年9月6日至8日在维也纳举行的偷运移民问题工作组会议的报告\n/\n# 二. | 结论和建议\n- 3. | "
       "工作组通过了下列建议：\n- (a) | 缔约国应采取行动；\n- (b) | 缔约国应开展合作。\n- 4. | 工作组请秘书处：\n- (a) | "
       "提交报告。\n- 5. | 几位发言者认为各国应当等待。\n",
       "untoc\n3(a) [(a)] 缔约国应采取行动；\n3(b) [(b)] 缔约国应开展合作。\n4(a) [(a)] 提交报告。\n"},
      {"Chinese: headings, a number told, and topics worded in two ways",
       ". CTOC/COP/WG.7/2017/4\n# 2017年9月6日至8日在维也纳举行的偷运移民问题工作组会议的报告\n/\n# 二. | 工作组通过的建议\n"
       "## 建议1\n. 缔约国应采取行动。\n## 建议2\n. 缔约国应开展合作。\n# 三. | 审议情况概要\n- 5. | 工作组总共通过了两项建议。\n"
       "- 6. | 工作组审议了题为“船只”的议程项目2。\n- 7. | 工作组审议了议程项目3，题为“港口”。\n",
       "untoc\n1 [建议1] 缔约国应采取行动。\n2 [建议2] 缔约国应开展合作。\n2 [] 船只\n3 [] 港口\n"},
      {"Chinese: none",
       ". CTOC/COP/WG.7/2017/4\n# 2017年9月6日至8日在维也纳举行的偷运移民问题工作组会议的报告\n/\n# 二. | "
       "建议\n- 3. | 工作组没有提出任何建议。\n",
       "untoc\n"},
  };
  check_rows_of_program("", rows, G_N_ELEMENTS(rows), print_records);
}

/* Facts by their names, and the checks that fail. */
static void print_version(GString *out, const Findings *findings) {
  static const char *const names[] = {"symbol", "title", "state_under_review", NULL};
  g_string_append_printf(out, "%s\n", findings->pack ? findings->pack : "no pack");
  for (guint i = 0; names[i]; i++)
    if (findings_fact(findings, names[i])) g_string_append_printf(out, "%s: %s\n", names[i], findings_fact(findings, names[i]));
  for (guint i = 0; i < findings->checks->len; i++) {
    const Check *check = findings->checks->pdata[i];
    if (check->result == CHECK_FAILED && !is_of_whole(check))
      g_string_append_printf(out, "! %s %s\n", check->check, check->scope);
  }
}

#define LACKS "! fact_found body\n! fact_found start\n! meeting_date \n"
#define LIST(heading, lead, item) "/\n# II. | " heading "\n- 3. | " lead "\n- (a) | " item "\n"

/* A draft is a report that is not adopted yet; a corrigendum is no report, and lacks nothing of one. */
static void drafts_and_corrigenda_are_known(G_GNUC_UNUSED void **state) {
  static const Row rows[] = {
      {"a draft with the report's title",
       ". CTOC/COP/WG.3/2012/L.1\n# Draft report on the meeting of the Working Group on International Cooperation held in Vienna "
       "from 8 to 10 October 2012\n" LIST("Recommendations", "The Working Group agreed on the following:",
                                          "States should act.") "# III. | Adoption of the report\n",
       "untoc\nsymbol: CTOC/COP/WG.3/2012/L.1\ntitle: Draft report on the meeting of the Working Group on International "
       "Cooperation held in Vienna from 8 to 10 October 2012\n"},
      {"one that has none, and bears the item under which it is adopted",
       ". CTOC/COP/WG.3/2012/L.1\n. Item 6 of the provisional agenda\n# Draft report\n" LIST(
           "Recommendations", "The Working Group agreed on the following:", "States should act."),
       "untoc\nsymbol: CTOC/COP/WG.3/2012/L.1\ntitle: Draft report\n" LACKS},
      {"French",
       ". CTOC/COP/WG.3/2012/L.1/Add.1\n# Projet de rapport\n" LIST(
           "Recommandations", "Le Groupe de travail a adopté les recommandations suivantes :", "Les États devraient agir."),
       "untoc\nsymbol: CTOC/COP/WG.3/2012/L.1/Add.1\ntitle: Projet de rapport\n" LACKS},
      {"Spanish",
       ". CTOC/COP/WG.3/2012/L.1\n# Proyecto de informe\n" LIST("Recomendaciones",
                                                                "El Grupo de Trabajo aprobó las siguientes "
                                                                "recomendaciones:",
                                                                "Los Estados deberían actuar."),
       "untoc\nsymbol: CTOC/COP/WG.3/2012/L.1\ntitle: Proyecto de informe\n" LACKS},
      {"Russian",
       ". CTOC/COP/WG.3/2012/L.1\n# Проект доклада\n" LIST(
           "Рекомендации", "Рабочая группа приняла следующие рекомендации:", "Государствам следует действовать."),
       "untoc\nsymbol: CTOC/COP/WG.3/2012/L.1\ntitle: Проект доклада\n" LACKS},
      {"Arabic",
       ". CTOC/COP/WG.3/2012/L.1\n# مشروع التقرير\n" LIST("التوصيات",
                                                          "اعتمد الفريق العامل التوصيات التالية:", "ينبغي للدول أن تعمل."),
       "untoc\nsymbol: CTOC/COP/WG.3/2012/L.1\ntitle: مشروع التقرير\n" LACKS},
      {"Chinese", ". CTOC/COP/WG.3/2012/L.1\n# 报告草稿\n" LIST("建议", "工作组通过了下列建议：", "缔约国应采取行动。"),
       "untoc\nsymbol: CTOC/COP/WG.3/2012/L.1\ntitle: 报告草稿\n" LACKS},
      {"a paper for an item is none, and a draft resolution neither",
       ". CTOC/COP/WG.3/2012/L.2\n. Item 2 of the provisional agenda\n# Draft resolution\n. States should act.\n",
       "no pack\n! recognised \n"},
      {"a corrigendum is asked nothing that a report is asked",
       ". CTOC/COP/WG.3/2012/4/Corr.1\n# Report on the meeting of the Working Group on International Cooperation held in Vienna "
       "from 8 to 10 October 2012\n# Corrigendum\n. For “ten” read “two”.\n",
       "untoc\nsymbol: CTOC/COP/WG.3/2012/4/Corr.1\ntitle: Report on the meeting of the Working Group on International "
       "Cooperation held in Vienna from 8 to 10 October 2012\n"},
      {"the draft of a periodic review's report",
       ". A/HRC/WG.6/12/L.4\n# Draft report of the Working Group on the Universal Periodic Review\n/\n- 1. | The Working Group "
       "on "
       "the Universal Periodic Review, set up by resolution 5/1, held its twelfth session from 3 to 14 October 2011. The review "
       "of Ruritania was held at the third meeting on 4 October 2011.\n# II. | Conclusions and/or recommendations\n- 80. | The "
       "recommendations below enjoy the support of Ruritania:\n- 80.1. | Ratify the Convention (Peru).\n- 81. | All conclusions "
       "and/or recommendations reflect the position of the States.\n",
       "upr\nsymbol: A/HRC/WG.6/12/L.4\ntitle: Draft report of the Working Group on the Universal Periodic Review\n"
       "state_under_review: Ruritania\n"},
  };
  check_rows_of_program("", rows, G_N_ELEMENTS(rows), print_version);
}

/* What reads as a recommendation and stands outside the section is told, lest it be lost. */
static void a_recommendation_elsewhere_is_told_in_each_language(G_GNUC_UNUSED void **state) {
  static const Row rows[] = {
      {"French",
       ". CTOC/COP/WG.7/2017/4\n# Rapport sur la réunion du Groupe de travail sur le trafic illicite de migrants tenue à Vienne "
       "du 30 mai au 1er juin 2012\n/\n# II. | Recommandations\n- 3. | Le Groupe de travail n’a formulé aucune "
       "recommandation.\n# III. | Résumé\n- 4. | Le Groupe de travail a recommandé que les États agissent.\n",
       "untoc\n! outside\n"},
      {"Spanish",
       ". CTOC/COP/WG.7/2017/4\n# Informe sobre la reunión del Grupo de Trabajo sobre la Trata de Personas celebrada en Viena "
       "del 27 al 29 de enero de 2010\n/\n# II. | Recomendaciones\n- 3. | El Grupo de Trabajo no formuló ninguna "
       "recomendación.\n# III. | Resumen\n- 4. | El Grupo de Trabajo recomendó que los Estados actuaran.\n",
       "untoc\n! outside\n"},
      {"Russian",
       ". CTOC/COP/WG.7/2017/4\n# Доклад о работе совещания Рабочей группы по незаконному ввозу мигрантов, проходившего в Вене "
       "30 мая – 1 июня 2012 года\n/\n# II. | Рекомендации\n- 3. | Рабочая группа не вынесла каких-либо рекомендаций.\n# III. | "
       "Резюме\n- 4. | Рабочая группа рекомендовала государствам действовать.\n",
       "untoc\n! outside\n"},
      {"Arabic",
       ". CTOC/COP/WG.7/2017/4\n# تقرير عن اجتماع الفريق العامل المعني بتهريب المهاجرين المعقود في فيينا من 6 إلى 8 أيلول/سبتمبر "
       "2017\n/\n# II. | التوصيات\n- 3 - | لم يعتمد الفريق العامل أي توصيات.\n# III. | ملخص\n- 4 - | أوصى الفريق العامل بأن تعمل "
       "الدول.\n",
       "untoc\n! outside\n"},
      {"Chinese",
       ". CTOC/COP/WG.7/2017/4\n# 2017年9月6日至8日在维也纳举行的偷运移民问题工作组会议的报告\n/\n# II. | 建议\n- 3. | "
       "工作组没有提出任何建议。\n# III. | 概要\n- 4. | 工作组建议各国采取行动。\n",
       "untoc\n! outside\n"},
  };
  check_rows_of_program("", rows, G_N_ELEMENTS(rows), print_records);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(recommendations_are_found_as_they_are_worded),
      cmocka_unit_test(the_same_is_found_in_each_language),
      cmocka_unit_test(drafts_and_corrigenda_are_known),
      cmocka_unit_test(a_recommendation_elsewhere_is_told_in_each_language),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
