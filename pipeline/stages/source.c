#include "pipeline/stages/source.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static char *cannot_read(int error) {
  if (error == ENOENT) return g_strdup("there is no such file");
  if (error == EACCES) return g_strdup("it may not be read: check its permissions");
  return g_strdup_printf("it can't be read: %s", g_strerror(error));
}

/* Why the open file can't be taken; NULL where it can. */
static char *refuse(int fd, gsize *size) {
  struct stat status;
  if (fstat(fd, &status) != 0) return cannot_read(errno);
  if (S_ISDIR(status.st_mode)) return g_strdup("this is a folder, not a file");
  if (!S_ISREG(status.st_mode)) return g_strdup("this is no regular file");
  if ((guint64)status.st_size > SOURCE_MAX_BYTES)
    return g_strdup_printf("larger than %" G_GUINT64_FORMAT " MiB, which no report is", SOURCE_MAX_BYTES / (1024 * 1024));
  *size = (gsize)status.st_size;
  return NULL;
}

/* Reads up to SIZE bytes: a file that shrinks meanwhile gives what is left. -1 with errno on failure. */
static gssize read_all(int fd, char *buffer, gsize size) {
  gsize done = 0;
  while (done < size) {
    gssize n = read(fd, buffer + done, size - done);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return -1;
    if (n == 0) break;
    done += (gsize)n;
  }
  return (gssize)done;
}

GBytes *source_read(const char *path, char **reason) {
  int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (fd < 0) {
    *reason = cannot_read(errno);
    return NULL;
  }
  gsize size = 0;
  GBytes *bytes = NULL;
  if ((*reason = refuse(fd, &size)) == NULL) {
    g_autofree char *buffer = g_malloc(size + 1);
    gssize got = read_all(fd, buffer, size);
    if (got < 0)
      *reason = cannot_read(errno);
    else
      bytes = g_bytes_new_take(g_steal_pointer(&buffer), (gsize)got);
  }
  close(fd);
  return bytes;
}
