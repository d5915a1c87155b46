#include "pipeline/home.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

G_DEFINE_QUARK(home - error - quark, home_error)

struct Home {
  char *path, *inbox, *archive, *rejected, *digests, *catalogue;
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
  home->lock = -1;
  return home;
}

void home_close(Home *home) {
  if (!home) return;
  if (home->lock >= 0) close(home->lock);
  char *const strings[] = {home->path, home->inbox, home->archive, home->rejected, home->digests, home->catalogue};
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
  gsize length = strlen(home->inbox);
  return strncmp(path, home->inbox, length) == 0 && path[length] == G_DIR_SEPARATOR;
}

/* Renames PATH into FOLDER without taking another file's place; returns the new path. */
static char *move_into(const char *folder, const char *path, const char *sha256, GError **error) {
  g_autofree char *name = g_path_get_basename(path);
  g_autofree char *marked = g_strdup_printf("%.12s~%s", *sha256 ? sha256 : "unread", name);
  const char *const names[] = {name, marked};
  for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
    g_autofree char *target = g_build_filename(folder, names[i], NULL);
    /* The second name holds the file's hash: what bears it already is the same file. */
    unsigned int flags = i == 0 ? RENAME_NOREPLACE : 0;
    if (renameat2(AT_FDCWD, path, AT_FDCWD, target, flags) == 0) return g_steal_pointer(&target);
    if (errno == EEXIST) continue;
    fail(error, HOME_ERROR_ACCESS, path, "can't be moved out of the inbox");
    return NULL;
  }
  return NULL;
}

gboolean home_archive_file(const Home *home, const char *path, const char *sha256, GError **error) {
  g_autofree char *target = move_into(home->archive, path, sha256, error);
  return target != NULL;
}

gboolean home_reject_file(const Home *home, const char *path, const char *sha256, const char *reason, GError **error) {
  g_autofree char *target = move_into(home->rejected, path, sha256, error);
  if (!target) return FALSE;
  g_autofree char *note = g_strconcat(target, ".reason.txt", NULL);
  g_autofree char *text = g_strconcat(reason, "\n", NULL);
  g_autoptr(GError) inner = NULL;
  if (g_file_set_contents(note, text, -1, &inner)) return TRUE;
  g_set_error(error, HOME_ERROR, HOME_ERROR_ACCESS, "%s", inner->message);
  return FALSE;
}

ExitCode home_exit_code(const GError *error) {
  return g_error_matches(error, HOME_ERROR, HOME_ERROR_BUSY) ? EXIT_BUSY : EXIT_OUTPUT;
}
