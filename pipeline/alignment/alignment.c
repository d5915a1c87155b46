/* alignment.c - which reports are of meetings held together, and the ties between their findings; see alignment.h. */
#include "pipeline/alignment/alignment.h"

#include "pipeline/alignment/alignment_private.h"
#include "pipeline/common/natural.h"
#include "pipeline/common/period.h"

/* A document that speaks for its work, as far as it tells which other meeting its own belongs to. */
typedef struct {
  const CatalogueDocument *document;
  const char *series; /* interned; NULL where it is of no known one */
  gboolean follows;
  gint64 first, last; /* days; -1 where none was found */
} Meeting;

struct Alignments {
  Catalogue *catalogue;
  const GPtrArray *documents;
  const char *language;
  gboolean has_topics; /* some document has */
  AlignmentData *data; /* NULL as long as it is not needed */
  SubjectWords *words[N_ALIGNMENT_LANGUAGES];
  GHashTable *partners; /* CatalogueDocument → GPtrArray of CatalogueDocument: those whose meetings belong to its own */
  GHashTable *done;     /* a set of "KEY KEY": pairs of documents that were aligned */
  GHashTable *ties;     /* "KEY ID", of a document and its finding → GPtrArray of Tie */
};

static void tie_free(gpointer data) {
  Tie *tie = data;
  g_free(tie->id);
  g_free(tie->number);
  g_free(tie->evidence);
  g_free(tie);
}

Alignments *alignments_new(Catalogue *catalogue, const GPtrArray *documents, const char *language) {
  Alignments *alignments = g_new0(Alignments, 1);
  alignments->catalogue = catalogue;
  alignments->documents = documents;
  alignments->language = language;
  alignments->partners = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
  alignments->done = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  alignments->ties = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
  for (guint i = 0; i < documents->len; i++)
    alignments->has_topics |= ((const CatalogueDocument *)g_ptr_array_index(documents, i))->panel_topics > 0;
  return alignments;
}

void alignments_free(Alignments *alignments) {
  if (alignments == NULL) return;
  alignment_data_free(alignments->data);
  for (guint i = 0; i < N_ALIGNMENT_LANGUAGES; i++) subject_words_free(alignments->words[i]);
  g_hash_table_unref(alignments->partners);
  g_hash_table_unref(alignments->done);
  g_hash_table_unref(alignments->ties);
  g_free(alignments);
}

/* ---- meetings that belong together ---- */

static gint64 day_of(const char *date) {
  return date_valid(date) ? date_time(date) / (24 * 60 * 60) : -1;
}

static Meeting read_meeting(const AlignmentData *data, const CatalogueDocument *document) {
  const char *name = document->body != NULL ? document->body : document->title;
  const char *first = date_valid(document->start) ? document->start : document->end;
  const char *last = date_valid(document->end) ? document->end : document->start;
  return (Meeting){
      .document = document,
      .series = alignment_series(data, document->symbol, name),
      .follows = alignment_follows(data, name),
      .first = day_of(first),
      .last = day_of(last),
  };
}

/* Was the dialogue AFTER held right after, or during, the meeting BEFORE of the same working group? */
static gboolean belong_together(const Meeting *before, const Meeting *after) {
  return !before->follows && after->follows && before->series != NULL && before->series == after->series && before->first >= 0 &&
         after->first >= before->first && after->first <= before->last + ALIGNMENT_DAYS;
}

static void link_partner(Alignments *alignments, const CatalogueDocument *document, const CatalogueDocument *partner) {
  GPtrArray *partners = g_hash_table_lookup(alignments->partners, document);
  if (partners == NULL) {
    partners = g_ptr_array_new();
    g_hash_table_insert(alignments->partners, (gpointer)document, partners);
  }
  g_ptr_array_add(partners, (gpointer)partner);
}

static gboolean same_language(const CatalogueDocument *a, const CatalogueDocument *b) {
  return g_strcmp0(a->language, b->language) == 0;
}

/* Does another version of DOCUMENT's work speak in the language of OTHER? */
static gboolean speaks_as(const Alignments *alignments, const CatalogueDocument *document, const CatalogueDocument *other) {
  for (guint i = 0; i < document->other_versions->len; i++) {
    const CatalogueDocument *version = g_ptr_array_index(document->other_versions, i);
    if (same_language(version, other) && catalogue_speaks(version, alignments->language)) return TRUE;
  }
  return FALSE;
}

/* Where works speak in several languages, each version is aligned with that in its own, if there is one. */
static gboolean are_partners(const Alignments *alignments, const Meeting *before, const Meeting *after) {
  const CatalogueDocument *a = before->document, *b = after->document;
  return belong_together(before, after) &&
         (same_language(a, b) || (!speaks_as(alignments, a, b) && !speaks_as(alignments, b, a)));
}

