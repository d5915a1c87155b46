/* notation.h - small documents and packs for the tests of rules, written as texts.
 *
 * A document is a text, a line a block: a mark for its kind, the label and '|' where it has one, and the text.
 *   # heading (## one level deeper)   - list item (-- one depth deeper, and further to the right)   . paragraph
 *   | cell of a table (|| one beside it)   ^ furniture   ~ footnote   * bold heading, = large heading, + heading in the text's
 * type   and a line "/" turns the page. */
#pragma once

#include "rules/apply.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <glib/gstdio.h>

#define HASH "58867de13c59e3fc442e36de7cd688c4b1cdfed718d987abe77dcdf01352bea5"

/* --- documents */

static const struct {
  char mark;
  BlockKind kind;
  gboolean bold;
  double size;
} marks[] = {
    {'#', BLOCK_HEADING, TRUE, 14},   {'-', BLOCK_LIST_ITEM, FALSE, 10}, {'.', BLOCK_PARAGRAPH, FALSE, 10},
    {'^', BLOCK_FURNITURE, FALSE, 8}, {'~', BLOCK_FOOTNOTE, FALSE, 8},   {'+', BLOCK_HEADING, FALSE, 10},
    {'*', BLOCK_HEADING, TRUE, 10},   {'=', BLOCK_HEADING, FALSE, 14},   {'|', BLOCK_TABLE, FALSE, 10},
};

static void add_page(Document *document) {
  Page *page = page_new();
  page->number = document->pages->len + 1;
  page->width = 595;
  page->height = 842;
  g_ptr_array_add(document->pages, page);
}

/* The line, and the span, that BLOCK stands on: as wide as its text, 12 points below the last one, or beside it. */
static void place_block(Document *document, Block *block, double left, gboolean beside) {
  double top = 60 + 12 * document->lines->len;
  if (beside) top = ((const Line *)document->lines->pdata[document->lines->len - 1])->box.y0;
  Line *line = line_new();
  line->page = document->pages->len;
  line->box = (Box){left, top, left + (double)strlen(block->raw), top + 10};
  line->text = g_strdup(block->raw);
  guint index = document->lines->len;
  g_ptr_array_add(document->lines, line);
  g_array_append_val(block->lines, index);
  Span *span = span_new();
  span->page = line->page;
  span->box = line->box;
  span->end = (guint)strlen(block->raw);
  g_ptr_array_add(block->spans, span);
}

static void add_block(Document *document, const char *notation) {
  gsize kind = 0;
  while (marks[kind].mark != notation[0]) kind++;
  guint depth = (guint)strspn(notation, (char[]){notation[0], '\0'});
  const char *rest = notation + depth + 1, *bar = strstr(rest, " | ");
  Block *block = block_new();
  block->kind = marks[kind].kind;
  block->bold = marks[kind].bold;
  block->size = marks[kind].size;
  if (block->kind == BLOCK_HEADING) block->level = depth;
  if (block->kind == BLOCK_LIST_ITEM) block->depth = depth;
  if (bar) block->label = g_strndup(rest, (gsize)(bar - rest));
  block->text = g_strdup(bar ? bar + 3 : rest);
  block->raw = block->label ? g_strdup_printf("%s %s", block->label, block->text) : g_strdup(block->text);
  block->text_start = (guint)(strlen(block->raw) - strlen(block->text));
  gboolean cell = block->kind == BLOCK_TABLE;
  place_block(document, block, 50 + (cell ? 150 : 20) * (depth - 1), cell && depth > 1);
  g_ptr_array_add(document->blocks, block);
}

static Document *write_document(const char *notation) {
  Document *document = document_new();
  document->source_file = g_strdup("r.pdf");
  g_free(document->sha256);
  document->sha256 = g_strdup(HASH);
  document->extractor = g_strdup("test");
  add_page(document);
  g_auto(GStrv) blocks = g_strsplit(notation, "\n", -1);
  for (guint i = 0; blocks[i]; i++) {
    if (g_str_equal(blocks[i], "/"))
      add_page(document);
    else if (*blocks[i])
      add_block(document, blocks[i]);
  }
  return document;
}

/* --- packs */

/* The rules of the packs whose texts are PACKS, written to a folder of their own. */
G_GNUC_UNUSED static Rules *load_packs(const char *const *packs, gsize count) {
  g_autofree char *folder = g_dir_make_tmp("rapporteur-test-XXXXXX", NULL);
  for (gsize i = 0; i < count; i++) {
    g_autofree char *pack = g_strdup_printf("%s/%zu", folder, i), *path = g_build_filename(pack, "pack.yaml", NULL);
    assert_int_equal(g_mkdir(pack, 0700), 0);
    assert_true(g_file_set_contents(path, packs[i], -1, NULL));
  }
  g_autoptr(GError) error = NULL;
  Rules *rules = rules_load(folder, &error);
  for (gsize i = 0; i < count; i++) {
    g_autofree char *pack = g_strdup_printf("%s/%zu", folder, i), *path = g_build_filename(pack, "pack.yaml", NULL);
    assert_int_equal(g_remove(path) + g_rmdir(pack), 0);
  }
  assert_int_equal(g_rmdir(folder), 0);
  if (error) print_error("%s\n", error->message);
  assert_non_null(rules);
  return rules;
}
