/* extract.h - the one entry point: bytes of a PDF in, Document out. */
#pragma once

#include "extractors/document.h"

/* Reads BYTES. Never fails on what a PDF holds: what can't be read becomes a document whose outcome and reason say so.
 * NAME is shown, not opened. NULL and an error only where a data file of ours is missing or wrong. For one thread: what it
 * loads once it keeps. */
Document *document_extract(const char *name, GBytes *bytes, GError **error);

/* A document that could not even be read as a file, with REASON. */
Document *document_unreadable(const char *name, const char *reason);
