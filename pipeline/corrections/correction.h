/* correction.h - what people corrected and added: the file overrides.yaml of a home, keyed by the IDs of findings.
 * docs/overrides.md is its manual.
 *
 * Ownership: Corrections own all that they give; free them with corrections_free (or g_autoptr).
 *
 * Errors: CORRECTION_ERROR. Messages begin with the file's name and, for what stands in it, line and column. */
#pragma once

#include "pipeline/common/exit_codes.h"
#include "pipeline/corrections/correction_fields.h"

#define CORRECTIONS_FORMAT "rapporteur.overrides/1"

/* Some 50,000 corrected rows, each with a note of a few lines. */
enum { CORRECTIONS_BYTES_MOST = 32 * 1024 * 1024 };

typedef enum {
  CORRECTION_ERROR_READ,  /* the file can't be read */
  CORRECTION_ERROR_WRONG, /* what stands in it is not as docs/overrides.md says */
  CORRECTION_ERROR_WRITE, /* it can't be written */
  CORRECTION_ERROR_BUSY,  /* another program is writing it, or wrote it since it was read */
} CorrectionError;
#define CORRECTION_ERROR (correction_error_quark())
GQuark correction_error_quark(void);

/* The exit code for an error of this domain. */
ExitCode correction_exit_code(const GError *error);

/* What a person's word on one finding came to: what corrections_apply did. */
typedef struct {
  char *id;
  char *status, *notes; /* NULL where nothing is said */
  char *text;           /* the corrected text; NULL where it stays */
  GPtrArray *fields;    /* Field: the corrected ones, as they now are in the finding */
  char *source_text;    /* the text as it was read; NULL where it was not corrected */
  char *by, *date;      /* who said it, and when; NULL where that is not told */
  gboolean stale;       /* the source text is not what it was when this was written */
  gboolean misplaced;   /* it corrects what findings of this kind don't have, which was left out */
  GPtrArray *tells;     /* char *: what was corrected, a line each, with what stood there: "Themes (was: firearms)" */
} Correction;

/* Was the property NAME (correction_fields.h) corrected? CORRECTION may be NULL. */
gboolean correction_touches(const Correction *correction, const char *name);

#define CORRECTED_BY_PEOPLE "corrected"

/* CORRECTED_BY_PEOPLE, "correction is stale", "note is of an earlier text"; NULL where neither text nor a field was corrected,
 * and the text is what it was. CORRECTION may be NULL. */
const char *correction_verdict(const Correction *correction);

typedef struct Corrections Corrections;

/* Reads the file at PATH. One that is missing holds nothing. */
Corrections *corrections_load(const char *path, GError **error);
void corrections_free(Corrections *corrections);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Corrections, corrections_free)

/* Puts what is said of FINDING into it: text and fields. Returns what came of it, which lives as long as CORRECTIONS; NULL where
 * nothing is said of it. */
const Correction *corrections_apply(Corrections *corrections, Finding *finding);

/* What FINDING, as it was read, has of FIELD with what is said of it: char *, copies. FIELD may be a note. */
GPtrArray *corrections_values(const Corrections *corrections, const Finding *finding, const CorrectionField *field);

/* The IDs that something is said of, in natural order: const char *. Free the array with g_ptr_array_unref. */
GPtrArray *corrections_ids(const Corrections *corrections);

/* The line of the file that speaks of ID; 0 where none does. */
guint corrections_line(const Corrections *corrections, const char *id);

/* ---- changing them ---- */

/* What is said of a property from now on: VALUES, or where that is NULL nothing. FIELD may be a note. */
void corrections_set(Corrections *corrections, const char *id, const CorrectionField *field, const GPtrArray *values);

/* Is something said of the property? */
gboolean corrections_have(const Corrections *corrections, const char *id, const CorrectionField *field);

/* Ties what is said of ID to a source text, and tells who said it (NULL: nobody in particular), and when. HASH is
 * corrections_hash of that text, BEGINNING a text whose first words people shall see. */
void corrections_sign(Corrections *corrections, const char *id, const char *beginning, const char *hash, const char *by,
                      const char *date);

/* What tells one source text from another: the start of the SHA-256 of its words. Free it with g_free. */
char *corrections_hash(const char *text);

/* Writes the file: lines of what did not change stay as they are, comments included. What was there before is kept beside it
 * under its name with a "~". FALSE with a CORRECTION_ERROR; the file is then as it was. *REWRITTEN: it was not laid out so
 * that single entries could be exchanged, and all was written anew, without the comments within. */
gboolean corrections_save(Corrections *corrections, gboolean *rewritten, GError **error);
