/* pack_choice.h - the rule packs that a command of the rule author's bench is to look at. */
#pragma once

#include "pipeline/stages/stage.h"
#include "rules/normal.h"

/* The pack.yaml files (char *, by name) that NAMES choose: each a folder of packs, a pack's folder, a pack.yaml, or the name of a
 * pack in FOLDER, which is the program's own where it is NULL; without names all packs of FOLDER. NULL where one is nowhere, or
 * there are none: STAGE is told, with EXIT_INPUT. */
GPtrArray *pack_choice(Stage *stage, const char *folder, char *const *names);

/* Loads the pack of file PATH in all its languages (Pack), an abstract one too. NULL where it is wrong: STAGE is told, with
 * EXIT_RULES. */
GPtrArray *pack_choice_load(Stage *stage, const char *path);

/* The word lists behind the normal forms. NULL where they can't be had: STAGE is told, with EXIT_FAULT. */
NormalData *pack_choice_normals(Stage *stage);
