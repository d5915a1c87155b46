#include "rules/apply.h"

#include "extractors/data_files.h"
#include "rules/trace.h"

#include <string.h>

struct Rules {
  GPtrArray *packs; /* Pack */
  NormalData *normals;
  Attributes *attributes;
};

Rules *rules_load(const char *folder, GError **error) {
  g_autofree char *packs = folder ? g_strdup(folder) : data_file_path("rules/packs", error);
  g_autofree char *words = packs ? data_file_path("rules/data", error) : NULL;
  if (!words) return NULL;
  g_autoptr(Rules) rules = g_new0(Rules, 1);
  rules->packs = packs_load(packs, error);
  if (!rules->packs) return NULL;
  rules->normals = normal_data_load(words, error);
  g_autofree char *attributes = rules->normals ? g_build_filename(words, "attributes", NULL) : NULL;
  rules->attributes = attributes ? attributes_load(attributes, error) : NULL;
  return rules->attributes ? g_steal_pointer(&rules) : NULL;
}

void rules_free(Rules *rules) {
  if (!rules) return;
  if (rules->packs) g_ptr_array_unref(rules->packs);
  normal_data_free(rules->normals);
  attributes_free(rules->attributes);
  g_free(rules);
}

const GPtrArray *rules_packs(const Rules *rules) {
  return rules->packs;
}

static void list_free(gpointer data) {
  List *list = data;
  g_free(list->scope);
  g_array_unref(list->items);
  g_array_unref(list->blocks);
  g_free(list);
}

static void describe_document(Findings *findings, const Document *document) {
  findings->source_file = (g_free(findings->source_file), g_strdup(document->source_file));
  findings->sha256 = (g_free(findings->sha256), g_strdup(document->sha256));
  findings->extractor = (g_free(findings->extractor), g_strdup(document->extractor));
  findings->reason = g_strdup(document->reason);
  findings->engine = (g_free(findings->engine), g_strdup("rapporteur " RAPPORTEUR_VERSION));
  findings->bytes = document->bytes;
  findings->pages = document->pages->len;
  findings->outcome = document->outcome;
}

/* SYMBOL/LANGUAGE/NUMBER, or the start of the file's hash where no symbol was found. Panel topics and facts have numbers of
 * their own; a number that the report prints twice is told apart by its order. */
static void name_findings(Engine *engine) {
  static const char *const prefixes[] = {
      [FINDING_RECOMMENDATION] = "", [FINDING_PANEL_TOPIC] = "topic-", [FINDING_FACT] = "fact-"};
  const char *symbol = findings_fact(engine->findings, "symbol");
  g_autofree char *hash = g_strndup(engine->document->sha256, 12);
  g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) times = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL); /* each base was named so far */
  for (guint i = 0; i < engine->findings->findings->len; i++) {
    Finding *finding = engine->findings->findings->pdata[i];
    g_autofree char *base =
        g_strdup_printf("%s/%s/%s%s", symbol ? symbol : hash, engine->pack->language, prefixes[finding->kind], finding->number);
    g_free(finding->id);
    finding->id = g_strdup(base);
    guint again = GPOINTER_TO_UINT(g_hash_table_lookup(times, base));
    while (!g_hash_table_add(seen, g_strdup(finding->id))) {
      again = MAX(again, 1) + 1;
      g_free(finding->id);
      finding->id = g_strdup_printf("%s~%u", base, again);
    }
    g_hash_table_insert(times, g_steal_pointer(&base), GUINT_TO_POINTER(again));
  }
}

static gboolean is_found(const Engine *engine, FindingKind kind) {
  for (guint i = 0; i < engine->findings->findings->len; i++)
    if (((const Finding *)engine->findings->findings->pdata[i])->kind == kind) return TRUE;
  return FALSE;
}

/* The records of RULE that stand one below the other: in its sections, or anywhere. */
static void find_sequences(Engine *engine, const RecordRule *rule) {
  Section whole = {.end = engine->document->blocks->len};
  if (!rule->section) sequence_find(engine, rule, &whole);
  for (guint s = 0; rule->section && s < engine->sections->len; s++) {
    const Section *section = &g_array_index(engine->sections, Section, s);
    if (strcmp(section->rule->id, rule->section) == 0) sequence_find(engine, rule, section);
  }
}

