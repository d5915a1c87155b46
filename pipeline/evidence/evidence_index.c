/* evidence_index.c - the index of all findings and the data that it searches; see evidence_private.h.
 *
 * The reports come with the index; the findings in chunks, each a script that a reader's browser loads when it needs it. A page
 * that was opened from a folder may load scripts, and nothing else. */
#include "pipeline/evidence/evidence_private.h"

#include "pipeline/evidence/evidence_link.h"
#include "pipeline/evidence/page_markup.h"

#include <string.h>

/* A chunk ends with the report that makes it as large: some two thousand findings. */
enum { CHUNK_BYTES = 800 * 1000 };

/* What is to be known of a finding at a glance; the index's script has the same numbers. */
enum { FLAG_OCR = 1, FLAG_CORRECTED = 2, FLAG_STALE = 4 };

struct EvidenceIndex {
  Evidence *evidence;
  GString *reports;     /* the elements of an array in JavaScript */
  GString *list;        /* rows of the table of reports */
  GString *chunk;       /* the elements of the chunk's array */
  GPtrArray *chunks;    /* char *: names of those that are written */
  GHashTable *themes;   /* name → its number, from 1 */
  GString *theme_names; /* the elements of an array in JavaScript, by number */
  guint chunk_rows;     /* in the chunk */
  guint report_count, recommendations, topics;
};

EvidenceIndex *evidence_index_new(Evidence *evidence) {
  EvidenceIndex *index = g_new0(EvidenceIndex, 1);
  index->evidence = evidence;
  index->reports = g_string_new(NULL);
  index->list = g_string_new(NULL);
  index->chunk = g_string_new(NULL);
  index->chunks = g_ptr_array_new_with_free_func(g_free);
  index->themes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  index->theme_names = g_string_new(NULL);
  return index;
}

void evidence_index_free(EvidenceIndex *index) {
  if (index == NULL) return;
  g_string_free(index->reports, TRUE);
  g_string_free(index->list, TRUE);
  g_string_free(index->chunk, TRUE);
  g_ptr_array_unref(index->chunks);
  g_hash_table_unref(index->themes);
  g_string_free(index->theme_names, TRUE);
  g_free(index);
}

/* ---- the findings ---- */

/* The findings of one report on their way into the chunk. */
typedef struct {
  EvidenceIndex *index;
  char *prefix; /* what the anchors of all of the report's findings begin with */
  guint count;
} Adding;

static void shorten_prefix(Adding *adding, const Finding *finding) {
  g_autofree char *anchor = evidence_anchor(finding->id);
  if (adding->prefix == NULL) adding->prefix = g_strdup(anchor);
  gsize common = 0;
  while (adding->prefix[common] != '\0' && adding->prefix[common] == anchor[common]) common++;
  adding->prefix[common] = '\0';
}

static gboolean find_prefix(const Row *row, gpointer data) {
  shorten_prefix(data, row->finding);
  return TRUE;
}

static guint theme_number(EvidenceIndex *index, const char *theme) {
  guint number = GPOINTER_TO_UINT(g_hash_table_lookup(index->themes, theme));
  if (number > 0) return number;
  number = g_hash_table_size(index->themes) + 1;
  g_hash_table_insert(index->themes, g_strdup(theme), GUINT_TO_POINTER(number));
  if (number > 1) g_string_append_c(index->theme_names, ',');
  script_append(index->theme_names, theme);
  return number;
}

static void append_themes(EvidenceIndex *index, const Finding *finding) {
  const Field *themes = finding_field(finding, "themes");
  g_string_append_c(index->chunk, '[');
  for (guint i = 0; themes != NULL && i < themes->values->len; i++)
    g_string_append_printf(index->chunk, "%s%u", i > 0 ? "," : "", theme_number(index, g_ptr_array_index(themes->values, i)));
  g_string_append_c(index->chunk, ']');
}

