/* digest_changes.c - the sheet Changes: what differs from an earlier digest of the period, and when its documents were recorded;
 * see digest_private.h. */
#include "pipeline/digest/digest_private.h"

#include "pipeline/changes/exact_change.h"
#include "pipeline/changes/kept_reason.h"

/* ---- cells ---- */

static void put_text(const CellSource *source, guint row, guint number, const char *text) {
  digest_put_cell(source, row, number, &(Cell){.style = STYLE_TEXT, .text = text != NULL ? text : ""});
}

static void put_linked(const CellSource *source, const DigestColumn *column, guint row, guint number, const char *text,
                       const char *link, const char *tip) {
  gboolean linked = link != NULL && text != NULL && column->rank <= source->links;
  if (!linked)
    put_text(source, row, number, text);
  else
    digest_put_cell(source, row, number, &(Cell){.style = STYLE_LINK, .text = text, .link = link, .tip = tip});
}

/* A column that is a text of the line. */
#define PUT_TEXT(member)                                                                                                         \
  static void put_##member(const CellSource *source, G_GNUC_UNUSED const DigestColumn *column, guint row, guint number) {        \
    put_text(source, row, number, source->change->member);                                                                       \
  }
PUT_TEXT(what)
PUT_TEXT(sheet)
PUT_TEXT(symbol)
PUT_TEXT(body)
PUT_TEXT(columns)
PUT_TEXT(why)
PUT_TEXT(rules)

static void put_name(const CellSource *source, const DigestColumn *column, guint row, guint number) {
  put_linked(source, column, row, number, source->change->name, source->change->link, "Show the row");
}

static void put_file(const CellSource *source, const DigestColumn *column, guint row, guint number) {
  g_autofree char *link = source->change->path != NULL ? book_file_link(source->change->path, 0) : NULL;
  put_linked(source, column, row, number, source->change->file, link, "Open the PDF");
}

static void put_recorded(const CellSource *source, G_GNUC_UNUSED const DigestColumn *column, guint row, guint number) {
  const char *date = source->change->recorded;
  digest_put_cell(source, row, number, &(Cell){.style = STYLE_DATE, .date = date != NULL ? date : ""});
}

/* A text of which nothing is kept: it was replaced. */
static gboolean is_replaced(const GPtrArray *words) {
  return words->len == 2 && ((const WordRun *)words->pdata[0])->kind == WORDS_REMOVED;
}

static void add_value(GArray *runs, const GPtrArray *words) {
  if (!is_replaced(words)) {
    digest_add_words(runs, words);
    return;
  }
  digest_add_run(runs, RUN_REMOVED, ((const WordRun *)words->pdata[0])->text);
  digest_add_run(runs, RUN_PLAIN, " → ");
  digest_add_run(runs, RUN_ADDED, ((const WordRun *)words->pdata[1])->text);
}

/* What differs of an altered row, column by column; where there are several, each is named. The texts live as long as CHANGES
 * does. */
static GArray *runs_of(const RowChange *change, GPtrArray *changes) {
  GArray *runs = g_array_new(FALSE, FALSE, sizeof(TextRun));
  for (guint i = 0; i < change->heads->len; i++) {
    const char *head = change->heads->pdata[i];
    GPtrArray *words = exact_change(kept_row_value(change->before, head), kept_row_value(change->after, head));
    g_ptr_array_add(changes, words);
    if (i > 0) digest_add_run(runs, RUN_PLAIN, "\n");
    if (change->heads->len > 1) {
      digest_add_run(runs, RUN_PLAIN, head);
      digest_add_run(runs, RUN_PLAIN, ": ");
    }
    add_value(runs, words);
  }
  return runs;
}

static void put_change(const CellSource *source, G_GNUC_UNUSED const DigestColumn *column, guint row, guint number) {
  const RowChange *change = source->change->change;
  const char *head;
  if (change == NULL || change->kind != ROW_ALTERED) {
    const KeptRow *whole = change == NULL ? NULL : change->after != NULL ? change->after : change->before;
    put_text(source, row, number, whole != NULL ? kept_row_main(whole, &head) : source->change->text);
    return;
  }
  g_autoptr(GPtrArray) changes = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
  g_autoptr(GArray) runs = runs_of(change, changes);
  digest_put_rich(source, row, number, STYLE_TEXT, (const TextRun *)(gpointer)runs->data, runs->len);
}

