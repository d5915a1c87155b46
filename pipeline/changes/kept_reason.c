/* kept_reason.c - see kept_reason.h. */
#include "pipeline/changes/kept_reason.h"

#include "pipeline/reports/report.h"

#include <string.h>

/* ---- documents ---- */

GHashTable *identities_of(const GPtrArray *documents) {
  GHashTable *index = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < documents->len; i++) g_hash_table_insert(index, identity_of(documents->pdata[i]), documents->pdata[i]);
  return index;
}

/* A document as a reader knows it: "CTOC/COP/WG.7/2023/5 (report.pdf)". You free it. */
static char *describe(const KeptDocument *document) {
  return document->symbol != NULL ? g_strdup_printf("%s (%s)", document->symbol, document->file) : g_strdup(document->file);
}

/* The document of DIGEST that speaks for the work of DOCUMENT; of several the one in its language. NULL where none does. */
static const KeptDocument *speaker(const KeptDigest *digest, const KeptDocument *document) {
  const KeptDocument *found = NULL;
  for (guint i = 0; document->work != NULL && i < digest->documents->len; i++) {
    const KeptDocument *other = digest->documents->pdata[i];
    if (!other->speaks || g_strcmp0(other->work, document->work) != 0) continue;
    if (found == NULL || g_strcmp0(other->language, document->language) == 0) found = other;
  }
  return found;
}

/* ---- lists of reasons ---- */

/* Appends a reason; takes it over. */
static void add(GString *reasons, char *reason) {
  g_string_append_printf(reasons, "%s%s", reasons->len > 0 ? "; " : "", reason);
  g_free(reason);
}

static const char *or_none(const char *text) {
  return text != NULL ? text : "none";
}

static void add_change(GString *reasons, const char *what, const char *before, const char *after) {
  if (g_strcmp0(before, after) != 0) add(reasons, g_strdup_printf("%s: %s → %s", what, or_none(before), or_none(after)));
}

static char *rules_of(const KeptDocument *document) {
  return document->pack != NULL ? g_strdup_printf("%s %s", document->pack, or_none(document->pack_version)) : g_strdup("none");
}

/* What of the programs and rules that read a document is not what it was. */
static void add_readers(GString *reasons, const KeptDocument *before, const KeptDocument *after) {
  g_autofree char *rules_before = rules_of(before), *rules_after = rules_of(after);
  add_change(reasons, "rules", rules_before, rules_after);
  add_change(reasons, "rule engine", before->engine, after->engine);
  add_change(reasons, "PDF reader", before->extractor, after->extractor);
  add_change(reasons, "outcome", before->outcome, after->outcome);
}

/* ---- a row that came or went ---- */

/* Where did the document of an added row come from, which the digest before did not have? */
static gboolean add_arrival(GString *reasons, const ReasonSource *source, const KeptDocument *document, GError **error) {
  const KeptDocument *old = document->speaks ? speaker(source->before, document) : NULL;
  g_autofree char *name = describe(document), *from = NULL, *to = NULL;
  if (source->key != NULL && document->date != NULL &&
      !catalogue_state_elsewhere(source->catalogue, source->key, document->identity, document->date, &from, &to, error))
    return FALSE;
  if (from != NULL) {
    add(reasons, g_strdup_printf("the report is of another day now, %s: it was in the digest of %s to %s", document->date, from,
                                 *to != '\0' ? to : "today"));
  } else if (old != NULL && !g_str_equal(old->identity, document->identity)) {
    g_autofree char *older = describe(old);
    add(reasons, g_strdup_printf("new %s: %s, in the place of %s", or_none(document->version_kind), name, older));
  } else {
    gboolean version = document->version_kind != NULL && !g_str_equal(document->version_kind, "original");
    add(reasons, g_strdup_printf("new %s: %s", version ? document->version_kind : "report", name));
  }
  return TRUE;
}

/* The document did not speak for its work, and does now. */
static void add_voice(GString *reasons, const ReasonSource *source, const KeptDocument *document) {
  const KeptDocument *old = speaker(source->before, document);
  if (old == NULL) {
    add(reasons, g_strdup("the report counts now"));
    return;
  }
  g_autofree char *name = describe(old);
  const char *why = kept_digest_find(source->after, old->identity) == NULL ? "is gone" : "does not count any more";
  add(reasons, g_strdup_printf("counts again: %s, which counted in its place, %s", name, why));
}

static gboolean add_why_added(GString *reasons, const ReasonSource *source, const KeptRow *row, GError **error) {
  const KeptDocument *now = kept_digest_find(source->after, row->source), *then = kept_digest_find(source->before, row->source);
  if (now == NULL) return TRUE;
  if (then == NULL) return add_arrival(reasons, source, now, error);
  if (now->speaks && !then->speaks && then->pack != NULL)
    add_voice(reasons, source, now);
  else
    add_readers(reasons, then, now);
  return TRUE;
}

