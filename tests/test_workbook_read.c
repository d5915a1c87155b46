/* Workbooks that are read back, whoever wrote them. A workbook here is the few parts that a case is about, packed as they are. */
#include "pipeline/workbook/workbook_read.h"

#include <glib/gstdio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <zip.h>

#include <cmocka.h>

#define MAIN "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
#define RELATIONS(...) "<Relationships>" __VA_ARGS__ "</Relationships>"
#define RELATION(id, type, target) "<Relationship Id=\"" id "\" Type=\"http://example.org/" type "\" Target=\"" target "\"/>"
#define ROOT RELATIONS(RELATION("r1", "officeDocument", "xl/workbook.xml"))
#define PARTS                                                                                                                    \
  RELATIONS(RELATION("r1", "worksheet", "worksheets/sheet1.xml") RELATION("r2", "sharedStrings", "sharedStrings.xml")            \
                RELATION("r3", "styles", "styles.xml"))
#define BOOK "<workbook " MAIN "><sheets><sheet name=\"One\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
#define STYLES                                                                                                                   \
  "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/><numFmt numFmtId=\"165\""                        \
  " formatCode=\"[Red]0.00&quot; days&quot;\"/><numFmt numFmtId=\"166\" formatCode=\"[$-409]d\\ mmm\\ yy;@\"/></numFmts>"        \
  "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/>"                        \
  "<xf numFmtId=\"165\"/><xf numFmtId=\"166\"/><xf numFmtId=\"14\"/><xf numFmtId=\"20\"/><xf "                                   \
  "numFmtId=\"22\"/></cellXfs></styleSheet>"
#define STRINGS "<sst><si><t>plain</t></si></sst>"
#define SHEET(rows) "<worksheet><sheetData>" rows "</sheetData></worksheet>"

typedef struct {
  const char *name, *text;
} Part;

/* Packs PARTS, up to the first without a name, into a file and returns its name. Free it with g_free. */
static char *pack(const char *folder, const Part *parts) {
  char *path = g_build_filename(folder, "book.xlsx", NULL);
  zip_t *archive = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
  for (const Part *part = parts; part->name != NULL; part++) {
    zip_source_t *source = zip_source_buffer(archive, part->text, strlen(part->text), 0);
    assert_true(zip_file_add(archive, part->name, source, ZIP_FL_ENC_UTF_8) >= 0);
  }
  assert_int_equal(zip_close(archive), 0);
  return path;
}

static void remove_all(const char *folder) {
  g_autofree char *path = g_build_filename(folder, "book.xlsx", NULL);
  g_unlink(path);
  g_rmdir(folder);
}

/* The sheets as text: "[One] 0:0=plain 0:2=x". Free it with g_free. */
static char *dump(const BookCopy *copy) {
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < copy->sheets->len; i++) {
    const ReadSheet *sheet = g_ptr_array_index(copy->sheets, i);
    g_string_append_printf(out, "%s[%s%s]", i > 0 ? " " : "", sheet->name, sheet->hidden ? ", hidden" : "");
    for (guint row = 0; row < sheet->rows->len; row++) {
      const ReadRow *cells = g_ptr_array_index(sheet->rows, row);
      for (guint c = 0; c < cells->cells->len; c++) {
        const ReadCell *cell = &g_array_index(cells->cells, ReadCell, c);
        g_string_append_printf(out, " %u:%u=%s", cells->number, cell->column, cell->text);
      }
    }
  }
  return g_string_free(out, FALSE);
}

static char *read_and_dump(const Part *parts) {
  g_autofree char *folder = g_dir_make_tmp(NULL, NULL);
  g_autofree char *path = pack(folder, parts);
  g_autoptr(GError) error = NULL;
  g_autoptr(BookCopy) copy = workbook_read(path, &error);
  remove_all(folder);
  if (copy != NULL) return dump(copy);
  assert_true(g_str_has_prefix(error->message, path));
  return g_strdup(error->message + strlen(path));
}

/* ---- cells ---- */

