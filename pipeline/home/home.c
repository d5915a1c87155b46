#include "pipeline/home/home.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

G_DEFINE_QUARK(home - error - quark, home_error)

struct Home {
  char *path, *inbox, *archive, *rejected, *digests, *catalogue, *overrides, *template, *evidence;
  int lock; /* -1 while it is not held */
};

static char *default_path(void) {
  const char *named = g_getenv("RAPPORTEUR_HOME");
  return named && *named ? g_strdup(named) : g_build_filename(g_get_user_data_dir(), "rapporteur", NULL);
}

Home *home_new(const char *path) {
  Home *home = g_new0(Home, 1);
  home->path = path ? g_strdup(path) : default_path();
  home->inbox = g_build_filename(home->path, "inbox", NULL);
  home->archive = g_build_filename(home->path, "archive", NULL);
  home->rejected = g_build_filename(home->path, "rejected", NULL);
  home->digests = g_build_filename(home->path, "digests", NULL);
  home->catalogue = g_build_filename(home->path, "catalogue.db", NULL);
  home->overrides = g_build_filename(home->path, "overrides.yaml", NULL);
  home->template = g_build_filename(home->path, "template.yaml", NULL);
  home->evidence = g_build_filename(home->path, "evidence", NULL);
  home->lock = -1;
  return home;
}

void home_close(Home *home) {
  if (!home) return;
  if (home->lock >= 0) close(home->lock);
  char *const strings[] = {home->path,      home->inbox,     home->archive,  home->rejected, home->digests,
                           home->catalogue, home->overrides, home->template, home->evidence};
  for (guint i = 0; i < G_N_ELEMENTS(strings); i++) g_free(strings[i]);
  g_free(home);
}

static gboolean fail(GError **error, HomeError code, const char *path, const char *what) {
  g_set_error(error, HOME_ERROR, (gint)code, "%s: %s: %s", path, what, g_strerror(errno));
  return FALSE;
}

gboolean home_make(Home *home, GError **error) {
  const char *const folders[] = {home->inbox, home->archive, home->rejected, home->digests};
  for (guint i = 0; i < G_N_ELEMENTS(folders); i++)
    if (g_mkdir_with_parents(folders[i], 0777) != 0)
      return fail(error, HOME_ERROR_ACCESS, folders[i], "the folder can't be made");
  return TRUE;
}

gboolean home_lock(Home *home, GError **error) {
  g_autofree char *path = g_build_filename(home->path, "lock", NULL);
  home->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (home->lock < 0) return fail(error, HOME_ERROR_ACCESS, path, "the lock can't be opened");
  if (flock(home->lock, LOCK_EX | LOCK_NB) == 0) return TRUE;
  if (errno != EWOULDBLOCK) return fail(error, HOME_ERROR_ACCESS, path, "the lock can't be taken");
  g_set_error(error, HOME_ERROR, HOME_ERROR_BUSY, "%s: another run is at work here; try again later", home->path);
  return FALSE;
}

const char *home_path(const Home *home) {
  return home->path;
}

const char *home_overrides(const Home *home) {
  return home->overrides;
}

const char *home_template(const Home *home) {
  return g_file_test(home->template, G_FILE_TEST_EXISTS) ? home->template : NULL;
}

const char *home_evidence(const Home *home) {
  return home->evidence;
}

const char *home_inbox(const Home *home) {
  return home->inbox;
}

const char *home_archive(const Home *home) {
  return home->archive;
}

const char *home_digests(const Home *home) {
  return home->digests;
}

const char *home_catalogue(const Home *home) {
  return home->catalogue;
}

gboolean home_holds(const Home *home, const char *path) {
  g_autofree char *absolute = g_canonicalize_filename(path, NULL);
  g_autofree char *inbox = g_canonicalize_filename(home->inbox, NULL);
  gsize length = strlen(inbox);
  return strncmp(absolute, inbox, length) == 0 && absolute[length] == G_DIR_SEPARATOR;
}

/* NAME with the start of the hash in front: the same for the same file, whatever came before it. */
static char *hashed_name(const char *path, const char *sha256) {
  g_autofree char *name = g_path_get_basename(path);
  return g_strdup_printf("%.12s~%s", *sha256 ? sha256 : "unread", name);
}

gboolean home_archive_file(const Home *home, const char *path, const char *sha256, GError **error) {
  g_autofree char *name = hashed_name(path, sha256);
  g_autofree char *target = g_build_filename(home->archive, name, NULL);
  return rename(path, target) == 0 || fail(error, HOME_ERROR_ACCESS, path, "can't be moved to the archive");
}

