/* rapporteur-extract.c - PDFs in, documents out: text in blocks, with its places on the pages. */
#include "extractors/audit.h"
#include "extractors/document_format.h"
#include "pipeline/home/intake.h"
#include "pipeline/stages/ocr_option.h"
#include "pipeline/stages/reading.h"

static int jobs;
static gboolean audit;
static char *ocr;

static const GOptionEntry options[] = {
    {"jobs", 'j', 0, G_OPTION_ARG_INT, &jobs, "Read N files at a time (as many as there are processors)", "N"},
    {"audit", 0, 0, G_OPTION_ARG_NONE, &audit, "Write where each page's characters went instead, a line a page", NULL},
    OCR_OPTION(ocr),
    G_OPTION_ENTRY_NULL,
};

static const StageInfo info = {
    .name = "extract",
    .arguments = "[PDF...]",
    .summary = "Extracts the text of PDFs, a line of JSON each (rapporteur.document/1). Reads the PDFs named, or those that the\n"
               "lines of standard input name: paths, or lines of rapporteur-intake.",
    .options = options,
    .most = G_MAXUINT,
};

/* A path, or a line of rapporteur-intake. */
static gboolean take_name(Stage *stage, const StageItem *item, gpointer data) {
  GPtrArray *paths = data;
  if (item->line == 0 || item->text[0] != '{') {
    g_ptr_array_add(paths, g_strdup(item->text));
    return TRUE;
  }
  g_autoptr(GError) error = NULL;
  g_autoptr(Claim) claim = claim_read(item->text, item->length, &error);
  char *path = claim ? claim_path(claim, &error) : NULL;
  if (path)
    g_ptr_array_add(paths, path);
  else
    stage_error(stage, EXIT_INPUT, item->file, "line %" G_GUINT64_FORMAT ": %s", item->line, error->message);
  return TRUE;
}

static void write_document(GString *out, const Document *document, G_GNUC_UNUSED gconstpointer data) {
  document_write(out, document);
}

/* A line a page, its members parted by tabs, in the order of write_audit_head. */
static void write_audit(GString *out, const Document *document, G_GNUC_UNUSED gconstpointer data) {
  g_autoptr(GArray) pages = document_audit(document);
  for (guint i = 0; i < pages->len; i++) {
    const AuditPage *page = &g_array_index(pages, AuditPage, i);
    g_autofree char *file = stage_visible(document->source_file);
    g_string_append_printf(out, "%s\t%u\t%u", file, page->page, page->shown);
    for (guint kind = 0; kind < G_N_ELEMENTS(page->in_kind); kind++) g_string_append_printf(out, "\t%u", page->in_kind[kind]);
    g_string_append_printf(out, "\t%d\t%u\t%u\n", page->lost, page->unmapped, page->invisible);
  }
}

static gboolean write_audit_head(Stage *stage) {
  g_autoptr(GString) head = g_string_new("file\tpage\tshown");
  for (guint kind = 0; block_kind_names[kind]; kind++) g_string_append_printf(head, "\t%s", block_kind_names[kind]);
  g_string_append(head, "\tlost\tunmapped\tinvisible\n");
  return stage_write(stage, head);
}

static gboolean take_document(const Read *read, gpointer data) {
  Stage *stage = data;
  if (read->reason) stage_warning(stage, read->path, "%s: %s", outcome_names[read->outcome], read->reason);
  g_autoptr(GString) out = g_string_new_len(read->text, (gssize)read->length);
  return stage_write(stage, out);
}

int main(int argc, char **argv) {
  Stage stage;
  jobs = (int)g_get_num_processors();
  if (!stage_begin(&stage, &info, argc, argv)) return stage_end(&stage);
  ReadingHow how = {.jobs = (guint)jobs};
  if (jobs < 1) stage_error(&stage, EXIT_USAGE, NULL, "--jobs needs a number from 1");
  if (!ocr_option_read(&stage, ocr, OCR_AUTO, &how.ocr) || jobs < 1) return stage_end(&stage);
  g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
  if (stage_each_name(&stage, stage.arguments, take_name, paths) && (!audit || write_audit_head(&stage)))
    reading_run(&stage, paths, &how, audit ? write_audit : write_document, NULL, take_document, &stage);
  return stage_end(&stage);
}
