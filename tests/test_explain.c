/* test_explain.c - how far expressions reach, and why rules fire or do not on small documents (notation.h). */
#include "rules/explain.h"
#include "tests/notation.h"

/* --- how far an expression reaches */

static void reaches_as_far_as(G_GNUC_UNUSED void **state) {
  static const char *const kinds[] = {"none", "part", "nowhere", "forbids", "begin", "limit"};
  /* The expression and the text; what stops it, in percent of its weight, at which part, and the text in front of the stop. */
  static const struct {
    const char *expression, *text, *kind;
    int percent;
    const char *part, *front;
  } rows[] = {
      {"^Findings?$", "Findings", "none", 100, "", ""},
      {"(?i)^findings and/or advice", "Findings or advice", "part", 41, "and", "Findings "},
      {"^(?<item>\\d+)\\.$", "12", "part", 50, "\\.", "12"},
      {"^(?<item>\\d+)\\.$", "(a)", "part", 0, "\\d+", ""},
      /* Of alternatives that all fail the group is what stops it, and of an expression's own all of it. */
      {"report of (?:the )?(?:first|second|third) meeting", "a report of the fourth meeting", "part", 43,
       "(?:first|second|third)", "report of the "},
      {"advice|findings", "nothing", "nowhere", 0, "advice|findings", ""},
      {"(?:advice (?:to|for) all|findings)", "advice of all", "part", 50, "(?:to|for)", "advice "},
      /* What may be missing and is tried stops it only where it got farther than what stands behind it. */
      {"held (?:in \\p{Lu}\\w+ )?on \\d", "was held in vienna on 3", "part", 56, "\\p{Lu}", "held in "},
      {"held (?:in \\p{Lu}\\w+ )?on \\d", "was held in Vienna by 3", "part", 56, "on", "held in Vienna "},
      /* Behind a wildcard a part is looked for everywhere. */
      {"adopted .* recommendations?\\b", "It adopted what one had put forward that year", "nowhere", 39, "recommendation",
       "adopted what "},
      /* What looks around. */
      {"^(?!.*\\bnot\\b).*adopted", "It was not adopted", "forbids", 0, "(?!.*\\bnot\\b)", ""},
      {"^advice\\b(?!\\s*\\d)", "advice 3", "forbids", 100, "(?!\\s*\\d)", "advice"},
      {"(?i)^recommendations?\\b", "Findings and recommendations", "begin", 100, "^", ""},
      /* Repeated groups are compiled several times and stand in the expression once. */
      {"following (?:[\\w-]+ ){0,3}proposals", "following the wide review of it all", "part", 53, "proposals",
       "following the wide review "},
      {"(?x) ^ as \\s+ follows # a list", "as much", "part", 30, "follows", "as "},
      /* Too large with a callout in each of its copies: it is followed with {000,} instead. */
      {"^(?:(?!\\b(?:should|shall|must)\\b)[^.;:]){0,900}?\\bshould", "One may. It", "part", 0, "should", "One may"},
      {"(a+)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", "limit", 0, "", ""},
      {"первое слово", "первое второе", "part", 58, "слово", "первое "},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    Reach reach = reach_of(rows[i].expression, rows[i].text, strlen(rows[i].text));
    g_autofree char *part = g_strndup(rows[i].expression + reach.part_start, reach.part_end - reach.part_start);
    g_autofree char *front = g_strndup(rows[i].text + reach.text_start, reach.text_stop - reach.text_start);
    g_autofree char *seen =
        g_strdup_printf("%s: %s %.0f%% [%s] [%s]", rows[i].text, kinds[reach.kind], 100 * reach.share, part, front);
    g_autofree char *expected =
        g_strdup_printf("%s: %s %d%% [%s] [%s]", rows[i].text, rows[i].kind, rows[i].percent, rows[i].part, rows[i].front);
    assert_string_equal(seen, expected);
  }
}

/* --- passages */

