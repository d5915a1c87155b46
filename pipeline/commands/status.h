/* status.h - what is in the catalogue, in short: for people, or as a line of JSON. */
#pragma once

#include "pipeline/catalogue/catalogue.h"
#include "pipeline/corrections/correction.h"

#include <stdio.h>

typedef enum {
  STATUS_TEXT,
  STATUS_JSON, /* one object: counts, and an array of the documents that need attention, one of those that are superseded */
} StatusFormat;

typedef enum {
  STATUS_ERROR_WRITE, /* the stream cannot be written; the message is the system's */
} StatusError;
#define STATUS_ERROR (status_error_quark())
GQuark status_error_quark(void);

/* Writes to STREAM, and flushes it, how many documents the catalogue holds by outcome, how many recommendations and panel
 * topics (each of a work once, of the version that speaks for it), how many of its reports are complete by their
 * certificates, which documents were not read, and why, failed a check or are not complete, and which are superseded, and by
 * what; and of how many findings CORRECTIONS speak, which may be NULL, with those that are stale and those that no document has.
 * Fails with a CATALOGUE_ERROR or STATUS_ERROR. */
gboolean status_print(Catalogue *catalogue, Corrections *corrections, StatusFormat format, FILE *stream, GError **error);
