/* home.h - the folder that a collection lives in: inbox/, archive/, rejected/, digests/, catalogue.db,
 * and where people made them overrides.yaml, template.yaml and evidence/.
 *
 * Ownership: free a Home with home_close (or g_autoptr), which gives its lock back; results are borrowed. */
#pragma once

#include "pipeline/common/exit_codes.h"

#include <glib.h>

typedef enum {
  HOME_ERROR_ACCESS, /* a folder can't be made or a file not moved; the message names it */
  HOME_ERROR_BUSY,   /* another run holds the lock */
} HomeError;
#define HOME_ERROR (home_error_quark())
GQuark home_error_quark(void);

typedef struct Home Home;

/* The home at PATH; where that is NULL, the one that the environment variable RAPPORTEUR_HOME names, else
 * $XDG_DATA_HOME/rapporteur. Nothing is made or locked yet. */
Home *home_new(const char *path);
void home_close(Home *home);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Home, home_close)

/* Makes the folders that are missing. */
gboolean home_make(Home *home, GError **error);

/* Takes the home's lock, a kernel lock on its file `lock` that ends with this process however it ends. */
gboolean home_lock(Home *home, GError **error);

const char *home_path(const Home *home);
const char *home_inbox(const Home *home);
const char *home_archive(const Home *home);
const char *home_digests(const Home *home);
const char *home_catalogue(const Home *home);
const char *home_overrides(const Home *home); /* the file with what people corrected; it need not exist */
const char *home_template(const Home *home);  /* the template of its digests; NULL where it has none */
const char *home_evidence(const Home *home);  /* the folder of the evidence pages; it need not exist */

/* Is PATH a file of the inbox? Only such files are moved. */
gboolean home_holds(const Home *home, const char *path);

/* Moves PATH, a file of the inbox, to archive/ under its name with the start of SHA256 in front. */
gboolean home_archive_file(const Home *home, const char *path, const char *sha256, GError **error);

/* Moves PATH to rejected/ under its name, or where another file bears that, as in archive/; REASON goes beside it, to
 * NAME.reason.txt. */
gboolean home_reject_file(const Home *home, const char *path, const char *sha256, const char *reason, GError **error);

/* Where the home's PDFs are: its archive, the folders whose reports were read where they lie, in one order whenever they were
 * noted, and behind these OTHERS (NULL-terminated; NULL for none). They need not exist. NULL-terminated; you free them with
 * g_strfreev. */
char **home_folders(const Home *home, char *const *others);

/* Notes that PDFs of FOLDERS (NULL-terminated) were read where they lie, beside those that are noted. */
gboolean home_note_folders(const Home *home, char *const *folders, GError **error);

/* The quarters ("2023Q4", NULL-terminated) whose digests are still to be written: those that a pass that was cut off, or could
 * not write them, left behind. You free them with g_strfreev. */
char **home_pending(const Home *home);
gboolean home_set_pending(const Home *home, char *const *quarters, GError **error);

/* The exit code for an error of this domain. */
ExitCode home_exit_code(const GError *error);