/* Moves PATH to rejected/ under its name, or where another file bears it, under its hashed one; returns the new path. */
static char *move_to_rejected(const Home *home, const char *path, const char *sha256, GError **error) {
  g_autofree char *name = g_path_get_basename(path);
  g_autofree char *hashed = hashed_name(path, sha256);
  g_autofree char *target = g_build_filename(home->rejected, name, NULL);
  if (renameat2(AT_FDCWD, path, AT_FDCWD, target, RENAME_NOREPLACE) == 0) return g_steal_pointer(&target);
  g_autofree char *second = g_build_filename(home->rejected, hashed, NULL);
  if (errno == EEXIST && rename(path, second) == 0) return g_steal_pointer(&second);
  fail(error, HOME_ERROR_ACCESS, path, "can't be moved to the rejected files");
  return NULL;
}

gboolean home_reject_file(const Home *home, const char *path, const char *sha256, const char *reason, GError **error) {
  g_autofree char *target = move_to_rejected(home, path, sha256, error);
  if (!target) return FALSE;
  g_autofree char *note = g_strconcat(target, ".reason.txt", NULL);
  g_autofree char *text = g_strconcat(reason, "\n", NULL);
  g_autoptr(GError) inner = NULL;
  if (g_file_set_contents(note, text, -1, &inner)) return TRUE;
  g_set_error(error, HOME_ERROR, HOME_ERROR_ACCESS, "%s", inner->message);
  return FALSE;
}

/* ---- lists of lines that the home keeps ---- */

static char **read_lines(const char *path) {
  g_autofree char *content = NULL;
  if (!g_file_get_contents(path, &content, NULL, NULL)) return g_new0(char *, 1);
  return g_strsplit(g_strstrip(content), "\n", -1);
}

static gboolean write_lines(const char *path, char *const *lines, GError **error) {
  g_autofree char *content = g_strjoinv("\n", (char **)lines);
  g_autoptr(GError) inner = NULL;
  if (g_file_set_contents(path, content, -1, &inner)) return TRUE;
  g_set_error(error, HOME_ERROR, HOME_ERROR_ACCESS, "%s", inner->message);
  return FALSE;
}

static char *folders_path(const Home *home) {
  return g_build_filename(home->path, ".folders", NULL);
}

char **home_folders(const Home *home, char *const *others) {
  g_autofree char *path = folders_path(home);
  g_auto(GStrv) noted = read_lines(path);
  g_autoptr(GStrvBuilder) folders = g_strv_builder_new();
  g_strv_builder_add(folders, home->archive);
  g_strv_builder_addv(folders, (const char **)noted);
  if (others != NULL) g_strv_builder_addv(folders, (const char **)others);
  return g_strv_builder_end(folders);
}

static gint compare_names(gconstpointer a, gconstpointer b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* In the order of their names, so that none is looked into first because it came first. A name that a line can't hold is left
 * out: its reports have no links to their PDFs. */
gboolean home_note_folders(const Home *home, char *const *folders, GError **error) {
  g_autofree char *path = folders_path(home);
  g_auto(GStrv) noted = read_lines(path);
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func(g_free);
  gboolean is_new = FALSE;
  for (guint i = 0; noted[i] != NULL; i++) g_ptr_array_add(all, g_strdup(noted[i]));
  for (; *folders != NULL; folders++) {
    g_autofree char *folder = g_canonicalize_filename(*folders, NULL);
    if (strchr(folder, '\n') != NULL || g_ptr_array_find_with_equal_func(all, folder, g_str_equal, NULL)) continue;
    g_ptr_array_add(all, g_steal_pointer(&folder));
    is_new = TRUE;
  }
  if (!is_new) return TRUE;
  g_ptr_array_sort(all, compare_names);
  g_ptr_array_add(all, NULL);
  return write_lines(path, (char *const *)all->pdata, error);
}

static char *pending_path(const Home *home) {
  return g_build_filename(home->digests, ".pending", NULL);
}

char **home_pending(const Home *home) {
  g_autofree char *path = pending_path(home);
  return read_lines(path);
}

gboolean home_set_pending(const Home *home, char *const *quarters, GError **error) {
  g_autofree char *path = pending_path(home);
  if (!*quarters) return g_unlink(path) == 0 || errno == ENOENT || fail(error, HOME_ERROR_ACCESS, path, "can't be removed");
  return write_lines(path, quarters, error);
}

ExitCode home_exit_code(const GError *error) {
  return g_error_matches(error, HOME_ERROR, HOME_ERROR_BUSY) ? EXIT_BUSY : EXIT_OUTPUT;
}
