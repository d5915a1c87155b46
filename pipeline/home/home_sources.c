#include "pipeline/home/home_sources.h"

#include "pipeline/home/openers.h"
#include "pipeline/reports/report.h"
#include "pipeline/reports/source_link.h"

GPtrArray *home_sources(Stage *stage, const Home *home) {
  g_autoptr(Catalogue) catalogue = open_catalogue(stage, home, CATALOGUE_READ);
  if (!catalogue) return NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) documents = catalogue_documents(catalogue, &error);
  if (!documents) {
    stage_error(stage, catalogue_exit_code(error, EXIT_INPUT), NULL, "%s", error->message);
    return NULL;
  }
  g_auto(GStrv) folders = home_folders(home, NULL);
  GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < documents->len; i++) {
    const CatalogueDocument *document = documents->pdata[i];
    if (!outcome_is_read(document->outcome)) continue;
    char *path = source_path((const char *const *)folders, "here", document);
    if (path)
      g_ptr_array_add(paths, path);
    else
      stage_warning(stage, catalogue_document_name(document), "its PDF is not in the archive");
  }
  return paths;
}
