#include "rules/pack.h"

#include "rules/grammar.h"
#include "rules/normal.h"

#include <string.h>

static const char *const scope_names[] = {"cover", "body", "headings", "furniture", "tables", NULL};
static const char *const record_kind_names[] = {"recommendation", "panel_topic", NULL};
static const char *const told_names[] = {"all", "list", NULL};
static const char *const continues_names[] = {"unfinished", "any", "alike", NULL};
static const char *const repeats_names[] = {"no", "some", "all", NULL};

/* Arrays of a structure, made with it and freed with it: {offset, how an element is freed}. */
typedef struct {
  gsize offset;
  GDestroyNotify free;
} Part;

static gpointer make(gsize size, const Part *arrays, guint count) {
  char *structure = g_malloc0(size);
  for (guint i = 0; i < count; i++)
    *(GPtrArray **)(gpointer)(structure + arrays[i].offset) = g_ptr_array_new_with_free_func(arrays[i].free);
  return structure;
}

static void release(gpointer structure, const Part *arrays, guint count) {
  for (guint i = 0; i < count; i++) g_ptr_array_unref(*(GPtrArray **)(gpointer)((char *)structure + arrays[i].offset));
}

/* Where a rule of type OWNER stands, and what it must match and must not. */
#define EXAMPLE_KEYS(owner)                                                                                                      \
  {.name = "matches", .type = BIND_EXAMPLES, .offset = G_STRUCT_OFFSET(owner, examples.matches)},                                \
      {.name = "rejects", .type = BIND_EXAMPLES, .offset = G_STRUCT_OFFSET(owner, examples.rejects)}, {                          \
    .name = "", .type = BIND_PLACE, .offset = G_STRUCT_OFFSET(owner, examples)                                                   \
  }

/* --- evidence */

static void evidence_free(Evidence *evidence) {
  g_free(evidence->id);
  expression_free(evidence->match);
  examples_clear(&evidence->examples);
  g_free(evidence);
}

static gpointer evidence_make(void) {
  return g_new0(Evidence, 1);
}

static const BindKey evidence_keys[] = {
    {.name = "id", .type = BIND_STRING, .offset = G_STRUCT_OFFSET(Evidence, id), .required = TRUE},
    {.name = "in", .type = BIND_CHOICE, .offset = G_STRUCT_OFFSET(Evidence, in), .required = TRUE, .names = scope_names},
    {.name = "match", .type = BIND_PATTERN, .offset = G_STRUCT_OFFSET(Evidence, match), .required = TRUE},
    {.name = "weight", .type = BIND_INTEGER, .offset = G_STRUCT_OFFSET(Evidence, weight), .required = TRUE},
    EXAMPLE_KEYS(Evidence),
    {0},
};

static const BindKey recognition_keys[] = {
    {.name = "threshold", .type = BIND_INTEGER, .offset = G_STRUCT_OFFSET(Recognition, threshold), .required = TRUE},
    {.name = "evidence",
     .type = BIND_LIST,
     .offset = G_STRUCT_OFFSET(Recognition, evidence),
     .required = TRUE,
     .keys = evidence_keys,
     .make = evidence_make},
    {0},
};

/* --- fields */

static const Part field_arrays[] = {
    {G_STRUCT_OFFSET(FieldRule, names), g_free},
    {G_STRUCT_OFFSET(FieldRule, unless), (GDestroyNotify)expression_free},
};

static void field_rule_free(FieldRule *rule) {
  g_free(rule->id);
  g_free(rule->field);
  g_free(rule->group);
  g_free(rule->value);
  g_free(rule->normal);
  expression_free(rule->where);
  expression_free(rule->match);
  release(rule, field_arrays, G_N_ELEMENTS(field_arrays));
  examples_clear(&rule->examples);
  g_free(rule);
}

static gpointer field_rule_make(void) {
  return make(sizeof(FieldRule), field_arrays, G_N_ELEMENTS(field_arrays));
}

