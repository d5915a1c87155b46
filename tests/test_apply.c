/* test_apply.c - rule packs applied to small documents (notation.h): what is found, how it is numbered and named, what the
 * checks say. */
#include "tests/notation.h"

/* A pack that claims every document and knows its date, so that no check fails for want of one. */
#define HEAD(id)                                                                                                                 \
  "format: rapporteur.pack/1\nid: " id "\ntitle: T\nversion: '1'\nlanguage: en\n"                                                \
  "recognise: {threshold: 0, evidence: []}\n"                                                                                    \
  "facts:\n"                                                                                                                     \
  "- {id: end, field: end, value: '2024-05-15'}\n"                                                                               \
  "- {id: symbol, field: symbol, in: cover, match: '^A/\\d+$'}\n"

/* Lists that count from 1 below each of the report's own paragraphs, as those of the Universal Periodic Review do. */
#define BELOW_PARAGRAPHS                                                                                                         \
  HEAD("p")                                                                                                                      \
  "sections: [{id: part, heading: '^Recommendations$', ends: '^All of these'}]\n"                                                \
  "records:\n"                                                                                                                   \
  "- id: recommendation\n"                                                                                                       \
  "  kind: recommendation\n"                                                                                                     \
  "  section: part\n"                                                                                                            \
  "  lead_ins:\n"                                                                                                                \
  "  - {id: supported, match: 'enjoy support', set: {decision: accepted}}\n"                                                     \
  "  - {id: refused, match: 'are noted', set: {decision: noted}}\n"                                                              \
  "  starts:\n"                                                                                                                  \
  "  - {id: decimal, label: '^(?<lead>\\d+)\\.(?<item>\\d+)$', number: '{paragraph}.{item}'}\n"                                  \
  "  - {id: restarting, label: '^(?<item>\\d+)\\.$', number: '{paragraph}.{item}'}\n"                                            \
  "  - {id: lettered, label: '^\\((?<item>[a-z]+)\\)$', number: '{paragraph}({item})'}\n"                                        \
  "  - {id: single, text: '\\(Peru\\)$', number: '{paragraph}', single: true}\n"                                                 \
  "  narrative: ['^With regard to']\n"                                                                                           \
  "  none: ['no recommendations were made']\n"                                                                                   \
  "  continues: ['^Moreover']\n"                                                                                                 \
  "told: [{id: told, match: 'total of (?<count>\\w+) recommendations'}]\n"

/* Lists that count on with the report's own paragraphs, have headings of their own, or letters. */
#define WITH_REPORT                                                                                                              \
  HEAD("p")                                                                                                                      \
  "sections: [{id: part, heading: '^Recommendations$', expected: true}]\n"                                                       \
  "records:\n"                                                                                                                   \
  "- id: recommendation\n"                                                                                                       \
  "  kind: recommendation\n"                                                                                                     \
  "  section: part\n"                                                                                                            \
  "  lead_ins: [{id: adopted, match: 'adopted'}]\n"                                                                              \
  "  starts:\n"                                                                                                                  \
  "  - {id: headed, heading: '^Recommendation (?<item>\\d+)$', number: '{item}', alone: true, continues: any}\n"                 \
  "  - {id: numbered, label: '^(?<item>\\d+)\\.$', number: '{item}'}\n"                                                          \
  "  - {id: lettered, label: '^\\((?<item>[a-z]+)\\)$', number: '{under}({item})'}\n"

/* Records whose labels begin their texts, or whose texts tell that they are records. */
#define BY_TEXT                                                                                                                  \
  HEAD("p")                                                                                                                      \
  "sections: [{id: part, heading: '^Recommendations$', expected: true}]\n"                                                       \
  "records:\n"                                                                                                                   \
  "- id: recommendation\n"                                                                                                       \
  "  kind: recommendation\n"                                                                                                     \
  "  section: part\n"                                                                                                            \
  "  lead_ins: [{id: adopted, match: 'adopted'}]\n"                                                                              \
  "  starts:\n"                                                                                                                  \
  "  - {id: run-in, text: '^Recommendation (?<item>\\d+)[.:]? +(?=\\p{Lu})', number: '{item}', alone: true}\n"                   \
  "  - {id: lettered, label: '^[(]?(?<item>\\p{L})[)]$', number: '{under}({item})'}\n"                                           \
  "  - {id: circled, label: '^(?<item>\\p{No})$', number: '{under}({item})'}\n"                                                  \
  "  - {id: han, label: '^（(?<item>\\p{Han}+)）$', number: '{under}({item})'}\n"                                              \
  "  - {id: said, label: '^(?<item>\\d+)[. -]+$', text: '\\bshould\\b', number: '{item}', alone: true}\n"                        \
  "  narrative: ['^It was said']\n"

/* --- what was found */

/* What a pack set. The attributes that every recommendation gets have tests of their own: test_attributes.c. */
static void print_fields(GString *out, const Finding *finding) {
  gboolean some = FALSE;
  for (guint i = 0; i < finding->fields->len; i++) {
    const Field *field = finding->fields->pdata[i];
    if (g_str_has_prefix(field->rule, "attributes/")) continue;
    g_string_append_printf(out, "%s%s=", some ? " " : " {", field->name);
    some = TRUE;
    for (guint k = 0; k < field->values->len; k++)
      g_string_append_printf(out, "%s%s", k > 0 ? "|" : "", (char *)field->values->pdata[k]);
  }
  if (some) g_string_append_c(out, '}');
}

/* Checks of the certificate of completeness, which small documents do not pass: test_certificate.c asks for them. */
static gboolean is_of_certificate(const Check *check) {
  static const char *const names[] = {"complete", "sequence", "list_end", "white_space", "outside", "pages", "contents", NULL};
  return g_strv_contains(names, check->check);
}

/* The records, a line each with "/" where their text has line ends, and the checks that failed. */
static void print_findings(GString *out, const Findings *findings) {
  for (guint i = 0; i < findings->findings->len; i++) {
    const Finding *finding = findings->findings->pdata[i];
    if (finding->kind == FINDING_FACT) continue;
    g_auto(GStrv) lines = g_strsplit(finding->text, "\n", -1);
    g_autofree char *text = g_strjoinv(" / ", lines);
    g_string_append_printf(out, "%s [%s] %s", finding->number, finding->number_printed ? finding->number_printed : "", text);
    print_fields(out, finding);
    g_string_append_c(out, '\n');
  }
  for (guint i = 0; i < findings->checks->len; i++) {
    const Check *check = findings->checks->pdata[i];
    if (check->result != CHECK_FAILED || is_of_certificate(check)) continue;
    g_string_append_printf(out, "! %s%s%s: %s\n", check->check, *check->scope ? " " : "", check->scope, check->message);
  }
}

typedef struct {
  const char *name, *document;
  const char *expected; /* what the printing function of the test makes of the findings */
} Row;

/* A test goes on to the end of its table. */
static void check_rows_by(const Rules *rules, const Row *rows, gsize count,
                          void (*print)(GString *out, const Findings *findings)) {
  guint faults = 0;
  for (gsize i = 0; i < count; i++) {
    print_message("%s\n", rows[i].name);
    g_autoptr(Document) document = write_document(rows[i].document);
    g_autoptr(Findings) findings = rules_apply(rules, document);
    g_autoptr(GString) found = g_string_new(NULL);
    print(found, findings);
    if (g_str_equal(found->str, rows[i].expected)) continue;
    print_error("%s\nis:\n%sshould be:\n%s", rows[i].name, found->str, rows[i].expected);
    faults++;
  }
  assert_int_equal(faults, 0);
}

static void check_rows_of(const char *const *packs, gsize pack_count, const Row *rows, gsize count,
                          void (*print)(GString *out, const Findings *findings)) {
  g_autoptr(Rules) rules = load_packs(packs, pack_count);
  check_rows_by(rules, rows, count, print);
}

static void check_rows(const char *pack, const Row *rows, gsize count) {
  check_rows_of(&pack, 1, rows, count, print_findings);
}

/* --- sequences of labels */

#define TITLE "# II. | Recommendations\n"
#define SUPPORT "- 86. | The following enjoy support:\n"

