#include "rules/lint.h"

#include <string.h>

const char *const lint_level_names[] = {"warning", "info", NULL};

const LintInfo lint_infos[LINT_COUNT] = {
    [LINT_DUPLICATE_ID] = {"duplicate-id", LINT_WARNING, "give each rule an id of its own"},
    [LINT_DUPLICATE_EXPRESSION] = {"duplicate-expression", LINT_WARNING, "drop one of the two"},
    [LINT_UNREACHABLE] = {"unreachable", LINT_WARNING, "put it in front, or drop it"},
    [LINT_UNNAMED_GROUP] = {"unnamed-group", LINT_WARNING, "write (?: ) where nothing is read, (?<name> ) where something is"},
    [LINT_UNREAD_GROUP] = {"unread-group", LINT_WARNING, "give the group the name that is read, or write (?: )"},
    [LINT_NEVER_MATCHES] = {"never-matches", LINT_WARNING, "escape the sign, or move the anchor"},
    [LINT_MATCHES_EMPTY] = {"matches-empty", LINT_WARNING, "ask for at least one character"},
    [LINT_BACKTRACKING] = {"backtracking", LINT_WARNING, "bound or anchor what is repeated, or say what may not stand within it"},
    [LINT_UNUSED_SECTION] = {"unused-section", LINT_INFO, "write a rule for its records, or drop it"},
    [LINT_WITHOUT_NOTHING] = {"without-nothing", LINT_WARNING, "name an inherited rule, or drop the entry"},
    [LINT_UNUSED_DEFINE] = {"unused-define", LINT_WARNING, "use it as %{name}, or drop it"},
    [LINT_SHADOWED] = {"shadowed", LINT_INFO, "add an example that only this rule matches, or drop the rule"},
    [LINT_SLOW] = {"slow", LINT_INFO, "bound or anchor what is repeated, if such paragraphs occur"},
    [LINT_NO_EXAMPLES] = {"no-examples", LINT_INFO, "add \"matches\", and \"rejects\" for what comes near"},
    [LINT_NO_METADATA] = {"no-metadata", LINT_INFO, "say it: who reads the pack later will ask"},
    [LINT_NOTHING_EXPECTED] = {"nothing-expected", LINT_INFO, "mark what every report has as expected: true"},
    [LINT_LANGUAGE_LACKS] = {"language-lacks", LINT_INFO, "add it, if the reports of that language have it"},
};

static void lint_free(gpointer data) {
  Lint *lint = data;
  g_free(lint->message);
  g_free(lint);
}

LintReport *lint_report_new(void) {
  LintReport *report = g_new0(LintReport, 1);
  report->lints = g_ptr_array_new_with_free_func(lint_free);
  report->seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  return report;
}

void lint_report_free(LintReport *report) {
  if (!report) return;
  g_ptr_array_unref(report->lints);
  g_hash_table_unref(report->seen);
  g_free(report);
}

void lint_tell(LintReport *report, LintKind kind, const char *file, guint line, guint column, const char *format, ...) {
  if (!g_hash_table_add(report->seen, g_strdup_printf("%s:%u:%u %s", file, line, column, lint_infos[kind].id))) return;
  Lint *lint = g_new0(Lint, 1);
  lint->kind = kind;
  lint->file = file;
  lint->line = line;
  lint->column = column;
  va_list arguments;
  va_start(arguments, format);
  lint->message = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  g_ptr_array_add(report->lints, lint);
}

gboolean lint_is_first(LintReport *report, const char *what, const Expression *expression) {
  return g_hash_table_add(report->seen, g_strdup_printf("%s:%u:%u %s %s", expression->file, expression->line, expression->column,
                                                        what, expression->source));
}

static int by_place(gconstpointer a, gconstpointer b) {
  const Lint *one = *(Lint *const *)a, *other = *(Lint *const *)b;
  int order = g_strcmp0(one->file, other->file);
  if (order == 0) order = one->line < other->line ? -1 : one->line > other->line;
  if (order == 0) order = one->column < other->column ? -1 : one->column > other->column;
  return order ? order : (int)one->kind - (int)other->kind;
}

void lint_report_sort(LintReport *report) {
  g_ptr_array_sort(report->lints, by_place);
}
