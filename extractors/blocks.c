/* Printed lines to blocks: those of the text as breaks.c tells, a footnote from its mark on, furniture and cells line by line. */

#include "extractors/breaks.h"

#include <math.h>
#include <string.h>

static const double INDENT = 0.8; /* ems: notes whose left edges are farther apart are not of one count */

typedef struct {
  GPtrArray *blocks;
  TextLines text;
  GArray *open;   /* OpenBlock: the blocks of the text that a line may run on, the last one begun at the end */
  guint last;     /* the one of them that took the last line */
  OpenBlock note; /* the open footnote */
} Builder;

static void begin_block(Builder *builder, OpenBlock *open, guint index, gsize label, LabelForm form) {
  const PrintedLine *line = builder->text.lines->pdata[index];
  Block *block = block_new();
  block->kind = line->kind;
  if (label > 0) block->label = g_strndup(line->line->text, label);
  block->bold = line->bold;
  block->size = line->size;
  open->block = block;
  open->form = form;
  open->step = 0;
  open->text_x = line_left(line);
  const Word *text = label > 0 ? line_word_at(line, label) : NULL;
  if (text) open->text_x = text->x0;
  g_ptr_array_add(builder->blocks, block);
}

static void add_line(Builder *builder, OpenBlock *open, guint index) {
  const PrintedLine *line = builder->text.lines->pdata[index];
  if (open->block->lines->len == 1 && open->last && open->last->line->page == line->line->page)
    open->step = line_step(open->last, line);
  g_array_append_val(open->block->lines, index);
  open->block->bold = open->block->bold && line->bold;
  open->last = line;
}

/* The block that LINE would run on: the one right above it, where columns or cells stand beside each other; at a page's top
 * the one that took the last line. */
static guint choose_open(const Builder *builder, const PrintedLine *line) {
  guint best = builder->last;
  const PrintedLine *nearest = NULL;
  for (guint i = 0; i < builder->open->len; i++) {
    const PrintedLine *last = g_array_index(builder->open, OpenBlock, i).last;
    if (!last || last->line->page != line->line->page || last->row >= line->row || !lines_overlap(last, line)) continue;
    if (nearest && last->foot < nearest->foot) continue;
    nearest = last;
    best = i;
  }
  gboolean right_above = nearest && nearest->row + 1 == line->row;
  const OpenBlock *open = &g_array_index(builder->open, OpenBlock, builder->last);
  return !right_above && open->block && line_is_below(&builder->text, open, line) ? builder->last : best;
}

/* Blocks of earlier pages are closed but for the one that took the last line. */
static void turn_page(Builder *builder, const PrintedLine *line) {
  if (builder->open->len == 0) return;
  OpenBlock last = g_array_index(builder->open, OpenBlock, builder->last);
  if (last.last->line->page == line->line->page) return;
  g_array_set_size(builder->open, 0);
  g_array_append_val(builder->open, last);
  builder->last = 0;
}

static void take_body_line(Builder *builder, guint index) {
  static const OpenBlock none = {0};
  const PrintedLine *line = builder->text.lines->pdata[index];
  turn_page(builder, line);
  if (builder->open->len == 0) g_array_append_val(builder->open, none);
  builder->last = choose_open(builder, line);
  OpenBlock *open = &g_array_index(builder->open, OpenBlock, builder->last);
  gsize label = 0;
  LabelForm form = LABEL_NONE;
  gboolean labelled = line_begins_with_label(&builder->text, open, index, &label, &form);
  if (labelled || !open->block || line_breaks(&builder->text, open, index)) {
    if (open->block) {
      g_array_append_val(builder->open, none);
      builder->last = builder->open->len - 1;
      open = &g_array_index(builder->open, OpenBlock, builder->last);
    }
    begin_block(builder, open, index, labelled ? label : 0, labelled ? form : LABEL_NONE);
  }
  add_line(builder, open, index);
}

/* Does LINE begin with a raised mark, and go on in other type? */
static gboolean bears_raised_mark(const PrintedLine *line) {
  return line->line->runs->len > 1 && printed_line_begins_raised(line);
}

/* May LINE, that begins with NUMBER, not raised, begin the note behind NOTE? Notes of one page have their marks raised, or none
 * has; and they count on. Else it is a number of the note's own: "resolution / 327 of". */
static gboolean counts_on(const Builder *builder, const OpenBlock *note, const PrintedLine *line, const char *number) {
  if (!note->block || note->last->line->page != line->line->page) return TRUE;
  const PrintedLine *first = builder->text.lines->pdata[g_array_index(note->block->lines, guint, 0)];
  if (bears_raised_mark(first)) return FALSE;
  const char *label = note->block->label ? note->block->label : "";
  if (g_ascii_isdigit(*label)) return label_value(number, LABEL_BARE_NUMBER) == label_value(label, LABEL_BARE_NUMBER) + 1;
  return fabs(line_left(first) - line_left(line)) <= INDENT * line->size;
}

/* A footnote begins with its mark; what the page shows below it runs on. */
static gsize footnote_label(const Builder *builder, const PrintedLine *line) {
  const char *text = line->line->text;
  gsize length = strcspn(text, " ");
  if (bears_raised_mark(line)) return MIN(length, ((const FontRun *)line->line->runs->pdata[1])->start);
  if (length > 4) return 0;
  g_autofree char *word = g_strndup(text, length);
  if (g_ascii_isdigit(*word) && !counts_on(builder, &builder->note, line, word)) return 0;
  gsize marks = strspn(text, "*0123456789");
  return marks == length || g_str_has_prefix(text, "†") || g_str_has_prefix(text, "‡") ? length : 0;
}

static void take_note_line(Builder *builder, guint index) {
  OpenBlock *open = &builder->note;
  const PrintedLine *line = builder->text.lines->pdata[index];
  gsize label = footnote_label(builder, line);
  if (label > 0 || !open->block) begin_block(builder, open, index, label, LABEL_NONE);
  add_line(builder, open, index);
}

/* Furniture, and what stands apart from the text: a block a line. */
static void take_apart(Builder *builder, guint index) {
  OpenBlock open = {0};
  begin_block(builder, &open, index, 0, LABEL_NONE);
  add_line(builder, &open, index);
}

GPtrArray *blocks_build(const GPtrArray *lines, const Usual *usual) {
  g_autoptr(GArray) right = right_edges_find(lines, usual);
  g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(OpenBlock));
  g_autoptr(GHashTable) rows = number_rows_find(lines);
  Builder builder = {.text = {lines, usual, rows, right}, .open = open};
  builder.blocks = g_ptr_array_new_with_free_func((GDestroyNotify)block_free);
  for (guint i = 0; i < lines->len; i++) {
    const PrintedLine *line = lines->pdata[i];
    if (line->kind == BLOCK_FURNITURE || line->kind == BLOCK_TABLE)
      take_apart(&builder, i);
    else if (line->kind == BLOCK_FOOTNOTE)
      take_note_line(&builder, i);
    else
      take_body_line(&builder, i);
  }
  return builder.blocks;
}
