/* test_normal.c - normal forms: dates, numbers, States and people as reports print them. Reads rules/data of the source tree,
 * so it is run from its root. */
#include "rules/normal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <glib/gstdio.h>

#include "rules/yaml.h"

typedef struct {
  const char *name, *text;
  const char *expected; /* the values, joined by '|' */
} Row;

static int load_data(void **state) {
  g_autoptr(GError) error = NULL;
  *state = normal_data_load("rules/data", &error);
  if (error != NULL) print_error("%s\n", error->message);
  return *state != NULL ? 0 : -1;
}

static int free_data(void **state) {
  normal_data_free(*state);
  return 0;
}

static char *apply(const NormalData *data, const char *form, const char *text, GError **error) {
  g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func(g_free);
  gboolean good = normal_form(form, data, text, values, error);
  g_ptr_array_add(values, NULL);
  return good ? g_strjoinv("|", (char **)values->pdata) : NULL;
}

static void check_rows(const NormalData *data, const char *form, const Row *rows, gsize count) {
  for (gsize i = 0; i < count; i++) {
    print_message("%s\n", rows[i].name);
    g_autoptr(GError) error = NULL;
    g_autofree char *found = apply(data, form, rows[i].text, &error);
    assert_null(error);
    assert_string_equal(found, rows[i].expected);
  }
}
#define CHECK_ROWS(state, form, rows) check_rows(*(state), form, rows, G_N_ELEMENTS(rows))

static void a_text_keeps_its_words_and_loses_spare_spaces(void **state) {
  static const Row rows[] = {
      {"nothing", "", ""},
      {"only spaces", " \t\n", ""},
      {"spaces of all kinds", "  a\u00a0 b\n\tc ", "a b c"},
      {"nothing to do", "Ratify CRPD (Peru).", "Ratify CRPD (Peru)."},
  };
  CHECK_ROWS(state, "text", rows);
}

static void a_date_is_one_day(void **state) {
  static const Row rows[] = {
      {"day, month, year", "22 May 2008", "2008-05-22"},
      {"one digit", "4 January 2010", "2010-01-04"},
      {"a weekday and an article", "on Friday, the 4th of December 2009", "2009-12-04"},
      {"month first", "October 5, 2023", "2023-10-05"},
      {"abbreviated", "7 Sept. 2021", "2021-09-07"},
      {"capitals", "11 DECEMBER 2009", "2009-12-11"},
      {"glued", "9October2023", "2023-10-09"},
      {"a space within the month", "9 Octo ber 2023", "2023-10-09"},
      {"a leap day", "29 February 2008", "2008-02-29"},
      {"French", "le 1er août 2012", "2012-08-01"},
      {"Spanish", "12 de octubre de 2023", "2023-10-12"},
      {"Russian", "22 мая 2008 года", "2008-05-22"},
  };
  CHECK_ROWS(state, "date", rows);
}

static void a_date_range_is_its_first_and_last_day(void **state) {
  static const Row rows[] = {
      {"two days", "5 and 6 October 2023", "2023-10-05|2023-10-06"},
      {"within a month", "27 to 29 January 2010", "2010-01-27|2010-01-29"},
      {"a hyphen", "27-29 January 2010", "2010-01-27|2010-01-29"},
      {"a dash", "27–29 January 2010", "2010-01-27|2010-01-29"},
      {"over two months", "from 30 November to 11 December 2009", "2009-11-30|2009-12-11"},
      {"over two months with a dash", "28 May–1 June 2018", "2018-05-28|2018-06-01"},
      {"over New Year", "30 December 2019 to 2 January 2020", "2019-12-30|2020-01-02"},
      {"over New Year, the year told once", "30 December to 2 January 2020", "2019-12-30|2020-01-02"},
      {"a single day", "9 October 2023", "2023-10-09|2023-10-09"},
      {"three days", "4, 5 and 6 October 2023", "2023-10-04|2023-10-06"},
      {"month first", "October 5 to 6, 2023", "2023-10-05|2023-10-06"},
      {"month first, over two months", "September 30 to October 2, 2023", "2023-09-30|2023-10-02"},
      {"French", "du 30 novembre au 11 décembre 2009", "2009-11-30|2009-12-11"},
      {"Spanish", "5 y 6 de octubre de 2023", "2023-10-05|2023-10-06"},
      {"Russian", "с 30 ноября по 11 декабря 2009 года", "2009-11-30|2009-12-11"},
  };
  CHECK_ROWS(state, "date_range", rows);
}

