/* search_print.c - see search_print.h. */
#include "pipeline/search/search_print.h"

#include "extractors/json.h"
#include "pipeline/common/wrap.h"
#include "pipeline/reports/source_link.h"
#include "pipeline/search/search_snippet.h"
#include "pipeline/search/search_texts.h"
#include "pipeline/stages/stage.h"

#include <errno.h>
#include <string.h>

G_DEFINE_QUARK(rapporteur_search_print_error, search_print_error)

enum {
  TEXT_MOST = 700,    /* characters of a text that people are shown */
  SNIPPET_MOST = 240, /* and of a snippet */
};

typedef struct {
  const SearchQuery *query;
  const SearchPrintOptions *options;
  guint rank; /* from 1 */
  GString *out;
} Printing;

/* ---- JSON ---- */

/* A snippet of the first text that holds what was asked for, in member `snippet_of`. */
static void append_snippet_json(const Printing *printing, const Row *row) {
  g_autoptr(GPtrArray) texts = search_texts(row);
  for (guint i = 0; i < texts->len; i++) {
    const SearchText *text = g_ptr_array_index(texts, i);
    g_autoptr(Snippet) snippet = search_snippet(printing->query, row->report->document->language, text->text, SNIPPET_MOST);
    if (snippet->marks->len == 0) continue;
    g_autoptr(GString) marked = g_string_new(NULL);
    search_snippet_append(marked, snippet, "«", "»");
    g_string_append(printing->out, ",\"snippet\":");
    json_append_string(printing->out, marked->str);
    g_string_append(printing->out, ",\"snippet_of\":");
    json_append_string(printing->out, text->name);
    return;
  }
  g_string_append(printing->out, ",\"snippet\":null,\"snippet_of\":null");
}

static void append_json(const Printing *printing, const Row *row) {
  g_string_append_printf(printing->out, "{\"rank\":%u", printing->rank);
  append_snippet_json(printing, row);
  for (const RowColumn *column = row_columns; column->name != NULL; column++) {
    if ((column->kinds & 1u << row->kind) == 0) continue;
    g_string_append_c(printing->out, ',');
    json_append_string(printing->out, column->name);
    g_string_append_c(printing->out, ':');
    row_append_json(printing->out, row, column);
  }
  g_string_append(printing->out, "}\n");
}

/* ---- blocks ---- */

/* Where marks begin and end, until a line is written: nothing else in it is a control character. */
#define MARK_OPEN "\x01"
#define MARK_CLOSE "\x02"

/* Appends LINE, INDENT columns from the margin. */
static void append_line(const Printing *printing, const char *line, guint indent) {
  gboolean colour = printing->options->colour;
  g_autoptr(GString) shown = g_string_new(line);
  if (!colour) {
    g_string_replace(shown, MARK_OPEN, "«", 0);
    g_string_replace(shown, MARK_CLOSE, "»", 0);
  }
  g_autofree char *wrapped = wrap_text(shown->str, indent, printing->options->width);
  g_string_assign(shown, wrapped);
  g_string_replace(shown, MARK_OPEN, "\x1B[1m", 0);
  g_string_replace(shown, MARK_CLOSE, "\x1B[0m", 0);
  g_string_append_printf(printing->out, "%s\n", shown->str);
}

/* TEXT in one line, with nothing in it that acts on a terminal. */
static char *shown_text(const char *text) {
  g_autofree char *line = g_strdelimit(g_strdup(text), "\n\r\t", ' ');
  return stage_visible(line);
}

/* The value of column NAME so; NULL where there is none. */
static char *shown_value(const Row *row, const char *name) {
  g_autoptr(GString) text = g_string_new(NULL);
  row_append_text(text, row, row_column(name), "; ");
  return text->len > 0 ? shown_text(text->str) : NULL;
}

/* Appends TEXT and what stands between it and the text before. */
static void join(GString *line, const char *separator, const char *text) {
  if (text == NULL || *text == '\0') return;
  if (line->len > 0) g_string_append(line, separator);
  g_string_append(line, text);
}

static void append_meeting(const Printing *printing, const Row *row) {
  const CatalogueDocument *document = row->report->document;
  g_autoptr(GString) line = g_string_new(NULL);
  const char *about = document->subject;
  g_autofree char *body = shown_value(row, "body"), *subject = about != NULL ? shown_text(about) : NULL,
                  *session = shown_value(row, "session"), *days = date_words_between(document->start, document->end);
  join(line, ", ", body);
  join(line, ": ", subject);
  join(line, ", ", session);
  join(line, ", ", days);
  if (line->len > 0) append_line(printing, line->str, 2);
}

