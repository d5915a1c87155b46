#include "extractors/audit.h"

static guint count_characters(const char *text) {
  guint count = 0;
  for (const char *p = text; *p; p = g_utf8_next_char(p))
    if (!g_unichar_isspace(g_utf8_get_char(p))) count++;
  return count;
}

GArray *document_audit(const Document *document) {
  GArray *pages = g_array_new(FALSE, TRUE, sizeof(AuditPage));
  for (guint i = 0; i < document->pages->len; i++) {
    const Page *page = document->pages->pdata[i];
    AuditPage account = {.page = page->number, .shown = page->characters, .lost = (gint)page->characters};
    account.unmapped = page->unmapped;
    account.invisible = page->invisible;
    g_array_append_val(pages, account);
  }
  for (guint b = 0; b < document->blocks->len; b++) {
    const Block *block = document->blocks->pdata[b];
    for (guint i = 0; i < block->lines->len; i++) {
      const Line *line = document->lines->pdata[g_array_index(block->lines, guint, i)];
      AuditPage *account = &g_array_index(pages, AuditPage, line->page - 1);
      guint count = count_characters(line->text);
      account->in_kind[block->kind] += count;
      account->lost -= (gint)count;
    }
  }
  return pages;
}
