/* alignment_items.c - agenda items by their numbers; see alignment_private.h. */
#include "pipeline/alignment/alignment_private.h"

#include <string.h>

static void add_item(GPtrArray *items, const GString *item) {
  if (item->len == 0 || g_ptr_array_find_with_equal_func(items, item->str, g_str_equal, NULL)) return;
  g_ptr_array_add(items, g_strdup(item->str));
}

/* What follows a letter that is a label: 2 (a), 2 a). */
static gboolean closes(const char *at) {
  return *at == ')' || g_str_has_prefix(at, "）");
}

/* The list goes on from item to item. A letter belongs to the number before it, so that "2 (a) and (b)" are 2(a) and 2(b); where
 * no number stands before it, it is an item of its own. */
void items_read(const char *list, GPtrArray *items) {
  g_autoptr(GString) number = g_string_new(NULL), item = g_string_new(NULL);
  gboolean in_number = FALSE;
  for (const char *at = list; *at != '\0';) {
    gunichar c = g_utf8_get_char(at);
    const char *next = g_utf8_next_char(at);
    if (g_unichar_isdigit(c)) {
      if (!in_number) {
        add_item(items, item);
        g_string_truncate(number, 0);
      }
      g_string_append_c(number, (char)('0' + g_unichar_digit_value(c)));
      g_string_assign(item, number->str);
    } else if (g_unichar_isalpha(c) && (closes(next) || (at == list && *next == '\0'))) {
      if (!g_str_equal(item->str, number->str)) add_item(items, item);
      g_string_assign(item, number->str);
      if (number->len > 0) g_string_append_c(item, '(');
      g_string_append_unichar(item, g_unichar_tolower(c));
      if (number->len > 0) g_string_append_c(item, ')');
    }
    in_number = g_unichar_isdigit(c);
    at = next;
  }
  add_item(items, item);
}

void items_find(const AlignmentWording *wording, const char *text, GPtrArray *items) {
  if (text == NULL) return;
  g_autoptr(PatternMatch) match = pattern_search(wording->items->pattern, text, strlen(text));
  while (pattern_next(match) == PATTERN_MATCHED) {
    g_autofree char *list = pattern_match_named(match, "items");
    if (list != NULL) items_read(list, items);
  }
}

ItemRelation item_relation(const char *named, const char *discussed) {
  gsize n = strlen(named), d = strlen(discussed);
  if (strncmp(named, discussed, MIN(n, d)) != 0) return ITEM_OTHER;
  if (n == d || (n > d && named[d] == '(')) return ITEM_SAME;
  return n < d && discussed[n] == '(' ? ITEM_PARENT : ITEM_OTHER;
}
