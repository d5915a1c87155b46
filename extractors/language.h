/* language.h - which language is a text in? By its script, and by the small words that stand in any text of a language, those of
 * data/languages.txt. */
#pragma once

#include <glib.h>

/* Loads the words. FALSE and an error where their file is missing or wrong; the functions below then know no language. */
gboolean language_load(GError **error);

/* "ar", "en", "es", "fr", "ru" or "zh" (ISO 639-1), or NULL: another language, none, or too little to tell. A sample is
 * read of a long text. */
const char *language_of_text(const char *text);

/* The share of small words of LANGUAGE, a code of the file, among the words of TEXT: 0 to 1; some 0.2 to 0.5 for real sentences
 * of it. NULL asks for the language that has the most. */
double language_share(const char *text, const char *language);
