/* test_works.c - documents told by a line each: which work each is of, as what, and what takes its place. */
#include "pipeline/catalogue/works.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* A document; what is NULL was not found. Texts are those of its recommendations, numbered from 1, parted by '|'. */
typedef struct {
  const char *file, *symbol, *language, *end, *title, *texts;
  const char *subject, *distribution;
  gboolean ocr;
  const char *numbers; /* where they are others */
} Told;

#define FULL                                                                                                                     \
  "States should share what they know of routes|States should train their crews well|The Office should help coast guards"
#define LESS "States should share what they know of routes|States should train their crews well"
#define OTHER "Vessels must be marked at the bow|Catches are to be reported daily|Nets need tags of the owner"
#define FRENCH "Les Etats devraient partager|Les Etats devraient former|Le Bureau devrait aider"

#define WG7 "CTOC/COP/WG.7/2023/"
#define END "2023-10-06"
#define TITLE "Report on the meeting of the Working Group on Boats"

typedef struct {
  const char *name;
  Told told[5];
  const char *expected; /* a line a document, in the order above: "file: work, kind[, superseded by file][; failed checks]" */
} Case;

#define TOLD(what, of, in, ended, called, says, ...)                                                                             \
  { .file = what, .symbol = of, .language = in, .end = ended, .title = called, .texts = says, ##__VA_ARGS__ }

static const Case cases[] = {
    {"a report alone", {TOLD("a", WG7 "5", "en", END, TITLE, FULL)}, "a: " WG7 "5, original\n"},
    {"a revision",
     {TOLD("a", WG7 "5", "en", END, TITLE, FULL), TOLD("b", WG7 "5/Rev.1", "en", END, TITLE, FULL)},
     "a: " WG7 "5, original, superseded by b\nb: " WG7 "5, revision\n"},
    {"the newest of several revisions counts",
     {TOLD("c", WG7 "5/Rev.10", "en", END, TITLE, FULL), TOLD("b", WG7 "5/Rev.9", "en", END, TITLE, FULL),
      TOLD("a", WG7 "5", "en", END, TITLE, FULL)},
     "c: " WG7 "5, revision\nb: " WG7 "5, revision, superseded by c\na: " WG7 "5, original, superseded by c\n"},
    {"a revision with fewer recommendations is looked at",
     {TOLD("a", WG7 "5", "en", END, TITLE, FULL), TOLD("b", WG7 "5/Rev.1", "en", END, TITLE, LESS)},
     "a: " WG7 "5, original, superseded by b\nb: " WG7 "5, revision; replaces_all\n"},
    {"a corrigendum supersedes nothing, and is told",
     {TOLD("a", WG7 "5", "en", END, TITLE, FULL), TOLD("b", WG7 "5/Corr.1", "en", NULL, NULL, NULL)},
     "a: " WG7 "5, original; corrected\nb: " WG7 "5, corrigendum\n"},
    {"a corrigendum of what was revised since",
     {TOLD("a", WG7 "5", "en", END, TITLE, FULL), TOLD("b", WG7 "5/Corr.1", "en", NULL, NULL, NULL),
      TOLD("c", WG7 "5/Rev.1", "en", END, TITLE, FULL)},
     "a: " WG7 "5, original, superseded by c\nb: " WG7 "5, corrigendum, superseded by c\nc: " WG7 "5, revision\n"},
    {"a corrigendum alone", {TOLD("b", WG7 "5/Corr.1", "en", NULL, NULL, NULL)}, "b: " WG7 "5, corrigendum\n"},
    {"a corrigendum in one language",
     {TOLD("a", WG7 "5", "en", END, TITLE, FULL), TOLD("f", WG7 "5", "fr", END, NULL, FRENCH),
      TOLD("b", WG7 "5/Corr.1", "fr", NULL, NULL, NULL)},
     "a: " WG7 "5, original\nf: " WG7 "5, translation; corrected\nb: " WG7 "5, corrigendum\n"},
    {"an addendum is a work of its own",
     {TOLD("a", WG7 "5", "en", END, TITLE, FULL), TOLD("b", WG7 "5/Add.1", "en", END, TITLE, FULL)},
     "a: " WG7 "5, original\nb: " WG7 "5/Add.1, original\n"},
    {"a draft of the meeting's report",
     {TOLD("a", WG7 "5", "en", END, TITLE, FULL), TOLD("l", WG7 "L.1", "en", END, "Draft report", LESS)},
     "a: " WG7 "5, original\nl: " WG7 "5, draft, superseded by a\n"},
    {"a draft alone counts, the newest of two",
     {TOLD("l", WG7 "L.1", "en", END, "Draft report", LESS), TOLD("m", WG7 "L.1/Rev.1", "en", END, "Draft report", FULL)},
     "l: " WG7 "L.1, draft, superseded by m\nm: " WG7 "L.1, draft\n"},
    {"a draft of another meeting",
     {TOLD("a", WG7 "5", "en", END, TITLE, FULL), TOLD("l", WG7 "L.1", "en", "2022-06-28", "Draft report", LESS)},
     "a: " WG7 "5, original\nl: " WG7 "L.1, draft\n"},
    {"a draft of which of two reports nobody can tell",
     {TOLD("a", WG7 "5", "en", END, TITLE, FULL), TOLD("b", WG7 "6", "en", END, TITLE, OTHER),
      TOLD("l", WG7 "L.1", "en", END, "Draft report", LESS)},
     "a: " WG7 "5, original\nb: " WG7 "6, original\nl: " WG7 "L.1, draft\n"},
    {"drafts of one session's reports, told apart by the State under review",
     {TOLD("n", "A/HRC/8/27", "en", END, "Report of the Working Group", FULL, .subject = "Narnia"),
      TOLD("r", "A/HRC/8/28", "en", END, "Report of the Working Group", OTHER, .subject = "Ruritania"),
      TOLD("l", "A/HRC/WG.6/1/L.5", "en", END, "Draft report of the Working Group", LESS, .subject = "Narnia")},
     "n: A/HRC/8/27, original\nr: A/HRC/8/28, original\nl: A/HRC/8/27, draft, superseded by n\n"},
    {"a translation",
     {TOLD("a", WG7 "5", "en", END, TITLE, FULL), TOLD("f", WG7 "5", "fr", END, "Rapport", FRENCH)},
     "a: " WG7 "5, original\nf: " WG7 "5, translation\n"},
    {"a translation that lacks one",
     {TOLD("a", WG7 "5", "en", END, TITLE, FULL),
      TOLD("f", WG7 "5", "fr", END, NULL, "Les Etats devraient partager|Le Bureau devrait", .numbers = "1|3")},
     "a: " WG7 "5, original; same_in_other_language\nf: " WG7 "5, translation; same_in_other_language\n"},
    {"letters of another alphabet",
     {TOLD("a", WG7 "5", "en", END, TITLE, FULL, .numbers = "4(a)|4(b)|4(c)"),
      TOLD("r", WG7 "5", "ru", END, NULL, "Один|Два|Три", .numbers = "4(а)|4(б)|4(в)")},
     "a: " WG7 "5, original\nr: " WG7 "5, translation\n"},
    {"without English, the first language is the original's",
     {TOLD("s", WG7 "5", "es", END, NULL, FULL), TOLD("f", WG7 "5", "fr", END, NULL, FRENCH)},
     "s: " WG7 "5, original\nf: " WG7 "5, translation\n"},
    {"a revision in one language only",
     {TOLD("a", WG7 "5/Rev.1", "en", END, TITLE, FULL), TOLD("f", WG7 "5", "fr", END, NULL, FRENCH)},
     "a: " WG7 "5, revision\nf: " WG7 "5, translation; same_in_other_language\n"},
    {"another file of the same text",
     {TOLD("a", WG7 "5", "en", END, TITLE, FULL), TOLD("b", WG7 "5", "en", END, TITLE, FULL)},
     "a: " WG7 "5, original\nb: " WG7 "5, copy, superseded by a\n"},
    {"of a scan and a file with text, the file counts",
     {TOLD(
          "a", WG7 "5", "en", END, TITLE,
          "States should share what they know 0f routes|States should train their crews well|The Office should help coast guards",
          .ocr = TRUE),
      TOLD("b", WG7 "5", "en", END, TITLE, FULL)},
     "a: " WG7 "5, copy, superseded by b; single_copy\nb: " WG7 "5, original; single_copy\n"},
    {"the same symbol on another text: both count",
     {TOLD("a", WG7 "5", "en", END, TITLE, FULL), TOLD("b", WG7 "5", "en", END, TITLE, OTHER)},
     "a: " WG7 "5, original; single_copy\nb: " WG7 "5, original; single_copy\n"},
    {"a file in which nothing was found is no copy",
     {TOLD("a", WG7 "5", "en", END, TITLE, FULL), TOLD("b", WG7 "5", "en", END, TITLE, NULL)},
     "a: " WG7 "5, original; single_copy\nb: " WG7 "5, original; single_copy\n"},
    {"the same symbol, other days: works of their own",
     {TOLD("a", "X/1", "en", END, TITLE, FULL), TOLD("b", "X/1", "en", "2022-06-28", TITLE, FULL)},
     "a: X/1 (2023-10-06, a00000000000), original\nb: X/1 (2022-06-28, b00000000000), original\n"},
    {"the same wrong symbol, another State",
     {TOLD("a", "X/1", "en", END, TITLE, FULL, .subject = "Narnia"),
      TOLD("b", "X/1", "en", END, TITLE, OTHER, .subject = "Ruritania")},
     "a: X/1 (2023-10-06, a00000000000), original\nb: X/1 (2023-10-06, b00000000000), original\n"},
    {"a copy without symbol",
     {TOLD("a", WG7 "5", "en", END, TITLE, FULL), TOLD("b", NULL, "en", END, TITLE, FULL)},
     "a: " WG7 "5, original\nb: " WG7 "5, copy, superseded by a\n"},
    {"a copy of the version before",
     {TOLD("a", WG7 "5", "en", END, TITLE, LESS), TOLD("r", WG7 "5/Rev.1", "en", END, TITLE, FULL),
      TOLD("b", NULL, "en", END, TITLE, LESS)},
     "a: " WG7 "5, original, superseded by r\nr: " WG7 "5, revision\nb: " WG7 "5, copy, superseded by r\n"},
    {"another document without symbol",
     {TOLD("a", WG7 "5", "en", END, TITLE, FULL), TOLD("b", NULL, "en", END, TITLE, OTHER)},
     "a: " WG7 "5, original\nb: sha256:b00000000000, original\n"},
    {"two without symbol and of one text",
     {TOLD("a", NULL, "en", END, TITLE, FULL), TOLD("b", NULL, "en", END, TITLE, FULL)},
     "a: sha256:a00000000000, original\nb: sha256:a00000000000, copy, superseded by a\n"},
    {"two without symbol, the later changed",
     {TOLD("a", NULL, "en", END, TITLE, FULL "|And be kind to all", .distribution = "2023-12-01"),
      TOLD("b", NULL, "en", END, TITLE, FULL, .distribution = "2023-11-01")},
     "a: sha256:a00000000000, revision\nb: sha256:a00000000000, original, superseded by a\n"},
    {"two without symbol and of one title, but other texts",
     {TOLD("a", NULL, "en", END, TITLE, FULL), TOLD("b", NULL, "en", END, TITLE, OTHER)},
     "a: sha256:a00000000000, original\nb: sha256:b00000000000, original\n"},
    {"two of which nothing is known",
     {TOLD("a", NULL, NULL, NULL, NULL, NULL), TOLD("b", NULL, NULL, NULL, NULL, NULL)},
     "a: sha256:a00000000000, original\nb: sha256:b00000000000, original\n"},
};

/* ---- documents of what is told ---- */

static guint count_texts(const char *texts) {
  g_auto(GStrv) parts = g_strsplit(texts != NULL ? texts : "", "|", -1);
  return g_strv_length(parts);
}

static void listed_free(CatalogueDocument *document) {
  g_ptr_array_unref(document->source_files);
  g_free(document->sha256);
  g_free(document);
}

/* TOLD stands behind the document, for its texts. */
static CatalogueDocument *listed_new(const Told *told) {
  CatalogueDocument *document = g_new0(CatalogueDocument, 1);
  document->key = (gint64)(guintptr)told;
  document->source_files = g_ptr_array_new();
  g_ptr_array_add(document->source_files, (gpointer)told->file);
  document->sha256 = g_strdup_printf("%s%063d", told->file, 0);
  document->symbol = (char *)told->symbol;
  document->language = (char *)told->language;
  document->body = (char *)(told->title != NULL ? "Working Group" : NULL);
  document->title = (char *)told->title;
  document->subject = (char *)told->subject;
  document->end = (char *)told->end;
  document->distribution_date = (char *)told->distribution;
  document->ocr = told->ocr;
  document->recommendations = count_texts(told->texts);
  return document;
}

static gboolean load(Version *version, G_GNUC_UNUSED gpointer data, G_GNUC_UNUSED GError **error) {
  const Told *told = (const Told *)(guintptr)version->document->key;
  g_auto(GStrv) texts = g_strsplit(told->texts != NULL ? told->texts : "", "|", -1);
  g_auto(GStrv) numbers = g_strsplit(told->numbers != NULL ? told->numbers : "", "|", -1);
  for (guint i = 0; texts[i] != NULL; i++) {
    g_ptr_array_add(version->texts.texts, g_strdup(texts[i]));
    g_ptr_array_add(version->texts.numbers, told->numbers != NULL ? g_strdup(numbers[i]) : g_strdup_printf("%u", i + 1));
  }
  return TRUE;
}

static void describe(GString *text, const Version *version) {
  g_autoptr(GHashTable) named = g_hash_table_new(g_str_hash, g_str_equal);
  g_string_append_printf(text, "%s: %s, %s", catalogue_document_name(version->document), version->work,
                         version_kind_names[version->kind]);
  if (version->superseded_by != NULL)
    g_string_append_printf(text, ", superseded by %s", catalogue_document_name(version->superseded_by->document));
  for (guint i = 0; i < version->checks->len; i++) {
    const Check *check = g_ptr_array_index(version->checks, i);
    if (check->result == CHECK_FAILED && g_hash_table_add(named, check->check))
      g_string_append_printf(text, "; %s", check->check);
  }
  g_string_append_c(text, '\n');
}

/* What is derived of the documents of ROW, taken from the one numbered FIRST on; told in the row's order. */
static char *derive(const Case *row, guint first) {
  g_autoptr(GPtrArray) documents = g_ptr_array_new_with_free_func((GDestroyNotify)listed_free);
  guint count = 0;
  while (count < G_N_ELEMENTS(row->told) && row->told[count].file != NULL) count++;
  for (guint i = 0; i < count; i++) g_ptr_array_add(documents, listed_new(&row->told[(i + first) % count]));
  g_autoptr(GPtrArray) versions = works_derive(documents, load, NULL, NULL);
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < count; i++) describe(text, g_ptr_array_index(versions, (i + count - first % count) % count));
  return g_string_free(text, FALSE);
}