static const BindKey field_keys[] = {
    {.name = "id", .type = BIND_STRING, .offset = G_STRUCT_OFFSET(FieldRule, id), .required = TRUE},
    {.name = "field", .type = BIND_STRING, .offset = G_STRUCT_OFFSET(FieldRule, field), .required = TRUE},
    {.name = "in", .type = BIND_CHOICE, .offset = G_STRUCT_OFFSET(FieldRule, in), .names = scope_names},
    {.name = "where", .type = BIND_PATTERN, .offset = G_STRUCT_OFFSET(FieldRule, where)},
    {.name = "match", .type = BIND_PATTERN, .offset = G_STRUCT_OFFSET(FieldRule, match)},
    {.name = "group", .type = BIND_STRING, .offset = G_STRUCT_OFFSET(FieldRule, group)},
    {.name = "value", .type = BIND_STRING, .offset = G_STRUCT_OFFSET(FieldRule, value)},
    {.name = "normal", .type = BIND_STRING, .offset = G_STRUCT_OFFSET(FieldRule, normal)},
    {.name = "names", .type = BIND_STRINGS, .offset = G_STRUCT_OFFSET(FieldRule, names)},
    {.name = "all", .type = BIND_BOOLEAN, .offset = G_STRUCT_OFFSET(FieldRule, all)},
    {.name = "unless", .type = BIND_PATTERNS, .offset = G_STRUCT_OFFSET(FieldRule, unless)},
    {.name = "expected", .type = BIND_BOOLEAN, .offset = G_STRUCT_OFFSET(FieldRule, expected)},
    EXAMPLE_KEYS(FieldRule),
    {0},
};

/* --- sections */

static void section_rule_free(SectionRule *rule) {
  g_free(rule->id);
  expression_free(rule->heading);
  expression_free(rule->ends);
  examples_clear(&rule->examples);
  g_free(rule);
}

static gpointer section_rule_make(void) {
  return g_new0(SectionRule, 1);
}

static const BindKey section_keys[] = {
    {.name = "id", .type = BIND_STRING, .offset = G_STRUCT_OFFSET(SectionRule, id), .required = TRUE},
    {.name = "heading", .type = BIND_PATTERN, .offset = G_STRUCT_OFFSET(SectionRule, heading), .required = TRUE},
    {.name = "ends", .type = BIND_PATTERN, .offset = G_STRUCT_OFFSET(SectionRule, ends)},
    {.name = "expected", .type = BIND_BOOLEAN, .offset = G_STRUCT_OFFSET(SectionRule, expected)},
    {.name = "closed", .type = BIND_BOOLEAN, .offset = G_STRUCT_OFFSET(SectionRule, closed)},
    EXAMPLE_KEYS(SectionRule),
    {0},
};

/* --- records */

static const Part lead_in_arrays[] = {{G_STRUCT_OFFSET(LeadIn, set), (GDestroyNotify)setting_free}};

static void lead_in_free(LeadIn *lead_in) {
  g_free(lead_in->id);
  expression_free(lead_in->match);
  expression_free(lead_in->records);
  release(lead_in, lead_in_arrays, G_N_ELEMENTS(lead_in_arrays));
  examples_clear(&lead_in->examples);
  g_free(lead_in);
}

static gpointer lead_in_make(void) {
  return make(sizeof(LeadIn), lead_in_arrays, G_N_ELEMENTS(lead_in_arrays));
}

static const BindKey lead_in_keys[] = {
    {.name = "id", .type = BIND_STRING, .offset = G_STRUCT_OFFSET(LeadIn, id), .required = TRUE},
    {.name = "match", .type = BIND_PATTERN, .offset = G_STRUCT_OFFSET(LeadIn, match), .required = TRUE},
    {.name = "records", .type = BIND_PATTERN, .offset = G_STRUCT_OFFSET(LeadIn, records)},
    {.name = "set", .type = BIND_SETTINGS, .offset = G_STRUCT_OFFSET(LeadIn, set)},
    {.name = "skip", .type = BIND_BOOLEAN, .offset = G_STRUCT_OFFSET(LeadIn, skip)},
    EXAMPLE_KEYS(LeadIn),
    {0},
};

static void start_rule_free(StartRule *start) {
  g_free(start->id);
  expression_free(start->label);
  expression_free(start->heading);
  expression_free(start->text);
  g_free(start->number);
  examples_clear(&start->examples);
  g_free(start);
}

static gpointer start_rule_make(void) {
  return g_new0(StartRule, 1);
}

