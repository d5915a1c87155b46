/* test_language.c - which language a text is in: sentences of our own in many languages, whole texts, and what is no sentence. */
#include "extractors/language.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct {
  const char *name, *text;
  const char *language; /* NULL: none that is told */
} rows[] = {
    {"English", "The Working Group recommended that each port should keep a register of the ships that call there.", "en"},
    {"English with many names",
     "The representatives of Ruritania, Graustark and Narnia made statements on the protection of witnesses in Strelsau.", "en"},
    {"English in capitals", "THE WORKING GROUP RECOMMENDED THAT EACH PORT SHOULD KEEP A REGISTER OF SHIPS.", "en"},
    {"French", "Le Groupe de travail a recommandé que chaque port tienne un registre des navires qui y font escale.", "fr"},
    {"French with its apostrophes", "L’examen d’un rapport n’est utile qu’à l’État qui s’en sert dans l’année.", "fr"},
    {"Spanish", "El Grupo de Trabajo recomendó que cada puerto llevara un registro de los buques que hacen escala en él.", "es"},
    {"Spanish without its own letters", "La delegación informó sobre los registros que se llevan en los puertos de la costa.",
     "es"},
    {"Russian", "Рабочая группа рекомендовала, чтобы в каждом порту велся реестр судов, которые заходят в него.", "ru"},
    {"Arabic", "أوصى الفريق العامل بأن يحتفظ كل ميناء بسجل للسفن التي ترسو فيه خلال السنة.", "ar"},
    {"Arabic in presentation forms", "ﻓﻲ ﻋﻠﻰ ﻣﻦ ﺍﻟﻤﻴﻨﺎﺀ ﻓﻲ ﻋﻠﻰ", "ar"},
    {"Arabic letters in the wrong order", "ﻲﻓ ﻰﻠﻋ ﻦﻣ ﻲﻓ ﻰﻠﻋ ﻦﻣ", NULL},
    {"Chinese", "工作组建议各港口对停靠的船只进行登记，并将登记结果向其他缔约国公布。", "zh"},
    {"Chinese with the names of bodies", "会议听取了 UNODC 和 INTERPOL 的代表关于 SHERLOC 的发言。", "zh"},
    {"Portuguese", "O Grupo de Trabalho recomendou que cada porto mantenha um registro dos navios que nele fazem escala.", NULL},
    {"German", "Die Arbeitsgruppe hat empfohlen, dass jeder Hafen ein Verzeichnis der Schiffe führt, die ihn anlaufen.", NULL},
    {"Italian", "Il gruppo di lavoro ha raccomandato che ogni porto tenga un registro delle navi che vi fanno scalo.", NULL},
    {"Dutch", "De werkgroep heeft aanbevolen dat elke haven een register bijhoudt van de schepen die er aanleggen.", NULL},
    {"Romanian", "Grupul de lucru a recomandat ca fiecare port să țină un registru al navelor care fac escală în el.", NULL},
    {"Polish", "Grupa robocza zaleciła, aby każdy port prowadził rejestr statków, które do niego zawijają w ciągu roku.", NULL},
    {"Swedish", "Arbetsgruppen har rekommenderat att varje hamn för ett register över de fartyg som anlöper den.", NULL},
    {"Turkish", "Çalışma grubu her limanın uğrayan gemiler için bir kayıt tutmasını ve bunu yayımlamasını tavsiye etti.", NULL},
    {"Indonesian", "Kelompok kerja menyarankan agar setiap pelabuhan menyimpan daftar kapal yang singgah di pelabuhan itu.",
     NULL},
    {"Ukrainian", "Робоча група рекомендувала, щоб у кожному порту вівся реєстр суден, які заходять до нього.", NULL},
    {"Bulgarian", "Работната група препоръча във всяко пристанище да се води регистър на корабите, които го посещават.", NULL},
    {"Serbian", "Радна група је препоручила да се у свакој луци води регистар бродова који у њу упловљавају.", NULL},
    {"Persian",
     "کارگروه توصیه کرد که هر بندر فهرستی از کشتی‌هایی که در آن پهلو می‌گیرند نگه "
     "دارد.",
     NULL},
    {"Urdu", "ورکنگ گروپ نے سفارش کی کہ ہر بندرگاہ ان جہازوں کا اندراج رکھے جو وہاں آتے ہیں۔", NULL},
    {"Japanese", "作業部会は、各港が寄港する船舶の登録簿を保持することを勧告した。", NULL},
    {"Korean", "실무 그룹은 각 항구가 기항하는 선박의 등록부를 유지할 것을 권고하였다.", NULL},
    {"Greek", "Η ομάδα εργασίας συνέστησε να τηρεί κάθε λιμάνι μητρώο των πλοίων που προσεγγίζουν σε αυτό.", NULL},
    {"Hebrew", "קבוצת העבודה המליצה שכל נמל ינהל מרשם של האוניות העוגנות בו במשך השנה.", NULL},
    {"names of States", "Algeria, Argentina, Bahrain, Brazil, Chile, China, Egypt, France, Ghana, Hungary, India, Japan", NULL},
    {"figures", "12.5 13.7 2,400 1998 2003 44 (12) 7/14", NULL},
    {"a heading", "Introduction", NULL},
    {"letters that were moved", "7KH :RUNLQJ *URXS UHFRPPHQGHG WKDW HDFK SRUW VKRXOG NHHS D UHJLVWHU RI VKLSV", NULL},
    {"nothing", "", NULL},
};

