#include "pipeline/home/intake.h"

#include "extractors/json.h"
#include "pipeline/stages/source.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

/* Names under which browsers, synchronizers and editors keep what is not yet whole. */
static const char *const unfinished[] = {".part", ".partial", ".crdownload", ".download", ".tmp", ".filepart", "~"};

static gboolean is_on_its_way(const char *name) {
  if (name[0] == '.' || g_str_has_prefix(name, "~")) return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS(unfinished); i++)
    if (g_str_has_suffix(name, unfinished[i])) return TRUE;
  return FALSE;
}

static void walk(Stage *stage, const char *folder, GPtrArray *paths);

static void take_entry(Stage *stage, const char *path, GPtrArray *paths) {
  struct stat status;
  if (lstat(path, &status) != 0)
    stage_error(stage, EXIT_INPUT, path, "%s", g_strerror(errno));
  else if (S_ISDIR(status.st_mode))
    walk(stage, path, paths);
  else if (S_ISREG(status.st_mode))
    g_ptr_array_add(paths, g_strdup(path));
}

static void walk(Stage *stage, const char *folder, GPtrArray *paths) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GDir) dir = g_dir_open(folder, 0, &error);
  if (!dir) {
    stage_error(stage, EXIT_INPUT, folder, "the folder can't be listed: %s", error->message);
    return;
  }
  for (const char *name; (name = g_dir_read_name(dir));) {
    if (is_on_its_way(name)) continue;
    g_autofree char *path = g_build_filename(folder, name, NULL);
    take_entry(stage, path, paths);
  }
}

static int by_name(gconstpointer a, gconstpointer b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

static void drop_repeats(GPtrArray *paths) {
  for (guint i = paths->len; i-- > 1;)
    if (strcmp(paths->pdata[i], paths->pdata[i - 1]) == 0) g_ptr_array_remove_index(paths, i);
}

GPtrArray *intake_list(Stage *stage, char *const *names) {
  GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
  for (; *names; names++) {
    if (g_file_test(*names, G_FILE_TEST_IS_DIR))
      walk(stage, *names, paths);
    else
      g_ptr_array_add(paths, g_strdup(*names));
  }
  g_ptr_array_sort(paths, by_name);
  drop_repeats(paths);
  return paths;
}

static const JsonField claim_fields[] = {
    {.name = "uri", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Claim, uri), .required = TRUE},
    {.name = "source_file", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Claim, source_file), .required = TRUE},
    {.name = "sha256", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Claim, sha256)},
    {.name = "bytes", .type = JSON_UINT64, .offset = G_STRUCT_OFFSET(Claim, bytes)},
    {0},
};

void claim_free(Claim *claim) {
  if (!claim) return;
  g_free(claim->uri);
  g_free(claim->source_file);
  g_free(claim->sha256);
  g_free(claim);
}

Claim *claim_file(const char *path, char **reason) {
  g_autofree char *name = g_path_get_basename(path);
  g_autoptr(GBytes) bytes = source_read(path, reason);
  Claim *claim = g_new0(Claim, 1);
  g_autofree char *absolute = g_canonicalize_filename(path, NULL);
  claim->uri = g_filename_to_uri(absolute, NULL, NULL);
  claim->source_file = g_filename_display_name(name);
  claim->sha256 = bytes ? g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, bytes) : g_strdup("");
  claim->bytes = bytes ? g_bytes_get_size(bytes) : 0;
  return claim;
}

void claim_write(GString *out, const Claim *claim) {
  json_write_line(out, CLAIM_FORMAT, claim_fields, claim);
}

Claim *claim_read(const char *line, gsize length, GError **error) {
  g_autoptr(Claim) claim = g_new0(Claim, 1);
  return json_read_line(line, length, CLAIM_FORMAT, claim_fields, claim, error) ? g_steal_pointer(&claim) : NULL;
}

char *claim_path(const Claim *claim, GError **error) {
  return g_filename_from_uri(claim->uri, NULL, error);
}
