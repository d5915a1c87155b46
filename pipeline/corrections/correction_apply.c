/* correction_apply.c - puts what people corrected into findings; see correction.h. */
#include "pipeline/corrections/correction_private.h"

#include <string.h>

/* ---- what came of it ---- */

static void field_free(Field *field) {
  g_free(field->name);
  g_free(field->rule);
  g_ptr_array_unref(field->values);
  g_free(field);
}

void correction_free(Correction *correction) {
  char *const strings[] = {correction->id,          correction->status, correction->notes, correction->text,
                           correction->source_text, correction->by,     correction->date};
  for (guint i = 0; i < G_N_ELEMENTS(strings); i++) g_free(strings[i]);
  g_ptr_array_unref(correction->fields);
  g_ptr_array_unref(correction->tells);
  g_free(correction);
}

static Correction *correction_new(const Entry *entry) {
  Correction *correction = g_new0(Correction, 1);
  correction->id = g_strdup(entry->id);
  correction->status = g_strdup(entry->status);
  correction->notes = g_strdup(entry->notes);
  correction->by = g_strdup(entry->by);
  correction->date = g_strdup(entry->date);
  correction->fields = g_ptr_array_new_with_free_func((GDestroyNotify)field_free);
  correction->tells = g_ptr_array_new_with_free_func(g_free);
  return correction;
}

gboolean correction_touches(const Correction *correction, const char *name) {
  if (correction == NULL) return FALSE;
  if (correction->text != NULL && g_str_equal(name, "text")) return TRUE;
  for (guint i = 0; i < correction->fields->len; i++)
    if (g_str_equal(((const Field *)g_ptr_array_index(correction->fields, i))->name, name)) return TRUE;
  return FALSE;
}

const char *correction_verdict(const Correction *correction) {
  if (correction == NULL) return NULL;
  gboolean corrected = correction->text != NULL || correction->fields->len > 0;
  if (!corrected) return correction->stale ? "note is of an earlier text" : NULL;
  return correction->stale ? "correction is stale" : CORRECTED_BY_PEOPLE;
}

/* ---- is it of this text? ---- */

char *corrections_hash(const char *text) {
  enum { DIGITS = 12 };
  g_autofree char *comparable = correction_comparable(correction_field("text"), text);
  char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, comparable, -1);
  hash[DIGITS] = '\0';
  return hash;
}

/* Is TEXT what OF speaks of: the whole text, its beginning before "…", or a hash behind "… #"? */
static gboolean is_of(const char *of, const char *text) {
  static const char more[] = "…", more_and_hash[] = "… #";
  const char *mark = g_strrstr(of, more_and_hash);
  if (mark != NULL) {
    g_autofree char *hash = corrections_hash(text);
    return g_str_equal(hash, mark + strlen(more_and_hash));
  }
  gboolean is_beginning = g_str_has_suffix(of, more);
  g_autofree char *words = g_strndup(of, strlen(of) - (is_beginning ? strlen(more) : 0));
  g_autofree char *expected = correction_comparable(correction_field("text"), words);
  g_autofree char *seen = correction_comparable(correction_field("text"), text);
  return is_beginning ? g_str_has_prefix(seen, expected) : g_str_equal(seen, expected);
}

/* ---- values ---- */

static void remove_values(GPtrArray *values, const GPtrArray *unwanted) {
  for (guint i = 0; i < unwanted->len; i++) {
    guint at;
    if (g_ptr_array_find_with_equal_func(values, g_ptr_array_index(unwanted, i), g_str_equal, &at))
      g_ptr_array_remove_index(values, at);
  }
}

static void add_values(GPtrArray *values, const GPtrArray *more) {
  for (guint i = 0; i < more->len; i++) {
    const char *value = g_ptr_array_index(more, i);
    if (!g_ptr_array_find_with_equal_func(values, value, g_str_equal, NULL)) g_ptr_array_add(values, g_strdup(value));
  }
}

static gboolean same_values(const GPtrArray *a, const GPtrArray *b) {
  if (a->len != b->len) return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!g_str_equal(g_ptr_array_index(a, i), g_ptr_array_index(b, i))) return FALSE;
  return TRUE;
}

