/* search.c - see search.h. */
#include "pipeline/search/search.h"

#include "pipeline/catalogue/catalogue_search.h"
#include "pipeline/words/search_words.h"

#include <string.h>

typedef struct {
  const CatalogueDocument *document;
  guint order;
  gboolean fits, counts; /* what the filter asks for; it speaks for its work, or need not */
} Candidate;

/* Words that a field is to hold. */
typedef struct {
  char *words;       /* folded; NULL where anything will do */
  GHashTable *known; /* char * → whether a value that was asked about holds them */
} Wanted;

typedef struct {
  Catalogue *catalogue;
  Collection *collection;
  const SearchFilter *filter;
  char *body; /* of the filter, folded; NULL where it has none */
  Wanted theme, addressee;
  GHashTable *candidates; /* gint64: the document's key → Candidate */
  SearchResult *result;
} Search;

/* ---- documents ---- */

/* Do the words WANTED, folded, stand in TEXT one behind the other? */
static gboolean holds_words(const char *text, const char *wanted) {
  g_autofree char *folded = words_folded(text != NULL ? text : "");
  g_autofree char *padded = g_strconcat(" ", folded, " ", NULL), *padded_wanted = g_strconcat(" ", wanted, " ", NULL);
  return strstr(padded, padded_wanted) != NULL;
}

/* Are WANTED the first parts of SYMBOL, or all of it? */
static gboolean symbol_begins(const char *symbol, const char *wanted) {
  gsize length = strlen(wanted);
  while (length > 0 && wanted[length - 1] == '/') length--;
  if (symbol == NULL || g_ascii_strncasecmp(symbol, wanted, length) != 0) return FALSE;
  return symbol[length] == '\0' || symbol[length] == '/';
}

static gboolean document_fits(const Search *search, const CatalogueDocument *document) {
  const SearchFilter *filter = search->filter;
  char date[DATE_SIZE];
  report_date(document, date);
  return (filter->language == NULL || g_strcmp0(filter->language, document->language) == 0) &&
         (search->body == NULL || holds_words(document->body, search->body)) &&
         (filter->symbol == NULL || symbol_begins(document->symbol, filter->symbol)) && period_holds(&filter->period, date);
}

static void list_candidates(Search *search) {
  const GPtrArray *documents = collection_documents(search->collection);
  for (guint i = 0; i < documents->len; i++) {
    const CatalogueDocument *document = g_ptr_array_index(documents, i);
    Candidate *candidate = g_new(Candidate, 1);
    *candidate = (Candidate){.document = document,
                             .order = i,
                             .fits = document_fits(search, document),
                             .counts = search->filter->all_versions || collection_speaks(search->collection, document)};
    g_hash_table_insert(search->candidates, (gpointer)&document->key, candidate);
  }
}

/* ---- findings ---- */

/* The same for values of fields: few that come again and again. */
static gboolean value_holds(Wanted *wanted, const char *value) {
  gpointer known;
  if (g_hash_table_lookup_extended(wanted->known, value, NULL, &known)) return GPOINTER_TO_INT(known);
  gboolean holds = holds_words(value, wanted->words);
  g_hash_table_insert(wanted->known, g_strdup(value), GINT_TO_POINTER(holds));
  return holds;
}

static gboolean field_holds(const Finding *finding, const char *name, Wanted *wanted) {
  const Field *field = finding_field(finding, name);
  if (wanted->words == NULL) return TRUE;
  for (guint i = 0; field != NULL && i < field->values->len; i++)
    if (value_holds(wanted, g_ptr_array_index(field->values, i))) return TRUE;
  return FALSE;
}

/* A State is known by its whole name: "Guinea" is not "Equatorial Guinea". */
static gboolean states_hold(const Finding *finding, const char *const *states) {
  const Field *field = finding_field(finding, "states");
  if (states == NULL) return TRUE;
  for (guint i = 0; field != NULL && i < field->values->len; i++)
    if (g_strv_contains(states, g_ptr_array_index(field->values, i))) return TRUE;
  return FALSE;
}

