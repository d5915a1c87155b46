/* attribute_lexicon.c - the words of the attributes' data files, ready to be looked for; see attribute_data.h. */
#include "rules/attribute_data.h"

#include <string.h>

/* --- terms */

static void add_terms(Terms *terms, const GPtrArray *list, guint meaning) {
  for (guint i = 0; i < list->len; i++) terms_add(terms, list->pdata[i], meaning);
}

/* The terms of VALUES (AttributeValue) in LANGUAGE, each with its value's index and OFFSET. */
static void add_values(Terms *terms, const GPtrArray *values, guint language, guint offset) {
  for (guint i = 0; i < values->len; i++)
    add_terms(terms, ((const AttributeValue *)values->pdata[i])->terms.of[language], i + offset);
}

static Terms *list_terms(const Grammar *grammar, const GPtrArray *list) {
  Terms *terms = terms_new(grammar->prefixes);
  add_terms(terms, list, 0);
  return terms;
}

static void build_values(const Attributes *attributes, guint language, Lexicon *lexicon) {
  const GPtrArray *prefixes = attributes->grammars[language].prefixes;
  lexicon->themes = terms_new(prefixes);
  add_values(lexicon->themes, attributes->themes, language, 0);
  add_values(lexicon->themes, attributes->instruments, language, INSTRUMENT);
  add_values(lexicon->themes, attributes->names, language, NAME);
  lexicon->addressees = terms_new(prefixes);
  add_values(lexicon->addressees, attributes->addressees, language, 0);
  lexicon->verbs = terms_new(prefixes);
  for (guint i = 0; i < attributes->verbs->len; i++)
    add_terms(lexicon->verbs, ((const VerbCategory *)attributes->verbs->pdata[i])->verbs.of[language], i);
}

static void build_lists(const Grammar *grammar, Lexicon *lexicon) {
  lexicon->form_words = list_terms(grammar, grammar->form_words);
  lexicon->citation_words = list_terms(grammar, grammar->citation_words);
  lexicon->goal_words = list_terms(grammar, grammar->goal_words);
  lexicon->determiners = list_terms(grammar, grammar->determiners);
  lexicon->joiners = list_terms(grammar, grammar->joiners);
  lexicon->introductions = list_terms(grammar, grammar->introductions);
  lexicon->adverbs = list_terms(grammar, grammar->adverbs);
  lexicon->relatives = list_terms(grammar, grammar->relatives);
  lexicon->prepositions = list_terms(grammar, grammar->prepositions);
  lexicon->actors = list_terms(grammar, grammar->actors);
}

/* --- patterns */

/* Tells which of SOURCES is at fault where all of them together do not compile, for the reason WHY. */
static gboolean complain_of(const GPtrArray *sources, const GError *why, GError **error) {
  for (guint i = 0; i < sources->len; i++) {
    const Expression *source = sources->pdata[i];
    g_autoptr(GError) inner = NULL;
    g_autoptr(Pattern) pattern = pattern_new(source->source, &inner);
    if (pattern == NULL) return expression_complain(error, source, "\"match\" is no regular expression: %s", inner->message);
  }
  return expression_complain(error, sources->pdata[0], "this and those behind it are no regular expression together: %s",
                             why->message);
}

/* All of SOURCES (Expression) as one pattern in which group "rN" is the expression at index N: the first that matches at a place
 * counts. A search along a text then costs one pass, however many there are. */
static gboolean combine(const GPtrArray *sources, Expression **combined, GError **error) {
  g_autoptr(GString) regex = g_string_new(NULL);
  g_autoptr(GError) why = NULL;
  for (guint i = 0; i < sources->len; i++) {
    const Expression *expression = sources->pdata[i];
    g_string_append_printf(regex, "%s(?<r%u>%s)", i > 0 ? "|" : "", i, expression->source);
  }
  if (regex->len == 0) return TRUE;
  *combined = g_new0(Expression, 1);
  (*combined)->pattern = pattern_new(regex->str, &why);
  return (*combined)->pattern != NULL || complain_of(sources, why, error);
}

guint combined_rule(const PatternMatch *match, guint count) {
  gsize from, to;
  for (guint i = 0; i < count; i++) {
    char group[16];
    g_snprintf(group, sizeof group, "r%u", i);
    if (pattern_match_named_range(match, group, &from, &to)) return i;
  }
  return 0;
}

static gboolean build_patterns(const Grammar *grammar, Lexicon *lexicon, GError **error) {
  g_autoptr(GPtrArray) forms = g_ptr_array_new(), citations = g_ptr_array_new();
  for (guint i = 0; i < grammar->forms->len; i++) g_ptr_array_add(forms, ((const ActionForm *)grammar->forms->pdata[i])->match);
  for (guint i = 0; i < grammar->citations->len; i++)
    g_ptr_array_add(citations, ((const CitationRule *)grammar->citations->pdata[i])->match);
  return combine(forms, &lexicon->forms, error) && combine(citations, &lexicon->citations, error);
}