static void documents_are_versions_of_works(G_GNUC_UNUSED void **state) {
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
    for (guint first = 0; first < 3; first++) {
      print_message("%s, from %u\n", cases[i].name, first);
      g_autofree char *text = derive(&cases[i], first);
      assert_string_equal(text, cases[i].expected);
    }
}

/* ---- what the checks say ---- */

static void checks_name_what_differs(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *name, *numbers, *others, *message;
    CheckResult result;
  } rows[] = {
      {"the same", "1|2", "1|2", "X/1 (b) has 2 recommendations with the same numbers.", CHECK_PASSED},
      {"one lacks", "1|2|3", "1|3", "X/1 (b) has 2 recommendations, this version 3; only here: 2.", CHECK_FAILED},
      {"one is more", "1", "1|2", "X/1 (b) has 2 recommendations, this version 1; only there: 2.", CHECK_FAILED},
      {"as many, but others", "1|2", "1|3", "X/1 (b) has 2 recommendations; only here: 2; only there: 3.", CHECK_FAILED},
      {"a number that comes twice", "1|1", "1", "X/1 (b) has 1 recommendation, this version 2; only here: 1.", CHECK_FAILED},
      {"many", "1", "1|2|3|4|5|6|7|8|9|10|11",
       "X/1 (b) has 11 recommendations, this version 1; only there: 2, 3, 4, 5, 6, 7, 8, 9 and 2 more.", CHECK_FAILED},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    Told a = TOLD("a", "X/1", "en", END, TITLE, rows[i].numbers, .numbers = rows[i].numbers);
    Told b = TOLD("b", "X/1", "fr", END, TITLE, rows[i].others, .numbers = rows[i].others);
    g_autoptr(GPtrArray) documents = g_ptr_array_new_with_free_func((GDestroyNotify)listed_free);
    g_ptr_array_add(documents, listed_new(&a));
    g_ptr_array_add(documents, listed_new(&b));
    g_autoptr(GPtrArray) versions = works_derive(documents, load, NULL, NULL);
    const Version *version = g_ptr_array_index(versions, 0);
    assert_int_equal(version->checks->len, 1);
    const Check *check = g_ptr_array_index(version->checks, 0);
    assert_string_equal(check->check, "same_in_other_language");
    assert_string_equal(check->scope, "fr");
    assert_string_equal(check->message, rows[i].message);
    assert_int_equal(check->result, rows[i].result);
  }
}

