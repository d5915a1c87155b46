/* pattern.c - regular expressions; see pattern.h. The only file that knows PCRE2. */
#include "rules/pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <string.h>

G_DEFINE_QUARK(pattern - error - quark, pattern_error)

/* \C would split characters; all else of Perl's syntax is allowed. */
#define COMPILE_OPTIONS (PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C)

typedef struct {
  const char *name; /* within the compiled code */
  guint number;
} Group;

struct Pattern {
  char *regex;
  guint hash;    /* of regex */
  guint holders; /* guarded by known_lock */
  pcre2_code *code;
  gsize ready;      /* 1 once the code is compiled for this machine, at the first search: most packs search few documents */
  GArray *groups;   /* Group, by number; a name occurs twice under (?J) */
  GPtrArray *names; /* borrowed from groups, each once, NULL at the end */
};

struct PatternMatch {
  const Pattern *pattern;
  const char *text;
  gsize length;
  pcre2_match_data *data;
  PatternResult result; /* of the last step; PATTERN_MATCHED before the first */
  gsize from;           /* where the next step begins */
  guint32 options;      /* PCRE2_NOTEMPTY_ATSTART behind an empty match, so that the search moves on */
};

/* What PCRE2 needs to run within the limits; one a thread, since a JIT stack must not be shared between running matches. */
typedef struct {
  pcre2_match_context *context;
  pcre2_jit_stack *stack;
} Limits;

static void limits_free(gpointer data) {
  Limits *limits = data;
  pcre2_match_context_free(limits->context);
  pcre2_jit_stack_free(limits->stack);
  g_free(limits);
}

static pcre2_match_context *thread_limits(void) {
  static GPrivate of_thread = G_PRIVATE_INIT(limits_free);
  Limits *limits = g_private_get(&of_thread);
  if (limits == NULL) {
    limits = g_new0(Limits, 1);
    limits->context = pcre2_match_context_create(NULL);
    limits->stack = pcre2_jit_stack_create(32 * 1024, PATTERN_STACK_LIMIT_BYTES, NULL);
    if (limits->context == NULL || limits->stack == NULL) g_error("out of memory");
    pcre2_set_match_limit(limits->context, PATTERN_MATCH_LIMIT);
    pcre2_set_depth_limit(limits->context, PATTERN_DEPTH_LIMIT);
    pcre2_set_heap_limit(limits->context, PATTERN_HEAP_LIMIT_KIB);
    pcre2_jit_stack_assign(limits->context, NULL, limits->stack);
    g_private_set(&of_thread, limits);
  }
  return limits->context;
}

static int compare_groups(gconstpointer a, gconstpointer b) {
  const Group *one = a, *other = b;
  return one->number < other->number ? -1 : one->number > other->number;
}

/* PCRE2 keeps names in a table of rows of one width: the group's number in two bytes, high one first, then the name. */
static void read_groups(Pattern *pattern) {
  guint32 count = 0, width = 0;
  PCRE2_SPTR row = NULL;
  pcre2_pattern_info(pattern->code, PCRE2_INFO_NAMECOUNT, &count);
  pcre2_pattern_info(pattern->code, PCRE2_INFO_NAMEENTRYSIZE, &width);
  pcre2_pattern_info(pattern->code, PCRE2_INFO_NAMETABLE, &row);
  for (guint32 i = 0; i < count; i++, row += width) {
    Group group = {.name = (const char *)row + 2, .number = (guint)(row[0] << 8 | row[1])};
    g_array_append_val(pattern->groups, group);
  }
  g_array_sort(pattern->groups, compare_groups);
  for (guint i = 0; i < count; i++) {
    const char *name = g_array_index(pattern->groups, Group, i).name;
    if (!g_ptr_array_find_with_equal_func(pattern->names, name, g_str_equal, NULL))
      g_ptr_array_add(pattern->names, (gpointer)name);
  }
  g_ptr_array_add(pattern->names, NULL);
}

/* The patterns that are alive by their expressions: packs inherit most of theirs from one another and have them in each of their
 * languages, so that one of three is a repetition. */
static GMutex known_lock;
static GHashTable *known; /* a set of Pattern, by regex */

static guint pattern_hash(gconstpointer pattern) {
  return ((const Pattern *)pattern)->hash;
}

