/* The files of a pack beside one another and those of its neighbours: names that nobody uses, rules that nobody inherits, and
 * what one language has and another lacks. */

#include "extractors/data_files.h"
#include "rules/lint.h"

#include <string.h>

static void tell(LintReport *report, LintKind kind, const YamlNode *node, const char *format, const char *text) {
  g_autofree char *message = g_strdup_printf("\"%s\" %s", text, format);
  lint_tell(report, kind, yaml_file_name(node), yaml_line(node), yaml_column(node), "%s", message);
}

/* All files of the packs of FOLDER: YamlFile. */
static gboolean read_folder(GPtrArray *files, const char *folder, GError **error) {
  g_autoptr(GDir) dir = g_dir_open(folder, 0, error);
  if (!dir) return FALSE;
  for (const char *name; (name = g_dir_read_name(dir));) {
    if (!g_str_has_suffix(name, ".yaml")) continue;
    g_autofree char *path = g_build_filename(folder, name, NULL);
    YamlFile *file = yaml_load(path, error);
    if (!file) return FALSE;
    g_ptr_array_add(files, file);
  }
  return TRUE;
}

static gboolean read_packs(GPtrArray *files, const char *folder, GError **error) {
  g_autoptr(GPtrArray) paths = pack_paths(folder, error);
  if (!paths) return FALSE;
  for (guint i = 0; i < paths->len; i++) {
    g_autofree char *own = g_path_get_dirname(paths->pdata[i]);
    if (!read_folder(files, own, error)) return FALSE;
  }
  return TRUE;
}

static gboolean holds(const YamlNode *node, const char *text) {
  if (yaml_kind(node) == YAML_SCALAR) return strstr(yaml_text(node), text) != NULL;
  for (guint i = 0; i < yaml_length(node); i++)
    if (holds(yaml_value(node, i), text)) return TRUE;
  return FALSE;
}

static gboolean any_holds(const GPtrArray *files, const char *text) {
  for (guint i = 0; i < files->len; i++)
    if (holds(yaml_root(files->pdata[i]), text)) return TRUE;
  return FALSE;
}

/* A definition may be used by the file that it stands in, by one that is laid over it, and by one below that it overrides. */
static void check_define(LintReport *report, const YamlNode *root, const GPtrArray *all) {
  const YamlNode *define = yaml_lookup(root, "define");
  for (guint i = 0; define && i < yaml_length(define); i++) {
    const YamlNode *name = yaml_key(define, i);
    g_autofree char *used = g_strdup_printf("%%{%s}", yaml_text(name));
    if (!any_holds(all, used)) tell(report, LINT_UNUSED_DEFINE, name, "is defined here and used nowhere", yaml_text(name));
  }
}

/* Is there a mapping with the id ID in NODE, at any depth? */
static gboolean has_id(const YamlNode *node, const char *id) {
  const YamlNode *own = yaml_lookup(node, "id");
  if (own && g_strcmp0(yaml_text(own), id) == 0) return TRUE;
  for (guint i = 0; i < yaml_length(node); i++)
    if (has_id(yaml_value(node, i), id)) return TRUE;
  return FALSE;
}

static gboolean any_has_id(const GPtrArray *trees, const char *id) {
  for (guint i = 0; i < trees->len; i++)
    if (has_id(trees->pdata[i], id)) return TRUE;
  return FALSE;
}

/* INHERITED: the trees (YamlNode) that ROOT is laid over. */
static void check_without(LintReport *report, const YamlNode *root, const GPtrArray *inherited) {
  const YamlNode *without = yaml_lookup(root, "without");
  gboolean list = without && yaml_kind(without) == YAML_SEQUENCE;
  for (guint i = 0; without && i < (list ? yaml_length(without) : 1); i++) {
    const YamlNode *item = list ? yaml_value(without, i) : without;
    const char *id = yaml_text(item);
    if (id && !any_has_id(inherited, id))
      tell(report, LINT_WITHOUT_NOTHING, item, "is the id of nothing that is inherited here", id);
  }
}

