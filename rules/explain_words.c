/* What the parts of an explanation look like in sentences. */
#include "rules/explain_private.h"

#include <string.h>

enum { SHOWN = 60 }; /* characters of a text or an expression in a sentence */

/* LENGTH bytes of TEXT with single spaces. */
static char *squeeze(const char *text, gsize length) {
  GString *out = g_string_new(NULL);
  for (const char *at = text; at < text + length; at = g_utf8_next_char(at)) {
    gunichar c = g_utf8_get_char(at);
    if (!g_unichar_isspace(c))
      g_string_append_unichar(out, c);
    else if (out->len == 0 || out->str[out->len - 1] != ' ')
      g_string_append_c(out, ' ');
  }
  return g_string_free(out, FALSE);
}

static char *shorten(const char *text, gsize length, glong most) {
  g_autofree char *all = squeeze(text, length);
  if (g_utf8_strlen(all, -1) <= most) return g_steal_pointer(&all);
  g_autofree char *begin = g_utf8_substring(all, 0, most - 3);
  return g_strconcat(begin, "...", NULL);
}

char *quote(const char *text, gsize length) {
  g_autofree char *shown = shorten(text, length, SHOWN);
  return g_strdup_printf("\"%s\"", g_strstrip(shown));
}

/* The same of its end. */
static char *quote_tail(const char *text, gsize length) {
  g_autofree char *all = squeeze(text, length);
  glong characters = g_utf8_strlen(all, -1);
  g_autofree char *end = characters <= SHOWN ? g_strdup(all) : g_utf8_substring(all, characters - SHOWN + 3, characters);
  return g_strdup_printf("\"%s%s\"", characters <= SHOWN ? "" : "...", g_strstrip(end));
}

/* An expression as code. */
static char *quote_code(const char *text, gsize length) {
  g_autofree char *shown = shorten(text, length, SHOWN);
  g_strstrip(shown);
  return *shown ? g_strdup_printf("`%s`", shown) : g_strdup("a space");
}

char *quote_block(const Explanation *explanation, guint block) {
  const Block *b = explanation->document->blocks->pdata[block];
  g_autofree char *whole = g_strconcat(b->label ? b->label : "", b->label ? " " : "", b->text, NULL);
  g_autofree char *quoted = quote(whole, strlen(whole));
  return g_strdup_printf("%s (p. %u)", quoted, engine_page(&explanation->trace->engine, block));
}

char *trial_place(const Trial *trial) {
  g_autofree char *folder = g_path_get_dirname(trial->expression->file);
  g_autofree char *pack = g_path_get_basename(folder), *name = g_path_get_basename(trial->expression->file);
  return g_strdup_printf("%s/%s:%u", pack, name, trial->expression->line);
}

char *quote_rule(const Trial *trial) {
  g_autofree char *place = trial_place(trial);
  return g_strdup_printf("`%s %s` (%s)", trial->rule, trial->key, place);
}

/* What stands at byte AT of TEXT. */
static char *told_there(const char *text, gsize at) {
  gsize length = strlen(text);
  if (at >= length) return g_strdup("the text ends");
  g_autofree char *rest = quote(text + at, length - at);
  return g_strdup_printf("%s stands", rest);
}

static char *told_part(const Trial *trial, const char *part) {
  const Reach *reach = &trial->reach;
  g_autofree char *there = told_there(trial->text, reach->text_stop);
  if (reach->text_stop == reach->text_start && reach->text_start == 0)
    return g_strdup_printf("asks for %s at the begin, where %s", part, there);
  if (reach->text_stop == reach->text_start) return g_strdup_printf("begins with %s, which stands nowhere", part);
  g_autofree char *front = quote_tail(trial->text + reach->text_start, reach->text_stop - reach->text_start);
  return g_strdup_printf("matches as far as %s, then asks for %s, where %s", front, part, there);
}

static char *told_nowhere(const Trial *trial, const char *part) {
  const Reach *reach = &trial->reach;
  if (reach->text_stop == reach->text_start) return g_strdup_printf("asks for %s, which stands nowhere", part);
  g_autofree char *front = quote_tail(trial->text + reach->text_start, reach->text_stop - reach->text_start);
  return g_strdup_printf("matches as far as %s, and finds %s nowhere behind it", front, part);
}

static char *told_forbidden(const Trial *trial, const char *part) {
  const Reach *reach = &trial->reach;
  if (reach->forbidden_end <= reach->text_stop) return g_strdup_printf("is stopped by %s, which forbids it", part);
  g_autofree char *what = quote(trial->text + reach->text_stop, reach->forbidden_end - reach->text_stop);
  return g_strdup_printf("is stopped by %s, which forbids %s", part, what);
}

static char *told_begin(const Trial *trial, const char *part) {
  const Reach *reach = &trial->reach;
  g_autofree char *what = quote(trial->text + reach->text_stop, reach->forbidden_end - reach->text_stop);
  return g_strdup_printf("would match %s, but asks by %s that the text begins there", what, part);
}

char *trial_told(const Trial *trial) {
  if (trial->why) return g_strdup(trial->why);
  if (trial->result == TRIAL_MATCHED) return g_strdup("matches");
  if (trial->reach.kind == STOP_LIMIT) return g_strdup("was given up: it backtracks too much");
  static char *(*const tell[])(const Trial *, const char *) = {
      [STOP_PART] = told_part, [STOP_NOWHERE] = told_nowhere, [STOP_FORBIDS] = told_forbidden, [STOP_BEGIN] = told_begin};
  const char *source = trial->expression->source;
  g_autofree char *part = quote_code(source + trial->reach.part_start, trial->reach.part_end - trial->reach.part_start);
  return tell[trial->reach.kind](trial, part);
}
