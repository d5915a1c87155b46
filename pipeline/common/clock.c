/* clock.c - see clock.h. */
#include "pipeline/common/clock.h"

/* The last second of the year 9999, the last that a date of this program can show. */
static const gint64 latest = G_GINT64_CONSTANT(253402300799);

gboolean clock_source_date(gint64 *seconds) {
  const char *text = g_getenv("SOURCE_DATE_EPOCH");
  return text != NULL && g_ascii_string_to_signed(text, 10, 0, latest, seconds, NULL);
}

gint64 clock_now(void) {
  gint64 seconds;
  return clock_source_date(&seconds) ? seconds : g_get_real_time() / G_USEC_PER_SEC;
}
