/* pack.h - a rule pack: how to know a body's reports, and how to find meeting facts, recommendations and panel topics in them.
 *
 * A pack is a folder of rules/packs/ with a pack.yaml and, where its rules differ by language, a file for each (fr.yaml) that
 * is merged over it: each language is a Pack of its own. A pack is loaded whole or not at all. docs/rules.md describes the
 * language; the tables of pack.c are its grammar; pack_files.c finds the files and merges them.
 *
 * Ownership: a Pack owns all that it holds; free it with pack_free (or g_autoptr). */
#pragma once

#include "rules/bind.h"
#include "rules/findings.h"

#define PACK_FORMAT "rapporteur.pack/1"

/* Which blocks of a document a rule looks at. */
typedef enum {
  IN_COVER, /* the first page, furniture too */
  IN_BODY,  /* all but furniture, tables and footnotes */
  IN_HEADINGS,
  IN_FURNITURE,
  IN_TABLES, /* cells */
} Scope;

/* One piece of evidence that a document is this body's report. Weights of all that is found are added up. */
typedef struct {
  char *id;
  int in; /* Scope */
  Expression *match;
  int weight; /* below zero: evidence against it */
  Examples examples;
} Evidence;

typedef struct {
  int threshold;       /* the pack claims documents that reach it; of several packs the one with the most evidence does */
  GPtrArray *evidence; /* Evidence */
} Recognition;

/* How one property is read from text: the group `value` of `match`, or the one that `group` names, or all of it where there is no
 * such, brought to its normal form. */
typedef struct {
  char *id;
  char *field;       /* the property's name */
  int in;            /* facts: Scope */
  Expression *where; /* facts: only blocks that match this; NULL for all */
  Expression *match; /* NULL where `value` stands */
  char *group;       /* NULL for "value" */
  char *value;       /* a value that is so for all reports */
  char *normal;      /* name of a normal form; NULL for the text as it is */
  GPtrArray *names;  /* char *: the fields that the normal form's values go to in turn (start, end); empty: all to `field` */
  gboolean all;      /* every match counts, not the first alone */
  GPtrArray *unless; /* Expression: blocks that match one are passed over */
  gboolean expected; /* a report, or a record, without it fails a check */
  Examples examples;
} FieldRule;

/* A part of the document, from its heading to the next one that is no deeper. */
typedef struct {
  char *id;
  Expression *heading; /* tried on a heading without its label */
  Expression *ends;    /* a block that ends it earlier; NULL for none */
  gboolean expected;   /* a report without it fails a check */
  gboolean closed;     /* and so does one in which the section does not run to a block that `ends` it */
  Examples examples;
} SectionRule;

/* A sentence that records stand under. */
typedef struct {
  char *id;
  Expression *match;
  Expression *records; /* what the text of a record under it must match; NULL for anything */
  GPtrArray *set;      /* Setting: fields that all records under it get */
  gboolean skip;       /* what stands under it is narrative: no record */
  Examples examples;
} LeadIn;

/* Which unlabelled blocks behind a record belong to it. */
typedef enum {
  CONTINUES_UNFINISHED, /* those that its last sentence runs on into */
  CONTINUES_ANY,        /* all */
  CONTINUES_ALIKE,      /* those, and where it is set in bold type all that is set like it: a box */
} Continues;

/* One form in which a record begins. Which form a list has is settled by its first record. */
typedef struct {
  char *id;
  Expression *label;   /* tried on a block's label; group `item` is its place in the list */
  Expression *heading; /* tried on a heading's text: the record is what stands below it */
  Expression *text;    /* tried on the text; with neither label nor heading: an unlabelled block */
  char *number;        /* the record's number, with {item}, {paragraph}, {heading} and {under} filled in */
  gboolean alone;      /* no lead-in is needed */
  gboolean single;     /* the only record of its list */
  gboolean counted;    /* its places are not printed, but counted: bullets, paragraphs without a label */
  gboolean nested;     /* it also begins records below a record of another form whose sentence ends in a colon */
  int continues;       /* Continues */
  Examples examples;
} StartRule;

/* Is what a rule finds a record, or does it say records of the rules before it again? */
typedef enum {
  REPEATS_NOT,
  REPEATS_SOME, /* each says one of them again: a summary */
  REPEATS_ALL,  /* and each of them is said again: a consolidated list */
} Repeats;

