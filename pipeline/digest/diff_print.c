/* diff_print.c - see diff_print.h. */
#include "pipeline/digest/diff_print.h"

#include "extractors/json.h"
#include "pipeline/changes/exact_change.h"
#include "pipeline/stages/stage.h"

/* ---- for people ---- */

/* A line for each line of TEXT, behind its column's head. */
static void append_column(GString *out, const char *head, const char *text) {
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  g_autofree char *visible_head = stage_visible(head);
  for (guint i = 0; lines[i] != NULL; i++) {
    g_autofree char *line = stage_visible(lines[i]);
    if (i == 0)
      g_string_append_printf(out, "  %s: %s\n", visible_head, line);
    else
      g_string_append_printf(out, "    %s\n", line);
  }
}

static void append_altered(GString *out, const RowChange *change) {
  for (guint i = 0; i < change->heads->len; i++) {
    const char *head = change->heads->pdata[i];
    g_autoptr(GPtrArray) runs = exact_change(kept_row_value(change->before, head), kept_row_value(change->after, head));
    g_autofree char *marked = words_marked(runs, &plain_word_marks);
    append_column(out, head, marked);
  }
}

void diff_append_text(GString *out, const RowChange *change, const char *why) {
  const KeptRow *row = change->after != NULL ? change->after : change->before;
  const char *head, *text = kept_row_main(row, &head);
  g_autofree char *sheet = stage_visible(row->sheet), *name = stage_visible(row->name);
  g_string_append_printf(out, "%s: %s: %s\n", sheet, row_change_names[change->kind], name);
  if (change->kind == ROW_ALTERED)
    append_altered(out, change);
  else if (text != NULL)
    append_column(out, head, text);
  if (why != NULL && *why != '\0') append_column(out, "why", why);
}

/* ---- for programs ---- */

typedef struct {
  const char *column, *before, *after;
} EntryColumn;

typedef struct {
  const char *change, *sheet, *id, *name, *why;
  GPtrArray *columns; /* EntryColumn */
} Entry;

#define TEXT(structure, member)                                                                                                  \
  { .name = #member, .type = JSON_STRING, .offset = G_STRUCT_OFFSET(structure, member) }

static const JsonField column_fields[] = {
    TEXT(EntryColumn, column), TEXT(EntryColumn, before), TEXT(EntryColumn, after), {.name = NULL}};

static const JsonField entry_fields[] = {
    TEXT(Entry, change),
    TEXT(Entry, sheet),
    TEXT(Entry, id),
    TEXT(Entry, name),
    TEXT(Entry, why),
    {.name = "columns", .type = JSON_ARRAY, .offset = G_STRUCT_OFFSET(Entry, columns), .fields = column_fields},
    {.name = NULL},
};

static void add_column(GPtrArray *columns, const char *head, const char *before, const char *after) {
  EntryColumn *column = g_new(EntryColumn, 1);
  *column = (EntryColumn){head, before, after};
  g_ptr_array_add(columns, column);
}

/* All that a row that came or went says. */
static void add_all(GPtrArray *columns, const RowChange *change) {
  const KeptRow *row = change->after != NULL ? change->after : change->before;
  for (guint i = 0; i < row->values->len; i++) {
    const char *value = row->values->pdata[i];
    if (*value != '\0') add_column(columns, row->heads->pdata[i], change->before ? value : NULL, change->after ? value : NULL);
  }
}

void diff_append_json(GString *out, const RowChange *change, const char *why) {
  const KeptRow *row = change->after != NULL ? change->after : change->before;
  g_autoptr(GPtrArray) columns = g_ptr_array_new_with_free_func(g_free);
  const Entry entry = {row_change_names[change->kind],           row->sheet, row->id, row->name,
                       why != NULL && *why != '\0' ? why : NULL, columns};
  for (guint i = 0; i < change->heads->len; i++) {
    const char *head = change->heads->pdata[i];
    add_column(columns, head, kept_row_value(change->before, head), kept_row_value(change->after, head));
  }
  if (change->kind != ROW_ALTERED) add_all(columns, change);
  json_write_line(out, "rapporteur.diff/1", entry_fields, &entry);
}
