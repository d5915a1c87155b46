#include "rules/reach.h"

#include <string.h>

/* A part that was tried at more places than optional parts in front of it account for was looked for behind a wildcard. */
enum { FEW_PLACES = 4 };

typedef enum {
  PART_PLAIN,
  PART_OPEN,   /* a bracket that opens a group */
  PART_LOOK,   /* one that opens a lookahead or lookbehind */
  PART_FORBID, /* the same of those that forbid */
  PART_BAR,
  PART_CLOSE,
} PartKind;

/* An item of the expression and where it stands in its tree of groups and alternatives. */
typedef struct {
  gsize start, end; /* of the item; of a group that opens, to the end of it */
  PartKind kind;
  gboolean word;     /* a letter or digit, as it is */
  gboolean optional; /* it may be missing */
  guint weight;      /* what it asks of the text; of a group, its lightest alternative */
  int group;         /* index of the group that it stands in; -1 for none */
  int look;          /* of the outermost group that looks around and that it stands in; -1 for none */
  int unit;          /* of the first letter of its word; its own where it is none */
  guint bars;        /* groups: how many bars part their alternatives */
  guint before;      /* the weight in front of it in its alternative */
  guint alternative; /* all the weight of its alternative */
  guint done;        /* the weight in front of it from the expression's start on */
  gsize farthest;    /* byte of the text up to which it was tried, and 1 more; 0 where it was not */
  gsize closed;      /* groups that look around: how far a text went that matched all of one, and 1 more; 0 where none did */
} RegexPart;

typedef struct {
  const char *regex;
  GArray *parts;        /* RegexPart */
  GHashTable *at;       /* byte of the expression to index of the part, and 1 more */
  gsize length;         /* of the expression */
  int best;             /* the part that was tried with most behind it; -1 for none */
  gsize from;           /* where that way began */
  gsize first, at_best; /* the first and the farthest place where it was tried on it, */
  guint places;         /* and at how many */
  guint bars;           /* that part the expression's own alternatives */
} Regex;

static RegexPart *part_at(const Regex *regex, int index) {
  return &g_array_index(regex->parts, RegexPart, index);
}

/* --- what an item is */

/* The byte behind the item's own text, in front of its quantifier. */
static const char *behind_atom(const char *text, gsize length) {
  const char *end = text + length;
  if (*text == '[') {
    const char *close = g_strrstr_len(text, (gssize)length, "]");
    return close ? close + 1 : end;
  }
  if (*text != '\\') return MIN(g_utf8_next_char(text), end);
  const char *next = text + 2;
  if (strchr("pP", text[1]) && next < end && *next != '{') return next + 1;
  const char *close = strchr("pPxogkN", text[1]) && next < end && *next == '{' ? memchr(next, '}', (gsize)(end - next)) : NULL;
  return close ? close + 1 : MIN(next, end);
}

static gboolean may_be_missing(const char *quantifier, const char *end) {
  return quantifier < end && (*quantifier == '?' || *quantifier == '*' || g_str_has_prefix(quantifier, "{0,") ||
                              g_str_has_prefix(quantifier, "{0}") || g_str_has_prefix(quantifier, "{,"));
}

static gboolean looks_around(const char *text, gsize length) {
  return *text == '^' || *text == '$' || (length > 1 && *text == '\\' && strchr("bBAzZGK", text[1]));
}

static PartKind open_kind(const char *text) {
  if (g_str_has_prefix(text, "(?!") || g_str_has_prefix(text, "(?<!")) return PART_FORBID;
  if (g_str_has_prefix(text, "(?=") || g_str_has_prefix(text, "(?<=")) return PART_LOOK;
  return PART_OPEN;
}

/* An option such as (?i), or a call of another group, is whole in itself. */
static gboolean is_whole(const char *text, gsize length) {
  return memchr(text, ')', length) != NULL;
}

static RegexPart read_part(const char *regex, const PatternItem *item) {
  const char *text = regex + item->start, *end = text + item->length;
  RegexPart part = {.start = item->start, .end = item->start + item->length, .group = -1, .look = -1, .unit = -1};
  if (*text == '(' && !is_whole(text, item->length)) {
    part.kind = open_kind(text);
  } else if (*text == ')') {
    part.kind = PART_CLOSE;
    part.optional = may_be_missing(text + 1, end);
  } else if (*text == '|') {
    part.kind = PART_BAR;
  } else {
    const char *atom_end = behind_atom(text, item->length), *quantifier = atom_end;
    while (quantifier < end && g_ascii_isspace(*quantifier)) quantifier++; /* under (?x) */
    part.optional = may_be_missing(quantifier, end);
    if (*text != '(' && (quantifier == end || *quantifier == '#')) part.end = (gsize)(atom_end - regex);
    part.word = g_unichar_isalnum(g_utf8_get_char(text)) && g_utf8_next_char(text) == regex + part.end;
    part.weight = part.optional || *text == '(' || looks_around(text, item->length) ? 0 : 1;
  }
  return part;
}

