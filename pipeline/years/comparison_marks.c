/* comparison_marks.c - a change of words made shorter, and as one text; see comparison_change.h. */
#include "pipeline/years/comparison_change.h"

#include <string.h>

/* ---- shorter ---- */

/* The place behind the last space within the first LENGTH characters of TEXT; where these end if there is none. */
static const char *end_of_head(const char *text, glong length) {
  const char *end = g_utf8_offset_to_pointer(text, length), *at = end;
  while (at > text && at[-1] != ' ') at--;
  return at > text ? at : end;
}

/* The place of the first space within the last LENGTH characters of TEXT; where these begin if there is none. */
static const char *begin_of_tail(const char *text, glong length) {
  const char *from = g_utf8_offset_to_pointer(text, g_utf8_strlen(text, -1) - length), *at = strchr(from, ' ');
  return at != NULL ? at : from;
}

/* The kept TEXT cut to half of MOST characters behind the change in front of it, and half before the one behind it. */
static WordRun *cut_kept(const char *text, guint most, gboolean is_first, gboolean is_last) {
  g_autoptr(GString) cut = g_string_new(NULL);
  glong part = (glong)most / 2;
  if (!is_first) g_string_append_len(cut, text, end_of_head(text, part) - text);
  g_string_append(cut, "…");
  if (!is_last) g_string_append(cut, begin_of_tail(text, part));
  return word_run_new(WORDS_KEPT, cut->str, cut->len);
}

GPtrArray *words_shortened(const GPtrArray *runs, guint kept_most) {
  GPtrArray *shortened = g_ptr_array_new_with_free_func(word_run_free);
  for (guint i = 0; i < runs->len; i++) {
    const WordRun *run = g_ptr_array_index(runs, i);
    gboolean cut = run->kind == WORDS_KEPT && g_utf8_strlen(run->text, -1) > (glong)kept_most;
    g_ptr_array_add(shortened, cut ? cut_kept(run->text, kept_most, i == 0, i + 1 == runs->len)
                                   : word_run_new(run->kind, run->text, strlen(run->text)));
  }
  return shortened;
}

/* ---- one text ---- */

const WordMarks plain_word_marks = {.remove = "[-", .removed = "-]", .add = "{+", .added = "+}"};

/* Appends TEXT between OPEN and CLOSE, its spaces at both ends outside. */
static void append_between(GString *out, const char *open, const char *text, const char *close) {
  gsize head = strspn(text, " \n\t"), end = strlen(text);
  while (end > head && strchr(" \n\t", text[end - 1]) != NULL) end--;
  g_string_append_len(out, text, (gssize)head);
  if (end > head) g_string_append(out, open);
  g_string_append_len(out, text + head, (gssize)(end - head));
  if (end > head) g_string_append(out, close);
  g_string_append(out, text + end);
}

char *words_marked(const GPtrArray *runs, const WordMarks *marks) {
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < runs->len; i++) {
    const WordRun *run = g_ptr_array_index(runs, i);
    if (run->kind == WORDS_KEPT)
      g_string_append(out, run->text);
    else if (run->kind == WORDS_REMOVED)
      append_between(out, marks->remove, run->text, marks->removed);
    else
      append_between(out, marks->add, run->text, marks->added);
  }
  return g_strchomp(g_string_free(out, FALSE));
}
