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
    {'r', "Times-Roman", 10}, {'b', "Times-Bold", 10}, {'i', "Times-Italic", 10}, {'s', "Times-Roman", 8},
    {'l', "Times-Bold", 12},  {'h', "Times-Bold", 14}, {'g', "Times-Roman", 14},
};

/* --- drawing */

static void add_glyph(GlyphPage *page, gunichar character, const char *font, double size, double x0, double x1, double y) {
  Glyph glyph = {character, glyph_page_style(page, font, size, FALSE), x0, y, x1, y + size, 0};
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

typedef struct {
  const char *name, *picture;
  const char *expected; /* what the printing function of the test makes of the picture */
} Row;

/* 1 and a message where FOUND is not what ROW expects: a test goes on to the end of its table. */
static guint differs(const Row *row, const char *found) {
  if (g_str_equal(found, row->expected)) return 0;
  print_error("%s\nis:\n%sshould be:\n%s", row->name, found, row->expected);
  return 1;
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
  static const Row rows[] = {
      {"a label that hangs in the margin belongs to its line",
       "r|12.       The Working Group met\n"
       "r|          in Vienna.\n",
       "12. The Working Group met\n"
       "in Vienna.\n"},
      {"small lines beside a large heading stand one below the other",
       "@96\n"
       "h|                            Lights\n"
       "@92\n"
       "r|Distributed\n"
       "@104\n"
       "r|English\n",
       "Distributed\n"
       "Lights\n"
       "English\n"},
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
      {"nor does a label that is far away", "r|12.                      The Working Group met\n",
       "12.\n"
       "The Working Group met\n"},
      {"nor one within the row", "r|Cairo     (a)     The Working Group met\n",
       "Cairo\n"
       "(a)\n"
       "The Working Group met\n"},
      {"columns are read one after the other",
       "r|The Working Group in the left\n"
       "r|column recommended that the\n"
       "r|States parties review the laws\n"
       "r|that they have and report on the\n"
       "r|outcome to its next meeting, in\n"
       "r|accordance with the resolution\n"
       "@100\n"
       "r|                                    The text of the column at the\n"
       "r|                                    right stands beside it on the\n"
       "r|                                    page, but it is read behind the\n"
       "r|                                    left one, as those do who read a\n"
       "r|                                    newspaper of the old kind, with\n"
       "r|                                    columns from the top downwards.\n",
       "The Working Group in the left\n"
       "column recommended that the\n"
       "States parties review the laws\n"
       "that they have and report on the\n"
       "outcome to its next meeting, in\n"
       "accordance with the resolution\n"
       "The text of the column at the\n"
       "right stands beside it on the\n"
       "page, but it is read behind the\n"
       "left one, as those do who read a\n"
       "newspaper of the old kind, with\n"
       "columns from the top downwards.\n"},
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
      {"a full cell leaves a narrow gap to the next one, which begins where those of its column do",
       "r|The first meeting      2010\n"
       "r|The second one         2012\n"
       "r|The meeting of chairs  2014\n",
       "The first meeting\n"
       "2010\n"
       "The second one\n"
       "2012\n"
       "The meeting of chairs\n"
       "2014\n"},
      {"those of the last row, too, where text stands right below it",
       "r|Vienna    2010\n"
       "r|Geneva    2012\n"
       "r|The Working Group met in these years.\n",
       "Vienna\n"
       "2010\n"
       "Geneva\n"
       "2012\n"
       "The Working Group met in these years.\n"},
      {"nor does text bridge a gap far wider than the spaces in front of it",
       "r|3 816 493         3 232 166\n"
       "r|The Working Group met in these years.\n",
       "3 816 493\n"
       "3 232 166\n"
       "The Working Group met in these years.\n"},
      {"a gap that no word space has is none, whatever stands above it",
       "r|The Working Group recommended that all of them\n"
       "r|Vienna               2010\n",
       "The Working Group recommended that all of them\n"
       "Vienna\n"
       "2010\n"},
      {"leaders lead to the page number", "r|Introduction ............              3\n", "Introduction ............ 3\n"},
      {"two dots do where others have more",
       "r|Introduction ............              3\n"
       "r|Opening of the meeting and statements . .    4\n",
       "Introduction ............ 3\n"
       "Opening of the meeting and statements . . 4\n"},
      {"else they are those of a text", "r|Opening of the meeting and statements . .    4\n",
       "Opening of the meeting and statements . .\n"
       "4\n"},
      {"marks are raised, and so are exponents", "r|the Protocol^1 covers 40 km^2 of^*\n",
       "the Protocol{1 }covers 40 km{2 }of{*}\n"},
      {"two rows of small type beside a line of large type are two",
       "@98\ns|                         2 June 2010\n"
       "@107\ns|                         English\n"
       "@100\nh|Assembly\n",
       "Assembly\n"
       "2 June 2010\n"
       "English\n"},
      {"a page is read from its top, in whatever order it was drawn",
       "@200\n"
       "r|below\n"
       "@100\n"
       "r|above\n",
       "above\n"
       "below\n"},
      {"a page without text has no lines", "", ""},
  };
  guint faults = 0;
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    guint page_count = 0;
    g_autoptr(GPtrArray) lines = draw_lines(rows[i].picture, &page_count);
    g_autoptr(GString) found = g_string_new(NULL);
    for (guint k = 0; k < lines->len; k++) print_line(found, ((const PrintedLine *)lines->pdata[k])->line);
    faults += differs(&rows[i], found->str);
  }
  assert_int_equal(faults, 0);
}

/* --- furniture */

#define HEADED "\f@40\nr|A heading\n@300\nr|text\n"
#define BLANK "\f@300\nr|text\n"

/* The pieces of each line's words, parted by strokes. */
static void words_fall_into_pieces(G_GNUC_UNUSED void **state) {
  static const Row rows[] = {
      {"marks are pieces of their own", "r|(a) “Light”; U.N.\n", "(|a|)|“|Light|”|;|U|.|N|.\n"},
      {"a row of one mark is one piece", "r|Keepers ..... 4\n", "Keepers|.....|4\n"},
      {"a raised mark is a piece", "r|Review^1^2 of 2010\n", "Review|12|of|2010\n"},
      {"each Chinese character is a piece", "r|第3条。\n", "第|3|条|。\n"},
      {"letters with marks above them hang together", "r|e\u0301te\u0301\n", "e\u0301te\u0301\n"},
  };
  guint faults = 0;
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    guint page_count;
    g_autoptr(GPtrArray) lines = draw_lines(rows[i].picture, &page_count);
    g_autoptr(GString) found = g_string_new(NULL);
    const Line *line = ((const PrintedLine *)lines->pdata[0])->line;
    for (guint w = 0; w < line->words->len; w++) {
      guint at = g_array_index(line->words, Word, w).at;
      guint end = w + 1 < line->words->len ? g_array_index(line->words, Word, w + 1).at : (guint)strlen(line->text);
      g_autofree char *piece = g_strstrip(g_strndup(line->text + at, end - at));
      g_string_append_printf(found, "%s%s", w > 0 ? "|" : "", piece);
    }
    g_string_append_c(found, '\n');
    faults += differs(&rows[i], found->str);
  }
  assert_int_equal(faults, 0);
}

