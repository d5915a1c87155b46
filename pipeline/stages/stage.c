/* stage.c - options, messages, loops and the end of every stage; see stage.h. */
#include "pipeline/stages/stage.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- the command line ---- */

static const char *const exit_code_words = "Exit codes:\n"
                                           "  0   done\n"
                                           "  1   done, but some document was rejected or failed a check (named on stderr)\n"
                                           "  2   the command line is wrong\n"
                                           "  65  a rule file is wrong\n"
                                           "  66  an input cannot be read\n"
                                           "  70  a fault of the program\n"
                                           "  73  an output cannot be written\n"
                                           "  75  another run holds the lock: try later";

/* Opens what the caller closed of descriptors 0 to 2 in a way that makes every use of it fail. Otherwise the next file that
 * is opened takes the number, and messages or data would be written into it. */
static void fill_standard_descriptors(void) {
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
    if (fcntl(fd, F_GETFD) != -1 || errno != EBADF) continue;
    if (open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) == -1) abort();
  }
}

static gboolean arguments_fit(Stage *stage, int argc) {
  guint given = (guint)argc - 1;
  if (given >= stage->info->least && given <= stage->info->most) return TRUE;
  const char *what = given < stage->info->least ? "missing argument" : "too many arguments";
  const char *arguments = stage->info->arguments;
  stage_error(stage, EXIT_USAGE, NULL, "%s; usage: %s [OPTION...]%s%s", what, g_get_prgname(), *arguments != '\0' ? " " : "",
              arguments);
  return FALSE;
}

/* What the options ask for instead of the stage's work. */
typedef struct {
  gboolean help, version;
} Request;

/* ENTRIES with texts taken as they are, as file names are. GLib converts a text from the encoding of the locale, which is none of
 * ours: no stage calls setlocale, and without that "C" refuses all but ASCII. Free it with g_free. */
static GOptionEntry *unconverted(const GOptionEntry *entries) {
  guint count = 0;
  while (entries[count].long_name != NULL) count++;
  GOptionEntry *taken = g_new(GOptionEntry, count + 1);
  memcpy(taken, entries, (count + 1) * sizeof *taken);
  for (guint i = 0; i < count; i++) {
    if (taken[i].arg == G_OPTION_ARG_STRING) taken[i].arg = G_OPTION_ARG_FILENAME;
    if (taken[i].arg == G_OPTION_ARG_STRING_ARRAY) taken[i].arg = G_OPTION_ARG_FILENAME_ARRAY;
  }
  return taken;
}

/* Texts are compared with UTF-8, looked up in it and written into it. */
static gboolean check_text(Stage *stage, const GOptionEntry *entry, const char *text) {
  if (text == NULL || g_utf8_validate(text, -1, NULL)) return TRUE;
  stage_error(stage, EXIT_USAGE, NULL, "--%s: this is not in UTF-8: %s", entry->long_name, text);
  return FALSE;
}

static gboolean check_texts(Stage *stage) {
  for (const GOptionEntry *entry = stage->info->options; entry != NULL && entry->long_name != NULL; entry++) {
    if (entry->arg == G_OPTION_ARG_STRING && !check_text(stage, entry, *(char *const *)entry->arg_data)) return FALSE;
    char *const *texts = entry->arg == G_OPTION_ARG_STRING_ARRAY ? *(char **const *)entry->arg_data : NULL;
    for (; texts != NULL && *texts != NULL; texts++)
      if (!check_text(stage, entry, *texts)) return FALSE;
  }
  return TRUE;
}