/* --- the tree */

/* The letters of a word stand or fall together: its first bears their weight. */
static void join_words(Regex *regex) {
  for (int i = 0; i < (int)regex->parts->len; i++) {
    RegexPart *part = part_at(regex, i), *before = i > 0 ? part_at(regex, i - 1) : NULL;
    part->unit = i;
    if (!part->word || !before || !before->word || before->end != part->start) continue;
    part->unit = before->unit;
    part_at(regex, part->unit)->weight++;
    part_at(regex, part->unit)->end = part->end;
    part->weight = 0;
  }
}

/* Weighs the alternative from item FIRST on: what stands in front of each of its items, and all of it. Returns the index of the
 * bar or bracket that ends it. */
static int weigh_group(Regex *regex, int open);

static int weigh_alternative(Regex *regex, int first, int group, guint *weight) {
  int at = first, count = (int)regex->parts->len;
  guint sum = 0;
  for (; at < count; at++) {
    RegexPart *part = part_at(regex, at);
    part->group = group;
    part->before = sum;
    if (part->kind == PART_BAR || part->kind == PART_CLOSE) break;
    if (part->kind != PART_PLAIN) at = weigh_group(regex, at);
    sum += part->weight;
  }
  for (int i = first; i < at; i++)
    if (part_at(regex, i)->group == group) part_at(regex, i)->alternative = sum;
  *weight = sum;
  return at;
}

/* Weighs the group that item OPEN begins, and returns the index of the bracket that closes it. */
static int weigh_group(Regex *regex, int open) {
  RegexPart *group = part_at(regex, open);
  int count = (int)regex->parts->len, at = open;
  guint least = G_MAXUINT;
  do {
    guint weight = 0;
    at = weigh_alternative(regex, at + 1, open, &weight);
    least = MIN(least, weight);
    if (at < count && part_at(regex, at)->kind == PART_BAR) group->bars++;
  } while (at < count && part_at(regex, at)->kind == PART_BAR);
  if (at >= count) return count - 1;
  RegexPart *close = part_at(regex, at);
  group->end = close->end;
  group->optional = close->optional;
  group->weight = close->optional || group->kind != PART_OPEN ? 0 : least;
  return at;
}

/* What stands within a group that may be missing, or only looks around, brings the expression no farther. */
static void count_done(Regex *regex) {
  for (int i = 0; i < (int)regex->parts->len; i++) {
    RegexPart *part = part_at(regex, i);
    const RegexPart *group = part->group >= 0 ? part_at(regex, part->group) : NULL;
    part->look = !group ? -1 : group->look >= 0 ? group->look : group->kind != PART_OPEN ? part->group : -1;
    part->done = (group ? group->done : 0) + (group && group->weight == 0 ? 0 : part->before);
  }
}

/* The weight that a text still has to bring from PART on. */
static guint weight_left(const Regex *regex, const RegexPart *part) {
  guint left = 0;
  for (gboolean own = TRUE; part; own = FALSE) {
    const RegexPart *group = part->group >= 0 ? part_at(regex, part->group) : NULL;
    if (!group || group->weight > 0) left += part->alternative - part->before - (own ? 0 : part->weight);
    part = group;
  }
  return left;
}

static void regex_read(Regex *regex) {
  g_autoptr(GArray) items = pattern_items(regex->regex);
  regex->length = strlen(regex->regex);
  for (guint i = 0; i < items->len; i++) {
    RegexPart part = read_part(regex->regex, &g_array_index(items, PatternItem, i));
    g_array_append_val(regex->parts, part);
    g_hash_table_insert(regex->at, GSIZE_TO_POINTER(part.start), GINT_TO_POINTER((int)i + 1));
  }
  join_words(regex);
  guint weight = 0;
  int at = -1;
  do {
    at = weigh_alternative(regex, at + 1, -1, &weight);
    if (at < (int)regex->parts->len) regex->bars++;
  } while (at < (int)regex->parts->len);
  count_done(regex);
}

/* --- the search */

/* Is PART, tried at AT, farther than the best so far? */
static gboolean is_farther(const Regex *regex, const RegexPart *part, gsize at) {
  if (regex->best < 0) return TRUE;
  const RegexPart *best = part_at(regex, regex->best);
  if (part->done != best->done) return part->done > best->done;
  return at != regex->at_best ? at > regex->at_best : part->start > best->start;
}

