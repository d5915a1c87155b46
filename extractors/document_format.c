/* document_format.c - the members of "rapporteur.document/1"; see document_format.h. A row a member, in the order in which
 * they are written; docs/schemas/document.schema.json says the same to other programs. */
#include "extractors/document_format.h"

#include <string.h>

static const JsonField page_fields[] = {
    {.name = "number", .type = JSON_UINT, .offset = G_STRUCT_OFFSET(Page, number), .required = TRUE},
    {.name = "width", .type = JSON_DOUBLE, .offset = G_STRUCT_OFFSET(Page, width), .required = TRUE},
    {.name = "height", .type = JSON_DOUBLE, .offset = G_STRUCT_OFFSET(Page, height), .required = TRUE},
    {.name = "characters", .type = JSON_UINT, .offset = G_STRUCT_OFFSET(Page, characters), .required = TRUE},
    {.name = "unmapped", .type = JSON_UINT, .offset = G_STRUCT_OFFSET(Page, unmapped), .sparse = TRUE},
    {.name = "invisible", .type = JSON_UINT, .offset = G_STRUCT_OFFSET(Page, invisible), .sparse = TRUE},
    {.name = "left_out", .type = JSON_UINT, .offset = G_STRUCT_OFFSET(Page, left_out), .sparse = TRUE},
    {.name = "ocr", .type = JSON_BOOL, .offset = G_STRUCT_OFFSET(Page, ocr)},
    {.name = "confidence", .type = JSON_DOUBLE, .offset = G_STRUCT_OFFSET(Page, confidence), .sparse = TRUE},
    {.name = NULL},
};

static const JsonField notice_fields[] = {
    {.name = "page", .type = JSON_UINT, .offset = G_STRUCT_OFFSET(Notice, page), .sparse = TRUE},
    {.name = "about", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Notice, about), .required = TRUE},
    {.name = "text", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Notice, text), .required = TRUE},
    {.name = NULL},
};

static const JsonField run_fields[] = {
    {.name = "start", .type = JSON_UINT, .offset = G_STRUCT_OFFSET(FontRun, start), .required = TRUE},
    {.name = "font", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(FontRun, font)},
    {.name = "size", .type = JSON_DOUBLE, .offset = G_STRUCT_OFFSET(FontRun, size), .required = TRUE},
    {.name = "bold", .type = JSON_BOOL, .offset = G_STRUCT_OFFSET(FontRun, bold)},
    {.name = "italic", .type = JSON_BOOL, .offset = G_STRUCT_OFFSET(FontRun, italic)},
    {.name = "raised", .type = JSON_BOOL, .offset = G_STRUCT_OFFSET(FontRun, raised)},
    {.name = NULL},
};

static const JsonField word_fields[] = {
    {.name = "at", .type = JSON_UINT, .offset = G_STRUCT_OFFSET(Word, at), .required = TRUE},
    {.name = "x", .type = JSON_NUMBERS, .offset = G_STRUCT_OFFSET(Word, x0), .size = 2, .required = TRUE},
    {.name = NULL},
};

static const JsonField line_fields[] = {
    {.name = "page", .type = JSON_UINT, .offset = G_STRUCT_OFFSET(Line, page), .required = TRUE},
    {.name = "box", .type = JSON_NUMBERS, .offset = G_STRUCT_OFFSET(Line, box), .size = 4, .required = TRUE},
    {.name = "text", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Line, text), .required = TRUE},
    {.name = "runs",
     .type = JSON_ARRAY,
     .offset = G_STRUCT_OFFSET(Line, runs),
     .fields = run_fields,
     .make = (gpointer(*)(void))font_run_new},
    {.name = "words", .type = JSON_VECTOR, .offset = G_STRUCT_OFFSET(Line, words), .fields = word_fields, .size = sizeof(Word)},
    {.name = "vertical", .type = JSON_BOOL, .offset = G_STRUCT_OFFSET(Line, vertical)},
    {.name = "confidence", .type = JSON_DOUBLE, .offset = G_STRUCT_OFFSET(Line, confidence), .sparse = TRUE},
    {.name = NULL},
};

const JsonField edit_fields[] = {
    {.name = "kind", .type = JSON_ENUM, .offset = G_STRUCT_OFFSET(Edit, kind), .names = edit_kind_names, .required = TRUE},
    {.name = "start", .type = JSON_UINT, .offset = G_STRUCT_OFFSET(Edit, start), .required = TRUE},
    {.name = "removed", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Edit, removed), .required = TRUE},
    {.name = "inserted", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Edit, inserted), .required = TRUE},
    {.name = "evidence", .type = JSON_ENUM, .offset = G_STRUCT_OFFSET(Edit, evidence), .names = evidence_names, .sparse = TRUE},
    {.name = "note", .type = JSON_UINT, .offset = G_STRUCT_OFFSET(Edit, note), .sparse = TRUE},
    {.name = NULL},
};

static const JsonField span_fields[] = {
    {.name = "page", .type = JSON_UINT, .offset = G_STRUCT_OFFSET(Span, page), .required = TRUE},
    {.name = "box", .type = JSON_NUMBERS, .offset = G_STRUCT_OFFSET(Span, box), .size = 4, .required = TRUE},
    {.name = "start", .type = JSON_UINT, .offset = G_STRUCT_OFFSET(Span, start), .required = TRUE},
    {.name = "end", .type = JSON_UINT, .offset = G_STRUCT_OFFSET(Span, end), .required = TRUE},
    {.name = NULL},
};