static void labels_that_go_on_are_records(G_GNUC_UNUSED void **state) {
  static const Row rows[] = {
      {"a list restarts below each paragraph",
       TITLE SUPPORT "- 1. | Ratify;\n- 2. | Sign;\n- 87. | The following are noted:\n- 1. | Train;\n",
       "86.1 [1.] Ratify; {decision=accepted}\n86.2 [2.] Sign; {decision=accepted}\n87.1 [1.] Train; {decision=noted}\n"},
      {"the report's own next paragraph is no record",
       TITLE SUPPORT "- 1. | Ratify;\n- 87. | Ruritania gave thanks.\n- 88. | The following are noted:\n- 1. | Train;\n",
       "86.1 [1.] Ratify; {decision=accepted}\n88.1 [1.] Train; {decision=noted}\n"},
      {"nor where its number would go on with the list, but stands elsewhere",
       TITLE "- 2. | The following enjoy support:\n-- 1. | Ratify;\n-- 2. | Sign;\n- 3. | Ruritania gave thanks.\n",
       "2.1 [1.] Ratify; {decision=accepted}\n2.2 [2.] Sign; {decision=accepted}\n"},
      {"a list that goes on over a page's end may stand elsewhere there",
       TITLE "- 86. | The following enjoy support:\n-- 1. | Ratify;\n/\n- 2. | Sign;\n",
       "86.1 [1.] Ratify; {decision=accepted}\n86.2 [2.] Sign; {decision=accepted}\n"},
      {"a gap is told", TITLE SUPPORT "- 1. | Ratify;\n- 3. | Sign;\n",
       "86.1 [1.] Ratify; {decision=accepted}\n86.3 [3.] Sign; {decision=accepted}\n"
       "! numbering 86: the numbering has faults: 2 missing; look at the page\n"},
      {"up to four may be missing", TITLE SUPPORT "- 1. | Ratify;\n- 6. | Sign;\n",
       "86.1 [1.] Ratify; {decision=accepted}\n86.6 [6.] Sign; {decision=accepted}\n"
       "! numbering 86: the numbering has faults: 2 to 5 missing; look at the page\n"},
      {"five are too many for a list", TITLE SUPPORT "- 1. | Ratify;\n- 7. | Sign;\n",
       "86.1 [1.] Ratify; {decision=accepted}\n"
       "! unclassified: 1 blocks of the recommendations section are taken by no rule, first: \"Sign;...\"\n"},
      {"a gap at the begin", TITLE SUPPORT "- 2. | Ratify;\n- 3. | Sign;\n",
       "86.2 [2.] Ratify; {decision=accepted}\n86.3 [3.] Sign; {decision=accepted}\n"
       "! numbering 86: the numbering has faults: 1 missing; look at the page\n"},
      {"a number that repeats is a record all the same, and told", TITLE SUPPORT "- 1. | Ratify;\n- 1. | Sign;\n- 2. | Train;\n",
       "86.1 [1.] Ratify; {decision=accepted}\n86.1 [1.] Sign; {decision=accepted}\n86.2 [2.] Train; {decision=accepted}\n"
       "! numbering 86: the numbering has faults: 1 twice; look at the page\n"},
      {"below the next lead-in a list may go on with the count",
       TITLE SUPPORT "- 1. | Ratify;\n- 2. | Sign;\n- 87. | The following are noted:\n- 3. | Train;\n",
       "86.1 [1.] Ratify; {decision=accepted}\n86.2 [2.] Sign; {decision=accepted}\n87.3 [3.] Train; {decision=noted}\n"},
      {"a decimal label names its paragraph, whatever its place",
       TITLE SUPPORT "- 86.1 | Ratify;\n- 86.9 | Sign;\n- 86.2 | Train;\n- 86.2 | Act;\n",
       "86.1 [86.1] Ratify; {decision=accepted}\n86.9 [86.9] Sign; {decision=accepted}\n"
       "86.2 [86.2] Train; {decision=accepted}\n86.2 [86.2] Act; {decision=accepted}\n"
       "! numbering 86: the numbering has faults: 2 to 8 missing, 2 behind 9, 2 behind 9; look at the page\n"},
      {"and does so below a lead-in without a number", TITLE ". The following enjoy support:\n- 86.1 | Ratify;\n- 86.2 | Sign;\n",
       "86.1 [86.1] Ratify; {decision=accepted}\n86.2 [86.2] Sign; {decision=accepted}\n"},
      {"a decimal number of an earlier paragraph is out of order", TITLE SUPPORT "- 86.1 | Ratify;\n- 40.7 | Sign;\n",
       "86.1 [86.1] Ratify; {decision=accepted}\n"
       "! unclassified: 1 blocks of the recommendations section are taken by no rule, first: \"Sign;...\"\n"},
      {"one of a later paragraph opens its list, though its lead-in is unknown",
       TITLE SUPPORT "- 86.1 | Ratify;\n- 90.1 | Sign;\n- 90.2 | Accede.\n",
       "86.1 [86.1] Ratify; {decision=accepted}\n90.1 [90.1] Sign;\n90.2 [90.2] Accede.\n"},
      {"letters go on from h to i, whatever (i) is alone",
       TITLE SUPPORT
       "- (a) | A;\n- (b) | B;\n- (c) | C;\n- (d) | D;\n- (e) | E;\n- (f) | F;\n- (g) | G;\n- (h) | H;\n- (i) | I;\n- (j) | J;\n",
       "86(a) [(a)] A; {decision=accepted}\n86(b) [(b)] B; {decision=accepted}\n86(c) [(c)] C; {decision=accepted}\n"
       "86(d) [(d)] D; {decision=accepted}\n86(e) [(e)] E; {decision=accepted}\n86(f) [(f)] F; {decision=accepted}\n"
       "86(g) [(g)] G; {decision=accepted}\n86(h) [(h)] H; {decision=accepted}\n86(i) [(i)] I; {decision=accepted}\n"
       "86(j) [(j)] J; {decision=accepted}\n"},
      {"a list of roman numerals begins with i", TITLE SUPPORT "- (i) | A;\n- (ii) | B;\n- (iii) | C;\n",
       "86(i) [(i)] A; {decision=accepted}\n86(ii) [(ii)] B; {decision=accepted}\n86(iii) [(iii)] C; {decision=accepted}\n"},
      {"below a letter they are sub-items, over a page's end too",
       TITLE SUPPORT "- (a) | Ratify:\n-- (i) | CRPD;\n/\n-- (ii) | CAT;\n- (b) | Sign;\n",
       "86(a) [(a)] Ratify: / (i) CRPD; / (ii) CAT; {decision=accepted}\n86(b) [(b)] Sign; {decision=accepted}\n"},
      {"a letter that is missing is named as one, whatever the paragraph's number",
       TITLE "- 2. | The following enjoy support:\n- (a) | A;\n- (c) | C;\n",
       "2(a) [(a)] A; {decision=accepted}\n2(c) [(c)] C; {decision=accepted}\n"
       "! numbering 2: the numbering has faults: b missing; look at the page\n"},
      {"a label without a text is told", TITLE SUPPORT "- 1. | Ratify;\n- 2. | \n- 3. | Sign;\n",
       "86.1 [1.] Ratify; {decision=accepted}\n86.3 [3.] Sign; {decision=accepted}\n"
       "! record_text 86.2: \"2.\" stands there without a text\n"},
      {"letters go on behind z", TITLE SUPPORT "- (x) | X;\n",
       "! something_found: no recommendation was found, and the report does not say that there is none\n"
       "! unclassified: 1 blocks of the recommendations section are taken by no rule, first: \"X;...\"\n"},
  };
  check_rows(BELOW_PARAGRAPHS, rows, G_N_ELEMENTS(rows));
}

static void records_count_with_the_report_or_below_headings(G_GNUC_UNUSED void **state) {
  static const Row rows[] = {
      {"paragraphs of the report's own count",
       TITLE "- 3. | The Working Group adopted the following:\n- 4. | States should act.\n- 5. | States should report.\n",
       "4 [4.] States should act.\n5 [5.] States should report.\n"},
      {"a sub-heading with a number that would go on is none",
       TITLE "- 3. | The Working Group adopted the following:\n## 1. | General\n- 4. | States should act.\n## 5. | Special\n"
             "- 5. | States should report.\n",
       "4 [4.] States should act.\n5 [5.] States should report.\n"},
      {"letters restart below sub-headings, and take their labels",
       TITLE
       "## A. | Evidence\n. The Working Group adopted the following:\n- (a) | States should act;\n- (b) | States should report.\n"
       "## B. | Transfer\n. The Working Group adopted the following:\n- (a) | States should meet.\n",
       "A(a) [(a)] States should act;\nA(b) [(b)] States should report.\nB(a) [(a)] States should meet.\n"},
      {"without a lead-in of their own, too",
       TITLE ". The Working Group adopted the following:\n## A. | Evidence\n- (a) | States should act;\n## B. | Transfer\n- (a) "
             "| States should meet.\n",
       "A(a) [(a)] States should act;\nB(a) [(a)] States should meet.\n"},
      {"letters below a numbered lead-in take its number",
       TITLE "## A. | Evidence\n- 4. | The Working Group adopted the following:\n- (a) | States should act.\n",
       "4(a) [(a)] States should act.\n"},
      {"records with headings of their own",
       TITLE
       "## Recommendation 1\n. States should act.\n. They should report.\n## Recommendation 2\n- (a) | States should meet.\n",
       "1 [Recommendation 1] States should act. / They should report.\n2 [Recommendation 2] (a) States should meet.\n"},
      {"such headings end no section, however large",
       TITLE "# Recommendation 1\n. States should act.\n# III. | Adoption\n## Recommendation 2\n. This is not in the section.\n",
       "1 [Recommendation 1] States should act.\n"},
      {"a section within a section is read once",
       "# II. | Recommendations\n## B. | Recommendations\n- 3. | The Working Group adopted the following:\n- 4. | States should "
       "act.\n",
       "4 [4.] States should act.\n"},
      {"no section at all", "# I. | Introduction\n. The Working Group adopted nothing.\n",
       "! section_found part: no heading of a section \"part\" was found: is this a report, and its headings known to the pack?\n"
       "! something_found: no recommendation was found, and the report does not say that there is none\n"},
      {"a section whose title is no heading by its looks",
       "# I. | Introduction\n. Recommendations\n. The Working Group adopted the following:\n- 4. | States should act.\n",
       "4 [4.] States should act.\n"},
  };
  check_rows(WITH_REPORT, rows, G_N_ELEMENTS(rows));
}

