/* correction_save.c - writes what people corrected; see correction.h. The file is theirs as much as ours: entries that did not
 * change stay as they are, to the letter, and so do the comments between them. */
#include "pipeline/corrections/correction_private.h"

#include "extractors/json.h"
#include "pipeline/common/natural.h"
#include "pipeline/common/publish.h"

#include <errno.h>
#include <string.h>

/* ---- an entry as text ---- */

/* Appends TEXT in double quotes, in which JSON and YAML agree but for what is written as \u here: line ends that only YAML
 * knows, and the quotation marks that yaml.c can't read in a row. */
static void append_scalar(GString *out, const char *text) {
  gsize start = out->len;
  json_append_string(out, text);
  g_autoptr(GString) quoted = g_string_new(out->str + start);
  static const char *const escapes[][2] = {
      {"''''", "\\u0027\\u0027\\u0027\\u0027"},
      {"\xC2\x85", "\\u0085"}, /* in UTF-8: C has no other name for it */
      {"\u2028", "\\u2028"},
      {"\u2029", "\\u2029"},
      {"\uFEFF", "\\uFEFF"},
  };
  for (guint i = 0; i < G_N_ELEMENTS(escapes); i++) g_string_replace(quoted, escapes[i][0], escapes[i][1], 0);
  g_string_truncate(out, start);
  g_string_append_len(out, quoted->str, (gssize)quoted->len);
}

static void append_values(GString *out, const Change *change) {
  const GPtrArray *values = change->values;
  if (change->field->is_list) g_string_append_c(out, '[');
  for (guint i = 0; i < values->len; i++) {
    if (i > 0) g_string_append(out, ", ");
    append_scalar(out, g_ptr_array_index(values, i));
  }
  if (change->field->is_list) g_string_append_c(out, ']');
  if (!change->field->is_list && values->len == 0) append_scalar(out, "");
}

static void append_text(GString *out, const char *key, const char *text) {
  if (text == NULL) return;
  g_string_append_printf(out, "    %s: ", key);
  append_scalar(out, text);
  g_string_append_c(out, '\n');
}

/* Appends ENTRY, its keys and fields in the order of their tables. */
static void append_entry(GString *out, const Entry *entry, const char *comments) {
  g_string_append(out, "  ");
  append_scalar(out, entry->id);
  g_string_append(out, ":\n");
  g_string_append(out, comments);
  append_text(out, "of", entry->of);
  for (guint kind = 0; kind < N_CHANGES; kind++) {
    if (entry->changes[kind]->len == 0) continue;
    g_string_append_printf(out, "    %s:\n", change_names[kind]);
    for (const CorrectionField *field = correction_fields; field->name != NULL; field++) {
      const Change *change = entry_change(entry, (ChangeKind)kind, field);
      if (change == NULL) continue;
      g_string_append_printf(out, "      %s: ", field->name);
      append_values(out, change);
      g_string_append_c(out, '\n');
    }
  }
  append_text(out, "status", entry->status);
  append_text(out, "notes", entry->notes);
  append_text(out, "by", entry->by);
  append_text(out, "date", entry->date);
}

static const char head[] = "# What people corrected, and noted, by the IDs of recommendations and panel topics.\n"
                           "# Edit it as you like; rapporteur take adds what it finds in edited workbooks.\n"
                           "format: " CORRECTIONS_FORMAT "\n\n"
                           "corrections:\n";

/* The entries that say something, by ID. */
static GPtrArray *sorted_entries(const Corrections *corrections) {
  g_autoptr(GPtrArray) ids = corrections_ids(corrections);
  GPtrArray *entries = g_ptr_array_new();
  for (guint i = 0; i < ids->len; i++) {
    Entry *entry = g_hash_table_lookup(corrections->entries, g_ptr_array_index(ids, i));
    if (!entry_says_nothing(entry)) g_ptr_array_add(entries, entry);
  }
  return entries;
}

