/* search_print.c - see search_print.h. */
#include "pipeline/search_print.h"

#include "extractors/json.h"
#include "pipeline/search_snippet.h"
#include "pipeline/source_link.h"
#include "pipeline/stage.h"
#include "pipeline/wrap.h"

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

/* ---- where it stands ---- */

/* The columns that the index holds, the first first. */
static const char *const searched_columns[] = {"text",       "title",       "section", "lead_in",          "states", "addressees",
                                               "panellists", "moderator",   "keynote", "legal_references", "body",   "session",
                                               "chairs",     "rapporteurs", "place",   "number_printed",   "id",     "symbol"};

static Snippet *snippet_of_column(const Printing *printing, const Row *row, const RowColumn *column, guint most) {
  g_autoptr(GString) text = g_string_new(NULL);
  row_append_text(text, row, column, "; ");
  return search_snippet(printing->query, row->report->document->language, text->str, most);
}

/* A snippet of the first column that holds what was asked for; NULL where none does by itself. Its name goes to NAME. */
static Snippet *find_snippet(const Printing *printing, const Row *row, const char **name) {
  for (gsize i = 0; i < G_N_ELEMENTS(searched_columns); i++) {
    const RowColumn *column = row_column(searched_columns[i]);
    if ((column->kinds & 1u << row->kind) == 0) continue;
    g_autoptr(Snippet) snippet = snippet_of_column(printing, row, column, SNIPPET_MOST);
    *name = column->name;
    if (snippet->marks->len > 0) return g_steal_pointer(&snippet);
  }
  return NULL;
}

/* ---- JSON ---- */

static void append_snippet_json(const Printing *printing, const Row *row) {
  const char *name = NULL;
  g_autoptr(Snippet) snippet = find_snippet(printing, row, &name);
  g_autoptr(GString) marked = g_string_new(NULL);
  if (snippet == NULL) {
    g_string_append(printing->out, ",\"snippet\":null,\"snippet_of\":null");
    return;
  }
  search_snippet_append(marked, snippet, "«", "»");
  g_string_append(printing->out, ",\"snippet\":");
  json_append_string(printing->out, marked->str);
  g_string_append(printing->out, ",\"snippet_of\":");
  json_append_string(printing->out, name);
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

/* The value of column NAME with nothing in it that acts on a terminal; NULL where there is none. */
static char *shown_value(const Row *row, const char *name) {
  g_autoptr(GString) text = g_string_new(NULL);
  row_append_text(text, row, row_column(name), "; ");
  if (text->len == 0) return NULL;
  g_strdelimit(text->str, "\n\r\t", ' ');
  return stage_visible(text->str);
}

/* Appends TEXT and what stands between it and the text before. */
static void join(GString *line, const char *separator, const char *text) {
  if (text == NULL || *text == '\0') return;
  if (line->len > 0) g_string_append(line, separator);
  g_string_append(line, text);
}

static char *shown_days(const Row *row) {
  const CatalogueDocument *document = row->report->document;
  const char *first = date_valid(document->start) ? document->start : NULL,
             *last = date_valid(document->end) ? document->end : NULL;
  if (first == NULL || last == NULL || g_str_equal(first, last)) {
    first = first != NULL ? first : last;
    return first != NULL ? date_words(first) : NULL;
  }
  g_autofree char *from = date_words(first), *to = date_words(last);
  return g_strdup_printf("%s to %s", from, to);
}

static void append_meeting(const Printing *printing, const Row *row) {
  g_autoptr(GString) line = g_string_new(NULL);
  g_autofree char *body = shown_value(row, "body"), *session = shown_value(row, "session"), *days = shown_days(row);
  join(line, ", ", body);
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

/* Appends the text of column NAME, or the most of it. Returns what of the question it holds. */
static guint64 append_text(const Printing *printing, const Row *row, const char *name) {
  g_autofree char *text = shown_value(row, name);
  if (text == NULL) return 0;
  g_autoptr(Snippet) snippet = search_snippet(printing->query, row->report->document->language, text, TEXT_MOST);
  g_autoptr(GString) line = g_string_new(NULL);
  search_snippet_append(line, snippet, MARK_OPEN, MARK_CLOSE);
  append_line(printing, line->str, 2);
  return snippet->terms;
}

/* What was asked for and is not in the text stands around it: lines tell where. FOUND is what the text holds. */
static void append_around(const Printing *printing, const Row *row, guint64 found) {
  for (gsize i = 0; i < G_N_ELEMENTS(searched_columns); i++) {
    const RowColumn *column = row_column(searched_columns[i]);
    if ((column->kinds & 1u << row->kind) == 0) continue;
    g_autofree char *text = shown_value(row, column->name);
    if (text == NULL) continue;
    g_autoptr(Snippet) snippet = search_snippet(printing->query, row->report->document->language, text, SNIPPET_MOST);
    if ((snippet->terms & ~found) == 0) continue;
    found |= snippet->terms;
    g_autoptr(GString) line = g_string_new(column->name);
    g_strdelimit(line->str, "_", ' ');
    g_string_append(line, ": ");
    search_snippet_append(line, snippet, MARK_OPEN, MARK_CLOSE);
    append_line(printing, line->str, 2);
  }
}

static void append_block(const Printing *printing, const Row *row) {
  g_autofree char *id = shown_value(row, "id"), *symbol = shown_value(row, "symbol"), *file = shown_value(row, "source_file");
  if (printing->rank > printing->options->first + 1) g_string_append_c(printing->out, '\n');
  append_line(printing, id != NULL ? id : symbol != NULL ? symbol : file, 0);
  append_meeting(printing, row);
  append_source(printing, row);
  append_around(printing, row, append_text(printing, row, row->kind == ROW_MEETING ? "title" : "text"));
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
