/* test_labels.c - the labels in front of paragraphs: where they end, their form, their place in a sequence. */
#include "extractors/labels.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void a_label_is_parsed_with_its_form(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *name, *text;
    const char *label; /* "" for none */
    LabelForm form;
  } rows[] = {
      {"a number", "12. The Working Group", "12.", LABEL_NUMBER},
      {"a number at the end", "12.", "12.", LABEL_NUMBER},
      {"a number glued to its text", "12.The Working Group", "12.", LABEL_NUMBER},
      {"a number glued to a text in another script", "12.État", "12.", LABEL_NUMBER},
      {"a sum of money", "12.5 million", "12.5", LABEL_DECIMAL},
      {"no number glued to a small letter", "12.th", "", LABEL_NONE},
      {"four digits, which may be a year", "2023. The", "2023.", LABEL_NUMBER},
      {"a decimal number", "86.12 Ratify", "86.12", LABEL_DECIMAL},
      {"a decimal number with a full stop", "86.12. Ratify", "86.12.", LABEL_DECIMAL},
      {"three parts", "4.2.1 Scope", "4.2.1", LABEL_DECIMAL},
      {"a decimal number glued to its text", "118.1Complete", "118.1", LABEL_DECIMAL},
      {"a number in parentheses", "(3) States", "(3)", LABEL_NUMBER_PAREN},
      {"a number before one", "3) States", "3)", LABEL_NUMBER_PAREN},
      {"a letter in parentheses", "(b) States", "(b)", LABEL_LETTER_PAREN},
      {"a letter before one", "b) States", "b)", LABEL_LETTER_PAREN},
      {"a letter twice", "(bb) States", "(bb)", LABEL_LETTER_PAREN},
      {"two letters, which may be a word", "(at) States", "(at)", LABEL_LETTER_PAREN},
      {"others are one", "(of) States", "", LABEL_NONE},
      {"a letter of another script", "б) государства", "б)", LABEL_LETTER_PAREN},
      {"a roman numeral", "(iv) States", "(iv)", LABEL_ROMAN_PAREN},
      {"a letter that may be a roman numeral", "(c) States", "(c)", LABEL_LETTER_PAREN},
      {"a roman numeral that may be a letter", "(i) States", "(i)", LABEL_ROMAN_PAREN},
      {"a roman number", "II. Recommendations", "II.", LABEL_ROMAN},
      {"a roman number that may be a letter", "I. Introduction", "I.", LABEL_ROMAN},
      {"a capital", "B. Conclusions", "B.", LABEL_LETTER},
      {"an initial in front of a name", "B.Conclusions", "", LABEL_NONE},
      {"a word of roman letters", "XIX century", "", LABEL_NONE},
      {"an abbreviation", "Mr. Testa", "", LABEL_NONE},
      {"a bullet", "\u2022 States", "\u2022", LABEL_BULLET},
      {"a bullet of the Symbol font", "\uF0B7 States", "\uF0B7", LABEL_BULLET},
      {"a dash", "\u2013 States", "\u2013", LABEL_BULLET},
      {"a dash glued to a word", "\u2013States", "", LABEL_NONE},
      {"a bare number", "12 States", "12", LABEL_BARE_NUMBER},
      {"a year", "2023 was", "", LABEL_NONE},
      {"a word", "States", "", LABEL_NONE},
      {"a word in parentheses", "(States)", "", LABEL_NONE},
      {"a reference within the text", "(b) of article 3", "(b)", LABEL_LETTER_PAREN}, /* the page must tell, see blocks.c */
      {"an Arabic letter", "(ب) تبادل", "(ب)", LABEL_LETTER_PAREN},
      {"one with its connecting stroke", "(هـ) تبادل", "(هـ)", LABEL_LETTER_PAREN},
      {"an Arabic number with its dash", "٣ - ينبغي", "٣ -", LABEL_NUMBER},
      {"a European number in Arabic", "3- ينبغي", "3-", LABEL_NUMBER},
      {"an Arabic number alone", "3 -", "3 -", LABEL_NUMBER},
      {"an Arabic item's item", "‘2’ أن تعين", "‘2’", LABEL_ROMAN_PAREN},
      {"one in straight quotation marks", "'2' أن تعين", "'2'", LABEL_ROMAN_PAREN},
      {"a year in quotation marks", "'2023' was", "", LABEL_NONE},
      {"a span of years", "2008 - 2010 was", "", LABEL_NONE},
      {"an Arabic ordinal", "ثانيا - التوصيات", "ثانيا -", LABEL_ROMAN},
      {"the name of an Arabic letter", "باء - التعاون", "باء -", LABEL_LETTER},
      {"one alone", "باء -", "باء -", LABEL_LETTER},
      {"a Chinese numeral in its brackets", "㈡ 在国家一级", "㈡", LABEL_ROMAN_PAREN},
      {"a Chinese numeral", "二、建议", "二、", LABEL_ROMAN},
      {"a Chinese numeral above ten", "十二. 建议", "十二.", LABEL_ROMAN},
      {"one in full-width brackets", "（三）缔约国", "（三）", LABEL_NUMBER_PAREN},
      {"a number in front of Chinese", "12.工作组", "12.", LABEL_NUMBER},
      {"a letter in front of Chinese", "(a)缔约国", "(a)", LABEL_LETTER_PAREN},
      {"a Chinese sentence", "一些国家", "", LABEL_NONE},
      {"a capital Russian letter", "Б. Выводы", "Б.", LABEL_LETTER},
      {"nothing", "", "", LABEL_NONE},
      {"one character", "i", "", LABEL_NONE},
      {"one parenthesis", "(", "", LABEL_NONE},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    LabelForm form = LABEL_BULLET;
    assert_int_equal(label_parse(rows[i].text, &form), strlen(rows[i].label));
    assert_int_equal(form, rows[i].form);
  }
}

