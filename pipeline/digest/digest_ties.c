/* digest_ties.c - what a topic and its recommendations have to do with each other, as cells of the digest say it; see
 * digest_private.h.
 *
 * A topic can have a hundred recommendations: they are told by their numbers, in the order of their report, with what follows
 * each other run together. */
#include "pipeline/digest/digest_private.h"

#include "pipeline/common/natural.h"

/* ---- numbers, run together ---- */

static gint compare_places(gconstpointer a, gconstpointer b) {
  const Tie *x = *(const Tie *const *)a, *y = *(const Tie *const *)b;
  int order = x->document != y->document
                  ? natural_compare(catalogue_document_label(x->document), catalogue_document_label(y->document))
                  : 0;
  if (order != 0) return order;
  return x->position < y->position ? -1 : x->position > y->position;
}

/* TIES, borrowed, in the order of their reports. */
static GPtrArray *in_order(const GPtrArray *ties) {
  GPtrArray *ordered = g_ptr_array_new();
  for (guint i = 0; ties != NULL && i < ties->len; i++) g_ptr_array_add(ordered, ties->pdata[i]);
  g_ptr_array_sort(ordered, compare_places);
  return ordered;
}

static gboolean follows(const Tie *tie, const Tie *before) {
  return tie->document == before->document && tie->position == before->position + 1;
}

/* Appends the numbers of ORDERED from FIRST to before END, all of one report: "1, 3 to 5, 7(a)". */
static void append_numbers(GString *text, const GPtrArray *ordered, guint first, guint end) {
  for (guint i = first, last; i < end; i = last + 1) {
    for (last = i; last + 1 < end && follows(ordered->pdata[last + 1], ordered->pdata[last]); last++) continue;
    const Tie *from = ordered->pdata[i], *to = ordered->pdata[last];
    g_string_append_printf(text, "%s%s", i > first ? ", " : "", from->number);
    if (last > i) g_string_append_printf(text, "%s%s", last > i + 1 ? " to " : ", ", to->number);
  }
}

/* Appends all of ORDERED, a report after the other, with each report's name and NAMED in front; NULL for
 * no name. */
static void append_reports(GString *text, const GPtrArray *ordered, const char *named, const char *separator) {
  for (guint i = 0, end; i < ordered->len; i = end) {
    const CatalogueDocument *document = ((const Tie *)ordered->pdata[i])->document;
    for (end = i; end < ordered->len && ((const Tie *)ordered->pdata[end])->document == document; end++) continue;
    if (i > 0) g_string_append(text, separator);
    if (named != NULL) g_string_append_printf(text, "%s%s", catalogue_document_label(document), named);
    append_numbers(text, ordered, i, end);
  }
}

char *digest_ties_numbers(const GPtrArray *ties) {
  g_autoptr(GPtrArray) ordered = in_order(ties);
  GString *text = g_string_new(NULL);
  append_reports(text, ordered, ": ", "\n");
  return g_string_free(text, FALSE);
}

/* ---- why ---- */

/* Those of ORDERED that have the evidence of the one at FIRST; NULL where an earlier one has it. */
static GPtrArray *same_evidence(const GPtrArray *ordered, guint first) {
  const Tie *tie = ordered->pdata[first];
  g_autoptr(GPtrArray) same = g_ptr_array_new();
  for (guint i = 0; i < ordered->len; i++) {
    Tie *other = ordered->pdata[i];
    if (!g_str_equal(other->evidence, tie->evidence)) continue;
    if (i < first) return NULL;
    g_ptr_array_add(same, other);
  }
  return g_steal_pointer(&same);
}

static gboolean of_several_reports(const GPtrArray *ordered) {
  return ordered->len > 0 &&
         ((const Tie *)ordered->pdata[0])->document != ((const Tie *)ordered->pdata[ordered->len - 1])->document;
}

char *digest_ties_why(const GPtrArray *ties) {
  g_autoptr(GPtrArray) ordered = in_order(ties);
  const char *named = of_several_reports(ordered) ? " " : NULL;
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < ordered->len; i++) {
    g_autoptr(GPtrArray) same = same_evidence(ordered, i);
    if (same == NULL) continue;
    if (text->len > 0) g_string_append_c(text, '\n');
    append_reports(text, same, named, "; ");
    g_string_append_printf(text, ": %s", ((const Tie *)ordered->pdata[i])->evidence);
  }
  return g_string_free(text, FALSE);
}
