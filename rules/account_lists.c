/* The account of lists: the last item of a list, which no number misses, ends as last items do, and no record holds the label of
 * the next one. */
#include "extractors/sentences.h"
#include "rules/certificate.h"

#include <string.h>

/* --- where a record's text is */

/* Behind the last block of the record that begins at block FIRST. */
static guint record_end(const Engine *engine, guint first, guint next) {
  guint end = first + 1;
  for (guint i = first + 1; i < next; i++) {
    if (!engine_is_body(engine, i)) continue;
    if (g_array_index(engine->classes, BlockClass, i) != BLOCK_IS_RECORD) break;
    end = i + 1;
  }
  return end;
}

/* Where the next record of any list begins behind block INDEX, or the document ends. */
static guint next_begin(const Engine *engine, guint index) {
  guint next = engine->document->blocks->len;
  for (guint i = 0; i < engine->lists->len; i++) {
    const List *list = engine->lists->pdata[i];
    for (guint k = 0; k < list->blocks->len; k++) {
      guint block = g_array_index(list->blocks, guint, k);
      if (block > index && block < next) next = block;
    }
  }
  return next;
}

/* The last block of record WHICH of LIST. */
static guint last_block_of(const Engine *engine, const List *list, guint which) {
  guint first = g_array_index(list->blocks, guint, which);
  guint last = first;
  guint end = record_end(engine, first, next_begin(engine, first));
  for (guint i = first; i < end; i++)
    if (engine_is_body(engine, i)) last = i;
  return last;
}

/* --- how a list ends */

typedef enum {
  END_STOP,  /* as a sentence does */
  END_ITEM,  /* ";": as an item does that another one follows */
  END_COMMA, /* "," */
  END_OPEN,  /* as neither does */
} Ending;

/* How TEXT ends, closing brackets and quotation marks left out. */
static Ending ending_of(const char *text) {
  const char *end = text + strlen(text);
  while (end > text) {
    const char *before = g_utf8_find_prev_char(text, end);
    gunichar c = g_utf8_get_char(before);
    if (!g_unichar_isspace(c) && !strchr(")]\"", (int)MIN(c, 0x7f)) && c != 0x201d && c != 0x2019 && c != 0xbb) break;
    end = before;
  }
  if (end == text) return END_OPEN;
  switch (g_utf8_get_char(g_utf8_find_prev_char(text, end))) {
  case ';':
  case 0x61b:  /* Arabic */
  case 0xff1b: /* full width */
    return END_ITEM;
  case ',':
  case 0x60c:
  case 0xff0c:
    return END_COMMA;
  case '.':
  case '!':
  case '?':
  case 0x3002:
  case 0x61f:
    return END_STOP;
  default:
    return END_OPEN;
  }
}

/* Does TEXT end with a word behind a semicolon or a comma: "; and"? Whatever the language, another item follows. */
static gboolean ends_with_link(const char *text) {
  enum { LONGEST_LINK = 10 }; /* bytes: "; and", "; а также" is two words */
  gsize length = strlen(text);
  const char *from = text + (length > LONGEST_LINK ? length - LONGEST_LINK : 0);
  const char *mark = strpbrk(from, ";,");
  if (!mark || ending_of(text) != END_OPEN || mark[1] != ' ') return FALSE;
  for (const char *p = mark + 2; *p; p = g_utf8_next_char(p))
    if (!g_unichar_islower(g_utf8_get_char(p))) return FALSE;
  return mark[2] != '\0';
}

static void check_end(Engine *engine, const List *list, Faults *faults, guint *open) {
  guint last = last_block_of(engine, list, list->blocks->len - 1);
  const Block *block = engine_block(engine, last);
  Ending ending = ending_of(block->text);
  if (ending == END_STOP) return;
  ++*open;
  const char *tail = block->text + strlen(block->text);
  for (guint i = 0; i < 30 && tail > block->text; i++) tail = g_utf8_find_prev_char(block->text, tail);
  if (ends_with_link(block->text))
    fault_add(faults, engine_page(engine, last), "the last item of a list ends \"...%s\", as if another one followed", tail);
  else if (!blank_is_followed(engine, last))
    fault_add(faults, engine_page(engine, last), "the last item of a list ends \"...%s\", and no text follows it closely", tail);
}

static void check_ends(Engine *engine) {
  g_auto(Faults) faults = {0};
  guint open = 0;
  for (guint i = 0; i < engine->lists->len; i++) check_end(engine, engine->lists->pdata[i], &faults, &open);
  g_autofree char *found = g_strdup_printf("%u lists, %u end without a full stop", engine->lists->len, open);
  if (engine->lists->len > 0) faults_check(engine, &faults, "list_end", NULL, found, "every list of records is at its end");
}

/* --- labels within a record */

/* PRINTED, "86.12." or "(c)" or "Recommendation 3", one further; NULL where its place isn't its last number or only letter. You
 * free it. */
static char *next_label(const char *printed, const List *list, guint place) {
  if (!printed) return NULL;
  if (list->numerals == NUMERALS_LETTERS) return place < 26 ? g_strdup_printf("(%c)", 'a' + (int)place) : NULL;
  if (list->numerals != NUMERALS_DECIMAL) return NULL;
  g_autofree char *number = g_strdup_printf("%u", place);
  const char *at = g_strrstr(printed, number);
  if (!at) return NULL;
  return g_strdup_printf("%.*s%u%s", (int)(at - printed), printed, place + 1, at + strlen(number));
}

/* Does TEXT hold LABEL where a sentence or an item begins? */
static gboolean holds_label(const char *text, const char *label) {
  for (const char *at = strstr(text, label); at; at = strstr(at + 1, label)) {
    const char *before = at;
    while (before > text && before[-1] == ' ') before--;
    const char *behind = at + strlen(label);
    if (before == at || before == text || !strchr(".;:,)", before[-1]) || *behind != ' ') continue;
    gunichar first = g_utf8_get_char(behind + 1);
    if (g_unichar_isupper(first) || g_unichar_islower(first)) return TRUE;
  }
  return FALSE;
}

static gboolean has_item(const List *list, guint place) {
  for (guint i = 0; i < list->items->len; i++)
    if (g_array_index(list->items, guint, i) == place) return TRUE;
  return FALSE;
}

static void check_item(Engine *engine, const List *list, guint which, Faults *faults) {
  guint first = g_array_index(list->blocks, guint, which), place = g_array_index(list->items, guint, which);
  const Block *begin = engine_block(engine, first);
  const char *printed = begin->kind == BLOCK_HEADING ? begin->text : begin->label;
  g_autofree char *label = has_item(list, place + 1) ? NULL : next_label(printed, list, place);
  for (guint i = first; label && i <= last_block_of(engine, list, which); i++)
    if (engine_is_body(engine, i) && holds_label(engine_block(engine, i)->text, label))
      fault_add(faults, engine_page(engine, i), "\"%s\" holds the label \"%s\" of the next one", printed, label);
}

static void check_run_together(Engine *engine) {
  g_auto(Faults) faults = {0};
  for (guint i = 0; i < engine->lists->len; i++) {
    const List *list = engine->lists->pdata[i];
    for (guint k = 0; k < list->blocks->len; k++) check_item(engine, list, k, &faults);
  }
  if (engine->lists->len > 0)
    faults_check(engine, &faults, "run_together", NULL, NULL, "no record holds the label of the next one");
}

void account_lists(Engine *engine) {
  check_ends(engine);
  check_run_together(engine);
}
