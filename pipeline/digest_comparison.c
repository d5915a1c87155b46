/* digest_comparison.c - the cell that tells how a recommendation compares with earlier ones; see digest_private.h. */
#include "pipeline/digest_private.h"

#include <string.h>

enum { KEPT_MOST = 120 }; /* characters of words that did not change, between two changes */

void digest_add_run(GArray *runs, RunKind kind, const char *text) {
  TextRun run = {.kind = kind, .text = text};
  g_array_append_val(runs, run);
}

/* The spaces at a changed run's end are no part of the change: they would be struck through, or underlined. TEXT is cut there. */
static const char *cut_spaces(char *text) {
  gsize length = strlen(text);
  while (length > 0 && text[length - 1] == ' ') length--;
  const char *spaces = text[length] != '\0' ? " " : "";
  text[length] = '\0';
  return spaces;
}

void digest_add_words(GArray *runs, const GPtrArray *change) {
  static const RunKind kinds[] = {[WORDS_KEPT] = RUN_PLAIN, [WORDS_REMOVED] = RUN_REMOVED, [WORDS_ADDED] = RUN_ADDED};
  for (guint i = 0; i < change->len; i++) {
    const Words *words = g_ptr_array_index(change, i);
    const char *spaces = words->kind != WORDS_KEPT ? cut_spaces(words->text) : "";
    digest_add_run(runs, kinds[words->kind], words->text);
    if (*spaces != '\0') digest_add_run(runs, RUN_PLAIN, spaces);
  }
}

/* "reworded from ID (date)", and below it the change. */
static void put_change(const CellSource *source, const Comparison *comparison, guint row, guint number) {
  const EarlierFinding *nearest = g_ptr_array_index(comparison->earlier, 0);
  g_autofree char *head = g_strdup_printf("%s from %s (%s)%s", compared_names[comparison->kind], nearest->id, nearest->date,
                                          comparison->change->len > 0 ? "\n" : "");
  g_autoptr(GArray) runs = g_array_new(FALSE, FALSE, sizeof(TextRun));
  g_autoptr(GPtrArray) change = words_shortened(comparison->change, KEPT_MOST);
  digest_add_run(runs, RUN_PLAIN, head);
  digest_add_words(runs, change);
  digest_put_rich(source, row, number, STYLE_TEXT, (const TextRun *)(gpointer)runs->data, runs->len);
}

void digest_put_comparison(const CellSource *source, G_GNUC_UNUSED const DigestColumn *column, guint row, guint number) {
  const Comparison *comparison = source->row->context->comparison;
  if (comparison != NULL && comparison->earlier->len > 0)
    put_change(source, comparison, row, number);
  else
    digest_put_cell(
        source, row, number,
        &(Cell){.style = STYLE_TEXT, .text = comparison != NULL ? compared_names[comparison->kind] : "no earlier report"});
}
