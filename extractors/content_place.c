#include "extractors/content_place.h"

static const ContentMatrix identity = {1, 0, 0, 1, 0, 0};
static const ContentArea nowhere = {G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE};
static const ContentArea everywhere = {-G_MAXDOUBLE, -G_MAXDOUBLE, G_MAXDOUBLE, G_MAXDOUBLE};

void content_place_init(ContentPlace *place) {
  *place = (ContentPlace){.page = identity, .line = identity, .clip = everywhere, .path = nowhere};
}

/* INNER, then OUTER. */
static ContentMatrix product(const ContentMatrix *inner, const ContentMatrix *outer) {
  return (ContentMatrix){
      .a = inner->a * outer->a + inner->b * outer->c,
      .b = inner->a * outer->b + inner->b * outer->d,
      .c = inner->c * outer->a + inner->d * outer->c,
      .d = inner->c * outer->b + inner->d * outer->d,
      .e = inner->e * outer->a + inner->f * outer->c + outer->e,
      .f = inner->e * outer->b + inner->f * outer->d + outer->f,
  };
}

void content_place_transform(ContentPlace *place, const ContentMatrix *matrix) {
  place->page = product(matrix, &place->page);
}

void content_place_begin_text(ContentPlace *place) {
  place->line = identity;
}

void content_place_set_line(ContentPlace *place, const ContentMatrix *matrix) {
  place->line = *matrix;
}

void content_place_move_line(ContentPlace *place, double x, double y) {
  ContentMatrix step = {1, 0, 0, 1, x, y};
  place->line = product(&step, &place->line);
}

static void add_point(ContentArea *area, const ContentMatrix *page, double x, double y) {
  double px = x * page->a + y * page->c + page->e, py = x * page->b + y * page->d + page->f;
  area->x0 = MIN(area->x0, px), area->x1 = MAX(area->x1, px);
  area->y0 = MIN(area->y0, py), area->y1 = MAX(area->y1, py);
}

void content_place_add_point(ContentPlace *place, double x, double y) {
  add_point(&place->path, &place->page, x, y);
}

static void clip_to(ContentPlace *place, const ContentArea *area) {
  ContentArea *clip = &place->clip;
  clip->x0 = MAX(clip->x0, area->x0), clip->x1 = MIN(clip->x1, area->x1);
  clip->y0 = MAX(clip->y0, area->y0), clip->y1 = MIN(clip->y1, area->y1);
}

void content_place_end_path(ContentPlace *place) {
  if (place->clips) clip_to(place, &place->path);
  place->clips = FALSE;
  place->path = nowhere;
}

void content_place_clip(ContentPlace *place, double x0, double y0, double x1, double y1) {
  ContentArea area = nowhere;
  add_point(&area, &place->page, x0, y0);
  add_point(&area, &place->page, x0, y1);
  add_point(&area, &place->page, x1, y0);
  add_point(&area, &place->page, x1, y1);
  clip_to(place, &area);
}

gboolean content_place_is_outside(const ContentPlace *place) {
  ContentArea begin = nowhere;
  add_point(&begin, &place->page, place->line.e, place->line.f);
  return begin.x0 > place->clip.x1 || begin.y0 > place->clip.y1 || begin.y1 < place->clip.y0;
}
