/* Which pages are read from their pictures, and whether a page's own text or that of its picture is kept. What decides is told in
 * the document's notices. */
#include "extractors/language.h"
#include "extractors/page_reader.h"
#include "extractors/read_pages.h"

#include <math.h>
#include <string.h>

/* Confidences, 0 to 100; they are told rounded down, so that only what is certain is told as 100. Clean print has 95 and more, a
 * poor copy 80; stains and drawings that are taken for letters have 50 at most. */
static const double LEAST = 60; /* below this nothing is made out */
static const double GOOD = 85;  /* below this a page is named, so that somebody looks */

/* Of the words of a layer that nobody sees, so many stand in the picture where it says what that says. Two readings of one scan
 * differ in a word of twenty. */
static const double AGREES = 0.9;

enum { TRIES = 5 /* pages by which the language is learnt */ };

gboolean picture_page_is_due(const SourcePage *page, const ExtractOptions *options) {
  if (options->ocr == OCR_ALWAYS) return TRUE;
  gboolean covered = page->trust.reason == TRUST_INVISIBLE && page->found.images;
  return page->trust.read_picture || covered;
}

/* --- two texts compared */

static char *text_of(const GlyphPage *page) {
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < page->glyphs->len; i++) g_string_append_unichar(text, g_array_index(page->glyphs, Glyph, i).character);
  return g_string_free(text, FALSE);
}

static GHashTable *count_words(const char *text, guint *count) {
  GHashTable *counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_auto(GStrv) words = g_strsplit_set(text, " \n\t", -1);
  *count = 0;
  for (guint i = 0; words[i]; i++) {
    if (!*words[i]) continue;
    gpointer before = g_hash_table_lookup(counts, words[i]);
    g_hash_table_replace(counts, g_strdup(words[i]), GUINT_TO_POINTER(GPOINTER_TO_UINT(before) + 1));
    ++*count;
  }
  return counts;
}

/* The part of the words of OWN that stand in SEEN too, 0 to 1. */
static double agreement(const GlyphPage *own, const GlyphPage *seen) {
  g_autofree char *own_text = text_of(own), *seen_text = text_of(seen);
  guint own_count = 0, seen_count = 0, common = 0;
  g_autoptr(GHashTable) own_words = count_words(own_text, &own_count), seen_words = count_words(seen_text, &seen_count);
  GHashTableIter iter;
  gpointer word, count;
  g_hash_table_iter_init(&iter, own_words);
  while (g_hash_table_iter_next(&iter, &word, &count))
    common += MIN(GPOINTER_TO_UINT(count), GPOINTER_TO_UINT(g_hash_table_lookup(seen_words, word)));
  return MAX(own_count, seen_count) ? (double)common / MAX(own_count, seen_count) : 0;
}

/* --- the choice */

typedef struct {
  const SourcePage *source;
  GlyphPage *seen; /* what was read from the picture */
  double confidence;
  guint characters;
  OcrMode mode;
} Candidate;

static gboolean is_a_language(const GlyphPage *page) {
  g_autofree char *text = text_of(page);
  return language_of_text(text) != NULL;
}

/* OCR is sure of the letters that it sees, whatever they are: only a language, or words that might be of one, speak for them. */
static gboolean is_made_out(const Candidate *candidate) {
  if (candidate->characters == 0 || candidate->confidence < LEAST || page_is_unreadable(candidate->seen)) return FALSE;
  return is_a_language(candidate->seen) || page_reads_well(candidate->seen);
}

/* A layer in a language does not give way to a few letters that OCR sees in a drawing. */
static gboolean is_better(const Candidate *candidate) {
  return is_made_out(candidate) && (is_a_language(candidate->seen) || !is_a_language(candidate->source->glyphs));
}

