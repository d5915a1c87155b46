/* Tables are known by their columns: rows that follow each other, each of several cells side by side, the cells of a column
 * beginning or ending at one place. A page set in two columns has no such rows: its lines are told apart before. */

#include "extractors/labels.h"
#include "extractors/layout.h"

#include <math.h>

static const double SAME_PLACE = 6.0; /* points: cells of one column begin, or end, no farther apart */
static const double SAME_TOP = 0.6;   /* font sizes: the first lines of a row's cells stand no farther apart */
static const double NEXT_ROW = 4.0;   /* font sizes: rows that follow each other leave no more white space between them */
/* Columns times rows: two paragraphs that happen to stand beside each other are no table. */
enum { LEAST_COLUMNS = 2, LEAST_CELLS = 6 };

/* Blocks beside each other: FIRST to END. */
typedef struct {
  guint first, end;
  guint page;
  double top, bottom;
} Row;

typedef struct {
  GPtrArray *blocks;
  const GPtrArray *lines;
} Tables;

static const PrintedLine *line_of(const Tables *tables, guint block, guint which) {
  const Block *b = tables->blocks->pdata[block];
  return tables->lines->pdata[g_array_index(b->lines, guint, which)];
}

static const PrintedLine *first_line(const Tables *tables, guint block) {
  return line_of(tables, block, 0);
}

static const PrintedLine *last_line(const Tables *tables, guint block) {
  return line_of(tables, block, ((const Block *)tables->blocks->pdata[block])->lines->len - 1);
}

static gboolean is_text(const Tables *tables, guint block) {
  return ((const Block *)tables->blocks->pdata[block])->kind == BLOCK_PARAGRAPH;
}

/* Does BLOCK stand beside LEFT, the cell in front of it in its row? */
static gboolean is_beside(const Tables *tables, guint left, guint block) {
  const PrintedLine *a = first_line(tables, left), *b = first_line(tables, block);
  double right = 0;
  for (guint i = 0; i < ((const Block *)tables->blocks->pdata[left])->lines->len; i++)
    right = MAX(right, line_of(tables, left, i)->line->box.x1);
  return a->line->page == b->line->page && fabs(a->foot - b->foot) <= SAME_TOP * MAX(a->size, b->size) && b->line->box.x0 > right;
}

/* The row that begins with block FIRST. */
static Row row_from(const Tables *tables, guint first) {
  const PrintedLine *line = first_line(tables, first);
  Row row = {first, first + 1, line->line->page, line->line->box.y0, last_line(tables, first)->foot};
  while (row.end < tables->blocks->len && is_text(tables, row.end) && is_beside(tables, row.end - 1, row.end)) {
    row.bottom = MAX(row.bottom, last_line(tables, row.end)->foot);
    row.end++;
  }
  return row;
}

/* Does a cell of ROW begin where CELL does, or end where it does? Words begin at one place, numbers end at one. */
static gboolean has_column_of(const Tables *tables, const Row *row, const PrintedLine *cell) {
  for (guint i = row->first; i < row->end; i++) {
    const Box *box = &first_line(tables, i)->line->box;
    if (fabs(box->x0 - cell->line->box.x0) <= SAME_PLACE || fabs(box->x1 - cell->line->box.x1) <= SAME_PLACE) return TRUE;
  }
  return FALSE;
}

/* Do two columns at least of ROW begin or end where columns of ABOVE do, right below it? */
static gboolean goes_on(const Tables *tables, const Row *above, const Row *row) {
  guint shared = 0;
  for (guint i = row->first; i < row->end; i++)
    if (has_column_of(tables, above, first_line(tables, i))) shared++;
  return above->page == row->page && row->top > above->top && shared >= LEAST_COLUMNS &&
         row->top - above->bottom < NEXT_ROW * first_line(tables, row->first)->size;
}

/* A list beside a list is no table: its items are labelled in one column and the other. */
static gboolean is_list_row(const Tables *tables, const Row *row) {
  guint labels = 0;
  for (guint i = row->first; i < row->end; i++)
    if (((const Block *)tables->blocks->pdata[i])->label) labels++;
  return labels >= 2;
}

static void mark_rows(Tables *tables, const Row *rows, guint count) {
  guint cells = 0, lists = 0;
  for (guint i = 0; i < count; i++) {
    cells += rows[i].end - rows[i].first;
    if (is_list_row(tables, &rows[i])) lists++;
  }
  if (cells < LEAST_CELLS || 2 * lists > count) return;
  for (guint i = 0; i < count; i++)
    for (guint k = rows[i].first; k < rows[i].end; k++) ((Block *)tables->blocks->pdata[k])->kind = BLOCK_TABLE;
}

void tables_mark(GPtrArray *blocks, const GPtrArray *lines) {
  Tables tables = {blocks, lines};
  g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(Row)); /* that follow each other */
  for (guint i = 0; i < blocks->len;) {
    Row row = {i, i + 1, 0, 0, 0};
    if (is_text(&tables, i)) row = row_from(&tables, i);
    gboolean is_row = row.end - row.first >= LEAST_COLUMNS;
    gboolean next = is_row && rows->len > 0 && goes_on(&tables, &g_array_index(rows, Row, rows->len - 1), &row);
    if (!next) {
      mark_rows(&tables, (const Row *)(gpointer)rows->data, rows->len);
      g_array_set_size(rows, 0);
    }
    if (is_row) g_array_append_val(rows, row);
    i = row.end;
  }
  mark_rows(&tables, (const Row *)(gpointer)rows->data, rows->len);
}
