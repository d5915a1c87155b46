/* rapporteur-record.c - findings into the catalogue: a stage on its own, and the last of the pipeline that reads reports. */
#include "pipeline/catalogue/catalogue.h"
#include "pipeline/catalogue/record.h"
#include "pipeline/stages/stage.h"

static gboolean json;

static const GOptionEntry options[] = {
    {"json", 0, 0, G_OPTION_ARG_NONE, &json, "Write a line of JSON for each document to standard output", NULL},
    G_OPTION_ENTRY_NULL,
};

static const StageInfo info = {
    .name = "record",
    .arguments = "CATALOGUE [FILE...]",
    .summary = "Records findings, one document a line (rapporteur.findings/1) from each FILE or standard input, in the\n"
               "CATALOGUE, which is made where it is missing. What is known already stays as it is.",
    .options = options,
    .least = 1,
    .most = G_MAXUINT,
};

int main(int argc, char **argv) {
  Stage stage;
  if (!stage_begin(&stage, &info, argc, argv)) return stage_end(&stage);
  g_autoptr(GError) error = NULL;
  g_autoptr(Catalogue) catalogue = catalogue_open(stage.arguments[0], CATALOGUE_WRITE, &error);
  if (catalogue == NULL) {
    stage_error(&stage, catalogue_exit_code(error, EXIT_OUTPUT), NULL, "%s", error->message);
    return stage_end(&stage);
  }
  g_autoptr(Recorder) recorder = recorder_new(&stage, catalogue, json);
  if (stage_each_line(&stage, stage.arguments + 1, recorder_take_line, recorder)) recorder_flush(recorder);
  return stage_end(&stage);
}