static void records_are_told_by_their_texts(G_GNUC_UNUSED void **state) {
  static const Row rows[] = {
      {"a label that begins the text is no part of it",
       TITLE ". Recommendation 1: States should act.\n. Recommendation 2 States should meet.\n",
       "1 [Recommendation 1] States should act.\n2 [Recommendation 2] States should meet.\n"},
      {"what its sentence runs on into is", TITLE ". Recommendation 1: States should:\n- (a) | Act;\n- (b) | Meet.\n",
       "1 [Recommendation 1] States should: / (a) Act; / (b) Meet.\n"},
      {"one that is printed as a heading ends no section, and a gap is told",
       TITLE "# Recommendation 1: Act.\n# Recommendation 3: Meet.\n",
       "1 [Recommendation 1] Act.\n3 [Recommendation 3] Meet.\n"
       "! numbering: the numbering has faults: 2 missing; look at the page\n"},
      {"a sentence that speaks of a recommendation begins none", TITLE ". Recommendation 1 was discussed.\n",
       "! something_found: no recommendation was found, and the report does not say that there is none\n"},
      {"paragraphs whose text tells it are records without a lead-in",
       TITLE "- 3. | States should act.\n- 4. | States should meet.\n",
       "3 [3.] States should act.\n4 [4.] States should meet.\n"},
      {"and go on with the report's count behind a list and a heading",
       TITLE "- 3. | It adopted:\n- (a) | Act;\n- (b) | Meet.\n## B. | Sea\n- 4. | States should look.\n",
       "3(a) [(a)] Act;\n3(b) [(b)] Meet.\n4 [4.] States should look.\n"},
      {"a paragraph between them that is narrative takes its number",
       TITLE "- 3. | States should act.\n- 4. | It was said that they should not.\n- 5. | States should meet.\n- 7. | States "
             "should look.\n",
       "3 [3.] States should act.\n5 [5.] States should meet.\n7 [7.] States should look.\n"
       "! numbering: the numbering has faults: 6 missing; look at the page\n"},
      {"where they say nothing of the kind they are the report's own",
       TITLE "- 3. | It adopted:\n- (a) | Act.\n## B. | Sea\n- 4. | The sea is deep.\n", "3(a) [(a)] Act.\n"},
      {"lists of other scripts have their own order", TITLE "- 3 - | It adopted:\n- (أ) | Act;\n- (ب) | Meet;\n- (ج) | Look.\n",
       "3(أ) [(أ)] Act;\n3(ب) [(ب)] Meet;\n3(ج) [(ج)] Look.\n"},
      {"circled numerals", TITLE "- 3. | It adopted:\n- ㈠ | Act;\n- ㈡ | Meet.\n", "3(㈠) [㈠] Act;\n3(㈡) [㈡] Meet.\n"},
      {"and Chinese ones, of which one is missing", TITLE "- 3. | It adopted:\n- （一） | Act;\n- （三） | Meet.\n",
       "3(一) [（一）] Act;\n3(三) [（三）] Meet.\n"
       "! numbering 3: the numbering has faults: 2 missing; look at the page\n"},
  };
  check_rows(BY_TEXT, rows, G_N_ELEMENTS(rows));
}

/* --- what belongs to a record, and what is none */

static void every_block_is_accounted_for(G_GNUC_UNUSED void **state) {
  static const Row rows[] = {
      {"sub-items are lines of the record's text, with their labels",
       TITLE SUPPORT "- 1. | Ratify:\n-- (a) | CRPD;\n--- (i) | At once;\n-- (b) | CAT;\n- 2. | Sign;\n",
       "86.1 [1.] Ratify: / (a) CRPD; / (i) At once; / (b) CAT; {decision=accepted}\n86.2 [2.] Sign; {decision=accepted}\n"},
      {"where they stand at the left edge, too", TITLE SUPPORT "- 1. | Ratify:\n- (a) | CRPD;\n- (b) | CAT;\n- 2. | Sign;\n",
       "86.1 [1.] Ratify: / (a) CRPD; / (b) CAT; {decision=accepted}\n86.2 [2.] Sign; {decision=accepted}\n"},
      {"text that the record's last sentence runs on into", TITLE SUPPORT "- 1. | Ratify\n. the Convention.\n- 2. | Sign;\n",
       "86.1 [1.] Ratify / the Convention. {decision=accepted}\n86.2 [2.] Sign; {decision=accepted}\n"},
      {"even where it looks like a heading", TITLE SUPPORT "- 1. | Ratify\n+++ CRPD\n- 2. | Sign;\n",
       "86.1 [1.] Ratify / CRPD {decision=accepted}\n86.2 [2.] Sign; {decision=accepted}\n"},
      {"but not a heading in a type of its own", TITLE SUPPORT "- 1. | Ratify\n*** Laws\n",
       "86.1 [1.] Ratify {decision=accepted}\n"},
      {"nor in a size of its own", TITLE SUPPORT "- 1. | Ratify\n=== Laws\n", "86.1 [1.] Ratify {decision=accepted}\n"},
      {"text behind a sentence that ends does not", TITLE SUPPORT "- 1. | Ratify.\n. The Convention is old.\n",
       "86.1 [1.] Ratify. {decision=accepted}\n"
       "! unclassified: 1 blocks of the recommendations section are taken by no rule, first: \"The Convention is old....\"\n"},
      {"but where the rule says so", TITLE SUPPORT "- 1. | Ratify.\n. Moreover, sign.\n",
       "86.1 [1.] Ratify. / Moreover, sign. {decision=accepted}\n"},
      {"footnotes and furniture are passed over",
       TITLE SUPPORT "- 1. | Ratify\n~ 3 | See below.\n^ A/HRC/8\n/\n. the Convention.\n",
       "86.1 [1.] Ratify / the Convention. {decision=accepted}\n"},
      {"narrative is no record, nor part of one", TITLE SUPPORT "- 1. | Ratify\n. With regard to 1, no.\n- 2. | Sign;\n",
       "86.1 [1.] Ratify {decision=accepted}\n86.2 [2.] Sign; {decision=accepted}\n"},
      {"narrative paragraphs go on with the report's own count",
       TITLE SUPPORT "- 1. | Ratify;\n- 87. | With regard to 1, no.\n- 88. | Ruritania gave thanks.\n",
       "86.1 [1.] Ratify; {decision=accepted}\n"},
      {"where there was no list before them, too",
       TITLE "- 85. | The following enjoy support:\n- 86. | With regard to none.\n- 87. | Ruritania gave thanks.\n",
       "! something_found: no recommendation was found, and the report does not say that there is none\n"
       "! section_blocks: \"85. The following enjoy support:\" leads to nothing (page 1)\n"},
      {"a heading within a list leaves it open", TITLE SUPPORT "- 1. | Ratify.\n## Treaties\n- 2. | Sign.\n",
       "86.1 [1.] Ratify. {decision=accepted}\n86.2 [2.] Sign. {decision=accepted}\n"},
      {"however long the list is before it",
       TITLE SUPPORT "- 1. | A.\n- 2. | B.\n- 3. | C.\n- 4. | D.\n- 5. | E.\n## Treaties\n- 6. | F.\n",
       "86.1 [1.] A. {decision=accepted}\n86.2 [2.] B. {decision=accepted}\n86.3 [3.] C. {decision=accepted}\n"
       "86.4 [4.] D. {decision=accepted}\n86.5 [5.] E. {decision=accepted}\n86.6 [6.] F. {decision=accepted}\n"},
      {"a heading within a list of decimal numbers does, too",
       TITLE SUPPORT "- 86.1 | Ratify.\n- 86.2 | Sign.\n## Laws\n- 86.3 | Train.\n",
       "86.1 [86.1] Ratify. {decision=accepted}\n86.2 [86.2] Sign. {decision=accepted}\n86.3 [86.3] Train. "
       "{decision=accepted}\n"},
      {"the only record below a lead-in", TITLE "- 65. | The following are noted:\n. Withdraw (Peru)\n",
       "65 [] Withdraw (Peru) {decision=noted}\n"},
      {"a lead-in that no rule knows", TITLE "- 86. | The following find favour:\n- 1. | Ratify;\n- 2. | Sign;\n",
       "! something_found: no recommendation was found, and the report does not say that there is none\n"
       "! unclassified: 2 blocks of the recommendations section are taken by no rule, first: \"Ratify;...\"\n"},
      {"a report that tells that there are none", TITLE "- 86. | It was agreed that no recommendations were made.\n", ""},
      {"what ends the section",
       TITLE SUPPORT
       "- 1. | Ratify;\n- 87. | All of these are the views of States.\n- 88. | The following enjoy support:\n- 1. | Sign;\n",
       "86.1 [1.] Ratify; {decision=accepted}\n"},
      {"a number told in words",
       TITLE SUPPORT "- 1. | Ratify;\n- 2. | Sign;\n# III. | Adoption\n. It made a total of two recommendations.\n",
       "86.1 [1.] Ratify; {decision=accepted}\n86.2 [2.] Sign; {decision=accepted}\n"},
      {"a number told that was not found",
       TITLE SUPPORT "- 1. | Ratify;\n# III. | Adoption\n. It made a total of 12 recommendations.\n",
       "86.1 [1.] Ratify; {decision=accepted}\n"
       "! told_count: the report tells of 12 recommendations, but 1 were found\n"},
      {"a total of what is no number",
       TITLE SUPPORT "- 1. | Ratify;\n# III. | Adoption\n. It made a total of many recommendations.\n",
       "86.1 [1.] Ratify; {decision=accepted}\n"},
      {"an item may speak as lead-ins do", TITLE SUPPORT "- 1. | Ratify;\n- 2. | Tell which laws enjoy support;\n- 3. | Sign;\n",
       "86.1 [1.] Ratify; {decision=accepted}\n86.2 [2.] Tell which laws enjoy support; {decision=accepted}\n"
       "86.3 [3.] Sign; {decision=accepted}\n"},
  };
  check_rows(BELOW_PARAGRAPHS, rows, G_N_ELEMENTS(rows));
}

/* --- fields */

#define FIELDS(rules)                                                                                                            \
  HEAD("p")                                                                                                                      \
  "sections: [{id: part, heading: '^Recommendations$'}]\n"                                                                       \
  "records:\n"                                                                                                                   \
  "- id: recommendation\n"                                                                                                       \
  "  kind: recommendation\n"                                                                                                     \
  "  section: part\n"                                                                                                            \
  "  starts: [{id: lettered, label: '^\\((?<item>[a-z]+)\\)$', number: '{item}', alone: true}]\n"                                \
  "  set: {item: 'item {item}', kind: fixed}\n"                                                                                  \
  "  fields:\n" rules