#define PACK(threshold)                                                                                                          \
  "format: rapporteur.pack/1\nid: p\ntitle: T\nversion: '1'\nlanguage: en\n"                                                     \
  "recognise:\n"                                                                                                                 \
  "  threshold: " threshold "\n"                                                                                                 \
  "  evidence:\n"                                                                                                                \
  "  - {id: title, in: cover, match: '^Report of the (?:first|second) round', weight: 3}\n"                                      \
  "  - {id: draft, in: cover, match: '^Draft', weight: -2}\n"                                                                    \
  "facts:\n"                                                                                                                     \
  "- {id: end, field: end, in: cover, match: 'ended on (?<value>.+)', normal: date}\n"                                           \
  "- {id: end-told, field: end, in: body, match: 'closed on (?<value>.+)', normal: date}\n"                                      \
  "- {id: place, field: place, in: body, where: '^The round', match: 'held in (?<value>\\p{Lu}\\w+)'}\n"                         \
  "sections: [{id: part, heading: '^Proposals (?:made|agreed)', ends: '^All proposals'}]\n"                                      \
  "records:\n"                                                                                                                   \
  "- id: proposal\n"                                                                                                             \
  "  kind: recommendation\n"                                                                                                     \
  "  section: part\n"                                                                                                            \
  "  lead_ins:\n"                                                                                                                \
  "  - {id: made, match: 'proposals were made by'}\n"                                                                            \
  "  - {id: asked, match: 'States were asked', records: '^To '}\n"                                                               \
  "  starts:\n"                                                                                                                  \
  "  - {id: headed, heading: '^Proposal (?<item>\\d+)$', number: '{item}', alone: true}\n"                                       \
  "  - {id: lettered, label: '^\\((?<item>[a-z])\\)$', number: '{under}({item})'}\n"                                             \
  "  - {id: dotted, label: '^(?<item>\\d+)\\)$', number: '{under}.{item}'}\n"                                                    \
  "  narrative: ['^One State said']\n"                                                                                           \
  "- id: topic\n"                                                                                                                \
  "  kind: panel_topic\n"                                                                                                        \
  "  where: 'considered'\n"                                                                                                      \
  "  find: 'item (?<item>\\d+), on (?<text>[^.]+)\\.'\n"                                                                         \
  "  number: '{item}'\n"                                                                                                         \
  "  once: true\n"

#define LIST                                                                                                                     \
  "# Report of the first round\n"                                                                                                \
  ". The round ended on 3 May 2024\n"                                                                                            \
  "# II. | Proposals made\n"                                                                                                     \
  ". 4. | The proposals were made by all:\n"                                                                                     \
  "-- (a) | Count the boats.\n"                                                                                                  \
  "-- (b) | Count the nets.\n"

/* The folder that the pack was loaded from bears a name of its own each time. */
static char *without_folder(const char *text) {
  g_autoptr(GRegex) place = g_regex_new("\\([^()]*?/?\\w+/pack\\.yaml:", 0, 0, NULL);
  return g_regex_replace_literal(place, text, -1, 0, "(pack.yaml:", 0, NULL);
}

