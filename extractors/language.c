#include "extractors/language.h"

#include "extractors/characters.h"
#include "extractors/data_files.h"

#include <string.h>

static const char *const told[] = {"ar", "en", "es", "fr", "ru", "zh"};

/* Parts of a long text, so many bytes each, spread over it. */
enum { PARTS = 12, PART_BYTES = 1000 };

enum { MOST_LANGUAGES = 32, FEW_WORDS = 4 };

/* GLib numbers the scripts; those behind the last of these count as one. */
enum { SCRIPTS = 64 };

/* Sentences of ten words have two small ones or more in any of these languages; a list of names has fewer. Arabic and Russian
 * write as endings and prefixes what others write as words. Chinese has more characters than small words. */
static const double LEAST_SHARE[] = {[G_UNICODE_SCRIPT_COMMON] = 0.15,
                                     [G_UNICODE_SCRIPT_CYRILLIC] = 0.10,
                                     [G_UNICODE_SCRIPT_ARABIC] = 0.10,
                                     [G_UNICODE_SCRIPT_HAN] = 0.04};

/* A Chinese character says as much as two letters or three. */
static const guint HAN_LETTERS = 3;

/* Japanese and Korean write Chinese characters, too, with so many of their own among them at least. */
static const double OTHER_HAN = 0.05;

typedef struct {
  char *code;
  guint script;
  GPtrArray *prefixes; /* char * */
} Language;

static GPtrArray *languages;
static GHashTable *small_words; /* word → set of languages, a bit each */
static GHashTable *own_letters; /* letter → set of languages */

/* --- the file */

static guint script_of(gunichar character) {
  return MIN((guint)MAX(g_unichar_get_script(character), 0), SCRIPTS - 1);
}

static void language_free(gpointer data) {
  Language *language = data;
  g_free(language->code);
  g_ptr_array_unref(language->prefixes);
  g_free(language);
}

static guint language_index(const char *code) {
  for (guint i = 0; i < languages->len; i++)
    if (strcmp(((const Language *)languages->pdata[i])->code, code) == 0) return i;
  Language *language = g_new0(Language, 1);
  language->code = g_strdup(code);
  language->prefixes = g_ptr_array_new_with_free_func(g_free);
  g_ptr_array_add(languages, language);
  return languages->len - 1;
}

static void add_to_set(GHashTable *sets, gconstpointer key, guint index) {
  guint known = GPOINTER_TO_UINT(g_hash_table_lookup(sets, key));
  g_hash_table_insert(sets, (gpointer)key, GUINT_TO_POINTER(known | 1u << index));
}

static void add_word(guint index, const char *word) {
  Language *language = languages->pdata[index];
  gsize length = strlen(word);
  gboolean open = word[length - 1] == '-';
  if (open && word[0] == '-') {
    add_to_set(own_letters, GUINT_TO_POINTER(g_utf8_get_char(word + 1)), index);
    return;
  }
  if (open) {
    g_ptr_array_add(language->prefixes, g_strndup(word, length - 1));
    return;
  }
  if (language->script == 0) language->script = script_of(g_utf8_get_char(word));
  add_to_set(small_words, g_intern_string(word), index);
}

/* A line of the file: a code, and words. */
static void add_line(const char *line) {
  if (line[0] == '\0' || line[0] == '#') return;
  g_auto(GStrv) words = g_strsplit_set(line, " \t", -1);
  guint index = language_index(words[0]);
  if (index >= MOST_LANGUAGES) return;
  for (guint i = 1; words[i]; i++)
    if (words[i][0]) add_word(index, words[i]);
}

gboolean language_load(GError **error) {
  if (languages) return TRUE;
  g_autofree char *path = data_file_path("extractors/data/languages.txt", error);
  g_autofree char *content = NULL;
  if (!path || !g_file_get_contents(path, &content, NULL, error)) return FALSE;
  if (!g_utf8_validate(content, -1, NULL)) {
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s: it should be UTF-8", path);
    return FALSE;
  }
  languages = g_ptr_array_new_with_free_func(language_free);
  small_words = g_hash_table_new(g_str_hash, g_str_equal);
  own_letters = g_hash_table_new(NULL, NULL);
  g_auto(GStrv) lines = g_strsplit(content, "\n", -1);
  for (guint i = 0; lines[i]; i++) add_line(lines[i]);
  return TRUE;
}

/* --- a text's words */

typedef struct {
  guint letters[SCRIPTS], words[SCRIPTS]; /* by script */
  guint kana;                             /* letters of the Japanese and Korean scripts */
  guint small[MOST_LANGUAGES];            /* words that are small ones of each language, */
  guint telling[MOST_LANGUAGES];          /* and those with its own letters and prefixes, too */
  guint all_words;
} Census;

/* The set of languages that WORD's letters or its beginning tell. Only letters beyond ASCII are one language's own. */
static guint languages_of_letters(const char *word) {
  guint set = 0;
  for (const char *p = word; *p; p = g_utf8_next_char(p))
    if ((guchar)*p >= 0x80) set |= GPOINTER_TO_UINT(g_hash_table_lookup(own_letters, GUINT_TO_POINTER(g_utf8_get_char(p))));
  for (guint i = 0; (guchar)*word >= 0x80 && i < languages->len && i < MOST_LANGUAGES; i++) {
    const Language *language = languages->pdata[i];
    for (guint j = 0; j < language->prefixes->len; j++)
      if (g_str_has_prefix(word, language->prefixes->pdata[j])) set |= 1u << i;
  }
  return set;
}

