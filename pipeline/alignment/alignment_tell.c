/* alignment_tell.c - evidence in words; see alignment_private.h. */
#include "pipeline/alignment/alignment_private.h"

enum {
  RUNS_TOLD = 6,     /* more than most names have */
  HEADING_TOLD = 60, /* characters: about a line and a half of the cell */
};

static void begin_part(GString *text) {
  if (text->len > 0) g_string_append(text, "; ");
}

/* The things that both name, as the topic prints them. */
static void tell_runs(GString *text, const PassTopic *topic, const PassRecommendation *recommendation) {
  g_autoptr(GArray) runs = shared_runs(topic, recommendation);
  for (guint i = 0; i < runs->len; i++) {
    const SharedRun *run = &g_array_index(runs, SharedRun, i);
    gsize from = g_array_index(topic->name, Token, run->first).start, to = g_array_index(topic->name, Token, run->end - 1).end;
    if (i == 0) begin_part(text);
    g_string_append(text, i == 0 ? "both name " : ", ");
    if (i == RUNS_TOLD) {
      g_string_append(text, "...");
      return;
    }
    g_string_append_printf(text, "\"%.*s\"", (int)(to - from), topic->finding->text + from);
  }
}

/* Headings can be sentences: their label and first words say which one it is. */
static void tell_heading(GString *text, const char *heading) {
  const char *end = heading;
  while (*end != '\0' && g_utf8_pointer_to_offset(heading, end) < HEADING_TOLD) end = g_utf8_next_char(end);
  gboolean cut = *end != '\0';
  while (cut && end > heading && *end != ' ') end--;
  if (cut && end == heading) end = g_utf8_offset_to_pointer(heading, HEADING_TOLD);
  g_string_append_printf(text, "section \"%.*s%s\"", (int)(end - heading), heading, cut ? " ..." : "");
}

/* Where nothing but the item shows it, that is told: all that was said under it is of this topic, or of another of its. */
static void tell_item(GString *text, const PassTopic *topic, const Evidence *evidence) {
  gboolean itself = g_ptr_array_find_with_equal_func(topic->items, evidence->item_name, g_str_equal, NULL);
  g_string_append_printf(text, "agenda item %s", evidence->item_name);
  if (!evidence_places(evidence)) g_string_append(text, itself ? ", among others" : " as a whole");
  if (topic->title != NULL) g_string_append(text, ", which has the same title");
  if (evidence->heading == 0 && evidence->shared == 0) g_string_append(text, ", and nothing else");
}

char *evidence_tell(const Pass *pass, const PassRecommendation *recommendation, const Evidence *evidence) {
  const PassTopic *topic = g_ptr_array_index(pass->topics, evidence->topic);
  GString *text = g_string_new(NULL);
  if (evidence->item_name != NULL) tell_item(text, topic, evidence);
  if (evidence->heading_text != NULL) {
    begin_part(text);
    if (evidence->same_title)
      g_string_append(text, "section of that title");
    else
      tell_heading(text, evidence->heading_text);
  }
  if (evidence->shared > 0) tell_runs(text, topic, recommendation);
  return g_string_free(text, FALSE);
}
