/* The account of labels: every paragraph number and sub-label of the report, wherever it stands, is one of a count that begins at
 * its first place and goes on without a gap, a repeat or a step back. The report's own numbers are one such count; the items
 * below a paragraph are others, and so are the paragraphs of an annex. What a count is is told by the form of its labels, by
 * their values, and by their place on the page. */
#include "extractors/labels.h"
#include "extractors/sentences.h"
#include "rules/certificate.h"

#include <math.h>
#include <string.h>

enum { MOST_OPEN = 32 };               /* counts within one another: more are a hostile file's */
static const double SAME_PLACE = 10.0; /* points: labels of one count stand no farther apart from the page's left edge */

typedef struct {
  LabelForm form;
  char *prefix; /* of decimal labels, "86."; else "" */
  guint first, last;
  guint labels; /* how many it has */
  guint block;  /* of its last label */
  double x;     /* points: its left edge */
} Count;

typedef struct {
  Engine *engine;
  GPtrArray *counts; /* Count: all of them, in their order */
  GPtrArray *open;   /* Count, borrowed: those that may still go on, the innermost last */
  GHashTable *told;  /* blocks whose faults the check of their own list tells */
  int before;        /* the body block in front; -1 for none */
  guint title;       /* place of the last numbered title, "2. Views expressed", that looks like a paragraph; 0 for none */
  Faults faults;
} Account;

static void count_free(gpointer data) {
  g_free(((Count *)data)->prefix);
  g_free(data);
}

static Count *count_at(const Account *account, guint index) {
  return account->open->pdata[index];
}

static double left_of(const Engine *engine, guint index) {
  const Block *block = engine_block(engine, index);
  if (block->lines->len == 0) return 0;
  return ((const Line *)engine->document->lines->pdata[g_array_index(block->lines, guint, 0)])->box.x0;
}

static gboolean is_paragraph_label(const char *label) {
  LabelForm form = LABEL_NONE;
  return label_parse(label, &form) && (form == LABEL_NUMBER || form == LABEL_BARE_NUMBER);
}

/* --- one label */

typedef struct {
  const char *label;
  LabelForm form;
  char *prefix;
  guint block;
  double x;
} Mark;

/* The label of block INDEX, where it has one that counts. */
static gboolean read_mark(const Engine *engine, guint index, Mark *mark) {
  const Block *block = engine_block(engine, index);
  if (!block->label || !label_parse(block->label, &mark->form)) return FALSE;
  if (mark->form == LABEL_BARE_NUMBER) mark->form = LABEL_NUMBER;
  if (mark->form == LABEL_BULLET || mark->form == LABEL_ROMAN || mark->form == LABEL_LETTER) return FALSE;
  mark->label = block->label;
  mark->block = index;
  mark->x = left_of(engine, index);
  g_autofree char *bare = label_bare(block->label);
  const char *dot = mark->form == LABEL_DECIMAL ? strrchr(bare, '.') : NULL;
  mark->prefix = g_strndup(bare, dot ? (gsize)(dot - bare) + 1 : 0);
  return label_value(mark->label, mark->form) > 0;
}

/* The place of MARK in COUNT; 0 where it is of another form. "(i)" is a letter where letters are counted. */
static guint place_in(const Count *count, const Mark *mark) {
  LabelForm form = mark->form;
  if (count->form == LABEL_LETTER_PAREN && form == LABEL_ROMAN_PAREN) form = LABEL_LETTER_PAREN;
  if (count->form == LABEL_ROMAN_PAREN && form == LABEL_LETTER_PAREN && strspn(mark->label, "(ivxl)") == strlen(mark->label))
    form = LABEL_ROMAN_PAREN;
  if (count->form != form || strcmp(count->prefix, mark->prefix) != 0) return 0;
  return label_value(mark->label, form);
}

/* PLACE as it would be printed in a count of FORM; you free it. */
static char *print_place(LabelForm form, const char *prefix, guint place) {
  static const char *const ones[] = {"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"};
  static const char *const tens[] = {"", "x", "xx", "xxx", "xl", "l"};
  if (form == LABEL_LETTER_PAREN && place >= 1 && place <= 26) return g_strdup_printf("(%c)", 'a' + (int)place - 1);
  if (form == LABEL_ROMAN_PAREN && place < 60) return g_strdup_printf("(%s%s)", tens[place / 10], ones[place % 10]);
  return g_strdup_printf(form == LABEL_NUMBER_PAREN ? "(%s%u)" : "%s%u", prefix, place);
}

static char *print_range(LabelForm form, const char *prefix, guint first, guint last) {
  g_autofree char *from = print_place(form, prefix, first), *to = print_place(form, prefix, last);
  if (first == last) return g_steal_pointer(&from);
  return g_strdup_printf("%s to %s", from, to);
}

/* --- faults */

