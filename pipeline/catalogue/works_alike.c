/* works_alike.c - do two documents say the same? See works_private.h. */
#include "pipeline/catalogue/works_private.h"

#include <string.h>

void works_load(Works *works, Version *version) {
  if (version->loaded || works->error != NULL) return;
  version->texts.numbers = g_ptr_array_new_with_free_func(g_free);
  version->texts.texts = g_ptr_array_new_with_free_func(g_free);
  version->loaded = TRUE;
  works->load(version, works->data, &works->error);
}

char *works_fold(const char *text) {
  GString *folded = g_string_new(NULL);
  g_autofree char *plain = text != NULL ? g_utf8_casefold(text, -1) : g_strdup("");
  g_autofree char *apart = g_utf8_normalize(plain, -1, G_NORMALIZE_ALL);
  for (const char *at = apart; at != NULL && *at != '\0'; at = g_utf8_next_char(at))
    if (g_unichar_isalnum(g_utf8_get_char(at))) g_string_append_unichar(folded, g_utf8_get_char(at));
  return g_string_free(folded, FALSE);
}

gboolean works_same_or_unknown(const char *a, const char *b) {
  if (a == NULL || b == NULL) return TRUE;
  g_autofree char *x = works_fold(a), *y = works_fold(b);
  return g_str_equal(x, y);
}

/* ---- phrases ---- */

enum { PHRASE_WORDS = 3 }; /* short enough that a misread word spoils few, long enough that no two reports share many */

/* The words of TEXT, folded, behind those that are in WORDS. In a script without spaces a sentence is one word; what is cut at
 * its marks serves as well. */
static void add_words(GPtrArray *words, const char *text) {
  const char *start = text;
  for (const char *at = text;; at = g_utf8_next_char(at)) {
    if (*at != '\0' && g_unichar_isalnum(g_utf8_get_char(at))) continue;
    if (at > start) {
      g_autofree char *word = g_strndup(start, (gsize)(at - start));
      g_ptr_array_add(words, works_fold(word));
    }
    if (*at == '\0') return;
    start = g_utf8_next_char(at);
  }
}

static const GHashTable *phrases_of(Works *works, Version *version) {
  if (version->phrases != NULL) return version->phrases;
  g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
  works_load(works, version);
  version->phrases = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; version->loaded && i < version->texts.texts->len; i++) add_words(words, version->texts.texts->pdata[i]);
  for (guint i = 0; i < words->len; i++) {
    GString *phrase = g_string_new(NULL);
    for (guint j = i; j < MIN(i + PHRASE_WORDS, words->len); j++) g_string_append_printf(phrase, "%s ", (char *)words->pdata[j]);
    g_hash_table_add(version->phrases, g_string_free(phrase, FALSE));
  }
  return version->phrases;
}

double works_alike(Works *works, Version *a, Version *b) {
  GHashTable *x = (GHashTable *)phrases_of(works, a), *y = (GHashTable *)phrases_of(works, b);
  guint common = 0, all = g_hash_table_size(x) + g_hash_table_size(y);
  GHashTableIter at;
  gpointer phrase;
  g_hash_table_iter_init(&at, x);
  while (g_hash_table_iter_next(&at, &phrase, NULL)) common += g_hash_table_contains(y, phrase) ? 1 : 0;
  return all == 0 ? 1 : (double)common / (double)(all - common);
}

gboolean works_same_texts(Works *works, Version *a, Version *b) {
  works_load(works, a);
  works_load(works, b);
  if (!a->loaded || !b->loaded || a->texts.texts->len != b->texts.texts->len) return FALSE;
  for (guint i = 0; i < a->texts.texts->len; i++)
    if (!g_str_equal(a->texts.texts->pdata[i], b->texts.texts->pdata[i])) return FALSE;
  return TRUE;
}
