/* command_rules_lint.c - rapporteur rules lint: what in rule packs is likely a slip. */
#include "extractors/json.h"
#include "pipeline/commands.h"
#include "pipeline/stages/pack_choice.h"
#include "rules/lint.h"

#define LINT_FORMAT "rapporteur.rules-lint/1"

static char *rules_folder;
static gboolean json, no_info;

static const GOptionEntry options[] = {
    {"rules", 'r', 0, G_OPTION_ARG_FILENAME, &rules_folder, "The rule packs in FOLDER instead of the program's own", "FOLDER"},
    {"json", 0, 0, G_OPTION_ARG_NONE, &json, "Write a line of JSON a complaint instead", NULL},
    {"no-info", 0, 0, G_OPTION_ARG_NONE, &no_info, "Leave out what is no warning", NULL},
    G_OPTION_ENTRY_NULL,
};

static const StageInfo info = {
    .name = "rules-lint",
    .arguments = "[FOLDER|PACK...]",
    .summary =
        "Looks through rule packs for slips: what can't match, can't be reached, reads nothing, or takes too long. Ends with\n"
        "1 where there are warnings, and with 65 where a pack is wrong.",
    .options = options,
    .most = G_MAXUINT,
};

/* A complaint as it is written. */
typedef struct {
  const char *file, *level, *id, *message, *advice;
  guint line, column;
} Entry;

static const JsonField entry_fields[] = {
    {.name = "file", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Entry, file)},
    {.name = "line", .type = JSON_UINT, .offset = G_STRUCT_OFFSET(Entry, line)},
    {.name = "column", .type = JSON_UINT, .offset = G_STRUCT_OFFSET(Entry, column)},
    {.name = "level", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Entry, level)},
    {.name = "id", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Entry, id)},
    {.name = "message", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Entry, message)},
    {.name = "advice", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Entry, advice)},
    {0},
};

static gboolean write_lint(Stage *stage, const Lint *lint) {
  const LintInfo *about = &lint_infos[lint->kind];
  if (about->level == LINT_WARNING) stage_raise(stage, EXIT_ATTENTION);
  if (no_info && about->level == LINT_INFO) return TRUE;
  Entry entry = {lint->file, lint_level_names[about->level], about->id, lint->message, about->advice, lint->line, lint->column};
  g_autoptr(GString) out = g_string_new(NULL);
  if (json) {
    json_write_line(out, LINT_FORMAT, entry_fields, &entry);
  } else {
    g_autofree char *message = stage_visible(entry.message), *file = stage_visible(entry.file);
    g_string_append_printf(out, "%s:%u:%u: %s: %s; %s [%s]\n", file, entry.line, entry.column, entry.level, message, entry.advice,
                           entry.id);
  }
  return stage_write(stage, out);
}

static void lint_pack(Stage *stage, LintReport *report, const NormalData *normals, const char *path) {
  g_autoptr(GPtrArray) packs = pack_choice_load(stage, path);
  for (guint i = 0; packs && i < packs->len; i++) {
    lint_rules(report, packs->pdata[i], normals);
    lint_expressions(report, packs->pdata[i]);
    lint_backtracking(report, packs->pdata[i]);
  }
  g_autoptr(GError) error = NULL;
  if (packs && !lint_files(report, path, &error)) stage_error(stage, EXIT_RULES, NULL, "%s", error->message);
}

static void lint(Stage *stage, const GPtrArray *paths, const NormalData *normals) {
  g_autoptr(LintReport) report = lint_report_new();
  for (guint i = 0; i < paths->len; i++) lint_pack(stage, report, normals, paths->pdata[i]);
  lint_report_sort(report);
  for (guint i = 0; i < report->lints->len; i++)
    if (!write_lint(stage, report->lints->pdata[i])) return;
}

int command_rules_lint(int argc, char **argv) {
  Stage stage;
  if (!stage_begin(&stage, &info, argc, argv)) return stage_end(&stage);
  g_autoptr(NormalData) normals = pack_choice_normals(&stage);
  g_autoptr(GPtrArray) paths = normals ? pack_choice(&stage, rules_folder, stage.arguments) : NULL;
  if (paths) lint(&stage, paths, normals);
  return stage_end(&stage);
}
