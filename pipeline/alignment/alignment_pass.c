/* alignment_pass.c - the findings of two reports, or of one, read to be aligned; see alignment_private.h. */
#include "pipeline/alignment/alignment_private.h"

#include "extractors/labels.h"

#include <math.h>
#include <string.h>

/* ---- terms and what they weigh ---- */

static void count_terms(Pass *pass, const GArray *terms) {
  pass->findings++;
  for (guint i = 0; i < terms->len; i++) {
    guint term = g_array_index(terms, guint, i);
    if (term >= pass->counts->len) g_array_set_size(pass->counts, term + 1);
    g_array_index(pass->counts, guint, term)++;
  }
}

double pass_weight(const Pass *pass, guint term) {
  guint count = term < pass->counts->len ? g_array_index(pass->counts, guint, term) : 0;
  return log(1 + (double)pass->findings / MAX(count, 1));
}

GArray *pass_name(const Pass *pass, SubjectWords *words, const char *text) {
  GArray *tokens = subject_words_read(words, text);
  for (guint i = 0; i < tokens->len; i++) {
    Token *token = &g_array_index(tokens, Token, i);
    token->general |= g_hash_table_contains(pass->bodies, GUINT_TO_POINTER(token->term + 1));
  }
  return tokens;
}

static void read_body(Pass *pass, const PassReport *report) {
  if (report->document->body == NULL) return;
  g_autoptr(GArray) tokens = subject_words_read(report->words, report->document->body);
  for (guint i = 0; i < tokens->len; i++)
    g_hash_table_add(pass->bodies, GUINT_TO_POINTER(g_array_index(tokens, Token, i).term + 1));
}

const char *heading_words(const char *heading) {
  LabelForm form;
  const char *words = heading + label_parse(heading, &form);
  while (*words == ' ') words++;
  return words;
}

/* ---- topics ---- */

static void topic_free(gpointer data) {
  PassTopic *topic = data;
  g_clear_pointer(&topic->name, g_array_unref);
  g_clear_pointer(&topic->heading, g_array_unref);
  g_clear_pointer(&topic->twin, g_array_unref);
  g_ptr_array_unref(topic->items);
  g_free(topic);
}

static const char *innermost_heading(const Finding *finding) {
  return finding->section->len > 0 ? g_ptr_array_index(finding->section, finding->section->len - 1) : NULL;
}

/* A heading that several topics stand under names none of them. */
static gboolean stands_alone(const Findings *findings, const Finding *topic) {
  const char *heading = innermost_heading(topic);
  for (guint i = 0; heading != NULL && i < findings->findings->len; i++) {
    const Finding *other = g_ptr_array_index(findings->findings, i);
    if (other != topic && other->kind == FINDING_PANEL_TOPIC && g_strcmp0(innermost_heading(other), heading) == 0) return FALSE;
  }
  return heading != NULL;
}

/* An item that a report's field tells is of its own agenda; one that is named in words, at a dialogue, of the working group's. */
static void read_items(const Pass *pass, PassTopic *topic) {
  const Finding *finding = topic->finding;
  const Field *field = finding_field(finding, "agenda_item");
  const AlignmentWording *wording = pass->topics_of->wording;
  if (pass->own && field != NULL && field->values->len > 0) items_read(field->values->pdata[0], topic->items);
  if (pass->own || wording == NULL) return;
  items_find(wording, finding->text, topic->items);
  for (guint i = 0; i < finding->section->len; i++) items_find(wording, finding->section->pdata[i], topic->items);
}

static void read_topic(Pass *pass, const Finding *finding, guint position) {
  PassTopic *topic = g_new0(PassTopic, 1);
  topic->finding = finding;
  topic->position = position;
  topic->list = finding->rule != NULL ? finding->rule : "";
  topic->items = g_ptr_array_new_with_free_func(g_free);
  g_ptr_array_add(pass->topics, topic);
  read_items(pass, topic);
  if (!pass->comparable) return;
  SubjectWords *words = pass->topics_of->words;
  topic->name = pass_name(pass, words, finding->text);
  if (stands_alone(pass->topics_of->findings, finding))
    topic->heading = pass_name(pass, words, heading_words(innermost_heading(finding)));
  g_autoptr(GArray) terms = tokens_terms(topic->name);
  count_terms(pass, terms);
}

/* The topics that have a term, so that a recommendation is compared with no others. */
static void index_topic(Pass *pass, guint index) {
  PassTopic *topic = g_ptr_array_index(pass->topics, index);
  for (guint i = 0; topic->name != NULL && i < topic->name->len; i++) {
    const Token *token = &g_array_index(topic->name, Token, i);
    if (token->term >= pass->with_term->len) g_ptr_array_set_size(pass->with_term, (gint)token->term + 1);
    GArray **topics = (GArray **)&pass->with_term->pdata[token->term];
    if (*topics == NULL) *topics = g_array_new(FALSE, FALSE, sizeof(guint));
    if (token->general || ((*topics)->len > 0 && g_array_index(*topics, guint, (*topics)->len - 1) == index)) continue;
    g_array_append_val(*topics, index);
    topic->weight += pass_weight(pass, token->term);
  }
}

