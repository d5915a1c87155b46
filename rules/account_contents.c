/* The table of contents against the headings behind it: what it names stands there, and on a page that is there. The extractor
 * compares the two on the page, where it knows the type; here they are compared as the rules see them. */
#include "extractors/labels.h"
#include "rules/certificate.h"

#include <string.h>

enum {
  LEAST_ENTRIES = 3,  /* fewer are no table of contents */
  HEAD = 24,          /* bytes of a key that must agree: titles are shortened, and words of them exchanged */
  LONGEST = 400,      /* bytes: no title is longer */
  MOST_ENTRIES = 400, /* more are a hostile file's, and the later ones are left out */
};

/* An entry, as its row reads: "II. Recommendations ........ 12-31 4". */
typedef struct {
  guint block;
  char *key;  /* letters and digits of its title in lower case, its label left out */
  guint page; /* that it names; 0 for none */
} Entry;

static void entry_clear(gpointer data) {
  g_free(((Entry *)data)->key);
}

/* Letters and digits of LENGTH bytes of TEXT in lower case; you free it. */
static char *key_of(const char *text, gsize length) {
  g_autofree char *part = g_strndup(text, length);
  g_autofree char *folded = g_utf8_casefold(part, -1);
  g_autofree char *normal = g_utf8_normalize(folded, -1, G_NORMALIZE_ALL_COMPOSE);
  GString *key = g_string_new(NULL);
  for (const char *p = normal; p && *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (g_unichar_isalnum(c)) g_string_append_unichar(key, c);
  }
  return g_string_free(key, FALSE);
}

/* Where the leader of TEXT begins, three dots or more; NULL where it has none. */
static const char *find_leader(const char *text) {
  const char *dots = strstr(text, "...");
  const char *ellipsis = strstr(text, "\xe2\x80\xa6\xe2\x80\xa6"), *spaced = strstr(text, ". . .");
  if (!dots || (ellipsis && ellipsis < dots)) dots = ellipsis;
  if (!dots || (spaced && spaced < dots)) dots = spaced;
  return dots;
}

/* The last number of TEXT, where nothing but spaces stands behind it; else 0. */
static guint last_number(const char *text) {
  const char *end = text + strlen(text);
  while (end > text && end[-1] == ' ') end--;
  const char *begin = end;
  while (begin > text && g_ascii_isdigit(begin[-1])) begin--;
  return end - begin > 0 && end - begin < 5 ? (guint)g_ascii_strtoull(begin, NULL, 10) : 0;
}

static gboolean read_entry(const Engine *engine, guint index, Entry *entry) {
  const Block *block = engine_block(engine, index);
  const char *leader = block->kind == BLOCK_TABLE ? find_leader(block->text) : NULL;
  if (!leader || strlen(block->text) > LONGEST || last_number(leader) == 0) return FALSE;
  *entry = (Entry){index, key_of(block->text, (gsize)(leader - block->text)), last_number(leader)};
  return TRUE;
}

static GArray *read_entries(const Engine *engine) {
  GArray *entries = g_array_new(FALSE, FALSE, sizeof(Entry));
  g_array_set_clear_func(entries, entry_clear);
  for (guint i = 0; i < engine->document->blocks->len && entries->len < MOST_ENTRIES; i++) {
    Entry entry;
    if (read_entry(engine, i, &entry)) g_array_append_val(entries, entry);
  }
  return entries;
}

/* The bytes that A and B begin with alike. */
static gsize common_head(const char *a, const char *b) {
  gsize length = 0;
  while (a[length] && a[length] == b[length]) length++;
  return length;
}

static gsize common_tail(const char *a, const char *b) {
  gsize left = strlen(a), right = strlen(b), length = 0;
  while (length < MIN(left, right) && a[left - 1 - length] == b[right - 1 - length]) length++;
  return length;
}

/* Do the keys of an entry and a heading say the same: the whole of one within the other, or the same first words, or the same
 * first and last ones? */
static gboolean is_same(const char *entry, const char *heading) {
  gsize a = strlen(entry), b = strlen(heading), head = common_head(entry, heading);
  if (a == 0 || b == 0) return FALSE;
  if (head >= MIN(MIN(a, b), HEAD)) return TRUE;
  return strstr(entry, heading) || strstr(heading, entry) || 4 * (head + common_tail(entry, heading)) > 3 * MAX(a, b);
}

/* The keys of blocks that may be titles, and "" for others. */
static GPtrArray *title_keys(const Engine *engine) {
  GPtrArray *keys = g_ptr_array_new_full(engine->document->blocks->len, g_free);
  for (guint i = 0; i < engine->document->blocks->len; i++) {
    const Block *block = engine_block(engine, i);
    gboolean title =
        block->kind == BLOCK_HEADING || (engine_is_body(engine, i) && strlen(block->text) < LONGEST && !block->label);
    g_ptr_array_add(keys, title ? key_of(block->text, strlen(block->text)) : g_strdup(""));
  }
  return keys;
}

/* The first title of KEYS from FROM on that says what ENTRY says; 0 for none. */
static guint find_title(const GPtrArray *keys, guint from, const Entry *entry) {
  for (guint i = from; i < keys->len; i++)
    if (is_same(entry->key, keys->pdata[i])) return i;
  return 0;
}

/* A summary may stand in front of the contents that name it. */
static gboolean stands_in_front(const GPtrArray *keys, const GArray *entries, const Entry *entry) {
  for (guint i = 0; i < g_array_index(entries, Entry, 0).block; i++)
    if (*entry->key && strcmp(entry->key, keys->pdata[i]) == 0) return TRUE;
  return FALSE;
}

static void tell_missing(Engine *engine, const Entry *entry, Faults *faults) {
  const Block *block = engine_block(engine, entry->block);
  g_autofree char *words = g_strndup(block->text, (gsize)(find_leader(block->text) - block->text));
  fault_add(faults, engine_page(engine, entry->block), "the contents name \"%s%s%s\", and no heading says so",
            block->label ? block->label : "", block->label ? " " : "", g_strchomp(words));
}

static void compare(Engine *engine, const GArray *entries, Faults *faults) {
  g_autoptr(GPtrArray) keys = title_keys(engine);
  guint from = g_array_index(entries, Entry, entries->len - 1).block + 1, behind = from;
  for (guint i = 0; i < entries->len; i++) {
    const Entry *entry = &g_array_index(entries, Entry, i);
    guint found = find_title(keys, behind, entry);
    if (found == 0) found = find_title(keys, from, entry); /* told out of its order by the pages, not here */
    if (found == 0) {
      if (!stands_in_front(keys, entries, entry)) tell_missing(engine, entry, faults);
      continue;
    }
    behind = MAX(behind, found + 1);
    g_free(g_steal_pointer(&keys->pdata[found])); /* each title is one entry's */
    keys->pdata[found] = g_strdup("");
  }
}

void account_contents(Engine *engine) {
  g_autoptr(GArray) entries = read_entries(engine);
  if (entries->len < LEAST_ENTRIES) {
    engine_check(engine, "contents", "headings", CHECK_UNANSWERED, NULL, NULL, 0, "the report has no table of contents");
    return;
  }
  g_auto(Faults) faults = {0};
  compare(engine, entries, &faults);
  g_autofree char *found = g_strdup_printf("%u entries", entries->len);
  faults_check(engine, &faults, "contents", "headings", found, "what the table of contents names stands behind it, in its order");
}
