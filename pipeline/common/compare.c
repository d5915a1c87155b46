#include "pipeline/common/compare.h"

#include <math.h>
#include <string.h>

static const double SAME_PLACE = 0.02; /* points */

static gboolean same_edge(double a, double b) {
  return fabs(a - b) < SAME_PLACE;
}

static gboolean same_places(const GArray *one, const GArray *other) {
  if (one->len != other->len) return FALSE;
  for (guint i = 0; i < one->len; i++) {
    const Place *a = &g_array_index(one, Place, i), *b = &g_array_index(other, Place, i);
    if (a->page != b->page || !same_edge(a->box.x0, b->box.x0) || !same_edge(a->box.y0, b->box.y0) ||
        !same_edge(a->box.x1, b->box.x1) || !same_edge(a->box.y1, b->box.y1))
      return FALSE;
  }
  return TRUE;
}

static gboolean same_fields(const GPtrArray *one, const GPtrArray *other) {
  if (one->len != other->len) return FALSE;
  for (guint i = 0; i < one->len; i++) {
    const Field *a = one->pdata[i], *b = other->pdata[i];
    if (strcmp(a->name, b->name) != 0 || a->values->len != b->values->len) return FALSE;
    for (guint v = 0; v < a->values->len; v++)
      if (strcmp(a->values->pdata[v], b->values->pdata[v]) != 0) return FALSE;
  }
  return TRUE;
}

static gboolean same_texts(const GPtrArray *one, const GPtrArray *other) {
  if (one->len != other->len) return FALSE;
  for (guint i = 0; i < one->len; i++)
    if (strcmp(one->pdata[i], other->pdata[i]) != 0) return FALSE;
  return TRUE;
}

static gboolean same_edits(const GPtrArray *one, const GPtrArray *other) {
  if (one->len != other->len) return FALSE;
  for (guint i = 0; i < one->len; i++) {
    const Edit *a = one->pdata[i], *b = other->pdata[i];
    if (a->kind != b->kind || a->start != b->start || g_strcmp0(a->removed, b->removed) != 0 ||
        g_strcmp0(a->inserted, b->inserted) != 0)
      return FALSE;
  }
  return TRUE;
}

/* What of A and B differs, the weightiest first; NULL where nothing does. */
static const char *difference(const Finding *a, const Finding *b) {
  if (a->kind != b->kind) return "another kind";
  if (g_strcmp0(a->text, b->text) != 0) return "another text";
  if (g_strcmp0(a->raw, b->raw) != 0) return "another raw text";
  if (!same_places(a->places, b->places)) return "another place";
  if (g_strcmp0(a->number, b->number) != 0 || g_strcmp0(a->number_printed, b->number_printed) != 0) return "another number";
  if (!same_fields(a->fields, b->fields)) return "other fields";
  if (!a->ocr != !b->ocr) return a->ocr ? "its text from the file" : "its text from a picture";
  if (!same_texts(a->section, b->section)) return "another section";
  if (g_strcmp0(a->lead_in, b->lead_in) != 0) return "another lead-in";
  if (!same_edits(a->edits, b->edits)) return "other edits";
  return g_strcmp0(a->rule, b->rule) != 0 ? "another rule" : NULL;
}

static const char *or_none(const char *text) {
  return text ? text : "none";
}

/* What differs of the documents as such. */
static void compare_documents(GPtrArray *sentences, const Findings *recorded, const Findings *derived) {
  if (recorded->outcome != derived->outcome)
    g_ptr_array_add(sentences, g_strdup_printf("it was recorded as %s, and is %s now", outcome_names[recorded->outcome],
                                               outcome_names[derived->outcome]));
  if (g_strcmp0(recorded->pack, derived->pack) != 0)
    g_ptr_array_add(sentences, g_strdup_printf("it was recorded with the pack %s, and is claimed by %s now",
                                               or_none(recorded->pack), or_none(derived->pack)));
  else if (g_strcmp0(recorded->pack_version, derived->pack_version) != 0)
    g_ptr_array_add(sentences, g_strdup_printf("it was recorded with version %s of the pack %s, which is version %s now",
                                               or_none(recorded->pack_version), recorded->pack, or_none(derived->pack_version)));
}

