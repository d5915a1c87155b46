/* The files of a pack: what stands in them, in a language's own file over that of all languages, both over those of the pack
 * that it extends. */
#include "rules/pack.h"

#include "extractors/data_files.h"
#include "rules/define.h"
#include "rules/merge.h"

#include <string.h>

#define PACK_FILE "pack.yaml"
enum { LONGEST_LINE = 8 }; /* packs that extend one another: more go in a circle */

/* What a pack says of itself alone: nothing that another inherits. */
static const char *const own_keys[] = {"format",  "id",         "title",    "version",   "author",  "modified",
                                       "extends", "references", "abstract", "recognise", "without", NULL};

/* A pack of another version may say things that this program does not know: that is told before them. */
static gboolean check_format(const YamlNode *root, GError **error) {
  const YamlNode *format = yaml_lookup(root, "format");
  const char *name = format ? yaml_text(format) : NULL;
  if (!name || strcmp(name, PACK_FORMAT) == 0) return TRUE; /* that it is missing is told with the other keys */
  return yaml_complain(error, format, "format \"%s\" is not known; this program reads %s", name, PACK_FORMAT);
}

/* The files that were read so far: a pack is merged in each of its languages, and what many packs extend with all of them. */
typedef struct {
  GHashTable *by_path; /* YamlFile */
  YamlFile *months;    /* see define.h */
} Files;

static void files_init(Files *files) {
  *files = (Files){.by_path = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)yaml_file_free)};
}

static void files_clear(Files *files) {
  g_hash_table_unref(files->by_path);
  yaml_file_free(files->months);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Files, files_clear)

/* The root of the file at PATH. */
static const YamlNode *read_file(Files *files, const char *path, GError **error) {
  YamlFile *known = g_hash_table_lookup(files->by_path, path);
  if (known) return yaml_root(known);
  g_autoptr(YamlFile) file = yaml_load(path, error);
  if (!file || !check_format(yaml_root(file), error)) return NULL;
  const YamlNode *root = yaml_root(file);
  g_hash_table_insert(files->by_path, g_strdup(path), g_steal_pointer(&file));
  return root;
}

/* The scalar KEY of ROOT; NULL where there is none. */
static const char *text_of(const YamlNode *root, const char *key) {
  const YamlNode *node = yaml_lookup(root, key);
  return node ? yaml_text(node) : NULL;
}

/* ROOT less what another pack does not inherit. */
static YamlNode *inheritable(const YamlNode *root) {
  YamlNode *tree = yaml_empty(root, YAML_MAPPING);
  for (guint i = 0; i < yaml_length(root); i++)
    if (!g_strv_contains(own_keys, yaml_text(yaml_key(root, i))))
      yaml_put(tree, yaml_key(root, i), yaml_share(yaml_value(root, i)));
  return tree;
}

static YamlNode *merge_file(const YamlNode *own, YamlNode *below) {
  YamlNode *merged = merge_nodes(own, below, yaml_lookup(own, "without"));
  yaml_node_free(below);
  return merged;
}

/* The pack.yaml of the pack ID: beside the one that extends it, or the program's own. NULL with an error at PLACE. */
static char *find_parent(const char *folder, const char *id, const YamlNode *place, GError **error) {
  g_autofree char *beside = g_build_filename(folder, id, PACK_FILE, NULL);
  if (g_file_test(beside, G_FILE_TEST_EXISTS)) return g_steal_pointer(&beside);
  g_autofree char *packs = data_file_path("rules/packs", NULL);
  g_autofree char *own = packs ? g_build_filename(packs, id, PACK_FILE, NULL) : NULL;
  if (own && g_file_test(own, G_FILE_TEST_EXISTS)) return g_steal_pointer(&own);
  yaml_complain(error, place, "there is no pack \"%s\" to extend, in %s or among the program's own", id, folder);
  return NULL;
}

static YamlNode *read_tree(Files *files, const char *path, const char *language, guint depth, GError **error);

