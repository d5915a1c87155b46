/* Entries of a table of contents: a title, and far to its right the number of its page. Where dots lead from one to the other the
 * line is whole already; where nothing does, what tells such a row is its neighbours: titles above numbers, the numbers in one
 * column, none smaller than the one above it. */

#include "extractors/layout.h"
#include "extractors/sentences.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Fewer rows may be a table, or a date beside a heading. */
enum { LEAST_ENTRIES = 3, NUMBER_DIGITS = 4 };
static const double SAME_EDGE = 3.0; /* points: the numbers end no farther apart, */
static const double FAR = 1.5;       /* and stand at least so many font sizes to the right of their title */
static const double NEXT_ENTRY = 4;  /* font sizes from one entry to the next, at the most */

/* A row of two lines. */
typedef struct {
  PrintedLine *title, *number;
  guint at; /* the title's place among the lines */
} Entry;

static gboolean is_page_number(const char *text) {
  gsize digits = strspn(text, "0123456789");
  return digits > 0 && digits <= NUMBER_DIGITS && text[digits] == '\0';
}

gboolean text_has_leader(const char *text, guint least) {
  guint dots = 0;
  for (const char *p = text; *p; p++) {
    if (*p == '.')
      dots++;
    else if (dots >= least && *p != ' ' && is_page_number(p))
      return TRUE;
    else if (*p != ' ')
      dots = 0;
    if (dots >= LEADER_DOTS) return TRUE;
  }
  return FALSE;
}

static gboolean stands_on_row(const GPtrArray *lines, guint at, guint row) {
  return at < lines->len && ((const PrintedLine *)lines->pdata[at])->row == row;
}

/* Do lines AT and AT + 1, and none else on their row, look like a title and its page number? */
static gboolean is_entry(const GPtrArray *lines, guint at, Entry *entry) {
  *entry = (Entry){.title = lines->pdata[at], .at = at};
  guint row = entry->title->row;
  if ((at > 0 && stands_on_row(lines, at - 1, row)) || !stands_on_row(lines, at + 1, row) || stands_on_row(lines, at + 2, row))
    return FALSE;
  entry->number = lines->pdata[at + 1];
  double gap = entry->number->line->box.x0 - entry->title->line->box.x1;
  return is_page_number(entry->number->line->text) && text_has_letter(entry->title->line->text) && gap > FAR * entry->title->size;
}

/* May ENTRY be the next one behind LAST? */
static gboolean follows(const Entry *last, const Entry *entry) {
  return fabs(last->number->line->box.x1 - entry->number->line->box.x1) <= SAME_EDGE &&
         entry->title->foot - last->title->foot < NEXT_ENTRY * entry->title->size &&
         atoi(entry->number->line->text) >= atoi(last->number->line->text);
}

/* Hands the words of LINE over to the end of TITLE. */
static void append_line(PrintedLine *title, PrintedLine *line) {
  Line *to = title->line, *from = line->line;
  guint shift = (guint)strlen(to->text) + 1;
  char *text = g_strconcat(to->text, " ", from->text, NULL);
  g_free(to->text);
  to->text = text;
  for (guint i = 0; i < from->runs->len; i++) ((FontRun *)from->runs->pdata[i])->start += shift;
  g_ptr_array_extend_and_steal(to->runs, g_steal_pointer(&from->runs));
  for (guint i = 0; i < from->words->len; i++) g_array_index(from->words, Word, i).at += shift;
  g_array_append_vals(to->words, from->words->data, from->words->len);
  from->runs = g_ptr_array_new();
  box_join(&to->box, &from->box);
}

/* Joins ENTRIES, that follow each other, where they are enough; their numbers leave LINES. */
static void join_entries(GPtrArray *lines, const GArray *entries) {
  if (entries->len < LEAST_ENTRIES) return;
  for (guint i = entries->len; i-- > 0;) {
    const Entry *entry = &g_array_index(entries, Entry, i);
    append_line(entry->title, entry->number);
    entry->title->leads_to_page = TRUE;
    printed_line_free(entry->number);
    g_ptr_array_remove_index(lines, entry->at + 1);
  }
}

void leaders_join(GPtrArray *lines) {
  g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(Entry));
  for (guint at = lines->len; at-- > 0;) { /* from the foot, so that the places of what is above hold */
    Entry entry;
    if (!is_entry(lines, at, &entry)) continue;
    if (entries->len > 0 && !follows(&entry, &g_array_index(entries, Entry, 0))) {
      join_entries(lines, entries);
      g_array_set_size(entries, 0);
    }
    g_array_prepend_val(entries, entry);
  }
  join_entries(lines, entries);
}
