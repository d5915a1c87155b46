#include "extractors/directions.h"

#include "extractors/characters.h"

#include <math.h>
#include <string.h>

static const double WORD_GAP = 0.14; /* in font sizes: a wider gap parts two words */
static const double STACKED = 0.2;   /* two boxes that share a smaller part of their height stand one above the other */

typedef enum { LETTER_RIGHT, LETTER_LEFT, NUMBER, NEUTRAL } Class;

gboolean is_right_to_left(gunichar c) {
  /* The blocks of Hebrew, Arabic, Syriac, Thaana and their like, without their digits (Unicode, DerivedBidiClass). */
  if (c < 0x590) return FALSE;
  if ((c >= 0x660 && c <= 0x66C) || (c >= 0x6F0 && c <= 0x6F9)) return FALSE;
  return c <= 0x8FF || (c >= 0xFB1D && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFE) || (c >= 0x10800 && c <= 0x10FFF) ||
         (c >= 0x1E800 && c <= 0x1EFFF) || c == 0x200F;
}

static Class class_of(gunichar c) {
  if (c == 0x60C || c == 0x61B || c == 0x61F || c == 0x6D4) return NEUTRAL; /* Arabic comma, semicolon, question mark, stop */
  if (is_right_to_left(c)) return LETTER_RIGHT;
  if (character_is_digit(c)) return NUMBER;
  return character_is_letter(c) ? LETTER_LEFT : NEUTRAL;
}

gboolean glyph_page_is_right_to_left(const GlyphPage *page) {
  guint right = 0, left = 0;
  for (guint i = 0; i < page->glyphs->len; i++) {
    Class class = class_of(g_array_index(page->glyphs, Glyph, i).character);
    if (class == LETTER_RIGHT) right++;
    if (class == LETTER_LEFT) left++;
  }
  return right > left;
}

static double size_of(const GlyphPage *page, const Glyph *glyph) {
  return ((const GlyphStyle *)page->styles->pdata[glyph->style])->size;
}

static int by_middle(gconstpointer a, gconstpointer b) {
  const Glyph *ga = a, *gb = b;
  double difference = (ga->y0 + ga->y1) - (gb->y0 + gb->y1);
  return difference < 0 ? -1 : difference > 0;
}

static int by_start(gconstpointer a, gconstpointer b) {
  const Glyph *ga = a, *gb = b;
  double difference = (ga->x0 + ga->x1) - (gb->x0 + gb->x1);
  return difference < 0 ? -1 : difference > 0;
}

static gboolean on_one_row(const Glyph *a, const Glyph *b) {
  double overlap = MIN(a->y1, b->y1) - MAX(a->y0, b->y0);
  return overlap > 0.5 * MIN(a->y1 - a->y0, b->y1 - b->y0);
}

/* Does A stand above or below B? */
static gboolean is_stacked(const Glyph *a, const Glyph *b) {
  double height = MIN(a->y1 - a->y0, b->y1 - b->y0);
  return MIN(a->x1, b->x1) > MAX(a->x0, b->x0) && MIN(a->y1, b->y1) - MAX(a->y0, b->y0) < STACKED * height;
}

/* The first of the glyphs that are as high on the page as glyph AT, which begins a line; behind FIRST. */
static guint line_start(const GArray *glyphs, guint first, guint at) {
  while (at - 1 > first && by_middle(&g_array_index(glyphs, Glyph, at - 1), &g_array_index(glyphs, Glyph, at)) == 0) at--;
  return at;
}

/* The tallest of the row's glyphs stands for it: a mark's box may reach into the next. Beside a tall line may stand two small
 * ones: what stands below a glyph of the row is on the next. */
static guint row_end(const GArray *glyphs, guint first) {
  const Glyph *tallest = &g_array_index(glyphs, Glyph, first);
  guint end = first + 1;
  for (; end < glyphs->len; end++) {
    const Glyph *glyph = &g_array_index(glyphs, Glyph, end);
    if (!on_one_row(tallest, glyph)) break;
    for (guint i = first; i < end; i++)
      if (is_stacked(glyph, &g_array_index(glyphs, Glyph, i))) return line_start(glyphs, first, end);
    if (glyph->y1 - glyph->y0 > tallest->y1 - tallest->y0) tallest = glyph;
  }
  return end;
}

static void append_white(GArray *ordered, gunichar character, const Glyph *last) {
  Glyph white = *last;
  white.character = character;
  white.x0 = white.x1;
  g_array_append_val(ordered, white);
}

static gboolean is_over(const Glyph *mark, const Glyph *letter) {
  double middle = (mark->x0 + mark->x1) / 2;
  return middle > letter->x0 && middle < letter->x1;
}

