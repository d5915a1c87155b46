/* exact_change.c - see exact_change.h. */
#include "pipeline/changes/exact_change.h"

#include "pipeline/common/diff.h"

#include <string.h>

/* Does a piece of text end in front of AT? Behind spaces, and around each character that is a word by itself. */
static gboolean ends_before(const char *at) {
  gunichar c = g_utf8_get_char(at), before = g_utf8_get_char(g_utf8_prev_char(at));
  if (g_unichar_isspace(c)) return FALSE;
  return g_unichar_isspace(before) || g_unichar_iswide(before) || g_unichar_iswide(c);
}

/* TEXT in pieces, each a word with the space behind it; NULL-terminated. */
static GPtrArray *split(const char *text) {
  GPtrArray *pieces = g_ptr_array_new_with_free_func(g_free);
  const char *from = text;
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
    if (at == from || !ends_before(at)) continue;
    g_ptr_array_add(pieces, g_strndup(from, (gsize)(at - from)));
    from = at;
  }
  if (*from != '\0') g_ptr_array_add(pieces, g_strdup(from));
  g_ptr_array_add(pieces, NULL);
  return pieces;
}

GPtrArray *exact_change(const char *before, const char *after) {
  g_autofree char *one = g_utf8_make_valid(before, -1), *other = g_utf8_make_valid(after, -1);
  g_autoptr(GPtrArray) one_pieces = split(one), other_pieces = split(other);
  g_autoptr(GArray) steps = diff_steps((char *const *)one_pieces->pdata, (char *const *)other_pieces->pdata, NULL);
  g_autoptr(GString) kept = g_string_new(NULL), removed = g_string_new(NULL), added = g_string_new(NULL);
  GString *const texts[] = {[DIFF_SAME] = kept, [DIFF_GONE] = removed, [DIFF_NEW] = added};
  GPtrArray *runs = g_ptr_array_new_with_free_func(word_run_free);
  for (guint i = 0; i < steps->len; i++) {
    const DiffStep *step = &g_array_index(steps, DiffStep, i);
    if (step->kind == DIFF_SAME) {
      word_run_flush(runs, WORDS_REMOVED, removed);
      word_run_flush(runs, WORDS_ADDED, added);
    } else {
      word_run_flush(runs, WORDS_KEPT, kept);
    }
    g_string_append(texts[step->kind], step->text);
  }
  word_run_flush(runs, WORDS_REMOVED, removed);
  word_run_flush(runs, WORDS_ADDED, added);
  word_run_flush(runs, WORDS_KEPT, kept);
  return runs;
}
