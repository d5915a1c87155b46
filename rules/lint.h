/* lint.h - what in rule packs is likely a slip: what can't match, can't be reached, reads nothing, or takes too long.
 *
 * Each complaint bears an id that stays the same for ever, so that scripts can rely on it; lint.c's table lists them. What makes
 * a pack unusable is no matter for lint: then it does not load.
 *
 * Ownership: lists are the caller's. */
#pragma once

#include "rules/normal.h"
#include "rules/rule_list.h"

typedef enum {
  LINT_WARNING, /* a slip, almost certainly */
  LINT_INFO,    /* something that a careful author adds */
} LintLevel;
extern const char *const lint_level_names[]; /* "warning", "info" */

typedef enum {
  LINT_DUPLICATE_ID,
  LINT_DUPLICATE_EXPRESSION,
  LINT_UNREACHABLE,
  LINT_UNNAMED_GROUP,
  LINT_UNREAD_GROUP,
  LINT_NEVER_MATCHES,
  LINT_MATCHES_EMPTY,
  LINT_BACKTRACKING,
  LINT_UNUSED_SECTION,
  LINT_WITHOUT_NOTHING,
  LINT_UNUSED_DEFINE,
  LINT_SHADOWED,
  LINT_SLOW,
  LINT_NO_EXAMPLES,
  LINT_NO_METADATA,
  LINT_NOTHING_EXPECTED,
  LINT_LANGUAGE_LACKS,
  LINT_COUNT,
} LintKind;

typedef struct {
  const char *id; /* "duplicate-id" */
  LintLevel level;
  const char *advice; /* what to do, a phrase */
} LintInfo;
extern const LintInfo lint_infos[LINT_COUNT];

typedef struct {
  LintKind kind;
  const char *file; /* interned */
  guint line, column;
  char *message; /* what is wrong */
} Lint;

/* What is told so far. */
typedef struct {
  GPtrArray *lints; /* Lint */
  GHashTable *seen; /* places and kinds: what several packs inherit is told once */
} LintReport;

LintReport *lint_report_new(void);
void lint_report_free(LintReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(LintReport, lint_report_free)

/* Adds a complaint of KIND at FILE:LINE:COLUMN. */
void lint_tell(LintReport *report, LintKind kind, const char *file, guint line, guint column, const char *format, ...)
    G_GNUC_PRINTF(6, 7);

/* TRUE, once, for the place of EXPRESSION: what several packs inherit is looked at once. WHAT is who asks. */
gboolean lint_is_first(LintReport *report, const char *what, const Expression *expression);

/* Puts the complaints in the order of files and lines. */
void lint_report_sort(LintReport *report);

/* lint_rules.c: the rules of PACK beside one another. */
void lint_rules(LintReport *report, const Pack *pack, const NormalData *normals);

/* lint_expressions.c: how the expressions of PACK are written. */
void lint_expressions(LintReport *report, const Pack *pack);

/* lint_backtracking.c: how much work they can be made to be. */
void lint_backtracking(LintReport *report, const Pack *pack);

/* lint_files.c: the files of the pack at PATH (FOLDER/NAME/pack.yaml) beside those of FOLDER. FALSE with a YAML_ERROR. */
gboolean lint_files(LintReport *report, const char *path, GError **error);
