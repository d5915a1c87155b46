/* picture.h - a page as a picture in shades of grey: what a person sees of it. */
#pragma once

#include <glib.h>

typedef struct {
  guint width, height; /* in pixels */
  double scale;        /* pixels a point: the pixel at X, Y shows the point X / scale, Y / scale of the page as displayed */
  guint8 *grey;        /* row by row from the top, without gaps; 0 is black, 255 white */
} Picture;

Picture *picture_new(guint width, guint height, double scale);
void picture_free(Picture *picture);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Picture, picture_free)