static void take_step(gsize item, gsize from, gsize at, gpointer data) {
  Regex *regex = data;
  int index = GPOINTER_TO_INT(g_hash_table_lookup(regex->at, GSIZE_TO_POINTER(item))) - 1;
  if (index < 0) return;
  RegexPart *part = part_at(regex, index);
  part->farthest = MAX(part->farthest, at + 1);
  if (part->look >= 0) {
    RegexPart *look = part_at(regex, part->look);
    if (part->group == part->look && (part->kind == PART_CLOSE || part->kind == PART_BAR))
      look->closed = MAX(look->closed, at + 1);
    return;
  }
  /* A bracket or bar stops nothing by itself, and a word is one thing. */
  if (part->kind == PART_OPEN || part->kind == PART_CLOSE || part->kind == PART_BAR || part->unit != index) return;
  if (is_farther(regex, part, at)) {
    gboolean other = regex->best != index || regex->from != from;
    regex->first = other ? at : regex->first;
    regex->places = other ? 1 : regex->places + 1;
    regex->best = index;
    regex->from = from;
    regex->at_best = at;
  } else if (regex->best == index && regex->from == from) {
    regex->first = MIN(regex->first, at);
    regex->places++;
  }
}

/* Where no alternative of a group went any farther than its begin, all of the group stopped the expression, not its last one. */
static int widen(const Regex *regex, int index) {
  for (int group = part_at(regex, index)->group; group >= 0; group = part_at(regex, group)->group) {
    const RegexPart *part = part_at(regex, group), *best = part_at(regex, index);
    if (part->done != best->done || part->farthest < best->farthest || part->bars == 0) break;
    index = group;
  }
  return index;
}

static Reach stopped(const Regex *regex) {
  int index = widen(regex, regex->best);
  const RegexPart *part = part_at(regex, index), *best = part_at(regex, regex->best);
  guint left = weight_left(regex, best);
  Reach reach = {.kind = STOP_PART, .text_start = regex->from, .text_stop = regex->at_best, .forbidden_end = regex->at_best};
  reach.share = best->done + left > 0 ? (double)best->done / (double)(best->done + left) : 0;
  gboolean all = best->done == 0 && part->group < 0 && regex->bars > 0; /* no alternative of it stands anywhere */
  reach.part_start = all ? 0 : part->start;
  reach.part_end = all ? regex->length : part->end;
  if (part->kind == PART_FORBID) {
    reach.kind = STOP_FORBIDS;
    if (part->closed) reach.forbidden_end = part->closed - 1;
  } else if (regex->places > FEW_PLACES) {
    reach.kind = STOP_NOWHERE;
    reach.text_stop = reach.forbidden_end = regex->first;
  } else if (best->done == 0 && regex->from > 0) {
    reach.kind = STOP_NOWHERE;
    reach.text_start = reach.text_stop = reach.forbidden_end = 0;
  }
  return reach;
}

/* What would match if it did not ask for the text's begin is told as that. Its first part must be a ^ that stands in no group. */
static void matches_within(const Regex *regex, const char *text, gsize length, Reach *reach) {
  const RegexPart *first = NULL;
  for (int i = 0; !first && i < (int)regex->parts->len; i++)
    if (regex->regex[part_at(regex, i)->start] != '(' || part_at(regex, i)->kind != PART_PLAIN) first = part_at(regex, i);
  if (!first || regex->regex[first->start] != '^') return;
  g_autofree char *loose = g_strdup(regex->regex);
  memmove(loose + first->start, loose + first->start + 1, regex->length - first->start); /* its end, too */
  g_autoptr(Pattern) pattern = pattern_new(loose, NULL);
  g_autoptr(PatternMatch) match = pattern ? pattern_search(pattern, text, length) : NULL;
  if (!match || pattern_next(match) != PATTERN_MATCHED) return;
  *reach = (Reach){.kind = STOP_BEGIN, .share = 1, .part_start = first->start, .part_end = first->start + 1};
  pattern_match_range(match, &reach->text_stop, &reach->forbidden_end);
  reach->text_start = reach->text_stop;
}

Reach reach_of(const char *regex, const char *text, gsize length) {
  g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(RegexPart));
  g_autoptr(GHashTable) at = g_hash_table_new(NULL, NULL);
  Regex read = {.regex = regex, .parts = parts, .at = at, .best = -1};
  regex_read(&read);
  PatternResult result = pattern_trace(regex, text, length, take_step, &read);
  if (result == PATTERN_MATCHED) return (Reach){.kind = STOP_NONE, .share = 1};
  if (result == PATTERN_LIMIT) return (Reach){.kind = STOP_LIMIT};
  Reach reach = read.best >= 0 ? stopped(&read) : (Reach){.kind = STOP_PART, .part_end = read.length};
  if (reach.kind != STOP_FORBIDS) matches_within(&read, text, length, &reach);
  return reach;
}
