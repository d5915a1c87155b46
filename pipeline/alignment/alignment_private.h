/* alignment_private.h - what the files behind alignment.h share; nobody else includes it.
 *
 * alignment.c knows which reports are of meetings held together, alignment_pass.c aligns the findings of two of them (or of one
 * with itself), by the words of alignment_words.c, the headings of alignment_names.c and the agenda items of alignment_items.c;
 * alignment_tell.c says in words what was found. All wording is data: alignment_data.c. */
#pragma once

#include "pipeline/alignment/alignment.h"

#include "pipeline/words/search_words.h"
#include "rules/bind.h"
#include "rules/terms.h"

/* ---- alignment_data.c: rules/data/alignment.yaml ---- */

enum { N_ALIGNMENT_LANGUAGES = 6 };

/* The wording of one language. */
typedef struct {
  Expression *items;                   /* what names agenda items; its group `items` holds their numbers */
  GPtrArray *joins, *silent, *general; /* char * */
} AlignmentWording;

typedef struct {
  GPtrArray *series;  /* a list of the file's own; see alignment_series */
  GPtrArray *follows; /* char * */
  AlignmentWording wordings[N_ALIGNMENT_LANGUAGES];
  Terms *subjects; /* the meaning is an index into series */
  Terms *followers;
  TermText *words;
} AlignmentData;

/* NULL with a YAML_ERROR or a G_FILE_ERROR. */
AlignmentData *alignment_data_load(GError **error);
void alignment_data_free(AlignmentData *data);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AlignmentData, alignment_data_free)

/* The index of LANGUAGE among the wordings; -1 where there is no wording for it, or it is NULL. */
int alignment_language(const char *language);
extern const char *const alignment_languages[N_ALIGNMENT_LANGUAGES];

/* The series that SYMBOL (may be NULL) begins as, else the one whose subject NAME (may be NULL) tells; NULL for none. */
const char *alignment_series(const AlignmentData *data, const char *symbol, const char *name);

/* Is NAME (may be NULL) that of a meeting that is held right after a working group's? */
gboolean alignment_follows(const AlignmentData *data, const char *name);

/* ---- alignment_words.c: texts as the terms that tell their subject ---- */

/* A term: the stem of a word, with the number that stands behind it if any ("article 18"); in Chinese two characters. */
typedef struct {
  guint term;       /* its number; the same for all that are the same term */
  gboolean general; /* many subjects have it */
  guint part;       /* of the text: a comma or a joining word parts "tracing" from "exchange of information" */
  gsize start, end; /* bytes of the text */
} Token;

/* The words of one language, as far as texts were read. */
typedef struct SubjectWords SubjectWords;
SubjectWords *subject_words_new(const AlignmentWording *wording, const char *language);
void subject_words_free(SubjectWords *words);

/* The tokens of TEXT in its order, as a new array of Token: no silent words. */
GArray *subject_words_read(SubjectWords *words, const char *text);

/* Two terms that stand side by side, in whichever order, as one number. */
guint64 token_pair(guint a, guint b);

/* The terms of TOKENS, each once, in order: a new array of guint. Their pairs: a new array of guint64. */
GArray *tokens_terms(const GArray *tokens);
GArray *tokens_pairs(const GArray *tokens);
gboolean terms_hold(const GArray *terms, guint term);
gboolean pairs_hold(const GArray *pairs, guint64 pair);

/* ---- alignment_items.c: agenda items by their numbers ---- */

/* Adds the agenda items that TEXT (may be NULL) names to ITEMS (char *: "2", "2(a)", "a"), each once. */
void items_find(const AlignmentWording *wording, const char *text, GPtrArray *items);

/* The same for a list of numbers alone, as a topic's field has it: "2", "2 (a)". */
void items_read(const char *list, GPtrArray *items);

/* How an item that is named is related to one that was discussed. */
typedef enum {
  ITEM_OTHER,
  ITEM_SAME,   /* or a sub-item of it was named */
  ITEM_PARENT, /* the item was named that the discussed one is a sub-item of: it may have others */
} ItemRelation;
ItemRelation item_relation(const char *named, const char *discussed);

/* ---- alignment_pass.c: the findings of two reports, or of one, read to be aligned ---- */

/* A report that takes part. */
typedef struct {
  const CatalogueDocument *document;
  const Findings *findings;        /* the texts that are compared */
  const Findings *shown;           /* those whose IDs stand for them, by kind and number: the same, or another version's */
  const AlignmentWording *wording; /* NULL where its language has none */
  SubjectWords *words;             /* NULL as well */
} PassReport;

