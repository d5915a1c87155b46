/* sequence_private.h - what the files of sequence.c share: one walk through a section, with the list and the record that are
 * open. Not for use outside them. */
#pragma once

#include "rules/trace.h"

enum { LARGEST_GAP = 4 }; /* so many numbers may be missing in a list that goes on; the numbering check tells */

/* A list that is still open around the one that is being read. */
typedef struct {
  const StartRule *form; /* NULL for none */
  List *list;
  guint last, last_block;
} Outer;

typedef struct {
  Engine *engine;
  const RecordRule *rule;
  gboolean whole;        /* it goes through the whole body: what it does not know there is no concern of its */
  const LeadIn *lead_in; /* of the open list; NULL for none */
  char *lead_text;       /* its sentence */
  char *paragraph;       /* number of the last paragraph of the report's own count: the lead-in's, where it bears one */
  char *lead;            /* number of the paragraph that the last record's label names itself; NULL where it names none */
  const StartRule *form; /* of the open list; NULL while it has no record */
  List *list;
  Outer outer;            /* the list that the open list is nested in */
  guint counted;          /* records whose places are not printed, in lists that stand under no paragraph */
  char *title;            /* of the part of the list, where it is no heading by its looks; NULL for none */
  gboolean restarts;      /* a heading stands behind its last record: it may begin anew, from 1 */
  guint last;             /* place of its last record */
  guint before;           /* that of the last record of the list before it */
  guint last_block;       /* where that begins */
  GArray *parts;          /* Part: the open record */
  List *own;              /* that it is the last of; NULL for none */
  const StartRule *start; /* how that began; NULL for none */
  char *printed;          /* its label as printed */
  char *number, *item;
} Sequence;

/* --- sequence_record.c: the open record and the open list */

/* Block BLOCK is taken for AS. */
void sequence_classify(Sequence *sequence, guint block, BlockClass as);

/* The place that ITEM ("12", "c", "iv", "三") has in its list. A list that begins with "i" is one of roman numerals, any other
 * one of letters, or of the numerals of a script that has its own. */
guint sequence_item_value(const Sequence *sequence, const char *item);

/* TEMPLATE with {item}, {paragraph}, {heading} and {under} filled in. */
char *sequence_fill_number(const Sequence *sequence, const char *template, const char *item, guint block);

/* The open record, if there is one, becomes a finding. */
void sequence_close_record(Sequence *sequence);

/* Closes the open list, and the record in it. */
void sequence_close_list(Sequence *sequence);

/* Closes the list, and leaves the lead-in that it stands under. */
void sequence_leave_lead_in(Sequence *sequence);

/* The report's own count stands at the paragraph that bears LABEL. */
void sequence_set_paragraph(Sequence *sequence, const char *label);

/* Block BLOCK from byte START on belongs to the open record. */
void sequence_add_part(Sequence *sequence, guint block, guint start, gboolean label);

/* The number of the last paragraph of the report's own count; 0 for none. */
guint sequence_paragraph(const Sequence *sequence);

/* Do START's records count on with the report's own paragraphs, rather than from 1 below one of them? */
gboolean start_counts_with_report(const StartRule *start);

/* The record that begins in BLOCK is the one of place VALUE in its list. */
void sequence_note_item(Sequence *sequence, guint block, guint value);

/* --- sequence_begin.c: where a record begins */

/* Does BLOCK bear a label of the kind that numbers paragraphs: "12."? */
gboolean block_is_paragraph(const Block *block);

/* Is BLOCK the next of the report's own paragraphs, by its label? */
gboolean sequence_is_next_paragraph(const Sequence *sequence, const Block *block);

/* Does a record of a new list begin in block INDEX? Then it is opened. */
gboolean sequence_take_first(Sequence *sequence, guint index);

/* The list OPEN is the open one again. */
void sequence_set_open(Sequence *sequence, Outer open);

/* Does a record begin in block INDEX: the next of the open list, or the first of another? Then it is opened. */
gboolean sequence_take_start(Sequence *sequence, guint index);
