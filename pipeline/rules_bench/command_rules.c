/* command_rules.c - rapporteur rules VERB ...: the rule author's bench. A verb is a function and a row. */
#include "pipeline/commands.h"
#include "pipeline/stages/verbs.h"

#include <stddef.h>

static const Verb verbs[] = {
    {"list", command_rules_list, "show which packs there are"},
    {"lint", command_rules_lint, "look through packs for slips"},
    {"test", command_rules_test, "try the examples beside the rules, and the reports beside the packs"},
    {"stats", command_rules_stats, "tell how much each rule finds over a home, and what never does"},
    {"diff", command_rules_diff, "show what other rules find otherwise in the same documents"},
    {"explain", command_rules_explain, "tell why a rule fired or did not: on a report, a finding or a passage"},
    {"grammar", command_rules_grammar, "print what a pack's files may say"},
    {NULL, NULL, NULL},
};

static const VerbTable table = {
    .command = "rapporteur rules",
    .prefix = "rules-",
    .summary = "Helps those who write rule packs.",
    .verbs = verbs,
};

int command_rules(int argc, char **argv) {
  return verbs_run(&table, argc, argv);
}
