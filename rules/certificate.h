/* certificate.h - the completeness certificate: the questions by which a report tells, of itself, whether anything of it may be
 * missing, and the one verdict that sums them up. docs/completeness.md says how to read it. Not for use outside rules/.
 *
 * Each function answers one question with one or more checks. All are asked when every record has been found. */
#pragma once

#include "rules/faults.h"

/* The exception that the pack declares for block INDEX; NULL for none. */
const ExceptionRule *exception_of(Engine *engine, guint index);

/* account.c, check `sequence` of `labels`: every number and sub-label of the report is the next of its count. */
void account_labels(Engine *engine);

/* account_headings.c, check `sequence` of `headings`: the labelled headings below each heading count on. */
void account_headings(Engine *engine);

/* account_contents.c, check `contents` of `headings`: what the table of contents names stands behind it. */
void account_contents(Engine *engine);

/* account_pages.c, check `pages`: the pages' printed numbers go on, and are as many as the pages tell. */
void account_pages(Engine *engine);

/* account_section.c, checks `section_blocks` and `unclassified`: what each block of the recommendations sections is. */
void account_section(Engine *engine);

/* account_lists.c, checks `list_end`, `run_together` and `white_space`: lists end as lists end, no record holds the next one's
 * label, and nothing is blank where text should stand. */
void account_lists(Engine *engine);

/* The rule of the pack by which block INDEX reads like a recommendation, or leads to some; NULL for none. */
const SuspectRule *suspect_of(Engine *engine, guint index);

/* suspects.c, check `outside`: what reads like a recommendation and is none of the records. */
void account_outside(Engine *engine);

/* told.c, check `told_count`: the numbers that the report tells are those of what was found. */
void account_told(Engine *engine);

/* exceptions.c, check `exception`: what the pack leaves out of the account of labels, and why. */
void account_exceptions(Engine *engine);

/* certificate.c, check `complete`: the verdict. Asked last. */
void certificate_sum_up(Engine *engine);
