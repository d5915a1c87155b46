/* command_rules_diff.c - rapporteur rules diff: what two sets of rule packs find otherwise in the same documents. */
#include "extractors/json.h"
#include "pipeline/commands.h"
#include "pipeline/common/diff.h"
#include "pipeline/home/home_sources.h"
#include "pipeline/home/openers.h"
#include "pipeline/rules_bench/bench_documents.h"
#include "pipeline/rules_bench/findings_pair.h"
#include "rules/findings_format.h"

#include <stdio.h>
#include <string.h>

#define DIFF_FORMAT "rapporteur.rules-diff/1"

static char *home_folder;
static int jobs;
static gboolean json;

static const GOptionEntry options[] = {
    {"home", 0, 0, G_OPTION_ARG_FILENAME, &home_folder, "Over the documents in the archive of this home", "DIR"},
    {"jobs", 'j', 0, G_OPTION_ARG_INT, &jobs, "Read N files at a time (as many as there are processors)", "N"},
    {"json", 0, 0, G_OPTION_ARG_NONE, &json, "Write a line of JSON a change instead", NULL},
    G_OPTION_ENTRY_NULL,
};

static const StageInfo info = {
    .name = "rules-diff",
    .arguments = "OLD NEW [FILE...]",
    .summary =
        "Applies the rule packs of folder OLD and those of folder NEW to the same documents, and shows which findings appear,\n"
        "vanish or change: of each FILE, a PDF or lines of rapporteur-extract (.jsonl), else of a home's archive. Ends with\n"
        "0 where all is the same, with 1 where anything differs.",
    .options = options,
    .least = 2,
    .most = G_MAXUINT,
};

/* The two sets of rules. */
typedef struct {
  Rules *before, *after;
} Sets;

typedef struct {
  Stage *stage;
  GString *out; /* of the document that is compared */
  guint documents, differing, appear, vanish, change, checks;
} Comparison;

/* --- a document's changes */

/* A change as it is written. */
typedef struct {
  const char *file, *symbol, *change, *kind, *number, *before, *after, *what;
} Entry;

static const JsonField entry_fields[] = {
    {.name = "file", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Entry, file)},
    {.name = "symbol", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Entry, symbol)},
    {.name = "change", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Entry, change)},
    {.name = "kind", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Entry, kind)},
    {.name = "number", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Entry, number)},
    {.name = "what", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Entry, what)},
    {.name = "before", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Entry, before)},
    {.name = "after", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Entry, after)},
    {0},
};

static void append(Comparison *comparison, const Entry *entry) {
  GString *out = comparison->out;
  if (json) {
    json_write_line(out, DIFF_FORMAT, entry_fields, entry);
    return;
  }
  g_autofree char *number = stage_visible(entry->number);
  if (strcmp(entry->change, "appears") == 0 || strcmp(entry->change, "vanishes") == 0) {
    g_autofree char *text = stage_visible(entry->after ? entry->after : entry->before);
    g_string_append_printf(out, "  %c %s %s: %s\n", entry->after ? '+' : '-', entry->kind, number, text);
    return;
  }
  g_autofree char *words = diff_words(entry->before ? entry->before : "", entry->after ? entry->after : "");
  g_autofree char *visible = stage_visible(words);
  g_string_append_printf(out, "  ~ %s%s%s, %s: %s\n", entry->kind, *number ? " " : "", number, entry->what, visible);
}

/* What changed of a finding that both have: number, text, each field. */
static void append_changes(Comparison *comparison, Entry *entry, const FindingPair *pair) {
  entry->change = "changes";
  entry->what = "number";
  entry->before = pair->before->number;
  entry->after = pair->after->number;
  if (strcmp(entry->before, entry->after) != 0) append(comparison, entry);
  entry->what = "text";
  entry->before = pair->before->text;
  entry->after = pair->after->text;
  if (strcmp(entry->before, entry->after) != 0) append(comparison, entry);
  g_autoptr(GPtrArray) names = pair_field_names(pair);
  for (guint i = 0; names->pdata[i]; i++) {
    g_autofree char *before = field_joined(pair->before, names->pdata[i]), *after = field_joined(pair->after, names->pdata[i]);
    entry->what = names->pdata[i];
    entry->before = before;
    entry->after = after;
    if (strcmp(before, after) != 0) append(comparison, entry);
  }
}

static void compare_pair(Comparison *comparison, const Entry *about, const FindingPair *pair) {
  if (!pair_differs(pair)) return;
  Entry entry = *about;
  const Finding *finding = pair->after ? pair->after : pair->before;
  entry.kind = finding_kind_names[finding->kind];
  entry.number = finding->number;
  if (pair->before && pair->after) {
    comparison->change++;
    append_changes(comparison, &entry, pair);
    return;
  }
  entry.change = pair->after ? "appears" : "vanishes";
  *(pair->after ? &entry.after : &entry.before) = finding->text;
  (pair->after ? &comparison->appear : &comparison->vanish)[0]++;
  append(comparison, &entry);
}

static gboolean same_check(const Check *one, const Check *other) {
  return g_strcmp0(one->check, other->check) == 0 && g_strcmp0(one->scope, other->scope) == 0;
}

/* How FINDINGS answer a check like LIKE, the WHICH-th of those that are asked of the same. */
static const char *check_answer(const Findings *findings, const Check *like, guint which) {
  for (guint i = 0; i < findings->checks->len; i++) {
    const Check *check = findings->checks->pdata[i];
    if (same_check(check, like) && which-- == 0) return check_result_names[check->result];
  }
  return "not asked";
}

