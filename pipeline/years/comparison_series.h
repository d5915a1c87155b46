/* comparison_series.h - which reports are a series, one after the other: those of one body, in one language, on one subject.
 *
 * A body's name varies between years ("Open-ended intergovernmental working group ...", "the ..."). Names are the same where
 * their words are but for those that say nothing or how the body is open to States; and where the symbols, too, name the same
 * subsidiary body (CTOC/COP/WG.7/...) already where one name has all the words of the other, or a report tells no name. What only
 * the symbol says is not enough: a meeting with civil society may be held under that of a working group. */
#pragma once

#include "pipeline/catalogue/catalogue.h"

/* The series among DOCUMENTS (CatalogueDocument) of those that were read and speak for their works in LANGUAGE: an array of
 * arrays of CatalogueDocument, these by date (report_date) and then in the order of DOCUMENTS. A document with neither body nor a
 * symbol of a subsidiary body is in none. */
GPtrArray *series_derive(const GPtrArray *documents, const char *language);

/* What to call the body of each of DOCUMENTS (CatalogueDocument) where they are grouped by it: an array of const char *, one a
 * document, the same for one body, whatever they are about; NULL for a document that names none. Within a language what is said
 * above tells which are of one body. Where the languages differ, it is that one rule pack read both and their symbols name the
 * same subsidiary body. It is called as most of its documents call it, and where as many say so, as the newest of these does:
 * those in LANGUAGE first, or where none is the one that comes first where that is wanted (works.h). Names are borrowed from the
 * documents; free the array with g_ptr_array_unref. */
GPtrArray *series_body_names(const GPtrArray *documents, const char *language);