static const JsonField block_fields[] = {
    {.name = "kind", .type = JSON_ENUM, .offset = G_STRUCT_OFFSET(Block, kind), .names = block_kind_names, .required = TRUE},
    {.name = "level", .type = JSON_UINT, .offset = G_STRUCT_OFFSET(Block, level)},
    {.name = "depth", .type = JSON_UINT, .offset = G_STRUCT_OFFSET(Block, depth)},
    {.name = "label", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Block, label)},
    {.name = "text", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Block, text), .required = TRUE},
    {.name = "raw", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Block, raw), .required = TRUE},
    {.name = "edits",
     .type = JSON_ARRAY,
     .offset = G_STRUCT_OFFSET(Block, edits),
     .fields = edit_fields,
     .make = (gpointer(*)(void))edit_new},
    {.name = "text_start", .type = JSON_UINT, .offset = G_STRUCT_OFFSET(Block, text_start)},
    {.name = "lines", .type = JSON_UINTS, .offset = G_STRUCT_OFFSET(Block, lines), .required = TRUE},
    {.name = "spans",
     .type = JSON_ARRAY,
     .offset = G_STRUCT_OFFSET(Block, spans),
     .fields = span_fields,
     .make = (gpointer(*)(void))span_new,
     .required = TRUE},
    {.name = "bold", .type = JSON_BOOL, .offset = G_STRUCT_OFFSET(Block, bold)},
    {.name = "size", .type = JSON_DOUBLE, .offset = G_STRUCT_OFFSET(Block, size)},
    {.name = "ocr", .type = JSON_BOOL, .offset = G_STRUCT_OFFSET(Block, ocr)},
    {.name = "confidence", .type = JSON_DOUBLE, .offset = G_STRUCT_OFFSET(Block, confidence), .sparse = TRUE},
    {.name = NULL},
};

static const JsonField document_fields[] = {
    {.name = "source_file", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Document, source_file), .required = TRUE},
    {.name = "sha256", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Document, sha256), .required = TRUE},
    {.name = "bytes", .type = JSON_UINT64, .offset = G_STRUCT_OFFSET(Document, bytes), .required = TRUE},
    {.name = "outcome",
     .type = JSON_ENUM,
     .offset = G_STRUCT_OFFSET(Document, outcome),
     .names = outcome_names,
     .required = TRUE},
    {.name = "reason", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Document, reason)},
    {.name = "extractor", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Document, extractor), .required = TRUE},
    {.name = "language", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Document, language)},
    {.name = "notices",
     .type = JSON_ARRAY,
     .offset = G_STRUCT_OFFSET(Document, notices),
     .fields = notice_fields,
     .make = (gpointer(*)(void))notice_new},
    {.name = "pages",
     .type = JSON_ARRAY,
     .offset = G_STRUCT_OFFSET(Document, pages),
     .fields = page_fields,
     .make = (gpointer(*)(void))page_new,
     .required = TRUE},
    {.name = "lines",
     .type = JSON_ARRAY,
     .offset = G_STRUCT_OFFSET(Document, lines),
     .fields = line_fields,
     .make = (gpointer(*)(void))line_new,
     .required = TRUE},
    {.name = "blocks",
     .type = JSON_ARRAY,
     .offset = G_STRUCT_OFFSET(Document, blocks),
     .fields = block_fields,
     .make = (gpointer(*)(void))block_new,
     .required = TRUE},
    {.name = NULL},
};

/* What stands in the way of using BLOCK's offsets unchecked; NULL where nothing does. */
static const char *block_fault(const Document *document, const Block *block) {
  gsize length = strlen(block->raw);
  gsize at = 0;
  if (block->text_start > length) return "text_start lies behind the raw text";
  for (guint i = 0; i < block->edits->len; i++) {
    const Edit *edit = g_ptr_array_index(block->edits, i);
    gsize removed = strlen(edit->removed);
    if (edit->start < at) return "edits overlap or are out of order";
    if (edit->start > length || !g_str_has_prefix(block->raw + edit->start, edit->removed))
      return "an edit removes what the raw text does not hold";
    at = edit->start + removed;
  }
  for (guint i = 0; i < block->spans->len; i++) {
    const Span *span = g_ptr_array_index(block->spans, i);
    if (span->start > span->end || span->end > length) return "a span lies outside the raw text";
  }
  for (guint i = 0; i < block->lines->len; i++)
    if (g_array_index(block->lines, guint, i) >= document->lines->len) return "a line's index lies behind the last line";
  return NULL;
}

void document_write(GString *out, const Document *document) {
  json_write_line(out, DOCUMENT_FORMAT, document_fields, document);
}

Document *document_read(const char *line, gsize length, GError **error) {
  g_autoptr(Document) document = document_new();
  if (!json_read_line(line, length, DOCUMENT_FORMAT, document_fields, document, error)) return NULL;
  for (guint i = 0; i < document->blocks->len; i++) {
    const char *fault = block_fault(document, g_ptr_array_index(document->blocks, i));
    if (fault == NULL) continue;
    g_set_error(error, JSON_MAP_ERROR, JSON_ERROR_SHAPE, "member \"blocks[%u]\" contradicts itself: %s", i, fault);
    return NULL;
  }
  return g_steal_pointer(&document);
}
