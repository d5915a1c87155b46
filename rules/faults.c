#include "rules/faults.h"

#include <stdarg.h>

enum { MOST_SHOWN = 12, WORDS_SHOWN = 60 }; /* faults in a message; characters of a text in it */

void fault_add(Faults *faults, guint page, const char *format, ...) {
  if (!faults->text) faults->text = g_string_new(NULL);
  if (faults->page == 0) faults->page = page;
  if (faults->count++ >= MOST_SHOWN) return;
  va_list arguments;
  va_start(arguments, format);
  g_string_append(faults->text, faults->text->len ? "; " : "");
  g_string_append_vprintf(faults->text, format, arguments);
  if (page > 0) g_string_append_printf(faults->text, " (page %u)", page);
  va_end(arguments);
}

void faults_clear(Faults *faults) {
  if (faults->text) g_string_free(faults->text, TRUE);
  faults->text = NULL;
}

char *faults_text(const Faults *faults) {
  const char *shown = faults->text ? faults->text->str : "";
  return faults->count > MOST_SHOWN ? g_strdup_printf("%s; and %u more", shown, faults->count - MOST_SHOWN) : g_strdup(shown);
}

static void answer(Engine *engine, const Faults *faults, CheckResult otherwise, const char *name, const char *scope,
                   const char *found, const char *passed) {
  if (faults->count == 0) {
    engine_check(engine, name, scope, CHECK_PASSED, NULL, found, 0, "%s", passed);
    return;
  }
  g_autofree char *all = faults_text(faults);
  engine_check(engine, name, scope, otherwise, NULL, found, faults->page, "%s", all);
}

void faults_check(Engine *engine, const Faults *faults, const char *name, const char *scope, const char *found,
                  const char *passed) {
  answer(engine, faults, CHECK_FAILED, name, scope, found, passed);
}

void doubts_check(Engine *engine, const Faults *doubts, const char *name, const char *scope, const char *found,
                  const char *passed) {
  answer(engine, doubts, CHECK_UNANSWERED, name, scope, found, passed);
}

char *first_words(const char *text) {
  glong length = g_utf8_strlen(text, -1);
  g_autofree char *words = g_utf8_substring(text, 0, MIN(length, WORDS_SHOWN));
  char *shown = g_strconcat(words, length > WORDS_SHOWN ? "..." : "", NULL);
  return g_strdelimit(shown, "\n\r\t", ' ');
}
