/* correction.c - reads what people corrected, and changes it; see correction.h. */
#include "pipeline/corrections/correction_private.h"

#include "pipeline/common/natural.h"
#include "pipeline/common/period.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

G_DEFINE_QUARK(rapporteur_correction_error, correction_error)

const char *const change_names[] = {[CHANGE_SET] = "set", [CHANGE_REMOVE] = "remove", [CHANGE_ADD] = "add", NULL};

ExitCode correction_exit_code(const GError *error) {
  static const ExitCode codes[] = {
      [CORRECTION_ERROR_READ] = EXIT_INPUT,
      [CORRECTION_ERROR_WRONG] = EXIT_RULES,
      [CORRECTION_ERROR_WRITE] = EXIT_OUTPUT,
      [CORRECTION_ERROR_BUSY] = EXIT_BUSY,
  };
  return codes[error->code];
}

/* ---- entries ---- */

static void change_free(Change *change) {
  g_ptr_array_unref(change->values);
  g_free(change);
}

Entry *entry_new(const char *id) {
  Entry *entry = g_new0(Entry, 1);
  entry->id = g_strdup(id);
  for (guint i = 0; i < N_CHANGES; i++) entry->changes[i] = g_ptr_array_new_with_free_func((GDestroyNotify)change_free);
  return entry;
}

static void entry_free(Entry *entry) {
  char *const strings[] = {entry->id, entry->of, entry->status, entry->notes, entry->by, entry->date};
  for (guint i = 0; i < G_N_ELEMENTS(strings); i++) g_free(strings[i]);
  for (guint i = 0; i < N_CHANGES; i++) g_ptr_array_unref(entry->changes[i]);
  g_free(entry);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Entry, entry_free)

const Change *entry_change(const Entry *entry, ChangeKind kind, const CorrectionField *field) {
  for (guint i = 0; i < entry->changes[kind]->len; i++) {
    const Change *change = g_ptr_array_index(entry->changes[kind], i);
    if (change->field == field) return change;
  }
  return NULL;
}

gboolean entry_says_nothing(const Entry *entry) {
  for (guint i = 0; i < N_CHANGES; i++)
    if (entry->changes[i]->len > 0) return FALSE;
  return entry->status == NULL && entry->notes == NULL;
}

/* ---- reading the file ---- */

/* Adds the values that NODE gives. */
static gboolean read_values(Change *change, const YamlNode *node, GError **error) {
  if (yaml_kind(node) == YAML_MAPPING)
    return yaml_complain(error, node, "%s is a text or a list, no mapping", change->field->name);
  if (yaml_kind(node) == YAML_SCALAR) {
    if (*yaml_text(node) != '\0') g_ptr_array_add(change->values, g_strdup(yaml_text(node)));
    return TRUE;
  }
  if (!change->field->is_list) return yaml_complain(error, node, "%s has one value, no list", change->field->name);
  for (guint i = 0; i < yaml_length(node); i++) {
    const YamlNode *item = yaml_value(node, i);
    if (yaml_kind(item) != YAML_SCALAR || *yaml_text(item) == '\0')
      return yaml_complain(error, item, "each item of %s is a text", change->field->name);
    g_ptr_array_add(change->values, g_strdup(yaml_text(item)));
  }
  return TRUE;
}

static gboolean read_change(Entry *entry, ChangeKind kind, const YamlNode *key, const YamlNode *value, GError **error) {
  const CorrectionField *field = correction_field(yaml_text(key));
  if (field == NULL || field->part == CORRECTION_NOTE) {
    g_autofree char *names = correction_field_names(~0u);
    return yaml_complain(error, key, "\"%s\" can't be corrected; what can: %s", yaml_text(key), names);
  }
  if (kind != CHANGE_SET && !field->is_list) return yaml_complain(error, key, "%s is no list: use set", field->name);
  Change *change = g_new0(Change, 1);
  change->field = field;
  change->values = g_ptr_array_new_with_free_func(g_free);
  g_ptr_array_add(entry->changes[kind], change);
  const char *why;
  if (!read_values(change, value, error)) return FALSE;
  if (correction_is_wrong(field, change->values, &why)) return yaml_complain(error, value, "%s: %s", field->name, why);
  return TRUE;
}

static gboolean read_changes(Entry *entry, ChangeKind kind, const YamlNode *node, GError **error) {
  if (yaml_kind(node) != YAML_MAPPING)
    return yaml_complain(error, node, "%s holds what is corrected, with its values: \"themes: [firearms]\"", change_names[kind]);
  for (guint i = 0; i < yaml_length(node); i++)
    if (!read_change(entry, kind, yaml_key(node, i), yaml_value(node, i), error)) return FALSE;
  return TRUE;
}