static gboolean same_question(const Check *a, const Check *b) {
  return g_strcmp0(a->check, b->check) == 0 && g_strcmp0(a->scope, b->scope) == 0;
}

/* The check of OTHER that asks what check INDEX of FINDINGS asks; where several do, the one in the same place among them. NULL
 * where there is none. */
static const Check *counterpart(const Findings *other, const Findings *findings, guint index) {
  const Check *check = findings->checks->pdata[index];
  guint earlier = 0;
  for (guint i = 0; i < index; i++) earlier += same_question(findings->checks->pdata[i], check) ? 1 : 0;
  for (guint i = 0; i < other->checks->len; i++)
    if (same_question(other->checks->pdata[i], check) && earlier-- == 0) return other->checks->pdata[i];
  return NULL;
}

static gboolean same_answer(const Check *a, const Check *b) {
  return a->result == b->result && a->page == b->page && g_strcmp0(a->expected, b->expected) == 0 &&
         g_strcmp0(a->found, b->found) == 0 && g_strcmp0(a->message, b->message) == 0;
}

static void compare_checks(GPtrArray *sentences, const Findings *recorded, const Findings *derived) {
  for (guint i = 0; i < recorded->checks->len; i++) {
    const Check *check = recorded->checks->pdata[i], *now = counterpart(derived, recorded, i);
    const char *what = !now ? "is not asked any more" : same_answer(check, now) ? NULL : "has another answer now";
    if (what)
      g_ptr_array_add(sentences, g_strdup_printf("check %s%s%s %s", check->check, check->scope && *check->scope ? " of " : "",
                                                 check->scope ? check->scope : "", what));
  }
  for (guint i = 0; i < derived->checks->len; i++) {
    const Check *check = derived->checks->pdata[i];
    if (!counterpart(recorded, derived, i))
      g_ptr_array_add(sentences, g_strdup_printf("check %s is asked now, and is not recorded", check->check));
  }
}

static GHashTable *by_id(const Findings *findings) {
  GHashTable *table = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 0; i < findings->findings->len; i++) {
    const Finding *finding = findings->findings->pdata[i];
    g_hash_table_insert(table, finding->id, (gpointer)finding);
  }
  return table;
}

static void compare_findings(GPtrArray *sentences, const Findings *recorded, const Findings *derived) {
  g_autoptr(GHashTable) old = by_id(recorded), new = by_id(derived);
  for (guint i = 0; i < recorded->findings->len; i++) {
    const Finding *finding = recorded->findings->pdata[i], *now = g_hash_table_lookup(new, finding->id);
    const char *what = now ? difference(finding, now) : NULL;
    if (!now)
      g_ptr_array_add(sentences, g_strdup_printf("%s is not found any more", finding->id));
    else if (what)
      g_ptr_array_add(sentences, g_strdup_printf("%s has %s now", finding->id, what));
  }
  for (guint i = 0; i < derived->findings->len; i++) {
    const Finding *finding = derived->findings->pdata[i];
    if (!g_hash_table_contains(old, finding->id))
      g_ptr_array_add(sentences, g_strdup_printf("%s is found now, and is not recorded", finding->id));
  }
}

GPtrArray *findings_compare(const Findings *recorded, const Findings *derived) {
  GPtrArray *sentences = g_ptr_array_new_with_free_func(g_free);
  if (derived->sha256 && *derived->sha256 == '\0') {
    g_ptr_array_add(sentences, g_strdup_printf("it can't be read: %s", or_none(derived->reason)));
    return sentences;
  }
  if (g_strcmp0(recorded->sha256, derived->sha256) != 0) {
    g_ptr_array_add(sentences, g_strdup("this is not the PDF that was recorded: as many bytes, but others"));
    return sentences;
  }
  compare_documents(sentences, recorded, derived);
  compare_findings(sentences, recorded, derived);
  compare_checks(sentences, recorded, derived);
  return sentences;
}
