/* catalogue_index.c - the catalogue's index of words, kept; see catalogue_search.h and catalogue_private.h. */
#include "pipeline/catalogue/catalogue_private.h"
#include "pipeline/words/search_query.h"
#include "pipeline/words/search_words.h"

#include <string.h>

/* ---- the words of a document ---- */

enum { TEXT_STEMS, TEXT_FORMS, AROUND_STEMS, AROUND_FORMS, N_COLUMNS }; /* as in 005-search.sql */

static const char *const insert_words =
    "INSERT INTO search (rowid, text_stems, text_forms, around_stems, around_forms) VALUES (?, ?, ?, ?, ?)";
static const char *const delete_words = "INSERT INTO search (search, rowid, text_stems, text_forms, around_stems, around_forms)"
                                        " VALUES ('delete', ?, ?, ?, ?, ?)";

/* What goes through the texts of one document. */
typedef struct {
  const char *statement; /* that each text's words are given to */
  const char *language;  /* "" where it is not known */
  WordReader *reader;
  GString *columns[N_COLUMNS];
  GHashTable *shared; /* lead-ins and sections, which many rows share, as they came → their words: a char *[2], stems and forms */
} Indexing;

/* Appends the words of TEXT, which may be NULL, to column STEMS and the one behind it. */
static void append(Indexing *indexing, int stems, const char *text) {
  search_append_words(indexing->reader, indexing->language, text, indexing->columns[stems], indexing->columns[stems + 1]);
}

/* No phrase goes across what is appended next. */
static void append_gap(Indexing *indexing) {
  g_string_append(indexing->columns[AROUND_STEMS], " " SEARCH_GAP " ");
  g_string_append(indexing->columns[AROUND_FORMS], " " SEARCH_GAP " ");
}

/* Appends each of the texts that JOINED is made of: values with a unit separator between two. */
static void append_each(Indexing *indexing, const char *joined) {
  g_auto(GStrv) texts = g_strsplit(joined != NULL ? joined : "", "\x1F", -1);
  for (char **text = texts; *text != NULL; text++) {
    append_gap(indexing);
    append(indexing, AROUND_STEMS, *text);
  }
}

static void free_words(char **words) {
  g_free(words[0]);
  g_free(words[1]);
  g_free(words);
}

/* The same for what the rows behind this one are likely to have, too. */
static void append_shared(Indexing *indexing, const char *joined) {
  if (joined == NULL) return;
  gsize stems = indexing->columns[AROUND_STEMS]->len, forms = indexing->columns[AROUND_FORMS]->len;
  char **words = g_hash_table_lookup(indexing->shared, joined);
  if (words != NULL) {
    g_string_append(indexing->columns[AROUND_STEMS], words[0]);
    g_string_append(indexing->columns[AROUND_FORMS], words[1]);
    return;
  }
  append_each(indexing, joined);
  words = g_new(char *, 2);
  words[0] = g_strdup(indexing->columns[AROUND_STEMS]->str + stems);
  words[1] = g_strdup(indexing->columns[AROUND_FORMS]->str + forms);
  g_hash_table_insert(indexing->shared, g_strdup(joined), words);
}

static gboolean put_words(Catalogue *catalogue, Indexing *indexing, gint64 row, GError **error) {
  Statement *statement = catalogue_statement(catalogue, indexing->statement, error);
  if (statement == NULL) return FALSE;
  statement_bind_number(statement, row);
  for (int i = 0; i < N_COLUMNS; i++) statement_bind_text(statement, indexing->columns[i]->str);
  gboolean done = statement_run(statement, error);
  for (int i = 0; i < N_COLUMNS; i++) g_string_truncate(indexing->columns[i], 0);
  return done;
}

