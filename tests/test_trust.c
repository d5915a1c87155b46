/* test_trust.c - is a page's text what it shows? Judgements on texts of our own, the notices of the PDFs of fixtures/odd, and the
 * real reports of a corpus where there is one (CORPUS, or ../shared/corpus). Run from the source tree's root. */
#include "extractors/extract.h"
#include "extractors/trust.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static GlyphPage *page_of(const char *text) {
  GlyphPage *page = glyph_page_new(1, 595, 842);
  for (const char *p = text; *p; p = g_utf8_next_char(p)) {
    Glyph glyph = {.character = g_utf8_get_char(p)};
    g_array_append_val(page->glyphs, glyph);
  }
  return page;
}

/* Each text stands on its page several times, so that there is enough of it. */
static GlyphPage *page_of_copies(const char *text) {
  g_autoptr(GString) copies = g_string_new(NULL);
  for (guint i = 0; i < 6; i++) g_string_append_printf(copies, "%s\n", text);
  return page_of(copies->str);
}

#define ENGLISH "The Working Group recommended that each port should keep a register of the ships that call there."

static void garbage_is_told_from_text(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *name, *text;
    gboolean unreadable;
  } rows[] = {
      {"English", ENGLISH, FALSE},
      {"German", "Die Durchführungsvorschriften schränken Rechtsanwaltschaft und Schifffahrt in Streitfällen zweckmäßig ein.",
       FALSE},
      {"Portuguese", "O Grupo de Trabalho recomendou que cada porto mantenha um registro dos navios que nele fazem escala.",
       FALSE},
      {"Polish", "Przedstawiciele stwierdzili, że wszystkie przedsiębiorstwa żeglugowe prowadzą szczegółową ewidencję statków.",
       FALSE},
      {"Czech", "Pracovní skupina doporučila, aby každý přístav vedl rejstřík lodí, které v něm čtvrtletně přistávají.", FALSE},
      {"Welsh", "Argymhellodd y gweithgor fod pob porthladd yn cadw cofrestr o'r llongau sydd yn galw yno yn ystod y flwyddyn.",
       FALSE},
      {"Vietnamese", "Nhóm công tác khuyến nghị mỗi cảng nên giữ một sổ đăng ký các tàu thuyền ghé vào đó trong năm.", FALSE},
      {"Turkish", "Çalışma grubu her limanın uğrayan gemiler için bir kayıt tutmasını ve yayımlamasını tavsiye etti.", FALSE},
      {"Finnish", "Työryhmä suositteli, että jokainen satama pitäisi luetteloa siellä käyvistä aluksista.", FALSE},
      {"Russian", "Рабочая группа рекомендовала, чтобы в каждом порту велся реестр судов, которые заходят в него.", FALSE},
      {"Serbian", "Радна група је препоручила да се у свакој луци води регистар бродова који у њу упловљавају.", FALSE},
      {"Greek", "Η ομάδα εργασίας συνέστησε να τηρεί κάθε λιμάνι μητρώο των πλοίων που προσεγγίζουν σε αυτό.", FALSE},
      {"Arabic", "أوصى الفريق العامل بأن يحتفظ كل ميناء بسجل للسفن التي ترسو فيه خلال السنة.", FALSE},
      {"Chinese", "工作组建议各港口对停靠的船只进行登记，并将登记结果向其他缔约国公布。", FALSE},
      {"names of States", "Kyrgyzstan Kazakhstan Czechia Egypt Chad Schweiz Zimbabwe Liechtenstein Luxembourg Guinea-Bissau",
       FALSE},
      {"acronyms", "UNODC UNTOC UNCAC CEDAW CRPD OHCHR INTERPOL CTOC/COP/WG.4/2010/6 UNICRI ICCPR ICESCR FATF", FALSE},
      {"names of people", "Mr. Krzysztof Brzęczyszczykiewicz, Ms. Nguyễn Thị Hồng, H.E. Mr. Ólafur Þór, Ms. Zsófia Szabó", FALSE},
      {"a table of contents", "I. Introduction ........ 3\nII. Recommendations ........ 4\nA. General ........ 7", FALSE},
      {"figures", "12.5 13,400 1998/2003 44% (12) 7/14 \xE2\x82\xAC 3.40 \xE2\x80\x94 1 2 3", FALSE},
      {"bullets of a symbol font", "\xEF\x82\xB7 " ENGLISH, FALSE},
      {"letters moved by 29", "7KH :RUNLQJ *URXS UHFRPPHQGHG WKDW HDFK SRUW VKRXOG NHHS D UHJLVWHU RI VKLSV", TRUE},
      {"letters exchanged at random",
       "Xjp Gfcdkbt Qcfhn cpzfvvpbwpw xjsx pszj nfcx mjfhrw dppn s cptkmxpc fl mjknm xjsx zsrr xjpcp", TRUE},
      {"Cyrillic that was taken for Latin",
       "Ðàáî÷àÿ ãðóïïà ðåêîìåíäîâàëà âåñòè â êàæäîì ïîðòó ðååñòð ñóäîâ, êîòîðûå òóäà çàõîäÿò", TRUE},
      {"characters that stand for nothing", "The \xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD of \xEF\xBF\xBD\xEF\xBF\xBD", TRUE},
      {"private characters", "\xEE\x80\x81\xEE\x80\x82\xEE\x80\x81\xEE\x80\x84 \xEE\x80\x85\xEE\x80\x86", TRUE},
      {"control characters", "\x01\x02\x03 \x04\x05\x06\x07", TRUE},
      {"alphabets mixed within words", "Тhе Wоrking Grоuр rесоmmеndеd thаt еасh роrt shоuld kеер а rеgistеr оf thе shiрs", TRUE},
  };
  guint faults = 0;
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(GlyphPage) page = page_of_copies(rows[i].text);
    if (page_is_unreadable(page) == rows[i].unreadable) continue;
    print_error("%s should be %s\n", rows[i].name, rows[i].unreadable ? "garbage" : "text");
    faults++;
  }
  assert_int_equal(faults, 0);
}

