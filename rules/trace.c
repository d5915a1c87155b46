#include "rules/trace.h"

#include <stdarg.h>

static void decision_free(gpointer data) {
  Decision *decision = data;
  g_free(decision->message);
  g_free(decision);
}

static void making_free(gpointer data) {
  Making *making = data;
  g_array_unref(making->parts);
  g_free(making);
}

Trace *trace_new(void) {
  Trace *trace = g_new0(Trace, 1);
  trace->attempts = g_array_new(FALSE, FALSE, sizeof(Attempt));
  trace->decisions = g_ptr_array_new_with_free_func(decision_free);
  trace->makings = g_ptr_array_new_with_free_func(making_free);
  return trace;
}

void trace_free(Trace *trace) {
  if (!trace) return;
  g_array_unref(trace->attempts);
  g_ptr_array_unref(trace->decisions);
  g_ptr_array_unref(trace->makings);
  g_clear_pointer(&trace->engine.parents, g_array_unref);
  g_clear_pointer(&trace->engine.sections, g_array_unref);
  g_clear_pointer(&trace->engine.classes, g_array_unref);
  g_free(trace);
}

void trace_attempt(Trace *trace, const PatternMatch *search, PatternResult result) {
  if (!trace) return;
  Attempt attempt = {pattern_match_pattern(search), pattern_match_text(search), result};
  g_array_append_val(trace->attempts, attempt);
}

void trace_making(Trace *trace, const Finding *finding, const GArray *parts) {
  if (!trace) return;
  Making *making = g_new0(Making, 1);
  making->finding = finding;
  making->parts = g_array_copy((GArray *)parts);
  g_ptr_array_add(trace->makings, making);
}

void trace_unmake(Trace *trace, const Finding *finding, const char *rule) {
  for (guint i = trace ? trace->makings->len : 0; i > 0; i--) {
    const Making *making = trace->makings->pdata[i - 1];
    if (making->finding != finding) continue;
    trace_decide(trace, DECIDED_REPEATED, g_array_index(making->parts, Part, 0).block, rule,
                 "it only says again what a record says, and is compared with that");
    g_ptr_array_remove_index(trace->makings, i - 1);
  }
}

void trace_end(Trace *trace, const Engine *engine) {
  if (!trace) return;
  trace->engine = *engine;
  trace->engine.trace = NULL; /* who asks later leaves no traces */
  trace->engine.lists = NULL;
  g_array_ref(engine->parents);
  g_array_ref(engine->sections);
  g_array_ref(engine->classes);
}

gboolean trace_decide(Trace *trace, Decided decided, guint block, const char *rule, const char *format, ...) {
  if (!trace) return FALSE;
  Decision *decision = g_new0(Decision, 1);
  decision->decided = decided;
  decision->block = block;
  decision->rule = rule;
  if (format) {
    va_list arguments;
    va_start(arguments, format);
    decision->message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
  }
  g_ptr_array_add(trace->decisions, decision);
  return FALSE;
}

gboolean trace_result(const Trace *trace, const Pattern *pattern, const char *text, PatternResult *result) {
  for (guint i = trace->attempts->len; i > 0; i--) {
    const Attempt *attempt = &g_array_index(trace->attempts, Attempt, i - 1);
    if (attempt->pattern != pattern || attempt->text != text) continue;
    *result = attempt->result;
    return TRUE;
  }
  return FALSE;
}
