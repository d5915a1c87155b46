/* picture_png.h - a picture in colour as a PNG file, as small as it comes without looking otherwise. The only file behind it that
 * knows libpng is picture_png.c. */
#pragma once

#include <glib.h>

/* The bytes of a PNG file of WIDTH by HEIGHT pixels, row by row STRIDE bytes apart: red, green and blue in the lower 24 bits of
 * 32. A picture without colour comes in 16 shades, one of few colours with a palette of at most 256, any other as it is. NULL
 * where it can't be made. Free it with g_bytes_unref. */
GBytes *picture_png(const guint8 *pixels, gsize stride, guint width, guint height);