static GOptionContext *make_context(Stage *stage, Request *request) {
  const StageInfo *info = stage->info;
  const GOptionEntry common[] = {
      {"help", 'h', 0, G_OPTION_ARG_NONE, &request->help, "Show this help and stop", NULL},
      {"version", 0, 0, G_OPTION_ARG_NONE, &request->version, "Show the version and stop", NULL},
      {"quiet", 'q', 0, G_OPTION_ARG_NONE, &stage->quiet, "Say nothing but what went wrong or needs a look", NULL},
      {"verbose", 'v', 0, G_OPTION_ARG_NONE, &stage->verbose, "Report each item", NULL},
      G_OPTION_ENTRY_NULL,
  };
  GOptionContext *context = g_option_context_new(info->arguments);
  g_option_context_set_help_enabled(context, FALSE); /* GLib's own ends the program before stdout is checked */
  g_option_context_set_summary(context, info->summary);
  g_option_context_set_description(context, exit_code_words);
  g_autofree GOptionEntry *own = info->options != NULL ? unconverted(info->options) : NULL;
  if (own != NULL) g_option_context_add_main_entries(context, own, NULL); /* copies them */
  g_option_context_add_main_entries(context, common, NULL);
  return context;
}

/* Prints what was asked for instead of work; FALSE where nothing was. */
static gboolean answer(const Stage *stage, const Request *request, GOptionContext *context) {
  if (request->help) {
    g_autofree char *text = g_option_context_get_help(context, TRUE, NULL);
    fputs(text, stdout);
  } else if (request->version) {
    printf("rapporteur-%s %s\n", stage->info->name, RAPPORTEUR_VERSION);
  }
  return request->help || request->version;
}

/* The command as it was typed: "rapporteur digest", "rapporteur rules lint", "rapporteur-digest". */
static char *command_name(const StageInfo *info, const char *program) {
  g_autofree char *name = g_path_get_basename(program);
  if (!g_str_equal(name, info->name)) return g_strconcat("rapporteur-", info->name, NULL);
  return g_strconcat("rapporteur ", g_strdelimit(name, "-", ' '), NULL);
}

gboolean stage_begin(Stage *stage, const StageInfo *info, int argc, char **argv) {
  *stage = (Stage){.info = info};
  Request request = {.help = FALSE};
  fill_standard_descriptors();
  g_autofree char *command = command_name(info, argv[0]);
  g_set_prgname(command); /* GOption shows it in its help */

  g_autoptr(GOptionContext) context = make_context(stage, &request);
  g_autoptr(GError) error = NULL;
  if (!g_option_context_parse(context, &argc, &argv, &error)) {
    stage_error(stage, EXIT_USAGE, NULL, "%s; try %s --help", error->message, command);
    return FALSE;
  }
  if (answer(stage, &request, context) || !check_texts(stage)) return FALSE;
  /* A "--" before an argument that begins with "-" is left in place by GLib. */
  gboolean marked = argc > 1 && g_str_equal(argv[1], "--");
  stage->arguments = argv + (marked ? 2 : 1);
  return arguments_fit(stage, argc - (marked ? 1 : 0));
}

/* ---- messages ---- */

/* Characters that a terminal acts upon instead of showing them: controls, and formats such as U+202E, which turns the
 * direction of what follows. A soft hyphen, though a format, does no harm. */
static gboolean acts_on_terminal(gunichar c) {
  GUnicodeType type = g_unichar_type(c);
  return type == G_UNICODE_CONTROL || type == G_UNICODE_LINE_SEPARATOR || type == G_UNICODE_PARAGRAPH_SEPARATOR ||
         (type == G_UNICODE_FORMAT && c != 0xAD);
}

char *stage_visible(const char *text) {
  GString *out = g_string_new(NULL);
  for (const char *at = text; *at != '\0';) {
    gunichar c = g_utf8_get_char_validated(at, -1);
    if (c == (gunichar)-1 || c == (gunichar)-2) {
      g_string_append_printf(out, "\\x%02X", (guint)(guchar)*at++);
      continue;
    }
    const char *next = g_utf8_next_char(at);
    if (!acts_on_terminal(c))
      g_string_append_len(out, at, next - at);
    else
      g_string_append_printf(out, c < 0x80 ? "\\x%02X" : "\\u%04X", c);
    at = next;
  }
  return g_string_free(out, FALSE);
}

