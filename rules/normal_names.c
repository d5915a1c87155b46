/* normal_names.c - the bare names of people; see normal.h. */
#include "rules/normal_people.h"

#include <string.h>

/* PERSON without what it has in parentheses; you free it. */
static char *drop_parentheses(const char *person) {
  GString *kept = g_string_new(NULL);
  guint depth = 0;
  for (const char *at = person; *at != '\0'; at = g_utf8_next_char(at)) {
    gunichar c = g_utf8_get_char(at);
    if (person_opens(c)) depth++;
    if (depth == 0) g_string_append_unichar(kept, c);
    if (person_closes(c) && depth > 0) depth--;
  }
  return g_string_free(kept, FALSE);
}

/* The parts of PERSON between commas, trimmed; char *. */
static GPtrArray *split_parts(const char *person) {
  GPtrArray *parts = g_ptr_array_new_with_free_func(g_free);
  for (const char *start = person, *at = person;; at = g_utf8_next_char(at)) {
    if (*at != '\0' && g_utf8_strchr(PERSON_COMMAS, -1, g_utf8_get_char(at)) == NULL) continue;
    g_ptr_array_add(parts, person_trim(person_skip_spaces(start), at));
    if (*at == '\0') return parts;
    start = g_utf8_next_char(at);
  }
}

/* Behind the words of LIST, with their full stops, that stand at AT one after the other. */
static const char *skip_words(const GPtrArray *list, const char *at) {
  for (gsize length; (length = person_word_length(list, at)) > 0;) {
    at += length;
    at = person_skip_spaces(*at == '.' ? at + 1 : at);
  }
  return at;
}

static gboolean begins_with_capital(const char *text) {
  return !g_unichar_islower(g_utf8_get_char(text));
}

/* What stands behind the honorifics of PART, and the functions behind those ("Mr. Justice"); NULL where it has none. One letter
 * is an honorific only where PART begins with it: elsewhere it is the initial of a name. */
static const char *behind_honorifics(const PeopleWords *words, const char *part) {
  const char *at = person_find_word(words->honorifics, part, part + strlen(part));
  if (at == NULL) return NULL;
  if (at > part && g_utf8_strlen(at, (gssize)person_word_length(words->honorifics, at)) == 1) return NULL;
  const char *name = skip_words(words->honorifics, at), *behind = skip_words(words->functions, name);
  if (*behind != '\0' && begins_with_capital(behind)) return behind;
  return *name != '\0' ? name : NULL;
}

/* Behind the last function of a NAME in Chinese, which has functions in front, and no spaces. */
static const char *behind_functions(const PeopleWords *words, const char *name) {
  const char *behind = name;
  for (const char *at = name; *at != '\0'; at = g_utf8_next_char(at)) {
    gsize length = word_is_character(g_utf8_get_char(at)) ? person_word_length(words->functions, at) : 0;
    if (length > 0) behind = at + length;
  }
  return *behind != '\0' ? behind : name;
}

/* Where the name begins in the parts of a person; NULL where they tell none. */
static const char *find_name(const PeopleWords *words, const GPtrArray *parts) {
  for (guint i = 0; i < parts->len; i++) {
    const char *name = behind_honorifics(words, g_ptr_array_index(parts, i));
    if (name != NULL) return name;
  }
  const char *first = g_ptr_array_index(parts, 0);
  const char *behind = skip_words(words->functions, first);
  if (behind == first && begins_with_capital(first)) return behind_functions(words, first);
  if (parts->len > 1 && begins_with_capital(g_ptr_array_index(parts, 1)))
    return skip_words(words->functions, g_ptr_array_index(parts, 1));
  return *behind != '\0' && begins_with_capital(behind) ? behind : NULL;
}

/* Where the name that begins at NAME ends: before a function, or an honorific that stands behind names. */
static const char *name_end(const PeopleWords *words, const char *name) {
  const char *end = name + strlen(name);
  const char *function = person_find_word(words->behind, name, end);
  if (function != NULL && function > name) end = function;
  for (guint i = 0; i < words->honorifics_behind->len; i++) {
    gsize length = strlen(g_ptr_array_index(words->honorifics_behind, i));
    if ((gsize)(end - name) > length && memcmp(end - length, g_ptr_array_index(words->honorifics_behind, i), length) == 0)
      return end - length;
  }
  return end;
}

void people_words_names(const PeopleWords *words, const char *text, GPtrArray *values) {
  g_autoptr(GPtrArray) people = g_ptr_array_new_with_free_func(g_free);
  people_words_apply(words, text, people);
  for (guint i = 0; i < people->len; i++) {
    g_autofree char *person = drop_parentheses(g_ptr_array_index(people, i));
    g_autoptr(GPtrArray) parts = split_parts(person);
    const char *name = find_name(words, parts);
    g_autofree char *bare = name != NULL ? person_trim(name, name_end(words, name)) : NULL;
    gboolean found = bare != NULL && *bare != '\0';
    g_ptr_array_add(values, found ? g_steal_pointer(&bare) : g_strdup(g_ptr_array_index(people, i)));
  }
}
