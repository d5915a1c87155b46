/* alignment_data.c - the wording behind alignments, out of its data file; see alignment_private.h. */
#include "pipeline/alignment/alignment_private.h"

#include "extractors/data_files.h"

#include <string.h>

static const char *const data_file = "rules/data/alignment.yaml";
const char *const alignment_languages[N_ALIGNMENT_LANGUAGES] = {"ar", "en", "es", "fr", "ru", "zh"};

/* A working group by the beginning of its symbols, and what its name tells of its subject. */
typedef struct {
  char *symbol;
  GPtrArray *subjects[N_ALIGNMENT_LANGUAGES]; /* char * */
} Series;

int alignment_language(const char *language) {
  for (int i = 0; i < N_ALIGNMENT_LANGUAGES; i++)
    if (g_strcmp0(alignment_languages[i], language) == 0) return i;
  return -1;
}

/* ---- the file ---- */

static gpointer series_make(void) {
  Series *series = g_new0(Series, 1);
  for (guint i = 0; i < N_ALIGNMENT_LANGUAGES; i++) series->subjects[i] = g_ptr_array_new_with_free_func(g_free);
  return series;
}

static void series_free(gpointer data) {
  Series *series = data;
  for (guint i = 0; i < N_ALIGNMENT_LANGUAGES; i++) g_ptr_array_unref(series->subjects[i]);
  g_free(series->symbol);
  g_free(series);
}

#define ROW(key, kind, structure, member, ...)                                                                                   \
  { .name = (key), .type = (kind), .offset = G_STRUCT_OFFSET(structure, member), ##__VA_ARGS__ }
#define SUBJECTS(language, index) ROW(language, BIND_STRINGS, Series, subjects[index])
#define WORDING(language, index)                                                                                                 \
  ROW(language, BIND_STRUCT, AlignmentData, wordings[index], .required = TRUE, .keys = wording_keys)

static const BindKey series_keys[] = {
    ROW("symbol", BIND_STRING, Series, symbol, .required = TRUE),
    SUBJECTS("ar", 0),
    SUBJECTS("en", 1),
    SUBJECTS("es", 2),
    SUBJECTS("fr", 3),
    SUBJECTS("ru", 4),
    SUBJECTS("zh", 5),
    {0},
};

static const BindKey wording_keys[] = {
    ROW("items", BIND_PATTERN, AlignmentWording, items, .required = TRUE),
    ROW("joins", BIND_STRINGS, AlignmentWording, joins),
    ROW("silent", BIND_STRINGS, AlignmentWording, silent),
    ROW("general", BIND_STRINGS, AlignmentWording, general),
    {0},
};

static const BindKey file_keys[] = {
    ROW("series", BIND_LIST, AlignmentData, series, .required = TRUE, .keys = series_keys, .make = series_make),
    ROW("follows", BIND_STRINGS, AlignmentData, follows, .required = TRUE),
    WORDING("ar", 0),
    WORDING("en", 1),
    WORDING("es", 2),
    WORDING("fr", 3),
    WORDING("ru", 4),
    WORDING("zh", 5),
    {0},
};

/* ---- the structure ---- */

static AlignmentData *data_new(void) {
  AlignmentData *data = g_new0(AlignmentData, 1);
  data->series = g_ptr_array_new_with_free_func(series_free);
  data->follows = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < N_ALIGNMENT_LANGUAGES; i++) {
    GPtrArray **const lists[] = {&data->wordings[i].joins, &data->wordings[i].silent, &data->wordings[i].general};
    for (guint j = 0; j < G_N_ELEMENTS(lists); j++) *lists[j] = g_ptr_array_new_with_free_func(g_free);
  }
  data->subjects = terms_new(NULL);
  data->followers = terms_new(NULL);
  data->words = term_text_new();
  return data;
}

void alignment_data_free(AlignmentData *data) {
  if (data == NULL) return;
  g_ptr_array_unref(data->series);
  g_ptr_array_unref(data->follows);
  for (guint i = 0; i < N_ALIGNMENT_LANGUAGES; i++) {
    expression_free(data->wordings[i].items);
    g_ptr_array_unref(data->wordings[i].joins);
    g_ptr_array_unref(data->wordings[i].silent);
    g_ptr_array_unref(data->wordings[i].general);
  }
  terms_free(data->subjects);
  terms_free(data->followers);
  term_text_free(data->words);
  g_free(data);
}

static void add_terms(Terms *terms, const GPtrArray *words, guint meaning) {
  for (guint i = 0; i < words->len; i++) terms_add(terms, words->pdata[i], meaning);
}

static void build_terms(AlignmentData *data) {
  add_terms(data->followers, data->follows, 0);
  for (guint i = 0; i < data->series->len; i++) {
    const Series *series = data->series->pdata[i];
    for (guint j = 0; j < N_ALIGNMENT_LANGUAGES; j++) add_terms(data->subjects, series->subjects[j], i);
  }
}

AlignmentData *alignment_data_load(GError **error) {
  g_autoptr(AlignmentData) data = data_new();
  g_autofree char *path = data_file_path(data_file, error);
  g_autoptr(YamlFile) file = path != NULL ? yaml_load(path, error) : NULL;
  if (file == NULL || !bind_mapping(yaml_root(file), file_keys, data, error)) return NULL;
  build_terms(data);
  return g_steal_pointer(&data);
}

/* ---- asking ---- */

/* Does SYMBOL begin with SERIES, and go on with another part or not at all? */
static gboolean begins_as(const char *symbol, const char *series) {
  gsize length = strlen(series);
  return g_ascii_strncasecmp(symbol, series, length) == 0 && (symbol[length] == '/' || symbol[length] == '\0');
}

const char *alignment_series(const AlignmentData *data, const char *symbol, const char *name) {
  TermMatch match;
  for (guint i = 0; symbol != NULL && i < data->series->len; i++) {
    const Series *series = data->series->pdata[i];
    if (begins_as(symbol, series->symbol)) return series->symbol;
  }
  if (name == NULL) return NULL;
  term_text_set(data->words, name);
  for (guint i = 0; i < term_text_count(data->words); i++)
    if (terms_longest(data->subjects, data->words, i, &match))
      return ((const Series *)data->series->pdata[match.meaning])->symbol;
  return NULL;
}

gboolean alignment_follows(const AlignmentData *data, const char *name) {
  if (name == NULL) return FALSE;
  term_text_set(data->words, name);
  return terms_occur(data->followers, data->words);
}
