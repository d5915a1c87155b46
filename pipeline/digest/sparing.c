/* sparing.c - see sparing.h.
 *
 * A line of the home's file .written is "KIND HASH PATH"; of a path the last line of its kind counts.
 *   ready    the file that is about to appear there: should the program end before it says "written", the file is known
 *   written  the file that was written there
 *   taken    the edited file whose changes were taken */
#include "pipeline/digest/sparing.h"

#include "pipeline/common/clock.h"
#include "pipeline/stages/source.h"

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

/* The record, to be written anew. Programs do so one after the other, each in milliseconds. NULL where it can't be had. */
static Publication *open_record(const char *path) {
  enum { TRIES = 500, PAUSE = 10 * 1000 }; /* microseconds */
  Publication *publication = NULL;
  for (guint i = 0; i < TRIES && publication == NULL; i++) {
    g_autoptr(GError) error = NULL;
    publication = publication_new(path, &error);
    if (publication != NULL || !g_error_matches(error, PUBLISH_ERROR, PUBLISH_ERROR_BUSY)) break;
    g_usleep(PAUSE);
  }
  return publication;
}

/* What is written is no longer about to be. */
static gboolean gives_way(const char *line, const char *kind, const char *name) {
  g_autofree char *same = line_hash(line, kind, name);
  g_autofree char *ready = g_str_equal(kind, "written") ? line_hash(line, "ready", name) : NULL;
  return same != NULL || ready != NULL;
}

/* Puts HASH, of the file NAME, into the record. Where that fails the file is one that the home knows nothing of. */
static void note_hash(const Home *home, const char *kind, const char *hash, const char *name) {
  if (hash == NULL || strchr(name, '\n') != NULL) return;
  g_autofree char *path = record_path(home);
  g_autoptr(Publication) record = open_record(path);
  if (record == NULL) return;
  g_auto(GStrv) lines = read_record(home);
  g_autoptr(GString) text = g_string_new(NULL);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0' && !gives_way(lines[i], kind, name)) g_string_append_printf(text, "%s\n", lines[i]);
  g_string_append_printf(text, "%s %s %s\n", kind, hash, name);
  if (g_file_set_contents(publication_file(record), text->str, (gssize)text->len, NULL)) publication_publish(record, NULL);
}

static void note(const Home *home, const char *kind, const char *path) {
  g_autofree char *name = recorded_name(home, path), *hash = hash_file(path);
  note_hash(home, kind, hash, name);
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

/* What is known of the file that a digest replaces. */
typedef struct {
  const Home *home;
  const char *path;
  char *name;     /* as the record has it */
  char *now;      /* its hash; NULL where there is none */
  char *aside;    /* its second name, where people changed it; else NULL */
  gboolean taken; /* what they changed was taken */
} Replaced;

static void replaced_clear(Replaced *replaced) {
  g_free(replaced->name);
  g_free(replaced->now);
  g_free(replaced->aside);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Replaced, replaced_clear)

/* Where people changed the file since it was written, keeps it under a second name. */
static gboolean keep_edited(Replaced *replaced, GError **error) {
  const Home *home = replaced->home;
  replaced->name = recorded_name(home, replaced->path);
  replaced->now = hash_file(replaced->path);
  g_autofree char *written = find_hash(home, "written", replaced->name), *ready = find_hash(home, "ready", replaced->name);
  g_autofree char *known = find_hash(home, "taken", replaced->name);
  replaced->taken = g_strcmp0(known, replaced->now) == 0;
  if (replaced->now == NULL || (written == NULL && ready == NULL)) return TRUE;
  if (g_strcmp0(replaced->now, written) == 0 || g_strcmp0(replaced->now, ready) == 0) return TRUE;
  g_autofree char *whole = whole_name(replaced->path), *second = aside_name(whole);
  if (!keep_aside(whole, second, error)) return FALSE;
  replaced->aside = g_steal_pointer(&second);
  return TRUE;
}

/* The digest is written, and takes the place of what is there: unless people saved that meanwhile. */
static gboolean before_it_appears(const char *file, gpointer data, GError **error) {
  const Replaced *replaced = data;
  g_autofree char *now = hash_file(replaced->path), *hash = hash_file(file);
  if (g_strcmp0(now, replaced->now) != 0) {
    g_set_error(error, HOME_ERROR, HOME_ERROR_BUSY, "%s: it was changed meanwhile, and is left as it is; try again",
                replaced->path);
    return FALSE;
  }
  note_hash(replaced->home, "ready", hash, replaced->name);
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
  g_auto(Replaced) replaced = {.home = home, .path = options->output};
  DigestOptions wanted = *options;
  wanted.ready = before_it_appears;
  wanted.ready_data = &replaced;
  if (!keep_edited(&replaced, error)) return FALSE;
  if (!digest_write(catalogue, &wanted, counts, error)) {
    if (replaced.aside != NULL) g_unlink(replaced.aside);
    return FALSE;
  }
  note(home, "written", options->output);
  if (replaced.aside != NULL) tell(stage, options->output, replaced.aside, replaced.taken);
  return TRUE;
}

ExitCode sparing_exit_code(const GError *error) {
  return error->domain == HOME_ERROR ? home_exit_code(error) : digest_exit_code(error);
}
