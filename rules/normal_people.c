/* normal_people.c - lists of people; see normal.h. Names are not compared as words.h does, since they stay as printed. */
#include "rules/normal_people.h"

#include <string.h>

/* The lists of people.yaml, all needed. */
static const struct {
  const char *key;
  gsize offset; /* of the list in PeopleWords */
} lists[] = {
    {"honorifics", G_STRUCT_OFFSET(PeopleWords, honorifics)},
    {"honorifics_behind", G_STRUCT_OFFSET(PeopleWords, honorifics_behind)},
    {"separators", G_STRUCT_OFFSET(PeopleWords, separators)},
    {"joiners", G_STRUCT_OFFSET(PeopleWords, joiners)},
    {"prefixes", G_STRUCT_OFFSET(PeopleWords, prefixes)},
    {"articles", G_STRUCT_OFFSET(PeopleWords, articles)},
    {"functions", G_STRUCT_OFFSET(PeopleWords, functions)},
    {"behind", G_STRUCT_OFFSET(PeopleWords, behind)},
};

static GPtrArray **list_of(PeopleWords *words, gsize row) {
  return G_STRUCT_MEMBER_P(words, lists[row].offset);
}

PeopleWords *people_words_load(const char *path, GError **error) {
  g_autoptr(YamlFile) file = yaml_load(path, error);
  if (file == NULL) return NULL;
  g_autoptr(PeopleWords) words = g_new0(PeopleWords, 1);
  for (gsize i = 0; i < G_N_ELEMENTS(lists); i++) *list_of(words, i) = g_ptr_array_new_with_free_func(g_free);
  for (gsize i = 0; i < G_N_ELEMENTS(lists); i++) {
    if (data_member(yaml_root(file), lists[i].key, YAML_SEQUENCE, error) == NULL ||
        !data_read_texts(yaml_root(file), lists[i].key, *list_of(words, i), error))
      return NULL;
  }
  return g_steal_pointer(&words);
}

void people_words_free(PeopleWords *words) {
  if (words == NULL) return;
  for (gsize i = 0; i < G_N_ELEMENTS(lists); i++) g_ptr_array_unref(*list_of(words, i));
  g_free(words);
}

gboolean person_letter_at(const char *at) {
  gunichar c = g_utf8_get_char(at);
  return g_unichar_isalpha(c) && !word_is_character(c);
}

gboolean person_opens(gunichar c) {
  return c == '(' || c == 0xFF08; /* the wide one of Chinese */
}

gboolean person_closes(gunichar c) {
  return c == ')' || c == 0xFF09;
}

gsize person_word_length(const GPtrArray *texts, const char *at) {
  gsize longest = 0;
  for (guint i = 0; i < texts->len; i++) {
    const char *text = g_ptr_array_index(texts, i);
    gsize length = strlen(text);
    if (length <= longest || !g_str_has_prefix(at, text)) continue;
    if (!person_letter_at(g_utf8_prev_char(text + length)) || !person_letter_at(at + length)) longest = length;
  }
  return longest;
}

const char *person_find_word(const GPtrArray *list, const char *text, const char *end) {
  gboolean within_word = FALSE;
  for (const char *at = text; at < end; at = g_utf8_next_char(at)) {
    if (!within_word && person_word_length(list, at) > 0) return at;
    within_word = person_letter_at(at);
  }
  return NULL;
}

const char *person_skip_spaces(const char *at) {
  while (g_unichar_isspace(g_utf8_get_char(at))) at = g_utf8_next_char(at);
  return at;
}

/* Behind the article at AT where an honorific follows, else AT. */
static const char *skip_article(const PeopleWords *words, const char *at) {
  gsize length = person_word_length(words->articles, at);
  const char *behind = person_skip_spaces(at + length);
  return length > 0 && person_word_length(words->honorifics, behind) > 0 ? behind : at;
}

/* The length of the prefix at AT that an honorific is written as one with; 0 where there is none. */
static gsize prefix_length(const PeopleWords *words, const char *at) {
  for (guint i = 0; i < words->prefixes->len; i++) {
    const char *prefix = g_ptr_array_index(words->prefixes, i);
    if (g_str_has_prefix(at, prefix) && person_word_length(words->honorifics, at + strlen(prefix)) > 0) return strlen(prefix);
  }
  return 0;
}

/* Behind the spaces and joiners at AT, such as ", and ". */
static const char *skip_joiners(const PeopleWords *words, const char *at) {
  at = person_skip_spaces(at);
  for (gsize length; (length = person_word_length(words->joiners, at)) > 0;) at = person_skip_spaces(at + length);
  return at + prefix_length(words, at);
}

