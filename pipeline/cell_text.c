/* cell_text.c - see cell_text.h. */
#include "pipeline/cell_text.h"

#include <string.h>

static const char cut_words[] = "… [cut: the whole text is in the catalogue]";

/* How many UTF-16 units C takes. */
static guint utf16_units(gunichar c) {
  return c > 0xFFFF ? 2 : 1;
}

/* ISO/IEC 29500-1, 22.9.2.19 (ST_Xstring): _xHHHH_ stands for the character of that number. */
static gboolean is_escape(const char *text) {
  if (text[0] != '_' || text[1] != 'x') return FALSE;
  for (int i = 2; i < 6; i++)
    if (!g_ascii_isxdigit(text[i])) return FALSE;
  return text[6] == '_';
}

/* Appends what stands for the character at AT. */
static void append_character(GString *out, const char *at) {
  gunichar c = g_utf8_get_char(at);
  if (c == '\r') {
    if (at[1] != '\n') g_string_append_c(out, '\n');
  } else if (c == 0xFFFE || c == 0xFFFF) {
    g_string_append(out, "\uFFFD");
  } else if (is_escape(at)) {
    g_string_append(out, "_x005F_");
  } else if (c >= ' ' || c == '\t' || c == '\n') {
    g_string_append_unichar(out, c);
  }
}

/* Cuts TEXT behind the last character that lets it keep within the limit with the words that say so. */
static void cut(GString *text) {
  glong room = CELL_TEXT_MOST - g_utf8_strlen(cut_words, -1); /* none of its characters takes two units */
  const char *at = text->str, *end = text->str;
  for (glong units = 0; *at != '\0'; at = g_utf8_next_char(at)) {
    if (units <= room) end = at;
    units += utf16_units(g_utf8_get_char(at));
    if (units > CELL_TEXT_MOST) break;
  }
  if (*at == '\0') return;
  g_string_truncate(text, (gsize)(end - text->str));
  g_string_append(text, cut_words);
}

char *cell_text(const char *text) {
  if (text == NULL) return g_strdup("");
  g_autofree char *valid = g_utf8_make_valid(text, -1);
  GString *out = g_string_sized_new(strlen(valid));
  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char(at)) append_character(out, at);
  cut(out);
  return g_string_free(out, FALSE);
}

/* ---- room ---- */

/* The width of C in digits. Measured against Arial, to the nearest twentieth and a little above. */
static double character_width(gunichar c) {
  static const char narrow[] = "iljftrI.,;:'|!()[]{}/\\- ";
  static const char wide[] = "mwMW@%&";
  if (g_unichar_iszerowidth(c)) return 0;
  if (g_unichar_iswide(c)) return 2.1;
  if (c < 0x80 && strchr(narrow, (int)c) != NULL) return 0.55;
  if (c < 0x80 && strchr(wide, (int)c) != NULL) return 1.6;
  return g_unichar_isupper(c) ? 1.3 : 1.0;
}

typedef struct {
  double width;
  double line, word; /* how much of the line is taken, and how much of that by the word that is being read */
  guint lines;
} Wrap;

/* A word that does not fit begins a new line; one that is longer than a line is broken. */
static void wrap_character(Wrap *wrap, gunichar c) {
  double width = character_width(c);
  if (c == '\n') {
    *wrap = (Wrap){.width = wrap->width, .lines = wrap->lines + 1};
    return;
  }
  wrap->line += width;
  wrap->word = c == ' ' || c == '-' || g_unichar_iswide(c) ? 0 : wrap->word + width;
  if (wrap->line <= wrap->width || c == ' ') return;
  wrap->lines++;
  if (wrap->word > wrap->width) wrap->word = width;
  wrap->line = MAX(wrap->word, width);
}

guint cell_text_lines(const char *text, double width) {
  Wrap wrap = {.width = MAX(width - 1, 1), .lines = 1}; /* a cell keeps some room at its sides */
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) wrap_character(&wrap, g_utf8_get_char(at));
  return wrap.lines;
}
