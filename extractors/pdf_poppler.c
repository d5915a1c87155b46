#include "extractors/pdf.h"

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

/* poppler gives no rectangle to characters that only steer the direction of text, U+202A to U+202E, which it writes itself. */
static gboolean has_rectangle(gunichar character) {
  return character < 0x202A || character > 0x202E;
}

static void add_glyphs(GlyphPage *page, const char *text, const PopplerRectangle *boxes, guint count, GList *attributes) {
  const GList *at = attributes;
  guint style = 0, box = 0;
  int styled_to = -1;
  int index = 0;
  for (const char *p = text; *p && box < count; p = g_utf8_next_char(p), index++) {
    gunichar character = g_utf8_get_char(p);
    if (!has_rectangle(character)) continue;
    for (; at && index > styled_to; at = at->next) {
      const PopplerTextAttributes *run = at->data;
      style = glyph_page_style(page, run->font_name, run->font_size);
      styled_to = run->end_index;
    }
    const PopplerRectangle *r = &boxes[box++];
    Glyph glyph = {character, style, MIN(r->x1, r->x2), MIN(r->y1, r->y2), MAX(r->x1, r->x2), MAX(r->y1, r->y2)};
    g_array_append_val(page->glyphs, glyph);
  }
}

GlyphPage *pdf_read_page(Pdf *pdf, guint number) {
  g_autoptr(PopplerPage) source = poppler_document_get_page(pdf->document, (int)number - 1);
  if (!source) return NULL;
  double width = 0, height = 0;
  poppler_page_get_size(source, &width, &height);
  GlyphPage *page = glyph_page_new(number, width, height);

  g_autofree char *text = poppler_page_get_text(source);
  g_autofree PopplerRectangle *boxes = NULL;
  guint count = 0;
  if (text && *text && poppler_page_get_text_layout(source, &boxes, &count)) {
    GList *attributes = poppler_page_get_text_attributes(source);
    add_glyphs(page, text, boxes, count, attributes);
    poppler_page_free_text_attributes(attributes);
  } else {
    GList *pictures = poppler_page_get_image_mapping(source);
    page->picture_only = pictures != NULL;
    poppler_page_free_image_mapping(pictures);
  }
  return page;
}