static void tell(Account *account, const Mark *mark, const char *what, const char *where) {
  if (g_hash_table_contains(account->told, GUINT_TO_POINTER(mark->block))) return;
  fault_add(&account->faults, engine_page(account->engine, mark->block), "%s %s", what, where);
}

/* Is PLACE of COUNT printed at a heading between the count's last label and block END? */
static gboolean is_heading_between(const Account *account, const Count *count, guint place, guint end) {
  for (guint i = count->block + 1; i < end; i++) {
    const Block *block = engine_block(account->engine, i);
    LabelForm form = LABEL_NONE;
    if (block->kind != BLOCK_HEADING || !block->label || !label_parse(block->label, &form)) continue;
    if (form == LABEL_BARE_NUMBER) form = LABEL_NUMBER;
    if (form == count->form && label_value(block->label, form) == place) return TRUE;
  }
  return FALSE;
}

static void tell_gap(Account *account, const Count *count, const Mark *mark, guint place) {
  guint first = count->last + 1;
  while (first < place && is_heading_between(account, count, first, mark->block)) first++;
  if (first == place) return;
  g_autofree char *missing = print_range(count->form, count->prefix, first, place - 1);
  g_autofree char *where = g_strdup_printf("missing in front of %s", mark->label);
  tell(account, mark, missing, where);
}

static void tell_step_back(Account *account, const Count *count, const Mark *mark, guint place) {
  g_autofree char *last = print_place(count->form, count->prefix, count->last);
  g_autofree char *where = place == count->last ? g_strdup("twice") : g_strdup_printf("behind %s", last);
  tell(account, mark, mark->label, where);
}

/* --- the open counts */

/* A chapter ends the lists that stand above it; the report's own count goes on. */
static void close_lists(Account *account) {
  gboolean own = account->open->len > 0 && count_at(account, 0)->form == LABEL_NUMBER;
  g_ptr_array_set_size(account->open, own ? 1 : 0);
}

/* Closes the list of MARK's form that stands at its place, and those within it: it is at its end. */
static void close_list_at(Account *account, const Mark *mark) {
  for (guint i = account->open->len; i-- > 0;) {
    const Count *count = count_at(account, i);
    if (count->form != mark->form || strcmp(count->prefix, mark->prefix) != 0 || fabs(count->x - mark->x) > SAME_PLACE) continue;
    if (count->form != LABEL_NUMBER) g_ptr_array_set_size(account->open, (int)i);
    return;
  }
}

static void open_count(Account *account, const Mark *mark, guint place) {
  Count *count = g_new0(Count, 1);
  *count = (Count){mark->form, g_strdup(mark->prefix), place, place, 1, mark->block, mark->x};
  close_list_at(account, mark);
  if (account->open->len == MOST_OPEN) g_ptr_array_remove_index(account->open, 1);
  g_ptr_array_add(account->counts, count);
  g_ptr_array_add(account->open, count);
}

/* The open count that MARK is the next of, the nearest to its place on the page; -1 for none. */
static int find_next(const Account *account, const Mark *mark) {
  int best = -1;
  for (guint i = account->open->len; i-- > 0;) {
    const Count *count = count_at(account, i);
    guint place = place_in(count, mark);
    if (place != count->last + 1) continue;
    if (best < 0 || fabs(count->x - mark->x) + SAME_PLACE < fabs(count_at(account, (guint)best)->x - mark->x)) best = (int)i;
  }
  return best;
}

/* The open count that MARK belongs to though it is not the next of it: the one with the smallest gap, else the innermost; -1 for
 * none. */
static int find_faulty(const Account *account, const Mark *mark) {
  int ahead = -1, behind = -1;
  guint least = G_MAXUINT;
  for (guint i = account->open->len; i-- > 0;) {
    const Count *count = count_at(account, i);
    guint place = place_in(count, mark);
    if (place == 0) continue;
    if (place > count->last && place - count->last < least) least = place - count->last, ahead = (int)i;
    if (place <= count->last && behind < 0) behind = (int)i;
  }
  return ahead >= 0 ? ahead : behind;
}

static void go_on(Account *account, guint index, const Mark *mark, guint place) {
  Count *count = count_at(account, index);
  g_ptr_array_set_size(account->open, (int)index + 1);
  count->last = MAX(count->last, place);
  count->labels++;
  count->block = mark->block;
  count->x = mark->x;
}

/* Does the text in front of MARK lead to a list, or does a heading open a part of its own there? */
static gboolean may_restart(const Account *account, const Mark *mark) {
  if (account->before < 0) return TRUE;
  const Block *before = engine_block(account->engine, (guint)account->before);
  if (before->kind == BLOCK_HEADING) return TRUE;
  if (g_str_has_suffix(before->text, ":") || !text_is_ended(before->text) || !before->label) return TRUE;
  const Count *last = account->open->len ? count_at(account, account->open->len - 1) : NULL;
  return !last || place_in(last, mark) == 0 || fabs(last->x - mark->x) > SAME_PLACE;
}

