/* extract.h - the one entry point: bytes of a PDF in, Document out. */
#pragma once

#include "extractors/document.h"

/* Which pages are read from their pictures. */
typedef enum {
  OCR_AUTO,   /* those whose own text is missing or can't be trusted */
  OCR_NEVER,  /* none */
  OCR_ALWAYS, /* all */
} OcrMode;
extern const char *const ocr_mode_names[]; /* "auto", ...; NULL-terminated, indexed by OcrMode */

typedef struct {
  OcrMode ocr;
  void (*progress)(gpointer data); /* called before each page that is read from its picture, which takes seconds; may be NULL */
  gpointer data;
} ExtractOptions;

/* Reads BYTES as OPTIONS say; NULL for none. Never fails on what a PDF holds: what can't be read becomes a document whose outcome
 * and reason say so. NAME is shown, not opened. NULL and an error only where a data file of ours is missing or wrong. For one
 * thread: what it loads once it keeps. */
Document *document_extract_with(const char *name, GBytes *bytes, const ExtractOptions *options, GError **error);

/* The same without options. */
Document *document_extract(const char *name, GBytes *bytes, GError **error);

/* A document that could not even be read as a file, with REASON. */
Document *document_unreadable(const char *name, const char *reason);

/* The mode in which a document was read, as its EXTRACTOR (Document.extractor) tells. */
OcrMode ocr_mode_of(const char *extractor);
