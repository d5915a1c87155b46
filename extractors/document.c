/* document.c - making, freeing and asking the document model; see document.h. */
#include "extractors/document.h"

#include <string.h>

const char *const outcome_names[] = {
    [OUTCOME_COMPLETE] = "complete",
    [OUTCOME_PARTIAL] = "partial",
    [OUTCOME_SKIPPED] = "skipped",
    [OUTCOME_REJECTED] = "rejected",
    NULL,
};

const char *const block_kind_names[] = {
    [BLOCK_HEADING] = "heading",
    [BLOCK_PARAGRAPH] = "paragraph",
    [BLOCK_LIST_ITEM] = "list_item",
    [BLOCK_FOOTNOTE] = "footnote",
    [BLOCK_TABLE] = "table",
    [BLOCK_FURNITURE] = "furniture",
    NULL,
};

const char *const edit_kind_names[] = {
    [EDIT_LINE_BREAK] = "line_break", [EDIT_HYPHEN] = "hyphen",           [EDIT_FOOTNOTE_MARK] = "footnote_mark",
    [EDIT_SPACE] = "space",           [EDIT_LETTER_FORM] = "letter_form", NULL,
};

const char *const evidence_names[] = {
    [EVIDENCE_NONE] = "none",         [EVIDENCE_SOFT] = "soft_hyphen",
    [EVIDENCE_DOCUMENT] = "document", [EVIDENCE_DICTIONARY] = "dictionary",
    [EVIDENCE_UNKNOWN] = "unknown",   NULL,
};

void box_join(Box *box, const Box *other) {
  if (box->x1 <= box->x0) {
    *box = *other;
    return;
  }
  box->x0 = MIN(box->x0, other->x0);
  box->y0 = MIN(box->y0, other->y0);
  box->x1 = MAX(box->x1, other->x1);
  box->y1 = MAX(box->y1, other->y1);
}

void edit_free(Edit *edit) {
  g_free(edit->removed);
  g_free(edit->inserted);
  g_free(edit);
}

static void notice_free(Notice *notice) {
  g_free(notice->about);
  g_free(notice->text);
  g_free(notice);
}

static void font_run_free(FontRun *run) {
  g_free(run->font);
  g_free(run);
}

Page *page_new(void) {
  return g_new0(Page, 1);
}

FontRun *font_run_new(void) {
  return g_new0(FontRun, 1);
}

Span *span_new(void) {
  return g_new0(Span, 1);
}

Edit *edit_new(void) {
  return g_new0(Edit, 1);
}

Notice *notice_new(void) {
  return g_new0(Notice, 1);
}

void document_notice(Document *document, guint page, const char *about, const char *text, ...) {
  va_list arguments;
  Notice *notice = notice_new();
  notice->page = page;
  notice->about = g_strdup(about);
  va_start(arguments, text);
  notice->text = g_strdup_vprintf(text, arguments);
  va_end(arguments);
  g_ptr_array_add(document->notices, notice);
}

Line *line_new(void) {
  Line *line = g_new0(Line, 1);
  line->runs = g_ptr_array_new_with_free_func((GDestroyNotify)font_run_free);
  line->words = g_array_new(FALSE, FALSE, sizeof(Word));
  return line;
}

void line_free(Line *line) {
  if (line == NULL) return;
  g_array_unref(line->words);
  g_free(line->text);
  g_ptr_array_unref(line->runs);
  g_free(line);
}

Block *block_new(void) {
  Block *block = g_new0(Block, 1);
  block->edits = g_ptr_array_new_with_free_func((GDestroyNotify)edit_free);
  block->lines = g_array_new(FALSE, FALSE, sizeof(guint));
  block->spans = g_ptr_array_new_with_free_func(g_free);
  return block;
}

void block_free(Block *block) {
  if (block == NULL) return;
  g_free(block->label);
  g_free(block->text);
  g_free(block->raw);
  g_ptr_array_unref(block->edits);
  g_array_unref(block->lines);
  g_ptr_array_unref(block->spans);
  g_free(block);
}

