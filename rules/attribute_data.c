/* attribute_data.c - reading the data files of the attributes; see attribute_data.h. */
#include "rules/attribute_data.h"

#include <string.h>

const char *const text_languages[N_TEXT_LANGUAGES] = {"ar", "en", "es", "fr", "ru", "zh"};
static const char *const addressee_names[] = {"subject", "object", "none", NULL};
static const char *const head_names[] = {"last", "first", NULL};

int text_language(const char *language) {
  for (int i = 0; i < N_TEXT_LANGUAGES; i++)
    if (g_strcmp0(text_languages[i], language) == 0) return i;
  return -1;
}

/* --- structures with arrays */

static void term_lists_init(TermLists *lists) {
  for (guint i = 0; i < N_TEXT_LANGUAGES; i++) lists->of[i] = g_ptr_array_new_with_free_func(g_free);
}

static void term_lists_clear(TermLists *lists) {
  for (guint i = 0; i < N_TEXT_LANGUAGES; i++) g_clear_pointer(&lists->of[i], g_ptr_array_unref);
}

static gpointer value_make(void) {
  AttributeValue *value = g_new0(AttributeValue, 1);
  value->themes = g_ptr_array_new_with_free_func(g_free);
  term_lists_init(&value->terms);
  return value;
}

static void value_free(gpointer data) {
  AttributeValue *value = data;
  g_free(value->id);
  g_free(value->name);
  g_free(value->about);
  g_ptr_array_unref(value->themes);
  term_lists_clear(&value->terms);
  g_free(value);
}

static gpointer form_make(void) {
  return g_new0(ActionForm, 1);
}

static void form_free(gpointer data) {
  ActionForm *form = data;
  g_free(form->id);
  expression_free(form->match);
  g_free(form);
}

static gpointer category_make(void) {
  VerbCategory *category = g_new0(VerbCategory, 1);
  term_lists_init(&category->verbs);
  return category;
}

static void category_free(gpointer data) {
  VerbCategory *category = data;
  g_free(category->id);
  g_free(category->name);
  g_free(category->about);
  term_lists_clear(&category->verbs);
  g_free(category);
}

static gpointer step_make(void) {
  return g_new0(ScaleStep, 1);
}

static void step_free(gpointer data) {
  ScaleStep *step = data;
  g_free(step->name);
  g_free(step->about);
  g_free(step);
}

static gpointer citation_make(void) {
  return g_new0(CitationRule, 1);
}

static void citation_free(gpointer data) {
  CitationRule *rule = data;
  g_free(rule->id);
  expression_free(rule->match);
  g_free(rule);
}

/* --- the grammar of the files */

#define OFFSET(structure, member) .offset = G_STRUCT_OFFSET(structure, member)
#define IN_LANGUAGE(code, key_type, structure, member)                                                                           \
  { .name = (code), .type = (key_type), OFFSET(structure, member) }

/* A row for each language's terms; LISTS is the array of a TermLists. */
#define TERM_ROWS(structure, lists)                                                                                              \
  IN_LANGUAGE("ar", BIND_STRINGS, structure, lists[0]), IN_LANGUAGE("en", BIND_STRINGS, structure, lists[1]),                    \
      IN_LANGUAGE("es", BIND_STRINGS, structure, lists[2]), IN_LANGUAGE("fr", BIND_STRINGS, structure, lists[3]),                \
      IN_LANGUAGE("ru", BIND_STRINGS, structure, lists[4]), IN_LANGUAGE("zh", BIND_STRINGS, structure, lists[5])

#define GRAMMAR_ROW(code, index)                                                                                                 \
  { .name = (code), .type = BIND_STRUCT, OFFSET(Attributes, grammars[index]), .keys = grammar_keys }

static const BindKey value_keys[] = {
    {.name = "id", .type = BIND_STRING, OFFSET(AttributeValue, id), .required = TRUE},
    {.name = "name", .type = BIND_STRING, OFFSET(AttributeValue, name), .required = TRUE},
    {.name = "about", .type = BIND_STRING, OFFSET(AttributeValue, about)},
    {.name = "themes", .type = BIND_STRINGS, OFFSET(AttributeValue, themes)},
    TERM_ROWS(AttributeValue, terms.of),
    {0},
};

#define VALUES_ROW(key, member)                                                                                                  \
  { .name = (key), .type = BIND_LIST, OFFSET(Attributes, member), .required = TRUE, .keys = value_keys, .make = value_make }