static void find_partners(Alignments *alignments) {
  g_autoptr(GArray) meetings = g_array_new(FALSE, FALSE, sizeof(Meeting));
  for (guint i = 0; i < alignments->documents->len; i++) {
    const CatalogueDocument *document = g_ptr_array_index(alignments->documents, i);
    if (document->recommendations + document->panel_topics == 0 || !catalogue_speaks(document, alignments->language)) continue;
    Meeting meeting = read_meeting(alignments->data, document);
    if (meeting.series != NULL && meeting.first >= 0) g_array_append_val(meetings, meeting);
  }
  for (guint i = 0; i < meetings->len; i++) {
    const Meeting *after = &g_array_index(meetings, Meeting, i);
    for (guint j = 0; after->follows && j < meetings->len; j++) {
      const Meeting *before = &g_array_index(meetings, Meeting, j);
      if (!are_partners(alignments, before, after)) continue;
      link_partner(alignments, before->document, after->document);
      link_partner(alignments, after->document, before->document);
    }
  }
}

/* The wording is read when the first topic is met: a catalogue without any costs nothing. */
static gboolean is_ready(Alignments *alignments, GError **error) {
  if (alignments->data != NULL) return TRUE;
  alignments->data = alignment_data_load(error);
  if (alignments->data == NULL) return FALSE;
  find_partners(alignments);
  return TRUE;
}

/* ---- ties ---- */

/* The place, among those that are shown, of the finding that stands for FINDING, which is at POSITION: itself, or that of the
 * same number in the version that is shown. FALSE where that has none. */
static gboolean find_shown(const PassReport *report, const Finding *finding, guint *position) {
  if (report->shown == report->findings) return TRUE;
  for (*position = 0; *position < report->shown->findings->len; ++*position) {
    const Finding *shown = g_ptr_array_index(report->shown->findings, *position);
    if (shown->kind == finding->kind && g_strcmp0(shown->number, finding->number) == 0) return TRUE;
  }
  return FALSE;
}

/* Two documents may have the same IDs: a file of the same symbol with quite another text. You free it. */
static char *name_finding(const CatalogueDocument *document, const char *id) {
  return g_strdup_printf("%" G_GINT64_FORMAT " %s", document->key, id);
}

/* The finding at POSITION of REPORT. */
static const Finding *shown_at(const PassReport *report, guint position) {
  return g_ptr_array_index(report->shown->findings, position);
}

/* Ties the finding at PLACE of OF to the one at POSITION of REPORT. */
static void add_tie(Alignments *alignments, const PassReport *of, guint place, const PassReport *report, guint position,
                    const char *evidence, double score) {
  const Finding *other = shown_at(report, position);
  g_autofree char *name = name_finding(of->document, shown_at(of, place)->id);
  GPtrArray *ties = g_hash_table_lookup(alignments->ties, name);
  if (ties == NULL) {
    ties = g_ptr_array_new_with_free_func(tie_free);
    g_hash_table_insert(alignments->ties, g_steal_pointer(&name), ties);
  }
  Tie *tie = g_new0(Tie, 1);
  tie->id = g_strdup(other->id);
  tie->document = report->document;
  tie->number = g_strdup(other->number);
  tie->position = position;
  tie->evidence = g_strdup(evidence);
  tie->score = score;
  g_ptr_array_add(ties, tie);
}

static void add_ties(Alignments *alignments, const Pass *pass, const PassRecommendation *recommendation, const GArray *found) {
  guint one = recommendation->position;
  if (!find_shown(pass->recommendations_of, recommendation->finding, &one)) return;
  for (guint i = 0; i < found->len; i++) {
    const Evidence *evidence = &g_array_index(found, Evidence, i);
    const PassTopic *topic = g_ptr_array_index(pass->topics, evidence->topic);
    guint other = topic->position;
    if (!find_shown(pass->topics_of, topic->finding, &other)) continue;
    g_autofree char *text = evidence_tell(pass, recommendation, evidence);
    add_tie(alignments, pass->recommendations_of, one, pass->topics_of, other, text, evidence->score);
    add_tie(alignments, pass->topics_of, other, pass->recommendations_of, one, text, evidence->score);
  }
}

static void align(Alignments *alignments, const PassReport *topics_of, const PassReport *recommendations_of) {
  g_autoptr(Pass) pass = pass_new(topics_of, recommendations_of);
  g_autoptr(GArray) found = g_array_new(FALSE, TRUE, sizeof(Evidence));
  for (guint i = 0; i < pass->recommendations->len; i++) {
    const PassRecommendation *recommendation = g_ptr_array_index(pass->recommendations, i);
    pass_weigh(pass, recommendation, found);
    add_ties(alignments, pass, recommendation, found);
  }
}

static gint compare_ties(gconstpointer a, gconstpointer b) {
  const Tie *x = *(const Tie *const *)a, *y = *(const Tie *const *)b;
  if (x->score != y->score) return x->score > y->score ? -1 : 1;
  return natural_compare(x->id, y->id);
}

static GPtrArray *find_ties(const Alignments *alignments, const CatalogueDocument *document, const char *id) {
  g_autofree char *name = name_finding(document, id);
  return g_hash_table_lookup(alignments->ties, name);
}