/* Is the picture's text to take the place of the page's own? Tells why, where that is not plain from the page's lack of text. */
static gboolean choose_picture(Document *document, const Candidate *candidate) {
  const SourcePage *source = candidate->source;
  guint number = source->page->number;
  if (source->page->characters == 0) return candidate->characters > 0;
  if (!is_better(candidate)) {
    if (source->trust.reason != TRUST_OK || candidate->mode == OCR_ALWAYS)
      document_notice(document, number, "ocr",
                      "its picture was read, too, but OCR could not make it out (confidence %.0f %%): the "
                      "file's own text was kept",
                      floor(candidate->confidence));
    return FALSE;
  }
  if (candidate->mode == OCR_ALWAYS || source->trust.reason != TRUST_INVISIBLE) return TRUE;
  double same = agreement(source->glyphs, candidate->seen);
  if (same >= AGREES && !source->trust.read_picture)
    document_notice(document, number, "ocr",
                    "%.0f %% of the words of the file's invisible text were read in the page's picture, too: "
                    "the file's text was kept",
                    floor(100 * same));
  else
    document_notice(document, number, "ocr",
                    "only %.0f %% of the words of the file's invisible text were read in the page's picture: "
                    "what the picture shows was taken (confidence %.0f %%)",
                    floor(100 * same), floor(candidate->confidence));
  return same < AGREES || source->trust.read_picture;
}

/* Puts the text of SCAN in the place of SOURCE's own, where it is better. */
static void take_scan(Document *document, SourcePage *source, const Scan *scan, OcrMode mode) {
  Candidate candidate = {.source = source, .seen = scan_glyphs(scan), .mode = mode};
  candidate.confidence = ocr_reading_confidence(scan_reading(scan));
  candidate.characters = glyph_page_count(candidate.seen);
  if (choose_picture(document, &candidate)) {
    source->doubtful = !is_made_out(&candidate);
    glyph_page_free(source->glyphs);
    source->glyphs = g_steal_pointer(&candidate.seen);
    source->page->ocr = TRUE;
    source->page->confidence = candidate.confidence;
    source->page->unmapped = 0;
    source->page->characters = candidate.characters;
    if (candidate.confidence < GOOD || source->doubtful)
      document_notice(document, source->page->number, "ocr", "it was read from its picture with a confidence of %.0f %% only: %s",
                      floor(candidate.confidence),
                      source->doubtful ? "read the page itself" : "compare it with the page before you quote");
  } else {
    if (source->page->characters == 0 && source->trust.reason == TRUST_NO_TEXT) {
      source->page->ocr = TRUE;
      document_notice(document, source->page->number, "ocr", "it shows pictures, and OCR finds no text in them");
    }
    trust_tell_page(document, source->page, &source->trust, &source->found);
  }
  glyph_page_free(candidate.seen);
}

/* --- all pages */

/* "1, 3-7 and 9", of those of PAGES that were read from their pictures, or of all. */
static char *list_pages(const GPtrArray *pages, gboolean read_only) {
  GString *list = g_string_new(NULL);
  guint first = 0, last = 0;
  for (guint i = 0; i <= pages->len; i++) {
    const SourcePage *source = i < pages->len ? pages->pdata[i] : NULL;
    if (source && read_only && !(source->page->ocr && source->page->characters > 0)) continue;
    if (source && last > 0 && source->page->number == last + 1) {
      last++;
      continue;
    }
    if (last > 0) g_string_append_printf(list, "%s%u", list->len ? ", " : "", first);
    if (last > first) g_string_append_printf(list, "-%u", last);
    if (source) first = last = source->page->number;
  }
  return g_string_free(list, FALSE);
}

static void tell_read(Document *document, const GPtrArray *pages) {
  double sum = 0;
  guint characters = 0, count = 0;
  for (guint i = 0; i < pages->len; i++) {
    const Page *page = ((const SourcePage *)pages->pdata[i])->page;
    if (!page->ocr || page->characters == 0) continue;
    sum += page->confidence * page->characters;
    characters += page->characters;
    count++;
  }
  if (count == 0) return;
  g_autofree char *list = list_pages(pages, TRUE);
  document_notice(document, 0, "ocr",
                  "page%s %s %s read from %s by OCR, with a mean confidence of %.0f %%: compare with the page "
                  "before you quote",
                  count == 1 ? "" : "s", list, count == 1 ? "was" : "were", count == 1 ? "its picture" : "their pictures",
                  floor(sum / characters));
}

/* None of PAGES was read: what they say themselves is all that there is. */
static void tell_missing(Document *document, GPtrArray *pages, const char *why, PagesOutcome *outcome) {
  g_autofree char *list = list_pages(pages, FALSE);
  document_notice(document, 0, "ocr_missing", "page%s %s %s not read from %s: %s", pages->len == 1 ? "" : "s", list,
                  pages->len == 1 ? "was" : "were", pages->len == 1 ? "its picture" : "their pictures", why);
  outcome->unread_pictures = g_strdup(why);
}