/* A mark follows the letter over which it stands. */
static void order_marks(GArray *glyphs, guint first, guint end) {
  for (guint i = first; i + 1 < end; i++) {
    Glyph mark = g_array_index(glyphs, Glyph, i), next = g_array_index(glyphs, Glyph, i + 1);
    if (!g_unichar_ismark(mark.character) || g_unichar_ismark(next.character) || !is_over(&mark, &next)) continue;
    if (i > first && is_over(&mark, &g_array_index(glyphs, Glyph, i - 1))) continue;
    g_array_index(glyphs, Glyph, i) = next;
    g_array_index(glyphs, Glyph, i + 1) = mark;
  }
}

static void append_row(GArray *ordered, const GlyphPage *page, GArray *glyphs, guint first, guint end) {
  order_marks(glyphs, first, end);
  const Glyph *last = NULL; /* the one that reaches farthest */
  for (guint i = first; i < end; i++) {
    const Glyph *glyph = &g_array_index(glyphs, Glyph, i);
    gboolean parted = last && glyph->x0 - last->x1 > WORD_GAP * size_of(page, glyph);
    if (parted && !g_unichar_ismark(glyph->character)) append_white(ordered, ' ', last);
    g_array_append_val(ordered, *glyph);
    if (!last || glyph->x1 > last->x1) last = glyph;
  }
  append_white(ordered, '\n', &g_array_index(glyphs, Glyph, end - 1));
}

/* The glyphs of PAGE that show something, mirrored. */
static GArray *mirrored_glyphs(const GlyphPage *page) {
  GArray *glyphs = g_array_sized_new(FALSE, FALSE, sizeof(Glyph), page->glyphs->len);
  for (guint i = 0; i < page->glyphs->len; i++) {
    Glyph glyph = g_array_index(page->glyphs, Glyph, i);
    if (character_is_white(glyph.character)) continue;
    double x0 = glyph.x0;
    glyph.x0 = page->width - glyph.x1;
    glyph.x1 = page->width - x0;
    g_array_append_val(glyphs, glyph);
  }
  return glyphs;
}

/* 1 where CHARACTER opens a bracket, -1 where it closes one; 0 for all else. */
static int bracket_side(gunichar character) {
  static const char open[] = "([{", close[] = ")]}";
  if (character >= 0x80 || character == 0) return 0;
  return strchr(open, (int)character) ? 1 : strchr(close, (int)character) ? -1 : 0;
}

/* Does C end a sentence or a part of it? */
static gboolean is_end_mark(gunichar c) {
  static const char ends[] = ".,;:!?";
  return c != 0 && c < 0x80 && strchr(ends, (int)c) != NULL;
}

static gboolean is_white_at(const GArray *glyphs, guint index) {
  return index >= glyphs->len || character_is_white(g_array_index(glyphs, Glyph, index).character);
}

/* Do the brackets of glyphs FIRST to END stand as they should (above 0), or exchanged (below 0)? Where a bracket stands tells
 * whether it opens: behind white space, not in front of it. */
static int vote_on_brackets(const GArray *glyphs, guint first, guint end) {
  int votes = 0;
  for (guint i = first; i < end; i++) {
    int side = bracket_side(g_array_index(glyphs, Glyph, i).character);
    gboolean white_before = i == 0 || is_white_at(glyphs, i - 1), white_behind = is_white_at(glyphs, i + 1);
    if (white_before != white_behind) votes += white_before ? side : -side;
  }
  return votes;
}

static guint line_end(const GArray *glyphs, guint first) {
  while (first < glyphs->len && g_array_index(glyphs, Glyph, first).character != '\n') first++;
  return first;
}

/* Is the line of glyphs FIRST to END written from left to right? It has no letter of the other direction, and does not end at its
 * left. */
static gboolean is_latin_line(const GArray *glyphs, guint first, guint end) {
  gboolean latin = FALSE;
  for (guint i = first; i < end; i++) {
    Class class = class_of(g_array_index(glyphs, Glyph, i).character);
    if (class == LETTER_RIGHT) return FALSE;
    latin = latin || class == LETTER_LEFT;
  }
  return latin && !is_end_mark(g_array_index(glyphs, Glyph, end - 1).character);
}

/* Some files name the brackets of such text by their shapes, so that each opening one is called a closing one, while those of
 * Latin lines on the same page are right: each line decides for itself, or else as most of the page. */
