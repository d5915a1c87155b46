/* Rows of tables of numbers. Such rows often stand no farther apart than lines of a text, so that only what is in them tells one
 * from the next: a number has its cell to itself, and below it stands the number of the next row. */

#include "extractors/layout.h"

#include <string.h>

enum { LONGEST_NUMBER = 24 };        /* bytes: longer ones are telephone numbers, or lists of them */
static const double NEAR = 5.0;      /* font sizes from a number to the next one of its column, at the most */
static const double NEXT_LINE = 2.0; /* font sizes from a line of a cell to the next one, at the most */
static const double NEARER = 0.3;    /* points: a line belongs to the row below where it is so much nearer to it */

/* The lines of one page, FIRST to END, and what was found of all. */
typedef struct {
  const GPtrArray *lines;
  guint first, end;
  GHashTable *found;
} Scan;

static const PrintedLine *line_at(const Scan *scan, guint index) {
  return scan->lines->pdata[index];
}

/* A number as tables print it: with signs, spaces and units that are no letters, or a dash for none. A mark that is raised
 * behind it is not of it. */
static gboolean is_number(const Line *line) {
  gsize length = strlen(line->text);
  for (guint i = 1; i < line->runs->len && length == strlen(line->text); i++) {
    const FontRun *run = line->runs->pdata[i];
    if (run->raised) length = run->start;
  }
  if (length > LONGEST_NUMBER) return FALSE;
  for (const char *p = line->text; p < line->text + length; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (!g_unichar_isdigit(c) && !(c < 0x80 && strchr(" .,%()+-*/$", (int)c)) && !(c >= 0x2010 && c <= 0x2015) && c != 0x2212 &&
        g_unichar_type(c) != G_UNICODE_CURRENCY_SYMBOL)
      return FALSE;
  }
  return TRUE;
}

static gboolean has_digit(const PrintedLine *line) {
  return strpbrk(line->line->text, "0123456789") != NULL;
}

static gboolean is_cell(const Scan *scan, guint index) {
  const PrintedLine *line = line_at(scan, index);
  return line->kind == BLOCK_PARAGRAPH && ((index > scan->first && line_at(scan, index - 1)->row == line->row) ||
                                           (index + 1 < scan->end && line_at(scan, index + 1)->row == line->row));
}

static gboolean is_number_cell(const Scan *scan, guint index) {
  return is_cell(scan, index) && is_number(line_at(scan, index)->line);
}

static gboolean overlaps(const PrintedLine *a, const PrintedLine *b) {
  return MIN(a->line->box.x1, b->line->box.x1) > MAX(a->line->box.x0, b->line->box.x0);
}

/* Is the cell INDEX one of a column of numbers? */
static gboolean is_in_column(const Scan *scan, guint index) {
  const PrintedLine *line = line_at(scan, index);
  for (guint i = scan->first; i < scan->end; i++) {
    const PrintedLine *other = line_at(scan, i);
    if (other->row == line->row || ABS(other->foot - line->foot) > NEAR * line->size || !overlaps(line, other)) continue;
    if ((has_digit(line) || has_digit(other)) && is_number_cell(scan, i)) return TRUE;
  }
  return FALSE;
}

static void mark(const Scan *scan, guint index, guint place) {
  gpointer line = (gpointer)line_at(scan, index);
  guint old = GPOINTER_TO_UINT(g_hash_table_lookup(scan->found, line));
  g_hash_table_insert(scan->found, line, GUINT_TO_POINTER(old | place));
}

/* The line above line INDEX in its column, where it stands alone on its row and nearer to line INDEX than to the row above it:
 * the first line of a cell whose numbers stand beside its last one. END where there is none. */
static guint line_above(const Scan *scan, guint index) {
  const PrintedLine *line = line_at(scan, index), *above = NULL;
  guint at = index;
  while (at > scan->first && line_at(scan, at)->row == line->row) at--;
  if (at == index) return scan->end;
  above = line_at(scan, at);
  if (above->kind != BLOCK_PARAGRAPH || is_cell(scan, at) || above->bold != line->bold || !overlaps(above, line) ||
      is_number(above->line))
    return scan->end;
  double below = line->foot - above->foot;
  const PrintedLine *before = at > scan->first ? line_at(scan, at - 1) : NULL;
  gboolean nearer = before && above->foot - before->foot > below + NEARER;
  return nearer && below < NEXT_LINE * line->size ? at : scan->end;
}

/* Marks the row of lines START to STOP, where a number of a column stands in it. */
static void mark_row(const Scan *scan, guint start, guint stop) {
  gboolean in_column = FALSE;
  for (guint i = start; i < stop && !in_column; i++) in_column = is_number_cell(scan, i) && is_in_column(scan, i);
  for (guint i = start; in_column && i < stop; i++) {
    gboolean number = is_number_cell(scan, i);
    guint above = number ? scan->end : line_above(scan, i);
    if (number) mark(scan, i, ROW_NUMBER);
    mark(scan, above < scan->end ? above : i, ROW_BEGINS);
  }
}

GHashTable *number_rows_find(const GPtrArray *lines) {
  Scan scan = {.lines = lines, .found = g_hash_table_new(NULL, NULL)};
  while (scan.first < lines->len) {
    guint page = line_at(&scan, scan.first)->line->page;
    scan.end = scan.first;
    while (scan.end < lines->len && line_at(&scan, scan.end)->line->page == page) scan.end++;
    for (guint start = scan.first; start < scan.end;) {
      guint stop = start + 1;
      while (stop < scan.end && line_at(&scan, stop)->row == line_at(&scan, start)->row) stop++;
      if (stop - start > 1) mark_row(&scan, start, stop);
      start = stop;
    }
    scan.first = scan.end;
  }
  return scan.found;
}
