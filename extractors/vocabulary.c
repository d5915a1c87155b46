#include "extractors/layout.h"

#include <string.h>

struct Vocabulary {
  GHashTable *words; /* lower-case, inner hyphens kept; words cut by a line's end left out */
  gboolean sets_hyphens;
};

/* A document whose typesetter cuts words shows it many times over; where it does not, a word that stands here with a hyphen at
 * a line's end and there without one is the writer's own two spellings. */
enum { LEAST_CUT_WORDS = 3 };

static gboolean is_word_part(gunichar c) {
  return g_unichar_isalpha(c) || c == '-' || c == 0x2010 || c == 0x2019 || c == '\'';
}

static void add_word(Vocabulary *vocabulary, const char *start, const char *end) {
  g_autofree char *word = g_utf8_strdown(start, end - start);
  g_hash_table_add(vocabulary->words, g_steal_pointer(&word));
}

/* Is the word that LINE ends with, cut at its hyphen, known without it, and unknown with it? */
static gboolean is_known_joined(const Vocabulary *vocabulary, const char *line, const char *next) {
  const char *hyphen = strrchr(line, '-');
  const char *start = hyphen;
  for (const char *p; start > line && is_word_part(g_utf8_get_char(p = g_utf8_prev_char(start)));) start = p;
  const char *end = next;
  while (*end && is_word_part(g_utf8_get_char(end))) end = g_utf8_next_char(end);
  g_autofree char *head = g_utf8_strdown(start, hyphen - start);
  g_autofree char *tail = g_utf8_strdown(next, end - next);
  g_autofree char *joined = g_strconcat(head, tail, NULL);
  g_autofree char *hyphenated = g_strconcat(head, "-", tail, NULL);
  return *head && *tail && g_hash_table_contains(vocabulary->words, joined) && !g_hash_table_contains(vocabulary->words, hyphenated);
}

static guint count_cut_words(const Vocabulary *vocabulary, const GPtrArray *lines) {
  guint count = 0;
  for (guint i = 0; i + 1 < lines->len; i++) {
    const char *text = ((const PrintedLine *)lines->pdata[i])->line->text;
    const char *next = ((const PrintedLine *)lines->pdata[i + 1])->line->text;
    if (g_str_has_suffix(text, "-") && g_unichar_islower(g_utf8_get_char(next)) && is_known_joined(vocabulary, text, next)) count++;
  }
  return count;
}

Vocabulary *vocabulary_new(const GPtrArray *lines) {
  Vocabulary *vocabulary = g_new0(Vocabulary, 1);
  vocabulary->words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < lines->len; i++) {
    const char *text = ((const PrintedLine *)lines->pdata[i])->line->text;
    for (const char *p = text; *p;) {
      const char *start = p;
      while (*p && is_word_part(g_utf8_get_char(p))) p = g_utf8_next_char(p);
      if (p > start && !(*p == '\0' && p[-1] == '-')) add_word(vocabulary, start, p);
      if (*p) p = g_utf8_next_char(p);
    }
  }
  vocabulary->sets_hyphens = count_cut_words(vocabulary, lines) >= LEAST_CUT_WORDS;
  return vocabulary;
}

void vocabulary_free(Vocabulary *vocabulary) {
  if (!vocabulary) return;
  g_hash_table_unref(vocabulary->words);
  g_free(vocabulary);
}

gboolean vocabulary_joins(const Vocabulary *vocabulary, const char *line, const char *next) {
  return vocabulary->sets_hyphens && is_known_joined(vocabulary, line, next);
}
