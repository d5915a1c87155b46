/* diff_print.h - what differs between two digests, for people and for programs. */
#pragma once

#include "pipeline/changes/kept_row.h"

/* Appends CHANGE for people: its row, WHY (NULL or "" for nothing to tell), and each column word by word: "[-gone-] {+new+}". */
void diff_append_text(GString *out, const RowChange *change, const char *why);

/* Appends it as a line of "rapporteur.diff/1" (docs/schemas/diff.schema.json). */
void diff_append_json(GString *out, const RowChange *change, const char *why);
