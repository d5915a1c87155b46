#include "pipeline/commands/run_table.h"

#include "pipeline/reports/report.h"
#include "pipeline/stages/stage.h"

/* Widths in characters; a longer file name or symbol is cut. */
enum { NAME_WIDTH = 34, SYMBOL_WIDTH = 24 };

/* TEXT padded or cut to WIDTH characters; you free it. */
static char *fit(const char *text, glong width) {
  g_autofree char *visible = stage_visible(text);
  glong length = g_utf8_strlen(visible, -1);
  if (length <= width) return g_strdup_printf("%s%*s", visible, (int)(width - length), "");
  g_autofree char *head = g_utf8_substring(visible, 0, width - 1);
  return g_strconcat(head, "…", NULL);
}

static const char *verdict(const CatalogueDocument *document) {
  if (!outcome_is_read(document->outcome)) return outcome_names[document->outcome];
  if (catalogue_superseded_by(document)) return "superseded";
  if (document->failed_checks) return "look";
  return !catalogue_speaks(document, NULL) ? version_kind_names[document->version_kind] : document->ocr ? "ocr" : "ok";
}

void run_table_print(FILE *stream, const GPtrArray *documents) {
  guint recommendations = 0, topics = 0, failed = 0;
  g_autofree char *file = fit("File", NAME_WIDTH), *symbol = fit("Symbol", SYMBOL_WIDTH);
  fprintf(stream, "%s  %s  Recomm.  Topics  Failed  Check\n", file, symbol);
  for (guint i = 0; i < documents->len; i++) {
    const CatalogueDocument *document = documents->pdata[i];
    g_autofree char *name = fit(catalogue_document_name(document), NAME_WIDTH);
    g_autofree char *printed = fit(document->symbol ? document->symbol : "", SYMBOL_WIDTH);
    fprintf(stream, "%s  %s  %7u  %6u  %6u  %s\n", name, printed, document->recommendations, document->panel_topics,
            document->failed_checks, verdict(document));
    if (!catalogue_superseded_by(document)) failed += document->failed_checks;
    if (catalogue_speaks(document, NULL)) recommendations += document->recommendations, topics += document->panel_topics;
  }
  g_autofree char *sum = g_strdup_printf("%u document%s", documents->len, documents->len == 1 ? "" : "s");
  g_autofree char *total = fit(sum, NAME_WIDTH), *none = fit("", SYMBOL_WIDTH);
  fprintf(stream, "%s  %s  %7u  %6u  %6u\n", total, none, recommendations, topics, failed);
}