static void what_pages_repeat_is_furniture(G_GNUC_UNUSED void **state) {
  static const Row rows[] = {
      /* expected: "PAGE TEXT" of the furniture */
      {"headers, and numbers that count along with the pages",
       "r|one\n"
       "\f@40\nr|Report on firearms\nr|sheet 2 of it\n@300\nr|two\n"
       "\f@40\nr|Report on firearms\nr|sheet 3 of it\n@300\nr|three\n"
       "\f@40\nr|Report on firearms\nr|sheet 4 of it\n@300\nr|four\n"
       "\f@300\nr|five\n",
       "2 Report on firearms\n2 sheet 2 of it\n3 Report on firearms\n3 sheet 3 of it\n"
       "4 Report on firearms\n4 sheet 4 of it\n"},
      {"the last lines of pages that happen to say the same are text",
       "r|one\n@700\nr|States should act against\nr|trafficking in persons.\n"
       "\fr|two\n@700\nr|States should report on\nr|trafficking in persons.\n"
       "\fr|three\n@700\nr|States should agree on\nr|trafficking in persons.\n",
       ""},
      {"so are words that repeat at different heights",
       "r|one\n\f@40\nr|(Chile);\n@300\nr|two\n\f@60\nr|(Chile);\n@300\nr|three\n", ""},
      {"headings that count along on two pages are text",
       "r|one\n"
       "\f@40\nr|Recommendation 3\n@300\nr|two\n"
       "\f@40\nr|Recommendation 4\n@300\nr|three\n"
       "\f@300\nr|four\n\f@300\nr|five\n",
       ""},
      {"in a short document, too",
       "r|one\n"
       "\f@40\nr|Recommendation 3\n@300\nr|two\n"
       "\f@40\nr|Recommendation 4\n@300\nr|three\n",
       ""},
      {"even on most pages, where their likes stand in the midst of one",
       "r|one\n"
       "\f@40\nr|Recommendation 3\n@300\nr|two\n"
       "\f@40\nr|Recommendation 4\n@300\nr|three\n"
       "\f@40\nr|Recommendation 5\n@300\nr|Recommendation 6\n",
       ""},
      {"what counts along on fewer than half of the pages is text",
       "r|one\n"
       "\f@40\nr|Panel 2\n@300\nr|two\n"
       "\f@40\nr|Panel 3\n@300\nr|three\n"
       "\f@40\nr|Panel 4\n@300\nr|four\n" BLANK BLANK BLANK BLANK,
       ""},
      {"the same words on too few pages are text",
       "r|one\n\f@40\nr|A heading\n@300\nr|two\n\f@40\nr|A heading\n@300\nr|three\n\f@300\nr|four\n\f@300\nr|five\n", ""},
      {"on three of twenty, too",
       "r|one\n" HEADED HEADED HEADED BLANK BLANK BLANK BLANK BLANK BLANK BLANK BLANK BLANK BLANK BLANK BLANK BLANK BLANK BLANK
           BLANK,
       ""},
      {"words in the midst of the pages are text",
       "r|one\n@300\nr|The same\n\f@300\nr|The same\n\f@300\nr|The same\n\f@300\nr|The same\n", ""},
      {"the printer's marks on page one, none of them repeated",
       "r|one\n@740\nr|V.23-12345 (E)\n@752\nr|*2312345*\n@764\nr|Please recycle\n\f@300\nr|two\n",
       "1 V.23-12345 (E)\n1 *2312345*\n1 Please recycle\n"},
      {"the masthead of page one is what rules look at", "@40\nr|A/HRC/8/61\n@300\nr|one\n\f@40\nr|A/HRC/8/61\n@300\nr|two\n",
       "2 A/HRC/8/61\n"},
      {"the symbol of page one, wherever it stands there", "@200\nr|A/HRC/8/61\n@300\nr|one\n\f@40\nr|A/HRC/8/61\n@300\nr|two\n",
       "2 A/HRC/8/61\n"},
      {"a word that page one bears and a later page begins with is text",
       "@200\nr|Annex\n@300\nr|one\n\f@300\nr|two\n\f@40\nr|Annex\n@300\nr|three\n", ""},
      {"a decision's number that page one lists is text",
       "@200\nr|2025/8 Lamps\nr|2025/8\n@300\nr|one\n\f@40\nr|2025/8\n@300\nr|two\n", ""},
      {"of two symbols in one word each",
       "@40\nr|A/79/985-S/2025/481\n@300\nr|one\n\f@40\nr|A/79/985\nr|S/2025/481\n@300\nr|two\n", "2 A/79/985\n2 S/2025/481\n"},
      {"page numbers, alone or with the job number",
       "r|one\n@800\nr|1\n\f@40\nr|Page 2\n@300\nr|two\n@800\nr|2/14\n\f@300\nr|three\n@800\nr|GE.10-10084 3\n",
       "1 1\n2 Page 2\n2 2/14\n3 GE.10-10084 3\n"},
      {"numbers in the last row of a table are none",
       "r|one\n@730\nr|Vienna         7     12\n@745\nr|Geneva         3     15\n@800\nr|1\n", "1 1\n"},
      {"below the text at the head there is none", "r|one\n\f@40\nr|This is text.\nr|Page 2\n", ""},
      {"from the edge inwards, up to the text", "r|one\n@750\nr|3\n@800\nr|This is text at the very foot.\n", ""},
  };
  guint faults = 0;
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    guint page_count = 0;
    g_autoptr(GPtrArray) lines = draw_lines(rows[i].picture, &page_count);
    g_autoptr(GError) error = NULL;
    assert_true(furniture_mark(lines, page_count, &error));
    g_autoptr(GString) found = g_string_new(NULL);
    for (guint k = 0; k < lines->len; k++) {
      const PrintedLine *line = lines->pdata[k];
      if (line->kind == BLOCK_FURNITURE) g_string_append_printf(found, "%u %s\n", line->line->page, line->line->text);
    }
    faults += differs(&rows[i], found->str);
  }
  assert_int_equal(faults, 0);
}