static void cells_are_read_as_people_see_them(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *name, *strings, *rows, *expected;
  } cases[] = {
      {"a shared string", STRINGS, "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>", "[One] 0:0=plain"},
      {"runs of a rich text",
       "<sst><si><r><rPr><b/></rPr><t>bold</t></r><r><t xml:space=\"preserve\"> and not</t></r></si></sst>",
       "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>", "[One] 0:0=bold and not"},
      {"pronunciation is left out", "<sst><si><t>東京</t><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh></si></sst>",
       "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>", "[One] 0:0=東京"},
      {"escapes", "<sst><si><t>a_x000D_\nb_x005F_x0041_ &lt;_x00e9_ _xZZZZ_</t></si></sst>",
       "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>", "[One] 0:0=a\nb_x0041_ <é _xZZZZ_"},
      {"a text in the cell, with runs", STRINGS,
       "<row r=\"2\"><c r=\"C2\" t=\"inlineStr\"><is><r><t>in</t></r><r><t>line</t></r></is></c></row>", "[One] 1:2=inline"},
      {"a formula's result", STRINGS, "<row r=\"1\"><c r=\"A1\" t=\"str\"><f>\"a\"&amp;\"b\"</f><v>ab</v></c></row>",
       "[One] 0:0=ab"},
      {"a formula's number", STRINGS, "<row r=\"1\"><c r=\"A1\"><f>1+1</f><v>2</v></c></row>", "[One] 0:0=2"},
      {"truths and errors", STRINGS,
       "<row r=\"1\"><c r=\"A1\" t=\"b\"><v>1</v></c><c r=\"B1\" t=\"b\"><v>0</v></c><c r=\"C1\" t=\"e\"><v>#N/A</v></c></row>",
       "[One] 0:0=TRUE 0:1=FALSE 0:2=#N/A"},
      {"numbers in their shortest form", STRINGS,
       "<row r=\"1\"><c><v>5.0</v></c><c><v>0.10000000000000001</v></c><c><v>1E3</v></c><c s=\"2\"><v>-2.5</v></c></row>",
       "[One] 0:0=5 0:1=0.1 0:2=1000 0:3=-2.5"},
      {"dates", STRINGS,
       "<row r=\"1\"><c s=\"1\"><v>45205</v></c><c s=\"3\"><v>45205</v></c><c s=\"4\"><v>59</v></c><c "
       "s=\"6\"><v>45205.604166666664</v>"
       "</c><c s=\"5\"><v>0.5</v></c><c t=\"d\"><v>2023-10-06T00:00:00Z</v></c></row>",
       "[One] 0:0=2023-10-06 0:1=2023-10-06 0:2=1900-02-28 0:3=2023-10-06 14:30 0:4=0.5 0:5=2023-10-06"},
      {"a date that is none", STRINGS, "<row r=\"1\"><c t=\"d\"><v>2023T1é:é</v></c></row>", "[One] 0:0=2023T1é:é"},
      {"days of no calendar are numbers", STRINGS, "<row r=\"1\"><c s=\"1\"><v>-1</v></c><c s=\"1\"><v>1e10</v></c></row>",
       "[One] 0:0=-1 0:1=10000000000"},
      {"cells that don't tell where they are", STRINGS,
       "<row><c><v>1</v></c><c/><c><v>2</v></c></row><row r=\"5\"><c "
       "r=\"B5\"><v>3</v></c><c><v>4</v></c></row><row><c><v>5</v></c></row>",
       "[One] 0:0=1 0:2=2 4:1=3 4:2=4 5:0=5"},
      {"rows and cells out of order", STRINGS,
       "<row r=\"2\"><c r=\"B2\"><v>4</v></c><c r=\"A2\"><v>3</v></c></row><row r=\"1\"><c r=\"AA1\"><v>2</v></c></row>",
       "[One] 0:26=2 1:0=3 1:1=4"},
      {"prefixes", "<x:sst xmlns:x=\"m\"><x:si><x:t>prefixed</x:t></x:si></x:sst>",
       "<x:row r=\"1\"><x:c r=\"A1\" t=\"s\"><x:v>0</x:v></x:c></x:row>", "[One] 0:0=prefixed"},
      {"nothing", STRINGS, "<row r=\"1\"><c r=\"A1\" s=\"1\"/><c r=\"B1\" t=\"s\"/></row>", "[One]"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    print_message("# %s\n", cases[i].name);
    g_autofree char *sheet = g_strdup_printf("<worksheet><sheetData>%s</sheetData></worksheet>", cases[i].rows);
    const Part parts[] = {{"_rels/.rels", ROOT},
                          {"xl/workbook.xml", BOOK},
                          {"xl/_rels/workbook.xml.rels", PARTS},
                          {"xl/sharedStrings.xml", cases[i].strings},
                          {"xl/styles.xml", STYLES},
                          {"xl/worksheets/sheet1.xml", sheet},
                          {NULL, NULL}};
    g_autofree char *seen = read_and_dump(parts);
    assert_string_equal(seen, cases[i].expected);
  }
}

