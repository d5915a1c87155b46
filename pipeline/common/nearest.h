/* nearest.h - which of the known names somebody may have meant by one that is not known. */
#pragma once

#include <glib.h>

/* By how many bytes put in, left out, changed or swapped with their neighbour A and B differ; any number above MOST, most often
 * without a look at them, where it is more than that. Case does not count. Takes time with the product of their lengths. */
guint name_distance(const char *a, const char *b, guint most);

/* The one of NAMES (NULL-terminated) that WORD is nearest to, of equals the first; NULL where even that one differs in more
 * than a third of its letters. */
const char *nearest_name(const char *word, const char *const *names);