/* The fields are those that hold names. */
static const char *const select_texts =
    "SELECT finding, text, id, number_printed, lead_in,"
    " (SELECT group_concat(value, char(31)) FROM json_each(section)),"
    " (SELECT group_concat(value, char(31)) FROM (SELECT value FROM finding_values AS v WHERE v.finding = f.finding AND v.name IN"
    "  ('states', 'addressees', 'legal_references', 'panellists', 'moderator', 'keynote') ORDER BY ordinal))"
    " FROM findings AS f WHERE document = ? AND kind <> 'fact' ORDER BY position";

static gboolean put_text(Catalogue *catalogue, Statement *row, gpointer data, GError **error) {
  Indexing *indexing = data;
  gint64 finding = statement_number(row);
  append(indexing, TEXT_STEMS, statement_text(row));
  append(indexing, AROUND_STEMS, statement_text(row));
  append_each(indexing, statement_text(row));
  append_shared(indexing, statement_text(row));
  append_shared(indexing, statement_text(row));
  append_each(indexing, statement_text(row));
  return put_words(catalogue, indexing, finding, error);
}

static const char *const select_facts = "SELECT number, text FROM findings WHERE document = ? AND kind = 'fact'"
                                        " AND number <> 'language' ORDER BY position";

static gboolean append_fact(G_GNUC_UNUSED Catalogue *catalogue, Statement *row, gpointer data, G_GNUC_UNUSED GError **error) {
  Indexing *indexing = data;
  if (g_strcmp0(statement_text(row), "title") == 0)
    append(indexing, TEXT_STEMS, statement_text(row));
  else
    append_each(indexing, statement_text(row));
  return TRUE;
}

/* Gives STATEMENT the words of each text of DOCUMENT: of its meeting, recommendations and panel topics. */
static gboolean put_document(Catalogue *catalogue, gint64 document, const char *language, const char *statement, GError **error) {
  g_autoptr(WordReader) reader = word_reader_new(language);
  g_autoptr(GHashTable) shared = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)free_words);
  Indexing indexing = {.statement = statement, .language = language, .reader = reader, .shared = shared};
  for (int i = 0; i < N_COLUMNS; i++) indexing.columns[i] = g_string_new(NULL);
  gboolean done = catalogue_each_row(catalogue, select_facts, document, append_fact, &indexing, error) &&
                  put_words(catalogue, &indexing, -document, error) &&
                  catalogue_each_row(catalogue, select_texts, document, put_text, &indexing, error);
  for (int i = 0; i < N_COLUMNS; i++) g_string_free(indexing.columns[i], TRUE);
  return done;
}

/* ---- keeping it ---- */

static const char *const select_language = "SELECT language FROM meetings WHERE document = ?";
static const char *const select_indexed_language = "SELECT language FROM search_languages WHERE document = ?";
static const char *const insert_rows = "INSERT INTO search_rows (finding, document, position, topic)"
                                       " SELECT finding, document, position, kind = 'panel_topic' FROM findings"
                                       " WHERE document = ? AND kind <> 'fact'";
static const char *const insert_language = "INSERT INTO search_languages (document, language) VALUES (?, ?)";
static const char *const delete_language = "DELETE FROM search_languages WHERE document = ?";

static gboolean read_language(G_GNUC_UNUSED Catalogue *catalogue, Statement *row, gpointer data, G_GNUC_UNUSED GError **error) {
  const char *language = statement_text(row);
  *(char **)data = g_strdup(language != NULL ? language : "");
  return TRUE;
}

gboolean catalogue_index_add(Catalogue *catalogue, gint64 document, GError **error) {
  g_autofree char *language = NULL;
  if (!catalogue_each_row(catalogue, select_language, document, read_language, &language, error)) return FALSE;
  if (language == NULL) return catalogue_damaged(catalogue, error, "a document without its meeting");
  Statement *statement = catalogue_statement(catalogue, insert_language, error);
  if (statement == NULL) return FALSE;
  statement_bind_number(statement, document);
  statement_bind_text(statement, language);
  if (!statement_run(statement, error) || (statement = catalogue_statement(catalogue, insert_rows, error)) == NULL) return FALSE;
  statement_bind_number(statement, document);
  return statement_run(statement, error) && put_document(catalogue, document, language, insert_words, error);
}