/* Appends the values of COLUMNS (NULL-terminated) that stand in rows of this kind, as one string. */
static void append_columns(GString *out, const Row *row, const char *const *columns) {
  g_autoptr(GString) joined = g_string_new(NULL);
  for (; *columns != NULL; columns++) {
    const RowColumn *column = row_column(*columns);
    g_autoptr(GString) value = g_string_new(NULL);
    if ((column->kinds & 1u << row->kind) != 0) row_append_text(value, row, column, ", ");
    if (value->len > 0) g_string_append_printf(joined, "%s%s", joined->len > 0 ? "; " : "", value->str);
  }
  g_string_append_c(out, ',');
  script_append(out, joined->str);
}

static guint flags_of(const Row *row) {
  const Correction *correction = row->context->correction;
  guint flags = row->finding->ocr ? FLAG_OCR : 0;
  if (correction != NULL && correction->tells != NULL && correction->tells->len > 0) flags |= FLAG_CORRECTED;
  if (correction != NULL && correction->stale) flags |= FLAG_STALE;
  return flags;
}

/* The members of a finding, in the order in which the index's script reads them. */
static gboolean append_finding(const Row *row, gpointer data) {
  static const char *const people[] = {"states", "panellists", NULL};
  static const char *const asked[] = {"addressees", NULL};
  static const char *const remarks[] = {"status", "notes", NULL};
  Adding *adding = data;
  GString *out = adding->index->chunk;
  const Finding *finding = row->finding;
  const Comparison *comparison = row->context->comparison;
  g_autofree char *anchor = evidence_anchor(finding->id);
  if (out->len > 0) g_string_append(out, ",\n");
  g_string_append_printf(out, "[%u,", row->kind == ROW_PANEL_TOPIC);
  script_append(out, finding->number);
  g_string_append_c(out, ',');
  script_append(out, anchor + strlen(adding->prefix));
  g_string_append_printf(out, ",%u,", finding->places->len > 0 ? g_array_index(finding->places, Place, 0).page : 0);
  script_append(out, finding->text);
  append_columns(out, row, people);
  append_columns(out, row, asked);
  g_string_append_c(out, ',');
  append_themes(adding->index, finding);
  g_string_append_printf(out, ",%d,%u", comparison != NULL ? (int)comparison->kind : -1, flags_of(row));
  append_columns(out, row, remarks);
  g_string_append_c(out, ']');
  adding->count++;
  return TRUE;
}

/* ---- the reports ---- */

static void append_report(EvidenceIndex *index, const Report *report, const char *name, const Adding *adding, guint first) {
  const CatalogueDocument *document = report->document;
  GString *out = index->reports;
  const char *const texts[] = {name,
                               catalogue_document_label(document),
                               document->body,
                               document->session,
                               document->title,
                               report->date,
                               document->language,
                               adding->prefix,
                               g_hash_table_lookup(index->evidence->bodies, document)};
  g_string_append(out, index->report_count > 0 ? ",\n[" : "[");
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
    script_append(out, texts[i]);
    g_string_append_c(out, ',');
  }
  g_string_append_printf(out, "%d,%u,%u,%u,%u]", collection_speaks(index->evidence->collection, document),
                         report_count_checks(report, CHECK_FAILED), index->chunks->len, first, adding->count);
}

static void append_list(EvidenceIndex *index, const Report *report, const char *name) {
  const CatalogueDocument *document = report->document;
  guint failed = report_count_checks(report, CHECK_FAILED);
  g_autofree char *title = evidence_whole_title(document);
  markup_print(index->list,
               "<tr><th scope=\"row\"><a href=\"" EVIDENCE_REPORTS "/%s.html\">%s</a></th><td dir=\"auto\">%s</td><td>%s</td>"
               "<td dir=\"auto\">%s</td><td>%u</td><td>%u</td><td>",
               name, catalogue_document_label(document), document->body, report->date, title, document->recommendations,
               document->panel_topics);
  if (failed > 0)
    markup_print(index->list, "<span class=\"look\">✗ %u failed</span></td></tr>\n", failed);
  else
    g_string_append(index->list, "<span class=\"ok\">✓</span></td></tr>\n");
}

