/* alignment.c - see alignment.h. */
#include "pipeline/alignment.h"

struct Alignments {
  Catalogue *catalogue;
};

Alignments *alignments_new(Catalogue *catalogue, G_GNUC_UNUSED const GPtrArray *documents, G_GNUC_UNUSED const char *language) {
  Alignments *alignments = g_new0(Alignments, 1);
  alignments->catalogue = catalogue;
  return alignments;
}

void alignments_free(Alignments *alignments) {
  g_free(alignments);
}

gboolean alignments_prepare(G_GNUC_UNUSED Alignments *alignments, G_GNUC_UNUSED const CatalogueDocument *document,
                            G_GNUC_UNUSED GError **error) {
  return TRUE;
}

const GPtrArray *alignments_find(G_GNUC_UNUSED const Alignments *alignments, G_GNUC_UNUSED const CatalogueDocument *document,
                                 G_GNUC_UNUSED const char *id) {
  return NULL;
}
