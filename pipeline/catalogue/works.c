/* works.c - from documents to works: the steps in their order, and the names; see works.h. */
#include "pipeline/catalogue/works_private.h"

#include <string.h>

enum { HASH_SHOWN = 12 }; /* digits of a SHA-256 that stand for a document without a symbol, as in its findings' IDs */

/* ---- versions ---- */

static Version *version_new(const CatalogueDocument *document) {
  Version *version = g_new0(Version, 1);
  version->document = document;
  version->symbol = symbol_read(document->symbol);
  version->checks = g_ptr_array_new_with_free_func((GDestroyNotify)check_free);
  return version;
}

void version_free(Version *version) {
  if (version == NULL) return;
  symbol_free(version->symbol);
  g_clear_pointer(&version->texts.numbers, g_ptr_array_unref);
  g_clear_pointer(&version->texts.texts, g_ptr_array_unref);
  g_clear_pointer(&version->phrases, g_hash_table_unref);
  g_ptr_array_unref(version->checks);
  g_free(version->work);
  g_free(version);
}

const char *version_name(const Version *version) {
  return catalogue_document_label(version->document);
}

/* ---- languages ---- */

static guint language_place(const char *language, const char *wanted) {
  if (language == NULL) return 3;
  return g_strcmp0(language, wanted) == 0 ? 0 : g_str_equal(language, "en") ? 1 : 2;
}

gboolean language_comes_first(const char *a, const char *b, const char *wanted) {
  guint x = language_place(a, wanted), y = language_place(b, wanted);
  return x != y ? x < y : g_strcmp0(a, b) < 0;
}

/* ---- names ---- */

/* What MEMBERS are versions of: the symbol of the report, not of its draft; without one, the first of their hashes. */
static char *name_members(const GPtrArray *members) {
  const Version *first = NULL;
  for (guint i = 0; i < members->len; i++) {
    const Version *version = members->pdata[i];
    if (version->symbol == NULL) continue;
    if (first == NULL || (first->symbol->draft && !version->symbol->draft) ||
        (first->symbol->draft == version->symbol->draft && strcmp(version->symbol->work, first->symbol->work) < 0))
      first = version;
  }
  if (first != NULL) return g_strdup(first->symbol->work);
  const CatalogueDocument *document = ((const Version *)members->pdata[0])->document;
  for (guint i = 1; i < members->len; i++) {
    const CatalogueDocument *other = ((const Version *)members->pdata[i])->document;
    if (strcmp(other->sha256, document->sha256) < 0) document = other;
  }
  return *document->sha256 != '\0' ? g_strdup_printf("sha256:%.*s", HASH_SHOWN, document->sha256)
                                   : g_strdup_printf("unread:%s", catalogue_document_name(document));
}

/* What tells works of one name apart: the meeting's last day, else the hash of a document. */
static char *name_apart(const GPtrArray *members, const char *name) {
  const char *hash = NULL, *day = NULL;
  for (guint i = 0; i < members->len; i++) {
    const CatalogueDocument *document = ((const Version *)members->pdata[i])->document;
    const char *end = document->end != NULL ? document->end : document->start;
    if (end != NULL && (day == NULL || strcmp(end, day) < 0)) day = end;
    if (hash == NULL || strcmp(document->sha256, hash) < 0) hash = document->sha256;
  }
  return g_strdup_printf("%s (%s%s%.*s)", name, day != NULL ? day : "", day != NULL ? ", " : "", HASH_SHOWN, hash);
}

static void name_works(const GPtrArray *groups) {
  g_autoptr(GHashTable) counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < groups->len; i++) {
    char *name = name_members(groups->pdata[i]);
    g_ptr_array_add(names, name);
    guint count = GPOINTER_TO_UINT(g_hash_table_lookup(counts, name)) + 1;
    g_hash_table_insert(counts, g_strdup(name), GUINT_TO_POINTER(count));
  }
  for (guint i = 0; i < groups->len; i++) {
    const GPtrArray *members = groups->pdata[i];
    gboolean single = GPOINTER_TO_UINT(g_hash_table_lookup(counts, names->pdata[i])) == 1;
    g_autofree char *name = single ? g_strdup(names->pdata[i]) : name_apart(members, names->pdata[i]);
    for (guint j = 0; j < members->len; j++) ((Version *)members->pdata[j])->work = g_strdup(name);
  }
}

/* ---- the steps ---- */

/* An array of the members of each group; all in the catalogue's order. */
static GPtrArray *gather_groups(const GPtrArray *versions) {
  GPtrArray *groups = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
  g_autoptr(GHashTable) by_number = g_hash_table_new(g_direct_hash, g_direct_equal);
  for (guint i = 0; i < versions->len; i++) {
    Version *version = versions->pdata[i];
    GPtrArray *members = g_hash_table_lookup(by_number, GUINT_TO_POINTER(version->group));
    if (members == NULL) {
      members = g_ptr_array_new();
      g_ptr_array_add(groups, members);
      g_hash_table_insert(by_number, GUINT_TO_POINTER(version->group), members);
    }
    g_ptr_array_add(members, version);
  }
  return groups;
}

GPtrArray *works_derive(const GPtrArray *documents, VersionLoad load, gpointer data, GError **error) {
  g_autoptr(GPtrArray) versions = g_ptr_array_new_with_free_func((GDestroyNotify)version_free);
  for (guint i = 0; i < documents->len; i++) g_ptr_array_add(versions, version_new(documents->pdata[i]));
  Works works = {.versions = versions, .load = load, .data = data};
  works_group(&works);
  g_autoptr(GPtrArray) groups = gather_groups(versions);
  name_works(groups);
  for (guint i = 0; i < groups->len; i++) {
    works_order(&works, groups->pdata[i]);
    works_check(&works, groups->pdata[i]);
  }
  if (works.error == NULL) return g_steal_pointer(&versions);
  g_propagate_error(error, works.error);
  return NULL;
}
