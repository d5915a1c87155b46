/* cell_lines.c - see cell_lines.h. */
#include "pipeline/workbook/cell_lines.h"

/* ---- letters ---- */

/* Advance widths in hundredths of the font's size, rounded up, as read from Liberation Sans. */
static const guint8 latin[] = {
    /* U+0020 */ 28,  28, 36, 56, 56, 89, 67, 20, 34, 34, 39, 59, 28, 34, 28, 28,
    /* U+0030 */ 56,  56, 56, 56, 56, 56, 56, 56, 56, 56, 28, 28, 59, 59, 59, 56,
    /* U+0040 */ 102, 67, 67, 73, 73, 67, 62, 78, 73, 28, 50, 67, 56, 84, 73, 78,
    /* U+0050 */ 67,  78, 73, 67, 62, 73, 67, 95, 67, 67, 62, 28, 28, 28, 47, 56,
    /* U+0060 */ 34,  56, 56, 50, 56, 56, 28, 56, 56, 23, 23, 50, 23, 84, 56, 56,
    /* U+0070 */ 56,  56, 34, 50, 28, 56, 50, 73, 50, 50, 50, 34, 26, 34, 59, 0,
};
static const guint8 cyrillic[] = {
    /* U+0400 */ 67, 67, 87, 55, 72, 67, 28, 28, 50, 106, 101, 86, 59, 73, 64,  72,
    /* U+0410 */ 67, 66, 67, 55, 68, 67, 93, 61, 72, 72,  59,  66, 84, 73, 78,  72,
    /* U+0420 */ 67, 73, 62, 64, 76, 67, 74, 67, 92, 94,  80,  89, 66, 72, 101, 73,
    /* U+0430 */ 56, 58, 54, 37, 59, 56, 67, 46, 56, 56,  44,  59, 69, 56, 56,  55,
    /* U+0440 */ 56, 50, 46, 50, 83, 50, 58, 53, 81, 83,  63,  72, 53, 51, 75,  55,
    /* U+0450 */ 56, 56, 56, 37, 51, 50, 23, 28, 23, 91,  82,  56, 44, 56, 50,  56,
};

/* Of other letters, which come from whatever font has them. */
enum { WIDE = 105, UPPER = 78, LOWER = 56, ARABIC = 56, DASH = 100 };

static guint letter_width(gunichar c) {
  if (c >= 0x20 && c < 0x20 + G_N_ELEMENTS(latin)) return latin[c - 0x20];
  if (c >= 0x400 && c < 0x400 + G_N_ELEMENTS(cyrillic)) return cyrillic[c - 0x400];
  if (g_unichar_iszerowidth(c)) return 0;
  if (g_unichar_iswide(c)) return WIDE;
  if (c >= 0x600 && c < 0x780) return ARABIC;
  if (c >= 0x2014 && c < 0x2E80) return DASH; /* dashes, arrows, signs */
  return g_unichar_isupper(c) ? UPPER : LOWER;
}

/* ---- lines ---- */

typedef struct {
  guint width;      /* of a line, as the others here in hundredths of the font's size */
  guint line, word; /* how much of the line is taken, and how much of that by the word that is being read */
  guint lines;
} Wrap;

/* A word that does not fit begins a new line; one that is longer than a line is broken. Spaces hang over a line's end, and each
 * line holds a letter. */
static void wrap_letter(Wrap *wrap, gunichar c) {
  if (c == '\n') {
    *wrap = (Wrap){.width = wrap->width, .lines = wrap->lines + 1};
    return;
  }
  guint width = letter_width(c);
  wrap->line += width;
  wrap->word = c == ' ' || c == '-' || width == WIDE ? 0 : wrap->word + width;
  if (wrap->line <= MAX(wrap->width, width) || c == ' ') return;
  wrap->lines++;
  if (wrap->word > wrap->width) wrap->word = width;
  wrap->line = MAX(wrap->word, width);
}

guint cell_lines(const char *text, double width, double size) {
  static const double digit = 5.25; /* points: 7 pixels of 1/96 inch, as Excel draws a digit of its standard font, Calibri 11 */
  static const double doubt = 1.03; /* a few hundredths, by which programs differ */
  Wrap wrap = {.width = (guint)MAX(width * digit / size / doubt * 100, 1), .lines = 1};
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at))
    wrap_letter(&wrap, (guchar)*at < 0x80 ? (gunichar)*at : g_utf8_get_char(at));
  return wrap.lines;
}
