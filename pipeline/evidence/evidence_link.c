/* evidence_link.c - see evidence_link.h. */
#include "pipeline/evidence/evidence_link.h"

#include "pipeline/common/relative_path.h"

#include <string.h>

/* No name grows beyond what file systems take, whatever a document calls itself. */
enum { LONGEST_PART = 60, HASH_DIGITS = 12 };

/* Appends the letters, digits and dots of TEXT, with a hyphen for whatever stands between them. */
static void append_part(GString *name, const char *text) {
  gsize start = name->len;
  for (; *text != '\0' && name->len - start < LONGEST_PART; text++) {
    if (g_ascii_isalnum(*text) || (*text == '.' && name->len > 0))
      g_string_append_c(name, *text);
    else if (name->len > start && name->str[name->len - 1] != '-')
      g_string_append_c(name, '-');
  }
  while (name->len > start && (name->str[name->len - 1] == '-' || name->str[name->len - 1] == '.'))
    g_string_truncate(name, name->len - 1);
}

/* The same, with a hyphen between it and what stands there; nothing where nothing of TEXT is left. */
static void add_part(GString *name, const char *text) {
  g_autoptr(GString) part = g_string_new(NULL);
  if (text != NULL) append_part(part, text);
  if (part->len > 0) g_string_append_printf(name, "%s%s", name->len > 0 ? "-" : "", part->str);
}

/* The name of DOCUMENT's file without its ending. */
static char *file_stem(const CatalogueDocument *document) {
  char *stem = g_path_get_basename(catalogue_document_name(document));
  char *dot = strrchr(stem, '.');
  if (dot != NULL && dot != stem) *dot = '\0';
  return stem;
}

char *evidence_name(const CatalogueDocument *document) {
  g_autofree char *stem = file_stem(document);
  g_autofree char *hash = g_strndup(document->sha256, HASH_DIGITS);
  GString *name = g_string_new(NULL);
  add_part(name, document->symbol != NULL ? document->symbol : stem);
  if (name->len == 0) add_part(name, "report");
  add_part(name, document->language);
  add_part(name, hash);
  return g_string_free(name, FALSE);
}

char *evidence_anchor(const char *id) {
  GString *anchor = g_string_new("id-");
  for (; *id != '\0'; id++) {
    if (g_ascii_isalnum(*id) || *id == '.' || *id == '-')
      g_string_append_c(anchor, *id);
    else if (*id == '/')
      g_string_append_c(anchor, '_');
    else
      g_string_append_printf(anchor, "~%02X", (guint)(guchar)*id);
  }
  return g_string_free(anchor, FALSE);
}

char *evidence_path(const char *evidence_folder, const char *output, const CatalogueDocument *document, const Finding *finding) {
  if (evidence_folder == NULL || document->sha256[0] == '\0') return NULL;
  g_autofree char *name = evidence_name(document);
  g_autofree char *file = g_strconcat(name, ".html", NULL);
  g_autofree char *page = g_build_filename(evidence_folder, EVIDENCE_REPORTS, file, NULL);
  if (!g_file_test(page, G_FILE_TEST_IS_REGULAR)) return NULL;
  g_autofree char *parent = g_path_get_dirname(output);
  g_autofree char *way = relative_path(parent, evidence_folder);
  g_autofree char *path = g_build_filename(way, EVIDENCE_REPORTS, file, NULL);
  g_autofree char *address = g_uri_escape_string(path, "/", FALSE);
  g_autofree char *anchor = finding != NULL ? evidence_anchor(finding->id) : NULL;
  return anchor != NULL ? g_strconcat(address, "#", anchor, NULL) : g_steal_pointer(&address);
}