static void tells_what_would_make_a_rule_fire(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *what, *document, *words, *taken, *verdict;
  } rows[] = {
      {"a record", LIST, "Count the nets", "record",
       "It is part of recommendation 4(b), found by p/lettered: --id '58867de13c59/en/4(b)' explains that."},
      {"a record's number that does not go on", LIST "-- (k) | Count the sails.\n", "sails", "unclassified",
       "`records/proposal/starts/lettered label` (pack.yaml:25) matches, but its number k does not go on: 3 to 7 would."},
      {"a label of another form", LIST "- 3) | Count the sails.\n", "sails", "record",
       "It is part of recommendation 4(b), found by p/lettered: --id '58867de13c59/en/4(b)' explains that. It is no record of "
       "its own. `records/proposal/starts/dotted label` (pack.yaml:26) was not asked: the open list is one of `lettered`, and "
       "one list has one form."},
      {"a label that no start takes", LIST "- i. | Count the sails.\n", "sails", "record",
       "It is part of recommendation 4(b), found by p/lettered: --id '58867de13c59/en/4(b)' explains that. It is no record of "
       "its own, as no start takes its label \"i.\"."},
      {"a record that stands deeper", LIST "--- (c) | Count the sails.\n", "sails", "record",
       "It is part of recommendation 4(b), found by p/lettered: --id '58867de13c59/en/4(b)' explains that. It is no record of "
       "its own. `records/proposal/starts/lettered label` (pack.yaml:25) matches, but it stands deeper than the list's records, "
       "or elsewhere on the page."},
      {"no lead-in", "# Proposals made\n- (a) | Count the boats.\n", "boats", "unclassified",
       "`records/proposal/starts/lettered label` (pack.yaml:25) matches, but no lead-in is open above it. Nothing stands between "
       "the section's heading and the block that could be a lead-in; `alone: true` in the start would do without."},
      {"a lead-in that is near", "# Proposals made\n. 4. | The proposals were made at will:\n- (a) | Count the boats.\n", "boats",
       "unclassified",
       "`records/proposal/starts/lettered label` (pack.yaml:25) matches, but no lead-in is open above it. What comes nearest to "
       "a lead-in is \"4. The proposals were made at will:\" (p. 1), on which `records/proposal/lead_ins/made match` "
       "(pack.yaml:21) matches as far as \"proposals were made\", then asks for `by`, where \"at will:\" stands. It would match "
       "if that part took what stands there."},
      {"a list that a paragraph ended", LIST ". 5. | Then the round rested.\n- (a) | Count the sails.\n", "sails", "unclassified",
       "`records/proposal/starts/lettered label` (pack.yaml:25) matches, but no lead-in is open above it. The lead-in \"4. The "
       "proposals were made by all:\" (p. 1) had opened a list, and \"5. Then the round rested.\" (p. 1) ended it, as the "
       "report's own paragraph."},
      {"what a lead-in asks", "# Proposals made\n. 4. | States were asked:\n- (a) | Boats.\n", "Boats", "unclassified",
       "`records/proposal/starts/lettered label` (pack.yaml:25) matches, but the text is not what the lead-in asks of its "
       "records. `records/proposal/lead_ins/asked records` (pack.yaml:22) asks for `To` at the begin, where \"Boats.\" stands. "
       "It would match if that part took what stands there."},
      {"narrative", LIST ". One State said that it had counted them.\n", "One State", "narrative",
       "`records/proposal narrative` (pack.yaml:27) takes it for narrative, by \"One State said\". Without that match the rules "
       "behind it would be asked."},
      {"a block without a label", "# Proposals made\n. Count them all.\n", "Count", "narrative",
       "It bears no label, and records begin at labels here: a start with `text` alone would take it."},
      {"a heading within", LIST "## Sails\n", "Sails", "heading", "It is a heading, and no start takes it."},
      {"a heading that heads a record", "# Proposals made\n## Proposal 1\n. Count the boats.\n", "Proposal 1", "record",
       "It is part of recommendation 1, found by p/headed: --id '58867de13c59/en/1' explains that."},
      {"behind the section", LIST ". All proposals are noted.\n. 6. | Count the sails.\n", "sails", "in_no_section",
       "It is not in the section `part`, where records are looked for. The section runs from \"II. Proposals made\" (p. 1) to "
       "\"All proposals are noted.\" (p. 1), which ends it by matching `ends`."},
      {"no section", "# Proposals put forward\n- (a) | Count the boats.\n", "boats", "in_no_section",
       "It is in no section, as no heading of the document matches `sections/part heading` (pack.yaml:15). The nearest heading "
       "is \"Proposals put forward\" (p. 1): the expression matches as far as \"Proposals\", then asks for `(?:made|agreed)`, "
       "where \"put forward\" stands. The section would be looked into if the expression took that heading. Within the section, "
       "`records/proposal/starts/lettered label` (pack.yaml:25) would be asked."},
      {"a title in front of which something stands", "# New: Proposals made\n- (a) | Count the boats.\n", "boats",
       "in_no_section",
       "It is in no section, as no heading of the document matches `sections/part heading` (pack.yaml:15). The nearest heading "
       "is \"New: Proposals made\" (p. 1): the expression would match \"Proposals made\", but asks by `^` that the text begins "
       "there. The section would be looked into if the expression took that heading. Within the section, "
       "`records/proposal/starts/lettered label` (pack.yaml:25) would be asked."},
      {"no heading at all", ". Count the boats.\n", "boats", "in_no_section",
       "It is in no section that records are looked for in, and no heading stands above it that could open one."},
      {"a section's heading", LIST, "Proposals made", "section_heading",
       "It opens the section `part`: records are looked for below it."},
      {"a footnote", LIST "~ Nets are counted twice.\n", "twice", "not_body", "No rule for a fact resembles it."},
      {"within a sentence", ". They considered item 3 on boats.\n", "item 3", "in_no_section",
       "It is in no section that records are looked for in, and no heading stands above it that could open one. The nearest rule "
       "is `records/topic find` (pack.yaml:31): it matches as far as \"item 3\", then asks for `,`, where \"on boats.\" stands. "
       "It would match if that part took what stands there."},
      {"found before", ". They considered item 3, on boats.\n. They considered again item 3, on boats.\n", "again",
       "in_no_section",
       "It is in no section that records are looked for in, and no heading stands above it that could open one. The nearest rule "
       "is `records/topic find` (pack.yaml:31): it matches, but 3 was found before, and `once` passes over it."},
      {"a fact that is no date", "# Report of the first round\n. The round ended on a fine day\n", "fine day", "in_no_section",
       "It is in no section, as no heading of the document matches `sections/part heading` (pack.yaml:15). The heading above it, "
       "\"Report of the first round\" (p. 1), does not resemble what the expression asks for, and no other does. The section "
       "would be looked into if the expression took that heading. Of the rules for facts `facts/end match` (pack.yaml:12) comes "
       "nearest: it matches, but \"a fine day\" is no date."},
      {"a fact that was known", LIST "/\n. The round closed on 4 May 2024\n", "closed", "unclassified",
       "It bears no label, and records begin at labels here: a start with `text` alone would take it. Of the rules for facts "
       "`facts/end-told match` (pack.yaml:13) comes nearest: it matches, but was not asked: `end` had been found before."},
      {"a fact elsewhere", ". It was held in Riga\n", "Riga", "in_no_section",
       "It is in no section that records are looked for in, and no heading stands above it that could open one. Of the rules for "
       "facts `facts/place match` (pack.yaml:14) comes nearest: it matches, but its `where` asks for `The` at the begin, where "
       "\"It was held in Riga\" stands."},
  };
  const char *pack = PACK("0");
  g_autoptr(Rules) rules = load_packs(&pack, 1);
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(Document) document = write_document(rows[i].document);
    g_autoptr(Explanation) explanation = explanation_new(rules, document, NULL);
    g_autoptr(GArray) blocks = explanation_blocks_with(explanation, rows[i].words);
    assert_int_equal(blocks->len, 1);
    g_autoptr(ExplainedBlock) explained = explain_block(explanation, g_array_index(blocks, guint, 0));
    g_autofree char *verdict = without_folder(explained->verdict);
    g_autofree char *seen = g_strdup_printf("%s: %s: %s", rows[i].what, explained->taken, verdict);
    g_autofree char *expected = g_strdup_printf("%s: %s: %s", rows[i].what, rows[i].taken, rows[i].verdict);
    assert_string_equal(seen, expected);
  }
}

