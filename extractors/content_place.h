/* content_place.h - where a content stream's text stands against the area that it clips to: the transformations of PDF 32000-1,
 * 8.3.4 and 9.4.2, and clipping paths (8.5.4) as the rectangles around them. Coordinates are the page's default ones. */
#pragma once

#include <glib.h>

typedef struct {
  double a, b, c, d, e, f; /* as the six operands of cm */
} ContentMatrix;

typedef struct {
  double x0, y0, x1, y1; /* x0 <= x1, y0 <= y1; else it is empty */
} ContentArea;

/* A part of the graphics state: it is saved and restored with it, but for the path. */
typedef struct {
  ContentMatrix page; /* the current transformation matrix */
  ContentMatrix line; /* where the line of text begins */
  double leading;
  ContentArea clip; /* what is painted outside of it does not show */
  ContentArea path; /* around the path that is being built */
  gboolean clips;   /* the path becomes part of the clipping path once it is painted */
} ContentPlace;

void content_place_init(ContentPlace *place);

/* cm, and the matrix of a form. */
void content_place_transform(ContentPlace *place, const ContentMatrix *matrix);

/* BT; Tm; Td. */
void content_place_begin_text(ContentPlace *place);
void content_place_set_line(ContentPlace *place, const ContentMatrix *matrix);
void content_place_move_line(ContentPlace *place, double x, double y);

/* A point of the path; the operator that ends it, painted or not. */
void content_place_add_point(ContentPlace *place, double x, double y);
void content_place_end_path(ContentPlace *place);

/* Clips to the rectangle between two corners, as a form does to its box. */
void content_place_clip(ContentPlace *place, double x0, double y0, double x1, double y1);

/* Does the line of text begin where nothing shows? Then at most some of its letters reach into what does. */
gboolean content_place_is_outside(const ContentPlace *place);
