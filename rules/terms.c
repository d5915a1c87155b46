/* terms.c - terms as a tree of their letters; see terms.h. */
#include "rules/terms.h"

#include <string.h>

enum { NONE = G_MAXUINT }; /* no node, no ending */

/* A letter of one term or several; the root is node 0. A word ends with a space, a star is a letter of its own. */
typedef struct {
  guint child, sibling; /* nodes */
  guint ending;         /* of the terms that end here; NONE where none does */
  char letter;
} Node;

/* One meaning of a term. */
typedef struct {
  guint meaning, next; /* the next meaning of the same letters */
  gboolean capitals;   /* the text must be printed in capitals, too */
} Ending;

struct Terms {
  GArray *nodes;   /* Node */
  GArray *endings; /* Ending */
  guint roots[256];
  GPtrArray *prefixes; /* char *: as letters */
};

typedef struct {
  guint at;       /* where its letters begin */
  gsize from, to; /* bytes of the text */
} Word;

struct TermText {
  const char *text;
  GString *letters; /* of all words, each followed by a space */
  GArray *words;    /* Word */
};

/* --- words */

static void end_word(TermText *text, gboolean *open) {
  if (*open) g_string_append_c(text->letters, ' ');
  *open = FALSE;
}

static void begin_word(TermText *text, gboolean *open, gsize from) {
  if (*open) return;
  Word word = {.at = (guint)text->letters->len, .from = from};
  g_array_append_val(text->words, word);
  *open = TRUE;
}

/* A character beyond ASCII as the letters that it is compared by; appends nothing for one that is no letter. */
static void append_folded(GString *letters, gunichar c) {
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  gsize count = g_unichar_fully_decompose(c, TRUE, parts, G_N_ELEMENTS(parts));
  for (gsize i = 0; i < count; i++)
    if (g_unichar_isalpha(parts[i])) g_string_append_unichar(letters, g_unichar_tolower(parts[i]));
}

/* Unicode's Chinese characters begin with the radicals, U+2E80; asking for the script of each letter costs. */
static gboolean is_han(gunichar c) {
  return c >= 0x2E80 && g_unichar_get_script(c) == G_UNICODE_SCRIPT_HAN;
}

/* Is C part of a word? Not the modifier letters, which PDFs use for accents that stand alone. */
static gboolean is_letter(gunichar c) {
  return c < 128 ? g_ascii_isalpha((char)c) : g_unichar_isalpha(c) && g_unichar_type(c) != G_UNICODE_MODIFIER_LETTER;
}

static gboolean is_digit(gunichar c) {
  return c < 128 ? g_ascii_isdigit((char)c) : g_unichar_isdigit(c);
}

gboolean terms_hold_word(const char *term) {
  for (const char *at = term; *at != '\0'; at = g_utf8_next_char(at))
    if (is_letter(g_utf8_get_char(at)) || is_digit(g_utf8_get_char(at))) return TRUE;
  return FALSE;
}

/* Reads the character at bytes FROM to TO. DIGITS tells whether the open word is one of digits. */
static void read_character(TermText *text, gunichar c, gsize from, gsize to, gboolean *open, gboolean *digits) {
  gboolean ascii = c < 128, digit = is_digit(c), letter = is_letter(c);
  if (!ascii && (g_unichar_ismark(c) || g_unichar_type(c) == G_UNICODE_FORMAT)) return;
  gboolean alone = !ascii && letter && is_han(c);
  if (!(digit || letter) || digit != *digits || alone) end_word(text, open);
  *digits = digit;
  if (!digit && !letter) return;
  begin_word(text, open, from);
  if (digit)
    g_string_append_c(text->letters, (char)('0' + g_unichar_digit_value(c)));
  else if (ascii)
    g_string_append_c(text->letters, g_ascii_tolower((char)c));
  else
    append_folded(text->letters, c);
  g_array_index(text->words, Word, text->words->len - 1).to = to;
  if (alone) end_word(text, open);
}

TermText *term_text_new(void) {
  TermText *text = g_new0(TermText, 1);
  text->letters = g_string_new(NULL);
  text->words = g_array_new(FALSE, FALSE, sizeof(Word));
  return text;
}

