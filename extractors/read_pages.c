#include "extractors/read_pages.h"

#include "extractors/language.h"

static void source_page_free(gpointer data) {
  SourcePage *source = data;
  glyph_page_free(source->glyphs);
  g_ptr_array_unref(source->lines);
  g_free(source);
}

void pages_outcome_clear(PagesOutcome *outcome) {
  GString *const lists[] = {outcome->unread, outcome->pictures, outcome->unmapped, outcome->doubtful};
  for (guint i = 0; i < G_N_ELEMENTS(lists); i++)
    if (lists[i]) g_string_free(lists[i], TRUE);
  g_free(outcome->unread_pictures);
}

static void add_number(GString *numbers, guint number) {
  g_string_append_printf(numbers, "%s%u", numbers->len ? ", " : "", number);
}

/* Looks what stands behind the file's own text of page NUMBER, and reads it. */
static SourcePage *read_page(Pdf *pdf, Inspection *inspection, guint number) {
  SourcePage *source = g_new0(SourcePage, 1);
  source->page = page_new();
  source->page->number = number;
  source->lines = g_ptr_array_new_with_free_func((GDestroyNotify)printed_line_free);
  source->found = inspection_page(inspection, number);
  source->glyphs = pdf_read_page(pdf, number, trust_wants_look(&source->found));
  if (!source->glyphs) return source;
  const GlyphPage *glyphs = source->glyphs;
  source->page->width = glyphs->quarters & 1 ? glyphs->height : glyphs->width;
  source->page->height = glyphs->quarters & 1 ? glyphs->width : glyphs->height;
  source->page->characters = glyph_page_count(glyphs);
  source->trust = trust_page(glyphs, &source->found);
  source->page->unmapped = source->found.unmapped;
  source->page->invisible = MAX(source->found.invisible, glyphs->unseen); /* what is painted in no way is among the unseen */
  source->page->left_out = glyphs->unseen;
  return source;
}

static void make_lines(SourcePage *source) {
  if (source->glyphs) lines_build(source->glyphs, source->lines);
  g_clear_pointer(&source->glyphs, glyph_page_free);
}

/* The language of the pages that are laid out; NULL where they tell none. */
static const char *language_of_pages(const GPtrArray *pages) {
  g_autoptr(GString) text = g_string_new(NULL);
  for (guint i = 0; i < pages->len; i++) {
    const SourcePage *source = pages->pdata[i];
    for (guint k = 0; k < source->lines->len; k++)
      g_string_append_printf(text, "%s\n", ((const PrintedLine *)source->lines->pdata[k])->line->text);
  }
  return language_of_text(text->str);
}

static double size_of_pages(const GPtrArray *pages) {
  g_autoptr(GPtrArray) lines = g_ptr_array_new();
  for (guint i = 0; i < pages->len; i++) {
    const SourcePage *source = pages->pdata[i];
    for (guint k = 0; k < source->lines->len; k++) g_ptr_array_add(lines, source->lines->pdata[k]);
  }
  return lines->len ? usual_measure(lines).size : 0;
}

/* Sorts the page into what was read and what was not. */
static void count_page(PagesOutcome *outcome, const SourcePage *source, gboolean unreadable) {
  const Page *page = source->page;
  gboolean own = !page->ocr;
  if (unreadable)
    add_number(outcome->unread, page->number);
  else if (source->doubtful)
    add_number(outcome->doubtful, page->number);
  if (own) outcome->garbled += source->trust.reason == TRUST_UNMAPPED || source->trust.reason == TRUST_UNREADABLE;
  if (page->characters > 0)
    outcome->with_text++;
  else if (own && page->unmapped > 0)
    add_number(outcome->unmapped, page->number);
  else if (own && source->trust.reason == TRUST_NO_TEXT)
    add_number(outcome->pictures, page->number);
}

static void hand_over(GPtrArray *from, GPtrArray *to) {
  for (guint i = 0; i < from->len; i++) {
    g_ptr_array_add(to, from->pdata[i]);
    from->pdata[i] = NULL;
  }
}

static int by_page(gconstpointer a, gconstpointer b) {
  const Notice *one = *(const Notice *const *)a, *other = *(const Notice *const *)b;
  guint first = one->page ? one->page : G_MAXUINT, second = other->page ? other->page : G_MAXUINT;
  return first < second ? -1 : first > second;
}

void pages_read(Document *document, Pdf *pdf, Inspection *inspection, const ExtractOptions *options, GPtrArray *lines,
                PagesOutcome *outcome) {
  g_autoptr(GPtrArray) pages = g_ptr_array_new_with_free_func(source_page_free), due = g_ptr_array_new();
  g_autoptr(GArray) unreadable = g_array_new(FALSE, FALSE, sizeof(gboolean));
  outcome->unread = g_string_new(NULL), outcome->pictures = g_string_new(NULL);
  outcome->unmapped = g_string_new(NULL), outcome->doubtful = g_string_new(NULL);
  for (guint number = 1; number <= pdf_page_count(pdf); number++) {
    SourcePage *source = read_page(pdf, inspection, number);
    gboolean lost = source->glyphs == NULL;
    g_ptr_array_add(pages, source);
    g_ptr_array_add(document->pages, source->page);
    g_array_append_val(unreadable, lost);
    if (lost) continue;
    if (picture_page_is_due(source, options)) {
      g_ptr_array_add(due, source);
      continue;
    }
    trust_tell_page(document, source->page, &source->trust, &source->found);
    make_lines(source);
  }
  if (due->len > 0) {
    picture_pages_read(document, pdf, due, language_of_pages(pages), size_of_pages(pages), options, outcome);
    g_ptr_array_sort(document->notices, by_page);
  }
  for (guint i = 0; i < pages->len; i++) {
    SourcePage *source = pages->pdata[i];
    if (source->glyphs) source->page->characters = glyph_page_count(source->glyphs);
    make_lines(source);
    count_page(outcome, source, g_array_index(unreadable, gboolean, i));
    hand_over(source->lines, lines);
  }
}
