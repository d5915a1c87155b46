/* attribute_action.c - what a recommendation asks for, and how strongly; see attribute_reading.h.
 *
 * Three shapes occur. A text may hold a form of asking ("States parties should ..."). It may be a bidding ("Ratify ...", "to
 * ratify ...") below a lead-in that holds the form ("The Committee urges the State party:"). Or it is a bidding and nothing more,
 * as in the Universal Periodic Review. */
#include "rules/attribute_reading.h"

#include <string.h>

enum {
  WORDS_IN_SUBJECT = 3, /* "Review mechanisms should": a verb so close in front of a form is none */
  FARTHEST_VERB = 240,  /* bytes from a form, or from the begin, to the verb that it asks for */
};

/* The verb that tells what is asked for. */
typedef struct {
  const VerbCategory *category; /* NULL for a verb that only its form shows */
  gsize from, to;
} Verb;

gsize sentence_start(const char *text, gsize at) {
  static const char *const ends[] = {". ", ".\n", "。", "؟ "};
  gsize start = 0;
  for (guint i = 0; i < G_N_ELEMENTS(ends); i++) {
    const char *found = g_strrstr_len(text, (gssize)at, ends[i]);
    if (found) start = MAX(start, (gsize)(found - text) + strlen(ends[i]));
  }
  return start;
}

/* The first form of asking in READING behind byte FROM. */
static gboolean find_asking(const Reading *reading, gsize from, Asking *asking) {
  if (!reading->lexicon->forms || !terms_occur(reading->lexicon->form_words, reading->words)) return FALSE;
  g_autoptr(PatternMatch) match = engine_search(reading->lexicon->forms, reading->text + from);
  if (!engine_next(reading->engine, match, "attributes/actions")) return FALSE;
  asking->form = reading->grammar->forms->pdata[combined_rule(match, reading->grammar->forms->len)];
  pattern_match_range(match, &asking->from, &asking->to);
  asking->from += from;
  asking->to += from;
  return TRUE;
}

/* --- verbs */

static gboolean has_infinitive(const Reading *reading, guint word, Verb *verb) {
  gsize from = term_text_from(reading->words, word), to = term_text_to(reading->words, word);
  if (!reading->grammar->infinitive) return FALSE;
  g_autofree char *text = g_strndup(reading->text + from, to - from);
  if (!engine_matches(reading->engine, reading->grammar->infinitive, text, "attributes/infinitive")) return FALSE;
  *verb = (Verb){.from = from, .to = to};
  return TRUE;
}

/* Does a verb stand at WORD, adverbs in front left aside? */
static gboolean verb_at(const Reading *reading, guint word, Verb *verb) {
  TermMatch match;
  while (word < term_text_count(reading->words) && terms_longest(reading->lexicon->adverbs, reading->words, word, &match))
    word = match.end;
  if (word >= term_text_count(reading->words)) return FALSE;
  if (!terms_longest(reading->lexicon->verbs, reading->words, word, &match)) return has_infinitive(reading, word, verb);
  *verb = (Verb){.category = reading->attributes->verbs->pdata[match.meaning], .from = match.from, .to = match.to};
  return TRUE;
}

static gboolean comma_before(const Reading *reading, guint word) {
  gsize from = term_text_to(reading->words, word - 1), to = term_text_from(reading->words, word);
  const char *between = reading->text + from;
  gssize length = (gssize)(to - from);
  return g_strstr_len(between, length, ",") || g_strstr_len(between, length, "，") || g_strstr_len(between, length, "،");
}

/* The verb at WORD, or behind the comma that ends what stands in between ("should, as appropriate, adopt"). */
static gboolean find_verb(const Reading *reading, guint word, Verb *verb) {
  if (word >= term_text_count(reading->words)) return FALSE;
  if (verb_at(reading, word, verb)) return TRUE;
  gsize from = term_text_from(reading->words, word);
  for (word++; word < term_text_count(reading->words) && term_text_from(reading->words, word) < from + FARTHEST_VERB; word++)
    if (comma_before(reading, word) && verb_at(reading, word, verb)) return TRUE;
  return FALSE;
}

/* The verb behind those whom a form asks: "urges the State party to adopt". */
static gboolean find_verb_of_object(const Reading *reading, guint word, Verb *verb) {
  TermMatch match;
  gsize from = word < term_text_count(reading->words) ? term_text_from(reading->words, word) : 0;
  if (word < term_text_count(reading->words) && verb_at(reading, word, verb)) return TRUE;
  guint behind = addressee_end(reading, word);
  if (behind > word && verb_at(reading, behind, verb)) return TRUE;
  for (; word + 1 < term_text_count(reading->words) && term_text_from(reading->words, word) < from + FARTHEST_VERB; word++) {
    if (terms_longest(reading->lexicon->relatives, reading->words, word, &match) && verb_at(reading, word + 1, verb)) return TRUE;
  }
  return FALSE;
}

