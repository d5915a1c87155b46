/* correction_fields.h - what of a finding people may correct: one table, and how such a value is read from a cell and compared.
 *
 * Values are arrays of strings: of a list any number, of all else one or none. */
#pragma once

#include "rules/findings.h"

/* What people say of one property at most. A text that is longer has no place in a cell (cell_text.h), and no finding has lists
 * of that length. */
enum {
  CORRECTION_CHARACTERS_MOST = 32767,
  CORRECTION_VALUES_MOST = 1000,
};

typedef enum {
  CORRECTION_TEXT,  /* the finding's text */
  CORRECTION_FIELD, /* a field of the finding */
  CORRECTION_NOTE,  /* what people add, and no rule says: status, notes */
} CorrectionPart;

typedef struct {
  const char *name;  /* as overrides.yaml calls it, a field of findings, and a column of row.h: "themes" */
  const char *label; /* for people: "Themes" */
  CorrectionPart part;
  guint kinds; /* of the findings that have it: 1 << FindingKind, joined by | */
  gboolean is_list;
  gboolean by_lines; /* a list whose items stand a line each: they may hold semicolons */
  guint most;        /* it is a whole number from 1 to this; 0 where it may be any text */
} CorrectionField;

/* What a kind of finding is called, by FindingKind. */
extern const char *const correction_kind_words[];

/* The row behind the last has no name. */
extern const CorrectionField correction_fields[];

/* The row called NAME; NULL where there is none. */
const CorrectionField *correction_field(const char *name);

/* The names of those rows that a finding of one of KINDS has, notes left out: "text, themes". Free it with g_free. */
char *correction_field_names(guint kinds);

/* The values of FIELD, no note, in FINDING: char *, copies; an empty array where there are none. */
GPtrArray *correction_values(const CorrectionField *field, const Finding *finding);

/* What a cell's TEXT says of FIELD: the items of a list, else the text, with spaces at its ends and all control characters but
 * line feeds gone; an empty array where there is nothing. */
GPtrArray *correction_split(const CorrectionField *field, const char *text);

/* VALUES as one text: items divided by "; ". Free it with g_free. */
char *correction_join(const GPtrArray *values);

/* TEXT as it is compared: two cells whose texts say the same give the same, whatever programs did to spaces, line ends and
 * the ends of a list. FIELD is NULL for a column that can't be corrected. Free it with g_free. */
char *correction_comparable(const CorrectionField *field, const char *text);

/* TRUE where TEXT is longer than people may say. */
gboolean correction_is_long(const char *text);

/* TRUE where VALUES can't be those of FIELD, with what is wrong with them, a constant of ours, in WHY. */
gboolean correction_is_wrong(const CorrectionField *field, const GPtrArray *values, const char **why);
