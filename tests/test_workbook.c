/* test_workbook.c - workbooks come out whole and the same each time, whatever is put into their cells. */
#include "pipeline/workbook/workbook.h"
#include "pipeline/workbook/workbook_looks.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>
#include <zip.h>

#include <cmocka.h>

#include "pipeline/common/publish.h"
#include "pipeline/workbook/cell_lines.h"
#include "pipeline/workbook/cell_text.h"
#include "pipeline/workbook/workbook_verify.h"
#include "tests/workbook_part.h"

/* ---- cells ---- */

static void text_is_made_fit_for_a_cell(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *name, *text, *expected;
  } rows[] = {
      {"nothing", NULL, ""},
      {"plain", "Ratify the Protocol;", "Ratify the Protocol;"},
      {"other scripts", "Ратифицировать 批准 صدّق", "Ратифицировать 批准 صدّق"},
      {"what looks like a formula", "=1+1", "=1+1"},
      {"tab and line feed", "a\tb\nc", "a\tb\nc"},
      {"controls", "a\x01\x1b[31mb\x7f", "a[31mb\x7f"},
      {"carriage returns", "a\r\nb\rc", "a\nb\nc"},
      {"noncharacters", "a\xef\xbf\xbe\xef\xbf\xbf", "a\uFFFD\uFFFD"},
      {"a lone surrogate", "\xed\xa0\x80", "\uFFFD\uFFFD\uFFFD"},
      {"invalid UTF-8", "caf\xe9 \xff", "caf\uFFFD \uFFFD"},
      {"an escape", "_x0041_", "_x005F_x0041_"},
      {"two escapes that share a mark", "_x0041_x0042_", "_x005F_x0041_x005F_x0042_"},
      {"no escape", "_x004_ _y0041_ x0041_ _x0041", "_x004_ _y0041_ x0041_ _x0041"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    g_autofree char *cell = cell_text(rows[i].text);
    assert_string_equal(cell, rows[i].expected);
  }
}

#define CUT "… [cut: the whole text is in the catalogue]"

/* COUNT times PIECE. */
static char *repeat(const char *piece, guint count) {
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < count; i++) g_string_append(text, piece);
  return g_string_free(text, FALSE);
}

static void long_text_is_cut_visibly(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *name, *piece;
    guint count, kept; /* kept: how many pieces stand before the words that tell of the cut; 0 for no cut */
  } rows[] = {
      {"as much as there is room for", "x", CELL_TEXT_MOST, 0},  {"one more", "x", CELL_TEXT_MOST + 1, CELL_TEXT_MOST - 43},
      {"much more", "x", 100000, CELL_TEXT_MOST - 43},           {"two-byte letters", "я", CELL_TEXT_MOST, 0},
      {"letters of two units", "\U0001F600", 16383, 0},          {"one more of them", "\U0001F600", 16384, 16362},
      {"text that grows by its escapes", "_x0041_", 4000, 2517},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    g_autofree char *text = repeat(rows[i].piece, rows[i].count);
    g_autofree char *cell = cell_text(text);
    glong units = 0;
    g_free(g_utf8_to_utf16(cell, -1, NULL, &units, NULL));
    assert_true(units <= CELL_TEXT_MOST);
    assert_int_equal(g_str_has_suffix(cell, CUT), rows[i].kept > 0);
    if (rows[i].kept > 0 && rows[i].piece[0] != '_') {
      assert_int_equal(strlen(cell), rows[i].kept * strlen(rows[i].piece) + strlen(CUT));
      assert_memory_equal(cell, text, rows[i].kept * strlen(rows[i].piece));
    }
  }
}

static void text_is_wrapped_as_a_cell_would(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *text;
    double width;
    guint lines;
  } rows[] = {
      {"", 10, 1},
      {"short", 10, 1},
      {"two\nlines", 10, 2},
      {"ends with a line feed\n", 40, 2},
      {"one two three four five six", 10, 3},
      {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 11, 3},
      {"llllllllllllllllll", 11, 1},
      {"MMMMMMMMMM", 11, 2},
      {"批准批准批准批准", 11, 2},
      {"a\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301", 5, 1},
      {"x", 0, 1},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].text);
    assert_int_equal(cell_lines(rows[i].text, rows[i].width, 10), rows[i].lines);
  }
}

/* ---- a folder for each test ---- */

typedef struct {
  char *folder, *path;
} Scratch;

