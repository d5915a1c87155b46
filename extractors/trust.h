/* trust.h - does the text that a PDF gives for a page say what the page shows? A judgement on the reader's glyphs and on what
 * inspect.h found behind them, and the sentences that tell a reader of the text. */
#pragma once

#include "extractors/document.h"
#include "extractors/glyphs.h"
#include "extractors/inspect.h"

typedef enum {
  TRUST_OK,
  TRUST_NO_TEXT,    /* pictures only */
  TRUST_INVISIBLE,  /* most of the text is not shown: somebody's reading of a scan, laid under or over its picture */
  TRUST_UNMAPPED,   /* the file does not say which characters its glyphs are: text is missing or wrong */
  TRUST_UNREADABLE, /* the text is no language: the file says wrong characters */
} TrustReason;
extern const char *const trust_names[]; /* "ok", "no text", ...; NULL-terminated, indexed by TrustReason */

typedef struct {
  TrustReason reason;
  gboolean read_picture; /* a picture of the page tells more than the file's text: read that instead, where one can */
} Trust;

/* FOUND may be of a page that could not be inspected: only the text is judged then. */
Trust trust_page(const GlyphPage *page, const PageInspection *found);

/* Does FOUND say that the page may not show some of its text, so that a picture of it is worth a look? */
gboolean trust_wants_look(const PageInspection *found);

/* trust_text.c: are the characters of PAGE garbage? Names, figures, symbols and languages of any kind are not. */
gboolean page_is_unreadable(const GlyphPage *page);

/* trust_text.c: do the words of PAGE look as those of a language do, nearly all of them? */
gboolean page_reads_well(const GlyphPage *page);

/* trust_notices.c: tells DOCUMENT what is wrong with the text of PAGE, whose picture was not read. */
void trust_tell_page(Document *document, const Page *page, const Trust *trust, const PageInspection *found);

/* trust_notices.c: tells DOCUMENT of what it holds beside its pages. */
void trust_tell_document(Document *document, const DocumentInspection *found);