static void take_twin(PassTopic *topic, const Finding *twin, const Field *items, GArray *name) {
  g_clear_pointer(&topic->twin, g_array_unref);
  topic->twin = name;
  if (topic->title == NULL && topic->items->len > 0) return; /* those that it names itself */
  g_ptr_array_set_size(topic->items, 0);
  topic->title = twin->text;
  if (items != NULL && items->values->len > 0) items_read(items->values->pdata[0], topic->items);
}

/* A dialogue takes up topics of the working group: what has the title of one has its agenda items, and its headings. */
static void find_twin(Pass *pass, PassTopic *topic) {
  const Findings *others = pass->recommendations_of->findings;
  double most = SAME_NAME;
  for (guint i = 0; i < others->findings->len; i++) {
    const Finding *other = g_ptr_array_index(others->findings, i);
    if (other->kind != FINDING_PANEL_TOPIC) continue;
    g_autoptr(GArray) name = pass_name(pass, pass->recommendations_of->words, other->text);
    double alike = names_alike(pass, topic->name, name);
    if (alike < most) continue;
    most = alike;
    take_twin(topic, other, finding_field(other, "agenda_item"), g_steal_pointer(&name));
  }
}

/* ---- recommendations ---- */

static void recommendation_free(gpointer data) {
  PassRecommendation *recommendation = data;
  g_clear_pointer(&recommendation->terms, g_array_unref);
  g_clear_pointer(&recommendation->pairs, g_array_unref);
  g_free(recommendation);
}

static void read_recommendation(Pass *pass, const Finding *finding, guint position) {
  PassRecommendation *recommendation = g_new0(PassRecommendation, 1);
  recommendation->finding = finding;
  recommendation->position = position;
  g_ptr_array_add(pass->recommendations, recommendation);
  if (!pass->comparable) return;
  g_autoptr(GArray) tokens = subject_words_read(pass->recommendations_of->words, finding->text);
  recommendation->terms = tokens_terms(tokens);
  recommendation->pairs = tokens_pairs(tokens);
  count_terms(pass, recommendation->terms);
}

/* ---- both ---- */

static void array_clear(gpointer array) {
  if (array != NULL) g_array_unref(array);
}

static void read_findings(Pass *pass, const PassReport *report, FindingKind kind, void (*read)(Pass *, const Finding *, guint)) {
  for (guint i = 0; i < report->findings->findings->len; i++) {
    const Finding *finding = g_ptr_array_index(report->findings->findings, i);
    if (finding->kind == kind) read(pass, finding, i);
  }
}

Pass *pass_new(const PassReport *topics_of, const PassReport *recommendations_of) {
  Pass *pass = g_new0(Pass, 1);
  pass->topics_of = topics_of;
  pass->recommendations_of = recommendations_of;
  pass->own = topics_of == recommendations_of;
  pass->comparable = topics_of->words != NULL && topics_of->words == recommendations_of->words;
  pass->topics = g_ptr_array_new_with_free_func(topic_free);
  pass->recommendations = g_ptr_array_new_with_free_func(recommendation_free);
  pass->contexts = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, pass_context_free);
  pass->counts = g_array_new(FALSE, TRUE, sizeof(guint));
  pass->bodies = g_hash_table_new(g_direct_hash, g_direct_equal);
  pass->with_term = g_ptr_array_new_with_free_func(array_clear);
  if (pass->comparable) read_body(pass, topics_of);
  if (pass->comparable && !pass->own) read_body(pass, recommendations_of);
  read_findings(pass, topics_of, FINDING_PANEL_TOPIC, read_topic);
  if (pass->topics->len == 0) return pass;
  pass->places = g_new0(guint, pass->topics->len);
  read_findings(pass, recommendations_of, FINDING_RECOMMENDATION, read_recommendation);
  for (guint i = 0; i < pass->topics->len; i++) {
    index_topic(pass, i);
    if (!pass->own && pass->comparable) find_twin(pass, g_ptr_array_index(pass->topics, i));
  }
  return pass;
}

void pass_free(Pass *pass) {
  if (pass == NULL) return;
  g_ptr_array_unref(pass->topics);
  g_ptr_array_unref(pass->recommendations);
  g_hash_table_unref(pass->contexts);
  g_array_unref(pass->counts);
  g_hash_table_unref(pass->bodies);
  g_ptr_array_unref(pass->with_term);
  g_free(pass->places);
  g_free(pass);
}
