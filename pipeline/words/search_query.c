/* search_query.c - questions read; see search_query.h. */
#include "pipeline/words/search_query_private.h"

#include <string.h>

G_DEFINE_QUARK(rapporteur_search_query_error, search_query_error)

static void node_free(Node *node) {
  if (node == NULL) return;
  g_clear_pointer(&node->children, g_ptr_array_unref);
  g_free(node->text);
  g_free(node);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Node, node_free)

static Node *node_new(NodeType type, char *text) {
  Node *node = g_new0(Node, 1);
  node->type = type;
  node->text = text;
  if (text == NULL) node->children = g_ptr_array_new_with_free_func((GDestroyNotify)node_free);
  return node;
}

void search_query_free(SearchQuery *query) {
  if (query == NULL) return;
  node_free(query->root);
  g_free(query);
}

/* ---- signs ---- */

typedef enum {
  SIGN_END,
  SIGN_WORD,
  SIGN_PREFIX,
  SIGN_PHRASE,
  SIGN_OPEN,
  SIGN_CLOSE,
  SIGN_AND,
  SIGN_OR,
  SIGN_NOT,
  SIGN_NEAR,
} SignType;

typedef struct {
  const char *at; /* behind the sign */
  SignType type;
  char *text; /* as it was typed, without quotation marks and star; owned */
  guint distance;
  guint terms, depth;
  GError **error;
} Parser;

static gboolean refuse(Parser *parser, const char *format, ...) G_GNUC_PRINTF(2, 3);
static gboolean refuse(Parser *parser, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  if (parser->error != NULL && *parser->error == NULL)
    *parser->error = g_error_new_valist(SEARCH_QUERY_ERROR, SEARCH_QUERY_ERROR_SYNTAX, format, arguments);
  va_end(arguments);
  return FALSE;
}

/* What closes the quotation mark that stands at AT; NULL where none does. */
static const char *closing_mark(const char *at) {
  static const char *const marks[][2] = {
      {"\"", "\""}, {"\xE2\x80\x9C", "\xE2\x80\x9D"}, {"\xC2\xAB", "\xC2\xBB"}, {"\xE2\x80\x9E", "\xE2\x80\x9C"}};
  for (gsize i = 0; i < G_N_ELEMENTS(marks); i++)
    if (g_str_has_prefix(at, marks[i][0])) return marks[i][1];
  return NULL;
}

static gboolean read_phrase(Parser *parser, const char *closing) {
  const char *start = g_utf8_next_char(parser->at), *end = strstr(start, closing);
  if (end == NULL) return refuse(parser, "a quotation mark is opened and not closed: %s", parser->at);
  parser->type = SIGN_PHRASE;
  parser->text = g_strndup(start, (gsize)(end - start));
  parser->at = end + strlen(closing);
  return TRUE;
}

static const struct {
  const char *name;
  SignType type;
} operators[] = {{"AND", SIGN_AND}, {"OR", SIGN_OR}, {"NOT", SIGN_NOT}, {"NEAR", SIGN_NEAR}};

/* "NEAR/5" also tells how near. */
static gboolean read_near(Parser *parser) {
  static const guint usual = 10, most = 100;
  const char *number = parser->text + strlen("NEAR");
  guint64 distance = usual;
  if (*number == '/' && !g_ascii_string_to_unsigned(number + 1, 10, 1, most, &distance, NULL))
    return refuse(parser, "NEAR/ wants a number of words from 1 to %u, not \"%s\"", most, number + 1);
  parser->type = SIGN_NEAR;
  parser->distance = (guint)distance;
  return TRUE;
}

static gboolean read_word(Parser *parser) {
  const char *start = parser->at;
  for (gunichar c; (c = g_utf8_get_char(parser->at)) != 0; parser->at = g_utf8_next_char(parser->at))
    if (g_unichar_isspace(c) || strchr("()", (int)(c < 0x80 ? c : ' ')) != NULL || closing_mark(parser->at) != NULL) break;
  parser->text = g_strndup(start, (gsize)(parser->at - start));
  parser->type = SIGN_WORD;
  for (gsize i = 0; i < G_N_ELEMENTS(operators); i++)
    if (strcmp(operators[i].name, parser->text) == 0) parser->type = operators[i].type;
  if (parser->type == SIGN_NEAR || g_str_has_prefix(parser->text, "NEAR/")) return read_near(parser);
  char *star = strchr(parser->text, '*');
  if (star == NULL) return TRUE;
  if (star[1] != '\0' || star == parser->text)
    return refuse(parser, "* stands at a word's end only, for whatever follows: not in \"%s\"", parser->text);
  *star = '\0';
  parser->type = SIGN_PREFIX;
  return TRUE;
}