static void a_number_is_read_from_words_or_digits(void **state) {
  static const Row rows[] = {
      {"a word", "sixteen", "16"},
      {"digits", "40", "40"},
      {"digits with zeros", "007", "7"},
      {"two words", "Forty-Two", "42"},
      {"a line break within", "forty-\ntwo", "42"},
      {"a space within", "six teen", "16"},
      {"zero", "zero", "0"},
      {"hundreds", "one hundred and six", "106"},
      {"a hundred", "a hundred", "100"},
      {"thousands", "two thousand three hundred and forty-five", "2345"},
      {"hundreds of thousands", "one hundred thousand", "100000"},
      {"digits and a word", "2 thousand", "2000"},
  };
  CHECK_ROWS(state, "number", rows);
}

static void an_ordinal_is_its_number(void **state) {
  static const Row rows[] = {
      {"a word", "sixth", "6"},
      {"two words", "twenty-seventh", "27"},
      {"a suffix", "27th", "27"},
      {"no ordinal", "40", "40"},
      {"an article", "the thirteenth", "13"},
      {"a hundredth", "two hundredth", "200"},
      {"behind", "hundred and first", "101"},
  };
  CHECK_ROWS(state, "ordinal", rows);
}

static void a_list_of_states_is_their_names(void **state) {
  static const Row rows[] = {
      {"one", "Ghana", "Ghana"},
      {"a list", "Ghana, Peru and Chile", "Ghana|Peru|Chile"},
      {"with its parentheses", "(Ghana; Peru)", "Ghana|Peru"},
      {"slashes", "Ghana / Peru", "Ghana|Peru"},
      {"a name twice", "Ghana, Peru, Ghana", "Ghana|Peru"},
      {"parentheses in a name", "Iran (Islamic Republic of), Peru", "Iran (Islamic Republic of)|Peru"},
      {"a comma in a name", "Iran, Islamic Republic of, Peru", "Iran (Islamic Republic of)|Peru"},
      {"names that hold 'and'", "Bosnia and Herzegovina and Antigua and Barbuda", "Bosnia and Herzegovina|Antigua and Barbuda"},
      {"an ampersand", "Trinidad & Tobago & Peru", "Trinidad and Tobago|Peru"},
      {"a name that begins another", "Guinea, Guinea-Bissau and Niger", "Guinea|Guinea-Bissau|Niger"},
      {"a name that another ends with", "Democratic Republic of the Congo, Congo", "Democratic Republic of the Congo|Congo"},
      {"two Koreas", "Korea, Republic of, and Democratic People’s Republic of Korea",
       "Republic of Korea|Democratic People’s Republic of Korea"},
      {"articles", "the Netherlands and The Philippines", "Netherlands|Philippines"},
      {"on behalf of", "Sweden, on behalf of the European Union", "Sweden|European Union"},
      {"a space within a name", "Vene zuela (Bolivarian Republic of)", "Venezuela (Bolivarian Republic of)"},
      {"a space behind a capital", "C ôte d’Ivoire", "Côte d’Ivoire"},
      {"a line break within", "Nether-\nlands;", "Netherlands"},
      {"an accent of its own", "Co\u0302te d'Ivoire", "Côte d’Ivoire"},
      {"capitals", "UNITED KINGDOM", "United Kingdom of Great Britain and Northern Ireland"},
      {"abbreviations", "U.S.A., UK", "United States of America|United Kingdom of Great Britain and Northern Ireland"},
      {"former names", "Swaziland, Turkey, Libyan Arab Jamahiriya", "Swaziland|Turkey|Libyan Arab Jamahiriya"},
      {"names that came after them", "Eswatini, Türkiye, Libya", "Eswatini|Türkiye|Libya"},
      {"observers and groups", "Holy See, State of Palestine, African Group", "Holy See|State of Palestine|African Group"},
      {"a known misprint", "Nethelands", "Netherlands"},
      {"a new misprint stays as printed", "Ghana, Portugual, Peru", "Ghana|Portugual|Peru"},
  };
  CHECK_ROWS(state, "states", rows);
}

static void what_is_no_list_of_states_gives_none(void **state) {
  static const Row rows[] = {
      {"nothing", "", ""},
      {"only an article", "the", ""},
      {"an abbreviation", "CRPD", ""},
      {"a number", "Convention No. 169", ""},
      {"a reference", "see para. 12", ""},
      {"a town and its country", "Geneva, Switzerland", ""},
      {"a State within a sentence", "as recommended by Peru in 2008", ""},
      {"a longer word", "Peruvian", ""},
  };
  CHECK_ROWS(state, "states", rows);
}

