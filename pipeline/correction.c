/* correction.c - see correction.h. */
#include "pipeline/correction.h"

struct Corrections {
  GPtrArray *all; /* Correction */
};

Corrections *corrections_load(G_GNUC_UNUSED const char *path, G_GNUC_UNUSED GError **error) {
  return g_new0(Corrections, 1);
}

void corrections_free(Corrections *corrections) {
  g_free(corrections);
}

const Correction *corrections_apply(G_GNUC_UNUSED Corrections *corrections, G_GNUC_UNUSED Finding *finding) {
  return NULL;
}
