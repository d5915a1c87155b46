/* command_rules_explain.c - rapporteur rules explain: why a rule fired, or did not. */
#include "extractors/document_format.h"
#include "pipeline/commands.h"
#include "pipeline/explanation_json.h"
#include "pipeline/explanation_text.h"
#include "pipeline/ocr_option.h"
#include "pipeline/openers.h"
#include "pipeline/reading.h"

#include <stdio.h>
#include <string.h>

static char *rules_folder, *id, *text, *ocr;
static int page;
static gboolean json;

static const GOptionEntry options[] = {
    {"id", 0, 0, G_OPTION_ARG_STRING, &id, "Explain the findings of this number, name or id", "ID"},
    {"text", 0, 0, G_OPTION_ARG_STRING, &text, "Explain the passages that hold WORDS", "WORDS"},
    {"page", 0, 0, G_OPTION_ARG_INT, &page, "Explain all passages of page N", "N"},
    {"json", 0, 0, G_OPTION_ARG_NONE, &json, "Write lines of JSON (rapporteur.explanation/1)", NULL},
    {"rules", 'r', 0, G_OPTION_ARG_FILENAME, &rules_folder, "Use the rule packs in FOLDER instead of the program's own",
     "FOLDER"},
    OCR_OPTION(ocr),
    G_OPTION_ENTRY_NULL,
};

static const StageInfo info = {
    .name = "rules-explain",
    .arguments = "FILE",
    .summary = "Tells why rules fired, or did not, on FILE: a PDF, or lines of rapporteur-extract (\"-\" is standard input).\n"
               "Without --id, --text or --page: which pack claims it and why, and a line a finding. --verbose shows all rules\n"
               "that were tried, not the nearest alone.",
    .options = options,
    .least = 1,
    .most = 1,
};

typedef struct {
  Stage *stage;
  const Rules *rules;
  const char *file; /* for messages */
} Work;

/* --- what is asked about */

typedef void (*WriteBlock)(GString *out, const Explanation *explanation, guint block, gboolean all);

static void write_blocks(GString *out, const Work *work, const Explanation *explanation, GArray *blocks, const char *what) {
  if (blocks->len == 0) stage_warning(work->stage, work->file, "nothing there holds %s", what);
  WriteBlock write = json ? explanation_json_block : explanation_text_block;
  for (guint i = 0; i < blocks->len; i++) {
    if (i > 0 && !json) g_string_append_c(out, '\n');
    write(out, explanation, g_array_index(blocks, guint, i), work->stage->verbose);
  }
}

static void write_findings(GString *out, const Work *work, const Explanation *explanation) {
  g_autoptr(GPtrArray) findings = explanation_findings(explanation, id);
  if (findings->len == 0) stage_warning(work->stage, work->file, "no finding has the number or id \"%s\"", id);
  for (guint i = 0; i < findings->len; i++) {
    if (i > 0 && !json) g_string_append_c(out, '\n');
    (json ? explanation_json_finding : explanation_text_finding)(out, explanation, findings->pdata[i]);
  }
}

static gboolean explain_document(const Work *work, const char *line, gsize length) {
  g_autoptr(GError) error = NULL;
  g_autoptr(Document) document = document_read(line, length, &error);
  if (!document) {
    stage_error(work->stage, EXIT_INPUT, work->file, "%s", error->message);
    return TRUE;
  }
  g_autoptr(Explanation) explanation = explanation_new(work->rules, document);
  g_autoptr(GString) out = g_string_new(NULL);
  if (id) {
    write_findings(out, work, explanation);
  } else if (text) {
    g_autofree char *what = g_strdup_printf("\"%s\"", text);
    g_autoptr(GArray) blocks = explanation_blocks_with(explanation, text);
    write_blocks(out, work, explanation, blocks, what);
  } else if (page > 0) {
    g_autofree char *what = g_strdup_printf("page %d", page);
    g_autoptr(GArray) blocks = explanation_blocks_on(explanation, (guint)page);
    write_blocks(out, work, explanation, blocks, what);
  } else {
    (json ? explanation_json_summary : explanation_text_summary)(out, explanation, work->stage->verbose);
  }
  return stage_write(work->stage, out);
}

/* --- what is read */

static gboolean take_line(G_GNUC_UNUSED Stage *stage, const StageItem *item, gpointer data) {
  return explain_document(data, item->text, item->length);
}

static void write_document(GString *out, const Document *document, G_GNUC_UNUSED gconstpointer data) {
  document_write(out, document);
}

static gboolean take_read(const Read *read, gpointer data) {
  Work *work = data;
  if (read->reason) stage_warning(work->stage, read->path, "%s: %s", outcome_names[read->outcome], read->reason);
  return explain_document(work, read->text, read->length);
}

/* Does FILE begin as a line of JSON does? */
static gboolean is_lines(const char *file) {
  if (strcmp(file, "-") == 0) return TRUE;
  FILE *stream = fopen(file, "re");
  int first = stream ? fgetc(stream) : EOF;
  if (stream) fclose(stream);
  return first == '{';
}

static void explain(Stage *stage, const Rules *rules) {
  Work work = {stage, rules, stage->arguments[0]};
  ReadingHow how = {.jobs = 1};
  if (is_lines(work.file)) {
    stage_each_line(stage, stage->arguments, take_line, &work);
  } else if (ocr_option_read(stage, ocr, OCR_AUTO, &how.ocr)) {
    g_autoptr(GPtrArray) paths = g_ptr_array_new();
    g_ptr_array_add(paths, (gpointer)work.file);
    reading_run(stage, paths, &how, write_document, NULL, take_read, &work);
  }
}

int command_rules_explain(int argc, char **argv) {
  Stage stage;
  if (!stage_begin(&stage, &info, argc, argv)) return stage_end(&stage);
  if (page < 0 || (id != NULL) + (text != NULL) + (page > 0) > 1) {
    stage_error(&stage, EXIT_USAGE, NULL, "--id, --text and --page (from 1) are asked for one at a time");
    return stage_end(&stage);
  }
  g_autoptr(Rules) rules = open_rules(&stage, rules_folder);
  if (rules) explain(&stage, rules);
  return stage_end(&stage);
}
