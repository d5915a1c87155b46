/* run_table.h - what a run found, as a short table for people. */
#pragma once

#include "pipeline/catalogue.h"

#include <stdio.h>

/* Prints a line for each of DOCUMENTS (CatalogueDocument), and a line with the sums. */
void run_table_print(FILE *stream, const GPtrArray *documents);