/* A topic. */
typedef struct {
  const Finding *finding;
  guint position;    /* among the report's findings */
  const char *list;  /* topics of one list are rivals: a recommendation that its report places under one came of no other */
  GArray *name;      /* Token: of its text */
  GArray *heading;   /* Token: of the heading that it alone stands under; NULL for none */
  double weight;     /* of all terms of its name that tell something */
  GPtrArray *items;  /* char *: agenda items of the report with the recommendations */
  const char *title; /* of the topic of that report that the items are of, with the same title; NULL where it has them itself */
  GArray *twin;      /* Token: of that title; NULL for none */
} PassTopic;

typedef struct {
  const Finding *finding;
  guint position;        /* as for topics */
  GArray *terms, *pairs; /* of its text; NULL where its language has no words */
} PassRecommendation;

/* What ties a recommendation to a topic. */
typedef struct {
  guint topic; /* its index */
  double item; /* what each kind of evidence weighs, 0 to 1 */
  double heading, terms;
  const char *item_name, *heading_text; /* NULL for none */
  gboolean same_title;                  /* the heading is the topic's name */
  guint shared;                         /* terms that both have */
  guint named;                          /* things that both name: see SharedRun */
  double score;                         /* of all together */
} Evidence;

/* A heading or lead-in of recommendations, which many of them share, with what it says of where they belong: Evidence, by topic.
 */
typedef struct {
  char *text;
  GPtrArray *named; /* char *: agenda items */
  GArray *items;    /* by the agenda items that it names; empty where it names none */
  GArray *headings; /* by the topics whose name it is; NULL for a lead-in */
} PassContext;

typedef struct {
  const PassReport *topics_of, *recommendations_of;
  gboolean own;               /* both are one report */
  gboolean comparable;        /* both are in one language, whose words are known */
  GPtrArray *topics;          /* PassTopic */
  GPtrArray *recommendations; /* PassRecommendation */
  GHashTable *contexts;       /* text → PassContext */
  GArray *counts;             /* guint, by term: how many findings have it */
  guint findings;             /* how many were counted */
  GHashTable *bodies;         /* a set of the terms of the bodies' names, + 1: what both meetings are about tells nothing */
  GPtrArray *with_term;       /* by term: GArray of guint, the topics whose names have it; NULL for none */
  guint *places;              /* by topic: where its evidence is in what is being found, + 1; 0 for nowhere */
} Pass;

/* Reads both; they must outlive the pass. */
Pass *pass_new(const PassReport *topics_of, const PassReport *recommendations_of);
void pass_free(Pass *pass);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Pass, pass_free)

/* What TERM tells: the more, the fewer findings have it. */
double pass_weight(const Pass *pass, guint term);

/* TEXT as a name: what the names of the bodies have, too, tells as little as a general word does. A new array of Token. */
GArray *pass_name(const Pass *pass, SubjectWords *words, const char *text);

/* HEADING without its label. */
const char *heading_words(const char *heading);

/* ---- alignment_names.c ---- */

/* How much two names are one, from 0 to 1, by the weights of their terms. 0 where they have none in common that tells anything.
 */
double names_alike(const Pass *pass, const GArray *a, const GArray *b);

/* Above it two names differ in nothing, but for how numbers are rounded. */
#define ALIKE_WHOLLY 0.999

/* The same for the part of NAME that is most like HEADING, though never as much as for all of it; 0 where it has but one part. */
double parts_alike(const Pass *pass, const GArray *name, const GArray *heading);

/* From here on a dialogue's topic is the working group's that is most like it: two words of three, say. The dialogue is known to
 * take up the working group's topics, often in other words. */
#define SAME_NAME 0.6

/* ---- alignment_place.c: where the report itself places its recommendations ---- */

/* What TEXT, a heading (or else a lead-in) of recommendations, says of it. */
const PassContext *pass_context(Pass *pass, const char *text, gboolean heading);
void pass_context_free(gpointer context);

/* Is it placed under the topic by this? */
gboolean evidence_places(const Evidence *evidence);

/* ---- alignment_weigh.c ---- */

/* The topics that RECOMMENDATION came of, into FOUND (Evidence), the surest first. */
void pass_weigh(Pass *pass, const PassRecommendation *recommendation, GArray *found);

/* ---- alignment_runs.c: what both name ---- */

/* Tokens of the topic's name, FIRST to before END, that stand side by side in the recommendation, too: "victim-centred". */
typedef struct {
  guint first, end;
} SharedRun;

/* The runs of TOPIC's name, each once, in its order: a new array of SharedRun. */
GArray *shared_runs(const PassTopic *topic, const PassRecommendation *recommendation);

/* The weight of the parts of TOPIC's name that stand in RECOMMENDATION wholly. */
double shared_parts(const Pass *pass, const PassTopic *topic, const PassRecommendation *recommendation);

/* ---- alignment_tell.c ---- */

/* EVIDENCE in words; free it with g_free. */
char *evidence_tell(const Pass *pass, const PassRecommendation *recommendation, const Evidence *evidence);
