#include "pipeline/stages/verbs.h"

#include "pipeline/common/exit_codes.h"

#include <errno.h>
#include <glib.h>
#include <stdio.h>
#include <string.h>

static void show_help(const VerbTable *table, FILE *stream) {
  int width = 0;
  for (const Verb *verb = table->verbs; verb->name; verb++) width = MAX(width, (int)strlen(verb->name));
  fprintf(stream, "Usage: %s COMMAND [OPTION...]\n\n%s\n\nCommands:\n", table->command, table->summary);
  for (const Verb *verb = table->verbs; verb->name; verb++) fprintf(stream, "  %-*s  %s\n", width, verb->name, verb->summary);
  fprintf(stream, "\n%s COMMAND --help tells more of each.\n", table->command);
}

static int finish(const VerbTable *table) {
  if (fflush(stdout) == 0) return EXIT_DONE;
  fprintf(stderr, "%s: standard output can't be written: %s\n", table->command, g_strerror(errno));
  return EXIT_OUTPUT;
}

static int run(const VerbTable *table, const Verb *verb, int argc, char **argv) {
  g_autofree char *name = g_strconcat(table->prefix, verb->name, NULL);
  argv[0] = name; /* help then shows the command as it was typed */
  return verb->run ? verb->run(argc, argv) : table->otherwise(verb, argc, argv);
}

int verbs_run(const VerbTable *table, int argc, char **argv) {
  const char *name = argc > 1 ? argv[1] : "";
  if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0 || strcmp(name, "help") == 0) {
    show_help(table, stdout);
    return finish(table);
  }
  if (strcmp(name, "--version") == 0) {
    puts("rapporteur " RAPPORTEUR_VERSION);
    return finish(table);
  }
  for (const Verb *verb = table->verbs; verb->name; verb++)
    if (strcmp(verb->name, name) == 0) return run(table, verb, argc - 1, argv + 1);
  if (*name) fprintf(stderr, "%s: there is no command \"%s\"\n\n", table->command, name);
  show_help(table, stderr);
  return EXIT_USAGE;
}
