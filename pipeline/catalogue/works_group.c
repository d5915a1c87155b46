/* works_group.c - which documents are of one work; see works.h. */
#include "pipeline/catalogue/works_private.h"

#include <string.h>

/* How much of the text must be the same. Two reports of one body share formulas, and at most a twentieth of their phrases. */
static const double SAME_REPORT = 0.8; /* that a document without a symbol is a report with one */
static const double MUCH_THE_SAME = 0.5;

/* ---- sets of versions ---- */

static guint find_group(const GPtrArray *versions, guint index) {
  const Version *version = versions->pdata[index];
  return version->group == index ? index : find_group(versions, version->group);
}

/* Makes one group of two. Its number is that of its first member. */
static void join(GPtrArray *versions, guint a, guint b) {
  guint x = find_group(versions, a), y = find_group(versions, b);
  ((Version *)versions->pdata[MAX(x, y)])->group = MIN(x, y);
}

static const char *days_of(const CatalogueDocument *document) {
  return document->end != NULL ? document->end : document->start;
}

static gboolean same_language(const Version *a, const Version *b) {
  return g_strcmp0(a->document->language, b->document->language) == 0;
}

/* ---- the same symbol ---- */

/* Names are written otherwise in each language: only within one can they differ. */
static gboolean same_subject(const Version *a, const Version *b) {
  return !same_language(a, b) || works_same_or_unknown(a->document->subject, b->document->subject);
}

static gboolean same_days(const Version *a, const Version *b) {
  return g_strcmp0(days_of(a->document), days_of(b->document)) == 0;
}

/* Joins those of one symbol (INDICES) that tell the same days, or tell none. */
static void join_same_days(GPtrArray *versions, const GArray *indices) {
  for (guint i = 0; i < indices->len; i++)
    for (guint j = i + 1; j < indices->len; j++) {
      guint a = g_array_index(indices, guint, i), b = g_array_index(indices, guint, j);
      if (same_days(versions->pdata[a], versions->pdata[b]) && same_subject(versions->pdata[a], versions->pdata[b]))
        join(versions, a, b);
    }
}

/* A document that tells no days, as corrigenda do, is of the only meeting that the others of its symbol are of. */
static void join_without_days(GPtrArray *versions, const GArray *indices) {
  guint dated = G_MAXUINT;
  for (guint i = 0; i < indices->len; i++) {
    guint index = g_array_index(indices, guint, i);
    if (days_of(((Version *)versions->pdata[index])->document) == NULL) continue;
    if (dated != G_MAXUINT && find_group(versions, index) != find_group(versions, dated)) return;
    dated = index;
  }
  for (guint i = 0; dated != G_MAXUINT && i < indices->len; i++) {
    guint index = g_array_index(indices, guint, i);
    const Version *version = versions->pdata[index];
    if (days_of(version->document) == NULL && same_subject(version, versions->pdata[dated])) join(versions, index, dated);
  }
}

static void group_by_symbol(GPtrArray *versions) {
  g_autoptr(GHashTable) symbols = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_array_unref);
  for (guint i = 0; i < versions->len; i++) {
    const Version *version = versions->pdata[i];
    if (version->symbol == NULL) continue;
    GArray *indices = g_hash_table_lookup(symbols, version->symbol->key);
    if (indices == NULL) {
      indices = g_array_new(FALSE, FALSE, sizeof(guint));
      g_hash_table_insert(symbols, version->symbol->key, indices);
    }
    g_array_append_val(indices, i);
  }
  GHashTableIter at;
  gpointer indices;
  g_hash_table_iter_init(&at, symbols);
  while (g_hash_table_iter_next(&at, NULL, &indices)) {
    join_same_days(versions, indices);
    join_without_days(versions, indices);
  }
}

/* ---- drafts ---- */

/* Is one title the other's, but for words in front of or behind it? "Draft report" is no other title than "Report on ...". */
static gboolean same_title(const char *a, const char *b) {
  if (a == NULL || b == NULL) return TRUE;
  g_autofree char *x = works_fold(a), *y = works_fold(b);
  const char *draft = strstr(x, "draft") == x ? x + strlen("draft") : x;
  return strstr(y, draft) != NULL || strstr(draft, y) != NULL;
}

