/* catalogue_states.h - what the last digests of each period said, as the catalogue keeps it; kept_digest.h knows what it means.
 *
 * Ownership: a StateRecord is the caller's; free it with state_record_free (or g_autoptr). */
#pragma once

#include "pipeline/catalogue/catalogue.h"

/* The digests that are compared with each other: all of one period that say the same of the same catalogue. */
typedef struct {
  const char *from, *to; /* as in Period */
  const char *language;  /* "all", or the one that is preferred; never NULL */
  gboolean corrected;    /* with what people corrected */
} StateKey;

typedef enum {
  STATE_LAST,
  STATE_BEFORE, /* the last before it that said something else */
} StateAge;

/* One document of a digest. */
typedef struct {
  char *identity, *about, *hash;
  GBytes *rows; /* compressed; NULL where the catalogue has those of this hash */
} StatePart;

typedef struct {
  gint64 number;  /* of this record, which no other ever has; 0 where there is none */
  gint64 written; /* when the first digest that said this was written */
  GPtrArray *parts;
} StateRecord;

StateRecord *state_record_new(void);
void state_record_free(StateRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StateRecord, state_record_free)
StatePart *state_record_add(StateRecord *record, const char *identity);

/* The record of KEY and AGE, without rows; an empty one with number 0 where there is none. NULL on error. */
StateRecord *catalogue_state(Catalogue *catalogue, const StateKey *key, StateAge age, GError **error);

/* The compressed rows of HASH. NULL on error; that there are none is one. */
GBytes *catalogue_state_rows(Catalogue *catalogue, const char *hash, GError **error);

/* A period that held document IDENTITY in a digest of KEY's kind, but does not hold DATE: "2023-10-01" and "2023-12-31" put into
 * FROM and TO, which you free; NULL where there is none. FALSE on error. */
gboolean catalogue_state_elsewhere(Catalogue *catalogue, const StateKey *key, const char *identity, const char *date, char **from,
                                   char **to, GError **error);

typedef enum {
  STATE_REPLACE, /* RECORD says what the last one said: it takes its place, and its time */
  STATE_PUSH,    /* it says something else: the last one becomes the one before it */
} StateChange;

/* Keeps RECORD as the last of KEY, in a transaction of its own, unless another digest was kept since number SEEN was the last:
 * then that one stays. FALSE on error, after which all is as before. */
gboolean catalogue_state_keep(Catalogue *catalogue, const StateKey *key, const StateRecord *record, StateChange change,
                              gint64 seen, GError **error);
