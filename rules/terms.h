/* terms.h - many terms looked for in a text at once: one walk along the text, however many terms there are.
 *
 * A term is written as it is printed: "trafficking in persons", "Übereinkommen". It is compared by whole words, by their letters
 * and digits only, without accents and capitals, so that hyphens and apostrophes only part words. In a term
 *
 *     child*         a star at a word's end stands for any ending, or none
 *     CRC, OP-CAT    a term of capitals matches capitals only: CAT is no cat, though OP CAT is OP-CAT
 *
 * Each Chinese character is a word of its own, so that Chinese terms are found wherever they stand. Words of a language that
 * writes articles and prepositions together with the word (Arabic) are also compared without those.
 *
 * Ownership: free a Terms with terms_free and a TermText with term_text_free (or g_autoptr). A Terms is only read once it is
 * built, by several threads at once if need be. Units: offsets are bytes of the text. */
#pragma once

#include <glib.h>

typedef struct Terms Terms;
typedef struct TermText TermText;

typedef struct {
  guint meaning;
  guint first, end; /* words of the text: end is that behind the last */
  gsize from, to;   /* bytes of the text */
} TermMatch;

/* PREFIXES: what may stand in front of any word, written together with it; NULL for none. */
Terms *terms_new(const GPtrArray *prefixes);
void terms_free(Terms *terms);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Terms, terms_free)

/* Enters TERM; FALSE where it holds no word. One term may have several meanings. */
gboolean terms_add(Terms *terms, const char *term, guint meaning);

/* Does TERM hold a word: would terms_add take it? */
gboolean terms_hold_word(const char *term);

/* No text yet. One may be set after the other, which spares memory that is asked for and given back a thousand times. */
TermText *term_text_new(void);
void term_text_free(TermText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TermText, term_text_free)

/* TEXT, which is borrowed, as words. */
void term_text_set(TermText *words, const char *text);

guint term_text_count(const TermText *text);

/* The first byte of word INDEX, and the one behind its last. */
gsize term_text_from(const TermText *text, guint index);
gsize term_text_to(const TermText *text, guint index);

/* The first word that begins at byte FROM or behind it; the count of words where there is none. */
guint term_text_word_at(const TermText *text, gsize from);

/* Appends to MATCHES (TermMatch) every term that begins at word INDEX. */
void terms_find(const Terms *terms, const TermText *text, guint index, GArray *matches);

/* The longest term that begins at word INDEX; FALSE where there is none. */
gboolean terms_longest(const Terms *terms, const TermText *text, guint index, TermMatch *longest);

/* Does any term stand in TEXT? */
gboolean terms_occur(const Terms *terms, const TermText *text);
