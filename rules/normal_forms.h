/* normal_forms.h - what normal.c and the files of the single forms share; for no others.
 *
 * Each form with data of its own has a type for it, made from a data file: NULL with a YAML_ERROR where that is wrong. */
#pragma once

#include "rules/words.h"
#include "rules/yaml.h"

/* States and groups of States: normal_states.c. The languages beside that of the file at PATH have files in FOLDER. */
typedef struct StateNames StateNames;
StateNames *state_names_load(const char *path, const char *folder, GError **error);
void state_names_free(StateNames *names);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StateNames, state_names_free)
void state_names_apply(const StateNames *names, const char *text, GPtrArray *values);

/* Dates and ranges of dates: normal_dates.c. */
typedef struct DateWords DateWords;
DateWords *date_words_load(const char *path, GError **error);
void date_words_free(DateWords *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DateWords, date_words_free)
/* Gives the first and the last day that TEXT names; FALSE where it is no date or range of dates. */
gboolean date_words_apply(const DateWords *words, const char *text, GDate *first, GDate *last);

/* Numbers and ordinals in words or digits: normal_numbers.c. */
typedef struct NumberWords NumberWords;
NumberWords *number_words_load(const char *path, GError **error);
void number_words_free(NumberWords *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NumberWords, number_words_free)
/* FALSE where TEXT is no number, or, unless ORDINALS, where it is an ordinal. */
gboolean number_words_apply(const NumberWords *words, const char *text, gboolean ordinals, guint64 *number);

/* People with their titles and functions: normal_people.c. */
typedef struct PeopleWords PeopleWords;
PeopleWords *people_words_load(const char *path, GError **error);
void people_words_free(PeopleWords *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PeopleWords, people_words_free)
void people_words_apply(const PeopleWords *words, const char *text, GPtrArray *values);
/* The same people by their bare names: normal_names.c. */
void people_words_names(const PeopleWords *words, const char *text, GPtrArray *values);

/* TEXT, which you free, with each run of spaces folded into one and none at its ends: normal.c. */
char *text_fold_spaces(const char *text);

/* Reading the data files: normal_data.c. */

/* The value of KEY, of kind KIND; NULL with an error where there is none such. */
const YamlNode *data_member(const YamlNode *mapping, const char *key, YamlKind kind, GError **error);

/* Whether NODE is of kind KIND; FALSE with an error where not. WHAT names the node in the message. */
gboolean data_is(const YamlNode *node, YamlKind kind, const char *what, GError **error);

/* Enters the scalar NODE into DICTIONARY; FALSE with an error where it is none, has no words, or means something else there.
 * Words that IGNORED (which may be NULL) holds are left out. */
gboolean data_add_phrase(Dictionary *dictionary, const YamlNode *node, const Dictionary *ignored, const char *name,
                         guint64 number, GError **error);

/* The same for TEXT, which NODE holds. */
gboolean data_add_text(Dictionary *dictionary, const YamlNode *node, const char *text, const Dictionary *ignored,
                       const char *name, guint64 number, GError **error);

/* Enters each scalar of the sequence NODE in the same way. */
gboolean data_add_phrases(Dictionary *dictionary, const YamlNode *node, const Dictionary *ignored, const char *name,
                          guint64 number, GError **error);

/* Appends to TEXTS copies of the words of the list KEY, which may be absent; FALSE with an error where it holds anything else. */
gboolean data_read_texts(const YamlNode *mapping, const char *key, GPtrArray *texts, GError **error);

/* The same for single words, as words.h compares them. */
gboolean data_read_keys(const YamlNode *mapping, const char *key, GPtrArray *keys, GError **error);

/* Takes the words that IGNORED holds out of WORDS; what follows one inherits its separator. */
void words_drop(GPtrArray *words, const Dictionary *ignored);
