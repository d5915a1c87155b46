#include "extractors/extract.h"

#include "extractors/language.h"
#include "extractors/read_pages.h"

#include <string.h>

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

static void append_part(GString *reason, const char *part) {
  g_string_append_printf(reason, "%s%s", reason->len ? "; " : "", part);
}

static void append_pages(GString *reason, const char *what, const GString *pages) {
  if (pages->len) g_string_append_printf(reason, "%s%s %s", reason->len ? "; " : "", what, pages->str);
}

/* Why there is no text at all, and what to do. */
static char *why_nothing(const PagesOutcome *read) {
  if (read->unread->len) return g_strdup("damaged: no page could be read; fetch it again");
  const char *what =
      read->unmapped->len ? "the file does not say which characters its letters are" : "no text on any page, a scan?";
  if (read->unread_pictures) return g_strdup_printf("%s%s %s", what, read->unmapped->len ? ":" : "", read->unread_pictures);
  return g_strdup("no text on any page, and OCR finds none in their pictures");
}

static void judge(Document *document, const PagesOutcome *read) {
  if (read->with_text == 0) {
    set_outcome(document, OUTCOME_SKIPPED, why_nothing(read));
    return;
  }
  g_autoptr(GString) reason = g_string_new(NULL);
  append_pages(reason, "could not read page", read->unread);
  append_pages(reason, "no text, only pictures, on page", read->pictures);
  append_pages(reason, "the file does not say which characters the letters are on page", read->unmapped);
  append_pages(reason, "OCR could not make out page", read->doubtful);
  if (read->unread_pictures && reason->len) append_part(reason, read->unread_pictures);
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

static void hand_over_lines(Document *document, GPtrArray *lines) {
  for (guint i = 0; i < lines->len; i++) {
    PrintedLine *printed = lines->pdata[i];
    g_ptr_array_add(document->lines, g_steal_pointer(&printed->line));
  }
}

/* What blocks read from pictures owe to their lines: the mean of the characters, spaces left out. */
static void set_confidence(Block *block, const GPtrArray *lines) {
  double sum = 0, characters = 0;
  for (guint i = 0; i < block->lines->len; i++) {
    const PrintedLine *printed = lines->pdata[g_array_index(block->lines, guint, i)];
    if (!printed->ocr) continue;
    double count = 0;
    for (const char *p = printed->line->text; *p; p = g_utf8_next_char(p)) count += *p != ' ';
    sum += count * printed->line->confidence;
    characters += count;
    block->ocr = TRUE;
  }
  if (characters > 0) block->confidence = sum / characters;
}

/* The language of the text without its furniture, which may be in another. */
static const char *body_language(const GPtrArray *lines) {
  g_autoptr(GString) text = g_string_new(NULL);
  for (guint i = 0; i < lines->len; i++) {
    const PrintedLine *line = lines->pdata[i];
    if (line->kind != BLOCK_FURNITURE) g_string_append_printf(text, "%s\n", line->line->text);
  }
  return language_of_text(text->str);
}

/* READABLE: the text of most pages is what they show, and so in a language. */
static gboolean lay_out(Document *document, GPtrArray *lines, gboolean readable, GError **error) {
  if (!furniture_mark(lines, document->pages->len, error)) return FALSE;
  if (readable) document->language = g_strdup(body_language(lines));
  Usual usual = usual_measure(lines);
  footnotes_mark(lines, &usual);
  g_ptr_array_unref(document->blocks);
  document->blocks = blocks_build(lines, &usual);
  tables_mark(document->blocks, lines);
  kinds_assign(document->blocks, lines, &usual);
  contents_check(document, document->blocks, lines);
  levels_assign(document->blocks, lines, &usual);
  for (guint i = 0; i < lines->len; i++) printed_line_place(lines->pdata[i]);
  g_autoptr(Vocabulary) vocabulary = vocabulary_new(lines, document->language);
  g_autoptr(GHashTable) notes = footnotes_by_label(document->blocks, lines);
  for (guint i = 0; i < document->blocks->len; i++) {
    clean_block(document->blocks->pdata[i], lines, vocabulary, notes);
    set_confidence(document->blocks->pdata[i], lines);
  }
  hand_over_lines(document, lines);
  return TRUE;
}

Document *document_extract_with(const char *name, GBytes *bytes, const ExtractOptions *options, GError **error) {
  static const ExtractOptions none = {0};
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
  g_auto(PagesOutcome) read = {0};
  g_autoptr(Inspection) inspection = inspection_open(bytes);
  if (!language_load(error)) return NULL;
  pages_read(document, pdf, inspection, options ? options : &none, lines, &read);
  trust_tell_document(document, inspection_document(inspection));
  judge(document, &read);
  if (!lay_out(document, lines, 2 * read.garbled <= document->pages->len, error)) return NULL;
  return g_steal_pointer(&document);
}

Document *document_extract(const char *name, GBytes *bytes, GError **error) {
  return document_extract_with(name, bytes, NULL, error);
}

const char *const ocr_mode_names[] = {
    [OCR_AUTO] = "auto",
    [OCR_NEVER] = "never",
    [OCR_ALWAYS] = "always",
    NULL,
};

OcrMode ocr_mode_of(const char *extractor) {
  for (guint mode = 0; ocr_mode_names[mode]; mode++) {
    g_autofree char *words = g_strdup_printf("ocr %s", ocr_mode_names[mode]);
    if (strstr(extractor, words)) return (OcrMode)mode;
  }
  return OCR_AUTO;
}
