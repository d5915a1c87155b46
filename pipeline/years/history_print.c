/* history_print.c - a history as text for people, and as JSON Lines; see history.h. */
#include "pipeline/years/history.h"

#include "extractors/json.h"
#include "pipeline/common/wrap.h"
#include "pipeline/stages/stage.h"

#include <string.h>

enum { INDENT = 4 };

/* ---- text ---- */

/* Where changes begin and end, until a line is wrapped: characters that a text shown to people cannot hold, and that take no
 * room. */
static const WordMarks line_marks = {.remove = "\x01", .removed = "\x02", .add = "\x03", .added = "\x04"};

/* What stands for them in the end. */
static const WordMarks coloured_marks = {.remove = "\x1B[31;9m", .removed = "\x1B[0m", .add = "\x1B[32;4m", .added = "\x1B[0m"};

static void append_wrapped(GString *out, const char *text, const HistoryPrintOptions *options) {
  const WordMarks *marks = options->colour ? &coloured_marks : &plain_word_marks;
  g_autofree char *wrapped = wrap_text(text, INDENT, options->width);
  g_autoptr(GString) line = g_string_new(wrapped);
  g_string_replace(line, line_marks.remove, marks->remove, 0);
  g_string_replace(line, line_marks.removed, marks->removed, 0);
  g_string_replace(line, line_marks.add, marks->add, 0);
  g_string_replace(line, line_marks.added, marks->added, 0);
  g_string_append_printf(out, "%s\n", line->str);
}

/* The change with nothing in it that acts on a terminal, but for the marks. */
static char *shown_change(const GPtrArray *change) {
  g_autoptr(GPtrArray) shown = g_ptr_array_new_with_free_func(word_run_free);
  for (guint i = 0; i < change->len; i++) {
    const WordRun *run = g_ptr_array_index(change, i);
    g_autofree char *text = stage_visible(run->text);
    g_ptr_array_add(shown, word_run_new(run->kind, text, strlen(text)));
  }
  return words_marked(shown, &line_marks);
}

static void append_body(GString *out, const ChainLink *link, const HistoryPrintOptions *options) {
  gboolean changed = link->comparison != NULL && link->comparison->change->len > 0;
  g_autofree char *text = changed ? shown_change(link->comparison->change) : stage_visible(link->text);
  append_wrapped(out, text, options);
}

/* "reworded from ID (83 % alike); also like ID (61 %)". */
static void append_verdict(GString *out, const ChainLink *link, const HistoryPrintOptions *options) {
  if (link->comparison == NULL) {
    append_wrapped(out, "no earlier report", options);
    return;
  }
  const GPtrArray *earlier = link->comparison->earlier;
  g_autoptr(GString) line = g_string_new(compared_names[link->comparison->kind]);
  for (guint i = 0; i < earlier->len; i++) {
    const EarlierFinding *one = g_ptr_array_index(earlier, i);
    g_autofree char *id = stage_visible(one->id);
    g_string_append_printf(line, "%s%s (%.0f %% alike)",
                           i == 0   ? " from "
                           : i == 1 ? "; also like "
                                    : ", ",
                           id, 100 * one->similarity);
  }
  append_wrapped(out, line->str, options);
}

static void append_link(GString *out, const ChainLink *link, const HistoryPrintOptions *options) {
  g_autofree char *name = stage_visible(catalogue_document_label(link->document)), *number = stage_visible(link->number);
  g_autofree char *id = stage_visible(link->id);
  g_string_append_printf(out, "%s%s  %s, No. %s", link->asked_for ? "> " : "  ", link->date, name, number);
  if (link->page > 0) g_string_append_printf(out, ", page %u", link->page);
  g_string_append_printf(out, "  %s\n", id);
  append_verdict(out, link, options);
  append_body(out, link, options);
}

/* ---- JSON ---- */

static void append_member(GString *out, const char *name, const char *text) {
  g_string_append_printf(out, ",\"%s\":", name);
  if (text != NULL)
    json_append_string(out, text);
  else
    g_string_append(out, "null");
}

static void append_number(GString *out, const char *name, guint number) {
  if (number > 0)
    g_string_append_printf(out, ",\"%s\":%u", name, number);
  else
    append_member(out, name, NULL);
}

static void append_earlier(GString *out, const Comparison *comparison) {
  g_string_append(out, ",\"earlier\":[");
  for (guint i = 0; comparison != NULL && i < comparison->earlier->len; i++) {
    const EarlierFinding *earlier = g_ptr_array_index(comparison->earlier, i);
    char number[G_ASCII_DTOSTR_BUF_SIZE];
    g_string_append(out, i > 0 ? ",{\"id\":" : "{\"id\":");
    json_append_string(out, earlier->id);
    append_member(out, "date", earlier->date);
    g_string_append_printf(out, ",\"similarity\":%s}", g_ascii_formatd(number, sizeof number, "%.2f", earlier->similarity));
  }
  g_string_append_c(out, ']');
}

static void append_change(GString *out, const Comparison *comparison) {
  static const char *const kinds[] = {[WORDS_KEPT] = "kept", [WORDS_REMOVED] = "removed", [WORDS_ADDED] = "added"};
  g_string_append(out, ",\"change\":[");
  for (guint i = 0; comparison != NULL && i < comparison->change->len; i++) {
    const WordRun *run = g_ptr_array_index(comparison->change, i);
    g_string_append_printf(out, "%s{\"%s\":", i > 0 ? "," : "", kinds[run->kind]);
    json_append_string(out, run->text);
    g_string_append_c(out, '}');
  }
  g_string_append_c(out, ']');
}

static void append_json(GString *out, const History *history, const ChainLink *link) {
  g_string_append(out, "{\"id\":");
  json_append_string(out, link->id);
  append_member(out, "date", link->date);
  append_member(out, "symbol", link->document->symbol);
  append_member(out, "source_file", catalogue_document_name(link->document));
  append_member(out, "number", link->number);
  append_number(out, "page", link->page);
  append_number(out, "strength", link->strength);
  g_string_append_printf(out, ",\"asked_for\":%s", link->asked_for ? "true" : "false");
  append_member(out, "supersedes", link->asked_for && history->counts != history->document ? history->id : NULL);
  append_member(out, "compared", link->comparison != NULL ? compared_names[link->comparison->kind] : NULL);
  append_earlier(out, link->comparison);
  append_change(out, link->comparison);
  append_member(out, "text", link->text);
  g_string_append(out, "}\n");
}

void history_print(GString *out, const History *history, const HistoryPrintOptions *options) {
  for (guint i = 0; history->chain != NULL && i < history->chain->len; i++) {
    const ChainLink *link = g_ptr_array_index(history->chain, i);
    if (options->json)
      append_json(out, history, link);
    else
      append_link(out, link, options);
  }
}
