/* period.c - see period.h. */
#include "pipeline/common/period.h"

#include <stdio.h>
#include <string.h>

G_DEFINE_QUARK(rapporteur_period_error, period_error)

static const char *const month_names[] = {"January", "February", "March",     "April",   "May",      "June",
                                          "July",    "August",   "September", "October", "November", "December"};

/* ---- dates ---- */

/* The number that the COUNT digits at TEXT make; -1 where they are not all digits. */
static int digits(const char *text, int count) {
  int number = 0;
  for (int i = 0; i < count; i++) {
    if (!g_ascii_isdigit(text[i])) return -1;
    number = number * 10 + (text[i] - '0');
  }
  return number;
}

gboolean date_valid(const char *text) {
  if (text == NULL || strlen(text) != DATE_SIZE - 1 || text[4] != '-' || text[7] != '-') return FALSE;
  int year = digits(text, 4), month = digits(text + 5, 2), day = digits(text + 8, 2);
  return year >= 1000 && month > 0 && day > 0 && g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year);
}

char *date_words(const char *date) {
  return g_strdup_printf("%d %s %.4s", digits(date + 8, 2), month_names[digits(date + 5, 2) - 1], date);
}

char *date_words_between(const char *first, const char *last) {
  if (!date_valid(first)) return date_valid(last) ? date_words(last) : NULL;
  g_autofree char *from = date_words(first);
  if (!date_valid(last) || g_str_equal(first, last)) return g_steal_pointer(&from);
  g_autofree char *to = date_words(last);
  return g_strdup_printf("%s to %s", from, to);
}

static void write_date(char date[DATE_SIZE], int year, int month, int day) {
  /* The casts tell the compiler how few digits there can be. */
  snprintf(date, DATE_SIZE, "%04u-%02u-%02u", (guint)year % 10000u, (guint)month % 100u, (guint)day % 100u);
}

void date_of_time(gint64 seconds, char date[DATE_SIZE]) {
  static const gint64 first = G_GINT64_CONSTANT(-30610224000); /* 1000-01-01 */
  static const gint64 last = G_GINT64_CONSTANT(253402300799);  /* 9999-12-31 */
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(CLAMP(seconds, first, last));
  write_date(date, g_date_time_get_year(time), g_date_time_get_month(time), g_date_time_get_day_of_month(time));
}

gint64 date_time(const char *date) {
  g_autoptr(GDateTime) time = g_date_time_new_utc(digits(date, 4), digits(date + 5, 2), digits(date + 8, 2), 0, 0, 0);
  return g_date_time_to_unix(time);
}

void date_quarter(const char *date, char quarter[QUARTER_SIZE]) {
  guint month = (guint)digits(date + 5, 2);
  snprintf(quarter, QUARTER_SIZE, "%.4sQ%u", date, ((month - 1) / 3 + 1) % 10u);
}

/* ---- periods ---- */

static gboolean fail(GError **error, const char *what, const char *given, const char *wanted) {
  g_set_error(error, PERIOD_ERROR, PERIOD_ERROR_SYNTAX, "%s: \"%s\" is not %s", what, given, wanted);
  return FALSE;
}

static gboolean parse_quarter(Period *period, const char *text, GError **error) {
  int year = strlen(text) >= 4 ? digits(text, 4) : -1;
  const char *rest = year >= 1000 ? text + 4 : "";
  if (*rest == '-') rest++;
  if ((*rest != 'Q' && *rest != 'q') || rest[1] < '1' || rest[1] > '4' || rest[2] != '\0')
    return fail(error, "--quarter", text, "a quarter such as 2023Q4");
  int last_month = (rest[1] - '0') * 3;
  write_date(period->from, year, last_month - 2, 1);
  write_date(period->to, year, last_month, g_date_get_days_in_month((GDateMonth)last_month, (GDateYear)year));
  date_quarter(period->to, period->quarter);
  return TRUE;
}

static gboolean parse_day(char day[DATE_SIZE], const char *option, const char *text, GError **error) {
  if (text == NULL) return TRUE;
  if (!date_valid(text)) return fail(error, option, text, "a date such as 2023-10-06");
  g_strlcpy(day, text, DATE_SIZE);
  return TRUE;
}

gboolean period_parse(Period *period, const char *quarter, const char *from, const char *to, gboolean all, GError **error) {
  *period = (Period){.from = ""};
  if ((quarter != NULL) + (from != NULL || to != NULL) + (all != FALSE) != 1) {
    g_set_error(error, PERIOD_ERROR, PERIOD_ERROR_SYNTAX, "give one of --quarter, --from with --to, or --all");
    return FALSE;
  }
  if (quarter != NULL) return parse_quarter(period, quarter, error);
  if (!parse_day(period->from, "--from", from, error) || !parse_day(period->to, "--to", to, error)) return FALSE;
  if (from != NULL && to != NULL && strcmp(from, to) > 0) return fail(error, "--to", to, "on or behind the day of --from");
  return TRUE;
}

gboolean period_holds(const Period *period, const char *date) {
  return strcmp(date, period->from) >= 0 && (period->to[0] == '\0' || strcmp(date, period->to) <= 0);
}

char *period_words(const Period *period) {
  g_autofree char *from = period->from[0] != '\0' ? date_words(period->from) : NULL;
  g_autofree char *to = period->to[0] != '\0' ? date_words(period->to) : NULL;
  if (period->quarter[0] != '\0') return g_strdup_printf("%.4s %s (%s to %s)", period->quarter, period->quarter + 4, from, to);
  if (from != NULL && to != NULL) return g_strdup_printf("%s to %s", from, to);
  if (from != NULL) return g_strdup_printf("from %s", from);
  if (to != NULL) return g_strdup_printf("up to %s", to);
  return g_strdup("all reports");
}
