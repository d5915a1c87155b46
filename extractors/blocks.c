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
static const double INDENT = 0.8;          /* lines whose left edges are farther apart are indented against each other */
static const double SAME_SIZE = 0.06;      /* sizes that differ by a smaller part are one */
static const double SAME_SIZE_SEEN = 0.12; /* in lines that were read from a picture */
static const double WIDE_STEP = 1.25;      /* a step to the next line that is wider than so many of the usual ends a block, */
static const double WIDEST_STEP = 2.6;     /* so many font sizes do in any case */
static const double FIRST_INDENT = 6;      /* a paragraph's first line is indented by no more */
static const double LARGER = 1.07;         /* a title's size is at least so much of the text's */
static const double PAGE_FOOT = 0.75;      /* the part of a page's height below which its foot begins */
static const double EARLY = 8;             /* a line that leaves so much of its column ends by will, whatever follows */
static const double FAR_LINES = 0.03;      /* the part of a document's lines that may reach farther to the right than its text */

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
  GHashTable *rows; /* of tables of numbers: see number_rows_find */
  GArray *right;    /* double: where the column of each line ends at the right */
  GArray *open;     /* Open: the blocks of the text that a line may run on, the last one begun at the end */
  guint last;       /* the one of them that took the last line */
  Open note;        /* the open footnote */
} Builder;

static double left_of(const PrintedLine *line) {
  return line->line->box.x0;
}

static gboolean overlaps(const PrintedLine *a, const PrintedLine *b) {
  return MIN(a->line->box.x1, b->line->box.x1) > MAX(a->line->box.x0, b->line->box.x0);
}

static int by_value(gconstpointer a, gconstpointer b) {
  double da = *(const double *)a, db = *(const double *)b;
  return da < db ? -1 : da > db;
}

/* Pages of one width have their text end at one place. */
static gpointer width_key(const PrintedLine *line) {
  return GINT_TO_POINTER((int)lround(line->page_width));
}

/* Where the text of pages of each width ends at the right (GArray of one double by width_key): the few lines in a hundred that
 * reach farther are a figure's or a table's. */
static GHashTable *text_edges(const GPtrArray *lines, const Usual *usual) {
  GHashTable *edges = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_array_unref);
  for (guint i = 0; i < lines->len; i++) {
    const PrintedLine *line = lines->pdata[i];
    if (line->kind != BLOCK_PARAGRAPH || fabs(line->size - usual->size) > SAME_SIZE * usual->size) continue;
    GArray *seen = g_hash_table_lookup(edges, width_key(line));
    if (!seen) g_hash_table_insert(edges, width_key(line), seen = g_array_new(FALSE, FALSE, sizeof(double)));
    g_array_append_val(seen, line->line->box.x1);
  }
  GHashTableIter iter;
  gpointer value;
  g_hash_table_iter_init(&iter, edges);
  while (g_hash_table_iter_next(&iter, NULL, &value)) {
    GArray *seen = value;
    g_array_sort(seen, by_value);
    g_array_index(seen, double, 0) = g_array_index(seen, double, (guint)ceil((1 - FAR_LINES) * (seen->len - 1)));
    g_array_set_size(seen, 1);
  }
  return edges;
}

/* The right edge of each line's column: how far to the right the lines reach that stand above and below it on its page, but no
 * farther than the text of such pages does. */