Document *document_new(void) {
  Document *document = g_new0(Document, 1);
  document->notices = g_ptr_array_new_with_free_func((GDestroyNotify)notice_free);
  document->pages = g_ptr_array_new_with_free_func(g_free);
  document->lines = g_ptr_array_new_with_free_func((GDestroyNotify)line_free);
  document->blocks = g_ptr_array_new_with_free_func((GDestroyNotify)block_free);
  return document;
}

void document_free(Document *document) {
  if (document == NULL) return;
  g_free(document->source_file);
  g_free(document->sha256);
  g_free(document->reason);
  g_free(document->extractor);
  g_free(document->language);
  g_ptr_array_unref(document->notices);
  g_ptr_array_unref(document->pages);
  g_ptr_array_unref(document->lines);
  g_ptr_array_unref(document->blocks);
  g_free(document);
}

/* The raw bytes that the one clean byte at AT came of: itself, or all that an edit removed where the edit inserted it. A
 * place behind the clean text gives the empty range at the end of the raw text. */
static void raw_range_of_byte(const Block *block, guint at, guint *start, guint *end) {
  guint raw = block->text_start, clean = 0;
  for (guint i = 0; i < block->edits->len; i++) {
    const Edit *edit = g_ptr_array_index(block->edits, i);
    if (edit->start < raw) continue; /* an edit within the label */
    if (at < clean + (edit->start - raw)) break;
    clean += edit->start - raw;
    raw = edit->start;
    guint removed = (guint)strlen(edit->removed), inserted = (guint)strlen(edit->inserted);
    if (at < clean + inserted) {
      *start = raw;
      *end = raw + removed;
      return;
    }
    clean += inserted;
    raw += removed;
  }
  guint length = (guint)strlen(block->raw);
  *start = MIN(raw + (at - clean), length);
  *end = MIN(*start + 1, length);
}

void block_raw_range(const Block *block, guint start, guint end, guint *raw_start, guint *raw_end) {
  guint unused;
  raw_range_of_byte(block, start, raw_start, &unused);
  *raw_end = *raw_start;
  /* The end is that of the last byte, not the start of the next: a hyphen dropped behind the range stays outside it. */
  if (end > start) raw_range_of_byte(block, end - 1, &unused, raw_end);
}

/* Where piece INDEX of LINE's words ends: in front of the next one, or of the space there. */
static guint word_end(const Line *line, guint index) {
  if (index + 1 >= line->words->len) return (guint)strlen(line->text);
  guint next = g_array_index(line->words, Word, index + 1).at;
  return next > 0 && line->text[next - 1] == ' ' ? next - 1 : next;
}

/* The box of bytes FROM to TO of LINE: of the pieces of its words that they touch. */
static Box cut_line(const Line *line, guint from, guint to) {
  Box box = line->box;
  double start = G_MAXDOUBLE, end = -G_MAXDOUBLE;
  for (guint i = 0; i < line->words->len; i++) {
    const Word *word = &g_array_index(line->words, Word, i);
    if (word->at >= to || word_end(line, i) <= from) continue;
    start = MIN(start, word->x0);
    end = MAX(end, word->x1);
  }
  if (start > end) return box;
  if (line->vertical)
    box.y0 = start, box.y1 = end;
  else
    box.x0 = start, box.x1 = end;
  return box;
}

void block_boxes(const Document *document, const Block *block, guint start, guint end, GArray *pages, GArray *boxes) {
  const char *line_start = block->raw;
  for (guint i = 0; i < block->lines->len; i++) {
    gsize line_end = strcspn(line_start, "\n");
    guint from = (guint)(line_start - block->raw), to = from + (guint)line_end;
    if (from < end && to > start) {
      const Line *line = g_ptr_array_index(document->lines, g_array_index(block->lines, guint, i));
      Box box = cut_line(line, MAX(start, from) - from, MIN(end, to) - from);
      g_array_append_val(pages, line->page);
      g_array_append_val(boxes, box);
    }
    line_start += line_end;
    if (*line_start == '\n') line_start++;
  }
}
