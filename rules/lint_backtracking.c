/* How much work an expression can be made to be. Texts are made of what it looks for itself, over and over and never to its
 * end, and the steps of the search are counted: the same on every machine, whatever its speed. */

#include "rules/lint.h"

#include <math.h>
#include <string.h>

enum {
  LONG_TEXT = 2000, /* bytes: a long paragraph */
  SHORTEST = 60,    /* a sentence: what explodes in one needs no longer text */
  LONGEST = 10000,  /* a text that no report of good sense holds, but a damaged one may */
  FRAGMENTS = 24,   /* that are tried of one expression */
};

static const guint64 MANY = PATTERN_MATCH_LIMIT;
static const guint64 MOST = 8 * PATTERN_MATCH_LIMIT; /* no more are counted */
static const guint64 FEW = 30000;                    /* a search of LONG_TEXT that takes fewer goes forward, and not back */
static const double QUADRATIC = 2.0, TOLERANCE = 0.3;

typedef struct {
  guint64 steps; /* of LONG_TEXT, at most MOST */
  double growth; /* the steps grow with this power of the length */
  const char *fragment;
} Worst;

static void add_fragment(GPtrArray *fragments, const char *text, gsize length) {
  if (length == 0 || fragments->len >= FRAGMENTS) return;
  g_autofree char *fragment = g_strndup(text, length);
  if (!g_ptr_array_find_with_equal_func(fragments, fragment, g_str_equal, NULL))
    g_ptr_array_add(fragments, g_steal_pointer(&fragment));
}

/* The words that an expression's source spells out: letters, not those of escapes. */
static GPtrArray *spelled_words(const char *source) {
  GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
  for (const char *at = source; *at;) {
    if (*at == '\\' && at[1]) {
      at = g_utf8_next_char(at + 1);
      continue;
    }
    const char *from = at;
    while (g_unichar_isalpha(g_utf8_get_char(at))) at = g_utf8_next_char(at);
    if (at > from) g_ptr_array_add(words, g_strndup(from, (gsize)(at - from)));
    if (at == from) at = g_utf8_next_char(at);
  }
  return words;
}

/* Each of the words, all of them in a row, and all but the last: so much that only the end is missing. */
static void add_words(GPtrArray *fragments, const GPtrArray *words) {
  g_autoptr(GString) all = g_string_new(NULL);
  for (guint i = 0; i < words->len; i++) {
    if (i + 1 == words->len) add_fragment(fragments, all->str, all->len);
    g_string_append_printf(all, "%s ", (char *)words->pdata[i]);
  }
  add_fragment(fragments, all->str, all->len);
  for (guint i = 0; i < words->len; i++) add_fragment(fragments, words->pdata[i], strlen(words->pdata[i]));
}

/* A character that no expression ends in; and behind the letters of the words, but not the words, so that a search is not spared
 * for want of a letter. */
#define END "\x01"
static char *make_tail(const GPtrArray *words) {
  g_autoptr(GString) all = g_string_new(NULL);
  for (guint i = 0; i < words->len; i++) g_string_append(all, words->pdata[i]);
  g_autofree char *reversed = g_utf8_strreverse(all->str, -1);
  return g_strconcat(" ", reversed, END, NULL);
}

static void add_examples(GPtrArray *fragments, const GPtrArray *examples) {
  for (guint i = 0; examples && i < MIN(examples->len, 3); i++) {
    const Example *example = examples->pdata[i];
    if (example->text) add_fragment(fragments, example->text, strlen(example->text));
  }
}

/* What one expression is tried on. */
typedef struct {
  PatternCount *count;
  char *tail;
} Trial;

static char *repeat(const char *fragment, gsize length, const char *tail) {
  GString *text = g_string_sized_new(length + 64);
  while (text->len < length) {
    g_string_append(text, fragment);
    if (strlen(fragment) > 1 && !g_str_has_suffix(fragment, " ")) g_string_append_c(text, ' ');
  }
  g_string_append(text, tail);
  return g_string_free(text, FALSE);
}

static guint64 count_steps(const Trial *trial, const char *fragment, gsize length) {
  g_autofree char *text = repeat(fragment, length, END);
  return pattern_count_steps(trial->count, text, strlen(text), MOST);
}