/* A page with more furniture than text. */
#define SMALL "\f@40\ns|The running header of the report of a working group\n@300\nr|one\nr|two\n"

/* --- blocks */

static void print_block(GString *out, const Block *block) {
  g_string_append(out, block_kind_names[block->kind]);
  if (block->level + block->depth > 0) g_string_append_printf(out, " %u", block->level + block->depth);
  if (block->label) g_string_append_printf(out, " [%s]", block->label);
  for (guint i = 0; block->spans->len > 1 && i < block->spans->len; i++)
    g_string_append_printf(out, " p%u", ((const Span *)block->spans->pdata[i])->page);
  g_string_append_printf(out, ": %s\n", block->text);
}

static void print_edits(GString *out, const Block *block) {
  for (guint i = 0; i < block->edits->len; i++) {
    const Edit *edit = block->edits->pdata[i];
    g_autofree char *removed = g_strescape(edit->removed, NULL);
    g_string_append_printf(out, "%s %u [%s] [%s]\n", edit_kind_names[edit->kind], edit->start, removed, edit->inserted);
  }
}

/* The labels of the footnotes, as clean_block wants them. */
static GHashTable *footnote_marks(const GPtrArray *blocks, const GPtrArray *lines) {
  GHashTable *marks = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < blocks->len; i++) {
    const Block *block = blocks->pdata[i];
    const PrintedLine *line = lines->pdata[g_array_index(block->lines, guint, 0)];
    if (block->kind == BLOCK_FOOTNOTE) g_hash_table_add(marks, g_strdup_printf("%u:%s", line->line->page, block->label));
  }
  return marks;
}

/* PICTURE, a text in LANGUAGE, through all steps of the layout; each block as PRINT prints it. */
static char *lay_out(const char *picture, const char *language, void (*print)(GString *out, const Block *block)) {
  guint page_count = 0;
  g_autoptr(GPtrArray) lines = draw_lines(picture, &page_count);
  assert_true(furniture_mark(lines, page_count, NULL));
  Usual usual = usual_measure(lines);
  footnotes_mark(lines, &usual);
  g_autoptr(GPtrArray) blocks = blocks_build(lines, &usual);
  kinds_assign(blocks, lines, &usual);
  levels_assign(blocks, lines, &usual);
  g_autoptr(Vocabulary) vocabulary = vocabulary_new(lines, language);
  g_autoptr(GHashTable) marks = footnote_marks(blocks, lines);
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < blocks->len; i++) {
    clean_block(blocks->pdata[i], lines, vocabulary, marks);
    print(out, blocks->pdata[i]);
  }
  return g_string_free(out, FALSE);
}

static void check_layout(const Row *rows, gsize count, void (*print)(GString *out, const Block *block)) {
  guint faults = 0;
  for (gsize i = 0; i < count; i++) {
    print_message("%s\n", rows[i].name);
    g_autofree char *found = lay_out(rows[i].picture, "en", print);
    faults += differs(&rows[i], found);
  }
  assert_int_equal(faults, 0);
}

static void the_usual_size_is_that_of_most_letters(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *name, *picture;
    double size, pitch;
  } rows[] = {
      {"of the text", "h|Title\n\nr|The Working Group\nr|met in Vienna\nr|in May.\n", 10, 1.2},
      {"not of its lines", "s|See\ns|the\ns|list.\nr|The Working Group met.\n", 10, 1.4},
      {"furniture does not count", "r|one\n" SMALL SMALL SMALL, 10, 1.2},
      {"of nothing", "", 10, 1.2},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    guint page_count = 0;
    g_autoptr(GPtrArray) lines = draw_lines(rows[i].picture, &page_count);
    assert_true(furniture_mark(lines, page_count, NULL));
    Usual usual = usual_measure(lines);
    assert_float_equal(usual.size, rows[i].size, 0.05);
    assert_float_equal(usual.pitch, rows[i].pitch, 0.05);
  }
}

