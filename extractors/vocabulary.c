#include "extractors/characters.h"
#include "extractors/layout.h"
#include "extractors/sentences.h"
#include "extractors/spelling.h"

#include <string.h>

struct Vocabulary {
  GHashTable *words;    /* of the document, lower-case, inner hyphens kept; words cut by a line's end left out */
  const char *language; /* of its dictionaries */
  gboolean cuts_words;  /* its typesetter cuts words at the ends of lines */
  guint close, spaced;  /* how often Chinese stands beside Latin letters and numbers without and with a space between */
};

/* A typesetter that cuts words shows it many times over. One that does not leaves hyphens at line ends all the same, those
 * that words have of their own: there "pre-" over "trial" is the writer's spelling, whatever a dictionary knows. A cut that is
 * nobody's spelling needs no such leave: a short report may have one alone. */
enum { LEAST_CUT_WORDS = 2 };

/* What writers of English, French, Spanish and Russian set in front of whole words with a hyphen as well as without. Dictionaries
 * know some of them and not others, and neither form proves a cut. */
static const char *const prefixes[] = {
    "aero",  "agro",  "anti",  "auto",   "bio",   "co",    "contra", "contre", "counter", "cyber", "electro", "euro",
    "ex",    "extra", "geo",   "géo",    "hydro", "hyper", "infra",  "inter",  "intra",   "macro", "mega",    "meta",
    "micro", "mid",   "mini",  "mono",   "multi", "nano",  "neo",    "néo",    "neuro",   "non",   "pan",     "para",
    "photo", "poly",  "post",  "pre",    "pré",   "proto", "pseudo", "psycho", "quasi",   "radio", "semi",    "socio",
    "sub",   "super", "supra", "techno", "tele",  "télé",  "ultra",  "uni",    "vice",    "анти",  "вице",    "кое",
    "контр", "микро", "мини",  "пост",   "супер", "штаб",  "экс",
};

/* Letters that a beginning of a word has at the least to tell its kin: dictionaries know "cultural", not each word made of it. */
enum { STEM_LETTERS = 5 };

/* A word at a line's end, cut behind its hyphen. */
typedef struct {
  char *head, *tail; /* lower-case, no hyphen between */
  char *joined, *hyphenated;
} CutWord;

static void cut_word_free(CutWord *cut) {
  g_free(cut->head);
  g_free(cut->tail);
  g_free(cut->joined);
  g_free(cut->hyphenated);
  g_free(cut);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CutWord, cut_word_free)

static gboolean is_hyphen(gunichar c) {
  return c == '-' || c == 0x2010;
}

static gboolean is_word_part(gunichar c) {
  return character_is_letter(c) || is_hyphen(c) || c == 0x2019 || c == '\'';
}

/* Most words of a text it has had before: only for a new one is anything allocated. WORD is room for it. */
static void add_word(Vocabulary *vocabulary, GString *word, const char *start, const char *end) {
  g_string_truncate(word, 0);
  for (const char *p = start; p < end && (guchar)*p < 0x80; p++) g_string_append_c(word, g_ascii_tolower(*p));
  if (word->len < (gsize)(end - start)) {
    g_autofree char *lower = g_utf8_strdown(start, end - start);
    g_string_assign(word, lower);
  }
  if (!g_hash_table_contains(vocabulary->words, word->str)) g_hash_table_add(vocabulary->words, g_strdup(word->str));
}

/* The word that LINE ends with and NEXT goes on with; NULL where there is none. */
static CutWord *cut_word_new(const char *line, const char *next) {
  const char *hyphen = g_utf8_find_prev_char(line, line + strlen(line));
  if (!hyphen || !is_hyphen(g_utf8_get_char(hyphen))) return NULL;
  const char *start = hyphen;
  for (const char *p; start > line && is_word_part(g_utf8_get_char(p = g_utf8_prev_char(start)));) start = p;
  const char *end = next;
  while (*end && is_word_part(g_utf8_get_char(end))) end = g_utf8_next_char(end);
  if (start == hyphen || end == next || is_hyphen(g_utf8_get_char(g_utf8_prev_char(hyphen)))) return NULL; /* "--" is a dash */
  CutWord *cut = g_new0(CutWord, 1);
  cut->head = g_utf8_strdown(start, hyphen - start);
  cut->tail = g_utf8_strdown(next, end - next);
  cut->joined = g_strconcat(cut->head, cut->tail, NULL);
  cut->hyphenated = g_strconcat(cut->head, "-", cut->tail, NULL);
  return cut;
}

static gboolean is_prefix(const char *head) {
  for (guint i = 0; i < G_N_ELEMENTS(prefixes); i++)
    if (strcmp(prefixes[i], head) == 0) return TRUE;
  return FALSE;
}

/* Writers part two of the same vowel by a hyphen, and the second half need be no word: "pre-emption". */
static gboolean parts_vowels(const CutWord *cut) {
  gunichar last = g_utf8_get_char(g_utf8_find_prev_char(cut->head, cut->head + strlen(cut->head)));
  return last == g_utf8_get_char(cut->tail) && g_utf8_strchr("aeiouéí", -1, last);
}