static int set_up(void **state) {
  Scratch *scratch = g_new0(Scratch, 1);
  scratch->folder = g_dir_make_tmp("workbook-XXXXXX", NULL);
  scratch->path = g_build_filename(scratch->folder, "w.xlsx", NULL);
  *state = scratch;
  return scratch->folder == NULL;
}

static int tear_down(void **state) {
  Scratch *scratch = *state;
  g_unlink(scratch->path);
  int left = g_rmdir(scratch->folder); /* fails where a test left something behind */
  g_free(scratch->path);
  g_free(scratch->folder);
  g_free(scratch);
  return left;
}

/* ---- publishing ---- */

static void a_file_appears_whole_or_not_at_all(void **state) {
  const Scratch *scratch = *state;
  g_autofree char *part = g_build_filename(scratch->folder, ".w.xlsx.part", NULL);
  g_autofree char *left = g_build_filename(part, "left-by-a-killed-run", NULL);
  g_autofree char *text = NULL;
  assert_true(g_file_set_contents(scratch->path, "old", -1, NULL));
  assert_int_equal(g_mkdir(part, 0700), 0);
  assert_true(g_file_set_contents(left, "x", -1, NULL));

  g_autoptr(Publication) publication = publication_new(scratch->path, NULL);
  assert_non_null(publication);
  assert_false(g_file_test(left, G_FILE_TEST_EXISTS));
  assert_true(g_file_set_contents(publication_file(publication), "new", -1, NULL));
  text = file_contents(scratch->path, NULL);
  assert_string_equal(text, "old");
  g_free(text);
  assert_true(publication_publish(publication, NULL));
  text = file_contents(scratch->path, NULL);
  assert_string_equal(text, "new");
  g_clear_pointer(&publication, publication_free);
  assert_false(g_file_test(part, G_FILE_TEST_EXISTS));
}

static void two_writers_do_not_meet(void **state) {
  const Scratch *scratch = *state;
  g_autofree char *expected = g_strdup_printf("%s: another program is writing it; try again when it has ended", scratch->path);
  g_autoptr(Publication) first = publication_new(scratch->path, NULL);
  assert_non_null(first);
  g_autoptr(GError) error = NULL;
  assert_null(publication_new(scratch->path, &error));
  assert_string_equal(error->message, expected);
  assert_true(g_error_matches(error, PUBLISH_ERROR, PUBLISH_ERROR_BUSY));
}

