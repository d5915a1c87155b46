/* symbol.c - see symbol.h. */
#include "rules/symbol.h"

#include <string.h>

/* What an element of a symbol, NAME and a number, makes of the document. */
typedef enum {
  ELEMENT_PLAIN, /* part of the work's own symbol */
  ELEMENT_DRAFT,
  ELEMENT_ADDENDUM,
  ELEMENT_REVISION,
  ELEMENT_CORRIGENDUM,
} Element;

static const struct {
  const char *name;
  Element element;
  gboolean series; /* a stop must stand behind it: "L.5", where "L5" is something else */
} grammar[] = {
    {"L", ELEMENT_DRAFT, TRUE},            /* limited distribution: drafts */
    {"CRP", ELEMENT_DRAFT, TRUE},          /* conference room paper */
    {"Add", ELEMENT_ADDENDUM, FALSE},      /* adds to the main document, and says nothing of it again */
    {"Rev", ELEMENT_REVISION, FALSE},      /* takes the place of the text before it */
    {"Corr", ELEMENT_CORRIGENDUM, FALSE},  /* changes some lines of it, as does */
    {"Amend", ELEMENT_CORRIGENDUM, FALSE}, /* an amendment, by decision of the body */
};

/* The number behind NAME in TEXT: "Rev.2", "REV. 2", "Rev2"; 1 for the name alone. 0 where TEXT is something else. */
static guint number_behind(const char *text, const char *name, gboolean series) {
  gsize length = strlen(name);
  if (g_ascii_strncasecmp(text, name, length) != 0) return 0;
  const char *rest = text + length;
  if (series && *rest != '.') return 0;
  rest += strspn(rest, ". ");
  if (*rest == '\0') return series ? 0 : 1;
  gsize digits = strspn(rest, "0123456789");
  if (digits == 0 || digits > 4 || rest[digits] != '\0') return 0;
  return (guint)MAX(g_ascii_strtoull(rest, NULL, 10), 1);
}

static Element classify(const char *text, guint *number) {
  for (gsize i = 0; i < G_N_ELEMENTS(grammar); i++) {
    *number = number_behind(text, grammar[i].name, grammar[i].series);
    if (*number > 0) return grammar[i].element;
  }
  return ELEMENT_PLAIN;
}

/* PRINTED with a slash between all of its elements, those too that a space parts from what tells the version ("5 Rev.1"). */
static char *slashed(const char *printed) {
  g_autoptr(GRegex) spaces = g_regex_new("\\s*/\\s*", 0, 0, NULL);
  g_autoptr(GRegex) version = g_regex_new("\\s+(?=(?:add|rev|corr|amend)\\b)", G_REGEX_CASELESS, 0, NULL);
  g_autofree char *joined = g_regex_replace_literal(spaces, printed, -1, 0, "/", 0, NULL);
  char *whole = g_regex_replace_literal(version, joined != NULL ? joined : printed, -1, 0, "/", 0, NULL);
  return g_strstrip(whole != NULL ? whole : g_strdup(printed));
}

/* Capitals, letters and digits, and the slashes: "rev. 1" and "Rev.1" are the same. */
static char *key_of(const char *work) {
  g_autofree char *capitals = g_utf8_strup(work, -1);
  GString *key = g_string_new(NULL);
  for (const char *at = capitals; *at != '\0'; at = g_utf8_next_char(at)) {
    gunichar character = g_utf8_get_char(at);
    if (character == '/' || g_unichar_isalnum(character)) g_string_append_unichar(key, character);
  }
  return g_string_free(key, FALSE);
}

static void take_element(Symbol *symbol, GString *work, const char *text) {
  guint number = 0;
  Element element = classify(text, &number);
  if (element == ELEMENT_REVISION)
    symbol->revision = number;
  else if (element == ELEMENT_CORRIGENDUM)
    symbol->corrigendum = number;
  else
    g_string_append_printf(work, "%s%s", work->len > 0 ? "/" : "", text);
  symbol->draft |= element == ELEMENT_DRAFT;
  symbol->addendum |= element == ELEMENT_ADDENDUM;
}

Symbol *symbol_read(const char *printed) {
  if (printed == NULL || !g_utf8_validate(printed, -1, NULL)) return NULL;
  g_autofree char *whole = slashed(printed);
  g_auto(GStrv) elements = g_strsplit(whole, "/", -1);
  g_autoptr(Symbol) symbol = g_new0(Symbol, 1);
  GString *work = g_string_new(NULL);
  for (char **element = elements; *element != NULL; element++) take_element(symbol, work, *element);
  symbol->work = g_string_free(work, FALSE);
  symbol->key = key_of(symbol->work);
  return strspn(symbol->key, "/") < strlen(symbol->key) ? g_steal_pointer(&symbol) : NULL;
}

void symbol_free(Symbol *symbol) {
  if (symbol == NULL) return;
  g_free(symbol->work);
  g_free(symbol->key);
  g_free(symbol);
}