/* How many of the checks in front of INDEX are asked of the same as that. */
static guint count_before(const Findings *findings, guint index) {
  guint count = 0;
  for (guint i = 0; i < index; i++)
    if (same_check(findings->checks->pdata[i], findings->checks->pdata[index])) count++;
  return count;
}

/* The checks that ASKED, one of the two, asks and that come out otherwise; ONLY_NEW: those only that BEFORE does not ask. */
static void compare_checks(Comparison *comparison, const Entry *about, const Findings *asked, const Findings *before,
                           const Findings *after, gboolean only_new) {
  for (guint i = 0; i < asked->checks->len; i++) {
    const Check *check = asked->checks->pdata[i];
    guint which = count_before(asked, i);
    gboolean scoped = check->scope && *check->scope;
    g_autofree char *name = g_strconcat(check->check, scoped ? " " : "", scoped ? check->scope : "", NULL);
    Entry entry = *about;
    entry.change = "changes";
    entry.kind = "check";
    entry.number = name;
    entry.what = "result";
    entry.before = check_answer(before, check, which);
    entry.after = check_answer(after, check, which);
    if (strcmp(entry.before, entry.after) == 0 || (only_new && strcmp(entry.before, "not asked") != 0)) continue;
    comparison->checks++;
    append(comparison, &entry);
  }
}

static void compare_documents(Comparison *comparison, const Findings *before, const Findings *after) {
  Entry about = {.file = after->source_file, .symbol = findings_fact(after, "symbol"), .number = ""};
  if (g_strcmp0(before->pack, after->pack) != 0) {
    Entry entry = about;
    entry.change = "changes";
    entry.kind = "document";
    entry.what = "pack";
    entry.before = before->pack ? before->pack : "none";
    entry.after = after->pack ? after->pack : "none";
    append(comparison, &entry);
  }
  g_autoptr(GArray) pairs = findings_pair(before, after);
  for (guint i = 0; i < pairs->len; i++) compare_pair(comparison, &about, &g_array_index(pairs, FindingPair, i));
  compare_checks(comparison, &about, before, before, after, FALSE);
  compare_checks(comparison, &about, after, before, after, TRUE);
}

/* --- all documents */

/* Both sets of findings, a line each: what each set of rules makes of the one reading. */
static void write_both(GString *out, const Document *document, gconstpointer data) {
  const Sets *sets = data;
  g_autoptr(Findings) before = rules_apply(sets->before, document);
  g_autoptr(Findings) after = rules_apply(sets->after, document);
  findings_write(out, before);
  findings_write(out, after);
}

static gboolean write_document(Comparison *comparison, const Findings *after) {
  if (comparison->out->len == 0) return TRUE;
  comparison->differing++;
  stage_raise(comparison->stage, EXIT_ATTENTION);
  if (!json) {
    const char *found = findings_fact(after, "symbol");
    g_autofree char *file = stage_visible(after->source_file), *symbol = stage_visible(found ? found : "");
    g_autofree char *head = g_strdup_printf("%s%s%s%s\n", file, found ? " (" : "", symbol, found ? ")" : "");
    g_string_prepend(comparison->out, head);
  }
  return stage_write(comparison->stage, comparison->out);
}

static gboolean take_both(const Read *read, gpointer data) {
  Comparison *comparison = data;
  const char *end = memchr(read->text, '\n', read->length);
  g_autoptr(GError) error = NULL;
  gsize first = end ? (gsize)(end - read->text) + 1 : read->length;
  g_autoptr(Findings) before = findings_read(read->text, first, &error);
  g_autoptr(Findings) after = before ? findings_read(read->text + first, read->length - first, &error) : NULL;
  if (!after) {
    stage_error(comparison->stage, EXIT_FAULT, read->path, "%s", error->message);
    return TRUE;
  }
  if (read->outcome == OUTCOME_REJECTED) stage_error(comparison->stage, EXIT_INPUT, read->path, "%s", read->reason);
  g_string_truncate(comparison->out, 0);
  comparison->documents++;
  compare_documents(comparison, before, after);
  return write_document(comparison, after);
}

static GPtrArray *choose_documents(Stage *stage, char *const *files) {
  if (!*files) {
    g_autoptr(Home) home = home_new(home_folder);
    return home_sources(stage, home);
  }
  GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
  for (; *files; files++) g_ptr_array_add(paths, g_strdup(*files));
  return paths;
}

static void diff(Stage *stage) {
  g_autoptr(Rules) before = open_rules(stage, stage->arguments[0]);
  g_autoptr(Rules) after = before ? open_rules(stage, stage->arguments[1]) : NULL;
  g_autoptr(GPtrArray) paths = after ? choose_documents(stage, stage->arguments + 2) : NULL;
  if (!paths) return;
  g_autoptr(GString) out = g_string_new(NULL);
  const Sets sets = {before, after};
  Comparison comparison = {.stage = stage, .out = out};
  if (!bench_documents(stage, paths, (guint)jobs, write_both, &sets, take_both, &comparison) || stage->quiet || json) return;
  printf("%u documents, %u with differences: %u findings appear, %u vanish, %u change; %u checks come out otherwise\n",
         comparison.documents, comparison.differing, comparison.appear, comparison.vanish, comparison.change, comparison.checks);
}

int command_rules_diff(int argc, char **argv) {
  Stage stage;
  if (!stage_begin(&stage, &info, argc, argv)) return stage_end(&stage);
  if (jobs < 0)
    stage_error(&stage, EXIT_USAGE, NULL, "--jobs needs a number from 1");
  else
    diff(&stage);
  return stage_end(&stage);
}
