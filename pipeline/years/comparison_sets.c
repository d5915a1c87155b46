/* comparison_sets.c - see comparison_sets.h. */
#include "pipeline/years/comparison_sets.h"

#include "rules/words.h"

#include <string.h>

/* ---- what is kept of a text ---- */

typedef struct {
  guint starts[N_TEXT_SETS + 1]; /* of each set within `members`; the last is the end */
  guint negations;
  gboolean joins; /* it asks to become a party to a treaty */
  guint64 identity;
  guint64 bits; /* one of each plain member, by its number: two texts without a common bit have no common member */
} Entry;

/* What a word is, found once for all texts. */
typedef struct {
  guint32 id;
  WordClass class;
} Sense;

struct TextSets {
  const LanguageWords *language;
  GHashTable *senses;      /* key → Sense */
  GHashTable *ids;         /* root, number or reference → its number */
  GArray *members;         /* guint32: of all sets of all texts */
  GArray *entries;         /* Entry */
  GArray *of[N_TEXT_SETS]; /* guint32: the sets of the text that is being read */
};

TextSets *text_sets_new(const LanguageWords *language) {
  TextSets *sets = g_new0(TextSets, 1);
  sets->language = language;
  sets->senses = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  sets->ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  sets->members = g_array_new(FALSE, FALSE, sizeof(guint32));
  sets->entries = g_array_new(FALSE, TRUE, sizeof(Entry));
  for (guint i = 0; i < N_TEXT_SETS; i++) sets->of[i] = g_array_new(FALSE, FALSE, sizeof(guint32));
  return sets;
}

void text_sets_free(TextSets *sets) {
  if (sets == NULL) return;
  g_hash_table_unref(sets->senses);
  g_hash_table_unref(sets->ids);
  g_array_unref(sets->members);
  g_array_unref(sets->entries);
  for (guint i = 0; i < N_TEXT_SETS; i++) g_array_unref(sets->of[i]);
  g_free(sets);
}

static guint32 intern(TextSets *sets, const char *text) {
  guint id = GPOINTER_TO_UINT(g_hash_table_lookup(sets->ids, text));
  if (id > 0) return id;
  id = g_hash_table_size(sets->ids) + 1;
  g_hash_table_insert(sets->ids, g_strdup(text), GUINT_TO_POINTER(id));
  return id;
}

static const Sense *sense_of(TextSets *sets, const char *key) {
  Sense *sense = g_hash_table_lookup(sets->senses, key);
  if (sense != NULL) return sense;
  g_autofree char *root = language_word_root(sets->language, key);
  sense = g_new(Sense, 1);
  *sense = (Sense){.id = intern(sets, root), .class = language_word_class(sets->language, key)};
  g_hash_table_insert(sets->senses, g_strdup(key), sense);
  return sense;
}

/* ---- the text without what is none of its words ---- */

/* Does what stands between FROM and TO begin each of its words with a capital, but for light ones? */
static gboolean is_of_capitals(const LanguageWords *language, const char *from, const char *to) {
  g_autofree char *inside = g_strndup(from, (gsize)(to - from));
  g_autoptr(GPtrArray) words = words_split(inside, "");
  guint capitals = 0;
  for (guint i = 0; i < words->len; i++) {
    const Word *word = g_ptr_array_index(words, i);
    if (g_unichar_isupper(g_utf8_get_char(inside + word->start)))
      capitals++;
    else if (word->digits || language_word_class(language, word->key) != WORD_LIGHT)
      return FALSE;
  }
  return capitals > 0;
}

/* The bracket that closes the one at OPEN, over those within; NULL where there is none. */
static char *closing_bracket(char *open) {
  guint depth = 0;
  for (char *at = open; *at != '\0'; at++) {
    if (*at == '(') depth++;
    if (*at == ')' && --depth == 0) return at;
  }
  return NULL;
}

char *text_without_names(const LanguageWords *language, const char *text) {
  char *stripped = g_strdup(text);
  for (char *open = strchr(stripped, '('); open != NULL; open = strchr(open + 1, '(')) {
    char *close = closing_bracket(open);
    if (close == NULL) break;
    if (!is_of_capitals(language, open + 1, close)) continue;
    memset(open, ' ', (gsize)(close + 1 - open));
    open = close;
  }
  return stripped;
}

/* ---- reading ---- */

enum { LABEL_LONGEST = 4 }; /* of an item: (viii) is the longest that is common */

