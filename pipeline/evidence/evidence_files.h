/* evidence_files.h - the folder of the evidence pages: its files appear whole or not at all, and those that are no longer wanted
 * go.
 *
 * Ownership: free an EvidenceFiles with evidence_files_free (or g_autoptr), which gives its lock back. Names are paths below the
 * folder, with slashes: "reports/NAME.html". */
#pragma once

#include <glib.h>

typedef enum {
  EVIDENCE_ERROR_OUTPUT,  /* a file can't be written; the message names it and says why */
  EVIDENCE_ERROR_BUSY,    /* another program writes evidence pages there */
  EVIDENCE_ERROR_FOREIGN, /* the folder holds something else */
} EvidenceFilesError;
#define EVIDENCE_ERROR (evidence_error_quark())
GQuark evidence_error_quark(void);

typedef struct EvidenceFiles EvidenceFiles;

/* Makes FOLDER where it is missing, and takes it for this program alone. A folder that holds other things than evidence pages is
 * refused: what is not wanted is removed at the end. Fails with an EVIDENCE_ERROR. */
EvidenceFiles *evidence_files_open(const char *folder, GError **error);
void evidence_files_free(EvidenceFiles *files);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EvidenceFiles, evidence_files_free)

/* Puts LENGTH bytes of CONTENT into the file NAME, whose folder is made where it is missing. A file that holds them already is
 * left alone. It is wanted from now on. */
gboolean evidence_files_put(EvidenceFiles *files, const char *name, const char *content, gsize length, GError **error);

/* The file NAME is wanted, as it is. */
void evidence_files_keep(EvidenceFiles *files, const char *name);

/* What the file NAME holds; NULL where it is not there. You free it. */
char *evidence_files_read(const EvidenceFiles *files, const char *name, gsize *length);

/* Removes the pages, pictures and data that are not wanted: of an earlier time, and of reports that are gone. Whatever bears no
 * name of ours stays. */
void evidence_files_clean(EvidenceFiles *files);

/* How many files were written, and how many removed. */
guint evidence_files_written(const EvidenceFiles *files);
guint evidence_files_removed(const EvidenceFiles *files);
