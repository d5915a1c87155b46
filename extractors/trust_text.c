/* Garbage is told by what no language has: characters that stand for nothing, words without vowels or with heaps of consonants,
 * letters of several alphabets in a word, Latin letters nearly all of which bear accents (Cyrillic text that was taken for
 * Latin). Small words of any language speak against it. */
#include "extractors/characters.h"
#include "extractors/language.h"
#include "extractors/trust.h"

#include <string.h>

/* Pages with less than this are not judged: a symbol, a job number and a title are no sample. */
static const guint FEW_WORDS = 30, FEW_LETTERS = 100, FEW_STRANGE = 20;

/* Bullets of the Symbol font and bar codes come as private characters: on 1,971 pages of real reports 0.03 of a page at most. */
static const double MOST_STRANGE = 0.10;

/* Of words of four letters and more: on the same pages 0.05 at most; of text whose letters were all moved by one distance, 0.5.
 */
static const double MOST_IMPOSSIBLE = 0.25;
enum { LONG_WORD = 4, HEAP = 6 }; /* letters, and consonants in a row */

/* Vietnamese bears the most, on a third of its letters or so. */
static const double MOST_ACCENTS = 0.6;

/* A page that reads well has no more of these: French bears accents on 0.04 of its letters, Czech on 0.15. */
static const double FEW_ACCENTS = 0.15, FEW_IMPOSSIBLE = 0.06;

/* Sentences have 0.2 and more; of moved letters 0.02 are small words by chance. */
static const double MOST_SMALL_WORDS = 0.08;

typedef struct {
  guint shown, strange;   /* characters that are no space, and of them those that stand for nothing */
  guint letters, accents; /* Latin ones */
  guint words, impossible;
  /* the word at hand */
  guint length, vowels, consonants, heap;
  GUnicodeScript script;
  gboolean mixed;
} Census;

/* Private, unassigned or steering characters, and U+FFFD; U+00AD and its like are of a language. */
static gboolean is_strange(gunichar character) {
  if (character < 0x80) return character < 0x20 || character == 0x7F;
  if (character == 0xFFFD) return TRUE;
  GUnicodeType type = g_unichar_type(character);
  return type == G_UNICODE_CONTROL || type == G_UNICODE_PRIVATE_USE || type == G_UNICODE_UNASSIGNED;
}

/* The letter below the accents, small. */
static gunichar base_letter(gunichar character) {
  gunichar parts[4];
  if (character < 0x80) return (gunichar)g_ascii_tolower((char)character);
  g_unichar_fully_decompose(character, FALSE, parts, G_N_ELEMENTS(parts));
  return g_unichar_tolower(parts[0]);
}

/* Of the Latin, Cyrillic and Greek alphabets; y and r, l (Czech, Serbian) among them would leave too little. */
static gboolean is_vowel(gunichar letter) {
  static const char others[] = "æøœıəаеиоуыэюяіѣєїёαεηιουω";
  if (letter < 0x80) return strchr("aeiouy", (int)letter) != NULL;
  return g_utf8_strchr(others, -1, letter) != NULL;
}

static void end_word(Census *census) {
  if (census->length >= LONG_WORD) {
    census->words++;
    if (census->vowels == 0 || census->heap >= HEAP || census->mixed) census->impossible++;
  }
  census->length = census->vowels = census->consonants = census->heap = 0;
  census->mixed = FALSE;
}

static gboolean has_vowels(GUnicodeScript script) {
  return script == G_UNICODE_SCRIPT_LATIN || script == G_UNICODE_SCRIPT_CYRILLIC || script == G_UNICODE_SCRIPT_GREEK;
}

static void count_letter(Census *census, gunichar character) {
  GUnicodeScript script = character < 0x80 ? G_UNICODE_SCRIPT_LATIN : g_unichar_get_script(character);
  if (!has_vowels(script)) {
    end_word(census);
    return;
  }
  gunichar letter = base_letter(character);
  census->letters += script == G_UNICODE_SCRIPT_LATIN;
  census->accents += script == G_UNICODE_SCRIPT_LATIN && character >= 0x80;
  if (census->length > 0 && script != census->script) census->mixed = TRUE;
  census->script = script;
  census->length++;
  gboolean vowel = is_vowel(letter);
  census->vowels += vowel ? 1 : 0;
  census->consonants = vowel ? 0 : census->consonants + 1;
  census->heap = MAX(census->heap, census->consonants);
}

static void take_census(Census *census, const GlyphPage *page) {
  for (guint i = 0; i < page->glyphs->len; i++) {
    gunichar character = g_array_index(page->glyphs, Glyph, i).character;
    if (character_is_letter(character))
      count_letter(census, character);
    else if (character < 0x80 || !g_unichar_ismark(character))
      end_word(census);
    if (character_is_white(character)) continue;
    census->shown++;
    if (is_strange(character)) census->strange++;
  }
  end_word(census);
}

static gboolean has_small_words(const GlyphPage *page) {
  g_autoptr(GString) text = g_string_sized_new(page->glyphs->len + 1);
  for (guint i = 0; i < page->glyphs->len; i++) text_append_character(text, g_array_index(page->glyphs, Glyph, i).character);
  return language_share(text->str, NULL) > MOST_SMALL_WORDS;
}

gboolean page_is_unreadable(const GlyphPage *page) {
  Census census = {0};
  take_census(&census, page);
  if (census.strange >= FEW_STRANGE && census.strange > MOST_STRANGE * census.shown) return TRUE;
  gboolean impossible = census.words >= FEW_WORDS && census.impossible > MOST_IMPOSSIBLE * census.words;
  gboolean accents = census.letters >= FEW_LETTERS && census.accents > MOST_ACCENTS * census.letters;
  return (impossible || accents) && !has_small_words(page);
}

gboolean page_reads_well(const GlyphPage *page) {
  Census census = {0};
  take_census(&census, page);
  return census.strange == 0 && census.accents <= FEW_ACCENTS * census.letters &&
         census.impossible <= FEW_IMPOSSIBLE * census.words;
}