static const BindKey start_keys[] = {
    {.name = "id", .type = BIND_STRING, .offset = G_STRUCT_OFFSET(StartRule, id), .required = TRUE},
    {.name = "label", .type = BIND_PATTERN, .offset = G_STRUCT_OFFSET(StartRule, label)},
    {.name = "heading", .type = BIND_PATTERN, .offset = G_STRUCT_OFFSET(StartRule, heading)},
    {.name = "text", .type = BIND_PATTERN, .offset = G_STRUCT_OFFSET(StartRule, text)},
    {.name = "number", .type = BIND_STRING, .offset = G_STRUCT_OFFSET(StartRule, number), .required = TRUE},
    {.name = "alone", .type = BIND_BOOLEAN, .offset = G_STRUCT_OFFSET(StartRule, alone)},
    {.name = "single", .type = BIND_BOOLEAN, .offset = G_STRUCT_OFFSET(StartRule, single)},
    {.name = "counted", .type = BIND_BOOLEAN, .offset = G_STRUCT_OFFSET(StartRule, counted)},
    {.name = "nested", .type = BIND_BOOLEAN, .offset = G_STRUCT_OFFSET(StartRule, nested)},
    {.name = "continues", .type = BIND_CHOICE, .offset = G_STRUCT_OFFSET(StartRule, continues), .names = continues_names},
    EXAMPLE_KEYS(StartRule),
    {0},
};

static const Part record_arrays[] = {
    {G_STRUCT_OFFSET(RecordRule, lead_ins), (GDestroyNotify)lead_in_free},
    {G_STRUCT_OFFSET(RecordRule, starts), (GDestroyNotify)start_rule_free},
    {G_STRUCT_OFFSET(RecordRule, continues), (GDestroyNotify)expression_free},
    {G_STRUCT_OFFSET(RecordRule, narrative), (GDestroyNotify)expression_free},
    {G_STRUCT_OFFSET(RecordRule, none), (GDestroyNotify)expression_free},
    {G_STRUCT_OFFSET(RecordRule, set), (GDestroyNotify)setting_free},
    {G_STRUCT_OFFSET(RecordRule, expects), g_free},
    {G_STRUCT_OFFSET(RecordRule, fields), (GDestroyNotify)field_rule_free},
    {G_STRUCT_OFFSET(RecordRule, following), (GDestroyNotify)field_rule_free},
    {G_STRUCT_OFFSET(RecordRule, columns), (GDestroyNotify)field_rule_free},
};

static void record_rule_free(RecordRule *rule) {
  g_free(rule->id);
  g_free(rule->section);
  g_free(rule->beside);
  g_free(rule->number);
  expression_free(rule->where);
  expression_free(rule->find);
  expression_free(rule->titled);
  expression_free(rule->table);
  release(rule, record_arrays, G_N_ELEMENTS(record_arrays));
  examples_clear(&rule->examples);
  g_free(rule);
}

static gpointer record_rule_make(void) {
  RecordRule *rule = make(sizeof(RecordRule), record_arrays, G_N_ELEMENTS(record_arrays));
  rule->in = IN_BODY;
  return rule;
}

