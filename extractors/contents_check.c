/* The entries of the table of contents against the document's headings: what they name is a heading, and what is missing, worded
 * otherwise or elsewhere is told. */

#include "extractors/contents.h"
#include "extractors/labels.h"

#include <math.h>
#include <string.h>

enum {
  HEADING_LINES = 8, /* no heading is longer */
  MOST_PAIRS = 4000, /* of entries and blocks with the same words: more are a hostile file's, and the later ones are left out */
  LEAST_PLACED = 3,  /* so many entries must stand on the pages they name, and most of those that name one, */
  WORDS_SHOWN = 120, /* bytes of an entry in a notice */
};
static const double SAME_X = 6; /* points: entries that begin no farther apart are of one level */

/* An entry and a block that has its words. */
typedef struct {
  guint entry, block;
  guint weight; /* how likely they belong together */
  guint best;   /* the weight of the best chain of pairs that ends here */
  int before;   /* the pair in front of it in that chain; -1 for none */
} Pair;

typedef struct {
  Document *document;
  GPtrArray *blocks;
  const GPtrArray *lines;
  const Contents *contents;
  GPtrArray *keys; /* char *: of each block; "" for furniture, footnotes, tables, text too long for a heading and what stands in
                      front of the contents' end */
  GPtrArray *full; /* char *: the same with the labels in front */
  GArray *found;   /* int: the block of each entry; -1 for none */
  guint8 *taken;   /* of each block: is it an entry's? */
} Check;

static const ContentsEntry *entry_at(const Check *check, guint index) {
  return check->contents->entries->pdata[index];
}

static Block *block_at(const Check *check, guint index) {
  return check->blocks->pdata[index];
}

static guint page_of(const Check *check, guint block) {
  return ((const PrintedLine *)check->lines->pdata[g_array_index(block_at(check, block)->lines, guint, 0)])->line->page;
}

static GPtrArray *full_keys(const Check *check) {
  GPtrArray *full = g_ptr_array_new_full(check->blocks->len, g_free);
  for (guint i = 0; i < check->blocks->len; i++) {
    const char *key = check->keys->pdata[i], *label = block_at(check, i)->label;
    g_autofree char *label_key = contents_key(*key && label ? label : "");
    g_ptr_array_add(full, g_strconcat(label_key, key, NULL));
  }
  return full;
}

static GPtrArray *block_keys(const Check *check) {
  GPtrArray *keys = g_ptr_array_new_full(check->blocks->len, g_free);
  for (guint i = 0; i < check->blocks->len; i++) {
    const Block *block = block_at(check, i);
    gboolean text = block->kind == BLOCK_HEADING || block->kind == BLOCK_PARAGRAPH || block->kind == BLOCK_LIST_ITEM;
    text = text && block->lines->len <= HEADING_LINES;
    g_ptr_array_add(keys, text && i >= check->contents->end ? contents_block_key(block, check->lines) : g_strdup(""));
  }
  return keys;
}

/* Are the labels of ENTRY and BLOCK the same, their marks left out? */
static gboolean same_label(const ContentsEntry *entry, const Block *block) {
  g_autofree char *a = contents_key(entry->label ? entry->label : ""), *b = contents_key(block->label ? block->label : "");
  return strcmp(a, b) == 0;
}

/* How well block INDEX would be what ENTRY names; 0 where it is something else: text with other words, or with another label. */
static guint weigh(const Check *check, const ContentsEntry *entry, guint index) {
  const char *key = check->keys->pdata[index], *full = check->full->pdata[index];
  if (!*key) return 0;
  const Block *block = block_at(check, index);
  gboolean heading = block->kind == BLOCK_HEADING;
  if (strcmp(entry->full_key, full) == 0) return heading ? 8 : 2;
  if (!heading && g_strcmp0(entry->last_key, full) == 0) return 2;
  if (!heading) return block->bold && contents_is_named(full, entry->full_key) ? 2 : 0;
  if (strcmp(entry->key, key) == 0 || g_strcmp0(entry->last_key, key) == 0) return 4;
  return contents_is_named(full, entry->full_key) || contents_is_named(entry->full_key, full) ? 3 : 0;
}