static void append_source(const Printing *printing, const Row *row) {
  static const char *const kinds[] = {
      [ROW_RECOMMENDATION] = "Recommendation", [ROW_PANEL_TOPIC] = "Panel topic", [ROW_MEETING] = "Meeting", [ROW_CHECK] = ""};
  const CatalogueDocument *document = row->report->document;
  g_autofree char *number = shown_value(row, "number"), *page = shown_value(row, "page_first");
  g_autofree char *found = source_path(printing->options->sources, "here", document);
  g_autofree char *file = stage_visible(found != NULL ? found : catalogue_document_name(document));
  g_autoptr(GString) line = g_string_new(kinds[row->kind]);
  join(line, " ", number);
  if (page != NULL) g_string_append_printf(line, ", page %s", page);
  g_string_append_printf(line, " of %s", file);
  append_line(printing, line->str, 2);
}

/* Appends TEXT, or MOST characters of it, behind TITLE. Nothing is appended where it holds nothing of the question beside what
 * was FOUND, unless it is to be shown ANYWAY. Returns what of the question was found and it holds. */
static guint64 append_text(const Printing *printing, const Row *row, const SearchText *text, const char *title, guint most,
                           guint64 found, gboolean anyway) {
  g_autofree char *shown = shown_text(text->text);
  g_autoptr(Snippet) snippet = search_snippet(printing->query, row->report->document->language, shown, most);
  if (!anyway && (snippet->terms & ~found) == 0) return found;
  g_autoptr(GString) line = g_string_new(title);
  search_snippet_append(line, snippet, MARK_OPEN, MARK_CLOSE);
  append_line(printing, line->str, 2);
  return found | snippet->terms;
}

/* The text; and what was asked for and is not in it stands around it: lines tell where. */
static void append_texts(const Printing *printing, const Row *row) {
  g_autoptr(GPtrArray) texts = search_texts(row);
  guint64 found = 0;
  for (guint i = 0; i < texts->len; i++) {
    const SearchText *text = g_ptr_array_index(texts, i);
    gboolean main_text = g_str_equal(text->name, "text") || g_str_equal(text->name, "title");
    g_autofree char *title = main_text ? g_strdup("") : g_strconcat(text->name, ": ", NULL);
    g_strdelimit(title, "_", ' ');
    found = append_text(printing, row, text, title, main_text ? TEXT_MOST : SNIPPET_MOST, found, main_text);
  }
}

static void append_block(const Printing *printing, const Row *row) {
  g_autofree char *id = shown_value(row, "id"), *symbol = shown_value(row, "symbol"), *file = shown_value(row, "source_file");
  if (printing->rank > printing->options->first + 1) g_string_append_c(printing->out, '\n');
  append_line(printing, id != NULL ? id : symbol != NULL ? symbol : file, 0);
  append_meeting(printing, row);
  append_source(printing, row);
  append_texts(printing, row);
}

/* ---- all ---- */

/* The report of DOCUMENT, which the hits before may have come of, too. */
static const Report *report_of(Collection *collection, GHashTable *reports, const CatalogueDocument *document, GError **error) {
  Report *report = g_hash_table_lookup(reports, document);
  if (report != NULL) return report;
  report = collection_report(collection, document, error);
  if (report != NULL) g_hash_table_insert(reports, (gpointer)document, report);
  return report;
}

static void append_hit(const Printing *printing, const Report *report, const SearchHit *hit) {
  Row row = {.kind = hit->kind, .report = report};
  if (hit->kind != ROW_MEETING) {
    row.finding = g_ptr_array_index(report->findings->findings, (guint)hit->position);
    row.context = report_context(report, row.finding);
  }
  (printing->options->json ? append_json : append_block)(printing, &row);
}

static gboolean write_out(GString *out, FILE *stream, GError **error) {
  gboolean done = fwrite(out->str, 1, out->len, stream) == out->len;
  g_string_truncate(out, 0);
  if (!done) g_set_error_literal(error, SEARCH_PRINT_ERROR, SEARCH_PRINT_ERROR_WRITE, g_strerror(errno));
  return done;
}

gboolean search_print(Collection *collection, const SearchQuery *query, const GArray *hits, const SearchPrintOptions *options,
                      FILE *stream, GError **error) {
  g_autoptr(GHashTable) reports = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, (GDestroyNotify)report_free);
  g_autoptr(GString) out = g_string_new(NULL);
  for (guint i = options->first; i < hits->len && i - options->first < options->count; i++) {
    const SearchHit *hit = &g_array_index(hits, SearchHit, i);
    Printing printing = {.query = query, .options = options, .rank = i + 1, .out = out};
    const Report *report = report_of(collection, reports, hit->document, error);
    if (report == NULL) return FALSE;
    append_hit(&printing, report, hit);
    if (!write_out(out, stream, error)) return FALSE;
  }
  if (fflush(stream) == 0) return TRUE;
  g_set_error_literal(error, SEARCH_PRINT_ERROR, SEARCH_PRINT_ERROR_WRITE, g_strerror(errno));
  return FALSE;
}
