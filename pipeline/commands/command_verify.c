/* command_verify.c - rapporteur verify: every cell of the catalogue derived anew from its PDF, and compared. */
#include "pipeline/commands.h"
#include "pipeline/common/compare.h"
#include "pipeline/home/openers.h"
#include "pipeline/reports/report.h"
#include "pipeline/reports/source_link.h"
#include "pipeline/stages/ocr_option.h"
#include "pipeline/stages/reading.h"
#include "rules/apply.h"
#include "rules/findings_format.h"

#include <stdio.h>

static char *home_folder, *rules_folder, *ocr;
static int jobs;

static const GOptionEntry options[] = {
    {"home", 0, 0, G_OPTION_ARG_FILENAME, &home_folder, "The folder with archive and catalogue", "DIR"},
    {"jobs", 'j', 0, G_OPTION_ARG_INT, &jobs, "Read N files at a time (as many as there are processors)", "N"},
    {"rules", 'r', 0, G_OPTION_ARG_FILENAME, &rules_folder, "Use the rule packs in FOLDER instead of the program's own",
     "FOLDER"},
    OCR_OPTION(ocr),
    G_OPTION_ENTRY_NULL,
};

static const StageInfo info = {
    .name = "verify",
    .arguments = "[FOLDER...]",
    .summary = "Reads the PDFs of the catalogue's documents again, and reports what would be found otherwise now. The PDFs are\n"
               "looked for in the home's archive, where they were read, and in the folders named. Without --ocr each is\n"
               "read as it was.",
    .options = options,
    .most = G_MAXUINT,
};

typedef struct {
  Stage *stage;
  Catalogue *catalogue;
  GPtrArray *documents; /* CatalogueDocument, borrowed: those that have a PDF, in step with paths */
  GPtrArray *paths;
  GArray *modes; /* OcrMode: in which each was read, in step, too */
  guint findings, differences;
} Verification;

static gboolean compare_document(const Read *read, gpointer data) {
  Verification *verification = data;
  const CatalogueDocument *document = verification->documents->pdata[read->index];
  g_autoptr(GError) error = NULL;
  g_autoptr(Findings) recorded = catalogue_findings(verification->catalogue, document, &error);
  g_autoptr(Findings) derived = recorded ? findings_read(read->text, read->length, &error) : NULL;
  if (!derived) {
    stage_error(verification->stage, EXIT_FAULT, read->path, "%s", error->message);
    return TRUE;
  }
  g_autoptr(GPtrArray) sentences = findings_compare(recorded, derived);
  for (guint i = 0; i < sentences->len; i++) stage_warning(verification->stage, read->path, "%s", (char *)sentences->pdata[i]);
  verification->findings += recorded->findings->len;
  verification->differences += sentences->len;
  return TRUE;
}

/* The documents that were read, with their PDFs; one whose PDF is nowhere can't be verified, which is told. */
static void find_pdfs(Verification *verification, const GPtrArray *all, const char *const *folders) {
  for (guint i = 0; i < all->len; i++) {
    CatalogueDocument *document = all->pdata[i];
    if (!outcome_is_read(document->outcome)) continue;
    char *path = source_path(folders, "here", document);
    if (!path) {
      stage_warning(verification->stage, catalogue_document_name(document), "its PDF is not in the archive: name its folder");
      continue;
    }
    g_ptr_array_add(verification->documents, document);
    g_ptr_array_add(verification->paths, path);
    OcrMode mode = ocr_mode_of(document->extractor);
    g_array_append_val(verification->modes, mode);
  }
}

static void verify(Stage *stage, Catalogue *catalogue, const Rules *rules, const Home *home) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) all = catalogue_documents(catalogue, &error);
  if (!all) {
    stage_error(stage, catalogue_exit_code(error, EXIT_INPUT), NULL, "%s", error->message);
    return;
  }
  g_auto(GStrv) folders = home_folders(home, stage->arguments);
  g_autoptr(GPtrArray) documents = g_ptr_array_new(), paths = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GArray) modes = g_array_new(FALSE, FALSE, sizeof(OcrMode));
  Verification verification = {stage, catalogue, documents, paths, modes, 0, 0};
  find_pdfs(&verification, all, (const char *const *)folders);
  ReadingHow how = {.jobs = jobs > 0 ? (guint)jobs : g_get_num_processors()};
  if (!ocr_option_read(stage, ocr, OCR_AUTO, &how.ocr)) return;
  if (!ocr) how.ocr_of = (const OcrMode *)(gpointer)modes->data;
  if (!reading_run(stage, paths, &how, reading_write_findings, rules, compare_document, &verification)) return;
  if (!stage->quiet)
    printf("%u of %u documents with %u findings derived anew: %u differences\n", documents->len, all->len, verification.findings,
           verification.differences);
}

static void open_and_verify(Stage *stage) {
  g_autoptr(Home) home = home_new(home_folder);
  g_autoptr(Rules) rules = open_rules(stage, rules_folder);
  g_autoptr(Catalogue) catalogue = rules ? open_catalogue(stage, home, CATALOGUE_READ) : NULL;
  if (catalogue) verify(stage, catalogue, rules, home);
}

int command_verify(int argc, char **argv) {
  Stage stage;
  if (!stage_begin(&stage, &info, argc, argv)) return stage_end(&stage);
  if (jobs < 0)
    stage_error(&stage, EXIT_USAGE, NULL, "--jobs needs a number from 1");
  else
    open_and_verify(&stage);
  return stage_end(&stage);
}
