/* Footnotes stand at the foot of a page, in a smaller size than the text, and begin with their mark. Where they are as large as
 * the text, the mark tells them alone: raised in the text, and raised again where the foot begins. */

#include "extractors/labels.h"
#include "extractors/layout.h"
#include "extractors/sentences.h"

#include <math.h>
#include <string.h>

static const double SMALLER = 0.95;  /* a footnote's size is at the most so much of the text's */
static const double SAME_SIZE = 0.3; /* points: sizes that differ by less are one */
static const double MARK_GAP = 3;    /* font sizes: a note's text begins no farther behind its mark */
static const double SET_OFF = 1.25;  /* notes as large as the text stand more than so many steps of it below the text, */
static const double EDGE = 0.125;    /* and nothing but what stands in this part of a page's height stands below them */

enum { LONGEST_MARK = 4 }; /* bytes: "***", "1234" */

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
  if (printed_line_begins_raised(line)) return TRUE;
  g_autofree char *word = g_strndup(line->line->text, strcspn(line->line->text, " "));
  if (strlen(word) > LONGEST_MARK) return FALSE;
  if (strspn(word, "*") == strlen(word) || strcmp(word, "†") == 0 || strcmp(word, "‡") == 0) return TRUE;
  return g_ascii_isdigit(word[0]) && g_hash_table_contains(called, word);
}

/* Does NOTE stand beside MARK, which is parted from it? A mark is raised, but no larger than its note. */
static gboolean is_note_of(const PrintedLine *mark, const PrintedLine *note) {
  const Box *a = &mark->line->box, *b = &note->line->box;
  return b->x0 > a->x1 && b->x0 - a->x1 < MARK_GAP * note->size && MIN(a->y1, b->y1) > MAX(a->y0, b->y0) &&
         mark->size < note->size + SAME_SIZE;
}

/* Does line AT of one page's lines, FIRST to END, stand as a note's first one does: alone on its row, or as a mark beside its
 * note? Other marks are cells of a table, or hang in a margin. */
static gboolean stands_as_note(const GPtrArray *lines, guint first, guint end, guint at) {
  const PrintedLine *line = lines->pdata[at];
  for (guint i = first; i < end; i++) {
    const PrintedLine *other = lines->pdata[i];
    if (i != at && i != at + 1 && other->row == line->row && other->kind == BLOCK_PARAGRAPH) return FALSE;
  }
  const PrintedLine *next = at + 1 < end ? lines->pdata[at + 1] : NULL;
  if (strlen(line->line->text) <= LONGEST_MARK) return next && is_note_of(line, next);
  return !next || next->row != line->row;
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
    if (line->kind != BLOCK_PARAGRAPH) continue;
    gboolean mark_alone = begins_with_mark(line, called) && strlen(line->line->text) <= LONGEST_MARK;
    if (line->size > SMALLER * usual->size && !mark_alone) return small;
    small = i;
  }
  return end;
}

/* Does LINE stand farther below ABOVE than lines of one text do? */
static gboolean is_set_off(const PrintedLine *line, const PrintedLine *above, const Usual *usual) {
  return line->foot - above->foot > SET_OFF * usual->pitch * line->size;
}

/* The bytes of the stars or daggers that LINE begins with, a space behind them; 0 where it begins with something else. */
static gsize stars_of(const PrintedLine *line) {
  const char *text = line->line->text;
  gsize length = strcspn(text, " ");
  gboolean stars = strspn(text, "*") == length;
  gboolean dagger = length == strlen("†") && (g_str_has_prefix(text, "†") || g_str_has_prefix(text, "‡"));
  return text[length] == ' ' && (stars || dagger) ? length : 0;
}

/* Does a word of lines FIRST to END bear the MARK of LENGTH bytes, and no more of its signs? At a line's end it may stand apart.
 */
static gboolean is_called(const GPtrArray *lines, guint first, guint end, const char *mark, gsize length) {
  g_autofree char *sign = g_strndup(mark, length);
  for (guint i = first; i < end; i++) {
    const char *text = ((const PrintedLine *)lines->pdata[i])->line->text;
    for (const char *at = text; (at = strstr(at, sign)); at += length)
      if (at > text && at[-1] != '*' && at[length] != '*' && (at[-1] != ' ' || at[length] == '\0')) return TRUE;
  }
  return FALSE;
}

static gboolean begins_note(const PrintedLine *line) {
  return printed_line_begins_raised(line) || stars_of(line) > 0;
}