static void a_whole_label_is_nothing_else(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *name, *text;
    gboolean expected;
  } rows[] = {
      {"a number", "12.", TRUE},
      {"a decimal number", "86.12", TRUE},
      {"a letter", "(a)", TRUE},
      {"a bullet", "\u2022", TRUE},
      {"a label with its text", "(a) States", FALSE},
      {"a label and a space", "(a) ", FALSE},
      {"a bare number may be anything", "12", FALSE},
      {"a word", "States", FALSE},
      {"nothing", "", FALSE},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    assert_int_equal(label_is_whole(rows[i].text), rows[i].expected);
  }
}

static void a_label_has_its_place_in_a_sequence(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *name, *label;
    LabelForm form;
    guint expected;
  } rows[] = {
      {"a number", "12.", LABEL_NUMBER, 12},
      {"a number in parentheses", "(3)", LABEL_NUMBER_PAREN, 3},
      {"a bare number with its text", "12 States", LABEL_BARE_NUMBER, 12},
      {"an Arabic item's item", "‘12’", LABEL_ROMAN_PAREN, 12},
      {"a Chinese numeral in its brackets", "㈢", LABEL_ROMAN_PAREN, 3},
      {"the last part of a decimal number", "86.12.", LABEL_DECIMAL, 12},
      {"zero", "86.0", LABEL_DECIMAL, 0},
      {"a letter", "(c)", LABEL_LETTER_PAREN, 3},
      {"the last letter", "z)", LABEL_LETTER_PAREN, 26},
      {"behind the last letter", "(aa)", LABEL_LETTER_PAREN, 27},
      {"and behind that", "(ab)", LABEL_LETTER_PAREN, 28},
      {"or doubled", "(bb)", LABEL_LETTER_PAREN, 28},
      {"and on", "(bb)", LABEL_LETTER_PAREN, 28},
      {"a capital", "B.", LABEL_LETTER, 2},
      {"one", "(i)", LABEL_ROMAN_PAREN, 1},
      {"the same as a letter", "(i)", LABEL_LETTER_PAREN, 9},
      {"four", "(iv)", LABEL_ROMAN_PAREN, 4},
      {"nine", "IX.", LABEL_ROMAN, 9},
      {"fourteen", "xiv)", LABEL_ROMAN_PAREN, 14},
      {"forty-four", "XLIV.", LABEL_ROMAN, 44},
      {"a bullet has none", "\u2022", LABEL_BULLET, 0},
      {"no label has none", "12.", LABEL_NONE, 0},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    assert_int_equal(label_value(rows[i].label, rows[i].form), rows[i].expected);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_label_is_parsed_with_its_form),
      cmocka_unit_test(a_whole_label_is_nothing_else),
      cmocka_unit_test(a_label_has_its_place_in_a_sequence),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
