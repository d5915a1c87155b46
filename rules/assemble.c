/* A finding of stretches of clean text: its text, its raw text and the edits between them, its boxes. Applying the edits to
 * the raw text gives the text. */

#include "rules/trace.h"

#include <string.h>

typedef struct {
  const Engine *engine;
  Finding *finding;
  GString *text, *raw;
  GArray *pages, *boxes;
  double weight; /* characters that were read from pictures */
} Assembly;

static void add_edit(Assembly *assembly, EditKind kind, guint start, const char *removed, const char *inserted) {
  Edit *edit = edit_new();
  edit->kind = kind;
  edit->start = start;
  edit->removed = g_strdup(removed);
  edit->inserted = g_strdup(inserted);
  g_ptr_array_add(assembly->finding->edits, edit);
}

/* The label of PART, and what parts it from the text: a line's end becomes a space. */
static void add_label(Assembly *assembly, const Block *block) {
  gsize length = strlen(block->label);
  g_string_append_printf(assembly->text, "%s ", block->label);
  guint behind = (guint)(assembly->raw->len + length);
  if (length < strlen(block->raw) && block->raw[length] == '\n') add_edit(assembly, EDIT_LINE_BREAK, behind, "\n", " ");
  if (block->text_start == length) add_edit(assembly, EDIT_SPACE, behind, "", " "); /* printed without a space */
}

/* LENGTH bytes of the finding are BLOCK's, which was read from a picture. */
static void add_confidence(Assembly *assembly, const Block *block, guint length) {
  Finding *finding = assembly->finding;
  double weight = MAX(length, 1), sum = finding->confidence * assembly->weight + block->confidence * weight;
  assembly->weight += weight;
  finding->confidence = sum / assembly->weight;
  finding->ocr = TRUE;
}

static void add_part(Assembly *assembly, const Part *part) {
  const Block *block = engine_block(assembly->engine, part->block);
  guint raw_start = 0, raw_end = 0;
  block_raw_range(block, part->start, part->end, &raw_start, &raw_end);
  if (assembly->raw->len > 0) {
    g_string_append_c(assembly->raw, '\n');
    g_string_append_c(assembly->text, '\n');
  }
  if (part->label && block->label) {
    add_label(assembly, block);
    raw_start = 0;
  }
  if (block->ocr) add_confidence(assembly, block, part->end - part->start);
  guint shift = (guint)assembly->raw->len;
  for (guint i = 0; i < block->edits->len; i++) {
    const Edit *edit = block->edits->pdata[i];
    if (edit->start >= raw_start && edit->start + strlen(edit->removed) <= raw_end)
      add_edit(assembly, edit->kind, edit->start - raw_start + shift, edit->removed, edit->inserted);
  }
  g_string_append_len(assembly->raw, block->raw + raw_start, raw_end - raw_start);
  g_string_append_len(assembly->text, block->text + part->start, part->end - part->start);
  block_boxes(assembly->engine->document, block, raw_start, raw_end, assembly->pages, assembly->boxes);
}

static void add_places(Assembly *assembly) {
  for (guint i = 0; i < assembly->pages->len; i++) {
    Place place = {g_array_index(assembly->pages, guint, i), g_array_index(assembly->boxes, Box, i)};
    g_array_append_val(assembly->finding->places, place);
  }
}

Finding *finding_assemble(const Engine *engine, FindingKind kind, const GArray *parts) {
  g_autoptr(GArray) pages = g_array_new(FALSE, FALSE, sizeof(guint));
  g_autoptr(GArray) boxes = g_array_new(FALSE, FALSE, sizeof(Box));
  Finding *finding = finding_new();
  finding->kind = kind;
  Assembly assembly = {engine, finding, g_string_new(NULL), g_string_new(NULL), pages, boxes, 0};
  for (guint i = 0; i < parts->len; i++) add_part(&assembly, &g_array_index(parts, Part, i));
  add_places(&assembly);
  g_free(finding->text);
  g_free(finding->raw);
  finding->text = g_string_free(assembly.text, FALSE);
  finding->raw = g_string_free(assembly.raw, FALSE);
  g_ptr_array_unref(finding->section);
  finding->section = outline_path(engine, g_array_index(parts, Part, 0).block);
  trace_making(engine->trace, finding, parts);
  return finding;
}
