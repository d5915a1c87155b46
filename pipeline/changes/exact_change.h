/* exact_change.h - what changed from one text to another, to the letter, word by word. Where recommendations of two
 * years are compared, capitals and quotes are passed over (comparison_change.h); here nothing is. */
#pragma once

#include "pipeline/years/comparison_change.h"

/* The runs (WordRun, freed with their array) from BEFORE to AFTER: the kept and the removed ones together are BEFORE, the kept
 * and the added ones AFTER. Runs end with the space behind them; of what changed in one place what is removed comes first. A
 * Chinese character is a word. */
GPtrArray *exact_change(const char *before, const char *after);
