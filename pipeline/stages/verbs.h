/* verbs.h - a command that is told its work by the name of a verb: `rapporteur VERB ...`, `rapporteur rules VERB ...`. One table
 * says what runs, and what the help shows. */
#pragma once

typedef struct {
  const char *name;                  /* NULL in the row that ends a table */
  int (*run)(int argc, char **argv); /* NULL: the table's `otherwise` runs it */
  const char *summary;
} Verb;

typedef struct {
  const char *command; /* as it is typed: "rapporteur", "rapporteur rules" */
  const char *prefix;  /* of the names that its verbs bear as stages: "", "rules-" */
  const char *summary; /* what it does, a sentence for --help */
  const Verb *verbs;
  int (*otherwise)(const Verb *verb, int argc, char **argv); /* NULL where each verb runs by itself */
} VerbTable;

/* Runs the verb that argv[1] names, with an argv that begins with the verb's prefixed name, or shows the help or the version.
 * Returns the exit code: EXIT_USAGE where there is no such verb. */
int verbs_run(const VerbTable *table, int argc, char **argv);
