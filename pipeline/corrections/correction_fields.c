/* correction_fields.c - see correction_fields.h. */
#include "pipeline/corrections/correction_fields.h"

#include <string.h>

enum {
  RECOMMENDATION = 1 << FINDING_RECOMMENDATION,
  TOPIC = 1 << FINDING_PANEL_TOPIC,
  STEPS = 5, /* of the scales of strength (rules/data/attributes) and of kinds of acts */
};

const char *const correction_kind_words[] = {
    [FINDING_RECOMMENDATION] = "recommendation",
    [FINDING_PANEL_TOPIC] = "panel topic",
    [FINDING_FACT] = "fact",
};

const CorrectionField correction_fields[] = {
    {"text", "Text", CORRECTION_TEXT, RECOMMENDATION | TOPIC, .most = 0},
    {"addressees", "Addressee", CORRECTION_FIELD, RECOMMENDATION, .is_list = TRUE},
    {"action", "Action", CORRECTION_FIELD, RECOMMENDATION, .most = 0},
    {"strength", "Strength", CORRECTION_FIELD, RECOMMENDATION, .most = STEPS},
    {"themes", "Themes", CORRECTION_FIELD, RECOMMENDATION, .is_list = TRUE},
    {"states", "States", CORRECTION_FIELD, RECOMMENDATION, .is_list = TRUE},
    {"decision", "Decision", CORRECTION_FIELD, RECOMMENDATION, .most = 0},
    {"action_category", "Category", CORRECTION_FIELD, RECOMMENDATION, .most = STEPS},
    {"legal_references", "Legal references", CORRECTION_FIELD, RECOMMENDATION, .is_list = TRUE},
    {"sdg", "SDG", CORRECTION_FIELD, RECOMMENDATION, .is_list = TRUE},
    {"agenda_item", "Item", CORRECTION_FIELD, TOPIC, .most = 0},
    {"panellists", "Panellists", CORRECTION_FIELD, TOPIC, .is_list = TRUE, .by_lines = TRUE},
    {"moderator", "Moderator", CORRECTION_FIELD, TOPIC, .is_list = TRUE, .by_lines = TRUE},
    {"keynote", "Keynote", CORRECTION_FIELD, TOPIC, .is_list = TRUE, .by_lines = TRUE},
    {"status", "Status", CORRECTION_NOTE, RECOMMENDATION | TOPIC, .most = 0},
    {"notes", "Notes", CORRECTION_NOTE, RECOMMENDATION | TOPIC, .most = 0},
    {.name = NULL},
};

const CorrectionField *correction_field(const char *name) {
  for (const CorrectionField *field = correction_fields; field->name != NULL; field++)
    if (g_str_equal(field->name, name)) return field;
  return NULL;
}

char *correction_field_names(guint kinds) {
  GString *names = g_string_new(NULL);
  for (const CorrectionField *field = correction_fields; field->name != NULL; field++)
    if (field->part != CORRECTION_NOTE && (field->kinds & kinds) != 0)
      g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "", field->name);
  return g_string_free(names, FALSE);
}

GPtrArray *correction_values(const CorrectionField *field, const Finding *finding) {
  GPtrArray *values = g_ptr_array_new_with_free_func(g_free);
  if (field->part == CORRECTION_TEXT) g_ptr_array_add(values, g_strdup(finding->text));
  if (field->part != CORRECTION_FIELD) return values;
  const Field *own = finding_field(finding, field->name);
  for (guint i = 0; own != NULL && i < own->values->len; i++)
    g_ptr_array_add(values, g_strdup(g_ptr_array_index(own->values, i)));
  return values;
}

/* ---- texts of cells ---- */

/* Most texts hold neither control characters nor anything but ASCII, and need no long look. */
static gboolean holds_control(const char *text) {
  for (const char *at = text; *at != '\0'; at++)
    if ((guint8)*at < ' ' || (guint8)*at >= 0x7F) return TRUE;
  return FALSE;
}

