#include "pipeline/common/relative_path.h"

#include <glib.h>

char *relative_path(const char *from, const char *to) {
  g_autofree char *from_whole = g_canonicalize_filename(from, NULL);
  g_autofree char *to_whole = g_canonicalize_filename(to, NULL);
  g_auto(GStrv) from_parts = g_strsplit(from_whole, G_DIR_SEPARATOR_S, -1);
  g_auto(GStrv) to_parts = g_strsplit(to_whole, G_DIR_SEPARATOR_S, -1);
  g_autoptr(GPtrArray) way = g_ptr_array_new();
  guint common = 0;
  while (from_parts[common] != NULL && g_strcmp0(from_parts[common], to_parts[common]) == 0) common++;
  for (guint i = common; from_parts[i] != NULL; i++)
    if (*from_parts[i] != '\0') g_ptr_array_add(way, "..");
  for (guint i = common; to_parts[i] != NULL; i++)
    if (*to_parts[i] != '\0') g_ptr_array_add(way, to_parts[i]);
  g_ptr_array_add(way, NULL);
  return g_strjoinv(G_DIR_SEPARATOR_S, (char **)way->pdata);
}