gboolean catalogue_index_remove(Catalogue *catalogue, gint64 document, GError **error) {
  g_autofree char *language = NULL;
  if (!catalogue_each_row(catalogue, select_indexed_language, document, read_language, &language, error)) return FALSE;
  if (language == NULL) return TRUE;
  Statement *statement = catalogue_statement(catalogue, delete_language, error);
  if (statement == NULL) return FALSE;
  statement_bind_number(statement, document);
  return statement_run(statement, error) && put_document(catalogue, document, language, delete_words, error);
}

/* ---- how its words were made ---- */

/* What words are made of these tells how words are made: endings of each language, accents, signs within words. */
static const struct {
  const char *language, *text;
} samples[] = {
    {"en",
     "children nationally trafficked smuggling authorities strengthening responsibilities children's CTOC/COP/WG.7/2023/5 86.12"},
    {"fr", "l'égalité nationaux recommandées renforcement coopérer migratoires victimes œuvre développées"},
    {"es", "cooperación naciones protegerán niños víctimas fortalecimiento rápidamente tráfico"},
    {"ru", "мигрантов незаконный ввозимые сотрудничество государствами ребёнок рекомендовал"},
    {"ar", "المهاجرين والتعاون بتهريب مُكافحة الدول توصيات للأطفال"},
    {"zh", "偷运移民问题工作组 2030年"},
};
static const char *const words_format =
    "1"; /* to be changed when something else of the index changes, such as which texts it holds */

static char *make_stamp(void) {
  g_autoptr(GString) words = g_string_new(words_format), forms = g_string_new(NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(samples); i++) {
    g_autoptr(WordReader) reader = word_reader_new(samples[i].language);
    search_append_words(reader, samples[i].language, samples[i].text, words, forms);
  }
  g_string_append(words, forms->str);
  return g_compute_checksum_for_string(G_CHECKSUM_SHA256, words->str, -1);
}

static const char *const select_stamp = "SELECT stamp FROM search_state";
static const char *const insert_stamp = "INSERT INTO search_state (stamp) VALUES (?)";
static const char *const delete_index =
    "INSERT INTO search (search) VALUES ('delete-all'); DELETE FROM search_rows; DELETE FROM search_languages;"
    " DELETE FROM search_state;";

gboolean catalogue_index_is_current(Catalogue *catalogue, gboolean *current, GError **error) {
  g_autofree char *found = NULL, *stamp = make_stamp();
  if (!catalogue_each_row(catalogue, select_stamp, 0, read_language, &found, error)) return FALSE;
  *current = g_strcmp0(found, stamp) == 0;
  return TRUE;
}

static const char *const select_keys = "SELECT document FROM documents ORDER BY document";

static gboolean add_key(G_GNUC_UNUSED Catalogue *catalogue, Statement *row, gpointer data, G_GNUC_UNUSED GError **error) {
  gint64 key = statement_number(row);
  g_array_append_val((GArray *)data, key);
  return TRUE;
}

gboolean catalogue_index_rebuild(Catalogue *catalogue, GError **error) {
  g_autoptr(GArray) keys = g_array_new(FALSE, FALSE, sizeof(gint64));
  g_autofree char *stamp = make_stamp();
  Statement *statement = NULL;
  if (!database_run(catalogue->database, delete_index, error) ||
      !catalogue_each_row(catalogue, select_keys, 0, add_key, keys, error) ||
      (statement = catalogue_statement(catalogue, insert_stamp, error)) == NULL)
    return FALSE;
  statement_bind_text(statement, stamp);
  if (!statement_run(statement, error)) return FALSE;
  for (guint i = 0; i < keys->len; i++)
    if (!catalogue_index_add(catalogue, g_array_index(keys, gint64, i), error)) return FALSE;
  return TRUE;
}