const DigestColumn digest_change_columns[N_CHANGE_COLUMNS] = {
    {{"What", 11},
     put_what,
     .key = "what",
     .about = "\"added\", \"gone\" or \"altered\" since the earlier digest; \"recorded\": what the catalogue was told of the "
              "document."},
    {{"Sheet", 18}, put_sheet, .key = "where", .about = "Where the row stands, or stood."},
    {{"ID", 29}, put_name, .key = "id", .about = "Of the row, which it leads to; of a meeting the symbol.", .rank = 1},
    {{"Columns", 16}, put_columns, .key = "columns", .about = "Those in which the row differs."},
    {{"Change", 62},
     put_change,
     .key = "change",
     .about = "Word by word: what is gone is struck through, what is new underlined. Of a row that came or went, its text."},
    {{"Why", 40},
     put_why,
     .key = "why",
     .about = "What made the difference: a report, a version of it, other rules, a correction, ..."},
    {{"Symbol", 20}, put_symbol, .key = "symbol"},
    {{"Body", 24}, put_body, .key = "body"},
    {{"Recorded", 12}, put_recorded, .key = "recorded", .about = "The day on which this was recorded."},
    {{"Rules", 14}, put_rules, .key = "rules", .about = "The rule pack and its version then."},
    {{"Source", 24}, put_file, .key = "source", .rank = 2},
};

/* ---- rows: what differs ---- */

static void put_line(Digest *digest, const ChangeLine *line) {
  digest_put_row(digest, SHEET_CHANGES, &(CellSource){.change = line});
}

char *digest_news_words(const DigestNews *news) {
  static const struct {
    DigestSheet sheet;
    const char *one, *many;
  } kinds[] = {
      {SHEET_RECOMMENDATIONS, "recommendation", "recommendations"},
      {SHEET_PANEL_TOPICS, "panel topic", "panel topics"},
      {SHEET_MEETINGS, "meeting", "meetings"},
  };
  GString *text = g_string_new(NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
    const ChangeCounts *counts = &news->counts[kinds[i].sheet];
    const guint numbers[] = {counts->added, counts->gone, counts->altered};
    for (guint k = 0; k < G_N_ELEMENTS(numbers); k++)
      if (numbers[k] > 0)
        g_string_append_printf(text, "%s%u %s %s", text->len > 0 ? "; " : "", numbers[k],
                               numbers[k] == 1 ? kinds[i].one : kinds[i].many, row_change_names[k]);
  }
  if (text->len == 0) g_string_append(text, "nothing differs");
  return g_string_free(text, FALSE);
}

/* The first row says what the digest was compared with. A period without documents has none. */
static void put_head(Digest *digest) {
  const DigestNews *news = &digest->news;
  g_autofree char *words = digest_news_words(news),
                  *since = news->first ? NULL : g_strdup_printf("with the digest of %s", news->since);
  if (digest->documents->len == 0 && digest->changes->len == 0) return;
  put_line(digest, &(ChangeLine){.what = news->first ? "first digest" : "compared",
                                 .text = news->first ? "There is no earlier digest of this period to compare with." : words,
                                 .why = since});
}

/* Which digest the changes are against. */
static const KeptDigest *compared(const Digest *digest) {
  return digest->keeping == STATE_REPLACE ? digest->older : digest->last;
}

static char *link_of(const Digest *digest, const KeptRow *row, const CatalogueDocument *document) {
  gboolean meeting = g_str_equal(row->sheet, digest_sheets[SHEET_MEETINGS].name);
  if (!meeting) return digest_finding_link(digest, row->id);
  return document != NULL ? digest_meeting_link(digest, document) : NULL;
}

static gboolean put_difference(Digest *digest, const ReasonSource *reasons, const RowChange *change, GError **error) {
  const KeptRow *row = change->after != NULL ? change->after : change->before;
  const KeptDocument *kept = kept_digest_find(change->after != NULL ? reasons->after : reasons->before, row->source);
  const CatalogueDocument *document = change->after != NULL ? g_hash_table_lookup(reasons->catalogued, row->source) : NULL;
  g_autofree char *why = kept_reason(reasons, change, error);
  if (why == NULL || kept == NULL) return why != NULL;
  g_autofree char *rules = digest_rules(kept->pack, kept->pack_version), *link = link_of(digest, row, document);
  g_autoptr(GPtrArray) heads = g_ptr_array_copy(change->heads, NULL, NULL);
  g_ptr_array_add(heads, NULL);
  g_autofree char *columns = g_strjoinv(", ", (char **)heads->pdata);
  put_line(digest, &(ChangeLine){.what = row_change_names[change->kind],
                                 .sheet = row->sheet,
                                 .name = row->name,
                                 .symbol = kept->symbol,
                                 .body = kept->body,
                                 .columns = columns,
                                 .change = change,
                                 .why = why,
                                 .rules = rules,
                                 .file = kept->file,
                                 .link = change->after != NULL ? link : NULL,
                                 .path = document != NULL ? g_hash_table_lookup(digest->paths, document) : NULL});
  return TRUE;
}

