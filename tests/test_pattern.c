/* test_pattern.c - regular expressions: what matches where, named groups, faults and limits. */
#include "rules/pattern.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static Pattern *compile(const char *regex) {
  g_autoptr(GError) error = NULL;
  Pattern *pattern = pattern_new(regex, &error);
  if (error != NULL) print_error("%s: %s\n", regex, error->message);
  assert_non_null(pattern);
  return pattern;
}

static void all_matches_are_found_in_order(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *name, *regex, *text;
    const char *expected; /* START-END of each match */
  } rows[] = {
      {"none", "x", "abc", ""},
      {"several", "a.", "abacab", "0-2 2-4 4-6"},
      {"none overlaps another", "aa", "aaaaa", "0-2 2-4"},
      {"case counts", "peru", "Peru", ""},
      {"unless told otherwise", "(?i)peru", "PERU Peru", "0-4 5-9"},
      {"case beyond ASCII", "(?i)ÉTAT", "état", "0-5"},
      {"spaces count", "a b", "ab", ""},
      {"unless told otherwise, too", "(?x) a  b # comment", "ab", "0-2"},
      {"offsets are bytes", "o", "Côte d’Ivoire o", "12-13 17-18"},
      {"a letter is any letter", "^\\w+", "Türkiye!", "0-8"},
      {"a word ends behind any letter", "\\bte\\b", "Côte te", "6-8"},
      {"a space is any space", "\\s", "a\u00a0b", "1-3"},
      {"empty matches", "x*", "axb", "0-0 1-2 2-2 3-3"},
      {"an empty match before a longer one", "(?=a)|a", "a", "0-0 0-1"},
      {"empty matches between wide characters", "", "é", "0-0 2-2"},
      {"an empty text", "^$", "", "0-0"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    g_autoptr(Pattern) pattern = compile(rows[i].regex);
    g_autoptr(PatternMatch) match = pattern_search(pattern, rows[i].text, strlen(rows[i].text));
    g_autoptr(GString) found = g_string_new(NULL);
    while (pattern_next(match) == PATTERN_MATCHED) {
      gsize start, end;
      pattern_match_range(match, &start, &end);
      g_string_append_printf(found, "%s%zu-%zu", found->len > 0 ? " " : "", start, end);
    }
    assert_string_equal(found->str, rows[i].expected);
    assert_int_equal(pattern_next(match), PATTERN_NO_MATCH);
  }
}

static void only_the_given_length_is_searched(G_GNUC_UNUSED void **state) {
  g_autoptr(Pattern) pattern = compile("b$");
  g_autoptr(PatternMatch) match = pattern_search(pattern, "abc", 2);
  assert_int_equal(pattern_next(match), PATTERN_MATCHED);
}

static void named_groups_give_their_text(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *name, *regex, *text;
    const char *groups;           /* all of the pattern */
    const char *group, *expected; /* one of the match; NULL: took no part */
  } rows[] = {
      {"no groups", "(a)", "a", "", "x", NULL},
      {"in the order in which they open", "(?<z>a(?<y>b))(?<x>c)", "abc", "z y x", "y", "b"},
      {"a group that is not told", "(?<a>a)", "a", "a", "b", NULL},
      {"a group that took no part", "(?<a>a)|(?<b>b)", "b", "a b", "a", NULL},
      {"the other one", "(?<a>a)|(?<b>b)", "b", "a b", "b", "b"},
      {"an empty group", "(?<a>x*)b", "b", "a", "a", ""},
      {"a group behind the last that took part", "(?<a>a)(?<b>b)?", "a", "a b", "b", NULL},
      {"a name borne twice", "(?J)(?<n>a)|(?<n>b)", "b", "n", "n", "b"},
      {"States", "\\((?<states>[^()]+)\\)", "Ratify (Ghana, Perú)", "states", "states", "Ghana, Perú"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    g_autoptr(Pattern) pattern = compile(rows[i].regex);
    g_autofree char *groups = g_strjoinv(" ", (char **)pattern_groups(pattern));
    assert_string_equal(groups, rows[i].groups);
    g_autoptr(PatternMatch) match = pattern_search(pattern, rows[i].text, strlen(rows[i].text));
    assert_int_equal(pattern_next(match), PATTERN_MATCHED);
    g_autofree char *found = pattern_match_named(match, rows[i].group);
    if (rows[i].expected == NULL)
      assert_null(found);
    else
      assert_string_equal(found, rows[i].expected);
  }
}

