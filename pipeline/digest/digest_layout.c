/* digest_layout.c - see digest_layout.h. */
#include "pipeline/digest/digest_layout.h"

const char *digest_column_key(const DigestColumn *column) {
  return column->key != NULL ? column->key : column->value;
}

static gboolean is_own_column(const DigestSheetInfo *info, const DigestColumn *column) {
  for (guint i = 0; i < info->count; i++)
    if (g_str_equal(digest_column_key(&info->columns[i]), digest_column_key(column))) return TRUE;
  return FALSE;
}

const DigestColumn *digest_sheet_column(DigestSheet which, guint number) {
  const DigestSheetInfo *info = &digest_sheets[which];
  if (number < info->count) return &info->columns[number];
  guint left = number - info->count;
  for (const DigestOtherColumn *other = digest_other_columns; other->kinds != 0; other++) {
    if ((other->kinds & info->kinds) == 0 || is_own_column(info, &other->column)) continue;
    if (left-- == 0) return &other->column;
  }
  return NULL;
}

/* ---- making one ---- */

static void sheet_clear(gpointer sheet) {
  g_array_unref(((LayoutSheet *)sheet)->columns);
}

Layout *layout_new(const char *file) {
  Layout *layout = g_new0(Layout, 1);
  layout->strings = g_string_chunk_new(1024);
  layout->sheets = g_array_new(FALSE, FALSE, sizeof(LayoutSheet));
  g_array_set_clear_func(layout->sheets, sheet_clear);
  if (file != NULL) layout->file = g_string_chunk_insert(layout->strings, file);
  return layout;
}

void layout_free(Layout *layout) {
  if (layout == NULL) return;
  g_array_unref(layout->sheets);
  g_string_chunk_free(layout->strings);
  g_free(layout);
}

LayoutSheet *layout_add_sheet(Layout *layout, DigestSheet which, const char *name) {
  LayoutSheet sheet = {
      .which = which,
      .name = g_string_chunk_insert(layout->strings, name),
      .columns = g_array_new(FALSE, FALSE, sizeof(DigestColumn)),
  };
  g_array_append_val(layout->sheets, sheet);
  return &g_array_index(layout->sheets, LayoutSheet, layout->sheets->len - 1);
}

void layout_add_column(Layout *layout, LayoutSheet *sheet, const DigestColumn *column, const char *header, double width) {
  DigestColumn chosen = *column;
  chosen.column = (SheetColumn){.header = g_string_chunk_insert(layout->strings, header), .width = width};
  g_array_append_val(sheet->columns, chosen);
}

void layout_add_own_columns(Layout *layout, LayoutSheet *sheet) {
  const DigestSheetInfo *info = &digest_sheets[sheet->which];
  for (guint i = 0; i < info->count; i++)
    layout_add_column(layout, sheet, &info->columns[i], info->columns[i].column.header, info->columns[i].column.width);
}

/* How many of COLUMNS have a better rank than RANK. */
static guint count_better(const GArray *columns, guint rank) {
  guint better = 0;
  for (guint i = 0; i < columns->len; i++) {
    guint other = g_array_index(columns, DigestColumn, i).rank;
    better += other > 0 && other < rank;
  }
  return better;
}

static void rank_links(GArray *columns) {
  g_autoptr(GArray) before = g_array_copy(columns);
  for (guint i = 0; i < columns->len; i++) {
    DigestColumn *column = &g_array_index(columns, DigestColumn, i);
    if (column->rank > 0) column->rank = count_better(before, column->rank) + 1;
  }
}

void layout_finish(Layout *layout) {
  for (guint i = 0; i < layout->sheets->len; i++) rank_links(g_array_index(layout->sheets, LayoutSheet, i).columns);
}

Layout *layout_default(void) {
  Layout *layout = layout_new(NULL);
  for (guint i = 0; i < N_SHEETS; i++)
    layout_add_own_columns(layout, layout_add_sheet(layout, (DigestSheet)i, digest_sheets[i].name));
  layout_finish(layout);
  return layout;
}

const LayoutSheet *layout_sheet(const Layout *layout, DigestSheet which) {
  for (guint i = 0; i < layout->sheets->len; i++) {
    const LayoutSheet *sheet = &g_array_index(layout->sheets, LayoutSheet, i);
    if (sheet->which == which) return sheet;
  }
  return NULL;
}

/* ---- what differs ---- */

static void append_column_names(GString *text, const LayoutSheet *sheet) {
  guint own = digest_sheets[sheet->which].count;
  for (guint i = 0; i < sheet->columns->len; i++) {
    const DigestColumn *here = &g_array_index(sheet->columns, DigestColumn, i), *there;
    for (guint n = 0; n < own && (there = digest_sheet_column(sheet->which, n)) != NULL; n++)
      if (g_str_equal(digest_column_key(here), digest_column_key(there)) &&
          !g_str_equal(here->column.header, there->column.header))
        g_string_append_printf(text, "\nThe column \"%s\" of \"%s\" is called \"%s\".", there->column.header, sheet->name,
                               here->column.header);
  }
}

char *layout_differences(const Layout *layout) {
  g_autoptr(GString) text = g_string_new(NULL);
  for (guint i = 0; i < N_SHEETS; i++) {
    const LayoutSheet *sheet = layout_sheet(layout, (DigestSheet)i);
    const char *name = digest_sheets[i].name;
    if (sheet == NULL)
      g_string_append_printf(text, "\nThe sheet \"%s\" is left out.", name);
    else if (!g_str_equal(sheet->name, name))
      g_string_append_printf(text, "\nThe sheet \"%s\" is called \"%s\".", name, sheet->name);
    if (sheet != NULL) append_column_names(text, sheet);
  }
  return g_strdup(text->len > 0 ? text->str + 1 : "");
}
