/* comparison_change.c - see comparison_change.h. */
#include "pipeline/years/comparison_change.h"

#include "pipeline/common/diff.h"
#include "rules/words.h"

#include <string.h>

/* ---- a text in pieces: a word each, with what is printed in front of it and the space behind it ---- */

typedef struct {
  GPtrArray *pieces; /* char *: together they are the text */
  GPtrArray *keys;   /* char *: what is compared of each; NULL-terminated */
} Pieces;

static void pieces_clear(Pieces *pieces) {
  g_ptr_array_unref(pieces->pieces);
  g_ptr_array_unref(pieces->keys);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Pieces, pieces_clear)

static void add_piece(Pieces *pieces, const char *from, const char *to) {
  g_autoptr(GString) key = g_string_new(NULL);
  char *piece = g_strndup(from, (gsize)(to - from));
  g_autoptr(GPtrArray) words = words_split(piece, "");
  for (guint i = 0; i < words->len; i++) g_string_append(key, ((const Word *)g_ptr_array_index(words, i))->key);
  g_ptr_array_add(pieces->pieces, piece);
  g_ptr_array_add(pieces->keys, g_strdup(key->str));
}

/* Does a piece end in front of AT, which is not the first of its piece? At a space's end; before and behind a Chinese character,
 * which keeps what is printed behind it. */
static gboolean ends_before(const char *at) {
  gunichar c = g_utf8_get_char(at), before = g_utf8_get_char(g_utf8_prev_char(at));
  if (g_unichar_isspace(c)) return FALSE;
  if (g_unichar_isspace(before) || word_is_character(c)) return TRUE;
  return word_is_character(before) && g_unichar_isalnum(c);
}

static Pieces split(const char *text) {
  Pieces pieces = {g_ptr_array_new_with_free_func(g_free), g_ptr_array_new_with_free_func(g_free)};
  const char *from = text;
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
    if (at == from || !ends_before(at)) continue;
    add_piece(&pieces, from, at);
    from = at;
  }
  if (*from != '\0') add_piece(&pieces, from, from + strlen(from));
  g_ptr_array_add(pieces.keys, NULL);
  return pieces;
}

/* ---- steps ---- */

typedef struct {
  DiffKind kind;
  const char *earlier, *later; /* the pieces; NULL where it is in the other text only */
  gboolean light;              /* it says nothing */
} Change;

static gboolean is_light(const LanguageWords *language, const char *key) {
  return *key == '\0' || language_word_class(language, key) == WORD_LIGHT;
}

static GArray *changes_between(const LanguageWords *language, const Pieces *earlier, const Pieces *later) {
  g_autoptr(GArray) steps = diff_steps((char *const *)earlier->keys->pdata, (char *const *)later->keys->pdata, NULL);
  GArray *changes = g_array_new(FALSE, FALSE, sizeof(Change));
  for (guint i = 0, one = 0, other = 0; i < steps->len; i++) {
    const DiffStep *step = &g_array_index(steps, DiffStep, i);
    Change change = {.kind = step->kind, .light = is_light(language, step->text)};
    if (step->kind != DIFF_NEW) change.earlier = g_ptr_array_index(earlier->pieces, one++);
    if (step->kind != DIFF_GONE) change.later = g_ptr_array_index(later->pieces, other++);
    g_array_append_val(changes, change);
  }
  return changes;
}

enum { LIGHT_MOST = 2 }; /* so many light words between two changes join them */

/* Where the run of kept light words that begins at FROM ends; FROM where it is none, too long, or not between changes. */
static guint light_run_end(const GArray *changes, guint from) {
  guint to = from;
  while (to < changes->len && g_array_index(changes, Change, to).kind == DIFF_SAME && g_array_index(changes, Change, to).light)
    to++;
  gboolean between = from > 0 && to < changes->len && g_array_index(changes, Change, from - 1).kind != DIFF_SAME &&
                     g_array_index(changes, Change, to).kind != DIFF_SAME;
  return between && to - from <= LIGHT_MOST ? to : from;
}

/* Kept light words between two changes become part of both. */
static void join_changes(GArray *changes) {
  for (guint i = 1; i < changes->len; i++)
    for (guint end = light_run_end(changes, i); i < end; i++) g_array_index(changes, Change, i).kind = DIFF_GONE;
}

/* ---- runs ---- */

WordRun *word_run_new(WordRunKind kind, const char *text, gsize length) {
  WordRun *run = g_new(WordRun, 1);
  *run = (WordRun){.kind = kind, .text = g_strndup(text, length)};
  return run;
}

void word_run_free(gpointer run) {
  g_free(((WordRun *)run)->text);
  g_free(run);
}

void word_run_flush(GPtrArray *runs, WordRunKind kind, GString *text) {
  if (text->len > 0) g_ptr_array_add(runs, word_run_new(kind, text->str, text->len));
  g_string_truncate(text, 0);
}

