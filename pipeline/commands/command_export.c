/* command_export.c - rapporteur export: the catalogue of a home as flat rows. */
#include "pipeline/commands.h"
#include "pipeline/corrections/correction.h"
#include "pipeline/home/openers.h"
#include "pipeline/reports/export.h"

static char *home_folder, *format, *kind, *language;
static gboolean all_versions;

static const GOptionEntry options[] = {
    {"home", 0, 0, G_OPTION_ARG_FILENAME, &home_folder, "The folder with the catalogue", "DIR"},
    {"format", 'f', 0, G_OPTION_ARG_STRING, &format, "jsonl (JSON Lines) or csv", "FORMAT"},
    {"kind", 'k', 0, G_OPTION_ARG_STRING, &kind, "Only rows of this kind: recommendation, panel_topic, meeting or check", "KIND"},
    {"language", 'l', 0, G_OPTION_ARG_STRING, &language,
     "Of works in several languages the version in this one, where there is one (en), or all for each", "LANG"},
    {"all-versions", 0, 0, G_OPTION_ARG_NONE, &all_versions, "Recommendations and panel topics of superseded versions, too",
     NULL},
    G_OPTION_ENTRY_NULL,
};

static const StageInfo info = {
    .name = "export",
    .arguments = "",
    .summary =
        "Writes what is in the catalogue to standard output, a row for each recommendation, panel topic, meeting and check.\n"
        "Of several versions of a report the newest gives the recommendations and panel topics.",
    .options = options,
};

static gboolean format_parse(const char *name, ExportFormat *parsed) {
  for (int i = 0; export_format_names[i]; i++) {
    if (g_strcmp0(export_format_names[i], name) != 0) continue;
    *parsed = (ExportFormat)i;
    return TRUE;
  }
  return FALSE;
}

static void write_rows(Stage *stage, ExportOptions *wanted) {
  g_autoptr(Home) home = home_new(home_folder);
  wanted->overrides = home_overrides(home);
  g_autoptr(GError) error = NULL;
  g_autoptr(Catalogue) catalogue = open_catalogue(stage, home, CATALOGUE_READ);
  if (!catalogue || export_write(catalogue, wanted, stdout, &error)) return;
  if (error->domain == CATALOGUE_ERROR)
    stage_error(stage, catalogue_exit_code(error, EXIT_INPUT), NULL, "%s", error->message);
  else if (error->domain == CORRECTION_ERROR)
    stage_error(stage, correction_exit_code(error), NULL, "%s", error->message);
  else if (error->domain == EXPORT_ERROR)
    stage_output_failed(stage, error->message);
  else
    stage_error(stage, EXIT_INPUT, NULL, "%s", error->message);
}

int command_export(int argc, char **argv) {
  Stage stage;
  ExportOptions wanted = {.format = EXPORT_JSONL};
  g_autoptr(GError) error = NULL;
  if (!stage_begin(&stage, &info, argc, argv)) return stage_end(&stage);
  wanted.kinds = export_kinds(kind, &error);
  wanted.language = language;
  wanted.all_versions = all_versions;
  if (wanted.kinds == 0)
    stage_error(&stage, EXIT_USAGE, NULL, "%s", error->message);
  else if (format && !format_parse(format, &wanted.format))
    stage_error(&stage, EXIT_USAGE, NULL, "--format is jsonl or csv, not \"%s\"", format);
  else
    write_rows(&stage, &wanted);
  return stage_end(&stage);
}
