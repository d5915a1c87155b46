/* Glyphs to printed lines. A reader's order of text is not the page's: it tears labels from their paragraphs and glues cells
 * together. So lines are made anew from the boxes: fragments that stand on one row are joined where the gap between them is
 * that of a word, or where the left one is a label that hangs in the margin. */

#include "extractors/cells.h"
#include "extractors/characters.h"
#include "extractors/directions.h"
#include "extractors/labels.h"
#include "extractors/layout.h"
#include "extractors/sentences.h"
#include "extractors/turns.h"

#include <math.h>
#include <string.h>

/* All in ems, the font size of the text at hand. */
static const double LABEL_GAP_EMS = 9;
static const double WORD_GAP = 0.12;     /* a gap wider than this parts words where one fragment ends and the next begins */
static const double GLUED_GAP = 0.35;    /* a gap wider than this parts words though the reader set no space */
static const double THIN_GAP = 0.16;     /* a space narrower than this, and than this part */
static const double THIN_SHARE = 0.55;   /* of the line's spaces, parts no words though the reader set it */
static const double SAME_LINE_GAP = 1.5; /* a gap wider than this parts the text of two columns, */
static const double BRIDGED_GAP = 6;     /* or one wider than this, where the rows above and below have text there, */
static const double BRIDGE_STEP = 1.6;   /* no farther from it than this */
static const double UNEVEN = 4;          /* nor so many times as wide as the spaces in front of it */
static const double BELOW_SHARE = 0.5;   /* what stands below something shares so much of its width, in parts of the narrower */
static const double RAISED_BY = 0.12;    /* how far a mark's foot stands above its line's */
static const double RAISED_SIZE = 0.85;  /* how large a mark is at the most, of its line's size */
static const double IDEOGRAPHIC_SPACE = 0.9; /* no gap between Chinese characters that is narrower than this is a space */
/* A page is set in two columns where it has so many lines in each, */
enum { COLUMN_LINES = 6, TURNED_HEADS = 3 };
enum { SIGN_WEIGHT = 1000 };             /* more than the dots of a line */
static const double COLUMN_WIDTH = 0.22; /* so wide a part of the page at least, */
static const double COLUMN_REACH = 0.15; /* and parted so near to its middle */

typedef struct {
  guint first, end; /* range of the page's glyphs, outer white space left out */
  double x0, y0, x1, y1, size;
  guint style, row, order;
} Fragment;

PrintedLine *printed_line_new(void) {
  PrintedLine *line = g_new0(PrintedLine, 1);
  line->line = line_new();
  return line;
}

void printed_line_free(PrintedLine *line) {
  if (!line) return;
  if (line->line) line_free(line->line);
  g_free(line);
}

gboolean printed_line_begins_raised(const PrintedLine *line) {
  const GPtrArray *runs = line->line->runs;
  return runs->len > 0 && ((const FontRun *)runs->pdata[0])->raised;
}

static const Glyph *glyph_at(const GlyphPage *page, guint index) {
  return &g_array_index(page->glyphs, Glyph, index);
}

static const GlyphStyle *style_of(const GlyphPage *page, const Glyph *glyph) {
  return page->styles->pdata[glyph->style];
}

static gboolean is_space(gunichar character) {
  return character_is_white(character);
}

static gboolean has_one_style(const GlyphPage *page, guint first, guint end) {
  guint i = first;
  while (i < end && glyph_at(page, i)->style == glyph_at(page, first)->style) i++;
  return i == end;
}

/* How much glyph INDEX counts for the style of its fragment: dots that lead to a page number are many, and often of a size of
 * their own, so any other sign outweighs all dots. */
static guint weight_of(const GlyphPage *page, guint index) {
  gunichar c = glyph_at(page, index)->character;
  return is_space(c) ? 0 : c == '.' ? 1 : SIGN_WEIGHT;
}

static guint range_weight(const GlyphPage *page, guint first, guint end) {
  guint weight = 0;
  for (guint i = first; i < end; i++) weight += weight_of(page, i);
  return weight;
}

