/* command_rules_list.c - rapporteur rules list: which packs there are. */
#include "extractors/json.h"
#include "pipeline/commands.h"
#include "pipeline/stages/pack_choice.h"
#include "rules/rule_list.h"

#include <stdio.h>

#define LIST_FORMAT "rapporteur.rules-list/1"

static char *rules_folder;
static gboolean json;

static const GOptionEntry options[] = {
    {"rules", 'r', 0, G_OPTION_ARG_FILENAME, &rules_folder, "The rule packs in FOLDER instead of the program's own", "FOLDER"},
    {"json", 0, 0, G_OPTION_ARG_NONE, &json, "Write a line of JSON a pack instead", NULL},
    G_OPTION_ENTRY_NULL,
};

static const StageInfo info = {
    .name = "rules-list",
    .arguments = "",
    .summary = "Lists the rule packs: their versions, languages and numbers of rules, and what they extend.",
    .options = options,
};

/* A pack in all its languages. */
typedef struct {
  const char *id, *title, *version, *modified, *extends, *path;
  gboolean abstract;
  GPtrArray *languages; /* char * */
  guint rules;          /* of the language with most */
} Entry;

static const JsonField entry_fields[] = {
    {.name = "id", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Entry, id)},
    {.name = "version", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Entry, version)},
    {.name = "title", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Entry, title)},
    {.name = "languages", .type = JSON_STRINGS, .offset = G_STRUCT_OFFSET(Entry, languages)},
    {.name = "rules", .type = JSON_UINT, .offset = G_STRUCT_OFFSET(Entry, rules)},
    {.name = "extends", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Entry, extends)},
    {.name = "abstract", .type = JSON_BOOL, .offset = G_STRUCT_OFFSET(Entry, abstract)},
    {.name = "modified", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Entry, modified)},
    {.name = "file", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Entry, path)},
    {0},
};

static Entry describe(const GPtrArray *packs, const char *path) {
  const Pack *first = packs->pdata[0];
  Entry entry = {.id = first->id,
                 .title = first->title,
                 .version = first->version,
                 .modified = first->modified,
                 .extends = first->extends,
                 .path = path,
                 .abstract = first->abstract,
                 .languages = g_ptr_array_new()};
  for (guint i = 0; i < packs->len; i++) {
    const Pack *pack = packs->pdata[i];
    g_autoptr(GArray) rules = rule_list(pack);
    g_ptr_array_add(entry.languages, pack->language);
    entry.rules = MAX(entry.rules, rules->len);
  }
  return entry;
}

static void append_row(GString *out, const Entry *entry) {
  g_autoptr(GString) languages = g_string_new(NULL);
  for (guint i = 0; i < entry->languages->len; i++)
    g_string_append_printf(languages, "%s%s", i ? " " : "", (char *)entry->languages->pdata[i]);
  g_autofree char *title = stage_visible(entry->title);
  g_string_append_printf(out, "%-14s %-8s %-18s %5u  %-14s %-10s  %s\n", entry->id, entry->version, languages->str, entry->rules,
                         entry->extends ? entry->extends : "-", entry->modified ? entry->modified : "-", title);
}

static gboolean write_pack(Stage *stage, const char *path) {
  g_autoptr(GPtrArray) packs = pack_choice_load(stage, path);
  if (!packs || packs->len == 0) return TRUE;
  Entry entry = describe(packs, path);
  g_autoptr(GString) out = g_string_new(NULL);
  if (json)
    json_write_line(out, LIST_FORMAT, entry_fields, &entry);
  else
    append_row(out, &entry);
  g_ptr_array_unref(entry.languages);
  return stage_write(stage, out);
}

int command_rules_list(int argc, char **argv) {
  Stage stage;
  if (!stage_begin(&stage, &info, argc, argv)) return stage_end(&stage);
  g_autoptr(GPtrArray) paths = pack_choice(&stage, rules_folder, stage.arguments);
  if (paths && !json)
    printf("%-14s %-8s %-18s %5s  %-14s %-10s  %s\n", "Pack", "Version", "Languages", "Rules", "Extends", "Modified", "Title");
  for (guint i = 0; paths && i < paths->len; i++)
    if (!write_pack(&stage, paths->pdata[i])) break;
  return stage_end(&stage);
}