static const BindKey record_keys[] = {
    {.name = "id", .type = BIND_STRING, .offset = G_STRUCT_OFFSET(RecordRule, id), .required = TRUE},
    {.name = "kind",
     .type = BIND_CHOICE,
     .offset = G_STRUCT_OFFSET(RecordRule, kind),
     .required = TRUE,
     .names = record_kind_names},
    {.name = "section", .type = BIND_STRING, .offset = G_STRUCT_OFFSET(RecordRule, section)},
    {.name = "beside", .type = BIND_STRING, .offset = G_STRUCT_OFFSET(RecordRule, beside)},
    {.name = "unless_found", .type = BIND_BOOLEAN, .offset = G_STRUCT_OFFSET(RecordRule, unless_found)},
    {.name = "repeats", .type = BIND_CHOICE, .offset = G_STRUCT_OFFSET(RecordRule, repeats), .names = repeats_names},
    {.name = "lead_ins",
     .type = BIND_LIST,
     .offset = G_STRUCT_OFFSET(RecordRule, lead_ins),
     .keys = lead_in_keys,
     .make = lead_in_make},
    {.name = "starts",
     .type = BIND_LIST,
     .offset = G_STRUCT_OFFSET(RecordRule, starts),
     .keys = start_keys,
     .make = start_rule_make},
    {.name = "continues", .type = BIND_PATTERNS, .offset = G_STRUCT_OFFSET(RecordRule, continues)},
    {.name = "narrative", .type = BIND_PATTERNS, .offset = G_STRUCT_OFFSET(RecordRule, narrative)},
    {.name = "none", .type = BIND_PATTERNS, .offset = G_STRUCT_OFFSET(RecordRule, none)},
    {.name = "in", .type = BIND_CHOICE, .offset = G_STRUCT_OFFSET(RecordRule, in), .names = scope_names},
    {.name = "where", .type = BIND_PATTERN, .offset = G_STRUCT_OFFSET(RecordRule, where)},
    {.name = "find", .type = BIND_PATTERN, .offset = G_STRUCT_OFFSET(RecordRule, find)},
    {.name = "titled", .type = BIND_PATTERN, .offset = G_STRUCT_OFFSET(RecordRule, titled)},
    {.name = "table", .type = BIND_PATTERN, .offset = G_STRUCT_OFFSET(RecordRule, table)},
    {.name = "columns",
     .type = BIND_LIST,
     .offset = G_STRUCT_OFFSET(RecordRule, columns),
     .keys = field_keys,
     .make = field_rule_make},
    {.name = "number", .type = BIND_STRING, .offset = G_STRUCT_OFFSET(RecordRule, number)},
    {.name = "once", .type = BIND_BOOLEAN, .offset = G_STRUCT_OFFSET(RecordRule, once)},
    {.name = "set", .type = BIND_SETTINGS, .offset = G_STRUCT_OFFSET(RecordRule, set)},
    {.name = "expects", .type = BIND_STRINGS, .offset = G_STRUCT_OFFSET(RecordRule, expects)},
    {.name = "fields",
     .type = BIND_LIST,
     .offset = G_STRUCT_OFFSET(RecordRule, fields),
     .keys = field_keys,
     .make = field_rule_make},
    {.name = "following",
     .type = BIND_LIST,
     .offset = G_STRUCT_OFFSET(RecordRule, following),
     .keys = field_keys,
     .make = field_rule_make},
    EXAMPLE_KEYS(RecordRule),
    {0},
};

/* --- told */

static void told_rule_free(ToldRule *rule) {
  g_free(rule->id);
  expression_free(rule->match);
  examples_clear(&rule->examples);
  g_free(rule);
}

static gpointer told_rule_make(void) {
  return g_new0(ToldRule, 1);
}

static const BindKey told_keys[] = {
    {.name = "id", .type = BIND_STRING, .offset = G_STRUCT_OFFSET(ToldRule, id), .required = TRUE},
    {.name = "of", .type = BIND_CHOICE, .offset = G_STRUCT_OFFSET(ToldRule, of), .names = told_names},
    {.name = "match", .type = BIND_PATTERN, .offset = G_STRUCT_OFFSET(ToldRule, match), .required = TRUE},
    EXAMPLE_KEYS(ToldRule),
    {0},
};

/* --- suspects and exceptions */

static const Part suspect_arrays[] = {{G_STRUCT_OFFSET(SuspectRule, unless), (GDestroyNotify)expression_free}};

static void suspect_rule_free(SuspectRule *rule) {
  g_free(rule->id);
  expression_free(rule->match);
  release(rule, suspect_arrays, G_N_ELEMENTS(suspect_arrays));
  g_free(rule);
}

static gpointer suspect_rule_make(void) {
  return make(sizeof(SuspectRule), suspect_arrays, G_N_ELEMENTS(suspect_arrays));
}

static const BindKey suspect_keys[] = {
    {.name = "id", .type = BIND_STRING, .offset = G_STRUCT_OFFSET(SuspectRule, id), .required = TRUE},
    {.name = "match", .type = BIND_PATTERN, .offset = G_STRUCT_OFFSET(SuspectRule, match), .required = TRUE},
    {.name = "unless", .type = BIND_PATTERNS, .offset = G_STRUCT_OFFSET(SuspectRule, unless)},
    {.name = "doubtful", .type = BIND_BOOLEAN, .offset = G_STRUCT_OFFSET(SuspectRule, doubtful)},
    {0},
};

static void exception_rule_free(ExceptionRule *rule) {
  g_free(rule->id);
  expression_free(rule->heading);
  expression_free(rule->label);
  expression_free(rule->match);
  g_free(rule->reason);
  g_free(rule);
}

static gpointer exception_rule_make(void) {
  return g_new0(ExceptionRule, 1);
}