static void an_output_that_cannot_be_is_refused(void **state) {
  const Scratch *scratch = *state;
  g_autofree char *nowhere = g_build_filename(scratch->folder, "no", "w.xlsx", NULL);
  const struct {
    const char *path, *why;
  } rows[] = {
      {scratch->folder, "Is a directory"},
      {nowhere, "there is no such folder: make it first"},
      {"/dev/null/w.xlsx", "Not a directory"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autofree char *expected = g_strdup_printf("%s: %s", rows[i].path, rows[i].why);
    g_autoptr(GError) error = NULL;
    print_message("%s\n", rows[i].path);
    assert_null(publication_new(rows[i].path, &error));
    assert_string_equal(error->message, expected);
  }
}

/* ---- a small workbook ---- */

static const SheetColumn columns[] = {{"ID", 10}, {"Text", 30}, {"End", 12}, {"Page", 8}};

/* TEXT in a table of one row, with a date, and a number that is a link. */
static Book *make_book(const char *path, const char *text) {
  static const BookProperties properties = {.title = "Test & <test>", .author = "rapporteur", .created = 1696550400};
  Book *book = book_new(path, &properties, NULL);
  Sheet *first = book_add_sheet(book, "Summary");
  Sheet *second = book_add_sheet(book, "Panel topics");
  g_autofree char *page = book_file_link("../archive/a b#1%20.pdf", 12);
  g_autofree char *place = sheet_place(second, 1, 2);
  sheet_set_columns(first, columns, 2);
  sheet_put(first, 0, 0, &(Cell){.style = STYLE_TITLE, .text = "Title"});
  sheet_put(first, 1, 0, &(Cell){.style = STYLE_LINK, .text = "the table", .link = place});
  sheet_put_across(first, 2, 0, 1, STYLE_NOTE, "over two columns");
  sheet_set_columns(second, columns, G_N_ELEMENTS(columns));
  sheet_put(second, 1, 0, &(Cell){.style = STYLE_TEXT, .text = "12"});
  sheet_put(second, 1, 1, &(Cell){.style = STYLE_TEXT, .text = text});
  sheet_put(second, 1, 2, &(Cell){.style = STYLE_DATE, .date = "2023-10-06"});
  sheet_put(second, 1, 3, &(Cell){.style = STYLE_LINK_CENTRED, .number = 12, .link = page, .tip = "Open the page"});
  sheet_add_table(second, "Topics", 0, 1, columns, G_N_ELEMENTS(columns));
  sheet_freeze(second, 1, 1);
  sheet_mark(second, 0, 1, 1, FALSE, "ok", STYLE_BAD);
  return book;
}

static void publish(Book *book) {
  g_autoptr(GError) error = NULL;
  if (!book_publish(book, &error)) fail_msg("%s", error->message);
  book_free(book);
}

static void a_workbook_holds_what_was_put(void **state) {
  static const struct {
    const char *part, *text;
  } rows[] = {
      {"xl/workbook.xml", "<sheet name=\"Summary\" sheetId=\"1\" r:id=\"rId1\"/><sheet name=\"Panel topics\" sheetId=\"2\""},
      {"xl/workbook.xml", "'Panel topics'!$1:$1</definedName>"},
      {"xl/sharedStrings.xml", "<si><t>=1+1 &amp; &lt;b&gt;</t></si>"},
      {"xl/tables/table1.xml", "displayName=\"Topics\" ref=\"A1:D2\""},
      {"xl/tables/table1.xml", "<autoFilter ref=\"A1:D2\"/>"},
      {"xl/worksheets/sheet2.xml",
       "<pane xSplit=\"1\" ySplit=\"1\" topLeftCell=\"B2\" activePane=\"bottomRight\" state=\"frozen\"/>"},
      {"xl/worksheets/sheet2.xml", "<v>45205</v>"}, /* 2023-10-06 in Excel's days */
      {"xl/worksheets/sheet2.xml", "<hyperlink ref=\"D2\" r:id=\"rId1\" location=\"page=12\" tooltip=\"Open the page\"/>"},
      {"xl/worksheets/sheet2.xml",
       "<cfRule type=\"cellIs\" dxfId=\"0\" priority=\"1\" stopIfTrue=\"1\" operator=\"notEqual\"><formula>\"ok\"</formula>"},
      {"xl/worksheets/sheet2.xml", "fitToHeight=\"0\" orientation=\"landscape\""},
      {"xl/worksheets/_rels/sheet2.xml.rels", "Target=\"../archive/a%20b%231%2520.pdf\" TargetMode=\"External\""},
      {"xl/worksheets/sheet1.xml", "<hyperlink ref=\"A2\" location=\"'Panel topics'!C2\" display=\"the table\"/>"},
      {"xl/worksheets/sheet1.xml", "<mergeCell ref=\"A3:B3\"/>"},
      {"docProps/core.xml", "<dcterms:created xsi:type=\"dcterms:W3CDTF\">2023-10-06T00:00:00Z</dcterms:created>"},
      {"docProps/core.xml", "<dc:title>Test &amp; &lt;test&gt;</dc:title>"},
  };
  const Scratch *scratch = *state;
  publish(make_book(scratch->path, "=1+1 & <b>"));
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s: %s\n", rows[i].part, rows[i].text);
    g_autofree char *part = workbook_part(scratch->path, rows[i].part);
    if (strstr(part, rows[i].text) == NULL) fail_msg("%s", part);
  }
}

static void the_same_cells_give_the_same_bytes(void **state) {
  const Scratch *scratch = *state;
  gsize first_length = 0, second_length = 0;
  publish(make_book(scratch->path, "text"));
  g_autofree char *first = file_contents(scratch->path, &first_length);
  publish(make_book(scratch->path, "text"));
  g_autofree char *second = file_contents(scratch->path, &second_length);
  assert_int_equal(first_length, second_length);
  assert_memory_equal(first, second, first_length);
}

static void any_text_gives_a_workbook_that_reads_back(void **state) {
  static const char *const texts[] = {
      "",
      "=cmd|' /C calc'!A0",
      "\xff\xfe\xfd",
      "\xef\xbf\xbe\xef\xbf\xbf",
      "_x0000_",
      "]]>",
      "<a b=\"&quot;\">",
      "\x01\x02\x1f",
      "\xed\xa0\x80\xed\xb0\x80",
      "  spaces  ",
      "\n\n",
      "'quoted",
  };
  const Scratch *scratch = *state;
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) publish(make_book(scratch->path, texts[i]));
  g_autofree char *wide = repeat("\U0001F600_x0041_\x01", 20000);
  publish(make_book(scratch->path, wide));
}

