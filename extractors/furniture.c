/* Furniture is known by repetition: the same words at the edge of several pages. What counts along with the pages is known by
 * its number's distance from the page's own, where it stands on most of them and nothing like it stands within one: headings
 * that pages happen to begin with are text. What chapter_headers.c finds
 * is furniture, too. What is printed once (job number, bar code) is known by the
 * patterns of data/furniture.txt. */

#include "extractors/data_files.h"
#include "extractors/layout.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double EDGE = 0.125;         /* the part of a page's height that counts as its edge */
static const double WIDE_EDGE = 0.16;     /* the same for what a pattern knows: bar codes stand high */
static const double SAME_HEIGHT = 3.0;    /* points: furniture stands at one height on all pages */
static const double SET_OFF = 0.55;       /* white space, in font sizes, between furniture and the text */
static const double NEXT_CELL = 4.0;      /* font sizes from a number to the next one of its column, at the most */
static const double SHARE_OF_PAGES = 0.2; /* furniture stands on so many of the pages, */
static const guint FEW_PAGES = 4;         /* or on two pages of so short a document, */
static const guint LEAST_PAGES = 3;       /* and else on no fewer than these; */
static const double SHARE_COUNTING = 0.5; /* what counts along with the pages stands on so many of them */
/* What repeats in type larger than the text's is a heading, most often: furniture where it stands on so many of the pages. */
static const double SHARE_LARGE = 0.6;

typedef enum { EDGE_NONE, EDGE_TOP, EDGE_BOTTOM } Edge;

static Edge edge_within(const PrintedLine *line, double part) {
  if (line->line->box.y1 < part * line->page_height) return EDGE_TOP;
  if (line->line->box.y0 > (1 - part) * line->page_height) return EDGE_BOTTOM;
  return EDGE_NONE;
}

static Edge edge_of(const PrintedLine *line) {
  return edge_within(line, EDGE);
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

static gboolean is_number(const char *text) {
  return text[strspn(text, "0123456789")] == '\0';
}

static gboolean matches_any(const GPtrArray *patterns, const char *text) {
  for (guint i = 0; i < patterns->len; i++)
    if (g_regex_match(patterns->pdata[i], text, G_REGEX_MATCH_DEFAULT, NULL)) return TRUE;
  return FALSE;
}

/* The key that LINE shares with its likes on other pages: its edge, its distance from it in steps of SAME_HEIGHT, and its text.
 * SHIFT moves it to the next step. */
static char *key_of(const PrintedLine *line, Edge edge, int shift) {
  double distance = edge == EDGE_TOP ? line->foot : line->page_height - line->foot;
  return g_strdup_printf("%d/%d/%s", edge, (int)floor(distance / SAME_HEIGHT) + shift, line->line->text);
}

/* The same with each of its numbers in turn replaced by the number's distance from the page's own. */
static GPtrArray *counting_keys_of(const PrintedLine *line, Edge edge) {
  GPtrArray *keys = g_ptr_array_new_with_free_func(g_free);
  const char *text = line->line->text;
  for (const char *p = text; *p;) {
    if (!g_ascii_isdigit(*p)) {
      p++;
      continue;
    }
    char *end = NULL;
    gint64 distance = g_ascii_strtoll(p, &end, 10) - line->line->page;
    g_ptr_array_add(keys, g_strdup_printf("%d%.*s#%" G_GINT64_FORMAT "%s", edge, (int)(p - text), text, distance, end));
    p = end;
  }
  return keys;
}

/* TEXT with each of its numbers replaced by one sign. */
static char *without_numbers(const char *text) {
  GString *masked = g_string_new(NULL);
  for (const char *p = text; *p; p++)
    if (!g_ascii_isdigit(*p))
      g_string_append_c(masked, *p);
    else if (masked->len == 0 || masked->str[masked->len - 1] != '#')
      g_string_append_c(masked, '#');
  return g_string_free(masked, FALSE);
}

/* Counts KEY, which it frees, for PAGE, once a page. */
static void count_key(GHashTable *counts, GHashTable *seen, char *key, guint page) {
  if (g_hash_table_add(seen, g_strdup_printf("%u/%s", page, key))) {
    guint count = GPOINTER_TO_UINT(g_hash_table_lookup(counts, key));
    g_hash_table_replace(counts, key, GUINT_TO_POINTER(count + 1));
  } else {
    g_free(key);
  }
}

/* How many pages have a line with each key at their edge. */
static GHashTable *count_keys(const GPtrArray *lines) {
  GHashTable *counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < lines->len; i++) {
    const PrintedLine *line = lines->pdata[i];
    Edge edge = edge_of(line);
    if (edge == EDGE_NONE) continue;
    count_key(counts, seen, key_of(line, edge, 0), line->line->page);
    g_autoptr(GPtrArray) counting = counting_keys_of(line, edge);
    for (guint k = 0; k < counting->len; k++) count_key(counts, seen, g_strdup(counting->pdata[k]), line->line->page);
  }
  return counts;
}

