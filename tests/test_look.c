/* test_look.c - how a sheet is laid out: heights of rows, pages across, the direction of texts, and what is counted for charts.
 */
#include "pipeline/workbook/print_layout.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "pipeline/digest/digest_tally.h"
#include "pipeline/workbook/cell_lines.h"
#include "pipeline/workbook/cell_text.h"
#include "pipeline/workbook/row_heights.h"

static void texts_know_their_direction(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *text;
    gboolean runs_left;
  } rows[] = {
      {"", FALSE},          {"12. (a)", FALSE},      {"Keep the lamps lit.", FALSE},        {"Освещать гавань.", FALSE},
      {"港口灯光", FALSE},  {"إضاءة الميناء", TRUE}, {"12. إضاءة الميناء (Harbour)", TRUE}, {"Light the harbour of ميناء", FALSE},
      {"תאורת הנמל", TRUE},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].text);
    assert_int_equal(cell_text_runs_left(rows[i].text), rows[i].runs_left);
  }
}

static void letters_take_room_by_their_size(G_GNUC_UNUSED void **state) {
  static const char text[] = "Keep the lamps of the harbour lit from dusk to dawn, and tell those at sea where they stand.";
  static const struct {
    double width, size;
    guint lines;
  } rows[] = {{30, 8, 3}, {30, 10, 3}, {30, 16, 5}, {100, 10, 1}};
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%g, %g\n", rows[i].width, rows[i].size);
    assert_int_equal(cell_lines(text, rows[i].width, rows[i].size), rows[i].lines);
  }
}

static void rows_are_as_high_as_their_highest_cell(G_GNUC_UNUSED void **state) {
  static const struct {
    guint row, lines;
    double size, height; /* of the row when the cell is there */
  } rows[] = {
      {0, 1, 10, 15}, {0, 3, 10, 40.5}, {0, 2, 10, 40.5}, {2, 1, 16, 22.5}, {2, 100, 10, ROW_HEIGHT_MOST},
  };
  g_autoptr(RowHeights) heights = row_heights_new();
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("row %u, %u lines\n", rows[i].row, rows[i].lines);
    row_heights_need(heights, rows[i].row, rows[i].lines, rows[i].size);
    assert_float_equal(row_heights_of(heights, rows[i].row), rows[i].height, 0);
  }
  assert_int_equal(row_heights_count(heights), 3);
  assert_float_equal(row_heights_of(heights, 1), 0, 0);
  assert_float_equal(row_heights_sum(heights, 0, 1), 40.5 + 15, 0);
  assert_int_equal(row_heights_below(heights, 0, 1), 1);
  assert_int_equal(row_heights_below(heights, 0, 60), 2); /* 45 points */
}

static void columns_are_shared_out_among_pages(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *name;
    double widths[8];
    guint count, first;
    double room;
    guint least, scale;
    guint breaks[4];
  } rows[] = {
      {"all fit", {10, 10, 10}, 3, 1, 700, 70, 100, {0}},
      {"all fit when they are a little smaller", {40, 40, 40, 20}, 4, 1, 700, 70, 87, {0}},
      {"two pages, as large as they can be", {20, 60, 30, 30, 60, 20}, 6, 1, 700, 70, 93, {3, 0}},
      {"columns between are left out", {20, 90, 90, 30, 30}, 5, 3, 700, 70, 100, {0}},
      {"one column is too wide for a page", {20, 200}, 2, 1, 700, 70, 56, {0}},
      {"on one page, however small", {40, 60, 60, 60, 60}, 5, 1, 700, 10, 43, {0}},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    PrintLayout layout = print_layout(rows[i].widths, rows[i].first, rows[i].count, rows[i].room, rows[i].least);
    assert_int_equal(layout.scale, rows[i].scale);
    for (guint k = 0; k < G_N_ELEMENTS(rows[i].breaks); k++) {
      assert_int_equal(layout.breaks[k], rows[i].breaks[k]);
      if (rows[i].breaks[k] == 0) break;
    }
  }
}

/* A recommendation with THEMES, parted by "|". */
static void add(Tally *tally, const char *themes) {
  Finding *finding = finding_new();
  g_auto(GStrv) names = g_strsplit(themes, "|", -1);
  for (guint i = 0; names[i] != NULL; i++)
    if (*names[i] != 0) finding_add(finding, "themes", names[i], "test/rule");
  tally_add(tally, finding);
  finding_free(finding);
}

static void values_are_counted_the_most_frequent_first(G_GNUC_UNUSED void **state) {
  static const TallyLine expected[] = {{"Lamps", 3}, {"Harbours", 2}, {"Ships", 1}, {"Tides 9", 1}, {"Tides 10", 1}};
  Tally *tally = tally_new();
  add(tally, "Tides 10|Lamps|Harbours");
  add(tally, "Lamps");
  add(tally, "");
  add(tally, "Ships|Harbours|Lamps|Tides 9");
  g_autoptr(GArray) lines = tally_lines(tally, TALLY_THEMES), none = tally_lines(tally, TALLY_ADDRESSEES);
  assert_int_equal(lines->len, G_N_ELEMENTS(expected));
  for (guint i = 0; i < lines->len; i++) {
    assert_string_equal(g_array_index(lines, TallyLine, i).name, expected[i].name);
    assert_int_equal(g_array_index(lines, TallyLine, i).count, expected[i].count);
  }
  assert_int_equal(none->len, 0);
  assert_int_equal(tally_without(tally, TALLY_THEMES), 1);
  assert_int_equal(tally_without(tally, TALLY_ADDRESSEES), 4);
  tally_free(tally);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(texts_know_their_direction),
      cmocka_unit_test(letters_take_room_by_their_size),
      cmocka_unit_test(rows_are_as_high_as_their_highest_cell),
      cmocka_unit_test(columns_are_shared_out_among_pages),
      cmocka_unit_test(values_are_counted_the_most_frequent_first),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
