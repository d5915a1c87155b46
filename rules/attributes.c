/* attributes.c - the attributes of each recommendation; see attributes.h. They come behind what a pack reads itself: a field that
 * the pack has set stands. */
#include "rules/attributes.h"

#include "rules/attribute_reading.h"

#include <string.h>

enum { LONGEST_NAME = 64 }; /* words of an instrument's or a body's name: none of the data files is half as long */

/* --- values */

void values_init(Values *values) {
  values->values = g_ptr_array_new_with_free_func(g_free);
  values->rules = g_string_new(NULL);
}

void values_clear(Values *values) {
  g_ptr_array_unref(values->values);
  g_string_free(values->rules, TRUE);
}

void values_add(Values *values, const char *value, const char *group, const char *id) {
  if (g_ptr_array_find_with_equal_func(values->values, value, g_str_equal, NULL)) return;
  g_ptr_array_add(values->values, g_strdup(value));
  g_string_append_printf(values->rules, "%sattributes/%s/%s", values->rules->len > 0 ? "; " : "", group, id);
}

void values_store(const Values *values, Finding *finding, const char *name) {
  if (finding_field(finding, name)) return;
  for (guint i = 0; i < values->values->len; i++) finding_add(finding, name, values->values->pdata[i], values->rules->str);
}

/* --- themes */

static gint compare_matches(gconstpointer a, gconstpointer b) {
  const TermMatch *one = a, *other = b;
  if (one->from != other->from) return one->from < other->from ? -1 : 1;
  return one->to == other->to ? 0 : one->to > other->to ? -1 : 1; /* the longer first */
}

/* Every theme's term and every name in READING (TermMatch), you free it. */
static GArray *find_names(const Reading *reading) {
  GArray *matches = g_array_new(FALSE, FALSE, sizeof(TermMatch));
  for (guint i = 0; i < term_text_count(reading->words); i++) terms_find(reading->lexicon->themes, reading->words, i, matches);
  return matches;
}

static gboolean holds(const TermMatch *outer, const TermMatch *inner) {
  return outer->first <= inner->first && outer->end >= inner->end && outer->end - outer->first > inner->end - inner->first;
}

/* Does match INDEX lie within the name of an instrument or a body, whose words tell nothing of their own? Matches stand in the
 * order of their first words: the name begins no farther in front than the longest name is, and no farther behind than there. */
static gboolean is_in_name(const GArray *matches, guint index) {
  const TermMatch *match = &g_array_index(matches, TermMatch, index);
  guint from = index;
  while (from > 0 && g_array_index(matches, TermMatch, from - 1).first + LONGEST_NAME > match->first) from--;
  for (guint i = from; i < matches->len; i++) {
    const TermMatch *other = &g_array_index(matches, TermMatch, i);
    if (other->first > match->first) break;
    if (other->meaning >= INSTRUMENT && holds(other, match)) return TRUE;
  }
  return FALSE;
}

static const AttributeValue *theme_of_id(const Attributes *attributes, const char *id) {
  for (guint i = 0; i < attributes->themes->len; i++)
    if (g_str_equal(((const AttributeValue *)attributes->themes->pdata[i])->id, id)) return attributes->themes->pdata[i];
  return NULL;
}

static void add_theme(const AttributeValue *theme, Values *values) {
  if (theme) values_add(values, theme->name, "themes", theme->id);
}

static void add_themes_of(const Attributes *attributes, const AttributeValue *name, Values *values) {
  for (guint i = 0; i < name->themes->len; i++) add_theme(theme_of_id(attributes, name->themes->pdata[i]), values);
}

static void add_themes(const Attributes *attributes, const GArray *matches, Values *values) {
  for (guint i = 0; i < matches->len; i++) {
    const TermMatch *match = &g_array_index(matches, TermMatch, i);
    if (is_in_name(matches, i)) continue;
    if (match->meaning >= NAME)
      add_themes_of(attributes, attributes->names->pdata[match->meaning - NAME], values);
    else if (match->meaning >= INSTRUMENT)
      add_themes_of(attributes, attributes->instruments->pdata[match->meaning - INSTRUMENT], values);
    else
      add_theme(attributes->themes->pdata[match->meaning], values);
  }
}

/* In the order of the text; a lead-in's themes are those of its items where it is the lead-in that asks. */
static void read_themes(const Reading *text, const GArray *names, const Reading *lead_in, Finding *finding) {
  g_auto(Values) values;
  values_init(&values);
  add_themes(text->attributes, names, &values);
  if (lead_in) {
    g_autoptr(GArray) lead_names = find_names(lead_in);
    add_themes(text->attributes, lead_names, &values);
  }
  values_store(&values, finding, "themes");
}

/* --- legal references */

/* A reference and where it stands. */
typedef struct {
  TermMatch place;
  char *value;
  const char *group, *id;
} Reference;

static void reference_clear(gpointer data) {
  g_free(((Reference *)data)->value);
}

static void find_instruments(const Reading *reading, const GArray *names, GArray *references) {
  for (guint i = 0; i < names->len; i++) {
    const TermMatch *match = &g_array_index(names, TermMatch, i);
    if (match->meaning < INSTRUMENT || match->meaning >= NAME || is_in_name(names, i)) continue;
    const AttributeValue *value = reading->attributes->instruments->pdata[match->meaning - INSTRUMENT];
    Reference reference = {.place = *match, .value = g_strdup(value->name), .group = "references", .id = value->id};
    g_array_append_val(references, reference);
  }
}

