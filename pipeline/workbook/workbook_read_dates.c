/* workbook_read_dates.c - which numbers of a workbook are dates, and what they say; see workbook_read_private.h. */
#include "pipeline/workbook/workbook_read_private.h"

#include <math.h>
#include <string.h>

/* ---- formats ---- */

/* The formats that have a number and no code and show a day (ECMA-376 part 1, 18.8.30, with those of East Asia). */
static const struct { guint first, last; } date_formats[] = {{14, 17}, {22, 22}, {27, 31}, {36, 36}, {50, 54}, {57, 58}};

static gboolean is_date_number(guint number) {
  for (gsize i = 0; i < G_N_ELEMENTS(date_formats); i++)
    if (number >= date_formats[i].first && number <= date_formats[i].last) return TRUE;
  return FALSE;
}

/* Goes past what stands for itself in a format's code at AT: "words" in quotation marks, [conditions], an escaped character. */
static const char *past_literal(const char *at) {
  const char *end = NULL;
  if (*at == '"') end = strchr(at + 1, '"');
  if (*at == '[') end = strchr(at + 1, ']');
  if (strchr("\\_*", *at) != NULL) end = at[1] != '\0' ? g_utf8_next_char(at + 1) - 1 : at;
  return end != NULL ? end + 1 : g_utf8_next_char(at);
}

/* Does the format CODE show a day, a month by its name, or a year? An m alone may be minutes. */
static gboolean is_date_code(const char *code) {
  for (const char *at = code; *at != '\0' && *at != ';';) {
    if (strchr("\"[\\_*", *at) != NULL) {
      at = past_literal(at);
    } else {
      if (strchr("dDyY", *at) != NULL || g_ascii_strncasecmp(at, "mmm", 3) == 0) return TRUE;
      at = g_ascii_strncasecmp(at, "general", 7) == 0 ? at + 7 : g_utf8_next_char(at);
    }
  }
  return FALSE;
}

typedef struct {
  BookReader *reader;
  GHashTable *codes; /* the format's number → GINT_TO_POINTER(is it one of a date?) */
  gboolean in_formats, in_styles;
} Styles;

static guint number_attribute(const char *const *names, const char *const *values, const char *name) {
  const char *value = xml_attribute(names, values, name);
  return value != NULL ? (guint)g_ascii_strtoull(value, NULL, 10) : 0;
}

static void begin(G_GNUC_UNUSED GMarkupParseContext *context, const char *element, const char **names, const char **values,
                  gpointer data, G_GNUC_UNUSED GError **error) {
  Styles *styles = data;
  const char *local = xml_local(element);
  if (g_str_equal(local, "numFmts")) styles->in_formats = TRUE;
  if (g_str_equal(local, "cellXfs")) styles->in_styles = TRUE;
  gpointer number = GUINT_TO_POINTER(number_attribute(names, values, "numFmtId"));
  if (styles->in_formats && g_str_equal(local, "numFmt")) {
    const char *code = xml_attribute(names, values, "formatCode");
    g_hash_table_insert(styles->codes, number, GINT_TO_POINTER(code != NULL && is_date_code(code)));
  }
  if (styles->in_styles && g_str_equal(local, "xf")) {
    gpointer told = NULL;
    gboolean has_code = g_hash_table_lookup_extended(styles->codes, number, NULL, &told);
    guint8 is_date = (has_code ? told != NULL : is_date_number(GPOINTER_TO_UINT(number))) ? 1 : 0;
    g_array_append_val(styles->reader->dates, is_date);
  }
}

static void end(G_GNUC_UNUSED GMarkupParseContext *context, const char *element, gpointer data, G_GNUC_UNUSED GError **error) {
  Styles *styles = data;
  const char *local = xml_local(element);
  if (g_str_equal(local, "numFmts")) styles->in_formats = FALSE;
  if (g_str_equal(local, "cellXfs")) styles->in_styles = FALSE;
}

gboolean book_read_styles(BookReader *reader, const char *part, GError **error) {
  static const GMarkupParser parser = {.start_element = begin, .end_element = end};
  g_autoptr(GHashTable) codes = g_hash_table_new(g_direct_hash, g_direct_equal);
  Styles styles = {.reader = reader, .codes = codes};
  return book_read_part(reader, part, &parser, &styles, error);
}

/* ---- dates ---- */

/* Days are counted from the first of 1900, which is 1, as if that had been a leap year; or from that of 1904, which is 0
 * (ECMA-376 part 1, 18.17.4.1). The last is that of 9999. */
enum { LEAP_DAY = 60, LAST_DAY = 2958465, SECONDS_A_DAY = 24 * 60 * 60 };

/* The day of the calendar of GLib that day number DAY is. */
static guint32 julian_day(const BookReader *reader, guint32 day) {
  GDate first;
  g_date_clear(&first, 1);
  if (reader->from_1904)
    g_date_set_dmy(&first, 1, G_DATE_JANUARY, 1904);
  else
    g_date_set_dmy(&first, day < LEAP_DAY ? 31 : 30, G_DATE_DECEMBER, 1899);
  return g_date_get_julian(&first) + day;
}

char *book_read_date(const BookReader *reader, double serial) {
  if (!(serial >= 0 && serial < LAST_DAY + 1.0)) return NULL;
  guint64 seconds = (guint64)llround(serial * SECONDS_A_DAY);
  guint32 day = (guint32)(seconds / SECONDS_A_DAY), time = (guint32)(seconds % SECONDS_A_DAY);
  if (day > LAST_DAY - (reader->from_1904 ? 1462u : 0u)) return NULL;
  GDate date;
  g_date_clear(&date, 1);
  g_date_set_julian(&date, julian_day(reader, day));
  GString *text = g_string_new(NULL);
  g_string_printf(text, "%04d-%02d-%02d", g_date_get_year(&date), g_date_get_month(&date), g_date_get_day(&date));
  if (time > 0) g_string_append_printf(text, " %02u:%02u", time / 3600, time / 60 % 60);
  if (time % 60 > 0) g_string_append_printf(text, ":%02u", time % 60);
  return g_string_free(text, FALSE);
}
