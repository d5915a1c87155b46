/* A notice of the document is the answer to a question that was asked of the file: is there more in it than was read, and is what
 * was read what its pages show? Each is a check, named by what it is about. It fails where somebody has to look. */
#include "rules/engine.h"

#include <math.h>
#include <string.h>

static const double GOOD = 85; /* a mean confidence of OCR below this is looked at */

/* What notices of these kinds tell is well as it is: text that no page shows was left out, the contents were not kept up to date.
 */
static const char *const told_only[] = {"left_out", "contents_differ", NULL};

/* The mean confidence of what was read from pictures, over all pages; 0 where none was. */
static double mean_confidence(const Document *document, guint *pages) {
  double sum = 0, characters = 0;
  *pages = 0;
  for (guint i = 0; i < document->pages->len; i++) {
    const Page *page = document->pages->pdata[i];
    if (!page->ocr || page->characters == 0) continue;
    sum += page->confidence * page->characters;
    characters += page->characters;
    ++*pages;
  }
  return characters > 0 ? sum / characters : 0;
}

/* The document's own notice of OCR sums the pages up: the reading is well where its confidence is good. */
static void check_ocr(Engine *engine, const Notice *notice) {
  guint pages = 0;
  double confidence = mean_confidence(engine->document, &pages);
  g_autofree char *found = g_strdup_printf("%u page%s, %.0f %%", pages, pages == 1 ? "" : "s", floor(confidence));
  engine_check(engine, notice->about, NULL, confidence >= GOOD ? CHECK_PASSED : CHECK_FAILED, NULL, found, 0, "%s", notice->text);
}

void notices_check(Engine *engine) {
  const GPtrArray *notices = engine->document->notices;
  for (guint i = 0; i < notices->len; i++) {
    const Notice *notice = notices->pdata[i];
    g_autofree char *scope = notice->page > 0 ? g_strdup_printf("page %u", notice->page) : NULL;
    if (strcmp(notice->about, "ocr") == 0 && notice->page == 0)
      check_ocr(engine, notice);
    else
      engine_check(engine, notice->about, scope, g_strv_contains(told_only, notice->about) ? CHECK_PASSED : CHECK_FAILED, NULL,
                   NULL, notice->page, "%s", notice->text);
  }
}
