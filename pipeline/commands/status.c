/* status.c - see status.h. */
#include "pipeline/commands/status.h"

#include "extractors/json.h"
#include "pipeline/reports/report.h"
#include "pipeline/stages/stage.h"

#include <errno.h>

G_DEFINE_QUARK(rapporteur_status_error, status_error)

/* A document that was not read wholly, failed a check or is not complete. */
typedef struct {
  char *source_file, *sha256, *symbol;
  Outcome outcome;
  char *reason;        /* NULL where the document was read wholly */
  char *failed_checks; /* "numbering; told_count"; NULL where none failed */
  char *incomplete;    /* why its certificate does not say that it is complete; NULL where it does, or where there is none */
} Case;

/* A document that another version of its work takes the place of. */
typedef struct {
  char *source_file, *sha256, *symbol, *work;
  VersionKind version_kind;
  char *superseded_by; /* the symbol of what counts in its place, else the name of its file */
} Superseded;

typedef struct {
  guint documents;
  guint outcomes[OUTCOME_REJECTED + 1];
  guint certified, incomplete; /* reports whose certificate says that they are complete, and those whose doesn't */
  guint recommendations, panel_topics, failed_checks; /* of what is not superseded */
  guint corrections, stale, outdated,
      lost;              /* IDs that people spoke of; of an earlier text; of a superseded version; of no document */
  GPtrArray *attention;  /* Case */
  GPtrArray *superseded; /* Superseded */
} Status;

static gpointer case_new(void) {
  return g_new0(Case, 1);
}

static void case_free(Case *item) {
  g_free(item->source_file);
  g_free(item->sha256);
  g_free(item->symbol);
  g_free(item->reason);
  g_free(item->failed_checks);
  g_free(item->incomplete);
  g_free(item);
}

static gpointer superseded_new(void) {
  return g_new0(Superseded, 1);
}

static void superseded_free(Superseded *item) {
  g_free(item->source_file);
  g_free(item->sha256);
  g_free(item->symbol);
  g_free(item->work);
  g_free(item->superseded_by);
  g_free(item);
}

/* ---- gathering ---- */

static void add_case(Status *status, const Report *report, guint failed) {
  Case *item = case_new();
  item->source_file = g_strdup(report->findings->source_file);
  item->sha256 = g_strdup(report->findings->sha256);
  item->symbol = g_strdup(report->document->symbol);
  item->outcome = report->findings->outcome;
  item->reason = g_strdup(report->findings->reason);
  item->failed_checks = failed > 0 ? report_verdict(report) : NULL;
  const Check *verdict = findings_verdict(report->findings);
  item->incomplete = verdict && verdict->result == CHECK_FAILED ? g_strdup(verdict->message) : NULL;
  g_ptr_array_add(status->attention, item);
}

static void add_superseded(Status *status, const CatalogueDocument *document, const CatalogueDocument *newer) {
  Superseded *item = superseded_new();
  item->source_file = g_strdup(catalogue_document_name(document));
  item->sha256 = g_strdup(document->sha256);
  item->symbol = g_strdup(document->symbol);
  item->work = g_strdup(document->work);
  item->version_kind = document->version_kind;
  item->superseded_by = g_strdup(catalogue_document_label(newer));
  g_ptr_array_add(status->superseded, item);
}

/* What a version that does not count holds, or fails, is of no matter any more. */
static void add_report(Status *status, const Report *report) {
  guint failed = report_count_checks(report, CHECK_FAILED);
  const Check *verdict = findings_verdict(report->findings);
  const CatalogueDocument *newer = catalogue_superseded_by(report->document);
  status->documents++;
  status->outcomes[report->findings->outcome]++;
  if (newer != NULL) {
    add_superseded(status, report->document, newer);
    return;
  }
  if (catalogue_speaks(report->document, NULL)) {
    status->recommendations += report->document->recommendations;
    status->panel_topics += report->document->panel_topics;
  }
  status->failed_checks += failed;
  status->certified += verdict && verdict->result == CHECK_PASSED;
  status->incomplete += verdict && verdict->result == CHECK_FAILED;
  if (failed > 0 || report->findings->outcome != OUTCOME_COMPLETE) add_case(status, report, failed);
}

