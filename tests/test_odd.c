/* test_odd.c - each odd PDF of fixtures/odd is read as a person reads its pages: fixtures/expected/odd/NAME.blocks holds its
 * blocks, a line each: kind, level or depth, label ("-" for none), clean text, parted by tabs. Furniture is compared as a set:
 * a stamp beside the text has no place in its order. */
#include "extractors/extract.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define ODD "fixtures/odd"
#define EXPECTED "fixtures/expected/odd"

/* What each file shows, as a sentence with its name in front. */
static const struct {
  const char *file, *sentence;
} rows[] = {
    {"bar-code", "has its bar code as furniture"},
    {"beyond-edge", "says nothing that stands beside the paper"},
    {"clipped", "says nothing that is clipped away"},
    {"contents-leaders", "has a table of contents, entry by entry"},
    {"contents-own-type", "has the headings that its contents name, though their type is the text's"},
    {"contents-plain", "has its page numbers with their titles, without dots between"},
    {"cover", "has its note, its job number and its bar code out of its text"},
    {"crop-box", "says nothing that is cut off"},
    {"crop-offset", "has its furniture at the visible page's edges"},
    {"exponent", "keeps its exponents and loses its marks"},
    {"footnote-again", "loses the marks of notes that an earlier page has"},
    {"footnote-marks", "loses the marks that are glued to words"},
    {"footnote-two-pages", "has its long footnote in one piece"},
    {"footnotes-full-size", "has its footnotes, though they are as large as the text"},
    {"header-per-chapter", "has no running header in its text, whatever the chapter"},
    {"heading-on-top", "keeps its headings at the top of the pages"},
    {"hyphens", "loses the typesetter's hyphens and keeps the words' own"},
    {"labels-last", "has its labels with their paragraphs"},
    {"layers", "says what is shown, not what is hidden"},
    {"ligatures", "spells its ligatures out"},
    {"loose-letters", "has its words whole, though their letters stand apart"},
    {"mixed-sizes", "has its furniture at the edges of pages of all sizes"},
    {"nested-forms", "is read through all of its forms"},
    {"page-number-inside", "has no page number in its text"},
    {"page-rotated", "is read on its landscape page, too"},
    {"page-turned", "is read on the page that its reader turns, too"},
    {"positioned-letters", "has its words, though each letter is placed alone"},
    {"positioned-words", "has its words parted, though it holds no space"},
    {"rotated-stamp", "has no letter of its stamps in its lines"},
    {"spaced-headings", "has its letter-spaced headings as words"},
    {"table-full", "has its cells apart, however full they are"},
    {"table-numbers", "has its numbers cell by cell, though the rows stand close"},
    {"table-open", "has its table cell by cell, without rules"},
    {"table-ruled", "has its table cell by cell"},
    {"tagged", "is read by its replaced text"},
    {"tiny-text", "has its smallest print, too"},
    {"twice-drawn", "has once what is drawn twice"},
    {"two-columns", "is read column by column below each heading"},
    {"type3", "is read in fonts that it draws itself"},
    {"watermark", "has no letter of its watermark in its lines"},
    {"white-text", "says what stands white on a dark bar, not white on white"},
    {"windows-codes", "has its quotation marks, though the file names them by control codes"},
    {"zero-width", "loses what has no width and nothing else"},
};

static char *describe(const Block *block) {
  return g_strdup_printf("%s\t%u\t%s\t%s", block_kind_names[block->kind], block->level + block->depth,
                         block->label ? block->label : "-", block->text);
}

static int by_text(gconstpointer a, gconstpointer b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

static gboolean is_furniture(const char *description) {
  return g_str_has_prefix(description, "furniture\t");
}

/* The text's DESCRIPTIONS in their order, then the furniture in that of its words. */
static char *arrange(const GPtrArray *descriptions) {
  g_autoptr(GPtrArray) furniture = g_ptr_array_new();
  GString *arranged = g_string_new(NULL);
  for (guint i = 0; i < descriptions->len; i++)
    if (is_furniture(descriptions->pdata[i]))
      g_ptr_array_add(furniture, descriptions->pdata[i]);
    else
      g_string_append_printf(arranged, "%s\n", (char *)descriptions->pdata[i]);
  g_ptr_array_sort(furniture, by_text);
  for (guint i = 0; i < furniture->len; i++) g_string_append_printf(arranged, "%s\n", (char *)furniture->pdata[i]);
  return g_string_free(arranged, FALSE);
}

static char *read_odd(const char *file) {
  g_autofree char *path = g_strdup_printf(ODD "/%s.pdf", file);
  g_autofree char *content = NULL;
  gsize length = 0;
  assert_true(g_file_get_contents(path, &content, &length, NULL));
  g_autoptr(GBytes) bytes = g_bytes_new(content, length);
  g_autoptr(GError) error = NULL;
  g_autoptr(Document) document = document_extract(path, bytes, &error);
  assert_non_null(document);
  g_autoptr(GPtrArray) descriptions = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < document->blocks->len; i++) g_ptr_array_add(descriptions, describe(document->blocks->pdata[i]));
  return arrange(descriptions);
}

static char *read_expected(const char *file) {
  g_autofree char *path = g_strdup_printf(EXPECTED "/%s.blocks", file);
  g_autofree char *content = NULL;
  assert_true(g_file_get_contents(path, &content, NULL, NULL));
  g_autoptr(GPtrArray) descriptions = g_ptr_array_new_with_free_func(g_free);
  g_auto(GStrv) lines = g_strsplit(content, "\n", -1);
  for (guint i = 0; lines[i]; i++)
    if (*lines[i]) g_ptr_array_add(descriptions, g_strdup(lines[i]));
  return arrange(descriptions);
}

/* Shows what is missing in SEEN, and what is too much, a line each. */
static void show_difference(const char *mark, const char *these, const char *others) {
  g_auto(GStrv) lines = g_strsplit(these, "\n", -1), known = g_strsplit(others, "\n", -1);
  for (guint i = 0; lines[i]; i++)
    if (*lines[i] && !g_strv_contains((const char *const *)known, lines[i])) print_error("%s %s\n", mark, lines[i]);
}

static void is_read_as_seen(void **state) {
  const char *file = *state;
  g_autofree char *seen = read_odd(file), *expected = read_expected(file);
  if (strcmp(seen, expected) == 0) return;
  show_difference("expected:", expected, seen);
  show_difference("seen:    ", seen, expected);
  fail_msg("%s.pdf is not read as its pages show it%s", file,
           strlen(seen) == strlen(expected) ? ": the order, where nothing is named" : "");
}

int main(void) {
  struct CMUnitTest tests[G_N_ELEMENTS(rows)] = {0};
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
    char *name = g_strdup_printf("%s.pdf %s", rows[i].file, rows[i].sentence);
    g_ptr_array_add(names, name);
    tests[i] = (struct CMUnitTest){.name = name, .test_func = is_read_as_seen, .initial_state = (void *)rows[i].file};
  }
  return cmocka_run_group_tests_name("odd", tests, NULL, NULL);
}