static void a_list_of_people_is_parted_before_honorifics(void **state) {
  static const Row rows[] = {
      {"one", "Ms. A (Greece)", "Ms. A (Greece)"},
      {"two", "Ms. A (Greece) and Mr. B (Italy)", "Ms. A (Greece)|Mr. B (Italy)"},
      {"three", "Ms. A, Mr. B, and Dr. C", "Ms. A|Mr. B|Dr. C"},
      {"functions behind commas", "Mr. X, Head of the Y and Z, Ms. Q, Judge at W",
       "Mr. X, Head of the Y and Z|Ms. Q, Judge at W"},
      {"semicolons part alone", "Mr. X, Head of the Y; Ms. Z, Deputy to Mr. V and Mr. W",
       "Mr. X, Head of the Y|Ms. Z, Deputy to Mr. V and Mr. W"},
      {"'and' behind a semicolon", "Mr. X; Ms. Z; and Mr. W.", "Mr. X|Ms. Z|Mr. W"},
      {"functions before names", "the Chair, Ann Lee; the Rapporteur, Bo Ek; and the Envoy, Cy Ott.",
       "the Chair, Ann Lee|the Rapporteur, Bo Ek|the Envoy, Cy Ott"},
      {"no full stop", "Mr X and Ms Z", "Mr X|Ms Z"},
      {"within parentheses", "Ms. A (with Ms. B, and Ms. C) and Mr. D", "Ms. A (with Ms. B, and Ms. C)|Mr. D"},
      {"an honorific within a word", "Mr. Rand Mrs and Mr. B", "Mr. Rand Mrs|Mr. B"},
      {"excellencies", "H.E. Genc Pollo and His Excellency Mr. B", "H.E. Genc Pollo|His Excellency Mr. B"},
      {"no honorifics", "John Smith and Jane Doe", "John Smith and Jane Doe"},
      {"a line break", "Ms. A\nB and\nMr. C", "Ms. A B|Mr. C"},
      {"French", "M. Dupont et Mme Durand", "M. Dupont|Mme Durand"},
      {"nothing", " ", ""},
  };
  CHECK_ROWS(state, "people", rows);
}

