/* A line begins a block where it bears a label, or where the page shows a break: white space above, another size, an indent, or a
 * line in front that ends although the next word would have had room. Else it runs on, over a page's end too. */

#include "extractors/breaks.h"

#include "extractors/sentences.h"

#include <math.h>
#include <string.h>

/* All in ems, the font size of the line at hand. */
static const double TAB_GAP = 0.75; /* a gap behind a label at least so wide is a tab, not a word space */
static const double WORD_SPACE = 0.25;
static const double INDENT = 0.8;            /* lines whose left edges are farther apart are indented against each other */
static const double SAME_SIZE = 0.06;        /* sizes that differ by a smaller part are one */
static const double SAME_SIZE_SEEN = 0.12;   /* in lines that were read from a picture */
static const double SAME_SIZE_GUESSED = 0.3; /* the same, of lines of so few characters: */
enum { FEW_LETTERS = 8 };
static const double WIDE_STEP = 1.25;  /* a step to the next line that is wider than so many of the usual ends a block, */
static const double WIDEST_STEP = 2.6; /* so many font sizes do in any case */
static const double FIRST_INDENT = 6;  /* a paragraph's first line is indented by no more */
static const double PAGE_FOOT = 0.75;  /* the part of a page's height below which its foot begins */
static const double EARLY = 8;         /* a line that leaves so much of its column ends by will, whatever follows */

double line_left(const PrintedLine *line) {
  return line->line->box.x0;
}