/* A symbol that was misread may stand on any number of documents. */
static void many_of_one_symbol_are_counted(G_GNUC_UNUSED void **state) {
  enum { MANY = 12, NAMED = 8 };
  g_autoptr(GPtrArray) documents = g_ptr_array_new_with_free_func((GDestroyNotify)listed_free);
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
  Told told[MANY];
  for (guint i = 0; i < MANY; i++) {
    char *text = g_strdup_printf("Boat %u of port %u needs %u oars", i, i, i);
    g_ptr_array_add(texts, text);
    told[i] = (Told)TOLD("a", "X/1", "en", NULL, NULL, text);
    g_ptr_array_add(documents, listed_new(&told[i]));
  }
  g_autoptr(GPtrArray) versions = works_derive(documents, load, NULL, NULL);
  for (guint i = 0; i < MANY; i++) {
    const Version *version = g_ptr_array_index(versions, i);
    assert_int_equal(version->checks->len, NAMED + 1);
    const Check *last = g_ptr_array_index(version->checks, NAMED);
    assert_string_equal(last->check, "single_copy");
    assert_string_equal(last->message, "3 more files are of this version; 3 of them have another text.");
    assert_int_equal(last->result, CHECK_FAILED);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(documents_are_versions_of_works),
      cmocka_unit_test(checks_name_what_differs),
      cmocka_unit_test(many_of_one_symbol_are_counted),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