static gboolean is_hyphen(gunichar c) {
  return c == '-' || c == 0x2010 || c == 0x2011;
}

/* The style of most glyphs of a range: marks, exponents and labels in another font are few. */
static guint main_style(const GlyphPage *page, guint first, guint end) {
  guint best = 0, most = 0;
  if (has_one_style(page, first, end)) return glyph_at(page, first)->style;
  for (guint s = 0; s < page->styles->len; s++) {
    guint weight = 0;
    for (guint i = first; i < end; i++)
      if (glyph_at(page, i)->style == s) weight += weight_of(page, i);
    if (weight > most) most = weight, best = s;
  }
  return best;
}

static void add_fragment(GArray *fragments, const GlyphPage *page, guint first, guint end) {
  while (first < end && is_space(glyph_at(page, first)->character)) first++;
  while (end > first && is_space(glyph_at(page, end - 1)->character)) end--;
  if (first == end) return;
  Fragment fragment = {.first = first, .end = end, .order = fragments->len, .style = main_style(page, first, end)};
  fragment.size = ((const GlyphStyle *)page->styles->pdata[fragment.style])->size;
  const Glyph *head = glyph_at(page, first);
  fragment.x0 = head->x0, fragment.x1 = head->x1, fragment.y0 = head->y0, fragment.y1 = head->y1;
  for (guint i = first; i < end; i++) {
    const Glyph *glyph = glyph_at(page, i);
    if (is_space(glyph->character)) continue;
    fragment.x0 = MIN(fragment.x0, glyph->x0), fragment.x1 = MAX(fragment.x1, glyph->x1);
    fragment.y0 = MIN(fragment.y0, glyph->y0), fragment.y1 = MAX(fragment.y1, glyph->y1);
  }
  g_array_append_val(fragments, fragment);
}

/* Does GLYPH stand too far from the LAST one to be in one fragment with it? */
static gboolean is_torn(const Glyph *last, const Glyph *glyph, double size) {
  double overlap = MIN(last->y1, glyph->y1) - MAX(last->y0, glyph->y0);
  return fabs(glyph->x0 - last->x1) > SAME_LINE_GAP * size || overlap < 0.2 * MIN(last->y1 - last->y0, glyph->y1 - glyph->y0);
}

static int by_value(gconstpointer a, gconstpointer b) {
  double da = *(const double *)a, db = *(const double *)b;
  return (da > db) - (da < db);
}

/* The median of the gaps at the spaces that the reader set within FRAGMENTS; 0 where there are none. */
static double usual_space(const GlyphPage *page, const Fragment *fragments, guint count) {
  g_autoptr(GArray) gaps = g_array_new(FALSE, FALSE, sizeof(double));
  for (guint f = 0; f < count; f++) {
    const Glyph *last = glyph_at(page, fragments[f].first);
    for (guint i = fragments[f].first + 1; i < fragments[f].end; i++) {
      const Glyph *glyph = glyph_at(page, i);
      if (is_space(glyph->character)) continue;
      double gap = glyph->x0 - last->x1;
      if (is_space(glyph_at(page, i - 1)->character)) g_array_append_val(gaps, gap);
      last = glyph;
    }
  }
  g_array_sort(gaps, by_value);
  return gaps->len > 0 ? g_array_index(gaps, double, gaps->len / 2) : 0;
}

/* Does a cell begin with glyph INDEX, behind LAST, in a line whose fragment began at FIRST? */
static gboolean begins_cell(const GlyphPage *page, const GArray *edges, guint first, const Glyph *last, guint index) {
  const Glyph *glyph = glyph_at(page, index);
  double gap = glyph->x0 - last->x1, size = style_of(page, glyph)->size;
  if (edges->len == 0 || gap <= GLUED_GAP * size) return FALSE;
  while (is_space(glyph_at(page, first)->character)) first++;
  Fragment before = {.first = first, .end = index};
  return cells_part(edges, glyph->x0, glyph->y1, gap, usual_space(page, &before, 1), size);
}

