/* attribute_addressee.c - whom a form of asking asks; see attribute_reading.h.
 *
 * The one who is asked stands in front of "should", at the sentence's begin or behind an introduction ("With a view to ...,"),
 * and behind "urges". A known name counts; a State counts by its name; other words count as printed only where their noun is one
 * for people or bodies that act, since "training should cover" asks nobody. */
#include "rules/attribute_reading.h"

#include <string.h>

enum { LONGEST_NAME = 120 }; /* bytes of a name that is taken as printed */

static gboolean stands_at(const Terms *terms, const TermText *words, guint word, guint *end) {
  TermMatch match;
  if (word >= term_text_count(words) || !terms_longest(terms, words, word, &match)) return FALSE;
  *end = match.end;
  return TRUE;
}

static guint skip(const Terms *terms, const TermText *words, guint word) {
  while (stands_at(terms, words, word, &word)) continue;
  return word;
}

/* Does one of MARKS stand between word INDEX - 1 and word INDEX? */
static gboolean is_parted(const Reading *reading, guint index, const char *const *marks) {
  gsize from = term_text_to(reading->words, index - 1), to = term_text_from(reading->words, index);
  for (; *marks; marks++)
    if (g_strstr_len(reading->text + from, (gssize)(to - from), *marks)) return TRUE;
  return FALSE;
}

static const char *const commas[] = {",", "，", "،", NULL};
static const char *const list_marks[] = {",", "，", "،", "、", NULL};
static const char *const stops[] = {",", "，", "،", ";", "；", "؛", ":", "：", "(", "（", ".", "。", NULL};

/* The known addressee at WORD; *BEHIND is the word behind it. */
static gboolean take_name(const Reading *reading, guint word, guint limit, guint *behind, Values *values) {
  TermMatch match;
  word = skip(reading->lexicon->determiners, reading->words, word);
  if (word >= limit || !terms_longest(reading->lexicon->addressees, reading->words, word, &match) || match.end > limit)
    return FALSE;
  const AttributeValue *value = reading->attributes->addressees->pdata[match.meaning];
  values_add(values, value->name, "addressees", value->id);
  *behind = match.end;
  return TRUE;
}

/* Does a list go on behind word *WORD? Moves it to its next name. */
static gboolean list_goes_on(const Reading *reading, guint *word, guint limit) {
  if (*word >= limit) return FALSE;
  guint next = skip(reading->lexicon->joiners, reading->words, *word);
  if (next == *word && !is_parted(reading, *word, list_marks)) return FALSE;
  *word = next;
  return next < limit;
}

/* The known addressees that a list from WORD on names; FALSE where none stands there. */
static gboolean take_known(const Reading *reading, guint word, guint limit, Values *values) {
  gboolean some = FALSE;
  while (take_name(reading, word, limit, &word, values)) {
    some = TRUE;
    if (!list_goes_on(reading, &word, limit)) break;
  }
  return some;
}

guint addressee_end(const Reading *reading, guint word) {
  TermMatch match;
  guint name = skip(reading->lexicon->determiners, reading->words, word);
  if (name >= term_text_count(reading->words)) return word;
  return terms_longest(reading->lexicon->addressees, reading->words, name, &match) ? match.end : word;
}

/* Does "and" stand at WORD, with a known addressee behind it? */
static gboolean joins_name(const Reading *reading, guint word) {
  guint next = skip(reading->lexicon->joiners, reading->words, word), ignored;
  if (next == word) return FALSE;
  return stands_at(reading->lexicon->addressees, reading->words, skip(reading->lexicon->determiners, reading->words, next),
                   &ignored);
}

/* The end of the noun phrase that begins at WORD: what is said of it, and any mark, lies behind. */
static guint phrase_end(const Reading *reading, guint word, guint limit) {
  guint ignored, first = word;
  for (; word < limit; word++) {
    if (word > first && is_parted(reading, word, stops)) break;
    if (stands_at(reading->lexicon->relatives, reading->words, word, &ignored)) break;
    if (word > first && joins_name(reading, word)) break;
  }
  return word;
}

/* Is the noun of the phrase FIRST to END one for those who act? */
static gboolean is_actor(const Reading *reading, guint first, guint end) {
  guint head = first, ignored;
  while (head < end && !stands_at(reading->lexicon->prepositions, reading->words, head, &ignored)) head++;
  for (guint word = first; word < head; word++) {
    TermMatch match;
    if (!terms_longest(reading->lexicon->actors, reading->words, word, &match)) continue;
    if (reading->grammar->head == HEAD_LAST ? match.end == head : word < first + 2) return TRUE;
  }
  return FALSE;
}

/* States that the phrase FIRST to END names, and nothing else. */
static gboolean take_states(const Reading *reading, const char *phrase, Values *values) {
  g_autoptr(GPtrArray) states = g_ptr_array_new_with_free_func(g_free);
  normal_form("states", reading->engine->normals, phrase, states, NULL);
  for (guint i = 0; i < states->len; i++) values_add(values, states->pdata[i], "addressees", "states");
  return states->len > 0;
}

/* An addressee that the data files have no name for; *BEHIND is the word behind it. */
static gboolean take_printed(const Reading *reading, guint word, guint limit, guint *behind, Values *values) {
  guint first = skip(reading->lexicon->determiners, reading->words, word), end = phrase_end(reading, first, limit);
  if (first >= end) return FALSE;
  *behind = end;
  gsize from = term_text_from(reading->words, first), to = term_text_to(reading->words, end - 1);
  if (to - from > LONGEST_NAME) return FALSE;
  g_autofree char *phrase = g_strndup(reading->text + from, to - from);
  if (take_states(reading, phrase, values)) return TRUE;
  if (!is_actor(reading, first, end)) return FALSE;
  values_add(values, phrase, "addressees", "as-printed");
  return TRUE;
}

/* The addressees that a list from WORD on names, known or not; FALSE where none stands there. */
static gboolean take_at(const Reading *reading, guint word, guint limit, Values *values) {
  gboolean some = FALSE;
  while (take_name(reading, word, limit, &word, values) || take_printed(reading, word, limit, &word, values)) {
    some = TRUE;
    if (!list_goes_on(reading, &word, limit)) break;
  }
  return some;
}

/* Tries TAKE where those who are asked may stand in front of word LIMIT: at word FIRST, where a sentence begins, or behind a
 * comma that ends an introduction. Introductions hold commas of their own, so each is tried. */
typedef gboolean (*Take)(const Reading *reading, guint word, guint limit, Values *values);
static void take_subject(const Reading *reading, guint first, guint limit, Take take, Values *values) {
  guint ignored;
  if (!stands_at(reading->lexicon->introductions, reading->words, first, &ignored)) {
    take(reading, first, limit, values);
    return;
  }
  for (guint word = first + 1; word < limit; word++)
    if (is_parted(reading, word, commas) && take(reading, word, limit, values)) return;
}

void addressees_read(const Reading *reading, const Asking *asking, Values *values) {
  if (asking->form->addressee == ADDRESSEE_SUBJECT)
    take_subject(reading, term_text_word_at(reading->words, sentence_start(reading->text, asking->from)),
                 term_text_word_at(reading->words, asking->from), take_at, values);
  if (asking->form->addressee == ADDRESSEE_OBJECT)
    take_at(reading, term_text_word_at(reading->words, asking->to), term_text_count(reading->words), values);
}

void addressees_below(const Reading *reading, Values *values) {
  take_subject(reading, 0, term_text_count(reading->words), take_known, values);
}
