/* run_table.h - what a run found, as a short table for people. */
#pragma once

#include "pipeline/catalogue/catalogue.h"

#include <stdio.h>

/* Prints a line for each of DOCUMENTS (CatalogueDocument), and a line with the sums: of recommendations and panel topics, those
 * of the versions that speak for their works, as in the workbook; of failed checks, those of what is not superseded. */
void run_table_print(FILE *stream, const GPtrArray *documents);
