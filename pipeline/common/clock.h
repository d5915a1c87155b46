/* clock.h - the time as a reproducible build wants it told. */
#pragma once

#include <glib.h>

/* The seconds since 1970-01-01 UTC that SOURCE_DATE_EPOCH holds (reproducible-builds.org/specs/source-date-epoch). FALSE
 * where the variable is unset, or no whole number of at least 0. */
gboolean clock_source_date(gint64 *seconds);

/* SOURCE_DATE_EPOCH, else the clock's time. */
gint64 clock_now(void);
