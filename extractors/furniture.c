/* Furniture is known by repetition: the same words at the edge of several pages, but for a number that counts with the pages.
 * A heading that two pages happen to begin with does not count along, and stands on too few pages. What is printed once (job
 * number, bar code) is known by the patterns of data/furniture.txt. */

#include "extractors/data_files.h"
#include "extractors/layout.h"

#include <stdlib.h>
#include <string.h>

static const double EDGE = 0.125;         /* the part of a page's height that counts as its edge */
static const double SHARE_OF_PAGES = 0.2; /* furniture stands on so many of the pages, */
static const guint FEW_PAGES = 4;         /* or on two pages of so short a document, */
static const guint LEAST_PAGES = 3;       /* and else on no fewer than these */

typedef enum { EDGE_NONE, EDGE_TOP, EDGE_BOTTOM } Edge;

static Edge edge_of(const PrintedLine *line) {
  if (line->line->box.y1 < EDGE * line->page_height) return EDGE_TOP;
  if (line->line->box.y0 > (1 - EDGE) * line->page_height) return EDGE_BOTTOM;
  return EDGE_NONE;
}

/* The patterns, one a line; '#' begins a comment. */
static GPtrArray *patterns_load(GError **error) {
  g_autofree char *path = data_file_path("extractors/data/furniture.txt", error);
  g_autofree char *content = NULL;
  if (!path || !g_file_get_contents(path, &content, NULL, error)) return NULL;
  g_autoptr(GPtrArray) patterns = g_ptr_array_new_with_free_func((GDestroyNotify)g_regex_unref);
  g_auto(GStrv) lines = g_strsplit(content, "\n", -1);
  for (guint i = 0; lines[i]; i++) {
    if (lines[i][0] == '\0' || lines[i][0] == '#') continue;
    GRegex *regex = g_regex_new(lines[i], G_REGEX_OPTIMIZE, G_REGEX_MATCH_DEFAULT, error);
    if (!regex) {
      g_prefix_error(error, "%s:%u: ", path, i + 1);
      return NULL;
    }
    g_ptr_array_add(patterns, regex);
  }
  return g_steal_pointer(&patterns);
}

static const GPtrArray *patterns_get(GError **error) {
  static GPtrArray *patterns = NULL;
  if (!patterns) patterns = patterns_load(error);
  return patterns;
}

static gboolean matches_any(const GPtrArray *patterns, const char *text) {
  for (guint i = 0; i < patterns->len; i++)
    if (g_regex_match(patterns->pdata[i], text, G_REGEX_MATCH_DEFAULT, NULL)) return TRUE;
  return FALSE;
}

/* The keys that LINE shares with its likes on other pages: its text, and its text with each of its numbers in turn replaced
 * by the number's distance from the page's own. */
static GPtrArray *keys_of(const PrintedLine *line, Edge edge) {
  GPtrArray *keys = g_ptr_array_new_with_free_func(g_free);
  const char *text = line->line->text;
  g_ptr_array_add(keys, g_strdup_printf("%d%s", edge, text));
  for (const char *p = text; *p;) {
    if (!g_ascii_isdigit(*p)) {
      p++;
      continue;
    }
    char *end = NULL;
    gint64 number = g_ascii_strtoll(p, &end, 10);
    g_ptr_array_add(
        keys, g_strdup_printf("%d%.*s#%" G_GINT64_FORMAT "%s", edge, (int)(p - text), text, number - line->line->page, end));
    p = end;
  }
  return keys;
}

/* How many pages have a line with each key. */
static GHashTable *count_keys(const GPtrArray *lines) {
  GHashTable *counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < lines->len; i++) {
    const PrintedLine *line = lines->pdata[i];
    Edge edge = edge_of(line);
    if (edge == EDGE_NONE) continue;
    g_autoptr(GPtrArray) keys = keys_of(line, edge);
    for (guint k = 0; k < keys->len; k++) {
      if (!g_hash_table_add(seen, g_strdup_printf("%u/%s", line->line->page, (char *)keys->pdata[k]))) continue;
      guint count = GPOINTER_TO_UINT(g_hash_table_lookup(counts, keys->pdata[k]));
      g_hash_table_replace(counts, g_strdup(keys->pdata[k]), GUINT_TO_POINTER(count + 1));
    }
  }
  return counts;
}

/* The short lines of the first page: a running header repeats one of them, the symbol, even in a document of two pages. */
static GHashTable *first_page_texts(const GPtrArray *lines) {
  GHashTable *texts = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 0; i < lines->len; i++) {
    const PrintedLine *line = lines->pdata[i];
    if (line->line->page != 1) break;
    if (!strchr(line->line->text, ' ')) g_hash_table_add(texts, line->line->text);
  }
  return texts;
}

static gboolean repeats(const PrintedLine *line, Edge edge, GHashTable *counts, guint page_count) {
  guint least = page_count <= FEW_PAGES ? 2 : MAX(LEAST_PAGES, (guint)(SHARE_OF_PAGES * page_count));
  g_autoptr(GPtrArray) keys = keys_of(line, edge);
  for (guint k = 0; k < keys->len; k++)
    if (GPOINTER_TO_UINT(g_hash_table_lookup(counts, keys->pdata[k])) >= least) return TRUE;
  return FALSE;
}

typedef struct {
  const GPtrArray *patterns;
  GHashTable *counts, *first_page;
  guint page_count;
} Knowledge;

static gboolean is_furniture(const PrintedLine *line, const Knowledge *known) {
  Edge edge = edge_of(line);
  if (edge == EDGE_NONE) return FALSE;
  gboolean masthead = edge == EDGE_TOP && line->line->page == 1;
  if (masthead) return FALSE;
  return matches_any(known->patterns, line->line->text) || repeats(line, edge, known->counts, known->page_count) ||
         (edge == EDGE_TOP && g_hash_table_contains(known->first_page, line->line->text));
}

static int by_top(gconstpointer a, gconstpointer b) {
  const PrintedLine *la = *(PrintedLine *const *)a, *lb = *(PrintedLine *const *)b;
  double difference = la->line->box.y0 - lb->line->box.y0;
  return difference < 0 ? -1 : difference > 0;
}

/* From each edge of a page inwards, up to the first line that belongs to the text. */
static void mark_page(GPtrArray *page, const Knowledge *known) {
  g_ptr_array_sort(page, by_top);
  for (guint i = 0; i < page->len; i++) {
    PrintedLine *line = page->pdata[i];
    if (edge_of(line) != EDGE_TOP || !is_furniture(line, known)) break;
    line->kind = BLOCK_FURNITURE;
  }
  for (guint i = page->len; i-- > 0;) {
    PrintedLine *line = page->pdata[i];
    if (edge_of(line) != EDGE_BOTTOM || !is_furniture(line, known)) break;
    line->kind = BLOCK_FURNITURE;
  }
}

gboolean furniture_mark(GPtrArray *lines, guint page_count, GError **error) {
  const GPtrArray *patterns = patterns_get(error);
  if (!patterns) return FALSE;
  g_autoptr(GHashTable) counts = count_keys(lines);
  g_autoptr(GHashTable) first_page = first_page_texts(lines);
  Knowledge known = {patterns, counts, first_page, page_count};
  for (guint i = 0; i < lines->len;) {
    g_autoptr(GPtrArray) page = g_ptr_array_new();
    guint number = ((PrintedLine *)lines->pdata[i])->line->page;
    for (; i < lines->len && ((PrintedLine *)lines->pdata[i])->line->page == number; i++) g_ptr_array_add(page, lines->pdata[i]);
    mark_page(page, &known);
  }
  return TRUE;
}