/* Rules without a section go through the whole report, and those for tables through its tables. */
static void rules_without_a_section_are_tried_everywhere(G_GNUC_UNUSED void **state) {
  static const char *const pack =
      "format: rapporteur.pack/1\nid: p\ntitle: T\nversion: '1'\nlanguage: en\n"
      "recognise: {threshold: 0, evidence: []}\n"
      "records:\n"
      "- id: any\n"
      "  kind: recommendation\n"
      "  starts: [{id: numbered, label: '^(?<item>\\d+)\\.$', text: 'recommends that', number: '{item}', alone: true}]\n"
      "- {id: column, kind: recommendation, table: '^Advice$', number: '{item}'}\n";
  static const struct {
    const char *words, *taken, *verdict;
  } rows[] = {
      {"sails", "record", "It is part of recommendation 1, found by p/numbered: --id '58867de13c59/en/1' explains that."},
      {"nets", "narrative",
       "The nearest rule is `records/any/starts/numbered text` (pack.yaml:10): it matches as far as \"recommends\", then asks "
       "for "
       "`that`, where \"nets.\" stands. It would match if that part took what stands there."},
  };
  g_autoptr(Rules) rules = load_packs(&pack, 1);
  g_autoptr(Document) document = write_document("- 1. | It recommends that sails be counted.\n- 2. | It recommends nets.\n");
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(Explanation) explanation = explanation_new(rules, document, NULL);
    g_autoptr(GArray) blocks = explanation_blocks_with(explanation, rows[i].words);
    assert_int_equal(blocks->len, 1);
    g_autoptr(ExplainedBlock) explained = explain_block(explanation, g_array_index(blocks, guint, 0));
    g_autofree char *verdict = without_folder(explained->verdict);
    assert_string_equal(explained->taken, rows[i].taken);
    assert_string_equal(verdict, rows[i].verdict);
  }
}

/* --- which pack claims the document */

