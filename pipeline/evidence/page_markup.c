/* page_markup.c - see page_markup.h. */
#include "pipeline/evidence/page_markup.h"

#include "extractors/json.h"

#include <stdarg.h>
#include <string.h>

static const char *const references[256] = {
    ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;", ['\''] = "&#39;",
};

static const char replacement[] = "\xEF\xBF\xBD"; /* U+FFFD */

static gboolean is_control(gunichar c) {
  return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0);
}

void markup_append_length(GString *out, const char *text, gsize length) {
  const char *end = text + length;
  while (text < end) {
    gunichar c = g_utf8_get_char_validated(text, end - text);
    if (c == (gunichar)-1 || c == (gunichar)-2) {
      g_string_append(out, replacement);
      text++;
      continue;
    }
    const char *next = g_utf8_next_char(text);
    const char *reference = c < 0x80 ? references[c] : NULL;
    if (reference != NULL || is_control(c))
      g_string_append(out, reference != NULL ? reference : replacement);
    else
      g_string_append_len(out, text, next - text);
    text = next;
  }
}

void markup_append(GString *out, const char *text) {
  if (text != NULL) markup_append_length(out, text, strlen(text));
}

void markup_print(GString *out, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  for (const char *percent; (percent = strchr(format, '%')) != NULL; format = percent + 2) {
    g_string_append_len(out, format, percent - format);
    if (percent[1] == 's') markup_append(out, va_arg(arguments, const char *));
    if (percent[1] == 'u') g_string_append_printf(out, "%u", va_arg(arguments, guint));
    if (percent[1] == '%') g_string_append_c(out, '%');
  }
  va_end(arguments);
  g_string_append(out, format);
}

void script_append(GString *out, const char *text) {
  static const char *const dangerous[][2] = {
      {"<", "\\u003C"},
      {"\xE2\x80\xA8", "\\u2028"},
      {"\xE2\x80\xA9", "\\u2029"},
  };
  g_autoptr(GString) string = g_string_new(NULL);
  json_append_string(string, text != NULL ? text : "");
  for (guint i = 0; i < G_N_ELEMENTS(dangerous); i++)
    if (strstr(string->str, dangerous[i][0]) != NULL) g_string_replace(string, dangerous[i][0], dangerous[i][1], 0);
  g_string_append_len(out, string->str, (gssize)string->len);
}

static const char *value_of(const MarkupValue *values, const char *name, gsize length) {
  for (; values->name != NULL; values++)
    if (strlen(values->name) == length && strncmp(values->name, name, length) == 0) return values->html;
  g_critical("no value for {{%.*s}}", (int)length, name);
  return "";
}

void markup_fill(GString *out, const char *template, const MarkupValue *values) {
  for (const char *open; (open = strstr(template, "{{")) != NULL;) {
    const char *close = strstr(open, "}}");
    if (close == NULL) break;
    g_string_append_len(out, template, open - template);
    g_string_append(out, value_of(values, open + 2, (gsize)(close - open - 2)));
    template = close + 2;
  }
  g_string_append(out, template);
}