static void footnotes_stand_at_the_foot(G_GNUC_UNUSED void **state) {
  static const Row rows[] = {
      {"a number that is called on the page",
       "r|The Working Group met under the Protocol,^3 and\nr|adopted its report.\n@700\ns|3  See the report of 2010.\n",
       "paragraph: The Working Group met under the Protocol, and adopted its report.\n"
       "footnote [3]: See the report of 2010.\n"},
      {"a number that is not called is small text",
       "r|The Working Group met under the Protocol, and\nr|adopted its report.\n@700\ns|3  See the report of 2010.\n",
       "paragraph: The Working Group met under the Protocol, and adopted its report.\n"
       "paragraph: 3 See the report of 2010.\n"},
      {"a star needs no call", "r|The Working Group met and adopted its report.\n@700\ns|* Issued again.\ns|** Late.\n",
       "paragraph: The Working Group met and adopted its report.\nfootnote [*]: Issued again.\nfootnote [**]: Late.\n"},
      {"a footnote runs on over the page's end",
       "r|The Working Group met,^1 and adopted its report.\nr|The Chair thanked it.\n@700\ns|1  See the report of the\n"
       "\fr|The Working Group rose.\n@700\ns|last meeting.\n",
       "paragraph: The Working Group met, and adopted its report. The Chair thanked it.\n"
       "footnote [1] p1 p2: See the report of the last meeting.\n"
       "paragraph: The Working Group rose.\n"},
      {"small text below it that bears labels is none of it",
       "r|The Working Group met,^1 and adopted its report.\nr|The Chair thanked it.\n@700\ns|1  See www.un.org/report\n"
       "\fr|States should:\n@690\ns|(b)  Train;\n@700\ns|(c)  Report.\n",
       "paragraph: The Working Group met, and adopted its report. The Chair thanked it.\n"
       "footnote [1]: See www.un.org/report\n"
       "paragraph: States should:\n"
       "list_item 1 [(b)]: Train;\n"
       "list_item 1 [(c)]: Report.\n"},
      {"the cells of a table in small print above them are none",
       "r|The Mission flew to the north,^2 as the table shows, and\nr|to the south.\n@620\ns|Year           Flights\n"
       "@640\ns|2019           2\n@660\ns|2020           3\n@700\ns|2  With the police.\n",
       "paragraph: The Mission flew to the north, as the table shows, and to the south.\n"
       "paragraph: Year\nparagraph: Flights\nparagraph: 2019\nparagraph: 2\nparagraph: 2020\nparagraph: 3\n"
       "footnote [2]: With the police.\n"},
      {"nor is what stands above a rule set in characters",
       "r|The Mission flew to the north,^2 as the list shows, and\nr|to the south.\n@620\ns|2  flights in 2019\n"
       "@640\ns|3  flights in 2020\n@680\ns|________\n@700\ns|2  With the police.\n",
       "paragraph: The Mission flew to the north, as the list shows, and to the south.\n"
       "paragraph: 2 flights in 2019\nparagraph: 3 flights in 2020\nfurniture: ________\n"
       "footnote [2]: With the police.\n"},
      {"a number that a note's line begins with is no mark, where marks are raised",
       "r|The Working Group met,^1 and adopted its report.\nr|The Chair thanked it.\n@700\ns|^1  See resolution\n"
       "s|327 of 2010.\ns|^2  Late.\n",
       "paragraph: The Working Group met, and adopted its report. The Chair thanked it.\n"
       "footnote [1]: See resolution 327 of 2010.\nfootnote [2]: Late.\n"},
      {"nor where they are not, and it does not count on",
       "r|The Working Group met,^1 and rose.^2\nr|The Chair thanked it.\n@700\ns|1  See resolution\n"
       "s|327 of 2010.\ns|2  Late.\n",
       "paragraph: The Working Group met, and rose. The Chair thanked it.\n"
       "footnote [1]: See resolution 327 of 2010.\nfootnote [2]: Late.\n"},
      {"notes as large as the text, whose stars stand on the line",
       "h|Report of the Working Group*\n\n\nr|The Working Group met** and adopted its report.\n@700\n"
       "r|* Issued before.\nr|** In Vienna.\n",
       "heading 1: Report of the Working Group\n"
       "paragraph: The Working Group met and adopted its report.\n"
       "footnote [*]: Issued before.\n"
       "footnote [**]: In Vienna.\n"},
      {"a star that no note explains stays", "r|The Working Group met* and adopted its report, and\nr|the Chair thanked it.\n",
       "paragraph: The Working Group met* and adopted its report, and the Chair thanked it.\n"},
      {"a page that is all in small print has no foot",
       "r|The Working Group met in Vienna and adopted its\nr|report.\n\fs|* This list is issued as it was received.\n",
       "paragraph: The Working Group met in Vienna and adopted its report.\n"
       "paragraph: * This list is issued as it was received.\n"},
  };
  check_layout(rows, G_N_ELEMENTS(rows), print_block);
}

