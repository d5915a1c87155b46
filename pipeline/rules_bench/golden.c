#include "pipeline/rules_bench/golden.h"

#include "pipeline/common/diff.h"
#include "pipeline/stages/stage.h"

#include <string.h>

#define SUFFIX ".expected"
#define REPORT "report:"
#define FIELDS "fields:"
#define INDENT "  "
#define GAP " ... "

static int by_name(gconstpointer a, gconstpointer b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

GPtrArray *golden_paths(const char *folder) {
  GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
  g_autofree char *tests = g_build_filename(folder, "tests", NULL);
  g_autoptr(GDir) dir = g_dir_open(tests, 0, NULL);
  for (const char *name; dir && (name = g_dir_read_name(dir));)
    if (g_str_has_suffix(name, SUFFIX)) g_ptr_array_add(paths, g_build_filename(tests, name, NULL));
  g_ptr_array_sort(paths, by_name);
  return paths;
}

/* --- what was found, as text */

static void append_finding(GString *out, const Finding *finding) {
  g_string_append_printf(out, "%s %s: %s\n", finding_kind_names[finding->kind], finding->number, finding->text);
  for (guint i = 0; finding->kind != FINDING_FACT && i < finding->fields->len; i++) {
    const Field *field = finding->fields->pdata[i];
    g_string_append_printf(out, INDENT "%s: ", field->name);
    for (guint k = 0; k < field->values->len; k++)
      g_string_append_printf(out, "%s%s", k ? "; " : "", (char *)field->values->pdata[k]);
    g_string_append_c(out, '\n');
  }
}

static void append_check(GString *out, const Check *check) {
  if (check->result != CHECK_FAILED) return;
  gboolean scoped = check->scope && *check->scope;
  g_string_append_printf(out, "failed %s%s%s\n", check->check, scoped ? " " : "", scoped ? check->scope : "");
}

void golden_write(GString *out, const Findings *findings) {
  const char *language = findings_fact(findings, "language");
  g_string_append_printf(out, "pack: %s%s%s\n", findings->pack ? findings->pack : "none", language ? " " : "",
                         language ? language : "");
  for (guint i = 0; i < findings->findings->len; i++) append_finding(out, findings->findings->pdata[i]);
  for (guint i = 0; i < findings->checks->len; i++) append_check(out, findings->checks->pdata[i]);
}

/* --- what was expected */

void golden_free(Golden *golden) {
  if (!golden) return;
  g_free(golden->path);
  g_free(golden->report);
  g_free(golden->head);
  g_strfreev(golden->fields);
  g_strfreev(golden->lines);
  g_free(golden);
}

static char *resolve(const char *path, const char *name) {
  g_autofree char *folder = g_path_get_dirname(path);
  g_autofree char *beside = g_path_is_absolute(name) ? g_strdup(name) : g_build_filename(folder, name, NULL);
  return g_canonicalize_filename(beside, NULL);
}

/* LINE without spaces at its end; NULL for one that says nothing. */
static char *clean_line(const char *line) {
  char *clean = g_strchomp(g_strdup(line));
  if (*clean && *clean != '#') return clean;
  g_free(clean);
  return NULL;
}

static char **clean_lines(char *const *lines) {
  g_autoptr(GPtrArray) clean = g_ptr_array_new();
  for (; *lines; lines++) {
    char *line = clean_line(*lines);
    if (line) g_ptr_array_add(clean, line);
  }
  g_ptr_array_add(clean, NULL);
  return (char **)g_ptr_array_free(g_steal_pointer(&clean), FALSE);
}

/* The names that a line "fields: a, b" among the first COUNT of LINES lists; NULL where there is none. */
static char **read_fields(char *const *lines, guint count) {
  for (guint i = 0; i < count; i++) {
    if (!g_str_has_prefix(lines[i], FIELDS)) continue;
    char **names = g_strsplit(lines[i] + strlen(FIELDS), ",", -1);
    for (char **name = names; *name; name++) g_strstrip(*name);
    return names;
  }
  return NULL;
}

Golden *golden_read(const char *path, GError **error) {
  g_autofree char *text = NULL;
  if (!g_file_get_contents(path, &text, NULL, error)) return NULL;
  if (!g_utf8_validate(text, -1, NULL)) {
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s: is not UTF-8", path);
    return NULL;
  }
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  guint at = 0;
  while (lines[at] && !g_str_has_prefix(lines[at], REPORT)) at++;
  if (!lines[at]) {
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s: names no report; a line \"report: FILE\" should stand there", path);
    return NULL;
  }
  Golden *golden = g_new0(Golden, 1);
  g_autofree char *name = g_strstrip(g_strdup(lines[at] + strlen(REPORT)));
  golden->path = g_strdup(path);
  golden->report = resolve(path, name);
  golden->lines = clean_lines(lines + at + 1);
  GString *head = g_string_new(lines[0]);
  for (guint i = 1; i <= at; i++) g_string_append_printf(head, "\n%s", lines[i]);
  golden->head = g_string_free(head, FALSE);
  golden->fields = read_fields(lines, at);
  return golden;
}

