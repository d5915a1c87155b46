/* command_rules_explain.c - rapporteur rules explain: why a rule fired, or did not. */
#include "extractors/document_format.h"
#include "pipeline/commands.h"
#include "pipeline/home/openers.h"
#include "pipeline/rules_bench/explanation_json.h"
#include "pipeline/rules_bench/explanation_text.h"
#include "pipeline/stages/ocr_option.h"
#include "pipeline/stages/reading.h"

#include <stdio.h>
#include <string.h>

static char *rules_folder, *pack_id, *id, *text, *ocr;
static int page;
static gboolean json;

/* What is looked for is taken as it is typed, as a file's name is: GLib would ask the locale how to read it, and none is set. */
static const GOptionEntry options[] = {
    {"id", 0, 0, G_OPTION_ARG_FILENAME, &id, "Explain the findings of this number, name or id", "ID"},
    {"text", 0, 0, G_OPTION_ARG_FILENAME, &text, "Explain the passages that hold WORDS", "WORDS"},
    {"page", 0, 0, G_OPTION_ARG_INT, &page, "Explain all passages of page N", "N"},
    {"pack", 0, 0, G_OPTION_ARG_STRING, &pack_id, "Apply the pack PACK, whichever claims the document", "PACK"},
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

static void write_blocks(GString *out, const Work *work, const Explanation *explanation, const GArray *blocks, const char *what) {
  if (blocks->len == 0) stage_warning(work->stage, work->file, "nothing there holds %s", what);
  TextDetail detail = work->stage->verbose ? TEXT_ALL : page > 0 ? TEXT_BRIEF : TEXT_NEAREST;
  if (!json) explanation_text_blocks(out, explanation, blocks, detail);
  for (guint i = 0; json && i < blocks->len; i++) explanation_json_block(out, explanation, g_array_index(blocks, guint, i));
}

static void write_findings(GString *out, const Work *work, const Explanation *explanation) {
  g_autoptr(GPtrArray) findings = explanation_findings(explanation, id);
  if (findings->len == 0) stage_warning(work->stage, work->file, "no finding has the number or id \"%s\"", id);
  for (guint i = 0; i < findings->len; i++) {
    if (i > 0 && !json) g_string_append_c(out, '\n');
    (json ? explanation_json_finding : explanation_text_finding)(out, explanation, findings->pdata[i]);
  }
}

/* The pack that --pack names, in the document's language where it has that. */
static const Pack *named_pack(const Work *work, const Document *document) {
  const GPtrArray *packs = rules_packs(work->rules);
  const Pack *found = NULL;
  for (guint i = 0; i < packs->len; i++) {
    const Pack *pack = packs->pdata[i];
    if (strcmp(pack->id, pack_id) == 0 && (!found || g_strcmp0(pack->language, document->language) == 0)) found = pack;
  }
  return found;
}

static gboolean explain_document(const Work *work, const char *line, gsize length) {
  g_autoptr(GError) error = NULL;
  g_autoptr(Document) document = document_read(line, length, &error);
  if (!document) {
    stage_error(work->stage, EXIT_INPUT, work->file, "%s", error->message);
    return TRUE;
  }
  const Pack *pack = pack_id ? named_pack(work, document) : NULL;
  if (pack_id && !pack) {
    stage_error(work->stage, EXIT_USAGE, NULL, "there is no pack \"%s\"", pack_id);
    return FALSE;
  }
  g_autoptr(Explanation) explanation = explanation_new(work->rules, document, pack);
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
  if (read->outcome == OUTCOME_REJECTED) { /* nothing was read: there is nothing to explain */
    stage_error(work->stage, EXIT_INPUT, read->path, "%s", read->reason);
    return TRUE;
  }
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
  if ((id && !g_utf8_validate(id, -1, NULL)) || (text && !g_utf8_validate(text, -1, NULL))) {
    stage_error(&stage, EXIT_USAGE, NULL, "what --id and --text look for should be UTF-8");
    return stage_end(&stage);
  }
  g_autoptr(Rules) rules = open_rules(&stage, rules_folder);
  if (rules) explain(&stage, rules);
  return stage_end(&stage);
}
