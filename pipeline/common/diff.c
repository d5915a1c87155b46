#include "pipeline/common/diff.h"

#include <string.h>

static gboolean same_bytes(const char *one, const char *other) {
  return strcmp(one, other) == 0;
}

static void add(GArray *steps, DiffKind kind, const char *text) {
  DiffStep step = {kind, text};
  g_array_append_val(steps, step);
}

/* The middles of the two sequences: what is left between the same beginnings and ends. */
typedef struct {
  char *const *one, *const *other;
  gsize m, n;
  DiffEqual equal;
} Middle;

/* LENGTHS[i * (n + 1) + j]: how much the middles have in common from i and j on. */
static guint *common_lengths(const Middle *middle) {
  gsize width = middle->n + 1;
  guint *lengths = g_new0(guint, (middle->m + 1) * width);
  for (gsize i = middle->m; i-- > 0;)
    for (gsize j = middle->n; j-- > 0;)
      lengths[i * width + j] = middle->equal(middle->one[i], middle->other[j])
                                   ? lengths[(i + 1) * width + j + 1] + 1
                                   : MAX(lengths[(i + 1) * width + j], lengths[i * width + j + 1]);
  return lengths;
}

static void walk(GArray *steps, const Middle *middle) {
  gsize i = 0, j = 0, width = middle->n + 1;
  gboolean whole = middle->m > DIFF_LONGEST || middle->n > DIFF_LONGEST;
  g_autofree guint *lengths = whole ? NULL : common_lengths(middle);
  while (lengths && i < middle->m && j < middle->n) {
    if (middle->equal(middle->one[i], middle->other[j])) {
      add(steps, DIFF_SAME, middle->other[j++]);
      i++;
    } else if (lengths[(i + 1) * width + j] >= lengths[i * width + j + 1]) {
      add(steps, DIFF_GONE, middle->one[i++]);
    } else {
      add(steps, DIFF_NEW, middle->other[j++]);
    }
  }
  while (i < middle->m) add(steps, DIFF_GONE, middle->one[i++]);
  while (j < middle->n) add(steps, DIFF_NEW, middle->other[j++]);
}

GArray *diff_steps(char *const *one, char *const *other, DiffEqual equal) {
  if (!equal) equal = same_bytes;
  GArray *steps = g_array_new(FALSE, FALSE, sizeof(DiffStep));
  gsize m = g_strv_length((char **)one), n = g_strv_length((char **)other), head = 0, tail = 0;
  for (; head < MIN(m, n) && equal(one[head], other[head]); head++) add(steps, DIFF_SAME, other[head]);
  while (tail < MIN(m, n) - head && equal(one[m - 1 - tail], other[n - 1 - tail])) tail++;
  const Middle middle = {one + head, other + head, m - head - tail, n - head - tail, equal};
  walk(steps, &middle);
  for (gsize i = n - tail; i < n; i++) add(steps, DIFF_SAME, other[i]);
  return steps;
}

char *diff_words(const char *one, const char *other) {
  static const char *const open[] = {[DIFF_SAME] = "", [DIFF_GONE] = "{-", [DIFF_NEW] = "{+"};
  static const char *const close[] = {[DIFF_SAME] = "", [DIFF_GONE] = "-}", [DIFF_NEW] = "+}"};
  g_auto(GStrv) before = g_strsplit(one, " ", -1), after = g_strsplit(other, " ", -1);
  g_autoptr(GArray) steps = diff_steps(before, after, NULL);
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < steps->len; i++) {
    const DiffStep *step = &g_array_index(steps, DiffStep, i);
    gboolean begins = i == 0 || step[-1].kind != step->kind, ends = i + 1 == steps->len || step[1].kind != step->kind;
    g_string_append_printf(text, "%s%s%s%s", i ? " " : "", begins ? open[step->kind] : "", step->text,
                           ends ? close[step->kind] : "");
  }
  return g_string_free(text, FALSE);
}
