/* report_date.c - see report_date.h. */
#include "pipeline/catalogue/report_date.h"

gboolean outcome_is_read(Outcome outcome) {
  return outcome == OUTCOME_COMPLETE || outcome == OUTCOME_PARTIAL;
}

DatedBy report_date(const CatalogueDocument *document, char date[DATE_SIZE]) {
  const char *const facts[] = {
      [DATED_BY_END] = document->end,
      [DATED_BY_START] = document->start,
      [DATED_BY_DISTRIBUTION] = document->distribution_date,
  };
  for (guint i = 0; i < G_N_ELEMENTS(facts); i++) {
    if (!date_valid(facts[i])) continue;
    g_strlcpy(date, facts[i], DATE_SIZE);
    return (DatedBy)i;
  }
  date_of_time(document->first_recorded, date);
  return DATED_BY_RECORDING;
}
