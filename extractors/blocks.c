/* Printed lines to blocks. A line begins a block where it bears a label, or where the page shows a break: white space above,
 * another size, an indent, or a line in front that ends although the next word would have had room. Else it runs on, over a
 * page's end too. */

#include "extractors/labels.h"
#include "extractors/layout.h"
#include "extractors/sentences.h"

#include <math.h>
#include <string.h>

/* All in ems, the font size of the line at hand. */
static const double TAB_GAP = 0.75; /* a gap behind a label at least so wide is a tab, not a word space */
static const double WORD_SPACE = 0.25;
static const double INDENT = 0.8;      /* lines whose left edges are farther apart are indented against each other */
static const double SAME_SIZE = 0.06;  /* sizes that differ by a smaller part are one */
static const double WIDE_STEP = 1.25;  /* a step to the next line that is wider than so many of the usual ends a block, */
static const double WIDEST_STEP = 2.6; /* so many font sizes do in any case */

typedef struct {
  Block *block;
  const PrintedLine *last; /* its last line */
  double text_x;           /* left edge of the text behind the label of its first line */
  double step;             /* from its first to its second line; 0 while it has one */
  LabelForm form;
} Open;

typedef struct {
  GPtrArray *blocks;
  const GPtrArray *lines;
  const Usual *usual;
  GArray *right; /* double: where the column of each line ends at the right */
  GArray *open;  /* Open: the blocks of the text that a line may run on, the last one begun at the end */
  guint last;    /* the one of them that took the last line */
  Open note;     /* the open footnote */
} Builder;

static double left_of(const PrintedLine *line) {
  return line->line->box.x0;
}

static gboolean overlaps(const PrintedLine *a, const PrintedLine *b) {
  return MIN(a->line->box.x1, b->line->box.x1) > MAX(a->line->box.x0, b->line->box.x0);
}

/* The right edge of each line's column: how far to the right the lines reach that stand above and below it on its page. */
static GArray *right_edges(const GPtrArray *lines) {
  GArray *edges = g_array_sized_new(FALSE, FALSE, sizeof(double), lines->len);
  for (guint first = 0; first < lines->len;) {
    guint end = first, page = ((PrintedLine *)lines->pdata[first])->line->page;
    while (end < lines->len && ((PrintedLine *)lines->pdata[end])->line->page == page) end++;
    for (guint i = first; i < end; i++) {
      const PrintedLine *line = lines->pdata[i];
      double right = line->line->box.x1;
      for (guint k = first; k < end; k++) {
        const PrintedLine *other = lines->pdata[k];
        if (other->kind == line->kind && overlaps(line, other)) right = MAX(right, other->line->box.x1);
      }
      g_array_append_val(edges, right);
    }
    first = end;
  }
  return edges;
}

/* The word of LINE that begins at byte AT or behind it; NULL where there is none. */
static const Word *word_at(const PrintedLine *line, gsize at) {
  for (guint i = 0; i < line->line->words->len; i++) {
    const Word *word = &g_array_index(line->line->words, Word, i);
    if (word->at >= at) return word;
  }
  return NULL;
}

static double first_word_width(const PrintedLine *line) {
  const Word *word = word_at(line, 0);
  if (is_unspaced(g_utf8_get_char(line->line->text))) return line->size; /* such a line may end behind any character */
  return word ? word->x1 - word->x0 : 0;
}

/* Would NEXT's first word have had room on the line in front, which so ends by will, not for want of room? */
static gboolean had_room(const Builder *builder, const PrintedLine *last, guint last_index, const PrintedLine *next) {
  double right = g_array_index(builder->right, double, last_index);
  return last->line->box.x1 + WORD_SPACE * last->size + first_word_width(next) < right - WORD_SPACE * last->size;
}

/* Behind the label, does the text begin at a tab? A justified line's word spaces may be as wide, but then all of them are. */
static gboolean has_tab(const PrintedLine *line, gsize label) {
  double tab = 0, widest = 0;
  for (guint i = 1; i < line->line->words->len; i++) {
    const Word *word = &g_array_index(line->line->words, Word, i);
    double gap = word->x0 - word[-1].x1;
    if (word->at == label + 1)
      tab = gap;
    else
      widest = MAX(widest, gap);
  }
  return tab > TAB_GAP * line->size && (tab > 1.3 * widest || tab > 2 * TAB_GAP * line->size);
}

static double step_between(const PrintedLine *last, const PrintedLine *line) {
  return line->foot - last->foot;
}