static void fields_are_read_from_the_record(G_GNUC_UNUSED void **state) {
  static const char *const pack =
      FIELDS("  - {id: first, field: year, match: '\\b\\d{4}\\b'}\n"
             "  - {id: all, field: years, match: '\\b(?<value>\\d{4})\\b', all: true}\n"
             "  - {id: states, field: states, match: '\\((?<value>[^()]+)\\)', normal: states, all: true}\n"
             "  - {id: dates, field: dates, names: [start, end], match: 'from (?<value>.+ \\d{4})', normal: date_range}\n"
             "  - {id: agent, field: actor, match: '^States'}\n"
             "  - {id: other-agent, field: actor, match: '^\\w\\w'}\n"
             "  - {id: fixed, field: source, value: report}\n");
  static const Row rows[] = {
      {"one value of each", TITLE "- (a) | States act (Peru).\n",
       "a [(a)] States act (Peru). {item=item a kind=fixed states=Peru actor=States source=report}\n"},
      {"the first, and all that differ", TITLE "- (b) | In 2011, 2012 and 2011 act.\n",
       "b [(b)] In 2011, 2012 and 2011 act. {item=item b kind=fixed year=2011 years=2011|2012 actor=In source=report}\n"},
      {"names in their normal form, each once, from several matches", TITLE "- (a) | Act (UK, Peru) and report (Peru).\n",
       "a [(a)] Act (UK, Peru) and report (Peru). {item=item a kind=fixed "
       "states=United Kingdom of Great Britain and Northern Ireland|Peru actor=Ac source=report}\n"},
      {"the values of a normal form to names in turn", TITLE "- (a) | Meet from 5 to 7 May 2010.\n",
       "a [(a)] Meet from 5 to 7 May 2010. {item=item a kind=fixed year=2010 years=2010 start=2010-05-05 end=2010-05-07 "
       "actor=Me source=report}\n"},
      {"what has no normal form is left out", TITLE "- (a) | Act (CRPD) from June 2010.\n",
       "a [(a)] Act (CRPD) from June 2010. {item=item a kind=fixed year=2010 years=2010 actor=Ac source=report}\n"},
      {"from sub-items, too", TITLE "- (a) | Act:\n-- 1) | At home (Peru).\n",
       "a [(a)] Act: / 1) At home (Peru). {item=item a kind=fixed states=Peru actor=Ac source=report}\n"},
  };
  check_rows(pack, rows, G_N_ELEMENTS(rows));
}

static void a_field_that_is_expected_and_lacking_is_told(G_GNUC_UNUSED void **state) {
  static const char *const pack =
      FIELDS("  - {id: states, field: states, match: '\\((?<value>[^()]+)\\)', normal: states, expected: true}\n");
  static const Row rows[] = {
      {"none lack it", TITLE "- (a) | Act (Peru).\n", "a [(a)] Act (Peru). {item=item a kind=fixed states=Peru}\n"},
      {"two of three", TITLE "- (a) | Act (CRPD).\n- (b) | Act (Peru).\n- (c) | Act.\n",
       "a [(a)] Act (CRPD). {item=item a kind=fixed}\nb [(b)] Act (Peru). {item=item b kind=fixed states=Peru}\n"
       "c [(c)] Act. {item=item c kind=fixed}\n! field_found states: no states found in a, c\n"},
  };
  check_rows(pack, rows, G_N_ELEMENTS(rows));
  static const char *const expecting = FIELDS("  - {id: a, field: b, match: nothing}\n") "  expects: [item, decision]\n";
  static const Row whatever_sets_it[] = {
      {"one that is set, and one that nothing sets", TITLE "- (a) | Act.\n",
       "a [(a)] Act. {item=item a kind=fixed}\n! field_found decision: no decision found in a\n"},
  };
  check_rows(expecting, whatever_sets_it, G_N_ELEMENTS(whatever_sets_it));
}

static void fields_whose_values_have_names_of_their_own_can_be_expected(G_GNUC_UNUSED void **state) {
  static const char *const pack =
      FIELDS("  - {id: dates, field: dates, names: [start, end], match: '\\d.+\\d{4}', normal: date_range, "
             "expected: true}\n");
  static const Row rows[] = {
      {"they are there", TITLE "- (a) | Meet on 7 May 2010.\n",
       "a [(a)] Meet on 7 May 2010. {item=item a kind=fixed start=2010-05-07 end=2010-05-07}\n"},
  };
  check_rows(pack, rows, G_N_ELEMENTS(rows));
}

/* docs/rules.md: the keys of a field are those of a fact. */
static void fields_are_read_where_the_rule_says(G_GNUC_UNUSED void **state) {
  static const char *const pack = FIELDS("  - {id: where, field: old, where: '2013', match: '^\\w+'}\n"
                                         "  - {id: unless, field: new, unless: ['2013'], match: '^\\w+'}\n");
  static const Row rows[] = {
      {"in texts that match", TITLE "- (a) | Act in 2013.\n", "a [(a)] Act in 2013. {item=item a kind=fixed old=Act}\n"},
      {"unless they match", TITLE "- (a) | Act at once.\n", "a [(a)] Act at once. {item=item a kind=fixed new=Act}\n"},
  };
  check_rows(pack, rows, G_N_ELEMENTS(rows));
}

/* --- records within sentences */

#define FIND                                                                                                                     \
  HEAD("p")                                                                                                                      \
  "sections: [{id: talk, heading: '^Discussion$'}]\n"                                                                            \
  "records:\n"                                                                                                                   \
  "- id: item\n"                                                                                                                 \
  "  kind: panel_topic\n"                                                                                                        \
  "  section: talk\n"                                                                                                            \
  "  where: 'considered'\n"                                                                                                      \
  "  narrative: ['^Not']\n"                                                                                                      \
  "  find: '(?<printed>item (?<item>\\d+)) “(?<text>[^”]*)”'\n"                                                            \
  "  number: '{item}'\n"                                                                                                         \
  "  once: true\n"                                                                                                               \
  "  set: {agenda_item: '{item}'}\n"                                                                                             \
  "  fields: [{id: about, field: about, match: '^\\w+'}]\n"                                                                      \
  "  following:\n"                                                                                                               \
  "  - {id: speakers, field: panellists, match: 'panellists were (?<value>.+)\\.$', normal: people, unless: ['^Last year']}\n"   \
  "  - {id: place, field: place, where: '^Held', match: 'in (?<value>\\w+)'}\n"

static void records_are_found_within_sentences(G_GNUC_UNUSED void **state) {
  static const Row rows[] = {
      {"several in a sentence", "# Discussion\n. It considered item 2 “Boats” and item 3 “Laws”.\n",
       "2 [item 2] Boats {agenda_item=2 about=Boats}\n3 [item 3] Laws {agenda_item=3 about=Laws}\n"},
      {"a number found before is passed over", "# Discussion\n. It considered item 2 “Boats”.\n. It considered item 2 “Ships”.\n",
       "2 [item 2] Boats {agenda_item=2 about=Boats}\n"},
      {"only in the section, and where the block speaks of it",
       "# Agenda\n. It considered item 1 “Opening”.\n# Discussion\n. It heard item 2 “Boats”.\n. Not considered: item 4 "
       "“Ships”.\n"
       ". It considered item 3 “Laws”.\n",
       "3 [item 3] Laws {agenda_item=3 about=Laws}\n"},
      {"an empty text is none", "# Discussion\n. It considered item 2 “”.\n", ""},
      {"what follows, up to the next record",
       "# Discussion\n. It considered item 2 “Boats”.\n. The panellists were Ms. A (Peru) and Mr. B (Ghana).\n"
       ". It considered item 3 “Laws”.\n. The panellists were Ms. C.\n",
       "2 [item 2] Boats {agenda_item=2 about=Boats panellists=Ms. A (Peru)|Mr. B (Ghana)}\n"
       "3 [item 3] Laws {agenda_item=3 about=Laws panellists=Ms. C}\n"},
      {"and not beyond it",
       "# Discussion\n. It considered item 2 “Boats”.\n. It considered item 3 “Laws”.\n. The panellists were Ms. C.\n",
       "2 [item 2] Boats {agenda_item=2 about=Boats}\n3 [item 3] Laws {agenda_item=3 about=Laws panellists=Ms. C}\n"},
      {"and no farther than the part that it stands in",
       "# Discussion\n## Boats\n. It considered item 2 “Boats”.\n## Laws\n. The panellists were Ms. C.\n",
       "2 [item 2] Boats {agenda_item=2 about=Boats}\n"},
      {"but for blocks that are told apart",
       "# Discussion\n. It considered item 2 “Boats”.\n. Last year the panellists were Ms. A.\n. In Rome.\n. Held in Vienna.\n"
       ". The panellists were Ms. C.\n",
       "2 [item 2] Boats {agenda_item=2 about=Boats panellists=Ms. C place=Vienna}\n"},
  };
  check_rows(FIND, rows, G_N_ELEMENTS(rows));
}

/* --- lists of any body's reports */

/* Paragraphs that are records each, and lists below them; bullets; what stands under another lead-in. */
#define ANY_BODY                                                                                                                 \
  HEAD("p")                                                                                                                      \
  "sections: [{id: part, heading: '^Recommendations$'}]\n"                                                                       \
  "records:\n"                                                                                                                   \
  "- id: recommendation\n"                                                                                                       \
  "  kind: recommendation\n"                                                                                                     \
  "  section: part\n"                                                                                                            \
  "  lead_ins:\n"                                                                                                                \
  "  - {id: concerned, match: 'is concerned about:$', skip: true}\n"                                                             \
  "  - {id: recommends, match: 'recommends:$'}\n"                                                                                \
  "  starts:\n"                                                                                                                  \
  "  - {id: decimal, label: '^(?<lead>\\d+(?:\\.\\d+)*)\\.(?<item>\\d+)\\.$', number: '{paragraph}.{item}', alone: true}\n"      \
  "  - {id: numbered, label: '^(?<item>\\d+)\\.$', number: '{item}', alone: true}\n"                                             \
  "  - {id: lettered, label: '^\\((?<item>[a-z])\\)$', number: '{paragraph}({item})', nested: true}\n"                           \
  "  - {id: bulleted, label: '^\u2022$', number: '{paragraph}#{item}', counted: true}\n"                                         \
  "  - {id: unlabelled, text: 'should', number: 'n{item}', alone: true, counted: true}\n"

