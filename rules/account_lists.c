/* The account of lists: the last item of a list, which no number misses, ends as last items do, and no record holds the label of
 * the next one. */
#include "rules/blank.h"
#include "rules/certificate.h"

#include <string.h>

typedef struct {
  Engine *engine;
  guint8 *begins; /* of each block: does a record begin there? */
  Blank *blank;
} Account;

/* The last block of record WHICH of LIST: those of a record stand together, with footnotes and furniture between them. */
static guint last_block_of(const Account *account, const List *list, guint which) {
  const Engine *engine = account->engine;
  guint last = g_array_index(list->blocks, guint, which);
  for (guint i = last + 1; i < engine->classes->len && !account->begins[i]; i++) {
    if (!engine_is_body(engine, i)) continue;
    if (g_array_index(engine->classes, BlockClass, i) != BLOCK_IS_RECORD) break;
    last = i;
  }
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

static void check_end(const Account *account, const List *list, Faults *faults, Faults *doubts) {
  const Engine *engine = account->engine;
  if (list->blocks->len == 0) return; /* all of its records were found before */
  guint last = last_block_of(account, list, list->blocks->len - 1);
  const Block *block = engine_block(engine, last);
  Ending ending = ending_of(block->text);
  if (ending == END_STOP) return;
  const char *tail = block->text + strlen(block->text);
  for (guint i = 0; i < 30 && tail > block->text; i++) tail = g_utf8_find_prev_char(block->text, tail);
  if (ends_with_link(block->text))
    fault_add(faults, engine_page(engine, last), "the last item of a list ends \"...%s\", as if another one followed", tail);
  else if (!blank_is_followed(account->blank, last))
    fault_add(faults, engine_page(engine, last), "the last item of a list ends \"...%s\", and no text follows it closely", tail);
  else
    fault_add(doubts, engine_page(engine, last), "the last item of a list ends \"...%s\": see whether it is the last", tail);
}

static void check_ends(const Account *account) {
  Engine *engine = account->engine;
  g_auto(Faults) faults = {0}, doubts = {0};
  for (guint i = 0; i < engine->lists->len; i++) check_end(account, engine->lists->pdata[i], &faults, &doubts);
  g_autofree char *found = g_strdup_printf("%u lists", engine->lists->len);
  const char *passed = "every list of records ends as a list does";
  if (faults.count > 0)
    faults_check(engine, &faults, "list_end", NULL, found, passed);
  else if (engine->lists->len > 0)
    doubts_check(engine, &doubts, "list_end", NULL, found, passed);
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

static void check_item(const Account *account, const List *list, guint which, Faults *faults) {
  guint first = g_array_index(list->blocks, guint, which), place = g_array_index(list->items, guint, which);
  const Engine *engine = account->engine;
  const Block *begin = engine_block(engine, first);
  const char *printed = begin->kind == BLOCK_HEADING ? begin->text : begin->label;
  g_autofree char *label = has_item(list, place + 1) ? NULL : next_label(printed, list, place);
  guint last = last_block_of(account, list, which);
  for (guint i = first; label && i <= last; i++)
    if (engine_is_body(engine, i) && holds_label(engine_block(engine, i)->text, label))
      fault_add(faults, engine_page(engine, i), "\"%s\" holds the label \"%s\" of the next one", printed, label);
}

/* A record of labelled items that goes on in a paragraph of its own, with a capital: its label may have been lost. */
static void doubt_parts(const Account *account, const List *list, guint which, Faults *doubts) {
  guint first = g_array_index(list->blocks, guint, which), last = last_block_of(account, list, which);
  const Engine *engine = account->engine;
  if (!engine_block(engine, first)->label) return;
  for (guint i = first + 1; i <= last; i++) {
    const Block *block = engine_block(engine, i);
    if (!engine_is_body(engine, i) || block->label || !g_unichar_isupper(g_utf8_get_char(block->text))) continue;
    g_autofree char *words = first_words(block->text);
    fault_add(doubts, engine_page(engine, i), "\"%s\" holds a paragraph without a label, \"%s\"",
              engine_block(engine, first)->label, words);
  }
}

static void check_run_together(const Account *account) {
  Engine *engine = account->engine;
  g_auto(Faults) faults = {0}, doubts = {0};
  for (guint i = 0; i < engine->lists->len; i++) {
    const List *list = engine->lists->pdata[i];
    for (guint k = 0; k < list->blocks->len; k++) {
      check_item(account, list, k, &faults);
      doubt_parts(account, list, k, &doubts);
    }
  }
  const char *passed = "no record holds the label of the next one";
  if (faults.count > 0)
    faults_check(engine, &faults, "run_together", NULL, NULL, passed);
  else if (engine->lists->len > 0)
    doubts_check(engine, &doubts, "run_together", NULL, NULL, passed);
}

void account_lists(Engine *engine) {
  g_autoptr(Blank) blank = blank_new(engine);
  g_autofree guint8 *begins = g_new0(guint8, engine->classes->len + 1);
  Account account = {engine, begins, blank};
  for (guint i = 0; i < engine->lists->len; i++) {
    const List *list = engine->lists->pdata[i];
    for (guint k = 0; k < list->blocks->len; k++) begins[g_array_index(list->blocks, guint, k)] = 1;
  }
  check_ends(&account);
  check_run_together(&account);
  blank_check(blank);
}