/* Is PLACE of MARK's count printed within the text in front of it: "(a) ...; and" at the end of a line's paragraph? */
static gboolean stands_within_text(const Account *account, const Mark *mark, guint place) {
  if (account->before < 0 || mark->form == LABEL_NUMBER || mark->form == LABEL_DECIMAL) return FALSE;
  g_autofree char *label = print_place(mark->form, mark->prefix, place);
  return strstr(engine_block(account->engine, (guint)account->before)->text, label) != NULL;
}

/* A count that begins with PLACE. */
static void take_first(Account *account, const Mark *mark, guint place) {
  if (place > 1 && !stands_within_text(account, mark, place - 1)) {
    g_autofree char *missing = print_range(mark->form, mark->prefix, 1, place - 1);
    g_autofree char *where = g_strdup_printf("missing in front of %s", mark->label);
    tell(account, mark, missing, where);
  }
  open_count(account, mark, place);
}

/* Is MARK a title by its text, and its number that of the next title? */
static gboolean is_title(Account *account, const Mark *mark, guint place) {
  if (mark->form != LABEL_NUMBER || text_is_ended(engine_block(account->engine, mark->block)->text)) return FALSE;
  if (place != 1 && place != account->title + 1) return FALSE;
  account->title = place;
  return TRUE;
}

static void take_mark(Account *account, const Mark *mark) {
  guint place = label_value(mark->label, mark->form);
  gboolean title = is_title(account, mark, place);
  int next = find_next(account, mark);
  if (next >= 0) {
    go_on(account, (guint)next, mark, place_in(count_at(account, (guint)next), mark));
    return;
  }
  int faulty = find_faulty(account, mark);
  if (place == 1 && (faulty < 0 || may_restart(account, mark))) {
    open_count(account, mark, place);
    return;
  }
  if (title) return;
  if (faulty < 0) {
    take_first(account, mark, place);
    return;
  }
  const Count *count = count_at(account, (guint)faulty);
  place = place_in(count, mark);
  if (place > count->last)
    tell_gap(account, count, mark, place);
  else
    tell_step_back(account, count, mark, place);
  go_on(account, (guint)faulty, mark, place);
}

/* --- the account */

/* The blocks at which records of faulty lists begin: the check of the list tells, and once is enough. */
static GHashTable *told_blocks(const Engine *engine) {
  GHashTable *told = g_hash_table_new(g_direct_hash, g_direct_equal);
  for (guint i = 0; i < engine->lists->len; i++) {
    const List *list = engine->lists->pdata[i];
    for (guint k = 0; list->faulty && k < list->blocks->len; k++)
      g_hash_table_add(told, GUINT_TO_POINTER(g_array_index(list->blocks, guint, k)));
  }
  return told;
}

static void take_block(Account *account, guint index) {
  const Block *block = engine_block(account->engine, index);
  Mark mark = {0};
  if (block->kind == BLOCK_HEADING) {
    if (block->level <= 1) close_lists(account);
    if (block->label && is_paragraph_label(block->label)) account->title = label_value(block->label, LABEL_NUMBER);
  }
  if (block->kind != BLOCK_HEADING && !exception_of(account->engine, index) && read_mark(account->engine, index, &mark))
    take_mark(account, &mark);
  g_free(mark.prefix);
  account->before = (int)index;
}

/* What there is: "paragraphs 1 to 98, 12 other counts of 61 labels"; you free it. */
static char *describe(const Account *account) {
  const Count *own = NULL;
  guint labels = 0;
  for (guint i = 0; i < account->counts->len; i++) {
    const Count *count = account->counts->pdata[i];
    if (!own && count->form == LABEL_NUMBER)
      own = count;
    else
      labels += count->labels;
  }
  if (!own) return g_strdup_printf("%u counts of %u labels", account->counts->len, labels);
  return g_strdup_printf("paragraphs %u to %u, %u other counts of %u labels", own->first, own->last, account->counts->len - 1,
                         labels);
}

void account_labels(Engine *engine) {
  g_autoptr(GPtrArray) counts = g_ptr_array_new_with_free_func(count_free);
  g_autoptr(GPtrArray) open = g_ptr_array_new();
  g_autoptr(GHashTable) told = told_blocks(engine);
  Account account = {.engine = engine, .counts = counts, .open = open, .told = told, .before = -1};
  for (guint i = 0; i < engine->document->blocks->len; i++)
    if (engine_is_body(engine, i)) take_block(&account, i);
  g_autofree char *found = describe(&account);
  faults_check(engine, &account.faults, "sequence", "labels", found, "every label of the report is the next of its count");
  faults_clear(&account.faults);
}