/* Is LINE set apart from the line above by more than a line's step? */
static gboolean is_apart(const Builder *builder, const Open *open, const PrintedLine *line) {
  if (open->last->line->page != line->line->page) return FALSE;
  double step = step_between(open->last, line);
  double usual = open->step > 0 ? open->step : builder->usual->pitch * line->size;
  return step > WIDE_STEP * usual || step > WIDEST_STEP * line->size || step < -line->size;
}

/* A label that might be none labels LINE only where it is the next of the one in front, at its place. */
static gboolean continues_count(const Builder *builder, const Open *open, const PrintedLine *line, gsize label, LabelForm form) {
  if (!open->block || open->form == LABEL_NONE) return FALSE;
  const PrintedLine *first = builder->lines->pdata[g_array_index(open->block->lines, guint, 0)];
  if (fabs(left_of(first) - left_of(line)) > INDENT * line->size) return FALSE;
  g_autofree char *printed = g_strndup(line->line->text, label);
  return label_value(printed, form) == label_value(open->block->label, open->form) + 1;
}

/* Does what stands behind the label begin as a sentence does? In "recommendations 86.11 and / 86.12 are" it does not. */
static gboolean begins_sentence(const char *text) {
  text += strspn(text, " ");
  return *text && !g_unichar_islower(g_utf8_get_char(text));
}

/* "2010." most often ends a sentence, and "(at)" is a word: only a count that has come so far makes labels of them. */
static gboolean is_like_text(const char *text, gsize length, LabelForm form) {
  if (form == LABEL_NUMBER) return length == strlen("2010.") && strspn(text, "0123456789") == strlen("2010");
  return form == LABEL_LETTER_PAREN && length == strlen("(at)") && g_ascii_isalpha(text[1]) && text[1] != text[2];
}

static gboolean begins_with_label(const Builder *builder, const Open *open, guint index, gsize *length, LabelForm *form) {
  const PrintedLine *line = builder->lines->pdata[index];
  *length = label_parse(line->line->text, form);
  if (*length == 0) return FALSE;
  if (*form == LABEL_BARE_NUMBER) return has_tab(line, *length) && continues_count(builder, open, line, *length, *form);
  if (is_like_text(line->line->text, *length, *form)) return continues_count(builder, open, line, *length, *form);
  if (!open->block || has_tab(line, *length)) return TRUE;
  if (*form == LABEL_DECIMAL && begins_sentence(line->line->text + *length)) return TRUE;
  guint last = g_array_index(open->block->lines, guint, open->block->lines->len - 1);
  if (is_apart(builder, open, line)) return TRUE;
  gboolean outdented = left_of(line) < left_of(open->last) - INDENT * line->size;
  gboolean indented = left_of(line) > left_of(open->last) + INDENT * line->size;
  if (text_is_ended(open->last->line->text)) return TRUE;
  return (outdented || indented) && had_room(builder, open->last, last, line);
}

/* Does LINE begin where the text behind the open block's label does? */
static gboolean is_hanging(const Open *open, const PrintedLine *line) {
  return open->block->label && fabs(left_of(line) - open->text_x) <= INDENT * line->size;
}

static gboolean is_indented(const Open *open, const PrintedLine *line) {
  return left_of(line) > left_of(open->last) + INDENT * line->size && !is_hanging(open, line);
}

static gboolean is_elsewhere(const Open *open, const PrintedLine *line) {
  return fabs(left_of(line) - left_of(open->last)) > INDENT * line->size && !is_hanging(open, line);
}

/* Type that changes between lines of one paragraph does so within them; a change at a line's end that had room is a break. */
static gboolean changes_type(const Open *open, const PrintedLine *line) {
  const PrintedLine *last = open->last;
  if (line->bold != last->bold) return TRUE;
  if (line->italic == last->italic) return FALSE;
  return line->italic ? text_is_ended(last->line->text) : open->block->lines->len == 1;
}

/* Does the page show a break in front of unlabelled line INDEX? */
static gboolean breaks(const Builder *builder, const Open *open, guint index) {
  const PrintedLine *last = open->last, *line = builder->lines->pdata[index];
  guint last_index = g_array_index(open->block->lines, guint, open->block->lines->len - 1);
  if (fabs(line->size - last->size) > SAME_SIZE * MAX(line->size, last->size)) return TRUE;
  gboolean ended = text_is_ended(last->line->text);
  gboolean room = had_room(builder, last, last_index, line);
  if (room && changes_type(open, line)) return TRUE;
  if (last->line->page != line->line->page)
    return (ended && (room || is_elsewhere(open, line) || line->bold != last->bold)) || (room && open->block->bold);
  if (is_apart(builder, open, line) || last->row == line->row || !overlaps(last, line)) return TRUE;
  if (ended && line->bold && !last->bold) return TRUE; /* a heading, however long its first word */
  if (text_has_leader(last->line->text)) return TRUE;
  return ended && (room || is_indented(open, line));
}