static void add_departure(GString *reasons, const ReasonSource *source, const KeptDocument *document) {
  const CatalogueDocument *still = g_hash_table_lookup(source->catalogued, document->identity);
  g_autofree char *name = describe(document);
  if (still == NULL) {
    add(reasons, g_strdup_printf("the report is gone from the catalogue: %s", name));
    return;
  }
  char date[DATE_SIZE];
  report_date(still, date);
  add(reasons, g_strdup_printf("the report is of another day now, %s: %s", date, name));
}

static void add_why_gone(GString *reasons, const ReasonSource *source, const KeptRow *row) {
  const KeptDocument *now = kept_digest_find(source->after, row->source), *then = kept_digest_find(source->before, row->source);
  if (then == NULL) return;
  const KeptDocument *heir = now != NULL && !now->speaks ? speaker(source->after, now) : NULL;
  if (now == NULL) {
    add_departure(reasons, source, then);
  } else if (heir != NULL && then->speaks) {
    g_autofree char *name = describe(heir);
    add(reasons, g_strdup_printf("%s %s counts in its place", or_none(heir->version_kind), name));
  } else {
    add_readers(reasons, then, now);
  }
}

/* ---- a row that is altered ---- */

/* Why a column is what it is, where it is not what was read in the document. */
typedef enum {
  CAUSE_READING,    /* what rules found in the document */
  CAUSE_CORRECTION, /* what people said */
  CAUSE_OTHERS,     /* other reports, which it is compared and aligned with */
  CAUSE_VERSIONS,   /* other versions of the same report */
  CAUSE_NAMES,      /* the names under which it came */
  N_CAUSES,
} Cause;

static const char corrected_head[] = "Corrected";

static const struct {
  const char *head;
  Cause cause;
} causes[] = {
    {"Status", CAUSE_CORRECTION},
    {"Notes", CAUSE_CORRECTION},
    {corrected_head, CAUSE_CORRECTION},
    {"Compared with earlier", CAUSE_OTHERS},
    {"Earlier recommendations", CAUSE_OTHERS},
    {"Panel topics", CAUSE_OTHERS},
    {"Related recommendations", CAUSE_OTHERS},
    {"Why related", CAUSE_OTHERS},
    {"Version", CAUSE_VERSIONS},
    {"Superseded by", CAUSE_VERSIONS},
    {"Other versions", CAUSE_VERSIONS},
    {"All names", CAUSE_NAMES},
};

/* Does TELLS, a list of "Themes (was: firearms)" parted by "; ", name the column HEAD? Corrections know the columns of texts as
 * Text. */
static gboolean names_column(const char *tells, const char *head) {
  gboolean is_text = g_str_equal(head, "Recommendation") || g_str_equal(head, "Topic");
  g_autofree char *opening = g_strconcat(is_text ? "Text" : head, " (", NULL);
  for (const char *at = tells != NULL ? strstr(tells, opening) : NULL; at != NULL; at = strstr(at + 1, opening))
    if (at == tells || at[-1] == ' ') return TRUE;
  return FALSE;
}

static Cause cause_of(const RowChange *change, const char *head) {
  gboolean is_meeting = kept_row_value(change->after, "SHA-256") != NULL;
  const char *before = kept_row_value(change->before, corrected_head), *after = kept_row_value(change->after, corrected_head);
  if (names_column(before, head) != names_column(after, head)) return CAUSE_CORRECTION;
  if (names_column(before, head) && g_strcmp0(before, after) != 0) return CAUSE_CORRECTION;
  for (gsize i = 0; i < G_N_ELEMENTS(causes); i++)
    if (g_str_equal(causes[i].head, head) && (!is_meeting || causes[i].cause >= CAUSE_VERSIONS)) return causes[i].cause;
  return CAUSE_READING;
}

static gboolean is_empty(const char *text) {
  return text == NULL || *text == '\0';
}

static gboolean differs(const RowChange *change, const char *head) {
  return g_ptr_array_find_with_equal_func(change->heads, head, g_str_equal, NULL);
}

static void add_correction(GString *reasons, const RowChange *change) {
  gboolean was = !is_empty(kept_row_value(change->before, corrected_head));
  gboolean is = !is_empty(kept_row_value(change->after, corrected_head));
  if (differs(change, corrected_head))
    add(reasons, g_strdup(!was ? "corrected by hand" : !is ? "a correction by hand was removed" : "corrected by hand anew"));
  if (differs(change, "Status") || differs(change, "Notes")) add(reasons, g_strdup("status or notes were changed by hand"));
}

/* Columns that list the IDs of findings in other reports. */
static const char *const id_lists[] = {"Earlier recommendations", "Panel topics", "Related recommendations"};

enum { IDS_MOST = 3 }; /* that a reason names */

