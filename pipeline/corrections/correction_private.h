/* correction_private.h - what the files behind correction.h share; nobody else includes it.
 *
 * correction.c reads the file, correction_apply.c puts into findings what it says, correction_save.c writes it. */
#pragma once

#include "pipeline/corrections/correction.h"

#include "rules/yaml.h"

/* What is done to the values of a property, in this order. */
typedef enum {
  CHANGE_SET,
  CHANGE_REMOVE,
  CHANGE_ADD,
  N_CHANGES,
} ChangeKind;
extern const char *const change_names[]; /* "set", "remove", "add"; NULL-terminated */

typedef struct {
  const CorrectionField *field;
  GPtrArray *values; /* char * */
} Change;

/* What the file says of one finding. */
typedef struct {
  char *id;
  char *of, *status, *notes, *by, *date; /* NULL where it doesn't say */
  GPtrArray *changes[N_CHANGES];         /* Change */
  guint line, column;                    /* of its key, counted from 1; 0 for one that is not in the file yet */
  guint inner;                           /* the column of the keys within it */
  gboolean is_changed;                   /* since it was read */
} Entry;

struct Corrections {
  char *path;
  char *contents;      /* of the file; "" where there is none */
  GHashTable *entries; /* by ID */
  GPtrArray *applied;  /* Correction: what corrections_apply gave */
  guint line, end;     /* of the key `corrections`, and of the key behind all it holds; 0 where there is none */
};

/* A correction that belongs to nobody yet; correction_free frees it. */
void correction_free(Correction *correction);

Entry *entry_new(const char *id);
const Change *entry_change(const Entry *entry, ChangeKind kind, const CorrectionField *field);
gboolean entry_says_nothing(const Entry *entry);

/* The contents of the file at PATH, "" where there is none; NULL where it can't be read. Free them with g_free. */
char *corrections_contents(const char *path, GError **error);

/* Reads TEXT, the contents of a file called PATH. */
Corrections *corrections_parse(const char *path, const char *text, GError **error);
