/* evidence_files.c - see evidence_files.h. */
#include "pipeline/evidence/evidence_files.h"

#include "pipeline/common/publish.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

G_DEFINE_QUARK(rapporteur_evidence_error, evidence_error)

/* A folder of ours holds this file. */
static const char mark[] = "rapporteur-evidence.txt";
static const char mark_text[] = "rapporteur wrote the pages in this folder, and removes from it those that it no longer wants.\n";

struct EvidenceFiles {
  char *folder;
  Publication *lock;  /* of the mark: whoever holds its working folder writes here */
  GHashTable *wanted; /* names */
  guint written, removed;
};

/* ---- opening ---- */

static gboolean fail(const char *path, int code, const char *why, GError **error) {
  g_set_error(error, EVIDENCE_ERROR, code, "%s: %s", path, why);
  return FALSE;
}

static gboolean make_folder(const char *folder, GError **error) {
  return g_mkdir_with_parents(folder, 0777) == 0 || fail(folder, EVIDENCE_ERROR_OUTPUT, g_strerror(errno), error);
}

/* An empty folder may become one of ours; what others began in one is hidden: .NAME.part. */
static gboolean is_empty(const char *folder) {
  g_autoptr(GDir) listing = g_dir_open(folder, 0, NULL);
  const char *name;
  while (listing != NULL && (name = g_dir_read_name(listing)) != NULL)
    if (*name != '.') return FALSE;
  return TRUE;
}

static gboolean is_ours(const char *folder, const char *mark_path, GError **error) {
  return g_file_test(mark_path, G_FILE_TEST_IS_REGULAR) || is_empty(folder) ||
         fail(folder, EVIDENCE_ERROR_FOREIGN, "this folder holds other things than evidence pages: name one of its own", error);
}

static gboolean take_lock(EvidenceFiles *files, const char *mark_path, GError **error) {
  g_autoptr(GError) inner = NULL;
  files->lock = publication_new(mark_path, &inner);
  if (files->lock != NULL) return TRUE;
  if (g_error_matches(inner, PUBLISH_ERROR, PUBLISH_ERROR_BUSY))
    return fail(files->folder, EVIDENCE_ERROR_BUSY, "another program writes evidence pages here; try again when it has ended",
                error);
  g_set_error_literal(error, EVIDENCE_ERROR, EVIDENCE_ERROR_OUTPUT, inner->message);
  return FALSE;
}

EvidenceFiles *evidence_files_open(const char *folder, GError **error) {
  g_autoptr(EvidenceFiles) files = g_new0(EvidenceFiles, 1);
  files->folder = g_strdup(folder);
  files->wanted = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *mark_path = g_build_filename(folder, mark, NULL);
  if (!make_folder(folder, error) || !is_ours(folder, mark_path, error) || !take_lock(files, mark_path, error)) return NULL;
  if (!evidence_files_put(files, mark, mark_text, strlen(mark_text), error)) return NULL;
  files->written = 0;
  return g_steal_pointer(&files);
}

void evidence_files_free(EvidenceFiles *files) {
  if (files == NULL) return;
  publication_free(files->lock);
  g_hash_table_unref(files->wanted);
  g_free(files->folder);
  g_free(files);
}

/* ---- writing ---- */

static gboolean holds(const char *path, const char *content, gsize length) {
  g_autofree char *there = NULL;
  gsize length_there = 0;
  GStatBuf status;
  return g_stat(path, &status) == 0 && (gsize)status.st_size == length &&
         g_file_get_contents(path, &there, &length_there, NULL) && length_there == length && memcmp(there, content, length) == 0;
}