static void lists_of_any_body_are_read(G_GNUC_UNUSED void **state) {
  static const Row rows[] = {
      {"each paragraph is a record", TITLE "- 7. | States should act.\n- 8. | Thanks are due.\n/\n- 9. | All should report.\n",
       "7 [7.] States should act.\n8 [8.] Thanks are due.\n9 [9.] All should report.\n"},
      {"items below one that ends in a colon are records of their own, and its list goes on behind them",
       TITLE "- 7. | These are the steps:\n-- (a) | Act;\n-- (b) | Report:\n--- (i) | Soon;\n- 8. | Meet.\n",
       "7 [7.] These are the steps:\n7(a) [(a)] Act;\n7(b) [(b)] Report: / (i) Soon;\n8 [8.] Meet.\n"},
      {"but not below one that does not", TITLE "- 7. | Take steps, namely\n-- (a) | Act;\n-- (b) | Report.\n- 8. | Meet.\n",
       "7 [7.] Take steps, namely / (a) Act; / (b) Report.\n8 [8.] Meet.\n"},
      {"each of the lists below has its numbering",
       TITLE "- 7. | The steps:\n-- (a) | Act;\n-- (c) | Report.\n- 8. | Others:\n-- (a) | Meet.\n",
       "7 [7.] The steps:\n7(a) [(a)] Act;\n7(c) [(c)] Report.\n8 [8.] Others:\n8(a) [(a)] Meet.\n"
       "! numbering 7: the numbering has faults: b missing; look at the page\n"},
      {"behind the list below a lead-in paragraphs are records again",
       TITLE "- 7. | The Committee recommends:\n-- (a) | Act;\n-- (b) | Report.\n- 8. | Meet.\n",
       "7(a) [(a)] Act;\n7(b) [(b)] Report.\n8 [8.] Meet.\n"},
      {"what stands under another lead-in is no record",
       TITLE "- 7. | The Committee is concerned about:\n-- (a) | Delays;\n. And about:\n-- (b) | Silence.\n"
             "- 8. | The Committee recommends:\n-- (a) | Act.\n",
       "8(a) [(a)] Act.\n"},
      {"up to a heading", TITLE ". The Committee is concerned about:\n- \u2022 | Delays.\n## Laws\n- 9. | Act.\n",
       "9 [9.] Act.\n"},
      {"bullets are counted, below each paragraph anew",
       TITLE
       "- 7. | The Committee recommends:\n-- \u2022 | Act.\n-- \u2022 | Report.\n- 8. | It also recommends:\n-- \u2022 | Meet.\n",
       "7#1 [\u2022] Act.\n7#2 [\u2022] Report.\n8#1 [\u2022] Meet.\n"},
      {"throughout the section where they stand below none",
       TITLE ". The Committee recommends:\n- \u2022 | Act.\n- \u2022 | Report:\n-- \u2022 | Soon.\n. It also recommends:\n- "
             "\u2022 | Meet.\n",
       "#1 [\u2022] Act.\n#2 [\u2022] Report: / \u2022 Soon.\n#3 [\u2022] Meet.\n"},
      {"so are paragraphs without a label", TITLE ". States should act.\n. Thanks are due.\n. All should report.\n",
       "n1 [] States should act.\nn2 [] All should report.\n"},
      {"a list may begin anew below a title that is no heading by its looks",
       TITLE ". The Committee recommends:\n. Laws\n- (a) | Act;\n- (b) | Report\n. Courts\n- (a) | Meet.\n",
       "(a) [(a)] Act;\n(b) [(b)] Report\n(a) [(a)] Meet.\n"},
      {"decimal labels that name other parts are lists of their own, whose headings are none of them",
       TITLE "### 8.1. | Boats\n- 8.1.1. | Act.\n- 8.1.2. | Report.\n### 8.2. | Laws\n- 8.2.1. | Meet.\n- 8.2.3. | Tell.\n",
       "8.1.1 [8.1.1.] Act.\n8.1.2 [8.1.2.] Report.\n8.2.1 [8.2.1.] Meet.\n8.2.3 [8.2.3.] Tell.\n"
       "! numbering: the numbering has faults: 2 missing; look at the page\n"},
      {"a decimal heading stands in the part that its label names, in whatever type it is set",
       "## 8. | Recommendations\n# 8.1. | Boats\n- 8.1.1. | Act.\n## 9. | Thanks\n- 9.1.1. | Meet.\n", "8.1.1 [8.1.1.] Act.\n"},
  };
  check_rows(ANY_BODY, rows, G_N_ELEMENTS(rows));
}

/* Boxes anywhere; else lists below a lead-in anywhere; else sentences. */
#define ANYWHERE                                                                                                                 \
  HEAD("p")                                                                                                                      \
  "records:\n"                                                                                                                   \
  "- id: boxed\n"                                                                                                                \
  "  kind: recommendation\n"                                                                                                     \
  "  once: true\n"                                                                                                               \
  "  starts: [{id: box, heading: '^Recommendation (?<item>\\d+)$', number: '{item}', alone: true, continues: alike}]\n"          \
  "- id: listed\n"                                                                                                               \
  "  kind: recommendation\n"                                                                                                     \
  "  unless_found: true\n"                                                                                                       \
  "  lead_ins: [{id: recommends, match: 'recommends:$'}]\n"                                                                      \
  "  starts:\n"                                                                                                                  \
  "  - {id: lettered, label: '^\\((?<item>[a-z])\\)$', number: '{under}({item})'}\n"                                             \
  "  - {id: single, label: '^(?<item>\\d+)\\.$', text: '^We recommend', number: '{item}', alone: true}\n"                        \
  "- id: thanks\n"                                                                                                               \
  "  kind: recommendation\n"                                                                                                     \
  "  beside: listed\n"                                                                                                           \
  "  find: '^(?<text>Thanks for.*)$'\n"                                                                                          \
  "  number: '{paragraph}'\n"                                                                                                    \
  "- id: sentence\n"                                                                                                             \
  "  kind: recommendation\n"                                                                                                     \
  "  unless_found: true\n"                                                                                                       \
  "  find: '(?<text>[^.]*\\brecommended\\b[^.]*\\.)'\n"                                                                          \
  "  number: '{heading}-{paragraph}'\n"

static void records_stand_anywhere(G_GNUC_UNUSED void **state) {
  static const Row rows[] = {
      {"below headings of their own, with nothing behind them",
       "# I. | Boats\n- 1. | Boats are old.\n## Recommendation 1\n. States should act.\n- 2. | Laws are old.\n## Recommendation "
       "2\n"
       ". States should meet:\n- (a) | Soon.\n# II. | Thanks\n- 3. | Thanks.\n",
       "1 [Recommendation 1] States should act.\n2 [Recommendation 2] States should meet: / (a) Soon.\n"},
      {"the same words under the same number once, where a summary says them first",
       "# I. | Summary\n## Recommendation 1\n. Act.\n## Recommendation 2\n. Meet.\n# II. | Boats\n## Recommendation 1\n. Act.\n"
       "# III. | Laws\n## Recommendation 2\n. Meet soon.\n",
       "1 [Recommendation 1] Act.\n2 [Recommendation 2] Meet.\n2 [Recommendation 2] Meet soon.\n"
       "! numbering: the numbering has faults: 2 twice; look at the page\n"},
      {"below a lead-in, and no other, whatever label stands in front of it",
       "# I. | Boats\n- 1. | Boats are:\n- (a) | Old.\n- 2. | The Forum recommends:\n- (a) | New ones.\n- 3. | Laws are:\n- (a) "
       "| Old.\n"
       "# II. | Laws\n. The Forum recommends:\n- (a) | New laws;\n- (b) | Good laws.\n",
       "2(a) [(a)] New ones.\nII(a) [(a)] New laws;\nII(b) [(b)] Good laws.\n"},
      {"beside such lists, and only there, in paragraphs that thank",
       "- 4. | Thanks for the boats.\n- 5. | The Forum recommends:\n- (a) | New ones.\n- 6. | Thanks for all.\n",
       "5(a) [(a)] New ones.\n4 [4.] Thanks for the boats.\n6 [6.] Thanks for all.\n"},
      {"as paragraphs of the report, of which any may be one, and whose count may begin anew",
       "- 4. | Boats are old.\n- 5. | We recommend boats.\n- 6. | Laws are old.\n# II. | Laws\n- 2. | Thanks.\n- 3. | We "
       "recommend laws.\n",
       "5 [5.] We recommend boats.\n3 [3.] We recommend laws.\n"},
      {"sentences are only read where there is nothing else",
       "# I. | Boats\n- 1. | The Forum recommended boats.\n. Recommendation\n- 2. | The Forum recommends:\n- (a) | Laws.\n",
       "2(a) [(a)] Laws.\n"},
      {"a sentence goes by its paragraph's label, or where there is none, by its order",
       "# I. | Boats\n- 4. | Boats are old. The Forum recommended boats.\n. It recommended laws. Thanks.\n",
       "I-4 []  The Forum recommended boats.\nI-2 [] It recommended laws.\n"},
  };
  check_rows(ANYWHERE, rows, G_N_ELEMENTS(rows));
}

/* --- tables */

