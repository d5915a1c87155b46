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
      {"French with the weekday", "le mercredi 7 juin 2018", "2018-06-07"},
      {"Spanish, the first with its sign", "1º de junio de 2012", "2012-06-01"},
      {"Spanish, a year with its article", "27 de enero del año 2010", "2010-01-27"},
      {"Russian with the weekday", "в среду, 22 мая 2008 г.", "2008-05-22"},
      {"Arabic", "27 كانون الثاني/يناير 2010", "2010-01-27"},
      {"Arabic, one of the month’s names", "27 يناير 2010", "2010-01-27"},
      {"Arabic digits", "٢٧ كانون الثاني/يناير ٢٠١٠", "2010-01-27"},
      {"Chinese", "2010年1月27日", "2010-01-27"},
      {"Chinese, wide digits", "２０１０年１月２７日", "2010-01-27"},
      {"Chinese with the weekday", "2010年1月27日，星期三", "2010-01-27"},
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
      {"French, within a month", "du 6 au 8 septembre 2017", "2017-09-06|2017-09-08"},
      {"French, a hyphen", "27-29 janvier 2010", "2010-01-27|2010-01-29"},
      {"French, two days", "les 6 et 7 juin 2018", "2018-06-06|2018-06-07"},
      {"French, from the first", "du 1er au 3 juillet 2020", "2020-07-01|2020-07-03"},
      {"French, over New Year", "du 30 décembre 2019 au 2 janvier 2020", "2019-12-30|2020-01-02"},
      {"Spanish, within a month", "del 6 al 8 de septiembre de 2017", "2017-09-06|2017-09-08"},
      {"Spanish, no articles", "6 a 8 de septiembre de 2017", "2017-09-06|2017-09-08"},
      {"Spanish, two days", "los días 6 y 7 de junio de 2018", "2018-06-06|2018-06-07"},
      {"Spanish, over two months", "del 30 de mayo al 1.º de junio de 2012", "2012-05-30|2012-06-01"},
      {"Russian, over two months with a dash", "30 мая – 1 июня 2012 года", "2012-05-30|2012-06-01"},
      {"Russian, two days", "6 и 7 июня 2018 года", "2018-06-06|2018-06-07"},
      {"Russian, an em dash", "6—8 сентября 2017 года", "2017-09-06|2017-09-08"},
      {"Arabic", "من 6 إلى 8 أيلول/سبتمبر 2017", "2017-09-06|2017-09-08"},
      {"Arabic digits, a hyphen", "٦-٨ أيلول/سبتمبر ٢٠١٧", "2017-09-06|2017-09-08"},
      {"Arabic, two days", "6 و7 حزيران/يونيه 2018", "2018-06-06|2018-06-07"},
      {"Arabic, over two months", "30 أيار/مايو - 1 حزيران/يونيه 2012", "2012-05-30|2012-06-01"},
      {"Arabic, over New Year", "من 30 كانون الأول/ديسمبر 2019 إلى 2 كانون الثاني/يناير 2020", "2019-12-30|2020-01-02"},
      {"Chinese, within a month", "2017年9月6日至8日", "2017-09-06|2017-09-08"},
      {"Chinese, two days", "2018年6月6日和7日", "2018-06-06|2018-06-07"},
      {"Chinese, over two months", "2012年5月30日至6月1日", "2012-05-30|2012-06-01"},
      {"Chinese, over New Year", "2019年12月30日至2020年1月2日", "2019-12-30|2020-01-02"},
      {"Chinese, over New Year, the year told once", "2019年12月30日至1月2日", "2019-12-30|2020-01-02"},
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
      {"French", "seize", "16"},
      {"French seventies", "soixante-dix-neuf", "79"},
      {"French with 'et'", "soixante et onze", "71"},
      {"French eighties", "quatre-vingts", "80"},
      {"French nineties", "quatre-vingt-onze", "91"},
      {"Swiss French", "nonante-neuf", "99"},
      {"French hundreds", "cent quatre-vingt-deux", "182"},
      {"Spanish", "dieciséis", "16"},
      {"Spanish twenties, one word", "veintisiete", "27"},
      {"Spanish feminine", "treinta y una", "31"},
      {"Spanish hundreds", "doscientas seis", "206"},
      {"eleven in Spanish", "once", "11"},
      {"Russian", "шестнадцать", "16"},
      {"Russian feminine", "двадцать одна", "21"},
      {"Russian genitive", "сорока двух", "42"},
      {"Russian instrumental", "пятьюдесятью тремя", "53"},
      {"Russian thousands", "две тысячи триста", "2300"},
      {"Arabic before a feminine noun", "ست عشرة", "16"},
      {"Arabic before a masculine noun", "ستة عشر", "16"},
      {"Arabic, units first", "خمس وأربعون", "45"},
      {"Arabic genitive", "واحد وعشرين", "21"},
      {"Arabic hundreds", "مائة وسبع وعشرون", "127"},
      {"Arabic digits", "٤٠", "40"},
      {"Chinese", "十六", "16"},
      {"Chinese tens", "四十", "40"},
      {"Chinese with its counter", "二十七项", "27"},
      {"Chinese hundreds", "一百零五", "105"},
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
      {"French", "dixième", "10"},
      {"French feminine", "première", "1"},
      {"French, two words", "vingt et unième", "21"},
      {"French seventies", "soixante-douzième", "72"},
      {"French nineties", "quatre-vingt-dix-septième", "97"},
      {"French suffixes", "27e", "27"},
      {"French first", "1re", "1"},
      {"Spanish feminine", "décima", "10"},
      {"Spanish before a noun", "tercer", "3"},
      {"Spanish, two words", "vigésima séptima", "27"},
      {"Spanish, one word", "decimoséptimo", "17"},
      {"Spanish eleventh", "undécima", "11"},
      {"Spanish suffixes", "27.º", "27"},
      {"Spanish, before a noun", "33.er", "33"},
      {"Russian neuter", "десятое", "10"},
      {"Russian genitive", "десятого", "10"},
      {"Russian locative", "двадцать третьей", "23"},
      {"Russian fortieth", "сороковая", "40"},
      {"Russian suffixes", "27-я", "27"},
      {"Arabic masculine", "العاشر", "10"},
      {"Arabic feminine", "العاشرة", "10"},
      {"Arabic teens", "الثانية عشرة", "12"},
      {"Arabic, units first", "السابعة والعشرين", "27"},
      {"Arabic tens", "الثلاثون", "30"},
      {"Chinese", "第十次", "10"},
      {"Chinese, two digits", "第二十七届", "27"},
      {"Chinese with digits", "第27届", "27"},
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
      {"French", "Chili, Mexique et Pérou", "Chile|Mexico|Peru"},
      {"French articles", "l’Algérie, les Pays-Bas et la Côte d’Ivoire", "Algeria|Netherlands|Côte d’Ivoire"},
      {"French formal names", "Iran (République islamique d’) ; Venezuela (République bolivarienne du)",
       "Iran (Islamic Republic of)|Venezuela (Bolivarian Republic of)"},
      {"French names that hold 'et'", "Royaume-Uni de Grande-Bretagne et d’Irlande du Nord et Antigua-et-Barbuda",
       "United Kingdom of Great Britain and Northern Ireland|Antigua and Barbuda"},
      {"French, on behalf of", "Suède, au nom de l’Union européenne", "Sweden|European Union"},
      {"Spanish articles", "la Argentina, el Brasil y Chile", "Argentina|Brazil|Chile"},
      {"Spanish, each in parentheses", "(Argelia); (España)", "Algeria|Spain"},
      {"parentheses alone between names", "(Argelia) (España)", "Algeria|Spain"},
      {"Spanish 'e'", "Irán (República Islámica del) e Italia", "Iran (Islamic Republic of)|Italy"},
      {"Spanish names that hold 'y'", "Trinidad y Tabago y Bosnia y Herzegovina", "Trinidad and Tobago|Bosnia and Herzegovina"},
      {"Spanish abbreviations", "EE.UU.", "United States of America"},
      {"Spanish, on behalf of", "Suecia, en nombre de la Unión Europea", "Sweden|European Union"},
      {"Russian", "Алжир, Испания и Китай", "Algeria|Spain|China"},
      {"Russian names that hold 'и'", "Босния и Герцеговина и Иран (Исламская Республика)",
       "Bosnia and Herzegovina|Iran (Islamic Republic of)"},
      {"Arabic", "الجزائر، إسبانيا", "Algeria|Spain"},
      {"Arabic 'and', one word with the name", "الجزائر وإسبانيا والبوسنة والهرسك", "Algeria|Spain|Bosnia and Herzegovina"},
      {"an Arabic name that begins like 'and'", "وولايات ميكرونيزيا الموحدة", "Micronesia (Federated States of)"},
      {"an Arabic misprint that begins like 'and'", "الجزائر، ويمن، إسبانيا", "Algeria|ويمن|Spain"},
      {"an Arabic formal name", "إيران (جمهورية - الإسلامية)", "Iran (Islamic Republic of)"},
      {"Chinese", "阿尔及利亚、西班牙和秘鲁", "Algeria|Spain|Peru"},
      {"a Chinese name that holds 'and'", "波斯尼亚和黑塞哥维那和中国", "Bosnia and Herzegovina|China"},
      {"wide parentheses", "（法国；中国）", "France|China"},
      {"former names in French", "Turquie, Swaziland, Cap-Vert", "Turkey|Swaziland|Cape Verde"},
      {"names that came after them in French", "Türkiye, Eswatini, Cabo Verde", "Türkiye|Eswatini|Cabo Verde"},
      {"two languages", "Spain, Francia", "Spain|France"},
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
      {"a town and its country in Spanish", "Ginebra (Suiza)", ""},
      {"a town and its country in French", "Genève, Suisse", ""},
      {"a body in Spanish", "Comité de los Derechos del Niño", ""},
      {"a ministry in Arabic", "وزارة الخارجية", ""},
      {"a reference in Chinese", "见第12段", ""},
      {"a convention in Russian", "Конвенция", ""},
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
      {"French with countries", "Mme A (Grèce) et M. B (Italie)", "Mme A (Grèce)|M. B (Italie)"},
      {"French, functions behind", "S.E. M. A, Ministre de la justice, et Mme B", "S.E. M. A, Ministre de la justice|Mme B"},
      {"Spanish, articles between", "la Sra. A (Grecia) y el Sr. B (Italia)", "Sra. A (Grecia)|Sr. B (Italia)"},
      {"Spanish excellencies", "Excmo. Sr. A, Embajador de Chile, y la Excma. Sra. B",
       "Excmo. Sr. A, Embajador de Chile|Excma. Sra. B"},
      {"Russian", "г-н А (Греция) и г-жа Б (Италия)", "г-н А (Греция)|г-жа Б (Италия)"},
      {"Arabic 'and', one word with the title", "السيد أحمد (مصر) والسيدة مريم (تونس)", "السيد أحمد (مصر)|السيدة مريم (تونس)"},
      {"Arabic, functions behind", "السيد أحمد، مدير المركز، والسيدة مريم", "السيد أحمد، مدير المركز|السيدة مريم"},
      {"Chinese titles stand behind", "王明先生（中国）和李红女士（希腊）", "王明先生（中国）|李红女士（希腊）"},
      {"'and' within a Chinese function", "毒品和犯罪问题办公室主任王明先生、李红女士",
       "毒品和犯罪问题办公室主任王明先生|李红女士"},
      {"no titles, functions behind commas", "Ann Lee, Head of the Y and Z; Bo Ek, Judge; and Cy Ott, W",
       "Ann Lee, Head of the Y and Z|Bo Ek, Judge|Cy Ott, W"},
      {"functions before titles", "the Chair, Mr. A (Peru), and the Rapporteur, Ms. B",
       "the Chair, Mr. A (Peru)|the Rapporteur, Ms. B"},
      {"what is told of all before titles", "the panellists Ms. A, Head of the Y, and Mr. B, Judge",
       "the panellists Ms. A, Head of the Y|Mr. B, Judge"},
      {"a long function before a title", "the Minister of Justice and Peace of Chile, Ms. A",
       "the Minister of Justice and Peace of Chile, Ms. A"},
      {"nothing", " ", ""},
  };
  CHECK_ROWS(state, "people", rows);
}