/* Where a citation that ends within an instrument's name should end: names hold commas, which else end it. */
static gsize whole_end(const GArray *references, gsize from, gsize to) {
  gsize end = to;
  for (guint i = 0; i < references->len; i++) {
    const TermMatch *place = &g_array_index(references, Reference, i).place;
    if (place->from > from && place->from < to) end = MAX(end, place->to);
  }
  return end;
}

static void find_citations(const Reading *reading, GArray *references) {
  if (!reading->lexicon->citations || !terms_occur(reading->lexicon->citation_words, reading->words)) return;
  g_autoptr(PatternMatch) match = engine_search(reading->lexicon->citations, reading->text);
  while (engine_next(reading->engine, match, "attributes/citations")) {
    const CitationRule *rule = reading->grammar->citations->pdata[combined_rule(match, reading->grammar->citations->len)];
    Reference reference = {.group = "citations", .id = rule->id};
    TermMatch *place = &reference.place;
    pattern_match_range(match, &place->from, &place->to);
    place->to = whole_end(references, place->from, place->to);
    reference.value = g_strndup(reading->text + place->from, place->to - place->from);
    g_strdelimit(reference.value, "\n", ' ');
    g_array_append_val(references, reference);
  }
}

static void read_references(const Reading *reading, const GArray *names, Finding *finding) {
  g_autoptr(GArray) references = g_array_new(FALSE, FALSE, sizeof(Reference));
  g_auto(Values) values;
  values_init(&values);
  g_array_set_clear_func(references, reference_clear);
  find_instruments(reading, names, references);
  find_citations(reading, references);
  g_array_sort(references, compare_matches); /* by its first member */
  for (guint i = 0; i < references->len; i++) {
    const Reference *reference = &g_array_index(references, Reference, i);
    values_add(&values, reference->value, reference->group, reference->id);
  }
  values_store(&values, finding, "legal_references");
}

/* --- Sustainable Development Goals */

/* "SDG 5" for each number in the match, which may be a goal's or a target's (16.2); "SDG" where it names none. */
static void add_goals(const Reading *reading, gsize from, gsize to, Values *values) {
  guint before = values->values->len;
  guint first = term_text_word_at(reading->words, from);
  for (guint i = first; i < term_text_count(reading->words) && term_text_from(reading->words, i) < to; i++) {
    gsize start = term_text_from(reading->words, i), end = term_text_to(reading->words, i);
    if (!g_ascii_isdigit(reading->text[start])) continue;
    while (end + 1 < to && reading->text[end] == '.' && g_ascii_isalnum(reading->text[end + 1])) {
      end += 2;
      while (end < to && g_ascii_isdigit(reading->text[end])) end++;
      i++;
    }
    if (g_ascii_strtoull(reading->text + start, NULL, 10) > 17) continue;
    g_autofree char *goal = g_strdup_printf("SDG %.*s", (int)(end - start), reading->text + start);
    values_add(values, goal, "sdg", "numbered");
  }
  if (values->values->len == before) values_add(values, "SDG", "sdg", "named");
}

static void read_goals(const Reading *reading, Finding *finding) {
  if (!reading->grammar->sdg || !terms_occur(reading->lexicon->goal_words, reading->words)) return;
  g_auto(Values) values;
  values_init(&values);
  g_autoptr(PatternMatch) match = engine_search(reading->grammar->sdg, reading->text);
  while (engine_next(reading->engine, match, "attributes/sdg")) {
    gsize from = 0, to = 0;
    pattern_match_range(match, &from, &to);
    add_goals(reading, from, to, &values);
  }
  values_store(&values, finding, "sdg");
}

/* --- each recommendation */

/* The lead-in that the last findings stand under: it is read once. */
typedef struct {
  Reading reading;
  Asking asking;
  gboolean asks;
} Lead;

static void read_finding(const Reading *text, const Lead *lead, Finding *finding) {
  g_autoptr(GArray) names = find_names(text);
  gboolean led = action_read(text, &lead->reading, finding->lead_in && lead->asks ? &lead->asking : NULL, finding);
  read_themes(text, names, led ? &lead->reading : NULL, finding);
  read_references(text, names, finding);
  read_goals(text, finding);
}

static void set_lead(Lead *lead, const char *text) {
  if (g_strcmp0(lead->reading.text, text) != 0) {
    lead->reading.text = text;
    term_text_set(lead->reading.words, text);
    lead->asks = lead_asking(&lead->reading, &lead->asking);
  }
  lead->reading.text = text;
}

void attributes_read(Engine *engine) {
  int language = text_language(engine->pack->language);
  if (language < 0) return;
  g_autoptr(TermText) words = term_text_new(), lead_words = term_text_new();
  Reading text = {.engine = engine,
                  .attributes = engine->attributes,
                  .grammar = &engine->attributes->grammars[language],
                  .lexicon = lexicon_get(engine->attributes, (guint)language),
                  .words = words};
  Lead lead = {.reading = text};
  lead.reading.words = lead_words;
  for (guint i = 0; i < engine->findings->findings->len; i++) {
    Finding *finding = engine->findings->findings->pdata[i];
    if (finding->kind != FINDING_RECOMMENDATION) continue;
    text.text = finding->text;
    term_text_set(words, finding->text);
    if (finding->lead_in) set_lead(&lead, finding->lead_in);
    read_finding(&text, &lead, finding);
  }
}
