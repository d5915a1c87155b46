/* digest_keep.c - see digest_keep.h. */
#include "pipeline/digest/digest_keep.h"

#include "pipeline/digest/digest_private.h"

StateKey digest_state_key(const DigestOptions *options) {
  return (StateKey){.from = options->period.from,
                    .to = options->period.to,
                    .language = options->language != NULL ? options->language : "en",
                    .corrected = options->overrides != NULL};
}

/* ---- the columns that are kept ---- */

static void append_id(GString *text, const Row *row) {
  g_string_append(text, row->finding->id);
}

static void append_verdict(GString *text, const Row *row) {
  g_autofree char *verdict = report_verdict(row->report);
  g_string_append(text, verdict);
}

static void append_other_facts(GString *text, const Row *row) {
  g_autofree char *facts = digest_other_facts(row->report, "; ");
  g_string_append(text, facts);
}

/* Columns that are no value of row_columns. */
static const struct {
  DigestSheet sheet;
  const char *head;
  void (*append)(GString *text, const Row *row);
} made_columns[] = {
    {SHEET_RECOMMENDATIONS, "ID", append_id},
    {SHEET_PANEL_TOPICS, "ID", append_id},
    {SHEET_MEETINGS, "Check", append_verdict},
    {SHEET_MEETINGS, "Other facts", append_other_facts},
};

/* A finding's row repeats these of its meeting's. */
static const char *const of_meetings[] = {"symbol", "body", "session", "start", "end", NULL};

static gboolean is_kept(DigestSheet sheet, const DigestColumn *column) {
  if (column->value == NULL || g_str_equal(column->value, "id")) return FALSE;
  return sheet == SHEET_MEETINGS || !g_strv_contains(of_meetings, column->value);
}

static KeptHeads *add_heads(KeptDocument *document, DigestSheet sheet) {
  const DigestSheetInfo *info = &digest_sheets[sheet];
  KeptHeads *heads = kept_document_add_heads(document, info->name);
  for (gsize i = 0; i < G_N_ELEMENTS(made_columns); i++)
    if (made_columns[i].sheet == sheet) g_ptr_array_add(heads->heads, g_strdup(made_columns[i].head));
  for (guint i = 0; i < info->count; i++)
    if (is_kept(sheet, &info->columns[i])) g_ptr_array_add(heads->heads, g_strdup(info->columns[i].column.header));
  return heads;
}

/* The values of ROW in the order of add_heads. */
static void add_values(KeptRow *kept, DigestSheet sheet, const Row *row) {
  const DigestSheetInfo *info = &digest_sheets[sheet];
  g_autoptr(GString) text = g_string_new(NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(made_columns); i++) {
    if (made_columns[i].sheet != sheet) continue;
    g_string_truncate(text, 0);
    made_columns[i].append(text, row);
    g_ptr_array_add(kept->values, g_strdup(text->str));
  }
  for (guint i = 0; i < info->count; i++) {
    if (!is_kept(sheet, &info->columns[i])) continue;
    const char *value = info->columns[i].value;
    g_string_truncate(text, 0);
    row_append_text(text, row, row_column(value), g_str_equal(value, "section") ? " › " : "; ");
    g_ptr_array_add(kept->values, g_strdup(text->str));
  }
}

/* ---- a report ---- */

typedef struct {
  KeptDocument *document;
  const CatalogueDocument *catalogued;
  KeptHeads *heads[N_SHEETS]; /* NULL until a row needs them */
} Keeper;

/* Versions of one work have the rows of one number in each other's place. */
static char *place_of(const Keeper *keeper, const Finding *finding) {
  const CatalogueDocument *document = keeper->catalogued;
  if (document->work == NULL || finding->number == NULL || *finding->number == '\0') return NULL;
  return g_strjoin("\n", document->work, document->language != NULL ? document->language : "", finding->number, NULL);
}

