/* comparison_marks.c - a change of words as one text; see comparison_change.h. */
#include "pipeline/comparison_change.h"

#include <string.h>

const WordMarks plain_word_marks = {.remove = "[-", .removed = "-]", .add = "{+", .added = "+}"};

/* Appends TEXT between OPEN and CLOSE, its spaces at both ends outside. */
static void append_between(GString *out, const char *open, const char *text, const char *close) {
  gsize head = strspn(text, " \n\t"), length = strlen(text), end = length;
  while (end > head && strchr(" \n\t", text[end - 1]) != NULL) end--;
  g_string_append_len(out, text, (gssize)head);
  if (end > head) g_string_append(out, open);
  g_string_append_len(out, text + head, (gssize)(end - head));
  if (end > head) g_string_append(out, close);
  g_string_append(out, text + end);
}

/* The place behind the last space of TEXT within LENGTH characters, or where they end if there is none. */
static const char *last_space(const char *text, glong length) {
  const char *end = g_utf8_offset_to_pointer(text, length), *at = end;
  while (at > text && at[-1] != ' ') at--;
  return at > text ? at : end;
}

/* The place of the first space of the last LENGTH characters of TEXT. */
static const char *first_space(const char *text, glong length) {
  const char *from = g_utf8_offset_to_pointer(text, g_utf8_strlen(text, -1) - length), *at = strchr(from, ' ');
  return at != NULL ? at : from;
}

/* Appends what is kept: where it is longer than MOST characters, only what stands beside the changes in front of it and behind.
 */
static void append_kept(GString *out, const char *text, guint most, gboolean is_first, gboolean is_last) {
  glong part = (glong)most / 2;
  if (most == 0 || g_utf8_strlen(text, -1) <= (glong)most) {
    g_string_append(out, text);
    return;
  }
  const char *from = first_space(text, part), *to = last_space(text, part);
  if (!is_first) g_string_append_len(out, text, to - text);
  g_string_append(out, "…");
  if (!is_last) g_string_append(out, from);
}

char *words_marked(const GPtrArray *runs, const WordMarks *marks, guint kept_most) {
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < runs->len; i++) {
    const Words *run = g_ptr_array_index(runs, i);
    if (run->kind == WORDS_KEPT)
      append_kept(out, run->text, kept_most, i == 0, i + 1 == runs->len);
    else if (run->kind == WORDS_REMOVED)
      append_between(out, marks->remove, run->text, marks->removed);
    else
      append_between(out, marks->add, run->text, marks->added);
  }
  if (runs->len > 0 && out->len > 0 && out->str[out->len - 1] == ' ') g_string_truncate(out, out->len - 1);
  return g_string_free(out, FALSE);
}