static void lines_are_grouped_to_blocks(G_GNUC_UNUSED void **state) {
  static const Row rows[] = {
      {"a paragraph runs on over a page's end with a footnote between",
       "@680\n"
       "r|1.   The Working Group recommended that States\n"
       "r|parties examine their laws^1 and report to it on\n"
       "@760\n"
       "s|1  See the report of the last meeting.\n"
       "\f"
       "r|the measures that they have taken since the last\n"
       "r|meeting in Vienna.\n",
       "list_item 1 [1.] p1 p2: The Working Group recommended that States parties examine their laws and report to it on the "
       "measures that they have taken since the last meeting in Vienna.\n"
       "footnote [1]: See the report of the last meeting.\n"},
      {"whose last line is short, too",
       "@680\n"
       "r|The Working Group recommended that States parties\n"
       "r|examine\n"
       "\f"
       "r|their laws.\n",
       "paragraph p1 p2: The Working Group recommended that States parties examine their laws.\n"},
      {"an entry of a table of contents runs on over its lines, though its dots are small, but not over a page's end",
       "@680\n"
       "r|I.   Measures to improve the work of\n"
       "r|     the Group\n"
       "@692\n"
       "s|                    ................................ 4\n"
       "\f"
       "r|Annex\n",
       "table [I.]: Measures to improve the work of the Group ................................ 4\n"
       "paragraph: Annex\n"},
      {"rows of numbers at the distance of lines are a row each, and their words run on below them",
       "r|Lights renewed         11.74     (65)\n"
       "r|and lit                \n"
       "r|Keepers trained        13        \u2013\n"
       "r|Total                  24.74     (65)\n"
       "r|The keepers made the table\n"
       "r|themselves.\n",
       "paragraph: Lights renewed and lit\nparagraph: 11.74\nparagraph: (65)\n"
       "paragraph: Keepers trained\nparagraph: 13\nparagraph: \u2013\n"
       "paragraph: Total\nparagraph: 24.74\nparagraph: (65)\n"
       "paragraph: The keepers made the table themselves.\n"},
      {"or above them, where the lines of a row stand nearer to each other than rows do",
       "r|Lights renewed         11        65\n"
       "@116\n"
       "r|Keepers trained from\n"
       "@126\n"
       "r|the nearest harbour    13        20\n"
       "@142\n"
       "r|Total                  24        85\n",
       "paragraph: Lights renewed\nparagraph: 11\nparagraph: 65\n"
       "paragraph: Keepers trained from the nearest harbour\nparagraph: 13\nparagraph: 20\n"
       "paragraph: Total\nparagraph: 24\nparagraph: 85\n"},
      {"a decimal alone on its line labels the words below it, but no number",
       "r|86.1\nr|Renew the lights.\n@160\nr|86.2\n@190\nr|11\n",
       "list_item 1 [86.1]: Renew the lights.\nparagraph: 86.2\nparagraph: 11\n"},
      {"a paragraph ends with the page",
       "@680\n"
       "r|The Working Group recommended that States parties\n"
       "r|examine their laws.\n"
       "\f"
       "r|The Chair thanked the States.\n",
       "paragraph: The Working Group recommended that States parties examine their laws.\n"
       "paragraph: The Chair thanked the States.\n"},
      {"an item begins behind a line that ends",
       "r|4.   The Working Group recommended as follows:\n"
       "r|(a)  States should examine their laws;\n"
       "r|(b)  States should train their police.\n",
       "list_item 1 [4.]: The Working Group recommended as follows:\n"
       "list_item 2 [(a)]: States should examine their laws;\n"
       "list_item 2 [(b)]: States should train their police.\n"},
      {"a year at the begin of a line is no label",
       "r|2.   The panellists spoke of the meetings held in\n"
       "r|2010. The Chair thanked them for it.\n",
       "list_item 1 [2.]: The panellists spoke of the meetings held in 2010. The Chair thanked them for it.\n"},
      {"nor is a number that the sentence runs on into",
       "r|2.   The panellists spoke of the Protocol, article\n"
       "r|12. The Chair thanked them for it.\n",
       "list_item 1 [2.]: The panellists spoke of the Protocol, article 12. The Chair thanked them for it.\n"},
      {"nor the label of a subparagraph that it names",
       "r|2.   The panellists spoke of article 3, paragraph\n"
       "r|(b) of the Protocol, and were thanked for it.\n",
       "list_item 1 [2.]: The panellists spoke of article 3, paragraph (b) of the Protocol, and were thanked for it.\n"},
      {"nor behind a short line that does not end",
       "r|2.   The panellists spoke at length of the many\n"
       "r|articles, and of\n"
       "r|(b) of the Protocol.\n",
       "list_item 1 [2.]: The panellists spoke at length of the many articles, and of (b) of the Protocol.\n"},
      {"nor where a justified line has wide spaces",
       "r|2.   The panellists spoke of article 3, paragraph\n"
       "r|(b)   of   the   Protocol,   and   were   asked it\n"
       "r|again by many.\n",
       "list_item 1 [2.]: The panellists spoke of article 3, paragraph (b) of the Protocol, and were asked it again by many.\n"},
      {"nor a decimal number in front of a small letter",
       "r|2.   The State replied that recommendations 86.11\n"
       "r|86.12 are accepted by it.\n",
       "list_item 1 [2.]: The State replied that recommendations 86.11 86.12 are accepted by it.\n"},
      {"hanging items",
       "r|1.   States parties should examine whether their\n"
       "r|     laws cover parts and components as well;\n"
       "r|2.   States parties should report on the outcome\n"
       "r|     of it to the Working Group.\n",
       "list_item 1 [1.]: States parties should examine whether their laws cover parts and components as well;\n"
       "list_item 1 [2.]: States parties should report on the outcome of it to the Working Group.\n"},
      {"flush paragraphs",
       "r|1.   States parties should examine whether their\n"
       "r|laws cover parts and components as well.\n"
       "\n"
       "r|2.   States parties should report on the outcome\n"
       "r|of it to the Working Group.\n",
       "list_item 1 [1.]: States parties should examine whether their laws cover parts and components as well.\n"
       "list_item 1 [2.]: States parties should report on the outcome of it to the Working Group.\n"},
      {"a label behind white space, whatever stands above it",
       "r|2. States parties should examine whether their\n"
       "r|laws cover\n"
       "\n"
       "\n"
       "r|3. States parties should report.\n",
       "list_item 1 [2.]: States parties should examine whether their laws cover\n"
       "list_item 1 [3.]: States parties should report.\n"},
      {"unlabelled paragraphs are told apart by white space",
       "r|States parties should examine whether their\n"
       "r|laws cover parts and components as well, as\n"
       "\n"
       "\n"
       "r|States parties should report on the outcome\n"
       "r|of it to the Working Group, of which\n",
       "paragraph: States parties should examine whether their laws cover parts and components as well, as\n"
       "paragraph: States parties should report on the outcome of it to the Working Group, of which\n"},
      {"or by an indent behind a line that ends",
       "r|     States parties should examine whether their\n"
       "r|laws cover parts, and the components of them too.\n"
       "r|     States parties should report on the outcome\n"
       "r|of it to the Working Group.\n",
       "paragraph: States parties should examine whether their laws cover parts, and the components of them too.\n"
       "paragraph: States parties should report on the outcome of it to the Working Group.\n"},
      {"a heading on a page's top, in the bold type of the text above",
       "@680\n"
       "b|States parties should review their laws, and the\n"
       "b|measures that they have taken, by the year of 2027.\n"
       "\f"
       "b|Recommendation 3\n"
       "\n"
       "b|States parties should train the keepers of all of\n"
       "b|their lights by the year of 2028.\n",
       "paragraph: States parties should review their laws, and the measures that they have taken, by the year of 2027.\n"
       "heading 2: Recommendation 3\n"
       "paragraph: States parties should train the keepers of all of their lights by the year of 2028.\n"},
      {"a bold heading there, whatever the text above ends with",
       "@680\n"
       "r|The decisions below were adopted under item 3 (c)\n"
       "\f"
       "b|Decision 4\n"
       "r|The Working Group decides to meet once more in May\n"
       "r|and to report on it.\n",
       "paragraph: The decisions below were adopted under item 3 (c)\n"
       "heading 2: Decision 4\n"
       "paragraph: The Working Group decides to meet once more in May and to report on it.\n"},
      {"a bold sentence is emphasis, and none",
       "r|12.  The Working Group was told that few States had\n"
       "r|trained their keepers, and that few would do so now.\n"
       "b|States parties should train the keepers of lights,\n"
       "b|and should pay for it.\n",
       "list_item 1 [12.]: The Working Group was told that few States had trained their keepers, and that few would do so now. "
       "States parties should train the keepers of lights, and should pay for it.\n"},
      {"parts that a sentence counts are no items, though a line begins with one",
       "r|5.   The Chair thanked the States and named three\n"
       "r|questions for the debate: (a) the pay of keepers;\n"
       "r|(b) the training of them; (c) the lamps, of which a\n"
       "r|third are dark.\n",
       "list_item 1 [5.]: The Chair thanked the States and named three questions for the debate: (a) the pay of keepers; "
       "(b) the training of them; (c) the lamps, of which a third are dark.\n"},
      {"a title on a page's top, behind one that stands high on the page before",
       "h|The Lights of the Northern Coast\n"
       "\f"
       "h|Contents\n\n\n"
       "r|The lamps of the coast stand below it, and below\n"
       "r|them the harbours, from the north to the south.\n",
       "heading 1: The Lights of the Northern Coast\n"
       "heading 1: Contents\n"
       "paragraph: The lamps of the coast stand below it, and below them the harbours, from the north to the south.\n"},
      {"the last word of a paragraph, shorter than its indent",
       "r|Some text of the page stands above it here, as usual.\n"
       "\n"
       "r|          The Council of Europe, and the European\n"
       "r|Union;\n",
       "paragraph: Some text of the page stands above it here, as usual.\n"
       "paragraph: The Council of Europe, and the European Union;\n"},
      {"a hanging item ends without a full stop",
       "r|\u2022    Keepers of the lights of the northern coast in\n"
       "r|     two harbours\n"
       "r|The Working Group thanked them for the work done in\n"
       "r|the dark.\n",
       "list_item 1 [\u2022]: Keepers of the lights of the northern coast in two harbours\n"
       "paragraph: The Working Group thanked them for the work done in the dark.\n"},
      {"a paragraph's number of four digits, at a tab",
       "r|1003.     The Working Group met in Vienna, and it did\n"
       "r|adopt its report.\n"
       "r|1004.     The Chair thanked the States.\n",
       "list_item 1 [1003.]: The Working Group met in Vienna, and it did adopt its report.\n"
       "list_item 1 [1004.]: The Chair thanked the States.\n"},
      {"a number goes on without its full stop",
       "r|1.  The Working Group met in Vienna and adopted\n"
       "r|its report.\n"
       "\n"
       "r|2  The Working Group met once more.\n",
       "list_item 1 [1.]: The Working Group met in Vienna and adopted its report.\n"
       "list_item 1 [2]: The Working Group met once more.\n"},
      {"whatever other number stands on its line",
       "r|1.  The Working Group met in Vienna and adopted\n"
       "r|its report.\n"
       "\n"
       "r|2  The Working Group met in 2010 once more.\n",
       "list_item 1 [1.]: The Working Group met in Vienna and adopted its report.\n"
       "list_item 1 [2]: The Working Group met in 2010 once more.\n"},
      {"a number that does not go on is text",
       "r|1.  The Working Group met in Vienna and adopted\n"
       "r|its report.\n"
       "\n"
       "r|40  The Working Group met once more.\n",
       "list_item 1 [1.]: The Working Group met in Vienna and adopted its report.\n"
       "paragraph: 40 The Working Group met once more.\n"},
      {"cells stand side by side",
       "r|Ms. Amina Belkacem      Directorate of Algeria,\n"
       "r|of Algiers              at the National Coast\n",
       "paragraph: Ms. Amina Belkacem of Algiers\n"
       "paragraph: Directorate of Algeria, at the National Coast\n"},
      {"lines of which none stands above the other",
       "r|The Working Group\n"
       "r|                              Annex\n",
       "paragraph: The Working Group\n"
       "paragraph: Annex\n"},
      {"furniture is a block a line", "r|One line of text.\n@760\nr|V.23-12345 (E)\nr|*2312345*\n",
       "paragraph: One line of text.\nfurniture: V.23-12345 (E)\nfurniture: *2312345*\n"},
  };
  check_layout(rows, G_N_ELEMENTS(rows), print_block);
}

