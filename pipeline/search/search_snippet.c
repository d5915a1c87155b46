/* search_snippet.c - see search_snippet.h. */
#include "pipeline/search/search_snippet.h"

#include <string.h>

/* How many of MARKS, from that of number FIRST on, end within MOST characters of its start. */
static guint count_within(const char *text, const GArray *marks, guint first, guint most) {
  gsize start = g_array_index(marks, TextRange, first).start;
  guint count = 0;
  for (guint i = first; i < marks->len; i++, count++)
    if (g_utf8_strlen(text + start, (gssize)(g_array_index(marks, TextRange, i).end - start)) > (glong)most) break;
  return count;
}

/* The mark that a window of MOST characters begins with which holds the most of them; of equal ones the first. */
static guint best_mark(const char *text, const GArray *marks, guint most) {
  guint best = 0, best_count = 0;
  for (guint i = 0; i < marks->len; i++) {
    guint count = count_within(text, marks, i, most);
    if (count > best_count) {
      best = i;
      best_count = count;
    }
  }
  return best;
}

/* The beginning of a word within a dozen characters behind AT; AT where there is none, as in Chinese. */
static const char *word_start(const char *text, const char *at) {
  if (at == text) return at;
  const char *p = at;
  for (int i = 0; i < 12 && *p != '\0'; i++, p = g_utf8_next_char(p))
    if (g_unichar_isspace(g_utf8_get_char(p))) return g_utf8_next_char(p);
  return at;
}

/* The end of a word within a dozen characters before AT. */
static const char *word_end(const char *text, const char *at) {
  if (*at == '\0') return at;
  const char *p = at;
  for (int i = 0; i < 12 && p > text; i++, p = g_utf8_prev_char(p))
    if (g_unichar_isspace(g_utf8_get_char(p))) return p;
  return at;
}

static const char *move(const char *text, const char *at, glong characters) {
  for (; characters > 0 && *at != '\0'; characters--) at = g_utf8_next_char(at);
  for (; characters < 0 && at > text; characters++) at = g_utf8_prev_char(at);
  return at;
}

/* Where the window of MOST characters is to begin: some words before the marks. */
static const char *window_start(const char *text, const GArray *marks, guint most) {
  if (marks->len == 0) return text;
  const char *first = text + g_array_index(marks, TextRange, best_mark(text, marks, most * 3 / 4)).start;
  const char *start = move(text, first, -(glong)(most / 4));
  const char *end = move(text, start, (glong)most);
  if (*end == '\0') start = move(text, end, -(glong)most);
  const char *word = word_start(text, start);
  return word <= first ? word : start;
}

/* The marks of the part of a text from START to END. */
static GArray *marks_within(const GArray *marks, gsize start, gsize end) {
  GArray *within = g_array_new(FALSE, FALSE, sizeof(TextRange));
  for (guint i = 0; i < marks->len; i++) {
    const TextRange *mark = &g_array_index(marks, TextRange, i);
    TextRange inner = {.start = mark->start - start, .end = MIN(mark->end, end) - start};
    if (mark->start >= start && mark->start < end) g_array_append_val(within, inner);
  }
  return within;
}

Snippet *search_snippet(const SearchQuery *query, const char *language, const char *text, guint most) {
  Snippet *snippet = g_new0(Snippet, 1);
  g_autoptr(GArray) marks = search_query_marks(query, language, text, &snippet->terms);
  gboolean whole = g_utf8_strlen(text, -1) <= (glong)most;
  const char *start = whole ? text : window_start(text, marks, most);
  const char *end = whole ? text + strlen(text) : word_end(start, move(text, start, (glong)most));
  snippet->text = g_strndup(start, (gsize)(end - start));
  snippet->marks = marks_within(marks, (gsize)(start - text), (gsize)(end - text));
  snippet->cut_before = start > text;
  snippet->cut_behind = *end != '\0';
  return snippet;
}

void search_snippet_free(Snippet *snippet) {
  if (snippet == NULL) return;
  g_free(snippet->text);
  g_array_unref(snippet->marks);
  g_free(snippet);
}

void search_snippet_append(GString *out, const Snippet *snippet, const char *open, const char *close) {
  gsize at = 0;
  if (snippet->cut_before) g_string_append(out, "… ");
  for (guint i = 0; i < snippet->marks->len; i++) {
    const TextRange *mark = &g_array_index(snippet->marks, TextRange, i);
    g_string_append_len(out, snippet->text + at, (gssize)(mark->start - at));
    g_string_append(out, open);
    g_string_append_len(out, snippet->text + mark->start, (gssize)(mark->end - mark->start));
    g_string_append(out, close);
    at = mark->end;
  }
  g_string_append(out, snippet->text + at);
  if (snippet->cut_behind) g_string_append(out, " …");
}
