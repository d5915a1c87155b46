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

/* The end of what TEXT has within UNITS, from which that is taken. */
static const char *end_within(const char *text, glong *units) {
  const char *at = text;
  for (; *at != '\0'; at = g_utf8_next_char(at)) {
    guint needed = utf16_units(g_utf8_get_char(at));
    if (needed > *units) break;
    *units -= needed;
  }
  return at;
}

static gboolean fits(char *const *pieces) {
  glong units = CELL_TEXT_MOST;
  for (; *pieces != NULL; pieces++)
    if (*end_within(*pieces, &units) != '\0') return FALSE;
  return TRUE;
}

/* Cuts PIECES behind the last character that lets them keep within the limit with the words that say so. */
static void cut(char **pieces) {
  if (fits(pieces)) return;
  glong units = CELL_TEXT_MOST - g_utf8_strlen(cut_words, -1); /* none of its characters takes two units */
  const char *end = end_within(*pieces, &units);
  while (*end == '\0') end = end_within(*++pieces, &units);
  g_autofree char *whole = *pieces;
  *pieces = g_strdup_printf("%.*s%s", (int)(end - whole), whole, cut_words);
  for (char **rest = pieces + 1; *rest != NULL; rest++) g_clear_pointer(rest, g_free);
}

/* TEXT as cell_text gives it, but whole. */
static char *clean(const char *text) {
  if (text == NULL) return g_strdup("");
  g_autofree char *valid = g_utf8_make_valid(text, -1);
  GString *out = g_string_sized_new(strlen(valid));
  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char(at)) append_character(out, at);
  return g_string_free(out, FALSE);
}

char *cell_text(const char *text) {
  char *pieces[] = {clean(text), NULL};
  cut(pieces);
  return pieces[0];
}

char **cell_text_pieces(const char *const *texts, guint count) {
  char **pieces = g_new0(char *, count + 1);
  for (guint i = 0; i < count; i++) pieces[i] = clean(texts[i]);
  cut(pieces);
  return pieces;
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