static gboolean put_differences(Digest *digest, Catalogue *catalogue, GError **error) {
  g_autoptr(GHashTable) catalogued = identities_of(collection_documents(digest->collection));
  const ReasonSource reasons = {compared(digest), digest->kept, catalogue, &digest->key, catalogued};
  for (guint i = 0; i < digest->changes->len; i++)
    if (!put_difference(digest, &reasons, digest->changes->pdata[i], error)) return FALSE;
  return TRUE;
}

/* ---- rows: what was recorded ---- */

static void append_change(GString *text, const char *what, const char *before, const char *after) {
  if (g_strcmp0(before, after) == 0) return;
  g_string_append_printf(text, "%s%s %s → %s", text->len > 0 ? "; " : "", what, before, after);
}

static void append_count_change(GString *text, const char *what, guint before, guint after) {
  if (before == after) return;
  g_string_append_printf(text, "%s%s %u → %u", text->len > 0 ? "; " : "", what, before, after);
}

static char *rules_of(const Recording *recording) {
  return digest_rules(recording->pack, recording->pack_version);
}

/* What differs between two recordings of a document, as far as the catalogue keeps it. */
static char *describe_again(const Recording *before, const Recording *after) {
  g_autofree char *rules_before = rules_of(before), *rules_after = rules_of(after);
  g_autoptr(GString) text = g_string_new(NULL);
  append_change(text, "outcome", outcome_names[before->outcome], outcome_names[after->outcome]);
  append_change(text, "rules", rules_before, rules_after);
  append_change(text, "engine", before->engine, after->engine);
  append_change(text, "extractor", before->extractor, after->extractor);
  append_count_change(text, "recommendations", before->recommendations, after->recommendations);
  append_count_change(text, "panel topics", before->panel_topics, after->panel_topics);
  append_count_change(text, "failed checks", before->failed_checks, after->failed_checks);
  return g_strdup_printf("recorded again: %s", text->len > 0 ? text->str : "the same counts, other content");
}

static char *describe_first(const Recording *recording) {
  return g_strdup_printf("first recorded: %s; recommendations: %u; panel topics: %u; failed checks: %u",
                         outcome_names[recording->outcome], recording->recommendations, recording->panel_topics,
                         recording->failed_checks);
}

static void put_recording(Digest *digest, const CatalogueDocument *document, const Recording *recording,
                          const Recording *before) {
  char date[DATE_SIZE];
  date_of_time(recording->recorded, date);
  g_autofree char *text = before != NULL ? describe_again(before, recording) : describe_first(recording);
  g_autofree char *rules = rules_of(recording), *link = digest_meeting_link(digest, document);
  g_autofree char *file = g_path_get_basename(catalogue_document_name(document));
  put_line(digest, &(ChangeLine){.what = "recorded",
                                 .name = document->symbol != NULL ? document->symbol : file,
                                 .symbol = document->symbol,
                                 .body = document->body,
                                 .text = text,
                                 .recorded = date,
                                 .rules = rules,
                                 .file = file,
                                 .link = link,
                                 .path = g_hash_table_lookup(digest->paths, document)});
}

/* The recordings of each of the digest's documents (Recording), in their order; NULL with a CATALOGUE_ERROR. */
static GPtrArray *all_recordings(const Digest *digest, Catalogue *catalogue, GError **error) {
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
  for (guint i = 0; i < digest->documents->len; i++) {
    GPtrArray *recordings = catalogue_recordings(catalogue, digest->documents->pdata[i], error);
    if (recordings == NULL) return NULL;
    g_ptr_array_add(all, recordings);
  }
  return g_steal_pointer(&all);
}

/* How many rows there will be decides which of them can lead somewhere. */
static guint count_rows(const Digest *digest, const GPtrArray *recordings) {
  guint count = 1 + digest->changes->len;
  for (guint i = 0; i < recordings->len; i++) count += ((const GPtrArray *)recordings->pdata[i])->len;
  return count;
}

gboolean digest_put_changes(Digest *digest, Catalogue *catalogue, GError **error) {
  g_autoptr(GPtrArray) recordings = all_recordings(digest, catalogue, error);
  if (recordings == NULL) return FALSE;
  digest->rows_to_come[SHEET_CHANGES] = count_rows(digest, recordings);
  put_head(digest);
  if (!put_differences(digest, catalogue, error)) return FALSE;
  for (guint i = 0; i < recordings->len; i++) {
    const GPtrArray *list = recordings->pdata[i];
    for (guint k = 0; k < list->len; k++)
      put_recording(digest, digest->documents->pdata[i], list->pdata[k], k > 0 ? list->pdata[k - 1] : NULL);
  }
  return TRUE;
}