/* What ENTRY makes of the VALUES that were read; NULL where it says nothing of FIELD. */
static GPtrArray *changed_values(const Entry *entry, const CorrectionField *field, const GPtrArray *values) {
  const Change *set = entry_change(entry, CHANGE_SET, field), *add = entry_change(entry, CHANGE_ADD, field);
  const Change *less = entry_change(entry, CHANGE_REMOVE, field);
  if (set == NULL && add == NULL && less == NULL) return NULL;
  GPtrArray *changed = g_ptr_array_new_with_free_func(g_free);
  add_values(changed, set != NULL ? set->values : values);
  if (less != NULL) remove_values(changed, less->values);
  if (add != NULL) add_values(changed, add->values);
  return changed;
}

/* ---- into the finding ---- */

static const char corrected_by[] = "overrides.yaml"; /* what stands in the place of a field's rule */

/* Gives FINDING the field NAME with VALUES, in the place of its own; with no values it has no such field. */
static void put_field(Finding *finding, const char *name, const GPtrArray *values) {
  const Field *own = finding_field(finding, name);
  if (own != NULL) g_ptr_array_set_size(own->values, 0);
  for (guint i = 0; i < values->len; i++) finding_add(finding, name, g_ptr_array_index(values, i), corrected_by);
}

static Field *copy_field(const char *name, const GPtrArray *values) {
  Field *field = g_new0(Field, 1);
  field->name = g_strdup(name);
  field->rule = g_strdup(corrected_by);
  field->values = g_ptr_array_new_with_free_func(g_free);
  add_values(field->values, values);
  return field;
}

static void tell(Correction *correction, const CorrectionField *field, const GPtrArray *was) {
  g_autofree char *old = correction_join(was);
  g_ptr_array_add(correction->tells, *old != '\0' ? g_strdup_printf("%s (was: %s)", field->label, old)
                                                  : g_strdup_printf("%s (was empty)", field->label));
}

static void put_text(Correction *correction, Finding *finding, const GPtrArray *values) {
  correction->source_text = finding->text;
  finding->text = g_strdup(g_ptr_array_index(values, 0));
  correction->text = g_strdup(finding->text);
}

/* Does what ENTRY says of FIELD. What the rules meanwhile found by themselves is no correction any more. */
static void apply_field(const Entry *entry, const CorrectionField *field, Correction *correction, Finding *finding) {
  g_autoptr(GPtrArray) was = correction_values(field, finding);
  g_autoptr(GPtrArray) values = changed_values(entry, field, was);
  if (values == NULL) return;
  if ((field->kinds & 1u << finding->kind) == 0) {
    correction->misplaced = TRUE;
    g_ptr_array_add(correction->tells,
                    g_strdup_printf("%s left out: a %s has none", field->label, correction_kind_words[finding->kind]));
    return;
  }
  if (same_values(was, values)) return;
  tell(correction, field, was);
  if (field->part == CORRECTION_TEXT) {
    put_text(correction, finding, values);
  } else {
    put_field(finding, field->name, values);
    g_ptr_array_add(correction->fields, copy_field(field->name, values));
  }
}

const Correction *corrections_apply(Corrections *corrections, Finding *finding) {
  const Entry *entry = g_hash_table_lookup(corrections->entries, finding->id);
  if (entry == NULL) return NULL;
  Correction *correction = correction_new(entry);
  g_ptr_array_add(corrections->applied, correction);
  correction->stale = entry->of != NULL && !is_of(entry->of, finding->text);
  for (const CorrectionField *field = correction_fields; field->name != NULL; field++)
    if (field->part != CORRECTION_NOTE) apply_field(entry, field, correction, finding);
  return correction;
}

GPtrArray *corrections_values(const Corrections *corrections, const Finding *finding, const CorrectionField *field) {
  const Entry *entry = g_hash_table_lookup(corrections->entries, finding->id);
  g_autoptr(GPtrArray) values = correction_values(field, finding);
  if (entry == NULL) return g_steal_pointer(&values);
  const char *note = g_str_equal(field->name, "status") ? entry->status : entry->notes;
  if (field->part == CORRECTION_NOTE && note != NULL) g_ptr_array_add(values, g_strdup(note));
  GPtrArray *changed = changed_values(entry, field, values);
  return changed != NULL ? changed : g_steal_pointer(&values);
}