static const BindKey exception_keys[] = {
    {.name = "id", .type = BIND_STRING, .offset = G_STRUCT_OFFSET(ExceptionRule, id), .required = TRUE},
    {.name = "heading", .type = BIND_PATTERN, .offset = G_STRUCT_OFFSET(ExceptionRule, heading)},
    {.name = "label", .type = BIND_PATTERN, .offset = G_STRUCT_OFFSET(ExceptionRule, label)},
    {.name = "match", .type = BIND_PATTERN, .offset = G_STRUCT_OFFSET(ExceptionRule, match)},
    {.name = "reason", .type = BIND_STRING, .offset = G_STRUCT_OFFSET(ExceptionRule, reason), .required = TRUE},
    {0},
};

/* --- the pack */

static const Part pack_arrays[] = {
    {G_STRUCT_OFFSET(Pack, references), g_free},
    {G_STRUCT_OFFSET(Pack, define), (GDestroyNotify)setting_free},
    {G_STRUCT_OFFSET(Pack, without), g_free},
    {G_STRUCT_OFFSET(Pack, recognise.evidence), (GDestroyNotify)evidence_free},
    {G_STRUCT_OFFSET(Pack, facts), (GDestroyNotify)field_rule_free},
    {G_STRUCT_OFFSET(Pack, sections), (GDestroyNotify)section_rule_free},
    {G_STRUCT_OFFSET(Pack, records), (GDestroyNotify)record_rule_free},
    {G_STRUCT_OFFSET(Pack, told), (GDestroyNotify)told_rule_free},
    {G_STRUCT_OFFSET(Pack, suspects), (GDestroyNotify)suspect_rule_free},
    {G_STRUCT_OFFSET(Pack, exceptions), (GDestroyNotify)exception_rule_free},
};

static const BindKey pack_keys[] = {
    {.name = "format", .type = BIND_STRING, .offset = G_STRUCT_OFFSET(Pack, format), .required = TRUE},
    {.name = "id", .type = BIND_STRING, .offset = G_STRUCT_OFFSET(Pack, id), .required = TRUE},
    {.name = "title", .type = BIND_STRING, .offset = G_STRUCT_OFFSET(Pack, title), .required = TRUE},
    {.name = "version", .type = BIND_STRING, .offset = G_STRUCT_OFFSET(Pack, version), .required = TRUE},
    {.name = "author", .type = BIND_STRING, .offset = G_STRUCT_OFFSET(Pack, author)},
    {.name = "modified", .type = BIND_STRING, .offset = G_STRUCT_OFFSET(Pack, modified)},
    {.name = "language", .type = BIND_STRING, .offset = G_STRUCT_OFFSET(Pack, language)},
    {.name = "references", .type = BIND_STRINGS, .offset = G_STRUCT_OFFSET(Pack, references)},
    {.name = "extends", .type = BIND_STRING, .offset = G_STRUCT_OFFSET(Pack, extends)},
    {.name = "abstract", .type = BIND_BOOLEAN, .offset = G_STRUCT_OFFSET(Pack, abstract)},
    {.name = "define", .type = BIND_SETTINGS, .offset = G_STRUCT_OFFSET(Pack, define)},
    {.name = "without", .type = BIND_STRINGS, .offset = G_STRUCT_OFFSET(Pack, without)},
    {.name = "recognise",
     .type = BIND_STRUCT,
     .offset = G_STRUCT_OFFSET(Pack, recognise),
     .required = TRUE,
     .keys = recognition_keys},
    {.name = "facts", .type = BIND_LIST, .offset = G_STRUCT_OFFSET(Pack, facts), .keys = field_keys, .make = field_rule_make},
    {.name = "sections",
     .type = BIND_LIST,
     .offset = G_STRUCT_OFFSET(Pack, sections),
     .keys = section_keys,
     .make = section_rule_make},
    {.name = "records",
     .type = BIND_LIST,
     .offset = G_STRUCT_OFFSET(Pack, records),
     .required = TRUE,
     .keys = record_keys,
     .make = record_rule_make},
    {.name = "told", .type = BIND_LIST, .offset = G_STRUCT_OFFSET(Pack, told), .keys = told_keys, .make = told_rule_make},
    {.name = "suspects",
     .type = BIND_LIST,
     .offset = G_STRUCT_OFFSET(Pack, suspects),
     .keys = suspect_keys,
     .make = suspect_rule_make},
    {.name = "exceptions",
     .type = BIND_LIST,
     .offset = G_STRUCT_OFFSET(Pack, exceptions),
     .keys = exception_keys,
     .make = exception_rule_make},
    {0},
};

