/* source_link.h - where the PDFs are that a workbook leads to. */
#pragma once

#include "pipeline/catalogue.h"

/* The path of DOCUMENT's PDF in the folder SOURCES, relative to the folder that OUTPUT is in; NULL where it is not there.
 *
 * The PDF is SHA256.pdf, or a file of one of the document's names; either way a regular file of the recorded size. Names
 * come from outside: one that is more than a plain file name is not looked for. Free the path with g_free. */
char *source_path(const char *sources, const char *output, const CatalogueDocument *document);