static void a_text_that_has_no_normal_form_is_told(void **state) {
  static const struct {
    const char *form, *text, *message;
  } rows[] = {
      {"date", "", "\"\" is no date"},
      {"date", "31 February 2010", "\"31 February 2010\" is no date"},
      {"date", "October 2023", "\"October 2023\" is no date"},
      {"date", "5 October", "\"5 October\" is no date"},
      {"date", "5 and 6 October 2023", "\"5 and 6 October 2023\" is no date"},
      {"date", "05/10/2023", "\"05/10/2023\" is no date"},
      {"date", "2023", "\"2023\" is no date"},
      {"date", "5 Peru 2023", "\"5 Peru 2023\" is no date"},
      {"date", "0 May 2008", "\"0 May 2008\" is no date"},
      {"date", "5 May 20089", "\"5 May 20089\" is no date"},
      {"date", "5 May 2008 2009", "\"5 May 2008 2009\" is no date"},
      {"date_range", "29 to 27 January 2010", "\"29 to 27 January 2010\" is no date or range of dates"},
      {"date_range", "5 and 5 January 2010", "\"5 and 5 January 2010\" is no date or range of dates"},
      {"number", "", "\"\" is no number"},
      {"number", "sixteenth", "\"sixteenth\" is no number"},
      {"number", "27th", "\"27th\" is no number"},
      {"number", "many", "\"many\" is no number"},
      {"number", "seven twenty", "\"seven twenty\" is no number"},
      {"number", "twenty zero", "\"twenty zero\" is no number"},
      {"number", "thousand thousand", "\"thousand thousand\" is no number"},
      {"number", "4 5", "\"4 5\" is no number"},
      {"number", "1234567", "\"1234567\" is no number"},
      {"ordinal", "th", "\"th\" is no ordinal number"},
      {"ordinal", "seventh twenty", "\"seventh twenty\" is no ordinal number"},
      {"colour", "",
       "there is no normal form \"colour\"; there are text, symbol, date, date_range, number, ordinal, states, people"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s: %s\n", rows[i].form, rows[i].text);
    g_autoptr(GError) error = NULL;
    assert_null(apply(*state, rows[i].form, rows[i].text, &error));
    assert_string_equal(error->message, rows[i].message);
    assert_true(error->domain == NORMAL_ERROR);
  }
  assert_true(normal_is_known("date_range"));
  assert_false(normal_is_known("colour"));
}

/* Loads good data files of which one has another text; gives what the loader says, with the folder cut off. */
static char *load_with(const char *file, const char *text) {
  static const struct {
    const char *name, *text;
  } good[] = {
      {"states.yaml", "{ignored: [], separators: [','], joiners: [and], states: {Peru: []}, groups: {}}"},
      {"months.yaml", "en: {months: [[a], [b], [c], [d], [e], [f], [g], [h], [i], [j], [k], [l]], around: []}"},
      {"numbers.yaml", "en: {cardinals: {one: 1}, ordinals: {}, factors: {}, ordinal_factors: {}, suffixes: [], around: []}"},
      {"people.yaml", "{honorifics: [Mr], separators: [;], joiners: [and]}"},
  };
  g_autofree char *folder = g_dir_make_tmp("rapporteur-test-XXXXXX", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(good); i++) {
    g_autofree char *path = g_build_filename(folder, good[i].name, NULL);
    assert_true(g_file_set_contents(path, g_str_equal(good[i].name, file) ? text : good[i].text, -1, NULL));
  }
  g_autoptr(GError) error = NULL;
  g_autoptr(NormalData) data = normal_data_load(folder, &error);
  assert_true((data == NULL) == (error != NULL));
  char *message = g_strdup("");
  if (error != NULL) {
    assert_true(error->domain == YAML_ERROR && g_str_has_prefix(error->message, folder));
    g_free(message);
    message = g_strdup(error->message + strlen(folder) + 1);
  }
  for (gsize i = 0; i < G_N_ELEMENTS(good); i++) {
    g_autofree char *path = g_build_filename(folder, good[i].name, NULL);
    g_unlink(path);
  }
  g_rmdir(folder);
  return message;
}

static void data_files_are_checked_with_line_and_column(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *name, *file, *text, *message;
  } rows[] = {
      {"good files", "", "", ""},
      {"a list is missing", "states.yaml", "{ignored: [], separators: [], states: {}, groups: {}}",
       "states.yaml:1:1: \"joiners\" is missing"},
      {"no mapping", "states.yaml", "[]", "states.yaml:1:1: \"separators\" is missing"},
      {"no list", "states.yaml", "separators: x", "states.yaml:1:13: \"separators\" should be a list"},
      {"a name with two meanings", "states.yaml",
       "ignored: [the]\nseparators: [',']\njoiners: []\ngroups: {}\nstates:\n  Peru: [P]\n  Chile: [the p]\n",
       "states.yaml:7:11: \"the p\" already means Peru"},
      {"a name without letters", "states.yaml", "{ignored: [], separators: [], joiners: [], states: {'-': []}, groups: {}}",
       "states.yaml:1:53: \"-\" holds no word"},
      {"aliases that are no list", "states.yaml", "{ignored: [], separators: [], joiners: [], states: {Peru: P}, groups: {}}",
       "states.yaml:1:59: this should be a list"},
      {"eleven months", "months.yaml", "en: {months: [[a]]}", "months.yaml:1:14: there should be 12 months"},
      {"a month with two meanings", "months.yaml",
       "en: {months: [[a], [a], [c], [d], [e], [f], [g], [h], [i], [j], [k], [l]], around: []}",
       "months.yaml:1:21: \"a\" already means 1"},
      {"no number", "numbers.yaml", "en: {cardinals: {one: I}}", "numbers.yaml:1:23: \"I\" is no number from 0 to 999999"},
      {"a number with two meanings", "numbers.yaml", "en: {cardinals: {one: 1}, ordinals: {one: 1}}",
       "numbers.yaml:1:38: \"one\" already means 1"},
      {"an empty word", "people.yaml", "honorifics: ['']", "people.yaml:1:14: a word is missing"},
      {"not YAML", "people.yaml", "honorifics: [", "people.yaml:2:1: flow sequence without a closing bracket"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    g_autofree char *message = load_with(rows[i].file, rows[i].text);
    assert_string_equal(message, rows[i].message);
  }
}

static void a_missing_data_file_is_named(G_GNUC_UNUSED void **state) {
  g_autoptr(GError) error = NULL;
  assert_null(normal_data_load("/nowhere", &error));
  assert_string_equal(error->message,
                      "/nowhere/states.yaml: Failed to open file “/nowhere/states.yaml”: No such file or directory");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_text_keeps_its_words_and_loses_spare_spaces),
      cmocka_unit_test(a_date_is_one_day),
      cmocka_unit_test(a_date_range_is_its_first_and_last_day),
      cmocka_unit_test(a_number_is_read_from_words_or_digits),
      cmocka_unit_test(an_ordinal_is_its_number),
      cmocka_unit_test(a_list_of_states_is_their_names),
      cmocka_unit_test(what_is_no_list_of_states_gives_none),
      cmocka_unit_test(a_list_of_people_is_parted_before_honorifics),
      cmocka_unit_test(a_text_that_has_no_normal_form_is_told),
      cmocka_unit_test(data_files_are_checked_with_line_and_column),
      cmocka_unit_test(a_missing_data_file_is_named),
  };
  return cmocka_run_group_tests(tests, load_data, free_data);
}
