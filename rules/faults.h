/* faults.h - what a question finds amiss in a report, gathered into the one check that answers it.
 *
 * Ownership: a Faults lives on the stack; clear it with faults_clear (or g_auto). Pages as in document.h. */
#pragma once

#include "rules/engine.h"

typedef struct {
  GString *text; /* those that are shown, joined by "; " */
  guint count;   /* of all */
  guint page;    /* of the first that has one */
} Faults;

/* Notes a fault on PAGE; 0 for nowhere in particular. */
void fault_add(Faults *faults, guint page, const char *format, ...) G_GNUC_PRINTF(3, 4);
void faults_clear(Faults *faults);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Faults, faults_clear)

/* Those that are shown, and how many more there are; "" for none. You free it. */
char *faults_text(const Faults *faults);

/* The check NAME of SCOPE: failed where there are faults, with that text as its message; else passed, with the message PASSED.
 * FOUND is what the report holds. */
void faults_check(Engine *engine, const Faults *faults, const char *name, const char *scope, const char *found,
                  const char *passed);

/* The same, but FAULTS are doubts: they leave the question unanswered. */
void doubts_check(Engine *engine, const Faults *doubts, const char *name, const char *scope, const char *found,
                  const char *passed);

/* The first words of TEXT, for a message; you free it. */
char *first_words(const char *text);
