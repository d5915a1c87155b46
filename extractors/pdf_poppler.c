#include "extractors/pdf.h"

#include "extractors/characters.h"
#include "extractors/colours.h"
#include "extractors/directions.h"
#include "extractors/drawn_fonts.h"
#include "extractors/picture_png.h"
#include "extractors/turns.h"
#include "extractors/visible.h"

#include <cairo.h>
#include <math.h>
#include <poppler.h>
#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(PopplerDocument, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PopplerPage, g_object_unref)

struct Pdf {
  PopplerDocument *document;
};

/* poppler tells each oddity of a file on its log domain; only the outcome is ours to tell. */
static void keep_quiet(const char *domain, GLogLevelFlags level, const char *message, gpointer data) {
  (void)domain, (void)level, (void)message, (void)data;
}

static gboolean looks_like_pdf(GBytes *bytes) {
  /* Readers accept the header anywhere in the first 1024 bytes (PDF 32000-1, Annex H, note 13). */
  gsize size = 0;
  const char *data = g_bytes_get_data(bytes, &size);
  return data && g_strstr_len(data, (gssize)MIN(size, 1024), "%PDF-") != NULL;
}

static char *why_not(GBytes *bytes, const GError *error, Outcome *outcome) {
  *outcome = OUTCOME_REJECTED;
  if (g_bytes_get_size(bytes) == 0) return g_strdup("the file is empty: fetch it again");
  if (!looks_like_pdf(bytes)) return g_strdup("this is no PDF: it does not begin with \"%PDF-\"");
  if (g_error_matches(error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED)) {
    *outcome = OUTCOME_SKIPPED;
    return g_strdup("encrypted: it opens only with a password; put an open copy in its place");
  }
  return g_strdup_printf("damaged: %s; fetch it again", error ? error->message : "it can't be opened");
}

Pdf *pdf_open(GBytes *bytes, Outcome *outcome, char **reason) {
  static gsize quiet = 0;
  if (g_once_init_enter(&quiet)) {
    g_log_set_handler("Poppler", G_LOG_LEVEL_MASK, keep_quiet, NULL);
    g_once_init_leave(&quiet, 1);
  }
  g_autoptr(GError) error = NULL;
  g_autoptr(PopplerDocument) document = NULL;
  if (looks_like_pdf(bytes)) document = poppler_document_new_from_bytes(bytes, NULL, &error);
  if (!document) {
    *reason = why_not(bytes, error, outcome);
    return NULL;
  }
  if (poppler_document_get_n_pages(document) <= 0) {
    *outcome = OUTCOME_REJECTED;
    *reason = g_strdup("damaged: it opens, but has no pages; fetch it again");
    return NULL;
  }
  Pdf *pdf = g_new0(Pdf, 1);
  pdf->document = g_steal_pointer(&document);
  return pdf;
}

void pdf_close(Pdf *pdf) {
  if (!pdf) return;
  g_object_unref(pdf->document);
  g_free(pdf);
}

guint pdf_page_count(const Pdf *pdf) {
  return (guint)poppler_document_get_n_pages(pdf->document);
}

const char *pdf_reader(void) {
  static char *name = NULL;
  if (!name) name = g_strdup_printf("poppler %s", poppler_get_version());
  return name;
}

/* What poppler writes around text of the other direction, which it brings into reading order: marks without a rectangle. */
enum { LEFT_TO_RIGHT_EMBEDDING = 0x202A, RIGHT_TO_LEFT_EMBEDDING = 0x202B, POP_FORMATTING = 0x202C, LAST_MARK = 0x202E };

static void reverse_glyphs(Glyph *glyphs, guint first, guint end) {
  for (; first + 1 < end; first++, end--) {
    Glyph glyph = glyphs[first];
    glyphs[first] = glyphs[end - 1];
    glyphs[end - 1] = glyph;
  }
}

static gboolean is_pale(const PopplerColor *color) {
  return MIN(color->red, MIN(color->green, color->blue)) > PALE_SHADE * G_MAXUINT16;
}

/* What files mean that name characters by the codes of Windows (code page 1252), where Unicode has control codes: U+0092 for an
 * apostrophe. 0 where that page has none, either. */
static const gunichar windows[] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
};

/* The character that a page shows where its file says C. Fonts draw a few characters with one glyph, and a file names that glyph
 * by one of them: a semicolon as the Greek question mark (U+037E), a Chinese character as its double. Unicode holds them to be
 * one character, which is the one that they decompose to. */
static gunichar canonical(gunichar c) {
  enum { FIRST_CONTROL = 0x80, LAST_CONTROL = 0x9F, FIRST_DOUBLE = 0x340 };
  gunichar first = 0, second = 0;
  if (c >= FIRST_CONTROL && c <= LAST_CONTROL) return windows[c - FIRST_CONTROL] ? windows[c - FIRST_CONTROL] : c;
  return c >= FIRST_DOUBLE && g_unichar_decompose(c, &first, &second) && second == 0 ? first : c;
}

