/* attribute_reading.h - what the files that read attributes share; for no others. */
#pragma once

#include "rules/attribute_data.h"
#include "rules/engine.h"

/* A text in which attributes are looked for. */
typedef struct {
  Engine *engine;
  const Attributes *attributes;
  const Grammar *grammar;
  const Lexicon *lexicon;
  const char *text;
  TermText *words;
} Reading;

/* The values that an attribute gets, each once, and the rule of each. */
typedef struct {
  GPtrArray *values; /* char * */
  GString *rules;    /* "attributes/themes/gender; attributes/themes/health" */
} Values;

void values_init(Values *values);
void values_clear(Values *values);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Values, values_clear)

/* Adds VALUE as set by rule "attributes/GROUP/ID"; nothing where it is there already. */
void values_add(Values *values, const char *value, const char *group, const char *id);

/* Makes them field NAME of FINDING, unless the pack set that itself. */
void values_store(const Values *values, Finding *finding, const char *name);

/* A form of asking in a text. */
typedef struct {
  const ActionForm *form;
  gsize from, to; /* bytes */
} Asking;

/* attribute_action.c: the form of asking in a lead-in's last sentence: what stands before it explains. FALSE where there is none.
 */
gboolean lead_asking(const Reading *lead_in, Asking *asking);

/* attribute_action.c: action, strength and category of FINDING, and from its form of asking the addressees. LEAD_IN and LEAD, its
 * form of asking, are NULL where there is none. TRUE where LEAD is the finding's form. */
gboolean action_read(const Reading *text, const Reading *lead_in, const Asking *lead, Finding *finding);

/* attribute_addressee.c: whom ASKING of READING asks. */
void addressees_read(const Reading *reading, const Asking *asking, Values *values);

/* attribute_addressee.c: whom READING names at its begin, where it stands below "recommended that:" and has no form of its own.
 */
void addressees_below(const Reading *reading, Values *values);

/* attribute_addressee.c: the word behind the known addressee that stands at WORD; WORD itself where none does. */
guint addressee_end(const Reading *reading, guint word);

/* attribute_action.c: the first byte of the sentence that byte AT of TEXT is in. */
gsize sentence_start(const char *text, gsize at);