/* Takes control characters out of TEXT, makes line feeds of all line ends, and cuts spaces at the ends of lines. */
static char *clean(const char *text) {
  if (!holds_control(text)) return g_strstrip(g_strdup(text));
  g_autofree char *valid = g_utf8_make_valid(text, -1);
  GString *out = g_string_sized_new(strlen(valid));
  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char(at)) {
    gunichar c = g_utf8_get_char(at);
    if (c == '\r') c = at[1] == '\n' ? 0 : '\n';
    if (c == 0 || (g_unichar_iscntrl(c) && c != '\n' && c != '\t')) continue;
    while (c == '\n' && out->len > 0 && strchr(" \t", out->str[out->len - 1]) != NULL) g_string_truncate(out, out->len - 1);
    g_string_append_unichar(out, c);
  }
  return g_strstrip(g_string_free(out, FALSE));
}

GPtrArray *correction_split(const CorrectionField *field, const char *text) {
  GPtrArray *values = g_ptr_array_new_with_free_func(g_free);
  g_autofree char *whole = clean(text);
  if (!field->is_list) {
    if (*whole != '\0') g_ptr_array_add(values, g_steal_pointer(&whole));
    return values;
  }
  g_auto(GStrv) items = g_strsplit_set(whole, field->by_lines ? "\n" : ";\n", -1);
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 0; items[i] != NULL; i++) {
    char *item = g_strstrip(items[i]);
    if (*item != '\0' && g_hash_table_add(seen, item)) g_ptr_array_add(values, g_strdup(item));
  }
  return values;
}

char *correction_join(const GPtrArray *values) {
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < values->len; i++)
    g_string_append_printf(text, "%s%s", i > 0 ? "; " : "", (const char *)g_ptr_array_index(values, i));
  return g_string_free(text, FALSE);
}

/* ---- comparing ---- */

/* Appends TEXT with runs of spaces as one; with KEEP_LINES line feeds stay. */
static void append_even(GString *out, const char *text, gboolean keep_lines) {
  gboolean space = FALSE;
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
    gunichar c = g_utf8_get_char(at);
    gboolean is_space = g_unichar_isspace(c) && !(keep_lines && c == '\n');
    if (space && !is_space) g_string_append_c(out, ' ');
    if (!is_space) g_string_append_unichar(out, c);
    space = is_space;
  }
}

/* Appends TEXT without spaces and what divides the parts of a cell. */
static void append_bare(GString *out, const char *text) {
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
    gunichar c = g_utf8_get_char(at);
    if (!g_unichar_isspace(c) && c != ';' && c != 0x203A) g_string_append_unichar(out, c); /* 0x203A: › between headings */
  }
}

char *correction_comparable(const CorrectionField *field, const char *text) {
  g_autofree char *composed = g_str_is_ascii(text) ? NULL : g_utf8_normalize(text, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  g_autoptr(GString) out = g_string_new(NULL);
  if (field == NULL) {
    append_bare(out, composed != NULL ? composed : text);
    return g_strdup(out->str);
  }
  g_autoptr(GPtrArray) values = correction_split(field, composed != NULL ? composed : text);
  for (guint i = 0; i < values->len; i++) {
    if (i > 0) g_string_append_c(out, '\n');
    append_even(out, g_ptr_array_index(values, i), field->part == CORRECTION_NOTE);
  }
  return g_strdup(out->str);
}

gboolean correction_is_long(const char *text) {
  return strlen(text) > CORRECTION_CHARACTERS_MOST && g_utf8_strlen(text, -1) > CORRECTION_CHARACTERS_MOST;
}

gboolean correction_is_wrong(const CorrectionField *field, const GPtrArray *values, const char **why) {
  const char *first = values->len > 0 ? g_ptr_array_index(values, 0) : NULL;
  *why = NULL;
  if (field->part == CORRECTION_TEXT && first == NULL) *why = "a text can't be empty";
  if (!field->is_list && values->len > 1) *why = "it can have one value only";
  if (values->len > CORRECTION_VALUES_MOST) *why = "a list has 1,000 items at most";
  for (guint i = 0; i < values->len && *why == NULL; i++)
    if (correction_is_long(g_ptr_array_index(values, i))) *why = "this is longer than the 32,767 characters that a cell holds";
  if (field->most == 0 || first == NULL) return *why != NULL;
  guint64 number = 0;
  if (!g_ascii_string_to_unsigned(first, 10, 1, field->most, &number, NULL)) *why = "it is a whole number from 1 to 5";
  return *why != NULL;
}