static void names_are_without_titles_functions_and_countries(void **state) {
  static const Row rows[] = {
      {"titles and countries", "Ms. Ann Lee (Greece) and Mr. Bo Ek (Italy)", "Ann Lee|Bo Ek"},
      {"functions behind", "Mr. Bo Ek, Head of the Y and Z, Ms. Ann Lee, Judge at W", "Bo Ek|Ann Lee"},
      {"no titles", "Ann Lee, Head of the Y; Bo Ek, former Judge; and Cy Ott, W", "Ann Lee|Bo Ek|Cy Ott"},
      {"functions in front", "the Chair, Ann Lee; Director of the Y, Bo Ek", "Ann Lee|Bo Ek"},
      {"functions in front of titles", "the Chair, Mr. Bo Ek, and the Rapporteur, Ms. Ann Lee", "Bo Ek|Ann Lee"},
      {"titles that are functions", "Ambassador Ann Lee; Judge Bo Ek", "Ann Lee|Bo Ek"},
      {"several titles", "H.E. Mr. Bo Ek, Minister", "Bo Ek"},
      {"a function behind the title", "M. le Ministre Bo Ek et Mme la Juge Ann Lee", "Bo Ek|Ann Lee"},
      {"a title in small raised letters, told as a word", "M me Ann Lee (Chili), M. Bo Ek", "Ann Lee|Bo Ek"},
      {"bodies without a comma", "Ann Lee of the University of Y; Bo Ek from Z", "Ann Lee|Bo Ek"},
      {"an initial that is a title in French", "John M. Smith, Director", "John M. Smith"},
      {"a remark", "Ann Lee (by videolink), Y", "Ann Lee"},
      {"small words in names", "M. Paul des Prés et Mme Ana de la Cruz, juge", "Paul des Prés|Ana de la Cruz"},
      {"Spanish", "el Excmo. Sr. Juan Paz, Embajador, y la Sra. Ana Sol del Río (Chile)", "Juan Paz|Ana Sol del Río"},
      {"Russian", "г-жа Анна Лис, директор Центра, и г-н Петр Волк", "Анна Лис|Петр Волк"},
      {"Arabic", "السيد أحمد علي، مدير المركز، والسيدة مريم حسن (تونس)", "أحمد علي|مريم حسن"},
      {"Chinese", "中心主任王明先生（中国）和李红女士", "王明|李红"},
      {"no name at all", "Minister of Justice", "Minister of Justice"},
      {"nothing", " ", ""},
  };
  CHECK_ROWS(state, "names", rows);
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
      {"date", "2010-01-27", "\"2010-01-27\" is no date"},
      {"date", "9月", "\"9月\" is no date"},
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
      {"number", "dixième", "\"dixième\" is no number"},
      {"number", "第十", "\"第十\" is no number"},
      {"number", "العاشر", "\"العاشر\" is no number"},
      {"number", "seven veinte", "\"seven veinte\" is no number"},
      {"number", "十五十", "\"十五十\" is no number"},
      {"ordinal", "th", "\"th\" is no ordinal number"},
      {"ordinal", "seventh twenty", "\"seventh twenty\" is no ordinal number"},
      {"colour", "",
       "there is no normal form \"colour\"; there are text, symbol, date, date_range, number, ordinal, states, people, names"},
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
      {"states.yaml", "{languages: [xx], ignored: [], separators: [','], joiners: [and], states: {Peru: []}, groups: {}}"},
      {"states/xx.yaml", "{ignored: [], joiners: [], names: {Peru: Pe}}"},
      {"months.yaml", "en: {months: [[a], [b], [c], [d], [e], [f], [g], [h], [i], [j], [k], [l]], around: []}"},
      {"numbers.yaml", "en: {cardinals: {one: 1}, ordinals: {}, factors: {}, ordinal_factors: {}, suffixes: [], around: []}"},
      {"people.yaml",
       "{honorifics: [Mr], honorifics_behind: [], separators: [;], joiners: [and], prefixes: [], articles: [], functions: [], "
       "behind: []}"},
  };
  g_autofree char *folder = g_dir_make_tmp("rapporteur-test-XXXXXX", NULL);
  g_autofree char *languages = g_build_filename(folder, "states", NULL);
  g_mkdir(languages, 0700);
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
  g_rmdir(languages);
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
      {"a name of no State", "states/xx.yaml", "{ignored: [], joiners: [], names: {Perou: Pérou}}",
       "states/xx.yaml:1:36: there is no State or group \"Perou\""},
      {"a list that is none", "states/xx.yaml", "{ignored: [], joiners: [], names: [Peru]}",
       "states/xx.yaml:1:35: \"names\" should be a mapping"},
      {"a prefix of two words", "states/xx.yaml", "{ignored: [], joiners: [], prefixes: [a b], names: {}}",
       "states/xx.yaml:1:38: \"a b\" is not one word"},
      {"eleven months", "months.yaml", "en: {months: [[a]]}", "months.yaml:1:14: there should be 12 months"},
      {"a month with two meanings", "months.yaml",
       "en: {months: [[a], [a], [c], [d], [e], [f], [g], [h], [i], [j], [k], [l]], around: []}",
       "months.yaml:1:21: \"a\" already means 1"},
      {"no number", "numbers.yaml", "en: {cardinals: {one: I}}", "numbers.yaml:1:23: \"I\" is no number from 0 to 999999"},
      {"a number with two meanings", "numbers.yaml", "en: {cardinals: {one: 1}, ordinals: {one: 1}}",
       "numbers.yaml:1:38: \"one\" already means 1"},
      {"an unknown list", "numbers.yaml", "en: {cardinal: {one: 1}}",
       "numbers.yaml:1:6: \"cardinal\" is no list of number words"},
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
      cmocka_unit_test(names_are_without_titles_functions_and_countries),
      cmocka_unit_test(a_text_that_has_no_normal_form_is_told),
      cmocka_unit_test(data_files_are_checked_with_line_and_column),
      cmocka_unit_test(a_missing_data_file_is_named),
  };
  return cmocka_run_group_tests(tests, load_data, free_data);
}
