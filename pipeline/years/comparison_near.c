/* comparison_near.c - see comparison_near.h. */
#include "pipeline/years/comparison_near.h"

/* ---- every pair ---- */

static void all_pairs(guint count, const guint *dates, NearEach each, gpointer data) {
  for (guint later = 0; later < count; later++)
    for (guint earlier = later; earlier-- > 0;)
      if (dates[earlier] < dates[later]) each(later, earlier, data);
}

/* ---- hashes ---- */

/* splitmix64 (S. Vigna, public domain): a sequence of numbers that are as good as chance. */
static guint64 next_number(guint64 *state) {
  guint64 z = *state += 0x9e3779b97f4a7c15u;
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
  z = (z ^ z >> 27) * 0x94d049bb133111ebu;
  return z ^ z >> 31;
}

/* A function of those of the form (ax + b) mod 2^64, of which the upper half is taken: M. Dietzfelbinger's, which hash pairs
 * independently of each other. */
typedef struct {
  guint64 factor, term;
} HashFunction;

static HashFunction next_function(guint64 *state) {
  guint64 factor = next_number(state) | 1;
  return (HashFunction){.factor = factor, .term = next_number(state)};
}

static guint32 least_hash(HashFunction function, const guint32 *set, guint count) {
  guint64 least = G_MAXUINT64;
  for (guint i = 0; i < count; i++) {
    guint64 hash = function.factor * set[i] + function.term;
    least = MIN(least, hash);
  }
  return (guint32)(least >> 32);
}

/* ---- bands ---- */

static guint64 band_key(const TextSets *sets, guint text, const HashFunction functions[NEAR_ROWS]) {
  guint count;
  const guint32 *shingles = text_set(sets, text, SET_SHINGLES, &count);
  guint64 key = 0;
  for (guint i = 0; i < NEAR_ROWS; i++) key = key << 32 | least_hash(functions[i], shingles, count);
  return key;
}

/* The texts of equal KEYS as chains: BEFORE[text] is the one before it, -1 for none. A text without shingles has key NO_KEY. */
#define NO_KEY G_MAXUINT64
static void chain_texts(const guint64 *keys, guint count, gint32 *before) {
  g_autoptr(GHashTable) last = g_hash_table_new(g_int64_hash, g_int64_equal);
  for (guint text = 0; text < count; text++) {
    before[text] = -1;
    if (keys[text] == NO_KEY) continue;
    const guint64 *same = g_hash_table_lookup(last, &keys[text]);
    if (same != NULL) before[text] = (gint32)(same - keys);
    g_hash_table_replace(last, (gpointer)&keys[text], (gpointer)&keys[text]);
  }
}

static void fill_bands(const TextSets *sets, gint32 *before) {
  guint count = text_sets_count(sets), shingles;
  g_autofree guint64 *keys = g_new(guint64, count);
  guint64 state = 0;
  for (guint band = 0; band < NEAR_BANDS; band++) {
    HashFunction functions[NEAR_ROWS];
    for (guint i = 0; i < NEAR_ROWS; i++) functions[i] = next_function(&state);
    for (guint text = 0; text < count; text++) {
      text_set(sets, text, SET_SHINGLES, &shingles);
      keys[text] = shingles > 0 ? band_key(sets, text, functions) : NO_KEY;
    }
    chain_texts(keys, count, before + (gsize)band * count);
  }
}

static void fill_identities(const TextSets *sets, gint32 *before) {
  guint count = text_sets_count(sets);
  g_autofree guint64 *keys = g_new(guint64, count);
  for (guint text = 0; text < count; text++) keys[text] = text_sets_identity(sets, text);
  chain_texts(keys, count, before);
}

/* Gives those of the chain before LATER that were not given: SEEN[text] is then LATER. */
static void follow_chain(const gint32 *before, guint later, const guint *dates, guint *seen, NearEach each, gpointer data) {
  guint steps = 0;
  for (gint32 at = before[later]; at >= 0 && steps < NEAR_STEPS_MOST; at = before[at], steps++) {
    guint earlier = (guint)at;
    if (seen[earlier] == later || dates[earlier] == dates[later]) continue;
    seen[earlier] = later;
    each(later, earlier, data);
  }
}

void near_pairs(const TextSets *sets, const guint *dates, NearEach each, gpointer data) {
  guint count = text_sets_count(sets);
  if (count <= NEAR_ALL_MOST) {
    all_pairs(count, dates, each, data);
    return;
  }
  const guint chains = NEAR_BANDS + 1;
  g_autofree gint32 *before = g_new(gint32, (gsize)chains * count);
  g_autofree guint *seen = g_new0(guint, count); /* no text has one before the first: 0 is none */
  fill_identities(sets, before);
  fill_bands(sets, before + count);
  for (guint later = 0; later < count; later++)
    for (guint chain = 0; chain < chains; chain++) follow_chain(before + (gsize)chain * count, later, dates, seen, each, data);
}
