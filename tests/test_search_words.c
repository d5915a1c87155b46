/* test_search_words.c - text as the search sees it, in six languages; questions as the index understands them; and what of a text
 * they mark. */
#include "pipeline/words/search_words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "pipeline/common/wrap.h"
#include "pipeline/search/search_snippet.h"
#include "pipeline/words/search_query.h"

/* ---- words ---- */

/* Each word's form, with a slash and its stem where that is another. */
static void append_word(const TextWord *word, gpointer data) {
  GString *words = data;
  g_string_append_printf(words, "%s%s", words->len > 0 ? " " : "", word->form);
  if (!g_str_equal(word->form, word->stem)) g_string_append_printf(words, "/%s", word->stem);
}

static void words_are_read_by_their_language(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *language, *text, *words;
  } rows[] = {
      {"en", "Smuggled migrants, smuggling; a migrant's", "smuggled/smuggl migrants/migrant smuggling/smuggl a migrant"},
      {"en", "CTOC/COP/WG.7/2023/5: 86.12. In 2030.", "ctoc cop wg 7 2023 5 86.12 in 2030"},
      {"en", "follow-up co\xC2\xADoperate \xEF\xAC\x81rearm 10,000 \xEF\xBC\x95", "follow up cooperate/cooper firearm 10 000 5"},
      {"en", "children's, child; women, men", "children/child child women/woman men/man"},
      {"en", "O’Neil's 'states' 5's", "neil states/state 5"},
      {"fr", "L'égalité, l’égalité et d'autres", "egalite/egalit egalite/egalit et autres/autr"},
      {"fr", "recommandées RECOMMANDÉ recommander", "recommandees/recommand recommande/recommand recommander/recommand"},
      {"fr", "qu'il aujourd'hui main-d'œuvre", "il aujourd hui main oeuvre/oeuvr"},
      {"es", "Recomendación, recomendaciones: recomendó", "recomendacion/recomend recomendaciones/recomend recomendo/recomend"},
      {"es", "niños niño ni\x6E\xCC\x83o", "ninos/nin nino/nin nino/nin"},
      {"ru", "мигрантов Мигранты, ребёнка; йод и\xCC\x86од", "мигрантов/мигрант мигранты/мигрант ребенка/ребенк йод йод"},
      {"ar", "والتعاون بالتعاون المُهاجرين ٢٠٢٣", "والتعاون/تعاون بالتعاون/تعاون المهاجرين/مهاجر 2023"},
      {"ar", "الأطفال أطفال على علي", "الاطفال/اطفال اطفال علي/عل علي/عل"},
      {"zh", "偷运移民，2030年ＷＧ．７第86.12段", "偷 运 移 民 2030 年 wg 7 第 86.12 段"},
      {NULL, "Straße Łódź — «migrants»", "strasse lodz migrants"},
      {"de", "Staaten", "staaten"},
      {"en", "", ""},
      {"en", " ' - . & ’ \xE2\x80\x8B", ""},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].text);
    g_autoptr(WordReader) reader = word_reader_new(rows[i].language);
    g_autoptr(GString) words = g_string_new(NULL);
    words_read(reader, rows[i].text, append_word, words);
    assert_string_equal(words->str, rows[i].words);
  }
}

static void a_word_without_end_is_cut(G_GNUC_UNUSED void **state) {
  g_autofree char *text = g_strnfill(100000, 'a');
  g_autofree char *folded = words_folded(text);
  assert_int_equal(strlen(folded), WORD_MOST);
}

/* ---- questions ---- */

/* STEMS and FORMS stand for the columns' names. */
static char *expression_of(const SearchQuery *query, const char *language) {
  g_autofree char *expression = search_query_expression(query, language);
  g_autoptr(GString) shorter = g_string_new(expression);
  g_string_replace(shorter, SEARCH_STEMS, "STEMS", 0);
  g_string_replace(shorter, SEARCH_FORMS, "FORMS", 0);
  return g_strdup(shorter->str);
}

