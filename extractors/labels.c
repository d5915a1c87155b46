#include "extractors/labels.h"

#include <string.h>

static const char *const form_names[] = {
    [LABEL_NONE] = "none",
    [LABEL_DECIMAL] = "decimal",
    [LABEL_NUMBER] = "number",
    [LABEL_NUMBER_PAREN] = "number_paren",
    [LABEL_ROMAN_PAREN] = "roman_paren",
    [LABEL_LETTER_PAREN] = "letter_paren",
    [LABEL_ROMAN] = "roman",
    [LABEL_LETTER] = "letter",
    [LABEL_BULLET] = "bullet",
    [LABEL_BARE_NUMBER] = "bare_number",
    NULL,
};

/* The lines of data/labels.txt, embedded as strings when the program is built. */
static const char *const lines[] = {
#include "labels.inc"
};

typedef struct {
  LabelForm form;
  GRegex *regex;
  char **sequence; /* NULL for digits, roman numerals and Latin letters */
} Shape;

static Shape shape_new(const char *line) {
  g_auto(GStrv) members = g_strsplit(line, "\t", 3);
  Shape shape = {.sequence = members[2] ? g_strsplit(members[2], " ", -1) : NULL};
  for (guint i = 0; form_names[i]; i++)
    if (strcmp(form_names[i], members[0]) == 0) shape.form = (LabelForm)i;
  g_autofree char *any = shape.sequence ? g_strjoinv("|", shape.sequence) : g_strdup("*");
  g_autoptr(GString) pattern = g_string_new(members[1]);
  if (shape.sequence) g_string_replace(pattern, "*", any, 1);
  g_autoptr(GError) error = NULL;
  shape.regex = g_regex_new(pattern->str, G_REGEX_OPTIMIZE, G_REGEX_MATCH_DEFAULT, &error);
  if (!shape.regex) g_error("extractors/data/labels.txt: %s", error->message); /* the table is part of the program */
  return shape;
}

static const GArray *shapes_get(void) {
  static GArray *shapes = NULL;
  if (shapes) return shapes;
  shapes = g_array_new(FALSE, FALSE, sizeof(Shape));
  for (guint i = 0; i < G_N_ELEMENTS(lines); i++) {
    if (lines[i][0] == '\0' || lines[i][0] == '#') continue;
    Shape shape = shape_new(lines[i]);
    g_array_append_val(shapes, shape);
  }
  return shapes;
}

/* Does TEXT begin as "iv)" and "IV." do? Words that begin with these letters are many. */
static gboolean may_be_roman(const char *text) {
  gsize letters = strspn(text, "ivxlIVXL");
  return letters > 0 && (text[letters] == '.' || text[letters] == ')' || (guchar)text[letters] >= 0x80);
}

/* Most lines begin with a letter that is followed by another: no label has that, but for the words of a few scripts. */
static gboolean may_be_label(const char *text) {
  guchar first = (guchar)text[0];
  if (first < 0x80)
    return g_ascii_isdigit(first) || first == '(' || first == '\'' || strchr(".)", text[1] ? text[1] : 'x') ||
           may_be_roman(text) || (text[1] && text[2] == ')');
  gunichar c = g_utf8_get_char(text), next = g_utf8_get_char(g_utf8_next_char(text));
  return !g_unichar_isalpha(c) || !g_unichar_isalpha(next) || c >= 0x590;
}

gsize label_parse(const char *text, LabelForm *form) {
  *form = LABEL_NONE;
  if (!*text || !may_be_label(text)) return 0;
  const GArray *shapes = shapes_get();
  for (guint i = 0; i < shapes->len; i++) {
    const Shape *shape = &g_array_index(shapes, Shape, i);
    g_autoptr(GMatchInfo) match = NULL;
    if (!g_regex_match(shape->regex, text, G_REGEX_MATCH_DEFAULT, &match)) continue;
    int start = 0, end = 0;
    g_match_info_fetch_pos(match, 0, &start, &end);
    *form = shape->form;
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
  for (const char *p = label; *p; p = g_utf8_next_char(p)) {
    int digit = g_unichar_digit_value(g_utf8_get_char(p));
    if (digit >= 0) value = (in_number ? value * 10 : 0) + (guint)digit;
    in_number = digit >= 0;
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

/* The place of LABEL in a sequence of the table; 0 where it is in none. The longest of a sequence that it begins with behind its
 * bracket counts. */
static guint value_in_sequence(const char *label, LabelForm form) {
  if (g_str_has_prefix(label, "(")) label++;
  if (g_str_has_prefix(label, "（")) label += strlen("（");
  const GArray *shapes = shapes_get();
  gsize longest = 0;
  guint value = 0;
  for (guint i = 0; i < shapes->len; i++) {
    const Shape *shape = &g_array_index(shapes, Shape, i);
    if (shape->form != form) continue;
    for (guint k = 0; shape->sequence && shape->sequence[k]; k++)
      if (g_str_has_prefix(label, shape->sequence[k]) && strlen(shape->sequence[k]) > longest)
        longest = strlen(shape->sequence[k]), value = k + 1;
  }
  return value;
}

guint label_value(const char *label, LabelForm form) {
  guint place = value_in_sequence(label, form);
  if (place > 0) return place;
  switch (form) {
  case LABEL_DECIMAL:
  case LABEL_NUMBER:
  case LABEL_NUMBER_PAREN:
  case LABEL_BARE_NUMBER:
    return last_number(label);
  case LABEL_ROMAN:
  case LABEL_ROMAN_PAREN: /* Arabic sets digits in quotation marks where others set small numerals */
    return strpbrk(label, "0123456789") ? last_number(label) : roman_value(label);
  case LABEL_LETTER:
  case LABEL_LETTER_PAREN:
    return letter_value(label);
  case LABEL_NONE:
  case LABEL_BULLET:
    break;
  }
  return 0;
}
