/* command_status.c - rapporteur status: what is where, and why. */
#include "pipeline/commands.h"
#include "pipeline/commands/status.h"
#include "pipeline/home/openers.h"

#include <stdio.h>

static char *home_folder;
static gboolean json;

static const GOptionEntry options[] = {
    {"home", 0, 0, G_OPTION_ARG_FILENAME, &home_folder, "The folder with the catalogue", "DIR"},
    {"json", 0, 0, G_OPTION_ARG_NONE, &json, "Write a line of JSON", NULL},
    G_OPTION_ENTRY_NULL,
};

static const StageInfo info = {
    .name = "status",
    .arguments = "",
    .summary = "Shows how many documents, recommendations and panel topics the catalogue holds, which checks failed, and which\n"
               "documents could not be read, and why.",
    .options = options,
};

int command_status(int argc, char **argv) {
  Stage stage;
  if (!stage_begin(&stage, &info, argc, argv)) return stage_end(&stage);
  g_autoptr(Home) home = home_new(home_folder);
  g_autoptr(GError) error = NULL;
  g_autoptr(Catalogue) catalogue = open_catalogue(&stage, home, CATALOGUE_READ);
  g_autoptr(Corrections) corrections = corrections_load(home_overrides(home), &error);
  if (!corrections) { /* the rest can be shown */
    stage_error(&stage, correction_exit_code(error), NULL, "%s", error->message);
    g_clear_error(&error);
  }
  if (!catalogue || status_print(catalogue, corrections, json ? STATUS_JSON : STATUS_TEXT, stdout, &error))
    return stage_end(&stage);
  if (error->domain == STATUS_ERROR)
    stage_output_failed(&stage, error->message);
  else
    stage_error(&stage, catalogue_exit_code(error, EXIT_INPUT), NULL, "%s", error->message);
  return stage_end(&stage);
}