static void questions_become_expressions(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *question, *language, *expression;
  } rows[] = {
      {"migrants", "en", "((STEMS:\"enmigrant\"))"},
      {"Smuggling Migrants", "en", "((STEMS:\"ensmuggl\" AND STEMS:\"enmigrant\"))"},
      {"smuggling AND migrants", "en", "((STEMS:\"ensmuggl\" AND STEMS:\"enmigrant\"))"},
      {"migrants", "fr", "((STEMS:\"frmigr\"))"},
      {"migrants", "", "((STEMS:\"xxmigrants\"))"},
      {"migrants", "pt-BR", "((STEMS:\"xxmigrants\"))"},
      {"and or not near", "en", "((STEMS:\"enand\" AND STEMS:\"enor\" AND STEMS:\"ennot\" AND STEMS:\"ennear\"))"},
      {"CTOC/COP/WG.7/2023/5", "en", "((STEMS:\"enctoc encop enwg en7 en2023 en5\"))"},
      {"86.12", "en", "((STEMS:\"en86.12\"))"},
      {"follow-up", "en", "((STEMS:\"enfollow enup\"))"},
      {"\"smuggled migrants\"", "en", "((FORMS:\"ensmuggled enmigrants\"))"},
      {"“smuggled migrants”", "en", "((FORMS:\"ensmuggled enmigrants\"))"},
      {"«trafic illicite»", "fr", "((FORMS:\"frtrafic frillicite\"))"},
      {"traffick*", "en", "((FORMS:\"entraffick\"*))"},
      {"CTOC/COP*", "en", "((FORMS:\"enctoc encop\"*))"},
      {"偷运移民", "zh", "((STEMS:\"zh偷 zh运 zh移 zh民\"))"},
      {"a OR b c", "en", "((STEMS:\"ena\") OR (STEMS:\"enb\" AND STEMS:\"enc\"))"},
      {"a NOT b", "en", "(((STEMS:\"ena\") NOT (STEMS:\"enb\")))"},
      {"a -b NOT (c d)", "en", "(((STEMS:\"ena\") NOT (STEMS:\"enb\" OR ((STEMS:\"enc\" AND STEMS:\"end\")))))"},
      {"-b a", "en", "(((STEMS:\"ena\") NOT (STEMS:\"enb\")))"},
      {"(a OR b) c", "en", "((((STEMS:\"ena\") OR (STEMS:\"enb\")) AND STEMS:\"enc\"))"},
      {"women NEAR violence", "en", "((STEMS:NEAR(\"enwoman\" \"enviolenc\",10)))"},
      {"women NEAR/3 \"the violence\" NEAR/5 girls", "en", "((STEMS:NEAR(\"enwoman\" \"enthe enviolenc\" \"engirl\",5)))"},
      {"law & order - peace", "en", "((STEMS:\"enlaw\" AND STEMS:\"enorder\" AND STEMS:\"enpeac\"))"},
      {"\"'; DROP TABLE findings; --\" text_stems:x {}^*", "en",
       "((FORMS:\"endrop entable enfindings\" AND STEMS:\"entext enstem enx\"))"},
      {"text_stems:x 5+5=10", "en", "((STEMS:\"entext enstem enx\" AND STEMS:\"en5 en5 en10\"))"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(GError) error = NULL;
    print_message("%s\n", rows[i].question);
    g_autoptr(SearchQuery) query = search_query_parse(rows[i].question, &error);
    if (query == NULL) fail_msg("%s", error->message);
    g_autofree char *expression = expression_of(query, rows[i].language);
    assert_string_equal(expression, rows[i].expression);
  }
}

