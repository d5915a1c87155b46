/* rapporteur-digest.c - the catalogue's reports of a period as a workbook. */
#include "pipeline/digest.h"
#include "pipeline/stage.h"

static char *quarter, *from, *to, *output, **sources;
static gboolean all;

static const GOptionEntry options[] = {
    {"quarter", 0, 0, G_OPTION_ARG_STRING, &quarter, "The reports of a quarter", "2023Q4"},
    {"from", 0, 0, G_OPTION_ARG_STRING, &from, "The reports of a day and later", "2023-10-01"},
    {"to", 0, 0, G_OPTION_ARG_STRING, &to, "The reports of a day and earlier", "2023-12-31"},
    {"all", 0, 0, G_OPTION_ARG_NONE, &all, "All reports", NULL},
    {"output", 'o', 0, G_OPTION_ARG_FILENAME, &output, "The workbook to write", "FILE"},
    {"sources", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &sources, "Where the PDFs are, for cells to lead to; may be repeated",
     "FOLDER"},
    G_OPTION_ENTRY_NULL,
};

static const StageInfo info = {
    .name = "digest",
    .arguments = "CATALOGUE",
    .summary = "Writes the workbook of a period: recommendations, panel topics, meetings, and what the checks found.\n"
               "Choose the period with --quarter, with --from and --to, or with --all.",
    .options = options,
    .least = 1,
    .most = 1,
};

/* Writes the digest of the options, and reports what went wrong. */
static void write_digest(Stage *stage, const Period *period) {
  g_autoptr(GError) error = NULL;
  DigestOptions wanted = {.period = *period, .output = output, .sources = (const char *const *)sources};
  DigestCounts counts;
  g_autoptr(Catalogue) catalogue = catalogue_open(stage->arguments[0], CATALOGUE_READ, &error);
  if (catalogue != NULL && digest_write(catalogue, &wanted, &counts, &error))
    stage_note(stage, output, "%u reports, %u recommendations, %u panel topics, %u failed checks", counts.reports,
               counts.recommendations, counts.panel_topics, counts.failed_checks);
  else
    stage_error(stage, digest_exit_code(error), NULL, "%s", error->message);
}

int main(int argc, char **argv) {
  Stage stage;
  Period period;
  g_autoptr(GError) error = NULL;
  if (!stage_begin(&stage, &info, argc, argv)) return stage_end(&stage);
  if (!period_parse(&period, quarter, from, to, all, &error))
    stage_error(&stage, EXIT_USAGE, NULL, "%s", error->message);
  else if (output == NULL)
    stage_error(&stage, EXIT_USAGE, NULL, "give the workbook's name with --output");
  else
    write_digest(&stage, &period);
  return stage_end(&stage);
}
