/* What a block is: told by its label, its type and its punctuation together. */

#include "extractors/labels.h"
#include "extractors/layout.h"
#include "extractors/sentences.h"

#include <math.h>
#include <string.h>

enum { HEADING_LINES = 5, HEADING_CHARACTERS = 300, LEVELS = 5, DEEP_LEVEL = 1 };
static const double SAME_INDENT = 7.0; /* points: list items whose labels stand no farther apart are at one depth */

static const PrintedLine *line_of(const Block *block, guint which, const GPtrArray *lines) {
  return lines->pdata[g_array_index(block->lines, guint, which)];
}

/* The block's words behind the label, for a look at their letters; borrowed lines, joined by spaces. */
static char *words_of(const Block *block, const GPtrArray *lines) {
  GString *words = g_string_new(NULL);
  for (guint i = 0; i < block->lines->len; i++) {
    const char *text = line_of(block, i, lines)->line->text;
    if (i == 0 && block->label) text += strlen(block->label);
    g_string_append(words, i ? " " : "");
    g_string_append(words, text);
  }
  g_strstrip(words->str);
  words->len = strlen(words->str);
  return g_string_free(words, FALSE);
}

/* Letters of scripts that have no capitals count against it, and so does a document's symbol, CTOC/COP/WG.7/2023/5. */
static gboolean all_capitals(const char *words) {
  if (!strchr(words, ' ') && strchr(words, '/')) return FALSE;
  guint capitals = 0, digits = 0;
  for (const char *p = words; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    digits += g_unichar_isdigit(c) ? 1 : 0;
    if (g_unichar_isupper(c))
      capitals++;
    else if (g_unichar_isalpha(c))
      return FALSE;
  }
  return capitals >= 3 && capitals >= digits;
}

/* Do the last brackets of WORDS hold what a heading has there: a footnote's mark, an item's number, years, a name's initials? The
 * States that made a recommendation stand in such brackets, too. */
static gboolean ends_in_heading_brackets(const char *words) {
  const char *open = strrchr(words, '(');
  if (!open || !g_str_has_suffix(words, ")")) return FALSE;
  guint small = 0;
  for (const char *p = open; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (c == '*' || g_unichar_isdigit(c)) return TRUE;
    small += g_unichar_islower(c) ? 1 : 0;
  }
  return small < 2;
}

/* Sentences and items end so; headings do not. */
static gboolean ends_like_text(const char *words) {
  if (text_is_ended(words) && !ends_in_heading_brackets(words)) return TRUE;
  return g_str_has_suffix(words, ",") || (g_str_has_suffix(words, ")") && !ends_in_heading_brackets(words));
}

static gboolean is_italic(const Block *block, const GPtrArray *lines) {
  for (guint i = 0; i < block->lines->len; i++)
    if (!line_of(block, i, lines)->italic) return FALSE;
  return TRUE;
}

static gboolean is_heading(const Block *block, const GPtrArray *lines, const Usual *usual) {
  g_autofree char *words = words_of(block, lines);
  LabelForm form = LABEL_NONE;
  if (block->label) label_parse(block->label, &form);
  if (block->lines->len > HEADING_LINES || g_utf8_strlen(words, -1) > HEADING_CHARACTERS || !text_has_letter(words)) return FALSE;
  gboolean larger = block->size > LARGER_TYPE * usual->size;
  gboolean stands_out = block->bold || larger || all_capitals(words);
  switch (form) {
  case LABEL_ROMAN:
  case LABEL_LETTER:
    return stands_out || (is_italic(block, lines) && !ends_like_text(words));
  case LABEL_NUMBER:
    return (stands_out || is_italic(block, lines)) && !ends_like_text(words);
  case LABEL_DECIMAL:
    return block->bold && block->lines->len <= 2 && !ends_like_text(words) && !strchr(words, ';');
  case LABEL_NONE:
    if (ends_like_text(words) && !(block->bold && (larger || !text_is_ended(words)))) return FALSE;
    return stands_out || (is_italic(block, lines) && block->lines->len <= 2);
  default:
    return FALSE;
  }
}

/* "4.2.1" is as deep as it has numbers. */
static guint level_of_decimal(const char *label) {
  guint level = 0;
  for (const char *p = label; *p; p++)
    if (g_ascii_isdigit(*p) && !g_ascii_isdigit(p[1])) level++;
  return MIN(level, LEVELS - 1);
}

