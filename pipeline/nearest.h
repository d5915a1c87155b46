/* nearest.h - which of the known names somebody may have meant by one that is not known. */
#pragma once

#include <glib.h>

/* The one of NAMES (NULL-terminated) that WORD is nearest to, by the fewest letters put in, left out, changed or swapped with
 * their neighbour; of equals the first. Case does not count. NULL where even that one differs in more than a third of its
 * letters. */
const char *nearest_name(const char *word, const char *const *names);