void pack_free(Pack *pack) {
  if (!pack) return;
  char *const strings[] = {pack->path,   pack->format,   pack->id,       pack->title,  pack->version,
                           pack->author, pack->modified, pack->language, pack->extends};
  for (guint i = 0; i < G_N_ELEMENTS(strings); i++) g_free(strings[i]);
  release(pack, pack_arrays, G_N_ELEMENTS(pack_arrays));
  g_free(pack);
}

/* --- what the tables can't say */

static gboolean has_group(const Expression *expression, const char *group) {
  return g_strv_contains(pattern_groups(expression->pattern), group);
}

static gboolean check_field(const FieldRule *rule, const YamlNode *node, GError **error) {
  if (!rule->match == !rule->value)
    return yaml_complain(error, node, "rule \"%s\" needs either \"match\" or \"value\"", rule->id);
  if (rule->group && (!rule->match || !has_group(rule->match, rule->group)))
    return yaml_complain(error, yaml_lookup(node, "group"), "\"match\" has no group (?<%s>...)", rule->group);
  if (rule->normal && !normal_is_known(rule->normal))
    return yaml_complain(error, yaml_lookup(node, "normal"), "there is no normal form \"%s\"; there are %s", rule->normal,
                         normal_known());
  return TRUE;
}

static gboolean check_fields(const GPtrArray *rules, const YamlNode *list, GError **error) {
  for (guint i = 0; i < rules->len; i++)
    if (!check_field(rules->pdata[i], yaml_value(list, i), error)) return FALSE;
  return TRUE;
}

static gboolean has_section(const Pack *pack, const char *id) {
  for (guint i = 0; i < pack->sections->len; i++)
    if (strcmp(((const SectionRule *)pack->sections->pdata[i])->id, id) == 0) return TRUE;
  return FALSE;
}

static gboolean check_starts(const RecordRule *rule, const YamlNode *list, GError **error) {
  for (guint i = 0; i < rule->starts->len; i++) {
    const StartRule *start = rule->starts->pdata[i];
    const Expression *numbering = start->label ? start->label : start->heading;
    if (!numbering && !start->text)
      return yaml_complain(error, yaml_value(list, i), "start \"%s\" needs \"label\", \"heading\" or \"text\"", start->id);
    if (numbering && !start->counted && !has_group(numbering, "item"))
      return yaml_complain(error, yaml_value(list, i),
                           "start \"%s\" needs a group (?<item>...): the place of the record in its list", start->id);
  }
  return TRUE;
}

/* The ways of finding records: the key of each, and the keys that say nothing to it. */
static const struct {
  const char *key;
  const char *refused[12];
} ways[] = {
    {"starts", {"in", "where", "titled", "number", "following", "columns"}},
    {"find", {"lead_ins", "continues", "none", "columns"}},
    {"table", {"section", "lead_ins", "continues", "none", "narrative", "in", "where", "titled", "once", "following"}},
};

static gboolean refuse_keys(const YamlNode *node, const char *const *keys, const char *with, GError **error) {
  for (; *keys; keys++) {
    const YamlNode *value = yaml_lookup(node, *keys);
    if (value) return yaml_complain(error, value, "\"%s\" says nothing in a rule with \"%s\"", *keys, with);
  }
  return TRUE;
}

/* Fields of records are read from the record's own text, or from what follows it: there is no scope to choose. */
static gboolean refuse_scopes(const YamlNode *list, GError **error) {
  for (guint i = 0; list && i < yaml_length(list); i++) {
    const YamlNode *scope = yaml_lookup(yaml_value(list, i), "in");
    if (scope) return yaml_complain(error, scope, "\"in\" says nothing in a field of a record");
  }
  return TRUE;
}

/* The key of the way in which RULE, told by NODE, finds records; NULL where it names none, or several. */
static const char *const *find_way(const YamlNode *node, const char **key) {
  const char *const *refused = NULL;
  for (guint i = 0; i < G_N_ELEMENTS(ways); i++) {
    if (!yaml_lookup(node, ways[i].key)) continue;
    if (refused) return NULL;
    refused = ways[i].refused;
    *key = ways[i].key;
  }
  return refused;
}

/* Is the rule that RULE stands beside one in front of it? */
static gboolean follows_beside(const Pack *pack, const RecordRule *rule) {
  for (guint i = 0; i < pack->records->len && pack->records->pdata[i] != rule; i++)
    if (strcmp(((const RecordRule *)pack->records->pdata[i])->id, rule->beside) == 0) return TRUE;
  return FALSE;
}

