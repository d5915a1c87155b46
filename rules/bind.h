/* bind.h - YAML mappings to C structures, by tables: what a rule file may say is what the tables name, and nothing else. */
#pragma once

#include "rules/examples.h"
#include "rules/pattern.h"

typedef enum {
  BIND_STRING,   /* char * */
  BIND_PATTERN,  /* Expression *: a regular expression */
  BIND_SOURCE,   /* Expression * without a pattern: a part of a regular expression that the caller makes */
  BIND_INTEGER,  /* int */
  BIND_BOOLEAN,  /* gboolean: true or false */
  BIND_CHOICE,   /* an enum (int-sized): one of `names` */
  BIND_STRINGS,  /* GPtrArray of char *: a sequence, or one scalar */
  BIND_PATTERNS, /* GPtrArray of Expression *: a sequence, or one scalar */
  BIND_SETTINGS, /* GPtrArray of Setting *: a mapping of names to scalars */
  BIND_LIST,     /* GPtrArray of structures made by `make`: a sequence of mappings, `keys` */
  BIND_STRUCT,   /* a structure within this one, `keys` */
  BIND_EXAMPLES, /* GPtrArray of Example *, NULL for none: a sequence of texts and mappings, or one */
  BIND_PLACE,    /* Examples: where the mapping stands. No key: its name, "", is that of none */
} BindType;

typedef struct BindKey BindKey;
struct BindKey {
  const char *name;
  BindType type;
  gsize offset;
  gboolean required;
  const char *const *names; /* BIND_CHOICE; NULL-terminated */
  const BindKey *keys;      /* BIND_LIST, BIND_STRUCT; ends with a row whose name is NULL */
  gpointer (*make)(void);   /* BIND_LIST */
};

/* A regular expression and where it was written. */
typedef struct {
  char *source;
  Pattern *pattern; /* NULL for a BIND_SOURCE */
  const char *file; /* interned */
  guint line, column;
} Expression;
void expression_free(Expression *expression);

/* Complains (YAML_ERROR_CONTENT) of EXPRESSION where it stands. Always FALSE. */
gboolean expression_complain(GError **error, const Expression *expression, const char *format, ...) G_GNUC_PRINTF(3, 4);

typedef struct {
  char *name, *value;
} Setting;
void setting_free(Setting *setting);

/* Fills STRUCTURE, which is zeroed but for its arrays, from MAPPING. Unknown and missing keys, values of the wrong kind and
 * regular expressions that do not compile are complaints (YAML_ERROR_CONTENT) that name file, line and column, what is wrong
 * and what would be right. On failure STRUCTURE may be partly filled; free it as usual. */
gboolean bind_mapping(const YamlNode *mapping, const BindKey *keys, gpointer structure, GError **error);

/* Calls EACH for every expression of STRUCTURE, in the order of KEYS: PATH is where it stands, "records/topic/starts/numbered" by
 * the names of the keys and the ids, KEY its own name there. PATH begins with PREFIX. */
typedef void (*BindEach)(const char *path, const char *key, const Expression *expression, gpointer data);
void bind_each_pattern(const BindKey *keys, gconstpointer structure, const char *prefix, BindEach each, gpointer data);
