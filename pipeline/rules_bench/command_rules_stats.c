/* command_rules_stats.c - rapporteur rules stats: which rules find how much over a home, and which never did. */
#include "extractors/json.h"
#include "pipeline/commands.h"
#include "pipeline/home/home_sources.h"
#include "pipeline/home/openers.h"
#include "pipeline/rules_bench/bench_documents.h"
#include "pipeline/stages/pack_choice.h"
#include "rules/rule_hits.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What the names of rules begin with that are none of a pack's: see rules/attributes.h. */
#define ATTRIBUTES "attributes/"
#define STATS_FORMAT "rapporteur.rules-stats/1"

static char *home_folder, *rules_folder;
static int jobs;
static gboolean json, documents_too;

static const GOptionEntry options[] = {
    {"home", 0, 0, G_OPTION_ARG_FILENAME, &home_folder, "The folder with archive and catalogue", "DIR"},
    {"rules", 'r', 0, G_OPTION_ARG_FILENAME, &rules_folder, "The rule packs in FOLDER instead of the program's own", "FOLDER"},
    {"documents", 'd', 0, G_OPTION_ARG_NONE, &documents_too,
     "Read the archive's documents again, and count where each rule would match", NULL},
    {"jobs", 'j', 0, G_OPTION_ARG_INT, &jobs, "Read N files at a time (as many as there are processors)", "N"},
    {"json", 0, 0, G_OPTION_ARG_NONE, &json, "Write a line of JSON a rule instead", NULL},
    G_OPTION_ENTRY_NULL,
};

static const StageInfo info = {
    .name = "rules-stats",
    .arguments = "",
    .summary = "Tells of each rule how much it found over a home, in how many documents, where it was stopped, and what never\n"
               "found anything. With --documents also where each would match, and where one in front of it does too.",
    .options = options,
};

/* What is counted of one rule. */
typedef struct {
  const char *rule, *kind, *language; /* "pack/rule"; NULL kind: a rule that no pack has any more */
  guint found, found_in;              /* findings and values in the catalogue, and documents */
  guint stopped;                      /* documents in which it ran into a limit */
  guint matches, matches_in, overlaps;
  gboolean tried;   /* it has an expression that finds or does not */
  gboolean counted; /* matches were counted */
  guint last;       /* the document that was counted last, from 1 */
} Row;

static const JsonField row_fields[] = {
    {.name = "rule", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Row, rule)},
    {.name = "kind", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Row, kind)},
    {.name = "language", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Row, language)},
    {.name = "found", .type = JSON_UINT, .offset = G_STRUCT_OFFSET(Row, found)},
    {.name = "documents", .type = JSON_UINT, .offset = G_STRUCT_OFFSET(Row, found_in)},
    {.name = "stopped", .type = JSON_UINT, .offset = G_STRUCT_OFFSET(Row, stopped)},
    {.name = "matches", .type = JSON_UINT, .offset = G_STRUCT_OFFSET(Row, matches)},
    {.name = "matched_documents", .type = JSON_UINT, .offset = G_STRUCT_OFFSET(Row, matches_in)},
    {.name = "overlaps", .type = JSON_UINT, .offset = G_STRUCT_OFFSET(Row, overlaps)},
    {.name = "counted", .type = JSON_BOOL, .offset = G_STRUCT_OFFSET(Row, counted)},
    {0},
};

typedef struct {
  Stage *stage;
  const Rules *rules;
  const NormalData *normals;
  GPtrArray *rows;    /* Row, by pack and in the pack's order */
  GHashTable *by_key; /* "language pack/rule kind" to Row, and "pack/rule" to the first */
  GHashTable *packs;  /* variant_key of the packs that claimed a document */
  guint documents;
} Stats;

static char *row_key(const char *language, const char *rule, const char *kind) {
  return g_strdup_printf("%s %s %s", language, rule, kind);
}

static char *variant_key(const char *pack, const char *language) {
  return g_strdup_printf("%s %s", pack, language ? language : "");
}

static void row_free(gpointer data) {
  Row *row = data;
  g_free((char *)row->rule);
  g_free(row);
}

static Row *add_row(Stats *stats, const char *rule, const char *kind, const char *language) {
  Row *row = g_new0(Row, 1);
  row->rule = g_strdup(rule);
  row->kind = kind;
  row->language = language;
  g_ptr_array_add(stats->rows, row);
  return row;
}

static gboolean makes_findings(RuleKind kind) {
  return kind != RULE_EVIDENCE && kind != RULE_SECTION && kind != RULE_TOLD;
}

/* A row a rule and language. What the catalogue knows of a rule is its name, so the first that makes findings is counted there,
 * in the document's language where it has one. */