#define TABLE                                                                                                                    \
  HEAD("p")                                                                                                                      \
  "records:\n"                                                                                                                   \
  "- id: cell\n"                                                                                                                 \
  "  kind: recommendation\n"                                                                                                     \
  "  table: '^Recommendation$'\n"                                                                                                \
  "  number: '{item}'\n"                                                                                                         \
  "  set: {from: 'row {item}'}\n"                                                                                                \
  "  columns: [{id: position, field: position, where: '^Position$', match: '^\\w+'}]\n"

static void records_stand_in_columns_of_tables(G_GNUC_UNUSED void **state) {
  static const Row rows[] = {
      {"a row each, with what the cells beside it tell",
       "| No.\n|| Recommendation\n||| Position\n| A\n|| States should act.\n||| Noted\n| B\n|| All should meet.\n||| Supported, "
       "soon\n"
       "- 4. | Thanks.\n",
       "1 [] States should act. {from=row 1 position=Noted}\n2 [] All should meet. {from=row 2 position=Supported}\n"},
      {"or lacks", "| Recommendation\n|| Position\n| Act.\n| Meet.\n|| Noted\n",
       "1 [] Act. {from=row 1}\n2 [] Meet. {from=row 2 position=Noted}\n"},
      {"by its label where the cell bears one", "| Recommendation\n|| Position\n| 12.1 | Act.\n|| Noted\n",
       "12.1 [12.1] Act. {from=row 12.1 position=Noted}\n"},
      {"over a page's end, where the headings stand again",
       "| Recommendation\n|| Position\n| Act.\n|| Noted\n| Meet in the town\n|| Supported\n/\n^ A/12\n| Recommendation\n|| "
       "Position\n"
       "| of Rome.\n| Tell.\n|| Noted\n",
       "1 [] Act. {from=row 1 position=Noted}\n2 [] Meet in the town / of Rome. {from=row 2 position=Supported}\n"
       "3 [] Tell. {from=row 3 position=Noted}\n"},
      {"a heading alone makes no table", "| Recommendation\n| Act.\n",
       "! something_found: no recommendation was found, and the report does not say that there is none\n"},
      {"nor does another column", "| Finding\n|| Position\n| Boats are old.\n|| Noted\n",
       "! something_found: no recommendation was found, and the report does not say that there is none\n"},
  };
  check_rows(TABLE, rows, G_N_ELEMENTS(rows));
}

/* --- panels */

#define PANELS                                                                                                                   \
  HEAD("p")                                                                                                                      \
  "sections: [{id: sessions, heading: '^Sessions$'}]\n"                                                                          \
  "records:\n"                                                                                                                   \
  "- id: panel\n"                                                                                                                \
  "  kind: panel_topic\n"                                                                                                        \
  "  find: 'panellists (?<value>.+) spoke'\n"                                                                                    \
  "  titled: '^(?:Debate on (?<text>.+)|.*[Pp]anel.*)$'\n"                                                                       \
  "  number: '{paragraph}'\n"                                                                                                    \
  "  following:\n"                                                                                                               \
  "  - {id: names, field: panellists, match: 'panellists (?<value>.+) spoke'}\n"                                                 \
  "  - {id: moderator, field: moderator, match: '(?<value>\\w+) led it'}\n"                                                      \
  "- id: session\n"                                                                                                              \
  "  kind: panel_topic\n"                                                                                                        \
  "  section: sessions\n"                                                                                                        \
  "  unless_found: true\n"                                                                                                       \
  "  in: headings\n"                                                                                                             \
  "  find: '^(?<text>.+)$'\n"                                                                                                    \
  "  number: '{heading}.{paragraph}'\n"

static void topics_are_told_by_titles(G_GNUC_UNUSED void **state) {
  static const Row rows[] = {
      {"the nearest above that is a title, with what is told below it",
       "## A. | Panels\n. Panel on boats\n- 4. | A led it.\n- 5. | The panellists B, C spoke.\n. Report of a panel that is "
       "long.\n"
       "## Debate on laws\n- 6. | The panellists D, E spoke.\n- 7. | F led it.\n- 8. | G led it.\n",
       "5 [] Panel on boats {panellists=B, C moderator=A}\n6 [] laws {panellists=D, E moderator=F}\n"},
      {"of two below one title, what stands between them is the second's",
       ". Panel on boats\n- 4. | The panellists A spoke.\n- 5. | B led it.\n- 6. | The panellists C spoke.\n- 7. | D led it.\n",
       "4 [] Panel on boats {panellists=A}\n6 [] Panel on boats {panellists=C moderator=B}\n"},
      {"without a title there is no topic", "# I. | Boats\n- 4. | The panellists A spoke.\n", ""},
      {"headings are topics themselves where the rule looks at them",
       "## B. | Sessions\n### 1. | Boats\n- 4. | A led it.\n### 2. | Laws\n## C. | Thanks\n### 3. | To all\n",
       "B.1 [1.] Boats\nB.2 [2.] Laws\n"},
  };
  check_rows(PANELS, rows, G_N_ELEMENTS(rows));
}

/* --- the generic pack */

/* Pack and language, then the records, a line each: number, rule and text. */
static void print_numbered(GString *out, const Findings *findings) {
  const char *language = findings_fact(findings, "language");
  g_string_append_printf(out, "%s %s\n", findings->pack ? findings->pack : "none", language ? language : "");
  for (guint i = 0; i < findings->findings->len; i++) {
    const Finding *finding = findings->findings->pdata[i];
    if (finding->kind != FINDING_FACT) g_string_append_printf(out, "%s %s %s\n", finding->number, finding->rule, finding->text);
  }
}

static void any_body_is_read_in_six_languages(G_GNUC_UNUSED void **state) {
  static const Row rows[] = {
      {"a section of recommendations, in English",
       "# V. | Conclusions and recommendations\n- 8. | Lakes fall.\n- 9. | The Forum recommends that States:\n-- (a) | Measure "
       "them;\n"
       "-- (b) | Share them.\n- 10. | The Forum is concerned about the following:\n-- (a) | Wells.\n- 11. | States should "
       "save.\n",
       "generic en\n8 generic/conclusion-numbered Lakes fall.\n9(a) generic/conclusion-lettered Measure them;\n"
       "9(b) generic/conclusion-lettered Share them.\n11 generic/conclusion-numbered States should save.\n"},
      {"in French",
       "# V. | Recommandations adoptées par le Forum\n- 9. | Le Forum a adopté les recommandations suivantes :\n-- a) | Mesurer "
       "les lacs ;\n"
       "-- b) | Les partager.\n- 10. | Les États devraient épargner l’eau.\n",
       "generic fr\n9(a) generic/lettered Mesurer les lacs ;\n9(b) generic/lettered Les partager.\n"
       "10 generic/numbered Les États devraient épargner l’eau.\n"},
      {"in Spanish",
       "# V. | Observaciones\n- 9. | El Comité observa con preocupación:\n-- a) | La falta de agua.\n- 10. | El Comité "
       "recomienda al Estado "
       "parte que:\n-- a) | Mida los lagos;\n-- b) | Los comparta.\n- 11. | El Comité recomienda ahorrar agua.\n",
       "generic es\n10(a) generic/list-lettered Mida los lagos;\n10(b) generic/list-lettered Los comparta.\n"
       "11 generic/list-paragraph El Comité recomienda ahorrar agua.\n"},
      {"in Russian",
       "# V. | Озера\n- 9. | Комитет с обеспокоенностью отмечает следующее:\n-- a) | нехватку воды.\n- 10. | Комитет рекомендует "
       "государству-участнику:\n-- a) | измерять озера;\n-- b) | делиться ими.\n",
       "generic ru\n10(a) generic/list-lettered измерять озера;\n10(b) generic/list-lettered делиться ими.\n"},
      {"in Arabic",
       "# خامسا - | التوصيات التي اعتمدها المنتدى\n- 9 - | اعتمد المنتدى التوصيات التالية:\n-- (أ) | قياس البحيرات؛\n-- (ب) | "
       "تقاسمها.\n",
       "generic ar\n9(أ) generic/lettered قياس البحيرات؛\n9(ب) generic/lettered تقاسمها.\n"},
      {"in Chinese",
       "# 五. | 论坛通过的建议\n- 9. | 论坛通过了下列建议：\n-- (a) | 测量湖泊；\n-- (b) | 分享湖水。\n- 10. | "
       "各国应节约用水。\n",
       "generic zh\n9(a) generic/lettered 测量湖泊；\n9(b) generic/lettered 分享湖水。\n10 generic/numbered 各国应节约用水。\n"},
      {"a box of one line",
       "# I. | Lakes\n. Recommendation 2: The Forum’s members should measure their lakes each year.\n- 8. | Lakes fall.\n",
       "generic en\n2 generic/boxed-line The Forum’s members should measure their lakes each year.\n"},
      {"a list within a paragraph",
       "# I. | Lakes\n- 8. | The Workshop recommended that: (a) lakes be measured; (b) their water be shared; and (c) wells be "
       "counted.\n",
       "generic en\n8(a) generic/inline lakes be measured;\n8(b) generic/inline their water be shared;\n8(c) generic/inline "
       "wells be counted.\n"},
      {"what a resolution asks is no recommendation", "# I. | Lakes\n- 8. | Calls upon all States:\n-- (a) | To measure lakes.\n",
       "none \n"},
      {"nor is what an earlier report recommended",
       "# I. | Implementation of previous recommendations\n- 8. | Lakes were measured.\n", "none \n"},
      {"nor a draft decision",
       "# I. | Drafts\n- 8. | The Forum recommends the adoption of the following draft decision:\n-- (a) | Takes note.\n",
       "generic en\n"},
  };
  g_autoptr(GError) error = NULL;
  g_autoptr(Rules) rules = rules_load(NULL, &error);
  assert_null(error);
  check_rows_by(rules, rows, G_N_ELEMENTS(rows), print_numbered);
}

/* --- names and facts */

/* The page that FINDING begins on; 0 where a rule states it of all reports. */
static guint page_of(const Finding *finding) {
  return finding->places->len > 0 ? g_array_index(finding->places, Place, 0).page : 0;
}