/* What the way asks of the rule beside the keys that it is told by. */
static gboolean check_way(const RecordRule *rule, const YamlNode *node, GError **error) {
  if (rule->find && !((rule->titled || has_group(rule->find, "text")) && rule->number))
    return yaml_complain(error, node, "rule \"%s\" needs a group (?<text>...) in \"find\", and a \"number\"", rule->id);
  if (rule->table && !rule->number) return yaml_complain(error, node, "rule \"%s\" needs a \"number\"", rule->id);
  return check_starts(rule, yaml_lookup(node, "starts"), error);
}

static gboolean check_record(const Pack *pack, const RecordRule *rule, const YamlNode *node, GError **error) {
  const char *key = NULL;
  const char *const *refused = find_way(node, &key);
  if (!refused) return yaml_complain(error, node, "rule \"%s\" needs one of \"starts\", \"find\" and \"table\"", rule->id);
  if (rule->section && !has_section(pack, rule->section))
    return yaml_complain(error, yaml_lookup(node, "section"), "there is no section \"%s\" in this pack", rule->section);
  if (rule->beside && !follows_beside(pack, rule))
    return yaml_complain(error, yaml_lookup(node, "beside"), "there is no rule \"%s\" in front of this one", rule->beside);
  if (!check_way(rule, node, error) || !refuse_keys(node, refused, key, error)) return FALSE;
  const GPtrArray *const lists[] = {rule->fields, rule->following, rule->columns};
  static const char *const names[] = {"fields", "following", "columns"};
  for (guint i = 0; i < G_N_ELEMENTS(lists); i++) {
    const YamlNode *list = yaml_lookup(node, names[i]);
    if (!check_fields(lists[i], list, error) || !refuse_scopes(list, error)) return FALSE;
  }
  return TRUE;
}

static gboolean check_sections(const Pack *pack, const YamlNode *list, GError **error) {
  for (guint i = 0; i < pack->sections->len; i++) {
    const SectionRule *rule = pack->sections->pdata[i];
    if (rule->closed && !rule->ends)
      return yaml_complain(error, yaml_lookup(yaml_value(list, i), "closed"), "\"closed\" says nothing without \"ends\"");
  }
  return TRUE;
}

static gboolean check_exceptions(const Pack *pack, const YamlNode *list, GError **error) {
  for (guint i = 0; i < pack->exceptions->len; i++) {
    const ExceptionRule *rule = pack->exceptions->pdata[i];
    if (!rule->heading && !rule->label && !rule->match)
      return yaml_complain(error, yaml_value(list, i), "exception \"%s\" needs \"heading\", \"label\" or \"match\"", rule->id);
  }
  return TRUE;
}

static gboolean check_pack(const Pack *pack, const YamlNode *root, GError **error) {
  if (!pack->language) return yaml_complain(error, root, "\"language\" is missing");
  if (!check_fields(pack->facts, yaml_lookup(root, "facts"), error)) return FALSE;
  for (guint i = 0; i < pack->records->len; i++)
    if (!check_record(pack, pack->records->pdata[i], yaml_value(yaml_lookup(root, "records"), i), error)) return FALSE;
  for (guint i = 0; i < pack->told->len; i++)
    if (!has_group(((const ToldRule *)pack->told->pdata[i])->match, "count"))
      return yaml_complain(error, yaml_value(yaml_lookup(root, "told"), i), "\"match\" needs a group (?<count>...)");
  return check_sections(pack, yaml_lookup(root, "sections"), error) &&
         check_exceptions(pack, yaml_lookup(root, "exceptions"), error);
}

Pack *pack_bind(const YamlNode *root, const char *path, const char *language, GError **error) {
  g_autoptr(Pack) pack = make(sizeof(Pack), pack_arrays, G_N_ELEMENTS(pack_arrays));
  pack->path = g_strdup(path);
  if (!bind_mapping(root, pack_keys, pack, error)) return NULL;
  if (!pack->language) pack->language = g_strdup(language);
  if (!check_pack(pack, root, error)) return NULL;
  return g_steal_pointer(&pack);
}

char *pack_grammar(void) {
  return grammar_of("pack", pack_keys);
}

void pack_each_pattern(const Pack *pack, BindEach each, gpointer data) {
  bind_each_pattern(pack_keys, pack, "", each, data);
}