/* Finds records one below the other (`starts`), within sentences (`find`), or in a column of a table (`table`). */
typedef struct {
  char *id;
  int kind;              /* FindingKind: recommendation or panel_topic */
  char *section;         /* id of a SectionRule; NULL for the whole body */
  char *beside;          /* id of a rule before it: it is only tried where that found a record; NULL for none */
  gboolean unless_found; /* it is only tried where no rule before it found a record of its kind */
  int repeats;           /* Repeats */
  GPtrArray *lead_ins;   /* LeadIn */
  GPtrArray *starts;     /* StartRule */
  GPtrArray *continues;  /* Expression: unlabelled blocks behind a record that match one belong to it */
  GPtrArray *narrative;  /* Expression: blocks that are never records nor part of one */
  GPtrArray *none;       /* Expression: a block that tells that there are none */
  int in;                /* find: Scope; IN_BODY unless the rule says another */
  Expression *where;     /* find: only in blocks that match this */
  Expression *find;      /* group `text` is the record, `item` its place */
  Expression *titled;   /* find: the record's text is the nearest title above that matches this: its group `text`, or all of it */
  Expression *table;    /* tried on the heading of the column that the records stand in */
  GPtrArray *columns;   /* FieldRule, read from the cells beside the record: `where` is tried on their column's heading */
  char *number;         /* find, table: the record's number, with {item}, {paragraph} and {heading} filled in */
  gboolean once;        /* find: a number found before is passed over; starts: a text found before under the same number is */
  GPtrArray *set;       /* Setting */
  GPtrArray *expects;   /* char *: fields that every record should have, whatever sets them */
  GPtrArray *fields;    /* FieldRule, read from the record's text */
  GPtrArray *following; /* FieldRule, read from the blocks behind it up to the next record or heading of its level */
  Examples examples;
} RecordRule;

/* What a number is told of. */
typedef enum {
  TOLD_ALL,  /* all recommendations of the report */
  TOLD_LIST, /* those under the lead-in that tells it */
} ToldOf;

/* A sentence that tells how many records there are. */
typedef struct {
  char *id;
  int of;            /* ToldOf */
  Expression *match; /* group `count`: a number or number word */
  Examples examples;
} ToldRule;

/* How a recommendation reads, or a sentence that leads to some: outside the sections, and among what was taken for narrative, one
 * is looked at. */
typedef struct {
  char *id;
  Expression *match;
  GPtrArray *unless; /* Expression: blocks that match one are none */
  gboolean doubtful; /* outside the sections it is told, and fails nothing */
} SuspectRule;

/* Labels that are left out of the account of labels: those of blocks that match all that is given. */
typedef struct {
  char *id;
  Expression *heading; /* a heading that they stand under, its label in front; NULL for any */
  Expression *label;   /* NULL for any */
  Expression *match;   /* their text; NULL for any */
  char *reason;        /* a sentence for people */
} ExceptionRule;

typedef struct {
  char *path; /* of its own file: NAME/pack.yaml, or NAME/fr.yaml */
  char *format, *id, *title, *version, *author, *modified, *language;
  char *extends;         /* id of the pack whose rules it inherits; NULL for none */
  gboolean abstract;     /* only there to be extended: it claims no document */
  GPtrArray *define;     /* Setting: names for parts of expressions, filled in where %{name} stands */
  GPtrArray *without;    /* char *: ids of inherited rules that it does without */
  GPtrArray *references; /* char *: reports that it was written after */
  Recognition recognise;
  GPtrArray *facts;      /* FieldRule */
  GPtrArray *sections;   /* SectionRule */
  GPtrArray *records;    /* RecordRule */
  GPtrArray *told;       /* ToldRule */
  GPtrArray *suspects;   /* SuspectRule */
  GPtrArray *exceptions; /* ExceptionRule */
} Pack;

void pack_free(Pack *pack);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Pack, pack_free)

/* The pack that the merged tree ROOT tells of; PATH is its own file, LANGUAGE the language of that, which need not say it itself.
 * NULL with a YAML_ERROR. */
Pack *pack_bind(const YamlNode *root, const char *path, const char *language, GError **error);

/* The grammar of packs in words (grammar.h); you free it. */
char *pack_grammar(void);

/* Calls EACH for every expression of PACK: see bind.h. */
void pack_each_pattern(const Pack *pack, BindEach each, gpointer data);

/* pack_files.c: the pack of file PATH (FOLDER/NAME/pack.yaml) in each of its languages: Pack, by language; none where it is
 * abstract. What it extends is looked for in FOLDER, then among the program's own packs. NULL with a YAML_ERROR. */
GPtrArray *pack_load(const char *path, GError **error);

/* pack_files.c: all packs below FOLDER (FOLDER/NAME/pack.yaml), by id and language; NULL with a YAML_ERROR where one is wrong,
 * two have one id, or there is none, and with a G_FILE_ERROR where FOLDER can't be listed. */
GPtrArray *packs_load(const char *folder, GError **error);

/* --- for the rule author's bench; all in pack_files.c */

/* As pack_load, but an abstract pack is given too. */
GPtrArray *pack_load_any(const char *path, GError **error);

/* The files FOLDER/NAME/pack.yaml (char *), by name; NULL with a G_FILE_ERROR where FOLDER can't be listed. */
GPtrArray *pack_paths(const char *folder, GError **error);

/* What the pack of file PATH inherits in LANGUAGE (NULL for what all languages share): an empty mapping where it extends none.
 * You free it. NULL with a YAML_ERROR. */
YamlNode *pack_inherited(const char *path, const char *language, GError **error);
