/* The account of blank space: in the recommendations sections, text follows text at the distances that are usual in the report.
 * Where a line or more is blank that is not blank elsewhere, something was printed, or drawn, that is not in the text. */
#include "rules/blank.h"

#include "extractors/sentences.h"

#include <stdlib.h>

enum {
  LEAST_PAIRS = 3, /* fewer tell no usual distance; nor do fewer pages */
  KINDS = 32,      /* of pairs: see measure */
  COVER = 1,       /* the page whose text stands as on no other */
};
static const double BLANK_LINES = 1.0, BLANK_POINTS = 4.0; /* more than this beyond the usual distance is blank */
static const double BOX_INSET = 9.0; /* points: text in a box stands so far within the text outside, on either side */
static const double FOOT = 72.0; /* points: a page ends no higher in the midst of a list; a longer item would have begun on it */

static const double FOOT_LINES = 3.5; /* so much at a page's foot is too little for the next paragraph's first lines */

/* Two blocks of the text, one below the other. */
typedef struct {
  guint above, below;
  double gap; /* points between them */
  guint kind; /* what stands below: gaps are compared with those of their kind */
} Pair;

/* Where the text of a page begins and ends, footnotes and tables too. */
typedef struct {
  double top, bottom;
  int first, last; /* its blocks that begin first and last; -1 where it has none */
} Extent;

struct Blank {
  Engine *engine;
  GArray *pairs;       /* Pair: neighbours in the text */
  double usual[KINDS]; /* distance of the pairs of each kind; below zero where there are too few to tell */
  GArray *extents;     /* Extent, one a page */
};

/* --- between blocks */

static const Line *line_of(const Engine *engine, guint block, gboolean last) {
  const GArray *lines = engine_block(engine, block)->lines;
  return engine->document->lines->pdata[g_array_index(lines, guint, last ? lines->len - 1 : 0)];
}

/* Do all lines of INNER stand within those of OUTER, on both sides, as text in a box does? A single line may be short. */
static gboolean stands_within(const Block *inner, const Block *outer) {
  if (inner->lines->len < 2 || outer->lines->len < 2 || inner->spans->len == 0 || outer->spans->len == 0) return FALSE;
  const Box *in = &((const Span *)inner->spans->pdata[0])->box, *out = &((const Span *)outer->spans->pdata[0])->box;
  return in->x0 > out->x0 + BOX_INSET && in->x1 < out->x1 - BOX_INSET;
}

/* What is blank between blocks ABOVE and BELOW; FALSE where they don't stand one below the other on a page. */
static gboolean measure(const Engine *engine, guint above, guint below, Pair *pair) {
  const Block *a = engine_block(engine, above), *b = engine_block(engine, below);
  if (a->lines->len == 0 || b->lines->len == 0) return FALSE;
  const Line *last = line_of(engine, above, TRUE), *first = line_of(engine, below, FALSE);
  if (last->page != first->page || last->vertical || first->vertical || first->box.y0 < last->box.y0) return FALSE;
  guint level = b->kind == BLOCK_HEADING ? 2 + MIN(b->level, 5) : b->kind == BLOCK_LIST_ITEM;
  *pair = (Pair){above, below, first->box.y0 - last->box.y1, 2 * level + (a->kind == BLOCK_HEADING)};
  if (stands_within(a, b) || stands_within(b, a)) pair->kind += KINDS / 2; /* the frame of a box is between them */
  return TRUE;
}

/* The pairs of neighbours in the text. A table, or a footnote in the text, parts them; in a scan lines stand anyhow. */
static GArray *find_pairs(const Engine *engine) {
  GArray *pairs = g_array_new(FALSE, FALSE, sizeof(Pair));
  int before = -1;
  for (guint i = 0; i < engine->document->blocks->len; i++) {
    BlockKind kind = engine_block(engine, i)->kind;
    Pair pair;
    if (kind == BLOCK_TABLE || kind == BLOCK_FOOTNOTE || engine_block(engine, i)->ocr) before = -1;
    if (!engine_is_body(engine, i) || engine_block(engine, i)->ocr) continue;
    if (before >= 0 && measure(engine, (guint)before, i, &pair)) g_array_append_val(pairs, pair);
    before = (int)i;
  }
  return pairs;
}

