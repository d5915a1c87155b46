/* The account of headings: below each heading, and at the outermost level, the labelled ones count on: I., II., III.; A., B. */
#include "extractors/labels.h"
#include "rules/certificate.h"

#include <string.h>

enum { MOST_LOOKED_FOR = 100 }; /* with more gaps than that, no more is looked for what might fill them */

typedef struct {
  Engine *engine;
  GArray *labelled; /* guint: blocks of the labelled headings */
  GArray *siblings; /* guint: blocks of the labelled headings of one level below one heading, in their order */
  Faults faults;
} Account;

static const Block *sibling(const Account *account, guint index) {
  return engine_block(account->engine, g_array_index(account->siblings, guint, index));
}

static LabelForm form_of(const Block *heading) {
  LabelForm form = LABEL_NONE;
  label_parse(heading->label, &form);
  return form == LABEL_BARE_NUMBER ? LABEL_NUMBER : form;
}

/* Does an unlabelled heading of the same level, "Annex", or a higher one part blocks FIRST and SECOND, or stand right in front of
 * the second? Then the count may begin anew. */
static gboolean is_parted(const Account *account, guint first, guint second) {
  guint level = engine_block(account->engine, second)->level;
  const Block *last = NULL;
  for (guint i = first + 1; i < second; i++) {
    const Block *block = engine_block(account->engine, i);
    if (block->kind == BLOCK_HEADING && !block->label && block->level <= level) return TRUE;
    if (engine_is_body(account->engine, i)) last = block;
  }
  return last && last->kind == BLOCK_HEADING && !last->label;
}

/* Is PLACE of FORM printed between blocks FIRST and END, as a heading of another level or as a paragraph? What is a heading, and
 * how deep it is, is told by the page's looks, and may be told wrongly. */
static gboolean is_between(const Account *account, LabelForm form, guint place, int first, guint end) {
  for (guint i = (guint)MAX(first + 1, 0); i < end; i++) {
    const Block *block = engine_block(account->engine, i);
    LabelForm other = LABEL_NONE;
    if (!engine_is_body(account->engine, i) || !block->label || !label_parse(block->label, &other)) continue;
    if (other == LABEL_BARE_NUMBER) other = LABEL_NUMBER;
    if (other == LABEL_ROMAN && form == LABEL_LETTER) other = LABEL_LETTER;
    if (other == form && label_value(block->label, form) == place) return TRUE;
  }
  return FALSE;
}

/* A level's count of headings. */
typedef struct {
  LabelForm form;
  guint last; /* place of the last one; 0 for none */
  int block;  /* its block, or the one in front of the heading above; below zero for none */
} Count;

/* The labelled heading of FORM in front of block END, whatever it stands under; -1 for none. */
static int last_of(const Account *account, LabelForm form, guint end) {
  for (guint i = account->labelled->len; i-- > 0;) {
    guint block = g_array_index(account->labelled, guint, i);
    if (block < end && form_of(engine_block(account->engine, block)) == form) return (int)block;
  }
  return -1;
}

/* Does the count that heading PARENT goes on with begin behind block FIRST? Then it stands within FIRST's part of the report,
 * however large its headings are printed. */
static gboolean begins_behind(const Account *account, guint parent, int first) {
  LabelForm form = form_of(engine_block(account->engine, parent));
  for (guint place = label_value(engine_block(account->engine, parent)->label, form); place > 1; place--) {
    int before = last_of(account, form, parent);
    if (before < 0 || label_value(engine_block(account->engine, (guint)before)->label, form) != place - 1) return FALSE;
    parent = (guint)before;
  }
  return (int)parent > first;
}

/* Is heading END, which looks as if it were the first below heading PARENT, the next of a count that is not PARENT's? Chapters
 * that a title without a label parts look so, and those whose subtitles are set larger than they. */
static gboolean goes_on(const Account *account, LabelForm form, guint place, int parent, guint end) {
  int before = last_of(account, form, end);
  if (parent < 0 || before < 0) return FALSE;
  if (label_value(engine_block(account->engine, (guint)before)->label, form) != place - 1) return FALSE;
  const Block *title = engine_block(account->engine, (guint)parent);
  return !title->label || (form_of(title) != form && begins_behind(account, (guint)parent, before));
}