static void a_page_with_little_text_is_not_judged_by_it(G_GNUC_UNUSED void **state) {
  g_autoptr(GlyphPage) page = page_of("CTBTO WMD RGB 7KH *URXS \xEF\xBF\xBD");
  assert_false(page_is_unreadable(page));
}

static void what_was_found_and_the_text_make_the_judgement(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *name, *text;
    gboolean picture_only;
    PageInspection found; /* known, images, counted, glyphs, unmapped, invisible */
    TrustReason reason;
    gboolean read_picture;
  } rows[] = {
      {"plain text", ENGLISH, FALSE, {TRUE, FALSE, FALSE, 0, 0, 0, 0}, TRUST_OK, FALSE},
      {"text on a picture", ENGLISH, FALSE, {TRUE, TRUE, FALSE, 0, 0, 0, 0}, TRUST_OK, FALSE},
      {"what could not be inspected", ENGLISH, FALSE, {FALSE, FALSE, FALSE, 0, 0, 0, 0}, TRUST_OK, FALSE},
      {"an empty page", "", FALSE, {TRUE, FALSE, FALSE, 0, 0, 0, 0}, TRUST_OK, FALSE},
      {"a scan", "", TRUE, {TRUE, TRUE, FALSE, 0, 0, 0, 0}, TRUST_NO_TEXT, TRUE},
      {"a scan that could not be inspected", "", TRUE, {FALSE, FALSE, FALSE, 0, 0, 0, 0}, TRUST_NO_TEXT, TRUE},
      {"a layer that reads well", ENGLISH, FALSE, {TRUE, TRUE, TRUE, 81, 0, 81, 0}, TRUST_INVISIBLE, FALSE},
      {"a layer in no language", "Tlie Wnrlclng Grnup", FALSE, {TRUE, TRUE, TRUE, 17, 0, 17, 0}, TRUST_INVISIBLE, TRUE},
      {"half of it invisible", ENGLISH, FALSE, {TRUE, FALSE, TRUE, 82, 0, 41, 0}, TRUST_OK, FALSE},
      {"one glyph of fifty unmapped", ENGLISH, FALSE, {TRUE, FALSE, TRUE, 100, 2, 0, 0}, TRUST_OK, FALSE},
      {"one of twenty, and it is lost", ENGLISH, FALSE, {TRUE, FALSE, TRUE, 86, 5, 0, 0}, TRUST_UNMAPPED, TRUE},
      {"all unmapped, but guessed right", ENGLISH, FALSE, {TRUE, FALSE, TRUE, 81, 81, 0, 0}, TRUST_OK, FALSE},
      {"all unmapped, and lost", "", FALSE, {TRUE, FALSE, TRUE, 81, 81, 0, 0}, TRUST_UNMAPPED, TRUE},
      {"all unmapped, and guessed wrong", "7KH :RUNLQJ *URXS", FALSE, {TRUE, FALSE, TRUE, 15, 15, 0, 0}, TRUST_UNMAPPED, TRUE},
  };
  guint faults = 0;
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(GlyphPage) page = page_of(rows[i].text);
    page->picture_only = rows[i].picture_only;
    Trust trust = trust_page(page, &rows[i].found);
    if (trust.reason == rows[i].reason && trust.read_picture == rows[i].read_picture) continue;
    print_error("%s: %s%s\n", rows[i].name, trust_names[trust.reason], trust.read_picture ? ", read its picture" : "");
    faults++;
  }
  assert_int_equal(faults, 0);
}

