/* home_sources.h - the PDFs of a home's documents. */
#pragma once

#include "pipeline/home/home.h"
#include "pipeline/stages/stage.h"

/* The paths (char *) of the PDFs in HOME's archive, or where they were read, of the documents that were read, in the catalogue's
 * order; those whose PDF is not there are told. NULL where the catalogue can't be had, which is told. */
GPtrArray *home_sources(Stage *stage, const Home *home);