void term_text_set(TermText *words, const char *text) {
  gboolean open = FALSE, digits = FALSE;
  words->text = text;
  g_string_truncate(words->letters, 0);
  g_array_set_size(words->words, 0);
  for (const char *at = text, *next; *at != '\0'; at = next) {
    next = g_utf8_next_char(at);
    read_character(words, g_utf8_get_char(at), (gsize)(at - text), (gsize)(next - text), &open, &digits);
  }
  end_word(words, &open);
}

void term_text_free(TermText *text) {
  if (text == NULL) return;
  g_string_free(text->letters, TRUE);
  g_array_unref(text->words);
  g_free(text);
}

static const Word *word_at(const TermText *text, guint index) {
  return &g_array_index(text->words, Word, index);
}

guint term_text_count(const TermText *text) {
  return text->words->len;
}

gsize term_text_from(const TermText *text, guint index) {
  return word_at(text, index)->from;
}

gsize term_text_to(const TermText *text, guint index) {
  return word_at(text, index)->to;
}

guint term_text_word_at(const TermText *text, gsize from) {
  guint index = 0;
  while (index < text->words->len && word_at(text, index)->from < from) index++;
  return index;
}

/* --- the tree */

static Node *node_at(const Terms *terms, guint index) {
  return &g_array_index(terms->nodes, Node, index);
}

static guint add_node(Terms *terms, char letter, guint sibling) {
  Node node = {.child = NONE, .sibling = sibling, .ending = NONE, .letter = letter};
  g_array_append_val(terms->nodes, node);
  return terms->nodes->len - 1;
}

Terms *terms_new(const GPtrArray *prefixes) {
  Terms *terms = g_new0(Terms, 1);
  terms->nodes = g_array_new(FALSE, FALSE, sizeof(Node));
  terms->endings = g_array_new(FALSE, FALSE, sizeof(Ending));
  terms->prefixes = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < G_N_ELEMENTS(terms->roots); i++) terms->roots[i] = NONE;
  for (guint i = 0; prefixes != NULL && i < prefixes->len; i++) {
    g_autoptr(TermText) words = term_text_new();
    term_text_set(words, prefixes->pdata[i]);
    if (words->letters->len > 1) g_ptr_array_add(terms->prefixes, g_strndup(words->letters->str, words->letters->len - 1));
  }
  return terms;
}

void terms_free(Terms *terms) {
  if (terms == NULL) return;
  g_array_unref(terms->nodes);
  g_array_unref(terms->endings);
  g_ptr_array_unref(terms->prefixes);
  g_free(terms);
}

/* The child of node PARENT, or the root, for LETTER; NONE where there is none. */
static guint find_child(const Terms *terms, guint parent, char letter) {
  if (parent == NONE) return terms->roots[(guchar)letter];
  guint node = node_at(terms, parent)->child;
  while (node != NONE && node_at(terms, node)->letter != letter) node = node_at(terms, node)->sibling;
  return node;
}

static guint make_child(Terms *terms, guint parent, char letter) {
  guint node = find_child(terms, parent, letter);
  if (node != NONE) return node;
  node = add_node(terms, letter, parent == NONE ? NONE : node_at(terms, parent)->child);
  if (parent == NONE)
    terms->roots[(guchar)letter] = node;
  else
    node_at(terms, parent)->child = node;
  return node;
}

/* Are the LENGTH bytes at TERM capitals: do they hold some, and no small letter? */
static gboolean is_capitals(const char *term, gsize length) {
  gboolean some = FALSE;
  for (const char *end = term + length; term < end; term = g_utf8_next_char(term)) {
    gunichar c = g_utf8_get_char(term);
    if (g_unichar_islower(c)) return FALSE;
    some = some || g_unichar_isupper(c);
  }
  return some;
}

/* The letters of TERM, word by word, with its stars. */
static char *term_letters(const char *term) {
  g_autoptr(TermText) words = term_text_new();
  term_text_set(words, term);
  g_autoptr(GString) letters = g_string_new(NULL);
  for (guint i = 0; i < words->words->len; i++) {
    const Word *word = word_at(words, i);
    const char *from = words->letters->str + word->at;
    g_string_append_len(letters, from, (gssize)strcspn(from, " "));
    g_string_append(letters, term[word->to] == '*' ? "* " : " ");
  }
  return g_string_free(g_steal_pointer(&letters), FALSE);
}

