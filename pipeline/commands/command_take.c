/* command_take.c - rapporteur take: what people changed in digests becomes corrections, which outlive every new reading. */
#include "pipeline/commands.h"
#include "pipeline/common/clock.h"
#include "pipeline/common/period.h"
#include "pipeline/digest/sparing.h"
#include "pipeline/digest/take.h"
#include "pipeline/home/openers.h"
#include "pipeline/workbook/workbook_read.h"

static char *home_folder, *by;
static gboolean dry_run, trust;

static const GOptionEntry options[] = {
    {"home", 0, 0, G_OPTION_ARG_FILENAME, &home_folder, "The folder with the catalogue", "DIR"},
    {"dry-run", 'n', 0, G_OPTION_ARG_NONE, &dry_run, "Show what would be taken, and take nothing", NULL},
    {"by", 0, 0, G_OPTION_ARG_STRING, &by, "Who corrected, for overrides.yaml", "NAME"},
    {"trust", 0, 0, G_OPTION_ARG_NONE, &trust,
     "Take all that differs also from a workbook that doesn't tell what it said when it was written", NULL},
    G_OPTION_ENTRY_NULL,
};

static const StageInfo info = {
    .name = "take",
    .arguments = "DIGEST.xlsx...",
    .summary = "Reads what people changed in digests into the home's overrides.yaml, from where it comes back in every digest:\n"
               "texts, themes, addressees and other columns that rules fill, Status and Notes. What can't be taken is told.",
    .options = options,
    .least = 1,
    .most = G_MAXUINT,
};

static void append_taken(GString *out, const Taken *taken) {
  g_autofree char *id = stage_visible(taken->id), *before = g_strdup(taken->before), *after = g_strdup(taken->after);
  g_strdelimit(before, "\n", '|');
  g_strdelimit(after, "\n", '|');
  g_autofree char *was = stage_visible(before), *is = stage_visible(after);
  g_string_append_printf(out, "%s: %s: %s → %s\n", id, taken->label, *was ? was : "(empty)", *is ? is : "(empty)");
}

/* Takes the workbooks that are named; how many things were told goes to TOLD. FALSE where nothing more can be taken. */
static gboolean take_all(Stage *stage, Take *take, guint *told) {
  for (char **path = stage->arguments; *path; path++) {
    g_autoptr(GError) error = NULL;
    gboolean done = take_workbook(take, *path, &error);
    if (!done && error->domain != BOOK_READ_ERROR) {
      stage_error(stage, catalogue_exit_code(error, EXIT_INPUT), NULL, "%s", error->message);
      return FALSE;
    }
    if (!done) stage_error(stage, EXIT_INPUT, NULL, "%s", error->message);
    const GPtrArray *messages = take_result(take)->told;
    for (guint i = 0; done && i < messages->len; i++) stage_warning(stage, *path, "%s", (const char *)messages->pdata[i]);
    if (done) *told += messages->len;
  }
  return TRUE;
}

/* The digests of these quarters say something else now: the next run writes them. */
static gboolean note_owed(const Home *home, const GPtrArray *quarters, GError **error) {
  g_auto(GStrv) before = home_pending(home);
  g_autoptr(GPtrArray) all = g_ptr_array_new();
  for (char **quarter = before; *quarter; quarter++) g_ptr_array_add(all, *quarter);
  for (guint i = 0; i < quarters->len; i++)
    if (!g_ptr_array_find_with_equal_func(all, quarters->pdata[i], g_str_equal, NULL)) g_ptr_array_add(all, quarters->pdata[i]);
  g_ptr_array_add(all, NULL);
  return home_set_pending(home, (char *const *)all->pdata, error);
}

/* The digests are owed before the corrections stand in the file: whenever this ends in between, no digest is left behind. */
static gboolean save(Stage *stage, const Home *home, Corrections *corrections, const Take *take) {
  g_autoptr(GError) error = NULL;
  gboolean rewritten = FALSE;
  if (!note_owed(home, take_result(take)->quarters, &error)) {
    stage_error(stage, home_exit_code(error), NULL, "%s", error->message);
    return FALSE;
  }
  if (!corrections_save(corrections, &rewritten, &error)) {
    stage_error(stage, correction_exit_code(error), NULL, "%s", error->message);
    return FALSE;
  }
  if (rewritten)
    stage_warning(stage, home_overrides(home), "written anew, without the comments that stood in it: they are in its copy, %s~",
                  home_overrides(home));
  return TRUE;
}

static void print_result(Stage *stage, const Take *take, guint told) {
  g_autoptr(GString) out = g_string_new(NULL);
  const GPtrArray *taken = take_result(take)->taken;
  for (guint i = 0; i < taken->len; i++) append_taken(out, taken->pdata[i]);
  g_string_append_printf(out, "%s%u taken, %u told\n", dry_run ? "would be: " : "", taken->len, told);
  if (!stage->quiet) stage_write(stage, out);
}

static void take_digests(Stage *stage, const Home *home, Catalogue *catalogue, Corrections *corrections) {
  g_autoptr(GError) error = NULL;
  char today[DATE_SIZE];
  date_of_time(clock_now(), today);
  TakeOptions wanted = {.by = by, .date = today, .trust = trust};
  g_autoptr(Take) take =
      catalogue_begin(catalogue, CATALOGUE_READ, &error) ? take_new(catalogue, corrections, &wanted, &error) : NULL;
  if (!take) {
    stage_error(stage, catalogue_exit_code(error, EXIT_INPUT), NULL, "%s", error->message);
    return;
  }
  guint told = 0;
  gboolean done = take_all(stage, take, &told);
  catalogue_rollback(catalogue); /* nothing was changed: this only ends the reading */
  if (!done) return;
  if (!dry_run && take_result(take)->taken->len > 0 && !save(stage, home, corrections, take)) return;
  for (char **path = stage->arguments; *path && !dry_run; path++) sparing_note_taken(home, *path);
  print_result(stage, take, told);
}

int command_take(int argc, char **argv) {
  Stage stage;
  if (!stage_begin(&stage, &info, argc, argv)) return stage_end(&stage);
  g_autoptr(Home) home = home_new(home_folder);
  g_autoptr(GError) error = NULL;
  g_autoptr(Catalogue) catalogue = open_catalogue(&stage, home, CATALOGUE_READ);
  if (!catalogue) return stage_end(&stage);
  if (!dry_run && !home_lock(home, &error)) {
    stage_error(&stage, home_exit_code(error), NULL, "%s", error->message);
    return stage_end(&stage);
  }
  g_autoptr(Corrections) corrections = corrections_load(home_overrides(home), &error);
  if (corrections)
    take_digests(&stage, home, catalogue, corrections);
  else
    stage_error(&stage, correction_exit_code(error), NULL, "%s", error->message);
  return stage_end(&stage);
}
