/* command_run.c - rapporteur run: one pass over the inbox, or over what is named, from PDFs to digests. */
#include "pipeline/catalogue/record.h"
#include "pipeline/commands.h"
#include "pipeline/commands/run_table.h"
#include "pipeline/digest/owed_digests.h"
#include "pipeline/evidence/evidence.h"
#include "pipeline/home/intake.h"
#include "pipeline/home/openers.h"
#include "pipeline/reports/report.h"
#include "pipeline/stages/ocr_option.h"
#include "pipeline/stages/reading.h"
#include "rules/apply.h"
#include "rules/findings_format.h"

#include <stdio.h>
#include <unistd.h>

static char *home_folder, *rules_folder, *output, *ocr;
static int jobs;

static const GOptionEntry options[] = {
    {"home", 0, 0, G_OPTION_ARG_FILENAME, &home_folder, "The folder with inbox, archive, digests and catalogue", "DIR"},
    {"jobs", 'j', 0, G_OPTION_ARG_INT, &jobs, "Read N files at a time (as many as there are processors)", "N"},
    {"rules", 'r', 0, G_OPTION_ARG_FILENAME, &rules_folder, "Use the rule packs in FOLDER instead of the program's own",
     "FOLDER"},
    {"output", 'o', 0, G_OPTION_ARG_FILENAME, &output, "Write one digest of all reports to FILE, not one a quarter", "FILE"},
    OCR_OPTION(ocr),
    G_OPTION_ENTRY_NULL,
};

static const StageInfo info = {
    .name = "run",
    .arguments = "[PDF|FOLDER...]",
    .summary =
        "Reads the reports in the home's inbox, or those that are named, records what is found, and writes the digests of\n"
        "the quarters that they belong to. Files of the inbox move to archive/ or rejected/; files that are named stay.",
    .options = options,
    .most = G_MAXUINT,
};

/* What is left to do for a file once it is recorded. */
typedef struct {
  char *path, *sha256, *reason;
  gboolean readable;
} Handled;

static void handled_free(gpointer data) {
  Handled *handled = data;
  g_free(handled->path);
  g_free(handled->sha256);
  g_free(handled->reason);
  g_free(handled);
}

typedef struct {
  Stage *stage;
  Home *home;
  Catalogue *catalogue;
  Recorder *recorder;
  GPtrArray *paths;
  GPtrArray *before;  /* CatalogueDocument: what was recorded before this pass */
  GPtrArray *handled; /* Handled */
} Pass;

static void show_progress(const Pass *pass, guint done) {
  if (pass->stage->quiet || !isatty(STDERR_FILENO)) return;
  fprintf(stderr, "\r%u of %u%s", done, pass->paths->len, done == pass->paths->len ? "\n" : "");
}

static gboolean was_read_before(const Pass *pass, const char *sha256) {
  const CatalogueDocument *document = documents_find(pass->before, sha256);
  return document && outcome_is_read(document->outcome);
}

static gboolean take_findings(const Read *read, gpointer data) {
  Pass *pass = data;
  g_autoptr(GError) error = NULL;
  Findings *findings = findings_read(read->text, read->length, &error);
  if (!findings) {
    stage_error(pass->stage, EXIT_FAULT, read->path, "%s", error->message);
    return TRUE;
  }
  show_progress(pass, read->index + 1);
  if (*findings->sha256 == '\0') { /* no file that could be read is no document: it is told, not recorded */
    stage_error(pass->stage, EXIT_INPUT, read->path, "%s", read->reason);
    findings_free(findings);
    return TRUE;
  }
  if (read->lost && was_read_before(pass, findings->sha256)) { /* it was read before: what was found then stays */
    stage_warning(pass->stage, read->path, "%s; what was recorded of it before stays", read->reason);
    findings_free(findings);
    return TRUE;
  }
  Handled *handled = g_new0(Handled, 1);
  handled->path = g_strdup(read->path);
  handled->sha256 = g_strdup(findings->sha256);
  handled->reason = g_strdup(read->reason);
  handled->readable = outcome_is_read(read->outcome);
  g_ptr_array_add(pass->handled, handled);
  return recorder_take(pass->recorder, findings);
}

/* Only what is recorded leaves the inbox: a pass that was cut off finds the rest there. */
static void clear_inbox(Pass *pass) {
  for (guint i = 0; i < pass->handled->len; i++) {
    const Handled *handled = pass->handled->pdata[i];
    if (!home_holds(pass->home, handled->path)) continue;
    g_autoptr(GError) error = NULL;
    gboolean moved = handled->readable ? home_archive_file(pass->home, handled->path, handled->sha256, &error)
                                       : home_reject_file(pass->home, handled->path, handled->sha256, handled->reason, &error);
    if (!moved) stage_error(pass->stage, home_exit_code(error), NULL, "%s", error->message);
  }
}

/* The documents of this pass, as the catalogue has them. */
static GPtrArray *documents_of(const Pass *pass, const GPtrArray *all) {
  g_autoptr(GHashTable) hashes = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 0; i < pass->handled->len; i++) g_hash_table_add(hashes, ((Handled *)pass->handled->pdata[i])->sha256);
  GPtrArray *documents = g_ptr_array_new();
  for (guint i = 0; i < all->len; i++)
    if (g_hash_table_contains(hashes, ((CatalogueDocument *)all->pdata[i])->sha256)) g_ptr_array_add(documents, all->pdata[i]);
  return documents;
}