gboolean terms_add(Terms *terms, const char *term, guint meaning) {
  g_autofree char *letters = term_letters(term);
  if (*letters == '\0') return FALSE;
  guint node = NONE;
  for (const char *at = letters; *at != '\0'; at++) node = make_child(terms, node, *at);
  Ending ending = {.meaning = meaning, .next = node_at(terms, node)->ending, .capitals = is_capitals(term, strlen(term))};
  g_array_append_val(terms->endings, ending);
  node_at(terms, node)->ending = terms->endings->len - 1;
  return TRUE;
}

/* --- finding */

typedef struct {
  const Terms *terms;
  const TermText *text;
  guint first; /* the word that the term begins with */
  GArray *matches;
} Walk;

static void walk_word(const Walk *walk, guint node, guint word);

/* The terms that end at NODE, with the word before END. */
static void take_endings(const Walk *walk, guint node, guint end) {
  gsize from = word_at(walk->text, walk->first)->from, to = word_at(walk->text, end - 1)->to;
  for (guint i = node_at(walk->terms, node)->ending; i != NONE;) {
    const Ending *ending = &g_array_index(walk->terms->endings, Ending, i);
    TermMatch match = {.meaning = ending->meaning, .first = walk->first, .end = end, .from = from, .to = to};
    gboolean same = !ending->capitals || is_capitals(walk->text->text + from, to - from);
    if (same) g_array_append_val(walk->matches, match);
    i = ending->next;
  }
}

/* Goes from NODE over the end of WORD. */
static void walk_space(const Walk *walk, guint node, guint word) {
  node = find_child(walk->terms, node, ' ');
  if (node == NONE) return;
  take_endings(walk, node, word + 1);
  if (node_at(walk->terms, node)->child != NONE) walk_word(walk, node, word + 1);
}

/* Goes from NODE along LETTERS, which are those of WORD from some point on. */
static void walk_letters(const Walk *walk, guint node, guint word, const char *letters) {
  for (; *letters != ' '; letters++) {
    guint star = node != NONE ? find_child(walk->terms, node, '*') : NONE;
    if (star != NONE) walk_space(walk, star, word);
    node = find_child(walk->terms, node, *letters);
    if (node == NONE) return;
  }
  guint star = find_child(walk->terms, node, '*');
  if (star != NONE) walk_space(walk, star, word);
  walk_space(walk, node, word);
}

static void walk_word(const Walk *walk, guint node, guint word) {
  if (word >= walk->text->words->len) return;
  const char *letters = walk->text->letters->str + word_at(walk->text, word)->at;
  walk_letters(walk, node, word, letters);
  for (guint i = 0; i < walk->terms->prefixes->len; i++) {
    const char *prefix = walk->terms->prefixes->pdata[i];
    gsize length = strlen(prefix);
    if (strncmp(letters, prefix, length) == 0 && letters[length] != ' ') walk_letters(walk, node, word, letters + length);
  }
}

void terms_find(const Terms *terms, const TermText *text, guint index, GArray *matches) {
  Walk walk = {.terms = terms, .text = text, .first = index, .matches = matches};
  walk_word(&walk, NONE, index);
}

/* May a term begin at word INDEX, by its first letter? */
static gboolean may_begin(const Terms *terms, const TermText *text, guint index) {
  return terms->prefixes->len > 0 || terms->roots[(guchar)text->letters->str[word_at(text, index)->at]] != NONE;
}

gboolean terms_longest(const Terms *terms, const TermText *text, guint index, TermMatch *longest) {
  if (index >= text->words->len || !may_begin(terms, text, index)) return FALSE;
  g_autoptr(GArray) matches = g_array_new(FALSE, FALSE, sizeof(TermMatch));
  terms_find(terms, text, index, matches);
  for (guint i = 0; i < matches->len; i++) {
    const TermMatch *match = &g_array_index(matches, TermMatch, i);
    if (i == 0 || match->end > longest->end) *longest = *match;
  }
  return matches->len > 0;
}

gboolean terms_occur(const Terms *terms, const TermText *text) {
  TermMatch match;
  for (guint i = 0; i < text->words->len; i++)
    if (terms_longest(terms, text, i, &match)) return TRUE;
  return FALSE;
}
