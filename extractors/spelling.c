#include "extractors/spelling.h"

#include <hunspell/hunspell.h>
#include <string.h>

/* Where Debian's hunspell packages put their dictionaries (Debian dictionaries policy, 2.1). */
static const char *const folder = "/usr/share/hunspell";

/* United Nations English takes its spelling from Britain and its -ize from Oxford: either dictionary may know a word. */
static struct {
  const char *language, *name;
  gboolean tried;
  Hunhandle *handle;
} dictionaries[] = {
    {.language = "en", .name = "en_GB"}, {.language = "en", .name = "en_US"}, {.language = "es", .name = "es_ES"},
    {.language = "fr", .name = "fr_FR"}, {.language = "ru", .name = "ru_RU"},
};

static Hunhandle *dictionary_get(guint index) {
  if (dictionaries[index].tried) return dictionaries[index].handle;
  dictionaries[index].tried = TRUE;
  g_autofree char *affixes = g_strdup_printf("%s/%s.aff", folder, dictionaries[index].name);
  g_autofree char *words = g_strdup_printf("%s/%s.dic", folder, dictionaries[index].name);
  if (g_file_test(affixes, G_FILE_TEST_EXISTS) && g_file_test(words, G_FILE_TEST_EXISTS))
    dictionaries[index].handle = Hunspell_create(affixes, words);
  return dictionaries[index].handle;
}

static gboolean has(Hunhandle *dictionary, const char *word) {
  g_autofree char *encoded = g_convert(word, -1, Hunspell_get_dic_encoding(dictionary), "UTF-8", NULL, NULL, NULL);
  return encoded && Hunspell_spell(dictionary, encoded) != 0;
}

typedef gboolean (*Test)(Hunhandle *dictionary, const char *word);

/* Dictionaries hold names with their capital. */
static gboolean has_either(Hunhandle *dictionary, const char *word) {
  g_autofree char *initial = g_utf8_strup(word, *word ? g_utf8_next_char(word) - word : 0);
  g_autofree char *name = *word ? g_strconcat(initial, g_utf8_next_char(word), NULL) : g_strdup("");
  return has(dictionary, word) || has(dictionary, name);
}

static gboolean any_dictionary(const char *language, Test test, const char *word) {
  for (guint i = 0; i < G_N_ELEMENTS(dictionaries); i++) {
    if (strcmp(dictionaries[i].language, language) != 0) continue;
    Hunhandle *dictionary = dictionary_get(i);
    if (dictionary && test(dictionary, word)) return TRUE;
  }
  return FALSE;
}

gboolean spelling_knows(const char *language, const char *word) {
  return any_dictionary(language, has_either, word);
}

gboolean spelling_knows_small(const char *language, const char *word) {
  return any_dictionary(language, has, word);
}
