/* command_evidence.c - rapporteur evidence: the pages that show where each finding stands. */
#include "pipeline/commands.h"
#include "pipeline/evidence/evidence.h"
#include "pipeline/evidence/evidence_link.h"
#include "pipeline/home/openers.h"

#include <stdio.h>

static char *home_folder, *output, *language;
static char **sources;
static int jobs;
static gboolean redraw;

static const GOptionEntry options[] = {
    {"home", 0, 0, G_OPTION_ARG_FILENAME, &home_folder, "The folder with archive and catalogue", "DIR"},
    {"output", 'o', 0, G_OPTION_ARG_FILENAME, &output, "Write the pages into FOLDER instead of the home's evidence/", "FOLDER"},
    {"sources", 's', 0, G_OPTION_ARG_FILENAME_ARRAY, &sources, "Look for PDFs in FOLDER, too; may be given several times",
     "FOLDER"},
    {"language", 'l', 0, G_OPTION_ARG_STRING, &language,
     "Of works in several languages the version in this one counts, where there is one (en), or all for each", "LANG"},
    {"jobs", 'j', 0, G_OPTION_ARG_INT, &jobs, "Draw N pages at a time (as many as there are processors)", "N"},
    {"redraw", 0, 0, G_OPTION_ARG_NONE, &redraw, "Draw all pages anew, not only those that are new", NULL},
    G_OPTION_ENTRY_NULL,
};

static const StageInfo info = {
    .name = "evidence",
    .arguments = "",
    .summary = "Writes static web pages: each report as it looks, with a box around each finding and its text beside it, and an\n"
               "index to search them all. What is there already and has not changed is left alone.",
    .options = options,
};

static void tell_counts(const char *folder, const EvidenceCounts *counts) {
  g_autofree char *index = g_build_filename(folder, EVIDENCE_INDEX, NULL);
  printf("%s: %u reports with %u findings; %u pages drawn, %u there already\n", index, counts->reports, counts->findings,
         counts->drawn, counts->kept);
}

static void write_pages(Stage *stage) {
  g_autoptr(Home) home = home_new(home_folder);
  g_autoptr(Catalogue) catalogue = open_catalogue(stage, home, CATALOGUE_READ);
  if (!catalogue) return;
  g_auto(GStrv) folders = home_folders(home, sources);
  const EvidenceOptions wanted = {
      .folder = output ? output : home_evidence(home),
      .sources = (const char *const *)folders,
      .language = language,
      .overrides = home_overrides(home),
      .jobs = jobs > 0 ? (guint)jobs : g_get_num_processors(),
      .redraw = redraw,
  };
  g_autoptr(GError) error = NULL;
  EvidenceCounts counts;
  if (!evidence_write(stage, catalogue, &wanted, &counts, &error))
    stage_error(stage, evidence_exit_code(error), NULL, "%s", error->message);
  else if (!stage->quiet)
    tell_counts(wanted.folder, &counts);
}

int command_evidence(int argc, char **argv) {
  Stage stage;
  if (!stage_begin(&stage, &info, argc, argv)) return stage_end(&stage);
  if (jobs < 0)
    stage_error(&stage, EXIT_USAGE, NULL, "--jobs needs a number from 1");
  else
    write_pages(&stage);
  return stage_end(&stage);
}
