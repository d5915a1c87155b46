/* stemmer.c - the one file that includes libstemmer.h; see stemmer.h. */
#include "pipeline/stemmer.h"

#include <libstemmer.h>
#include <string.h>

/* The rules know French participles by their accent ("recommandées", "recommandé"), which is gone: what ends with "ee" then shall
 * end with "e", as the masculine form does. Hardly a French word ends so but those. */
typedef struct {
  const char *language, *algorithm;
  const char *doubled; /* the letter of which the last two, an s behind them or not, become one; "" for none */
} Language;

static const Language languages[] = {
    {"ar", "arabic", ""}, {"en", "english", ""}, {"es", "spanish", ""}, {"fr", "french", "e"}, {"ru", "russian", ""},
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

/* "recommandees" becomes "recommandes". */
static void drop_doubled(GString *word, char doubled) {
  gsize end = word->len > 0 && word->str[word->len - 1] == 's' ? word->len - 1 : word->len;
  if (end > 3 && word->str[end - 1] == doubled && word->str[end - 2] == doubled) g_string_erase(word, (gssize)end - 1, 1);
}

const char *stemmer_stem(Stemmer *stemmer, const char *word, gsize length) {
  g_string_truncate(stemmer->word, 0);
  g_string_append_len(stemmer->word, word, (gssize)length);
  if (stemmer->language->doubled[0] != '\0') drop_doubled(stemmer->word, stemmer->language->doubled[0]);
  const sb_symbol *stem = stemmer->rules != NULL
                              ? sb_stemmer_stem(stemmer->rules, (const sb_symbol *)stemmer->word->str, (int)stemmer->word->len)
                              : NULL;
  if (stem == NULL || stem[0] == '\0') return stemmer->word->str;
  g_string_assign(stemmer->word, (const char *)stem);
  return stemmer->word->str;
}
