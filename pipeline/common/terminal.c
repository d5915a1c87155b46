/* terminal.c - see terminal.h. */
#include "pipeline/common/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

enum { WIDTH_USUAL = 80, WIDTH_MOST = 120 };

guint terminal_width(void) {
  struct winsize size;
  if (!isatty(STDOUT_FILENO)) return 0;
  return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? MIN(size.ws_col, (guint)WIDTH_MOST) : WIDTH_USUAL;
}

gboolean terminal_has_colour(void) {
  const char *none = g_getenv("NO_COLOR");
  return isatty(STDOUT_FILENO) && (none == NULL || *none == '\0') && g_strcmp0(g_getenv("TERM"), "dumb") != 0;
}