/* Is WORD one, or the kin of one, such as "culturalism" is of "cultural"? */
static gboolean is_kin(const char *language, const char *word) {
  g_autofree char *stem = g_strdup(word);
  gboolean known = spelling_knows_small(language, stem);
  for (glong letters = g_utf8_strlen(word, -1) - 1; letters >= STEM_LETTERS && !known; letters--) {
    *g_utf8_offset_to_pointer(stem, letters) = '\0';
    known = spelling_knows_small(language, stem);
  }
  return known;
}

/* Words cut where no word ends: "han-" over "dling" is nobody's spelling. The second half stands in small letters, so a name
 * ("Sion") is no word there. */
static gboolean is_cut_within(const CutWord *cut, const char *language) {
  if (parts_vowels(cut) || !spelling_knows(language, cut->joined)) return FALSE;
  if (is_prefix(cut->head)) return !is_kin(language, cut->tail);
  return !spelling_knows_small(language, cut->tail) || !spelling_knows(language, cut->head);
}

static gboolean has_cut_words(const Vocabulary *vocabulary, const GPtrArray *lines) {
  guint count = 0;
  for (guint i = 0; i + 1 < lines->len && count < LEAST_CUT_WORDS; i++) {
    const char *text = ((const PrintedLine *)lines->pdata[i])->line->text;
    const char *next = ((const PrintedLine *)lines->pdata[i + 1])->line->text;
    if (!g_unichar_islower(g_utf8_get_char(next))) continue;
    g_autoptr(CutWord) cut = cut_word_new(text, next);
    if (cut && !g_hash_table_contains(vocabulary->words, cut->hyphenated) && is_cut_within(cut, vocabulary->language)) count++;
  }
  return count == LEAST_CUT_WORDS;
}

static void count_neighbours(Vocabulary *vocabulary, const char *text) {
  gunichar last = 0;
  if (g_str_is_ascii(text)) return; /* no Chinese */
  gboolean space = FALSE;
  for (const char *p = text; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (c != ' ' && last && is_unspaced(c) != is_unspaced(last) && g_unichar_isalnum(c) && g_unichar_isalnum(last)) {
      if (space) vocabulary->spaced++;
      if (!space) vocabulary->close++;
    }
    space = c == ' ';
    if (!space) last = c;
  }
}

Vocabulary *vocabulary_new(const GPtrArray *lines, const char *language) {
  Vocabulary *vocabulary = g_new0(Vocabulary, 1);
  vocabulary->language = language ? language : "en";
  vocabulary->words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GString) word = g_string_new(NULL);
  for (guint i = 0; i < lines->len; i++) {
    const char *text = ((const PrintedLine *)lines->pdata[i])->line->text;
    count_neighbours(vocabulary, text);
    for (const char *p = text; *p;) {
      const char *start = p;
      while (*p && is_word_part(character_at(p))) p = g_utf8_next_char(p);
      gboolean is_cut = *p == '\0' && p > start && is_hyphen(g_utf8_get_char(g_utf8_prev_char(p)));
      if (p > start && !is_cut) add_word(vocabulary, word, start, p);
      if (*p) p = g_utf8_next_char(p);
    }
  }
  vocabulary->cuts_words = has_cut_words(vocabulary, lines);
  return vocabulary;
}

void vocabulary_free(Vocabulary *vocabulary) {
  if (!vocabulary) return;
  g_hash_table_unref(vocabulary->words);
  g_free(vocabulary);
}

/* Does the document write CUT without a hyphen elsewhere, as a word that is one? It proves nothing of a prefix: a report has both
 * "cooperation" and the name of an "Organization for Co-operation". */
static gboolean is_written_joined(const Vocabulary *vocabulary, const CutWord *cut) {
  return !is_prefix(cut->head) && !parts_vowels(cut) && g_hash_table_contains(vocabulary->words, cut->joined) &&
         spelling_knows(vocabulary->language, cut->joined);
}

/* May CUT be the typesetter's? In a document that shows no more of them, only one that is nobody's spelling, or that the document
 * spells otherwise. */
static gboolean may_be_cut(const Vocabulary *vocabulary, const CutWord *cut) {
  if (g_hash_table_contains(vocabulary->words, cut->hyphenated)) return FALSE;
  return vocabulary->cuts_words || is_cut_within(cut, vocabulary->language) || is_written_joined(vocabulary, cut);
}

/* The document's own spelling decides, then a dictionary's. */
gboolean vocabulary_joins(const Vocabulary *vocabulary, const char *line, const char *next, HyphenEvidence *evidence) {
  g_autoptr(CutWord) cut = cut_word_new(line, next);
  *evidence = EVIDENCE_NONE;
  if (!cut) return FALSE;
  *evidence = EVIDENCE_DOCUMENT;
  if (!may_be_cut(vocabulary, cut)) return FALSE;
  if (g_hash_table_contains(vocabulary->words, cut->joined)) return TRUE;
  gboolean known = spelling_knows(vocabulary->language, cut->joined);
  *evidence = known ? EVIDENCE_DICTIONARY : EVIDENCE_UNKNOWN;
  return known;
}

gboolean vocabulary_sets_close(const Vocabulary *vocabulary) {
  return vocabulary->close > vocabulary->spaced;
}
