/* findings.h - what the rules found in one document: findings, and the answers to the checks.
 *
 * Ownership: a Findings owns everything reachable from it; free it with findings_free (or g_autoptr).
 * Units as in document.h. */
#pragma once

#include "extractors/document.h"

#define FINDINGS_FORMAT "rapporteur.findings/1"

typedef enum {
  FINDING_RECOMMENDATION,
  FINDING_PANEL_TOPIC,
  FINDING_FACT, /* a meeting fact; `number` is the fact's name: symbol, body, session, title, start, end, place, ... */
} FindingKind;
extern const char *const finding_kind_names[]; /* "recommendation", "panel_topic", "fact" */

/* One box of a finding, a printed line each. */
typedef struct {
  guint page;
  Box box;
} Place;

/* A named property of a finding, e.g. states: Ghana, Peru. */
typedef struct {
  char *name;
  GPtrArray *values; /* char *, in printed order, in normal form */
  char *rule;        /* the rule that set it */
} Field;

typedef struct {
  FindingKind kind;
  char *id;             /* stable for ever: SYMBOL/LANGUAGE/NUMBER; unique within the catalogue's current findings */
  char *number;         /* "86.12", "3", "5(a)"; a fact's name */
  char *number_printed; /* the label as printed: "12.", "Recommendation 3"; NULL where none is */
  char *text;           /* verbatim, clean; a fact's value in normal form (dates: YYYY-MM-DD) */
  char *raw;            /* the lines as printed that the text came of */
  GPtrArray *edits;     /* Edit, offsets into raw */
  GPtrArray *section;   /* char *: headings that it stands under, outermost first, with their labels */
  char *lead_in;        /* the sentence that it stands under; NULL where none */
  GArray *places;       /* Place, in reading order; empty only for a fact that a rule states of all the body's reports */
  GPtrArray *fields;    /* Field */
  char *rule;           /* "pack/rule" */
  gboolean ocr;         /* it was read from a picture, in part at least */
  double confidence;    /* of what was read so, 0 to 100: the mean of its characters; else 0 */
} Finding;

typedef enum {
  CHECK_PASSED,
  CHECK_FAILED,
  CHECK_UNANSWERED, /* the question does not arise here, e.g. no number is told */
} CheckResult;
extern const char *const check_result_names[]; /* "passed", "failed", "unanswered" */

typedef struct {
  char *check; /* numbering, told_count, section_found, unclassified, meeting_date, complete_reading, ..., or what a notice of the
                  document is about: ocr, attachments, invisible, ... */
  char *scope; /* what it was asked of: "" for the report, else a paragraph or section: "86" */
  CheckResult result;
  char *expected, *found; /* NULL where the result says all */
  char *message;          /* a sentence for people */
  guint page;             /* where to look; 0 for nowhere in particular */
} Check;

typedef struct {
  char *source_file, *sha256;
  guint64 bytes;
  guint pages;
  Outcome outcome; /* of the extraction */
  char *reason;    /* as in Document */
  char *extractor;
  char *pack; /* id of the pack that claimed the document; NULL where none did */
  char *pack_version;
  char *engine;        /* version of the rule engine */
  GPtrArray *findings; /* Finding: facts, then records, rule by rule, each in reading order */
  GPtrArray *checks;   /* Check */
} Findings;

/* The checks that the certificate of completeness rests on, in the order in which it shows them; NULL-terminated. Its verdict is
 * the check `complete`. */
extern const char *const certificate_questions[];

/* Is CHECK the certificate's verdict? It sums others up: where it fails, so does another one, which says why. */
gboolean check_is_verdict(const Check *check);

/* The certificate's verdict; NULL where the document was not read, or no pack knows it. */
const Check *findings_verdict(const Findings *findings);

/* How many checks failed, the verdict left out. */
guint findings_count_failed(const Findings *findings);

Findings *findings_new(void);
void findings_free(Findings *findings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Findings, findings_free)

Finding *finding_new(void);
void finding_free(Finding *finding);
Field *field_new(void);
Check *check_new(void);
void check_free(Check *check);

/* The value of fact NAME in normal form; NULL where it was not found. */
const char *findings_fact(const Findings *findings, const char *name);

/* The field NAME of FINDING; NULL where it has none. */
const Field *finding_field(const Finding *finding, const char *name);

/* Appends VALUE to field NAME, made by RULE where it is new. */
void finding_add(Finding *finding, const char *name, const char *value, const char *rule);
