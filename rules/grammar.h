/* grammar.h - the grammar of rule packs in words, made from the tables that pack.c reads them by: so it can't say anything else
 * than the program does. */
#pragma once

#include "rules/bind.h"

/* The grammar of a mapping NAME that KEYS describe, and of all mappings within it, each once; you free it.
 *
 *   pack
 *     format       text, required
 *     recognise    recognise, required
 *     facts        list of fact */
char *grammar_of(const char *name, const BindKey *keys);