/* So much text that its size is the usual one. */
#define TEXT "r|The Working Group met in Vienna and adopted its\nr|report.\n"
#define TEXT_BLOCK "paragraph: The Working Group met in Vienna and adopted its report.\n"

static void blocks_are_told_apart_by_kind(G_GNUC_UNUSED void **state) {
  static const Row rows[] = {
      {"headings by their labels", "h|II.  Recommendations\n\n\nl|A.  Legal framework\n\n\nb|1.  General\n\n" TEXT,
       "heading 1 [II.]: Recommendations\nheading 2 [A.]: Legal framework\nheading 3 [1.]: General\n" TEXT_BLOCK},
      {"headings without labels by their size",
       "h|II.  Recommendations\n\n\nl|A.  Legal framework\n\n\nh|Annex\n\n\nl|List of papers\n\n\nb|Papers by States\n\n" TEXT,
       "heading 1 [II.]: Recommendations\nheading 2 [A.]: Legal framework\nheading 1: Annex\nheading 2: List of papers\n"
       "heading 3: Papers by States\n" TEXT_BLOCK},
      {"the ninth letter behind the eighth, not the first roman number",
       "h|II.  Recommendations\n\n\nl|H.  Laws\n\n" TEXT "\nl|I.  Courts\n\n" TEXT,
       "heading 1 [II.]: Recommendations\nheading 2 [H.]: Laws\n" TEXT_BLOCK "heading 2 [I.]: Courts\n" TEXT_BLOCK},
      {"roman numbers in smaller type, which count the parts of one",
       "h|II.  Recommendations\n\n\nl|I.  Laws\n\n" TEXT "\nl|II.  Courts\n\n" TEXT "\nh|III.  Debate\n\n" TEXT,
       "heading 1 [II.]: Recommendations\nheading 2 [I.]: Laws\n" TEXT_BLOCK "heading 2 [II.]: Courts\n" TEXT_BLOCK
       "heading 1 [III.]: Debate\n" TEXT_BLOCK},
      {"a heading in italics", "i|Recommendation 3\n\n" TEXT, "heading 2: Recommendation 3\n" TEXT_BLOCK},
      {"a heading in capitals", "r|III. CONCLUSIONS\n\n" TEXT, "heading 1 [III.]: CONCLUSIONS\n" TEXT_BLOCK},
      {"a bold paragraph that ends like a sentence is none", "b|1.   States parties should act.\n\n" TEXT,
       "list_item 1 [1.]: States parties should act.\n" TEXT_BLOCK},
      {"a bold heading that names its item in brackets", "b|Future work of the Working Group (item 5 (c))\n\n" TEXT,
       "heading 2: Future work of the Working Group (item 5 (c))\n" TEXT_BLOCK},
      {"a bold recommendation with its State in brackets is none", "b|1.   Train the keepers of lights (Senegal)\n\n" TEXT,
       "list_item 1 [1.]: Train the keepers of lights (Senegal)\n" TEXT_BLOCK},
      {"bold decimal numbers, as deep as they have parts", "b|8.1. The northern coast\n\n" TEXT "b|8.1.2 Lamps\n\n" TEXT,
       "heading 2 [8.1.]: The northern coast\n" TEXT_BLOCK "heading 3 [8.1.2]: Lamps\n" TEXT_BLOCK},
      {"where they count the parts, their chapters are outermost, and so is what is set as those",
       "h|Summary\n\n\nh|1.  Opening\n\n" TEXT "\nl|1.1  Words of welcome\n\n" TEXT "\nh|2.  Lamps\n\n" TEXT,
       "heading 1: Summary\nheading 1 [1.]: Opening\n" TEXT_BLOCK "heading 2 [1.1]: Words of welcome\n" TEXT_BLOCK
       "heading 1 [2.]: Lamps\n" TEXT_BLOCK},
      {"a bold item of a list that goes on is none", "b|65.1. Train the keepers (Senegal); and\n\n" TEXT,
       "list_item 1 [65.1.]: Train the keepers (Senegal); and\n" TEXT_BLOCK},
      {"a short bold item of a list is none, either",
       "r|8.1  Train the keepers of all lights.\n\nb|8.2  Renew the lamps\n\nr|8.3  Thank the harbours.\n\n" TEXT,
       "list_item 1 [8.1]: Train the keepers of all lights.\nlist_item 1 [8.2]: Renew the lamps\n"
       "list_item 1 [8.3]: Thank the harbours.\n" TEXT_BLOCK},
      {"lists end at the headings of sections",
       "r|1.   One, as usual.\n\nr|(a)  Two of them.\n\n\nh|II.  Debate\n\n\nr|(b)  Three of them.\n\n" TEXT,
       "list_item 1 [1.]: One, as usual.\nlist_item 2 [(a)]: Two of them.\nheading 1 [II.]: Debate\n"
       "list_item 1 [(b)]: Three of them.\n" TEXT_BLOCK},
      {"a Chinese sentence that ends like one is none", TEXT "\nr|\u7F14\u7EA6\u56FD\u4E0E UNODC \u5408\u4F5C\u3002\n",
       TEXT_BLOCK "paragraph: \u7F14\u7EA6\u56FD\u4E0E UNODC \u5408\u4F5C\u3002\n"},
      {"a heading that is larger than the text", "g|Annex\n\n" TEXT, "heading 1: Annex\n" TEXT_BLOCK},
      {"a large number alone is none", "g|1234\n\n" TEXT, "paragraph: 1234\n" TEXT_BLOCK},
      {"a table of contents", "r|I.   Introduction ...........................   3\n\n" TEXT,
       "table [I.]: Introduction ........................... 3\n" TEXT_BLOCK},
      {"items below items",
       "r|4.   The Working Group recommended as follows:\n"
       "r|     (a)  States should act:\n"
       "r|          (i)   At home;\n"
       "r|          (ii)  Abroad;\n"
       "r|     (b)  States should report.\n"
       "r|5.   The Chair thanked all.\n",
       "list_item 1 [4.]: The Working Group recommended as follows:\n"
       "list_item 2 [(a)]: States should act:\n"
       "list_item 3 [(i)]: At home;\n"
       "list_item 3 [(ii)]: Abroad;\n"
       "list_item 2 [(b)]: States should report.\n"
       "list_item 1 [5.]: The Chair thanked all.\n"},
      {"(i) is a letter behind (h), a number below (a)",
       "r|(g)  States should act;\n"
       "r|(h)  States should report;\n"
       "r|(i)  States should do so:\n"
       "r|     (i)   At home;\n"
       "r|     (ii)  Abroad;\n"
       "r|(j)  States should meet.\n",
       "list_item 1 [(g)]: States should act;\n"
       "list_item 1 [(h)]: States should report;\n"
       "list_item 1 [(i)]: States should do so:\n"
       "list_item 2 [(i)]: At home;\n"
       "list_item 2 [(ii)]: Abroad;\n"
       "list_item 1 [(j)]: States should meet.\n"},
      {"bullets at two depths",
       "r|\u2022  States should act;\n"
       "r|     \u2022  At home;\n"
       "r|     \u2022  Abroad;\n"
       "r|\u2022  States should report.\n",
       "list_item 1 [\u2022]: States should act;\n"
       "list_item 2 [\u2022]: At home;\n"
       "list_item 2 [\u2022]: Abroad;\n"
       "list_item 1 [\u2022]: States should report.\n"},
  };
  check_layout(rows, G_N_ELEMENTS(rows), print_block);
}