/* The lines in the midst of the pages, their numbers left out. */
static GHashTable *texts_within(const GPtrArray *lines) {
  GHashTable *texts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < lines->len; i++) {
    const PrintedLine *line = lines->pdata[i];
    if (edge_of(line) == EDGE_NONE) g_hash_table_add(texts, without_numbers(line->line->text));
  }
  return texts;
}

/* Is TEXT a document's symbol: one word of capitals, slashes and numbers? "2025/8" is a decision's number. */
static gboolean is_symbol(const char *text) {
  gboolean capital = FALSE;
  for (const char *p = text; *p && !capital; p++) capital = g_ascii_isupper(*p);
  return capital && !strchr(text, ' ') && strchr(text, '/') && strpbrk(text, "0123456789");
}

/* The symbols of the first page: a running header repeats one, even in a document of two pages. Of two symbols in one word,
 * "A/79/985-S/2025/481", it shows one above the other. */
static GHashTable *first_page_symbols(const GPtrArray *lines) {
  GHashTable *symbols = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < lines->len; i++) {
    const PrintedLine *line = lines->pdata[i];
    if (line->line->page != 1) break;
    if (!is_symbol(line->line->text)) continue;
    g_hash_table_add(symbols, g_strdup(line->line->text));
    g_auto(GStrv) parts = g_strsplit(line->line->text, "-", -1);
    for (char **part = parts; *part; part++)
      if (is_symbol(*part)) g_hash_table_add(symbols, g_strdup(*part));
  }
  return symbols;
}

typedef struct {
  const GPtrArray *patterns;
  GHashTable *counts, *within, *first_page, *chapter_headers;
  guint page_count;
  double size; /* of most of the document's letters */
} Knowledge;

static guint pages_with(const Knowledge *known, const char *key) {
  return GPOINTER_TO_UINT(g_hash_table_lookup(known->counts, key));
}

static gboolean repeats(const PrintedLine *line, Edge edge, const Knowledge *known) {
  guint least = known->page_count <= FEW_PAGES ? 2 : MAX(LEAST_PAGES, (guint)(SHARE_OF_PAGES * known->page_count));
  if (line->size > LARGER_TYPE * known->size) least = MAX(least, (guint)ceil(SHARE_LARGE * known->page_count));
  guint pages = 0;
  for (int shift = -1; shift <= 1; shift++) { /* its likes may stand just across a step */
    g_autofree char *key = key_of(line, edge, shift);
    pages += pages_with(known, key);
  }
  return pages >= least;
}

/* "Recommendation 3" at the top of one page and "Recommendation 4" at that of the next count along as well: but their likes
 * stand within the pages, too. */
static gboolean counts_along(const PrintedLine *line, Edge edge, const Knowledge *known) {
  g_autofree char *masked = without_numbers(line->line->text);
  if (g_hash_table_contains(known->within, masked)) return FALSE;
  guint least = MAX(LEAST_PAGES, (guint)(SHARE_COUNTING * known->page_count));
  g_autoptr(GPtrArray) keys = counting_keys_of(line, edge);
  for (guint k = 0; k < keys->len; k++)
    if (pages_with(known, keys->pdata[k]) >= least) return TRUE;
  return FALSE;
}

typedef enum {
  NO_FURNITURE,
  BY_REPETITION, /* it must be set off from the text as well: body lines may repeat */
  BY_PATTERN,
} Evidence;

static Evidence furniture_evidence(const PrintedLine *line, const Knowledge *known) {
  Edge edge = edge_of(line), wide = edge_within(line, WIDE_EDGE);
  gboolean masthead = wide == EDGE_TOP && line->line->page == 1;
  if (wide == EDGE_NONE || masthead) return NO_FURNITURE;
  if (edge == EDGE_NONE && is_number(line->line->text)) return NO_FURNITURE; /* so far in, it may be a paragraph's last word */
  if (matches_any(known->patterns, line->line->text)) return BY_PATTERN;
  if (edge == EDGE_NONE) return NO_FURNITURE;
  if (edge == EDGE_TOP && g_hash_table_contains(known->first_page, line->line->text)) return BY_PATTERN;
  if (g_hash_table_contains(known->chapter_headers, line)) return BY_REPETITION;
  return repeats(line, edge, known) || counts_along(line, edge, known) ? BY_REPETITION : NO_FURNITURE;
}

