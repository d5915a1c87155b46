/* normal_people.c - lists of people; see normal.h. Names are not compared as words.h does, since they stay as printed. */
#include "rules/normal_forms.h"

#include <string.h>

struct PeopleWords {
  GPtrArray *honorifics; /* "Mr": a name begins */
  GPtrArray *separators; /* ";" */
  GPtrArray *joiners;    /* "and": parts people where an honorific follows */
};

static gboolean read_list(const YamlNode *root, const char *key, GPtrArray *texts, GError **error) {
  const YamlNode *list = data_member(root, key, YAML_SEQUENCE, error);
  for (guint i = 0; list != NULL && i < yaml_length(list); i++) {
    const YamlNode *item = yaml_value(list, i);
    if (!data_is(item, YAML_SCALAR, "a word", error)) return FALSE;
    if (*yaml_text(item) == '\0') return yaml_complain(error, item, "a word is missing");
    g_ptr_array_add(texts, g_strdup(yaml_text(item)));
  }
  return list != NULL;
}

PeopleWords *people_words_load(const char *path, GError **error) {
  g_autoptr(YamlFile) file = yaml_load(path, error);
  if (file == NULL) return NULL;
  const YamlNode *root = yaml_root(file);
  g_autoptr(PeopleWords) words = g_new0(PeopleWords, 1);
  words->honorifics = g_ptr_array_new_with_free_func(g_free);
  words->separators = g_ptr_array_new_with_free_func(g_free);
  words->joiners = g_ptr_array_new_with_free_func(g_free);
  if (!read_list(root, "honorifics", words->honorifics, error) || !read_list(root, "separators", words->separators, error) ||
      !read_list(root, "joiners", words->joiners, error))
    return NULL;
  return g_steal_pointer(&words);
}

void people_words_free(PeopleWords *words) {
  if (words == NULL) return;
  g_ptr_array_unref(words->honorifics);
  g_ptr_array_unref(words->separators);
  g_ptr_array_unref(words->joiners);
  g_free(words);
}

static gboolean is_letter_at(const char *at) {
  return g_unichar_isalpha(g_utf8_get_char(at));
}

/* The length of the one of TEXTS that stands at AT as a whole word; 0 where none does. */
static gsize length_of_one(const GPtrArray *texts, const char *at) {
  for (guint i = 0; i < texts->len; i++) {
    const char *text = g_ptr_array_index(texts, i);
    gsize length = strlen(text);
    if (!g_str_has_prefix(at, text)) continue;
    if (!is_letter_at(g_utf8_prev_char(text + length)) || !is_letter_at(at + length)) return length;
  }
  return 0;
}

static const char *skip_spaces(const char *at) {
  while (g_unichar_isspace(g_utf8_get_char(at))) at = g_utf8_next_char(at);
  return at;
}

/* Behind the spaces and joiners at AT, such as ", and ". */
static const char *skip_joiners(const PeopleWords *words, const char *at) {
  at = skip_spaces(at);
  for (gsize length; (length = length_of_one(words->joiners, at)) > 0;) at = skip_spaces(at + length);
  return at;
}

/* The length of the joiners at AT with their spaces where a person's name begins behind them; else 0. */
static gsize joiners_length(const PeopleWords *words, const char *at) {
  const char *behind = skip_joiners(words, at);
  return behind > skip_spaces(at) && length_of_one(words->honorifics, behind) > 0 ? (gsize)(behind - at) : 0;
}

static gsize separator_length(const PeopleWords *words, const char *at) {
  return length_of_one(words->separators, at);
}

typedef gsize (*CutLength)(const PeopleWords *words, const char *at);

/* The first place at or behind AT, outside parentheses and words, where CUT finds something to cut at, which takes *LENGTH
 * bytes; the end of the text, and 0, where there is none. */
static const char *find_cut(const PeopleWords *words, const char *at, CutLength cut, gsize *length) {
  guint depth = 0;
  gboolean within_word = FALSE;
  *length = 0;
  for (; *at != '\0'; at = g_utf8_next_char(at)) {
    if (depth == 0 && !(within_word && is_letter_at(at)) && (*length = cut(words, at)) > 0) break;
    if (*at == '(') depth++;
    if (*at == ')' && depth > 0) depth--;
    within_word = is_letter_at(at);
  }
  return at;
}

/* Adds the person from START to END without what parts it from its neighbours. */
static void add_person(const PeopleWords *words, const char *start, const char *end, GPtrArray *values) {
  const char *name = skip_joiners(words, start);
  if (name >= end) return;
  g_autofree char *printed = g_strndup(name, (gsize)(end - name));
  g_autofree char *person = text_fold_spaces(printed);
  gsize length = strlen(person);
  while (length > 0 && strchr(" ,;:.", person[length - 1]) != NULL) length--;
  if (length > 0) g_ptr_array_add(values, g_strndup(person, length));
}

void people_words_apply(const PeopleWords *words, const char *text, GPtrArray *values) {
  gsize length;
  find_cut(words, text, separator_length, &length);
  CutLength cut = length > 0 ? separator_length : joiners_length;
  for (const char *start = text, *end; *start != '\0'; start = end + length) {
    end = find_cut(words, start, cut, &length);
    add_person(words, start, end, values);
  }
}
