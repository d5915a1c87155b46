/* rapporteur.c - the one command that people type: `rapporteur VERB ...` joins the stages, `rapporteur STAGE ...` runs one. */
#include "pipeline/commands.h"
#include "pipeline/exit_codes.h"

#include <errno.h>
#include <glib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

typedef struct {
  const char *name;
  int (*run)(int argc, char **argv); /* NULL: a stage, the program rapporteur-NAME beside this one */
  const char *summary;
} Command;

static const Command commands[] = {
    {"run", command_run, "read what is in the inbox, or what is named, and write the digests that it touches"},
    {"export", command_export, "write flat rows for other programs, as JSON Lines or CSV"},
    {"status", command_status, "show what is where, and why"},
    {"verify", command_verify, "derive every cell of the catalogue anew from its PDF, and compare"},
    {"intake", NULL, "stage: list the files to read, with their hashes"},
    {"extract", NULL, "stage: PDFs to documents"},
    {"apply", NULL, "stage: documents to findings, by the rule packs"},
    {"record", NULL, "stage: findings into a catalogue"},
    {"digest", NULL, "stage: the workbook of a quarter, or of any period"},
};

static void show_help(FILE *stream) {
  fputs("Usage: rapporteur COMMAND [OPTION...]\n\n"
        "Reads the reports of Working Groups and writes spreadsheets of their recommendations and panel topics.\n\n"
        "Commands:\n",
        stream);
  for (guint i = 0; i < G_N_ELEMENTS(commands); i++) fprintf(stream, "  %-9s %s\n", commands[i].name, commands[i].summary);
  fputs("\nrapporteur COMMAND --help tells more of each.\n", stream);
}

static int run_stage(const Command *command, char **argv) {
  g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);
  g_autofree char *folder = self ? g_path_get_dirname(self) : g_strdup(".");
  g_autofree char *name = g_strconcat("rapporteur-", command->name, NULL);
  g_autofree char *path = g_build_filename(folder, name, NULL);
  execv(path, argv); /* argv[0] stays NAME: help then shows the command as it was typed */
  fprintf(stderr, "rapporteur: %s: can't be run: %s\n", path, g_strerror(errno));
  return EXIT_FAULT;
}

static int finish(FILE *stream, ExitCode code) {
  if (fflush(stream) == 0) return (int)code;
  fprintf(stderr, "rapporteur: standard output can't be written: %s\n", g_strerror(errno));
  return EXIT_OUTPUT;
}

int main(int argc, char **argv) {
  const char *name = argc > 1 ? argv[1] : "";
  if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0 || strcmp(name, "help") == 0) {
    show_help(stdout);
    return finish(stdout, EXIT_DONE);
  }
  if (strcmp(name, "--version") == 0) {
    puts("rapporteur " RAPPORTEUR_VERSION);
    return finish(stdout, EXIT_DONE);
  }
  for (guint i = 0; i < G_N_ELEMENTS(commands); i++) {
    if (strcmp(commands[i].name, name) != 0) continue;
    return commands[i].run ? commands[i].run(argc - 1, argv + 1) : run_stage(&commands[i], argv + 1);
  }
  if (*name) fprintf(stderr, "rapporteur: there is no command \"%s\"\n\n", name);
  show_help(stderr);
  return EXIT_USAGE;
}
