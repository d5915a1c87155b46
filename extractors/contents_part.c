/* Headings that stand so near to the text that their block took text in: the contents name them, and their type is their own. */

#include "extractors/contents.h"
#include "extractors/labels.h"

#include <string.h>

enum { MOST_LINES = 6 }; /* of a heading */

typedef struct {
  const Contents *contents;
  GPtrArray *blocks;
  const GPtrArray *lines;
  gsize longest; /* bytes that the key of a heading may have */
} Parting;

static const PrintedLine *line_of(const Parting *parting, const Block *block, guint which) {
  return parting->lines->pdata[g_array_index(block->lines, guint, which)];
}

/* Does the type change in front of line WHICH of BLOCK? It does at both its ends. */
static gboolean type_changes(const Parting *parting, const Block *block, guint which) {
  if (which == 0 || which == block->lines->len) return TRUE;
  const PrintedLine *before = line_of(parting, block, which - 1), *line = line_of(parting, block, which);
  return before->bold != line->bold || before->italic != line->italic;
}

static gboolean is_entry(const Parting *parting, const char *key) {
  for (guint i = 0; i < parting->contents->entries->len; i++) {
    const ContentsEntry *entry = parting->contents->entries->pdata[i];
    if (strcmp(entry->full_key, key) == 0 || contents_is_named(key, entry->full_key)) return TRUE;
  }
  return FALSE;
}

/* Where the heading ends that begins with line FIRST of BLOCK; 0 where none does. */
static guint heading_end(const Parting *parting, const Block *block, guint first) {
  g_autoptr(GString) said = g_string_new(NULL);
  for (guint i = first; i < block->lines->len && i < first + MOST_LINES; i++) {
    g_autofree char *key = contents_key(line_of(parting, block, i)->line->text);
    g_string_append(said, key);
    if (said->len > parting->longest) return 0;
    if (type_changes(parting, block, i + 1)) return is_entry(parting, said->str) ? i + 1 : 0;
  }
  return 0;
}

/* Takes the lines of block INDEX from FIRST on into a block of its own behind it. */
static void part_block(const Parting *parting, guint index, guint first) {
  Block *block = parting->blocks->pdata[index], *rest = block_new();
  const PrintedLine *line = line_of(parting, block, first);
  LabelForm form = LABEL_NONE;
  gsize label = label_parse(line->line->text, &form);
  rest->bold = TRUE;
  rest->size = line->size;
  if (label > 0 && form != LABEL_BARE_NUMBER) rest->label = g_strndup(line->line->text, label);
  rest->kind = rest->label ? BLOCK_LIST_ITEM : BLOCK_PARAGRAPH;
  for (guint i = first; i < block->lines->len; i++) {
    g_array_append_val(rest->lines, g_array_index(block->lines, guint, i));
    rest->bold = rest->bold && line_of(parting, block, i)->bold;
  }
  g_array_set_size(block->lines, first);
  block->bold = TRUE;
  for (guint i = 0; i < first; i++) block->bold = block->bold && line_of(parting, block, i)->bold;
  g_ptr_array_insert(parting->blocks, (int)index + 1, rest);
}

/* A heading says an entry's words, perhaps behind a few that name it. */
static gsize longest_key(const Contents *contents) {
  gsize longest = 0;
  for (guint i = 0; i < contents->entries->len; i++)
    longest = MAX(longest, strlen(((const ContentsEntry *)contents->entries->pdata[i])->full_key));
  return longest + CONTENTS_NAMING;
}

void contents_part_headings(const Contents *contents, GPtrArray *blocks, const GPtrArray *lines) {
  Parting parting = {contents, blocks, lines, longest_key(contents)};
  for (guint i = contents->end; i < blocks->len; i++) {
    const Block *block = blocks->pdata[i];
    if (block->kind != BLOCK_PARAGRAPH && block->kind != BLOCK_LIST_ITEM) continue;
    for (guint first = 0; first < block->lines->len; first++) {
      guint end = type_changes(&parting, block, first) ? heading_end(&parting, block, first) : 0;
      if (end == 0 || (first == 0 && end == block->lines->len)) continue;
      if (end < block->lines->len) part_block(&parting, i, end);
      if (first > 0) part_block(&parting, i, first);
      break;
    }
  }
}
