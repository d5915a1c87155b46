/* test_contents.c - the entries of tables of contents, and what they say of the headings.
 *
 * A document is drawn as rows: the kind of its block (h heading, p paragraph, i list item, t table, f furniture; + goes on with
 * the block above), the page, the left edge in points, and the line. What is printed is the kind of each block afterwards, the
 * level behind headings that had none before, and the notices. */
#include "extractors/contents.h"
#include "extractors/labels.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const struct {
  char letter;
  BlockKind kind;
} kinds[] = {
    {'h', BLOCK_HEADING}, {'p', BLOCK_PARAGRAPH}, {'i', BLOCK_LIST_ITEM}, {'t', BLOCK_TABLE}, {'f', BLOCK_FURNITURE},
};

static char letter_of(BlockKind kind) {
  for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
    if (kinds[i].kind == kind) return kinds[i].letter;
  return '?';
}

static PrintedLine *draw_line(guint page, double x, const char *text) {
  PrintedLine *line = printed_line_new();
  FontRun *run = font_run_new();
  run->size = 10;
  g_ptr_array_add(line->line->runs, run);
  line->line->page = page;
  line->line->box = (Box){x, 100, x + 5 * (double)strlen(text), 112};
  line->line->text = g_strdup(text);
  line->size = 10;
  return line;
}

static Block *begin_block(char letter, const char *text) {
  Block *block = block_new();
  LabelForm form = LABEL_NONE;
  gsize label = label_parse(text, &form);
  for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
    if (kinds[i].letter == letter) block->kind = kinds[i].kind;
  if (label > 0 && form != LABEL_BARE_NUMBER) block->label = g_strndup(text, label);
  if (block->kind == BLOCK_HEADING) block->level = 9; /* it has one */
  return block;
}

/* Draws ROWS, and adds as many pages to DOCUMENT as they have. */
static void draw(const char *rows, Document *document, GPtrArray *blocks, GPtrArray *lines) {
  g_auto(GStrv) drawn = g_strsplit(rows, "\n", -1);
  for (char **row = drawn; *row && **row; row++) {
    guint page = 0, index = lines->len;
    double x = 0;
    int text = 0;
    char letter = 0;
    assert_int_equal(sscanf(*row, "%c%u %lf %n", &letter, &page, &x, &text), 3);
    gboolean goes_on = letter == '+' || letter == '*';
    if (!goes_on) g_ptr_array_add(blocks, begin_block(letter, *row + text));
    Block *block = blocks->pdata[blocks->len - 1];
    PrintedLine *line = draw_line(page, x, *row + text);
    line->bold = letter == '*' || letter == 'h';
    g_ptr_array_add(lines, line);
    g_array_append_val(block->lines, index);
    while (document->pages->len < page) g_ptr_array_add(document->pages, page_new());
  }
}

static char *check_drawn(const char *rows) {
  g_autoptr(Document) document = document_new();
  g_autoptr(GPtrArray) blocks = g_ptr_array_new_with_free_func((GDestroyNotify)block_free);
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func((GDestroyNotify)printed_line_free);
  draw(rows, document, blocks, lines);
  contents_check(document, blocks, lines);
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < blocks->len; i++) {
    const Block *block = blocks->pdata[i];
    g_string_append_c(out, letter_of(block->kind));
    if (block->kind == BLOCK_HEADING && block->level < 9) g_string_append_printf(out, "%u", block->level);
  }
  g_string_append_c(out, '\n');
  for (guint i = 0; i < document->notices->len; i++) {
    const Notice *notice = document->notices->pdata[i];
    assert_true(g_str_has_prefix(notice->about, "contents"));
    g_string_append_printf(out, "%u: %s\n", notice->page, notice->text);
  }
  return g_string_free(out, FALSE);
}

typedef struct {
  const char *name, *rows, *expected;
} Row;

static void check_rows(const Row *rows, gsize count) {
  guint faults = 0;
  for (gsize i = 0; i < count; i++) {
    g_autofree char *found = check_drawn(rows[i].rows);
    if (g_str_equal(found, rows[i].expected)) continue;
    print_error("%s\nis:\n%sshould be:\n%s", rows[i].name, found, rows[i].expected);
    faults++;
  }
  assert_int_equal(faults, 0);
}

