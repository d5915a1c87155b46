/* source.h - reading a file that anyone may have put there. */
#pragma once

#include <glib.h>

/* The largest file that is read. The largest report seen has 30 MB; a sparse file may claim a terabyte. */
#define SOURCE_MAX_BYTES ((guint64)512 * 1024 * 1024)

/* The bytes of the regular file at PATH; NULL where there is no such thing to read: REASON, which you free, is then a sentence
 * that says why and what to do. Never waits: a pipe or a device is refused. */
GBytes *source_read(const char *path, char **reason);