/* The pairs, by entry, and by block for each. */
static GArray *find_pairs(const Check *check) {
  GArray *pairs = g_array_new(FALSE, FALSE, sizeof(Pair));
  for (guint e = 0; e < check->contents->entries->len; e++) {
    const ContentsEntry *entry = entry_at(check, e);
    for (guint b = check->contents->end; b < check->blocks->len && pairs->len < MOST_PAIRS; b++) {
      Pair pair = {e, b, weigh(check, entry, b), 0, -1};
      if (pair.weight > 0) g_array_append_val(pairs, pair);
    }
  }
  return pairs;
}

/* The chain of pairs that is the heaviest, entries and blocks both in their order, into FOUND. */
static void choose_chain(Check *check, GArray *pairs) {
  int last = -1;
  for (guint i = 0; i < pairs->len; i++) {
    Pair *pair = &g_array_index(pairs, Pair, i);
    pair->best = pair->weight;
    for (guint k = 0; k < i; k++) {
      const Pair *other = &g_array_index(pairs, Pair, k);
      if (other->entry >= pair->entry || other->block >= pair->block || other->best + pair->weight <= pair->best) continue;
      pair->best = other->best + pair->weight;
      pair->before = (int)k;
    }
    if (last < 0 || pair->best > g_array_index(pairs, Pair, last).best) last = (int)i;
  }
  for (; last >= 0; last = g_array_index(pairs, Pair, last).before) {
    const Pair *pair = &g_array_index(pairs, Pair, last);
    g_array_index(check->found, int, pair->entry) = (int)pair->block;
    check->taken[pair->block] = 1;
  }
}

static int found_at(const Check *check, guint entry) {
  return g_array_index(check->found, int, entry);
}

/* --- headings by the evidence of the contents */

static guint level_of_label(const char *label) {
  LabelForm form = LABEL_NONE;
  if (label) label_parse(label, &form);
  return form == LABEL_ROMAN ? 1 : form == LABEL_LETTER ? 2 : form == LABEL_NUMBER ? 3 : 0;
}

/* The level of ENTRY, which has no label: that of the labelled entries that begin where it does; 1 where there are none. */
static guint level_by_place(const Check *check, const ContentsEntry *entry) {
  for (guint i = 0; i < check->contents->entries->len; i++) {
    const ContentsEntry *other = entry_at(check, i);
    guint level = level_of_label(other->label);
    if (level > 0 && fabs(other->x - entry->x) <= SAME_X) return level;
  }
  return 1;
}

/* Without a label, one in a type of its own has the level of the other headings of that type, which kinds.c finds. */
static void make_headings(const Check *check) {
  for (guint i = 0; i < check->contents->entries->len; i++) {
    if (found_at(check, i) < 0) continue;
    Block *block = block_at(check, (guint)found_at(check, i));
    if (block->kind == BLOCK_HEADING) continue;
    block->kind = BLOCK_HEADING;
    block->level = level_of_label(entry_at(check, i)->label);
    if (block->level == 0 && !block->bold) block->level = level_by_place(check, entry_at(check, i));
  }
}

static void mark_entries(const Check *check) {
  for (guint i = check->contents->first; i < check->contents->end; i++)
    if (block_at(check, i)->kind != BLOCK_FURNITURE && block_at(check, i)->kind != BLOCK_FOOTNOTE) {
      block_at(check, i)->kind = BLOCK_TABLE;
      block_at(check, i)->level = 0;
    }
}

/* --- what differs */

/* How an entry is called in a notice. */
static char *name_of(const ContentsEntry *entry) {
  GString *name = g_string_new(entry->label);
  g_string_append_printf(name, "%s%s", name->len ? " " : "", entry->words);
  if (name->len > WORDS_SHOWN) {
    g_string_truncate(name, (gsize)(g_utf8_find_prev_char(name->str, name->str + WORDS_SHOWN) - name->str));
    g_string_append(name, "...");
  }
  return g_string_free(name, FALSE);
}

