#include "extractors/pdf.h"

#include "extractors/directions.h"
#include "extractors/turns.h"

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

static void reverse_glyphs(GArray *glyphs, guint first) {
  for (guint end = glyphs->len; first + 1 < end; first++, end--) {
    Glyph glyph = g_array_index(glyphs, Glyph, first);
    g_array_index(glyphs, Glyph, first) = g_array_index(glyphs, Glyph, end - 1);
    g_array_index(glyphs, Glyph, end - 1) = glyph;
  }
}

/* Fonts draw a few characters with one glyph, and a file names that glyph by one of them: a semicolon as the Greek question mark
 * (U+037E), a Chinese character as its double. Unicode holds them to be one character, which is the one that they decompose to.
 */
static gunichar canonical(gunichar c) {
  enum { FIRST_DOUBLE = 0x340 };
  gunichar first = 0, second = 0;
  return c >= FIRST_DOUBLE && g_unichar_decompose(c, &first, &second) && second == 0 ? first : c;
}

/* The characters of TEXT, without places, in the order in which they stand on the page: each embedding is reversed, as poppler
 * did it. MARKED is set where there is one. */
static GArray *characters_of(const char *text, gboolean *marked) {
  GArray *glyphs = g_array_new(FALSE, TRUE, sizeof(Glyph));
  g_autoptr(GArray) embeddings = g_array_new(FALSE, FALSE, sizeof(guint));
  for (const char *p = text; *p; p = g_utf8_next_char(p)) {
    Glyph glyph = {.character = canonical(g_utf8_get_char(p))};
    if (glyph.character < LEFT_TO_RIGHT_EMBEDDING || glyph.character > LAST_MARK) {
      g_array_append_val(glyphs, glyph);
    } else if (glyph.character != POP_FORMATTING) {
      g_array_append_val(embeddings, glyphs->len);
      *marked = TRUE;
    } else if (embeddings->len > 0) {
      reverse_glyphs(glyphs, g_array_index(embeddings, guint, embeddings->len - 1));
      g_array_set_size(embeddings, embeddings->len - 1);
    }
  }
  return glyphs;
}

/* Gives GLYPHS their styles. poppler counts in ATTRIBUTES as in its rectangles: characters as they stand on the page, no marks.
 */
static void set_styles(GlyphPage *page, GArray *glyphs, const GList *attributes) {
  guint style = 0;
  int styled_to = -1;
  for (guint i = 0; i < glyphs->len; i++) {
    for (; attributes && (int)i > styled_to; attributes = attributes->next) {
      const PopplerTextAttributes *run = attributes->data;
      style = glyph_page_style(page, run->font_name, run->font_size);
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

/* Appends the glyphs between two corners of the page SOURCE to PAGE. Where SEEN is given, only those at places that it does not
 * hold. MARKED as in characters_of. */
static gboolean add_glyphs(GlyphPage *page, PopplerPage *source, PopplerRectangle *area, GHashTable *seen, gboolean *marked) {
  g_autofree PopplerRectangle *boxes = NULL;
  guint count = 0, fresh = 0;
  if (!poppler_page_get_text_layout_for_area(source, area, &boxes, &count)) return FALSE;
  g_autofree gboolean *is_fresh = g_new0(gboolean, count + 1);
  for (guint i = 0; i < count; i++) {
    is_fresh[i] = !seen || note_place(seen, &boxes[i]);
    if (is_fresh[i]) fresh++;
  }
  if (fresh == 0) return FALSE;
  g_autofree char *text = poppler_page_get_text_for_area(source, area);
  GList *attributes = poppler_page_get_text_attributes_for_area(source, area);
  g_autoptr(GArray) glyphs = characters_of(text, marked);
  set_styles(page, glyphs, attributes);
  poppler_page_free_text_attributes(attributes);
  for (guint i = 0; i < glyphs->len && i < count; i++) {
    Glyph *glyph = &g_array_index(glyphs, Glyph, i);
    const PopplerRectangle *r = &boxes[i];
    glyph->x0 = MIN(r->x1, r->x2), glyph->x1 = MAX(r->x1, r->x2);
    glyph->y0 = MIN(r->y1, r->y2), glyph->y1 = MAX(r->y1, r->y2);
    if (is_fresh[i]) g_array_append_val(page->glyphs, *glyph);
  }
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

GlyphPage *pdf_read_page(Pdf *pdf, guint number) {
  g_autoptr(PopplerPage) source = poppler_document_get_page(pdf->document, (int)number - 1);
  if (!source) return NULL;
  double width = 0, height = 0;
  poppler_page_get_size(source, &width, &height);
  GlyphPage *page = glyph_page_new(number, width, height);

  PopplerRectangle all = {0, 0, width, height};
  gboolean marked = FALSE; /* so is text of both directions, though this may be its Latin part alone */
  if (!add_glyphs(page, source, &all, NULL, &marked)) {
    GList *pictures = poppler_page_get_image_mapping(source);
    page->picture_only = pictures != NULL;
    poppler_page_free_image_mapping(pictures);
  } else if (marked) {
    add_all_glyphs(page, source);
    if (glyph_page_is_right_to_left(page)) glyph_page_mirror(page);
  }
  glyph_page_drop_doubles(page);
  glyph_page_turn_upright(page);
  return page;
}