/* ---- texts of several runs ---- */

#define RUN_FONT(before, colour)                                                                                                 \
  "<r><rPr>" before "<sz val=\"10\"/><color rgb=\"FF" colour "\"/><rFont val=\"Arial\"/><family val=\"2\"/></rPr>"
#define PLAIN_RUN(text) RUN_FONT("", "1F2933") "<t" text "</t></r>"
#define REMOVED_RUN(text) RUN_FONT("<strike/>", "9C1C1C") "<t" text "</t></r>"
#define ADDED_RUN(text) RUN_FONT("<b/><u/>", "1E6B34") "<t" text "</t></r>"
#define SPACED " xml:space=\"preserve\">"

static Book *make_rich_book(const char *path, const TextRun *runs, guint count) {
  static const BookProperties properties = {.title = "Runs"};
  Book *book = book_new(path, &properties, NULL);
  Sheet *sheet = book_add_sheet(book, "Runs");
  sheet_set_columns(sheet, columns, G_N_ELEMENTS(columns));
  sheet_put_rich(sheet, 0, 1, STYLE_TEXT, runs, count);
  return book;
}

static void runs_are_told_apart_within_one_text(void **state) {
  static const struct {
    const char *name;
    TextRun runs[4];
    guint count;
    const char *expected; /* what the shared string is */
  } rows[] = {
      {"a word gives way to another",
       {{RUN_PLAIN, "States "}, {RUN_REMOVED, "may"}, {RUN_ADDED, "should"}, {RUN_PLAIN, " <act>"}},
       4,
       "<si>" PLAIN_RUN(SPACED "States ") REMOVED_RUN(">may") ADDED_RUN(">should") PLAIN_RUN(SPACED " &lt;act&gt;") "</si>"},
      {"empty runs are passed over",
       {{RUN_PLAIN, ""}, {RUN_REMOVED, "a"}, {RUN_PLAIN, NULL}, {RUN_ADDED, "b"}},
       4,
       "<si>" REMOVED_RUN(">a") ADDED_RUN(">b") "</si>"},
      {"one run alone", {{RUN_ADDED, "\xd1\x8f\xd1\x8f"}}, 1, "<si>" ADDED_RUN(">\xd1\x8f") ADDED_RUN(">\xd1\x8f") "</si>"},
      {"one character alone is marked: no cell takes less than two runs", {{RUN_ADDED, "x"}}, 1, "<si><t>{+x+}</t></si>"},
  };
  const Scratch *scratch = *state;
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    publish(make_rich_book(scratch->path, rows[i].runs, rows[i].count));
    g_autofree char *part = workbook_part(scratch->path, "xl/sharedStrings.xml");
    if (strstr(part, rows[i].expected) == NULL) fail_msg("%s", part);
  }
}

static void runs_share_the_room_of_one_text(void **state) {
  const Scratch *scratch = *state;
  g_autofree char *much = repeat("x", CELL_TEXT_MOST - 10);
  const TextRun runs[] = {{RUN_PLAIN, much}, {RUN_REMOVED, much}, {RUN_ADDED, "gone"}};
  publish(make_rich_book(scratch->path, runs, G_N_ELEMENTS(runs)));
  TextRun many[400];
  for (guint i = 0; i < G_N_ELEMENTS(many); i++) many[i] = (TextRun){(RunKind)(i % N_RUN_KINDS), "word "};
  publish(make_rich_book(scratch->path, many, G_N_ELEMENTS(many)));
  g_autofree char *part = workbook_part(scratch->path, "xl/sharedStrings.xml");
  assert_non_null(strstr(part, "word [-word -]{+word +}word [-word -]"));
  const char *const texts[] = {much, "0123456789", NULL, "over"};
  g_auto(GStrv) fitting = cell_text_pieces(texts, 3), cut_at_once = cell_text_pieces(texts, 4);
  assert_string_equal(fitting[1], "0123456789");
  assert_int_equal(g_strv_length(fitting), 3);
  assert_int_equal(g_strv_length(cut_at_once), 1);
  assert_true(g_str_has_suffix(cut_at_once[0], CUT));
  assert_int_equal(g_utf8_strlen(cut_at_once[0], -1), CELL_TEXT_MOST);
}