/* All of it, written anew. */
static char *write_whole(const Corrections *corrections) {
  g_autoptr(GPtrArray) entries = sorted_entries(corrections);
  GString *out = g_string_new(head);
  for (guint i = 0; i < entries->len; i++) append_entry(out, g_ptr_array_index(entries, i), "");
  return g_string_free(out, FALSE);
}

/* ---- entries exchanged within the file ---- */

/* The lines from FIRST (counted from 0) to before END are an entry's. */
typedef struct {
  const Entry *entry;
  guint first, end;
} Stretch;

static gint compare_stretches(gconstpointer a, gconstpointer b) {
  guint x = ((const Stretch *)a)->first, y = ((const Stretch *)b)->first;
  return x < y ? -1 : x > y;
}

/* Is LINE empty, or a comment that begins no further right than COLUMN, counted from 1? */
static gboolean is_between(const char *line, guint column) {
  gsize indent = strspn(line, " \t\r");
  return line[indent] == '\0' || (line[indent] == '#' && indent < column);
}

/* Where the entries stand. What is between two belongs to the second. */
static GArray *find_stretches(const Corrections *corrections, char *const *lines, guint last) {
  GArray *stretches = g_array_new(FALSE, FALSE, sizeof(Stretch));
  GHashTableIter iter;
  gpointer entry;
  g_hash_table_iter_init(&iter, corrections->entries);
  while (g_hash_table_iter_next(&iter, NULL, &entry)) {
    Stretch stretch = {.entry = entry, .first = ((Entry *)entry)->line - 1};
    if (((Entry *)entry)->line > 0) g_array_append_val(stretches, stretch);
  }
  g_array_sort(stretches, compare_stretches);
  for (guint i = 0; i < stretches->len; i++) {
    Stretch *stretch = &g_array_index(stretches, Stretch, i);
    stretch->end = i + 1 < stretches->len ? g_array_index(stretches, Stretch, i + 1).first : last;
    while (stretch->end > stretch->first + 1 && is_between(lines[stretch->end - 1], stretch->entry->column)) stretch->end--;
  }
  return stretches;
}

/* The comments that stand between the keys of an entry. Free them with g_free. */
static char *comments_of(char *const *lines, const Stretch *stretch) {
  GString *comments = g_string_new(NULL);
  for (guint i = stretch->first + 1; i < stretch->end; i++) {
    gsize indent = strspn(lines[i], " ");
    if (lines[i][indent] == '#' && indent < stretch->entry->inner)
      g_string_append_printf(comments, "    %s\n", g_strchomp(lines[i] + indent));
  }
  return g_string_free(comments, FALSE);
}

static void append_lines(GString *out, char *const *lines, guint from, guint end) {
  for (guint i = from; i < end; i++) g_string_append_printf(out, "%s\n", lines[i]);
}

/* The new entries, which come before the first old one that is behind them in the order of IDs. */
static GPtrArray *new_entries(const Corrections *corrections) {
  GPtrArray *entries = sorted_entries(corrections);
  for (guint i = entries->len; i > 0; i--)
    if (((const Entry *)g_ptr_array_index(entries, i - 1))->line > 0) g_ptr_array_remove_index(entries, i - 1);
  return entries;
}

/* Appends those of ENTRIES from NEXT on that come before ID; all where that is NULL. */
static guint append_new(GString *out, const GPtrArray *entries, guint next, const char *id) {
  for (; next < entries->len; next++) {
    const Entry *entry = g_ptr_array_index(entries, next);
    if (id != NULL && natural_compare(entry->id, id) > 0) break;
    append_entry(out, entry, "");
  }
  return next;
}

/* How many LINES there are: behind the last line's end begins none. */
static guint count_lines(char *const *lines) {
  guint count = g_strv_length((char **)lines);
  return count > 0 && *lines[count - 1] == '\0' ? count - 1 : count;
}