/* Is line INDEX, behind ABOVE on its page, the first of notes as large as the text? A mark of stars or daggers is that of a word
 * above it; any other is raised, as that in the text is. FIRST is the page's first line. */
static gboolean begins_large_foot(const GPtrArray *lines, guint first, guint index, const PrintedLine *above,
                                  const Usual *usual) {
  const PrintedLine *line = lines->pdata[index];
  if (!above || !(is_set_off(line, above, usual) || is_rule(above))) return FALSE;
  gsize stars = stars_of(line);
  if (stars > 0) return is_called(lines, first, index, line->line->text, stars);
  const GPtrArray *runs = line->line->runs;
  if (runs->len < 2) return FALSE;
  g_autoptr(GHashTable) called_above = raised_texts(lines, first, index);
  g_autofree char *mark = g_strstrip(g_strndup(line->line->text, ((const FontRun *)runs->pdata[1])->start));
  return g_hash_table_contains(called_above, mark);
}

/* Where the notes that begin at line START end: in front of a line that is set off from them and is no note. Below the notes
 * stands no text, but what else is at the page's edge: else they are those of a table, and END is START. */
static guint end_of_large_foot(const GPtrArray *lines, guint start, guint end, const Usual *usual) {
  guint stop = start + 1;
  for (; stop < end; stop++) {
    const PrintedLine *line = lines->pdata[stop];
    if (line->kind == BLOCK_PARAGRAPH && !begins_note(line) && is_set_off(line, lines->pdata[stop - 1], usual)) break;
  }
  for (guint i = stop; i < end; i++) {
    const PrintedLine *line = lines->pdata[i];
    if (line->kind == BLOCK_PARAGRAPH && line->line->box.y0 < (1 - EDGE) * line->page_height) return start;
  }
  return stop;
}

/* Where notes as large as the text begin among lines FIRST to END, and where they STOP; END where there are none. */
static guint find_large_foot(const GPtrArray *lines, guint first, guint end, const Usual *usual, guint *stop) {
  const PrintedLine *above = NULL;
  for (guint i = first; i < end; i++) {
    const PrintedLine *line = lines->pdata[i];
    if (line->kind != BLOCK_PARAGRAPH) continue;
    if (begins_note(line)) {
      *stop = begins_large_foot(lines, first, i, above, usual) ? end_of_large_foot(lines, i, end, usual) : i;
      if (*stop > i) return i;
    }
    above = line;
  }
  return *stop = end;
}

/* Where the text below the lowest rule of lines FOOT to END begins; END where there is no rule. */
static guint below_rule(const GPtrArray *lines, guint foot, guint end) {
  for (guint i = end; i-- > foot;)
    if (((const PrintedLine *)lines->pdata[i])->kind == BLOCK_PARAGRAPH && is_rule(lines->pdata[i])) return i + 1;
  return end;
}

/* Where the notes begin among the small lines FOOT to END: below a rule that is set in characters, else with the first line that
 * begins as a note does. RUNNING as for mark_page; END where there are none. */
static guint first_note(const GPtrArray *lines, guint foot, guint end, const PrintedLine *running, GHashTable *called) {
  guint ruled = below_rule(lines, foot, end);
  guint begin = ruled < end ? ruled : foot;
  if (begin < end && goes_on(running, lines->pdata[begin])) return begin;
  for (guint i = begin; i < end; i++) {
    const PrintedLine *line = lines->pdata[i];
    if (line->kind == BLOCK_PARAGRAPH && begins_with_mark(line, called) && stands_as_note(lines, foot, end, i)) return i;
  }
  return end;
}

/* Marks the footnotes of lines FIRST to END. RUNNING is the last line of the page before where its note may run on, else NULL;
 * returns the same of this page. */
static const PrintedLine *mark_page(GPtrArray *lines, guint first, guint end, const Usual *usual, const PrintedLine *running) {
  g_autoptr(GHashTable) called = raised_texts(lines, first, end);
  guint foot = find_foot(lines, first, end, usual, called);
  guint start = first_note(lines, foot, end, running, called);
  guint stop = end;
  if (start == end) start = find_large_foot(lines, first, end, usual, &stop);
  if (start < end && start > first && is_rule(lines->pdata[start - 1]))
    ((PrintedLine *)lines->pdata[start - 1])->kind = BLOCK_FURNITURE;
  const PrintedLine *last = NULL;
  for (guint i = start; i < stop; i++) {
    PrintedLine *line = lines->pdata[i];
    if (line->kind != BLOCK_PARAGRAPH) continue;
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