static gboolean pattern_equal(gconstpointer a, gconstpointer b) {
  return strcmp(((const Pattern *)a)->regex, ((const Pattern *)b)->regex) == 0;
}

/* Holds the pattern that is equal to KEY once more; NULL where there is none. */
static Pattern *known_hold(const Pattern *key) {
  g_mutex_lock(&known_lock);
  Pattern *pattern = known ? g_hash_table_lookup(known, key) : NULL;
  if (pattern) pattern->holders++;
  g_mutex_unlock(&known_lock);
  return pattern;
}

/* Where two threads compile one expression at the same time, each has its own pattern. */
static void known_add(Pattern *pattern) {
  g_mutex_lock(&known_lock);
  if (!known) known = g_hash_table_new(pattern_hash, pattern_equal);
  pattern->holders = 1;
  if (!g_hash_table_contains(known, pattern)) g_hash_table_add(known, pattern);
  g_mutex_unlock(&known_lock);
}

/* Was PATTERN let go by its last holder? */
static gboolean known_release(Pattern *pattern) {
  g_mutex_lock(&known_lock);
  gboolean last = --pattern->holders == 0;
  if (last && g_hash_table_lookup(known, pattern) == pattern) g_hash_table_remove(known, pattern);
  if (g_hash_table_size(known) == 0) g_clear_pointer(&known, g_hash_table_unref);
  g_mutex_unlock(&known_lock);
  return last;
}

static void pattern_clear(Pattern *pattern) {
  pcre2_code_free(pattern->code);
  g_array_unref(pattern->groups);
  g_ptr_array_unref(pattern->names);
  g_free(pattern->regex);
  g_free(pattern);
}

/* Compiles the expression of KEY, which has its hash; NULL with an error. */
static Pattern *compile(const Pattern *key, GError **error) {
  const char *regex = key->regex;
  int code = 0;
  PCRE2_SIZE at = 0;
  pcre2_code *compiled = pcre2_compile((PCRE2_SPTR)regex, PCRE2_ZERO_TERMINATED, COMPILE_OPTIONS, &code, &at, NULL);
  if (compiled == NULL) {
    char why[256] = "";
    pcre2_get_error_message(code, (PCRE2_UCHAR *)why, sizeof why);
    g_set_error(error, PATTERN_ERROR, PATTERN_ERROR_SYNTAX, "%s (behind character %ld of the expression)", why,
                g_utf8_strlen(regex, (gssize)at));
    return NULL;
  }
  Pattern *pattern = g_new0(Pattern, 1);
  pattern->regex = g_strdup(regex);
  pattern->hash = key->hash;
  pattern->code = compiled;
  pattern->groups = g_array_new(FALSE, FALSE, sizeof(Group));
  pattern->names = g_ptr_array_new();
  read_groups(pattern);
  return pattern;
}

Pattern *pattern_new(const char *regex, GError **error) {
  const Pattern key = {.regex = (char *)regex, .hash = g_str_hash(regex)};
  Pattern *pattern = known_hold(&key);
  if (pattern) return pattern;
  pattern = compile(&key, error);
  if (pattern) known_add(pattern);
  return pattern;
}

void pattern_free(Pattern *pattern) {
  if (pattern != NULL && known_release(pattern)) pattern_clear(pattern);
}

const char *const *pattern_groups(const Pattern *pattern) {
  return (const char *const *)pattern->names->pdata;
}

/* Where an expression or the machine is beyond the JIT compiler, PCRE2 interprets it: slower, with the same matches. */
static void make_ready(const Pattern *pattern) {
  gsize *ready = &((Pattern *)pattern)->ready;
  if (!g_once_init_enter(ready)) return;
  pcre2_jit_compile(pattern->code, PCRE2_JIT_COMPLETE);
  g_once_init_leave(ready, 1);
}

PatternMatch *pattern_search(const Pattern *pattern, const char *text, gsize length) {
  make_ready(pattern);
  PatternMatch *match = g_new0(PatternMatch, 1);
  match->pattern = pattern;
  match->text = text;
  match->length = length;
  match->data = pcre2_match_data_create_from_pattern(pattern->code, NULL);
  if (match->data == NULL) g_error("out of memory");
  return match;
}

void pattern_match_free(PatternMatch *match) {
  if (match == NULL) return;
  pcre2_match_data_free(match->data);
  g_free(match);
}

