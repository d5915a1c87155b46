/* How expressions are written: anchors that nothing can satisfy, groups that nothing reads, what matches nothing at all. */

#include "rules/lint.h"

#include <string.h>

/* A walk through an expression's source, a token at a time: a character, an escape, a class or a bracket. */
typedef struct {
  const char *at;
  gboolean spaces; /* (?x): spaces and comments stand for nothing */
} Walk;

/* The token at WALK, which moves behind it; its length is returned, 0 at the end. */
static gsize next_token(Walk *walk) {
  const char *from = walk->at;
  if (*from == '\0') return 0;
  if (*from == '\\' && from[1]) {
    walk->at += 2;
  } else if (*from == '[') {
    const char *at = from + 1;
    if (*at == '^') at++;
    if (*at == ']') at++;
    while (*at && *at != ']') at += *at == '\\' && at[1] ? 2 : 1;
    walk->at = *at ? at + 1 : at;
  } else {
    walk->at = g_utf8_next_char(from);
  }
  return (gsize)(walk->at - from);
}

static void skip_spaces(Walk *walk) {
  while (walk->spaces && g_ascii_isspace(*walk->at)) walk->at++;
}

/* Goes behind what an opening bracket says of its group: "?:", "?<name>", "?<=", "?i". */
static void skip_group_head(Walk *walk) {
  if (*walk->at != '?') return;
  walk->at++;
  while (g_ascii_isalnum(*walk->at) || (*walk->at && strchr("<P'_-", *walk->at))) walk->at++;
  if (*walk->at && strchr(":>=!", *walk->at)) walk->at++;
}

/* The options that an expression begins with, as "(?ix)": is OPTION among them? */
static gboolean has_option(const char *source, char option) {
  if (!g_str_has_prefix(source, "(?")) return FALSE;
  const char *end = strpbrk(source + 2, ":)-");
  const char *found = strchr(source + 2, option);
  return end && *end == ')' && found && found < end;
}

/* What can stand behind "$" in an expression that may match: the end of a group or an alternative, a look around. */
static gboolean may_follow_end(const char *at) {
  return *at == '\0' || strchr(")|($", *at) || (*at == '\\' && strchr("zZb", at[1]));
}

/* An anchor that nothing satisfies: characters behind the text's end, or in front of its beginning; NULL where there is none. */
static const char *impossible_anchor(const char *source) {
  if (has_option(source, 'm')) return NULL;
  Walk walk = {source, has_option(source, 'x')};
  gboolean consumed = FALSE; /* the alternative has asked for a character before */
  for (;;) {
    skip_spaces(&walk);
    const char *from = walk.at;
    gsize length = next_token(&walk);
    if (length == 0) return NULL;
    if (*from == '(') skip_group_head(&walk);
    skip_spaces(&walk);
    if (*from == '$' && !may_follow_end(walk.at)) return "text is asked for behind its end ($)";
    if (*from == '^' && consumed) return "the beginning of the text (^) is asked for behind some of it";
    gboolean optional = *walk.at == '?' || *walk.at == '*' || *walk.at == '{';
    if (strchr("(|)", *from))
      consumed = FALSE; /* what a group holds may be optional, or look around: nothing is known behind it */
    else if (!strchr("^$?*+{}", *from) && !(*from == '\\' && strchr("bBAzZGKE", from[1])))
      consumed = !optional;
  }
}

/* A condition may hold for a text without characters; what looks for something must not. */
static gboolean matches_empty(const Expression *expression, const char *key) {
  static const char *const conditions[] = {"where", "unless", "records", "narrative", NULL};
  if (g_strv_contains(conditions, key)) return FALSE;
  g_autoptr(PatternMatch) match = pattern_search(expression->pattern, "", 0);
  return pattern_next(match) == PATTERN_MATCHED;
}

static void check_expression(const char *path, const char *key, const Expression *expression, gpointer data) {
  LintReport *report = data;
  const char *rule = rule_of_path(path);
  if (!lint_is_first(report, "expression", expression)) return;
  const char *file = expression->file, *anchor = impossible_anchor(expression->source);
  guint line = expression->line, column = expression->column, unnamed = pattern_unnamed_groups(expression->pattern);
  if (anchor) lint_tell(report, LINT_NEVER_MATCHES, file, line, column, "\"%s\" of \"%s\" never matches: %s", key, rule, anchor);
  if (unnamed)
    lint_tell(report, LINT_UNNAMED_GROUP, file, line, column,
              "\"%s\" of \"%s\" has %u group%s ( ) without a name, which nothing can read", key, rule, unnamed,
              unnamed == 1 ? "" : "s");
  if (matches_empty(expression, key))
    lint_tell(report, LINT_MATCHES_EMPTY, file, line, column,
              "\"%s\" of \"%s\" matches everything, a text without characters too", key, rule);
}

static gboolean is_read(const RuleRef *rule, const char *group) {
  if (rule->field && rule->field->group && strcmp(rule->field->group, group) == 0) return TRUE;
  return g_strv_contains(rule->groups, group);
}

static gboolean reads_any(const RuleRef *rule, const char *const *groups) {
  for (; *groups; groups++)
    if (is_read(rule, *groups)) return TRUE;
  return FALSE;
}

/* Definitions bring groups along that some of their users read and others do not: so a field is well where it reads one, and a
 * group that some rule reads by its name may stand anywhere else. A group that an expression refers back to is used by itself. */
static gboolean is_known_group(const char *group) {
  static const char *const known[] = {"value", "item", "lead", "text", "printed", "count", NULL};
  return g_strv_contains(known, group);
}

static void check_groups(LintReport *report, const RuleRef *rule, const Expression *expression) {
  if (!expression) return;
  const char *const *groups = pattern_groups(expression->pattern);
  if (rule->field && reads_any(rule, groups)) return;
  for (; *groups; groups++) {
    g_autofree char *k = g_strdup_printf("\\k<%s>", *groups), *p = g_strdup_printf("(?P=%s)", *groups);
    g_autofree char *call = g_strdup_printf("(?&%s)", *groups), *condition = g_strdup_printf("(?(<%s>)", *groups);
    const char *source = expression->source;
    if (is_read(rule, *groups) || (!rule->field && is_known_group(*groups)) || strstr(source, k) || strstr(source, p) ||
        strstr(source, call) || strstr(source, condition))
      continue;
    g_autofree char *read = g_strjoinv(", ", (char **)rule->groups);
    lint_tell(report, LINT_UNREAD_GROUP, expression->file, expression->line, expression->column,
              "nothing reads group (?<%s>) of \"%s\"; %s%s", *groups, rule->id,
              *read ? "what is read here: " : "no group is read here", read);
  }
}

void lint_expressions(LintReport *report, const Pack *pack) {
  pack_each_pattern(pack, check_expression, report);
  g_autoptr(GArray) rules = rule_list(pack);
  for (guint i = 0; i < rules->len; i++) {
    const RuleRef *rule = &g_array_index(rules, RuleRef, i);
    check_groups(report, rule, rule->match);
    check_groups(report, rule, rule->label);
  }
}
