/* stage.h - what every stage shares: options, messages, the loop over its items, and an honest end.
 *
 * A stage's main() is: stage_begin, open what it needs, one of the loops with a callback, close what it opened, stage_end.
 * Data go to stdout, messages to stderr as "rapporteur-STAGE: FILE: message". Messages are English in every locale, so that
 * scripts and tests can compare them; no stage calls setlocale.
 *
 * SIGPIPE keeps whatever meaning the caller gave it: by default a stage whose reader is gone ends at once and silently, as
 * in any pipeline; where it is ignored (systemd does that), the failed write is reported like a full disk.
 *
 * Ownership: everything here is borrowed: a Stage points into its StageInfo and into argv, an item lives until the callback
 * returns. */
#pragma once

#include "pipeline/common/exit_codes.h"

#include <glib.h>

typedef struct {
  const char *name;            /* "record": the program is rapporteur-record */
  const char *arguments;       /* the arguments as --help shows them: "CATALOGUE [FILE...]" */
  const char *summary;         /* what the stage does, in sentences, for --help */
  const GOptionEntry *options; /* its own options, ended by G_OPTION_ENTRY_NULL; NULL where it has none. Texts
                                  (G_OPTION_ARG_STRING) come in UTF-8 whatever the locale; what is none is an error of usage */
  guint least, most;           /* how many arguments it takes; most is G_MAXUINT where there is no limit */
} StageInfo;

typedef struct {
  const StageInfo *info;
  gboolean quiet, verbose;
  char **arguments; /* what is left of argv behind the options; NULL-terminated */
  ExitCode exit_code;
  gboolean output_failed; /* stdout cannot be written, and that has been said */
} Stage;

/* Reads the command line. In usage and help the command is called "rapporteur NAME" where argv[0] is NAME, as it is when the
 * command rapporteur runs one of its verbs ("rapporteur rules lint" where NAME is rules-lint), else "rapporteur-NAME". FALSE:
 * there is nothing to do, or the command line is wrong; the program ends with stage_end. */
gboolean stage_begin(Stage *stage, const StageInfo *info, int argc, char **argv);

/* Flushes and closes stdout; a failure there (a full disk, /dev/full) is reported. Returns the exit code for main(). */
int stage_end(Stage *stage);

/* Makes CODE the exit code, unless one above EXIT_ATTENTION already is: the first thing that went wrong is what counts. */
void stage_raise(Stage *stage, ExitCode code);

/* Messages. FILE is the name of what the message is about, NULL for none. Control characters, and others that could make a
 * terminal show something else than what is there, are written as \x1B or \u202E in both.
 *   stage_error    raises CODE; printed even with --quiet
 *   stage_warning  raises EXIT_ATTENTION; printed even with --quiet: what needs a look is what a cron job is to send
 *   stage_tell     printed unless --quiet is given: nothing is wrong, but something is not as usual
 *   stage_note     printed with --verbose only */
void stage_error(Stage *stage, ExitCode code, const char *file, const char *format, ...) G_GNUC_PRINTF(4, 5);
void stage_warning(Stage *stage, const char *file, const char *format, ...) G_GNUC_PRINTF(3, 4);
void stage_tell(const Stage *stage, const char *file, const char *format, ...) G_GNUC_PRINTF(3, 4);
void stage_note(const Stage *stage, const char *file, const char *format, ...) G_GNUC_PRINTF(3, 4);

/* TEXT as messages show it; free it with g_free. Invalid UTF-8 comes out as \xNN, so the result is valid. */
char *stage_visible(const char *text);

/* Writes OUT to stdout. FALSE when that failed: the error is reported, and the caller should stop. */
gboolean stage_write(Stage *stage, const GString *out);

/* Reports, once, that stdout cannot be written: for those who write to it themselves. */
void stage_output_failed(Stage *stage, const char *why);

typedef struct {
  const char *file; /* where it came from, for messages: an argument, or "standard input" */
  guint64 line;     /* counted from 1; 0 for an argument */
  const char *text; /* NUL-terminated, without its line end */
  gsize length;     /* in bytes; lines can be many megabytes long */
} StageItem;

/* Does the stage's work on one item. FALSE ends the loop, for what makes all further work useless. */
typedef gboolean (*StageEach)(Stage *stage, const StageItem *item, gpointer data);

/* The two loops. Empty lines are passed over. What cannot be read is reported with EXIT_INPUT, and the others go on.
 *   stage_each_name  the items are NAMES or, where there are none, the lines of standard input
 *   stage_each_line  the items are the lines of FILES ("-" is standard input) or, where there are none, of standard input
 * FALSE when a callback ended the loop. */
gboolean stage_each_name(Stage *stage, char *const *names, StageEach each, gpointer data);
gboolean stage_each_line(Stage *stage, char *const *files, StageEach each, gpointer data);
