/* digest_comparison.c - the cell that tells how a recommendation compares with earlier ones; see digest_private.h. */
#include "pipeline/digest/digest_private.h"

#include <string.h>

enum { KEPT_MOST = 120 }; /* characters of words that did not change, between two changes */

void digest_add_run(GArray *runs, RunKind kind, const char *text) {
  TextRun run = {.kind = kind, .text = text};
  g_array_append_val(runs, run);
}

/* Adds a changed run. The spaces at its ends are no part of the change: they would be struck through, or underlined. TEXT is cut
 * behind it. */
static void add_changed(GArray *runs, RunKind kind, char *text) {
  gsize length = strlen(text);
  while (length > 0 && text[length - 1] == ' ') length--;
  gboolean leads = *text == ' ', trails = text[length] != '\0';
  text[length] = '\0';
  if (leads) digest_add_run(runs, RUN_PLAIN, " ");
  digest_add_run(runs, kind, text + strspn(text, " "));
  if (trails) digest_add_run(runs, RUN_PLAIN, " ");
}

void digest_add_words(GArray *runs, const GPtrArray *change) {
  for (guint i = 0; i < change->len; i++) {
    const WordRun *words = g_ptr_array_index(change, i);
    if (words->kind == WORDS_KEPT)
      digest_add_run(runs, RUN_PLAIN, words->text);
    else
      add_changed(runs, words->kind == WORDS_REMOVED ? RUN_REMOVED : RUN_ADDED, words->text);
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
