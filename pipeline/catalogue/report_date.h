/* report_date.h - which day a document of the catalogue belongs to. */
#pragma once

#include "pipeline/catalogue/catalogue.h"
#include "pipeline/common/period.h"

/* What placed a document in its quarter, from the best to the last resort. */
typedef enum {
  DATED_BY_END,          /* the meeting's last day */
  DATED_BY_START,        /* its first day, the only one known */
  DATED_BY_DISTRIBUTION, /* the document's own date */
  DATED_BY_RECORDING,    /* the day on which it was first recorded */
} DatedBy;

/* The day that counts for the period that DOCUMENT belongs to, written to DATE. */
DatedBy report_date(const CatalogueDocument *document, char date[DATE_SIZE]);

/* TRUE where the document was read, wholly or in part. */
gboolean outcome_is_read(Outcome outcome);