static void begin_block(Builder *builder, Open *open, guint index, gsize label, LabelForm form) {
  const PrintedLine *line = builder->lines->pdata[index];
  Block *block = block_new();
  block->kind = line->kind;
  if (label > 0) block->label = g_strndup(line->line->text, label);
  block->bold = line->bold;
  block->size = line->size;
  open->block = block;
  open->form = form;
  open->step = 0;
  open->text_x = left_of(line);
  const Word *text = label > 0 ? word_at(line, label) : NULL;
  if (text) open->text_x = text->x0;
  g_ptr_array_add(builder->blocks, block);
}

static void add_line(Builder *builder, Open *open, guint index) {
  const PrintedLine *line = builder->lines->pdata[index];
  if (open->block->lines->len == 1 && open->last && open->last->line->page == line->line->page)
    open->step = step_between(open->last, line);
  g_array_append_val(open->block->lines, index);
  open->block->bold = open->block->bold && line->bold;
  open->last = line;
}

/* The block that LINE would run on: the one right above it, where columns or cells stand beside each other; at a page's top
 * the one that took the last line. */
static guint choose_open(const Builder *builder, const PrintedLine *line) {
  guint best = builder->last;
  double nearest = -1;
  for (guint i = 0; i < builder->open->len; i++) {
    const Open *open = &g_array_index(builder->open, Open, i);
    if (!open->last || open->last->line->page != line->line->page || open->last->row >= line->row || !overlaps(open->last, line))
      continue;
    if (open->last->foot < nearest) continue;
    nearest = open->last->foot;
    best = i;
  }
  return best;
}

/* Blocks of earlier pages are closed but for the one that took the last line. */
static void turn_page(Builder *builder, const PrintedLine *line) {
  if (builder->open->len == 0) return;
  Open last = g_array_index(builder->open, Open, builder->last);
  if (last.last->line->page == line->line->page) return;
  g_array_set_size(builder->open, 0);
  g_array_append_val(builder->open, last);
  builder->last = 0;
}

static void take_body_line(Builder *builder, guint index) {
  static const Open none = {0};
  const PrintedLine *line = builder->lines->pdata[index];
  turn_page(builder, line);
  if (builder->open->len == 0) g_array_append_val(builder->open, none);
  builder->last = choose_open(builder, line);
  Open *open = &g_array_index(builder->open, Open, builder->last);
  gsize label = 0;
  LabelForm form = LABEL_NONE;
  gboolean labelled = begins_with_label(builder, open, index, &label, &form);
  if (labelled || !open->block || breaks(builder, open, index)) {
    if (open->block) {
      g_array_append_val(builder->open, none);
      builder->last = builder->open->len - 1;
      open = &g_array_index(builder->open, Open, builder->last);
    }
    begin_block(builder, open, index, labelled ? label : 0, labelled ? form : LABEL_NONE);
  }
  add_line(builder, open, index);
}

/* A footnote begins with its mark; what the page shows below it runs on. */
static gsize footnote_label(const PrintedLine *line) {
  const char *text = line->line->text;
  gsize length = strcspn(text, " ");
  if (line->line->runs->len > 1 && ((const FontRun *)line->line->runs->pdata[0])->raised)
    return MIN(length, ((const FontRun *)line->line->runs->pdata[1])->start);
  if (length > 4) return 0;
  gsize marks = strspn(text, "*0123456789");
  return marks == length || g_str_has_prefix(text, "†") || g_str_has_prefix(text, "‡") ? length : 0;
}

static void take_note_line(Builder *builder, guint index) {
  Open *open = &builder->note;
  const PrintedLine *line = builder->lines->pdata[index];
  gsize label = footnote_label(line);
  if (label > 0 || !open->block) begin_block(builder, open, index, label, LABEL_NONE);
  add_line(builder, open, index);
}

/* Furniture, and what stands apart from the text: a block a line. */
static void take_apart(Builder *builder, guint index) {
  Open open = {0};
  begin_block(builder, &open, index, 0, LABEL_NONE);
  add_line(builder, &open, index);
}

GPtrArray *blocks_build(const GPtrArray *lines, const Usual *usual) {
  g_autoptr(GArray) right = right_edges(lines);
  g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(Open));
  Builder builder = {.lines = lines, .usual = usual, .right = right, .open = open};
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
