/* test_languages.c - one report in six languages, set by several producers, is read as a person reads its pages.
 * fixtures/expected/languages/NAME.blocks, written from the source, holds the blocks of NAME.pdf as in fixtures/expected/odd;
 * where a page ends, and so where its footnotes stand among the text, is the producer's choice: notes and furniture come last.
 * NAME.boxes holds words with their page and their box there, as pdftotext sees them. */
#include "extractors/extract.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define LANGUAGES "fixtures/languages"
#define EXPECTED "fixtures/expected/languages"

static const double NEAR = 2.0; /* points: boxes of two readers that differ by less are one */

static const struct {
  const char *file, *language;
} rows[] = {
    {"ar-libreoffice", "ar"}, {"ar-pango", "ar"},       {"en-groff", "en"}, {"en-libreoffice", "en"}, {"es-libreoffice", "es"},
    {"es-pango", "es"},       {"fr-groff", "fr"},       {"fr-tex", "fr"},   {"ru-libreoffice", "ru"}, {"ru-pango", "ru"},
    {"ru-tex", "ru"},         {"zh-libreoffice", "zh"}, {"zh-pango", "zh"}, {"zh-tex", "zh"},
};

/* The documents, in step with the rows: each is read once. */
static Document *documents[G_N_ELEMENTS(rows)];

static Document *document_of(guint row) {
  if (documents[row]) return documents[row];
  g_autofree char *path = g_strdup_printf(LANGUAGES "/%s.pdf", rows[row].file);
  g_autofree char *content = NULL;
  gsize length = 0;
  assert_true(g_file_get_contents(path, &content, &length, NULL));
  g_autoptr(GBytes) bytes = g_bytes_new(content, length);
  g_autoptr(GError) error = NULL;
  documents[row] = document_extract(path, bytes, &error);
  assert_non_null(documents[row]);
  return documents[row];
}

static char *expected_of(guint row, const char *kind) {
  g_autofree char *path = g_strdup_printf(EXPECTED "/%s.%s", rows[row].file, kind);
  char *content = NULL;
  assert_true(g_file_get_contents(path, &content, NULL, NULL));
  return content;
}

static char *describe(const Block *block) {
  return g_strdup_printf("%s\t%u\t%s\t%s", block_kind_names[block->kind], block->level + block->depth,
                         block->label ? block->label : "-", block->text);
}

static int by_text(gconstpointer a, gconstpointer b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Those of DESCRIPTIONS that begin with KIND, in their order or sorted, a line each; all but notes and furniture for NULL. */
static void append_kind(GString *arranged, const GPtrArray *descriptions, const char *kind, gboolean sorted) {
  g_autoptr(GPtrArray) chosen = g_ptr_array_new();
  for (guint i = 0; i < descriptions->len; i++) {
    const char *line = descriptions->pdata[i];
    gboolean last = g_str_has_prefix(line, "footnote\t") || g_str_has_prefix(line, "furniture\t");
    if (kind ? g_str_has_prefix(line, kind) : !last) g_ptr_array_add(chosen, descriptions->pdata[i]);
  }
  if (sorted) g_ptr_array_sort(chosen, by_text);
  for (guint i = 0; i < chosen->len; i++) g_string_append_printf(arranged, "%s\n", (char *)chosen->pdata[i]);
}

static char *arrange(const GPtrArray *descriptions) {
  GString *arranged = g_string_new(NULL);
  append_kind(arranged, descriptions, NULL, FALSE);
  append_kind(arranged, descriptions, "footnote\t", FALSE);
  append_kind(arranged, descriptions, "furniture\t", TRUE);
  return g_string_free(arranged, FALSE);
}

static GPtrArray *lines_of(const char *content) {
  GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
  g_auto(GStrv) parts = g_strsplit(content, "\n", -1);
  for (char **part = parts; *part; part++)
    if (**part) g_ptr_array_add(lines, g_strdup(*part));
  return lines;
}

/* Shows what is missing in OTHERS, a line each. */
static void show_difference(const char *mark, const char *these, const char *others) {
  g_auto(GStrv) lines = g_strsplit(these, "\n", -1), known = g_strsplit(others, "\n", -1);
  for (guint i = 0; lines[i]; i++)
    if (*lines[i] && !g_strv_contains((const char *const *)known, lines[i])) print_error("%s %s\n", mark, lines[i]);
}

static void is_read_as_seen(guint row) {
  const Document *document = document_of(row);
  g_autoptr(GPtrArray) read = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < document->blocks->len; i++) g_ptr_array_add(read, describe(document->blocks->pdata[i]));
  g_autofree char *content = expected_of(row, "blocks");
  g_autoptr(GPtrArray) written = lines_of(content);
  g_autofree char *seen = arrange(read), *expected = arrange(written);
  if (strcmp(seen, expected) == 0) return;
  show_difference("expected:", expected, seen);
  show_difference("seen:    ", seen, expected);
  fail_msg("%s.pdf is not read as its pages show it%s", rows[row].file,
           strlen(seen) == strlen(expected) ? ": the order, where nothing is named" : "");
}

static void has_its_language(guint row) {
  const Document *document = document_of(row);
  assert_non_null(document->language);
  assert_string_equal(document->language, rows[row].language);
  assert_int_equal(document->outcome, OUTCOME_COMPLETE);
}

