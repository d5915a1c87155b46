#include "pipeline/home/openers.h"

Rules *open_rules(Stage *stage, const char *folder) {
  g_autoptr(GError) error = NULL;
  Rules *rules = rules_load(folder, &error);
  if (rules) return rules;
  ExitCode code = error->domain == YAML_ERROR ? EXIT_RULES : folder ? EXIT_INPUT : EXIT_FAULT;
  stage_error(stage, code, NULL, "%s", error->message);
  return NULL;
}

Catalogue *open_catalogue(Stage *stage, const Home *home, CatalogueMode mode) {
  const char *path = home_catalogue(home);
  if (mode != CATALOGUE_WRITE && !g_file_test(path, G_FILE_TEST_EXISTS)) {
    stage_error(stage, EXIT_INPUT, home_path(home), "nothing was recorded here yet: rapporteur run reads reports");
    return NULL;
  }
  g_autoptr(GError) error = NULL;
  Catalogue *catalogue = catalogue_open(path, mode, &error);
  if (catalogue) return catalogue;
  ExitCode otherwise = mode == CATALOGUE_WRITE ? EXIT_OUTPUT : EXIT_INPUT;
  stage_error(stage, catalogue_exit_code(error, otherwise), NULL, "%s", error->message);
  return NULL;
}
