/* commands.h - the verbs of the one command that people type. Each is given its own argv, its name first, and returns the
 * exit code. */
#pragma once

int command_run(int argc, char **argv);
int command_export(int argc, char **argv);
int command_search(int argc, char **argv);
int command_diff(int argc, char **argv);
int command_status(int argc, char **argv);
int command_certificate(int argc, char **argv);
int command_history(int argc, char **argv);
int command_verify(int argc, char **argv);
int command_evidence(int argc, char **argv);
int command_rules(int argc, char **argv); /* runs one of its own verbs: command_rules_VERB */

int command_rules_list(int argc, char **argv);
int command_rules_lint(int argc, char **argv);
int command_rules_test(int argc, char **argv);
int command_rules_stats(int argc, char **argv);
int command_rules_diff(int argc, char **argv);
int command_rules_explain(int argc, char **argv);
int command_rules_grammar(int argc, char **argv);