static void sort_ties(Alignments *alignments, const CatalogueDocument *document, const Findings *findings) {
  for (guint i = 0; i < findings->findings->len; i++) {
    const Finding *finding = g_ptr_array_index(findings->findings, i);
    GPtrArray *ties = finding->kind != FINDING_FACT ? find_ties(alignments, document, finding->id) : NULL;
    if (ties != NULL) g_ptr_array_sort(ties, compare_ties);
  }
}

/* ---- reports that take part ---- */

static void set_language(Alignments *alignments, PassReport *report, const char *language) {
  int index = alignment_language(language);
  if (index < 0) return;
  report->wording = &alignments->data->wordings[index];
  SubjectWords **words = &alignments->words[index];
  if (*words == NULL) *words = subject_words_new(report->wording, language);
  report->words = *words;
}

static PassReport report_of(Alignments *alignments, const CatalogueDocument *document, const Findings *findings) {
  PassReport report = {.document = document, .findings = findings, .shown = findings};
  set_language(alignments, &report, document->language);
  return report;
}

/* Versions of two works in one language. */
typedef struct {
  const CatalogueDocument *a, *b;
} Versions;

static const CatalogueDocument *version_in(const CatalogueDocument *document, const char *language) {
  if (g_strcmp0(document->language, language) == 0) return document;
  for (guint i = 0; i < document->other_versions->len; i++) {
    const CatalogueDocument *version = g_ptr_array_index(document->other_versions, i);
    if (g_strcmp0(version->language, language) == 0 && version->version_kind != VERSION_CORRIGENDUM &&
        version->recommendations + version->panel_topics > 0)
      return version;
  }
  return NULL;
}

/* The versions of A and B to be compared: in the language of either, else in any that both have; else A and B themselves. */
static Versions common_versions(const CatalogueDocument *a, const CatalogueDocument *b) {
  const char *const own[] = {a->language, b->language};
  Versions versions = {.a = a, .b = b};
  for (guint i = 0; i < G_N_ELEMENTS(own) + N_ALIGNMENT_LANGUAGES; i++) {
    const char *language = i < G_N_ELEMENTS(own) ? own[i] : alignment_languages[i - G_N_ELEMENTS(own)];
    Versions in = {.a = version_in(a, language), .b = version_in(b, language)};
    if (language != NULL && in.a != NULL && in.b != NULL) return in;
  }
  return versions;
}

/* The findings of DOCUMENT: FINDINGS where it is the one that is at hand. */
static const Findings *findings_of(Alignments *alignments, const CatalogueDocument *document, const CatalogueDocument *at_hand,
                                   const Findings *findings, GPtrArray *loaded, GError **error) {
  if (document == at_hand) return findings;
  Findings *others = catalogue_findings(alignments->catalogue, document, error);
  if (others != NULL) g_ptr_array_add(loaded, others);
  return others;
}

static gboolean align_partners(Alignments *alignments, const CatalogueDocument *document, const Findings *findings,
                               const CatalogueDocument *partner, GError **error) {
  g_autoptr(GPtrArray) loaded = g_ptr_array_new_with_free_func((GDestroyNotify)findings_free);
  const Versions versions = common_versions(document, partner);
  const Findings *others = findings_of(alignments, partner, document, findings, loaded, error);
  if (others == NULL) return FALSE;
  PassReport a = report_of(alignments, document, findings), b = report_of(alignments, partner, others);
  a.findings = findings_of(alignments, versions.a, document, findings, loaded, error);
  b.findings = a.findings != NULL ? findings_of(alignments, versions.b, partner, others, loaded, error) : NULL;
  if (b.findings == NULL) return FALSE;
  set_language(alignments, &a, versions.a->language);
  set_language(alignments, &b, versions.b->language);
  align(alignments, &a, &b);
  align(alignments, &b, &a);
  return TRUE;
}

/* TRUE the first time that it is asked for A and B, in whichever order. */
static gboolean is_first_time(Alignments *alignments, const CatalogueDocument *a, const CatalogueDocument *b) {
  return g_hash_table_add(alignments->done,
                          g_strdup_printf("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, MIN(a->key, b->key), MAX(a->key, b->key)));
}

gboolean alignments_prepare(Alignments *alignments, const CatalogueDocument *document, const Findings *findings, GError **error) {
  if (document->recommendations + document->panel_topics == 0 || !alignments->has_topics) return TRUE;
  if (!catalogue_speaks(document, alignments->language)) return TRUE;
  if (!is_ready(alignments, error)) return FALSE;
  const GPtrArray *partners = g_hash_table_lookup(alignments->partners, document);
  if (document->recommendations > 0 && document->panel_topics > 0 && is_first_time(alignments, document, document)) {
    const PassReport report = report_of(alignments, document, findings);
    align(alignments, &report, &report);
  }
  for (guint i = 0; partners != NULL && i < partners->len; i++) {
    const CatalogueDocument *partner = g_ptr_array_index(partners, i);
    if (is_first_time(alignments, document, partner) && !align_partners(alignments, document, findings, partner, error))
      return FALSE;
  }
  sort_ties(alignments, document, findings);
  return TRUE;
}

const GPtrArray *alignments_find(const Alignments *alignments, const CatalogueDocument *document, const char *id) {
  return find_ties(alignments, document, id);
}