static void add_pack(Stats *stats, const Pack *pack) {
  g_autoptr(GArray) rules = rule_list(pack);
  for (guint i = 0; i < rules->len; i++) {
    const RuleRef *ref = &g_array_index(rules, RuleRef, i);
    g_autofree char *name = g_strdup_printf("%s/%s", pack->id, ref->id);
    Row *row = add_row(stats, name, rule_kind_names[ref->kind], pack->language);
    row->tried = ref->match || ref->label;
    g_hash_table_insert(stats->by_key, row_key(pack->language, name, row->kind), row);
    if (!makes_findings(ref->kind)) continue;
    g_hash_table_insert(stats->by_key, row_key(pack->language, name, ""), row);
    if (!g_hash_table_contains(stats->by_key, name)) g_hash_table_insert(stats->by_key, g_strdup(name), row);
  }
}

/* The row of RULE, a name in the catalogue. */
static Row *find_row(Stats *stats, const char *rule, const char *language) {
  g_autofree char *key = row_key(language ? language : "", rule, "");
  Row *row = g_hash_table_lookup(stats->by_key, key);
  if (!row) row = g_hash_table_lookup(stats->by_key, rule);
  if (row) return row;
  gboolean attribute = g_str_has_prefix(rule, ATTRIBUTES);
  row = add_row(stats, rule, attribute ? "attribute" : NULL, NULL);
  row->tried = attribute;
  g_hash_table_insert(stats->by_key, g_strdup(rule), row);
  return row;
}

/* --- what the catalogue holds */

static void count_one(Stats *stats, const char *rule, const char *language) {
  Row *row = find_row(stats, rule, language);
  row->found++;
  if (row->last == stats->documents) return;
  row->last = stats->documents;
  row->found_in++;
}

/* A field whose values come of several rules names them all, as "a; b". */
static void count_found(Stats *stats, const char *rules, const char *language) {
  g_auto(GStrv) names = g_strsplit(rules ? rules : "", "; ", -1);
  for (char **name = names; *name; name++) count_one(stats, *name, language);
}

static void count_findings(Stats *stats, const Findings *findings) {
  const char *language = findings_fact(findings, "language");
  stats->documents++;
  if (findings->pack) g_hash_table_add(stats->packs, variant_key(findings->pack, language));
  for (guint i = 0; i < findings->findings->len; i++) {
    const Finding *finding = findings->findings->pdata[i];
    count_found(stats, finding->rule, language);
    for (guint k = 0; k < finding->fields->len; k++)
      count_found(stats, ((const Field *)finding->fields->pdata[k])->rule, language);
  }
  for (guint i = 0; i < findings->checks->len; i++) {
    const Check *check = findings->checks->pdata[i];
    if (strcmp(check->check, "rule_limit") == 0) find_row(stats, check->scope, language)->stopped++;
  }
}

static gboolean count_catalogue(Stats *stats, const Home *home) {
  g_autoptr(Catalogue) catalogue = open_catalogue(stats->stage, home, CATALOGUE_READ);
  if (!catalogue) return FALSE;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) documents =
      catalogue_begin(catalogue, CATALOGUE_READ, &error) ? catalogue_documents(catalogue, &error) : NULL;
  for (guint i = 0; documents && i < documents->len; i++) {
    g_autoptr(Findings) findings = catalogue_findings(catalogue, documents->pdata[i], &error);
    if (!findings) break;
    count_findings(stats, findings);
  }
  if (error) stage_error(stats->stage, catalogue_exit_code(error, EXIT_INPUT), NULL, "%s", error->message);
  return !error;
}

/* --- where rules would match */

/* The variant of the pack that found FINDINGS, as near as they tell. */
static const Pack *pack_of(const Rules *rules, const Findings *findings) {
  const GPtrArray *packs = rules_packs(rules);
  const char *language = findings_fact(findings, "language");
  const Pack *first = NULL;
  for (guint i = 0; findings->pack && i < packs->len; i++) {
    const Pack *pack = packs->pdata[i];
    if (strcmp(pack->id, findings->pack) != 0) continue;
    if (g_strcmp0(pack->language, language) == 0) return pack;
    if (!first) first = pack;
  }
  return first;
}

/* A line a rule that matches: its key, how often, and how often behind another. */
static void write_hits(GString *out, const Document *document, gconstpointer data) {
  const Stats *stats = data;
  g_autoptr(Findings) findings = rules_apply(stats->rules, document);
  const Pack *pack = pack_of(stats->rules, findings);
  if (!pack) return;
  g_autoptr(GArray) rules = rule_list(pack);
  g_autoptr(GArray) hits = rule_hits(pack, stats->normals, document, findings);
  for (guint i = 0; i < rules->len; i++) {
    const RuleRef *ref = &g_array_index(rules, RuleRef, i);
    const RuleHits *hit = &g_array_index(hits, RuleHits, i);
    if (hit->hits)
      g_string_append_printf(out, "%u\t%u\t%s %s/%s %s\n", hit->hits, hit->overlaps, pack->language, pack->id, ref->id,
                             rule_kind_names[ref->kind]);
  }
}