const Pattern *pattern_match_pattern(const PatternMatch *match) {
  return match->pattern;
}

const char *pattern_match_text(const PatternMatch *match) {
  return match->text;
}

PatternResult pattern_next(PatternMatch *match) {
  if (match->result != PATTERN_MATCHED) return match->result;
  int found = pcre2_match(match->pattern->code, (PCRE2_SPTR)match->text, match->length, match->from,
                          match->options | PCRE2_NO_UTF_CHECK, match->data, thread_limits());
  if (found < 0) {
    match->result = found == PCRE2_ERROR_NOMATCH ? PATTERN_NO_MATCH : PATTERN_LIMIT;
    return match->result;
  }
  gsize start, end;
  pattern_match_range(match, &start, &end);
  match->from = end;
  match->options = start == end ? PCRE2_NOTEMPTY_ATSTART : 0;
  return PATTERN_MATCHED;
}

void pattern_match_range(const PatternMatch *match, gsize *start, gsize *end) {
  const PCRE2_SIZE *offsets = pcre2_get_ovector_pointer(match->data);
  *start = offsets[0];
  *end = offsets[1];
}

gboolean pattern_match_named_range(const PatternMatch *match, const char *name, gsize *start, gsize *end) {
  const PCRE2_SIZE *offsets = pcre2_get_ovector_pointer(match->data);
  const GArray *groups = match->pattern->groups;
  for (guint i = 0; i < groups->len; i++) {
    const Group *group = &g_array_index(groups, Group, i);
    if (offsets[2 * group->number] == PCRE2_UNSET || !g_str_equal(group->name, name)) continue;
    *start = offsets[2 * group->number];
    *end = offsets[2 * group->number + 1];
    return TRUE;
  }
  return FALSE;
}

char *pattern_match_named(const PatternMatch *match, const char *name) {
  gsize start, end;
  if (!pattern_match_named_range(match, name, &start, &end)) return NULL;
  return g_strndup(match->text + start, end - start);
}

guint pattern_unnamed_groups(const Pattern *pattern) {
  guint32 count = 0;
  pcre2_pattern_info(pattern->code, PCRE2_INFO_CAPTURECOUNT, &count);
  return count > pattern->groups->len ? count - pattern->groups->len : 0;
}

/* --- counting: PCRE2 calls back in front of each item of an expression */

struct PatternCount {
  pcre2_code *code;
  pcre2_match_context *context;
  pcre2_match_data *data;
  guint64 steps, most;
};

static int count_step(G_GNUC_UNUSED pcre2_callout_block *block, void *data) {
  PatternCount *count = data;
  return ++count->steps >= count->most ? PCRE2_ERROR_CALLOUT : 0;
}

PatternCount *pattern_count_new(const char *regex) {
  int code = 0;
  PCRE2_SIZE at = 0;
  g_autoptr(PatternCount) count = g_new0(PatternCount, 1);
  count->code = pcre2_compile((PCRE2_SPTR)regex, PCRE2_ZERO_TERMINATED,
                              COMPILE_OPTIONS | PCRE2_AUTO_CALLOUT | PCRE2_NO_START_OPTIMIZE, &code, &at, NULL);
  if (!count->code) return NULL;
  count->context = pcre2_match_context_create(NULL);
  count->data = pcre2_match_data_create_from_pattern(count->code, NULL);
  if (!count->context || !count->data) g_error("out of memory");
  pcre2_set_heap_limit(count->context, PATTERN_HEAP_LIMIT_KIB);
  pcre2_set_callout(count->context, count_step, count);
  return g_steal_pointer(&count);
}

void pattern_count_free(PatternCount *count) {
  if (!count) return;
  pcre2_code_free(count->code);
  pcre2_match_context_free(count->context);
  pcre2_match_data_free(count->data);
  g_free(count);
}

guint64 pattern_count_steps(PatternCount *count, const char *text, gsize length, guint64 most) {
  count->steps = 0;
  count->most = most;
  int found = pcre2_match(count->code, (PCRE2_SPTR)text, length, 0, PCRE2_NO_UTF_CHECK, count->data, count->context);
  gboolean stopped = found < 0 && found != PCRE2_ERROR_NOMATCH;
  return stopped ? most : count->steps;
}

/* --- seen at work */