/* Where the parenthesis that ends at END began; END where none ends there, or it never began. */
static const char *parenthesis_start(const char *start, const char *end) {
  if (end == start || !person_closes(g_utf8_get_char(g_utf8_prev_char(end)))) return end;
  for (const char *at = end; at > start;) {
    at = g_utf8_prev_char(at);
    if (person_opens(g_utf8_get_char(at))) return at;
  }
  return end;
}

/* Does a name with its honorific behind it, and perhaps a country in parentheses, end at END? */
static gboolean person_ends(const PeopleWords *words, const char *start, const char *end) {
  end = parenthesis_start(start, end);
  for (guint i = 0; i < words->honorifics_behind->len; i++) {
    const char *honorific = g_ptr_array_index(words->honorifics_behind, i);
    gsize length = strlen(honorific);
    if ((gsize)(end - start) > length && memcmp(end - length, honorific, length) == 0) return TRUE;
  }
  return FALSE;
}

/* The length of the joiners at AT with their spaces where a person's name begins behind them, or ends before; else 0. */
static gsize joiners_length(const PeopleWords *words, const char *start, const char *at) {
  const char *behind = skip_joiners(words, at);
  if (behind == person_skip_spaces(at)) return 0;
  const char *name = skip_article(words, behind);
  gboolean parts = person_word_length(words->honorifics, name) > 0 || person_ends(words, start, at);
  return parts ? (gsize)(name - at) : 0;
}

/* The same in a list that has functions in front of the names: behind a name also where the next function begins. */
static gsize leading_length(const PeopleWords *words, const char *start, const char *at) {
  const char *behind = skip_joiners(words, at);
  if (behind == person_skip_spaces(at) || person_find_word(words->honorifics, start, at) == NULL) return 0;
  gsize length = joiners_length(words, start, at);
  return length == 0 && person_word_length(words->functions, behind) > 0 ? (gsize)(behind - at) : length;
}

/* Does TEXT begin with a function, a comma, and an honorific? */
static gboolean begins_with_function(const PeopleWords *words, const char *text) {
  const char *first = skip_article(words, person_skip_spaces(text));
  if (person_word_length(words->functions, first) == 0 || person_word_length(words->honorifics, first) > 0) return FALSE;
  const char *honorific = person_find_word(words->honorifics, first, first + strlen(first));
  for (const char *at = first; honorific != NULL && at < honorific; at = g_utf8_next_char(at)) {
    if (g_utf8_strchr(PERSON_COMMAS, -1, g_utf8_get_char(at)) == NULL) continue;
    if (skip_article(words, person_skip_spaces(g_utf8_next_char(at))) == honorific) return TRUE;
  }
  return FALSE;
}

static gsize separator_length(const PeopleWords *words, G_GNUC_UNUSED const char *start, const char *at) {
  return person_word_length(words->separators, at);
}

/* How long what parts the person from START on from the next one is, if it stands at AT; else 0. */
typedef gsize (*CutLength)(const PeopleWords *words, const char *start, const char *at);

/* The first place at or behind START, outside parentheses and words, where CUT finds something to cut at, which takes *LENGTH
 * bytes; the end of the text, and 0, where there is none. */
static const char *find_cut(const PeopleWords *words, const char *start, CutLength cut, gsize *length) {
  guint depth = 0;
  gboolean within_word = FALSE;
  const char *at = start;
  *length = 0;
  for (; *at != '\0'; at = g_utf8_next_char(at)) {
    if (depth == 0 && !(within_word && person_letter_at(at)) && (*length = cut(words, start, at)) > 0) break;
    if (person_opens(g_utf8_get_char(at))) depth++;
    if (person_closes(g_utf8_get_char(at)) && depth > 0) depth--;
    within_word = person_letter_at(at);
  }
  return at;
}

char *person_trim(const char *start, const char *end) {
  g_autofree char *printed = g_strndup(start, (gsize)(end - start));
  char *person = text_fold_spaces(printed);
  char *last = person + strlen(person);
  while (last > person && g_utf8_strchr(" ,;:.，；：。、،؛", -1, g_utf8_get_char(g_utf8_prev_char(last))) != NULL)
    last = g_utf8_prev_char(last);
  *last = '\0';
  return person;
}

/* Adds the person from START to END without what parts it from its neighbours. */
static void add_person(const PeopleWords *words, const char *start, const char *end, GPtrArray *values) {
  const char *name = skip_article(words, skip_joiners(words, start));
  if (name >= end) return;
  g_autofree char *person = person_trim(name, end);
  if (*person != '\0') g_ptr_array_add(values, g_steal_pointer(&person));
}

void people_words_apply(const PeopleWords *words, const char *text, GPtrArray *values) {
  gsize length;
  find_cut(words, text, separator_length, &length);
  CutLength cut = length > 0 ? separator_length : begins_with_function(words, text) ? leading_length : joiners_length;
  for (const char *start = text, *end; *start != '\0'; start = end + length) {
    end = find_cut(words, start, cut, &length);
    add_person(words, start, end, values);
  }
}
