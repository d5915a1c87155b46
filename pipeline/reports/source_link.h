/* source_link.h - where the PDFs are that a workbook leads to. */
#pragma once

#include "pipeline/catalogue/catalogue.h"

/* The path of DOCUMENT's PDF in the first of the folders SOURCES (NULL-terminated; NULL for none) that holds it, relative to
 * the folder that OUTPUT is in; NULL where none does.
 *
 * The PDF is a regular file of the recorded size that has one of the document's names, as it is or as home.h marks it in an
 * archive (the hash's first 12 digits, ~, the name). Of a name only its last part is looked for, and it must not begin with
 * a dot: names come from outside. Free the path with g_free. */
char *source_path(const char *const *sources, const char *output, const CatalogueDocument *document);