static void what_a_chart_says_is_fit_for_a_workbook(void **state) {
  const Scratch *scratch = *state;
  static const BookProperties properties = {.title = "Charts"};
  Book *book = book_new(scratch->path, &properties, NULL);
  Sheet *sheet = book_add_sheet(book, "Summary");
  sheet_put(sheet, 0, 0, &(Cell){.style = STYLE_TEXT, .text = "Body\x1B[31m"});
  sheet_put(sheet, 0, 1, &(Cell){.style = STYLE_NUMBER, .number = 2});
  sheet_add_chart(sheet, &(SheetChart){.kind = CHART_BARS,
                                       .title = "By body",
                                       .description = "By body. Body\x1B[31m\x07 <a>\uFFFE: 2",
                                       .values_title = "Recommendations",
                                       .row = 2,
                                       .width = 480,
                                       .height = 288,
                                       .values = 1});
  publish(book);
  g_autofree char *drawing = workbook_part(scratch->path, "xl/drawings/drawing1.xml");
  assert_non_null(strstr(drawing, "descr=\"By body. Body[31m &lt;a&gt;\uFFFD: 2\""));
}

/* A part of a workbook with what GMarkup lets pass, and XML has no place for. */
static void what_is_no_xml_is_noticed(void **state) {
  const Scratch *scratch = *state;
  static const struct {
    const char *text, *why; /* NULL: all is well */
  } rows[] = {
      {"<a b=\"\xEF\xBF\xBD\t\"/>", NULL},
      {"<a b=\"\x1B\"/>", "it holds what is no character of XML"},
      {"<a>\xEF\xBF\xBE</a>", "it holds what is no character of XML"},
      {"<a>\xEF\xBF\xBF</a>", "it holds what is no character of XML"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    publish(make_book(scratch->path, "text"));
    zip_t *archive = zip_open(scratch->path, 0, NULL);
    zip_source_t *source = zip_source_buffer(archive, rows[i].text, strlen(rows[i].text), 0);
    assert_true(zip_file_add(archive, "xl/extra.xml", source, 0) >= 0);
    assert_int_equal(zip_close(archive), 0);
    g_autoptr(GArray) sizes = g_array_new(FALSE, TRUE, sizeof(SheetSize));
    g_autoptr(GError) error = NULL;
    assert_int_equal(workbook_verify(scratch->path, sizes, &error), rows[i].why == NULL);
    g_autofree char *expected =
        g_strdup_printf("the workbook came out broken (xl/extra.xml: %s); is the disk full?", rows[i].why);
    if (error != NULL) assert_string_equal(error->message, expected);
  }
}

static void an_empty_table_has_an_empty_row(void **state) {
  const Scratch *scratch = *state;
  static const BookProperties properties = {.title = "Empty"};
  Book *book = book_new(scratch->path, &properties, NULL);
  sheet_add_table(book_add_sheet(book, "Checks"), "Checks", 0, 0, columns, G_N_ELEMENTS(columns));
  publish(book);
  g_autofree char *table = workbook_part(scratch->path, "xl/tables/table1.xml");
  assert_non_null(strstr(table, "ref=\"A1:D2\""));
}

static void a_sheet_that_is_too_long_is_refused(void **state) {
  const Scratch *scratch = *state;
  static const BookProperties properties = {.title = "Long"};
  g_autofree char *expected =
      g_strdup_printf("%s: there are more rows than a sheet can hold; choose a shorter period", scratch->path);
  g_autoptr(Book) book = book_new(scratch->path, &properties, NULL);
  g_autoptr(GError) error = NULL;
  assert_true(g_file_set_contents(scratch->path, "old", -1, NULL));
  sheet_put(book_add_sheet(book, "Checks"), SHEET_ROWS_MOST, 0, &(Cell){.style = STYLE_TEXT, .text = "x"});
  assert_false(book_publish(book, &error));
  assert_string_equal(error->message, expected);
  g_autofree char *text = file_contents(scratch->path, NULL);
  assert_string_equal(text, "old");
}

/* Cuts that leave no workbook, or one from which something is missing. */
static void what_did_not_come_out_whole_is_noticed(void **state) {
  const Scratch *scratch = *state;
  static const SheetSize right[] = {{.rows = 3, .cells = 4}, {.rows = 2, .cells = 8}};
  static const struct {
    const char *name;
    gssize cut;      /* how many bytes are cut from the end */
    gsize flipped;   /* which byte is changed; 0 for none */
    int rows, cells; /* how many more of them than there are the second sheet should have */
    guint sheets;
    const char *message; /* NULL where nothing is wrong */
  } rows[] = {
      {"nothing wrong", 0, 0, 0, 0, 2, NULL},
      {"an empty file", G_MAXSSIZE, 0, 0, 0, 2,
       "the workbook came out broken (the archive: Not a zip archive); is the disk full?"},
      {"an end cut off", 1000, 0, 0, 0, 2, "the workbook came out broken (the archive: Not a zip archive); is the disk full?"},
      {"a row missing", 0, 0, 1, 0, 2,
       "the workbook came out broken (xl/worksheets/sheet2.xml: rows are missing); is the disk full?"},
      {"a cell missing", 0, 0, 0, 1, 2,
       "the workbook came out broken (xl/worksheets/sheet2.xml: cells are missing); is the disk full?"},
      {"a sheet missing", 0, 0, 0, 0, 3,
       "the workbook came out broken (xl/worksheets/sheet3.xml: it is missing); is the disk full?"},
  };
  publish(make_book(scratch->path, "text"));
  gsize length = 0;
  g_autofree char *whole = file_contents(scratch->path, &length);
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    g_autoptr(GArray) sizes = g_array_new(FALSE, TRUE, sizeof(SheetSize));
    g_autoptr(GError) error = NULL;
    g_array_append_vals(sizes, right, G_N_ELEMENTS(right));
    g_array_index(sizes, SheetSize, 1).rows += (guint)rows[i].rows;
    g_array_index(sizes, SheetSize, 1).cells += (guint)rows[i].cells;
    g_array_set_size(sizes, rows[i].sheets);
    gssize kept = MAX((gssize)length - rows[i].cut, 0);
    assert_true(g_file_set_contents(scratch->path, whole, kept, NULL));
    assert_int_equal(workbook_verify(scratch->path, sizes, &error), rows[i].message == NULL);
    if (rows[i].message != NULL) assert_string_equal(error->message, rows[i].message);
  }
}