static guint level_of_label(const char *label, LabelForm form) {
  if (form == LABEL_DECIMAL) return level_of_decimal(label);
  return form == LABEL_ROMAN ? 1 : form == LABEL_LETTER ? 2 : form == LABEL_NUMBER ? 3 : 0;
}

/* Roman numerals that begin anew in smaller type than those of OUTER, the last heading of the outer count (NULL for none), count
 * the parts below it; *WITHIN tells that such a count is open. */
static gboolean counts_within(const Block *block, const Block *outer, gboolean *within) {
  gboolean smaller = outer && block->size < outer->size - 0.4;
  *within = smaller && (*within || label_value(block->label, LABEL_ROMAN) == 1);
  return *within;
}

/* Are the report's parts counted "1.", "1.1", and not "I.", "A.", "1."? Then "1." is the outermost. */
static gboolean counts_in_decimals(const GPtrArray *blocks) {
  gboolean decimal = FALSE;
  for (guint i = 0; i < blocks->len; i++) {
    const Block *block = blocks->pdata[i];
    LabelForm form = LABEL_NONE;
    if (block->kind != BLOCK_HEADING || !block->label || !label_parse(block->label, &form)) continue;
    if (form == LABEL_ROMAN || form == LABEL_LETTER) return FALSE;
    decimal = decimal || form == LABEL_DECIMAL;
  }
  return decimal;
}

/* The levels that the labels tell; 0 where there is no label. "I." is the ninth letter behind "H.", and else the first roman
 * numeral. */
static void levels_from_labels(const GPtrArray *blocks) {
  guint letter = 0; /* of the last lettered heading below the last roman one */
  const Block *outer = NULL;
  gboolean within = FALSE, decimals = counts_in_decimals(blocks);
  for (guint i = 0; i < blocks->len; i++) {
    Block *block = blocks->pdata[i];
    LabelForm form = LABEL_NONE;
    if (block->kind != BLOCK_HEADING || !block->label) continue;
    label_parse(block->label, &form);
    gboolean goes_on = form == LABEL_ROMAN && strlen(block->label) == 2 && label_value(block->label, LABEL_LETTER) == letter + 1;
    if (goes_on && letter > 0) form = LABEL_LETTER;
    if (form == LABEL_LETTER) letter = label_value(block->label, LABEL_LETTER);
    if (form == LABEL_ROMAN) letter = 0;
    if (block->level == 0) block->level = decimals && form == LABEL_NUMBER ? 1 : level_of_label(block->label, form);
    if (form == LABEL_ROMAN && counts_within(block, outer, &within))
      block->level = level_of_label(block->label, LABEL_LETTER);
    else if (form == LABEL_ROMAN)
      outer = block;
  }
}

/* The mean size of the labelled headings of each level; 0 where there are none. */
static void measure_levels(const GPtrArray *blocks, double sizes[LEVELS]) {
  guint counts[LEVELS] = {0};
  for (guint i = 0; i < blocks->len; i++) {
    const Block *block = blocks->pdata[i];
    if (block->kind != BLOCK_HEADING || block->level == 0) continue;
    sizes[block->level] += block->size;
    counts[block->level]++;
  }
  for (guint level = 0; level < LEVELS; level++)
    if (counts[level]) sizes[level] /= counts[level];
}

/* An unlabelled heading is as deep as the labelled ones of its size; one smaller than all of them is below them. */
static guint level_by_size(const Block *block, const double sizes[LEVELS], const Usual *usual) {
  guint deepest = 0;
  for (guint level = 1; level < LEVELS; level++) {
    if (sizes[level] <= 0) continue;
    deepest = level;
    if (block->bold && block->size > sizes[level] - 0.4) return level;
  }
  if (deepest > 0) return deepest + 1;
  return block->size > LARGER_TYPE * usual->size ? 1 : 2;
}

static void assign_levels(const GPtrArray *blocks, const Usual *usual) {
  double sizes[LEVELS] = {0};
  levels_from_labels(blocks);
  measure_levels(blocks, sizes);
  for (guint i = 0; i < blocks->len; i++) {
    Block *block = blocks->pdata[i];
    if (block->kind == BLOCK_HEADING && block->level == 0) block->level = level_by_size(block, sizes, usual);
  }
}

/* One open list in which the next item may stand. */
typedef struct {
  LabelForm form;
  guint value;
  double x;
} OpenList;

/* Depths are solved as sequences: an item goes on with the innermost list that it is the next of, else with the innermost
 * one of its form and place, else it opens a list below the last item. "(i)" is the ninth letter only behind "(h)". */
