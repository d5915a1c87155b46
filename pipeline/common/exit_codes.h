/* exit_codes.h - what every command tells its caller. One table for all commands, never renumbered: cron jobs and scripts
 * compare these numbers. 65 to 75 are those of BSD's sysexits.h where that has a fitting one. */
#pragma once

typedef enum {
  EXIT_DONE = 0,      /* done */
  EXIT_ATTENTION = 1, /* done, but some document was rejected or failed a check: it is named on stderr */
  EXIT_USAGE = 2,     /* the command line is wrong: nothing was done */
  EXIT_RULES = 65,    /* a rule file is wrong */
  EXIT_INPUT = 66,    /* an input cannot be read */
  EXIT_FAULT = 70,    /* a fault of ours */
  EXIT_OUTPUT = 73,   /* an output cannot be written */
  EXIT_BUSY = 75,     /* another run holds the lock: try later */
} ExitCode;