static void ill_formed_questions_are_told(G_GNUC_UNUSED void **state) {
  g_autofree char *deep = g_strnfill(21, '('), *many = g_strnfill(80, 'a'), *endless = g_strnfill(2001, 'a');
  for (guint i = 1; i < 80; i += 2) many[i] = ' ';
  const struct {
    const char *question, *message;
  } rows[] = {
      {"", "a word should stand before the end"},
      {"   ", "a word should stand before the end"},
      {"& - !", "there is no word to search for in \"& - !\""},
      {"\"open", "a quotation mark is opened and not closed: \"open"},
      {"a “b", "a quotation mark is opened and not closed: “b"},
      {"(a OR b", "a parenthesis is opened and not closed"},
      {"a) b", "a parenthesis is closed and was not opened"},
      {"()", "a word should stand before a closing parenthesis"},
      {"OR a", "a word should stand before OR"},
      {"a OR", "a word should stand before the end"},
      {"a AND", "a word should stand before the end"},
      {"a AND OR b", "a word should stand before OR"},
      {"NOT a", "NOT takes away from what else is asked for: name a word that is to be found"},
      {"a OR NOT b", "NOT takes away from what else is asked for: name a word that is to be found"},
      {"& NOT a", "there is no word to search for in \"& NOT a\""},
      {"a NOT", "a word should stand before the end"},
      {"a NOT NOT b", "a word should stand before NOT"},
      {"a*b", "* stands at a word's end only, for whatever follows: not in \"a*b\""},
      {"*", "* stands at a word's end only, for whatever follows: not in \"*\""},
      {"a*", "before * should stand two letters or more, not \"a\""},
      {"{a}^*", "before * should stand two letters or more, not \"{a}^\""},
      {"a NEAR", "a word should stand before the end"},
      {"NEAR a", "a word should stand before NEAR"},
      {"a NEAR/0 b", "NEAR/ wants a number of words from 1 to 100, not \"0\""},
      {"a NEAR/x b", "NEAR/ wants a number of words from 1 to 100, not \"x\""},
      {"a NEAR (b c)", "NEAR stands between two words or phrases, without * and parentheses"},
      {"ab* NEAR c", "NEAR stands between two words or phrases, without * and parentheses"},
      {"caf\xE9", "the words are not in UTF-8"},
      {deep, "more than 20 parentheses stand in each other"},
      {many, "more than 32 words and phrases are asked for"},
      {endless, "the question is longer than 2000 bytes"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(GError) error = NULL;
    print_message("%.80s\n", rows[i].question);
    g_autoptr(SearchQuery) query = search_query_parse(rows[i].question, &error);
    assert_null(query);
    assert_true(g_error_matches(error, SEARCH_QUERY_ERROR, SEARCH_QUERY_ERROR_SYNTAX));
    assert_string_equal(error->message, rows[i].message);
  }
}

/* ---- marks ---- */

static void what_was_asked_for_is_marked(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *question, *language, *text, *marked;
    guint most;
  } rows[] = {
      {"smuggling migrant", "en", "Smugglers smuggled Migrants.", "Smugglers [smuggled] [Migrants].", 100},
      {"\"smuggled migrants\"", "en", "Smuggled migrants, smuggled migrant", "[Smuggled migrants], smuggled migrant", 100},
      {"smuggl*", "en", "Smugglers smuggled", "[Smugglers] [smuggled]", 100},
      {"egalite", "fr", "l’égalité", "l’[égalité]", 100},
      {"移民", "zh", "偷运移民问题，移民", "偷运[移民]问题，[移民]", 100},
      {"a OR b NOT c", "en", "c b a", "c [b] [a]", 100},
      {"women NEAR \"and girls\"", "en", "women and girl", "[women] [and girl]", 100},
      {"WG.7", "en", "CTOC/COP/WG.7/2023/5", "CTOC/COP/[WG.7]/2023/5", 100},
      {"sea", "en", "none here", "none here", 100},
      {"sea", "en", "none of the many words that stand here", "none of the …", 15},
      {"sea land", "en", "a sea and a long way behind it the land that is at the sea, which we see",
       "… it the [land] that is at the [sea], …", 34},
      {"x", "en", "", "", 10},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].question);
    g_autoptr(SearchQuery) query = search_query_parse(rows[i].question, NULL);
    assert_non_null(query);
    g_autoptr(Snippet) snippet = search_snippet(query, rows[i].language, rows[i].text, rows[i].most);
    g_autoptr(GString) marked = g_string_new(NULL);
    search_snippet_append(marked, snippet, "[", "]");
    assert_string_equal(marked->str, rows[i].marked);
  }
}

static void which_words_a_text_holds_is_told(G_GNUC_UNUSED void **state) {
  guint64 terms;
  g_autoptr(SearchQuery) query = search_query_parse("a \"b c\" NOT d ef*", NULL);
  g_autoptr(GArray) marks = search_query_marks(query, "en", "b c efg d", &terms);
  assert_int_equal(marks->len, 2);
  assert_int_equal(terms, 1 << 1 | 1 << 2); /* the phrase and the beginning: the second and the third that are to be found */
}

/* ---- lines ---- */

static void lines_fit_a_terminal(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *text;
    guint indent, width;
    const char *lines;
  } rows[] = {
      {"one two three", 2, 0, "  one two three"},
      {"one two three", 2, 9, "  one two\n  three"},
      {"one two three", 0, 8, "one two\nthree"},
      {"one two three", 0, 7, "one two\nthree"},
      {"incomprehensibility of it", 1, 8, " incomprehensibility\n of it"},
      {"偷运移民问题", 0, 8, "偷运移民\n问题"},
      {"a \x01"
       "bold\x02 word",
       0, 6,
       "a \x01"
       "bold\x02\nword"},
      {"", 2, 10, "  "},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].text);
    g_autofree char *lines = wrap_text(rows[i].text, rows[i].indent, rows[i].width);
    assert_string_equal(lines, rows[i].lines);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(words_are_read_by_their_language),
      cmocka_unit_test(a_word_without_end_is_cut),
      cmocka_unit_test(questions_become_expressions),
      cmocka_unit_test(ill_formed_questions_are_told),
      cmocka_unit_test(what_was_asked_for_is_marked),
      cmocka_unit_test(which_words_a_text_holds_is_told),
      cmocka_unit_test(lines_fit_a_terminal),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