/* The characters of TEXT, without places, in the order in which they stand on the page: each embedding is reversed, as poppler
 * did it. MARKED is set where there is one. */
static GArray *characters_of(const char *text, gboolean *marked) {
  GArray *array = g_array_new(FALSE, FALSE, sizeof(Glyph));
  g_array_set_size(array, text_length(text));
  Glyph *glyphs = (Glyph *)(gpointer)array->data;
  guint count = 0;
  g_autoptr(GArray) embeddings = g_array_new(FALSE, FALSE, sizeof(guint));
  for (const char *p = text; *p; p = g_utf8_next_char(p)) {
    gunichar character = canonical(character_at(p));
    if (character < LEFT_TO_RIGHT_EMBEDDING || character > LAST_MARK) {
      glyphs[count++] = (Glyph){.character = character};
    } else if (character != POP_FORMATTING) {
      g_array_append_val(embeddings, count);
      *marked = TRUE;
    } else if (embeddings->len > 0) {
      reverse_glyphs(glyphs, g_array_index(embeddings, guint, embeddings->len - 1), count);
      g_array_set_size(embeddings, embeddings->len - 1);
    }
  }
  g_array_set_size(array, count);
  return array;
}

/* Gives GLYPHS their styles. poppler counts in ATTRIBUTES as in its rectangles: characters as they stand on the page, no marks.
 */
static void set_styles(GlyphPage *page, GArray *glyphs, const GList *attributes) {
  guint style = 0;
  int styled_to = -1;
  for (guint i = 0; i < glyphs->len; i++) {
    for (; attributes && (int)i > styled_to; attributes = attributes->next) {
      const PopplerTextAttributes *run = attributes->data;
      style = glyph_page_style(page, run->font_name, run->font_size, is_pale(&run->color));
      styled_to = run->end_index;
    }
    g_array_index(glyphs, Glyph, i).style = style;
  }
}

static guint64 part_of_key(double length) {
  return (guint64)(gint64)floor(length * 20 + 0.5) & 0xFFFF;
}

/* A place on the page, to a twentieth of a point, as the key of a set. Keys are made for each glyph of each answer, so they are
 * quick. */
static gint64 place_key(const PopplerRectangle *r) {
  return (gint64)(part_of_key(MIN(r->x1, r->x2)) << 48 | part_of_key(r->y1) << 32 | part_of_key(MAX(r->x1, r->x2)) << 16 |
                  part_of_key(r->y2));
}

/* Adds the place R to SEEN. Is it new there? */
static gboolean note_place(GHashTable *seen, const PopplerRectangle *r) {
  gint64 key = place_key(r);
  return !g_hash_table_contains(seen, &key) && g_hash_table_add(seen, g_memdup2(&key, sizeof key));
}

/* For each of COUNT places, whether SEEN holds it already; all are put there. NULL where none is new. */
static gboolean *known_places(const PopplerRectangle *places, guint count, GHashTable *seen) {
  g_autofree gboolean *known = g_new(gboolean, count);
  guint fresh = 0;
  for (guint i = 0; i < count; i++) {
    known[i] = !note_place(seen, &places[i]);
    if (!known[i]) fresh++;
  }
  return fresh ? g_steal_pointer(&known) : NULL;
}

/* Appends the glyphs between two corners of the page SOURCE to PAGE. Where SEEN is given, only those at places that it does not
 * hold. MARKED as in characters_of. */
static gboolean add_glyphs(GlyphPage *page, PopplerPage *source, PopplerRectangle *area, GHashTable *seen, gboolean *marked) {
  g_autofree PopplerRectangle *boxes = NULL;
  guint count = 0;
  if (!poppler_page_get_text_layout_for_area(source, area, &boxes, &count) || count == 0) return FALSE;
  g_autofree gboolean *is_known = seen ? known_places(boxes, count, seen) : NULL;
  if (seen && !is_known) return FALSE;
  g_autofree char *text = poppler_page_get_text_for_area(source, area);
  GList *attributes = poppler_page_get_text_attributes_for_area(source, area);
  g_autoptr(GArray) glyphs = characters_of(text, marked);
  set_styles(page, glyphs, attributes);
  poppler_page_free_text_attributes(attributes);
  guint kept = 0;
  for (guint i = 0; i < glyphs->len && i < count; i++) {
    if (is_known && is_known[i]) continue;
    Glyph *glyph = &g_array_index(glyphs, Glyph, kept++);
    *glyph = g_array_index(glyphs, Glyph, i);
    const PopplerRectangle *r = &boxes[i];
    glyph->x0 = MIN(r->x1, r->x2), glyph->x1 = MAX(r->x1, r->x2);
    glyph->y0 = MIN(r->y1, r->y2), glyph->y1 = MAX(r->y1, r->y2);
  }
  g_array_append_vals(page->glyphs, glyphs->data, kept);
  return TRUE;
}