static guint place_item(GArray *open, const char *label, LabelForm form, double x) {
  for (guint i = open->len; i-- > 0;) {
    OpenList *list = &g_array_index(open, OpenList, i);
    LabelForm as = form == LABEL_ROMAN_PAREN && list->form == LABEL_LETTER_PAREN ? LABEL_LETTER_PAREN : form;
    guint value = label_value(label, as);
    gboolean next = list->form == as && (as == LABEL_BULLET ? fabs(list->x - x) < SAME_INDENT : value == list->value + 1);
    if (!next) continue;
    list->value = value;
    g_array_set_size(open, i + 1);
    return i + 1;
  }
  for (guint i = open->len; i-- > 0;) {
    OpenList *list = &g_array_index(open, OpenList, i);
    if (list->form != form || fabs(list->x - x) > SAME_INDENT) continue;
    list->value = label_value(label, form);
    g_array_set_size(open, i + 1);
    return i + 1;
  }
  OpenList list = {form, label_value(label, form), x};
  g_array_append_val(open, list);
  return open->len;
}

/* Lists do not run over the headings of chapters; over those of sections they may, below the sentence that leads to them. */
static void assign_depths(const GPtrArray *blocks, const GPtrArray *lines) {
  g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(OpenList));
  for (guint i = 0; i < blocks->len; i++) {
    Block *block = blocks->pdata[i];
    if (block->kind == BLOCK_HEADING && block->level <= DEEP_LEVEL) g_array_set_size(open, 0);
    if (block->kind != BLOCK_LIST_ITEM) continue;
    LabelForm form = LABEL_NONE;
    label_parse(block->label, &form);
    if (form == LABEL_BARE_NUMBER) form = LABEL_NUMBER;
    block->depth = place_item(open, block->label, form, line_of(block, 0, lines)->line->box.x0);
  }
}

static gboolean is_contents_entry(const Block *block, const GPtrArray *lines) {
  for (guint i = 0; i < block->lines->len; i++)
    if (line_of(block, i, lines)->leads_to_page) return TRUE;
  return FALSE;
}

/* The bytes of LABEL, a decimal one, in front of its last number: "118." of "118.7" and of "118.7.". */
static gsize decimal_prefix(const char *label) {
  gsize prefix = strlen(label) - (g_str_has_suffix(label, ".") ? 1 : 0);
  while (prefix > 0 && g_ascii_isdigit(label[prefix - 1])) prefix--;
  return prefix;
}

/* Is decimal label NEXT the one that follows LABEL: 118.7 and 118.8? */
static gboolean follows(const char *label, const char *next) {
  gsize prefix = decimal_prefix(label);
  return decimal_prefix(next) == prefix && strncmp(label, next, prefix) == 0 &&
         label_value(next, LABEL_DECIMAL) == label_value(label, LABEL_DECIMAL) + 1;
}

/* What stands in one count is of one kind: a short item among items is none of the headings that it looks like. STEP goes through
 * the blocks from the first to the last, 1, or the other way round, -1. */
static void settle_decimals(GPtrArray *blocks, int step) {
  Block *last = NULL;
  for (guint n = 0; n < blocks->len; n++) {
    Block *block = blocks->pdata[step > 0 ? n : blocks->len - 1 - n];
    LabelForm form = LABEL_NONE;
    if (block->label) label_parse(block->label, &form);
    if (form != LABEL_DECIMAL || (block->kind != BLOCK_HEADING && block->kind != BLOCK_LIST_ITEM)) continue;
    gboolean siblings = last && (step > 0 ? follows(last->label, block->label) : follows(block->label, last->label));
    if (siblings && last->kind == BLOCK_LIST_ITEM) block->kind = BLOCK_LIST_ITEM;
    last = block;
  }
}

void kinds_assign(GPtrArray *blocks, const GPtrArray *lines, const Usual *usual) {
  for (guint i = 0; i < blocks->len; i++) {
    Block *block = blocks->pdata[i];
    if (block->kind != BLOCK_PARAGRAPH) continue;
    if (is_contents_entry(block, lines))
      block->kind = BLOCK_TABLE;
    else if (is_heading(block, lines, usual))
      block->kind = BLOCK_HEADING;
    else if (block->label)
      block->kind = BLOCK_LIST_ITEM;
  }
  settle_decimals(blocks, 1);
  settle_decimals(blocks, -1);
}

void levels_assign(GPtrArray *blocks, const GPtrArray *lines, const Usual *usual) {
  assign_levels(blocks, usual);
  assign_depths(blocks, lines);
}
