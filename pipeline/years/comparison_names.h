/* comparison_names.h - names of bodies and of States as sets of words, so that what is printed in two ways is known to be one. */
#pragma once

#include <glib.h>

/* The words of NAME (as rules/words.h folds them) as a set, but for those that other reports of the same body leave out; empty
 * for NULL. Free it with g_hash_table_unref. */
GHashTable *name_words(const char *name);

/* Has SET all words of the set OF? */
gboolean name_holds(GHashTable *set, GHashTable *of);
