/* period.h - dates, quarters, and the period that a digest is about.
 *
 * A date is text, YYYY-MM-DD, of the years 1000 to 9999: dates compare as text does. */
#pragma once

#include <glib.h>

enum {
  DATE_SIZE = sizeof("2023-10-06"),
  QUARTER_SIZE = sizeof("2023Q4"),
};

typedef struct {
  char from[DATE_SIZE], to[DATE_SIZE]; /* first and last day, both within; "" where the period is open */
  char quarter[QUARTER_SIZE];          /* "" where the period was not given as a quarter */
} Period;

typedef enum {
  PERIOD_ERROR_SYNTAX, /* no date, no quarter, too many or too few of them: a message for the command line */
} PeriodError;
#define PERIOD_ERROR (period_error_quark())
GQuark period_error_quark(void);

/* The period that the options give: QUARTER ("2023Q4"; the q may be small and follow a hyphen), or FROM and TO of which one
 * may be NULL, or ALL. Exactly one way must be given. */
gboolean period_parse(Period *period, const char *quarter, const char *from, const char *to, gboolean all, GError **error);

gboolean period_holds(const Period *period, const char *date);

/* In words: "2023 Q4 (1 October 2023 to 31 December 2023)", "from 5 October 2023", "all reports". Free it with g_free. */
char *period_words(const Period *period);

/* TRUE where TEXT, which may be NULL, is a date of the calendar. */
gboolean date_valid(const char *text);

/* "5 October 2023"; free it with g_free. */
char *date_words(const char *date);

/* "5 October 2023 to 6 October 2023"; one day where FIRST and LAST are the same, or only one of them is a date; NULL where
 * neither is. Free it with g_free. */
char *date_words_between(const char *first, const char *last);

/* The day, in UTC, of SECONDS since 1970; days before the year 1000 or behind 9999 become those years' first or last. */
void date_of_time(gint64 seconds, char date[DATE_SIZE]);

/* The seconds since 1970 of the day's first moment, in UTC. */
gint64 date_time(const char *date);

/* The quarter that DATE lies in: "2023Q4". */
void date_quarter(const char *date, char quarter[QUARTER_SIZE]);
