/* normal.c - the table of normal forms; see normal.h. Forms that need more than a few lines have files of their own. */
#include "rules/normal.h"

#include "rules/normal_forms.h"

G_DEFINE_QUARK(normal - error - quark, normal_error)

struct NormalData {
  StateNames *states;
  DateWords *dates;
  NumberWords *numbers;
  PeopleWords *people;
};

NormalData *normal_data_load(const char *folder, GError **error) {
  g_autofree char *states = g_build_filename(folder, "states.yaml", NULL);
  g_autofree char *languages = g_build_filename(folder, "states", NULL);
  g_autofree char *months = g_build_filename(folder, "months.yaml", NULL);
  g_autofree char *numbers = g_build_filename(folder, "numbers.yaml", NULL);
  g_autofree char *people = g_build_filename(folder, "people.yaml", NULL);
  g_autoptr(NormalData) data = g_new0(NormalData, 1);
  if ((data->states = state_names_load(states, languages, error)) == NULL ||
      (data->dates = date_words_load(months, error)) == NULL || (data->numbers = number_words_load(numbers, error)) == NULL ||
      (data->people = people_words_load(people, error)) == NULL)
    return NULL;
  return g_steal_pointer(&data);
}

void normal_data_free(NormalData *data) {
  if (data == NULL) return;
  state_names_free(data->states);
  date_words_free(data->dates);
  number_words_free(data->numbers);
  people_words_free(data->people);
  g_free(data);
}

char *text_fold_spaces(const char *text) {
  GString *folded = g_string_new(NULL);
  gboolean space = FALSE;
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
    gunichar c = g_utf8_get_char(at);
    if (g_unichar_isspace(c)) {
      space = TRUE;
      continue;
    }
    if (space && folded->len > 0) g_string_append_c(folded, ' ');
    g_string_append_unichar(folded, c);
    space = FALSE;
  }
  return g_string_free(folded, FALSE);
}

static gboolean form_text(G_GNUC_UNUSED const NormalData *data, const char *text, GPtrArray *values) {
  g_ptr_array_add(values, text_fold_spaces(text));
  return TRUE;
}

static char *format_date(const GDate *date) {
  return g_strdup_printf("%04d-%02d-%02d", g_date_get_year(date), g_date_get_month(date), g_date_get_day(date));
}

static gboolean form_date(const NormalData *data, const char *text, GPtrArray *values) {
  GDate first, last;
  if (!date_words_apply(data->dates, text, &first, &last) || g_date_compare(&first, &last) != 0) return FALSE;
  g_ptr_array_add(values, format_date(&first));
  return TRUE;
}

static gboolean form_date_range(const NormalData *data, const char *text, GPtrArray *values) {
  GDate first, last;
  if (!date_words_apply(data->dates, text, &first, &last)) return FALSE;
  g_ptr_array_add(values, format_date(&first));
  g_ptr_array_add(values, format_date(&last));
  return TRUE;
}

static gboolean form_number(const NormalData *data, const char *text, GPtrArray *values) {
  guint64 number;
  if (!number_words_apply(data->numbers, text, FALSE, &number)) return FALSE;
  g_ptr_array_add(values, g_strdup_printf("%" G_GUINT64_FORMAT, number));
  return TRUE;
}

static gboolean form_ordinal(const NormalData *data, const char *text, GPtrArray *values) {
  guint64 number;
  if (!number_words_apply(data->numbers, text, TRUE, &number)) return FALSE;
  g_ptr_array_add(values, g_strdup_printf("%" G_GUINT64_FORMAT, number));
  return TRUE;
}

static gboolean form_states(const NormalData *data, const char *text, GPtrArray *values) {
  state_names_apply(data->states, text, values);
  return TRUE;
}

/* Reports print spaces into their symbols ("A/HRC/ 8/29"); a symbol has none. */
static gboolean form_symbol(G_GNUC_UNUSED const NormalData *data, const char *text, GPtrArray *values) {
  GString *symbol = g_string_new(NULL);
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at))
    if (!g_unichar_isspace(g_utf8_get_char(at))) g_string_append_unichar(symbol, g_utf8_get_char(at));
  g_ptr_array_add(values, g_string_free(symbol, FALSE));
  return TRUE;
}

static gboolean form_people(const NormalData *data, const char *text, GPtrArray *values) {
  people_words_apply(data->people, text, values);
  return TRUE;
}

static gboolean form_names(const NormalData *data, const char *text, GPtrArray *values) {
  people_words_names(data->people, text, values);
  return TRUE;
}

static const struct {
  const char *name;
  const char *called; /* in messages */
  gboolean (*apply)(const NormalData *data, const char *text, GPtrArray *values);
} forms[] = {
    {"text", "text", form_text},
    {"symbol", "symbol", form_symbol},
    {"date", "date", form_date},
    {"date_range", "date or range of dates", form_date_range},
    {"number", "number", form_number},
    {"ordinal", "ordinal number", form_ordinal},
    {"states", "list of States", form_states},
    {"people", "list of people", form_people},
    {"names", "list of people", form_names},
};

/* The row of form NAME; G_N_ELEMENTS(forms) where there is none. */
static gsize find_form(const char *name) {
  gsize row = 0;
  while (row < G_N_ELEMENTS(forms) && !g_str_equal(forms[row].name, name)) row++;
  return row;
}

gboolean normal_is_known(const char *name) {
  return find_form(name) < G_N_ELEMENTS(forms);
}

const char *normal_known(void) {
  static gsize joined = 0;
  if (g_once_init_enter(&joined)) {
    GString *names = g_string_new(NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(forms); i++) g_string_append_printf(names, "%s%s", i > 0 ? ", " : "", forms[i].name);
    g_once_init_leave(&joined, (gsize)g_string_free(names, FALSE));
  }
  return (const char *)joined;
}

gboolean normal_form(const char *name, const NormalData *data, const char *text, GPtrArray *values, GError **error) {
  gsize row = find_form(name);
  if (row == G_N_ELEMENTS(forms)) {
    g_set_error(error, NORMAL_ERROR, NORMAL_ERROR_FORM, "there is no normal form \"%s\"; there are %s", name, normal_known());
    return FALSE;
  }
  if (forms[row].apply(data, text, values)) return TRUE;
  g_set_error(error, NORMAL_ERROR, NORMAL_ERROR_TEXT, "\"%s\" is no %s", text, forms[row].called);
  return FALSE;
}
