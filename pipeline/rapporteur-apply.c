/* rapporteur-apply.c - documents in, findings out: the rule packs applied. */
#include "extractors/document_format.h"
#include "pipeline/home/openers.h"
#include "rules/findings_format.h"

static char *folder;

static const GOptionEntry options[] = {
    {"rules", 'r', 0, G_OPTION_ARG_FILENAME, &folder, "Use the rule packs in FOLDER instead of the program's own", "FOLDER"},
    G_OPTION_ENTRY_NULL,
};

static const StageInfo info = {
    .name = "apply",
    .arguments = "[FILE...]",
    .summary = "Applies the rule packs to documents, one a line (rapporteur.document/1) from each FILE or standard input, and\n"
               "writes what they find, a line of JSON each (rapporteur.findings/1).",
    .options = options,
    .most = G_MAXUINT,
};

static gboolean take_document(Stage *stage, const StageItem *item, gpointer data) {
  g_autoptr(GError) error = NULL;
  g_autoptr(Document) document = document_read(item->text, item->length, &error);
  if (!document) {
    stage_error(stage, EXIT_INPUT, item->file, "line %" G_GUINT64_FORMAT ": %s", item->line, error->message);
    return TRUE;
  }
  g_autoptr(Findings) findings = rules_apply(data, document);
  g_autoptr(GString) line = g_string_new(NULL);
  findings_write(line, findings);
  return stage_write(stage, line);
}

int main(int argc, char **argv) {
  Stage stage;
  if (!stage_begin(&stage, &info, argc, argv)) return stage_end(&stage);
  g_autoptr(Rules) rules = open_rules(&stage, folder);
  if (rules) stage_each_line(&stage, stage.arguments, take_document, rules);
  return stage_end(&stage);
}
