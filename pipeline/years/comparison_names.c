/* comparison_names.c - see comparison_names.h. */
#include "pipeline/years/comparison_names.h"

#include "rules/words.h"

/* Words of a body's name that other reports of the same body leave out: articles and the like, and who may take part. */
static const char *const passing_words[] = {"a",
                                            "an",
                                            "and",
                                            "des",
                                            "del",
                                            "de",
                                            "du",
                                            "d",
                                            "el",
                                            "en",
                                            "ended",
                                            "et",
                                            "for",
                                            "in",
                                            "intergovernmental",
                                            "intergouvernemental",
                                            "la",
                                            "las",
                                            "le",
                                            "les",
                                            "los",
                                            "l",
                                            "of",
                                            "on",
                                            "open",
                                            "para",
                                            "por",
                                            "pour",
                                            "sobre",
                                            "sur",
                                            "the",
                                            "to",
                                            "y",
                                            "по",
                                            "и",
                                            "о",
                                            "об",
                                            NULL};

GHashTable *name_words(const char *name) {
  GHashTable *set = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GPtrArray) words = words_split(name != NULL ? name : "", "");
  for (guint i = 0; i < words->len; i++) {
    const Word *word = g_ptr_array_index(words, i);
    if (!g_strv_contains(passing_words, word->key)) g_hash_table_add(set, g_strdup(word->key));
  }
  return set;
}

gboolean name_holds(GHashTable *set, GHashTable *of) {
  GHashTableIter iter;
  gpointer word;
  g_hash_table_iter_init(&iter, of);
  while (g_hash_table_iter_next(&iter, &word, NULL))
    if (!g_hash_table_contains(set, word)) return FALSE;
  return TRUE;
}