/* Appends the IDs of LIST that OTHER, a list as well, does not have. */
static void append_ids(GString *text, const char *word, const char *list, const char *other) {
  g_auto(GStrv) ids = g_strsplit(list, "; ", -1), others = g_strsplit(other, "; ", -1);
  guint count = 0;
  for (guint i = 0; ids[i] != NULL; i++) {
    if (*ids[i] == '\0' || g_strv_contains((const char *const *)others, ids[i])) continue;
    if (count < IDS_MOST) g_string_append_printf(text, "%s%s", count > 0 ? ", " : word, ids[i]);
    count++;
  }
  if (count > IDS_MOST) g_string_append_printf(text, " and %u more", count - IDS_MOST);
}

/* The row itself is read as before: what it is compared and aligned with is other than it was. */
static void add_others(GString *reasons, const RowChange *change) {
  g_autoptr(GString) text = g_string_new("reports that it is compared with came, went or changed");
  for (gsize i = 0; i < G_N_ELEMENTS(id_lists); i++) {
    const char *before = kept_row_value(change->before, id_lists[i]), *after = kept_row_value(change->after, id_lists[i]);
    if (before == NULL || after == NULL) continue;
    append_ids(text, "; now ", after, before);
    append_ids(text, "; no longer ", before, after);
  }
  add(reasons, g_strdup(text->str));
}

/* The other versions of DOCUMENT's work in DIGEST that OTHER does not have, with words before and behind what they are. */
static void add_versions(GString *reasons, const char *before, const char *behind, const KeptDocument *document,
                         const KeptDigest *digest, const KeptDigest *other) {
  for (guint i = 0; document->work != NULL && i < digest->documents->len; i++) {
    const KeptDocument *version = digest->documents->pdata[i];
    if (version == document || g_strcmp0(version->work, document->work) != 0 ||
        kept_digest_find(other, version->identity) != NULL)
      continue;
    g_autofree char *name = describe(version);
    add(reasons, g_strdup_printf("%s%s%s: %s", before, or_none(version->version_kind), behind, name));
  }
}

static void add_new_versions(GString *reasons, const ReasonSource *source, const KeptDocument *then, const KeptDocument *now) {
  gsize length = reasons->len;
  add_versions(reasons, "new ", "", now, source->after, source->before);
  add_versions(reasons, "", " gone", then, source->before, source->after);
  if (reasons->len == length) add(reasons, g_strdup("other versions of the report have changed, or are of another period"));
}

/* The row is of another document than it was: a version of the same work. */
static void add_succession(GString *reasons, const ReasonSource *source, const KeptDocument *then, const KeptDocument *now) {
  g_autofree char *old = describe(then), *new = describe(now);
  if (kept_digest_find(source->before, now->identity) == NULL)
    add(reasons, g_strdup_printf("new %s: %s, in the place of %s", or_none(now->version_kind), new, old));
  else if (kept_digest_find(source->after, then->identity) == NULL)
    add(reasons, g_strdup_printf("%s counts again: %s is gone", new, old));
  else
    add(reasons, g_strdup_printf("%s counts in the place of %s", new, old));
}

static void add_why_altered(GString *reasons, const ReasonSource *source, const RowChange *change) {
  const KeptDocument *then = kept_digest_find(source->before, change->before->source);
  const KeptDocument *now = kept_digest_find(source->after, change->after->source);
  gboolean caused[N_CAUSES] = {FALSE};
  if (then == NULL || now == NULL) return;
  gboolean succeeds = !g_str_equal(then->identity, now->identity);
  for (guint i = 0; i < change->heads->len; i++) caused[cause_of(change, change->heads->pdata[i])] = TRUE;
  if (succeeds) add_succession(reasons, source, then, now);
  if (caused[CAUSE_CORRECTION]) add_correction(reasons, change);
  if (succeeds) return;
  if (caused[CAUSE_READING]) add_readers(reasons, then, now);
  /* Read otherwise, it compares otherwise as well. */
  if (caused[CAUSE_OTHERS] && !caused[CAUSE_READING]) add_others(reasons, change);
  if (caused[CAUSE_VERSIONS]) add_new_versions(reasons, source, then, now);
  if (caused[CAUSE_NAMES]) add(reasons, g_strdup("the same PDF came under another name"));
}

char *kept_reason(const ReasonSource *source, const RowChange *change, GError **error) {
  g_autoptr(GString) reasons = g_string_new(NULL);
  switch (change->kind) {
  case ROW_ADDED:
    if (!add_why_added(reasons, source, change->after, error)) return NULL;
    break;
  case ROW_GONE:
    add_why_gone(reasons, source, change->before);
    break;
  case ROW_ALTERED:
    add_why_altered(reasons, source, change);
    break;
  }
  return g_strdup(reasons->len > 0 ? reasons->str : "read again, by other rules or word lists that bear no new version");
}
