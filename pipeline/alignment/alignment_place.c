/* alignment_place.c - where the report itself places its recommendations: agenda items and headings; see alignment_private.h. */
#include "pipeline/alignment/alignment_private.h"

/* See alignment_weigh.c. */
static const double ITEM_ALONE = 0.7;  /* the report places it under this item and no other */
static const double ITEM_SHARED = 0.4; /* under several, or under the item that the topic is but a part of */
static const double ITEM_FROM_TWIN =
    0.2; /* the same, where the item is of another topic with that title: its siblings are not here */
static const double HEADING_LEAST = 0.5; /* so much of a heading is the topic's name at least */
static const double HEADING_MOST = 0.8;  /* what a heading weighs that is the name */

gboolean evidence_places(const Evidence *evidence) {
  return evidence->heading > 0 || evidence->item >= ITEM_ALONE;
}

/* ---- agenda items ---- */

/* What the ITEMS that are named together say of TOPIC. */
static Evidence weigh_items(const PassTopic *topic, guint index, const GPtrArray *items) {
  Evidence evidence = {.topic = index};
  for (guint i = 0; i < items->len; i++)
    for (guint j = 0; j < topic->items->len; j++) {
      ItemRelation relation = item_relation(items->pdata[i], topic->items->pdata[j]);
      double shared = topic->title != NULL ? ITEM_FROM_TWIN : ITEM_SHARED;
      double weight = relation == ITEM_OTHER ? 0 : relation == ITEM_SAME && items->len == 1 ? ITEM_ALONE : shared;
      if (weight <= evidence.item) continue;
      evidence.item = weight;
      evidence.item_name = items->pdata[i];
    }
  return evidence;
}

static void find_items(const Pass *pass, PassContext *context, const char *text) {
  const AlignmentWording *wording = pass->recommendations_of->wording;
  if (wording != NULL) items_find(wording, text, context->named);
  for (guint i = 0; context->named->len > 0 && i < pass->topics->len; i++) {
    Evidence evidence = weigh_items(g_ptr_array_index(pass->topics, i), i, context->named);
    if (evidence.item > 0) g_array_append_val(context->items, evidence);
  }
}

/* ---- headings ---- */

/* How much HEADING is the topic's name, by whichever name it has. */
static double topic_alike(const Pass *pass, const PassTopic *topic, const GArray *heading) {
  const double alike[] = {
      names_alike(pass, topic->name, heading), names_alike(pass, topic->heading, heading),
      names_alike(pass, topic->twin, heading), parts_alike(pass, topic->name, heading),
      parts_alike(pass, topic->twin, heading),
  };
  double most = 0;
  for (guint i = 0; i < G_N_ELEMENTS(alike); i++) most = MAX(most, alike[i]);
  return most;
}

static void find_headings(const Pass *pass, PassContext *context, const char *text) {
  g_autoptr(GArray) name = pass_name(pass, pass->recommendations_of->words, heading_words(text));
  for (guint i = 0; i < pass->topics->len; i++) {
    const PassTopic *topic = g_ptr_array_index(pass->topics, i);
    double alike = topic_alike(pass, topic, name);
    gboolean is_title = names_alike(pass, topic->name, name) > ALIKE_WHOLLY;
    Evidence evidence = {.topic = i, .heading = HEADING_MOST * alike, .heading_text = context->text, .same_title = is_title};
    if (alike >= HEADING_LEAST) g_array_append_val(context->headings, evidence);
  }
}

/* ---- both ---- */

void pass_context_free(gpointer data) {
  PassContext *context = data;
  g_free(context->text);
  g_ptr_array_unref(context->named);
  g_array_unref(context->items);
  g_clear_pointer(&context->headings, g_array_unref);
  g_free(context);
}

const PassContext *pass_context(Pass *pass, const char *text, gboolean heading) {
  PassContext *context = g_hash_table_lookup(pass->contexts, text);
  if (context == NULL) {
    context = g_new0(PassContext, 1);
    context->text = g_strdup(text);
    context->named = g_ptr_array_new_with_free_func(g_free);
    context->items = g_array_new(FALSE, FALSE, sizeof(Evidence));
    find_items(pass, context, text);
    g_hash_table_insert(pass->contexts, context->text, context);
  }
  if (heading && context->headings == NULL) {
    context->headings = g_array_new(FALSE, FALSE, sizeof(Evidence));
    if (pass->comparable) find_headings(pass, context, text);
  }
  return context;
}