static void mend_brackets(GArray *glyphs) {
  int all = vote_on_brackets(glyphs, 0, glyphs->len);
  for (guint first = 0, end; first < glyphs->len; first = end + 1) {
    end = line_end(glyphs, first);
    if (is_latin_line(glyphs, first, end)) continue;
    int votes = vote_on_brackets(glyphs, first, end);
    for (guint i = first; (votes ? votes : all) < 0 && i < end; i++) {
      Glyph *glyph = &g_array_index(glyphs, Glyph, i);
      if (bracket_side(glyph->character)) g_unichar_get_mirror_char(glyph->character, &glyph->character);
    }
  }
}

void glyph_page_mirror(GlyphPage *page) {
  g_autoptr(GArray) glyphs = mirrored_glyphs(page);
  GArray *ordered = g_array_sized_new(FALSE, FALSE, sizeof(Glyph), 2 * page->glyphs->len);
  g_array_sort(glyphs, by_middle);
  for (guint first = 0; first < glyphs->len;) {
    guint end = row_end(glyphs, first);
    qsort(&g_array_index(glyphs, Glyph, first), end - first, sizeof(Glyph), by_start);
    append_row(ordered, page, glyphs, first, end);
    first = end;
  }
  mend_brackets(ordered);
  g_array_unref(page->glyphs);
  page->glyphs = ordered;
  page->mirrored = TRUE;
}

/* --- the order of reading, by the rules of the Unicode bidirectional algorithm (UAX 9) read backwards */

static Class class_at(const GArray *signs, guint index) {
  Sign sign = g_array_index(signs, Sign, index);
  return sign ? class_of(sign->character) : NEUTRAL;
}

static gboolean joins_numbers(Sign sign) {
  return sign && sign->character < 0x80 && strchr("./,:-+%$#", (int)sign->character) != NULL;
}

static guint digits_at(const GArray *signs, guint index) {
  guint end = index;
  while (end < signs->len && class_at(signs, end) == NUMBER) end++;
  return end - index;
}

/* The space within 1 250 and 1 234 567 is part of the number: behind one to three digits, in front of three. */
static void join_groups(Class *classes, const GArray *signs) {
  for (guint i = 0; i < signs->len;) {
    guint digits = digits_at(signs, i), next = i + digits;
    if (digits >= 1 && digits <= 3 && next < signs->len && !g_array_index(signs, Sign, next) && digits_at(signs, next + 1) == 3 &&
        (i == 0 || classes[i - 1] != NUMBER || !g_array_index(signs, Sign, i - 1)))
      classes[next] = NUMBER;
    i = next + 1;
  }
}

/* The classes of SIGNS, which stand from left to right, where a sign within a number (1,234 or 24/7) is part of it. */
static Class *classes_of(const GArray *signs) {
  Class *classes = g_new(Class, signs->len + 1);
  for (guint i = 0; i < signs->len; i++) classes[i] = class_at(signs, i);
  for (guint i = 1; i + 1 < signs->len; i++)
    if (classes[i] == NEUTRAL && joins_numbers(g_array_index(signs, Sign, i)) && classes[i - 1] == NUMBER &&
        class_at(signs, i + 1) == NUMBER)
      classes[i] = NUMBER;
  join_groups(classes, signs);
  return classes;
}

/* The end of the stretch that reads from left to right and begins with sign FIRST: letters and numbers, and between them what
 * follows a letter. */
static guint left_to_right_end(const Class *classes, guint first, guint count) {
  gboolean letter = FALSE;
  guint end = first;
  for (guint i = first; i < count && classes[i] != LETTER_RIGHT; i++) {
    if (classes[i] == NEUTRAL) continue;
    if (i > end && !letter) break; /* two numbers with something between them stand in the line's own order */
    letter = letter || classes[i] == LETTER_LEFT;
    end = i + 1;
  }
  return end;
}

/* The end of the stretch that reads from right to left and begins with sign FIRST. */
static guint right_to_left_end(const Class *classes, guint first, guint count) {
  guint end = first;
  for (guint i = first; i < count && classes[i] != LETTER_LEFT; i++)
    if (classes[i] == LETTER_RIGHT) end = i + 1;
  return end;
}

static void reverse(GArray *signs, guint8 *levels, guint first, guint end) {
  for (; first + 1 < end; first++, end--) {
    Sign sign = g_array_index(signs, Sign, first);
    g_array_index(signs, Sign, first) = g_array_index(signs, Sign, end - 1);
    g_array_index(signs, Sign, end - 1) = sign;
    guint8 level = levels[first];
    levels[first] = levels[end - 1];
    levels[end - 1] = level;
  }
}

/* Reverses each stretch of signs whose level is LEVEL at least. */
static void reverse_level(GArray *signs, guint8 *levels, guint8 level) {
  for (guint i = 0; i < signs->len; i++) {
    guint end = i;
    while (end < signs->len && levels[end] >= level) end++;
    if (end > i) reverse(signs, levels, i, end), i = end - 1;
  }
}

