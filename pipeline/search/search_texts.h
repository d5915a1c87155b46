/* search_texts.h - the texts of a hit, as the index has them: what a search can have found there. */
#pragma once

#include "pipeline/reports/row.h"

typedef struct {
  const char *name; /* of the column of the flat row, or of the meeting's fact; borrowed from the row */
  char *text;
} SearchText;

/* The texts of ROW: that of a finding, or a meeting's title, and behind it what stands around, most telling first. Those that are
 * empty are left out. An array of SearchText; free it with g_ptr_array_unref. */
GPtrArray *search_texts(const Row *row);