/* Where the reader ends a line, or the page leaves a gap that no word space has, a fragment ends, and so it does in front of a
 * cell of a column with EDGES (CellEdge). The reader may set no space where it joins two of its own blocks. */
static GArray *fragments_of(const GlyphPage *page, const GArray *edges) {
  GArray *fragments = g_array_new(FALSE, FALSE, sizeof(Fragment));
  guint first = 0;
  const Glyph *last = NULL; /* that shows something, on this fragment's line */
  for (guint i = 0; i < page->glyphs->len; i++) {
    const Glyph *glyph = glyph_at(page, i);
    gboolean line_ends = glyph->character == '\n';
    if (!line_ends && is_space(glyph->character)) continue;
    if (line_ends || (last && (is_torn(last, glyph, style_of(page, glyph)->size) || begins_cell(page, edges, first, last, i)))) {
      add_fragment(fragments, page, first, i);
      first = i;
    }
    last = line_ends ? NULL : glyph;
  }
  add_fragment(fragments, page, first, page->glyphs->len);
  return fragments;
}

static gboolean on_one_row(const Fragment *a, const Fragment *b) {
  double overlap = MIN(a->y1, b->y1) - MAX(a->y0, b->y0);
  return overlap > 0.5 * MIN(a->y1 - a->y0, b->y1 - b->y0);
}

static int by_height(gconstpointer a, gconstpointer b) {
  const Fragment *fa = a, *fb = b;
  double difference = (fa->y0 + fa->y1) - (fb->y0 + fb->y1);
  return difference < 0 ? -1 : difference > 0 ? 1 : fa->order < fb->order ? -1 : 1;
}

static int by_row(gconstpointer a, gconstpointer b) {
  const Fragment *fa = a, *fb = b;
  if (fa->row != fb->row) return fa->row < fb->row ? -1 : 1;
  return fa->x0 < fb->x0 ? -1 : fa->x0 > fb->x0 ? 1 : 0;
}

/* Does FRAGMENT stand below one of fragments FIRST to END? A line in large type has as much height as two rows in small type
 * beside it. */
static gboolean is_below_any(const GArray *fragments, guint first, guint end, const Fragment *fragment) {
  for (guint i = first; i < end; i++) {
    const Fragment *other = &g_array_index(fragments, Fragment, i);
    double shared = MIN(other->x1, fragment->x1) - MAX(other->x0, fragment->x0);
    double narrower = MIN(other->x1 - other->x0, fragment->x1 - fragment->x0);
    if (shared > BELOW_SHARE * narrower && !on_one_row(other, fragment)) return TRUE;
  }
  return FALSE;
}

/* Numbers the rows from the top and sorts the fragments by row, then from left to right. The widest fragment of a row decides
 * what belongs to it: a mark's box may reach into the row above. Beside a large heading two lines of small text may stand one
 * below the other: the second one begins a row. */
static void sort_into_rows(GArray *fragments) {
  g_array_sort(fragments, by_height);
  guint row = 0, first = 0;
  for (guint i = 0; i < fragments->len; i++) {
    Fragment *fragment = &g_array_index(fragments, Fragment, i);
    const Fragment *widest = &g_array_index(fragments, Fragment, first);
    for (guint k = first; k < i; k++) {
      const Fragment *other = &g_array_index(fragments, Fragment, k);
      if (other->x1 - other->x0 > widest->x1 - widest->x0) widest = other;
    }
    if (i > first && (!on_one_row(fragment, widest) || is_below_any(fragments, first, i, fragment))) row++, first = i;
    fragment->row = row;
  }
  g_array_sort(fragments, by_row);
}

static char *fragment_text(const GlyphPage *page, const Fragment *fragment) {
  GString *text = g_string_new(NULL);
  for (guint i = fragment->first; i < fragment->end; i++) text_append_character(text, glyph_at(page, i)->character);
  return g_string_free(text, FALSE);
}

/* The fragments of a page, sorted into rows, and where they stand. */
typedef struct {
  const GlyphPage *page;
  const Fragment *all;
  guint count;
  guint leader_dots;   /* so many dots lead to a page number */
  const GArray *edges; /* CellEdge */
} Rows;