static int by_top(gconstpointer a, gconstpointer b) {
  const PrintedLine *la = *(PrintedLine *const *)a, *lb = *(PrintedLine *const *)b;
  double difference = la->line->box.y0 - lb->line->box.y0;
  return difference < 0 ? -1 : difference > 0;
}

/* Is there white space between LINE and INNER, the next line inwards? */
static gboolean is_set_off(const PrintedLine *line, const PrintedLine *inner) {
  const Box *a = &line->line->box, *b = &inner->line->box;
  double space = MAX(b->y0 - a->y1, a->y0 - b->y1);
  return space > SET_OFF * MAX(line->size, inner->size) || inner->row == line->row;
}

/* Is LINE of PAGE no page's number but a cell of a table that reaches the edge? Text stands beside it, and a number of its column
 * above or below it. */
static gboolean is_cell(const GPtrArray *page, const PrintedLine *line, const Knowledge *known) {
  if (!is_number(line->line->text)) return FALSE;
  gboolean beside = FALSE, in_column = FALSE;
  for (guint i = 0; i < page->len; i++) {
    const PrintedLine *other = page->pdata[i];
    if (other == line) continue;
    if (other->row == line->row)
      beside = beside || furniture_evidence(other, known) == NO_FURNITURE;
    else if (fabs(other->foot - line->foot) < NEXT_CELL * line->size && other->line->box.x0 < line->line->box.x1 &&
             other->line->box.x1 > line->line->box.x0)
      in_column = in_column || is_number(other->line->text);
  }
  return beside && in_column;
}

/* Marks the furniture of PAGE, sorted from the top, from one edge inwards up to the first line that belongs to the text; STEP is
 * 1 from the top and -1 from the bottom. What is furniture by repetition alone must be set off from that line. */
static void mark_edge(GPtrArray *page, const Knowledge *known, int step) {
  int first = step > 0 ? 0 : (int)page->len - 1, at = first;
  Edge edge = step > 0 ? EDGE_TOP : EDGE_BOTTOM;
  for (; at >= 0 && at < (int)page->len; at += step) {
    PrintedLine *line = page->pdata[at];
    if (edge_within(line, WIDE_EDGE) != edge || line->kind != BLOCK_PARAGRAPH) break;
    if (furniture_evidence(line, known) == NO_FURNITURE || is_cell(page, line, known)) break;
  }
  for (int last = at - step; last != first - step; last -= step) {
    const PrintedLine *line = page->pdata[last];
    gboolean text_behind = last + step >= 0 && last + step < (int)page->len;
    if (!text_behind || furniture_evidence(line, known) == BY_PATTERN || is_set_off(line, page->pdata[last + step])) break;
    at = last;
  }
  for (int i = first; i != at; i += step) ((PrintedLine *)page->pdata[i])->kind = BLOCK_FURNITURE;
}

static void mark_page(GPtrArray *page, const Knowledge *known) {
  g_ptr_array_sort(page, by_top);
  mark_edge(page, known, 1);
  mark_edge(page, known, -1);
}

gboolean furniture_mark(GPtrArray *lines, guint page_count, GError **error) {
  const GPtrArray *patterns = patterns_get(error);
  if (!patterns) return FALSE;
  g_autoptr(GHashTable) counts = count_keys(lines);
  g_autoptr(GHashTable) first_page = first_page_symbols(lines);
  g_autoptr(GHashTable) within = texts_within(lines);
  double size = usual_measure(lines).size;
  g_autoptr(GHashTable) chapter_headers = chapter_headers_find(lines, page_count, size);
  Knowledge known = {patterns, counts, within, first_page, chapter_headers, page_count, size};
  for (guint i = 0; i < lines->len;) {
    g_autoptr(GPtrArray) page = g_ptr_array_new();
    guint number = ((PrintedLine *)lines->pdata[i])->line->page;
    for (; i < lines->len && ((PrintedLine *)lines->pdata[i])->line->page == number; i++)
      if (((PrintedLine *)lines->pdata[i])->kind == BLOCK_PARAGRAPH) g_ptr_array_add(page, lines->pdata[i]);
    mark_page(page, &known);
  }
  return TRUE;
}
