#include "extractors/turns.h"

#include "extractors/characters.h"

#include <math.h>

static const double STEEP = 0.35;    /* a step from letter to letter that climbs more than this part of its width is turned, */
static const double LEAST = 0.1;     /* unless it is as short as this, in font sizes; */
static const double FARTHEST = 3.0;  /* one that is longer than this leads to another place */
static const double WATERMARK = 1.8; /* what is set over the text is so many times as large at least */
static const double MEAN_STEP = 0.9; /* font sizes: letters that follow each other are nearer, on the mean, than lines are; */
enum { LEAST_LETTERS = 3 };          /* fewer may be a mark above its line */

/* The direction of a step, in quarter turns clockwise; the others lean between two of them. */
typedef enum { UPRIGHT, DOWN, UPSIDE_DOWN, UP, FALLING, RISING, NOWHERE } Direction;

typedef struct {
  guint first, end; /* glyphs */
  Direction direction;
} Run;

static double size_of(const GlyphPage *page, const Glyph *glyph) {
  return ((const GlyphStyle *)page->styles->pdata[glyph->style])->size;
}

static Direction direction_of(const GlyphPage *page, const Glyph *from, const Glyph *to) {
  double dx = (to->x0 + to->x1 - from->x0 - from->x1) / 2, dy = (to->y0 + to->y1 - from->y0 - from->y1) / 2;
  double size = size_of(page, to), farthest = FARTHEST * size;
  if (dx * dx + dy * dy > farthest * farthest) return NOWHERE;
  if (fabs(dy) <= MAX(STEEP * fabs(dx), LEAST * size)) return dx < -LEAST * size ? UPSIDE_DOWN : UPRIGHT;
  if (fabs(dx) <= MAX(STEEP * fabs(dy), LEAST * size)) return dy > 0 ? DOWN : UP;
  return dy > 0 ? FALLING : RISING;
}

static gboolean shows(const Glyph *glyph) {
  return !character_is_white(glyph->character);
}

/* The run of glyphs from FIRST on whose steps go one way. A space carries a run on, a line's end does not end it: each letter of
 * turned text may be a line of the reader's. */
static Run run_from(const GlyphPage *page, guint first) {
  Run run = {first, first + 1, NOWHERE};
  const Glyph *last = &g_array_index(page->glyphs, Glyph, first);
  for (guint i = first + 1; i < page->glyphs->len; i++) {
    const Glyph *glyph = &g_array_index(page->glyphs, Glyph, i);
    if (!shows(glyph)) continue;
    Direction direction = direction_of(page, last, glyph);
    if (direction == NOWHERE || (run.direction != NOWHERE && direction != run.direction)) break;
    run.direction = direction;
    run.end = i + 1;
    last = glyph;
  }
  return run;
}

/* Does RUN step from letter to letter, not from line to line as a column of bullets does? */
static gboolean is_written(const GlyphPage *page, const Run *run) {
  const Glyph *last = NULL;
  double length = 0;
  guint steps = 0;
  for (guint i = run->first; i < run->end; i++) {
    const Glyph *glyph = &g_array_index(page->glyphs, Glyph, i);
    if (!shows(glyph)) continue;
    if (last) {
      length += hypot(glyph->x0 + glyph->x1 - last->x0 - last->x1, glyph->y0 + glyph->y1 - last->y0 - last->y1) / 2;
      steps++;
    }
    last = glyph;
  }
  return steps + 1 >= LEAST_LETTERS && length < MEAN_STEP * steps * size_of(page, last);
}

static guint letters_in(const GlyphPage *page, const Run *run) {
  guint count = 0;
  for (guint i = run->first; i < run->end; i++)
    if (shows(&g_array_index(page->glyphs, Glyph, i))) count++;
  return count;
}

/* The runs of PAGE that are turned. */
static GArray *turned_runs(const GlyphPage *page) {
  GArray *runs = g_array_new(FALSE, FALSE, sizeof(Run));
  for (guint i = 0; i < page->glyphs->len;) {
    if (!shows(&g_array_index(page->glyphs, Glyph, i))) {
      i++;
      continue;
    }
    Run run = run_from(page, i);
    gboolean turned = run.direction != UPRIGHT && run.direction != NOWHERE && is_written(page, &run);
    if (turned) g_array_append_val(runs, run);
    i = turned ? run.end : run.direction == UPRIGHT && run.end > i + 1 ? run.end - 1 : i + 1;
  }
  return runs;
}

static guint shown_on(const GlyphPage *page) {
  Run all = {0, page->glyphs->len, UPRIGHT};
  return letters_in(page, &all);
}

/* Turns GLYPH of a page of WIDTH and HEIGHT back by QUARTERS clockwise quarter turns. */
static void turn_back(Glyph *glyph, guint quarters, double width, double height) {
  Glyph old = *glyph;
  if (quarters == 1) { /* what ran down runs to the right: the right edge becomes the top */
    glyph->x0 = old.y0, glyph->x1 = old.y1;
    glyph->y0 = width - old.x1, glyph->y1 = width - old.x0;
  } else if (quarters == 2) {
    glyph->x0 = width - old.x1, glyph->x1 = width - old.x0;
    glyph->y0 = height - old.y1, glyph->y1 = height - old.y0;
  } else {
    glyph->x0 = height - old.y1, glyph->x1 = height - old.y0;
    glyph->y0 = old.x0, glyph->y1 = old.x1;
  }
}

