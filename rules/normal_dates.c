/* normal_dates.c - dates and ranges of dates; see normal.h. */
#include "rules/normal_forms.h"

#include <string.h>

struct DateWords {
  Dictionary *months; /* name → 1 to 12 */
  Dictionary *around; /* words that a date may hold besides */
};

/* A day as far as it is told: 0 where the text leaves a part to be taken from its neighbours, as in "5 and 6 October". */
typedef enum { DAY, MONTH, YEAR, PARTS } Part;
typedef struct {
  guint parts[PARTS];
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

/* A part joins the last day where that lacks it, and begins a day otherwise: so day, month and year may stand in any order. */
static void add_part(GArray *days, Part part, guint number) {
  Day *last = days->len > 0 ? &g_array_index(days, Day, days->len - 1) : NULL;
  if (last == NULL || last->parts[part] != 0) {
    g_array_set_size(days, days->len + 1);
    last = &g_array_index(days, Day, days->len - 1);
  }
  last->parts[part] = number;
}

/* Adds a number of two digits as a day, of four as a year; FALSE for any other. */
static gboolean add_number(GArray *days, const char *digits) {
  guint64 number = g_ascii_strtoull(digits, NULL, 10);
  if ((strlen(digits) != 4 && strlen(digits) > 2) || number == 0) return FALSE;
  add_part(days, strlen(digits) == 4 ? YEAR : DAY, (guint)number);
  return TRUE;
}

static gboolean read_days(const DateWords *dates, const char *text, GArray *days) {
  g_autoptr(GPtrArray) words = words_split(text, "");
  for (guint i = 0, count; i < words->len; i += count) {
    const Word *word = g_ptr_array_index(words, i);
    const Meaning *month = dictionary_longest(dates->months, words, i, NULL, NULL, &count);
    if (month != NULL) {
      add_part(days, MONTH, (guint)month->number);
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
 * before ("October 5 to 6, 2023"). A month that is later than that of the next day belongs to the year before that day's. */
static void complete_days(GArray *days) {
  for (guint i = days->len - 1; i-- > 0;) {
    guint *day = g_array_index(days, Day, i).parts;
    const guint *next = g_array_index(days, Day, i + 1).parts;
    if (day[MONTH] == 0) day[MONTH] = next[MONTH];
    if (day[YEAR] == 0 && next[YEAR] != 0) day[YEAR] = next[YEAR] - (day[MONTH] > next[MONTH] && next[MONTH] != 0);
  }
  for (guint i = 1; i < days->len; i++) {
    guint *day = g_array_index(days, Day, i).parts;
    const guint *before = g_array_index(days, Day, i - 1).parts;
    if (day[MONTH] == 0) day[MONTH] = before[MONTH];
    if (day[YEAR] == 0) day[YEAR] = before[YEAR] + (day[MONTH] < before[MONTH]);
  }
}

static gboolean read_date(const Day *day, GDate *date) {
  GDateDay number = (GDateDay)day->parts[DAY];
  GDateMonth month = (GDateMonth)day->parts[MONTH];
  GDateYear year = (GDateYear)day->parts[YEAR];
  if (!g_date_valid_dmy(number, month, year)) return FALSE;
  g_date_clear(date, 1);
  g_date_set_dmy(date, number, month, year);
  return TRUE;
}

gboolean date_words_apply(const DateWords *words, const char *text, GDate *first, GDate *last) {
  g_autoptr(GArray) days = g_array_new(FALSE, TRUE, sizeof(Day));
  if (!read_days(words, text, days)) return FALSE;
  complete_days(days);
  for (guint i = 0; i < days->len; i++) {
    GDate date;
    if (!read_date(&g_array_index(days, Day, i), &date)) return FALSE;
    if (i > 0 && g_date_compare(last, &date) >= 0) return FALSE;
    if (i == 0) *first = date;
    *last = date;
  }
  return TRUE;
}
