/* digest_template.c - a template read: which layout it asks for, and what is wrong with it; see digest_layout.h. */
#include "pipeline/digest/digest_template.h"
#include "pipeline/common/nearest.h"
#include "pipeline/digest/digest_layout.h"
#include "rules/yaml.h"

#include <string.h>

/* Excel's, after support.microsoft.com: "Rename a worksheet" for the names of sheets, "Column width" in "Excel specifications and
 * limits"; a header is a table's column name, 255 characters at most ("tableColumn", ECMA-376 part 1, 18.5.1.3). */
enum { SHEET_NAME_MOST = 31, HEADER_MOST = 255, WIDTH_MOST = 255 };
static const char sheet_name_without[] = "[]:*?/\\";

/* ---- complaints ---- */

/* "; did you mean ...? There are: ...": ends a complaint about WORD. Free it with g_free. */
static char *suggest(const char *word, const char *const *known) {
  const char *nearest = nearest_name(word, known);
  g_autofree char *meant = nearest != NULL ? g_strdup_printf("; did you mean \"%s\"?", nearest) : g_strdup(";");
  g_autofree char *all = g_strjoinv(", ", (char **)known);
  return g_strdup_printf("%s %s: %s", meant, nearest != NULL ? "There are" : "there are", all);
}

static gboolean expect_mapping(const YamlNode *node, const char *const *known, GError **error) {
  if (yaml_kind(node) != YAML_MAPPING) {
    g_autofree char *names = g_strjoinv(", ", (char **)known);
    return yaml_complain(error, node, "a mapping should stand here, of: %s", names);
  }
  for (guint i = 0; i < yaml_length(node); i++) {
    const YamlNode *key = yaml_key(node, i);
    if (g_strv_contains(known, yaml_text(key))) continue;
    g_autofree char *suggestion = suggest(yaml_text(key), known);
    return yaml_complain(error, key, "\"%s\" is not known here%s", yaml_text(key), suggestion);
  }
  return TRUE;
}

/* The text of KEY in MAPPING; FALSE where that is no text, or where it is missing and OTHERWISE is NULL. */
static gboolean read_text(const YamlNode *mapping, const char *key, const char *otherwise, const char **text, GError **error) {
  const YamlNode *node = yaml_lookup(mapping, key);
  *text = otherwise;
  if (node == NULL) return otherwise != NULL || yaml_complain(error, mapping, "\"%s\" is missing", key);
  if (yaml_kind(node) != YAML_SCALAR || *yaml_text(node) == '\0')
    return yaml_complain(error, node, "\"%s\" should be a text", key);
  *text = yaml_text(node);
  return TRUE;
}

/* The place of KEY in NODE, which may be a mapping without it, or a text of its own. */
static const YamlNode *place_of(const YamlNode *node, const char *key) {
  const YamlNode *value = yaml_lookup(node, key);
  return value != NULL ? value : node;
}

static gboolean same_name(const char *a, const char *b) {
  g_autofree char *folded_a = g_utf8_casefold(a, -1), *folded_b = g_utf8_casefold(b, -1);
  return g_str_equal(folded_a, folded_b);
}

/* How long Excel counts TEXT: in UTF-16 units. */
static glong excel_length(const char *text) {
  glong length = 0;
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char(c)) length += g_utf8_get_char(c) > 0xFFFF ? 2 : 1;
  return length;
}

/* ---- columns ---- */

static gboolean check_header(const LayoutSheet *sheet, const YamlNode *node, const char *header, GError **error) {
  const YamlNode *place = place_of(node, "header");
  if (excel_length(header) > HEADER_MOST) return yaml_complain(error, place, "a header has %d characters at most", HEADER_MOST);
  for (const char *c = header; *c != '\0'; c = g_utf8_next_char(c))
    if (g_unichar_iscntrl(g_utf8_get_char(c))) return yaml_complain(error, place, "a header is one line");
  for (guint i = 0; i < sheet->columns->len; i++)
    if (same_name(g_array_index(sheet->columns, DigestColumn, i).column.header, header))
      return yaml_complain(error, place, "another column of this sheet has the header \"%s\", too", header);
  return TRUE;
}

static gboolean read_width(const YamlNode *node, double *width, GError **error) {
  const YamlNode *value = yaml_lookup(node, "width");
  if (value == NULL) return TRUE;
  char *end = NULL;
  const char *text = yaml_kind(value) == YAML_SCALAR ? yaml_text(value) : "";
  *width = g_ascii_strtod(text, &end);
  if (*text != '\0' && *end == '\0' && *width >= 1 && *width <= WIDTH_MOST) return TRUE;
  return yaml_complain(error, value, "\"width\" should be a number from 1 to %d: how many digits fit into the column",
                       WIDTH_MOST);
}