static gboolean draft_of(const Version *draft, const Version *report) {
  const CatalogueDocument *a = draft->document, *b = report->document;
  if (report->symbol == NULL || report->symbol->draft || report->symbol->addendum || report->symbol->corrigendum > 0)
    return FALSE;
  return same_language(draft, report) && a->body != NULL && b->body != NULL && a->end != NULL && g_strcmp0(a->end, b->end) == 0 &&
         works_same_or_unknown(a->body, b->body) && works_same_or_unknown(a->session, b->session) &&
         works_same_or_unknown(a->subject, b->subject) && (a->subject != NULL) == (b->subject != NULL) &&
         same_title(a->title, b->title);
}

/* How the report is found that a version is of, where its symbol does not tell. */
typedef struct {
  gboolean (*asks)(const Version *version); /* is it asked for this version? */
  gboolean (*is_of)(Works *works, Version *version, Version *report);
} Search;

static gboolean is_draft(const Version *version) {
  return version->symbol != NULL && version->symbol->draft;
}

static gboolean is_draft_of(G_GNUC_UNUSED Works *works, Version *version, Version *report) {
  return draft_of(version, report);
}

/* The only group that holds a report which version INDEX is of; G_MAXUINT for none or several. */
static guint only_group(Works *works, guint index, const Search *search) {
  guint found = G_MAXUINT;
  if (!search->asks(works->versions->pdata[index])) return found;
  for (guint i = 0; i < works->versions->len; i++) {
    if (i == index || !search->is_of(works, works->versions->pdata[index], works->versions->pdata[i])) continue;
    guint group = find_group(works->versions, i);
    if (found != G_MAXUINT && found != group) return G_MAXUINT;
    found = group;
  }
  return found;
}

/* Joins each version with the only group that is found for it: all are found before any is joined. */
static void join_found(Works *works, const Search *search) {
  g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(guint));
  for (guint i = 0; i < works->versions->len; i++) {
    guint group = only_group(works, i, search);
    g_array_append_val(found, group);
  }
  for (guint i = 0; i < works->versions->len; i++)
    if (g_array_index(found, guint, i) != G_MAXUINT) join(works->versions, i, g_array_index(found, guint, i));
}

/* ---- documents without a symbol ---- */

static gboolean says_something(const Version *version) {
  return version->document->recommendations + version->document->panel_topics > 0;
}

/* The days are compared first: each document is asked of each other one, and names take longer to compare. */
static gboolean same_meeting(const Version *a, const Version *b) {
  return same_language(a, b) && same_days(a, b) && works_same_or_unknown(a->document->body, b->document->body) &&
         works_same_or_unknown(a->document->subject, b->document->subject);
}

/* One that says nothing is like no other. */
static gboolean is_unnamed(const Version *version) {
  return version->symbol == NULL && days_of(version->document) != NULL && says_something(version);
}

static gboolean says_the_same(Works *works, Version *version, Version *report) {
  return report->symbol != NULL && report->symbol->corrigendum == 0 && same_meeting(version, report) &&
         works_alike(works, version, report) >= SAME_REPORT;
}

static gboolean both_without_symbol(Works *works, Version *a, Version *b) {
  const char *x = a->document->title, *y = b->document->title;
  return a->symbol == NULL && b->symbol == NULL && x != NULL && y != NULL && says_something(a) && says_something(b) &&
         same_meeting(a, b) && works_same_or_unknown(x, y) && works_alike(works, a, b) >= MUCH_THE_SAME;
}

static void group_without_symbol(Works *works) {
  static const Search unnamed = {is_unnamed, says_the_same};
  join_found(works, &unnamed);
  for (guint i = 0; i < works->versions->len; i++)
    for (guint j = i + 1; ((Version *)works->versions->pdata[i])->symbol == NULL && j < works->versions->len; j++)
      if (both_without_symbol(works, works->versions->pdata[i], works->versions->pdata[j])) join(works->versions, i, j);
}

void works_group(Works *works) {
  static const Search drafts = {is_draft, is_draft_of};
  for (guint i = 0; i < works->versions->len; i++) ((Version *)works->versions->pdata[i])->group = i;
  group_by_symbol(works->versions);
  join_found(works, &drafts);
  group_without_symbol(works);
  for (guint i = 0; i < works->versions->len; i++) ((Version *)works->versions->pdata[i])->group = find_group(works->versions, i);
}
