/* command_rules_grammar.c - rapporteur rules grammar: what a pack's files may say. */
#include "pipeline/commands.h"
#include "pipeline/stages/stage.h"
#include "rules/pack.h"

static const GOptionEntry options[] = {G_OPTION_ENTRY_NULL};

static const StageInfo info = {
    .name = "rules-grammar",
    .arguments = "",
    .summary = "Prints the grammar of rule packs: each mapping with its keys, and what may stand behind them.",
    .options = options,
};

int command_rules_grammar(int argc, char **argv) {
  Stage stage;
  if (!stage_begin(&stage, &info, argc, argv)) return stage_end(&stage);
  g_autofree char *grammar = pack_grammar();
  g_autoptr(GString) out = g_string_new(grammar);
  stage_write(&stage, out);
  return stage_end(&stage);
}