/* Does MATCH fit what the filter asks of fields? *FITS tells. */
static gboolean fields_fit(Search *search, const CatalogueMatch *match, gboolean *fits, GError **error) {
  const char *const *states = search->filter->states;
  *fits = search->theme.words == NULL && search->addressee.words == NULL && states == NULL;
  if (*fits || match->kind == FINDING_FACT) return TRUE; /* a meeting has no such fields */
  gboolean corrects = collection_corrects(search->collection);
  Finding *finding = catalogue_search_finding(search->catalogue, match, corrects, error);
  if (finding == NULL) return FALSE;
  if (corrects) collection_correct(search->collection, finding);
  *fits = field_holds(finding, "themes", &search->theme) && field_holds(finding, "addressees", &search->addressee) &&
          states_hold(finding, states);
  finding_free(finding);
  return TRUE;
}

static gboolean take_match(Search *search, const CatalogueMatch *match, GError **error) {
  static const RowKind kinds[] = {
      [FINDING_RECOMMENDATION] = ROW_RECOMMENDATION, [FINDING_PANEL_TOPIC] = ROW_PANEL_TOPIC, [FINDING_FACT] = ROW_MEETING};
  const Candidate *candidate = g_hash_table_lookup(search->candidates, &match->document);
  guint wanted = search->filter->kinds;
  gboolean fits;
  if (candidate == NULL || !candidate->fits || (wanted != 0 && (wanted & 1u << kinds[match->kind]) == 0)) return TRUE;
  if (!fields_fit(search, match, &fits, error)) return FALSE;
  SearchHit hit = {.document = candidate->document,
                   .order = candidate->order,
                   .position = match->kind == FINDING_FACT ? -1 : match->position,
                   .kind = kinds[match->kind],
                   .rank = match->rank};
  if (fits && candidate->counts) g_array_append_val(search->result->hits, hit);
  if (fits && !candidate->counts) search->result->elsewhere++;
  return TRUE;
}

/* ---- all ---- */

static gint compare_hits(gconstpointer a, gconstpointer b) {
  const SearchHit *x = a, *y = b;
  if (x->rank < y->rank || x->rank > y->rank) return x->rank < y->rank ? -1 : 1;
  if (x->order != y->order) return x->order < y->order ? -1 : 1;
  return (x->position > y->position) - (x->position < y->position);
}

/* What the index is asked: the question by the rules of each language that texts are in. */
static char *make_expression(const SearchQuery *query, const GPtrArray *languages, const char *only) {
  GString *all = g_string_new(NULL);
  for (guint i = 0; i < languages->len; i++) {
    const char *language = g_ptr_array_index(languages, i);
    if (only != NULL && !g_str_equal(language, only)) continue;
    g_autofree char *expression = search_query_expression(query, language);
    g_string_append_printf(all, "%s%s", all->len > 0 ? " OR " : "", expression);
  }
  return g_string_free(all, FALSE);
}

static gboolean take_matches(Search *search, const SearchQuery *query, GError **error) {
  g_autoptr(GPtrArray) languages = catalogue_search_languages(search->catalogue, error);
  if (languages == NULL) return FALSE;
  g_autofree char *expression = make_expression(query, languages, search->filter->language);
  if (*expression == '\0') return TRUE; /* no text is in that language */
  g_autoptr(GArray) matches = catalogue_search(search->catalogue, expression, error);
  for (guint i = 0; matches != NULL && i < matches->len; i++)
    if (!take_match(search, &g_array_index(matches, CatalogueMatch, i), error)) return FALSE;
  return matches != NULL;
}

void search_result_free(SearchResult *result) {
  if (result == NULL) return;
  g_array_unref(result->hits);
  g_free(result);
}

static char *fold(const char *words) {
  return words != NULL ? words_folded(words) : NULL;
}

SearchResult *search_run(Catalogue *catalogue, Collection *collection, const SearchQuery *query, const SearchFilter *filter,
                         GError **error) {
  g_autofree char *body = fold(filter->body), *theme = fold(filter->theme), *addressee = fold(filter->addressee);
  g_autoptr(GHashTable) themes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) addressees = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) candidates = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, g_free);
  g_autoptr(SearchResult) result = g_new0(SearchResult, 1);
  result->hits = g_array_new(FALSE, FALSE, sizeof(SearchHit));
  Search search = {.catalogue = catalogue,
                   .collection = collection,
                   .filter = filter,
                   .body = body,
                   .theme = {.words = theme, .known = themes},
                   .addressee = {.words = addressee, .known = addressees},
                   .candidates = candidates,
                   .result = result};
  list_candidates(&search);
  if (!take_matches(&search, query, error)) return NULL;
  g_array_sort(result->hits, compare_hits);
  return g_steal_pointer(&result);
}
