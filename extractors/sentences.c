#include "extractors/sentences.h"

#include <string.h>

/* A dash that stands behind a sentence's end is no part of it: "as follows: -". */
static const char *end_of(const char *text) {
  const char *end = text + strlen(text);
  while (end - text > 2 && end[-1] == '-' && end[-2] == ' ') end -= 2;
  return end;
}

static gunichar last_character(const char *text) {
  const char *end = end_of(text);
  const char *p = g_utf8_find_prev_char(text, end);
  return p ? g_utf8_get_char(p) : 0;
}

gboolean text_is_ended(const char *text) {
  static const gunichar marks[] = {'.', ';', ':', '!', '?', 0x3002, 0xFF1B, 0xFF1A, 0x061B, 0x061F, 0x06D4};
  gunichar last = last_character(text);
  for (guint i = 0; i < G_N_ELEMENTS(marks); i++)
    if (marks[i] == last) return TRUE;
  /* A closing quotation mark or bracket may follow the mark, and so may a footnote's. */
  if (!(last == ')' || last == '"' || last == 0x201D || last == 0xBB || last == 0xFF09 || last == 0x300D || last == '*' ||
        g_unichar_isdigit(last)))
    return FALSE;
  g_autofree char *inner = g_strndup(text, (gsize)(g_utf8_find_prev_char(text, end_of(text)) - text));
  gunichar before = last_character(inner);
  return before == '.' || before == ';' || before == ':' || before == 0x3002 || before == 0xFF1B;
}

gboolean is_unspaced(gunichar c) {
  return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFF00 && c <= 0xFFEF) ||
         (c >= 0x20000 && c <= 0x3FFFF);
}

gboolean text_has_letter(const char *text) {
  for (const char *p = text; *p; p = g_utf8_next_char(p))
    if (g_unichar_isalpha(g_utf8_get_char(p))) return TRUE;
  return FALSE;
}
