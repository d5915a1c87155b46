/* Running headers that name the chapter. No one of them need repeat: but all stand at one place and in one type, as the first
 * line of most pages, and the words of each head the chapter in the text. */

#include "extractors/labels.h"
#include "extractors/layout.h"

#include <math.h>
#include <string.h>

static const double TOP = 0.125;          /* the part of a page's height in which running headers stand */
static const double SAME_HEIGHT = 3.0;    /* points: they stand at one height on all pages, */
static const double SHARE_OF_PAGES = 0.5; /* on so many of them, */
static const guint LEAST_PAGES = 3;       /* and on no fewer than these */

/* The first line of each page, where it may be a running header. */
static GPtrArray *first_lines(const GPtrArray *lines, double size) {
  GPtrArray *first = g_ptr_array_new();
  const PrintedLine *top = NULL;
  for (guint i = 0; i <= lines->len; i++) {
    const PrintedLine *line = i < lines->len ? lines->pdata[i] : NULL;
    if (top && (!line || line->line->page != top->line->page)) {
      if (top->line->box.y1 < TOP * top->page_height && top->size < LARGER_TYPE * size) g_ptr_array_add(first, (gpointer)top);
      top = NULL;
    }
    if (line && (!top || line->line->box.y0 < top->line->box.y0)) top = line;
  }
  return first;
}

/* The words of TEXT behind its label, in lower case. */
static char *words_of(const char *text) {
  LabelForm form;
  gsize label = label_parse(text, &form);
  if (form == LABEL_BARE_NUMBER) label = 0;
  return g_utf8_casefold(text + label + strspn(text + label, " "), -1);
}

/* The words of the lines that stand out as headings do, with the first page of each. The lines of FIRST are none of them. */
static GHashTable *heading_pages(const GPtrArray *lines, const GPtrArray *first, double size) {
  GHashTable *pages = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0, next = 0; i < lines->len; i++) {
    const PrintedLine *line = lines->pdata[i];
    while (next < first->len && ((const PrintedLine *)first->pdata[next])->line->page < line->line->page) next++;
    if (next < first->len && first->pdata[next] == line) continue;
    if (!line->bold && line->size < LARGER_TYPE * size) continue;
    char *words = words_of(line->line->text);
    if (*words && !g_hash_table_contains(pages, words))
      g_hash_table_insert(pages, words, GUINT_TO_POINTER(line->line->page));
    else
      g_free(words);
  }
  return pages;
}

static gboolean has_same_place(const PrintedLine *a, const PrintedLine *b) {
  return fabs(a->foot - b->foot) < SAME_HEIGHT && fabs(a->size - b->size) < 0.1 && a->bold == b->bold && a->italic == b->italic;
}

static gboolean names_chapter(const PrintedLine *line, GHashTable *headings) {
  g_autofree char *words = words_of(line->line->text);
  guint page = GPOINTER_TO_UINT(g_hash_table_lookup(headings, words));
  return page > 0 && page <= line->line->page;
}

GHashTable *chapter_headers_find(const GPtrArray *lines, guint page_count, double size) {
  GHashTable *found = g_hash_table_new(NULL, NULL);
  g_autoptr(GPtrArray) first = first_lines(lines, size);
  g_autoptr(GHashTable) headings = heading_pages(lines, first, size);
  guint least = MAX(LEAST_PAGES, (guint)ceil(SHARE_OF_PAGES * page_count));
  g_autofree gboolean *names = g_new(gboolean, first->len + 1);
  for (guint i = 0; i < first->len; i++) names[i] = names_chapter(first->pdata[i], headings);
  for (guint i = 0; i < first->len; i++) {
    guint named = 0;
    for (guint k = 0; k < first->len; k++) named += names[k] && has_same_place(first->pdata[i], first->pdata[k]);
    if (named >= least && names[i]) g_hash_table_add(found, first->pdata[i]);
  }
  return found;
}