void glyph_page_turn_upright(GlyphPage *page) {
  g_autoptr(GArray) runs = turned_runs(page);
  guint letters[NOWHERE] = {0};
  if (runs->len == 0) return;
  for (guint i = 0; i < runs->len; i++) {
    const Run *run = &g_array_index(runs, Run, i);
    letters[run->direction] += letters_in(page, run);
  }
  for (guint quarters = DOWN; quarters <= UP; quarters++) {
    if (2 * letters[quarters] <= shown_on(page)) continue;
    for (guint i = 0; i < page->glyphs->len; i++)
      turn_back(&g_array_index(page->glyphs, Glyph, i), quarters, page->width, page->height);
    page->quarters = quarters;
    if (quarters != UPSIDE_DOWN) {
      double width = page->width;
      page->width = page->height;
      page->height = width;
    }
    return;
  }
}

static GlyphPage *copy_run(const GlyphPage *page, const Run *run) {
  GlyphPage *piece = glyph_page_new(page->number, page->width, page->height);
  for (guint i = run->first; i < run->end; i++) {
    Glyph glyph = g_array_index(page->glyphs, Glyph, i);
    const GlyphStyle *style = page->styles->pdata[glyph.style];
    glyph.style = glyph_page_style(piece, style->font, style->size, style->pale);
    g_array_append_val(piece->glyphs, glyph);
  }
  piece->quarters = page->quarters;
  piece->mirrored = page->mirrored;
  piece->skew = page->skew;
  piece->ocr = page->ocr;
  return piece;
}

/* Does GLYPH stand over the middles of other styles' glyphs? */
static gboolean is_over_text(const GlyphPage *page, const Glyph *glyph) {
  for (guint i = 0; i < page->glyphs->len; i++) {
    const Glyph *other = &g_array_index(page->glyphs, Glyph, i);
    double x = (other->x0 + other->x1) / 2, y = (other->y0 + other->y1) / 2;
    if (other->style != glyph->style && shows(other) && x > glyph->x0 && x < glyph->x1 && y > glyph->y0 && y < glyph->y1)
      return TRUE;
  }
  return FALSE;
}

/* Is style STYLE, which is larger than the page's text, set over it? */
static gboolean is_watermark(const GlyphPage *page, guint style) {
  guint over = 0, shown = 0;
  for (guint i = 0; i < page->glyphs->len; i++) {
    const Glyph *glyph = &g_array_index(page->glyphs, Glyph, i);
    if (glyph->style != style || !shows(glyph)) continue;
    shown++;
    if (is_over_text(page, glyph)) over++;
  }
  return shown > 0 && 2 * over > shown;
}

static double text_size(const GlyphPage *page) {
  g_autofree guint *counts = g_new0(guint, page->styles->len + 1);
  guint best = 0;
  for (guint i = 0; i < page->glyphs->len; i++) {
    const Glyph *glyph = &g_array_index(page->glyphs, Glyph, i);
    if (shows(glyph) && ++counts[glyph->style] > counts[best]) best = glyph->style;
  }
  return page->styles->len ? ((const GlyphStyle *)page->styles->pdata[best])->size : 0;
}

static int by_left(gconstpointer a, gconstpointer b) {
  const Glyph *ga = a, *gb = b;
  return ga->x0 < gb->x0 ? -1 : ga->x0 > gb->x0;
}

/* Takes the glyphs of style STYLE out of PAGE, from left to right: its reader strews a watermark's letters over the lines. */
static GlyphPage *take_style(GlyphPage *page, guint style) {
  const GlyphStyle *old = page->styles->pdata[style];
  GlyphPage *piece = glyph_page_new(page->number, page->width, page->height);
  for (guint i = 0; i < page->glyphs->len; i++) {
    Glyph *glyph = &g_array_index(page->glyphs, Glyph, i);
    if (glyph->style != style || !shows(glyph)) continue;
    Glyph copy = *glyph;
    copy.style = glyph_page_style(piece, old->font, old->size, old->pale);
    g_array_append_val(piece->glyphs, copy);
    glyph->character = ' ';
  }
  g_array_sort(piece->glyphs, by_left);
  piece->quarters = page->quarters;
  piece->mirrored = page->mirrored;
  piece->skew = page->skew;
  piece->ocr = page->ocr;
  return piece;
}

static void take_watermarks(GlyphPage *page, GPtrArray *pieces) {
  double size = text_size(page);
  for (guint style = 0; style < page->styles->len; style++)
    if (((const GlyphStyle *)page->styles->pdata[style])->size > WATERMARK * size && is_watermark(page, style))
      g_ptr_array_add(pieces, take_style(page, style));
}

GPtrArray *glyph_page_take_turned(GlyphPage *page) {
  GPtrArray *pieces = g_ptr_array_new_with_free_func((GDestroyNotify)glyph_page_free);
  take_watermarks(page, pieces);
  g_autoptr(GArray) runs = turned_runs(page);
  for (guint i = 0; i < runs->len; i++) g_ptr_array_add(pieces, copy_run(page, &g_array_index(runs, Run, i)));
  for (guint i = runs->len; i-- > 0;) {
    const Run *run = &g_array_index(runs, Run, i);
    for (guint k = run->first; k < run->end; k++) { /* a line's end stays in its place */
      Glyph *glyph = &g_array_index(page->glyphs, Glyph, k);
      glyph->character = '\n';
    }
  }
  return pieces;
}
