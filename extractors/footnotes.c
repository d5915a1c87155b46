/* Footnotes stand at the foot of a page, in a smaller size than the text, and begin with their mark. */

#include "extractors/layout.h"

#include <string.h>

static const double SMALLER = 0.95; /* a footnote's size is at the most so much of the text's */

/* The raised texts of lines FIRST to END, where footnotes are called. */
static GHashTable *raised_texts(const GPtrArray *lines, guint first, guint end) {
  GHashTable *texts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = first; i < end; i++) {
    const Line *line = ((const PrintedLine *)lines->pdata[i])->line;
    for (guint r = 0; r < line->runs->len; r++) {
      const FontRun *run = line->runs->pdata[r], *next = r + 1 < line->runs->len ? line->runs->pdata[r + 1] : NULL;
      guint stop = next ? next->start : (guint)strlen(line->text);
      if (run->raised) g_hash_table_add(texts, g_strstrip(g_strndup(line->text + run->start, stop - run->start)));
    }
  }
  return texts;
}

/* Stars and daggers begin nothing but footnotes; a number does where it is raised, or called by a raised one on the page. */
static gboolean begins_with_mark(const PrintedLine *line, GHashTable *called) {
  const GPtrArray *runs = line->line->runs;
  if (runs->len > 0 && ((const FontRun *)runs->pdata[0])->raised) return TRUE;
  g_autofree char *word = g_strndup(line->line->text, strcspn(line->line->text, " "));
  if (strlen(word) > 4) return FALSE;
  if (strspn(word, "*") == strlen(word) || strcmp(word, "†") == 0 || strcmp(word, "‡") == 0) return TRUE;
  return g_ascii_isdigit(word[0]) && g_hash_table_contains(called, word);
}

/* A rule above the footnotes that is set in characters. */
static gboolean is_rule(const PrintedLine *line) {
  for (const char *p = line->line->text; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (c != '_' && c != '-' && c != 0x2014 && c != 0x2015 && c != 0x2500 && c != ' ') return FALSE;
  }
  return TRUE;
}

/* Lines FIRST to END are one page's. Returns TRUE where its last footnote runs on to the next page. */
static gboolean mark_page(GPtrArray *lines, guint first, guint end, const Usual *usual, gboolean runs_on) {
  g_autoptr(GHashTable) called = raised_texts(lines, first, end);
  guint small = end;           /* where the small text at the foot begins */
  gboolean text_above = FALSE; /* a page all in small print has no foot */
  for (guint i = end; i-- > first;) {
    const PrintedLine *line = lines->pdata[i];
    if (line->kind == BLOCK_FURNITURE) continue;
    if (line->size > SMALLER * usual->size && !(begins_with_mark(line, called) && strlen(line->line->text) <= 4)) {
      text_above = TRUE;
      break;
    }
    small = i;
  }
  if (!text_above) return FALSE;
  guint start = small;
  if (!runs_on)
    while (start < end &&
           (((PrintedLine *)lines->pdata[start])->kind == BLOCK_FURNITURE || !begins_with_mark(lines->pdata[start], called)))
      start++;
  if (start < end && start > first && is_rule(lines->pdata[start - 1]))
    ((PrintedLine *)lines->pdata[start - 1])->kind = BLOCK_FURNITURE;
  const PrintedLine *last = NULL;
  for (guint i = start; i < end; i++) {
    PrintedLine *line = lines->pdata[i];
    if (line->kind == BLOCK_FURNITURE) continue;
    line->kind = BLOCK_FOOTNOTE;
    last = line;
  }
  return last && !strchr(".;)!?", last->line->text[strlen(last->line->text) - 1]);
}

void footnotes_mark(GPtrArray *lines, const Usual *usual) {
  gboolean runs_on = FALSE;
  for (guint i = 0; i < lines->len;) {
    guint first = i, page = ((PrintedLine *)lines->pdata[i])->line->page;
    while (i < lines->len && ((PrintedLine *)lines->pdata[i])->line->page == page) i++;
    runs_on = mark_page(lines, first, i, usual, runs_on);
  }
}
