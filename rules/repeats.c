/* Lists that say again what the report recommends: a consolidated list in an appendix, a summary. They are no records of their
 * own, but a proof: what only one of the two has is a miss of ours or of the report's. */

#include "rules/faults.h"
#include "rules/trace.h"

#include <string.h>

enum { FEWEST_LETTERS = 30 }; /* within other words, fewer prove nothing */
enum { FIRST_WORDS = 60 };    /* characters of a text that has no label, in a fault */

/* A record, or what says it again. */
typedef struct {
  Finding *finding; /* borrowed */
  char *letters;    /* its text, without all that a second setting may change: spaces, marks, capitals */
  char *first;      /* those of its first block */
  gboolean paired;
} Said;

typedef struct {
  GArray *records, *repeats; /* Said */
  Faults faults;
} Comparison;

static void said_clear(gpointer data) {
  Said *said = data;
  g_free(said->letters);
  g_free(said->first);
}

static char *letters_of(const char *text, gsize length) {
  g_autofree char *folded = g_utf8_casefold(text, (gssize)length);
  GString *letters = g_string_new(NULL);
  for (const char *c = folded; *c; c = g_utf8_next_char(c))
    if (g_unichar_isalnum(g_utf8_get_char(c))) g_string_append_unichar(letters, g_utf8_get_char(c));
  return g_string_free(letters, FALSE);
}

/* The findings of RULE's kind from FIRST to END. */
static GArray *gather(const Engine *engine, const RecordRule *rule, guint first, guint end) {
  GArray *all = g_array_new(FALSE, FALSE, sizeof(Said));
  g_array_set_clear_func(all, said_clear);
  for (guint i = first; i < end; i++) {
    Finding *finding = engine->findings->findings->pdata[i];
    if (finding->kind != (FindingKind)rule->kind) continue;
    Said said = {.finding = finding,
                 .letters = letters_of(finding->text, strlen(finding->text)),
                 .first = letters_of(finding->text, strcspn(finding->text, "\n"))};
    g_array_append_val(all, said);
  }
  return all;
}

/* Does TEXT hold WORDS? So few that they stand anywhere must be all of it. */
static gboolean holds(const char *text, const char *words) {
  return strlen(words) < FEWEST_LETTERS ? strcmp(text, words) == 0 : strstr(text, words) != NULL;
}

/* A list may set a code in front of a record's words, and may leave out the items behind them. */
static gboolean says_the_same(const Said *record, const Said *repeat) {
  return holds(repeat->letters, record->letters) || holds(record->letters, repeat->letters) ||
         holds(repeat->letters, record->first);
}

static gboolean has_number(const Said *a, const Said *b) {
  return strcmp(a->finding->number, b->finding->number) == 0;
}

/* How surely RECORD is what REPEAT says: by its words, then by its number; each only once. 0 for not at all. */
static guint likeness(const Said *record, const Said *repeat) {
  return (says_the_same(record, repeat) ? 4u : 0) + (has_number(record, repeat) ? 2u : 0);
}

static Said *find_record(const Comparison *comparison, const Said *repeat) {
  Said *best = NULL;
  guint most = 0;
  for (guint i = 0; i < comparison->records->len; i++) {
    Said *record = &g_array_index(comparison->records, Said, i);
    guint like = record->paired ? 0 : likeness(record, repeat);
    if (like <= most) continue;
    best = record;
    most = like;
  }
  return best;
}

/* What a fault calls FINDING: by its label, its number, or where it has neither, its first words. You free it. */
static char *name_of(const Finding *finding) {
  if (finding->number_printed) return g_strdup(finding->number_printed);
  if (*finding->number) return g_strdup(finding->number);
  g_autofree char *words = g_utf8_substring(finding->text, 0, MIN(FIRST_WORDS, g_utf8_strlen(finding->text, -1)));
  return g_strdup_printf("\"%s...\"", words);
}

static void add_fault(Comparison *comparison, const Finding *finding, const char *format, ...) G_GNUC_PRINTF(3, 4);

/* Appends a fault that FINDING's page shows. */
static void add_fault(Comparison *comparison, const Finding *finding, const char *format, ...) {
  Faults *faults = &comparison->faults;
  va_list arguments;
  va_start(arguments, format);
  g_autofree char *fault = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  if (!faults->page && finding->places->len > 0) faults->page = g_array_index(finding->places, Place, 0).page;
  fault_add(faults, 0, "%s", fault);
}

/* What the list tells of a record beside its words, such as its code, becomes the record's. */
static void hand_fields(Finding *record, Finding *repeat) {
  for (guint i = 0; i < repeat->fields->len;) {
    const Field *field = repeat->fields->pdata[i];
    if (finding_field(record, field->name))
      i++;
    else
      g_ptr_array_add(record->fields, g_ptr_array_steal_index(repeat->fields, i));
  }
}

static void pair(Comparison *comparison, Said *repeat) {
  Said *record = find_record(comparison, repeat);
  g_autofree char *name = name_of(repeat->finding);
  if (!record) {
    add_fault(comparison, repeat->finding, "no recommendation was found that %s says again", name);
    return;
  }
  g_autofree char *other = name_of(record->finding);
  record->paired = repeat->paired = TRUE;
  if (!says_the_same(record, repeat)) add_fault(comparison, repeat->finding, "%s is worded otherwise than %s", name, other);
  hand_fields(record->finding, repeat->finding);
}

static void tell_unpaired(Comparison *comparison) {
  for (guint i = 0; i < comparison->records->len; i++) {
    const Said *record = &g_array_index(comparison->records, Said, i);
    if (record->paired) continue;
    g_autofree char *name = name_of(record->finding);
    add_fault(comparison, record->finding, "%s is not among those said again", name);
  }
}

static void answer(Engine *engine, const RecordRule *rule, const Comparison *comparison) {
  guint said = comparison->repeats->len;
  g_autofree char *found = g_strdup_printf("%u", said);
  g_autofree char *expected = g_strdup_printf("%u", comparison->records->len);
  g_autofree char *faults = faults_text(&comparison->faults);
  if (said == 0)
    engine_check(engine, "said_again", rule->id, CHECK_UNANSWERED, NULL, found, 0,
                 "the report does not say its recommendations again");
  else if (comparison->faults.count > 0)
    engine_check(engine, "said_again", rule->id, CHECK_FAILED, expected, found, comparison->faults.page,
                 "what says the recommendations again differs: %s", faults);
  else
    engine_check(engine, "said_again", rule->id, CHECK_PASSED, expected, found, 0,
                 "%u recommendations are said again, each in the words of one that was found", said);
}

void repeats_compare(Engine *engine, const RecordRule *rule, guint first) {
  GPtrArray *findings = engine->findings->findings;
  g_autoptr(GArray) records = gather(engine, rule, 0, first), repeats = gather(engine, rule, first, findings->len);
  Comparison comparison = {.records = records, .repeats = repeats};
  for (guint i = 0; i < repeats->len; i++) pair(&comparison, &g_array_index(repeats, Said, i));
  if (rule->repeats == REPEATS_ALL && repeats->len > 0) tell_unpaired(&comparison);
  answer(engine, rule, &comparison);
  faults_clear(&comparison.faults);
  for (guint i = first; i < findings->len; i++) trace_unmake(engine->trace, findings->pdata[i], rule->id);
  g_ptr_array_set_size(findings, (int)first);
}
