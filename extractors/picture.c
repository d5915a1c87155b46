#include "extractors/picture.h"

Picture *picture_new(guint width, guint height, double scale) {
  Picture *picture = g_new0(Picture, 1);
  picture->width = width;
  picture->height = height;
  picture->scale = scale;
  picture->grey = g_malloc0((gsize)width * height);
  return picture;
}

void picture_free(Picture *picture) {
  if (!picture) return;
  g_free(picture->grey);
  g_free(picture);
}