/* Text from left to right that the end of its line, at the left, cuts behind a stroke or a hyphen goes on with that: FROM is the
 * end of its letters and numbers. */
static guint cut_end(const GArray *signs, guint from) {
  Sign sign = from < signs->len ? g_array_index(signs, Sign, from) : NULL;
  return sign && (sign->character == '/' || sign->character == '-') ? from + 1 : from;
}

/* Embedding levels as in UAX 9: even ones read from left to right, odd ones from right to left. */
static void set_levels(guint8 *levels, const GArray *signs, const Class *classes, gboolean base_right) {
  guint count = signs->len;
  memset(levels, base_right ? 1 : 0, count);
  for (guint i = 0; i < count;) {
    guint end = i + 1;
    if (base_right && (classes[i] == LETTER_LEFT || classes[i] == NUMBER)) {
      end = left_to_right_end(classes, i, count);
      if (i == 0 && classes[i] == LETTER_LEFT) end = cut_end(signs, end);
      memset(levels + i, 2, end - i);
    } else if (!base_right && classes[i] == LETTER_RIGHT) {
      end = right_to_left_end(classes, i, count);
      for (guint k = i; k < end; k++) levels[k] = classes[k] == NUMBER ? 2 : 1;
    }
    i = end;
  }
}

static gboolean is_alef(gunichar c) {
  return c == 0x622 || c == 0x623 || c == 0x625 || c == 0x627;
}

/* Are A and B, side by side, the halves of one glyph? A reader that knows two characters for a glyph parts its box in the
 * middle. */
static gboolean are_halves(Sign a, Sign b) {
  double width = a->x1 - a->x0;
  return fabs(width - (b->x1 - b->x0)) < 1e-6 * width && MIN(fabs(a->x1 - b->x0), fabs(b->x1 - a->x0)) < 1e-6 * width;
}

/* Are all letters of the style of SIGN equally wide, so that their widths tell nothing? */
static gboolean is_monospaced(const GArray *signs, Sign sign) {
  for (guint i = 0; i < signs->len; i++) {
    Sign other = g_array_index(signs, Sign, i);
    if (other && other->style == sign->style && class_of(other->character) == LETTER_RIGHT && !is_alef(other->character) &&
        other->character != 0x644 && fabs((other->x1 - other->x0) - (sign->x1 - sign->x0)) > 0.01 * (sign->x1 - sign->x0))
      return FALSE;
  }
  return TRUE;
}

/* Lam and alef are one glyph, whose two characters the reader lays out from left to right. */
static void mend_lam_alef(GArray *signs) {
  for (guint i = 0; i + 1 < signs->len; i++) {
    Sign a = g_array_index(signs, Sign, i), b = g_array_index(signs, Sign, i + 1);
    if (!a || !b || !is_alef(a->character) || b->character != 0x644 || !are_halves(a, b) || is_monospaced(signs, a)) continue;
    g_array_index(signs, Sign, i) = b;
    g_array_index(signs, Sign, i + 1) = a;
  }
}

static gboolean has_class(const GArray *signs, Class class) {
  for (guint i = 0; i < signs->len; i++)
    if (class_at(signs, i) == class) return TRUE;
  return FALSE;
}

/* Does the text of a line of Latin letters, which stand from left to right, run from right to left? Then the mark that ends it
 * stands at its left, where no text from left to right begins so; or it has Arabic marks. */
static gboolean ends_at_left(const GArray *signs) {
  Sign first = signs->len > 0 ? g_array_index(signs, Sign, 0) : NULL;
  if (first && is_end_mark(first->character)) return TRUE;
  for (guint i = 0; i < signs->len; i++) {
    Sign sign = g_array_index(signs, Sign, i);
    if (sign && (sign->character == 0x60C || sign->character == 0x61B || sign->character == 0x61F)) return TRUE;
  }
  return FALSE;
}

/* A line of Latin letters alone reads from left to right on any page, unless it ends at the left. */
void signs_to_reading_order(GArray *signs, const GlyphPage *page) {
  gboolean right = has_class(signs, LETTER_RIGHT);
  if (!right && !page->mirrored) return;
  g_autofree guint8 *levels = g_new0(guint8, signs->len + 1);
  if (page->mirrored) reverse(signs, levels, 0, signs->len); /* as it stands on the page, from left to right */
  gboolean base_right = page->mirrored && (right || !has_class(signs, LETTER_LEFT) || ends_at_left(signs));
  g_autofree Class *classes = classes_of(signs);
  set_levels(levels, signs, classes, base_right);
  reverse_level(signs, levels, 2);
  reverse_level(signs, levels, 1);
  mend_lam_alef(signs);
}
