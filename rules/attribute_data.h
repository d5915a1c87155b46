/* attribute_data.h - the data files of attributes.h as structures; for the files that apply them, and no others. */
#pragma once

#include "rules/attributes.h"
#include "rules/bind.h"
#include "rules/terms.h"

/* The languages that the data files have words for. */
enum { N_TEXT_LANGUAGES = 6 };
extern const char *const text_languages[]; /* "ar", "en", ... */

/* Terms by language, an array of char * each. */
typedef struct {
  GPtrArray *of[N_TEXT_LANGUAGES];
} TermLists;

/* A value that an attribute can have: a theme, an addressee, an instrument of law. */
typedef struct {
  char *id, *name;
  char *about;       /* NULL where the name says all */
  GPtrArray *themes; /* char *: ids of themes that an instrument is about */
  TermLists terms;
} AttributeValue;

/* Where a form of asking has whom it asks. */
typedef enum {
  ADDRESSEE_SUBJECT, /* in front: "States parties should" */
  ADDRESSEE_OBJECT,  /* behind: "urges the State party to" */
  ADDRESSEE_NONE,    /* nowhere: "measures should be taken" */
} AddresseePlace;

/* A form of asking: "should", "are encouraged to". */
typedef struct {
  char *id;
  int strength;      /* 1 to 5: actions.yaml has the scale */
  int addressee;     /* AddresseePlace */
  Expression *match; /* a source: see Lexicon */
} ActionForm;

/* A kind of act that is asked for, told by its first verb. */
typedef struct {
  char *id, *name, *about;
  int category; /* 1 to 5 */
  int softer;   /* what it takes from the strength: to consider something is less than to do it */
  TermLists verbs;
} VerbCategory;

/* A pattern whose match is a citation as printed. */
typedef struct {
  char *id;
  Expression *match; /* a source */
} CitationRule;

/* Whether what a noun phrase is about stands last in it ("law enforcement agencies") or first ("services de police"). */
typedef enum { HEAD_LAST, HEAD_FIRST } HeadPlace;

/* How sentences of one language are built, as far as it takes to find who is asked. */
typedef struct {
  GPtrArray *prefixes;                                 /* char *: written together with the next word (Arabic) */
  int head;                                            /* HeadPlace */
  Expression *infinitive;                              /* a word in which a verb shows by its form; NULL for none */
  Expression *stronger;                                /* within a form of asking: it is one step stronger */
  Expression *sdg;                                     /* a mention of Sustainable Development Goals, with their numbers if any */
  GPtrArray *form_words, *citation_words, *goal_words; /* char *: a text without any of them is not searched, which costs most */
  GPtrArray *determiners, *joiners, *introductions, *adverbs, *relatives, *prepositions, *actors; /* char * */
  GPtrArray *forms;                                                                               /* ActionForm */
  GPtrArray *citations;                                                                           /* CitationRule */
} Grammar;

/* What is made of all this for one language. Its patterns are there from the start, since they could be wrong; its terms, which
 * can't, once a text in the language comes: most runs read one or two languages. */
typedef struct {
  gsize ready;       /* 1 once the terms are built */
  Terms *themes;     /* the meaning is a theme, INSTRUMENT + an instrument, or NAME + a name */
  Terms *addressees; /* an addressee */
  Terms *verbs;      /* a category of verbs */
  Terms *form_words, *citation_words, *goal_words;
  Terms *determiners, *joiners, *introductions, *adverbs, *relatives, *prepositions, *actors;
  Expression *forms, *citations; /* all of a kind in one; NULL where there is none */
} Lexicon;

enum { INSTRUMENT = 1 << 16, NAME = 1 << 17 };

struct Attributes {
  int imperative_strength; /* of a text that bids and has no form of asking */
  GPtrArray *scale;        /* ScaleStep */
  GPtrArray *themes;       /* AttributeValue */
  GPtrArray *names;        /* AttributeValue: names of bodies, whose words tell no theme */
  GPtrArray *addressees;   /* AttributeValue */
  GPtrArray *instruments;  /* AttributeValue */
  GPtrArray *verbs;        /* VerbCategory */
  Grammar grammars[N_TEXT_LANGUAGES];
  Lexicon lexicons[N_TEXT_LANGUAGES];
};

/* The index of LANGUAGE ("fr") in the arrays above; -1 where the data files have no words for it. */
int text_language(const char *language);

/* attribute_lexicon.c: what can't be said by the tables: strengths and categories are 1 to 5, themes of instruments exist, no id
 * stands twice. ROOT is that of the file that was read last. */
gboolean attributes_check(const Attributes *attributes, const YamlNode *root, GError **error);

/* attribute_lexicon.c: builds the patterns of the lexicon of LANGUAGE. */
gboolean lexicon_build_patterns(Attributes *attributes, guint language, GError **error);

/* attribute_lexicon.c: the lexicon of LANGUAGE, whole. Several threads may ask for it at once. */
const Lexicon *lexicon_get(const Attributes *attributes, guint language);

void lexicon_clear(Lexicon *lexicon);

/* attribute_lexicon.c: which rule of a combined pattern of COUNT rules MATCH is of. */
guint combined_rule(const PatternMatch *match, guint count);
