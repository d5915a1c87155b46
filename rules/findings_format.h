/* findings_format.h - Findings as one line of JSON ("rapporteur.findings/1"; docs/schemas/findings.schema.json). */
#pragma once

#include "rules/findings.h"

/* Appends one line, newline included. */
void findings_write(GString *out, const Findings *findings);

/* The findings of one line; NULL with a JSON_MAP_ERROR. */
Findings *findings_read(const char *line, gsize length, GError **error);
