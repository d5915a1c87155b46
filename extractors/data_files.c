#include "extractors/data_files.h"

/* From the folder of the running program: the source tree, then an installation. */
static const char *const beside_program[] = {"../..", "../share/rapporteur"};

static char *program_folder(void) {
  g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
  return program ? g_path_get_dirname(program) : g_strdup(".");
}

char *data_file_path(const char *name, GError **error) {
  g_autoptr(GString) tried = g_string_new(NULL);
  const char *named = g_getenv("RAPPORTEUR_DATA");
  g_autofree char *folder = program_folder();
  for (guint i = 0; i <= G_N_ELEMENTS(beside_program); i++) {
    if (i == 0 && !named) continue;
    g_autofree char *path =
        i == 0 ? g_build_filename(named, name, NULL) : g_build_filename(folder, beside_program[i - 1], name, NULL);
    if (g_file_test(path, G_FILE_TEST_EXISTS)) return g_canonicalize_filename(path, NULL);
    g_string_append_printf(tried, "%s%s", tried->len ? ", " : "", path);
  }
  g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_NOENT,
              "%s is missing (tried %s): install rapporteur again, or set RAPPORTEUR_DATA to the folder that holds it", name,
              tried->str);
  return NULL;
}
