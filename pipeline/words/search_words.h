/* search_words.h - text as the search sees it: words, one after the other, each in a form that does not depend on how it was
 * written, and with its stem. The same for what is searched and for what is asked.
 *
 *   word      a run of letters and digits of any script. A point between two digits belongs to it: "86.12" is one word;
 *             "CTOC/COP/WG.7/2023/5" is six
 *   Chinese   each Han character is a word
 *   form      small letters; without accents and other marks, in Russian ё as е; ligatures, wide and presentation forms as the
 *             letters that they stand for; digits of any script as 0 to 9. й stays: it is a letter of its own
 *   stem      of the form, by the rules of the text's language (stemmer.h); of what begins with a digit, and in languages without
 *             such rules, the form
 *   '         what stands beside an apostrophe as an article or a possessive does (l', d', qu', 's) is no word: "l'égalité" and
 *             "égalité" are the same
 *
 * Soft hyphens, joiners and marks of direction are passed over wherever they stand.
 *
 * Ownership: free a WordReader with word_reader_free (or g_autoptr); a TextWord lives until the callback returns. */
#pragma once

#include <glib.h>

typedef struct {
  gsize start, end; /* where it stands in the text, in bytes: END is behind its last one */
  const char *form, *stem;
  gboolean is_character; /* it is a Chinese one, and a word by itself */
} TextWord;

enum { WORD_MOST = 80 }; /* bytes of a form: what is longer is cut, be it searched or asked for */

typedef struct WordReader WordReader;

/* A reader of texts in LANGUAGE ("fr": ISO 639-1), which may be NULL where that is not known. */
WordReader *word_reader_new(const char *language);
void word_reader_free(WordReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(WordReader, word_reader_free)

/* Calls EACH for the words of TEXT, which is valid UTF-8. */
typedef void (*EachWord)(const TextWord *word, gpointer data);
void words_read(WordReader *reader, const char *text, EachWord each, gpointer data);

/* TEXT as one string of forms, with a space between two; free it with g_free. For names that people write as they like. */
char *words_folded(const char *text);
