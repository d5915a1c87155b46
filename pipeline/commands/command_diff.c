/* command_diff.c - rapporteur diff: what differs between two digests, or between the last one of a period and what would be
 * written now. */
#include "pipeline/changes/kept_reason.h"
#include "pipeline/commands.h"
#include "pipeline/digest/diff_print.h"
#include "pipeline/digest/diff_side.h"
#include "pipeline/digest/digest_keep.h"
#include "pipeline/home/openers.h"
#include "pipeline/workbook/workbook_read.h"

#include <stdio.h>
#include <string.h>

static char *home_folder, *quarter, *from, *to, *language;
static gboolean all, json, exit_code;

static const GOptionEntry options[] = {
    {"home", 0, 0, G_OPTION_ARG_FILENAME, &home_folder, "The home whose catalogue to ask where no two files are named", "DIR"},
    {"quarter", 0, 0, G_OPTION_ARG_STRING, &quarter, "The reports of a quarter", "2023Q4"},
    {"from", 0, 0, G_OPTION_ARG_STRING, &from, "The reports of a day and later", "2023-10-01"},
    {"to", 0, 0, G_OPTION_ARG_STRING, &to, "The reports of a day and earlier", "2023-12-31"},
    {"all", 0, 0, G_OPTION_ARG_NONE, &all, "All reports", NULL},
    {"language", 'l', 0, G_OPTION_ARG_STRING, &language, "As for rapporteur digest", "LANG"},
    {"json", 0, 0, G_OPTION_ARG_NONE, &json, "Write a line of JSON a row instead", NULL},
    {"exit-code", 0, 0, G_OPTION_ARG_NONE, &exit_code, "End with 1 where anything differs, not with 0", NULL},
    G_OPTION_ENTRY_NULL,
};

static const StageInfo info = {
    .name = "diff",
    .arguments = "[BEFORE AFTER]",
    .summary =
        "Shows which rows came, went and changed from one digest to another: of two workbooks or two catalogues, by the\n"
        "rows' IDs and the names of columns, whatever their order; a sheet or column that only one of them has is no "
        "difference.\n"
        "Without two files: from the last digest of a period (--quarter, --from and --to, or --all) to what would be written\n"
        "now. Of catalogues it also says why. Ends with 0, whether anything differs or not, unless --exit-code is given.",
    .options = options,
    .most = 2,
};

typedef struct {
  Stage *stage;
  DigestOptions wanted;
  Catalogue *catalogues[2]; /* NULL where it is a workbook */
  DiffSide *sides[2];
  const StateKey *key; /* where both are of one catalogue; else NULL */
} Diff;

static void diff_clear(Diff *diff) {
  for (guint i = 0; i < G_N_ELEMENTS(diff->sides); i++) g_clear_pointer(&diff->sides[i], diff_side_free);
  for (guint i = 0; i < G_N_ELEMENTS(diff->catalogues); i++) g_clear_pointer(&diff->catalogues[i], catalogue_close);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Diff, diff_clear)

/* ---- what is compared ---- */

/* SQLite's own mark (sqlite.org/fileformat2.html, 1.3). */
static gboolean is_catalogue(const char *path) {
  static const char mark[] = "SQLite format 3";
  char start[sizeof mark] = "";
  FILE *file = g_file_test(path, G_FILE_TEST_IS_REGULAR) ? fopen(path, "rbe") : NULL; /* a pipe would be waited for */
  gboolean read = file != NULL && fread(start, sizeof start, 1, file) == 1;
  if (file != NULL) fclose(file);
  return read && memcmp(start, mark, sizeof mark) == 0;
}

static Catalogue *open_for_reading(const char *path, GError **error) {
  g_autoptr(Catalogue) catalogue = catalogue_open(path, CATALOGUE_READ, error);
  return catalogue != NULL && catalogue_begin(catalogue, CATALOGUE_READ, error) ? g_steal_pointer(&catalogue) : NULL;
}

static gboolean open_files(Diff *diff, GError **error) {
  if (is_catalogue(diff->stage->arguments[0]) != is_catalogue(diff->stage->arguments[1])) {
    stage_error(diff->stage, EXIT_USAGE, NULL, "give two workbooks, or two catalogues: one of each can't be compared");
    return FALSE;
  }
  for (guint i = 0; i < G_N_ELEMENTS(diff->sides); i++) {
    const char *path = diff->stage->arguments[i];
    if (!is_catalogue(path)) {
      diff->sides[i] = diff_side_workbook(path, error);
    } else {
      diff->catalogues[i] = open_for_reading(path, error);
      if (diff->catalogues[i] != NULL) diff->sides[i] = diff_side_catalogue(diff->catalogues[i], &diff->wanted, error);
    }
    if (diff->sides[i] == NULL) return FALSE;
  }
  return TRUE;
}