/* Reads a key whose value is a text into where it belongs. */
static gboolean read_text(Entry *entry, const YamlNode *key, const YamlNode *value, GError **error) {
  const struct {
    const char *name;
    char **text;
  } texts[] = {
      {"of", &entry->of}, {"status", &entry->status}, {"notes", &entry->notes}, {"by", &entry->by}, {"date", &entry->date}};
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
    if (!g_str_equal(yaml_text(key), texts[i].name)) continue;
    if (yaml_kind(value) != YAML_SCALAR) return yaml_complain(error, value, "%s is a text", texts[i].name);
    if (correction_is_long(yaml_text(value)))
      return yaml_complain(error, value, "%s: this is longer than the 32,767 characters that a cell holds", texts[i].name);
    g_autofree char *text = g_strstrip(g_strdup(yaml_text(value)));
    if (*text != '\0') *texts[i].text = g_steal_pointer(&text);
    return TRUE;
  }
  return yaml_complain(error, key, "there is no key \"%s\" here; the keys are of, set, remove, add, status, notes, by, date",
                       yaml_text(key));
}

static gboolean read_entry_key(Entry *entry, const YamlNode *key, const YamlNode *value, GError **error) {
  for (guint i = 0; i < N_CHANGES; i++)
    if (g_str_equal(yaml_text(key), change_names[i])) return read_changes(entry, (ChangeKind)i, value, error);
  return read_text(entry, key, value, error);
}

static gboolean read_entry(Corrections *corrections, const YamlNode *key, const YamlNode *node, GError **error) {
  g_autoptr(Entry) entry = entry_new(yaml_text(key));
  entry->line = yaml_line(key);
  entry->column = yaml_column(key);
  if (yaml_kind(node) != YAML_MAPPING || yaml_length(node) == 0)
    return yaml_complain(error, key, "nothing is said of this ID: give set, status or notes");
  entry->inner = yaml_column(yaml_key(node, 0));
  for (guint i = 0; i < yaml_length(node); i++)
    if (!read_entry_key(entry, yaml_key(node, i), yaml_value(node, i), error)) return FALSE;
  if (entry->date != NULL && !date_valid(entry->date))
    return yaml_complain(error, key, "the date \"%s\" is no day: write it as 2023-10-06", entry->date);
  if (entry_says_nothing(entry)) return yaml_complain(error, key, "nothing is said of this ID: give set, status or notes");
  g_hash_table_insert(corrections->entries, entry->id, entry);
  g_steal_pointer(&entry);
  return TRUE;
}

static gboolean read_entries(Corrections *corrections, const YamlNode *node, GError **error) {
  if (yaml_kind(node) == YAML_SCALAR && *yaml_text(node) == '\0') return TRUE;
  if (yaml_kind(node) != YAML_MAPPING) return yaml_complain(error, node, "corrections holds IDs, each with what is said of it");
  for (guint i = 0; i < yaml_length(node); i++)
    if (!read_entry(corrections, yaml_key(node, i), yaml_value(node, i), error)) return FALSE;
  return TRUE;
}

static gboolean check_format(const YamlNode *root, GError **error) {
  const YamlNode *format = yaml_lookup(root, "format");
  if (format == NULL) return yaml_complain(error, root, "it should begin with \"format: " CORRECTIONS_FORMAT "\"");
  if (g_strcmp0(yaml_text(format), CORRECTIONS_FORMAT) == 0) return TRUE;
  return yaml_complain(error, format, "this is of another format than " CORRECTIONS_FORMAT ", which this program knows");
}

static gboolean read_root(Corrections *corrections, const YamlNode *root, GError **error) {
  if (!check_format(root, error)) return FALSE;
  for (guint i = 0; i < yaml_length(root); i++) {
    const YamlNode *key = yaml_key(root, i);
    if (corrections->line > 0 && corrections->end == 0) corrections->end = yaml_line(key);
    if (g_str_equal(yaml_text(key), "format")) continue;
    if (!g_str_equal(yaml_text(key), "corrections"))
      return yaml_complain(error, key, "there is no key \"%s\" here; the keys are format, corrections", yaml_text(key));
    corrections->line = yaml_line(key);
    if (!read_entries(corrections, yaml_value(root, i), error)) return FALSE;
  }
  return TRUE;
}

/* Does TEXT say nothing: are its lines empty, or comments? Whoever takes the last entry out leaves such a file. */
static gboolean is_blank(const char *text) {
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    const char *said = lines[i] + strspn(lines[i], " \t\r");
    if (*said != '\0' && *said != '#') return FALSE;
  }
  return TRUE;
}

Corrections *corrections_parse(const char *path, const char *text, GError **error) {
  g_autoptr(Corrections) corrections = g_new0(Corrections, 1);
  corrections->path = g_strdup(path);
  corrections->contents = g_strdup(text);
  corrections->entries = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)entry_free);
  corrections->applied = g_ptr_array_new_with_free_func((GDestroyNotify)correction_free);
  if (is_blank(text)) return g_steal_pointer(&corrections);
  g_autoptr(GError) why = NULL;
  g_autoptr(YamlFile) file = yaml_parse_within(path, text, strlen(text), CORRECTIONS_BYTES_MOST, &why);
  if (file != NULL && read_root(corrections, yaml_root(file), &why)) return g_steal_pointer(&corrections);
  g_set_error_literal(error, CORRECTION_ERROR, CORRECTION_ERROR_WRONG, why->message);
  return NULL;
}

