/* page_reader.h - reads pages from their pictures: turned upright, levelled, in the language of the document.
 *
 * A PageReader borrows its Pdf. Errors are those of ocr.h. */
#pragma once

#include "extractors/pdf.h"
#include "extractors/scan.h"

typedef struct PageReader PageReader;

/* LANGUAGE ("fr") is that of the document's other pages; NULL where they tell none. */
PageReader *page_reader_new(Pdf *pdf, const char *language);
void page_reader_free(PageReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PageReader, page_reader_free)

/* Finds out by page NUMBER in which language the document is, where that is not known: by its script, and by a trial with the
 * models of all languages of that script. Is it known now? FALSE with an error where it can't be read here: what it needs is not
 * installed. */
gboolean page_reader_learn(PageReader *reader, guint number, GError **error);

/* Reads page NUMBER, in the language that was learnt, or else with all models of the script that was seen. NULL with an error. */
Scan *page_reader_read(PageReader *reader, guint number, GError **error);

/* The models that read, as "eng" or "eng+spa"; NULL before the first page was read. */
const char *page_reader_models(const PageReader *reader);
