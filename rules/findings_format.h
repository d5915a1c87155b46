/* findings_format.h - Findings as one line of JSON ("rapporteur.findings/1"; docs/schemas/findings.schema.json). */
#pragma once

#include "extractors/json.h"
#include "rules/findings.h"

/* A Place as an object: {"page", "box": [x0, y0, x1, y1]}. */
extern const JsonField place_fields[];

/* Appends one line, newline included. */
void findings_write(GString *out, const Findings *findings);

/* The findings of one line; NULL with a JSON_MAP_ERROR. */
Findings *findings_read(const char *line, gsize length, GError **error);