/* Where the glyphs of PAGE end below. */
static double lowest(const GlyphPage *page) {
  double low = 0;
  for (guint i = 0; i < page->glyphs->len; i++) low = MAX(low, g_array_index(page->glyphs, Glyph, i).y1);
  return low;
}

/* Parts of lines come with boxes that hold several letters of a word: leaves out those from glyph FIRST on. */
static void drop_wide(GlyphPage *page, guint first) {
  static const double widest = 1.5; /* heights: no letter is wider */
  guint kept = first;
  for (guint i = first; i < page->glyphs->len; i++) {
    Glyph glyph = g_array_index(page->glyphs, Glyph, i);
    if (glyph.x1 - glyph.x0 <= widest * (glyph.y1 - glyph.y0)) g_array_index(page->glyphs, Glyph, kept++) = glyph;
  }
  g_array_set_size(page->glyphs, kept);
}

/* Asks for what lies between the top right corner and points at height Y, STEP apart. Is there anything new? */
static gboolean sweep(GlyphPage *page, PopplerPage *source, double y, double step, GHashTable *seen) {
  gboolean found = FALSE, marked = FALSE;
  for (double x = step; x < page->width; x += step)
    found = add_glyphs(page, source, &(PopplerRectangle){page->width, 0, x, y}, seen, &marked) || found;
  return found;
}

/* The last line of a page may be reached from within alone: looks below all that is known, in steps smaller than a line, and
 * letter by letter where there is one. */
static void add_last_line(GlyphPage *page, PopplerPage *source, GHashTable *seen) {
  static const double line = 8, word = 12, letter = 4; /* points */
  guint first = page->glyphs->len;
  for (double y = lowest(page) + line / 2; y < page->height; y += line)
    if (sweep(page, source, y, word, seen)) sweep(page, source, y, letter, seen);
  drop_wide(page, first);
}

/* poppler's selection runs, in the order of its own flows, from the line nearest to one corner to the line nearest to the other:
 * from the top left to the bottom right it reaches all of a page that is written from left to right, from the top right to the
 * bottom left all of one that is written from right to left, but for its last line perhaps. What comes in any answer is on the
 * page, and counts once. */
static void add_all_glyphs(GlyphPage *page, PopplerPage *source) {
  g_autoptr(GHashTable) seen = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  gboolean marked = FALSE;
  g_array_set_size(page->glyphs, 0);
  add_glyphs(page, source, &(PopplerRectangle){0, 0, page->width, page->height}, seen, &marked);
  add_glyphs(page, source, &(PopplerRectangle){page->width, 0, 0, page->height}, seen, &marked);
  add_last_line(page, source, seen);
}

/* --- pictures */

G_DEFINE_AUTOPTR_CLEANUP_FUNC(cairo_t, cairo_destroy)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(cairo_surface_t, cairo_surface_destroy)

static const double LOOK_RESOLUTION = 144; /* enough to see a full stop */
enum { LONGEST_EDGE = 32000 };             /* pixels: both cairo and tesseract count them in 16 bits */

/* The shades of SURFACE, whose pixels are 32 bits each: red, green and blue in the lower 24 (cairo, CAIRO_FORMAT_RGB24). */
static Picture *grey_picture(cairo_surface_t *surface, double resolution) {
  enum { RED = 77, GREEN = 151, BLUE = 28, ALL = 256 }; /* how bright each seems (ITU-R BT.601) */
  cairo_surface_flush(surface);
  const guint8 *data = cairo_image_surface_get_data(surface);
  gsize stride = (gsize)cairo_image_surface_get_stride(surface);
  guint width = (guint)cairo_image_surface_get_width(surface), height = (guint)cairo_image_surface_get_height(surface);
  Picture *picture = picture_new(width, height, resolution);
  for (guint y = 0; y < height; y++) {
    const guint32 *row = (const guint32 *)(gconstpointer)(data + y * stride);
    for (guint x = 0; x < width; x++)
      picture->pixels[(gsize)y * width + x] =
          (guint8)((RED * (row[x] >> 16 & 0xFF) + GREEN * (row[x] >> 8 & 0xFF) + BLUE * (row[x] & 0xFF)) / ALL);
  }
  return picture;
}

void pdf_page_size(Pdf *pdf, guint number, double *width, double *height) {
  g_autoptr(PopplerPage) source = poppler_document_get_page(pdf->document, (int)number - 1);
  *width = *height = 0;
  if (source) poppler_page_get_size(source, width, height);
}