/* --- clean text */

/* Lines of a typesetter that cuts words. */
#define CUTTING "r|The recommen-\nr|dation is under consider-\nr|ation.\n\n"
#define CUTTING_BLOCK "paragraph: The recommendation is under consideration.\n"

static void clean_text_is_verbatim(G_GNUC_UNUSED void **state) {
  static const Row rows[] = {
      {"line breaks are undone", "r|States\nr|should act\n", "paragraph: States should act\n"},
      {"cut words are joined where words are cut", CUTTING "r|The imple-\nr|mentation\n",
       CUTTING_BLOCK "paragraph: The implementation\n"},
      {"and kept where no words are cut", "r|The over-\nr|sight\n", "paragraph: The over-sight\n"},
      {"a word that the document writes with a hyphen keeps it", CUTTING "r|The pre-trial and the pre-\nr|trial\n",
       CUTTING_BLOCK "paragraph: The pre-trial and the pre-trial\n"},
      {"a word that nobody knows keeps it", CUTTING "r|The zorb-\nr|wick\n", CUTTING_BLOCK "paragraph: The zorb-wick\n"},
      {"a name keeps it", CUTTING "r|The Timor-\nr|Leste\n", CUTTING_BLOCK "paragraph: The Timor-Leste\n"},
      {"a dash of two hyphens is no word's", "r|It resurfaced --\nr|resurfaced, one says\n",
       "paragraph: It resurfaced --resurfaced, one says\n"},
      {"a hyphen that stands alone is a dash", CUTTING "r|States -\nr|all of them\n",
       CUTTING_BLOCK "paragraph: States - all of them\n"},
      {"soft hyphens are nobody's", "r|imple\u00ADmen\u00AD\nr|tation\n", "paragraph: implementation\n"},
      {"a dash between words keeps none but its own spaces", "r|States\u2013\nr|parties \u2013\nr|all of them\n",
       "paragraph: States\u2013parties \u2013 all of them\n"},
      {"a hyphen in front of a conjunction keeps its space", "r|The Dutch-\nr|and German-speaking States\n",
       "paragraph: The Dutch- and German-speaking States\n"},
      {"a slash joins", "r|A/HRC/\nr|8/61 and/\nr|or others\n", "paragraph: A/HRC/8/61 and/or others\n"},
      {"Chinese has no spaces", "r|\u5404\u7F14\u7EA6\u56FD\nr|\u5E94\u5F53\n",
       "paragraph: \u5404\u7F14\u7EA6\u56FD\u5E94\u5F53\n"},
      {"but between it and other scripts they stand", "r|\u5404\u7F14\u7EA6\u56FD\nr|and\n",
       "paragraph: \u5404\u7F14\u7EA6\u56FD and\n"},
      {"characters without width are left out", "r|Sta\u200Btes\uFEFF should\n", "paragraph: States should\n"},
      {"marks of several notes at once are lifted, too",
       "r|The Protocol^1^,^2 is in force.\n@700\ns|1  See.\n@712\ns|2  See below.\n",
       "paragraph: The Protocol is in force.\nfootnote [1]: See.\nfootnote [2]: See below.\n"},
      {"marks of footnotes are lifted out, exponents are not",
       "r|The Protocol,^1 in force^* for all 40 km^2 of it^\u2020 and\n@700\ns|1  See below.\n",
       "paragraph: The Protocol, in force for all 40 km2 of it and\nfootnote [1]: See below.\n"},
      {"a mark of another page is an exponent", "r|The Protocol,^1 in\n@700\ns|1  See below.\n\fr|force for 40 m^1 or\n",
       "paragraph p1 p2: The Protocol, in force for 40 m1 or\nfootnote [1]: See below.\n"},
      {"but not behind a word or a punctuation mark: the note is called again",
       "r|The Protocol,^1 in\n@700\ns|1  See below.\n\fr|force for Chile^1 (with Peru)^1 at x^1 or\n",
       "paragraph p1 p2: The Protocol, in force for Chile (with Peru) at x1 or\nfootnote [1]: See below.\n"},
      {"and a number whose note is none of theirs stays",
       "r|The Protocol,^1 in\n@700\ns|1  See below.\n\fr|force for Chile^2 or\n",
       "paragraph p1 p2: The Protocol, in force for Chile2 or\nfootnote [1]: See below.\n"},
      {"a mark between spaces leaves one", "r|The Protocol ^1 and laws\n@700\ns|1  See.\n",
       "paragraph: The Protocol and laws\nfootnote [1]: See.\n"},
      {"a mark behind a space leaves none in front of a full stop", "r|The Protocol and laws ^1. It is\n@700\ns|1  See.\n",
       "paragraph: The Protocol and laws. It is\nfootnote [1]: See.\n"},
      {"a label alone on its line", "r|(a)\nr|States should act\n", "list_item 1 [(a)]: States should act\n"},
  };
  check_layout(rows, G_N_ELEMENTS(rows), print_block);
}

