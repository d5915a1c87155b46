/* publish.c - see publish.h. */
#include "pipeline/common/publish.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

G_DEFINE_QUARK(rapporteur_publish_error, publish_error)

struct Publication {
  char *output; /* as it was given, for messages */
  char *target; /* the file that it stands for */
  char *parent; /* the folder that the target is in */
  char *folder; /* the working folder */
  char *file;
  PublishReady ready; /* who is asked; NULL for nobody */
  gpointer ready_data;
  int lock; /* a descriptor of the working folder, which is locked through it; -1 without one */
};

static gboolean fail(const Publication *publication, int error_number, GError **error) {
  const char *what = error_number == ENOENT ? "there is no such folder: make it first" : g_strerror(error_number);
  g_set_error(error, PUBLISH_ERROR, PUBLISH_ERROR_OUTPUT, "%s: %s", publication->output, what);
  return FALSE;
}

/* ---- the working folder ---- */

/* Removes what is in the working folder; folders in it are none of ours and stay. */
static void clear_folder(const Publication *publication) {
  g_autoptr(GDir) listing = g_dir_open(publication->folder, 0, NULL);
  const char *name;
  while (listing != NULL && (name = g_dir_read_name(listing)) != NULL) {
    g_autofree char *path = g_build_filename(publication->folder, name, NULL);
    unlink(path);
  }
}

/* TRUE where DESCRIPTOR still is the folder of that name: whoever held the lock before may have removed the folder. */
static gboolean is_current(const Publication *publication, int descriptor) {
  struct stat held, named;
  return fstat(descriptor, &held) == 0 && lstat(publication->folder, &named) == 0 && held.st_dev == named.st_dev &&
         held.st_ino == named.st_ino;
}

/* Makes the folder where it is missing and locks it. A file system without locks does without. */
static gboolean take_folder(Publication *publication, GError **error) {
  for (;;) {
    if (mkdir(publication->folder, 0700) != 0 && errno != EEXIST) return fail(publication, errno, error);
    publication->lock = open(publication->folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (publication->lock == -1 && errno == ENOENT) continue;
    if (publication->lock == -1) return fail(publication, errno, error);
    if (flock(publication->lock, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) break;
    if (is_current(publication, publication->lock)) return TRUE;
    close(publication->lock);
  }
  close(publication->lock);
  publication->lock = -1;
  g_set_error(error, PUBLISH_ERROR, PUBLISH_ERROR_BUSY, "%s: another program is writing it; try again when it has ended",
              publication->output);
  return FALSE;
}

/* Only a file gives way to a new one; a folder, a pipe or a device was not what was meant. */
static gboolean may_be_replaced(const Publication *publication, const char *target, GError **error) {
  struct stat status;
  if (stat(target, &status) != 0 || S_ISREG(status.st_mode)) return TRUE;
  if (S_ISDIR(status.st_mode)) return fail(publication, EISDIR, error);
  g_set_error(error, PUBLISH_ERROR, PUBLISH_ERROR_OUTPUT, "%s: this is no regular file", publication->output);
  return FALSE;
}

/* What OUTPUT leads to where it is a symbolic link to a file that is there; else OUTPUT itself. */
static char *follow_link(const char *output) {
  g_autofree char *target = g_file_test(output, G_FILE_TEST_IS_SYMLINK) ? realpath(output, NULL) : NULL;
  return target != NULL ? g_steal_pointer(&target) : g_strdup(output);
}

Publication *publication_new(const char *output, GError **error) {
  g_autoptr(Publication) publication = g_new0(Publication, 1);
  publication->lock = -1;
  publication->output = g_strdup(output);
  publication->target = follow_link(output);
  if (!may_be_replaced(publication, publication->target, error)) return NULL;
  g_autofree char *name = g_path_get_basename(publication->target);
  g_autofree char *part = g_strdup_printf(".%s.part", name);
  publication->parent = g_path_get_dirname(publication->target);
  publication->folder = g_build_filename(publication->parent, part, NULL);
  publication->file = g_build_filename(publication->folder, name, NULL);
  if (!take_folder(publication, error)) return NULL;
  clear_folder(publication);
  return g_steal_pointer(&publication);
}

void publication_free(Publication *publication) {
  if (publication == NULL) return;
  if (publication->lock != -1) {
    clear_folder(publication);
    rmdir(publication->folder);
    close(publication->lock);
  }
  g_free(publication->output);
  g_free(publication->target);
  g_free(publication->parent);
  g_free(publication->folder);
  g_free(publication->file);
  g_free(publication);
}

void publication_ask(Publication *publication, PublishReady ready, gpointer data) {
  publication->ready = ready;
  publication->ready_data = data;
}

const char *publication_file(const Publication *publication) {
  return publication->file;
}

const char *publication_folder(const Publication *publication) {
  return publication->folder;
}

const char *publication_output(const Publication *publication) {
  return publication->output;
}

/* ---- publishing ---- */

/* Writes what the system holds of PATH, a file or a folder, to the disk. */
static gboolean sync_path(const Publication *publication, const char *path, GError **error) {
  int descriptor = open(path, O_RDONLY | O_CLOEXEC);
  if (descriptor == -1) return fail(publication, errno, error);
  int failure = fsync(descriptor) == 0 ? 0 : errno;
  close(descriptor);
  return failure == 0 || fail(publication, failure, error);
}

gboolean publication_publish(Publication *publication, GError **error) {
  if (!sync_path(publication, publication->file, error)) return FALSE;
  if (publication->ready != NULL && !publication->ready(publication->file, publication->ready_data, error)) return FALSE;
  if (rename(publication->file, publication->target) != 0) return fail(publication, errno, error);
  return sync_path(publication, publication->parent, error);
}