/* How many dots lead to a page number, at the least, on the page of FRAGMENTS. */
static guint least_leader(const GlyphPage *page, const GArray *fragments) {
  for (guint i = 0; i < fragments->len; i++) {
    g_autofree char *text = fragment_text(page, &g_array_index(fragments, Fragment, i));
    if (text_has_leader(text, LEADER_DOTS)) return SHORT_LEADER_DOTS;
  }
  return LEADER_DOTS;
}

/* Do dots lead from LEFT to RIGHT, a neighbour on its row? Two dots do only to a page number. */
static gboolean has_leader(const Rows *rows, const Fragment *left, const Fragment *right) {
  g_autofree char *from = fragment_text(rows->page, left), *to = fragment_text(rows->page, right);
  if (text_has_leader(from, LEADER_DOTS) || text_has_leader(to, LEADER_DOTS)) return TRUE;
  g_autofree char *both = g_strconcat(from, " ", to, NULL);
  return rows->leader_dots < LEADER_DOTS && text_has_leader(both, rows->leader_dots);
}

/* What a row above or below has at the gap between two fragments. */
typedef enum { NOTHING_THERE, TEXT_BESIDE_IT, TEXT_OVER_IT } AtGap;

/* What ROW, if it is near LEFT, has at the gap between LEFT and RIGHT. */
static AtGap at_gap(const Rows *rows, guint row, const Fragment *left, const Fragment *right) {
  double middle = (left->x1 + right->x0) / 2;
  gboolean before = FALSE, behind = FALSE, in_it = FALSE;
  for (guint i = 0; i < rows->count; i++) {
    const Fragment *other = &rows->all[i];
    if (other->row != row || fabs(other->y1 - left->y1) > BRIDGE_STEP * left->size) continue;
    if (other->x0 <= left->x1 && other->x1 >= right->x0) return TEXT_OVER_IT;
    before = before || other->x1 < middle;
    behind = behind || other->x0 > middle;
    in_it = in_it || (other->x0 <= middle && other->x1 >= middle);
  }
  return before && behind && !in_it ? TEXT_BESIDE_IT : NOTHING_THERE;
}

/* Is there text of a neighbouring row right above or below the gap between LEFT and RIGHT? Then the gap is a word space, however
 * wide a justified line had to make it, as all of its spaces: between columns and cells the rows above and below
 * leave the same gap, or one of them does, where the other is the text behind a table. */
static gboolean is_bridged(const Rows *rows, const Fragment *left, const Fragment *right) {
  double usual = usual_space(rows->page, left, 1);
  if (usual > 0 && right->x0 - left->x1 > UNEVEN * usual) return FALSE;
  AtGap above = left->row > 0 ? at_gap(rows, left->row - 1, left, right) : NOTHING_THERE;
  AtGap below = at_gap(rows, left->row + 1, left, right);
  return MAX(above, below) == TEXT_OVER_IT && above != TEXT_BESIDE_IT && below != TEXT_BESIDE_IT;
}

/* Do LEFT and RIGHT, neighbours on a row, belong to one line? */
static gboolean joins(const Rows *rows, const Fragment *left, const Fragment *right, gboolean left_begins_row) {
  double em = MAX(left->size, right->size);
  double gap = right->x0 - left->x1;
  if (has_leader(rows, left, right)) return TRUE;
  g_autofree char *text = fragment_text(rows->page, left);
  if (gap < LABEL_GAP_EMS * em && left_begins_row && label_is_whole(text)) return TRUE;
  if (cells_part(rows->edges, right->x0, right->y1, gap, usual_space(rows->page, left, 1), em)) return FALSE;
  return gap < SAME_LINE_GAP * em || (gap < BRIDGED_GAP * em && is_bridged(rows, left, right));
}