static GArray *right_edges(const GPtrArray *lines, const Usual *usual) {
  g_autoptr(GHashTable) text = text_edges(lines, usual);
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
      const GArray *edge = g_hash_table_lookup(text, width_key(line));
      if (edge && line->kind == BLOCK_PARAGRAPH) right = MIN(right, g_array_index(edge, double, 0));
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

/* Is WORD of LINE no later piece of the one in front? */
static gboolean begins_word(const PrintedLine *line, const Word *word) {
  return word->at == 0 || line->line->text[word->at - 1] == ' ';
}

static double first_word_width(const PrintedLine *line) {
  if (is_unspaced(g_utf8_get_char(line->line->text))) return line->size; /* such a line may end behind any character */
  double x0 = G_MAXDOUBLE, x1 = 0;
  for (guint i = 0; i < line->line->words->len; i++) {
    const Word *word = &g_array_index(line->line->words, Word, i);
    if (i > 0 && begins_word(line, word)) break;
    x0 = MIN(x0, word->x0);
    x1 = MAX(x1, word->x1);
  }
  return MAX(x1 - x0, 0);
}

static guint last_index(const Open *open) {
  return g_array_index(open->block->lines, guint, open->block->lines->len - 1);
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
    if (!begins_word(line, word)) continue;
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

static gboolean is_year(const char *text) {
  return g_str_has_prefix(text, "19") || g_str_has_prefix(text, "20");
}

/* "2010." most often ends a sentence, and "(at)" is a word: only a count that has come so far, or a tab behind a number, makes
 * labels of them. */
static gboolean is_like_text(const PrintedLine *line, gsize length, LabelForm form) {
  const char *text = line->line->text;
  if (form == LABEL_NUMBER)
    return length == strlen("2010.") && strspn(text, "0123456789") == strlen("2010") && (is_year(text) || !has_tab(line, length));
  return form == LABEL_LETTER_PAREN && length == strlen("(at)") && g_ascii_isalpha(text[1]) && text[1] != text[2];
}

static gboolean is_bracketed(LabelForm form) {
  return form == LABEL_NUMBER_PAREN || form == LABEL_ROMAN_PAREN || form == LABEL_LETTER_PAREN;
}

/* Does bracketed label of LENGTH bytes that line INDEX begins with stand within a sentence that counts its parts, "(a) ...; (b)
 * ...", and that happens to be broken here? Such a line is the next of a full one, at its left edge. */
static gboolean is_inline(const Builder *builder, const Open *open, guint index, gsize length, LabelForm form) {
  const PrintedLine *line = builder->lines->pdata[index], *last = open->last;
  if (!is_bracketed(form) || open->block->lines->len < 2 || last->line->page != line->line->page) return FALSE;
  if (fabs(left_of(line) - left_of(last)) > INDENT * line->size) return FALSE;
  if (continues_count(builder, open, line, length, form)) return FALSE;
  return !had_room(builder, last, last_index(open), line);
}

/* Is the label a bullet that stands for nothing else? A dash may go on with a sentence. */
static gboolean is_mark(const PrintedLine *line, LabelForm form) {
  gunichar c = g_utf8_get_char(line->line->text);
  return form == LABEL_BULLET && c != 0x2013 && c != 0x2014;
}

static gboolean has_letter(const char *text) {
  for (const char *p = text; *p; p = g_utf8_next_char(p))
    if (g_unichar_isalpha(g_utf8_get_char(p))) return TRUE;
  return FALSE;
}

/* Line INDEX is a label and nothing else. Does it label the next one? Cells of tables hold decimals, numbers in brackets, which
 * are negative there, and dashes for nothing: a dash labels no line but its own, a number one with words, and alone on its row.
 */
static gboolean labels_next(const Builder *builder, guint index, LabelForm form) {
  const PrintedLine *line = builder->lines->pdata[index];
  const PrintedLine *before = index > 0 ? builder->lines->pdata[index - 1] : NULL;
  const PrintedLine *next = index + 1 < builder->lines->len ? builder->lines->pdata[index + 1] : NULL;
  if (form == LABEL_BULLET) return !g_str_has_prefix(line->line->text, "\u2013") && !g_str_has_prefix(line->line->text, "\u2014");
  if (form != LABEL_DECIMAL && form != LABEL_NUMBER_PAREN) return TRUE;
  gboolean after = before && before->line->page == line->line->page && before->row == line->row;
  return !after && next && next->line->page == line->line->page && next->row != line->row && has_letter(next->line->text);
}

static gboolean begins_with_label(const Builder *builder, const Open *open, guint index, gsize *length, LabelForm *form) {
  const PrintedLine *line = builder->lines->pdata[index];
  *length = label_parse(line->line->text, form);
  if (*length == 0 || (line->line->text[*length] == '\0' && !labels_next(builder, index, *form))) return FALSE;
  if (*form == LABEL_BARE_NUMBER) return has_tab(line, *length) && continues_count(builder, open, line, *length, *form);
  if (is_like_text(line, *length, *form)) return continues_count(builder, open, line, *length, *form);
  if (!open->block || has_tab(line, *length) || is_mark(line, *form) || open->last->leads_to_page) return TRUE;
  if (*form == LABEL_DECIMAL && begins_sentence(line->line->text + *length)) return TRUE;
  if (is_apart(builder, open, line)) return TRUE;
  gboolean outdented = left_of(line) < left_of(open->last) - INDENT * line->size;
  gboolean indented = left_of(line) > left_of(open->last) + INDENT * line->size;
  if (text_is_ended(open->last->line->text)) return !is_inline(builder, open, index, *length, *form);
  gboolean room = had_room(builder, open->last, last_index(open), line);
  return room && (outdented || indented || open->last->line->page != line->line->page);
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

/* Does LINE stand below the last line of OPEN, not in another column? The last word of a paragraph is shorter than its first
 * line's indent at times. */
static gboolean is_below(const Builder *builder, const Open *open, const PrintedLine *line) {
  const PrintedLine *last = open->last;
  if (overlaps(last, line)) return TRUE;
  double indent = left_of(last) - left_of(line);
  return last->row + 1 == line->row && indent > 0 && indent < FIRST_INDENT * line->size &&
         !had_room(builder, last, last_index(open), line);
}

/* Type that changes between lines of one paragraph does so within them; a change at a line's end that had room is a break. */
static gboolean changes_type(const Open *open, const PrintedLine *line) {
  const PrintedLine *last = open->last;
  if (line->bold != last->bold) return TRUE;
  if (line->italic == last->italic) return FALSE;
  return line->italic ? text_is_ended(last->line->text) : open->block->lines->len == 1;
}

static gboolean begins_bold(const PrintedLine *line) {
  return line->line->runs->len > 0 && ((const FontRun *)line->line->runs->pdata[0])->bold;
}

static gboolean ends_bold(const PrintedLine *line) {
  const GPtrArray *runs = line->line->runs;
  return runs->len > 0 && ((const FontRun *)runs->pdata[runs->len - 1])->bold;
}

/* The line that stands behind line INDEX in the text of its page; NULL where there is none. */
static const PrintedLine *next_on_page(const Builder *builder, guint index) {
  const PrintedLine *line = builder->lines->pdata[index];
  if (index + 1 >= builder->lines->len) return NULL;
  const PrintedLine *next = builder->lines->pdata[index + 1];
  return next->line->page == line->line->page && next->kind == line->kind ? next : NULL;
}

static gboolean is_wide_step(const Builder *builder, const PrintedLine *above, const PrintedLine *line) {
  return step_between(above, line) > WIDE_STEP * builder->usual->pitch * line->size;
}

/* Does the bold text that begins with line INDEX end as a sentence does? Then it is emphasis, and no heading. */
static gboolean is_bold_sentence(const Builder *builder, guint index) {
  const PrintedLine *last = builder->lines->pdata[index], *next;
  for (; (next = next_on_page(builder, index)) && next->bold && !is_wide_step(builder, last, next); index++) last = next;
  return text_is_ended(last->line->text) || (next && begins_bold(next) && !is_wide_step(builder, last, next));
}

/* Is line INDEX, the first of its page, a heading by its looks: set apart from the text below it, and no sentence's end? */
static gboolean is_lone(const Builder *builder, guint index) {
  const PrintedLine *line = builder->lines->pdata[index], *next = next_on_page(builder, index);
  if (!next || text_is_ended(line->line->text)) return FALSE;
  LabelForm form;
  return is_wide_step(builder, line, next) || label_parse(next->line->text, &form) > 0;
}

static gboolean begins_small(const PrintedLine *line) {
  return g_unichar_islower(g_utf8_get_char(line->line->text));
}

/* Does LINE begin farther out than the text of the open item does, whose lines hang below each other? */
static gboolean is_outdented(const Open *open, const PrintedLine *line) {
  gboolean hangs = open->block->lines->len > 1 ? is_hanging(open, open->last) : open->form == LABEL_BULLET;
  return hangs && left_of(line) < open->text_x - INDENT * line->size;
}

/* Does LINE, larger than the text, stand on a page's top behind LAST, which is not at its own page's foot? A title that is too
 * long for its page runs on from there; that of a cover ends high. */
static gboolean is_title_below(const Builder *builder, const PrintedLine *last, const PrintedLine *line) {
  return line->size > LARGER * builder->usual->size && last->line->box.y1 < PAGE_FOOT * last->page_height;
}

/* Does the last line leave room for several words? Names are kept on one line at times, and are longer than a word. */
static gboolean ends_early(const Builder *builder, const Open *open) {
  return g_array_index(builder->right, double, last_index(open)) - open->last->line->box.x1 > EARLY * open->last->size;
}

/* Does the first line of a page, INDEX, begin a block of its own? ROOM: its first word would have had room on the line in front.
 */
static gboolean breaks_over_page(const Builder *builder, const Open *open, guint index, gboolean room) {
  const PrintedLine *last = open->last, *line = builder->lines->pdata[index];
  gboolean ended = text_is_ended(last->line->text), small = begins_small(line);
  if (is_title_below(builder, last, line)) return TRUE;
  if (ended && (room || is_elsewhere(open, line) || is_lone(builder, index))) return TRUE;
  if (room && (open->block->bold || (!small && ends_early(builder, open)))) return TRUE;
  return line->bold && !ends_bold(last) && !small && !is_bold_sentence(builder, index);
}

/* Is LINE the begin of a cell of a table of numbers, or is LAST, in front of it, a number that is the whole of its cell? */
static gboolean begins_cell(const Builder *builder, const PrintedLine *last, const PrintedLine *line) {
  return GPOINTER_TO_UINT(g_hash_table_lookup(builder->rows, line)) & ROW_BEGINS ||
         GPOINTER_TO_UINT(g_hash_table_lookup(builder->rows, last)) & ROW_NUMBER;
}

/* Is all that was read of OPEN its label, alone on its line? "86.1" ends as a sentence does whose last word has a mark. */
static gboolean is_label_alone(const Open *open) {
  return open->block->label && open->block->lines->len == 1 && strcmp(open->block->label, open->last->line->text) == 0;
}

/* A picture tells the size of a line of few letters only roughly. */
static gboolean is_same_size(const PrintedLine *last, const PrintedLine *line) {
  double same = last->ocr && line->ocr ? SAME_SIZE_SEEN : SAME_SIZE;
  return fabs(line->size - last->size) <= same * MAX(line->size, last->size);
}

/* Does the page show a break in front of unlabelled line INDEX? */
static gboolean breaks(const Builder *builder, const Open *open, guint index) {
  const PrintedLine *last = open->last, *line = builder->lines->pdata[index];
  if (!is_same_size(last, line)) return TRUE;
  if (last->leads_to_page || begins_cell(builder, last, line)) return TRUE;
  gboolean ended = text_is_ended(last->line->text) && !is_label_alone(open);
  gboolean room = had_room(builder, last, last_index(open), line);
  if (room && changes_type(open, line)) return TRUE;
  if (last->line->page != line->line->page) return breaks_over_page(builder, open, index, room);
  if (is_apart(builder, open, line) || last->row == line->row || !is_below(builder, open, line)) return TRUE;
  /* A heading, however long its first word. */
  if (ended && line->bold && !last->bold && (room || !is_bold_sentence(builder, index))) return TRUE;
  if (room && is_outdented(open, line) && !begins_small(line)) return TRUE;
  return ended && (room || is_indented(open, line) || is_outdented(open, line));
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
  const PrintedLine *nearest = NULL;
  for (guint i = 0; i < builder->open->len; i++) {
    const PrintedLine *last = g_array_index(builder->open, Open, i).last;
    if (!last || last->line->page != line->line->page || last->row >= line->row || !overlaps(last, line)) continue;
    if (nearest && last->foot < nearest->foot) continue;
    nearest = last;
    best = i;
  }
  gboolean right_above = nearest && nearest->row + 1 == line->row;
  const Open *open = &g_array_index(builder->open, Open, builder->last);
  return !right_above && open->block && is_below(builder, open, line) ? builder->last : best;
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

static gboolean begins_raised(const PrintedLine *line) {
  const GPtrArray *runs = line->line->runs;
  return runs->len > 1 && ((const FontRun *)runs->pdata[0])->raised;
}

/* May LINE, that begins with NUMBER, not raised, begin the note behind NOTE? Notes of one page have their marks raised, or none
 * has; and they count on. Else it is a number of the note's own: "resolution / 327 of". */
static gboolean counts_on(const Builder *builder, const Open *note, const PrintedLine *line, const char *number) {
  if (!note->block || note->last->line->page != line->line->page) return TRUE;
  const PrintedLine *first = builder->lines->pdata[g_array_index(note->block->lines, guint, 0)];
  if (begins_raised(first)) return FALSE;
  const char *label = note->block->label ? note->block->label : "";
  if (g_ascii_isdigit(*label)) return label_value(number, LABEL_BARE_NUMBER) == label_value(label, LABEL_BARE_NUMBER) + 1;
  return fabs(left_of(first) - left_of(line)) <= INDENT * line->size;
}

/* A footnote begins with its mark; what the page shows below it runs on. */
static gsize footnote_label(const Builder *builder, const PrintedLine *line) {
  const char *text = line->line->text;
  gsize length = strcspn(text, " ");
  if (begins_raised(line)) return MIN(length, ((const FontRun *)line->line->runs->pdata[1])->start);
  if (length > 4) return 0;
  g_autofree char *word = g_strndup(text, length);
  if (g_ascii_isdigit(*word) && !counts_on(builder, &builder->note, line, word)) return 0;
  gsize marks = strspn(text, "*0123456789");
  return marks == length || g_str_has_prefix(text, "†") || g_str_has_prefix(text, "‡") ? length : 0;
}

static void take_note_line(Builder *builder, guint index) {
  Open *open = &builder->note;
  const PrintedLine *line = builder->lines->pdata[index];
  gsize label = footnote_label(builder, line);
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
  g_autoptr(GArray) right = right_edges(lines, usual);
  g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(Open));
  g_autoptr(GHashTable) rows = number_rows_find(lines);
  Builder builder = {.lines = lines, .usual = usual, .rows = rows, .right = right, .open = open};
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