static const BindKey theme_file_keys[] = {
    VALUES_ROW("themes", themes),
    VALUES_ROW("names", names),
    {0},
};
static const BindKey addressee_file_keys[] = {VALUES_ROW("addressees", addressees), {0}};
static const BindKey reference_file_keys[] = {VALUES_ROW("instruments", instruments), {0}};

static const BindKey step_keys[] = {
    {.name = "strength", .type = BIND_INTEGER, OFFSET(ScaleStep, strength), .required = TRUE},
    {.name = "name", .type = BIND_STRING, OFFSET(ScaleStep, name), .required = TRUE},
    {.name = "about", .type = BIND_STRING, OFFSET(ScaleStep, about), .required = TRUE},
    {0},
};

static const BindKey category_keys[] = {
    {.name = "id", .type = BIND_STRING, OFFSET(VerbCategory, id), .required = TRUE},
    {.name = "name", .type = BIND_STRING, OFFSET(VerbCategory, name), .required = TRUE},
    {.name = "about", .type = BIND_STRING, OFFSET(VerbCategory, about)},
    {.name = "category", .type = BIND_INTEGER, OFFSET(VerbCategory, category), .required = TRUE},
    {.name = "softer", .type = BIND_INTEGER, OFFSET(VerbCategory, softer)},
    TERM_ROWS(VerbCategory, verbs.of),
    {0},
};

static const BindKey action_file_keys[] = {
    {.name = "imperative", .type = BIND_INTEGER, OFFSET(Attributes, imperative_strength), .required = TRUE},
    {.name = "scale", .type = BIND_LIST, OFFSET(Attributes, scale), .required = TRUE, .keys = step_keys, .make = step_make},
    {.name = "categories",
     .type = BIND_LIST,
     OFFSET(Attributes, verbs),
     .required = TRUE,
     .keys = category_keys,
     .make = category_make},
    {0},
};

static const BindKey form_keys[] = {
    {.name = "id", .type = BIND_STRING, OFFSET(ActionForm, id), .required = TRUE},
    {.name = "strength", .type = BIND_INTEGER, OFFSET(ActionForm, strength), .required = TRUE},
    {.name = "addressee", .type = BIND_CHOICE, OFFSET(ActionForm, addressee), .required = TRUE, .names = addressee_names},
    {.name = "match", .type = BIND_SOURCE, OFFSET(ActionForm, match), .required = TRUE},
    {0},
};

static const BindKey citation_keys[] = {
    {.name = "id", .type = BIND_STRING, OFFSET(CitationRule, id), .required = TRUE},
    {.name = "match", .type = BIND_SOURCE, OFFSET(CitationRule, match), .required = TRUE},
    {0},
};

static const BindKey grammar_keys[] = {
    {.name = "prefixes", .type = BIND_STRINGS, OFFSET(Grammar, prefixes)},
    {.name = "head", .type = BIND_CHOICE, OFFSET(Grammar, head), .names = head_names},
    {.name = "infinitive", .type = BIND_PATTERN, OFFSET(Grammar, infinitive)},
    {.name = "stronger", .type = BIND_PATTERN, OFFSET(Grammar, stronger)},
    {.name = "sdg", .type = BIND_PATTERN, OFFSET(Grammar, sdg)},
    {.name = "form_words", .type = BIND_STRINGS, OFFSET(Grammar, form_words)},
    {.name = "citation_words", .type = BIND_STRINGS, OFFSET(Grammar, citation_words)},
    {.name = "goal_words", .type = BIND_STRINGS, OFFSET(Grammar, goal_words)},
    {.name = "determiners", .type = BIND_STRINGS, OFFSET(Grammar, determiners)},
    {.name = "joiners", .type = BIND_STRINGS, OFFSET(Grammar, joiners)},
    {.name = "introductions", .type = BIND_STRINGS, OFFSET(Grammar, introductions)},
    {.name = "adverbs", .type = BIND_STRINGS, OFFSET(Grammar, adverbs)},
    {.name = "relatives", .type = BIND_STRINGS, OFFSET(Grammar, relatives)},
    {.name = "prepositions", .type = BIND_STRINGS, OFFSET(Grammar, prepositions)},
    {.name = "actors", .type = BIND_STRINGS, OFFSET(Grammar, actors)},
    {.name = "forms", .type = BIND_LIST, OFFSET(Grammar, forms), .required = TRUE, .keys = form_keys, .make = form_make},
    {.name = "citations", .type = BIND_LIST, OFFSET(Grammar, citations), .keys = citation_keys, .make = citation_make},
    {0},
};

