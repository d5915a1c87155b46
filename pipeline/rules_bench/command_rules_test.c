/* command_rules_test.c - rapporteur rules test: the examples beside the rules, and the whole reports beside the packs. */
#include "pipeline/commands.h"
#include "pipeline/home/openers.h"
#include "pipeline/rules_bench/bench_documents.h"
#include "pipeline/rules_bench/golden.h"
#include "pipeline/stages/pack_choice.h"
#include "rules/rule_try.h"

#include <stdio.h>

static char *rules_folder;
static gboolean update;

static const GOptionEntry options[] = {
    {"rules", 'r', 0, G_OPTION_ARG_FILENAME, &rules_folder, "The rule packs in FOLDER instead of the program's own", "FOLDER"},
    {"update", 'u', 0, G_OPTION_ARG_NONE, &update,
     "Write what is found now into the files of whole reports, and show what changed", NULL},
    G_OPTION_ENTRY_NULL,
};

static const StageInfo info = {
    .name = "rules-test",
    .arguments = "[FOLDER|PACK...]",
    .summary = "Tries the examples beside each rule (matches, rejects), and reads the whole reports beside each pack\n"
               "(PACK/tests/NAME.expected). Ends with 1 where something comes out otherwise.",
    .options = options,
    .most = G_MAXUINT,
};

typedef struct {
  Stage *stage;
  GHashTable *told;   /* failures that were told: what several packs inherit fails once */
  GPtrArray *goldens; /* Golden: those that are read now */
  guint examples, failed, reports, changed;
} Testing;

/* --- examples */

static void tell_failure(Testing *testing, const ExampleFailure *failure) {
  const Example *example = failure->example;
  g_autofree char *place = g_strdup_printf("%s:%u:%u %s", example->file, example->line, example->column, failure->expected);
  if (!g_hash_table_add(testing->told, g_steal_pointer(&place))) return;
  g_autofree char *text = stage_visible(example->text ? example->text : ""), *found = stage_visible(failure->found);
  g_autofree char *label = example->label ? stage_visible(example->label) : NULL;
  testing->failed++;
  printf("%s:%u:%u: %s (%s)\n  text      %s%s%s\n  expected  %s\n  found     %s\n", example->file, example->line, example->column,
         failure->rule, failure->language, label ? label : "", label ? " | " : "", text, failure->expected, found);
  stage_raise(testing->stage, EXIT_ATTENTION);
}

static void test_examples(Testing *testing, const NormalData *normals, const char *path) {
  g_autoptr(GPtrArray) packs = pack_choice_load(testing->stage, path);
  for (guint i = 0; packs && i < packs->len; i++) {
    g_autoptr(GPtrArray) failures = examples_try(packs->pdata[i], normals, &testing->examples);
    for (guint k = 0; k < failures->len; k++) tell_failure(testing, failures->pdata[k]);
  }
}

/* --- whole reports */

static void write_found(GString *out, const Document *document, gconstpointer rules) {
  g_autoptr(Findings) findings = rules_apply(rules, document);
  golden_write(out, findings);
}

static gboolean take_found(const Read *read, gpointer data) {
  Testing *testing = data;
  const Golden *golden = testing->goldens->pdata[read->index];
  if (read->outcome == OUTCOME_REJECTED) { /* it says nothing of the rules, and must not be written into the file */
    stage_error(testing->stage, EXIT_INPUT, golden->path, "its report could not be read: %s", read->reason);
    return TRUE;
  }
  g_autofree char *text = g_strndup(read->text, read->length), *found = golden_select(golden, text);
  g_autoptr(GString) out = g_string_new(NULL);
  testing->reports++;
  if (golden_compare(out, golden, found) == 0) return TRUE;
  testing->changed++;
  printf("%s: %s\n%s", golden->path, update ? "changed" : "differs (- expected, + found, ~ both)", out->str);
  g_autoptr(GError) error = NULL;
  if (!update)
    stage_raise(testing->stage, EXIT_ATTENTION);
  else if (!golden_update(golden, found, &error))
    stage_error(testing->stage, EXIT_OUTPUT, golden->path, "%s", error->message);
  return TRUE;
}

/* The reports beside the pack at PATH, read with the rules of the folder that it stands in. */
static void test_reports(Testing *testing, const char *path) {
  g_autofree char *own = g_path_get_dirname(path), *folder = g_path_get_dirname(own);
  g_autoptr(GPtrArray) names = golden_paths(own), reports = g_ptr_array_new();
  g_autoptr(GPtrArray) goldens = g_ptr_array_new_with_free_func((GDestroyNotify)golden_free);
  for (guint i = 0; i < names->len; i++) {
    g_autoptr(GError) error = NULL;
    Golden *golden = golden_read(names->pdata[i], &error);
    if (!golden) {
      stage_error(testing->stage, EXIT_INPUT, NULL, "%s", error->message);
      continue;
    }
    g_ptr_array_add(goldens, golden);
    g_ptr_array_add(reports, golden->report);
  }
  g_autoptr(Rules) rules = reports->len ? open_rules(testing->stage, folder) : NULL;
  testing->goldens = goldens;
  if (rules) bench_documents(testing->stage, reports, 0, write_found, rules, take_found, testing);
}

static void test(Stage *stage, const GPtrArray *paths, const NormalData *normals) {
  g_autoptr(GHashTable) told = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  Testing testing = {.stage = stage, .told = told};
  for (guint i = 0; i < paths->len; i++) test_examples(&testing, normals, paths->pdata[i]);
  if (stage->exit_code == EXIT_RULES) return; /* a pack that is wrong finds nothing */
  fflush(stdout);                             /* workers must not write it again */
  for (guint i = 0; i < paths->len; i++) test_reports(&testing, paths->pdata[i]);
  if (!stage->quiet)
    printf("%u example%s tried, %u failed; %u report%s read, %u %s\n", testing.examples, testing.examples == 1 ? "" : "s",
           testing.failed, testing.reports, testing.reports == 1 ? "" : "s", testing.changed, update ? "written anew" : "differ");
}

int command_rules_test(int argc, char **argv) {
  Stage stage;
  if (!stage_begin(&stage, &info, argc, argv)) return stage_end(&stage);
  g_autoptr(NormalData) normals = pack_choice_normals(&stage);
  g_autoptr(GPtrArray) paths = normals ? pack_choice(&stage, rules_folder, stage.arguments) : NULL;
  if (paths) test(&stage, paths, normals);
  return stage_end(&stage);
}
