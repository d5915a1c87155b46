/* rapporteur-digest.c - the catalogue's reports of a period as a workbook, or its rows as text. */
#include "pipeline/digest/digest.h"
#include "pipeline/digest/digest_template.h"
#include "pipeline/digest/sparing.h"
#include "pipeline/home/openers.h"

static char *home_folder, *quarter, *from, *to, *output, *language, *template, *format, *sheet, **sources;
static gboolean all, print_template, fresh;

static const GOptionEntry options[] = {
    {"home", 0, 0, G_OPTION_ARG_FILENAME, &home_folder, "The home whose catalogue to use where none is named", "DIR"},
    {"quarter", 0, 0, G_OPTION_ARG_STRING, &quarter, "The reports of a quarter", "2023Q4"},
    {"from", 0, 0, G_OPTION_ARG_STRING, &from, "The reports of a day and later", "2023-10-01"},
    {"to", 0, 0, G_OPTION_ARG_STRING, &to, "The reports of a day and earlier", "2023-12-31"},
    {"all", 0, 0, G_OPTION_ARG_NONE, &all, "All reports", NULL},
    {"output", 'o', 0, G_OPTION_ARG_FILENAME, &output,
     "The file to write: a workbook, or by its ending .csv or .jsonl the rows of its tables", "FILE"},
    {"format", 'f', 0, G_OPTION_ARG_STRING, &format, "xlsx, csv or jsonl (JSON Lines), whatever the ending", "FORMAT"},
    {"sheet", 0, 0, G_OPTION_ARG_STRING, &sheet, "With CSV and JSON Lines only the rows of this table (CSV: the recommendations)",
     "NAME"},
    {"sources", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &sources,
     "Where the PDFs are, for cells to lead to (where the home has or read them); may be repeated", "FOLDER"},
    {"template", 't', 0, G_OPTION_ARG_FILENAME, &template,
     "Which sheets and columns there are, under which names (the home's template.yaml, where it has one)", "FILE"},
    {"print-template", 0, 0, G_OPTION_ARG_NONE, &print_template,
     "Write a template with all that there is to standard output, to begin one with", NULL},
    {"language", 'l', 0, G_OPTION_ARG_STRING, &language,
     "Of works in several languages the version in this one, where there is one (en), or all for each", "LANG"},
    {"fresh", 0, 0, G_OPTION_ARG_NONE, &fresh,
     "As if no digest of the period had been written before: it depends on the reports alone, and is not kept", NULL},
    G_OPTION_ENTRY_NULL,
};

static const StageInfo info = {
    .name = "digest",
    .arguments = "[CATALOGUE]",
    .summary = "Writes the workbook of a period: recommendations, panel topics, meetings, and what the checks found.\n"
               "Choose the period with --quarter, with --from and --to, or with --all. The catalogue is the one named, or the\n"
               "home's.",
    .options = options,
    .most = 1,
};

static gboolean read_format(Stage *stage, DigestFormat *wanted) {
  *wanted = digest_format_of(output);
  for (guint i = 0; format != NULL; i++) {
    *wanted = (DigestFormat)i;
    if (g_strcmp0(digest_format_names[i], format) == 0) break;
    if (digest_format_names[i] != NULL) continue;
    stage_error(stage, EXIT_USAGE, NULL, "--format is xlsx, csv or jsonl, not \"%s\"", format);
    return FALSE;
  }
  if (sheet == NULL || *wanted != DIGEST_XLSX) return TRUE;
  stage_error(stage, EXIT_USAGE, NULL, "--sheet is for CSV and JSON Lines; a template chooses the sheets of a workbook");
  return FALSE;
}

static void tell_unkept(const char *message, gpointer stage) {
  stage_tell(stage, output, "%s", message);
}

/* Writes the digest of the options, and reports what went wrong. */
static void write_digest(Stage *stage, const Period *period) {
  g_autoptr(GError) error = NULL;
  g_autoptr(Home) home = home_new(home_folder);
  const char *named = stage->arguments[0];
  g_auto(GStrv) folders = home_folders(home, NULL);
  DigestOptions wanted = {.period = *period,
                          .output = output,
                          .sheet = sheet,
                          .language = language,
                          .fresh = fresh,
                          .note = tell_unkept,
                          .note_data = stage};
  if (!read_format(stage, &wanted.format)) return;
  if (!named) {
    wanted.sources = (const char *const *)folders;
    wanted.evidence = home_evidence(home);
    wanted.overrides = home_overrides(home);
    wanted.template = home_template(home);
  }
  if (template) wanted.template = template;
  if (sources) wanted.sources = (const char *const *)sources;
  g_autoptr(Catalogue) catalogue =
      named ? catalogue_open(named, CATALOGUE_NOTE, &error) : open_catalogue(stage, home, CATALOGUE_NOTE);
  DigestCounts counts;
  gboolean written = catalogue && (named ? digest_write(catalogue, &wanted, &counts, &error)
                                         : sparing_write(stage, home, catalogue, &wanted, &counts, &error));
  if (written)
    stage_note(stage, output, "%u reports, %u recommendations, %u panel topics, %u failed checks", counts.reports,
               counts.recommendations, counts.panel_topics, counts.failed_checks);
  if (error) stage_error(stage, sparing_exit_code(error), NULL, "%s", error->message);
}

static void write_template(Stage *stage) {
  g_autoptr(GString) out = g_string_new(NULL);
  digest_template_print(out);
  stage_write(stage, out);
}

int main(int argc, char **argv) {
  Stage stage;
  Period period;
  g_autoptr(GError) error = NULL;
  if (!stage_begin(&stage, &info, argc, argv)) return stage_end(&stage);
  if (print_template)
    write_template(&stage);
  else if (!period_parse(&period, quarter, from, to, all, &error))
    stage_error(&stage, EXIT_USAGE, NULL, "%s", error->message);
  else if (output == NULL)
    stage_error(&stage, EXIT_USAGE, NULL, "give the name of the file to write with --output");
  else
    write_digest(&stage, &period);
  return stage_end(&stage);
}