/* The word of LINE that begins at byte AT or behind it; NULL where there is none. */
const Word *line_word_at(const PrintedLine *line, gsize at) {
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

static guint last_index(const OpenBlock *open) {
  return g_array_index(open->block->lines, guint, open->block->lines->len - 1);
}

/* Would NEXT's first word have had room on the line in front, which so ends by will, not for want of room? */
static gboolean had_room(const TextLines *text, const PrintedLine *last, guint last_index, const PrintedLine *next) {
  double right = g_array_index(text->right, double, last_index);
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

double line_step(const PrintedLine *last, const PrintedLine *line) {
  return line->foot - last->foot;
}

/* Is LINE set apart from the line above by more than a line's step? */
static gboolean is_apart(const TextLines *text, const OpenBlock *open, const PrintedLine *line) {
  if (open->last->line->page != line->line->page) return FALSE;
  double step = line_step(open->last, line);
  double usual = open->step > 0 ? open->step : text->usual->pitch * line->size;
  return step > WIDE_STEP * usual || step > WIDEST_STEP * line->size || step < -line->size;
}

/* A label that might be none labels LINE only where it is the next of the one in front, at its place. */
static gboolean continues_count(const TextLines *text, const OpenBlock *open, const PrintedLine *line, gsize label,
                                LabelForm form) {
  if (!open->block || open->form == LABEL_NONE) return FALSE;
  const PrintedLine *first = text->lines->pdata[g_array_index(open->block->lines, guint, 0)];
  if (fabs(line_left(first) - line_left(line)) > INDENT * line->size) return FALSE;
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
static gboolean is_inline(const TextLines *text, const OpenBlock *open, guint index, gsize length, LabelForm form) {
  const PrintedLine *line = text->lines->pdata[index], *last = open->last;
  if (!is_bracketed(form) || open->block->lines->len < 2 || last->line->page != line->line->page) return FALSE;
  if (fabs(line_left(line) - line_left(last)) > INDENT * line->size) return FALSE;
  if (continues_count(text, open, line, length, form)) return FALSE;
  return !had_room(text, last, last_index(open), line);
}

/* Is the label a bullet that stands for nothing else? A dash may go on with a sentence. */
static gboolean is_mark(const PrintedLine *line, LabelForm form) {
  gunichar c = g_utf8_get_char(line->line->text);
  return form == LABEL_BULLET && c != 0x2013 && c != 0x2014;
}

/* Line INDEX is a label and nothing else. Does it label the next one? Cells of tables hold decimals, numbers in brackets, which
 * are negative there, and dashes for nothing: a dash labels no line but its own, a number one with words, and alone on its row.
 */
static gboolean labels_next(const TextLines *text, guint index, LabelForm form) {
  const PrintedLine *line = text->lines->pdata[index];
  const PrintedLine *before = index > 0 ? text->lines->pdata[index - 1] : NULL;
  const PrintedLine *next = index + 1 < text->lines->len ? text->lines->pdata[index + 1] : NULL;
  if (form == LABEL_BULLET) return !g_str_has_prefix(line->line->text, "\u2013") && !g_str_has_prefix(line->line->text, "\u2014");
  if (form != LABEL_DECIMAL && form != LABEL_NUMBER_PAREN) return TRUE;
  gboolean after = before && before->line->page == line->line->page && before->row == line->row;
  return !after && next && next->line->page == line->line->page && next->row != line->row && text_has_letter(next->line->text);
}

gboolean line_begins_with_label(const TextLines *text, const OpenBlock *open, guint index, gsize *length, LabelForm *form) {
  const PrintedLine *line = text->lines->pdata[index];
  *length = label_parse(line->line->text, form);
  if (*length == 0 || (line->line->text[*length] == '\0' && !labels_next(text, index, *form))) return FALSE;
  if (*form == LABEL_BARE_NUMBER) return has_tab(line, *length) && continues_count(text, open, line, *length, *form);
  if (is_like_text(line, *length, *form)) return continues_count(text, open, line, *length, *form);
  if (!open->block || has_tab(line, *length) || is_mark(line, *form) || open->last->leads_to_page) return TRUE;
  if (*form == LABEL_DECIMAL && begins_sentence(line->line->text + *length)) return TRUE;
  if (is_apart(text, open, line)) return TRUE;
  gboolean outdented = line_left(line) < line_left(open->last) - INDENT * line->size;
  gboolean indented = line_left(line) > line_left(open->last) + INDENT * line->size;
  if (text_is_ended(open->last->line->text)) return !is_inline(text, open, index, *length, *form);
  gboolean room = had_room(text, open->last, last_index(open), line);
  return room && (outdented || indented || open->last->line->page != line->line->page);
}

/* Does LINE begin where the text behind the open block's label does? */
static gboolean is_hanging(const OpenBlock *open, const PrintedLine *line) {
  return open->block->label && fabs(line_left(line) - open->text_x) <= INDENT * line->size;
}

static gboolean is_indented(const OpenBlock *open, const PrintedLine *line) {
  return line_left(line) > line_left(open->last) + INDENT * line->size && !is_hanging(open, line);
}

static gboolean is_elsewhere(const OpenBlock *open, const PrintedLine *line) {
  return fabs(line_left(line) - line_left(open->last)) > INDENT * line->size && !is_hanging(open, line);
}

/* Does LINE stand below the last line of OPEN, not in another column? The last word of a paragraph is shorter than its first
 * line's indent at times. */
gboolean line_is_below(const TextLines *text, const OpenBlock *open, const PrintedLine *line) {
  const PrintedLine *last = open->last;
  if (lines_overlap(last, line)) return TRUE;
  double indent = line_left(last) - line_left(line);
  return last->row + 1 == line->row && indent > 0 && indent < FIRST_INDENT * line->size &&
         !had_room(text, last, last_index(open), line);
}

/* Type that changes between lines of one paragraph does so within them; a change at a line's end that had room is a break. */
static gboolean changes_type(const OpenBlock *open, const PrintedLine *line) {
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
static const PrintedLine *next_on_page(const TextLines *text, guint index) {
  const PrintedLine *line = text->lines->pdata[index];
  if (index + 1 >= text->lines->len) return NULL;
  const PrintedLine *next = text->lines->pdata[index + 1];
  return next->line->page == line->line->page && next->kind == line->kind ? next : NULL;
}

static gboolean is_wide_step(const TextLines *text, const PrintedLine *above, const PrintedLine *line) {
  return line_step(above, line) > WIDE_STEP * text->usual->pitch * line->size;
}

/* Does the bold text that begins with line INDEX end as a sentence does? Then it is emphasis, and no heading. */
static gboolean is_bold_sentence(const TextLines *text, guint index) {
  const PrintedLine *last = text->lines->pdata[index], *next;
  for (; (next = next_on_page(text, index)) && next->bold && !is_wide_step(text, last, next); index++) last = next;
  return text_is_ended(last->line->text) || (next && begins_bold(next) && !is_wide_step(text, last, next));
}

/* Is line INDEX, the first of its page, a heading by its looks: set apart from the text below it, and no sentence's end? */
static gboolean is_lone(const TextLines *text, guint index) {
  const PrintedLine *line = text->lines->pdata[index], *next = next_on_page(text, index);
  if (!next || text_is_ended(line->line->text)) return FALSE;
  LabelForm form;
  return is_wide_step(text, line, next) || label_parse(next->line->text, &form) > 0;
}

static gboolean begins_small(const PrintedLine *line) {
  return g_unichar_islower(g_utf8_get_char(line->line->text));
}

/* Does LINE begin farther out than the text of the open item does, whose lines hang below each other? */
static gboolean is_outdented(const OpenBlock *open, const PrintedLine *line) {
  gboolean hangs = open->block->lines->len > 1 ? is_hanging(open, open->last) : open->form == LABEL_BULLET;
  return hangs && line_left(line) < open->text_x - INDENT * line->size;
}

/* Does LINE, larger than the text, stand on a page's top behind LAST, which is not at its own page's foot? A title that is too
 * long for its page runs on from there; that of a cover ends high. */
static gboolean is_title_below(const TextLines *text, const PrintedLine *last, const PrintedLine *line) {
  return line->size > LARGER_TYPE * text->usual->size && last->line->box.y1 < PAGE_FOOT * last->page_height;
}

/* Does the last line leave room for several words? Names are kept on one line at times, and are longer than a word. */
static gboolean ends_early(const TextLines *text, const OpenBlock *open) {
  return g_array_index(text->right, double, last_index(open)) - open->last->line->box.x1 > EARLY * open->last->size;
}

/* Does the first line of a page, INDEX, begin a block of its own? ROOM: its first word would have had room on the line in front.
 */
static gboolean breaks_over_page(const TextLines *text, const OpenBlock *open, guint index, gboolean room) {
  const PrintedLine *last = open->last, *line = text->lines->pdata[index];
  gboolean ended = text_is_ended(last->line->text), small = begins_small(line);
  if (is_title_below(text, last, line)) return TRUE;
  if (ended && (room || is_elsewhere(open, line) || is_lone(text, index))) return TRUE;
  if (room && (open->block->bold || (!small && ends_early(text, open)))) return TRUE;
  return line->bold && !ends_bold(last) && !small && !is_bold_sentence(text, index);
}

/* Is LINE the begin of a cell of a table of numbers, or is LAST, in front of it, a number that is the whole of its cell? */
static gboolean begins_cell(const TextLines *text, const PrintedLine *last, const PrintedLine *line) {
  return GPOINTER_TO_UINT(g_hash_table_lookup(text->rows, line)) & ROW_BEGINS ||
         GPOINTER_TO_UINT(g_hash_table_lookup(text->rows, last)) & ROW_NUMBER;
}

/* Is all that was read of OPEN its label, alone on its line? "86.1" ends as a sentence does whose last word has a mark. */
static gboolean is_label_alone(const OpenBlock *open) {
  return open->block->label && open->block->lines->len == 1 && strcmp(open->block->label, open->last->line->text) == 0;
}

/* A picture tells the size of a line roughly, and of one with few letters hardly. */
static double size_tolerance(const PrintedLine *line) {
  if (!line->ocr) return SAME_SIZE;
  return g_utf8_strlen(line->line->text, -1) > FEW_LETTERS ? SAME_SIZE_SEEN : SAME_SIZE_GUESSED;
}

static gboolean is_same_size(const PrintedLine *last, const PrintedLine *line) {
  double same = MAX(size_tolerance(last), size_tolerance(line));
  return fabs(line->size - last->size) <= same * MAX(line->size, last->size);
}

/* Does the page show a break in front of unlabelled line INDEX? */
gboolean line_breaks(const TextLines *text, const OpenBlock *open, guint index) {
  const PrintedLine *last = open->last, *line = text->lines->pdata[index];
  if (!is_same_size(last, line)) return TRUE;
  if (last->leads_to_page || begins_cell(text, last, line)) return TRUE;
  gboolean ended = text_is_ended(last->line->text) && !is_label_alone(open);
  gboolean room = had_room(text, last, last_index(open), line);
  if (room && changes_type(open, line)) return TRUE;
  if (last->line->page != line->line->page) return breaks_over_page(text, open, index, room);
  if (is_apart(text, open, line) || last->row == line->row || !line_is_below(text, open, line)) return TRUE;
  /* A heading, however long its first word. */
  if (ended && line->bold && !last->bold && (room || !is_bold_sentence(text, index))) return TRUE;
  if (room && is_outdented(open, line) && !begins_small(line)) return TRUE;
  return ended && (room || is_indented(open, line) || is_outdented(open, line));
}
