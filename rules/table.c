/* Records that stand in a column of a table, a row each: "Recommendation | Paragraph | Position".
 *
 * A table comes as a block a cell, row by row. Its heading row tells the columns: one that stands to the right of another's
 * heading belongs to a later column, however the headings are set above their cells. */

#include "extractors/sentences.h"
#include "rules/engine.h"

#include <math.h>
#include <string.h>

static const double SAME_TOP = 8.0; /* points: the headings of a table stand no farther apart, of one line or of two */

typedef struct {
  guint block;
  double left, right;
} Column;

typedef struct {
  Engine *engine;
  const RecordRule *rule;
  GArray *columns;  /* Column, from the left */
  guint of_records; /* which of them the records stand in */
  GArray *row;      /* guint: the block in each column of the open row; NO_CELL for none */
  guint last;       /* the column of its last cell */
  GArray *parts;    /* Part: the open record, which a row on the next page may go on with */
  GArray *cells;    /* guint: the row that it began in */
  guint count;      /* records so far */
} Table;

enum { NO_CELL = G_MAXUINT };

static Box box_of(const Engine *engine, guint block) {
  const Block *b = engine_block(engine, block);
  return b->spans->len ? ((const Span *)b->spans->pdata[0])->box : (Box){0};
}

/* The next block behind INDEX that is no furniture or footnote: of the table as long as it is a cell. */
static guint next_cell(const Engine *engine, guint index) {
  do index++;
  while (index < engine->document->blocks->len &&
         (engine_block(engine, index)->kind == BLOCK_FURNITURE || engine_block(engine, index)->kind == BLOCK_FOOTNOTE));
  return index;
}

static gboolean is_cell(const Engine *engine, guint index) {
  return index < engine->document->blocks->len && engine_block(engine, index)->kind == BLOCK_TABLE;
}

/* Is INDEX in one row with HEADING, a cell of a table's first row? */
static gboolean is_beside(const Engine *engine, guint heading, guint index) {
  return is_cell(engine, index) && engine_page(engine, index) == engine_page(engine, heading) &&
         fabs(box_of(engine, index).y0 - box_of(engine, heading).y0) < SAME_TOP;
}

/* The columns of the table whose heading row holds HEADING. FALSE where that is no row of several. */
static gboolean read_columns(Table *table, guint heading) {
  const Engine *engine = table->engine;
  guint first = heading;
  while (first > 0 && is_beside(engine, heading, first - 1)) first--;
  g_array_set_size(table->columns, 0);
  for (guint i = first; is_beside(engine, heading, i); i++) {
    Box box = box_of(engine, i);
    Column column = {i, box.x0, box.x1};
    if (i == heading) table->of_records = table->columns->len;
    g_array_append_val(table->columns, column);
  }
  return table->columns->len > 1;
}

/* The column that a cell stands in: the last one that it stands to the right of all headings before. */
static guint column_of(const Table *table, guint cell) {
  double left = box_of(table->engine, cell).x0;
  guint column = 0;
  for (guint i = 1; i < table->columns->len; i++)
    if (left > g_array_index(table->columns, Column, i - 1).right) column = i;
  return column;
}

static gboolean is_heading_again(const Table *table, guint cell) {
  for (guint i = 0; i < table->columns->len; i++) {
    const Block *heading = engine_block(table->engine, g_array_index(table->columns, Column, i).block);
    if (strcmp(heading->text, engine_block(table->engine, cell)->text) == 0) return TRUE;
  }
  return FALSE;
}

/* --- records */

/* What the rule's columns tell of the record, each by its heading. */
static void read_cells(Table *table, Finding *finding) {
  for (guint r = 0; r < table->rule->columns->len; r++) {
    const FieldRule *rule = table->rule->columns->pdata[r];
    for (guint i = 0; i < table->cells->len; i++) {
      guint cell = g_array_index(table->cells, guint, i);
      const char *heading = engine_block(table->engine, g_array_index(table->columns, Column, i).block)->text;
      if (cell == NO_CELL || (rule->where && !engine_matches(table->engine, rule->where, heading, rule->id))) continue;
      fields_read_text(table->engine, finding, rule, engine_block(table->engine, cell)->text);
    }
  }
}

