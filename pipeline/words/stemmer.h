/* stemmer.h - the stem of a word: what "migrant", "migrants" and "migrant's" share. By the Snowball project's rules, a set for
 * each language; stemmer.c is the only file that includes libstemmer.h.
 *
 * Ownership: free a Stemmer with stemmer_free (or g_autoptr). */
#pragma once

#include <glib.h>

typedef struct Stemmer Stemmer;

/* The stemmer of LANGUAGE ("fr": ISO 639-1); NULL where there is none, as for Chinese, whose words have no endings. */
Stemmer *stemmer_new(const char *language);
void stemmer_free(Stemmer *stemmer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Stemmer, stemmer_free)

/* The stem of WORD, which is in small letters without accents and LENGTH bytes long. It is never empty, and the stemmer's until
 * it is asked again. */
const char *stemmer_stem(Stemmer *stemmer, const char *word, gsize length);