/* Counts what CORRECTIONS say of the findings of REPORT, and takes it off the list of those that no document has. */
static void add_corrections(Status *status, Corrections *corrections, const Report *report, GHashTable *lost) {
  const GPtrArray *findings = report->findings->findings;
  const CatalogueDocument *document = report->document;
  gboolean is_outdated = document->version_kind != VERSION_COPY && catalogue_superseded_by(document) != NULL;
  for (guint i = 0; corrections != NULL && i < findings->len; i++) {
    Finding *finding = g_ptr_array_index(findings, i);
    if (finding->kind == FINDING_FACT || !g_hash_table_remove(lost, finding->id)) continue;
    const Correction *correction = corrections_apply(corrections, finding);
    if (correction->stale) status->stale++;
    if (is_outdated) status->outdated++;
  }
}

/* The IDs that CORRECTIONS speak of, as a set. */
static GHashTable *list_corrections(const Corrections *corrections) {
  GHashTable *set = g_hash_table_new(g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) ids = corrections != NULL ? corrections_ids(corrections) : g_ptr_array_new();
  for (guint i = 0; i < ids->len; i++) g_hash_table_add(set, g_ptr_array_index(ids, i));
  return set;
}

static gboolean gather(Status *status, Catalogue *catalogue, Corrections *corrections, GError **error) {
  g_autoptr(GHashTable) lost = list_corrections(corrections);
  status->corrections = g_hash_table_size(lost);
  g_autoptr(GPtrArray) documents = catalogue_documents(catalogue, error);
  for (guint i = 0; documents != NULL && i < documents->len; i++) {
    g_autoptr(Report) report = report_load(catalogue, g_ptr_array_index(documents, i), error);
    if (report == NULL) return FALSE;
    add_report(status, report);
    add_corrections(status, corrections, report, lost);
  }
  status->lost = g_hash_table_size(lost);
  return documents != NULL;
}

/* ---- writing ---- */

static const JsonField case_fields[] = {
    {.name = "source_file", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Case, source_file)},
    {.name = "sha256", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Case, sha256)},
    {.name = "symbol", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Case, symbol)},
    {.name = "outcome", .type = JSON_ENUM, .offset = G_STRUCT_OFFSET(Case, outcome), .names = outcome_names},
    {.name = "reason", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Case, reason)},
    {.name = "failed_checks", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Case, failed_checks)},
    {.name = "incomplete", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Case, incomplete)},
    {.name = NULL},
};

static const JsonField superseded_fields[] = {
    {.name = "source_file", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Superseded, source_file)},
    {.name = "sha256", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Superseded, sha256)},
    {.name = "symbol", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Superseded, symbol)},
    {.name = "work", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Superseded, work)},
    {.name = "version_kind", .type = JSON_ENUM, .offset = G_STRUCT_OFFSET(Superseded, version_kind), .names = version_kind_names},
    {.name = "superseded_by", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Superseded, superseded_by)},
    {.name = NULL},
};

static const JsonField status_fields[] = {
    {.name = "documents", .type = JSON_UINT, .offset = G_STRUCT_OFFSET(Status, documents)},
    {.name = "complete", .type = JSON_UINT, .offset = G_STRUCT_OFFSET(Status, outcomes[OUTCOME_COMPLETE])},
    {.name = "partial", .type = JSON_UINT, .offset = G_STRUCT_OFFSET(Status, outcomes[OUTCOME_PARTIAL])},
    {.name = "skipped", .type = JSON_UINT, .offset = G_STRUCT_OFFSET(Status, outcomes[OUTCOME_SKIPPED])},
    {.name = "rejected", .type = JSON_UINT, .offset = G_STRUCT_OFFSET(Status, outcomes[OUTCOME_REJECTED])},
    {.name = "recommendations", .type = JSON_UINT, .offset = G_STRUCT_OFFSET(Status, recommendations)},
    {.name = "panel_topics", .type = JSON_UINT, .offset = G_STRUCT_OFFSET(Status, panel_topics)},
    {.name = "failed_checks", .type = JSON_UINT, .offset = G_STRUCT_OFFSET(Status, failed_checks)},
    {.name = "certified_complete", .type = JSON_UINT, .offset = G_STRUCT_OFFSET(Status, certified)},
    {.name = "certified_incomplete", .type = JSON_UINT, .offset = G_STRUCT_OFFSET(Status, incomplete)},
    {.name = "corrections", .type = JSON_UINT, .offset = G_STRUCT_OFFSET(Status, corrections)},
    {.name = "corrections_stale", .type = JSON_UINT, .offset = G_STRUCT_OFFSET(Status, stale)},
    {.name = "corrections_outdated", .type = JSON_UINT, .offset = G_STRUCT_OFFSET(Status, outdated)},
    {.name = "corrections_lost", .type = JSON_UINT, .offset = G_STRUCT_OFFSET(Status, lost)},
    {.name = "attention",
     .type = JSON_ARRAY,
     .offset = G_STRUCT_OFFSET(Status, attention),
     .fields = case_fields,
     .make = case_new},
    {.name = "superseded",
     .type = JSON_ARRAY,
     .offset = G_STRUCT_OFFSET(Status, superseded),
     .fields = superseded_fields,
     .make = superseded_new},
    {.name = NULL},
};

