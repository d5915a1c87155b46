#include "pipeline/stages/pack_choice.h"

#include "extractors/data_files.h"
#include "rules/pack.h"

#include <string.h>

/* Appends the packs below FOLDER; FALSE, which is told, where it holds none. */
static gboolean add_folder(Stage *stage, GPtrArray *paths, const char *folder) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) found = pack_paths(folder, &error);
  if (!found || found->len == 0) {
    stage_error(stage, EXIT_INPUT, folder, "%s", error ? error->message : "no rule packs there (NAME/pack.yaml)");
    return FALSE;
  }
  g_ptr_array_extend_and_steal(paths, g_steal_pointer(&found));
  return TRUE;
}

static gboolean add_name(Stage *stage, GPtrArray *paths, const char *folder, const char *name) {
  g_autofree char *within = g_build_filename(name, "pack.yaml", NULL);
  g_autofree char *named = g_build_filename(folder, name, "pack.yaml", NULL);
  gboolean bare = !strchr(name, G_DIR_SEPARATOR);
  if (g_file_test(name, G_FILE_TEST_IS_REGULAR))
    g_ptr_array_add(paths, g_canonicalize_filename(name, NULL));
  else if (bare && g_file_test(named, G_FILE_TEST_IS_REGULAR))
    g_ptr_array_add(paths, g_steal_pointer(&named));
  else if (g_file_test(within, G_FILE_TEST_IS_REGULAR))
    g_ptr_array_add(paths, g_steal_pointer(&within));
  else if (g_file_test(name, G_FILE_TEST_IS_DIR))
    return add_folder(stage, paths, name);
  else {
    stage_error(stage, EXIT_INPUT, name, "no folder with packs, no pack, and no name of one in %s", folder);
    return FALSE;
  }
  return TRUE;
}

GPtrArray *pack_choice(Stage *stage, const char *folder, char *const *names) {
  g_autoptr(GError) error = NULL;
  g_autofree char *packs = folder ? g_strdup(folder) : data_file_path("rules/packs", &error);
  if (!packs) {
    stage_error(stage, EXIT_FAULT, NULL, "%s", error->message);
    return NULL;
  }
  g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
  if (!*names && !add_folder(stage, paths, packs)) return NULL;
  for (; *names; names++)
    if (!add_name(stage, paths, packs, *names)) return NULL;
  return g_steal_pointer(&paths);
}

GPtrArray *pack_choice_load(Stage *stage, const char *path) {
  g_autoptr(GError) error = NULL;
  GPtrArray *packs = pack_load_any(path, &error);
  if (!packs) stage_error(stage, EXIT_RULES, NULL, "%s", error->message);
  return packs;
}

NormalData *pack_choice_normals(Stage *stage) {
  g_autoptr(GError) error = NULL;
  g_autofree char *words = data_file_path("rules/data", &error);
  NormalData *normals = words ? normal_data_load(words, &error) : NULL;
  if (!normals) stage_error(stage, EXIT_FAULT, NULL, "%s", error->message);
  return normals;
}
