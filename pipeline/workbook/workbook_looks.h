/* workbook_looks.h - how each style of cell looks: a table, without a word of the library that draws it. */
#pragma once

#include "pipeline/workbook/workbook.h"

/* Arial is on every system that has a spreadsheet program or a font of the same widths (Liberation Sans): what fits here
 * fits there. */
#define LOOK_FONT "Arial"

/* Colours, as 0xRRGGBB. Each ink on each fill that it is used with, and on white, has a contrast of at least 4.5 to 1 (Web
 * Content Accessibility Guidelines 2.1, 1.4.3). */
enum {
  INK = 0x1F2933,
  GREY = 0x5B6672,
  RULE = 0xD5DBE1,
  NAVY = 0x1F3A5F,
  BLUE = 0x0B5394,
  WHITE = 0xFFFFFF,
  GREEN = 0x1E6B34,
  PALE_GREEN = 0xE3F4E7,
  AMBER = 0x7A4B00,
  PALE_AMBER = 0xFFF1D6,
  RED = 0x9C1C1C,
  PALE_RED = 0xFCE4E4,
};

typedef enum {
  ALIGN_GENERAL, /* text at the side where its reading begins, numbers on the right */
  ALIGN_LEFT,
  ALIGN_CENTRE,
  ALIGN_RIGHT,
} LookAlign;

typedef struct {
  double size; /* of the font, in points */
  guint ink, fill;
  gboolean bold, italic, underline, strikeout, wrap, ruled;
  gboolean indent; /* a letter's width of room at the side where reading begins */
  LookAlign align;
  const char *number_format;
  const char *sign; /* a number format that puts a sign in front of the text of a cell that is marked so */
} Look;

/* No two look the same: of formats that are equal libxlsxwriter knows one, and looks it up anew for each cell of another. */
extern const Look cell_looks[N_STYLES];
extern const Look run_looks[N_RUN_KINDS];
