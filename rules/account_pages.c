/* The account of pages: the numbers that the pages print go on, and where they tell their total ("2/14"), it is theirs. */
#include "rules/certificate.h"

#include <string.h>

enum {
  LEAST_NUMBERED = 2, /* so many pages must print numbers that go on */
  WORD_LETTERS = 12,  /* a word in front of a number, "Page", has no more */
};

typedef struct {
  guint number; /* 0 where the page prints none */
  guint total;  /* 0 where it tells none */
} Printed;

/* TEXT behind a word ("Page 3") or a dash ("- 3 -"). */
static const char *skip_word(const char *text) {
  for (guint letters = 0; *text && !g_ascii_isdigit(*text); text = g_utf8_next_char(text)) {
    gunichar c = g_utf8_get_char(text);
    if (g_unichar_isalpha(c) && ++letters > WORD_LETTERS) return "";
    if (!g_unichar_isalpha(c) && !strchr("-. \xe2", *text)) return "";
  }
  return text;
}

/* What TEXT prints where it is a page number and nothing else. */
static gboolean read_printed(const char *text, Printed *printed) {
  const char *at = skip_word(text);
  char *end = NULL;
  *printed = (Printed){0};
  if (!g_ascii_isdigit(*at)) return FALSE;
  printed->number = (guint)g_ascii_strtoull(at, &end, 10);
  const char *slash = end + strspn(end, " ");
  if (*slash == '/' && g_ascii_isdigit(slash[1 + strspn(slash + 1, " ")]))
    printed->total = (guint)g_ascii_strtoull(slash + 1, &end, 10);
  return end[strspn(end, " -.")] == '\0';
}

/* The number of each page; of several that a page prints, the one that tells a total, or else is nearest to its place. */
static GArray *read_pages(const Engine *engine) {
  guint pages = engine->document->pages->len;
  GArray *all = g_array_sized_new(FALSE, TRUE, sizeof(Printed), pages);
  g_array_set_size(all, pages);
  for (guint i = 0; i < engine->document->blocks->len; i++) {
    guint page = engine_page(engine, i);
    Printed printed;
    if (engine_block(engine, i)->kind != BLOCK_FURNITURE || page < 1 || page > pages) continue;
    if (!read_printed(engine_block(engine, i)->text, &printed) || printed.number == 0) continue;
    Printed *own = &g_array_index(all, Printed, page - 1);
    gboolean nearer = own->number == 0 || ABS((int)printed.number - (int)page) < ABS((int)own->number - (int)page);
    if ((printed.total > 0) > (own->total > 0) || ((printed.total > 0) == (own->total > 0) && nearer)) *own = printed;
  }
  return all;
}

/* By how much the numbers of pages FROM and on are ahead of the pages, where at least two pages agree on it. */
static gboolean shift_of(const GArray *pages, guint from, int *shift) {
  for (guint i = from; i < pages->len; i++) {
    guint agree = 0;
    int mine = (int)g_array_index(pages, Printed, i).number - (int)i;
    for (guint k = i; k < pages->len; k++)
      agree += g_array_index(pages, Printed, k).number > 0 && (int)g_array_index(pages, Printed, k).number - (int)k == mine;
    if (g_array_index(pages, Printed, i).number == 0 || agree < LEAST_NUMBERED) continue;
    *shift = mine;
    return TRUE;
  }
  return FALSE;
}

/* Where the numbers leave their course and don't come back to it, pages are missing. A number that alone is another is none. */
static guint compare_numbers(Faults *faults, const GArray *pages, int shift) {
  guint numbered = 0;
  for (guint i = 0; i < pages->len; i++) {
    const Printed *printed = &g_array_index(pages, Printed, i);
    if (printed->number == 0) continue;
    int ahead = (int)printed->number - (int)i - shift, later = shift;
    numbered++;
    gboolean goes_on = shift_of(pages, i, &later) && later == (int)printed->number - (int)i;
    if (ahead == 0 || (!goes_on && printed->total == 0)) continue;
    if (ahead > 0)
      fault_add(faults, i + 1, "%d page%s missing in front of the one that is printed as %u", ahead, ahead == 1 ? " is" : "s are",
                printed->number);
    else
      fault_add(faults, i + 1, "the page that is printed as %u is out of its place", printed->number);
    shift += ahead;
  }
  return numbered;
}

static void compare_total(Faults *faults, const GArray *pages) {
  for (guint i = pages->len; i-- > 0;) {
    const Printed *printed = &g_array_index(pages, Printed, i);
    if (printed->total == 0) continue;
    guint last = printed->number + (pages->len - 1 - i);
    if (last < printed->total)
      fault_add(faults, i + 1, "the pages tell that there are %u, and the last one is %u", printed->total, last);
    return;
  }
}

void account_pages(Engine *engine) {
  g_autoptr(GArray) pages = read_pages(engine);
  g_auto(Faults) faults = {0};
  int shift = 0;
  if (!shift_of(pages, 0, &shift)) {
    engine_check(engine, "pages", NULL, CHECK_UNANSWERED, NULL, NULL, 0, "the pages print no numbers that go on");
    return;
  }
  guint numbered = compare_numbers(&faults, pages, shift);
  compare_total(&faults, pages);
  g_autofree char *found = g_strdup_printf("%u pages, %u numbered", pages->len, numbered);
  faults_check(engine, &faults, "pages", NULL, found, "the printed page numbers go on, and no page is missing");
}