static gboolean is_compared(const Golden *golden, const char *line) {
  if (!golden->fields || !g_str_has_prefix(line, INDENT)) return TRUE;
  const char *name = line + strlen(INDENT);
  g_autofree char *field = g_strndup(name, strcspn(name, ":"));
  return g_strv_contains((const char *const *)golden->fields, field);
}

char *golden_select(const Golden *golden, const char *found) {
  g_auto(GStrv) lines = g_strsplit(found, "\n", -1);
  GString *selected = g_string_new(NULL);
  for (char **line = lines; *line; line++)
    if (**line && is_compared(golden, *line)) g_string_append_printf(selected, "%s\n", *line);
  return g_string_free(selected, FALSE);
}

/* Is FOUND what EXPECTED says, which may leave out the middle of it? */
static gboolean fits(const char *expected, const char *found) {
  const char *gap = strstr(expected, GAP);
  if (!gap) return strcmp(expected, found) == 0;
  gsize head = (gsize)(gap - expected), length = strlen(found);
  const char *tail = gap + strlen(GAP);
  return length >= head + strlen(tail) && strncmp(expected, found, head) == 0 && g_str_has_suffix(found, tail);
}

/* Do the two lines tell of the same: "recommendation 61.1", "  states"? */
static gboolean same_head(const char *one, const char *other) {
  gsize length = strcspn(one, ":");
  return length == strcspn(other, ":") && strncmp(one, other, length) == 0;
}

/* The index of what was found instead of the expected line at INDEX: among what differs there, a line of the same head; that of
 * the line itself where there is none. */
static guint find_partner(const GArray *steps, guint index) {
  const DiffStep *gone = &g_array_index(steps, DiffStep, index);
  for (guint i = index + 1; i < steps->len; i++) {
    const DiffStep *step = &g_array_index(steps, DiffStep, i);
    if (step->kind == DIFF_SAME) break;
    if (step->kind == DIFF_NEW && same_head(gone->text, step->text)) return i;
  }
  return index;
}

/* A line of what differs. Its words are a report's: nothing in them may act on the terminal. */
static void append_difference(GString *out, char mark, const char *text) {
  g_autofree char *visible = stage_visible(text);
  g_string_append_printf(out, "  %c %s\n", mark, visible);
}

guint golden_compare(GString *out, const Golden *golden, const char *found) {
  g_auto(GStrv) all = g_strsplit(found, "\n", -1);
  g_auto(GStrv) lines = clean_lines(all);
  g_autoptr(GArray) steps = diff_steps(golden->lines, lines, fits);
  guint differences = 0;
  for (guint i = 0; i < steps->len; i++) {
    DiffStep *step = &g_array_index(steps, DiffStep, i);
    if (step->kind == DIFF_SAME) continue;
    differences++;
    guint partner = step->kind == DIFF_GONE && !strstr(step->text, GAP) ? find_partner(steps, i) : i;
    if (partner == i) {
      append_difference(out, step->kind == DIFF_GONE ? '-' : '+', step->text);
      continue;
    }
    DiffStep *instead = &g_array_index(steps, DiffStep, partner);
    g_autofree char *words = diff_words(step->text, instead->text);
    append_difference(out, '~', words);
    instead->kind = DIFF_SAME; /* it is told */
  }
  return differences;
}

gboolean golden_update(const Golden *golden, const char *found, GError **error) {
  g_autofree char *text = g_strconcat(golden->head, "\n\n", found, NULL);
  return g_file_set_contents(golden->path, text, -1, error);
}