/* What the pack of ROOT, in FOLDER, inherits in LANGUAGE: an empty mapping where it extends none. */
static YamlNode *read_inherited(Files *files, const YamlNode *root, const char *folder, const char *language, guint depth,
                                GError **error) {
  const YamlNode *extends = yaml_lookup(root, "extends");
  if (!extends || !yaml_text(extends)) return yaml_empty(root, YAML_MAPPING);
  if (depth > LONGEST_LINE) {
    yaml_complain(error, extends, "the packs extend one another in a circle");
    return NULL;
  }
  g_autofree char *path = find_parent(folder, yaml_text(extends), extends, error);
  g_autoptr(YamlNode) tree = path ? read_tree(files, path, language, depth + 1, error) : NULL;
  return tree ? inheritable(tree) : NULL;
}

/* All that the pack of file PATH says in LANGUAGE: its own file of that language, if it has one, over PATH, over what it extends.
 */
static YamlNode *read_tree(Files *files, const char *path, const char *language, guint depth, GError **error) {
  g_autofree char *own = g_path_get_dirname(path), *folder = g_path_get_dirname(own);
  const YamlNode *root = read_file(files, path, error);
  if (!root) return NULL;
  if (yaml_kind(root) != YAML_MAPPING) return yaml_share(root);
  YamlNode *tree = read_inherited(files, root, folder, language, depth, error);
  if (!tree) return NULL;
  tree = merge_file(root, tree);
  g_autofree char *name = g_strconcat(language ? language : "", ".yaml", NULL);
  g_autofree char *variant = g_build_filename(own, name, NULL);
  if (!language || !g_file_test(variant, G_FILE_TEST_EXISTS)) return tree;
  const YamlNode *over = read_file(files, variant, error);
  if (over) return merge_file(over, tree);
  yaml_node_free(tree);
  return NULL;
}