/* The lists that one language has, in its own file, and OTHER lacks. */
static void check_lists(LintReport *report, const YamlNode *root, const YamlNode *other) {
  static const char *const lists[] = {"facts", "sections", "records", "told", "recognise", NULL};
  for (const char *const *list = lists; *list; list++)
    if (yaml_lookup(root, *list) && !yaml_lookup(other, *list)) {
      g_autofree char *name = g_path_get_basename(yaml_file_name(root));
      g_autofree char *message = g_strdup_printf("is missing here, and %s has it", name);
      tell(report, LINT_LANGUAGE_LACKS, other, message, *list);
    }
}

static gboolean is_shared(const YamlNode *root) {
  return g_str_has_suffix(yaml_file_name(root), "/pack.yaml");
}

static const YamlNode *shared_root(const GPtrArray *own) {
  for (guint i = 0; i < own->len; i++)
    if (is_shared(yaml_root(own->pdata[i]))) return yaml_root(own->pdata[i]);
  return NULL;
}

/* "fr" for ".../fr.yaml"; NULL for a file that all languages share. */
static char *language_of(const YamlNode *root) {
  if (is_shared(root)) return NULL;
  g_autofree char *name = g_path_get_basename(yaml_file_name(root));
  return g_strndup(name, strlen(name) - strlen(".yaml"));
}

/* Appends to TREES what the pack inherits in LANGUAGE. */
static gboolean add_inherited(GPtrArray *trees, const char *path, const char *language, GError **error) {
  YamlNode *tree = pack_inherited(path, language, error);
  if (tree) g_ptr_array_add(trees, tree);
  return tree != NULL;
}

/* What the file of ROOT is laid over: what the pack inherits, in the file's own language or, for the file of all languages, in
 * each of them; and that file itself. */
static GPtrArray *find_inherited(const char *path, const YamlNode *root, const GPtrArray *own, GError **error) {
  g_autoptr(GPtrArray) trees = g_ptr_array_new_with_free_func((GDestroyNotify)yaml_node_free);
  g_autofree char *language = language_of(root);
  if (!add_inherited(trees, path, language, error)) return NULL;
  if (language && shared_root(own)) g_ptr_array_add(trees, yaml_share(shared_root(own)));
  for (guint i = 0; !language && i < own->len; i++) {
    g_autofree char *other = language_of(yaml_root(own->pdata[i]));
    if (other && !add_inherited(trees, path, other, error)) return NULL;
  }
  const YamlNode *only = language ? NULL : yaml_lookup(root, "language");
  if (only && yaml_text(only) && !add_inherited(trees, path, yaml_text(only), error)) return NULL;
  return g_steal_pointer(&trees);
}

static gboolean check_file(LintReport *report, const char *path, const YamlNode *root, const GPtrArray *own, const GPtrArray *all,
                           GError **error) {
  g_autoptr(GPtrArray) inherited = find_inherited(path, root, own, error);
  if (!inherited) return FALSE;
  check_define(report, root, all);
  check_without(report, root, inherited);
  for (guint i = 0; !is_shared(root) && i < own->len; i++) {
    const YamlNode *other = yaml_root(own->pdata[i]);
    if (other != root && !is_shared(other)) check_lists(report, root, other);
  }
  return TRUE;
}

gboolean lint_files(LintReport *report, const char *path, GError **error) {
  g_autofree char *folder = g_path_get_dirname(path), *above = g_path_get_dirname(folder);
  g_autofree char *programs = data_file_path("rules/packs", NULL);
  g_autoptr(GPtrArray) own = g_ptr_array_new_with_free_func((GDestroyNotify)yaml_file_free);
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func((GDestroyNotify)yaml_file_free);
  if (!read_folder(own, folder, error) || !read_packs(all, above, error)) return FALSE;
  if (programs && !read_packs(all, programs, error)) return FALSE;
  for (guint i = 0; i < own->len; i++)
    if (!check_file(report, path, yaml_root(own->pdata[i]), own, all, error)) return FALSE;
  return TRUE;
}
