/* glyphs.h - one page as its characters with their boxes: what a reader of PDFs hands to the layout, and all that the layout
 * knows of a PDF. Units as in document.h. */
#pragma once

#include <glib.h>

typedef struct {
  gunichar character; /* '\n' where the reader ended a line; white space stands for the gap that its box spans */
  guint style;        /* index into GlyphPage.styles */
  double x0, y0, x1, y1;
  float confidence; /* that it was read rightly from a picture, 0 to 100; else 0 */
} Glyph;

typedef struct {
  char *font; /* subset tag removed */
  double size;
  gboolean bold, italic;
  gboolean pale; /* nearly white: see visible.h */
} GlyphStyle;

typedef struct {
  guint number;         /* from 1 */
  double width, height; /* as displayed */
  GArray *glyphs;       /* Glyph, in the reader's reading order */
  GPtrArray *styles;    /* GlyphStyle */
  guint quarters;       /* quarter turns clockwise by which its text runs on the page as displayed: see turns.h; boxes, width
                           and height are those of the page turned upright */
  gboolean mirrored;    /* boxes are mirrored left to right: see directions.h */
  guint unseen;         /* characters that were taken out, since the page does not show them */
  double skew;  /* radians by which its lines fall to the right on the page; boxes are those of the page made level, turned
                   about its middle */
  gboolean ocr; /* its glyphs were read from a picture of the page */
  gboolean picture_only; /* it shows pictures and no text: scanned, most likely */
} GlyphPage;

GlyphPage *glyph_page_new(guint number, double width, double height);
void glyph_page_free(GlyphPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GlyphPage, glyph_page_free)

/* How many characters of PAGE show something: spaces left out. */
guint glyph_page_count(const GlyphPage *page);

/* Drops what is drawn again right over itself, for boldness or a shadow: a glyph of the character and style of another, almost
 * at its place. */
void glyph_page_drop_doubles(GlyphPage *page);

/* The index of this style in PAGE, added where it is new. */
guint glyph_page_style(GlyphPage *page, const char *font, double size, gboolean pale);