/* Is WORD the label of an item within the text, "(a)", "(ii)" or "(3)"? It stands at the begin or behind a stop, or behind a
 * light word that joins it; that of a paragraph that is cited stands behind its number or its name. */
static gboolean is_label(const TextSets *sets, const char *text, const Word *word, const Word *before) {
  gsize length = strlen(word->key);
  if (word->start == 0 || text[word->start - 1] != '(' || text[word->end] != ')' || length > LABEL_LONGEST) return FALSE;
  if (word->digits ? length > 2 : length > 1 && strspn(word->key, "ivx") < length) return FALSE;
  return before == NULL || word->separated || language_word_class(sets->language, before->key) == WORD_LIGHT;
}

static gboolean has_capital(const char *text, const Word *word) {
  return g_unichar_isupper(g_utf8_get_char(text + word->start));
}

/* Is WORD of two capitals at least: a short name, wherever it stands? */
static gboolean is_short_name(const char *text, const Word *word) {
  const char *second = g_utf8_next_char(text + word->start);
  return has_capital(text, word) && second < text + word->end && g_unichar_isupper(g_utf8_get_char(second));
}

static void put(TextSets *sets, TextSet set, guint32 id) {
  g_array_append_val(sets->of[set], id);
}

static void put_number(TextSets *sets, const char *key) {
  while (key[0] == '0' && key[1] != '\0') key++;
  guint32 id = intern(sets, key);
  put(sets, SET_NUMBERS, id);
  put(sets, SET_PLAIN, id);
}

static void put_word(TextSets *sets, const char *text, const Word *word, gboolean begins) {
  static const TextSet set_of_class[] = {[WORD_JOINING] = SET_ASKING,
                                         [WORD_ASKING] = SET_ASKING,
                                         [WORD_COUNT] = SET_PLAIN,
                                         [WORD_BODY] = SET_BODY,
                                         [WORD_PLAIN] = SET_PLAIN};
  if (word->digits) {
    put_number(sets, word->key);
    return;
  }
  const Sense *sense = sense_of(sets, word->key);
  if (sense->class == WORD_LIGHT || sense->class == WORD_NEGATION) return;
  put(sets, set_of_class[sense->class], sense->id);
  if (sense->class == WORD_COUNT) put(sets, SET_NUMBERS, sense->id);
  if (sense->class == WORD_PLAIN && (begins ? is_short_name(text, word) : has_capital(text, word)))
    put(sets, SET_NAMES, sense->id);
}

/* FNV-1a, whose constants are those of its authors (draft-eastlake-fnv). */
#define FNV_OFFSET 0xcbf29ce484222325u
#define FNV_PRIME 0x100000001b3u

static guint64 hash_on(guint64 hash, const char *text) {
  for (; *text != '\0'; text++) hash = (hash ^ (guchar)*text) * FNV_PRIME;
  return hash;
}

/* A word that shingles are made of. */
typedef struct {
  guint32 id;
  gboolean plain;
} Step;

enum { SHINGLE_REACH = 2 }; /* how far behind a word the other of its shingle stands at most */

/* The two as one number, other than that of the two the other way round. Mixed by odd constants of the golden ratio's kind. */
static guint32 shingle(guint32 one, guint32 other) {
  guint32 mixed = one * 0x9e3779b1u ^ (other + 0x7f4a7c15u) * 0x85ebca6bu;
  return mixed ^ mixed >> 15;
}

static void put_shingles(TextSets *sets, const GArray *steps) {
  for (guint i = 0; i < steps->len; i++) {
    const Step *one = &g_array_index(steps, Step, i);
    if (steps->len == 1) put(sets, SET_SHINGLES, shingle(one->id, 0));
    for (guint j = i + 1; j < steps->len && j <= i + SHINGLE_REACH; j++) {
      const Step *other = &g_array_index(steps, Step, j);
      if (one->plain || other->plain) put(sets, SET_SHINGLES, shingle(one->id, other->id));
    }
  }
}

static void note_step(GArray *steps, guint32 id, WordClass class) {
  Step step = {.id = id, .plain = class != WORD_BODY};
  g_array_append_val(steps, step);
}

