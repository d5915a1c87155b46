/* search_texts.c - see search_texts.h. */
#include "pipeline/search/search_texts.h"

static void text_free(SearchText *text) {
  g_free(text->text);
  g_free(text);
}

static void add(GPtrArray *texts, const char *name, char *value) {
  SearchText *text = g_new(SearchText, 1);
  *text = (SearchText){.name = name, .text = value};
  g_ptr_array_add(texts, text);
}

static void add_columns(GPtrArray *texts, const Row *row) {
  static const char *const names[] = {"text",      "section", "lead_in",          "states",         "addressees", "panellists",
                                      "moderator", "keynote", "legal_references", "number_printed", "id"};
  for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
    const RowColumn *column = row_column(names[i]);
    if ((column->kinds & 1u << row->kind) == 0) continue;
    g_autoptr(GString) text = g_string_new(NULL);
    row_append_text(text, row, column, "; ");
    if (text->len > 0) add(texts, column->name, g_strdup(text->str));
  }
}

/* The facts of the meeting that are the title, or those that are not. */
static void add_facts(GPtrArray *texts, const Row *row, gboolean title) {
  const GPtrArray *findings = row->report->findings->findings;
  for (guint i = 0; i < findings->len; i++) {
    const Finding *fact = g_ptr_array_index(findings, i);
    if (fact->kind == FINDING_FACT && g_str_equal(fact->number, "title") == title && !g_str_equal(fact->number, "language"))
      add(texts, fact->number, g_strdup(fact->text));
  }
}

GPtrArray *search_texts(const Row *row) {
  GPtrArray *texts = g_ptr_array_new_with_free_func((GDestroyNotify)text_free);
  if (row->kind != ROW_MEETING) {
    add_columns(texts, row);
    return texts;
  }
  add_facts(texts, row, TRUE);
  add_facts(texts, row, FALSE);
  return texts;
}