/* Adds where cells begin among FRAGMENTS, sorted into rows: what stands behind a label is none. */
static void find_edges(const GlyphPage *page, const GArray *fragments, GArray *edges) {
  for (guint i = 1; i < fragments->len; i++) {
    const Fragment *left = &g_array_index(fragments, Fragment, i - 1), *right = left + 1;
    g_autofree char *text = fragment_text(page, left);
    CellEdge edge = {right->x0, right->y1};
    if (left->row == right->row && right->x0 - left->x1 > SAME_LINE_GAP * MAX(left->size, right->size) && !label_is_whole(text))
      g_array_append_val(edges, edge);
  }
}

typedef struct {
  PrintedLine *printed;
  const GlyphPage *page;
  GString *text;
  double foot; /* base line of most glyphs */
  int style;   /* of the open run; -1 for none */
  gboolean raised;
  guint letters, bold_letters, italic_letters; /* digits count where there are no letters */
  gboolean has_letters;
  guint characters;
  double confidence; /* the sum of theirs */
} LineMaker;

static void open_run(LineMaker *maker, const Glyph *glyph, gboolean raised) {
  if (maker->style == (int)glyph->style && maker->raised == raised) return;
  const GlyphStyle *style = style_of(maker->page, glyph);
  FontRun *run = font_run_new();
  run->start = (guint)maker->text->len;
  run->font = g_strdup(style->font);
  run->size = style->size;
  run->bold = style->bold;
  run->italic = style->italic;
  run->raised = raised;
  g_ptr_array_add(maker->printed->line->runs, run);
  maker->style = (int)glyph->style;
  maker->raised = raised;
}

static void add_space(LineMaker *maker) {
  if (maker->text->len > 0 && maker->text->str[maker->text->len - 1] != ' ') g_string_append_c(maker->text, ' ');
}

/* Does CHARACTER begin a piece of a word, behind LAST? Letters and digits hang together, and so does a row of one mark; each
 * other mark is a piece of its own, and so is each character of a script that is written without spaces. */
static gboolean begins_piece(gunichar last, gunichar character) {
  if (last == character) return FALSE;
  if (last < 0x80 && character < 0x80) return !g_ascii_isalnum((char)last) || !g_ascii_isalnum((char)character);
  if (character_is_mark(character)) return FALSE;
  gboolean within = (g_unichar_isalnum(last) || character_is_mark(last)) && g_unichar_isalnum(character);
  return !within || is_unspaced(last) || is_unspaced(character);
}

/* Gives GLYPH, the next of the text, its place in the line's words. RAISED_CHANGES where a mark begins or ends with it. */
static void place_in_words(LineMaker *maker, const Glyph *glyph, gboolean raised_changes) {
  GArray *words = maker->printed->line->words;
  const char *text = maker->text->str;
  const char *last = g_utf8_find_prev_char(text, text + maker->text->len);
  gboolean begins = !last || raised_changes || begins_piece(g_utf8_get_char(last), glyph->character);
  Word fresh = {(guint)maker->text->len, glyph->x0, glyph->x1};
  if (begins) g_array_append_val(words, fresh);
  Word *word = &g_array_index(words, Word, words->len - 1);
  word->x0 = MIN(word->x0, glyph->x0);
  word->x1 = MAX(word->x1, glyph->x1);
}

/* Where GLYPH ends below, in a font of usual measures: boxes are as tall as their fonts' makers say, which differs from font to
 * font far more than where their middle is. So lines in two fonts, an Arabic one and a Latin one, keep their step. */
static double foot_of_glyph(const Glyph *glyph, double size) {
  return (glyph->y0 + glyph->y1 + size) / 2;
}

static void add_glyph(LineMaker *maker, const Glyph *glyph) {
  const GlyphStyle *style = style_of(maker->page, glyph);
  double size = maker->printed->size;
  gboolean raised = style->size <= RAISED_SIZE * size && foot_of_glyph(glyph, style->size) < maker->foot - RAISED_BY * size;
  gboolean raised_changes = raised != maker->raised;
  open_run(maker, glyph, raised);
  place_in_words(maker, glyph, raised_changes);
  text_append_character(maker->text, glyph->character);
  gboolean letter = character_is_letter(glyph->character);
  if (letter && !maker->has_letters) {
    maker->has_letters = TRUE;
    maker->letters = maker->bold_letters = maker->italic_letters = 0;
  }
  if (letter || (!maker->has_letters && character_is_digit(glyph->character))) {
    maker->letters++;
    if (style->bold) maker->bold_letters++;
    if (style->italic) maker->italic_letters++;
  }
  maker->characters++;
  maker->confidence += (double)glyph->confidence;
  Box box = {glyph->x0, glyph->y0, glyph->x1, glyph->y1};
  box_join(&maker->printed->line->box, &box);
}

