/* engine.h - what the parts of the rule engine share while one pack is applied to one document. Not for use outside rules/. */
#pragma once

#include "rules/apply.h"
#include "rules/attributes.h"
#include "rules/normal.h"

/* What the engine took a block of a record section for. */
typedef enum {
  BLOCK_UNSEEN, /* in no section */
  BLOCK_IS_HEADING,
  BLOCK_IS_LEAD_IN,
  BLOCK_IS_RECORD, /* begins one, or belongs to one */
  BLOCK_IS_NARRATIVE,
  BLOCK_UNCLASSIFIED,
} BlockClass;

/* What the places in a list are printed in. */
typedef enum { NUMERALS_DECIMAL, NUMERALS_LETTERS, NUMERALS_ROMAN } Numerals;

/* A list of records under one lead-in: what the numbering check asks about. */
typedef struct {
  char *scope;    /* number of the paragraph or heading that it stands under; "" for the report's own count */
  GArray *items;  /* guint: the places of its records, as printed */
  GArray *blocks; /* guint: where each of them begins */
  guint first;    /* the place that its first record should have */
  Numerals numerals;
  guint page;      /* of its first record */
  gboolean faulty; /* its numbering has faults, and a check has told them */
} List;

/* A lead-in, and how many records were found under it. */
typedef struct {
  guint block;
  guint records;
} LeadCount;

/* A section of this document. */
typedef struct {
  const SectionRule *rule;
  guint first, end; /* blocks; first is the heading's index + 1 */
  guint heading;
} Section;

struct Trace;

typedef struct {
  const Document *document;
  const Pack *pack;
  const NormalData *normals;
  const Attributes *attributes;
  Findings *findings;
  GArray *parents;     /* int: for each block the index of the heading that it stands under; -1 for none */
  GArray *sections;    /* Section */
  GArray *classes;     /* BlockClass, one a block */
  GPtrArray *lists;    /* List */
  GArray *leads;       /* LeadCount */
  gboolean told_none;  /* a block tells that there are no recommendations */
  struct Trace *trace; /* trace.h: what is kept for those who ask why; NULL for nothing */
} Engine;

const Block *engine_block(const Engine *engine, guint index);

/* Block INDEX's first page. */
guint engine_page(const Engine *engine, guint index);

/* Is block INDEX part of the text: no furniture, table or footnote? */
gboolean engine_is_body(const Engine *engine, guint index);

/* Does block INDEX belong to what SCOPE names? */
gboolean engine_in_scope(const Engine *engine, guint index, Scope scope);

/* Does TEXT match? A search that is given up is recorded as a failed check that names RULE, and counts as no match. */
gboolean engine_matches(Engine *engine, const Expression *expression, const char *text, const char *rule);
gboolean engine_matches_any(Engine *engine, const GPtrArray *expressions, const char *text, const char *rule);

/* How much of TEXT is searched: its first 64 KiB where it is longer. */
gsize engine_subject(const char *text);

/* A search of as much of TEXT. You free it. */
PatternMatch *engine_search(const Expression *expression, const char *text);

/* The next match of SEARCH; FALSE at the end, and where the search is given up, which is recorded as above. */
gboolean engine_next(Engine *engine, PatternMatch *search, const char *rule);

/* Adds a check to the findings; the strings may be NULL and are copied. */
void engine_check(Engine *engine, const char *check, const char *scope, CheckResult result, const char *expected,
                  const char *found, guint page, const char *format, ...) G_GNUC_PRINTF(8, 9);

/* "pack/rule"; you free it. */
char *engine_rule_name(const Engine *engine, const char *rule);

/* outline.c: fills parents, and sections with those that the pack's rules name. */
void outline_build(Engine *engine);

/* May block INDEX be a section's title where no heading is: is it a short block of the text? */
gboolean outline_is_title(const Engine *engine, guint index);

/* The headings that block INDEX stands under, outermost first, as "II. Title"; char *, you free it. */
GPtrArray *outline_path(const Engine *engine, guint index);

/* The label of the innermost labelled heading above block INDEX, bare ("A"); "" where there is none. You free it. */
char *outline_label(const Engine *engine, guint index);

/* The first block behind the part that heading INDEX opens. */
guint outline_end(const Engine *engine, guint heading);

/* assemble.c: a finding made of stretches of clean text. */
typedef struct {
  guint block;
  guint start, end; /* bytes of the block's clean text */
  gboolean label;   /* the block's label is part of the text */
} Part;

/* A finding of KIND whose text, raw text, edits, places and section come of PARTS (Part, at least one). */
Finding *finding_assemble(const Engine *engine, FindingKind kind, const GArray *parts);

/* LABEL without the marks around it: "(a)" gives "a", "86." gives "86", "3 -" gives "3". You free it. */
char *label_bare(const char *label);

/* fields.c: the property by which is told whether RULE found anything: its field, or the first of its names. */
const char *field_name(const FieldRule *rule);

/* fields.c: where what RULE reads lies in the current match. */
void field_range(const FieldRule *rule, const PatternMatch *match, gsize *start, gsize *end);

/* fields.c: what RULES read from FINDING's own text. */
void fields_read(Engine *engine, Finding *finding, const GPtrArray *rules);

/* fields.c: what RULE reads from TEXT. */
void fields_read_text(Engine *engine, Finding *finding, const FieldRule *rule, const char *text);

/* fields.c: what RULES read from blocks FIRST to END. */
void fields_read_blocks(Engine *engine, Finding *finding, const GPtrArray *rules, guint first, guint end);

/* fields.c: the constants of SETTINGS as set by RULE, {item} and {FACT} in them filled in; one whose fact was not found is left
 * out. */
void fields_set(Engine *engine, Finding *finding, const GPtrArray *settings, const char *item, const char *rule);

/* facts.c: the meeting facts. */
void facts_find(Engine *engine);

/* sequence_begin.c: does START take a record's label from the record's own text ("Recommendation 3: States should ...")? */
gboolean start_runs_in(const StartRule *start);

/* sequence.c: the records of RULE that stand one below the other in SECTION, whose rule is NULL where it is the whole document.
 */
void sequence_find(Engine *engine, const RecordRule *rule, const Section *section);

/* search.c: the records of RULE that stand within sentences. */
void search_find(Engine *engine, const RecordRule *rule);

/* attributes.c: addressees, action, strength, themes, legal references and goals of each recommendation, where its pack has not
 * set them. */
void attributes_read(Engine *engine);

/* table.c: the records of RULE that stand in a column of a table. */
void table_find(Engine *engine, const RecordRule *rule);

/* repeats.c: compares what RULE found, the findings from FIRST on, with the records in front of them, which it says again: the
 * answer is the check "said_again". The records get its fields; its own findings go. */
void repeats_compare(Engine *engine, const RecordRule *rule, guint first);

/* notices.c: what the document's notices tell, as checks: so they reach whoever uses the findings. */
void notices_check(Engine *engine);

/* checks.c: the answers to all checks. */
void checks_answer(Engine *engine);

/* recognise.c: the pack that claims the document: of those whose evidence reaches their threshold the one with the most; of
 * equals the one in the document's language, then the first of PACKS. NULL where none does. */
const Pack *recognise_pack(Engine *engine, const GPtrArray *packs);