/* ---- parts ---- */

#define ONE SHEET("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>")

static void parts_are_found_wherever_they_are(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *name;
    Part parts[8];
    const char *expected;
  } cases[] = {
      {"absolute names, others than usual",
       {{"_rels/.rels", RELATIONS(RELATION("a", "officeDocument", "/book/b.xml"))},
        {"book/b.xml", "<s:workbook><s:sheets><s:sheet name=\"A &amp; B\" rel:id=\"z\"/></s:sheets></s:workbook>"},
        {"book/_rels/b.xml.rels", RELATIONS(RELATION("z", "worksheet", "/sheets/a%20b.xml"))},
        {"sheets/a b.xml", ONE}},
       "[A & B] 0:0=1"},
      {"a way up, capitals, a byte order mark",
       {{"_rels/.rels", RELATIONS(RELATION("a", "officeDocument", "./xl/Workbook.xml"))},
        {"xl/workbook.xml", "\xEF\xBB\xBF<?xml version=\"1.0\"?>" BOOK},
        {"xl/_rels/workbook.xml.rels", RELATIONS(RELATION("r1", "worksheet", "../xl/worksheets/Sheet1.xml"))},
        {"xl/worksheets/sheet1.xml", ONE}},
       "[One] 0:0=1"},
      {"hidden sheets, charts, days from 1904",
       {{"_rels/.rels", ROOT},
        {"xl/workbook.xml",
         "<workbook><workbookPr date1904=\"1\"/><sheets><sheet name=\"Chart\" r:id=\"c\"/><sheet name=\"One\" r:id=\"r1\" "
         "state=\"veryHidden\"/></sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels", RELATIONS(RELATION("c", "chartsheet", "chartsheets/sheet1.xml") RELATION(
                                           "r1", "worksheet", "worksheets/sheet1.xml") RELATION("r3", "styles", "styles.xml"))},
        {"xl/styles.xml", STYLES},
        {"xl/worksheets/sheet1.xml", SHEET("<row><c s=\"1\"><v>0</v></c></row>")}},
       "[One, hidden] 0:0=1904-01-01"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    print_message("# %s\n", cases[i].name);
    g_autofree char *seen = read_and_dump(cases[i].parts);
    assert_string_equal(seen, cases[i].expected);
  }
}

static void what_is_no_workbook_is_told(G_GNUC_UNUSED void **state) {
#define ADVICE ". Save it as an Excel workbook (.xlsx), and try again"
  static const struct {
    const char *name;
    Part parts[8];
    const char *expected;
  } cases[] = {
      {"another archive", {{"mimetype", "text"}}, ": this is no Excel workbook, or a broken one: it has no _rels/.rels" ADVICE},
      {"another document", {{"_rels/.rels", RELATIONS()}}, ": this is no Excel workbook" ADVICE},
      {"a part is missing",
       {{"_rels/.rels", ROOT}, {"xl/workbook.xml", BOOK}, {"xl/_rels/workbook.xml.rels", PARTS}},
       ": this is no Excel workbook, or a broken one: it has no xl/sharedStrings.xml" ADVICE},
      {"a document type",
       {{"_rels/.rels", "<!DOCTYPE x [<!ENTITY a \"aaaa\">]>" ROOT}},
       ": _rels/.rels: a workbook has no document type" ADVICE},
      {"an entity",
       {{"_rels/.rels", ROOT}, {"xl/_rels/workbook.xml.rels", "<Relationships a=\"&b;\"/>"}},
       ": xl/_rels/workbook.xml.rels: Error on line 1: Entity name “b” is not known" ADVICE},
      {"a text that isn't there",
       {{"_rels/.rels", ROOT},
        {"xl/workbook.xml", BOOK},
        {"xl/_rels/workbook.xml.rels", RELATIONS(RELATION("r1", "worksheet", "worksheets/sheet1.xml"))},
        {"xl/worksheets/sheet1.xml", SHEET("<row><c t=\"s\"><v>7</v></c></row>")}},
       ": xl/worksheets/sheet1.xml: a cell has a text that isn't there" ADVICE},
      {"a text that no number tells",
       {{"_rels/.rels", ROOT},
        {"xl/workbook.xml", BOOK},
        {"xl/_rels/workbook.xml.rels", PARTS},
        {"xl/styles.xml", STYLES},
        {"xl/sharedStrings.xml", STRINGS},
        {"xl/worksheets/sheet1.xml", SHEET("<row><c t=\"s\"><v>x</v></c></row>")}},
       ": xl/worksheets/sheet1.xml: a cell has a text that isn't there" ADVICE},
      {"a column that none is",
       {{"_rels/.rels", ROOT},
        {"xl/workbook.xml", BOOK},
        {"xl/_rels/workbook.xml.rels", RELATIONS(RELATION("r1", "worksheet", "worksheets/sheet1.xml"))},
        {"xl/worksheets/sheet1.xml", SHEET("<row><c r=\"XFE1\"><v>7</v></c></row>")}},
       ": xl/worksheets/sheet1.xml: a cell is in no place that one can have" ADVICE},
      {"a row that none is",
       {{"_rels/.rels", ROOT},
        {"xl/workbook.xml", BOOK},
        {"xl/_rels/workbook.xml.rels", RELATIONS(RELATION("r1", "worksheet", "worksheets/sheet1.xml"))},
        {"xl/worksheets/sheet1.xml", SHEET("<row r=\"1048577\"/>")}},
       ": xl/worksheets/sheet1.xml: a row has a number that none can have" ADVICE},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    print_message("# %s\n", cases[i].name);
    g_autofree char *seen = read_and_dump(cases[i].parts);
    assert_string_equal(seen, cases[i].expected);
  }
}