/* The file's text with changed entries exchanged, and new ones put where they belong. */
static char *write_within(const Corrections *corrections) {
  g_auto(GStrv) lines = g_strsplit(corrections->contents, "\n", -1);
  guint count = count_lines(lines), at = corrections->line > 0 ? corrections->line : count, next = 0;
  g_autoptr(GArray) stretches = find_stretches(corrections, lines, corrections->end > 0 ? corrections->end - 1 : count);
  g_autoptr(GPtrArray) entries = new_entries(corrections);
  GString *out = g_string_new(NULL);
  append_lines(out, lines, 0, at);
  if (corrections->line == 0) g_string_append(out, "corrections:\n");
  for (guint i = 0; i < stretches->len; i++) {
    const Stretch *stretch = &g_array_index(stretches, Stretch, i);
    g_autofree char *comments = comments_of(lines, stretch);
    next = append_new(out, entries, next, stretch->entry->id);
    append_lines(out, lines, at, stretch->first);
    if (!stretch->entry->is_changed)
      append_lines(out, lines, stretch->first, stretch->end);
    else if (!entry_says_nothing(stretch->entry))
      append_entry(out, stretch->entry, comments);
    at = stretch->end;
  }
  append_new(out, entries, next, NULL);
  append_lines(out, lines, at, count);
  return g_string_free(out, FALSE);
}

/* ---- the file ---- */

/* Does TEXT say what CORRECTIONS say? */
static gboolean says_the_same(const Corrections *corrections, const char *text) {
  g_autoptr(Corrections) again = corrections_parse(corrections->path, text, NULL);
  if (again == NULL) return FALSE;
  g_autofree char *wanted = write_whole(corrections), *seen = write_whole(again);
  return g_str_equal(wanted, seen);
}

/* The text to write, which was read again. */
static char *new_contents(const Corrections *corrections, gboolean *rewritten) {
  g_autofree char *within = *corrections->contents != '\0' ? write_within(corrections) : NULL;
  *rewritten = within != NULL && !says_the_same(corrections, within);
  return within != NULL && !*rewritten ? g_steal_pointer(&within) : write_whole(corrections);
}

static gboolean write_file(const char *path, const char *text, GError **error) {
  g_autoptr(GError) why = NULL;
  g_autoptr(Publication) publication = publication_new(path, &why);
  if (publication != NULL && g_file_set_contents(publication_file(publication), text, -1, &why) &&
      publication_publish(publication, &why))
    return TRUE;
  gboolean busy = g_error_matches(why, PUBLISH_ERROR, PUBLISH_ERROR_BUSY);
  gboolean named = g_str_has_prefix(why->message, path);
  g_set_error(error, CORRECTION_ERROR, busy ? CORRECTION_ERROR_BUSY : CORRECTION_ERROR_WRITE, "%s%s%s", named ? "" : path,
              named ? "" : ": ", why->message);
  return FALSE;
}

/* Is what people last saved in the file still what was read? Their editor knows of no lock. */
static gboolean is_as_read(const Corrections *corrections, GError **error) {
  g_autofree char *now = corrections_contents(corrections->path, error);
  if (now == NULL || g_str_equal(now, corrections->contents)) return now != NULL;
  g_set_error(error, CORRECTION_ERROR, CORRECTION_ERROR_BUSY, "%s: it was changed meanwhile, and is left as it is; try again",
              corrections->path);
  return FALSE;
}

gboolean corrections_save(Corrections *corrections, gboolean *rewritten, GError **error) {
  g_autofree char *text = new_contents(corrections, rewritten);
  g_autofree char *copy = g_strconcat(corrections->path, "~", NULL);
  if (g_str_equal(text, corrections->contents)) return TRUE;
  if (!is_as_read(corrections, error)) return FALSE;
  if (*corrections->contents != '\0' && !write_file(copy, corrections->contents, error)) return FALSE;
  return write_file(corrections->path, text, error);
}