static void entries_are_read_whatever_their_form(G_GNUC_UNUSED void **state) {
  static const Row rows[] = {
      {"with leaders; a block of its own is the heading that it is called",
       "h1 60 Contents\n"
       "t1 100 I. Lights of the coast ........ 2\n"
       "t1 120 A. Lamps . . . . . . . . 3\n"
       "f1 60 1\n"
       "h2 60 I. Lights of the coast\n"
       "i2 60 A. Lamps\n"
       "i2 60 1. Lamps were lit.\n",
       "httfhh2i\n"},
      {"without leaders, in tables",
       "h1 60 Contents\n"
       "t1 100 I. Lights 2\n"
       "t1 120 A. Lamps 2\n"
       "h2 60 I. Lights\n"
       "p2 60 A. Lamps\n",
       "htthh2\n"},
      {"page numbers and paragraphs in columns of their own, and a word in front",
       "h1 60 Contents\n"
       "h1 400 Paragraphs\n"
       "h1 500 Page\n"
       "t1 60 Introduction ........ 1 - 4\n"
       "p1 500 2\n"
       "h1 60 I. LIGHTS OF THE COAST ...\n"
       "p1 400 5-9\n"
       "p1 500 3\n"
       "p1 60 Annex\n"
       "t1 80 List of lights ........ 4\n"
       "p2 60 Introduction\n"
       "i3 60 I. Lights of the coast\n"
       "p4 60 Annex\n"
       "h4 60 List of lights\n",
       "httttttttth1h1ph\n"},
      {"entries over several lines, the number between them",
       "h1 60 Contents\n"
       "i1 100 I. Lights that were found\n"
       "t1 120 dark in the winter . . . . . . 2\n"
       "t1 100 II. Keepers of the lights, and\n"
       "p1 500 3\n"
       "t1 120 their pay . . . . . .\n"
       "h2 60 I. Lights that were found dark in the winter\n"
       "p3 60 II. Keepers of the lights,\n"
       "+3 60 and their pay\n",
       "httttthh1\n"},
      {"numbers as labels, and two of them on a page",
       "h1 60 Contents\n"
       "t1 60 1. Harbour of Elaine ....... 2\n"
       "t1 60 2. Harbour of Maud ....... 2\n"
       "i2 60 1. Harbour of Elaine\n"
       "i2 60 1. A goal.\n"
       "i2 60 2. Harbour of Maud\n",
       "htth3ih3\n"},
      {"in Russian",
       "h1 60 Содержание\n"
       "t1 60 I. Введение ....... 2\n"
       "t1 60 II. Маяки ....... 3\n"
       "p2 60 I. ВВЕДЕНИЕ\n"
       "h3 60 II. Маяки\n",
       "htth1h\n"},
      {"in Chinese",
       "h1 60 目 录\n"
       "t1 60 导言 ....... 2\n"
       "t1 60 灯塔 ....... 3\n"
       "p2 60 导言\n"
       "h3 60 灯塔\n",
       "htth1h\n"},
      {"in Arabic",
       "h1 60 المحتويات\n"
       "t1 60 مقدمة ....... 2\n"
       "t1 60 المنارات ....... 3\n"
       "p2 60 مقدمة\n"
       "h3 60 المنارات\n",
       "htth1h\n"},
      {"in French, Spanish: their titles",
       "h1 60 Table des matières\n"
       "t1 60 Phares ....... 2\n"
       "t1 60 Ports ....... 2\n"
       "p2 60 Phares\n"
       "h2 60 Ports\n",
       "htth1h\n"},
      {"the word alone makes no contents, nor do years",
       "h1 60 Contents\n"
       "p1 60 The lights were counted in 2012\n"
       "p1 60 and again in 2014\n"
       "p1 60 The lights were counted in\n",
       "hppp\n"},
  };
  check_rows(rows, G_N_ELEMENTS(rows));
}

#define CONTENTS                                                                                                                 \
  "h1 60 Contents\nt1 60 I. Lights ....... 2\nt1 60 II. Keepers ....... 3\nt1 60 III. Charts ....... 4\nt1 60 IV. Dues ....... " \
  "5\n"