/* Reads the words into the sets and the entry. */
static void read_words(TextSets *sets, Entry *entry, const char *text) {
  g_autoptr(GPtrArray) words = words_split(text, ".:;?!•");
  g_autoptr(GArray) steps = g_array_new(FALSE, FALSE, sizeof(Step));
  const Word *before = NULL;
  entry->identity = FNV_OFFSET;
  for (guint i = 0; i < words->len; i++) {
    const Word *word = g_ptr_array_index(words, i);
    if (is_label(sets, text, word, before)) continue;
    if (word->digits && before != NULL && before->digits) entry->identity = hash_on(entry->identity, " ");
    entry->identity = hash_on(entry->identity, word->key);
    put_word(sets, text, word, before == NULL || word->separated);
    const Sense *sense = sense_of(sets, word->key);
    entry->negations += sense->class == WORD_NEGATION;
    entry->joins |= sense->class == WORD_JOINING;
    if (sense->class >= WORD_COUNT) note_step(steps, sense->id, sense->class);
    before = word;
  }
  put_shingles(sets, steps);
  /* Where most words have capitals, as in a title, they tell no names. */
  if (sets->of[SET_NAMES]->len * 2 > sets->of[SET_PLAIN]->len && sets->of[SET_PLAIN]->len > 6)
    g_array_set_size(sets->of[SET_NAMES], 0);
}

static gint compare_members(gconstpointer a, gconstpointer b) {
  guint32 one = *(const guint32 *)a, other = *(const guint32 *)b;
  return (one > other) - (one < other);
}

/* Takes the sets of the text that was read over into the entry, each member once, in ascending order. */
static void keep_sets(TextSets *sets, Entry *entry) {
  for (guint set = 0; set < N_TEXT_SETS; set++) {
    GArray *read = sets->of[set];
    entry->starts[set] = sets->members->len;
    g_array_sort(read, compare_members);
    for (guint i = 0; i < read->len; i++) {
      guint32 member = g_array_index(read, guint32, i);
      if (i > 0 && member == g_array_index(read, guint32, i - 1)) continue;
      g_array_append_val(sets->members, member);
      if (set == SET_PLAIN) entry->bits |= (guint64)1 << member % 64;
    }
    g_array_set_size(read, 0);
  }
  entry->starts[N_TEXT_SETS] = sets->members->len;
}

static void read_references(TextSets *sets, const char *references) {
  g_auto(GStrv) lines = g_strsplit(references != NULL ? references : "", "\n", -1);
  for (char **line = lines; *line != NULL; line++) {
    g_autofree char *name = g_strconcat("\n", *line, NULL); /* no word is called so */
    put(sets, SET_REFERENCES, intern(sets, name));
  }
}

guint text_sets_add(TextSets *sets, const char *text, const char *references, gboolean stripped) {
  g_autofree char *without = stripped ? text_without_names(sets->language, text) : NULL;
  Entry entry = {.negations = 0};
  read_words(sets, &entry, without != NULL ? without : text);
  read_references(sets, references);
  keep_sets(sets, &entry);
  g_array_append_val(sets->entries, entry);
  return sets->entries->len - 1;
}

/* ---- comparing ---- */

guint text_sets_count(const TextSets *sets) {
  return sets->entries->len;
}

static const Entry *entry_of(const TextSets *sets, guint number) {
  return &g_array_index(sets->entries, Entry, number);
}

const guint32 *text_set(const TextSets *sets, guint number, TextSet set, guint *count) {
  const Entry *entry = entry_of(sets, number);
  *count = entry->starts[set + 1] - entry->starts[set];
  return (const guint32 *)(gpointer)sets->members->data + entry->starts[set];
}

guint64 text_sets_identity(const TextSets *sets, guint number) {
  return entry_of(sets, number)->identity;
}

guint text_sets_negations(const TextSets *sets, guint number) {
  return entry_of(sets, number)->negations;
}

/* How many members two sets share, and how many only one has. */
typedef struct {
  double shared, only_one, only_other;
} Shares;

static Shares compare_set(const TextSets *sets, guint one, guint other, TextSet set) {
  guint m, n, i = 0, j = 0, shared = 0;
  const guint32 *a = text_set(sets, one, set, &m), *b = text_set(sets, other, set, &n);
  while (i < m && j < n) {
    shared += a[i] == b[j];
    guint32 x = a[i], y = b[j];
    i += x <= y;
    j += y <= x;
  }
  return (Shares){.shared = shared, .only_one = m - shared, .only_other = n - shared};
}

