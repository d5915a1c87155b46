/* command_history.c - rapporteur history: what a recommendation came of, and what came of it. */
#include "pipeline/commands.h"
#include "pipeline/common/terminal.h"
#include "pipeline/home/openers.h"
#include "pipeline/years/history.h"

static char *home_folder;
static gboolean json;

static const GOptionEntry options[] = {
    {"home", 0, 0, G_OPTION_ARG_FILENAME, &home_folder, "The folder with the catalogue", "DIR"},
    {"json", 0, 0, G_OPTION_ARG_NONE, &json, "Write JSON Lines: one recommendation a line", NULL},
    G_OPTION_ENTRY_NULL,
};

static const StageInfo info = {
    .name = "history",
    .arguments = "ID",
    .summary = "Shows the chain of a recommendation through the reports of its body, the earliest first: each with its date, "
               "symbol, number,\n"
               "page and ID; whether it was new, repeated, reworded, strengthened or weakened against the earlier ones that it "
               "is like; and\n"
               "what changed, word by word: [-removed-] {+added+}. \">\" marks the one that was asked for.",
    .options = options,
    .least = 1,
    .most = 1,
};

/* Says what the chain does not. */
static void tell_version(Stage *stage, const History *history) {
  if (history->counts == history->document) {
    if (history->chain == NULL)
      stage_warning(stage, history->id, "its report is of no series: it tells no body, or another version of it counts");
    return;
  }
  if (history->chain != NULL)
    stage_warning(stage, history->id,
                  "this is of a superseded version; shown is the same number of %s, which counts in its place",
                  catalogue_document_label(history->counts));
  else
    stage_warning(stage, history->id, "this is of a superseded version; %s, which counts in its place, has no such number",
                  catalogue_document_label(history->counts));
}

static gboolean write_history(Stage *stage, Catalogue *catalogue, const char *id, GString *out, GError **error) {
  g_autoptr(GPtrArray) documents =
      catalogue_begin(catalogue, CATALOGUE_READ, error) ? catalogue_documents(catalogue, error) : NULL;
  if (documents == NULL) return FALSE;
  g_autoptr(History) history = history_find(catalogue, documents, id, error);
  if (history == NULL) return FALSE;
  const HistoryPrintOptions shown = {.json = json, .colour = terminal_has_colour(), .width = terminal_width()};
  history_print(out, history, &shown);
  tell_version(stage, history);
  return TRUE;
}

/* All is read at one moment, and written when others may write to the catalogue again. */
static void show_history(Stage *stage, Catalogue *catalogue, const char *id) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GString) out = g_string_new(NULL);
  gboolean done = write_history(stage, catalogue, id, out, &error);
  catalogue_rollback(catalogue);
  if (done)
    stage_write(stage, out);
  else if (error->domain == CATALOGUE_ERROR)
    stage_error(stage, catalogue_exit_code(error, EXIT_INPUT), NULL, "%s", error->message);
  else
    stage_error(stage, error->domain == HISTORY_ERROR ? EXIT_INPUT : EXIT_FAULT, NULL, "%s", error->message);
}

int command_history(int argc, char **argv) {
  Stage stage;
  if (!stage_begin(&stage, &info, argc, argv)) return stage_end(&stage);
  const char *id = stage.arguments[0];
  if (!g_utf8_validate(id, -1, NULL)) {
    stage_error(&stage, EXIT_USAGE, NULL, "this is not in UTF-8: %s", id);
    return stage_end(&stage);
  }
  g_autoptr(Home) home = home_new(home_folder);
  g_autoptr(Catalogue) catalogue = open_catalogue(&stage, home, CATALOGUE_READ);
  if (catalogue) show_history(&stage, catalogue, id);
  return stage_end(&stage);
}