static void keep_own_text(Document *document, const GPtrArray *pages) {
  for (guint i = 0; i < pages->len; i++) {
    const SourcePage *source = pages->pdata[i];
    trust_tell_page(document, source->page, &source->trust, &source->found);
  }
}

static void add_to_extractor(Document *document, const char *format, const char *first, const char *second, const char *third) {
  g_autofree char *before = g_steal_pointer(&document->extractor), *added = g_strdup_printf(format, first, second, third);
  document->extractor = g_strconcat(before, ", ", added, NULL);
}

static void tell_progress(const ExtractOptions *options) {
  if (options->progress) options->progress(options->data);
}

/* Learns the language by the first pages that tell it. FALSE with an error where nothing can be read here. */
static gboolean learn(PageReader *reader, const GPtrArray *pages, const ExtractOptions *options, GError **error) {
  if (!ocr_version(error)) return FALSE;
  for (guint i = 0; i < MIN(pages->len, TRIES); i++) {
    g_autoptr(GError) why = NULL;
    tell_progress(options);
    if (page_reader_learn(reader, ((const SourcePage *)pages->pdata[i])->page->number, &why)) return TRUE;
    if (!g_error_matches(why, OCR_ERROR, OCR_ERROR_MISSING)) continue;
    g_propagate_error(error, g_steal_pointer(&why));
    return FALSE;
  }
  return TRUE;
}

/* Reads PAGES; SCANS has one for each, or NULL, and the page's notice then says why. FALSE with an error where something is
 * missing for all of them. */
static gboolean read_all(Document *document, PageReader *reader, const GPtrArray *pages, const ExtractOptions *options,
                         GPtrArray *scans, GError **error) {
  for (guint i = 0; i < pages->len; i++) {
    const Page *page = ((const SourcePage *)pages->pdata[i])->page;
    g_autoptr(GError) why = NULL;
    tell_progress(options);
    g_ptr_array_add(scans, page_reader_read(reader, page->number, &why));
    if (g_error_matches(why, OCR_ERROR, OCR_ERROR_MISSING)) {
      g_propagate_error(error, g_steal_pointer(&why));
      return FALSE;
    }
    if (why) document_notice(document, page->number, "ocr", "its picture could not be read: %s", why->message);
  }
  return TRUE;
}

static void scan_clear(gpointer scan) {
  scan_free(scan);
}

static void take_all(Document *document, const GPtrArray *pages, const GPtrArray *scans, double body, OcrMode mode) {
  g_autoptr(GPtrArray) read = g_ptr_array_new();
  for (guint i = 0; i < scans->len; i++)
    if (scans->pdata[i]) g_ptr_array_add(read, scans->pdata[i]);
  scans_settle(read, body);
  for (guint i = 0; i < pages->len; i++) {
    SourcePage *source = pages->pdata[i];
    if (scans->pdata[i])
      take_scan(document, source, scans->pdata[i], mode);
    else
      trust_tell_page(document, source->page, &source->trust, &source->found);
  }
}

void picture_pages_read(Document *document, Pdf *pdf, GPtrArray *pages, const char *language, double body,
                        const ExtractOptions *options, PagesOutcome *outcome) {
  static const char *const not_asked = "OCR was switched off: read it again without --ocr never";
  if (options->ocr == OCR_NEVER) {
    keep_own_text(document, pages);
    tell_missing(document, pages, not_asked, outcome);
    add_to_extractor(document, "ocr %s%s%s", ocr_mode_names[OCR_NEVER], "", "");
    return;
  }
  g_autoptr(PageReader) reader = page_reader_new(pdf, language);
  g_autoptr(GPtrArray) scans = g_ptr_array_new_with_free_func(scan_clear);
  g_autoptr(GError) error = NULL;
  if (!learn(reader, pages, options, &error) || !read_all(document, reader, pages, options, scans, &error)) {
    keep_own_text(document, pages);
    tell_missing(document, pages, error->message, outcome);
    return;
  }
  take_all(document, pages, scans, body, options->ocr);
  add_to_extractor(document, "%s (ocr %s, %s)", ocr_version(NULL), ocr_mode_names[options->ocr], page_reader_models(reader));
  tell_read(document, pages);
}