static gboolean open_home(Diff *diff, const Home *home, GError **error) {
  Catalogue *catalogue = diff->catalogues[1] = open_catalogue(diff->stage, home, CATALOGUE_READ);
  if (catalogue == NULL || !catalogue_begin(catalogue, CATALOGUE_READ, error)) return FALSE;
  diff->sides[0] = diff_side_last(catalogue, &diff->wanted, error);
  if (diff->sides[0] == NULL) return FALSE;
  if (diff->sides[0]->kept->number == 0) {
    stage_error(diff->stage, EXIT_INPUT, home_path(home),
                "no digest of this period was kept yet, to compare with: rapporteur digest writes one");
    return FALSE;
  }
  diff->sides[1] = diff_side_catalogue(catalogue, &diff->wanted, error);
  return diff->sides[1] != NULL;
}

/* ---- what differs ---- */

/* Why a row differs is known of catalogues; "" of workbooks. */
static char *reason_of(const Diff *diff, GHashTable *catalogued, const RowChange *change, GError **error) {
  if (catalogued == NULL) return g_strdup("");
  const ReasonSource source = {diff->sides[0]->kept, diff->sides[1]->kept, diff->catalogues[1], diff->key, catalogued};
  return kept_reason(&source, change, error);
}

static void append_summary(GString *out, const Diff *diff, const GPtrArray *changes) {
  guint counts[] = {[ROW_ADDED] = 0, [ROW_GONE] = 0, [ROW_ALTERED] = 0};
  char since[DATE_SIZE];
  for (guint i = 0; i < changes->len; i++) counts[((const RowChange *)changes->pdata[i])->kind]++;
  if (diff->key != NULL) {
    date_of_time(diff->sides[0]->kept->written, since);
    g_string_append_printf(out, "since the digest of %s: ", since);
  }
  g_string_append_printf(out, "%u added, %u gone, %u altered\n", counts[ROW_ADDED], counts[ROW_GONE], counts[ROW_ALTERED]);
}

static gboolean print_changes(Diff *diff, GError **error) {
  g_autoptr(GPtrArray) changes = diff_sides(diff->sides[0], diff->sides[1], diff->catalogues[1], error);
  if (changes == NULL) return FALSE;
  const GPtrArray *documents = diff->sides[1]->documents;
  g_autoptr(GHashTable) catalogued = documents != NULL ? identities_of(documents) : NULL;
  g_autoptr(GString) out = g_string_new(NULL);
  for (guint i = 0; i < changes->len; i++) {
    g_autofree char *why = reason_of(diff, catalogued, changes->pdata[i], error);
    if (why == NULL) return FALSE;
    (json ? diff_append_json : diff_append_text)(out, changes->pdata[i], why);
  }
  if (!json && !diff->stage->quiet) append_summary(out, diff, changes);
  if (exit_code && changes->len > 0) stage_raise(diff->stage, EXIT_ATTENTION);
  stage_write(diff->stage, out);
  return TRUE;
}

static void run(Stage *stage, const Period *period) {
  g_autoptr(GError) error = NULL;
  g_autoptr(Home) home = home_new(home_folder);
  gboolean files = stage->arguments[0] != NULL;
  g_auto(Diff) diff = {.stage = stage, .wanted = {.period = *period, .language = language}};
  if (!files) diff.wanted.overrides = home_overrides(home);
  StateKey key = digest_state_key(&diff.wanted);
  if (!files) diff.key = &key;
  if ((files ? open_files(&diff, &error) : open_home(&diff, home, &error)) && print_changes(&diff, &error)) return;
  if (error == NULL) return;
  /* What digests fail with, and what workbooks do that can't be read. */
  stage_error(stage, error->domain == BOOK_READ_ERROR ? EXIT_INPUT : digest_exit_code(error), NULL, "%s", error->message);
}

int command_diff(int argc, char **argv) {
  Stage stage;
  Period period;
  g_autoptr(GError) error = NULL;
  if (!stage_begin(&stage, &info, argc, argv)) return stage_end(&stage);
  gboolean files = stage.arguments[0] != NULL, chosen = quarter != NULL || from != NULL || to != NULL;
  if (files && stage.arguments[1] == NULL)
    stage_error(&stage, EXIT_USAGE, NULL, "give two files to compare, or a period");
  else if (!period_parse(&period, quarter, from, to, all || (files && !chosen), &error))
    stage_error(&stage, EXIT_USAGE, NULL, "%s", error->message);
  else
    run(&stage, &period);
  return stage_end(&stage);
}
