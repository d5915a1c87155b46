/* comparison_near.h - which texts of many may be alike, without comparing each with each: MinHash and locality-sensitive hashing
 * (A. Broder, "On the resemblance and containment of documents", 1997; P. Indyk and R. Motwani, "Approximate nearest neighbors",
 * 1998).
 *
 * A text is the set of its shingles. For a hash function, the least hash of a set is the same for two sets with the probability
 * s, their resemblance: the shingles in both, of all in either. NEAR_ROWS such hashes make a band, and two texts are a pair where
 * they have a band in common:
 *
 *     P(s) = 1 - (1 - s^NEAR_ROWS)^NEAR_BANDS        with 2 and 128:
 *
 *     s      0.50       0.40       0.30       0.25      0.20      0.15     0.10     0.05     0.01     0.003
 *     P(s)   1-1e-16    1-2e-10    1-6e-6     0.9997    0.995     0.946    0.724    0.274    0.013    0.0012
 *
 * Two texts of ten words that differ in three, far from each other, have s of 0.2 or more; unlike texts have 0.01 and less, which
 * makes of a hundred thousand texts some millions of pairs of five milliards. Up to NEAR_ALL_MOST texts, which is more than most
 * bodies have ever put forward, every pair is given, and nothing is left to chance.
 *
 * The hashes come of a fixed seed: the same texts give the same pairs. */
#pragma once

#include "pipeline/years/comparison_sets.h"

enum {
  NEAR_ROWS = 2,
  NEAR_BANDS = 128,
  NEAR_ALL_MOST = 1500,
  NEAR_STEPS_MOST = 60, /* how many texts of one band are looked at for each: thousands that are much the same cost no more than
                           that. Those nearest in time come first */
};

/* Gives each pair of texts that may be alike to EACH once: LATER with its EARLIER ones. DATES holds a number for each text's day,
 * and never falls; pairs of one day are none. Texts of the same identity are pairs, too, of which the latest NEAR_STEPS_MOST
 * earlier ones are given. */
typedef void (*NearEach)(guint later, guint earlier, gpointer data);
void near_pairs(const TextSets *sets, const guint *dates, NearEach each, gpointer data);
