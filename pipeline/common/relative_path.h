/* relative_path.h - the way from one folder to another, for links that hold when both are moved together. */
#pragma once

/* The way from folder FROM to folder TO: "../archive"; "" where they are the same. A path that is not absolute is one from the
 * current folder; links within the paths are not followed. Free it with g_free. */
char *relative_path(const char *from, const char *to);