static void print_message(const Stage *stage, const char *file, const char *format, va_list arguments) {
  g_autofree char *message = g_strdup_vprintf(format, arguments);
  g_autofree char *visible = stage_visible(message);
  g_autofree char *visible_file = file != NULL ? stage_visible(file) : NULL;
  g_autofree char *line = g_strdup_printf("rapporteur-%s: %s%s%s\n", stage->info->name, visible_file != NULL ? visible_file : "",
                                          visible_file != NULL ? ": " : "", visible);
  fputs(line, stderr);
}

void stage_raise(Stage *stage, ExitCode code) {
  if (stage->exit_code <= EXIT_ATTENTION && code > stage->exit_code) stage->exit_code = code;
}

void stage_error(Stage *stage, ExitCode code, const char *file, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  print_message(stage, file, format, arguments);
  va_end(arguments);
  stage_raise(stage, code);
}

void stage_warning(Stage *stage, const char *file, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  print_message(stage, file, format, arguments);
  va_end(arguments);
  stage_raise(stage, EXIT_ATTENTION);
}

void stage_tell(const Stage *stage, const char *file, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  if (!stage->quiet) print_message(stage, file, format, arguments);
  va_end(arguments);
}

void stage_note(const Stage *stage, const char *file, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  if (stage->verbose) print_message(stage, file, format, arguments);
  va_end(arguments);
}

/* ---- standard output ---- */

void stage_output_failed(Stage *stage, const char *why) {
  if (stage->output_failed) return;
  stage->output_failed = TRUE;
  stage_error(stage, EXIT_OUTPUT, "standard output", "%s", why);
}

gboolean stage_write(Stage *stage, const GString *out) {
  if (fwrite(out->str, 1, out->len, stdout) == out->len) return TRUE;
  stage_output_failed(stage, g_strerror(errno));
  return FALSE;
}

int stage_end(Stage *stage) {
  gboolean failed_before = ferror(stdout) != 0;
  if (fclose(stdout) != 0)
    stage_output_failed(stage, g_strerror(errno));
  else if (failed_before)
    stage_output_failed(stage, g_strerror(EIO));
  return (int)stage->exit_code;
}

/* ---- the loops ---- */

static gboolean each_line_of(Stage *stage, const char *file, FILE *stream, StageEach each, gpointer data) {
  char *line = NULL;
  size_t capacity = 0;
  gboolean goes_on = TRUE;
  ssize_t length;
  StageItem item = {.file = file};
  while (goes_on && (length = getline(&line, &capacity, stream)) != -1) {
    if (line[length - 1] == '\n') line[--length] = '\0';
    item.line++;
    item.text = line;
    item.length = (gsize)length;
    if (length > 0) goes_on = each(stage, &item, data);
  }
  if (goes_on && !feof(stream)) stage_error(stage, EXIT_INPUT, file, "%s", g_strerror(errno));
  free(line);
  return goes_on;
}

static gboolean each_line_of_file(Stage *stage, const char *file, StageEach each, gpointer data) {
  if (g_str_equal(file, "-")) return each_line_of(stage, "standard input", stdin, each, data);
  FILE *stream = fopen(file, "re");
  if (stream == NULL) {
    stage_error(stage, EXIT_INPUT, file, "%s", g_strerror(errno));
    return TRUE;
  }
  gboolean goes_on = each_line_of(stage, file, stream, each, data);
  fclose(stream);
  return goes_on;
}

gboolean stage_each_line(Stage *stage, char *const *files, StageEach each, gpointer data) {
  if (files[0] == NULL) return each_line_of(stage, "standard input", stdin, each, data);
  for (char *const *file = files; *file != NULL; file++)
    if (!each_line_of_file(stage, *file, each, data)) return FALSE;
  return TRUE;
}

gboolean stage_each_name(Stage *stage, char *const *names, StageEach each, gpointer data) {
  if (names[0] == NULL) return each_line_of(stage, "standard input", stdin, each, data);
  for (char *const *name = names; *name != NULL; name++) {
    StageItem item = {.file = *name, .text = *name, .length = strlen(*name)};
    if (!each(stage, &item, data)) return FALSE;
  }
  return TRUE;
}
