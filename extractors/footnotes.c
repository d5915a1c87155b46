/* Footnotes stand at the foot of a page, in a smaller size than the text, and begin with their mark. */

#include "extractors/labels.h"
#include "extractors/layout.h"
#include "extractors/sentences.h"

#include <math.h>
#include <string.h>

static const double SMALLER = 0.95;  /* a footnote's size is at the most so much of the text's */
static const double SAME_SIZE = 0.3; /* points: sizes that differ by less are one */

/* The raised texts of lines FIRST to END, where footnotes are called. */
static GHashTable *raised_texts(const GPtrArray *lines, guint first, guint end) {
  GHashTable *texts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = first; i < end; i++) {
    const Line *line = ((const PrintedLine *)lines->pdata[i])->line;
    for (guint r = 0; r < line->runs->len; r++) {
      const FontRun *run = line->runs->pdata[r], *next = r + 1 < line->runs->len ? line->runs->pdata[r + 1] : NULL;
      guint stop = next ? next->start : (guint)strlen(line->text);
      if (!run->raised) continue;
      g_autofree char *raised = g_strndup(line->text + run->start, stop - run->start);
      g_auto(GStrv) marks = g_strsplit_set(raised, ", ", -1); /* one place may call several notes */
      for (char **mark = marks; *mark; mark++) g_hash_table_add(texts, g_strdup(*mark));
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

/* Is the note whose last line is LAST at its end? An address ends without a full stop. */
static gboolean is_ended(const PrintedLine *last) {
  const char *word = strrchr(last->line->text, ' ');
  word = word ? word + 1 : last->line->text;
  return text_is_ended(last->line->text) || strstr(word, "://") || g_str_has_prefix(word, "www.");
}

/* Does LINE, the first small one at a page's foot, go on with the note that ended the page before with RUNNING? */
static gboolean goes_on(const PrintedLine *running, const PrintedLine *line) {
  LabelForm form;
  return running && fabs(running->size - line->size) < SAME_SIZE && label_parse(line->line->text, &form) == 0;
}

/* Where the small text at the foot of lines FIRST to END, one page's, begins; END where there is none, or nothing but small
 * text: such a page has no foot. */
static guint find_foot(const GPtrArray *lines, guint first, guint end, const Usual *usual, GHashTable *called) {
  guint small = end;
  for (guint i = end; i-- > first;) {
    const PrintedLine *line = lines->pdata[i];
    if (line->kind == BLOCK_FURNITURE) continue;
    gboolean mark_alone = begins_with_mark(line, called) && strlen(line->line->text) <= 4;
    if (line->size > SMALLER * usual->size && !mark_alone) return small;
    small = i;
  }
  return end;
}

/* Marks the footnotes of lines FIRST to END. RUNNING is the last line of the page before where its note may run on, else NULL;
 * returns the same of this page. */
static const PrintedLine *mark_page(GPtrArray *lines, guint first, guint end, const Usual *usual, const PrintedLine *running) {
  g_autoptr(GHashTable) called = raised_texts(lines, first, end);
  guint start = find_foot(lines, first, end, usual, called);
  if (start < end && !goes_on(running, lines->pdata[start]))
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
  return last && !is_ended(last) ? last : NULL;
}

void footnotes_mark(GPtrArray *lines, const Usual *usual) {
  const PrintedLine *running = NULL;
  for (guint i = 0; i < lines->len;) {
    guint first = i, page = ((PrintedLine *)lines->pdata[i])->line->page;
    while (i < lines->len && ((PrintedLine *)lines->pdata[i])->line->page == page) i++;
    running = mark_page(lines, first, i, usual, running);
  }
}
