/* terminal.h - what is known of the terminal that is written to. */
#pragma once

#include <glib.h>

/* How many columns lines may have on standard output; 0 where it is no terminal. Very long lines are hard to read: 120 is the
 * most. */
guint terminal_width(void);

/* Are colours wanted on standard output? Not where it is no terminal, or one without them, or NO_COLOR (no-color.org) is set. */
gboolean terminal_has_colour(void);
