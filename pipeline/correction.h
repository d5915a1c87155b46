/* correction.h - what people corrected and added: the file overrides.yaml of a home, keyed by the IDs of findings.
 *
 * Ownership: Corrections own all that they give; free them with corrections_free (or g_autoptr). */
#pragma once

#include "rules/findings.h"

/* What a person says of one finding. */
typedef struct {
  char *id;
  char *status, *notes; /* NULL where nothing is said */
  char *text;           /* the corrected text; NULL where it stays */
  GPtrArray *fields;    /* Field: corrected ones, each in the place of the finding's own of that name */
  /* What correction_apply found out. */
  gboolean stale;   /* the source text is not what it was when this was written */
  GPtrArray *tells; /* char *: what was corrected, a line each, with what stood there: "Themes (was: firearms)" */
} Correction;

typedef struct Corrections Corrections;

/* Reads the file at PATH. One that is missing holds nothing. Fails with a YAML_ERROR (rules/yaml.h), whose message names the file
 * and line, or a G_FILE_ERROR. */
Corrections *corrections_load(const char *path, GError **error);
void corrections_free(Corrections *corrections);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Corrections, corrections_free)

/* Puts what is said of FINDING into it: text and fields. Returns the correction; NULL where nothing is said of it. */
const Correction *corrections_apply(Corrections *corrections, Finding *finding);
