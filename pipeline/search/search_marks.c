/* search_marks.c - where in a text the words stand that were asked for; see search_query.h. */
#include "pipeline/words/search_query_private.h"

#include <string.h>

/* A word of a text or of a question, its strings in the chunk of whoever holds it. */
typedef struct {
  gsize start, end;
  const char *form, *stem;
} HeldWord;

typedef struct {
  GArray *words; /* HeldWord */
  GStringChunk *strings;
} Words;

static void hold_word(const TextWord *word, gpointer data) {
  Words *words = data;
  HeldWord held = {.start = word->start,
                   .end = word->end,
                   .form = g_string_chunk_insert(words->strings, word->form),
                   .stem = g_string_chunk_insert(words->strings, word->stem)};
  g_array_append_val(words->words, held);
}

typedef struct {
  WordReader *reader;
  Words text;
  GArray *ranges; /* TextRange: what was found, in any order */
  guint term;     /* the number of the word or phrase that is looked for, from 0 */
  guint64 terms;  /* a bit for each that was found */
} Marking;

static gboolean same_word(const HeldWord *wanted, const HeldWord *word, NodeType type, gboolean last) {
  if (type == NODE_PREFIX && last) return g_str_has_prefix(word->form, wanted->form);
  return type == NODE_WORD ? g_str_equal(word->stem, wanted->stem) : g_str_equal(word->form, wanted->form);
}

/* Do the words WANTED stand in the text from its word AT on? */
static gboolean stand_at(const GArray *wanted, const GArray *words, guint at, NodeType type) {
  if (at + wanted->len > words->len) return FALSE;
  for (guint i = 0; i < wanted->len; i++)
    if (!same_word(&g_array_index(wanted, HeldWord, i), &g_array_index(words, HeldWord, at + i), type, i + 1 == wanted->len))
      return FALSE;
  return TRUE;
}

static void mark_words(Marking *marking, const char *text, NodeType type) {
  const GArray *words = marking->text.words;
  Words wanted = {.words = g_array_new(FALSE, FALSE, sizeof(HeldWord)), .strings = marking->text.strings};
  words_read(marking->reader, text, hold_word, &wanted);
  for (guint i = 0; wanted.words->len > 0 && i < words->len; i++) {
    if (!stand_at(wanted.words, words, i, type)) continue;
    TextRange range = {.start = g_array_index(words, HeldWord, i).start,
                       .end = g_array_index(words, HeldWord, i + wanted.words->len - 1).end};
    g_array_append_val(marking->ranges, range);
    marking->terms |= G_GUINT64_CONSTANT(1) << marking->term;
  }
  marking->term++;
  g_array_unref(wanted.words);
}

/* The phrases of NEAR are found by their stems, as its words are. */
static void mark_node(Marking *marking, const Node *node, gboolean near) {
  if (node->refused) return;
  if (node->text != NULL) mark_words(marking, node->text, near ? NODE_WORD : node->type);
  for (guint i = 0; node->children != NULL && i < node->children->len; i++)
    mark_node(marking, g_ptr_array_index(node->children, i), node->type == NODE_NEAR);
}

static gint compare_ranges(gconstpointer a, gconstpointer b) {
  const TextRange *x = a, *y = b;
  return x->start != y->start ? (x->start < y->start ? -1 : 1) : (x->end > y->end) - (x->end < y->end);
}

/* Ranges that overlap or touch become one. */
static void join_ranges(GArray *ranges) {
  guint kept = 0;
  g_array_sort(ranges, compare_ranges);
  for (guint i = 0; i < ranges->len; i++) {
    const TextRange range = g_array_index(ranges, TextRange, i);
    TextRange *last = kept > 0 ? &g_array_index(ranges, TextRange, kept - 1) : NULL;
    if (last != NULL && range.start <= last->end)
      last->end = MAX(last->end, range.end);
    else
      g_array_index(ranges, TextRange, kept++) = range;
  }
  g_array_set_size(ranges, kept);
}

GArray *search_query_marks(const SearchQuery *query, const char *language, const char *text, guint64 *terms) {
  g_autoptr(WordReader) reader = word_reader_new(language);
  g_autoptr(GArray) words = g_array_new(FALSE, FALSE, sizeof(HeldWord));
  g_autoptr(GStringChunk) strings = g_string_chunk_new(1024);
  Marking marking = {
      .reader = reader, .text = {.words = words, .strings = strings}, .ranges = g_array_new(FALSE, FALSE, sizeof(TextRange))};
  words_read(reader, text, hold_word, &marking.text);
  mark_node(&marking, query->root, FALSE);
  join_ranges(marking.ranges);
  if (terms != NULL) *terms = marking.terms;
  return marking.ranges;
}