/* How the steps grow, told from the longest text whose steps can be counted, and one of half its length. */
static double measure_growth(const Trial *trial, const char *fragment) {
  for (gsize length = LONG_TEXT; length >= SHORTEST; length /= 2) {
    guint64 steps = count_steps(trial, fragment, length);
    if (steps < MOST) return log2((double)steps / (double)MAX(count_steps(trial, fragment, length / 2), 1));
  }
  return G_MAXDOUBLE;
}

static gboolean is_steep(const Worst *worst) {
  return worst->growth > QUADRATIC + TOLERANCE && worst->steps >= MANY / 4;
}

/* Of two texts the worse is the one whose steps grow too fast, else the one that takes more. */
static void try_fragment(const Trial *trial, const char *fragment, Worst *worst) {
  guint64 steps = count_steps(trial, fragment, LONG_TEXT);
  if (steps < FEW) return;
  Worst other = {steps, measure_growth(trial, fragment), fragment};
  gboolean steep = is_steep(&other), was = is_steep(worst);
  if (steep == was ? other.steps > worst->steps : steep) *worst = other;
}

static gboolean is_given_up(const Expression *expression, const Trial *trial, const char *fragment) {
  g_autofree char *text = repeat(fragment, LONGEST, trial->tail);
  g_autoptr(PatternMatch) match = pattern_search(expression->pattern, text, strlen(text));
  return pattern_next(match) == PATTERN_LIMIT;
}

/* A warning is told of what costs more than the square of the length, or is given up in a very long text; a note of what costs
 * the square, and much of it. */
static void judge(LintReport *report, const Expression *expression, const char *key, const char *rule, const Trial *trial,
                  const Worst *worst) {
  if (!worst->fragment) return;
  gboolean steep = is_steep(worst);
  gboolean given_up = !steep && is_given_up(expression, trial, worst->fragment);
  if (!steep && !given_up && worst->steps < MANY) return;
  g_autofree char *shown = g_utf8_substring(worst->fragment, 0, MIN(g_utf8_strlen(worst->fragment, -1), 40));
  lint_tell(report, steep || given_up ? LINT_BACKTRACKING : LINT_SLOW, expression->file, expression->line, expression->column,
            "\"%s\" of \"%s\" takes %s%" G_GUINT64_FORMAT " steps in %d characters of \"%s\" over and over%s", key, rule,
            worst->steps >= MOST ? "more than " : "", worst->steps, LONG_TEXT, shown,
            steep      ? ", and grows faster than the square of the length"
            : given_up ? ", and is given up in 10000"
                       : "");
}

typedef struct {
  LintReport *report;
  const GArray *rules;
} Work;

static const Examples *examples_of(const GArray *rules, const char *id) {
  for (guint i = 0; i < rules->len; i++) {
    const RuleRef *rule = &g_array_index(rules, RuleRef, i);
    if (strcmp(rule->id, id) == 0) return rule->examples;
  }
  return NULL;
}

static void check_expression(const char *path, const char *key, const Expression *expression, gpointer data) {
  static const char *const plain[] = {"a", "A", "1", " ", "(", "a ", "Aa ", "1 ", ".", ", ", "(A) "};
  const Work *work = data;
  const char *rule = rule_of_path(path);
  if (!lint_is_first(work->report, "backtracking", expression)) return;
  g_autoptr(PatternCount) count = pattern_count_new(expression->source);
  if (!count) return;
  g_autoptr(GPtrArray) fragments = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GPtrArray) words = spelled_words(expression->source);
  g_autofree char *tail = make_tail(words);
  const Trial trial = {count, tail};
  const Examples *examples = examples_of(work->rules, rule);
  for (guint i = 0; i < G_N_ELEMENTS(plain); i++) add_fragment(fragments, plain[i], strlen(plain[i]));
  if (examples) add_examples(fragments, examples->matches);
  add_words(fragments, words);
  Worst worst = {0};
  for (guint i = 0; i < fragments->len; i++) try_fragment(&trial, fragments->pdata[i], &worst);
  judge(work->report, expression, key, rule, &trial, &worst);
}

void lint_backtracking(LintReport *report, const Pack *pack) {
  g_autoptr(GArray) rules = rule_list(pack);
  Work work = {report, rules};
  pack_each_pattern(pack, check_expression, &work);
}