/* The column KEY of the sheet WHICH, or NULL; then KNOWN has the keys of all, and NEAREST the key whose header KEY is. */
static const DigestColumn *find_column(DigestSheet which, const char *key, GPtrArray *known, const char **nearest) {
  const DigestColumn *column;
  *nearest = NULL;
  for (guint i = 0; (column = digest_sheet_column(which, i)) != NULL; i++) {
    if (g_str_equal(digest_column_key(column), key)) return column;
    if (*nearest == NULL && same_name(column->column.header, key)) *nearest = digest_column_key(column);
    g_ptr_array_add(known, (char *)digest_column_key(column));
  }
  g_ptr_array_add(known, NULL);
  return NULL;
}

static const DigestColumn *choose_column(const LayoutSheet *sheet, const YamlNode *place, const char *key, GError **error) {
  g_autoptr(GPtrArray) known = g_ptr_array_new();
  const char *meant, *sheet_key = digest_sheets[sheet->which].key;
  const DigestColumn *column = find_column(sheet->which, key, known, &meant);
  for (guint i = 0; column != NULL && i < sheet->columns->len; i++) {
    if (!g_str_equal(digest_column_key(&g_array_index(sheet->columns, DigestColumn, i)), key)) continue;
    yaml_complain(error, place, "the column \"%s\" stands in the sheet \"%s\" twice", key, sheet_key);
    return NULL;
  }
  if (column != NULL) return column;
  g_autofree char *suggestion = suggest(meant != NULL ? meant : key, (const char *const *)known->pdata);
  yaml_complain(error, place, "the sheet \"%s\" has no column \"%s\"%s", sheet_key, key, suggestion);
  return NULL;
}

/* A column: its key, or a mapping with it. */
static gboolean add_column(Layout *layout, LayoutSheet *sheet, const YamlNode *node, GError **error) {
  static const char *const known[] = {"column", "header", "width", NULL};
  const char *key = yaml_text(node), *header;
  if (key == NULL && (!expect_mapping(node, known, error) || !read_text(node, "column", NULL, &key, error))) return FALSE;
  const DigestColumn *column = choose_column(sheet, place_of(node, "column"), key, error);
  if (column == NULL || !read_text(node, "header", column->column.header, &header, error)) return FALSE;
  double width = column->column.width;
  if (!check_header(sheet, node, header, error) || !read_width(node, &width, error)) return FALSE;
  layout_add_column(layout, sheet, column, header, width);
  return TRUE;
}

static gboolean add_columns(Layout *layout, LayoutSheet *sheet, const YamlNode *columns, GError **error) {
  const DigestSheetInfo *info = &digest_sheets[sheet->which];
  if (columns == NULL) {
    layout_add_own_columns(layout, sheet);
    return TRUE;
  }
  if (info->count == 0) return yaml_complain(error, columns, "the sheet \"%s\" has no columns to choose", info->key);
  if (yaml_kind(columns) != YAML_SEQUENCE || yaml_length(columns) == 0)
    return yaml_complain(error, columns, "\"columns\" should be a list of at least one column");
  for (guint i = 0; i < yaml_length(columns); i++)
    if (!add_column(layout, sheet, yaml_value(columns, i), error)) return FALSE;
  return TRUE;
}

/* ---- sheets ---- */

static gboolean find_sheet(const char *key, DigestSheet *which, const char **keys) {
  for (guint i = 0; i < N_SHEETS; i++) {
    *which = (DigestSheet)i;
    if (g_str_equal(digest_sheets[i].key, key)) return TRUE;
    keys[i] = digest_sheets[i].key;
  }
  return FALSE;
}

static gboolean choose_sheet(const Layout *layout, const YamlNode *place, const char *key, DigestSheet *which, GError **error) {
  const char *keys[N_SHEETS + 1] = {NULL};
  if (!find_sheet(key, which, keys)) {
    g_autofree char *suggestion = suggest(key, keys);
    return yaml_complain(error, place, "there is no sheet \"%s\"%s", key, suggestion);
  }
  return layout_sheet(layout, *which) == NULL || yaml_complain(error, place, "the sheet \"%s\" is chosen twice", key);
}

