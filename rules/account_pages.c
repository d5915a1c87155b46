/* The account of pages: the numbers that the pages print go on, and where they tell their total ("2/14"), it is theirs. */
#include "rules/blank.h"
#include "rules/certificate.h"

#include <string.h>

enum {
  LEAST_NUMBERED = 2, /* so many pages must print numbers that go on */
  FEW_PAGES = 4,      /* a last page whose number is more ahead bears another number */
  WORD_LETTERS = 12,  /* a word in front of a number, "Page", has no more */
  MOST_DIGITS = 5,    /* nor has a page's number more digits */
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

/* The number that *TEXT begins with, and *TEXT behind it; 0 where none stands there, or none that a page bears. */
static guint take_number(const char **text) {
  const char *from = *text;
  *text += strspn(from, "0123456789");
  return *text - from <= MOST_DIGITS ? (guint)g_ascii_strtoull(from, NULL, 10) : 0;
}

/* What TEXT prints where it is a page number and nothing else. */
static gboolean read_printed(const char *text, Printed *printed) {
  const char *end = skip_word(text);
  *printed = (Printed){0};
  if (!g_ascii_isdigit(*end)) return FALSE;
  printed->number = take_number(&end);
  const char *slash = end + strspn(end, " ");
  const char *total = *slash == '/' ? slash + 1 + strspn(slash + 1, " ") : slash;
  if (*slash == '/' && g_ascii_isdigit(*total)) printed->total = take_number(&total), end = total;
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

/* By how much page INDEX (from 0) is ahead of its number; zero and below: the pages in front of 1 bear none, or others. */
static int lead_of(const GArray *pages, guint index) {
  return (int)g_array_index(pages, Printed, index).number - (int)index - 1;
}

/* Do two pages from INDEX on agree on their lead, or does this one tell a total? A number alone may be another's. */
static gboolean is_page_number(const GArray *pages, guint index) {
  guint agree = 0;
  if (g_array_index(pages, Printed, index).number == 0) return FALSE;
  for (guint k = 0; k < pages->len; k++)
    agree += g_array_index(pages, Printed, k).number > 0 && lead_of(pages, k) == lead_of(pages, index);
  return agree >= LEAST_NUMBERED || g_array_index(pages, Printed, index).total > 0;
}

/* Where the numbers leave their course, pages are missing; those of the last page may do so alone. Returns how many are numbered.
 */
static guint compare_numbers(Faults *faults, const GArray *pages) {
  guint numbered = 0;
  int lead = 0;
  for (guint i = 0; i < pages->len; i++) {
    const Printed *printed = &g_array_index(pages, Printed, i);
    int ahead = lead_of(pages, i) - lead;
    gboolean last = i + 1 == pages->len && numbered > 0 && ahead > 0 && ahead <= FEW_PAGES;
    if (!is_page_number(pages, i) && !(last && printed->number > 0)) continue;
    if (numbered++ == 0 && ahead < 0) { /* a cover, and pages with numerals of their own, stand in front of page 1 */
      lead += ahead;
      continue;
    }
    if (ahead > 0)
      fault_add(faults, i + 1, "%d page%s missing in front of the one that is printed as %u", ahead, ahead == 1 ? " is" : "s are",
                printed->number);
    else if (ahead < 0)
      fault_add(faults, i + 1, "the page that is printed as %u is out of its place", printed->number);
    lead += ahead;
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
  guint numbered = compare_numbers(&faults, pages);
  compare_total(&faults, pages);
  g_autoptr(Blank) blank = blank_new(engine);
  blank_check_end(blank, &faults);
  if (numbered == 0 && faults.count == 0) {
    engine_check(engine, "pages", NULL, CHECK_UNANSWERED, NULL, NULL, 0, "the pages print no numbers that go on");
    return;
  }
  g_autofree char *found = g_strdup_printf("%u pages, %u numbered", pages->len, numbered);
  faults_check(engine, &faults, "pages", NULL, found, "the printed page numbers go on, and no page is missing");
}
