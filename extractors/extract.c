#include "extractors/extract.h"

#include "extractors/inspect.h"
#include "extractors/language.h"
#include "extractors/layout.h"
#include "extractors/pdf.h"
#include "extractors/trust.h"

static void name_document(Document *document, const char *name) {
  g_free(document->source_file);
  document->source_file = g_filename_display_name(name);
  g_free(document->extractor);
  document->extractor = g_strdup_printf("rapporteur %s, %s", RAPPORTEUR_VERSION, pdf_reader());
}

static void set_outcome(Document *document, Outcome outcome, char *reason) {
  document->outcome = outcome;
  g_free(document->reason);
  document->reason = reason;
}

Document *document_unreadable(const char *name, const char *reason) {
  Document *document = document_new();
  name_document(document, name);
  document->sha256 = g_strdup("");
  set_outcome(document, OUTCOME_REJECTED, g_strdup(reason));
  return document;
}

static guint count_characters(const GlyphPage *page) {
  guint count = 0;
  for (guint i = 0; i < page->glyphs->len; i++) count += !g_unichar_isspace(g_array_index(page->glyphs, Glyph, i).character);
  return count;
}

/* What the pages were found to be, in the words of a reason. */
typedef struct {
  GString *unread, *pictures, *unmapped; /* page numbers */
  guint with_text;
  guint garbled; /* pages whose text is not what they show */
} Reading;

static void add_number(GString *numbers, guint number) {
  g_string_append_printf(numbers, "%s%u", numbers->len ? ", " : "", number);
}

/* What stands behind the page's text, and whether that can be trusted. */
static void inspect_page(Document *document, Page *page, const GlyphPage *glyphs, Inspection *inspection, Reading *reading) {
  PageInspection found = inspection_page(inspection, page->number);
  Trust trust = trust_page(glyphs, &found);
  page->unmapped = found.unmapped;
  page->invisible = found.invisible;
  reading->garbled += trust.reason == TRUST_UNMAPPED || trust.reason == TRUST_UNREADABLE;
  trust_tell_page(document, page, &trust, &found);
}

static void read_pages(Document *document, Pdf *pdf, Inspection *inspection, GPtrArray *lines, Reading *reading) {
  for (guint number = 1; number <= pdf_page_count(pdf); number++) {
    g_autoptr(GlyphPage) glyphs = pdf_read_page(pdf, number);
    Page *page = page_new();
    page->number = number;
    g_ptr_array_add(document->pages, page);
    if (!glyphs) {
      add_number(reading->unread, number);
      continue;
    }
    page->width = glyphs->quarters & 1 ? glyphs->height : glyphs->width;
    page->height = glyphs->quarters & 1 ? glyphs->width : glyphs->height;
    page->characters = count_characters(glyphs);
    inspect_page(document, page, glyphs, inspection, reading);
    if (page->characters > 0)
      reading->with_text++;
    else if (page->unmapped > 0)
      add_number(reading->unmapped, number);
    else if (glyphs->picture_only)
      add_number(reading->pictures, number);
    lines_build(glyphs, lines);
  }
}

static void judge(Document *document, const Reading *reading) {
  if (reading->with_text == 0) {
    const char *reason = reading->unread->len ? "damaged: no page could be read; fetch it again"
                         : reading->unmapped->len
                             ? "the file does not say which characters its letters are: run OCR over it first"
                             : "no text on any page, a scan? Run OCR over it first";
    set_outcome(document, OUTCOME_SKIPPED, g_strdup(reason));
    return;
  }
  g_autoptr(GString) reason = g_string_new(NULL);
  if (reading->unread->len) g_string_append_printf(reason, "could not read page %s", reading->unread->str);
  if (reading->pictures->len)
    g_string_append_printf(reason, "%sno text, only pictures, on page %s", reason->len ? "; " : "", reading->pictures->str);
  if (reading->unmapped->len)
    g_string_append_printf(reason, "%sthe file does not say which characters the letters are on page %s", reason->len ? "; " : "",
                           reading->unmapped->str);
  if (reason->len) set_outcome(document, OUTCOME_PARTIAL, g_strdup(reason->str));
}

/* The footnotes by page and label, "13:*", with the numbers of their blocks. */
static GHashTable *footnotes_by_label(const GPtrArray *blocks, const GPtrArray *lines) {
  GHashTable *notes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < blocks->len; i++) {
    const Block *block = blocks->pdata[i];
    if (block->kind != BLOCK_FOOTNOTE || !block->label) continue;
    const PrintedLine *line = lines->pdata[g_array_index(block->lines, guint, 0)];
    g_hash_table_insert(notes, g_strdup_printf("%u:%s", line->line->page, block->label), GUINT_TO_POINTER(i + 1));
  }
  return notes;
}