/* Reports whose lines cut one word alone. */
static void a_single_cut_is_told_by_its_halves(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *name, *language, *before, *after, *expected;
  } rows[] = {
      {"no word behind the hyphen", "en", "in the re-", "gion", "in the region"},
      {"a town is no word in small letters", "en", "The deci-", "sion", "The decision"},
      {"no word in front", "en", "They recom-", "mend", "They recommend"},
      {"a word with an ending of its own", "en", "the coun-", "try\u2019s laws", "the country\u2019s laws"},
      {"two words that make one", "en", "The over-", "sight", "The over-sight"},
      {"which the text writes elsewhere", "en", "Oversight and over-", "sight", "Oversight and oversight"},
      {"or with its hyphen", "en", "Over-sight, oversight and over-", "sight", "Over-sight, oversight and over-sight"},
      {"a cut in a word with a hyphen", "en", "a cross-bound-", "ary risk", "a cross-boundary risk"},
      {"a compound", "en", "a gender-", "responsive plan", "a gender-responsive plan"},
      {"a prefix", "en", "Pretrial and pre-", "trial detention", "Pretrial and pre-trial detention"},
      {"a prefix whose spelling varies", "en", "Cooperation and co-", "operation", "Cooperation and co-operation"},
      {"a prefix, a short word", "en", "the mid-", "term review", "the mid-term review"},
      {"a prefix, kin of a word", "en", "on inter-", "culturalism", "on inter-culturalism"},
      {"a prefix, no word behind it", "en", "the sub-", "sidiary body", "the subsidiary body"},
      {"two vowels that are parted", "en", "the pre-", "emption", "the pre-emption"},
      {"a name", "en", "The Timor-", "Leste", "The Timor-Leste"},
      {"nobody's word", "en", "The zorb-", "wick", "The zorb-wick"},
      {"French", "fr", "dans la r\u00E9-", "gion", "dans la r\u00E9gion"},
      {"French, behind an article", "fr", "de l\u2019organi-", "sation", "de l\u2019organisation"},
      {"French, a compound", "fr", "la sous-", "r\u00E9gion", "la sous-r\u00E9gion"},
      {"French, a pronoun", "fr", "celles-", "ci sont", "celles-ci sont"},
      {"French, a prefix", "fr", "la co-", "op\u00E9ration", "la co-op\u00E9ration"},
      {"Spanish", "es", "la coopera-", "ci\u00F3n", "la cooperaci\u00F3n"},
      {"Spanish, a prefix", "es", "el plan socio-", "econ\u00F3mico", "el plan socio-econ\u00F3mico"},
      {"Russian", "ru", "\u0432 \u0440\u0435-", "\u0433\u0438\u043E\u043D\u0435",
       "\u0432 \u0440\u0435\u0433\u0438\u043E\u043D\u0435"},
      {"Russian, a particle", "ru", "\u0433\u0434\u0435-", "\u0442\u043E", "\u0433\u0434\u0435-\u0442\u043E"},
      {"a language without a dictionary", "ar", "Region, re-", "gion", "Region, re-gion"},
  };
  guint faults = 0;
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    g_autofree char *picture = g_strdup_printf("r|%s\nr|%s\n", rows[i].before, rows[i].after);
    g_autofree char *expected = g_strdup_printf("paragraph: %s\n", rows[i].expected);
    g_autofree char *found = lay_out(picture, rows[i].language, print_block);
    faults += differs(&(Row){rows[i].name, picture, expected}, found);
  }
  assert_int_equal(faults, 0);
}

static void each_change_of_the_text_is_an_edit(G_GNUC_UNUSED void **state) {
  static const Row rows[] = {
      {"line breaks", "r|States\nr|should\nr|act/\nr|do\n",
       "line_break 6 [\\n] [ ]\nline_break 13 [\\n] [ ]\nline_break 18 [\\n] []\n"},
      {"hyphens", CUTTING, "hyphen 12 [-\\n] []\nhyphen 38 [-\\n] []\n"},
      {"soft hyphens", "r|imple\u00ADmen\u00AD\nr|tation\n", "space 5 [\\302\\255] []\nhyphen 10 [\\302\\255\\n] []\n"},
      {"marks", "r|The Protocol^* and\n", "footnote_mark 12 [*] []\n"},
      {"none in the label", "r|(a)  States\nr|act\n", "line_break 10 [\\n] [ ]\n"},
  };
  check_layout(rows, G_N_ELEMENTS(rows), print_edits);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(fragments_are_joined_to_lines),      cmocka_unit_test(words_fall_into_pieces),
      cmocka_unit_test(what_pages_repeat_is_furniture),     cmocka_unit_test(the_usual_size_is_that_of_most_letters),
      cmocka_unit_test(footnotes_stand_at_the_foot),        cmocka_unit_test(lines_are_grouped_to_blocks),
      cmocka_unit_test(blocks_are_told_apart_by_kind),      cmocka_unit_test(clean_text_is_verbatim),
      cmocka_unit_test(a_single_cut_is_told_by_its_halves), cmocka_unit_test(each_change_of_the_text_is_an_edit),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