/* --- documents */

static Document *extract(const char *path) {
  char *content = NULL;
  gsize length = 0;
  assert_true(g_file_get_contents(path, &content, &length, NULL));
  g_autoptr(GBytes) bytes = g_bytes_new_take(content, length);
  /* what the file itself says is the question here; what its pictures say is asked in test_ocr.c */
  Document *document = document_extract_with(path, bytes, &(ExtractOptions){.ocr = OCR_NEVER}, NULL);
  assert_non_null(document);
  return document;
}

#define LAYER                                                                                                                    \
  "invisible: the text is a layer that the page does not show, somebody's reading of its picture, and may be wrong: compare it " \
  "with the page\n"
#define LOST(count)                                                                                                              \
  "unmapped: the file does not say which characters " count " glyphs that the page shows are: they are missing or wrong in the " \
  "text; compare it with the page, or read the page by OCR\n"
#define DOUBTFUL(count)                                                                                                          \
  "unmapped: the file does not say which characters " count " glyphs that the page shows are: they may be missing or wrong in "  \
  "the text; compare it with the page before you quote\n"
#define LEFT_OUT(count) "left_out: " count " characters of the file's text were left out: the page does not show them\n"
#define HIDDEN(count) "invisible: " count " characters of the text are not shown on the page: look there before you quote\n"
#define ATTACHED "attachments: 2 files attached to it are not read: open it with a viewer to see \"harbours.csv\", \"note.txt\"\n"

#define OFF(pages, pictures)                                                                                                     \
  "0 ocr_missing: " pages " not read from " pictures ": OCR was switched off: read it again without --ocr never\n"