/* A byte changed anywhere in a part's data, or in its name, is noticed. */
static void a_changed_byte_is_noticed(void **state) {
  const Scratch *scratch = *state;
  g_autoptr(GArray) sizes = g_array_new(FALSE, TRUE, sizeof(SheetSize));
  static const SheetSize right[] = {{.rows = 3, .cells = 4}, {.rows = 2, .cells = 8}};
  g_array_append_vals(sizes, right, G_N_ELEMENTS(right));
  publish(make_book(scratch->path, "text"));
  gsize length = 0;
  g_autofree char *bytes = file_contents(scratch->path, &length);
  const char *name = memmem(bytes, length, "xl/worksheets/sheet2.xml", strlen("xl/worksheets/sheet2.xml"));
  assert_non_null(name);
  gsize data = (gsize)(name - bytes) + strlen("xl/worksheets/sheet2.xml");
  for (gsize at = data + 10; at < data + 600; at += 37) {
    bytes[at] = (char)(bytes[at] ^ 0x10);
    assert_true(g_file_set_contents(scratch->path, bytes, (gssize)length, NULL));
    assert_false(workbook_verify(scratch->path, sizes, NULL));
    bytes[at] = (char)(bytes[at] ^ 0x10);
  }
}

/* A style that looks as another does costs time in each of its cells: see workbook_looks.h. */
static void no_two_styles_look_the_same(G_GNUC_UNUSED void **state) {
  for (guint i = 0; i < N_STYLES; i++)
    for (guint j = 0; j < i; j++)
      if (memcmp(&cell_looks[i], &cell_looks[j], sizeof(Look)) == 0) fail_msg("style %u looks as style %u does", i, j);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(no_two_styles_look_the_same),
      cmocka_unit_test(text_is_made_fit_for_a_cell),
      cmocka_unit_test(long_text_is_cut_visibly),
      cmocka_unit_test(text_is_wrapped_as_a_cell_would),
      TEST(runs_are_told_apart_within_one_text),
      TEST(runs_share_the_room_of_one_text),
      TEST(a_file_appears_whole_or_not_at_all),
      TEST(two_writers_do_not_meet),
      TEST(an_output_that_cannot_be_is_refused),
      TEST(a_workbook_holds_what_was_put),
      TEST(the_same_cells_give_the_same_bytes),
      TEST(any_text_gives_a_workbook_that_reads_back),
      TEST(an_empty_table_has_an_empty_row),
      TEST(what_a_chart_says_is_fit_for_a_workbook),
      TEST(what_is_no_xml_is_noticed),
      TEST(a_sheet_that_is_too_long_is_refused),
      TEST(what_did_not_come_out_whole_is_noticed),
      TEST(a_changed_byte_is_noticed),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
