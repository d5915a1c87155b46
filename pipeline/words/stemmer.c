/* stemmer.c - the one file that includes libstemmer.h; see stemmer.h. */
#include "pipeline/words/stemmer.h"

#include <libstemmer.h>
#include <string.h>

/* A word, or a beginning or an end of words, and what takes its place before the rules are asked. */
typedef struct {
  const char *from, *to;
} Change;

enum { LEFT_LEAST = 3 }; /* letters that a change must leave of a word */

/* The rules know these by an accent, which is gone: participles such as "recommandées", whose feminine forms shall end as the
 * masculine ones do, for hardly another French word ends so; and nouns such as "recomendación". */
static const Change french_ends[] = {{"ees", "es"}, {"ee", "e"}, {NULL, NULL}};
static const Change spanish_ends[] = {{"cion", "ción"}, {"sion", "sión"}, {NULL, NULL}};

/* "And", "so", "with", "as" and "to" are written as one with the article and the noun, and of several the rules take but one
 * away. */
static const Change arabic_beginnings[] = {{"وال", ""}, {"فال", ""}, {"بال", ""}, {"كال", ""},
                                           {"لل", ""},  {"ال", ""},  {NULL, NULL}};
/* Plurals that no ending tells. */
static const Change english_words[] = {{"children", "child"}, {"women", "woman"}, {"men", "man"}, {NULL, NULL}};
static const Change french_words[] = {{"travaux", "travail"}, {NULL, NULL}};
static const Change none[] = {{NULL, NULL}};

typedef struct {
  const char *language, *algorithm;
  const Change *words, *beginnings, *ends;
} Language;

static const Language languages[] = {
    {"ar", "arabic", none, arabic_beginnings, none},
    {"en", "english", english_words, none, none},
    {"es", "spanish", none, none, spanish_ends},
    {"fr", "french", french_words, none, french_ends},
    {"ru", "russian", none, none, none},
};

struct Stemmer {
  struct sb_stemmer *rules;
  const Language *language;
  GString *word; /* what the rules are given, and what they gave */
};

Stemmer *stemmer_new(const char *language) {
  for (gsize i = 0; i < G_N_ELEMENTS(languages); i++) {
    if (g_strcmp0(languages[i].language, language) != 0) continue;
    Stemmer *stemmer = g_new0(Stemmer, 1);
    stemmer->language = &languages[i];
    stemmer->rules = sb_stemmer_new(languages[i].algorithm, NULL);
    stemmer->word = g_string_new(NULL);
    return stemmer;
  }
  return NULL;
}

void stemmer_free(Stemmer *stemmer) {
  if (stemmer == NULL) return;
  if (stemmer->rules != NULL) sb_stemmer_delete(stemmer->rules);
  g_string_free(stemmer->word, TRUE);
  g_free(stemmer);
}

static void change_whole(GString *word, const Change *changes) {
  for (; changes->from != NULL; changes++)
    if (g_str_equal(word->str, changes->from)) g_string_assign(word, changes->to);
}

/* Makes the first of CHANGES whose text stands at the word's beginning, or end. */
static void change(GString *word, const Change *changes, gboolean beginning) {
  for (; changes->from != NULL; changes++) {
    gsize length = strlen(changes->from);
    if (!(beginning ? g_str_has_prefix : g_str_has_suffix)(word->str, changes->from)) continue;
    gsize start = beginning ? 0 : word->len - length;
    if (g_utf8_strlen(word->str, -1) - g_utf8_strlen(changes->from, -1) < LEFT_LEAST) return;
    g_string_erase(word, (gssize)start, (gssize)length);
    g_string_insert(word, (gssize)start, changes->to);
    return;
  }
}

const char *stemmer_stem(Stemmer *stemmer, const char *word, gsize length) {
  g_string_truncate(stemmer->word, 0);
  g_string_append_len(stemmer->word, word, (gssize)length);
  change_whole(stemmer->word, stemmer->language->words);
  change(stemmer->word, stemmer->language->beginnings, TRUE);
  change(stemmer->word, stemmer->language->ends, FALSE);
  const sb_symbol *stem = stemmer->rules != NULL
                              ? sb_stemmer_stem(stemmer->rules, (const sb_symbol *)stemmer->word->str, (int)stemmer->word->len)
                              : NULL;
  if (stem == NULL || stem[0] == '\0') return stemmer->word->str;
  g_string_assign(stemmer->word, (const char *)stem);
  return stemmer->word->str;
}