static void print_ids(GString *out, const Findings *findings) {
  for (guint i = 0; i < findings->findings->len; i++) {
    const Finding *finding = findings->findings->pdata[i];
    g_string_append_printf(out, "%s %s page %u", finding->id, finding->rule, page_of(finding));
    for (guint k = 0; k < finding->section->len; k++) g_string_append_printf(out, " > %s", (char *)finding->section->pdata[k]);
    g_string_append_printf(out, "%s%s\n", finding->lead_in ? " < " : "", finding->lead_in ? finding->lead_in : "");
  }
}

static void a_finding_is_named_for_ever(G_GNUC_UNUSED void **state) {
  static const char *const packs[] = {BELOW_PARAGRAPHS};
  static const Row rows[] = {
      {"by symbol, language and number",
       ". A/12\n" TITLE "## A. | Laws\n### Courts\n## B. | Treaties\n" SUPPORT "/\n- 1. | Ratify;\n",
       "A/12/en/fact-end p/end page 0\n"
       "A/12/en/fact-symbol p/symbol page 1\n"
       "A/12/en/86.1 p/restarting page 2 > II. Recommendations > B. Treaties < The following enjoy support:\n"},
      {"by the file's hash where no symbol was found, and by order where a number comes again",
       TITLE SUPPORT "- 86.1 | Ratify;\n- 86.1 | Sign;\n- 86.1 | Train;\n",
       "58867de13c59/en/fact-end p/end page 0\n"
       "58867de13c59/en/86.1 p/decimal page 1 > II. Recommendations < The following enjoy support:\n"
       "58867de13c59/en/86.1~2 p/decimal page 1 > II. Recommendations < The following enjoy support:\n"
       "58867de13c59/en/86.1~3 p/decimal page 1 > II. Recommendations < The following enjoy support:\n"},
  };
  check_rows_of(packs, 1, rows, G_N_ELEMENTS(rows), print_ids);
}

static void a_topic_is_named_apart_from_a_recommendation(G_GNUC_UNUSED void **state) {
  static const char *const packs[] = {FIND};
  static const Row rows[] = {
      {"one of each section of the text", "# I. | Discussion\n## A. | Boats\n. It considered item 2 “Boats”.\n",
       "58867de13c59/en/fact-end p/end page 0\n"
       "58867de13c59/en/topic-2 p/item page 1 > I. Discussion > A. Boats\n"},
  };
  check_rows_of(packs, 1, rows, G_N_ELEMENTS(rows), print_ids);
}

static void a_heading_that_is_a_label_is_no_section(G_GNUC_UNUSED void **state) {
  static const char *const packs[] = {WITH_REPORT};
  static const Row rows[] = {
      {"below the section's own heading", TITLE "## A. | Boats\n### Recommendation 1\n. States should act.\n",
       "58867de13c59/en/fact-end p/end page 0\n"
       "58867de13c59/en/1 p/headed page 1 > II. Recommendations > A. Boats\n"},
  };
  check_rows_of(packs, 1, rows, G_N_ELEMENTS(rows), print_ids);
}

/* --- facts */

static void print_facts(GString *out, const Findings *findings) {
  for (guint i = 0; i < findings->findings->len; i++) {
    const Finding *finding = findings->findings->pdata[i];
    g_string_append_printf(out, "%s=%s %s page %u\n", finding->number, finding->text, finding->rule, page_of(finding));
  }
  for (guint i = 0; i < findings->checks->len; i++) {
    const Check *check = findings->checks->pdata[i];
    if (check->result != CHECK_FAILED || is_of_certificate(check)) continue;
    g_string_append_printf(out, "! %s %s: %s\n", check->check, check->scope, check->message);
  }
}

static void facts_are_found_by_the_first_rule_that_knows(G_GNUC_UNUSED void **state) {
  static const char *const packs[] = {
      "format: rapporteur.pack/1\nid: p\ntitle: T\nversion: '1'\nlanguage: en\n"
      "recognise: {threshold: 0, evidence: []}\n"
      "records: []\n"
      "facts:\n"
      "- {id: held, field: dates, names: [start, end], in: cover, match: 'held (?<value>.+ \\d{4})', normal: date_range}\n"
      "- {id: met, field: dates, names: [start, end], in: body, match: 'met (?<value>.+ \\d{4})', normal: date_range}\n"
      "- {id: out, field: distribution_date, in: furniture, match: '\\d+ \\w+ \\d{4}', normal: date}\n"
      "- {id: symbol, field: symbol, in: cover, match: '^A/\\d+$', expected: true}\n"
      "- {id: chairs, field: chairs, in: body, where: '^Chairs', unless: ['former'], match: 'Ms\\. \\w+', all: true}\n"
      "- {id: part, field: part, in: headings, match: '^Part (?<value>\\w+)'}\n"
      "- {id: body, field: body, value: Body}\n"};
  static const Row rows[] = {
      {"all of them",
       "^ A/12\n# Part One\n. Held held 5 to 7 May 2010\n. It met 8 May 2010\n. Chairs: Ms. A and Ms. B\n/\n# Part Two\n",
       "start=2010-05-05 p/held page 1\nend=2010-05-07 p/held page 1\nsymbol=A/12 p/symbol page 1\n"
       "chairs=Ms. A p/chairs page 1\nchairs=Ms. B p/chairs page 1\npart=One p/part page 1\nbody=Body p/body page 0\n"},
      {"the second rule where the first finds none, and only what stands where it says",
       "# Agenda\n. Part Three\n/\n. held 5 May 2010\n. It met 8 May 2010\n. A/12\n. Chairs, former: Ms. A\n. Ms. B\n^ 9 June "
       "2010\n",
       "start=2010-05-08 p/met page 2\nend=2010-05-08 p/met page 2\ndistribution_date=2010-06-09 p/out page 2\nbody=Body p/body "
       "page 0\n"
       "! fact_found symbol: the meeting's symbol was not found\n"},
      {"a date of distribution for want of another", ". A/12\n^ 9 June 2010\n",
       "distribution_date=2010-06-09 p/out page 1\nsymbol=A/12 p/symbol page 1\nbody=Body p/body page 0\n"
       "! meeting_date : no meeting dates were found; the report counts by its distribution date, 2010-06-09\n"},
      {"no date at all, and a match that is none", ". A/12\n. held 40 May 2010\n",
       "symbol=A/12 p/symbol page 1\nbody=Body p/body page 0\n"
       "! meeting_date : neither meeting dates nor a distribution date were found; the report counts by its arrival\n"},
  };
  check_rows_of(packs, 1, rows, G_N_ELEMENTS(rows), print_facts);
}

/* --- which pack */

#define EVIDENCE(id, threshold, evidence)                                                                                        \
  "format: rapporteur.pack/1\nid: " id "\ntitle: T\nversion: '7'\nlanguage: en\nrecords: []\n"                                   \
  "recognise: {threshold: " threshold ", evidence: [" evidence "]}\n"

static void print_pack(GString *out, const Findings *findings) {
  for (guint i = 0; i < findings->checks->len; i++) {
    const Check *check = findings->checks->pdata[i];
    if (g_str_equal(check->check, "recognised"))
      g_string_append_printf(out, "%s %s %s: %s\n", findings->pack ? findings->pack : "-",
                             findings->pack_version ? findings->pack_version : "-", check_result_names[check->result],
                             check->message);
  }
}

#define NOBODY "- - failed: no rule pack knows this document: nothing was looked for in it\n"

static void the_pack_with_the_most_evidence_reads_the_document(G_GNUC_UNUSED void **state) {
  static const char *const packs[] = {
      EVIDENCE("b", "5",
               "{id: title, in: cover, match: '^Report', weight: 3}, {id: symbol, in: furniture, match: '^A/', weight: 2}, "
               "{id: paper, in: headings, match: '^Background', weight: -5}, {id: talk, in: body, match: 'dialogue', weight: 4}"),
      EVIDENCE("a", "5", "{id: dialogue, in: body, match: 'dialogue', weight: 7}"),
      EVIDENCE("c", "5", "{id: third, in: body, match: 'dialogue', weight: 7}"),
  };
  static const Row rows[] = {
      {"evidence adds up to the threshold", ". Report\n^ A/1\n", "b 7 passed: read with the rule pack b 7\n"},
      {"less does not", ". Report\n", NOBODY},
      {"a piece counts once", ". Report\n. Report\n", NOBODY},
      {"the cover is the first page", ". Of old\n/\n. Report\n^ A/1\n", NOBODY},
      {"with its furniture", "^ Report\n^ A/1\n", "b 7 passed: read with the rule pack b 7\n"},
      {"what speaks against it is taken off", "# Background\n. Report\n^ A/1\n", NOBODY},
      {"but not where it stands elsewhere", ". Background\n. Report\n^ A/1\n", "b 7 passed: read with the rule pack b 7\n"},
      {"of several packs the one with the most", ". Report\n. dialogue\n^ A/1\n", "b 7 passed: read with the rule pack b 7\n"},
      {"of equals the first by its id", ". A dialogue\n", "a 7 passed: read with the rule pack a 7\n"},
      {"nothing", "", NOBODY},
  };
  check_rows_of(packs, G_N_ELEMENTS(packs), rows, G_N_ELEMENTS(rows), print_pack);
}

/* --- what goes wrong */

