/* openers.h - what several commands open, with what is told where it can't be. */
#pragma once

#include "pipeline/catalogue/catalogue.h"
#include "pipeline/home/home.h"
#include "pipeline/stages/stage.h"
#include "rules/apply.h"

/* The packs in FOLDER, or the program's own where it is NULL. NULL where they can't be had: STAGE is told, with EXIT_RULES for a
 * wrong rule file, EXIT_INPUT for a FOLDER that can't be read, and EXIT_FAULT where the program's own are missing. */
Rules *open_rules(Stage *stage, const char *folder);

/* The catalogue of HOME. NULL where it can't be had: STAGE is told; for reading, a home where nothing was recorded yet is told
 * as such, with EXIT_INPUT. */
Catalogue *open_catalogue(Stage *stage, const Home *home, CatalogueMode mode);