static int by_name(gconstpointer a, gconstpointer b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The names in FOLDER, sorted, so that of two faults always the same is told. */
static GPtrArray *list_folder(const char *folder, GError **error) {
  g_autoptr(GDir) dir = g_dir_open(folder, 0, error);
  if (!dir) return NULL;
  GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
  for (const char *name; (name = g_dir_read_name(dir));) g_ptr_array_add(names, g_strdup(name));
  g_ptr_array_sort(names, by_name);
  return names;
}

/* The languages that the pack of ROOT, a file in FOLDER, is written in: the one that it names, or those that have files. */
static GPtrArray *list_languages(const YamlNode *root, const char *folder, GError **error) {
  g_autoptr(GPtrArray) names = list_folder(folder, error);
  if (!names) return NULL;
  GPtrArray *languages = g_ptr_array_new_with_free_func(g_free);
  const char *only = text_of(root, "language");
  if (only) g_ptr_array_add(languages, g_strdup(only));
  for (guint i = 0; !only && i < names->len; i++) {
    const char *name = names->pdata[i];
    if (g_str_has_suffix(name, ".yaml") && strcmp(name, PACK_FILE) != 0)
      g_ptr_array_add(languages, g_strndup(name, strlen(name) - strlen(".yaml")));
  }
  if (languages->len == 0) g_ptr_array_add(languages, NULL); /* that "language" is missing is told with the other keys */
  return languages;
}

/* What an abstract pack need not say, so that it can be looked at like any other. */
static const char unsaid[] = "recognise: {threshold: 1, evidence: []}\nrecords: []\n";

static YamlNode *complete_tree(YamlNode *tree, const char *path, GError **error) {
  g_autoptr(YamlFile) file = yaml_parse(path, unsaid, strlen(unsaid), error);
  YamlNode *complete = file ? merge_nodes(tree, yaml_root(file), NULL) : NULL;
  yaml_node_free(tree);
  return complete;
}

/* The pack of file PATH in LANGUAGE. */
static Pack *load_language(Files *files, const char *path, const char *language, gboolean abstract, GError **error) {
  g_autoptr(YamlNode) tree = read_tree(files, path, language, 0, error);
  if (tree && abstract) tree = complete_tree(tree, path, error);
  g_autoptr(YamlNode) filled = tree ? define_fill(tree, language, &files->months, error) : NULL;
  return filled ? pack_bind(filled, yaml_file_name(filled), language, error) : NULL;
}

/* The packs of file PATH by language. */
static GPtrArray *load_variants(Files *files, const char *path, gboolean abstract_too, GError **error) {
  g_autofree char *folder = g_path_get_dirname(path);
  const YamlNode *root = read_file(files, path, error);
  g_autoptr(GPtrArray) languages = root ? list_languages(root, folder, error) : NULL;
  if (!languages) return NULL;
  g_autoptr(GPtrArray) packs = g_ptr_array_new_with_free_func((GDestroyNotify)pack_free);
  gboolean abstract = g_strcmp0(text_of(root, "abstract"), "true") == 0;
  if (abstract && !abstract_too) return g_steal_pointer(&packs);
  for (guint i = 0; i < languages->len; i++) {
    Pack *pack = load_language(files, path, languages->pdata[i], abstract, error);
    if (!pack) return NULL;
    g_ptr_array_add(packs, pack);
  }
  return g_steal_pointer(&packs);
}

GPtrArray *pack_load(const char *path, GError **error) {
  g_auto(Files) files;
  files_init(&files);
  return load_variants(&files, path, FALSE, error);
}

GPtrArray *pack_load_any(const char *path, GError **error) {
  g_auto(Files) files;
  files_init(&files);
  return load_variants(&files, path, TRUE, error);
}

YamlNode *pack_inherited(const char *path, const char *language, GError **error) {
  g_autofree char *own = g_path_get_dirname(path), *folder = g_path_get_dirname(own);
  g_auto(Files) files;
  files_init(&files);
  const YamlNode *root = read_file(&files, path, error);
  return root ? read_inherited(&files, root, folder, language, 0, error) : NULL;
}

GPtrArray *pack_paths(const char *folder, GError **error) {
  g_autoptr(GPtrArray) names = list_folder(folder, error);
  if (!names) return NULL;
  GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < names->len; i++) {
    g_autofree char *path = g_build_filename(folder, names->pdata[i], PACK_FILE, NULL);
    if (g_file_test(path, G_FILE_TEST_EXISTS)) g_ptr_array_add(paths, g_steal_pointer(&path));
  }
  return paths;
}

static int by_id(gconstpointer a, gconstpointer b) {
  const Pack *x = *(Pack *const *)a, *y = *(Pack *const *)b;
  int order = strcmp(x->id, y->id);
  return order ? order : strcmp(x->language, y->language);
}

static gboolean check_ids(const GPtrArray *packs, GError **error) {
  for (guint i = 1; i < packs->len; i++) {
    const Pack *one = packs->pdata[i - 1], *other = packs->pdata[i];
    if (by_id(&one, &other) != 0) continue;
    g_set_error(error, YAML_ERROR, YAML_ERROR_CONTENT, "%s: its id \"%s\" is that of %s too", other->path, other->id, one->path);
    return FALSE;
  }
  return TRUE;
}

GPtrArray *packs_load(const char *folder, GError **error) {
  g_autoptr(GPtrArray) paths = pack_paths(folder, error);
  if (!paths) return NULL;
  g_auto(Files) files;
  files_init(&files);
  g_autoptr(GPtrArray) packs = g_ptr_array_new_with_free_func((GDestroyNotify)pack_free);
  for (guint i = 0; i < paths->len; i++) {
    g_autoptr(GPtrArray) variants = load_variants(&files, paths->pdata[i], FALSE, error);
    if (!variants) return NULL;
    g_ptr_array_extend_and_steal(packs, g_steal_pointer(&variants));
  }
  g_ptr_array_sort(packs, by_id);
  if (!check_ids(packs, error)) return NULL;
  if (packs->len == 0) {
    g_set_error(error, YAML_ERROR, YAML_ERROR_READ, "%s: no rule packs there (NAME/pack.yaml)", folder);
    return NULL;
  }
  return g_steal_pointer(&packs);
}
