/* command_digest.c - rapporteur digest: the stage of that name, over the catalogue of a home. */
#include "pipeline/commands.h"
#include "pipeline/digest.h"
#include "pipeline/openers.h"

static char *home_folder, *quarter, *from, *to, *output;
static gboolean all;

static const GOptionEntry options[] = {
    {"home", 0, 0, G_OPTION_ARG_FILENAME, &home_folder, "The folder with the catalogue", "DIR"},
    {"quarter", 0, 0, G_OPTION_ARG_STRING, &quarter, "The reports of a quarter", "2023Q4"},
    {"from", 0, 0, G_OPTION_ARG_STRING, &from, "The reports of a day and later", "2023-10-01"},
    {"to", 0, 0, G_OPTION_ARG_STRING, &to, "The reports of a day and earlier", "2023-12-31"},
    {"all", 0, 0, G_OPTION_ARG_NONE, &all, "All reports", NULL},
    {"output", 'o', 0, G_OPTION_ARG_FILENAME, &output, "The workbook to write", "FILE"},
    G_OPTION_ENTRY_NULL,
};

static const StageInfo info = {
    .name = "digest",
    .arguments = "",
    .summary = "Writes the workbook of a period: recommendations, panel topics, meetings, and what the checks found.\n"
               "Choose the period with --quarter, with --from and --to, or with --all.",
    .options = options,
};

static void write_digest(Stage *stage, const Period *period) {
  g_autoptr(Home) home = home_new(home_folder);
  g_autoptr(GError) error = NULL;
  const char *const sources[] = {home_archive(home), NULL};
  DigestOptions wanted = {.period = *period, .output = output, .sources = sources};
  g_autoptr(Catalogue) catalogue = open_catalogue(stage, home, CATALOGUE_READ);
  if (catalogue && !digest_write(catalogue, &wanted, NULL, &error))
    stage_error(stage, digest_exit_code(error), NULL, "%s", error->message);
}

int command_digest(int argc, char **argv) {
  Stage stage;
  Period period;
  g_autoptr(GError) error = NULL;
  if (!stage_begin(&stage, &info, argc, argv)) return stage_end(&stage);
  if (!period_parse(&period, quarter, from, to, all, &error))
    stage_error(&stage, EXIT_USAGE, NULL, "%s", error->message);
  else if (!output)
    stage_error(&stage, EXIT_USAGE, NULL, "give the workbook's name with --output");
  else
    write_digest(&stage, &period);
  return stage_end(&stage);
}