/* Names and reasons come from outside: nothing in them may act on the terminal. */
static void append_case(GString *out, const Case *item) {
  g_autofree char *name = stage_visible(item->symbol != NULL ? item->symbol : item->source_file);
  g_autofree char *reason = stage_visible(item->reason != NULL ? item->reason : "");
  g_autofree char *failed = stage_visible(item->failed_checks != NULL ? item->failed_checks : "");
  g_string_append_printf(out, "  %s:", name);
  if (item->outcome != OUTCOME_COMPLETE) g_string_append_printf(out, " %s: %s", outcome_names[item->outcome], reason);
  if (item->failed_checks != NULL)
    g_string_append_printf(out, "%s failed: %s", item->outcome != OUTCOME_COMPLETE ? " -" : "", failed);
  g_string_append_c(out, '\n');
  g_autofree char *incomplete = stage_visible(item->incomplete != NULL ? item->incomplete : "");
  if (item->incomplete != NULL) g_string_append_printf(out, "    %s\n", incomplete);
}

static void append_superseded(GString *out, const Superseded *item) {
  g_autofree char *name = stage_visible(item->symbol != NULL ? item->symbol : item->source_file);
  g_autofree char *file = stage_visible(item->source_file), *newer = stage_visible(item->superseded_by);
  g_string_append_printf(out, "  %s (%s, %s): %s counts\n", name, version_kind_names[item->version_kind], file, newer);
}

static void append_text(GString *out, const Status *status) {
  g_string_append_printf(out, "%8u  documents\n", status->documents);
  for (guint i = 0; i < G_N_ELEMENTS(status->outcomes); i++)
    g_string_append_printf(out, "%8u    %s\n", status->outcomes[i], outcome_names[i]);
  g_string_append_printf(out, "%8u  recommendations\n", status->recommendations);
  g_string_append_printf(out, "%8u  panel topics\n", status->panel_topics);
  g_string_append_printf(out, "%8u  failed checks\n", status->failed_checks);
  g_string_append_printf(out, "%8u  reports complete by their certificates, %u not\n", status->certified, status->incomplete);
  if (status->corrections > 0)
    g_string_append_printf(
        out,
        "%8u  recommendations and topics that people corrected or noted, %u of an earlier text, %u of superseded "
        "versions, %u unknown\n",
        status->corrections, status->stale, status->outdated, status->lost);
  if (status->attention->len > 0) g_string_append(out, "\nNeeds attention:\n");
  for (guint i = 0; i < status->attention->len; i++) append_case(out, g_ptr_array_index(status->attention, i));
  if (status->superseded->len > 0) g_string_append(out, "\nSuperseded:\n");
  for (guint i = 0; i < status->superseded->len; i++) append_superseded(out, g_ptr_array_index(status->superseded, i));
}

static gboolean write_out(const GString *out, FILE *stream, GError **error) {
  if (fwrite(out->str, 1, out->len, stream) == out->len && fflush(stream) == 0) return TRUE;
  g_set_error_literal(error, STATUS_ERROR, STATUS_ERROR_WRITE, g_strerror(errno));
  return FALSE;
}

gboolean status_print(Catalogue *catalogue, Corrections *corrections, StatusFormat format, FILE *stream, GError **error) {
  g_autoptr(GPtrArray) attention = g_ptr_array_new_with_free_func((GDestroyNotify)case_free);
  g_autoptr(GPtrArray) superseded = g_ptr_array_new_with_free_func((GDestroyNotify)superseded_free);
  g_autoptr(GString) out = g_string_new(NULL);
  Status status = {.attention = attention, .superseded = superseded};
  if (!catalogue_begin(catalogue, CATALOGUE_READ, error)) return FALSE;
  gboolean gathered = gather(&status, catalogue, corrections, error);
  catalogue_rollback(catalogue); /* nothing was changed: this only ends the reading */
  if (!gathered) return FALSE;
  if (format == STATUS_JSON)
    json_write_line(out, NULL, status_fields, &status);
  else
    append_text(out, &status);
  return write_out(out, stream, error);
}