static gboolean both_differ(const Shares *shares) {
  return shares->only_one > 0 && shares->only_other > 0;
}

/* Has each a number or an instrument that the other lacks? */
static gboolean ask_for_others(const TextSets *sets, guint one, guint other, const Shares *laws) {
  Shares numbers = compare_set(sets, one, other, SET_NUMBERS);
  return both_differ(&numbers) || both_differ(laws);
}

/* Names may differ where most of them are shared: a word of a long name; and where the same instruments are named, which some
 * texts name in full and others by a short name. */
static gboolean have_other_names(const TextSets *sets, guint one, guint other, const Shares *laws) {
  static const double shared_least = 2.0 / 3;
  if (laws->shared > 0 && laws->only_one + laws->only_other == 0) return FALSE;
  Shares names = compare_set(sets, one, other, SET_NAMES);
  return both_differ(&names) && names.shared < shared_least * (names.shared + names.only_one + names.only_other);
}

static void add_shares(Shares *sum, const Shares *shares, double weight) {
  sum->shared += weight * shares->shared;
  sum->only_one += weight * shares->only_one;
  sum->only_other += weight * shares->only_other;
}

/* How alike two texts must be, whose shorter one has LEAST plain words; BOTH where each has a plain word that the other lacks. */
static double similarity_needed(double least, gboolean both) {
  static const struct { double words, needed; } steps[] = {{4, 0.75}, {8, 0.6}, {G_MAXDOUBLE, 0.5}};
  const double one_sided = 0.45;
  guint i = 0;
  while (least > steps[i].words) i++;
  return both ? steps[i].needed : one_sided;
}

/* Is the shorter one a part of the other? Its words stand there, and many of them beside each other: the fewer they are the more.
 */
static gboolean is_part(const TextSets *sets, guint one, guint other, const Shares *content, double similarity) {
  static const double share_least = 0.75, similarity_least = 0.2;
  static const struct { double words, shingles_least; } steps[] = {{4, 2}, {7, 0.75}, {G_MAXDOUBLE, 0.5}};
  double least = content->shared + MIN(content->only_one, content->only_other);
  guint i = 0;
  while (least > steps[i].words) i++;
  if (content->shared < share_least * least || similarity < similarity_least) return FALSE;
  Shares shingles = compare_set(sets, one, other, SET_SHINGLES);
  return shingles.shared >= steps[i].shingles_least * (shingles.shared + MIN(shingles.only_one, shingles.only_other));
}

/* Weights as told in the header, in words as English has them. */
static Shares weigh(const TextSets *sets, guint one, guint other, const Shares *plain, Shares *content) {
  static const double body_weight = 0.5, asking_weight = 0.25;
  double grain = language_grain(sets->language);
  Shares body = compare_set(sets, one, other, SET_BODY), asking = compare_set(sets, one, other, SET_ASKING);
  *content = (Shares){0, 0, 0};
  add_shares(content, plain, 1 / grain);
  add_shares(content, &body, body_weight / grain);
  Shares all = *content;
  add_shares(&all, &asking, asking_weight / grain);
  return all;
}

Likeness text_sets_compare(const TextSets *sets, guint one, guint other) {
  static const Likeness unlike = {.similarity = 0};
  static const double joining_most = 10; /* words of a text that is about the treaty, and does not name it among other things */
  const Entry *a = entry_of(sets, one), *b = entry_of(sets, other);
  if (a->identity == b->identity) return (Likeness){.similarity = 1};
  if ((a->bits & b->bits) == 0) return unlike;
  Shares plain = compare_set(sets, one, other, SET_PLAIN), laws = compare_set(sets, one, other, SET_REFERENCES);
  if (plain.shared < 1 || ask_for_others(sets, one, other, &laws)) return unlike;
  Shares content, all = weigh(sets, one, other, &plain, &content);
  double similarity = all.shared / (all.shared + all.only_one + all.only_other), grain = language_grain(sets->language);
  double least = content.shared + MIN(content.only_one, content.only_other);
  if (a->joins != b->joins && least <= joining_most) return unlike;
  gboolean alike = similarity >= similarity_needed(least, plain.only_one >= grain && plain.only_other >= grain);
  if (!alike && !is_part(sets, one, other, &content, similarity)) return unlike;
  return (Likeness){
      .similarity = MIN(similarity, 0.99), .part = !alike, .other_names = have_other_names(sets, one, other, &laws)};
}
