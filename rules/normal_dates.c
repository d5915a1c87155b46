/* normal_dates.c - dates and ranges of dates; see normal.h. */
#include "rules/normal_forms.h"

#include <string.h>

struct DateWords {
  Dictionary *months; /* name → 1 to 12 */
  Dictionary *around; /* words that a date may hold besides */
};

/* A day as far as it is told: 0 where the text leaves a part to be taken from its neighbours, as in "5 and 6 October". */
typedef struct {
  guint day, month, year;
} Day;

static gboolean add_language(DateWords *words, const YamlNode *language, GError **error) {
  const YamlNode *months = data_member(language, "months", YAML_SEQUENCE, error);
  if (months == NULL) return FALSE;
  if (yaml_length(months) != 12) return yaml_complain(error, months, "there should be 12 months");
  for (guint i = 0; i < 12; i++)
    if (!data_add_phrases(words->months, yaml_value(months, i), NULL, NULL, i + 1, error)) return FALSE;
  const YamlNode *around = data_member(language, "around", YAML_SEQUENCE, error);
  return around != NULL && data_add_phrases(words->around, around, NULL, NULL, 0, error);
}

DateWords *date_words_load(const char *path, GError **error) {
  g_autoptr(YamlFile) file = yaml_load(path, error);
  if (file == NULL || !data_is(yaml_root(file), YAML_MAPPING, "the file", error)) return NULL;
  g_autoptr(DateWords) words = g_new0(DateWords, 1);
  words->months = dictionary_new();
  words->around = dictionary_new();
  for (guint i = 0; i < yaml_length(yaml_root(file)); i++)
    if (!add_language(words, yaml_value(yaml_root(file), i), error)) return NULL;
  return g_steal_pointer(&words);
}

void date_words_free(DateWords *words) {
  if (words == NULL) return;
  dictionary_free(words->months);
  dictionary_free(words->around);
  g_free(words);
}

static Day *last_day(GArray *days) {
  return days->len > 0 ? &g_array_index(days, Day, days->len - 1) : NULL;
}

/* A part joins the last day where that lacks it, and begins a day otherwise; but a year never begins one. */
static void add_day(GArray *days, guint number) {
  Day *last = last_day(days);
  Day day = {.day = number};
  if (last != NULL && last->day == 0)
    last->day = number;
  else
    g_array_append_val(days, day);
}

static void add_month(GArray *days, guint number) {
  Day *last = last_day(days);
  Day day = {.month = number};
  if (last != NULL && last->month == 0)
    last->month = number;
  else
    g_array_append_val(days, day);
}

static gboolean add_year(GArray *days, guint number) {
  Day *last = last_day(days);
  if (last == NULL || last->year != 0) return FALSE;
  last->year = number;
  return TRUE;
}

/* Adds a number of two digits as a day, of four as a year; FALSE for any other. */
static gboolean add_number(GArray *days, const char *digits) {
  guint64 number = g_ascii_strtoull(digits, NULL, 10);
  if (strlen(digits) == 4) return add_year(days, (guint)number);
  if (strlen(digits) > 2 || number == 0) return FALSE;
  add_day(days, (guint)number);
  return TRUE;
}

static gboolean read_days(const DateWords *dates, const char *text, GArray *days) {
  g_autoptr(GPtrArray) words = words_split(text, "");
  for (guint i = 0, count; i < words->len; i += count) {
    const Word *word = g_ptr_array_index(words, i);
    const Meaning *month = dictionary_longest(dates->months, words, i, NULL, NULL, &count);
    if (month != NULL) {
      add_month(days, (guint)month->number);
    } else if (word->digits) {
      count = 1;
      if (!add_number(days, word->key)) return FALSE;
    } else if (dictionary_longest(dates->around, words, i, NULL, NULL, &count) == NULL) {
      return FALSE;
    }
  }
  return days->len > 0;
}

/* Gives each day the month and year that the text tells once for several: mostly behind them ("5 and 6 October 2023"), else
 * before ("October 5 to 6, 2023"). A month that is later than that of the next day belongs to the year before. */
static void complete_days(GArray *days) {
  for (guint i = days->len - 1; i-- > 0;) {
    Day *day = &g_array_index(days, Day, i);
    const Day *next = day + 1;
    if (day->month == 0) day->month = next->month;
    if (day->year == 0 && next->year != 0) day->year = next->year - (day->month > next->month && next->month != 0);
  }
  for (guint i = 1; i < days->len; i++) {
    Day *day = &g_array_index(days, Day, i);
    if (day->month == 0) day->month = day[-1].month;
    if (day->year == 0) day->year = day[-1].year;
  }
}

gboolean date_words_apply(const DateWords *words, const char *text, GDate *first, GDate *last) {
  g_autoptr(GArray) days = g_array_new(FALSE, FALSE, sizeof(Day));
  if (!read_days(words, text, days)) return FALSE;
  complete_days(days);
  for (guint i = 0; i < days->len; i++) {
    const Day *day = &g_array_index(days, Day, i);
    if (!g_date_valid_dmy((GDateDay)day->day, (GDateMonth)day->month, (GDateYear)day->year)) return FALSE;
    GDate date;
    g_date_clear(&date, 1);
    g_date_set_dmy(&date, (GDateDay)day->day, (GDateMonth)day->month, (GDateYear)day->year);
    if (i > 0 && g_date_compare(last, &date) >= 0) return FALSE;
    if (i == 0) *first = date;
    *last = date;
  }
  return TRUE;
}