/* Those that were read where they lie stay there: later digests and evidence pages find them by their folders. */
static void note_folders(const Pass *pass) {
  g_autoptr(GPtrArray) folders = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 0; i < pass->handled->len; i++) {
    const Handled *handled = pass->handled->pdata[i];
    g_autofree char *folder = g_path_get_dirname(handled->path);
    if (!handled->readable || home_holds(pass->home, handled->path) || !g_hash_table_add(seen, folder)) continue;
    g_ptr_array_add(folders, g_steal_pointer(&folder));
  }
  g_ptr_array_add(folders, NULL);
  g_autoptr(GError) error = NULL;
  if (!home_note_folders(pass->home, (char *const *)folders->pdata, &error))
    stage_error(pass->stage, home_exit_code(error), NULL, "%s", error->message);
}

/* Where somebody had evidence pages made, they stay up to date, and the digests lead to them. Of PDFs that are gone nothing new
 * is to be said. */
static void update_evidence(const Pass *pass, const char *const *sources) {
  const char *folder = home_evidence(pass->home);
  if (!g_file_test(folder, G_FILE_TEST_IS_DIR)) return;
  const EvidenceOptions wanted = {
      .folder = folder,
      .sources = sources,
      .overrides = home_overrides(pass->home),
      .jobs = jobs > 0 ? (guint)jobs : g_get_num_processors(),
      .only_notes = TRUE,
  };
  g_autoptr(GError) error = NULL;
  EvidenceCounts counts;
  if (!evidence_write(pass->stage, pass->catalogue, &wanted, &counts, &error))
    stage_error(pass->stage, evidence_exit_code(error), NULL, "%s", error->message);
}

/* The files leave the inbox once they are recorded and their digests are noted as owed: then nothing that cuts the pass off
 * can lose either. With --output the quarters' digests stay owed to the next pass without it. */
static void finish(Pass *pass, const GPtrArray *documents, const GPtrArray *all) {
  note_folders(pass);
  g_auto(GStrv) folders = home_folders(pass->home, NULL);
  const char *const *sources = (const char *const *)folders;
  DigestWriter writer = {pass->stage, pass->home, pass->catalogue, sources};
  g_autoptr(GPtrArray) quarters = owed_quarters(pass->home, documents, all, pass->before);
  if (!owed_note(&writer, quarters)) return;
  clear_inbox(pass);
  update_evidence(pass, sources);
  if (output)
    owed_write_all(&writer, output);
  else
    owed_write(&writer, quarters);
}

static GPtrArray *list_documents(const Pass *pass) {
  g_autoptr(GError) error = NULL;
  GPtrArray *documents = catalogue_documents(pass->catalogue, &error);
  if (!documents) stage_error(pass->stage, catalogue_exit_code(error, EXIT_OUTPUT), NULL, "%s", error->message);
  return documents;
}

static void run_pass(Pass *pass, const Rules *rules, OcrMode mode) {
  ReadingHow how = {.jobs = jobs > 0 ? (guint)jobs : g_get_num_processors(), .ocr = mode};
  g_autoptr(GPtrArray) before = list_documents(pass);
  if (!before) return;
  pass->before = before;
  if (!reading_run(pass->stage, pass->paths, &how, reading_write_findings, rules, take_findings, pass) ||
      !recorder_flush(pass->recorder))
    return;
  g_autoptr(GPtrArray) all = list_documents(pass);
  if (!all) return;
  g_autoptr(GPtrArray) documents = documents_of(pass, all);
  if (!pass->stage->quiet) run_table_print(stdout, documents);
  finish(pass, documents, all);
}

/* Opens what a pass needs, and makes it. */
static void run(Stage *stage, OcrMode mode) {
  g_autoptr(GError) error = NULL;
  g_autoptr(Home) home = home_new(home_folder);
  if (!home_make(home, &error) || !home_lock(home, &error)) {
    stage_error(stage, home_exit_code(error), NULL, "%s", error->message);
    return;
  }
  g_autoptr(Rules) rules = open_rules(stage, rules_folder);
  g_autoptr(Catalogue) catalogue = rules ? open_catalogue(stage, home, CATALOGUE_WRITE) : NULL;
  if (!catalogue) return;
  char *inbox[] = {(char *)home_inbox(home), NULL};
  g_autoptr(Recorder) recorder = recorder_new(stage, catalogue, FALSE);
  g_autoptr(GPtrArray) paths = intake_list(stage, stage->arguments[0] ? stage->arguments : inbox);
  g_autoptr(GPtrArray) handled = g_ptr_array_new_with_free_func(handled_free);
  Pass pass = {stage, home, catalogue, recorder, paths, NULL, handled};
  if (paths->len == 0 && !stage->quiet && !stage->arguments[0]) printf("there is nothing to read in %s\n", home_inbox(home));
  run_pass(&pass, rules, mode);
}

int command_run(int argc, char **argv) {
  Stage stage;
  if (!stage_begin(&stage, &info, argc, argv)) return stage_end(&stage);
  OcrMode mode;
  if (jobs < 0)
    stage_error(&stage, EXIT_USAGE, NULL, "--jobs needs a number from 1");
  else if (ocr_option_read(&stage, ocr, OCR_AUTO, &mode))
    run(&stage, mode);
  return stage_end(&stage);
}
