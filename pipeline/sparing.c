/* sparing.c - see sparing.h.
 *
 * A line of the home's file .written is "written HASH PATH" or "taken HASH PATH"; of a path the last line of its kind counts. */
#include "pipeline/sparing.h"

#include "pipeline/clock.h"
#include "pipeline/source.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- what the home knows ---- */

static char *record_path(const Home *home) {
  return g_build_filename(home_path(home), ".written", NULL);
}

/* PATH whole, with links followed. */
static char *whole_name(const char *path) {
  char *real = realpath(path, NULL);
  char *name = real != NULL ? g_strdup(real) : g_canonicalize_filename(path, NULL);
  free(real);
  return name;
}

/* PATH as the record has it: what lies in the home may move with it. */
static char *recorded_name(const Home *home, const char *path) {
  g_autofree char *folder = whole_name(home_path(home)), *name = whole_name(path);
  gsize length = strlen(folder);
  gboolean within = g_str_has_prefix(name, folder) && name[length] == '/';
  return g_strdup(within ? name + length + 1 : name);
}

/* The SHA-256 of the file; NULL where it can't be read, is no file, or there is none. Read rather than mapped: the program that
 * people edit it with may make it shorter meanwhile. */
static char *hash_file(const char *path) {
  g_autofree char *reason = NULL;
  g_autoptr(GBytes) bytes = source_read(path, &reason);
  return bytes != NULL ? g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, bytes) : NULL;
}

static char **read_record(const Home *home) {
  g_autofree char *path = record_path(home), *text = NULL;
  return g_file_get_contents(path, &text, NULL, NULL) ? g_strsplit(g_strchomp(text), "\n", -1) : g_new0(char *, 1);
}

/* The hash in LINE where that is of KIND and of NAME; NULL where it isn't. Free it with g_free. */
static char *line_hash(const char *line, const char *kind, const char *name) {
  g_auto(GStrv) words = g_strsplit(line, " ", 3);
  gboolean fits = g_strv_length(words) == 3 && g_str_equal(words[0], kind) && g_str_equal(words[2], name);
  return fits ? g_strdup(words[1]) : NULL;
}

static char *find_hash(const Home *home, const char *kind, const char *name) {
  g_auto(GStrv) lines = read_record(home);
  char *found = NULL;
  for (guint i = 0; lines[i] != NULL; i++) {
    char *hash = line_hash(lines[i], kind, name);
    if (hash == NULL) continue;
    g_free(found);
    found = hash;
  }
  return found;
}

/* Puts the file at PATH into the record. Where that fails the file is one that the home knows nothing of. */
static void note(const Home *home, const char *kind, const char *path) {
  g_autofree char *record = record_path(home), *name = recorded_name(home, path), *hash = hash_file(path);
  g_auto(GStrv) lines = read_record(home);
  g_autoptr(GString) text = g_string_new(NULL);
  if (hash == NULL || strchr(name, '\n') != NULL) return;
  for (guint i = 0; lines[i] != NULL; i++) {
    g_autofree char *old = line_hash(lines[i], kind, name);
    if (old == NULL && *lines[i] != '\0') g_string_append_printf(text, "%s\n", lines[i]);
  }
  g_string_append_printf(text, "%s %s %s\n", kind, hash, name);
  g_file_set_contents(record, text->str, (gssize)text->len, NULL);
}

void sparing_note_taken(const Home *home, const char *path) {
  note(home, "taken", path);
}

/* ---- edited files ---- */

/* "q4.xlsx" as "q4.edited-2023-10-06.xlsx", with a number where that is taken. */
static char *aside_name(const char *path) {
  char date[DATE_SIZE];
  date_of_time(clock_now(), date);
  const char *base = strrchr(path, '/') != NULL ? strrchr(path, '/') + 1 : path;
  const char *dot = strrchr(base, '.') != NULL && strrchr(base, '.') != base ? strrchr(base, '.') : base + strlen(base);
  char *name = g_strdup_printf("%.*s.edited-%s%s", (int)(dot - path), path, date, dot);
  for (guint number = 2; g_file_test(name, G_FILE_TEST_EXISTS); number++) {
    g_free(name);
    name = g_strdup_printf("%.*s.edited-%s-%u%s", (int)(dot - path), path, date, number, dot);
  }
  return name;
}

/* Gives the file at PATH the second name ASIDE, or where the file system has no second names makes a copy. */
static gboolean keep_aside(const char *path, const char *aside, GError **error) {
  if (link(path, aside) == 0) return TRUE;
  g_autoptr(GFile) from = g_file_new_for_path(path), to = g_file_new_for_path(aside);
  g_autoptr(GError) why = NULL;
  if (g_file_copy(from, to, G_FILE_COPY_NONE, NULL, NULL, NULL, &why)) return TRUE;
  g_set_error(error, HOME_ERROR, HOME_ERROR_ACCESS, "%s: it was edited, and can't be kept as %s: %s", path, aside, why->message);
  return FALSE;
}

/* Where people changed the file at PATH since it was written, keeps it and tells its second name, else NULL; TAKEN: what they
 * changed was taken. */
static gboolean keep_edited(const Home *home, const char *path, char **aside, gboolean *taken, GError **error) {
  g_autofree char *name = recorded_name(home, path), *now = hash_file(path);
  g_autofree char *written = find_hash(home, "written", name), *known = find_hash(home, "taken", name);
  *aside = NULL;
  *taken = g_strcmp0(known, now) == 0;
  if (now == NULL || written == NULL || g_str_equal(now, written)) return TRUE;
  g_autofree char *whole = whole_name(path), *second = aside_name(whole);
  if (!keep_aside(whole, second, error)) return FALSE;
  *aside = g_steal_pointer(&second);
  return TRUE;
}

static void tell(Stage *stage, const char *path, const char *aside, gboolean taken) {
  g_autofree char *name = g_path_get_basename(aside);
  if (taken)
    stage_note(stage, path, "it was edited, which was taken; the edited one is kept beside it, as %s", name);
  else
    stage_warning(stage, path,
                  "it was edited since it was written; the edited one is kept beside it, as %s: rapporteur take reads it", name);
}

gboolean sparing_write(Stage *stage, const Home *home, Catalogue *catalogue, const DigestOptions *options, DigestCounts *counts,
                       GError **error) {
  g_autofree char *aside = NULL;
  gboolean taken;
  if (!keep_edited(home, options->output, &aside, &taken, error)) return FALSE;
  if (!digest_write(catalogue, options, counts, error)) {
    if (aside != NULL) g_unlink(aside);
    return FALSE;
  }
  note(home, "written", options->output);
  if (aside != NULL) tell(stage, options->output, aside, taken);
  return TRUE;
}

ExitCode sparing_exit_code(const GError *error) {
  return error->domain == HOME_ERROR ? home_exit_code(error) : digest_exit_code(error);
}