static void count_word(Census *census, const char *word, guint script) {
  guint small = GPOINTER_TO_UINT(g_hash_table_lookup(small_words, word));
  guint telling = small | languages_of_letters(word);
  census->words[script]++;
  census->all_words++;
  for (guint i = 0; i < MOST_LANGUAGES && telling >> i; i++) {
    census->small[i] += small >> i & 1;
    census->telling[i] += telling >> i & 1;
  }
}

static void count_letter(Census *census, gunichar character, guint script) {
  if (!character_is_letter(character)) return;
  if (script == G_UNICODE_SCRIPT_HIRAGANA || script == G_UNICODE_SCRIPT_KATAKANA || script == G_UNICODE_SCRIPT_HANGUL)
    census->kana++;
  census->letters[script] += script == G_UNICODE_SCRIPT_HAN ? HAN_LETTERS : 1;
}

static gboolean is_of_word(gunichar character) {
  return character_is_letter(character) || (character >= 0x80 && g_unichar_ismark(character));
}

/* Counts the words of TEXT, which is folded. A Chinese character is one by itself. */
static void count_words(Census *census, const char *text) {
  g_autoptr(GString) word = g_string_new(NULL);
  guint first = 0;
  for (const char *p = text;; p = g_utf8_next_char(p)) {
    gunichar character = character_at(p);
    guint script = character < 0x80 ? G_UNICODE_SCRIPT_LATIN : script_of(character);
    gboolean goes_on = character && is_of_word(character);
    if (word->len > 0 && (!goes_on || script == G_UNICODE_SCRIPT_HAN || first == G_UNICODE_SCRIPT_HAN)) {
      count_word(census, word->str, first);
      g_string_truncate(word, 0);
    }
    if (!character) return;
    if (!goes_on) continue;
    if (word->len == 0) first = script;
    count_letter(census, character, script);
    text_append_character(word, character);
  }
}

static gboolean is_ascii(const char *text, gssize length) {
  for (gssize i = 0; i < length; i++)
    if ((guchar)text[i] >= 0x80) return FALSE;
  return TRUE;
}

/* Small letters, and letters themselves in the place of their forms for the end of a word. */
static char *fold(const char *text, gssize length) {
  if (is_ascii(text, length)) return g_ascii_strdown(text, length);
  g_autofree char *plain = g_utf8_normalize(text, length, G_NORMALIZE_ALL_COMPOSE);
  return plain ? g_utf8_strdown(plain, -1) : g_strdup("");
}

static void count_part(Census *census, const char *start, const char *end) {
  while (start < end && ((guchar)*start & 0xC0) == 0x80) start++;
  while (end > start && ((guchar)*end & 0xC0) == 0x80) end--;
  g_autofree char *folded = fold(start, end - start);
  count_words(census, folded);
}

static void take_census(Census *census, const char *text, gboolean sample) {
  gsize length = strlen(text);
  memset(census, 0, sizeof *census);
  if (!sample || length <= PARTS * PART_BYTES) {
    count_part(census, text, text + length);
    return;
  }
  for (guint i = 0; i < PARTS; i++) {
    const char *start = text + (length - PART_BYTES) / (PARTS - 1) * i;
    count_part(census, start, start + PART_BYTES);
  }
}

/* --- the answers */

/* The script of most letters. */
static guint main_script(const Census *census) {
  guint main = 0;
  for (guint i = 0; i < SCRIPTS; i++)
    if (census->letters[i] > census->letters[main]) main = i;
  return main;
}

static double telling_share(const Census *census, guint index) {
  guint words = census->words[((const Language *)languages->pdata[index])->script];
  return words ? (double)census->telling[index] / words : 0;
}

static double least_share(guint script) {
  double least = script < G_N_ELEMENTS(LEAST_SHARE) ? LEAST_SHARE[script] : 0;
  return least > 0 ? least : LEAST_SHARE[G_UNICODE_SCRIPT_COMMON];
}

/* The language of SCRIPT with most small words; NULL where there are too few, or two have as many. */
static const char *best_language(const Census *census, guint script) {
  const char *best = NULL;
  double most = 0;
  for (guint i = 0; i < languages->len && i < MOST_LANGUAGES; i++) {
    const Language *language = languages->pdata[i];
    double found = telling_share(census, i);
    if (language->script != script || found < least_share(script) || found < most) continue;
    best = found > most ? language->code : NULL;
    most = found;
  }
  return best;
}

const char *language_of_text(const char *text) {
  if (!language_load(NULL)) return NULL;
  Census census;
  take_census(&census, text, TRUE);
  guint script = main_script(&census);
  guint han = census.letters[G_UNICODE_SCRIPT_HAN] / HAN_LETTERS;
  if (script == G_UNICODE_SCRIPT_HAN && census.kana > OTHER_HAN * han) return NULL;
  if (census.words[script] < FEW_WORDS) return NULL;
  const char *best = best_language(&census, script);
  for (guint i = 0; best && i < G_N_ELEMENTS(told); i++)
    if (strcmp(told[i], best) == 0) return told[i];
  return NULL;
}

double language_share(const char *text, const char *language) {
  if (!language_load(NULL)) return 0;
  Census census;
  take_census(&census, text, FALSE);
  guint most = 0;
  for (guint i = 0; i < languages->len && i < MOST_LANGUAGES; i++)
    if (!language || strcmp(((const Language *)languages->pdata[i])->code, language) == 0) most = MAX(most, census.small[i]);
  return census.all_words ? (double)most / census.all_words : 0;
}