static void a_document_tells_what_its_text_does_not(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *file, *language, *notices;
  } rows[] = {
      {"odd/invisible-layer", "en", "1 " LAYER "2 " LAYER OFF("pages 1-2 were", "their pictures")},
      {"odd/mixed-invisible", "en", "1 " LEFT_OUT("38")},
      {"odd/clipped", "en", "1 " LEFT_OUT("66")},
      {"odd/white-text", "en", "1 " LEFT_OUT("73")},
      {"odd/no-unicode", NULL, "1 " LOST("573 of the 573") OFF("page 1 was", "its picture")},
      {"odd/glyph-names", "en",
       "1 " LOST("476 of the 476") "2 " DOUBTFUL("11 of the 476") "4 " LOST("4 of the 4") "5 " DOUBTFUL("476 of the 476")
           OFF("pages 1, 4 were", "their pictures")},
      {"odd/actual-text", "en", ""},
      {"odd/wrong-unicode", NULL,
       "1 unreadable: the text is in no language: the file gives wrong characters for what the page shows; read the page itself, "
       "or by OCR\n" OFF("page 1 was", "its picture")},
      {"odd/in-form", "en", "1 " HIDDEN("14") "2 " LAYER},
      {"odd/attachments", "en", "0 " ATTACHED},
      {"odd/empty-user-password", "en", "0 " ATTACHED},
      {"odd/portfolio", "en",
       "0 attachments: a portfolio: 2 files inside it are not read: take them out (\"first.pdf\", "
       "\"second.pdf\")\n"},
      {"odd/form-fields", "en",
       "0 form: it is a form with 3 fields filled in: what they hold may be missing in the text; look at the pages\n"},
      {"odd/hidden-layer", "en", "1 " HIDDEN("5")},
      {"broken/encrypted", NULL, ""},
      {"inbox/letter", "en", ""},
  };
  guint faults = 0;
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autofree char *path = g_strdup_printf("fixtures/%s.pdf", rows[i].file);
    g_autoptr(Document) document = extract(path);
    g_autoptr(GString) notices = g_string_new(NULL);
    for (guint j = 0; j < document->notices->len; j++) {
      const Notice *notice = document->notices->pdata[j];
      g_string_append_printf(notices, "%u %s: %s\n", notice->page, notice->about, notice->text);
    }
    if (strcmp(notices->str, rows[i].notices) == 0 && g_strcmp0(document->language, rows[i].language) == 0) continue;
    print_error("%s: %s\n%sshould be: %s\n%s", rows[i].file, document->language, notices->str, rows[i].language, rows[i].notices);
    faults++;
  }
  assert_int_equal(faults, 0);
}

static void what_nobody_sees_is_not_in_the_text_of_a_hidden_layer(G_GNUC_UNUSED void **state) {
  g_autoptr(Document) document = extract("fixtures/odd/hidden-layer.pdf");
  for (guint i = 0; i < document->lines->len; i++) {
    const Line *line = document->lines->pdata[i];
    assert_null(strstr(line->text, "nobody sees"));
    assert_null(strstr(line->text, "Unseen"));
  }
}

/* The first notice of DOCUMENT that doubts its text; NULL where there is none. What its contents say wrongly is its authors'
 * doing. */
static const Notice *first_doubt(const Document *document) {
  for (guint i = 0; i < document->notices->len; i++) {
    const Notice *notice = document->notices->pdata[i];
    if (!g_str_has_prefix(notice->about, "contents")) return notice;
  }
  return NULL;
}

static void real_reports_are_trusted(G_GNUC_UNUSED void **state) {
  static const char *const folders[] = {"upr/pdf", "un2025", "bodies/pdf"};
  const char *named = g_getenv("CORPUS");
  guint faults = 0, files = 0;
  for (gsize f = 0; f < G_N_ELEMENTS(folders); f++) {
    g_autofree char *folder = g_build_filename(named ? named : "../shared/corpus", folders[f], NULL);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    for (const char *name; dir && (name = g_dir_read_name(dir));) {
      if (!g_str_has_suffix(name, ".pdf")) continue;
      g_autofree char *path = g_build_filename(folder, name, NULL);
      g_autoptr(Document) document = extract(path);
      files++;
      const Notice *notice = first_doubt(document);
      if (!notice && document->language) continue;
      print_error("%s: %s\n", name, notice ? notice->text : "no language");
      faults++;
    }
  }
  if (files == 0) skip();
  assert_int_equal(faults, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(garbage_is_told_from_text),
      cmocka_unit_test(a_page_with_little_text_is_not_judged_by_it),
      cmocka_unit_test(what_was_found_and_the_text_make_the_judgement),
      cmocka_unit_test(a_document_tells_what_its_text_does_not),
      cmocka_unit_test(what_nobody_sees_is_not_in_the_text_of_a_hidden_layer),
      cmocka_unit_test(real_reports_are_trusted),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
