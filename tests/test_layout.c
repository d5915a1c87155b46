/* test_layout.c - glyphs to lines, furniture, footnotes, blocks and clean text, on pages drawn as pictures of characters.
 *
 * A picture is a text, a line of the page a line: a letter for the style, '|', and what stands there. A column is half as
 * wide as the type is high; runs of spaces are gaps of so many columns. Lines stand 12 points apart from y = 100 on. "^" lifts
 * the next character, "@730" goes to that height, an empty line skips one, "\f" turns the page. Pages are A4. */
#include "extractors/layout.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const double WIDTH = 595, HEIGHT = 842, LEFT = 50, TOP = 100, STEP = 12;

static const struct {
  char letter;
  const char *font;
  double size;
} styles[] = {
    {'r', "Times-Roman", 10}, {'b', "Times-Bold", 10}, {'i', "Times-Italic", 10},
    {'s', "Times-Roman", 8},  {'l', "Times-Bold", 12}, {'h', "Times-Bold", 14},
};

/* --- drawing */

static void add_glyph(GlyphPage *page, gunichar character, const char *font, double size, double x0, double x1, double y) {
  Glyph glyph = {character, glyph_page_style(page, font, size), x0, y, x1, y + size};
  g_array_append_val(page->glyphs, glyph);
}

/* Draws TEXT, whose first column is at LEFT, in the style of LETTER. A run of spaces is one space as wide. */
static void draw_text(GlyphPage *page, char letter, double y, const char *text) {
  gsize style = 0;
  while (styles[style].letter != letter) style++;
  double size = styles[style].size, advance = size / 2, x = LEFT;
  const char *font = styles[style].font;
  for (const char *p = text; *p; p = g_utf8_next_char(p)) {
    gboolean raised = *p == '^';
    if (raised) p++;
    gsize spaces = strspn(p, " ");
    double width = advance * (double)MAX(spaces, 1);
    gboolean leading = spaces > 0 && p == text;
    if (!leading) add_glyph(page, g_utf8_get_char(p), font, raised ? 0.6 * size : size, x, x + width, y);
    if (spaces > 1) p += spaces - 1;
    x += width;
  }
  add_glyph(page, '\n', font, size, x, x, y);
}

static GPtrArray *draw_pages(const char *picture) {
  GPtrArray *pages = g_ptr_array_new_with_free_func((GDestroyNotify)glyph_page_free);
  g_auto(GStrv) drawn = g_strsplit(picture, "\f", -1);
  for (guint i = 0; drawn[i]; i++) {
    GlyphPage *page = glyph_page_new(i + 1, WIDTH, HEIGHT);
    g_ptr_array_add(pages, page);
    g_auto(GStrv) rows = g_strsplit(drawn[i], "\n", -1);
    double y = TOP;
    for (guint r = 0; rows[r]; r++) {
      if (rows[r][0] == '@') {
        y = g_ascii_strtod(rows[r] + 1, NULL);
        continue;
      }
      if (rows[r][0]) draw_text(page, rows[r][0], y, rows[r] + 2);
      y += STEP;
    }
  }
  return pages;
}

/* The printed lines of PICTURE, and how many pages it has. */
static GPtrArray *draw_lines(const char *picture, guint *page_count) {
  g_autoptr(GPtrArray) pages = draw_pages(picture);
  GPtrArray *lines = g_ptr_array_new_with_free_func((GDestroyNotify)printed_line_free);
  for (guint i = 0; i < pages->len; i++) lines_build(pages->pdata[i], lines);
  *page_count = pages->len;
  return lines;
}

/* --- lines */

/* The text of LINE, what is raised in braces. */
static void print_line(GString *out, const Line *line) {
  for (guint i = 0; i < line->runs->len; i++) {
    const FontRun *run = line->runs->pdata[i];
    guint end = i + 1 < line->runs->len ? ((const FontRun *)line->runs->pdata[i + 1])->start : (guint)strlen(line->text);
    g_string_append_printf(out, run->raised ? "{%.*s}" : "%.*s", (int)(end - run->start), line->text + run->start);
  }
  g_string_append_c(out, '\n');
}

static void fragments_are_joined_to_lines(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *name, *picture, *expected;
  } rows[] = {
      {"a label that hangs in the margin belongs to its line",
       "r|12.       The Working Group met\n"
       "r|          in Vienna.\n",
       "12. The Working Group met\n"
       "in Vienna.\n"},
      {"where the reader gives the labels last, too",
       "r|          The Working Group met\n"
       "r|          in Vienna.\n"
       "@100\n"
       "r|12.\n",
       "12. The Working Group met\n"
       "in Vienna.\n"},
      {"a word in the margin does not",
       "r|Note      The Working Group met\n"
       "r|          in Vienna.\n",
       "Note\n"
       "The Working Group met\n"
       "in Vienna.\n"},
      {"nor does a label that is far away",
       "r|12.                      The Working Group met\n", "12.\n"
                                                             "The Working Group met\n"},
      {"nor one within the row",
       "r|Cairo     (a)     The Working Group met\n", "Cairo\n"
                                                      "(a)\n"
                                                      "The Working Group met\n"},
      {"columns are read one after the other",
       "r|The Working Group in the\nr|left column recommended\nr|that States parties do\nr|review their own laws\n"
       "r|as soon as possible and\nr|tell it of the results.\n@100\n"
       "r|                                   Text in the right column\nr|                                   stands beside it on the\n"
       "r|                                   page but is read behind\nr|                                   the left one, as people\n"
       "r|                                   do who read a newspaper\nr|                                   with columns from left.\n",
       NULL},
      {"wide spaces of a justified line are bridged by the row above",
       "r|The Working Group recommended that all of them\n"
       "r|States    parties    should    examine     their\n",
       "The Working Group recommended that all of them\n"
       "States parties should examine their\n"},
      {"cells leave the same gap in each row",
       "r|Vienna    2010\n"
       "r|Geneva    2012\n",
       "Vienna\n"
       "2010\n"
       "Geneva\n"
       "2012\n"},
      {"leaders lead to the page number",
       "r|Introduction ............              3\n", "Introduction ............ 3\n"},
      {"marks are raised, and so are exponents",
       "r|the Protocol^1 covers 40 km^2 of^*\n", "the Protocol{1} covers 40 km{2} of{*}\n"},
      {"a page is read from its top, in whatever order it was drawn",
       "@200\n"
       "r|below\n"
       "@100\n"
       "r|above\n",
       "above\n"
       "below\n"},
      {"a page without text has no lines", "", ""},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    guint page_count = 0;
    g_autoptr(GPtrArray) lines = draw_lines(rows[i].picture, &page_count);
    g_autoptr(GString) found = g_string_new(NULL);
    for (guint k = 0; k < lines->len; k++) print_line(found, ((const PrintedLine *)lines->pdata[k])->line);
    if (rows[i].expected)assert_string_equal(found->str, rows[i].expected);
    else print_message("%s", found->str);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(fragments_are_joined_to_lines),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