gboolean lexicon_build_patterns(Attributes *attributes, guint language, GError **error) {
  return build_patterns(&attributes->grammars[language], &attributes->lexicons[language], error);
}

const Lexicon *lexicon_get(const Attributes *attributes, guint language) {
  Lexicon *lexicon = (Lexicon *)&attributes->lexicons[language];
  if (!g_once_init_enter(&lexicon->ready)) return lexicon;
  build_values(attributes, language, lexicon);
  build_lists(&attributes->grammars[language], lexicon);
  g_once_init_leave(&lexicon->ready, 1);
  return lexicon;
}

void lexicon_clear(Lexicon *lexicon) {
  Terms *const terms[] = {lexicon->form_words,    lexicon->citation_words, lexicon->goal_words,  lexicon->themes,
                          lexicon->addressees,    lexicon->verbs,          lexicon->determiners, lexicon->joiners,
                          lexicon->introductions, lexicon->adverbs,        lexicon->relatives,   lexicon->prepositions,
                          lexicon->actors};
  for (guint i = 0; i < G_N_ELEMENTS(terms); i++) terms_free(terms[i]);
  expression_free(lexicon->forms);
  expression_free(lexicon->citations);
}

/* --- what the tables of attribute_data.c can't say */

static const AttributeValue *find_value(const GPtrArray *values, const char *id) {
  for (guint i = 0; i < values->len; i++)
    if (g_str_equal(((const AttributeValue *)values->pdata[i])->id, id)) return values->pdata[i];
  return NULL;
}

/* Each term in one of the lists of VALUE, a mapping, holds a word. */
static gboolean check_terms(const YamlNode *value, GError **error) {
  for (guint i = 0; i < N_TEXT_LANGUAGES; i++) {
    const YamlNode *list = yaml_lookup(value, text_languages[i]);
    for (guint t = 0; list != NULL && t < yaml_length(list); t++) {
      if (!terms_hold_word(yaml_text(yaml_value(list, t))))
        return yaml_complain(error, yaml_value(list, t), "\"%s\" holds no word", yaml_text(yaml_value(list, t)));
    }
  }
  return TRUE;
}

/* Of VALUES, read from the list KEY: no id twice, and themes that exist. */
static gboolean check_values(const Attributes *attributes, const GPtrArray *values, const YamlNode *root, const char *key,
                             GError **error) {
  const YamlNode *list = yaml_lookup(root, key);
  for (guint i = 0; list != NULL && i < values->len; i++) {
    const AttributeValue *value = values->pdata[i];
    if (find_value(values, value->id) != value)
      return yaml_complain(error, yaml_value(list, i), "id \"%s\" stands here twice", value->id);
    if (!check_terms(yaml_value(list, i), error)) return FALSE;
    for (guint t = 0; t < value->themes->len; t++)
      if (find_value(attributes->themes, value->themes->pdata[t]) == NULL)
        return yaml_complain(error, yaml_lookup(yaml_value(list, i), "themes"), "there is no theme \"%s\" in themes.yaml",
                             (const char *)value->themes->pdata[t]);
  }
  return TRUE;
}

static gboolean check_step(const YamlNode *mapping, const char *key, int value, GError **error) {
  return (value >= 1 && value <= 5) || yaml_complain(error, yaml_lookup(mapping, key), "\"%s\" should be 1 to 5", key);
}

static gboolean check_categories(const Attributes *attributes, const YamlNode *root, GError **error) {
  const YamlNode *list = yaml_lookup(root, "categories");
  for (guint i = 0; list != NULL && i < attributes->verbs->len; i++)
    if (!check_step(yaml_value(list, i), "category", ((const VerbCategory *)attributes->verbs->pdata[i])->category, error))
      return FALSE;
  return TRUE;
}

static gboolean check_forms(const Grammar *grammar, const YamlNode *language, GError **error) {
  const YamlNode *list = language != NULL ? yaml_lookup(language, "forms") : NULL;
  for (guint i = 0; list != NULL && i < grammar->forms->len; i++)
    if (!check_step(yaml_value(list, i), "strength", ((const ActionForm *)grammar->forms->pdata[i])->strength, error))
      return FALSE;
  return TRUE;
}

gboolean attributes_check(const Attributes *attributes, const YamlNode *root, GError **error) {
  if (!check_values(attributes, attributes->themes, root, "themes", error)) return FALSE;
  if (!check_values(attributes, attributes->names, root, "names", error)) return FALSE;
  if (!check_values(attributes, attributes->addressees, root, "addressees", error)) return FALSE;
  if (!check_values(attributes, attributes->instruments, root, "instruments", error)) return FALSE;
  if (!check_categories(attributes, root, error)) return FALSE;
  for (guint i = 0; i < N_TEXT_LANGUAGES; i++)
    if (!check_forms(&attributes->grammars[i], yaml_lookup(root, text_languages[i]), error)) return FALSE;
  return TRUE;
}