static gboolean keep_row(const Row *row, gpointer data) {
  static const DigestSheet sheets[] = {
      [ROW_RECOMMENDATION] = SHEET_RECOMMENDATIONS,
      [ROW_PANEL_TOPIC] = SHEET_PANEL_TOPICS,
      [ROW_MEETING] = SHEET_MEETINGS,
  };
  Keeper *keeper = data;
  KeptDocument *document = keeper->document;
  DigestSheet sheet = sheets[row->kind];
  if (keeper->heads[sheet] == NULL) keeper->heads[sheet] = add_heads(document, sheet);
  gboolean meeting = row->kind == ROW_MEETING;
  KeptRow *kept = kept_document_add_row(document, keeper->heads[sheet], meeting ? document->identity : row->finding->id);
  if (meeting) {
    g_free(kept->name);
    kept->name = g_strdup(document->symbol != NULL ? document->symbol : document->file);
  } else {
    kept->place = place_of(keeper, row->finding);
  }
  add_values(kept, sheet, row);
  return TRUE;
}

/* Copies what the document is. */
static void describe(KeptDocument *kept, const Report *report) {
  const CatalogueDocument *document = report->document;
  kept->symbol = g_strdup(document->symbol);
  kept->body = g_strdup(document->body);
  kept->language = g_strdup(document->language);
  kept->date = g_strdup(report->date);
  kept->work = g_strdup(document->work);
  kept->version_kind = g_strdup(version_kind_names[document->version_kind]);
  kept->outcome = g_strdup(outcome_names[document->outcome]);
  kept->reason = g_strdup(document->reason);
  kept->pack = g_strdup(document->pack);
  kept->pack_version = g_strdup(document->pack_version);
  kept->engine = g_strdup(document->engine);
  kept->extractor = g_strdup(document->extractor);
}

void digest_keep_report(KeptDigest *kept, const Report *report, gboolean speaks, const KeptDigest *last) {
  g_autofree char *identity = identity_of(report->document);
  g_autofree char *file = g_path_get_basename(catalogue_document_name(report->document));
  Keeper keeper = {.document = kept_digest_add(kept, identity, file), .catalogued = report->document};
  guint kinds = digest_takes_meeting(report->document) ? 1u << ROW_MEETING : 0;
  if (kinds != 0 && speaks) kinds |= 1u << ROW_RECOMMENDATION | 1u << ROW_PANEL_TOPIC;
  describe(keeper.document, report);
  keeper.document->speaks = kinds != 0 && speaks;
  row_each(report, kinds, keep_row, &keeper);
  kept_document_pack(keeper.document, last);
}

/* ---- all reports of a period ---- */

static gboolean keep_documents(KeptDigest *kept, Collection *collection, const Period *period, GError **error) {
  const GPtrArray *documents = collection_documents(collection);
  g_autoptr(KeptDigest) nothing = kept_digest_new();
  for (guint i = 0; i < documents->len; i++) {
    const CatalogueDocument *document = documents->pdata[i];
    char date[DATE_SIZE];
    report_date(document, date);
    if (!period_holds(period, date)) continue;
    g_autoptr(Report) report = collection_report(collection, document, error);
    if (report == NULL) return FALSE;
    digest_keep_report(kept, report, collection_speaks(collection, document), nothing);
  }
  return TRUE;
}

KeptDigest *digest_keep_all(Catalogue *catalogue, const DigestOptions *options, GError **error) {
  const CollectionOptions wanted = {.language = options->language, .overrides = options->overrides};
  g_autoptr(Collection) collection = collection_open(catalogue, &wanted, error);
  g_autoptr(KeptDigest) kept = kept_digest_new();
  if (collection == NULL || !keep_documents(kept, collection, &options->period, error)) return NULL;
  return g_steal_pointer(&kept);
}

ChangeCounts changes_count(const GPtrArray *changes, const char *sheet) {
  ChangeCounts counts = {0, 0, 0};
  for (guint i = 0; i < changes->len; i++) {
    const RowChange *change = changes->pdata[i];
    guint *const of_kind[] = {[ROW_ADDED] = &counts.added, [ROW_GONE] = &counts.gone, [ROW_ALTERED] = &counts.altered};
    const KeptRow *row = change->after != NULL ? change->after : change->before;
    if (g_str_equal(row->sheet, sheet)) ++*of_kind[change->kind];
  }
  return counts;
}
