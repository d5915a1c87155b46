/* natural.c - see natural.h. */
#include "pipeline/common/natural.h"

#include <glib.h>
#include <string.h>

static gboolean both_digits(const char *a, const char *b) {
  return g_ascii_isdigit(*a) && g_ascii_isdigit(*b);
}

/* Compares the runs of digits at *A and *B by value and moves behind them. Leading zeros don't count; without them the
 * longer run is the greater number, however long both are. */
static int compare_numbers(const char **a, const char **b) {
  *a += strspn(*a, "0");
  *b += strspn(*b, "0");
  size_t a_length = strspn(*a, "0123456789"), b_length = strspn(*b, "0123456789");
  int order = a_length != b_length ? (a_length < b_length ? -1 : 1) : strncmp(*a, *b, a_length);
  *a += a_length;
  *b += b_length;
  return order;
}

int natural_compare(const char *a, const char *b) {
  gboolean no_a = a == NULL || *a == '\0', no_b = b == NULL || *b == '\0';
  if (no_a || no_b) return no_a - no_b;
  const char *p = a, *q = b;
  while (*p != '\0' && *q != '\0') {
    int order = both_digits(p, q) ? compare_numbers(&p, &q) : (guchar)*p++ - (guchar)*q++;
    if (order != 0) return order;
  }
  if (*p != *q) return *p == '\0' ? -1 : 1;
  return strcmp(a, b); /* they differ in leading zeros at most */
}
