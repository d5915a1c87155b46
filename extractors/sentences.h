/* sentences.h - how sentences end and words are parted, in the scripts that reports are set in. */
#pragma once

#include <glib.h>

/* Does TEXT end as a sentence, a clause or an item does: with a full stop, semicolon, colon, exclamation or question mark, in
 * front of a closing quotation mark, bracket or footnote mark perhaps? */
gboolean text_is_ended(const char *text);

/* Is C of a script that parts no words by spaces (Chinese and its punctuation)? Nothing stands where such lines join. */
gboolean is_unspaced(gunichar c);

/* Does TEXT hold a letter of any script? */
gboolean text_has_letter(const char *text);
