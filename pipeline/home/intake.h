/* intake.h - which files there are to read, and the line by which the intake stage tells the next one of each. */
#pragma once

#include "pipeline/stages/stage.h"

#define CLAIM_FORMAT "rapporteur.claim/1"

/* One file to read. */
typedef struct {
  char *uri;         /* where it is, as a file: URI, which can hold any name */
  char *source_file; /* its name, for display */
  char *sha256;      /* of its bytes; "" where it could not be read */
  guint64 bytes;
} Claim;

void claim_free(Claim *claim);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Claim, claim_free)

/* The paths of the files that NAMES (files and folders, in a file system's encoding) stand for, sorted, each once: char *.
 * Folders are walked; in them hidden files, files still on their way (.part, .crdownload, .tmp, ~) and whatever is no regular
 * file are left out. A file that is named is taken as it is, so that whatever is wrong with it is told. What can't be listed
 * is reported to STAGE with EXIT_INPUT. */
GPtrArray *intake_list(Stage *stage, char *const *names);

/* Opens the file and hashes it. A file that can't be read is claimed without a hash, so that the next stages account for it;
 * REASON, which you free, then says why, and is NULL else. */
Claim *claim_file(const char *path, char **reason);

/* Appends one line, newline included. */
void claim_write(GString *out, const Claim *claim);

/* The claim of one line; NULL with a JSON_MAP_ERROR. */
Claim *claim_read(const char *line, gsize length, GError **error);

/* The path that CLAIM's URI stands for, which you free; NULL with a G_CONVERT_ERROR where it is no file: URI. */
char *claim_path(const Claim *claim, GError **error);