#define SIXTY_FOUR "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static void a_rule_that_is_stopped_is_named(G_GNUC_UNUSED void **state) {
  static const char *const pack = HEAD("p") "sections: [{id: part, heading: '^Recommendations$'}]\n"
                                            "records:\n"
                                            "- id: recommendation\n"
                                            "  kind: recommendation\n"
                                            "  section: part\n"
                                            "  lead_ins:\n"
                                            "  - {id: greedy, match: '^(a+)+$'}\n"
                                            "  - {id: modest, match: 'X$'}\n"
                                            "  starts: [{id: numbered, label: '^(?<item>\\d+)\\.$', number: '{item}'}]\n";
  static const Row rows[] = {
      {"and the other rules are applied", TITLE ". " SIXTY_FOUR "X\n. " SIXTY_FOUR "X\n- 1. | Ratify.\n",
       "1 [1.] Ratify.\n"
       "! rule_limit p/greedy: rule \"p/greedy\" stopped: too much backtracking (match limit 1000000); other rules were "
       "applied\n"},
  };
  check_rows(pack, rows, G_N_ELEMENTS(rows));
}

/* Paragraphs of the report that recommend, a summary of some of them, and an annex that lists all, each with a code. */
#define SAID_AGAIN                                                                                                               \
  HEAD("p")                                                                                                                      \
  "sections: [{id: summary, heading: '^Summary$'}, {id: annex, heading: '^Annex$'}]\n"                                           \
  "records:\n"                                                                                                                   \
  "- id: recommendation\n"                                                                                                       \
  "  kind: recommendation\n"                                                                                                     \
  "  starts: [{id: numbered, label: '^(?<item>\\d+)\\.$', text: 'RECOMMENDED', number: '{item}', alone: true}]\n"                \
  "- {id: summed, kind: recommendation, section: summary, repeats: some, find: '^(?<text>.*RECOMMENDED.*)$', number: "           \
  "'{item}'}\n"                                                                                                                  \
  "- id: listed\n"                                                                                                               \
  "  kind: recommendation\n"                                                                                                     \
  "  section: annex\n"                                                                                                           \
  "  repeats: all\n"                                                                                                             \
  "  find: '^(?<text>(?<printed>R\\d) \\(para\\. (?<item>\\d+)\\).*)$'\n"                                                        \
  "  number: '{item}'\n"                                                                                                         \
  "  fields: [{id: code, field: code, match: '^R\\d'}]\n"

#define NETS "The party RECOMMENDED that nets be counted on all vessels."
#define HOOKS "The party RECOMMENDED that hooks be counted on some vessels."

static void what_is_said_again_is_no_record_but_a_proof(G_GNUC_UNUSED void **state) {
  static const Row rows[] = {
      {"each once, with the code of the list",
       "# Summary\n. " NETS "\n# Text\n- 1. | " NETS "\n- 2. | It rained.\n- 3. | " HOOKS "\n# Annex\n. R1 (para. 1) " NETS
       "\n. R2 (para. 3) " HOOKS "\n",
       "1 [1.] " NETS " {code=R1}\n3 [3.] " HOOKS " {code=R2}\n"},
      {"spaces, marks and capitals are the setting's",
       "# Text\n- 1. | " NETS "\n# Annex\n. R1 (para. 1): the party RECOMMENDED "
       "that “nets” be counted on all vessels\n",
       "1 [1.] " NETS " {code=R1}\n"},
      {"a list may leave out what stands below a recommendation",
       "# Text\n- 1. | The party RECOMMENDED that these be counted:\n-- (a) | nets;\n-- (b) | hooks.\n# Annex\n. R1 (para. 1) "
       "The "
       "party RECOMMENDED that these be counted:\n",
       "1 [1.] The party RECOMMENDED that these be counted: / (a) nets; / (b) hooks. {code=R1}\n"},
      {"no list at all", "# Text\n- 1. | " NETS "\n", "1 [1.] " NETS "\n"},
      {"one that the list lacks", "# Text\n- 1. | " NETS "\n- 2. | " HOOKS "\n# Annex\n. R1 (para. 1) " NETS "\n",
       "1 [1.] " NETS " {code=R1}\n2 [2.] " HOOKS "\n"
       "! said_again listed: what says the recommendations again differs: 2. is not among those said again\n"},
      {"one that only the list has", "# Text\n- 1. | " NETS "\n# Annex\n. R1 (para. 1) " NETS "\n. R2 (para. 3) " HOOKS "\n",
       "1 [1.] " NETS " {code=R1}\n"
       "! said_again listed: what says the recommendations again differs: no recommendation was found that R2 says again\n"},
      {"one that only the summary has", "# Summary\n. " HOOKS "\n# Text\n- 1. | " NETS "\n",
       "1 [1.] " NETS "\n"
       "! said_again summed: what says the recommendations again differs: no recommendation was found that \"The party "
       "RECOMMENDED that hooks be counted on some vessels....\" says again\n"},
      {"a word that differs", "# Text\n- 1. | " NETS "\n# Annex\n. R1 (para. 1) The party RECOMMENDED that no nets be counted.\n",
       "1 [1.] " NETS " {code=R1}\n"
       "! said_again listed: what says the recommendations again differs: R1 is worded otherwise than 1.\n"},
      {"a number that is wrong, with words that are not",
       "# Text\n- 1. | " NETS "\n- 2. | " HOOKS "\n# Annex\n. R1 (para. 2) " NETS "\n. R2 (para. 9) " HOOKS "\n",
       "1 [1.] " NETS " {code=R1}\n2 [2.] " HOOKS " {code=R2}\n"},
  };
  check_rows(SAID_AGAIN, rows, G_N_ELEMENTS(rows));
}

/* Whatever the check is called: a record that begins and has no text must not pass for none. */
static void a_heading_without_a_text_fails_a_check(G_GNUC_UNUSED void **state) {
  const char *pack = WITH_REPORT;
  g_autoptr(Rules) rules = load_packs(&pack, 1);
  g_autoptr(Document) document = write_document(TITLE "## Recommendation 1\n## Recommendation 2\n. States should act.\n");
  g_autoptr(Findings) findings = rules_apply(rules, document);
  guint failed = 0;
  for (guint i = 0; i < findings->checks->len; i++) failed += ((const Check *)findings->checks->pdata[i])->result == CHECK_FAILED;
  assert_int_not_equal(failed, 0);
}

/* What a record's name leaves of its block is its text, and so is what follows. */
static void a_name_without_a_text_fails_a_check(G_GNUC_UNUSED void **state) {
  static const char pack[] = HEAD("p") "records:\n"
                                       "- id: named\n"
                                       "  kind: recommendation\n"
                                       "  starts: [{id: name, text: '^Recommendation (?<item>\\d+)[.:]? ?', number: '{item}', "
                                       "alone: true}]\n";
  static const Row rows[] = {
      {"nothing behind it", ". Recommendation 1: States should act.\n. Recommendation 2.\n",
       "1 [Recommendation 1] States should act.\n! record_text 2: \"Recommendation 2\" stands there without a text\n"},
      {"its text in a block of its own", ". Recommendation 1:\n. States should act.\n",
       "1 [Recommendation 1] States should act.\n"},
  };
  check_rows(pack, rows, G_N_ELEMENTS(rows));
}

static void a_document_is_searched_as_far_as_it_was_read(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *name;
    Outcome outcome;
    const char *reason, *expected;
  } rows[] = {
      {"all of it", OUTCOME_COMPLETE, NULL, "86.1 [1.] Ratify; {decision=accepted}\n"},
      {"but for a page", OUTCOME_PARTIAL, "could not read page 2",
       "86.1 [1.] Ratify; {decision=accepted}\n! complete_reading: could not read page 2\n"},
      {"nothing of it", OUTCOME_SKIPPED, "encrypted", "! complete_reading: encrypted\n"},
      {"no document", OUTCOME_REJECTED, "damaged", "! complete_reading: damaged\n"},
  };
  const char *pack = BELOW_PARAGRAPHS;
  g_autoptr(Rules) rules = load_packs(&pack, 1);
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    g_autoptr(Document) document = write_document(TITLE SUPPORT "- 1. | Ratify;\n");
    document->outcome = rows[i].outcome;
    document->reason = g_strdup(rows[i].reason);
    g_autoptr(Findings) findings = rules_apply(rules, document);
    g_autoptr(GString) found = g_string_new(NULL);
    print_findings(found, findings);
    assert_string_equal(found->str, rows[i].expected);
    assert_string_equal(findings->sha256, HASH);
    assert_int_equal(findings->outcome, rows[i].outcome);
    assert_int_equal(findings->pages, 1);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(labels_that_go_on_are_records),
      cmocka_unit_test(records_count_with_the_report_or_below_headings),
      cmocka_unit_test(records_are_told_by_their_texts),
      cmocka_unit_test(every_block_is_accounted_for),
      cmocka_unit_test(fields_are_read_from_the_record),
      cmocka_unit_test(a_field_that_is_expected_and_lacking_is_told),
      cmocka_unit_test(fields_whose_values_have_names_of_their_own_can_be_expected),
      cmocka_unit_test(fields_are_read_where_the_rule_says),
      cmocka_unit_test(records_are_found_within_sentences),
      cmocka_unit_test(lists_of_any_body_are_read),
      cmocka_unit_test(records_stand_anywhere),
      cmocka_unit_test(records_stand_in_columns_of_tables),
      cmocka_unit_test(topics_are_told_by_titles),
      cmocka_unit_test(any_body_is_read_in_six_languages),
      cmocka_unit_test(a_finding_is_named_for_ever),
      cmocka_unit_test(a_topic_is_named_apart_from_a_recommendation),
      cmocka_unit_test(a_heading_that_is_a_label_is_no_section),
      cmocka_unit_test(facts_are_found_by_the_first_rule_that_knows),
      cmocka_unit_test(the_pack_with_the_most_evidence_reads_the_document),
      cmocka_unit_test(a_rule_that_is_stopped_is_named),
      cmocka_unit_test(what_is_said_again_is_no_record_but_a_proof),
      cmocka_unit_test(a_heading_without_a_text_fails_a_check),
      cmocka_unit_test(a_name_without_a_text_fails_a_check),
      cmocka_unit_test(a_document_is_searched_as_far_as_it_was_read),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