static void tell_gap(Account *account, const Count *count, guint block, guint place) {
  const Block *heading = engine_block(account->engine, block);
  guint missing = place - 1 - count->last;
  if (account->faults.count < MOST_LOOKED_FOR && is_between(account, count->form, place - 1, count->block, block)) return;
  int parent = g_array_index(account->engine->parents, int, block);
  if (count->last == 0 && goes_on(account, count->form, place, parent, block)) return;
  fault_add(&account->faults, engine_page(account->engine, block), "%u heading%s missing in front of \"%s %s\"", missing,
            missing == 1 ? " is" : "s are", heading->label, heading->text);
}

static void tell_step_back(Account *account, guint index) {
  const Block *heading = sibling(account, index), *before = sibling(account, index - 1);
  fault_add(&account->faults, engine_page(account->engine, g_array_index(account->siblings, guint, index)),
            "the heading \"%s %s\" stands behind \"%s %s\"", heading->label, heading->text, before->label, before->text);
}

static void compare(Account *account, guint index, Count *count) {
  const Block *heading = sibling(account, index);
  guint block = g_array_index(account->siblings, guint, index);
  LabelForm form = form_of(heading);
  /* "I." is a letter behind "H.", and a numeral else. */
  if (form == LABEL_ROMAN && count->form == LABEL_LETTER && label_value(heading->label, LABEL_LETTER) == count->last + 1)
    form = LABEL_LETTER;
  guint place = label_value(heading->label, form);
  if (form != count->form) count->last = 0;
  count->form = form;
  if (place > count->last + 1)
    tell_gap(account, count, block, place);
  else if (count->last > 0 && place <= count->last && (place > 1 || !is_parted(account, (guint)count->block, block)))
    tell_step_back(account, index);
  count->last = place;
  count->block = (int)block;
}

static void compare_siblings(Account *account, int parent) {
  Count count = {LABEL_NONE, 0, parent - 1}; /* a heading that looks smaller than its like may stand below it */
  for (guint i = 0; i < account->siblings->len; i++) compare(account, i, &count);
}

/* A letter or a number in front of the only heading of its kind tells that there is another one. */
static void tell_lone(Account *account) {
  if (account->siblings->len != 1) return;
  const Block *heading = sibling(account, 0);
  guint block = g_array_index(account->siblings, guint, 0);
  if (form_of(heading) != LABEL_ROMAN && form_of(heading) != LABEL_LETTER) return;
  fault_add(&account->faults, engine_page(account->engine, block), "\"%s %s\" is the only heading of its kind there",
            heading->label, heading->text);
}

static void find_labelled(Account *account) {
  for (guint i = 0; i < account->engine->document->blocks->len; i++) {
    const Block *block = engine_block(account->engine, i);
    if (block->kind != BLOCK_HEADING || !block->label) continue;
    LabelForm form = form_of(block);
    if (form == LABEL_NONE || form == LABEL_BULLET || form == LABEL_DECIMAL || exception_of(account->engine, i)) continue;
    g_array_append_val(account->labelled, i);
  }
}

/* The labelled headings that stand directly below heading PARENT; -1 for the outermost. */
static void take_children(Account *account, int parent) {
  g_array_set_size(account->siblings, 0);
  for (guint i = 0; i < account->labelled->len; i++) {
    guint block = g_array_index(account->labelled, guint, i);
    if (g_array_index(account->engine->parents, int, block) == parent) g_array_append_val(account->siblings, block);
  }
  compare_siblings(account, parent);
  tell_lone(account);
}

void account_headings(Engine *engine) {
  g_autoptr(GArray) labelled = g_array_new(FALSE, FALSE, sizeof(guint)), siblings = g_array_new(FALSE, FALSE, sizeof(guint));
  g_autoptr(GHashTable) parents = g_hash_table_new(g_direct_hash, g_direct_equal);
  Account account = {.engine = engine, .labelled = labelled, .siblings = siblings};
  find_labelled(&account);
  for (guint i = 0; i < labelled->len; i++) {
    int parent = g_array_index(engine->parents, int, g_array_index(labelled, guint, i));
    if (g_hash_table_add(parents, GINT_TO_POINTER(parent))) take_children(&account, parent);
  }
  g_autofree char *found = g_strdup_printf("%u labelled headings", labelled->len);
  faults_check(engine, &account.faults, "sequence", "headings", found, "the labelled headings count on");
  faults_clear(&account.faults);
}
