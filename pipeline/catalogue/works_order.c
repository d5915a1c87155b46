/* works_order.c - which version of a work counts, and what the others are; see works.h. */
#include "pipeline/catalogue/works_private.h"

#include <string.h>

/* Ranks of reports begin here, those of drafts below. No symbol counts so many revisions of a draft. */
enum { RANK_REPORT = 100000 };

/* A file of which less than this is the same as another of its symbol is no copy of it. Pages that OCR reads badly keep half of
 * their phrases. */
static const double COPY = 0.4;

static gboolean is_corrigendum(const Version *version) {
  return version->symbol != NULL && version->symbol->corrigendum > 0;
}

static gboolean is_draft(const Version *version) {
  return version->rank < RANK_REPORT;
}

static gboolean same_language(const Version *a, const Version *b) {
  return g_strcmp0(a->document->language, b->document->language) == 0;
}

/* ---- ranks ---- */

/* A file without a symbol is the version that it is most alike; of those that are as much so, the newest. */
static guint rank_by_text(Works *works, const GPtrArray *members, Version *version) {
  double most = -1;
  guint rank = RANK_REPORT;
  for (guint i = 0; i < members->len; i++) {
    Version *other = members->pdata[i];
    if (other->symbol == NULL || is_corrigendum(other) || !same_language(version, other)) continue;
    double alike = works_alike(works, version, other);
    if (alike < most || (alike <= most && other->rank < rank)) continue;
    most = alike;
    rank = other->rank;
  }
  return rank;
}

/* Where no symbol tells revisions, the date of distribution does: how many of other texts were distributed before this one. */
static guint rank_by_date(Works *works, const GPtrArray *members, Version *version) {
  guint earlier = 0;
  for (guint i = 0; i < members->len; i++) {
    Version *other = members->pdata[i];
    if (!same_language(version, other) ||
        g_strcmp0(other->document->distribution_date, version->document->distribution_date) >= 0)
      continue;
    if (other->document->distribution_date != NULL && !works_same_texts(works, version, other)) earlier++;
  }
  return RANK_REPORT + earlier;
}

static void rank(Works *works, const GPtrArray *members) {
  gboolean symbols = FALSE;
  for (guint i = 0; i < members->len; i++) {
    Version *version = members->pdata[i];
    if (version->symbol == NULL) continue;
    symbols = TRUE;
    version->rank = version->symbol->revision + (version->symbol->draft ? 0 : RANK_REPORT);
  }
  for (guint i = 0; members->len > 1 && i < members->len; i++) {
    Version *version = members->pdata[i];
    if (version->symbol == NULL)
      version->rank = symbols ? rank_by_text(works, members, version) : rank_by_date(works, members, version);
  }
  if (members->len == 1 && !symbols) ((Version *)members->pdata[0])->rank = RANK_REPORT;
}

/* ---- copies ---- */

/* Is A the better file of one version: read wholly, not from pictures, with a symbol, with more found in it? */
static gboolean is_better(const Version *a, const Version *b) {
  const CatalogueDocument *x = a->document, *y = b->document;
  if (x->outcome != y->outcome) return x->outcome < y->outcome;
  if (!x->ocr != !y->ocr) return !x->ocr;
  if ((a->symbol != NULL) != (b->symbol != NULL)) return a->symbol != NULL;
  if (x->recommendations != y->recommendations) return x->recommendations > y->recommendations;
  return strcmp(x->sha256, y->sha256) < 0;
}

static gint compare_goodness(gconstpointer a, gconstpointer b) {
  const Version *x = *(Version *const *)a, *y = *(Version *const *)b;
  return is_better(x, y) ? -1 : is_better(y, x) ? 1 : 0;
}

gboolean works_same_version(const Version *a, const Version *b) {
  guint x = a->symbol != NULL ? a->symbol->corrigendum : 0, y = b->symbol != NULL ? b->symbol->corrigendum : 0;
  return same_language(a, b) && a->rank == b->rank && x == y &&
         (a->symbol == NULL || b->symbol == NULL || g_str_equal(a->symbol->key, b->symbol->key));
}