/* The raw text that BLOCK's clean text was made of: what stands in front of it, and its edits undone. */
static char *undo_edits(const Block *block) {
  GString *raw = g_string_new_len(block->raw, block->text_start);
  const char *text = block->text;
  for (guint i = 0; i < block->edits->len; i++) {
    const Edit *edit = block->edits->pdata[i];
    assert_true(edit->start >= raw->len);
    gsize unchanged = edit->start - raw->len;
    g_string_append_len(raw, text, (gssize)unchanged);
    text += unchanged;
    assert_true(g_str_has_prefix(text, edit->inserted));
    text += strlen(edit->inserted);
    g_string_append(raw, edit->removed);
  }
  g_string_append(raw, text);
  return g_string_free(raw, FALSE);
}

static void gives_its_raw_text_back(guint row) {
  const Document *document = document_of(row);
  for (guint i = 0; i < document->blocks->len; i++) {
    const Block *block = document->blocks->pdata[i];
    g_autofree char *raw = undo_edits(block);
    assert_string_equal(raw, block->raw);
  }
}

static gboolean is_form(gunichar c) {
  return (c >= 0xFB00 && c <= 0xFB06) || (c >= 0xFB50 && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFC);
}

static void has_letters_for_forms(guint row) {
  const Document *document = document_of(row);
  for (guint i = 0; i < document->blocks->len; i++) {
    const char *text = ((const Block *)document->blocks->pdata[i])->text;
    for (const char *p = text; *p; p = g_utf8_next_char(p))
      if (is_form(g_utf8_get_char(p))) fail_msg("%s.pdf: U+%04X in: %s", rows[row].file, g_utf8_get_char(p), text);
  }
}

/* The place of WORD in the text of DOCUMENT: its page and its box, empty where it is nowhere. */
static Box box_of_word(const Document *document, const char *word, guint *page) {
  g_autoptr(GArray) pages = g_array_new(FALSE, FALSE, sizeof(guint)), boxes = g_array_new(FALSE, FALSE, sizeof(Box));
  for (guint i = 0; i < document->blocks->len && boxes->len == 0; i++) {
    const Block *block = document->blocks->pdata[i];
    const char *at = strstr(block->text, word);
    if (!at) continue;
    guint start = (guint)(at - block->text), raw_start = 0, raw_end = 0;
    block_raw_range(block, start, start + (guint)strlen(word), &raw_start, &raw_end);
    block_boxes(document, block, raw_start, raw_end, pages, boxes);
  }
  *page = boxes->len == 1 ? g_array_index(pages, guint, 0) : 0;
  return boxes->len == 1 ? g_array_index(boxes, Box, 0) : (Box){0};
}

static void has_its_words_in_place(guint row) {
  g_autofree char *content = expected_of(row, "boxes");
  g_autoptr(GPtrArray) lines = lines_of(content);
  assert_int_equal(lines->len, 2);
  for (guint i = 0; i < lines->len; i++) {
    g_auto(GStrv) members = g_strsplit(lines->pdata[i], "\t", -1);
    guint page = 0;
    Box seen = box_of_word(document_of(row), members[0], &page);
    assert_int_equal(page, atoi(members[1]));
    double differences[] = {seen.x0 - atof(members[2]), seen.y0 - atof(members[3]), seen.x1 - atof(members[4]),
                            seen.y1 - atof(members[5])};
    for (guint k = 0; k < G_N_ELEMENTS(differences); k++)
      if (fabs(differences[k]) > (k & 1 ? 4 : 1) * NEAR)
        fail_msg("%s.pdf: %s stands at %.1f %.1f %.1f %.1f, not at %s %s %s %s", rows[row].file, members[0], seen.x0, seen.y0,
                 seen.x1, seen.y1, members[2], members[3], members[4], members[5]);
  }
}

/* What is asked of each file. */
static const struct {
  const char *sentence;
  void (*ask)(guint row);
} questions[] = {
    {"is read as its pages show it", is_read_as_seen},
    {"has its language", has_its_language},
    {"gives its raw text back, its edits undone", gives_its_raw_text_back},
    {"has letters in the place of their forms", has_letters_for_forms},
    {"has its words in their places", has_its_words_in_place},
};

static void answer(void **state) {
  guint number = GPOINTER_TO_UINT(*state);
  questions[number % G_N_ELEMENTS(questions)].ask(number / (guint)G_N_ELEMENTS(questions));
}

int main(void) {
  struct CMUnitTest tests[G_N_ELEMENTS(rows) * G_N_ELEMENTS(questions)] = {0};
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < G_N_ELEMENTS(tests); i++) {
    char *name =
        g_strdup_printf("%s.pdf %s", rows[i / G_N_ELEMENTS(questions)].file, questions[i % G_N_ELEMENTS(questions)].sentence);
    g_ptr_array_add(names, name);
    tests[i] = (struct CMUnitTest){.name = name, .test_func = answer, .initial_state = GUINT_TO_POINTER(i)};
  }
  int failed = cmocka_run_group_tests_name("languages", tests, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS(documents); i++) g_clear_pointer(&documents[i], document_free);
  return failed;
}