static char *heading_text(const Check *check, guint index) {
  const Block *block = block_at(check, index);
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < block->lines->len; i++)
    g_string_append_printf(text, "%s%s", i ? " " : "",
                           ((const PrintedLine *)check->lines->pdata[g_array_index(block->lines, guint, i)])->line->text);
  return g_string_free(text, FALSE);
}

/* Between which blocks the heading of entry INDEX should stand: behind that of an entry in front, before that of one behind. */
static void should_stand(const Check *check, guint index, guint *first, guint *end) {
  *first = check->contents->end;
  *end = check->blocks->len;
  for (guint i = 0; i < index; i++)
    if (found_at(check, i) >= 0) *first = (guint)found_at(check, i) + 1;
  for (guint i = check->found->len; i-- > index + 1;)
    if (found_at(check, i) >= 0) *end = (guint)found_at(check, i);
}

/* Do the headings from FIRST on say the words of ENTRY together, a line of them each? Such are "Chapter I" above its title. */
static gboolean say_together(const Check *check, const ContentsEntry *entry, guint first) {
  g_autoptr(GString) said = g_string_new(NULL);
  for (guint i = first; i < check->blocks->len && i < first + 3 && block_at(check, i)->kind == BLOCK_HEADING; i++) {
    g_string_append(said, check->keys->pdata[i]);
    if (i > first && strcmp(said->str, entry->key) == 0) return TRUE;
  }
  return FALSE;
}

/* The heading between FIRST and END that bears the label of ENTRY with other words, or is begun or ended by its words; -1 for
 * none. */
static int worded_otherwise(const Check *check, const ContentsEntry *entry, guint first, guint end) {
  for (guint i = first; i < end; i++) {
    const Block *block = block_at(check, i);
    const char *key = check->keys->pdata[i];
    if (block->kind != BLOCK_HEADING || !*key || check->taken[i]) continue;
    if (entry->label && block->label && same_label(entry, block)) return (int)i;
    if (g_str_has_prefix(key, entry->key) || g_str_has_suffix(key, entry->key)) return (int)i;
    if (!entry->label && !block->label && g_str_has_prefix(entry->key, key) && 2 * strlen(key) > strlen(entry->key))
      return (int)i;
  }
  return -1;
}

/* Do whole lines of BLOCK say what ENTRY says? */
static gboolean lines_say(const Check *check, const ContentsEntry *entry, const Block *block) {
  for (guint first = 0; first < block->lines->len; first++) {
    g_autoptr(GString) said = g_string_new(NULL);
    for (guint i = first; i < block->lines->len && said->len < strlen(entry->full_key) + CONTENTS_NAMING; i++) {
      const PrintedLine *line = check->lines->pdata[g_array_index(block->lines, guint, i)];
      g_autofree char *key = contents_key(line->line->text);
      g_string_append(said, key);
      gboolean said_so = strcmp(said->str, entry->key) == 0 || strcmp(said->str, entry->full_key) == 0;
      if (said_so || contents_is_named(said->str, entry->full_key)) return TRUE;
    }
  }
  return FALSE;
}

/* The block behind the contents in which lines say what ENTRY says; -1 for none. */
static int said_within(const Check *check, const ContentsEntry *entry) {
  for (guint i = check->contents->end; i < check->blocks->len; i++) {
    gboolean may_say = !check->taken[i] && strstr(check->full->pdata[i], entry->key);
    if (may_say && lines_say(check, entry, block_at(check, i))) return (int)i;
  }
  return -1;
}

