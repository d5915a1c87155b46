#include "pipeline/rules_bench/findings_pair.h"

#include <string.h>

typedef gboolean (*Same)(const Finding *one, const Finding *other);

static gboolean same_all(const Finding *one, const Finding *other) {
  return one->kind == other->kind && strcmp(one->number, other->number) == 0 && strcmp(one->text, other->text) == 0;
}

static gboolean same_text(const Finding *one, const Finding *other) {
  return one->kind == other->kind && one->kind != FINDING_FACT && strcmp(one->text, other->text) == 0;
}

static gboolean same_number(const Finding *one, const Finding *other) {
  return one->kind == other->kind && strcmp(one->number, other->number) == 0;
}

/* PARTNERS[i]: the index in BEFORE of the one that AFTER's i-th is, -1 for none; TAKEN marks those of BEFORE that have one. */
static void match(const GPtrArray *before, const GPtrArray *after, int *partners, gboolean *taken, Same same) {
  for (guint i = 0; i < after->len; i++)
    for (guint k = 0; partners[i] < 0 && k < before->len; k++)
      if (!taken[k] && same(before->pdata[k], after->pdata[i])) {
        partners[i] = (int)k;
        taken[k] = TRUE;
      }
}

/* Appends those of BEFORE from *NEXT to END that have no partner. */
static void add_gone(GArray *pairs, const GPtrArray *before, const gboolean *taken, guint *next, guint end) {
  for (; *next < end; (*next)++) {
    FindingPair pair = {before->pdata[*next], NULL};
    if (!taken[*next]) g_array_append_val(pairs, pair);
  }
}

GArray *findings_pair(const Findings *before, const Findings *after) {
  static const Same ways[] = {same_all, same_text, same_number};
  const GPtrArray *one = before->findings, *other = after->findings;
  g_autofree int *partners = g_new(int, other->len + 1);
  g_autofree gboolean *taken = g_new0(gboolean, one->len + 1);
  for (guint i = 0; i < other->len; i++) partners[i] = -1;
  for (guint i = 0; i < G_N_ELEMENTS(ways); i++) match(one, other, partners, taken, ways[i]);
  GArray *pairs = g_array_new(FALSE, FALSE, sizeof(FindingPair));
  guint next = 0;
  for (guint i = 0; i < other->len; i++) {
    FindingPair pair = {partners[i] < 0 ? NULL : one->pdata[partners[i]], other->pdata[i]};
    if (pair.before) add_gone(pairs, one, taken, &next, MAX(next, (guint)partners[i]));
    g_array_append_val(pairs, pair);
  }
  add_gone(pairs, one, taken, &next, one->len);
  return pairs;
}

char *field_joined(const Finding *finding, const char *name) {
  const Field *field = finding_field(finding, name);
  GString *text = g_string_new(NULL);
  for (guint i = 0; field && i < field->values->len; i++)
    g_string_append_printf(text, "%s%s", i ? "; " : "", (char *)field->values->pdata[i]);
  return g_string_free(text, FALSE);
}

static void add_names(GPtrArray *names, const Finding *finding) {
  for (guint i = 0; finding && i < finding->fields->len; i++) {
    char *name = ((const Field *)finding->fields->pdata[i])->name;
    if (!g_ptr_array_find_with_equal_func(names, name, g_str_equal, NULL)) g_ptr_array_add(names, name);
  }
}

GPtrArray *pair_field_names(const FindingPair *pair) {
  GPtrArray *names = g_ptr_array_new();
  add_names(names, pair->before);
  add_names(names, pair->after);
  g_ptr_array_add(names, NULL);
  return names;
}

gboolean pair_differs(const FindingPair *pair) {
  if (!pair->before || !pair->after || !same_all(pair->before, pair->after)) return TRUE;
  g_autoptr(GPtrArray) names = pair_field_names(pair);
  for (guint i = 0; names->pdata[i]; i++) {
    g_autofree char *before = field_joined(pair->before, names->pdata[i]), *after = field_joined(pair->after, names->pdata[i]);
    if (strcmp(before, after) != 0) return TRUE;
  }
  return FALSE;
}
