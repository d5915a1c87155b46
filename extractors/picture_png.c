/* picture_png.c - see picture_png.h. */
#include "extractors/picture_png.h"

#include <png.h>
#include <setjmp.h>
#include <string.h>

/* Channels that differ by less are one shade: what remains of rounding. */
enum { GREY_TOLERANCE = 6 };

/* The usual level of zlib: the highest takes four times as long, and saves two per cent. */
enum { COMPRESSION = 6 };

/* Colours are told apart by the upper four bits of each channel: a cell of all the colours that share them. */
enum { CELLS = 1 << 12, MOST_COLOURS = 256, SHADES = 16 };

typedef struct {
  const guint8 *pixels;
  gsize stride;
  guint width, height;
} Pixels;

typedef struct {
  guint64 red, green, blue, count; /* sums */
  guint index;
} Cell;

static const guint32 *row_of(const Pixels *pixels, guint y) {
  return (const guint32 *)(gconstpointer)(pixels->pixels + y * pixels->stride);
}

static guint red_of(guint32 pixel) {
  return pixel >> 16 & 0xFF;
}

static guint green_of(guint32 pixel) {
  return pixel >> 8 & 0xFF;
}

static guint blue_of(guint32 pixel) {
  return pixel & 0xFF;
}

static gboolean is_grey(const Pixels *pixels) {
  for (guint y = 0; y < pixels->height; y++) {
    const guint32 *row = row_of(pixels, y);
    for (guint x = 0; x < pixels->width; x++) {
      guint red = red_of(row[x]), green = green_of(row[x]), blue = blue_of(row[x]);
      if (MAX(red, MAX(green, blue)) - MIN(red, MIN(green, blue)) >= GREY_TOLERANCE) return FALSE;
    }
  }
  return TRUE;
}

static guint cell_of(guint32 pixel) {
  return (red_of(pixel) >> 4) << 8 | (green_of(pixel) >> 4) << 4 | blue_of(pixel) >> 4;
}

/* Counts what is in each of CELLS. Returns how many hold something. */
static guint count_colours(const Pixels *pixels, Cell *cells) {
  guint count = 0;
  for (guint y = 0; y < pixels->height; y++) {
    const guint32 *row = row_of(pixels, y);
    for (guint x = 0; x < pixels->width; x++) {
      Cell *cell = &cells[cell_of(row[x])];
      if (cell->count++ == 0) cell->index = count++;
      cell->red += red_of(row[x]), cell->green += green_of(row[x]), cell->blue += blue_of(row[x]);
    }
  }
  return count;
}

/* ---- rows as the file has them ---- */

typedef void (*FillRow)(guint8 *out, const guint32 *row, guint width, const Cell *cells);

/* Two pixels a byte, the left one in the upper half. */
static void fill_shades(guint8 *out, const guint32 *row, guint width, G_GNUC_UNUSED const Cell *cells) {
  memset(out, 0, (width + 1) / 2);
  for (guint x = 0; x < width; x++) {
    guint shade = (green_of(row[x]) * (SHADES - 1) + 127) / 255;
    out[x / 2] = (guint8)(out[x / 2] | (x % 2 ? shade : shade << 4));
  }
}

static void fill_indices(guint8 *out, const guint32 *row, guint width, const Cell *cells) {
  for (guint x = 0; x < width; x++) out[x] = (guint8)cells[cell_of(row[x])].index;
}

static void fill_colours(guint8 *out, const guint32 *row, guint width, G_GNUC_UNUSED const Cell *cells) {
  for (guint x = 0; x < width; x++, out += 3)
    out[0] = (guint8)red_of(row[x]), out[1] = (guint8)green_of(row[x]), out[2] = (guint8)blue_of(row[x]);
}

/* ---- the file ---- */

typedef struct {
  int type, depth; /* as PNG has them */
  FillRow fill;
} Form;

static const Form grey_form = {PNG_COLOR_TYPE_GRAY, 4, fill_shades};
static const Form palette_form = {PNG_COLOR_TYPE_PALETTE, 8, fill_indices};
static const Form colour_form = {PNG_COLOR_TYPE_RGB, 8, fill_colours};

static void append_data(png_structp png, png_bytep data, png_size_t length) {
  g_byte_array_append(png_get_io_ptr(png), data, (guint)length);
}

static void no_flush(G_GNUC_UNUSED png_structp png) {
}

/* A colour of the palette is the mean of those that it stands for. */
static void set_palette(png_structp png, png_infop info, const Cell *cells, guint count) {
  png_color palette[MOST_COLOURS];
  for (guint i = 0; i < CELLS; i++) {
    const Cell *cell = &cells[i];
    if (cell->count == 0) continue;
    palette[cell->index] =
        (png_color){(guint8)(cell->red / cell->count), (guint8)(cell->green / cell->count), (guint8)(cell->blue / cell->count)};
  }
  png_set_PLTE(png, info, palette, (int)count);
}

/* Writes PIXELS to OUT; COUNT colours of CELLS are the palette of a form that has one. libpng comes back here where it fails, so
 * nothing that is to be freed is made behind setjmp. */
static gboolean write_png(GByteArray *out, const Pixels *pixels, const Form *form, const Cell *cells, guint count, guint8 *line,
                          png_structp png, png_infop info) {
  if (setjmp(png_jmpbuf(png)) != 0) return FALSE;
  png_set_write_fn(png, out, append_data, no_flush);
  png_set_compression_level(png, COMPRESSION);
  png_set_IHDR(png, info, pixels->width, pixels->height, form->depth, form->type, PNG_INTERLACE_NONE,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  if (form->type == PNG_COLOR_TYPE_PALETTE) set_palette(png, info, cells, count);
  png_write_info(png, info);
  for (guint y = 0; y < pixels->height; y++) {
    form->fill(line, row_of(pixels, y), pixels->width, cells);
    png_write_row(png, line);
  }
  png_write_end(png, info);
  return TRUE;
}

/* What libpng has to say is told by the outcome. */
static void fail_quietly(png_structp png, G_GNUC_UNUSED png_const_charp message) {
  png_longjmp(png, 1);
}

static void warn_not(G_GNUC_UNUSED png_structp png, G_GNUC_UNUSED png_const_charp message) {
}

GBytes *picture_png(const guint8 *pixels, gsize stride, guint width, guint height) {
  const Pixels all = {pixels, stride, width, height};
  g_autofree Cell *cells = g_new0(Cell, CELLS);
  guint count = 0;
  const Form *form = &grey_form;
  if (!is_grey(&all)) form = (count = count_colours(&all, cells)) <= MOST_COLOURS ? &palette_form : &colour_form;
  g_autofree guint8 *line = g_malloc((gsize)width * 3);
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, fail_quietly, warn_not);
  png_infop info = png != NULL ? png_create_info_struct(png) : NULL;
  GByteArray *out = g_byte_array_new();
  gboolean written = info != NULL && write_png(out, &all, form, cells, count, line, png, info);
  png_destroy_write_struct(&png, &info);
  if (written) return g_byte_array_free_to_bytes(out);
  g_byte_array_unref(out);
  return NULL;
}
