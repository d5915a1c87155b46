/* test_symbol.c - which work a symbol names, and which version of it. */
#include "rules/symbol.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void a_symbol_tells_the_work_and_the_version(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *printed, *work;
    guint revision, corrigendum;
    gboolean draft, addendum;
  } rows[] = {
      {"CTOC/COP/WG.7/2023/5", "CTOC/COP/WG.7/2023/5", 0, 0, FALSE, FALSE},
      {"CTOC/COP/WG.7/2023/5/Rev.1", "CTOC/COP/WG.7/2023/5", 1, 0, FALSE, FALSE},
      {"CTOC/COP/WG.7/2023/5/Corr.2", "CTOC/COP/WG.7/2023/5", 0, 2, FALSE, FALSE},
      {"CTOC/COP/WG.7/2023/5/Rev.1/Corr.1", "CTOC/COP/WG.7/2023/5", 1, 1, FALSE, FALSE},
      {"CTOC/COP/WG.7/2023/5/Amend.1", "CTOC/COP/WG.7/2023/5", 0, 1, FALSE, FALSE},
      {"CTOC/COP/WG.7/2023/5/Add.1", "CTOC/COP/WG.7/2023/5/Add.1", 0, 0, FALSE, TRUE},
      {"CTOC/COP/WG.7/2023/5/Add.1/Rev.3", "CTOC/COP/WG.7/2023/5/Add.1", 3, 0, FALSE, TRUE},
      {"CTOC/COP/WG.7/2023/L.1", "CTOC/COP/WG.7/2023/L.1", 0, 0, TRUE, FALSE},
      {"CTOC/COP/WG.7/2023/L.1/Rev.2", "CTOC/COP/WG.7/2023/L.1", 2, 0, TRUE, FALSE},
      {"CTOC/COP/WG.7/2023/L.1/Add.4", "CTOC/COP/WG.7/2023/L.1/Add.4", 0, 0, TRUE, TRUE},
      {"CTOC/COP/WG.7/2023/CRP.6", "CTOC/COP/WG.7/2023/CRP.6", 0, 0, TRUE, FALSE},
      {"CTOC/COP/WG.7/2023/INF/1/Rev.1", "CTOC/COP/WG.7/2023/INF/1", 1, 0, FALSE, FALSE},
      {"A/HRC/WG.6/1/L.5", "A/HRC/WG.6/1/L.5", 0, 0, TRUE, FALSE},
      {"A/ HRC /8/27", "A/HRC/8/27", 0, 0, FALSE, FALSE},
      {"A/CN.9/WG.III/WP.201", "A/CN.9/WG.III/WP.201", 0, 0, FALSE, FALSE},
      {"SAC23/2022/4 Rev.1", "SAC23/2022/4", 1, 0, FALSE, FALSE},
      {"COFI/2022/INF/5 REV. 2", "COFI/2022/INF/5", 2, 0, FALSE, FALSE},
      {"COFI/2022/5/Rev1", "COFI/2022/5", 1, 0, FALSE, FALSE},
      {"X/1/Rev", "X/1", 1, 0, FALSE, FALSE},
      {"X/Review/3", "X/Review/3", 0, 0, FALSE, FALSE},
      {"X/L5/3", "X/L5/3", 0, 0, FALSE, FALSE},
      {"X/Rev.99999", "X/Rev.99999", 0, 0, FALSE, FALSE},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].printed);
    g_autoptr(Symbol) symbol = symbol_read(rows[i].printed);
    assert_string_equal(symbol->work, rows[i].work);
    assert_int_equal(symbol->revision, rows[i].revision);
    assert_int_equal(symbol->corrigendum, rows[i].corrigendum);
    assert_int_equal(symbol->draft, rows[i].draft);
    assert_int_equal(symbol->addendum, rows[i].addendum);
  }
}

static void ways_to_print_a_symbol_have_one_key(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *a, *b;
    gboolean same;
  } rows[] = {
      {"CTOC/COP/WG.7/2023/5", "ctoc / cop / wg.7 / 2023 / 5", TRUE},
      {"CTOC/COP/WG.7/2023/5", "CTOC/COP/WG.7/2023/5/Rev. 1", TRUE},
      {"SAC/4 Rev.1", "SAC/4/REV.1", TRUE},
      {"X/1/Add.1", "X/1/ADD 1", TRUE},
      {"CTOC/COP/WG.7/2023/5", "CTOC/COP/WG.7/2023/15", FALSE},
      {"X/1", "X/1/Add.1", FALSE},
      {"X/11", "X/1/1", FALSE},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s and %s\n", rows[i].a, rows[i].b);
    g_autoptr(Symbol) a = symbol_read(rows[i].a);
    g_autoptr(Symbol) b = symbol_read(rows[i].b);
    assert_int_equal(g_str_equal(a->key, b->key), rows[i].same);
  }
}

static void what_is_no_symbol_is_none(G_GNUC_UNUSED void **state) {
  static const char *const rows[] = {NULL, "", " ", "///", "\xff", "/Rev.1"};
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i] != NULL ? rows[i] : "NULL");
    assert_null(symbol_read(rows[i]));
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_symbol_tells_the_work_and_the_version),
      cmocka_unit_test(ways_to_print_a_symbol_have_one_key),
      cmocka_unit_test(what_is_no_symbol_is_none),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