static void what_differs_is_told(G_GNUC_UNUSED void **state) {
  static const Row rows[] = {
      {"nothing, though case, marks and spaces differ",
       CONTENTS "h2 60 I. LIGHTS\nh3 60 II  Keepers*\nh4 60 III. Charts\nh5 60 IV. Dues\n", "htttthhhh\n"},
      {"an entry that nothing answers", CONTENTS "h2 60 I. Lights\nh3 60 II. Keepers\nh5 60 IV. Dues\n",
       "htttthhh\n1: the contents name \"III. Charts\", and nothing behind them says so: see whether pages are missing\n"},
      {"another wording under the label",
       CONTENTS "h2 60 I. Lights\nh3 60 II. Keepers and pilots\nh4 60 III. Charts\nh5 60 IV. Dues\n",
       "htttthhhh\n3: the contents name \"II. Keepers\", the heading says \"II. Keepers and pilots\": see which is meant\n"},
      {"another page than the others", CONTENTS "h2 60 I. Lights\nh3 60 II. Keepers\nh4 60 III. Charts\nh7 60 IV. Dues\n",
       "htttthhhh\n7: the contents place \"IV. Dues\" on page 5; it stands on page 7\n"},
      {"pages that are all ahead of the printed numbers, but for one",
       CONTENTS "h4 60 I. Lights\nh5 60 II. Keepers\nh6 60 III. Charts\nh8 60 IV. Dues\n",
       "htttthhhh\n8: the contents place \"IV. Dues\" on page 5; it stands on page 6\n"},
      {"a heading that the layout left within other text",
       CONTENTS "h2 60 I. Lights\nh3 60 II. Keepers\np4 60 Adopted.\n+4 60 III. Charts\nh5 60 IV. Dues\n",
       "htttthhph\n4: the contents name \"III. Charts\", which stands here, but not as a heading in its place: look at the "
       "page\n"},
      {"words of an entry within a sentence are no heading",
       CONTENTS "h2 60 I. Lights\nh3 60 II. Keepers\np4 60 Charts were shown.\nh5 60 IV. Dues\n",
       "htttthhph\n1: the contents name \"III. Charts\", and nothing behind them says so: see whether pages are missing\n"},
      {"a word of naming and the label, above the title or before it",
       CONTENTS "h2 60 Chapter I\n+2 60 Lights\nh3 60 Chapter II\nh3 60 Keepers\nh4 60 Chapter III Charts\nh5 60 Dues\n",
       "htttthhhhh\n"},
      {"the same title in each chapter, in the order of the contents",
       "h1 60 Contents\nt1 60 I. Lights ... 2\nt1 80 A. Decisions ..... 2\nt1 60 II. Keepers ..... 3\nt1 80 A. Decisions ..... "
       "3\n"
       "h2 60 I. Lights\np2 60 A. Decisions\nh3 60 II. Keepers\np3 60 A. Decisions\np4 60 A. Decisions\n",
       "htttthh2hh2p\n"},
      {"an entry that names neither page nor paragraphs is not missed",
       "h1 60 Contents\nt1 60 I. Lights ....... 2\nt1 60 II. Keepers ....... 3\np1 60 Annexes\nt1 60 List of harbours ....... 9\n"
       "h2 60 I. Lights\nh3 60 II. Keepers\nh4 60 List of harbours\n",
       "htttthhh\n"},
      {"the contents of a volume in the first of its parts: told once",
       "h1 60 Contents\nt1 60 Ash ..... 2\nt1 60 Birch ..... 3\nt1 60 Cedar ..... 4\nt1 60 Elm ..... 5\nt1 60 Fir ..... 6\n"
       "t1 60 Hazel ..... 7\nt1 60 Larch ..... 8\nh2 60 Ash\n",
       "httttttth\n1: of the 7 entries of the contents, 6 have no heading in the file: see whether it is whole\n"},
      {"a heading in its own type below other text is parted from it",
       CONTENTS "h2 60 I. Lights\nh3 60 II. Keepers\np4 60 Adopted.\n*4 60 III. Charts\nh5 60 IV. Dues\n", "htttthhph1h\n"},
      {"one above other text, with a word that names it",
       CONTENTS "h2 60 I. Lights\nh3 60 II. Keepers\nh4 60 III. Charts\np5 60 Lit.\n*5 60 Chapter IV\n*5 60 Dues\n+5 60 Paid.\n",
       "htttthhhph1p\n"},
      {"bold words that no entry says stay in their block",
       CONTENTS "h2 60 I. Lights\nh3 60 II. Keepers\nh4 60 III. Charts\nh5 60 IV. Dues\np5 60 Lit.\n*5 60 Unlit.\n",
       "htttthhhhp\n"},
  };
  check_rows(rows, G_N_ELEMENTS(rows));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(entries_are_read_whatever_their_form),
      cmocka_unit_test(what_differs_is_told),
  };
  return cmocka_run_group_tests_name("contents", tests, NULL, NULL);
}