static void a_paragraph_tells_its_language(G_GNUC_UNUSED void **state) {
  guint faults = 0;
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    const char *language = language_of_text(rows[i].text);
    if (g_strcmp0(language, rows[i].language) == 0) continue;
    print_error("%s: %s should be %s\n", rows[i].name, language ? language : "none",
                rows[i].language ? rows[i].language : "none");
    faults++;
  }
  assert_int_equal(faults, 0);
}

/* A long text is sampled, and its parts begin and end within characters and words. */
static void so_does_a_long_text(G_GNUC_UNUSED void **state) {
  guint faults = 0;
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(GString) text = g_string_new(NULL);
    while (text->len < 200000 && *rows[i].text) g_string_append_printf(text, "%s\n", rows[i].text);
    const char *language = language_of_text(text->str);
    if (g_strcmp0(language, rows[i].language) == 0) continue;
    print_error("%s: %s should be %s\n", rows[i].name, language ? language : "none",
                rows[i].language ? rows[i].language : "none");
    faults++;
  }
  assert_int_equal(faults, 0);
}

static void a_text_in_two_languages_is_in_that_of_most_of_it(G_GNUC_UNUSED void **state) {
  g_autoptr(GString) text = g_string_new(rows[0].text);
  for (guint i = 0; i < 5; i++) g_string_append(text, rows[3].text);
  assert_string_equal(language_of_text(text->str), "fr");
}

static void sentences_have_small_words_and_lists_have_few(G_GNUC_UNUSED void **state) {
  assert_true(language_share(rows[0].text, "en") > 0.3);
  assert_true(language_share(rows[0].text, "ru") == 0);
  assert_true(language_share("Die Arbeitsgruppe hat es in der letzten Sitzung empfohlen", NULL) > 0.3);
  assert_true(language_share("Algeria, Argentina, Bahrain, Brazil, Chile", NULL) < 0.01);
  assert_true(language_share("", NULL) == 0);
  assert_true(language_share(rows[0].text, "xx") == 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_paragraph_tells_its_language),
      cmocka_unit_test(so_does_a_long_text),
      cmocka_unit_test(a_text_in_two_languages_is_in_that_of_most_of_it),
      cmocka_unit_test(sentences_have_small_words_and_lists_have_few),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