char *corrections_contents(const char *path, GError **error) {
  GStatBuf status;
  char *text = NULL;
  gsize length = 0;
  g_autoptr(GError) why = NULL;
  if (g_stat(path, &status) != 0 && errno == ENOENT) return g_strdup("");
  /* Looked at first, since opening a FIFO would wait for ever. */
  if (g_stat(path, &status) == 0 && (!S_ISREG(status.st_mode) || status.st_size > CORRECTIONS_BYTES_MOST)) {
    g_set_error(error, CORRECTION_ERROR, CORRECTION_ERROR_READ, "%s: this is no regular file of at most %d bytes", path,
                CORRECTIONS_BYTES_MOST);
    return NULL;
  }
  if (!g_file_get_contents(path, &text, &length, &why)) {
    g_set_error(error, CORRECTION_ERROR, CORRECTION_ERROR_READ, "%s: %s", path, why->message);
    return NULL;
  }
  if (strlen(text) == length) return text;
  g_set_error(error, CORRECTION_ERROR, CORRECTION_ERROR_WRONG, "%s: this is no text: it holds a NUL", path);
  g_free(text);
  return NULL;
}

Corrections *corrections_load(const char *path, GError **error) {
  g_autofree char *text = corrections_contents(path, error);
  return text != NULL ? corrections_parse(path, text, error) : NULL;
}

void corrections_free(Corrections *corrections) {
  if (corrections == NULL) return;
  g_hash_table_unref(corrections->entries);
  g_ptr_array_unref(corrections->applied);
  g_free(corrections->contents);
  g_free(corrections->path);
  g_free(corrections);
}

/* ---- looking up ---- */

static gint compare_ids(gconstpointer a, gconstpointer b) {
  return natural_compare(*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *corrections_ids(const Corrections *corrections) {
  GPtrArray *ids = g_ptr_array_new();
  GHashTableIter iter;
  gpointer id;
  g_hash_table_iter_init(&iter, corrections->entries);
  while (g_hash_table_iter_next(&iter, &id, NULL)) g_ptr_array_add(ids, id);
  g_ptr_array_sort(ids, compare_ids);
  return ids;
}

guint corrections_line(const Corrections *corrections, const char *id) {
  const Entry *entry = g_hash_table_lookup(corrections->entries, id);
  return entry != NULL ? entry->line : 0;
}

/* ---- changing ---- */

/* What is said of ID, to be changed. */
static Entry *open_entry(Corrections *corrections, const char *id) {
  Entry *entry = g_hash_table_lookup(corrections->entries, id);
  if (entry == NULL) {
    entry = entry_new(id);
    g_hash_table_insert(corrections->entries, entry->id, entry);
  }
  entry->is_changed = TRUE;
  return entry;
}

static char **note_of(Entry *entry, const CorrectionField *field) {
  return g_str_equal(field->name, "status") ? &entry->status : &entry->notes;
}

void corrections_set(Corrections *corrections, const char *id, const CorrectionField *field, const GPtrArray *values) {
  Entry *entry = open_entry(corrections, id);
  if (field->part == CORRECTION_NOTE) {
    g_clear_pointer(note_of(entry, field), g_free);
    if (values != NULL && values->len > 0) *note_of(entry, field) = g_strdup(g_ptr_array_index(values, 0));
    return;
  }
  for (guint kind = 0; kind < N_CHANGES; kind++) {
    const Change *old = entry_change(entry, (ChangeKind)kind, field);
    if (old != NULL) g_ptr_array_remove(entry->changes[kind], (gpointer)old);
  }
  if (values == NULL) return;
  Change *change = g_new0(Change, 1);
  change->field = field;
  change->values = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < values->len; i++) g_ptr_array_add(change->values, g_strdup(g_ptr_array_index(values, i)));
  g_ptr_array_add(entry->changes[CHANGE_SET], change);
}

gboolean corrections_have(const Corrections *corrections, const char *id, const CorrectionField *field) {
  Entry *entry = g_hash_table_lookup(corrections->entries, id);
  if (entry == NULL) return FALSE;
  if (field->part == CORRECTION_NOTE) return *note_of(entry, field) != NULL;
  for (guint kind = 0; kind < N_CHANGES; kind++)
    if (entry_change(entry, (ChangeKind)kind, field) != NULL) return TRUE;
  return FALSE;
}

static void replace(char **text, char *by) {
  g_free(*text);
  *text = by;
}

void corrections_sign(Corrections *corrections, const char *id, const char *beginning, const char *hash, const char *by,
                      const char *date) {
  enum { BEGINNING_MOST = 60 }; /* characters */
  Entry *entry = open_entry(corrections, id);
  g_autofree char *line = g_strdelimit(g_strdup(beginning), "\r\n\t", ' ');
  g_autofree char *start = g_utf8_substring(line, 0, MIN(g_utf8_strlen(line, -1), BEGINNING_MOST));
  replace(&entry->of, g_strdup_printf("%s… #%s", g_strstrip(start), hash));
  if (by != NULL) replace(&entry->by, g_strdup(by));
  replace(&entry->date, g_strdup(date));
}
