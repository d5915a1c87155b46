/* evidence_link.h - what the evidence pages are called, and the ways to them. evidence.h makes them.
 *
 *     FOLDER/index.html                    all findings
 *     FOLDER/reports/NAME.html#ANCHOR      a report; the place of one finding on it
 *     FOLDER/reports/NAME/                 the pictures of its pages
 *
 * Names come of what a document says of itself, which is not to be trusted: they hold letters, digits, dots and hyphens of
 * ASCII alone, and never begin with a dot. The same document has the same name in every folder. */
#pragma once

#include "pipeline/catalogue/catalogue.h"

#define EVIDENCE_INDEX "index.html"
#define EVIDENCE_REPORTS "reports"

/* The NAME of DOCUMENT: its symbol, or its file's name where it has none, its language and the first 12 digits of its hash, as
 * in an archive: "CTOC-COP-WG.7-2023-5-en-0123456789ab". Free it with g_free. */
char *evidence_name(const CatalogueDocument *document);

/* The ANCHOR of the finding with ID: "id-CTOC_COP_WG.7_2023_5_en_5~28a~29" for "CTOC/COP/WG.7/2023/5/en/5(a)". A slash becomes
 * a low line, each other byte that an address would escape a tilde and its two hexadecimal digits. No two IDs have the same
 * one, and it is the same in an address and in a page. Free it with g_free. */
char *evidence_anchor(const char *id);

/* The address of DOCUMENT's page in EVIDENCE_FOLDER, or of FINDING's place on it where FINDING is given, relative to the folder
 * that the file OUTPUT is in, escaped as addresses are: "../evidence/reports/NAME.html#ANCHOR". NULL where the folder does not
 * hold that page, or where EVIDENCE_FOLDER is NULL. Free it with g_free. */
char *evidence_path(const char *evidence_folder, const char *output, const CatalogueDocument *document, const Finding *finding);