/* SIGNS has room for all of a line's. */
static void add_sign(GArray *signs, Sign sign) {
  g_array_index(signs, Sign, signs->len++) = sign;
}

/* Does CHARACTER close what LAST ends? French sets thin spaces in front of other marks, and dots lead to page numbers. */
static gboolean closes_word(gunichar last, gunichar character) {
  static const gunichar closing[] = {0x2019, 0x201D, ')', ','};
  if (character_is_digit(last) && is_hyphen(character)) return TRUE;
  if (!g_unichar_isalnum(last) && last != 0x201D && last != 0x2019) return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS(closing); i++)
    if (character == closing[i]) return TRUE;
  return FALSE;
}

/* Is the space that the reader set between LAST and GLYPH in the midst of a word? Some files place letters so loosely that it
 * takes a gap between two of them for a word's end. Such a gap is far narrower than the line's other spaces, of which USUAL is
 * the median. Numbers are parted by thin spaces of their own. */
static gboolean is_within_word(const GlyphPage *page, const Glyph *last, const Glyph *glyph, double usual) {
  double gap = glyph->x0 - last->x1;
  gboolean letters = (character_is_letter(last->character) || is_hyphen(last->character)) &&
                     (character_is_letter(glyph->character) || is_hyphen(glyph->character));
  letters = letters || closes_word(last->character, glyph->character);
  double size = style_of(page, glyph)->size;
  if (!letters || last->style != glyph->style || usual <= 0) return FALSE;
  return fabs(gap) < THIN_GAP * size && gap < THIN_SHARE * usual;
}

static gboolean is_full_width_mark(gunichar c) {
  return (c >= 0x3001 && c <= 0x301F) || (c >= 0xFF01 && c <= 0xFF5E && g_unichar_ispunct(c));
}

/* Is glyph INDEX of PAGE, GAP behind the last one, Chinese as that is, or one of them a mark as wide as a character, and the gap
 * narrower than one? Then it is no space but what fills a justified line. */
static gboolean is_stretched(const GlyphPage *page, guint index, double gap) {
  const Glyph *glyph = glyph_at(page, index);
  guint last = index;
  while (last > 0 && is_space(glyph_at(page, last - 1)->character)) last--;
  gunichar before = last > 0 ? glyph_at(page, last - 1)->character : 0;
  gboolean chinese = is_unspaced(glyph->character) && is_unspaced(before);
  if (!chinese && !is_full_width_mark(glyph->character) && !is_full_width_mark(before)) return FALSE;
  return gap < IDEOGRAPHIC_SPACE * style_of(page, glyph)->size;
}

/* The signs of FRAGMENT in the order in which it stands, appended to SIGNS; X1 is where the line ended in front of it, USUAL
 * as wide as its spaces are. */
static void gather_signs(GArray *signs, const GlyphPage *page, const Fragment *fragment, double x1, double usual) {
  gboolean spaced = FALSE;
  Sign last = NULL;
  for (guint i = fragment->first; i < fragment->end; i++) {
    Sign glyph = glyph_at(page, i);
    if (is_space(glyph->character)) {
      spaced = TRUE;
      continue;
    }
    if (character_is_mark(glyph->character)) { /* over its letter, wherever its box is */
      add_sign(signs, glyph);
      x1 = MAX(x1, glyph->x1);
      continue;
    }
    double gap = glyph->x0 - x1;
    if (i == fragment->first)
      spaced = gap > WORD_GAP * fragment->size;
    else if (gap > GLUED_GAP * fragment->size)
      spaced = TRUE;
    else if (spaced && is_within_word(page, last, glyph, usual))
      spaced = FALSE;
    if (is_stretched(page, i, gap)) spaced = FALSE;
    if (spaced && signs->len > 0) add_sign(signs, NULL);
    add_sign(signs, glyph);
    spaced = FALSE;
    last = glyph;
    x1 = glyph->x1;
  }
}

