/* picture.h - a page as a grey picture, made ready for OCR: turned upright, levelled, its dot leaders taken out.
 *
 * Units: pixels, from the top-left corner, y downwards. What makes a Picture gives it to you: free it with picture_free. */
#pragma once

#include <glib.h>

#define POINTS_AN_INCH 72.0

typedef struct {
  guint width, height;
  double resolution; /* pixels an inch */
  guint8 *pixels;    /* row by row, without padding: 0 is black, 255 white */
} Picture;

typedef struct {
  int x0, y0, x1, y1; /* x1 and y1 lie behind the last pixel */
} PixelBox;

/* A white picture. */
Picture *picture_new(guint width, guint height, double resolution);
void picture_free(Picture *picture);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Picture, picture_free)

/* PICTURE, whose text is turned by QUARTERS quarter turns clockwise, with its text upright. */
Picture *picture_turned(const Picture *picture, guint quarters);

/* PICTURE, whose lines fall to the right by SKEW (radians), turned about its middle so that they are level. Of the same size. */
Picture *picture_levelled(const Picture *picture, double skew);

/* Pixels darker than this are ink. */
guint8 picture_ink(const Picture *picture);

/* The usual thickness of the upright strokes in BOX, whose ink is darker than INK; 0 where there are none. */
double picture_stroke(const Picture *picture, const PixelBox *box, guint8 ink);

/* picture_skew.c: by how much the lines of PICTURE fall to the right, in radians; 0 where they are level, or it has none. */
double picture_skew(const Picture *picture);

/* picture_skew.c: may the lines of PICTURE run up or down? Its ink then lies in columns rather than in rows; that of a short list
 * does so, too. */
gboolean picture_may_be_sideways(const Picture *picture);

/* picture_leaders.c: paints out the rows of dots that lead to the page numbers of a table of contents, which OCR takes for
 * letters, and returns the dots' boxes (PixelBox), row by row from left to right. */
GArray *picture_take_leaders(Picture *picture);

/* PICTURE's part in BOX with MARGIN white pixels around it. */
Picture *picture_cut(const Picture *picture, const PixelBox *box, guint margin);

/* picture_rest.c: where PICTURE has ink of the size of letters outside the boxes TAKEN (PixelBox): a PixelBox for each piece, in
 * no order that means anything. */
GArray *picture_rest(const Picture *picture, const GArray *taken);

/* picture_rules.c: paints out the rules of PICTURE: long thin lines across it and down it, which OCR takes for the edges of what
 * stands beside them. */
void picture_drop_rules(Picture *picture);

/* picture_rules.c: do lines of letters stand one below the other in BOX? */
gboolean picture_has_rows(const Picture *picture, const PixelBox *box, guint8 ink);