/* The verb that ASKING asks for. */
static gboolean find_verb_of(const Reading *reading, const Asking *asking, Verb *verb) {
  guint word = term_text_word_at(reading->words, asking->to);
  if (asking->form->addressee == ADDRESSEE_OBJECT) return find_verb_of_object(reading, word, verb);
  return find_verb(reading, word, verb);
}

/* Is READING a bidding: does it begin with a verb, or with an introduction and a verb? */
static gboolean is_bidding(const Reading *reading, const Asking *asking, Verb *verb) {
  TermMatch match;
  if (term_text_count(reading->words) == 0) return FALSE;
  gboolean introduced = terms_longest(reading->lexicon->introductions, reading->words, 0, &match);
  if (!(introduced ? find_verb(reading, 0, verb) : verb_at(reading, 0, verb))) return FALSE;
  if (!asking) return TRUE;
  guint behind = term_text_word_at(reading->words, verb->to), form = term_text_word_at(reading->words, asking->from);
  return verb->to <= asking->from && form > behind + WORDS_IN_SUBJECT;
}

/* --- what comes of it */

static void store_action(const char *text, gsize from, gsize to, const char *group, const char *id, Finding *finding) {
  g_auto(Values) values;
  values_init(&values);
  g_autofree char *printed = g_strndup(text + from, to - from);
  g_strdelimit(printed, "\n", ' ');
  values_add(&values, printed, group, id);
  values_store(&values, finding, "action");
}

/* BASE, one less where only thought is asked for, one more where the form says so itself. */
static void store_strength(const Reading *reading, int base, const char *id, const Asking *asking, const Verb *verb,
                           Finding *finding) {
  g_auto(Values) values;
  values_init(&values);
  if (verb && verb->category) base -= verb->category->softer;
  if (asking && reading->grammar->stronger) {
    g_autofree char *form = g_strndup(reading->text + asking->from, asking->to - asking->from);
    if (engine_matches(reading->engine, reading->grammar->stronger, form, "attributes/stronger")) base++;
  }
  g_autofree char *strength = g_strdup_printf("%d", CLAMP(base, 1, 5));
  values_add(&values, strength, "actions", id);
  values_store(&values, finding, "strength");
}

static void store_category(const Verb *verb, Finding *finding) {
  if (!verb || !verb->category) return;
  g_auto(Values) values;
  values_init(&values);
  g_autofree char *value = g_strdup_printf("%d %s", verb->category->category, verb->category->name);
  values_add(&values, value, "categories", verb->category->id);
  values_store(&values, finding, "action_category");
}

/* READING holds the form of asking; VERB, which may be NULL, tells what for. BELOW is the text that stands below a lead-in which
 * asks, where READING is that; else NULL. */
static void take_asking(const Reading *reading, const Asking *asking, const Verb *verb, const Reading *below, Finding *finding) {
  g_auto(Values) addressees;
  values_init(&addressees);
  addressees_read(reading, asking, &addressees);
  if (below && addressees.values->len == 0) addressees_below(below, &addressees);
  values_store(&addressees, finding, "addressees");
  /* "should consider" is one form; what is considered is another matter. */
  gboolean softer = !below && verb && verb->category && verb->category->softer > 0 && verb->from == asking->to + 1;
  store_action(reading->text, asking->from, softer ? verb->to : asking->to, "actions", asking->form->id, finding);
  store_strength(reading, asking->form->strength, asking->form->id, asking, verb, finding);
  store_category(verb, finding);
}

static void take_bidding(const Reading *reading, const Verb *verb, Finding *finding) {
  store_action(reading->text, verb->from, verb->to, "categories", verb->category ? verb->category->id : "infinitive", finding);
  store_strength(reading, reading->attributes->imperative_strength, "imperative", NULL, verb, finding);
  store_category(verb, finding);
}

gboolean lead_asking(const Reading *lead_in, Asking *asking) {
  return find_asking(lead_in, sentence_start(lead_in->text, strlen(lead_in->text)), asking);
}

gboolean action_read(const Reading *text, const Reading *lead_in, const Asking *lead, Finding *finding) {
  Asking own = {0};
  Verb verb = {0};
  gboolean asks = find_asking(text, 0, &own), bids = is_bidding(text, asks ? &own : NULL, &verb);
  if (asks && !bids) {
    gboolean told = find_verb_of(text, &own, &verb);
    take_asking(text, &own, told ? &verb : NULL, NULL, finding);
  } else if (lead) {
    /* Below "recommended that:" the verb stands behind those who are asked: "States parties consider ...". */
    guint behind = bids ? 0 : addressee_end(text, 0);
    gboolean told = bids || (behind > 0 && find_verb(text, behind, &verb));
    take_asking(lead_in, lead, told ? &verb : NULL, text, finding);
    return TRUE;
  } else if (bids) {
    take_bidding(text, &verb, finding);
  }
  return FALSE;
}