/* How many pixels a point has at RESOLUTION on a page of WIDTH by HEIGHT points: fewer where it would have more than MOST. */
static double pixels_a_point(double width, double height, double resolution, double most) {
  double scale = resolution / POINTS_AN_INCH;
  scale = MIN(scale, sqrt(most / (width * height)));
  return MIN(scale, LONGEST_EDGE / MAX(width, height));
}

/* SOURCE on white, a point ACROSS pixels wide and DOWN high; NULL where it can't be drawn. */
static cairo_surface_t *draw_surface(PopplerPage *source, int width, int height, double across, double down) {
  g_autoptr(cairo_surface_t) surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
  g_autoptr(cairo_t) cairo = cairo_create(surface);
  if (cairo_status(cairo) != CAIRO_STATUS_SUCCESS) return NULL;
  cairo_set_source_rgb(cairo, 1, 1, 1);
  cairo_paint(cairo);
  cairo_scale(cairo, across, down);
  poppler_page_render(source, cairo);
  return cairo_status(cairo) == CAIRO_STATUS_SUCCESS ? g_steal_pointer(&surface) : NULL;
}

static Picture *draw_page(PopplerPage *source, double resolution) {
  double width = 0, height = 0;
  poppler_page_get_size(source, &width, &height);
  if (!(width > 0 && height > 0)) return NULL;
  double scale = pixels_a_point(width, height, resolution, PICTURE_MOST);
  g_autoptr(cairo_surface_t) surface =
      draw_surface(source, (int)MAX(1, lround(width * scale)), (int)MAX(1, lround(height * scale)), scale, scale);
  return surface ? grey_picture(surface, scale * POINTS_AN_INCH) : NULL;
}

Picture *pdf_draw_page(Pdf *pdf, guint number, double resolution) {
  g_autoptr(PopplerPage) source = poppler_document_get_page(pdf->document, (int)number - 1);
  return source ? draw_page(source, resolution) : NULL;
}

GBytes *pdf_page_png(Pdf *pdf, guint number, double resolution, double most, guint *width, guint *height) {
  double page_width = 0, page_height = 0;
  g_autoptr(PopplerPage) source = poppler_document_get_page(pdf->document, (int)number - 1);
  if (source) poppler_page_get_size(source, &page_width, &page_height);
  if (!(page_width > 0 && page_height > 0)) return NULL;
  double scale = pixels_a_point(page_width, page_height, resolution, most);
  *width = (guint)MAX(1, lround(page_width * scale)), *height = (guint)MAX(1, lround(page_height * scale));
  g_autoptr(cairo_surface_t) surface =
      draw_surface(source, (int)*width, (int)*height, *width / page_width, *height / page_height);
  if (!surface) return NULL;
  cairo_surface_flush(surface);
  return picture_png(cairo_image_surface_get_data(surface), (gsize)cairo_image_surface_get_stride(surface), *width, *height);
}

/* --- pages */

static void leave_unseen_out(GlyphPage *page, PopplerPage *source, gboolean all) {
  g_autoptr(Picture) picture = draw_page(source, LOOK_RESOLUTION);
  if (picture) glyph_page_drop_unseen(page, picture, all);
}

/* All of a page's glyphs, as poppler orders them. The first question about its text has poppler read the page. */
static gboolean read_text(GlyphPage *page, PopplerPage *source, gboolean *marked) {
  PopplerRectangle all = {0, 0, page->width, page->height};
  colours_set_aside(TRUE);
  gboolean found = add_glyphs(page, source, &all, NULL, marked);
  colours_set_aside(FALSE);
  return found;
}

GlyphPage *pdf_read_page(Pdf *pdf, guint number, gboolean look) {
  g_autoptr(PopplerPage) source = poppler_document_get_page(pdf->document, (int)number - 1);
  if (!source) return NULL;
  double width = 0, height = 0;
  poppler_page_get_size(source, &width, &height);
  GlyphPage *page = glyph_page_new(number, width, height);

  gboolean marked = FALSE; /* so is text of both directions, though this may be its Latin part alone */
  if (!read_text(page, source, &marked)) {
    GList *pictures = poppler_page_get_image_mapping(source);
    page->picture_only = pictures != NULL;
    poppler_page_free_image_mapping(pictures);
  } else if (marked) {
    add_all_glyphs(page, source);
  }
  if (look || glyph_page_has_pale(page)) leave_unseen_out(page, source, look);
  if (glyph_page_is_right_to_left(page)) glyph_page_mirror(page);
  glyph_page_measure_drawn_fonts(page);
  glyph_page_drop_doubles(page);
  glyph_page_turn_upright(page);
  return page;
}
