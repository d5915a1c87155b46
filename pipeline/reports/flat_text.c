/* flat_text.c - see flat_text.h. */
#include "pipeline/reports/flat_text.h"

#include "extractors/json.h"

#include <string.h>

/* ---- CSV ---- */

static gboolean is_unseen(gunichar c) {
  GUnicodeType type = g_unichar_type(c);
  return g_unichar_isspace(c) || type == G_UNICODE_FORMAT || type == G_UNICODE_CONTROL;
}

gboolean csv_guards(const char *text) {
  static const gunichar marks[] = {'=', '+', '-', '@', 0xFF1D, 0xFF0B, 0xFF0D, 0xFF20};
  while (*text == '\'') text++;
  if (*text != '\0' && strchr("\t\r\n", *text) != NULL) return TRUE;
  while (*text != '\0' && is_unseen(g_utf8_get_char(text))) text = g_utf8_next_char(text);
  for (guint i = 0; i < G_N_ELEMENTS(marks); i++)
    if (g_utf8_get_char(text) == marks[i]) return TRUE;
  return FALSE;
}

void csv_begin(GString *out) {
  g_string_append(out, "\uFEFF");
}

/* Controls but for tabs and line ends: no report prints one, and a terminal acts upon it. */
static gboolean is_control(gunichar c) {
  return g_unichar_type(c) == G_UNICODE_CONTROL && c != '\t' && c != '\n' && c != '\r';
}

/* TEXT without them; NULL where it holds none, as nearly always. Free it with g_free. */
static char *without_controls(const char *text) {
  const char *at = text;
  while (*at != '\0' && !is_control(g_utf8_get_char(at))) at = g_utf8_next_char(at);
  if (*at == '\0') return NULL;
  GString *out = g_string_new_len(text, at - text);
  for (; *at != '\0'; at = g_utf8_next_char(at))
    if (!is_control(g_utf8_get_char(at))) g_string_append_unichar(out, g_utf8_get_char(at));
  return g_string_free(out, FALSE);
}

void csv_append_cell(GString *out, gboolean first, const char *given) {
  g_autofree char *clean = without_controls(given);
  const char *text = clean != NULL ? clean : given;
  const char *guard = csv_guards(text) ? "'" : "";
  if (!first) g_string_append_c(out, ',');
  if (strpbrk(text, "\",\r\n") == NULL) {
    g_string_append_printf(out, "%s%s", guard, text);
    return;
  }
  g_autoptr(GString) quoted = g_string_new(text);
  g_string_replace(quoted, "\"", "\"\"", 0);
  g_string_append_printf(out, "\"%s%s\"", guard, quoted->str);
}

void csv_end_row(GString *out) {
  g_string_append(out, "\r\n");
}

/* ---- JSON Lines ---- */

void jsonl_append_name(GString *out, gboolean first, const char *name) {
  g_string_append_c(out, first ? '{' : ',');
  json_append_string(out, name);
  g_string_append_c(out, ':');
}

void jsonl_end_row(GString *out) {
  g_string_append(out, "}\n");
}