/* ---- writing ---- */

static gboolean end_chunk(EvidenceIndex *index, GError **error) {
  if (index->chunk->len == 0) return TRUE;
  g_autofree char *stem = g_strdup_printf("findings-%04u", index->chunks->len);
  g_autofree char *begin = g_strdup_printf("\"use strict\";\nevidenceChunk(%u,[\n", index->chunks->len);
  g_string_prepend(index->chunk, begin);
  g_string_append(index->chunk, "]);\n");
  char *name = evidence_put_hashed(index->evidence->files, "data", stem, ".js", index->chunk->str, index->chunk->len, error);
  if (name == NULL) return FALSE;
  g_ptr_array_add(index->chunks, name);
  g_string_truncate(index->chunk, 0);
  return TRUE;
}

gboolean evidence_index_add(EvidenceIndex *index, const Report *report, const char *name, GError **error) {
  Adding adding = {.index = index};
  guint before = index->chunk_rows;
  row_each(report, 1 << ROW_RECOMMENDATION | 1 << ROW_PANEL_TOPIC, find_prefix, &adding);
  row_each(report, 1 << ROW_RECOMMENDATION | 1 << ROW_PANEL_TOPIC, append_finding, &adding);
  index->chunk_rows += adding.count;
  append_report(index, report, name, &adding, before);
  append_list(index, report, name);
  g_free(adding.prefix);
  index->report_count++;
  index->recommendations += report->document->recommendations;
  index->topics += report->document->panel_topics;
  if (index->chunk->len < CHUNK_BYTES) return TRUE;
  index->chunk_rows = 0;
  return end_chunk(index, error);
}

static void append_strings(GString *out, const char *const *strings, guint count) {
  for (guint i = 0; i < count; i++) {
    if (i > 0) g_string_append_c(out, ',');
    script_append(out, strings[i]);
  }
}

/* The name of the script with all that the index needs before the first finding; NULL on error. */
static char *put_data(EvidenceIndex *index, GError **error) {
  g_autoptr(GString) out = g_string_new("\"use strict\";\nconst evidenceData={\ncompared:[");
  append_strings(out, compared_names, g_strv_length((char **)compared_names));
  g_string_append(out, "],\nchunks:[");
  append_strings(out, (const char *const *)index->chunks->pdata, index->chunks->len);
  g_string_append_printf(out, "],\nthemes:[%s],\nreports:[\n%s]};\n", index->theme_names->str, index->reports->str);
  return evidence_put_hashed(index->evidence->files, "data", "reports", ".js", out->str, out->len, error);
}

gboolean evidence_index_put(EvidenceIndex *index, GError **error) {
  const EvidenceAssets *assets = &index->evidence->assets;
  if (!end_chunk(index, error)) return FALSE;
  g_autofree char *data = put_data(index, error);
  if (data == NULL) return FALSE;
  g_autofree char *reports = g_strdup_printf("%u", index->report_count);
  g_autofree char *recommendations = g_strdup_printf("%u", index->recommendations);
  g_autofree char *topics = g_strdup_printf("%u", index->topics);
  const MarkupValue values[] = {
      {"style", assets->style},   {"script", assets->index_script},     {"data", data},
      {"reports", reports},       {"recommendations", recommendations}, {"topics", topics},
      {"list", index->list->str}, {"version", RAPPORTEUR_VERSION},      {NULL, NULL},
  };
  g_autoptr(GString) html = g_string_new(NULL);
  markup_fill(html, assets->index_template, values);
  return evidence_files_put(index->evidence->files, EVIDENCE_INDEX, html->str, html->len, error);
}
