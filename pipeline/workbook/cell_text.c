/* cell_text.c - see cell_text.h. */
#include "pipeline/workbook/cell_text.h"

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
  if (pieces[1] == NULL && strlen(pieces[0]) <= CELL_TEXT_MOST) return TRUE; /* no character has fewer bytes than units */
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

/* TRUE where TEXT is fit as it stands, as nearly all are. */
static gboolean is_clean(const char *text) {
  const char *at = text;
  for (; *at != '\0'; at++) {
    guchar c = (guchar)*at;
    if (c < ' ' ? c != '\n' && c != '\t' : c == 0xEF || (c == '_' && is_escape(at))) return FALSE; /* 0xEF begins U+FFFE */
  }
  return g_utf8_validate(text, at - text, NULL);
}

/* TEXT as cell_text gives it, but whole. */
static char *clean(const char *text) {
  if (text == NULL) return g_strdup("");
  if (is_clean(text)) return g_strdup(text);
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

/* ---- direction ---- */

static gboolean is_of_a_script_that_runs_left(gunichar c) {
  switch (g_unichar_get_script(c)) {
  case G_UNICODE_SCRIPT_ARABIC:
  case G_UNICODE_SCRIPT_HEBREW:
  case G_UNICODE_SCRIPT_SYRIAC:
  case G_UNICODE_SCRIPT_THAANA:
  case G_UNICODE_SCRIPT_NKO:
    return TRUE;
  default:
    return FALSE;
  }
}

gboolean cell_text_runs_left(const char *text) {
  static const guchar first_lead = 0xD6; /* the first byte of U+0580; none of these scripts begins earlier */
  guint letters = 0, left = 0;
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
    if ((guchar)*at < first_lead) {
      if (g_ascii_isalpha(*at) || (guchar)*at >= 0x80) letters++;
    } else if (g_unichar_isalpha(g_utf8_get_char(at))) {
      letters++;
      if (is_of_a_script_that_runs_left(g_utf8_get_char(at))) left++;
    }
  }
  return left * 2 > letters;
}
