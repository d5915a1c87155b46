/* command_certificate.c - rapporteur certificate: whether anything of a report may be missing, and what that rests on. */
#include "pipeline/commands.h"
#include "pipeline/commands/certificate_print.h"
#include "pipeline/home/openers.h"

static char *home_folder;
static gboolean json;

static const GOptionEntry options[] = {
    {"home", 0, 0, G_OPTION_ARG_FILENAME, &home_folder, "The folder with the catalogue", "DIR"},
    {"json", 0, 0, G_OPTION_ARG_NONE, &json, "Write a line of JSON for each report", NULL},
    G_OPTION_ENTRY_NULL,
};

static const StageInfo info = {
    .name = "certificate",
    .arguments = "[FILE or SYMBOL...]",
    .summary = "Shows the certificate of completeness of the reports that are named by a PDF's name or a symbol, or of all: the\n"
               "verdict, and each question that it rests on, with its answer. Exit status 1: one of them is not complete.",
    .options = options,
    .most = G_MAXUINT,
};

/* Is DOCUMENT called NAME: by its symbol, or by a name under which it came, with folders in front or without? */
static gboolean is_called(const CatalogueDocument *document, const char *name) {
  g_autofree char *base = g_path_get_basename(name);
  if (g_strcmp0(document->symbol, name) == 0) return TRUE;
  for (guint i = 0; i < document->source_files->len; i++) {
    g_autofree char *file = g_path_get_basename(g_ptr_array_index(document->source_files, i));
    if (g_str_equal(file, base)) return TRUE;
  }
  return FALSE;
}

/* Appends the certificate of DOCUMENT; FALSE where nothing more can be shown. */
static gboolean show(Stage *stage, GString *out, Catalogue *catalogue, const CatalogueDocument *document) {
  g_autoptr(GError) error = NULL;
  g_autoptr(Report) report = report_load(catalogue, document, &error);
  if (!report) {
    stage_error(stage, catalogue_exit_code(error, EXIT_INPUT), NULL, "%s", error->message);
    return FALSE;
  }
  const Check *verdict = findings_verdict(report->findings);
  if (!verdict || verdict->result == CHECK_FAILED) stage_raise(stage, EXIT_ATTENTION);
  certificate_print(out, report, json ? CERTIFICATE_JSON : CERTIFICATE_TEXT);
  return TRUE;
}

/* The documents called NAME; NULL names all. One that there is none of is told. FALSE where nothing more can be shown. */
static gboolean show_called(Stage *stage, GString *out, Catalogue *catalogue, const GPtrArray *documents, const char *name) {
  guint shown = 0;
  for (guint i = 0; i < documents->len; i++) {
    const CatalogueDocument *document = g_ptr_array_index(documents, i);
    if (name && !is_called(document, name)) continue;
    if (!show(stage, out, catalogue, document)) return FALSE;
    shown++;
  }
  if (name && shown == 0) stage_error(stage, EXIT_INPUT, name, "there is no such document in the catalogue");
  return TRUE;
}

static void show_wanted(Stage *stage, GString *out, Catalogue *catalogue) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) documents =
      catalogue_begin(catalogue, CATALOGUE_READ, &error) ? catalogue_documents(catalogue, &error) : NULL;
  if (!documents) {
    stage_error(stage, catalogue_exit_code(error, EXIT_INPUT), NULL, "%s", error->message);
    return;
  }
  if (!stage->arguments[0]) show_called(stage, out, catalogue, documents, NULL);
  for (char **name = stage->arguments; *name; name++)
    if (!show_called(stage, out, catalogue, documents, *name)) return;
}

/* All is read at one moment, and written when others may write to the catalogue again. */
static void show_certificates(Stage *stage, Catalogue *catalogue) {
  g_autoptr(GString) out = g_string_new(NULL);
  show_wanted(stage, out, catalogue);
  catalogue_rollback(catalogue); /* nothing was changed: this only ends the reading */
  stage_write(stage, out);
}

int command_certificate(int argc, char **argv) {
  Stage stage;
  if (!stage_begin(&stage, &info, argc, argv)) return stage_end(&stage);
  g_autoptr(Home) home = home_new(home_folder);
  g_autoptr(Catalogue) catalogue = open_catalogue(&stage, home, CATALOGUE_READ);
  if (catalogue) show_certificates(&stage, catalogue);
  return stage_end(&stage);
}