static void add_text(LineMaker *maker, const Fragment *fragments, guint count) {
  guint most = 0;
  for (guint f = 0; f < count; f++) most += 2 * (fragments[f].end - fragments[f].first); /* a space in front of each */
  g_autoptr(GArray) signs = g_array_sized_new(FALSE, FALSE, sizeof(Sign), most);
  double usual = usual_space(maker->page, fragments, count);
  for (guint f = 0; f < count; f++)
    gather_signs(signs, maker->page, &fragments[f], f > 0 ? fragments[f - 1].x1 : -G_MAXDOUBLE, usual);
  signs_to_reading_order(signs, maker->page);
  for (guint i = 0; i < signs->len; i++) {
    Sign sign = g_array_index(signs, Sign, i);
    if (sign)
      add_glyph(maker, sign);
    else
      add_space(maker);
  }
}

/* Where the letters of the fragment's main style end below: the same for all lines that are set in one style, which the box
 * of a line is not once a label comes from a font with other measures. */
static double foot_of(const GlyphPage *page, const Fragment *fragment) {
  double foot = 0;
  for (guint i = fragment->first; i < fragment->end; i++) {
    const Glyph *glyph = glyph_at(page, i);
    if (is_space(glyph->character) || glyph->style != fragment->style) continue;
    foot = MAX(foot, foot_of_glyph(glyph, fragment->size));
  }
  return foot;
}

static PrintedLine *make_line(const GlyphPage *page, const Fragment *fragments, guint count, guint leader_dots) {
  PrintedLine *printed = printed_line_new();
  const Fragment *widest = fragments;
  for (guint f = 1; f < count; f++)
    if (range_weight(page, fragments[f].first, fragments[f].end) > range_weight(page, widest->first, widest->end))
      widest = &fragments[f];
  printed->size = widest->size;
  printed->row = fragments->row;
  printed->page_width = page->width;
  printed->page_height = page->height;
  printed->quarters = page->quarters;
  printed->mirrored = page->mirrored;
  printed->skew = page->skew;
  printed->ocr = page->ocr;
  printed->line->page = page->number;
  LineMaker maker = {.printed = printed, .page = page, .text = g_string_new(NULL), .style = -1};
  maker.foot = foot_of(page, widest);
  printed->foot = maker.foot;
  add_text(&maker, fragments, count);
  printed->bold = maker.letters > 0 && maker.bold_letters == maker.letters;
  printed->italic = maker.letters > 0 && maker.italic_letters == maker.letters;
  printed->kind = BLOCK_PARAGRAPH;
  if (maker.characters > 0) printed->line->confidence = maker.confidence / maker.characters;
  g_free(printed->line->text);
  printed->line->text = g_string_free(maker.text, FALSE);
  printed->leads_to_page = text_has_leader(printed->line->text, leader_dots);
  return printed;
}

static double left_of(const PrintedLine *line) {
  return line->line->box.x0;
}

static double right_of(const PrintedLine *line) {
  return line->line->box.x1;
}

static gboolean is_wide(const PrintedLine *line) {
  return right_of(line) - left_of(line) > COLUMN_WIDTH * line->page_width;
}

/* Where two columns part on the page of LINES: between wide lines that end left of the middle and wide lines that begin right of
 * it, where there are enough of both, and few that cross. 0 where the page is set in one column. */