static void named_groups_tell_where_they_lie(G_GNUC_UNUSED void **state) {
  g_autoptr(Pattern) pattern = compile("(?<number>\\d+)\\. (?<text>.*)");
  g_autoptr(PatternMatch) match = pattern_search(pattern, "É 12. Ratify", strlen("É 12. Ratify"));
  assert_int_equal(pattern_next(match), PATTERN_MATCHED);
  gsize start, end;
  assert_true(pattern_match_named_range(match, "text", &start, &end));
  assert_int_equal(start, 7);
  assert_int_equal(end, 13);
  assert_false(pattern_match_named_range(match, "title", &start, &end));
}

static void a_faulty_expression_is_refused_with_the_place(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *name, *regex, *message;
  } rows[] = {
      {"an open group", "a(b", "missing closing parenthesis (behind character 3 of the expression)"},
      {"characters, not bytes", "éé(b", "missing closing parenthesis (behind character 4 of the expression)"},
      {"nothing to repeat", "a|*", "quantifier does not follow a repeatable item (behind character 2 of the expression)"},
      {"an open class", "[a", "missing terminating ] for character class (behind character 2 of the expression)"},
      {"a name twice", "(?<n>a)(?<n>b)",
       "two named subpatterns have the same name (PCRE2_DUPNAMES not set) (behind character 12 of the expression)"},
      {"half a character", "\\C", "using \\C is disabled by the application (behind character 2 of the expression)"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    g_autoptr(GError) error = NULL;
    assert_null(pattern_new(rows[i].regex, &error));
    assert_string_equal(error->message, rows[i].message);
    assert_true(g_error_matches(error, PATTERN_ERROR, PATTERN_ERROR_SYNTAX));
  }
}

static void a_search_that_is_given_up_is_not_a_miss(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *name, *regex;
    gsize length; /* of the text: so many a, then an X */
  } rows[] = {
      {"too much backtracking", "(a+)+$", 64},
      {"too much backtracking without JIT", "(*NO_JIT)(a+)+$", 64},
      {"a match that takes too much stack", "^(?:(a)|b)*X$", 4 * 1024 * 1024},
      {"the same without JIT", "(*NO_JIT)^(?:(a)|b)*X$", 4 * 1024 * 1024},
      {"deep recursion", "^(a(?1)?)X", 1024 * 1024},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].name);
    g_autofree char *text = g_malloc(rows[i].length + 2);
    memset(text, 'a', rows[i].length);
    text[rows[i].length] = 'X';
    text[rows[i].length + 1] = '\0';
    g_autoptr(Pattern) pattern = compile(rows[i].regex);
    g_autoptr(PatternMatch) match = pattern_search(pattern, text, strlen(text));
    assert_int_equal(pattern_next(match), PATTERN_LIMIT);
    assert_int_equal(pattern_next(match), PATTERN_LIMIT);
  }
}

static gpointer count_matches(gpointer data) {
  static const char text[] = "abacab";
  gsize count = 0;
  for (int i = 0; i < 1000; i++) {
    g_autoptr(PatternMatch) match = pattern_search(data, text, strlen(text));
    while (pattern_next(match) == PATTERN_MATCHED) count++;
  }
  return GSIZE_TO_POINTER(count);
}

static void threads_may_share_a_pattern(G_GNUC_UNUSED void **state) {
  g_autoptr(Pattern) pattern = compile("(?<letter>a).");
  GThread *threads[4];
  for (gsize i = 0; i < G_N_ELEMENTS(threads); i++) threads[i] = g_thread_new("count", count_matches, pattern);
  for (gsize i = 0; i < G_N_ELEMENTS(threads); i++) assert_int_equal(GPOINTER_TO_SIZE(g_thread_join(threads[i])), 3000);
}

static void patterns_of_one_expression_are_one(G_GNUC_UNUSED void **state) {
  Pattern *one = pattern_new("a+", NULL), *same = pattern_new("a+", NULL), *other = pattern_new("b+", NULL);
  assert_ptr_equal(one, same);
  assert_ptr_not_equal(one, other);
  pattern_free(one);
  pattern_free(other);
  PatternMatch *match = pattern_search(same, "baa", 3);
  assert_int_equal(pattern_next(match), PATTERN_MATCHED);
  pattern_match_free(match);
  pattern_free(same);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(all_matches_are_found_in_order),
      cmocka_unit_test(only_the_given_length_is_searched),
      cmocka_unit_test(named_groups_give_their_text),
      cmocka_unit_test(named_groups_tell_where_they_lie),
      cmocka_unit_test(a_faulty_expression_is_refused_with_the_place),
      cmocka_unit_test(a_search_that_is_given_up_is_not_a_miss),
      cmocka_unit_test(threads_may_share_a_pattern),
      cmocka_unit_test(patterns_of_one_expression_are_one),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