static void tells_which_evidence_is_missing(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *document, *verdict;
  } rows[] = {
      {". Draft\n# Report of the third round\n",
       "No pack claims the document, so no rule was tried. The nearest is \"p\" (en): the evidence found weighs -2, and it asks "
       "for "
       "3. Against it speaks `draft` (weight -2), found in \"Draft\" (p. 1). What comes nearest of what is missing is "
       "`recognise/evidence/title match` (pack.yaml:9), of weight 3: on \"Report of the third round\" (p. 1) it matches as far "
       "as "
       "\"Report of the\", then asks for `(?:first|second)`, where \"third round\" stands."},
      {"", "The document has no text, so no rule was tried."},
      {"# Report of the first round\n", NULL},
  };
  const char *pack = PACK("3");
  g_autoptr(Rules) rules = load_packs(&pack, 1);
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(Document) document = write_document(rows[i].document);
    g_autoptr(Explanation) explanation = explanation_new(rules, document, NULL);
    g_autofree char *verdict = explanation->verdict ? without_folder(explanation->verdict) : NULL;
    if (rows[i].verdict)
      assert_string_equal(verdict, rows[i].verdict);
    else
      assert_null(verdict);
  }
}

/* A pack that does not claim the document is applied where that is asked. */
static void applies_the_pack_that_is_asked_for(G_GNUC_UNUSED void **state) {
  const char *pack = PACK("3");
  g_autoptr(Rules) rules = load_packs(&pack, 1);
  g_autoptr(Document) document = write_document("# Proposals made\n## Proposal 1\n. Count the boats.\n");
  g_autoptr(Explanation) without = explanation_new(rules, document, NULL);
  g_autoptr(Explanation) with = explanation_new(rules, document, rules_packs(rules)->pdata[0]);
  assert_int_equal(without->findings->findings->len, 0);
  assert_int_equal(with->findings->findings->len, 1);
  assert_null(with->verdict);
}

/* --- findings */

/* Appends what TRIAL took: "records/...: (a): item=a". */
static void write_trial(GString *out, const char *what, const Trial *trial) {
  if (!trial) return;
  g_string_append_printf(out, "%s %s %s: ", what, trial->rule, trial->key);
  if (trial->result == TRIAL_MATCHED)
    g_string_append_printf(out, "[%.*s]", (int)(trial->end - trial->start), trial->text + trial->start);
  for (guint i = 0; i < trial->captures->len; i++) {
    const Capture *capture = trial->captures->pdata[i];
    g_string_append_printf(out, " %s=%s", capture->name, capture->text);
  }
  if (trial->why) g_string_append(out, trial->why);
  g_string_append_c(out, '\n');
}

static void tells_what_led_to_a_finding(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *document, *number, *told;
  } rows[] = {
      {LIST, "4(b)",
       "begin records/proposal/starts/lettered label: [(b)] item=b\n"
       "lead-in records/proposal/lead_ins/made match: [proposals were made by]\n"
       "rival records/proposal/starts/headed heading: \n"
       "rival records/proposal/starts/dotted label: \n"},
      {"# Proposals made\n## Proposal 1\n. Count the boats.\n", "1",
       "begin records/proposal/starts/headed heading: [Proposal 1] item=1\n"
       "rival records/proposal/starts/lettered label: was not asked: it looks at a label, and there is none\n"
       "rival records/proposal/starts/dotted label: was not asked: it looks at a label, and there is none\n"},
      {". They considered item 2, on nets. They considered item 3, on boats.\n", "3",
       "begin records/topic find: [item 3, on boats.] item=3 text=boats\n"},
      {". The round ended on 3 May 2024\n", "end",
       "begin facts/end match: [ended on 3 May 2024] value=3 May 2024\n"
       "rival facts/end-told match: \n"},
  };
  const char *pack = PACK("0");
  g_autoptr(Rules) rules = load_packs(&pack, 1);
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(Document) document = write_document(rows[i].document);
    g_autoptr(Explanation) explanation = explanation_new(rules, document, NULL);
    g_autoptr(GPtrArray) findings = explanation_findings(explanation, rows[i].number);
    assert_int_equal(findings->len, 1);
    g_autoptr(ExplainedFinding) explained = explain_finding(explanation, findings->pdata[0]);
    g_autoptr(GString) told = g_string_new(NULL);
    write_trial(told, "begin", explained->begin);
    write_trial(told, "lead-in", explained->lead_in);
    for (guint k = 0; k < explained->rivals->len; k++) write_trial(told, "rival", explained->rivals->pdata[k]);
    assert_string_equal(told->str, rows[i].told);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reaches_as_far_as),
      cmocka_unit_test(tells_what_would_make_a_rule_fire),
      cmocka_unit_test(rules_without_a_section_are_tried_everywhere),
      cmocka_unit_test(tells_which_evidence_is_missing),
      cmocka_unit_test(applies_the_pack_that_is_asked_for),
      cmocka_unit_test(tells_what_led_to_a_finding),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