static const BindKey language_file_keys[] = {
    GRAMMAR_ROW("ar", 0),
    GRAMMAR_ROW("en", 1),
    GRAMMAR_ROW("es", 2),
    GRAMMAR_ROW("fr", 3),
    GRAMMAR_ROW("ru", 4),
    GRAMMAR_ROW("zh", 5),
    {0},
};

static const struct {
  const char *name;
  const BindKey *keys;
} files[] = {
    {"themes.yaml", theme_file_keys},   {"addressees.yaml", addressee_file_keys}, {"references.yaml", reference_file_keys},
    {"actions.yaml", action_file_keys}, {"languages.yaml", language_file_keys},
};

/* --- the structure of all of them */

static void grammar_init(Grammar *grammar) {
  GPtrArray **const texts[] = {&grammar->form_words,  &grammar->citation_words, &grammar->goal_words,    &grammar->prefixes,
                               &grammar->determiners, &grammar->joiners,        &grammar->introductions, &grammar->adverbs,
                               &grammar->relatives,   &grammar->prepositions,   &grammar->actors};
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++) *texts[i] = g_ptr_array_new_with_free_func(g_free);
  grammar->forms = g_ptr_array_new_with_free_func(form_free);
  grammar->citations = g_ptr_array_new_with_free_func(citation_free);
}

static void grammar_clear(Grammar *grammar) {
  GPtrArray *const arrays[] = {grammar->form_words,  grammar->citation_words, grammar->goal_words,    grammar->prefixes,
                               grammar->determiners, grammar->joiners,        grammar->introductions, grammar->adverbs,
                               grammar->relatives,   grammar->prepositions,   grammar->actors,        grammar->forms,
                               grammar->citations};
  for (guint i = 0; i < G_N_ELEMENTS(arrays); i++) g_ptr_array_unref(arrays[i]);
  expression_free(grammar->infinitive);
  expression_free(grammar->stronger);
  expression_free(grammar->sdg);
}

static Attributes *attributes_new(void) {
  Attributes *attributes = g_new0(Attributes, 1);
  attributes->scale = g_ptr_array_new_with_free_func(step_free);
  attributes->themes = g_ptr_array_new_with_free_func(value_free);
  attributes->addressees = g_ptr_array_new_with_free_func(value_free);
  attributes->instruments = g_ptr_array_new_with_free_func(value_free);
  attributes->verbs = g_ptr_array_new_with_free_func(category_free);
  attributes->names = g_ptr_array_new_with_free_func(value_free);
  for (guint i = 0; i < N_TEXT_LANGUAGES; i++) grammar_init(&attributes->grammars[i]);
  return attributes;
}

void attributes_free(Attributes *attributes) {
  if (attributes == NULL) return;
  GPtrArray *const arrays[] = {attributes->scale,      attributes->themes,      attributes->names,
                               attributes->addressees, attributes->instruments, attributes->verbs};
  for (guint i = 0; i < G_N_ELEMENTS(arrays); i++) g_ptr_array_unref(arrays[i]);
  for (guint i = 0; i < N_TEXT_LANGUAGES; i++) grammar_clear(&attributes->grammars[i]);
  for (guint i = 0; i < N_TEXT_LANGUAGES; i++) lexicon_clear(&attributes->lexicons[i]);
  g_free(attributes);
}

Attributes *attributes_load(const char *folder, GError **error) {
  g_autoptr(Attributes) attributes = attributes_new();
  for (guint i = 0; i < G_N_ELEMENTS(files); i++) {
    g_autofree char *path = g_build_filename(folder, files[i].name, NULL);
    g_autoptr(YamlFile) file = yaml_load(path, error);
    if (file == NULL || !bind_mapping(yaml_root(file), files[i].keys, attributes, error)) return NULL;
    if (!attributes_check(attributes, yaml_root(file), error)) return NULL;
  }
  for (guint i = 0; i < N_TEXT_LANGUAGES; i++)
    if (!lexicon_build_patterns(attributes, i, error)) return NULL;
  return g_steal_pointer(&attributes);
}

GPtrArray *attributes_scale(const char *folder, GError **error) {
  g_autoptr(Attributes) attributes = attributes_new();
  g_autofree char *path = g_build_filename(folder, "actions.yaml", NULL);
  g_autoptr(YamlFile) file = yaml_load(path, error);
  if (file == NULL || !bind_mapping(yaml_root(file), action_file_keys, attributes, error)) return NULL;
  return g_ptr_array_ref(attributes->scale);
}