/* Is RULE to be tried? FOUND are the ids of the rules that found something. */
static gboolean is_to_be_tried(const Engine *engine, const RecordRule *rule, GHashTable *found) {
  if (rule->beside && !g_hash_table_contains(found, rule->beside)) return FALSE;
  return !rule->unless_found || !is_found(engine, (FindingKind)rule->kind);
}

static void find_records(Engine *engine) {
  g_autoptr(GHashTable) found = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 0; i < engine->pack->records->len; i++) {
    const RecordRule *rule = engine->pack->records->pdata[i];
    guint before = engine->findings->findings->len;
    if (!is_to_be_tried(engine, rule, found)) continue;
    if (rule->find)
      search_find(engine, rule);
    else if (rule->table)
      table_find(engine, rule);
    else
      find_sequences(engine, rule);
    if (engine->findings->findings->len > before) g_hash_table_add(found, rule->id);
    if (rule->repeats != REPEATS_NOT) repeats_compare(engine, rule, before);
  }
}

static void apply_pack(Engine *engine) {
  engine->findings->pack = g_strdup(engine->pack->id);
  engine->findings->pack_version = g_strdup(engine->pack->version);
  outline_build(engine);
  facts_find(engine);
  find_records(engine);
  attributes_read(engine);
  name_findings(engine);
  checks_answer(engine);
}

static void check_reading(Engine *engine) {
  const Document *document = engine->document;
  gboolean whole = document->outcome == OUTCOME_COMPLETE;
  engine_check(engine, "complete_reading", NULL, whole ? CHECK_PASSED : CHECK_FAILED, NULL, outcome_names[document->outcome], 0,
               "%s", whole ? "every page was read" : document->reason);
}

static gboolean has_text(const Document *document) {
  return document->outcome == OUTCOME_COMPLETE || document->outcome == OUTCOME_PARTIAL;
}

/* Looks for what the pack that claims the document finds in it; one that holds no text is left alone. */
static void apply_rules(Engine *engine, const Rules *rules) {
  check_reading(engine);
  notices_check(engine);
  if (!has_text(engine->document)) return;
  engine->pack = recognise_pack(engine, rules->packs);
  if (engine->trace && engine->trace->pack) engine->pack = engine->trace->pack;
  if (engine->pack) {
    engine_check(engine, "recognised", NULL, CHECK_PASSED, NULL, engine->pack->id, 0, "read with the rule pack %s %s",
                 engine->pack->id, engine->pack->version);
    apply_pack(engine);
  } else {
    engine_check(engine, "recognised", NULL, CHECK_FAILED, NULL, NULL, 0,
                 "no rule pack knows this document: nothing was looked for in it");
  }
}

Findings *rules_apply_traced(const Rules *rules, const Document *document, Trace *trace) {
  g_autoptr(Findings) findings = findings_new();
  describe_document(findings, document);
  g_autoptr(GArray) parents = g_array_new(FALSE, FALSE, sizeof(int));
  g_autoptr(GArray) sections = g_array_new(FALSE, FALSE, sizeof(Section));
  g_autoptr(GArray) classes = g_array_new(FALSE, TRUE, sizeof(BlockClass));
  g_autoptr(GPtrArray) lists = g_ptr_array_new_with_free_func(list_free);
  g_autoptr(GArray) leads = g_array_new(FALSE, FALSE, sizeof(LeadCount));
  g_array_set_size(classes, document->blocks->len);
  Engine engine = {.document = document,
                   .normals = rules->normals,
                   .attributes = rules->attributes,
                   .findings = findings,
                   .parents = parents,
                   .sections = sections,
                   .classes = classes,
                   .lists = lists,
                   .leads = leads,
                   .trace = trace};
  apply_rules(&engine, rules);
  trace_end(trace, &engine);
  return g_steal_pointer(&findings);
}

Findings *rules_apply(const Rules *rules, const Document *document) {
  return rules_apply_traced(rules, document, NULL);
}
