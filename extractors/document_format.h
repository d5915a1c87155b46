/* document_format.h - a Document as one line of JSON ("rapporteur.document/1"; docs/schemas/document.schema.json). */
#pragma once

#include "extractors/document.h"
#include "extractors/json.h"

/* An Edit as an object: {"kind", "start", "removed", "inserted"}. */
extern const JsonField edit_fields[];

/* Appends one line, newline included. */
void document_write(GString *out, const Document *document);

/* The document of one line; NULL with a JSON_MAP_ERROR. */
Document *document_read(const char *line, gsize length, GError **error);