/* "-b", not a dash between two words. */
static gboolean is_minus(const char *at) {
  return *at == '-' && at[1] != '\0' && !g_unichar_isspace(g_utf8_get_char(at + 1));
}

/* Reads the next sign. */
static gboolean next(Parser *parser) {
  g_clear_pointer(&parser->text, g_free);
  while (g_unichar_isspace(g_utf8_get_char(parser->at))) parser->at = g_utf8_next_char(parser->at);
  const char *closing = closing_mark(parser->at);
  if (closing != NULL) return read_phrase(parser, closing);
  parser->type = *parser->at == '\0'    ? SIGN_END
                 : *parser->at == '('   ? SIGN_OPEN
                 : *parser->at == ')'   ? SIGN_CLOSE
                 : is_minus(parser->at) ? SIGN_NOT
                                        : SIGN_WORD;
  if (parser->type == SIGN_WORD) return read_word(parser);
  if (parser->type != SIGN_END) parser->at++;
  return TRUE;
}

/* ---- the grammar ---- */

static Node *parse_any(Parser *parser);

static gboolean count_term(Parser *parser) {
  return ++parser->terms <= SEARCH_TERMS_MOST ||
         refuse(parser, "more than %d words and phrases are asked for", SEARCH_TERMS_MOST);
}

static Node *parse_group(Parser *parser) {
  if (++parser->depth > SEARCH_DEPTH_MOST) {
    refuse(parser, "more than %d parentheses stand in each other", SEARCH_DEPTH_MOST);
    return NULL;
  }
  if (!next(parser)) return NULL;
  g_autoptr(Node) node = parse_any(parser);
  if (node == NULL) return NULL;
  if (parser->type != SIGN_CLOSE) {
    refuse(parser, "a parenthesis is opened and not closed");
    return NULL;
  }
  parser->depth--;
  return next(parser) ? g_steal_pointer(&node) : NULL;
}

/* What stands where a word should. */
static gboolean refuse_sign(Parser *parser) {
  static const char *const names[] = {
      [SIGN_END] = "the end", [SIGN_CLOSE] = "a closing parenthesis", [SIGN_AND] = "AND", [SIGN_OR] = "OR", [SIGN_NOT] = "NOT",
      [SIGN_NEAR] = "NEAR",
  };
  return refuse(parser, "a word should stand before %s", names[parser->type]);
}

static void note_last(const TextWord *word, gpointer data) {
  g_string_assign(data, word->form);
}

/* A beginning of one letter would be that of a tenth of all words. */
static gboolean check_prefix(Parser *parser, const char *text) {
  g_autoptr(WordReader) reader = word_reader_new(NULL);
  g_autoptr(GString) last = g_string_new(NULL);
  words_read(reader, text, note_last, last);
  return g_utf8_strlen(last->str, -1) != 1 || g_unichar_iswide(g_utf8_get_char(last->str)) ||
         refuse(parser, "before * should stand two letters or more, not \"%s\"", text);
}

static Node *parse_term(Parser *parser) {
  static const NodeType types[] = {[SIGN_WORD] = NODE_WORD, [SIGN_PREFIX] = NODE_PREFIX, [SIGN_PHRASE] = NODE_PHRASE};
  if (parser->type == SIGN_OPEN) return parse_group(parser);
  if (parser->type != SIGN_WORD && parser->type != SIGN_PREFIX && parser->type != SIGN_PHRASE) {
    refuse_sign(parser);
    return NULL;
  }
  g_autoptr(Node) node = node_new(types[parser->type], g_steal_pointer(&parser->text));
  if (node->type == NODE_PREFIX && !check_prefix(parser, node->text)) return NULL;
  return count_term(parser) && next(parser) ? g_steal_pointer(&node) : NULL;
}

static gboolean may_be_near(Parser *parser, const Node *node) {
  return node->type == NODE_WORD || node->type == NODE_PHRASE ||
         refuse(parser, "NEAR stands between two words or phrases, without * and parentheses");
}

