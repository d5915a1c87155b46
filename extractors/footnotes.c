/* Footnotes stand at the foot of a page, in a smaller size than the text, and begin with their mark. */

#include "extractors/layout.h"

#include <string.h>

static const double SMALLER = 0.95; /* a footnote's size is at the most so much of the text's */

static gboolean begins_with_mark(const PrintedLine *line) {
  const GPtrArray *runs = line->line->runs;
  if (runs->len > 0 && ((const FontRun *)runs->pdata[0])->raised) return TRUE;
  const char *text = line->line->text;
  gsize length = strspn(text, "*");
  if (length == 0) length = strspn(text, "0123456789");
  if (length == 0 && (g_str_has_prefix(text, "†") || g_str_has_prefix(text, "‡"))) length = strlen("†");
  return length > 0 && length <= 4 && (text[length] == ' ' || text[length] == '\0');
}

/* Lines FIRST to END are one page's. Returns TRUE where its last footnote runs on to the next page. */
static gboolean mark_page(GPtrArray *lines, guint first, guint end, const Usual *usual, gboolean runs_on) {
  guint small = end;         /* where the small text at the foot begins */
  gboolean text_above = FALSE; /* a page all in small print has no foot */
  for (guint i = end; i-- > first;) {
    const PrintedLine *line = lines->pdata[i];
    if (line->kind == BLOCK_FURNITURE) continue;
    if (line->size > SMALLER * usual->size && !(begins_with_mark(line) && strlen(line->line->text) <= 4)) {
      text_above = TRUE;
      break;
    }
    small = i;
  }
  if (!text_above) return FALSE;
  guint start = small;
  if (!runs_on)
    while (start < end && (((PrintedLine *)lines->pdata[start])->kind == BLOCK_FURNITURE || !begins_with_mark(lines->pdata[start]))) start++;
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
