/* comparison.c - see comparison.h. */
#include "pipeline/comparison.h"

const char *const compared_names[] = {
    [COMPARED_NEW] = "new",           [COMPARED_REPEATED] = "repeated",
    [COMPARED_REWORDED] = "reworded", [COMPARED_STRENGTHENED] = "strengthened",
    [COMPARED_WEAKENED] = "weakened", NULL,
};

struct Comparisons {
  Catalogue *catalogue;
};

Comparisons *comparisons_new(Catalogue *catalogue, G_GNUC_UNUSED const GPtrArray *documents, G_GNUC_UNUSED const char *language) {
  Comparisons *comparisons = g_new0(Comparisons, 1);
  comparisons->catalogue = catalogue;
  return comparisons;
}

void comparisons_free(Comparisons *comparisons) {
  g_free(comparisons);
}

gboolean comparisons_prepare(G_GNUC_UNUSED Comparisons *comparisons, G_GNUC_UNUSED const CatalogueDocument *document,
                             G_GNUC_UNUSED GError **error) {
  return TRUE;
}

const Comparison *comparisons_find(G_GNUC_UNUSED const Comparisons *comparisons, G_GNUC_UNUSED const CatalogueDocument *document,
                                   G_GNUC_UNUSED const char *id) {
  return NULL;
}
