/* rapporteur-intake.c - what is there to be read: files and folders in, a line for each file out. */
#include "pipeline/home/intake.h"

static const StageInfo info = {
    .name = "intake",
    .arguments = "FILE|FOLDER...",
    .summary = "Lists the files to read, with their hashes, a line of JSON each (rapporteur.claim/1). Folders are walked; files\n"
               "that are still on their way into them are left for the next time.",
    .least = 1,
    .most = G_MAXUINT,
};

int main(int argc, char **argv) {
  Stage stage;
  if (!stage_begin(&stage, &info, argc, argv)) return stage_end(&stage);
  g_autoptr(GPtrArray) paths = intake_list(&stage, stage.arguments);
  for (guint i = 0; i < paths->len; i++) {
    g_autofree char *reason = NULL;
    g_autoptr(Claim) claim = claim_file(paths->pdata[i], &reason);
    if (reason) stage_warning(&stage, paths->pdata[i], "%s", reason);
    g_autoptr(GString) line = g_string_new(NULL);
    claim_write(line, claim);
    if (!stage_write(&stage, line)) break;
  }
  return stage_end(&stage);
}