static void mirror(double *x0, double *x1, double width) {
  double left = width - *x1;
  *x1 = width - *x0;
  *x0 = left;
}

/* BOX of a page that was turned upright by QUARTERS, back on the page as displayed; WIDTH and HEIGHT are the upright page's. */
static Box turned_box(Box box, guint quarters, double width, double height) {
  switch (quarters) {
  case 1:
    return (Box){height - box.y1, box.x0, height - box.y0, box.x1};
  case 2:
    return (Box){width - box.x1, height - box.y1, width - box.x0, height - box.y0};
  case 3:
    return (Box){box.y0, width - box.x1, box.y1, width - box.x0};
  default:
    return box;
  }
}

/* Turns a line's places from those of the layout to those on the page as displayed. The words of a line that runs up or down the
 * page are not told apart. */
static void place_on_page(const PrintedLine *printed) {
  Line *line = printed->line;
  if (printed->mirrored) mirror(&line->box.x0, &line->box.x1, printed->page_width);
  line->box = turned_box(line->box, printed->quarters, printed->page_width, printed->page_height);
  if (printed->quarters & 1) g_array_set_size(line->words, 0);
  for (guint i = 0; i < line->words->len; i++) {
    Word *word = &g_array_index(line->words, Word, i);
    if (printed->mirrored != (printed->quarters == 2)) mirror(&word->x0, &word->x1, printed->page_width);
  }
}

static void hand_over_lines(Document *document, GPtrArray *lines) {
  for (guint i = 0; i < lines->len; i++) {
    PrintedLine *printed = lines->pdata[i];
    g_ptr_array_add(document->lines, g_steal_pointer(&printed->line));
  }
}

/* The lines that are no furniture, as printed: enough to tell the language, which the cleaning of the text needs. */
static char *printed_text(const GPtrArray *lines) {
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < lines->len; i++) {
    const PrintedLine *line = lines->pdata[i];
    if (line->kind != BLOCK_FURNITURE) g_string_append_printf(text, "%s\n", line->line->text);
  }
  return g_string_free(text, FALSE);
}

static gboolean lay_out(Document *document, GPtrArray *lines, GError **error) {
  if (!furniture_mark(lines, document->pages->len, error)) return FALSE;
  Usual usual = usual_measure(lines);
  footnotes_mark(lines, &usual);
  g_ptr_array_unref(document->blocks);
  document->blocks = blocks_build(lines, &usual);
  tables_mark(document->blocks, lines);
  kinds_assign(document->blocks, lines, &usual);
  for (guint i = 0; i < lines->len; i++) place_on_page(lines->pdata[i]);
  g_autofree char *printed = printed_text(lines);
  g_autoptr(Vocabulary) vocabulary = vocabulary_new(lines, language_of_text(printed));
  g_autoptr(GHashTable) notes = footnotes_by_label(document->blocks, lines);
  for (guint i = 0; i < document->blocks->len; i++) clean_block(document->blocks->pdata[i], lines, vocabulary, notes);
  hand_over_lines(document, lines);
  return TRUE;
}

/* The language of the text without its furniture, which may be in another. */
static const char *body_language(const Document *document) {
  g_autoptr(GString) text = g_string_new(NULL);
  for (guint i = 0; i < document->blocks->len; i++) {
    const Block *block = document->blocks->pdata[i];
    if (block->kind != BLOCK_FURNITURE) g_string_append_printf(text, "%s\n", block->text);
  }
  return language_of_text(text->str);
}

Document *document_extract(const char *name, GBytes *bytes, GError **error) {
  g_autoptr(Document) document = document_new();
  name_document(document, name);
  g_free(document->sha256);
  document->sha256 = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, bytes);
  document->bytes = g_bytes_get_size(bytes);

  Outcome outcome = OUTCOME_COMPLETE;
  char *reason = NULL;
  g_autoptr(Pdf) pdf = pdf_open(bytes, &outcome, &reason);
  if (!pdf) {
    set_outcome(document, outcome, reason);
    return g_steal_pointer(&document);
  }
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func((GDestroyNotify)printed_line_free);
  g_autoptr(GString) unread = g_string_new(NULL), pictures = g_string_new(NULL), unmapped = g_string_new(NULL);
  Reading reading = {unread, pictures, unmapped, 0, 0};
  g_autoptr(Inspection) inspection = inspection_open(bytes);
  if (!language_load(error)) return NULL;
  read_pages(document, pdf, inspection, lines, &reading);
  trust_tell_document(document, inspection_document(inspection));
  judge(document, &reading);
  if (!lay_out(document, lines, error)) return NULL;
  if (2 * reading.garbled <= document->pages->len) document->language = g_strdup(body_language(document));
  return g_steal_pointer(&document);
}