/* BEGIN, UNIT so many TIMES, and END. Free it with g_free. */
static char *repeat(const char *begin, const char *unit, guint times, const char *end) {
  GString *text = g_string_new(begin);
  for (guint i = 0; i < times; i++) g_string_append(text, unit);
  g_string_append(text, end);
  return g_string_free(text, FALSE);
}

static void what_is_more_than_a_workbook_holds_is_refused(G_GNUC_UNUSED void **state) {
#define CELL_BEGINS "<worksheet><sheetData><row><c t=\"str\"><v>"
#define CELL_ENDS "</v></c></row></sheetData></worksheet>"
  static const struct {
    const char *name, *begin, *unit;
    guint times;
    const char *end, *expected;
  } cases[] = {
      {"elements within elements", "", "<a>", 101, "", ": xl/worksheets/sheet1.xml: its elements are nested too deeply" ADVICE},
      {"a longer text than a cell holds", CELL_BEGINS, "12345678", 32768, CELL_ENDS,
       ": xl/worksheets/sheet1.xml: a cell holds more text than one can. Take it in parts"},
      {"a text of line ends alone", CELL_BEGINS, "_x000D_\n", 32767, CELL_ENDS, "[One]"},
      {"more rows than a sheet has", "<worksheet><sheetData>", "<row/>", 1048577, "</sheetData></worksheet>",
       ": xl/worksheets/sheet1.xml: a row has a number that none can have" ADVICE},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *sheet = repeat(cases[i].begin, cases[i].unit, cases[i].times, cases[i].end);
    const Part parts[] = {{"_rels/.rels", ROOT},
                          {"xl/workbook.xml", BOOK},
                          {"xl/_rels/workbook.xml.rels", RELATIONS(RELATION("r1", "worksheet", "worksheets/sheet1.xml"))},
                          {"xl/worksheets/sheet1.xml", sheet},
                          {NULL, NULL}};
    print_message("# %s\n", cases[i].name);
    g_autofree char *seen = read_and_dump(parts);
    assert_true(g_str_has_prefix(seen, cases[i].expected));
  }
#undef CELL_BEGINS
#undef CELL_ENDS
}

static void what_is_no_archive_is_told(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *path, *expected;
  } cases[] = {
      {"fixtures/recipe.sh", "fixtures/recipe.sh: this is no Excel workbook: Not a zip archive" ADVICE},
      {"fixtures/no-such.xlsx", "fixtures/no-such.xlsx: it can't be read: No such file"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GError) error = NULL;
    assert_null(workbook_read(cases[i].path, &error));
    assert_string_equal(error->message, cases[i].expected);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(cells_are_read_as_people_see_them), cmocka_unit_test(parts_are_found_wherever_they_are),
      cmocka_unit_test(what_is_no_workbook_is_told),       cmocka_unit_test(what_is_more_than_a_workbook_holds_is_refused),
      cmocka_unit_test(what_is_no_archive_is_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
