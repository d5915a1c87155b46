/* comparison_series.c - see comparison_series.h. */
#include "pipeline/years/comparison_series.h"

#include "pipeline/catalogue/report_date.h"
#include "pipeline/catalogue/works.h"
#include "pipeline/years/comparison_names.h"
#include "rules/symbol.h"

#include <string.h>

/* ---- symbols ---- */

/* Elements of symbols that name a subsidiary body, with its number: working groups, ad hoc committees, groups of experts,
 * committees, sub-committees and commissions (ST/LIB/SER.B/5, "Series symbols"). */
static const char *const body_elements[] = {"WG.", "AC.", "GE.", "EG.", "C.", "SC.", "CN.", "CONF.", NULL};

static gboolean names_body(const char *element) {
  for (guint i = 0; body_elements[i] != NULL; i++)
    if (g_str_has_prefix(element, body_elements[i]) && g_ascii_isdigit(element[strlen(body_elements[i])])) return TRUE;
  return FALSE;
}

/* What stands in the symbol up to the last subsidiary body that it names: "CTOC/COP/WG.7"; NULL where it names none. */
static char *symbol_series(const char *printed) {
  g_autoptr(Symbol) symbol = symbol_read(printed);
  if (symbol == NULL) return NULL;
  g_autofree char *work = g_utf8_strup(symbol->work, -1);
  g_auto(GStrv) elements = g_strsplit(work, "/", -1);
  guint length = 0;
  for (guint i = 0; elements[i] != NULL; i++)
    if (names_body(elements[i])) length = i + 1;
  if (length == 0) return NULL;
  for (guint i = length; elements[i] != NULL; i++) g_clear_pointer(&elements[i], g_free);
  return g_strjoinv("/", elements);
}

/* ---- series ---- */

/* Documents that name body, subject and language in the same words: most of a series do, so that few names are compared. */
typedef struct {
  const CatalogueDocument *first;
  GHashTable *body, *subject; /* the words of their names */
  char *symbol;               /* symbol_series */
  GPtrArray *documents;       /* CatalogueDocument */
  guint series;               /* the number of the first group that is of the same series */
} Group;

static void group_free(gpointer data) {
  Group *group = data;
  g_hash_table_unref(group->body);
  g_hash_table_unref(group->subject);
  g_ptr_array_unref(group->documents);
  g_free(group->symbol);
  g_free(group);
}

static const char *or_nothing(const char *text) {
  return text != NULL ? text : "";
}

/* The group of DOCUMENT, made where there is none; NAMES has the number of each, plus 1. SUBJECT is what it is about, NULL where
 * that does not matter. */
static Group *group_of(GPtrArray *groups, GHashTable *names, const CatalogueDocument *document, const char *subject) {
  g_autofree char *symbol = symbol_series(document->symbol);
  char *name = g_strjoin("\n", or_nothing(document->language), or_nothing(document->body), or_nothing(symbol),
                         or_nothing(document->pack), or_nothing(subject), NULL);
  guint number = GPOINTER_TO_UINT(g_hash_table_lookup(names, name));
  if (number > 0) {
    g_free(name);
    return g_ptr_array_index(groups, number - 1);
  }
  Group *group = g_new0(Group, 1);
  group->first = document;
  group->body = name_words(document->body);
  group->subject = name_words(subject);
  group->symbol = g_steal_pointer(&symbol);
  group->documents = g_ptr_array_new();
  group->series = groups->len;
  g_ptr_array_add(groups, group);
  g_hash_table_insert(names, name, GUINT_TO_POINTER(groups->len));
  return group;
}

static gboolean same_body(const Group *one, const Group *other) {
  gboolean holds = name_holds(one->body, other->body), held = name_holds(other->body, one->body);
  if (holds && held && g_hash_table_size(one->body) > 0) return TRUE;
  return (holds || held) && one->symbol != NULL && g_strcmp0(one->symbol, other->symbol) == 0;
}

static gboolean same_series(const Group *one, const Group *other) {
  return g_strcmp0(one->first->language, other->first->language) == 0 && same_body(one, other) &&
         name_holds(one->subject, other->subject) && name_holds(other->subject, one->subject);
}

/* The words of names in two languages say nothing of each other: there it is for the symbol to tell, within reports of a kind. */
static gboolean same_body_in_any_language(const Group *one, const Group *other) {
  if (g_strcmp0(one->first->language, other->first->language) == 0) return same_body(one, other);
  return one->symbol != NULL && g_strcmp0(one->symbol, other->symbol) == 0 &&
         g_strcmp0(one->first->pack, other->first->pack) == 0;
}

/* Is a document such as those of GROUP compared at all? */
static gboolean has_name(const Group *group) {
  return group->symbol != NULL || g_hash_table_size(group->body) > 0;
}