static gboolean check_name(const Layout *layout, const YamlNode *node, const char *name, GError **error) {
  const YamlNode *place = place_of(node, "name");
  if (excel_length(name) > SHEET_NAME_MOST)
    return yaml_complain(error, place, "a sheet's name has %d characters at most", SHEET_NAME_MOST);
  if (strpbrk(name, sheet_name_without) != NULL)
    return yaml_complain(error, place, "a sheet's name has none of the characters %s", sheet_name_without);
  for (const char *c = name; *c != '\0'; c = g_utf8_next_char(c))
    if (g_unichar_iscntrl(g_utf8_get_char(c))) return yaml_complain(error, place, "a sheet's name is one line");
  if (*name == '\'' || g_str_has_suffix(name, "'"))
    return yaml_complain(error, place, "a sheet's name neither begins nor ends with an apostrophe");
  if (same_name(name, "History")) return yaml_complain(error, place, "Excel keeps the name \"%s\" for itself", name);
  for (guint i = 0; i < layout->sheets->len; i++)
    if (same_name(g_array_index(layout->sheets, LayoutSheet, i).name, name))
      return yaml_complain(error, place, "another sheet has the name \"%s\", too", name);
  return TRUE;
}

/* A sheet: its key, or a mapping with it. */
static gboolean add_sheet(Layout *layout, const YamlNode *node, GError **error) {
  static const char *const known[] = {"sheet", "name", "columns", NULL};
  const char *key = yaml_text(node), *name;
  DigestSheet which;
  if (key == NULL && (!expect_mapping(node, known, error) || !read_text(node, "sheet", NULL, &key, error))) return FALSE;
  if (!choose_sheet(layout, place_of(node, "sheet"), key, &which, error)) return FALSE;
  if (!read_text(node, "name", digest_sheets[which].name, &name, error) || !check_name(layout, node, name, error)) return FALSE;
  return add_columns(layout, layout_add_sheet(layout, which, name), yaml_lookup(node, "columns"), error);
}

/* ---- the template ---- */

static gboolean read_template(Layout *layout, const YamlNode *root, GError **error) {
  static const char *const known[] = {"format", "sheets", NULL};
  const char *format;
  if (!expect_mapping(root, known, error) || !read_text(root, "format", NULL, &format, error)) return FALSE;
  if (!g_str_equal(format, DIGEST_TEMPLATE_FORMAT))
    return yaml_complain(error, yaml_lookup(root, "format"), "the format is \"%s\", but only \"%s\" can be read here", format,
                         DIGEST_TEMPLATE_FORMAT);
  const YamlNode *sheets = yaml_lookup(root, "sheets");
  if (sheets == NULL || yaml_kind(sheets) != YAML_SEQUENCE || yaml_length(sheets) == 0)
    return yaml_complain(error, place_of(root, "sheets"), "\"sheets\" should be a list of at least one sheet");
  for (guint i = 0; i < yaml_length(sheets); i++)
    if (!add_sheet(layout, yaml_value(sheets, i), error)) return FALSE;
  return TRUE;
}

Layout *layout_load(const char *file, GError **error) {
  g_autoptr(YamlFile) yaml = yaml_load(file, error);
  if (yaml == NULL) return NULL;
  g_autoptr(Layout) layout = layout_new(file);
  if (!read_template(layout, yaml_root(yaml), error)) return NULL;
  layout_finish(layout);
  return g_steal_pointer(&layout);
}

/* ---- the template of what there is ---- */

static void print_column(GString *out, const char *before, const DigestColumn *column) {
  char width[G_ASCII_DTOSTR_BUF_SIZE];
  g_string_append_printf(out, "      %s- {column: %s, header: \"%s\", width: %s}", before, digest_column_key(column),
                         column->column.header, g_ascii_dtostr(width, sizeof width, column->column.width));
  if (column->about != NULL) g_string_append_printf(out, " # %s", column->about);
  g_string_append_c(out, '\n');
}

void digest_template_print(GString *out) {
  g_string_append(out,
                  "# What a digest is made of: sheets and columns stand in this order. Take away what you do not need, move and\n"
                  "# rename the rest; a column behind \"#\" is left out until the mark is taken away.\n"
                  "format: " DIGEST_TEMPLATE_FORMAT "\n"
                  "sheets:\n");
  for (guint i = 0; i < N_SHEETS; i++) {
    const DigestColumn *column;
    g_string_append_printf(out, "  - sheet: %s\n    name: \"%s\"\n", digest_sheets[i].key, digest_sheets[i].name);
    for (guint n = 0; (column = digest_sheet_column((DigestSheet)i, n)) != NULL; n++) {
      if (n == 0) g_string_append(out, "    columns:\n");
      print_column(out, n < digest_sheets[i].count ? "" : "# ", column);
    }
  }
}
