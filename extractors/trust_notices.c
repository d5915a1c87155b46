#include "extractors/trust.h"

/* Fewer are a bullet, a mark for a machine, a slip of a program: no word of a sentence. */
static const guint FEW_UNMAPPED = 5, FEW_INVISIBLE = 5;

static const char *ending(guint count) {
  return count == 1 ? "" : "s";
}

void trust_tell_page(Document *document, const Page *page, const Trust *trust, const PageInspection *found) {
  if (trust->reason == TRUST_UNMAPPED)
    document_notice(document, page->number, "unmapped",
                    "the file does not say which characters %u of the %u glyphs that the page shows are: they are missing or "
                    "wrong in the text; compare it with the page, or read the page by OCR",
                    found->unmapped, found->glyphs - found->invisible);
  else if (found->unmapped >= FEW_UNMAPPED)
    document_notice(document, page->number, "unmapped",
                    "the file does not say which characters %u of the %u glyphs that the page shows are: they may be missing or "
                    "wrong in the text; compare it with the page before you quote",
                    found->unmapped, found->glyphs - found->invisible);
  if (trust->reason == TRUST_INVISIBLE)
    document_notice(document, page->number, "invisible",
                    "the text is a layer that the page does not show, somebody's reading of its picture, and may be wrong: "
                    "compare it with the page");
  else if (page->invisible - page->left_out >= FEW_INVISIBLE)
    document_notice(document, page->number, "invisible",
                    "%u characters of the text are not shown on the page: look there before you quote",
                    page->invisible - page->left_out);
  if (page->left_out > 0)
    document_notice(document, page->number, "left_out",
                    "%u characters of the file's text were left out: the page does not show them", page->left_out);
  if (trust->reason == TRUST_UNREADABLE)
    document_notice(document, page->number, "unreadable",
                    "the text is in no language: the file gives wrong characters for what the page shows; read the page itself, "
                    "or by OCR");
}

/* The first few names, so that a sentence stays one. */
static char *list_names(const GPtrArray *names) {
  enum { SHOWN = 5 };
  GString *list = g_string_new(NULL);
  for (guint i = 0; i < names->len && i < SHOWN; i++)
    g_string_append_printf(list, "%s\"%s\"", i ? ", " : "", (const char *)names->pdata[i]);
  if (names->len > SHOWN) g_string_append_printf(list, " and %u more", names->len - SHOWN);
  return g_string_free(list, FALSE);
}

static void tell_attachments(Document *document, const DocumentInspection *found) {
  g_autofree char *names = list_names(found->attachments);
  guint count = found->attachments->len;
  if (found->portfolio && found->attached_pdfs > 0)
    document_notice(document, 0, "attachments", "a portfolio: %u file%s inside it %s not read: take them out (%s)", count,
                    ending(count), count == 1 ? "is" : "are", names);
  else
    document_notice(document, 0, "attachments", "%u file%s attached to it %s not read: open it with a viewer to see %s", count,
                    ending(count), count == 1 ? "is" : "are", names);
}

void trust_tell_document(Document *document, const DocumentInspection *found) {
  if (found->attachments && found->attachments->len > 0) tell_attachments(document, found);
  if (found->filled_fields > 0)
    document_notice(document, 0, "form",
                    "it is a form with %u field%s filled in: what they hold may be missing in the text; look at the pages",
                    found->filled_fields, ending(found->filled_fields));
}