/* Each is a copy of the best file of its version that it is like. */
static void find_copies(Works *works, const GPtrArray *members) {
  g_autoptr(GPtrArray) best_first = g_ptr_array_new();
  for (guint i = 0; i < members->len; i++) g_ptr_array_add(best_first, members->pdata[i]);
  g_ptr_array_sort(best_first, compare_goodness);
  for (guint i = 0; i < best_first->len; i++) {
    Version *version = best_first->pdata[i];
    for (guint j = 0; j < i && version->copy_of == NULL; j++) {
      Version *better = best_first->pdata[j];
      if (better->copy_of == NULL && works_same_version(version, better) && works_alike(works, version, better) >= COPY)
        version->copy_of = better;
    }
  }
}

/* ---- what counts ---- */

/* Can VERSION take the place of others? */
static gboolean stands(const Version *version) {
  return version->copy_of == NULL && !is_corrigendum(version);
}

/* The newest version in the language of VERSION, or with ANY in any: of several languages the first (language_first). */
static Version *newest(const GPtrArray *members, const Version *version, gboolean any) {
  Version *best = NULL;
  for (guint i = 0; i < members->len; i++) {
    Version *other = members->pdata[i];
    if (!stands(other) || (!any && !same_language(version, other))) continue;
    if (best == NULL || other->rank > best->rank ||
        (other->rank == best->rank &&
         (same_language(other, best) ? is_better(other, best)
                                     : language_comes_first(other->document->language, best->document->language, NULL))))
      best = other;
  }
  return best;
}

static void find_newest(const GPtrArray *members, Version *version) {
  Version *mine = newest(members, version, FALSE), *any = newest(members, version, TRUE);
  if (version->copy_of != NULL) return;
  if (is_corrigendum(version)) {
    for (guint i = 0; i < members->len; i++) {
      Version *other = members->pdata[i];
      if (stands(other) && same_language(version, other) && other->rank == version->rank) version->corrects = other;
    }
    if (version->corrects != NULL && mine->rank > version->rank) version->superseded_by = mine;
    return;
  }
  if (mine->rank > version->rank)
    version->superseded_by = mine;
  else if (is_draft(version) && !is_draft(any))
    version->superseded_by = any;
}

/* The file whose copy this is counts for it, or what counts for that. */
static void find_newest_of_copy(Version *version) {
  if (version->copy_of == NULL) return;
  version->superseded_by = version->copy_of->superseded_by != NULL ? version->copy_of->superseded_by : version->copy_of;
}

/* ---- kinds ---- */

/* The language that the others are translations of: that of the report which would speak for the work. */
static const char *language_of(const GPtrArray *members) {
  const Version *first = NULL;
  for (guint i = 0; i < members->len; i++) {
    const Version *version = members->pdata[i];
    if (first == NULL || (is_draft(first) && !is_draft(version)) ||
        (is_draft(first) == is_draft(version) &&
         language_comes_first(version->document->language, first->document->language, NULL)))
      first = version;
  }
  return first->document->language;
}

static VersionKind kind_of(const Version *version, const char *language) {
  if (version->copy_of != NULL) return VERSION_COPY;
  if (is_corrigendum(version)) return VERSION_CORRIGENDUM;
  if (is_draft(version)) return VERSION_DRAFT;
  if (g_strcmp0(version->document->language, language) != 0) return VERSION_TRANSLATION;
  return version->rank > RANK_REPORT ? VERSION_REVISION : VERSION_ORIGINAL;
}

void works_order(Works *works, const GPtrArray *members) {
  rank(works, members);
  find_copies(works, members);
  const char *language = language_of(members);
  for (guint i = 0; i < members->len; i++) find_newest(members, members->pdata[i]);
  for (guint i = 0; i < members->len; i++) {
    Version *version = members->pdata[i];
    find_newest_of_copy(version);
    version->kind = kind_of(version, language);
  }
}