/* REGEX with what may repeat a group up to so many times, (...){2,400}, repeat it without end instead, (...){0002,}: a callout in
 * each of hundreds of copies makes more code than PCRE2 takes. All stands where it stood. */
static char *loosen(const char *regex) {
  char *loose = g_strdup(regex);
  for (char *at = strstr(loose, "){"); at; at = strstr(at + 1, "){")) {
    gsize least = strspn(at + 2, "0123456789"), most = at[2 + least] == ',' ? strspn(at + 3 + least, "0123456789") : 0;
    if (least == 0 || most == 0 || at[3 + least + most] != '}') continue;
    memmove(at + 2 + most, at + 2, least);
    memset(at + 2, '0', most);
    at[2 + most + least] = ',';
  }
  return loose;
}

/* A callout in front of each item; nothing that would pass over items because it is known beforehand that they can't match. NULL
 * where that is too large; LOOSENED tells that it takes more than REGEX does. */
static pcre2_code *compile_for_trace(const char *regex, gboolean *loosened) {
  int code = 0;
  PCRE2_SIZE at = 0;
  guint32 options = COMPILE_OPTIONS | PCRE2_AUTO_CALLOUT | PCRE2_NO_START_OPTIMIZE;
  pcre2_code *compiled = pcre2_compile((PCRE2_SPTR)regex, PCRE2_ZERO_TERMINATED, options, &code, &at, NULL);
  *loosened = compiled == NULL;
  if (compiled) return compiled;
  g_autofree char *loose = loosen(regex);
  return pcre2_compile((PCRE2_SPTR)loose, PCRE2_ZERO_TERMINATED, options, &code, &at, NULL);
}

static int add_item(pcre2_callout_enumerate_block *callout, void *data) {
  PatternItem item = {callout->pattern_position, callout->next_item_length};
  if (item.length > 0) g_array_append_val((GArray *)data, item);
  return 0;
}

static int compare_items(gconstpointer a, gconstpointer b) {
  const PatternItem *one = a, *other = b;
  return one->start < other->start ? -1 : one->start > other->start;
}

GArray *pattern_items(const char *regex) {
  GArray *items = g_array_new(FALSE, FALSE, sizeof(PatternItem));
  gboolean loosened = FALSE;
  pcre2_code *code = compile_for_trace(regex, &loosened);
  if (code == NULL) return items;
  pcre2_callout_enumerate(code, add_item, items);
  pcre2_code_free(code);
  g_array_sort(items, compare_items);
  /* What is repeated, (...){0,3}, is compiled, and told, as often. */
  for (guint i = items->len; i > 1; i--)
    if (compare_items(&g_array_index(items, PatternItem, i - 1), &g_array_index(items, PatternItem, i - 2)) == 0)
      g_array_remove_index(items, i - 1);
  return items;
}

typedef struct {
  PatternStep step;
  gpointer data;
  guint64 steps;
} Tracing;

static int take_step(pcre2_callout_block *callout, void *data) {
  Tracing *tracing = data;
  if (++tracing->steps > PATTERN_TRACE_LIMIT) return PCRE2_ERROR_MATCHLIMIT;
  tracing->step(callout->pattern_position, callout->start_match, callout->current_position, tracing->data);
  return 0;
}

PatternResult pattern_trace(const char *regex, const char *text, gsize length, PatternStep step, gpointer data) {
  Tracing tracing = {.step = step, .data = data};
  gboolean loosened = FALSE;
  pcre2_code *code = compile_for_trace(regex, &loosened);
  if (code == NULL) return PATTERN_LIMIT;
  pcre2_match_data *matched = pcre2_match_data_create_from_pattern(code, NULL);
  pcre2_match_context *context = pcre2_match_context_copy(thread_limits());
  if (matched == NULL || context == NULL) g_error("out of memory");
  pcre2_set_callout(context, take_step, &tracing);
  int found = pcre2_match(code, (PCRE2_SPTR)text, length, 0, PCRE2_NO_UTF_CHECK, matched, context);
  pcre2_match_context_free(context);
  pcre2_match_data_free(matched);
  pcre2_code_free(code);
  if (found == PCRE2_ERROR_NOMATCH) return PATTERN_NO_MATCH;
  return found < 0 || loosened ? PATTERN_LIMIT : PATTERN_MATCHED;
}
