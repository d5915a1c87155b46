#include "extractors/labels.h"

#include <string.h>

/* In order of trial: a roman numeral is tried before the letter that it might be. */
static const struct {
  LabelForm form;
  const char *pattern;
} shapes[] = {
    {LABEL_DECIMAL, "^\\d{1,4}(?:\\.\\d{1,3}){1,4}\\.?(?=\\s|\\p{Lu}|$)"},
    {LABEL_NUMBER, "^\\d{1,4}\\.(?=\\s|\\p{Lu}|$)"},
    {LABEL_NUMBER_PAREN, "^(?:\\(\\d{1,3}\\)|\\d{1,3}\\))(?=\\s|\\p{Lu}|$)"},
    {LABEL_ROMAN_PAREN, "^\\(?[ivxl]{1,6}\\)(?=\\s|\\p{Lu}|$)"},
    {LABEL_LETTER_PAREN, "^\\(?(?:\\p{Ll}|([a-z])\\1|a[a-z])\\)(?=\\s|\\p{Lu}|$)"},
    {LABEL_ROMAN, "^[IVXL]{1,6}\\.(?=\\s|$)"},
    {LABEL_LETTER, "^\\p{Lu}\\.(?=\\s|$)"},
    {LABEL_BULLET,
     "^[\\x{2022}\\x{25CF}\\x{25AA}\\x{25E6}\\x{25A0}\\x{2023}\\x{2043}\\x{F0B7}\\x{F0A7}\\x{00B7}\\x{2013}\\x{2014}](?=\\s|$)"},
    {LABEL_BARE_NUMBER, "^\\d{1,3}(?=\\s|$)"},
};

static GRegex *shape_regex(guint index) {
  static GRegex *compiled[G_N_ELEMENTS(shapes)];
  if (!compiled[index]) compiled[index] = g_regex_new(shapes[index].pattern, G_REGEX_OPTIMIZE, G_REGEX_MATCH_DEFAULT, NULL);
  return compiled[index];
}

/* Most lines begin with a letter that is followed by another: no label has that. */
static gboolean may_be_label(const char *text) {
  guchar first = (guchar)text[0];
  if (first < 0x80)
    return g_ascii_isdigit(first) || first == '(' || strchr(".)", text[1] ? text[1] : 'x') || strchr("ivxlIVXL", first) ||
           (text[1] && text[2] == ')');
  return TRUE;
}

gsize label_parse(const char *text, LabelForm *form) {
  *form = LABEL_NONE;
  if (!*text || !may_be_label(text)) return 0;
  for (guint i = 0; i < G_N_ELEMENTS(shapes); i++) {
    g_autoptr(GMatchInfo) match = NULL;
    if (!g_regex_match(shape_regex(i), text, G_REGEX_MATCH_DEFAULT, &match)) continue;
    int start = 0, end = 0;
    g_match_info_fetch_pos(match, 0, &start, &end);
    *form = shapes[i].form;
    return (gsize)end;
  }
  return 0;
}

gboolean label_is_whole(const char *text) {
  LabelForm form;
  gsize length = label_parse(text, &form);
  return length > 0 && form != LABEL_BARE_NUMBER && text[length] == '\0';
}

static guint roman_value(const char *numeral) {
  static const struct {
    char letter;
    guint value;
  } digits[] = {{'i', 1}, {'v', 5}, {'x', 10}, {'l', 50}};
  guint total = 0, last = 0;
  for (const char *p = numeral; *p; p++)
    for (guint i = 0; i < G_N_ELEMENTS(digits); i++) {
      if (g_ascii_tolower(*p) != digits[i].letter) continue;
      total += digits[i].value;
      if (last < digits[i].value) total -= 2 * last;
      last = digits[i].value;
    }
  return total;
}

static guint last_number(const char *label) {
  guint value = 0;
  gboolean in_number = FALSE;
  for (const char *p = label; *p; p++) {
    if (g_ascii_isdigit(*p)) {
      value = (in_number ? value * 10 : 0) + (guint)(*p - '0');
      in_number = TRUE;
    } else {
      in_number = FALSE;
    }
  }
  return value;
}

/* (a) is 1, (z) is 26; what follows is printed as (aa), (bb) or as (aa), (ab): 27, 28. */
static guint letter_value(const char *label) {
  guint value = 0;
  for (const char *p = label; *p; p++)
    if (g_ascii_isalpha(*p)) value = (value ? 26 : 0) + (guint)(g_ascii_tolower(*p) - 'a' + 1);
  return value;
}

guint label_value(const char *label, LabelForm form) {
  switch (form) {
  case LABEL_DECIMAL:
  case LABEL_NUMBER:
  case LABEL_NUMBER_PAREN:
  case LABEL_BARE_NUMBER:
    return last_number(label);
  case LABEL_ROMAN:
  case LABEL_ROMAN_PAREN:
    return roman_value(label);
  case LABEL_LETTER:
  case LABEL_LETTER_PAREN:
    return letter_value(label);
  case LABEL_NONE:
  case LABEL_BULLET:
    break;
  }
  return 0;
}