/* Links each group with those before it that IS_SAME calls the same, and these with each other. */
static void link_groups(const GPtrArray *groups, gboolean (*is_same)(const Group *, const Group *)) {
  for (guint i = 0; i < groups->len; i++) {
    Group *group = g_ptr_array_index(groups, i);
    for (guint j = 0; j < i; j++) {
      const Group *before = g_ptr_array_index(groups, j);
      if (before->series == group->series || !is_same(before, group)) continue;
      guint from = MAX(before->series, group->series), to = MIN(before->series, group->series);
      for (guint k = 0; k <= i; k++) {
        Group *any = g_ptr_array_index(groups, k);
        if (any->series == from) any->series = to;
      }
    }
  }
}

static gboolean takes_part(const CatalogueDocument *document, const char *language) {
  return outcome_is_read(document->outcome) && document->pack != NULL && catalogue_speaks(document, language);
}

static gint compare_dates(gconstpointer a, gconstpointer b) {
  char one[DATE_SIZE], other[DATE_SIZE];
  report_date(*(const CatalogueDocument *const *)a, one);
  report_date(*(const CatalogueDocument *const *)b, other);
  return strcmp(one, other);
}

/* The documents of the groups of each series, by date; the sort keeps the order of those of one day. */
static GPtrArray *collect_series(const GPtrArray *groups) {
  GPtrArray *series = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
  for (guint i = 0; i < groups->len; i++) {
    const Group *first = g_ptr_array_index(groups, i);
    if (first->series != i || !has_name(first)) continue;
    GPtrArray *documents = g_ptr_array_new();
    for (guint j = i; j < groups->len; j++) {
      const Group *group = g_ptr_array_index(groups, j);
      if (group->series == i) g_ptr_array_extend(documents, group->documents, NULL, NULL);
    }
    g_ptr_array_sort(documents, compare_dates);
    g_ptr_array_add(series, documents);
  }
  return series;
}

GPtrArray *series_derive(const GPtrArray *documents, const char *language) {
  g_autoptr(GPtrArray) groups = g_ptr_array_new_with_free_func(group_free);
  g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < documents->len; i++) {
    CatalogueDocument *document = g_ptr_array_index(documents, i);
    if (takes_part(document, language))
      g_ptr_array_add(group_of(groups, names, document, document->subject)->documents, document);
  }
  link_groups(groups, same_series);
  return collect_series(groups);
}

/* ---- names of bodies ---- */

/* DOCUMENTS are of one body, by date. */
static const char *usual_name(const GPtrArray *documents, const char *language) {
  g_autoptr(GHashTable) counts = g_hash_table_new(g_str_hash, g_str_equal);
  const CatalogueDocument *usual = NULL;
  guint most = 0;
  for (guint i = 0; i < documents->len; i++) {
    const CatalogueDocument *document = g_ptr_array_index(documents, i);
    guint count = GPOINTER_TO_UINT(g_hash_table_lookup(counts, document->body)) + 1;
    g_hash_table_insert(counts, document->body, GUINT_TO_POINTER(count));
    if (usual != NULL && language_comes_first(usual->language, document->language, language)) continue;
    if (usual != NULL && count < most && !language_comes_first(document->language, usual->language, language)) continue;
    most = count;
    usual = document;
  }
  return usual->body;
}

/* Those of DOCUMENTS that name a body, in groups. */
static GPtrArray *group_by_body(const GPtrArray *documents) {
  GPtrArray *groups = g_ptr_array_new_with_free_func(group_free);
  g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < documents->len; i++) {
    CatalogueDocument *document = g_ptr_array_index(documents, i);
    if (document->body != NULL) g_ptr_array_add(group_of(groups, names, document, NULL)->documents, document);
  }
  link_groups(groups, same_body_in_any_language);
  return groups;
}

GPtrArray *series_body_names(const GPtrArray *documents, const char *language) {
  g_autoptr(GPtrArray) groups = group_by_body(documents), bodies = collect_series(groups);
  g_autoptr(GHashTable) names = g_hash_table_new(g_direct_hash, g_direct_equal);
  for (guint i = 0; i < bodies->len; i++) {
    const GPtrArray *of_body = g_ptr_array_index(bodies, i);
    const char *name = usual_name(of_body, language);
    for (guint j = 0; j < of_body->len; j++) g_hash_table_insert(names, g_ptr_array_index(of_body, j), (gpointer)name);
  }
  GPtrArray *all = g_ptr_array_new();
  for (guint i = 0; i < documents->len; i++) {
    CatalogueDocument *document = g_ptr_array_index(documents, i);
    gpointer name = g_hash_table_lookup(names, document);
    g_ptr_array_add(all, name != NULL ? name : document->body);
  }
  return all;
}