static gboolean take_hits(const Read *read, gpointer data) {
  Stats *stats = data;
  if (read->outcome == OUTCOME_REJECTED) stage_error(stats->stage, EXIT_INPUT, read->path, "%s", read->reason);
  g_autofree char *text = g_strndup(read->text, read->length);
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  for (char **line = lines; *line; line++) {
    g_auto(GStrv) columns = g_strsplit(*line, "\t", 3);
    Row *row = g_strv_length(columns) == 3 ? g_hash_table_lookup(stats->by_key, columns[2]) : NULL;
    if (!row) continue;
    row->matches += (guint)strtoul(columns[0], NULL, 10);
    row->overlaps += (guint)strtoul(columns[1], NULL, 10);
    row->matches_in++;
  }
  return TRUE;
}

static gboolean count_documents(Stats *stats, const Home *home) {
  g_autoptr(GPtrArray) paths = home_sources(stats->stage, home);
  if (!paths) return FALSE;
  for (guint i = 0; i < stats->rows->len; i++) ((Row *)stats->rows->pdata[i])->counted = TRUE;
  return bench_documents(stats->stage, paths, (guint)jobs, write_hits, stats, take_hits, stats);
}

/* --- what is written */

/* Rules of packs that claimed no document say nothing by finding nothing. */
static gboolean is_shown(const Stats *stats, const Row *row) {
  g_autofree char *pack = g_strndup(row->rule, strcspn(row->rule, "/"));
  g_autofree char *own = variant_key(pack, row->language), *any = variant_key(pack, NULL);
  gboolean claimed = g_hash_table_contains(stats->packs, own) || g_hash_table_contains(stats->packs, any);
  return claimed || row->found || row->matches || row->stopped;
}

static const char *verdict(const Row *row) {
  if (!row->kind) return "in no pack now";
  if (row->stopped) return "was stopped";
  /* The catalogue knows of no evidence, sections and told numbers: only the documents tell. */
  gboolean recorded = strcmp(row->kind, "evidence") != 0 && strcmp(row->kind, "section") != 0 && strcmp(row->kind, "told") != 0;
  gboolean known = row->tried && (recorded || row->counted);
  return known && row->found == 0 && row->matches == 0 ? "never" : "";
}

static void append_row(GString *out, const Row *row) {
  g_autofree char *rule = stage_visible(row->rule); /* the catalogue may have come from elsewhere */
  g_string_append_printf(out, "%-40s %-9s %-4s %7u %9u", rule, row->kind ? row->kind : "-", row->language ? row->language : "-",
                         row->found, row->found_in);
  if (documents_too) g_string_append_printf(out, " %8u %9u %8u", row->matches, row->matches_in, row->overlaps);
  g_string_append_printf(out, "  %s", verdict(row));
  g_strchomp(out->str);
  out->len = strlen(out->str);
  g_string_append_c(out, '\n');
}

static void write_stats(const Stats *stats) {
  g_autoptr(GString) out = g_string_new(NULL);
  if (!json) {
    g_string_append_printf(out, "%-40s %-9s %-4s %7s %9s", "Rule", "Kind", "Lang", "Found", "Documents");
    g_string_append(out, documents_too ? "  Matches Documents Overlaps\n" : "\n");
  }
  for (guint i = 0; i < stats->rows->len; i++) {
    const Row *row = stats->rows->pdata[i];
    if (!is_shown(stats, row)) continue;
    if (json)
      json_write_line(out, STATS_FORMAT, row_fields, row);
    else
      append_row(out, row);
  }
  stage_write(stats->stage, out);
}

static void count(Stage *stage, const Rules *rules, const NormalData *normals) {
  g_autoptr(Home) home = home_new(home_folder);
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(row_free);
  g_autoptr(GHashTable) by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) packs = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  Stats stats = {stage, rules, normals, rows, by_key, packs, 0};
  for (guint i = 0; i < rules_packs(rules)->len; i++) add_pack(&stats, rules_packs(rules)->pdata[i]);
  if (count_catalogue(&stats, home) && (!documents_too || count_documents(&stats, home))) write_stats(&stats);
}

int command_rules_stats(int argc, char **argv) {
  Stage stage;
  if (!stage_begin(&stage, &info, argc, argv)) return stage_end(&stage);
  if (jobs < 0) {
    stage_error(&stage, EXIT_USAGE, NULL, "--jobs needs a number from 1");
    return stage_end(&stage);
  }
  g_autoptr(Rules) rules = open_rules(&stage, rules_folder);
  g_autoptr(NormalData) normals = rules ? pack_choice_normals(&stage) : NULL;
  if (normals) count(&stage, rules, normals);
  return stage_end(&stage);
}