/* A killed program leaves its part in the working folder of the lock, which the next one clears. */
static gboolean write_file(EvidenceFiles *files, const char *path, const char *content, gsize length, GError **error) {
  g_autofree char *folder = g_path_get_dirname(path);
  g_autofree char *part = g_build_filename(publication_folder(files->lock), "part", NULL);
  g_autoptr(GError) inner = NULL;
  if (!make_folder(folder, error)) return FALSE;
  if (!g_file_set_contents_full(part, content, (gssize)length, G_FILE_SET_CONTENTS_DURABLE, 0666, &inner))
    return fail(path, EVIDENCE_ERROR_OUTPUT, inner->message, error);
  if (g_rename(part, path) == 0) return TRUE;
  int why = errno;
  g_unlink(part);
  return fail(path, EVIDENCE_ERROR_OUTPUT, g_strerror(why), error);
}

gboolean evidence_files_put(EvidenceFiles *files, const char *name, const char *content, gsize length, GError **error) {
  g_autofree char *path = g_build_filename(files->folder, name, NULL);
  evidence_files_keep(files, name);
  if (holds(path, content, length)) return TRUE;
  files->written++;
  return write_file(files, path, content, length, error);
}

void evidence_files_keep(EvidenceFiles *files, const char *name) {
  g_hash_table_add(files->wanted, g_strdup(name));
}

char *evidence_files_read(const EvidenceFiles *files, const char *name, gsize *length) {
  g_autofree char *path = g_build_filename(files->folder, name, NULL);
  char *content = NULL;
  return g_file_get_contents(path, &content, length, NULL) ? content : NULL;
}

/* ---- what is no longer wanted ---- */

/* Does the part of NAME in front of ENDING end in a hyphen and 12 digits of a hash, as all names of ours do? */
static gboolean is_name_of_ours(const char *name, const char *ending) {
  enum { DIGITS = 12 };
  if (!g_str_has_suffix(name, ending)) return FALSE;
  gsize length = strlen(name) - strlen(ending);
  if (length <= DIGITS || name[length - DIGITS - 1] != '-') return FALSE;
  for (gsize i = length - DIGITS; i < length; i++)
    if (!g_ascii_isxdigit(name[i])) return FALSE;
  return TRUE;
}

static void remove_unwanted(EvidenceFiles *files, const char *folder, const char *name) {
  g_autofree char *below = g_build_filename(folder, name, NULL);
  if (g_hash_table_contains(files->wanted, below)) return;
  g_autofree char *path = g_build_filename(files->folder, below, NULL);
  if (g_unlink(path) == 0) files->removed++;
}

/* The pictures of a report, page by page, and the folder once it is empty. */
static void clean_pictures(EvidenceFiles *files, const char *folder) {
  g_autofree char *path = g_build_filename(files->folder, folder, NULL);
  g_autoptr(GDir) listing = g_dir_open(path, 0, NULL);
  const char *name;
  while (listing != NULL && (name = g_dir_read_name(listing)) != NULL)
    if (g_str_has_prefix(name, "page")) remove_unwanted(files, folder, name);
  g_rmdir(path);
}

/* The files of ours in FOLDER that end in one of ENDINGS. */
static void clean_folder(EvidenceFiles *files, const char *folder, const char *const *endings) {
  g_autofree char *path = g_build_filename(files->folder, folder, NULL);
  g_autoptr(GDir) listing = g_dir_open(path, 0, NULL);
  const char *name;
  while (listing != NULL && (name = g_dir_read_name(listing)) != NULL) {
    g_autofree char *below = g_build_filename(folder, name, NULL);
    for (const char *const *ending = endings; *ending != NULL; ending++)
      if (is_name_of_ours(name, *ending)) remove_unwanted(files, folder, name);
    if (is_name_of_ours(name, "")) clean_pictures(files, below);
  }
}

void evidence_files_clean(EvidenceFiles *files) {
  static const struct {
    const char *folder, *endings[3];
  } folders[] = {
      {"reports", {".html"}},
      {"data", {".js"}},
      {"assets", {".css", ".js"}},
  };
  for (guint i = 0; i < G_N_ELEMENTS(folders); i++) clean_folder(files, folders[i].folder, folders[i].endings);
}

guint evidence_files_written(const EvidenceFiles *files) {
  return files->written;
}

guint evidence_files_removed(const EvidenceFiles *files) {
  return files->removed;
}
