/* rapporteur.c - the one command that people type: `rapporteur VERB ...` joins the stages, `rapporteur STAGE ...` runs one. */
#include "pipeline/commands.h"
#include "pipeline/common/exit_codes.h"
#include "pipeline/stages/verbs.h"

#include <errno.h>
#include <glib.h>
#include <stdio.h>
#include <unistd.h>

static const Verb verbs[] = {
    {"run", command_run, "read what is in the inbox, or what is named, and write the digests that it touches"},
    {"export", command_export, "write flat rows for other programs, as JSON Lines or CSV"},
    {"search", command_search, "find words in recommendations, panel topics and meetings"},
    {"diff", command_diff, "show what differs between two digests, or since the last one"},
    {"status", command_status, "show what is where, and why"},
    {"certificate", command_certificate, "show whether anything of a report may be missing, and what that rests on"},
    {"history", command_history, "show what a recommendation came of over the years, and what came of it"},
    {"take", command_take, "read what people changed in digests, so that it comes back in each"},
    {"verify", command_verify, "derive every cell of the catalogue anew from its PDF, and compare"},
    {"evidence", command_evidence, "write web pages that show where each finding stands in its report"},
    {"rules", command_rules, "the bench for those who write rule packs"},
    {"intake", NULL, "stage: list the files to read, with their hashes"},
    {"extract", NULL, "stage: PDFs to documents"},
    {"apply", NULL, "stage: documents to findings, by the rule packs"},
    {"record", NULL, "stage: findings into a catalogue"},
    {"digest", NULL, "stage: the workbook of a quarter, or of any period"},
    {NULL, NULL, NULL},
};

/* A stage is the program rapporteur-NAME beside this one. */
static int run_stage(const Verb *verb, G_GNUC_UNUSED int argc, char **argv) {
  g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);
  g_autofree char *folder = self ? g_path_get_dirname(self) : g_strdup(".");
  g_autofree char *name = g_strconcat("rapporteur-", verb->name, NULL);
  g_autofree char *path = g_build_filename(folder, name, NULL);
  execv(path, argv);
  fprintf(stderr, "rapporteur: %s: can't be run: %s\n", path, g_strerror(errno));
  return EXIT_FAULT;
}

static const VerbTable table = {
    .command = "rapporteur",
    .prefix = "",
    .summary = "Reads the reports of Working Groups and writes spreadsheets of their recommendations and panel topics.",
    .verbs = verbs,
    .otherwise = run_stage,
};

int main(int argc, char **argv) {
  return verbs_run(&table, argc, argv);
}