/* "a NEAR b NEAR c": all within the greatest distance that is told. */
static Node *parse_near(Parser *parser) {
  g_autoptr(Node) first = parse_term(parser);
  if (first == NULL || parser->type != SIGN_NEAR) return g_steal_pointer(&first);
  if (!may_be_near(parser, first)) return NULL;
  g_autoptr(Node) near = node_new(NODE_NEAR, NULL);
  g_ptr_array_add(near->children, g_steal_pointer(&first));
  while (parser->type == SIGN_NEAR) {
    near->distance = MAX(near->distance, parser->distance);
    Node *other = next(parser) ? parse_term(parser) : NULL;
    if (other == NULL) return NULL;
    g_ptr_array_add(near->children, other);
    if (!may_be_near(parser, other)) return NULL;
  }
  return g_steal_pointer(&near);
}

static Node *parse_all(Parser *parser) {
  g_autoptr(Node) all = node_new(NODE_ALL, NULL);
  gboolean wanted = FALSE;
  for (gboolean more = TRUE; more;) {
    gboolean refused = parser->type == SIGN_NOT;
    if (refused && !next(parser)) return NULL;
    Node *node = parse_near(parser);
    if (node == NULL) return NULL;
    node->refused = refused;
    wanted |= !refused;
    g_ptr_array_add(all->children, node);
    gboolean joined = parser->type == SIGN_AND;
    if (joined && !next(parser)) return NULL;
    more = joined || parser->type == SIGN_WORD || parser->type == SIGN_PREFIX || parser->type == SIGN_PHRASE ||
           parser->type == SIGN_OPEN || parser->type == SIGN_NOT;
  }
  if (!wanted) refuse(parser, "NOT takes away from what else is asked for: name a word that is to be found");
  return wanted ? g_steal_pointer(&all) : NULL;
}

static Node *parse_any(Parser *parser) {
  g_autoptr(Node) any = node_new(NODE_ANY, NULL);
  for (;;) {
    Node *all = parse_all(parser);
    if (all == NULL) return NULL;
    g_ptr_array_add(any->children, all);
    if (parser->type != SIGN_OR) return g_steal_pointer(&any);
    if (!next(parser)) return NULL;
  }
}

/* ---- what holds no word ---- */

static void note_word(G_GNUC_UNUSED const TextWord *word, gpointer data) {
  *(gboolean *)data = TRUE;
}

/* "&" is no word. Takes out of NODE what holds none; FALSE where nothing is left of it. */
static gboolean node_prune(Node *node, WordReader *reader) {
  gboolean any = FALSE, wanted = FALSE;
  if (node->text != NULL) {
    words_read(reader, node->text, note_word, &any);
    return any;
  }
  for (guint i = node->children->len; i > 0; i--) {
    Node *child = g_ptr_array_index(node->children, i - 1);
    if (node_prune(child, reader))
      wanted |= !child->refused;
    else
      g_ptr_array_remove_index(node->children, i - 1);
  }
  return wanted;
}

static gboolean parse(Parser *parser, const char *text, SearchQuery *query) {
  if (!g_utf8_validate(text, -1, NULL)) return refuse(parser, "the words are not in UTF-8");
  if (strlen(text) > SEARCH_QUERY_MOST) return refuse(parser, "the question is longer than %d bytes", SEARCH_QUERY_MOST);
  if (!next(parser) || (query->root = parse_any(parser)) == NULL) return FALSE;
  if (parser->type == SIGN_CLOSE) return refuse(parser, "a parenthesis is closed and was not opened");
  if (parser->type != SIGN_END) return refuse_sign(parser);
  g_autoptr(WordReader) reader = word_reader_new(NULL);
  return node_prune(query->root, reader) || refuse(parser, "there is no word to search for in \"%s\"", text);
}

SearchQuery *search_query_parse(const char *text, GError **error) {
  g_autoptr(GError) why = NULL;
  g_autoptr(SearchQuery) query = g_new0(SearchQuery, 1);
  Parser parser = {.at = text, .error = &why};
  gboolean parsed = parse(&parser, text, query);
  g_free(parser.text);
  if (parsed) return g_steal_pointer(&query);
  g_propagate_error(error, g_steal_pointer(&why));
  return NULL;
}