/* Would TEXT and a word behind it run together? Chinese characters may. */
static gboolean lacks_space(const char *text, const char *next) {
  gsize length = strlen(text);
  return length > 0 && *next != '\0' && !g_unichar_isspace(g_utf8_get_char(g_utf8_prev_char(text + length))) &&
         !word_is_character(g_utf8_get_char(next));
}

/* Ends a place of change: all that is removed stands in front of all that is added. The last word of a text has no space behind
 * it: what is removed gets one where it stands beside that. */
static void end_place(GPtrArray *runs, GString *removed, GString *added) {
  const WordRun *before = runs->len > 0 ? g_ptr_array_index(runs, runs->len - 1) : NULL;
  if (before != NULL && lacks_space(before->text, removed->str)) g_string_prepend_c(removed, ' ');
  if (lacks_space(removed->str, added->str)) g_string_append_c(removed, ' ');
  word_run_flush(runs, WORDS_REMOVED, removed);
  word_run_flush(runs, WORDS_ADDED, added);
}

static GPtrArray *runs_of(const GArray *changes) {
  GPtrArray *runs = g_ptr_array_new_with_free_func(word_run_free);
  g_autoptr(GString) kept = g_string_new(NULL);
  g_autoptr(GString) removed = g_string_new(NULL);
  g_autoptr(GString) added = g_string_new(NULL);
  for (guint i = 0; i < changes->len; i++) {
    const Change *change = &g_array_index(changes, Change, i);
    if (change->kind == DIFF_SAME) {
      end_place(runs, removed, added);
      g_string_append(kept, change->later);
      continue;
    }
    word_run_flush(runs, WORDS_KEPT, kept);
    if (change->earlier != NULL) g_string_append(removed, change->earlier);
    if (change->later != NULL) g_string_append(added, change->later);
  }
  end_place(runs, removed, added);
  word_run_flush(runs, WORDS_KEPT, kept);
  return runs;
}

GPtrArray *change_of(const LanguageWords *language, const char *earlier, const char *later) {
  g_auto(Pieces) one = split(earlier), other = split(later);
  g_autoptr(GArray) changes = changes_between(language, &one, &other);
  join_changes(changes);
  return runs_of(changes);
}

/* ---- what a change does ---- */

/* What the words of a run are. */
typedef struct {
  guint negations, plain, names;
} Sense;

static Sense sense_of(const LanguageWords *language, const WordRun *run, gboolean begins) {
  Sense sense = {0, 0, 0};
  g_autoptr(GPtrArray) words = words_split(run->text, ".:;?!•");
  for (guint i = 0; i < words->len; i++) {
    const Word *word = g_ptr_array_index(words, i);
    WordClass class = language_word_class(language, word->key);
    sense.negations += class == WORD_NEGATION;
    sense.plain += class >= WORD_COUNT;
    gboolean capital = g_unichar_isupper(g_utf8_get_char(run->text + word->start));
    sense.names += class == WORD_PLAIN && capital && !word->separated && !(begins && i == 0);
  }
  return sense;
}

/* Does a change whose two sides are these do it? */
typedef gboolean (*PlaceTest)(const LanguageWords *language, const Sense *removed, const Sense *added);

/* Is there a place of CHANGE that TEST is true of? */
static gboolean any_place(const LanguageWords *language, const GPtrArray *change, PlaceTest test) {
  for (guint i = 0; i < change->len; i++) {
    const WordRun *run = g_ptr_array_index(change, i), *next = i + 1 < change->len ? g_ptr_array_index(change, i + 1) : NULL;
    if (run->kind == WORDS_KEPT) continue;
    gboolean begins = i == 0;
    Sense one = sense_of(language, run, begins), other = {0, 0, 0};
    gboolean pair = run->kind == WORDS_REMOVED && next != NULL && next->kind == WORDS_ADDED;
    if (pair) other = sense_of(language, next, begins);
    if (run->kind == WORDS_REMOVED ? test(language, &one, &other) : test(language, &other, &one)) return TRUE;
    if (pair) i++;
  }
  return FALSE;
}

static gboolean place_turns_sense(const LanguageWords *language, const Sense *removed, const Sense *added) {
  const Sense *turned = removed->negations > added->negations ? removed : added;
  return removed->negations != added->negations && turned->plain <= language_grain(language);
}

gboolean change_turns_sense(const LanguageWords *language, const GPtrArray *change) {
  return any_place(language, change, place_turns_sense);
}

/* Are names what the words are about, and not only among them? */
static gboolean is_of_names(const Sense *sense) {
  return sense->names > 0 && sense->names * 2 >= sense->plain;
}

static gboolean place_replaces_name(G_GNUC_UNUSED const LanguageWords *language, const Sense *removed, const Sense *added) {
  return is_of_names(removed) && is_of_names(added);
}

gboolean change_replaces_name(const LanguageWords *language, const GPtrArray *change) {
  return any_place(language, change, place_replaces_name);
}