static void tell_missing(const Check *check, guint index) {
  const ContentsEntry *entry = entry_at(check, index);
  guint first, end;
  should_stand(check, index, &first, &end);
  for (guint i = first; i < end; i++)
    if (say_together(check, entry, i)) return;
  g_autofree char *name = name_of(entry);
  int other = worded_otherwise(check, entry, first, end);
  if (other >= 0) {
    g_autofree char *text = heading_text(check, (guint)other);
    document_notice(check->document, page_of(check, (guint)other), "contents_differ",
                    "the contents name \"%s\", the heading says \"%s\": see which is meant", name, text);
    return;
  }
  int within = said_within(check, entry);
  if (within >= 0)
    document_notice(check->document, page_of(check, (guint)within), "contents",
                    "the contents name \"%s\", which stands here, but not as a heading in its place: look at the page", name);
  else
    document_notice(check->document, check->contents->page, "contents",
                    "the contents name \"%s\", and nothing behind them says so: see whether pages are missing", name);
}

/* By how much the file's pages are ahead of the printed numbers, for most of the entries. FALSE where they agree on nothing. */
static gboolean page_shift(const Check *check, int *shift) {
  guint best = 0, named = 0;
  for (guint i = 0; i < check->found->len; i++) {
    if (found_at(check, i) < 0 || entry_at(check, i)->page == 0) continue;
    named++;
    int mine = (int)page_of(check, (guint)found_at(check, i)) - (int)entry_at(check, i)->page;
    guint agree = 0;
    for (guint k = 0; k < check->found->len; k++)
      if (found_at(check, k) >= 0 && entry_at(check, k)->page > 0 &&
          (int)page_of(check, (guint)found_at(check, k)) - (int)entry_at(check, k)->page == mine)
        agree++;
    if (agree > best) best = agree, *shift = mine;
  }
  return best >= LEAST_PLACED && 2 * best > named;
}

static void tell_pages(const Check *check) {
  int shift = 0;
  if (!page_shift(check, &shift)) return;
  for (guint i = 0; i < check->found->len; i++) {
    const ContentsEntry *entry = entry_at(check, i);
    if (found_at(check, i) < 0 || entry->page == 0) continue;
    guint page = page_of(check, (guint)found_at(check, i));
    if ((int)page == (int)entry->page + shift) continue;
    g_autofree char *name = name_of(entry);
    document_notice(check->document, page, "contents_differ", "the contents place \"%s\" on page %u; it stands on page %d", name,
                    entry->page, (int)page - shift);
  }
}

/* Where most of what is named is missing, that is told once: the contents may be those of a whole volume. */
static void tell_differences(const Check *check) {
  guint named = 0, missing = 0;
  for (guint i = 0; i < check->found->len; i++) {
    if (!entry_at(check, i)->numbered) continue;
    named++;
    missing += found_at(check, i) < 0 ? 1 : 0;
  }
  if (2 * missing > named && missing > 5) {
    document_notice(check->document, check->contents->page, "contents",
                    "of the %u entries of the contents, %u have no heading in the file: see whether it is whole", named, missing);
    return;
  }
  for (guint i = 0; i < check->found->len; i++)
    if (found_at(check, i) < 0 && entry_at(check, i)->numbered) tell_missing(check, i);
  tell_pages(check);
}

void contents_check(Document *document, GPtrArray *blocks, const GPtrArray *lines) {
  g_autoptr(Contents) contents = contents_find(blocks, lines, document->pages->len);
  if (!contents) return;
  g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(int));
  contents_part_headings(contents, blocks, lines);
  Check check = {document, blocks, lines, contents, NULL, NULL, found, NULL};
  g_autoptr(GPtrArray) keys = block_keys(&check);
  check.keys = keys;
  g_autoptr(GPtrArray) full = full_keys(&check);
  check.full = full;
  int none = -1;
  for (guint i = 0; i < contents->entries->len; i++) g_array_append_val(found, none);
  g_autofree guint8 *taken = g_new0(guint8, blocks->len + 1);
  check.taken = taken;
  g_autoptr(GArray) pairs = find_pairs(&check);
  choose_chain(&check, pairs);
  mark_entries(&check);
  make_headings(&check);
  tell_differences(&check);
}