static int compare_doubles(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

/* The usual gap of the pairs of KIND; below zero where there are too few of them to tell. */
static double usual_gap(const GArray *pairs, guint kind) {
  g_autoptr(GArray) gaps = g_array_new(FALSE, FALSE, sizeof(double));
  for (guint i = 0; i < pairs->len; i++)
    if (g_array_index(pairs, Pair, i).kind == kind) g_array_append_val(gaps, g_array_index(pairs, Pair, i).gap);
  if (gaps->len < LEAST_PAIRS) return -1;
  qsort(gaps->data, gaps->len, sizeof(double), compare_doubles);
  return g_array_index(gaps, double, gaps->len / 2);
}

static gboolean is_seen(const Engine *engine, guint block) {
  return g_array_index(engine->classes, BlockClass, block) != BLOCK_UNSEEN;
}

/* Lines that are as high as those of PAIR's upper block. */
static double line_height(const Engine *engine, const Pair *pair) {
  const Box *box = &line_of(engine, pair->above, TRUE)->box;
  return box->y1 - box->y0;
}

static gboolean is_blank(const Blank *blank, const Pair *pair) {
  double usual = blank->usual[pair->kind];
  return usual >= 0 && pair->gap > usual + BLANK_LINES * line_height(blank->engine, pair) + BLANK_POINTS;
}

static void check_pairs(const Blank *blank, Faults *faults) {
  const Engine *engine = blank->engine;
  for (guint i = 0; i < blank->pairs->len; i++) {
    const Pair *pair = &g_array_index(blank->pairs, Pair, i);
    if (!(is_seen(engine, pair->above) || is_seen(engine, pair->below)) || !is_blank(blank, pair)) continue;
    const Block *below = engine_block(engine, pair->below);
    g_autofree char *words = first_words(below->text);
    fault_add(faults, engine_page(engine, pair->below), "%.0f points are blank in front of \"%s%s%s\", where %.0f are usual",
              pair->gap, below->label ? below->label : "", below->label ? " " : "", words, blank->usual[pair->kind]);
  }
}

/* --- at the heads and feet of pages */

static void extend(Extent *extent, guint block, const Line *line) {
  if (extent->first < 0 || line->box.y0 < extent->top) extent->top = line->box.y0, extent->first = (int)block;
  if (extent->last < 0 || line->box.y1 > extent->bottom) extent->bottom = line->box.y1, extent->last = (int)block;
}

static GArray *page_extents(const Engine *engine) {
  guint pages = engine->document->pages->len;
  GArray *extents = g_array_sized_new(FALSE, TRUE, sizeof(Extent), pages);
  g_array_set_size(extents, pages);
  for (guint i = 0; i < pages; i++) g_array_index(extents, Extent, i).first = g_array_index(extents, Extent, i).last = -1;
  for (guint i = 0; i < engine->document->blocks->len; i++) {
    const Block *block = engine_block(engine, i);
    if (block->kind == BLOCK_FURNITURE) continue;
    for (guint k = 0; k < block->lines->len; k++) {
      const Line *line = engine->document->lines->pdata[g_array_index(block->lines, guint, k)];
      if (line->page >= 1 && line->page <= pages) extend(&g_array_index(extents, Extent, line->page - 1), i, line);
    }
  }
  return extents;
}

/* Where the text of most pages behind the cover begins; below zero where there are too few of them to tell. */
static double usual_top(const GArray *extents) {
  g_autoptr(GArray) tops = g_array_new(FALSE, FALSE, sizeof(double));
  for (guint i = COVER; i < extents->len; i++)
    if (g_array_index(extents, Extent, i).first >= 0) g_array_append_val(tops, g_array_index(extents, Extent, i).top);
  if (tops->len < LEAST_PAIRS) return -1;
  qsort(tops->data, tops->len, sizeof(double), compare_doubles);
  return g_array_index(tops, double, tops->len / 2);
}

static double lowest_bottom(const GArray *extents) {
  double bottom = 0;
  for (guint i = 0; i < extents->len; i++)
    if (g_array_index(extents, Extent, i).first >= 0) bottom = MAX(bottom, g_array_index(extents, Extent, i).bottom);
  return bottom;
}

/* Is PAGE's first block one of a record section, and none that was read from a picture? */
static gboolean is_asked(const Blank *blank, const Extent *page, int block) {
  return block >= 0 && page->first >= 0 && is_seen(blank->engine, (guint)block) &&
         !engine_block(blank->engine, (guint)block)->ocr;
}

static void check_pages(const Blank *blank, Faults *faults) {
  double top = usual_top(blank->extents), bottom = lowest_bottom(blank->extents);
  for (guint i = COVER; top >= 0 && i < blank->extents->len; i++) {
    const Extent *page = &g_array_index(blank->extents, Extent, i), *before = &g_array_index(blank->extents, Extent, i - 1);
    if (!is_asked(blank, page, page->first)) continue;
    const Line *line = line_of(blank->engine, (guint)page->first, FALSE);
    if (page->top > top + BLANK_LINES * (line->box.y1 - line->box.y0) + BLANK_POINTS)
      fault_add(faults, i + 1, "%.0f points are blank at the page's head", page->top - top);
    if (!is_asked(blank, before, before->last) || bottom - before->bottom < FOOT) continue;
    if (engine_block(blank->engine, (guint)page->first)->kind != BLOCK_HEADING)
      fault_add(faults, i, "%.0f points are blank at the page's foot", bottom - before->bottom);
  }
}

/* --- asking */

Blank *blank_new(Engine *engine) {
  Blank *blank = g_new0(Blank, 1);
  blank->engine = engine;
  blank->pairs = find_pairs(engine);
  blank->extents = page_extents(engine);
  for (guint kind = 0; kind < KINDS; kind++) blank->usual[kind] = usual_gap(blank->pairs, kind);
  return blank;
}

void blank_free(Blank *blank) {
  if (!blank) return;
  g_array_unref(blank->pairs);
  g_array_unref(blank->extents);
  g_free(blank);
}

void blank_check(Blank *blank) {
  g_auto(Faults) faults = {0};
  check_pairs(blank, &faults);
  check_pages(blank, &faults);
  faults_check(blank->engine, &faults, "white_space", NULL, NULL, "no space is blank where text should stand");
}

gboolean blank_is_followed(const Blank *blank, guint index) {
  const Engine *engine = blank->engine;
  guint next = index + 1;
  while (next < engine->document->blocks->len && !engine_is_body(engine, next)) next++;
  if (next == engine->document->blocks->len || engine_block(engine, index)->lines->len == 0) return FALSE;
  Pair pair;
  if (measure(engine, index, next, &pair)) return !is_blank(blank, &pair);
  const Line *last = line_of(engine, index, TRUE);
  return lowest_bottom(blank->extents) - last->box.y1 < FOOT_LINES * (last->box.y1 - last->box.y0);
}

void blank_check_end(const Blank *blank, Faults *faults) {
  guint pages = blank->extents->len;
  if (pages <= LEAST_PAIRS || g_array_index(blank->extents, Extent, pages - 1).last < 0) return;
  const Extent *page = &g_array_index(blank->extents, Extent, pages - 1);
  const Block *block = engine_block(blank->engine, (guint)page->last);
  const Line *line = line_of(blank->engine, (guint)page->last, TRUE);
  double room = lowest_bottom(blank->extents) - page->bottom;
  if (block->kind == BLOCK_FOOTNOTE || block->ocr || text_is_ended(block->text) || !text_has_letter(block->text)) return;
  if (room < BLANK_LINES * (line->box.y1 - line->box.y0) + BLANK_POINTS)
    fault_add(faults, pages, "the last page is full, and its text is not at its end");
}
