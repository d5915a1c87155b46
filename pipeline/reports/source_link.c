/* source_link.c - see source_link.h. */
#include "pipeline/reports/source_link.h"

#include "pipeline/common/relative_path.h"

#include <string.h>
#include <sys/stat.h>

/* TRUE where NAME in SOURCES is a file that can be DOCUMENT's. */
static gboolean is_there(const char *sources, const char *name, const CatalogueDocument *document) {
  struct stat status;
  if (*name == '.' || strchr(name, G_DIR_SEPARATOR) != NULL) return FALSE;
  g_autofree char *path = g_build_filename(sources, name, NULL);
  return lstat(path, &status) == 0 && S_ISREG(status.st_mode) && (guint64)status.st_size == document->bytes;
}

/* TRUE where NAME in SOURCES holds DOCUMENT's very bytes. */
static gboolean is_same(const char *sources, const char *name, const CatalogueDocument *document) {
  g_autofree char *path = g_build_filename(sources, name, NULL);
  g_autofree char *bytes = NULL;
  gsize length = 0;
  if (!g_file_get_contents(path, &bytes, &length, NULL)) return FALSE;
  g_autofree char *sha256 = g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)bytes, length);
  return g_str_equal(sha256, document->sha256);
}

/* The name of DOCUMENT's file in SOURCES; NULL where there is none. Where NAME stands there as it is and with the hash before
 * it, the plain one is the document's if it came twice, else another's of the same size. */
static char *find_name(const char *sources, const CatalogueDocument *document) {
  for (guint i = 0; i < document->source_files->len; i++) {
    g_autofree char *name = g_path_get_basename(g_ptr_array_index(document->source_files, i));
    g_autofree char *marked = g_strdup_printf("%.12s~%s", document->sha256, name);
    gboolean plain_there = is_there(sources, name, document), marked_there = is_there(sources, marked, document);
    if (plain_there && (!marked_there || is_same(sources, name, document))) return g_steal_pointer(&name);
    if (marked_there) return g_steal_pointer(&marked);
  }
  return NULL;
}

/* The same as source_path for one folder. */
static char *path_in(const char *folder, const char *output, const CatalogueDocument *document) {
  g_autofree char *name = find_name(folder, document);
  if (name == NULL) return NULL;
  g_autofree char *parent = g_path_get_dirname(output);
  g_autofree char *way = relative_path(parent, folder);
  return *way != '\0' ? g_build_filename(way, name, NULL) : g_steal_pointer(&name);
}

char *source_path(const char *const *sources, const char *output, const CatalogueDocument *document) {
  if (document->sha256[0] == '\0') return NULL;
  for (; sources != NULL && *sources != NULL; sources++) {
    char *path = path_in(*sources, output, document);
    if (path != NULL) return path;
  }
  return NULL;
}