static void close_record(Table *table) {
  if (table->parts->len == 0) return;
  Engine *engine = table->engine;
  const Block *block = engine_block(engine, g_array_index(table->parts, Part, 0).block);
  g_autofree char *item = block->label ? label_bare(block->label) : g_strdup_printf("%u", ++table->count);
  GString *number = g_string_new(table->rule->number);
  g_string_replace(number, "{item}", item, 0);
  Finding *finding = finding_assemble(engine, (FindingKind)table->rule->kind, table->parts);
  g_free(finding->number);
  g_free(finding->rule);
  finding->number = g_string_free(number, FALSE);
  finding->number_printed = g_strdup(block->label);
  finding->rule = engine_rule_name(engine, table->rule->id);
  fields_set(engine, finding, table->rule->set, item, table->rule->id);
  fields_read(engine, finding, table->rule->fields);
  read_cells(table, finding);
  g_ptr_array_add(engine->findings->findings, finding);
  g_array_set_size(table->parts, 0);
}

/* Does a row of one cell go on with the open record's sentence, which the page's end has cut? */
static gboolean goes_on(const Table *table, guint filled) {
  if (table->parts->len == 0 || filled > 1) return FALSE;
  const Part *last = &g_array_index(table->parts, Part, table->parts->len - 1);
  return !text_is_ended(engine_block(table->engine, last->block)->text);
}

static void close_row(Table *table) {
  guint filled = 0, cell = g_array_index(table->row, guint, table->of_records);
  for (guint i = 0; i < table->row->len; i++)
    if (g_array_index(table->row, guint, i) != NO_CELL) filled++;
  if (cell != NO_CELL) {
    if (!goes_on(table, filled)) {
      close_record(table);
      for (guint i = 0; i < table->row->len; i++) g_array_index(table->cells, guint, i) = g_array_index(table->row, guint, i);
    }
    Part part = {.block = cell, .end = (guint)strlen(engine_block(table->engine, cell)->text)};
    g_array_append_val(table->parts, part);
    g_array_index(table->engine->classes, BlockClass, cell) = BLOCK_IS_RECORD;
  }
  for (guint i = 0; i < table->row->len; i++) g_array_index(table->row, guint, i) = NO_CELL;
}

static void take_cell(Table *table, guint cell) {
  guint column = column_of(table, cell);
  if (column <= table->last) close_row(table);
  g_array_index(table->row, guint, column) = cell;
  table->last = column;
}

/* The records of the table below the heading row of HEADING; the first block behind it. */
static guint read_table(Table *table, guint heading) {
  g_array_set_size(table->row, table->columns->len);
  g_array_set_size(table->cells, table->columns->len);
  for (guint i = 0; i < table->columns->len; i++) g_array_index(table->row, guint, i) = NO_CELL;
  table->last = 0;
  guint index = g_array_index(table->columns, Column, table->columns->len - 1).block;
  for (index = next_cell(table->engine, index); is_cell(table->engine, index); index = next_cell(table->engine, index))
    if (!is_heading_again(table, index)) take_cell(table, index);
  close_row(table);
  close_record(table);
  return MAX(index, heading + 1);
}

void table_find(Engine *engine, const RecordRule *rule) {
  g_autoptr(GArray) columns = g_array_new(FALSE, FALSE, sizeof(Column));
  g_autoptr(GArray) row = g_array_new(FALSE, FALSE, sizeof(guint));
  g_autoptr(GArray) cells = g_array_new(FALSE, FALSE, sizeof(guint));
  g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(Part));
  Table table = {.engine = engine, .rule = rule, .columns = columns, .row = row, .cells = cells, .parts = parts};
  for (guint i = 0; i < engine->document->blocks->len;) {
    gboolean heading = is_cell(engine, i) && engine_matches(engine, rule->table, engine_block(engine, i)->text, rule->id);
    i = heading && read_columns(&table, i) ? read_table(&table, i) : i + 1;
  }
}