static double find_gutter(const GPtrArray *lines) {
  double left_edge = 0, right_edge = G_MAXDOUBLE;
  guint left = 0, right = 0, crossing = 0;
  for (guint i = 0; i < lines->len; i++) {
    const PrintedLine *line = lines->pdata[i];
    double middle = line->page_width / 2, reach = COLUMN_REACH * line->page_width;
    if (!is_wide(line)) continue;
    gboolean left_half = left_of(line) + right_of(line) < 2 * middle;
    if (left_half && right_of(line) < middle + reach)
      left++, left_edge = MAX(left_edge, right_of(line));
    else if (!left_half && left_of(line) > middle - reach)
      right++, right_edge = MIN(right_edge, left_of(line));
    else
      crossing++;
  }
  gboolean parts = left >= COLUMN_LINES && right >= COLUMN_LINES && left_edge < right_edge && crossing * 2 < left + right;
  return parts ? (left_edge + right_edge) / 2 : 0;
}

/* A page in columns is read from one line that crosses them to the next: the left column, then the right one. */
typedef struct {
  guint band, column, place; /* place: from the top */
  PrintedLine *line;
} Ordered;

static int by_column(gconstpointer a, gconstpointer b) {
  const Ordered *oa = a, *ob = b;
  if (oa->band != ob->band) return oa->band < ob->band ? -1 : 1;
  if (oa->column != ob->column) return oa->column < ob->column ? -1 : 1;
  return oa->place < ob->place ? -1 : 1;
}

static void order_columns(GPtrArray *lines, double gutter) {
  g_autoptr(GArray) ordered = g_array_new(FALSE, FALSE, sizeof(Ordered));
  guint band = 0;
  for (guint i = 0; i < lines->len; i++) {
    PrintedLine *line = lines->pdata[i];
    gboolean crosses = left_of(line) < gutter && right_of(line) > gutter;
    if (crosses) band++;
    Ordered entry = {band, left_of(line) >= gutter, i, line};
    g_array_append_val(ordered, entry);
    if (crosses) band++;
  }
  g_array_sort(ordered, by_column);
  for (guint i = 0; i < lines->len; i++) lines->pdata[i] = g_array_index(ordered, Ordered, i).line;
}

/* A piece of turned text is one line, and furniture, whatever it says: a stamp, a watermark, a note in the margin. Several of
 * them are the heads of a table's columns. */
static PrintedLine *make_turned_line(const GlyphPage *piece, guint pieces) {
  g_autoptr(GArray) fragments = g_array_new(FALSE, FALSE, sizeof(Fragment));
  add_fragment(fragments, piece, 0, piece->glyphs->len);
  PrintedLine *line = make_line(piece, (const Fragment *)(gpointer)fragments->data, 1, LEADER_DOTS);
  line->kind = pieces >= TURNED_HEADS ? BLOCK_TABLE : BLOCK_FURNITURE;
  return line;
}

void lines_build(GlyphPage *page, GPtrArray *lines) {
  g_autoptr(GPtrArray) turned = glyph_page_take_turned(page);
  g_autoptr(GArray) edges = g_array_new(FALSE, FALSE, sizeof(CellEdge));
  g_autoptr(GArray) torn = fragments_of(page, edges);
  sort_into_rows(torn);
  find_edges(page, torn, edges);
  g_autoptr(GArray) fragments = fragments_of(page, edges);
  sort_into_rows(fragments);
  g_autoptr(GPtrArray) made = g_ptr_array_new();
  const Fragment *all = (const Fragment *)(gpointer)fragments->data;
  Rows rows = {page, all, fragments->len, least_leader(page, fragments), edges};
  for (guint i = 0; i < fragments->len;) {
    gboolean begins_row = i == 0 || all[i - 1].row != all[i].row;
    guint end = i + 1;
    while (end < fragments->len && all[end].row == all[i].row &&
           joins(&rows, &all[end - 1], &all[end], end - 1 == i && begins_row))
      end++;
    g_ptr_array_add(made, make_line(page, &all[i], end - i, rows.leader_dots));
    i = end;
  }
  leaders_join(made);
  double gutter = find_gutter(made);
  if (gutter > 0) order_columns(made, gutter);
  for (guint i = 0; i < made->len; i++) g_ptr_array_add(lines, made->pdata[i]);
  for (guint i = 0; i < turned->len; i++) g_ptr_array_add(lines, make_turned_line(turned->pdata[i], turned->len));
}
