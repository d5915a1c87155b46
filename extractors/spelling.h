/* spelling.h - is a word known to the spelling dictionaries? The only file behind it that knows hunspell is spelling.c. */
#pragma once

#include <glib.h>

/* Is WORD, in lower case, a word of LANGUAGE ("en", "es", "fr", "ru")? FALSE too where no dictionary of the language is
 * installed: a hyphen is then kept, never dropped on a guess. The dictionaries are loaded on first use and kept. */
gboolean spelling_knows(const char *language, const char *word);

/* The same of a word that must be one without a capital, too: "sion" is none, though Sion is a town. */
gboolean spelling_knows_small(const char *language, const char *word);
